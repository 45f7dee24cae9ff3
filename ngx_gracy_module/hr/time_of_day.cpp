#include "hr/time_of_day.hpp"

#include "http/timestamp.hpp"

namespace gracy::hr {
namespace {

void check(http::JsonBody& body, std::string_view name, std::string_view text) {
    if (!text.empty() && !http::is_time_of_day(text)) {
        body.refuse({http::FieldError::Place::body, http::pointer_to(name), "not_a_time",
                     http::Text{"Write a time of day as 09:30.", "시각은 09:30처럼 적어 주세요."}});
    }
}

}  // namespace

std::string time_of_day(http::JsonBody& body, std::string_view name) {
    std::string text = body.text(name, {1, 10});
    check(body, name, text);
    return text;
}

std::optional<std::string> optional_time_of_day(http::JsonBody& body, std::string_view name) {
    std::optional<std::string> text = body.optional_text(name, {1, 10});
    if (text) {
        check(body, name, *text);
    }
    return text;
}

}  // namespace gracy::hr
