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

/// What the member has spent is shown to nobody else: it would tell of an anonymous gift as it is given.
base::Task<http::Response> respond_allowance(access::Call& call, std::int64_t member_id, bool own) {
    const auto rows = co_await call.database().read(sql::recognition::get_allowance, call.team_space(), member_id);
    const auto allowance = rows.first();
    if (!allowance) {
        throw http::Problem::not_found("member");
    }
    base::JsonWriter json;
    json.open_object();
    json.field<"period">(allowance->period);
    json.field<"period_start">(allowance->period_start);
    if (own) {
        json.field<"granted">(allowance->granted);
    }
    json.field<"boost">(allowance->boost);
    if (own) {
        json.field<"spent">(allowance->spent);
        json.field<"left">(allowance->left);
    }
    json.field<"resets_at">(allowance->resets_at);
    json.close_object();
    http::Response response = http::Response::json(json.take());
    if (own) {
        co_return response;
    }
    // What is set has no count of its changes: it is its own version, so that who has seen it may change it.
    co_return http::with_version(call.request(), std::move(response), allowance->boost + 1, call.fingerprint_seed());
}

}  // namespace

base::Task<http::Response> get_allowance(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    co_return co_await respond_allowance(call, call.principal().member_id, true);
}

base::Task<http::Response> get_member_allowance(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    co_return co_await respond_allowance(call, call.path_id("id", "member"), false);
}

base::Task<http::Response> boost_allowance(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    const std::int64_t member_id = call.path_id("id", "member");
    const std::int32_t version = http::optional_version(call.request());
    http::JsonBody body(call.request());
    const auto boost = static_cast<std::int32_t>(body.integer("boost", 0, most_points));
    body.finish();
    const auto rows = co_await call.database().write(sql::recognition::set_allowance_boost, call.team_space(),
                                                     call.principal().member_id, member_id, boost,
                                                     call.request().request_id, version);
    const std::string_view outcome = rows.front().outcome;
    if (outcome == "not_found") {
        throw http::Problem::not_found("member");
    }
    if (outcome == "version_mismatch") {
        throw http::Problem::version_mismatch();
    }
    co_return http::Response::empty(204);
}

}  // namespace gracy::hr
