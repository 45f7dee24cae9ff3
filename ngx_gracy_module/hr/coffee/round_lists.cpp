#include "access/total.hpp"
#include "gracy/sql/coffee.hpp"
#include "hr/coffee/handlers.hpp"
#include "http/json_body.hpp"
#include "http/newest_first.hpp"
#include "http/page.hpp"
#include "http/problem.hpp"

#include <tuple>

namespace gracy::hr {
namespace {

using http::TimeKey;
using NumberKey = std::tuple<std::int64_t>;

constexpr char own_rounds_by_time = 'o';
constexpr char rounds_by_time = 'r';
constexpr char groups_by_number = 'g';

template <class Row>
void write_time(base::JsonWriter& json, const Row& round) {
    json.field<"id">(base::Id{round.id});
    json.key<"program">().open_object();
    json.field<"id">(base::Id{round.program_id});
    json.field<"name">(round.program_name);
    json.close_object();
    json.field<"number">(round.no);
    json.field<"at">(round.fire_at);
}

constexpr auto write_own_round = [](base::JsonWriter& json, const auto& round) {
    json.open_object();
    write_time(json, round);
    json.field<"people">(base::RawJson{round.people.value_or("[]")});
    json.field<"asked_at">(round.asked_at);
    json.field<"met">(round.met);
    json.close_object();
};

constexpr auto write_round = [](base::JsonWriter& json, const auto& round) {
    json.open_object();
    write_time(json, round);
    json.field<"state">(round.state);
    json.field<"people">(round.seats);
    json.field<"groups">(round.groups);
    json.field<"left_out">(round.left_out);
    json.key<"left_out_ids">().open_array();
    for (const std::int64_t member : round.left_out_ids.copy()) {
        json.value(base::Id{member});
    }
    json.close_array();
    json.field<"repeats">(round.repeats);
    json.field<"answered">(round.answered);
    json.field<"met">(round.met);
    json.key<"introductions">().open_object();
    json.field<"in_slack">(round.introduced_in_slack);
    json.field<"by_notice">(round.introduced_by_notice);
    json.field<"waiting">(round.not_introduced);
    json.close_object();
    json.close_object();
};

constexpr auto time_of = [](const auto& round) { return TimeKey{round.fire_at, round.id}; };

/// The one row as JSON.
template <class Rows, class Write>
http::Response respond_one(const Rows& rows, Write write) {
    const auto round = rows.first();
    if (!round) {
        throw http::Problem::not_found("round");
    }
    base::JsonWriter json;
    write(json, *round);
    return http::Response::json(json.take());
}

}  // namespace

base::Task<http::Response> list_own_coffee_rounds(access::Call& call) {
    const access::Principal& who = call.principal();
    http::QueryReader query(call.request().query);
    const auto program = query.id("program_id");
    const http::Page<TimeKey> page(
        call.request(), query,
        call.cursor_scope(own_rounds_by_time, http::FilterHash().add(who.member_id).add(program.value_or(0))));
    query.finish();
    postgres::Client& db = call.database();
    const auto& [at, id] = page.after().value_or(http::newest());
    auto listing = db.read(sql::coffee::list_own_rounds, who.team_space_id, who.member_id, at, id, page.rows_to_read(),
                           page.offset(), program);
    const auto total =
        co_await access::total_of(page, db, sql::coffee::count_own_rounds, who.team_space_id, who.member_id, program);
    co_return page.respond(co_await listing, total, write_own_round, time_of);
}

base::Task<http::Response> get_own_coffee_round(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    const auto rows = co_await call.database().read(sql::coffee::get_own_round, call.team_space(),
                                                    call.principal().member_id, call.path_id("id", "round"));
    co_return respond_one(rows, write_own_round);
}

base::Task<http::Response> list_coffee_rounds(access::Call& call) {
    http::QueryReader query(call.request().query);
    const auto program = query.id("program_id");
    const http::Page<TimeKey> page(call.request(), query,
                                   call.cursor_scope(rounds_by_time, http::FilterHash().add(program.value_or(0))));
    query.finish();
    postgres::Client& db = call.database();
    const auto& [at, id] = page.after().value_or(http::newest());
    auto listing =
        db.read(sql::coffee::list_rounds, call.team_space(), at, id, page.rows_to_read(), page.offset(), program);
    const auto total = co_await access::total_of(page, db, sql::coffee::count_rounds, call.team_space(), program);
    co_return page.respond(co_await listing, total, write_round, time_of);
}

base::Task<http::Response> get_coffee_round(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    const auto rows =
        co_await call.database().read(sql::coffee::get_round, call.team_space(), call.path_id("id", "round"));
    co_return respond_one(rows, write_round);
}

base::Task<http::Response> list_coffee_groups(access::Call& call) {
    const std::int64_t round = call.path_id("id", "round");
    http::QueryReader query(call.request().query);
    const http::Page<NumberKey> page(call.request(), query,
                                     call.cursor_scope(groups_by_number, http::FilterHash().add(round)));
    query.finish();
    const auto [after_no] = page.after().value_or(NumberKey{0});
    postgres::Client& db = call.database();
    auto listing =
        db.read(sql::coffee::list_groups, call.team_space(), round, after_no, page.rows_to_read(), page.offset());
    // The number of groups says whether there is such a round, too.
    auto looking = db.read(sql::coffee::get_round, call.team_space(), round);
    const auto rounds = co_await looking;
    const auto found = rounds.first();
    if (!found) {
        throw http::Problem::not_found("round");
    }
    const auto write = [](base::JsonWriter& json, const auto& group) {
        json.open_object();
        json.field<"number">(group.no);
        json.field<"people">(base::RawJson{group.people});
        json.close_object();
    };
    const auto total = page.with_total() ? std::optional<std::int64_t>(found->groups) : std::nullopt;
    co_return page.respond(co_await listing, total, write, [](const auto& group) { return NumberKey{group.no}; });
}

base::Task<http::Response> answer_coffee(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    const std::int64_t round = call.path_id("id", "round");
    http::JsonBody body(call.request());
    const bool met = body.boolean("met");
    body.finish();
    const auto rows =
        co_await call.database().write(sql::coffee::answer, call.team_space(), call.principal().member_id, round, met);
    const auto said = rows.front();
    if (said.outcome != "ok") {
        throw http::Problem::not_found("round");
    }
    base::JsonWriter json;
    json.open_object();
    json.field<"round_id">(base::Id{round});
    json.field<"met">(met);
    json.field<"answered_at">(said.answered_at);
    json.close_object();
    co_return http::Response::json(json.take());
}

}  // namespace gracy::hr
