#include "access/total.hpp"
#include "gracy/sql/coffee.hpp"
#include "hr/coffee/handlers.hpp"
#include "http/page.hpp"
#include "http/problem.hpp"

#include <tuple>

namespace gracy::hr {
namespace {

using IdKey = std::tuple<std::int64_t>;

constexpr char exclusions_by_id = 'x';

}  // namespace

base::Task<http::Response> list_coffee_exclusions(access::Call& call) {
    const access::Principal& who = call.principal();
    http::QueryReader query(call.request().query);
    const http::Page<IdKey> page(call.request(), query,
                                 call.cursor_scope(exclusions_by_id, http::FilterHash().add(who.member_id)));
    query.finish();
    postgres::Client& db = call.database();
    const auto [after_id] = page.after().value_or(IdKey{0});
    auto listing = db.read(sql::coffee::list_exclusions, who.team_space_id, who.member_id, after_id,
                           page.rows_to_read(), page.offset());
    const auto total =
        co_await access::total_of(page, db, sql::coffee::count_exclusions, who.team_space_id, who.member_id);
    const auto write = [](base::JsonWriter& json, const auto& member) {
        json.open_object();
        json.field<"id">(base::Id{member.id});
        json.field<"name">(member.name);
        json.close_object();
    };
    co_return page.respond(co_await listing, total, write, [](const auto& member) { return IdKey{member.id}; });
}

base::Task<http::Response> exclude_from_coffee(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    const std::int64_t other = call.path_id("id", "member");
    const auto rows = co_await call.database().write(sql::coffee::exclude_member, call.team_space(),
                                                     call.principal().member_id, other);
    const std::string_view outcome = rows.front().outcome;
    if (outcome == "unknown_member") {
        throw http::Problem::not_found("member");
    }
    if (outcome == "self") {
        throw http::Problem::conflict("self-exclusion", {"That would be yourself.", "본인은 제외할 수 없어요."});
    }
    if (outcome == "too_many_exclusions") {
        throw http::Problem::conflict("too-many-exclusions",
                                      {"You keep away from 100 people already.", "제외는 100명까지 할 수 있어요."});
    }
    co_return http::Response::empty(204);
}

base::Task<http::Response> readmit_to_coffee(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    const auto rows = co_await call.database().write(sql::coffee::readmit_member, call.team_space(),
                                                     call.principal().member_id, call.path_id("id", "member"));
    if (!rows.front().removed) {
        throw http::Problem::not_found("exclusion");
    }
    co_return http::Response::empty(204);
}

}  // namespace gracy::hr
