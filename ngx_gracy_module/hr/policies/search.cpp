#include "base/json_writer.hpp"
#include "gracy/sql/policies.hpp"
#include "hr/policies/handlers.hpp"
#include "hr/policies/indexed_text.hpp"
#include "hr/policies/passages.hpp"
#include "hr/policies/snippet.hpp"
#include "hr/policies/tokens.hpp"
#include "http/field_errors.hpp"
#include "http/problem.hpp"
#include "http/query.hpp"

#include <algorithm>

namespace gracy::hr {
namespace {

constexpr std::int64_t default_limit = 8;
constexpr std::int64_t most_results = 20;
constexpr std::size_t longest_question = 300;

/// What a snippet may highlight: tokens as the text has them.
std::vector<std::string> without_marks(const std::vector<std::string>& tokens) {
    std::vector<std::string> plain;
    for (const std::string& token : tokens) {
        const bool marked = token[0] == in_heading || token[0] == in_title || token[0] == often;
        plain.push_back(marked ? token.substr(1) : token);
    }
    std::ranges::sort(plain);
    return plain;
}

void write_found(base::JsonWriter& json, const sql::policies::search_policies_row& chunk,
                 const std::vector<std::string>& tokens) {
    json.open_object();
    json.field<"id">(base::Id{chunk.id});
    json.key<"policy">().open_object();
    json.field<"id">(base::Id{chunk.document_id});
    json.field<"title">(chunk.title);
    json.field<"title_en">(chunk.title_en);
    json.field<"language">(chunk.language);
    json.field<"number">(chunk.number);
    json.field<"effective_from">(chunk.effective_from);
    json.field<"effective_until">(chunk.effective_until);
    json.close_object();
    json.key<"headings">().open_array();
    for (std::size_t i = 0; i < chunk.headings.size(); ++i) {
        json.value(chunk.headings[i]);
    }
    json.close_array();
    json.key<"snippet">().open_array();
    for (const SnippetSegment& segment : snippet_of(chunk.body, tokens)) {
        json.open_object();
        json.field<"text">(segment.text);
        json.field<"match">(segment.match);
        json.close_object();
    }
    json.close_array();
    json.field<"text">(chunk.body);
    json.field<"score">(chunk.score);
    json.close_object();
}

}  // namespace

base::Task<http::Response> search_policies(access::Call& call) {
    postgres::Client& db = call.database();
    http::QueryReader query(call.request().query);
    const auto q = query.text("q", longest_question);
    const auto on = query.date("on");
    const auto limit = static_cast<std::int32_t>(query.integer("limit", 1, most_results).value_or(default_limit));
    if (!q && query.raw("q") == std::nullopt) {
        query.refuse(http::field_error::required(http::FieldError::Place::query, "q"));
    }
    query.finish();

    const WeightedTokens weighted = co_await weighted_tokens(db, call.team_space(), *q);

    base::JsonWriter json(16384);
    json.open_object().key<"data">().open_array();
    if (!weighted.tokens.empty()) {
        const auto rows = co_await db.read(sql::policies::search_policies, call.team_space(), views(weighted.tokens),
                                           weighted.weights, *q, on, limit);
        const std::vector<std::string> plain = without_marks(weighted.tokens);
        for (const auto& chunk : rows) {
            write_found(json, chunk, plain);
        }
    }
    json.close_array().close_object();
    co_return http::Response::json(json.take());
}

}  // namespace gracy::hr
