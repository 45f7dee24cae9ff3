#include "gracy/sql/recognition.hpp"
#include "hr/recognition/handlers.hpp"
#include "hr/recognition/kudos_json.hpp"
#include "hr/recognition/kudos_refusal.hpp"
#include "http/idempotency_key.hpp"
#include "http/json_body.hpp"
#include "http/problem.hpp"
#include "http/query.hpp"

#include <fmt/format.h>

namespace gracy::hr {
namespace {

constexpr std::size_t most_recipients = 10;
constexpr std::int64_t most_points = 1'000'000;

struct Gift {
    std::vector<std::int64_t> recipient_ids;
    std::string value;
    std::int32_t points;
    std::string message;
    std::string_view visibility;

    static Gift read(const http::Request& request) {
        http::QueryReader(request.query).finish();
        http::JsonBody body(request);
        Gift gift{
            .recipient_ids = body.ids("recipient_ids", 1, most_recipients),
            .value = body.text("value", {1, 100}),
            .points = static_cast<std::int32_t>(body.integer("points", 1, most_points)),
            .message = body.text("message", {1, 2000}),
            .visibility = body.optional_choice("visibility", {"public", "private", "anonymous"}).value_or("public")};
        body.finish();
        return gift;
    }
};

}  // namespace

base::Task<http::Response> give_kudos(access::Call& call) {
    const access::Principal& giver = call.principal();
    const Gift gift = Gift::read(call.request());
    const http::Idempotency idempotency = http::idempotency_of(call.request());

    const auto given = co_await call.database().write(
        sql::recognition::give_kudos, giver.team_space_id, giver.member_id, gift.recipient_ids, gift.value, gift.points,
        gift.message, gift.visibility, idempotency.key, idempotency.request_hash());
    const auto answer = given.front();
    const bool replayed = answer.outcome == "replayed";
    if (!answer.kudos_id || (answer.outcome != "ok" && !replayed)) {
        throw problem_of(
            {.outcome = answer.outcome, .subject = answer.subject, .allowance_left = answer.allowance_left},
            giver.member_id, gift.recipient_ids);
    }

    if (!answer.id) {
        // A repetition: it arrived the first time, so asking again with another key would give a second gift.
        throw http::Problem(
            410, "kudos-taken-back",
            {"This gift was given, and has been taken back since.", "이미 보낸 칭찬이지만 그 뒤에 취소됐어요."});
    }
    base::JsonWriter json(1024);
    json.open_object();
    write_kudos(json, answer);
    json.field<"allowance_left">(answer.allowance_left);
    json.close_object();
    co_return http::created(http::Response::json(json.take(), 201), fmt::format("/api/v1/kudos/{}", *answer.kudos_id),
                            replayed);
}

}  // namespace gracy::hr
