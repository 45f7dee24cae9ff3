#include "http/json_body.hpp"

#include "base/text.hpp"
#include "http/media_type.hpp"
#include "http/numbers.hpp"
#include "http/timestamp.hpp"
#include "http/urlencoded.hpp"

#include <fmt/format.h>
#include <algorithm>

namespace gracy::http {
namespace {

constexpr auto place = FieldError::Place::body;
// Who sends a hundred thousand fields that nobody knows is not answered with as many errors.
constexpr std::size_t most_errors = 50;
// No field of ours has a name as long.
constexpr std::size_t longest_shown_name = 100;
constexpr base::JsonLimits limits{.bytes = 1 << 20, .depth = 16};

Text reason_of(base::JsonError::Kind kind) {
    using Kind = base::JsonError::Kind;
    switch (kind) {
        case Kind::encoding:
            return {"this is not UTF-8.", "UTF-8이 아니에요."};
        case Kind::duplicate_key:
            return {"a field is there twice.", "같은 항목이 두 번 있어요."};
        case Kind::nul:
            return {"the character U+0000 is not allowed.", "U+0000 문자는 쓸 수 없어요."};
        case Kind::number:
            return {"a number is too large.", "숫자가 너무 커요."};
        case Kind::too_deep:
            return {"it is nested too deeply.", "너무 깊이 중첩되어 있어요."};
        case Kind::too_large:
            return {"it is too large.", "본문이 너무 커요."};
        case Kind::unfinished:
            return {"it ends too early.", "본문이 중간에 끝나요."};
        case Kind::trailing:
            return {"something follows the end of the object.", "객체가 끝난 뒤에 다른 내용이 더 있어요."};
        case Kind::syntax:
            break;
    }
    return {"this is not how JSON is written.", "JSON 문법에 맞지 않아요."};
}

base::Json parse(const Request& request) {
    if (!has_body_of(request, "application/json")) {
        throw Problem::unsupported_media_type("application/json");
    }
    try {
        return base::Json::parse(request.body, limits);
    } catch (const base::JsonError& error) {
        if (error.kind == base::JsonError::Kind::too_large) {
            throw Problem::payload_too_large(limits.bytes);
        }
        const Text reason = reason_of(error.kind);
        throw Problem::malformed_json(
            {fmt::format("Line {}, column {}: {}", error.line, error.column, reason.english),
             fmt::format("{}번째 줄 {}번째 글자: {}", error.line, error.column, reason.korean)});
    }
}

bool has_control_characters(std::string_view text) {
    return std::ranges::any_of(text, [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return (byte < 0x20 && c != '\n' && c != '\t' && c != '\r') || byte == 0x7f;
    });
}

}  // namespace

std::string pointer_to(std::string_view name) {
    std::string token;
    for (const char c : base::beginning_of(name, longest_shown_name)) {
        if (c == '~') {
            token += "~0";
        } else if (c == '/') {
            token += "~1";
        } else {
            token += c;
        }
    }
    return "#/" + percent_encode(token);
}

std::string pointer_to(std::string_view name, std::size_t index) {
    return fmt::format("{}/{}", pointer_to(name), index);
}

JsonBody::JsonBody(const Request& request) : json_(parse(request)) {
    if (!json_.view().is_object()) {
        throw Problem::malformed_json(Text{"The body must be an object.", "본문은 객체여야 해요."});
    }
}

void refuse_body(const Request& request) {
    if (request.body.empty()) {
        return;
    }
    std::vector<FieldError> errors;
    try {
        const base::Json sent = base::Json::parse(request.body, limits);
        // Some clients send an empty object with whatever they send.
        if (sent.view().is_object() && sent.view().size() == 0) {
            return;
        }
        for (const auto& [name, value] : sent.view().members()) {
            if (errors.size() == most_errors) {
                errors.push_back(field_error::further(place));
                break;
            }
            errors.push_back(field_error::unknown(place, pointer_to(name)));
        }
    } catch (const base::JsonError&) {
        errors.clear();  // no fields that could be named
    }
    throw Problem::unexpected_body(std::move(errors));
}

base::JsonView JsonBody::take(std::string_view name) {
    known_.insert(name);
    const base::JsonView value = json_[name];
    return value.is_null() ? base::JsonView() : value;
}

base::JsonView JsonBody::take_required(std::string_view name) {
    const base::JsonView value = take(name);
    if (!value) {
        refuse(field_error::required(place, pointer_to(name)));
    }
    return value;
}

std::string JsonBody::text_in(base::JsonView value, std::string pointer, Length length) {
    const auto sent = value.string();
    if (!sent) {
        refuse(field_error::wrong_type(place, std::move(pointer), "string"));
        return {};
    }
    std::string text = base::is_nfc(*sent) ? std::string(*sent) : base::to_nfc(*sent);
    const std::size_t size = base::code_points(text);
    if (size < length.least || size > length.most) {
        refuse(field_error::bad_length(place, std::move(pointer), length.least, length.most));
        return {};
    }
    if (has_control_characters(text)) {
        refuse({place, std::move(pointer), "control_character",
                Text{"Control characters are not allowed.", "제어 문자는 쓸 수 없어요."}});
        return {};
    }
    return text;
}

std::string JsonBody::text(std::string_view name, Length length) {
    const base::JsonView value = take_required(name);
    return value ? text_in(value, pointer_to(name), length) : std::string();
}

std::optional<std::string> JsonBody::optional_text(std::string_view name, Length length) {
    const base::JsonView value = take(name);
    return value ? std::optional(text_in(value, pointer_to(name), length)) : std::nullopt;
}

std::string JsonBody::secret(std::string_view name, std::size_t most_bytes) {
    const base::JsonView value = take_required(name);
    if (!value) {
        return {};
    }
    const auto text = value.string();
    if (!text) {
        refuse(field_error::wrong_type(place, pointer_to(name), "string"));
        return {};
    }
    if (text->empty() || text->size() > most_bytes) {
        refuse(field_error::bad_length(place, pointer_to(name), 1, most_bytes));
        return {};
    }
    return std::string(*text);
}

std::optional<std::int64_t> JsonBody::optional_integer(std::string_view name, std::int64_t least, std::int64_t most) {
    const base::JsonView value = take(name);
    if (!value) {
        return std::nullopt;
    }
    const auto number = value.integer();
    if (!number) {
        refuse(field_error::wrong_type(place, pointer_to(name), "integer"));
        return std::nullopt;
    }
    if (*number < least || *number > most) {
        refuse(field_error::out_of_range(place, pointer_to(name), least, most));
        return std::nullopt;
    }
    return number;
}

std::int64_t JsonBody::integer(std::string_view name, std::int64_t least, std::int64_t most) {
    if (!take_required(name)) {
        return least;
    }
    return optional_integer(name, least, most).value_or(least);
}

std::optional<std::string_view> JsonBody::optional_choice(std::string_view name,
                                                          std::initializer_list<std::string_view> known) {
    const base::JsonView value = take(name);
    if (!value) {
        return std::nullopt;
    }
    const auto text = value.string();
    if (!text) {
        refuse(field_error::wrong_type(place, pointer_to(name), "string"));
        return std::nullopt;
    }
    const auto* const found = std::ranges::find(known, *text);
    if (found == known.end()) {
        refuse(field_error::not_one_of(place, pointer_to(name), known));
        return std::nullopt;
    }
    return *found;
}

std::optional<base::Timestamp> JsonBody::optional_timestamp(std::string_view name) {
    const base::JsonView value = take(name);
    if (!value) {
        return std::nullopt;
    }
    const auto text = value.string();
    const auto timestamp = text ? parse_timestamp(*text) : std::nullopt;
    if (!timestamp) {
        refuse(field_error::not_a_timestamp(place, pointer_to(name)));
    }
    return timestamp;
}

std::string_view JsonBody::choice(std::string_view name, std::initializer_list<std::string_view> known) {
    return take_required(name) ? optional_choice(name, known).value_or(*known.begin()) : *known.begin();
}

std::optional<bool> JsonBody::optional_boolean(std::string_view name) {
    const base::JsonView value = take(name);
    if (!value) {
        return std::nullopt;
    }
    const auto flag = value.boolean();
    if (!flag) {
        refuse(field_error::wrong_type(place, pointer_to(name), "boolean"));
    }
    return flag;
}

bool JsonBody::boolean(std::string_view name) {
    return take_required(name) && optional_boolean(name).value_or(false);
}

std::optional<base::Date> JsonBody::optional_date(std::string_view name) {
    const base::JsonView value = take(name);
    if (!value) {
        return std::nullopt;
    }
    const auto text = value.string();
    const auto date = text ? parse_date(*text) : std::nullopt;
    if (!date) {
        refuse(field_error::not_a_date(place, pointer_to(name)));
    }
    return date;
}

base::Date JsonBody::date(std::string_view name) {
    return take_required(name) ? optional_date(name).value_or(base::Date()) : base::Date();
}

std::optional<std::int64_t> JsonBody::read_id(base::JsonView value, std::string pointer) {
    const auto text = value.string();
    const auto id = text ? parse_id(*text) : std::nullopt;
    if (!text) {
        refuse(field_error::wrong_type(place, std::move(pointer), "string"));
    } else if (!id) {
        refuse(field_error::not_an_id(place, std::move(pointer)));
    }
    return id;
}

std::optional<std::int64_t> JsonBody::optional_id(std::string_view name) {
    const base::JsonView value = take(name);
    return value ? read_id(value, pointer_to(name)) : std::nullopt;
}

std::int64_t JsonBody::id(std::string_view name) {
    const base::JsonView value = take_required(name);
    return value ? read_id(value, pointer_to(name)).value_or(0) : 0;
}

std::optional<base::JsonView> JsonBody::take_array(std::string_view name, std::size_t least, std::size_t most) {
    const base::JsonView value = take_required(name);
    if (!value) {
        return std::nullopt;
    }
    if (!value.is_array()) {
        refuse(field_error::wrong_type(place, pointer_to(name), "array"));
        return std::nullopt;
    }
    if (value.size() < least || value.size() > most) {
        refuse(field_error::bad_size(place, pointer_to(name), least, most));
        return std::nullopt;
    }
    return value;
}

std::vector<std::int64_t> JsonBody::ids(std::string_view name, std::size_t least, std::size_t most) {
    std::vector<std::int64_t> ids;
    if (const auto array = take_array(name, least, most)) {
        for (std::size_t i = 0; i < array->size(); ++i) {
            ids.push_back(read_id((*array)[i], pointer_to(name, i)).value_or(0));
        }
    }
    return ids;
}

std::vector<std::string> JsonBody::texts(std::string_view name, std::size_t least, std::size_t most, Length each) {
    std::vector<std::string> texts;
    if (const auto array = take_array(name, least, most)) {
        for (std::size_t i = 0; i < array->size(); ++i) {
            texts.push_back(text_in((*array)[i], pointer_to(name, i), each));
        }
    }
    return texts;
}

base::JsonView JsonBody::optional_object(std::string_view name) {
    const base::JsonView value = take(name);
    if (value && !value.is_object()) {
        refuse(field_error::wrong_type(place, pointer_to(name), "object"));
        return {};
    }
    return value;
}

base::JsonView JsonBody::object(std::string_view name) {
    return take_required(name) ? optional_object(name) : base::JsonView();
}

bool JsonBody::has(std::string_view name) const {
    return static_cast<bool>(json_[name]);
}

void JsonBody::keeps(std::initializer_list<std::string_view> names) {
    for (const std::string_view name : names) {
        if (json_[name].is_null()) {
            refuse(field_error::required(place, pointer_to(name)));
        }
    }
}

std::string JsonBody::normalized() const {
    // Composing never touches JSON's own signs: nothing composes with a quote, a brace, a comma or a colon.
    const std::string text = json_.view().dump();
    return base::is_nfc(text) ? text : base::to_nfc(text);
}

void JsonBody::refuse(FieldError error) {
    // With one more, so that it is known that there are further ones.
    if (errors_.size() <= most_errors) {
        errors_.push_back(std::move(error));
    }
}

void JsonBody::finish() {
    for (const auto& [name, value] : json_.view().members()) {
        if (errors_.size() <= most_errors && !known_.contains(name)) {
            refuse(field_error::unknown(place, pointer_to(name)));
        }
    }
    if (!errors_.empty()) {
        if (errors_.size() > most_errors) {
            errors_.back() = field_error::further(place);
        }
        throw Problem::validation(std::move(errors_));
    }
}

}  // namespace gracy::http
