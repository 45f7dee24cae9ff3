#include "hr/surveys/refusals.hpp"

#include "base/json_writer.hpp"
#include "http/idempotency_key.hpp"
#include "http/json_body.hpp"

#include <fmt/format.h>
#include <stdexcept>

namespace gracy::hr {
namespace {

using http::Problem;
using http::Text;

// A worker takes up what has closed within seconds.
constexpr int preparation_seconds = 5;

Problem field(std::string_view name, std::string code, http::Sentence detail) {
    return Problem::validation(
        http::FieldError{http::FieldError::Place::body, http::pointer_to(name), std::move(code), std::move(detail)});
}

/// A verb that does not fit the state which the wave is in.
std::optional<Problem> wrong_state(std::string_view state) {
    constexpr std::string_view code = "wave-state";
    if (state == "draft") {
        return Problem::conflict(code, {"The wave is a draft.", "아직 시작하지 않은 설문이에요."});
    }
    if (state == "scheduled") {
        return Problem::conflict(code, {"The wave has not opened yet.", "아직 열리지 않은 설문이에요."});
    }
    if (state == "open" || state == "already_launched") {
        return Problem::conflict(code, {"The wave is launched already.", "이미 시작한 설문이에요."});
    }
    if (state == "closed" || state == "not_open") {
        return Problem::conflict(code, {"The wave is not open.", "열려 있는 설문이 아니에요."});
    }
    if (state == "cancelled") {
        return Problem::conflict(code, {"The wave was called off.", "취소된 설문이에요."});
    }
    return std::nullopt;
}

}  // namespace

Problem problem_of(std::string_view outcome) {
    if (outcome == "not_found") {
        return Problem::not_found("survey");
    }
    if (outcome == "version_mismatch") {
        return Problem::version_mismatch();
    }
    if (outcome == "in_use") {
        return Problem::conflict(
            "survey-in-use", {"People were asked this survey, so it stays.", "이미 진행한 설문이라 지울 수 없어요."});
    }
    if (outcome == "key_reused") {
        return http::key_reused();
    }
    throw std::logic_error(fmt::format("surveys: unknown outcome {}", outcome));
}

Problem problem_of(const WaveRefusal& refusal) {
    const std::string_view outcome = refusal.outcome;
    if (outcome == "not_found") {
        return Problem::not_found("wave");
    }
    if (outcome == "version_mismatch") {
        return Problem::version_mismatch();
    }
    if (outcome == "key_reused") {
        return http::key_reused();
    }
    if (outcome == "unknown_audience") {
        return field("audience_id", "unknown_audience", Text{"There is no such audience.", "없는 대상이에요."});
    }
    if (outcome == "threshold_too_low") {
        const std::int32_t least = refusal.least_allowed.value_or(0);
        return field(refusal.field.value_or("k_score"), "threshold_too_low",
                     {fmt::format("The team space asks for {} at least.", least),
                      fmt::format("이 팀 스페이스에서는 {} 이상이어야 해요.", least)});
    }
    if (outcome == "closes_too_early") {
        return field(
            "closes_at", "closes_too_early",
            Text{"It must close after it opens, and later than now.", "마감은 시작보다, 그리고 지금보다 뒤여야 해요."});
    }
    if (outcome == "too_few_members") {
        return Problem::conflict("too-few-members", {"Nothing could be shown of so few people.",
                                                     "대상이 너무 적어 결과를 보여 드릴 수 없어요."});
    }
    if (outcome == "reminders_spent") {
        return Problem::conflict("reminders-spent", {"Everybody was reminded as often as the wave allows.",
                                                     "이 설문의 알림을 모두 보냈어요."});
    }
    if (outcome == "too_soon") {
        const std::string when = refusal.next_at ? base::to_text(*refusal.next_at) : std::string();
        return Problem::conflict("reminded-recently", {"People were reminded within the last 14 days.",
                                                       "지난 14일 안에 이미 알림을 보냈어요."})
            .with_detail({fmt::format("The next reminder may go at {}.", when),
                          fmt::format("다음 알림은 {}부터 보낼 수 있어요.", when)});
    }
    if (auto problem = wrong_state(outcome)) {
        return std::move(*problem);
    }
    throw std::logic_error(fmt::format("waves: unknown outcome {}", outcome));
}

Problem not_released(std::string_view state, Text early) {
    if (state != "closed") {
        return Problem::conflict("results-not-released", early);
    }
    return Problem::conflict("results-in-preparation", {"The wave has closed; its results are being worked out.",
                                                        "설문이 끝났고 결과를 정리하고 있어요."})
        .with_header("Retry-After", fmt::format("{}", preparation_seconds));
}

Problem response_problem(std::string_view outcome) {
    if (outcome == "not_invited") {
        return Problem::not_found("wave");
    }
    if (outcome == "unknown_token") {
        return Problem::unauthenticated().with_detail(
            Text{"This response token is not valid, or a newer one took its place.",
                 "쓸 수 없는 응답 토큰이에요. 새로 받아 주세요."});
    }
    if (outcome == "already_answered") {
        return Problem::conflict("already-answered", {"This was answered already.", "이미 응답한 설문이에요."});
    }
    if (outcome == "not_open") {
        return *wrong_state(outcome);
    }
    throw std::logic_error(fmt::format("responses: unknown outcome {}", outcome));
}

}  // namespace gracy::hr
