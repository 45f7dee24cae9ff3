// A gift of kudos as JSON.
#pragma once

#include "access/call.hpp"
#include "base/json_writer.hpp"
#include "base/task.hpp"
#include "http/response.hpp"

namespace gracy::hr {

/// One gift as the caller sees it, with its version. Throws Problem::not_found when the caller does not.
base::Task<http::Response> respond_kudos(access::Call& call, std::int64_t id);

/// What a gift that is there has, also where the row may be without one.
inline std::int64_t present(std::int64_t id) {
    return id;
}
inline std::string_view present(std::string_view text) {
    return text;
}
template <class T>
auto present(const std::optional<T>& column) {
    return present(column.value());
}

/// The fields of an object that is open. `recipients` comes from the database as JSON.
template <class Row>
void write_kudos(base::JsonWriter& json, const Row& kudos) {
    json.field<"id">(base::Id{present(kudos.id)});
    json.key<"giver">();
    if (kudos.giver_id) {
        json.open_object();
        json.field<"id">(base::Id{*kudos.giver_id});
        json.field<"name">(kudos.giver_name);
        json.field<"name_en">(kudos.giver_name_en);
        json.field<"avatar_url">(kudos.giver_avatar_url);
        json.close_object();
    } else {
        json.value(std::nullopt);  // anonymous: the database does not tell
    }
    json.field<"mine">(kudos.mine);
    json.field<"recipients">(base::RawJson{present(kudos.recipients)});
    json.field<"value">(kudos.value_name);
    json.field<"message">(kudos.message);
    json.field<"points">(kudos.points);
    json.field<"visibility">(kudos.visibility);
    json.field<"source">(kudos.source);
    json.key<"boosts">().open_object();
    json.field<"count">(kudos.boosts);
    json.field<"points">(kudos.boost_points);
    json.field<"mine">(kudos.my_boost);
    json.close_object();
    json.field<"created_at">(kudos.created_at);
    json.field<"edited_at">(kudos.edited_at);
    json.field<"version">(kudos.version);
    if constexpr (requires { kudos.slack_permalink; }) {  // lists do not look for it
        json.field<"slack_permalink">(kudos.slack_permalink);
    }
}

}  // namespace gracy::hr
