#include "http/field_errors.hpp"

#include <fmt/format.h>

namespace gracy::http::field_error {

FieldError required(Place place, std::string name) {
    return {place, std::move(name), "required", Text{"This is required.", "꼭 필요한 항목이에요."}};
}

FieldError unknown(Place place, std::string name) {
    return place == Place::query ? FieldError{place, std::move(name), "unknown_parameter",
                                              Text{"There is no such parameter.", "알 수 없는 매개변수예요."}}
                                 : FieldError{place, std::move(name), "unknown_field",
                                              Text{"There is no such field.", "알 수 없는 항목이에요."}};
}

FieldError further(Place place) {
    return {place, "#", "further_errors",
            Text{"More is wrong than is listed here.", "여기에 적은 것 말고도 잘못된 곳이 더 있어요."}};
}

FieldError duplicate(Place place, std::string name) {
    return {place, std::move(name), "duplicate", Text{"This is given more than once.", "두 번 이상 보냈어요."}};
}

FieldError bad_escape(Place place, std::string name) {
    return {place, std::move(name), "bad_percent_encoding",
            Text{"A % is followed by two hexadecimal digits.", "% 뒤에는 16진수 두 자리가 와야 해요."}};
}

FieldError not_utf8(Place place, std::string name) {
    return {place, std::move(name), "not_utf8", Text{"This is not UTF-8.", "UTF-8이 아니에요."}};
}

FieldError nul(Place place, std::string name) {
    return {place, std::move(name), "nul", Text{"The character U+0000 is not allowed.", "U+0000 문자는 쓸 수 없어요."}};
}

FieldError wrong_type(Place place, std::string name, std::string_view type) {
    return {place,
            std::move(name),
            "wrong_type",
            {fmt::format("This must be of type {}.", type), fmt::format("{} 형식이어야 해요.", type)}};
}

FieldError not_a_number(Place place, std::string name) {
    return {place, std::move(name), "not_a_number", Text{"This is not a whole number.", "정수가 아니에요."}};
}

FieldError not_an_id(Place place, std::string name) {
    return {place, std::move(name), "not_an_id", Text{"This is not an id.", "올바른 id가 아니에요."}};
}

FieldError not_a_timestamp(Place place, std::string name) {
    return {place, std::move(name), "not_a_timestamp",
            Text{"This must look like 2026-11-21T09:30:00Z.", "2026-11-21T09:30:00Z 같은 형식이어야 해요."}};
}

FieldError not_a_date(Place place, std::string name) {
    return {place, std::move(name), "not_a_date",
            Text{"This must be a day that looks like 2026-11-21.", "2026-11-21 같은 형식의 날짜여야 해요."}};
}

FieldError out_of_range(Place place, std::string name, std::int64_t least, std::int64_t most) {
    return {place,
            std::move(name),
            "out_of_range",
            {fmt::format("This must be from {} to {}.", least, most),
             fmt::format("{}에서 {} 사이여야 해요.", least, most)}};
}

FieldError bad_length(Place place, std::string name, std::size_t least, std::size_t most) {
    return {place,
            std::move(name),
            "bad_length",
            {fmt::format("This must have {} to {} characters.", least, most),
             fmt::format("{}자에서 {}자 사이여야 해요.", least, most)}};
}

FieldError bad_size(Place place, std::string name, std::size_t least, std::size_t most) {
    return {place,
            std::move(name),
            "bad_size",
            {fmt::format("This must have {} to {} elements.", least, most),
             fmt::format("{}개에서 {}개 사이여야 해요.", least, most)}};
}

FieldError not_one_of(Place place, std::string name, std::initializer_list<std::string_view> known) {
    const std::string words = fmt::format("{}", fmt::join(known, ", "));
    return {place,
            std::move(name),
            "not_one_of",
            {fmt::format("This must be one of {}.", words), fmt::format("다음 중 하나여야 해요: {}.", words)}};
}

}  // namespace gracy::http::field_error
