#include "access/total.hpp"
#include "gracy/sql/slack.hpp"
#include "http/page.hpp"
#include "slack/installing/handlers.hpp"

#include <tuple>

namespace gracy::slack {
namespace {

using IdKey = std::tuple<std::int64_t>;

constexpr char workspaces_by_id = 'W';

}  // namespace

base::Task<http::Response> list_workspaces(access::Call& call) {
    postgres::Client& db = call.database();
    http::QueryReader query(call.request().query);
    const http::Page<IdKey> page(call.request(), query, call.cursor_scope(workspaces_by_id, {}));
    query.finish();
    const auto [after_id] = page.after().value_or(IdKey{});
    auto listing =
        db.read(sql::slack::list_workspaces, call.team_space(), after_id, page.rows_to_read(), page.offset());
    const auto total = co_await access::total_of(page, db, sql::slack::count_workspaces, call.team_space());
    const auto rows = co_await listing;
    co_return page.respond(
        rows, total,
        [](base::JsonWriter& json, const sql::slack::list_workspaces_row& installation) {
            json.open_object();
            json.field<"kind">(installation.team_id ? std::string_view("workspace") : std::string_view("organization"));
            json.field<"team_id">(installation.team_id);
            json.field<"enterprise_id">(installation.enterprise_id);
            json.field<"name">(installation.name);
            json.field<"by_organization">(installation.by_organization);
            json.field<"connected_at">(installation.connected_at);
            json.field<"trouble">(installation.trouble);
            json.field<"sync">(installation.sync);
            json.close_object();
        },
        [](const sql::slack::list_workspaces_row& installation) { return IdKey{installation.id}; });
}

}  // namespace gracy::slack
