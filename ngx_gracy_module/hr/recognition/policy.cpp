#include "base/json_writer.hpp"
#include "gracy/sql/recognition.hpp"
#include "hr/recognition/handlers.hpp"
#include "http/json_body.hpp"
#include "http/precondition.hpp"
#include "http/problem.hpp"
#include "http/query.hpp"

namespace gracy::hr {
namespace {

constexpr std::int64_t most_points = 1'000'000;

/// A merge patch; null takes a limit away.
std::string changes_of(const http::Request& request) {
    http::JsonBody body(request);
    static_cast<void>(body.optional_choice("period", {"weekly", "biweekly", "monthly", "quarterly"}));
    static_cast<void>(body.optional_integer("points", 0, most_points));
    static_cast<void>(body.optional_integer("shortest_message", 1, 200));
    static_cast<void>(body.optional_integer("pair_gifts_a_day", 1, 1000));
    static_cast<void>(body.optional_integer("pair_percent", 1, 100));
    static_cast<void>(body.optional_boolean("leaderboards"));
    static_cast<void>(body.optional_integer("leaderboard_top", 1, 1000));
    body.keeps({"period", "points", "shortest_message", "leaderboards"});
    body.finish();
    return body.normalized();
}

base::Task<http::Response> respond_policy(access::Call& call) {
    const auto rows = co_await call.database().read(sql::recognition::get_policy, call.team_space());
    const auto policy = rows.front();
    base::JsonWriter json;
    json.open_object();
    json.field<"period">(policy.period);
    json.field<"points">(policy.points);
    json.key<"next">();
    if (policy.next_since) {
        json.open_object();
        json.field<"period">(policy.next_period);
        json.field<"points">(policy.next_points);
        json.field<"since">(policy.next_since);
        json.close_object();
    } else {
        json.value(std::nullopt);
    }
    json.field<"shortest_message">(policy.shortest_message);
    json.field<"pair_gifts_a_day">(policy.pair_gifts_a_day);
    json.field<"pair_percent">(policy.pair_percent);
    json.field<"leaderboards">(policy.leaderboards);
    json.field<"leaderboard_top">(policy.leaderboard_top);
    json.close_object();
    co_return http::with_version(call.request(), http::Response::json(json.take()), policy.version,
                                 call.fingerprint_seed());
}

}  // namespace

base::Task<http::Response> get_recognition_policy(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    co_return co_await respond_policy(call);
}

base::Task<http::Response> update_recognition_policy(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    const std::int32_t version = http::required_version(call.request());
    const std::string changes = changes_of(call.request());
    const auto rows =
        co_await call.database().write(sql::recognition::update_policy, call.team_space(), call.principal().member_id,
                                       version, changes, call.request().request_id);
    if (rows.front().outcome == "version_mismatch") {
        throw http::Problem::version_mismatch();
    }
    co_return co_await respond_policy(call);
}

}  // namespace gracy::hr
