#include "gracy/sql/people.hpp"
#include "hr/json.hpp"
#include "hr/people/handlers.hpp"
#include "http/json_body.hpp"
#include "http/page.hpp"

#include <tuple>

namespace gracy::hr {
namespace {

using NameKey = std::tuple<std::string, std::int64_t>;

constexpr char members_of_team = 'T';

std::string_view role_of(const http::Request& request) {
    http::JsonBody body(request);
    const std::string_view role = body.choice("role", {"lead", "member"});
    body.finish();
    return role;
}

void check_put(std::string_view outcome) {
    if (outcome == "unknown_team") {
        throw http::Problem::not_found("team");
    }
    if (outcome == "unknown_member") {
        throw http::Problem::not_found("member");
    }
    if (outcome == "inactive_member") {
        throw http::Problem::conflict("inactive-member", {"This member has left.", "퇴사한 구성원이에요."});
    }
}

}  // namespace

base::Task<http::Response> list_team_members(access::Call& call) {
    postgres::Client& db = call.database();
    const std::int64_t team = call.path_id("id", "team");
    http::QueryReader query(call.request().query);
    const http::Page<NameKey> page(call.request(), query,
                                   call.cursor_scope(members_of_team, http::FilterHash().add(team)));
    query.finish();
    const auto& [name, id] = page.after().value_or(NameKey("", 0));
    auto listing = db.read(sql::people::list_members_of_team, call.team_space(), team, name, id, page.rows_to_read(),
                           page.offset());
    std::optional<std::int64_t> total;
    if (page.with_total()) {
        const auto counted = co_await db.read(sql::people::count_members_of_team, call.team_space(), team);
        if (!counted.front().found) {
            throw http::Problem::not_found("team");
        }
        total = counted.front().total;
    }
    const auto rows = co_await listing;
    // Whether a list is empty or is none is only asked when it looks empty.
    if (rows.empty() && !total) {
        const auto known = co_await db.read(sql::people::count_members_of_team, call.team_space(), team);
        if (!known.front().found) {
            throw http::Problem::not_found("team");
        }
    }
    const auto write = [](base::JsonWriter& json, const auto& member) {
        json.open_object();
        write_profile(json, member);
        json.field<"hired_on">(member.hired_on);
        json.field<"team_role">(member.team_role);
        json.close_object();
    };
    co_return page.respond(rows, total, write, [](const auto& row) { return NameKey(row.name, row.id); });
}

base::Task<http::Response> put_team_member(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    const std::int64_t team = call.path_id("id", "team");
    const std::int64_t member = call.path_id("member_id", "member");
    const std::string_view role = role_of(call.request());
    const auto rows =
        co_await call.database().write(sql::people::put_team_member, call.team_space(), call.principal().member_id,
                                       team, member, role, call.request().request_id);
    check_put(rows.front().outcome);
    base::JsonWriter json;
    json.open_object();
    json.field<"team_id">(base::Id{team});
    json.field<"member_id">(base::Id{member});
    json.field<"role">(role);
    json.close_object();
    co_return http::Response::json(json.take());
}

base::Task<http::Response> remove_team_member(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    const std::int64_t team = call.path_id("id", "team");
    const std::int64_t member = call.path_id("member_id", "member");
    const auto rows =
        co_await call.database().write(sql::people::remove_team_member, call.team_space(), call.principal().member_id,
                                       team, member, call.request().request_id);
    if (rows.front().outcome != "ok") {
        throw http::Problem::not_found("membership");
    }
    co_return http::Response::empty(204);
}

}  // namespace gracy::hr
