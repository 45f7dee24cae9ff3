#include "base/json.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <cstdlib>
#include <new>

namespace gracy::base {
namespace {

JsonError error_at(std::string_view text, std::size_t offset, JsonError::Kind kind, std::string reason) {
    const std::string_view before = text.substr(0, offset);
    const auto line_start = before.rfind('\n') + 1;  // npos + 1 is 0
    return {kind, static_cast<int>(std::ranges::count(before, '\n')) + 1,
            std::max(static_cast<int>(code_points(before.substr(line_start))), 1), offset, std::move(reason)};
}

// Looked at before the parser sees the text: jansson's own bound is 2,048 levels of recursion. A bracket inside a
// string does not count, and for text that is no JSON any count is good enough, because the parser refuses it.
void check_depth(std::string_view text, int limit) {
    int depth = 0;
    bool in_string = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (in_string) {
            if (c == '\\') {
                ++i;
            } else if (c == '"') {
                in_string = false;
            }
        } else if (c == '"') {
            in_string = true;
        } else if (c == '{' || c == '[') {
            if (++depth > limit) {
                throw error_at(text, i + 1, JsonError::Kind::too_deep, "nested too deeply");
            }
        } else if (c == '}' || c == ']') {
            --depth;
        }
    }
}

JsonError::Kind kind_of(const json_error_t& error) {
    switch (json_error_code(&error)) {
        case json_error_invalid_utf8:
            return JsonError::Kind::encoding;
        case json_error_duplicate_key:
            return JsonError::Kind::duplicate_key;
        case json_error_null_character:
        case json_error_null_byte_in_key:
            return JsonError::Kind::nul;
        case json_error_numeric_overflow:
            return JsonError::Kind::number;
        case json_error_premature_end_of_input:
            return JsonError::Kind::unfinished;
        case json_error_end_of_input_expected:
            return JsonError::Kind::trailing;
        case json_error_stack_overflow:
            return JsonError::Kind::too_deep;
        default:
            return JsonError::Kind::syntax;
    }
}

// jansson's sentence without the piece of foreign text that it quotes, which it cuts anywhere, also inside a character.
std::string_view reason_of(const json_error_t& error) {
    const std::string_view text = error.text;
    return text.substr(0, text.find(" near '"));
}

}  // namespace

Json Json::parse(std::string_view text, const JsonLimits& limits) {
    if (text.size() > limits.bytes) {
        throw JsonError(JsonError::Kind::too_large, 1, 1, 0, "larger than allowed");
    }
    check_depth(text, limits.depth);
    json_error_t error;
    const std::size_t flags = JSON_REJECT_DUPLICATES | (limits.allow_nul ? JSON_ALLOW_NUL : 0);
    // jansson refuses a null buffer, which is what an empty view has.
    json_t* value = json_loadb(text.empty() ? "" : text.data(), text.size(), flags, &error);
    if (value == nullptr) {
        if (json_error_code(&error) == json_error_out_of_memory) {
            throw std::bad_alloc();
        }
        const auto position = static_cast<std::size_t>(std::max(error.position, 0));
        throw error_at(text, std::min(position, text.size()), kind_of(error), std::string(reason_of(error)));
    }
    return Json(value);
}

std::optional<std::string_view> JsonView::string() const {
    if (!is_string()) {
        return std::nullopt;
    }
    return std::string_view(json_string_value(value_), json_string_length(value_));
}

std::optional<std::int64_t> JsonView::integer() const {
    return is_integer() ? std::optional<std::int64_t>(json_integer_value(value_)) : std::nullopt;
}

std::optional<double> JsonView::number() const {
    return is_number() ? std::optional(json_number_value(value_)) : std::nullopt;
}

std::optional<bool> JsonView::boolean() const {
    return is_boolean() ? std::optional(json_boolean_value(value_)) : std::nullopt;
}

JsonView JsonView::operator[](std::string_view key) const {
    return JsonView(json_object_getn(value_, key.data(), key.size()));
}

JsonView JsonView::operator[](std::size_t index) const {
    return JsonView(json_array_get(value_, index));
}

std::size_t JsonView::size() const {
    return is_object() ? json_object_size(value_) : json_array_size(value_);
}

std::string JsonView::dump() const {
    char* text = json_dumps(value_, JSON_COMPACT | JSON_ENCODE_ANY);
    if (text == nullptr) {
        throw std::bad_alloc();
    }
    const std::unique_ptr<char, decltype(&std::free)> owner(text, &std::free);
    return text;
}

JsonMembers::Iterator JsonMembers::begin() const {
    return {object_, json_object_iter(object_)};
}

JsonMembers::Member JsonMembers::Iterator::operator*() const {
    return {{json_object_iter_key(at_), json_object_iter_key_len(at_)}, JsonView(json_object_iter_value(at_))};
}

JsonMembers::Iterator& JsonMembers::Iterator::operator++() {
    at_ = json_object_iter_next(object_, at_);
    return *this;
}

}  // namespace gracy::base
