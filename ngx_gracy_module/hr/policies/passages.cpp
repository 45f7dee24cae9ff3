#include "hr/policies/passages.hpp"

#include "hr/policies/indexed_text.hpp"

#include <vector>

namespace gracy::hr {
namespace {

LookedUp::Kind kind_named(std::string_view name) {
    if (name == "token") {
        return LookedUp::Kind::token;
    }
    if (name == "synonym") {
        return LookedUp::Kind::synonym;
    }
    return name == "spelling" ? LookedUp::Kind::spelling : LookedUp::Kind::no_default;
}

}  // namespace

base::Task<WeightedTokens> weighted_tokens(postgres::Client& client, std::int64_t team_space_id, std::string question) {
    const Question parts(question);
    const auto rows = co_await client.read(sql::policies::look_up_query, team_space_id, views(parts.tokens()),
                                           views(parts.keys()), views(parts.words()));
    std::vector<LookedUp> found;
    for (const auto& row : rows) {
        found.push_back({kind_named(row.kind), row.origin, row.token, row.chunks});
    }
    co_return parts.weigh(found);
}

base::Task<postgres::Rows<sql::policies::search_policies_row>> find_passages(postgres::Client& client,
                                                                             std::int64_t team_space_id,
                                                                             std::string question, std::int32_t limit) {
    // Without tokens the statement finds nothing, and says so itself.
    const WeightedTokens weighted = co_await weighted_tokens(client, team_space_id, question);
    co_return co_await client.read(sql::policies::search_policies, team_space_id, views(weighted.tokens),
                                   weighted.weights, question, std::nullopt, limit);
}

base::Task<std::vector<SynonymKeys>> own_synonyms(postgres::Client& client, std::int64_t team_space_id) {
    const auto rows = co_await client.read(sql::policies::list_synonym_keys, team_space_id);
    std::vector<SynonymKeys> groups;
    for (const auto& row : rows) {
        SynonymKeys& group = groups.emplace_back();
        for (std::size_t i = 0; i < row.keys.size(); ++i) {
            group.emplace_back(row.keys[i]);
        }
    }
    co_return groups;
}

}  // namespace gracy::hr
