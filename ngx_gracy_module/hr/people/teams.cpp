#include "access/total.hpp"
#include "gracy/sql/people.hpp"
#include "hr/people/handlers.hpp"
#include "hr/people/member_filter.hpp"
#include "hr/people/named_thing.hpp"
#include "hr/people/names.hpp"
#include "hr/search_query.hpp"
#include "http/page.hpp"

#include <tuple>

namespace gracy::hr {
namespace {

using NameKey = std::tuple<std::string, std::int64_t>;

constexpr char teams_by_name = 't';

template <class Row>
void write_team(base::JsonWriter& json, const Row& team) {
    json.open_object();
    json.field<"id">(base::Id{team.id});
    json.field<"name">(team.name);
    json.field<"name_en">(team.name_en);
    json.field<"member_count">(team.member_count);
    json.field<"created_at">(team.created_at);
    json.field<"updated_at">(team.updated_at);
    json.field<"version">(team.version);
    json.close_object();
}

base::Task<http::Response> respond_team(access::Call& call, std::int64_t id, int status) {
    const auto rows = co_await call.database().read(sql::people::get_team, call.team_space(), id);
    const auto team = rows.first();
    if (!team) {
        throw http::Problem::not_found("team");
    }
    base::JsonWriter json;
    write_team(json, *team);
    co_return http::with_version(call.request(), http::Response::json(json.take(), status), team->version,
                                 call.fingerprint_seed());
}

std::string team_of(const http::Request& request) {
    http::JsonBody body(request);
    static_cast<void>(required_name(body, "name", {1, 100}));
    static_cast<void>(optional_name(body, "name_en", {1, 100}));
    body.finish();
    return body.normalized();
}

std::string team_changes_of(const http::Request& request) {
    http::JsonBody body(request);
    static_cast<void>(optional_name(body, "name", {1, 100}));
    static_cast<void>(optional_name(body, "name_en", {1, 100}));
    body.keeps({"name"});
    body.finish();
    return body.normalized();
}

}  // namespace

base::Task<http::Response> list_teams(access::Call& call) {
    postgres::Client& db = call.database();
    http::QueryReader query(call.request().query);
    const auto member = query.id("member_id");
    const auto q = read_q(query);
    const http::Page<NameKey> page(
        call.request(), query,
        call.cursor_scope(teams_by_name, http::FilterHash().add(member.value_or(0)).add(q.value_or(""))));
    query.finish();
    const auto& [name, id] = page.after().value_or(NameKey("", 0));
    auto listing =
        db.read(sql::people::list_teams, call.team_space(), name, id, page.rows_to_read(), page.offset(), member, q);
    const auto total = co_await access::total_of(page, db, sql::people::count_teams, call.team_space(), member, q);
    const auto rows = co_await listing;
    co_return page.respond(
        rows, total, [](auto& json, const auto& row) { write_team(json, row); },
        [](const auto& row) { return NameKey(row.name, row.id); });
}

base::Task<http::Response> get_team(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    co_return co_await respond_team(call, call.path_id("id", "team"), 200);
}

base::Task<http::Response> create_team(access::Call& call) {
    return add_named(call, sql::people::create_team, "team", "/api/v1/teams", team_of(call.request()), respond_team);
}

base::Task<http::Response> change_team(access::Call& call) {
    return change_named(call, sql::people::change_team, "team", team_changes_of(call.request()), respond_team);
}

base::Task<http::Response> delete_team(access::Call& call) {
    return delete_named(call, sql::people::delete_team, "team");
}

}  // namespace gracy::hr
