#include "hr/people/names.hpp"

#include "base/text.hpp"

namespace gracy::hr {
namespace {

void check(http::JsonBody& body, std::string_view field, std::string_view name) {
    constexpr auto place = http::FieldError::Place::body;
    if (name.empty()) {
        return;  // refused already, by its length or its type
    }
    if (base::is_blank(name)) {
        body.refuse({place, http::pointer_to(field), "blank", http::Text{"This is blank.", "빈칸만 있어요."}});
    } else if (name.find_first_of("\r\n\t") != std::string_view::npos) {
        body.refuse({place, http::pointer_to(field), "control_character",
                     http::Text{"This is one line of text.", "한 줄로 적어 주세요."}});
    }
}

}  // namespace

std::optional<std::string> optional_name(http::JsonBody& body, std::string_view field, http::Length length) {
    auto name = body.optional_text(field, length);
    check(body, field, name.value_or(""));
    return name;
}

std::string required_name(http::JsonBody& body, std::string_view field, http::Length length) {
    std::string name = body.text(field, length);
    check(body, field, name);
    return name;
}

}  // namespace gracy::hr
