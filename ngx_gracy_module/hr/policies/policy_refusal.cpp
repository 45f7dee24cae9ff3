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
