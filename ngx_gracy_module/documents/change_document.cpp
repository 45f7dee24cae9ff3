#include "documents/change_document.hpp"

#include "base/json.hpp"
#include "documents/bson_builder.hpp"

#include <fmt/format.h>

namespace gracy::documents {
namespace {

constexpr int max_depth = 8;

}  // namespace

std::string key_of(const Change& change) {
    return fmt::format("{}/{}", change.team_space_id, change.entity_id);
}

std::optional<std::string> document_of(const Change& change) {
    BsonBuilder builder;
    builder.text("_id", key_of(change));
    builder.int64("version", change.version);
    builder.int64("team_space_id", change.team_space_id);
    builder.int64("id", change.entity_id);
    builder.date("changed_at", change.changed_at);
    builder.boolean("gone", !change.facts);
    try {
        if (change.facts) {
            const auto facts = base::Json::parse(*change.facts, {.bytes = 1 << 20, .depth = max_depth});
            builder.object("facts", facts.view(), {}, max_depth);
        }
    } catch (const base::JsonError&) {
        return std::nullopt;
    } catch (const NotRepresentable&) {
        return std::nullopt;
    }
    return builder.take();
}

}  // namespace gracy::documents
