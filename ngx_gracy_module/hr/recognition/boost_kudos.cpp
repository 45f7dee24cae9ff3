#include "gracy/sql/recognition.hpp"
#include "hr/recognition/handlers.hpp"
#include "hr/recognition/kudos_json.hpp"
#include "hr/recognition/kudos_refusal.hpp"
#include "http/idempotency_key.hpp"
#include "http/json_body.hpp"
#include "http/problem.hpp"
#include "http/query.hpp"

namespace gracy::hr {
namespace {

constexpr std::int64_t most_points = 1'000'000;

http::Problem problem_of_boost(const sql::recognition::boost_kudos_row& answer) {
    if (answer.outcome == "not_found") {
        return http::Problem::not_found("kudos");
    }
    if (answer.outcome == "own_kudos") {
        return http::Problem(403, "own-kudos",
                             {"Who gave or received it cannot add to it.", "주고받은 사람은 점수를 더할 수 없어요."});
    }
    if (answer.outcome == "already_boosted") {
        return http::Problem::conflict("already-boosted",
                                       {"You have added points to it before.", "이미 점수를 더한 칭찬이에요."});
    }
    if (answer.outcome == "recipients_left") {
        return http::Problem::conflict("recipients-left", {"Nobody who received it works here any more.",
                                                           "이 칭찬을 받은 사람이 모두 퇴사했어요."});
    }
    return problem_of({.outcome = answer.outcome, .subject = answer.subject, .allowance_left = answer.allowance_left},
                      0, {});
}

}  // namespace

base::Task<http::Response> boost_kudos(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    const std::int64_t id = call.path_id("id", "kudos");
    http::JsonBody body(call.request());
    const auto points = static_cast<std::int32_t>(body.optional_integer("points", 1, most_points).value_or(1));
    body.finish();

    // The booster and the gift name the effect: it needs no key to be done once.
    const auto rows = co_await call.database().write(sql::recognition::boost_kudos, call.team_space(),
                                                     call.principal().member_id, id, points);
    const auto answer = rows.front();
    const bool replayed = answer.outcome == "replayed";
    if (answer.outcome != "ok" && !replayed) {
        throw problem_of_boost(answer);
    }
    base::JsonWriter json;
    json.open_object();
    json.field<"kudos_id">(base::Id{id});
    json.field<"points">(points);
    json.field<"allowance_left">(answer.allowance_left);
    json.close_object();
    co_return http::marked_if_replayed(http::Response::json(json.take(), 201), replayed);
}

base::Task<http::Response> withdraw_boost(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    const std::int64_t id = call.path_id("id", "kudos");
    const auto rows = co_await call.database().write(sql::recognition::withdraw_boost, call.team_space(),
                                                     call.principal().member_id, id);
    const auto answer = rows.front();
    if (answer.outcome == "window_over") {
        throw http::Problem::conflict("window-over", {"It is too late for that.", "가능한 시간이 지났어요."})
            .with_detail(
                http::Text{"Points can be taken back for 24 hours.", "더한 뒤 24시간 안에만 취소할 수 있어요."});
    }
    if (answer.outcome != "ok") {
        throw http::Problem::not_found(answer.outcome == "not_boosted" ? "boost" : "kudos");
    }
    base::JsonWriter json;
    json.open_object();
    json.field<"kudos_id">(base::Id{id});
    json.field<"refunded">(answer.refunded);
    json.close_object();
    co_return http::Response::json(json.take());
}

}  // namespace gracy::hr
