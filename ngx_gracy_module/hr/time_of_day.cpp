#include "hr/time_of_day.hpp"

namespace gracy::hr {
namespace {

bool is_time_of_day(std::string_view text) {
    const auto digit = [&](std::size_t at, char most) { return text[at] >= '0' && text[at] <= most; };
    return text.size() == 5 && text[2] == ':' && digit(0, '2') && digit(1, text[0] == '2' ? '3' : '9') &&
           digit(3, '5') && digit(4, '9');
}

void check(http::JsonBody& body, std::string_view name, std::string_view text) {
    if (!text.empty() && !is_time_of_day(text)) {
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
