#include "hr/policies/policy_refusal.hpp"

#include "base/korean.hpp"
#include "http/idempotency_key.hpp"
#include "http/json_body.hpp"

#include <fmt/format.h>
#include <stdexcept>

namespace gracy::hr {

void refuse_policy(std::string_view outcome, std::string_view what, std::optional<std::string_view> subject) {
    using Place = http::FieldError::Place;
    if (outcome == "not_found") {
        throw http::Problem::not_found(what);
    }
    if (outcome == "version_mismatch") {
        throw http::Problem::version_mismatch();
    }
    if (outcome == "was_in_force" && what == "policy") {
        throw http::Problem::conflict(
            "was-in-force",
            {"A version of it has been in force, and stays on record. Set the status to `archived`.",
             "시행된 적이 있는 버전은 기록으로 남아야 해서 지울 수 없어요. 상태를 `archived`로 바꿔 주세요."});
    }
    if (outcome == "was_in_force") {
        throw http::Problem::conflict(
            "was-in-force",
            {"This version has been in force, so its text and its first day stay on record. Make a new version.",
             "시행된 적이 있는 버전은 본문과 시행일을 바꾸거나 지울 수 없어요. 새 버전을 만들어 주세요."});
    }
    if (outcome == "dates_reversed") {
        throw http::Problem::validation(http::FieldError{
            Place::body, http::pointer_to("effective_until"), "dates_reversed",
            http::Text{"The last day must not be before the first.", "마지막 날이 시작하는 날보다 빨라요."}});
    }
    if (outcome == "term_taken") {
        throw http::Problem::validation(
            http::FieldError{Place::body,
                             http::pointer_to("terms"),
                             "term_taken",
                             {fmt::format("\"{}\" already stands in another group.", subject.value_or("")),
                              fmt::format("'{}'{} 다른 묶음에 이미 있어요.", subject.value_or(""),
                                          base::topic_particle(subject.value_or("")))}});
    }
    if (outcome == "key_reused") {
        throw http::key_reused();
    }
    throw std::logic_error(fmt::format("policies: unknown outcome {}", outcome));
}

}  // namespace gracy::hr
