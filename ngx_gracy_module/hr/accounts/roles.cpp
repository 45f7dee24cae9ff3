#include "access/access_change.hpp"
#include "access/total.hpp"
#include "gracy/sql/accounts.hpp"
#include "hr/accounts/handlers.hpp"
#include "hr/json.hpp"
#include "http/etag.hpp"
#include "http/page.hpp"
#include "http/problem.hpp"

#include <algorithm>
#include <tuple>

namespace gracy::hr {
namespace {

using RoleKey = std::tuple<std::int64_t, std::string>;

constexpr char roles_by_member = 'r';

constexpr std::initializer_list<std::string_view> roles{"owner",     "admin",        "hr_reader",
                                                        "announcer", "survey_admin", "policy_editor"};

/// The role in the path. Who has reports is a manager without being given anything.
std::string_view named_role(const access::Call& call) {
    const auto* const found = std::ranges::find(roles, call.path("role"));
    if (found == roles.end()) {
        throw http::Problem::not_found("role");
    }
    return *found;
}

void check_outcome(std::string_view outcome) {
    if (outcome == "ok") {
        return;
    }
    if (outcome == "owners_only") {
        throw http::Problem(403, "owners-only", {"Only an owner may do this.", "소유자만 할 수 있어요."});
    }
    if (outcome == "last_owner") {
        throw http::Problem::conflict(
            "last-owner", {"Make somebody else an owner first.", "먼저 다른 사람을 소유자로 지정해 주세요."});
    }
    if (outcome == "inactive_member") {
        throw http::Problem::conflict("inactive-member",
                                      {"This member does not work here now.", "지금은 재직 중이 아닌 구성원이에요."});
    }
    throw http::Problem::not_found(outcome == "unknown_grant" ? "role" : "member");
}

}  // namespace

base::Task<http::Response> list_roles(access::Call& call) {
    postgres::Client& db = call.database();
    http::QueryReader query(call.request().query);
    const auto of_member = query.id("member_id");
    const auto one_role = query.choice("role", roles);
    const http::Page<RoleKey> page(
        call.request(), query,
        call.cursor_scope(roles_by_member, http::FilterHash().add(of_member.value_or(0)).add(one_role.value_or(""))));
    query.finish();
    const auto& [member_id, role] = page.after().value_or(RoleKey{0, ""});
    auto listing = db.read(sql::accounts::list_roles, call.team_space(), member_id, role, page.rows_to_read(),
                           page.offset(), of_member, one_role);
    const auto total =
        co_await access::total_of(page, db, sql::accounts::count_roles, call.team_space(), of_member, one_role);
    const auto rows = co_await listing;
    co_return page.respond(
        rows, total,
        [](base::JsonWriter& json, const sql::accounts::list_roles_row& held) {
            json.open_object();
            json.field<"member_id">(base::Id{held.member_id});
            json.field<"member_name">(held.member_name);
            json.field<"role">(held.role);
            json.field<"granted_at">(held.granted_at);
            json.field<"granted_by">(id_or_null(held.granted_by));
            json.close_object();
        },
        [](const sql::accounts::list_roles_row& held) { return RoleKey{held.member_id, std::string(held.role)}; });
}

base::Task<http::Response> grant_role(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    const std::int64_t member_id = call.path_id("id", "member");
    const auto rows =
        co_await call.database().write(sql::accounts::grant_role, call.team_space(), call.principal().member_id,
                                       member_id, named_role(call), call.request().request_id);
    check_outcome(rows.front().outcome);
    access::announce_access_change(call);
    co_return http::Response::empty(204);
}

base::Task<http::Response> revoke_role(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    const std::int64_t member_id = call.path_id("id", "member");
    const auto rows =
        co_await call.database().write(sql::accounts::revoke_role, call.team_space(), call.principal().member_id,
                                       member_id, named_role(call), call.request().request_id);
    check_outcome(rows.front().outcome);
    access::announce_access_change(call);
    co_return http::Response::empty(204);
}

}  // namespace gracy::hr
