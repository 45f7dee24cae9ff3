// In which workspaces of Slack an announcement can be posted.
#include "access/total.hpp"
#include "gracy/sql/announcements.hpp"
#include "hr/announcements/handlers.hpp"
#include "http/page.hpp"

#include <tuple>

namespace gracy::hr {
namespace {

using IdKey = std::tuple<std::int64_t>;

constexpr char channel_workspaces_by_id = 'C';

}  // namespace

base::Task<http::Response> list_channel_workspaces(access::Call& call) {
    postgres::Client& db = call.database();
    const std::int64_t space = call.team_space();
    http::QueryReader query(call.request().query);
    const http::Page<IdKey> page(call.request(), query, call.cursor_scope(channel_workspaces_by_id, {}));
    query.finish();

    const std::int64_t after = std::get<0>(page.after().value_or(IdKey{}));
    const std::int32_t limit = page.rows_to_read();
    const std::int32_t offset = page.offset();
    co_return co_await access::list_with_total(
        page, [=, &db] { return db.read(sql::announcements::list_channel_workspaces, space, after, limit, offset); },
        [=, &db] { return db.read(sql::announcements::count_channel_workspaces, space); },
        [](base::JsonWriter& json, const auto& workspace) {
            json.open_object();
            json.field<"team_id">(workspace.team_id);
            json.field<"name">(workspace.name);
            json.close_object();
        },
        [](const auto& workspace) { return IdKey{workspace.id}; });
}

}  // namespace gracy::hr
