// An optional text as a statement takes it. What is returned points into the text.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace gracy::base {

inline std::optional<std::string_view> view_of(const std::optional<std::string>& text) {
    return text ? std::optional<std::string_view>(*text) : std::nullopt;
}

/// Of a text that is empty where there is none.
inline std::optional<std::string_view> view_unless_empty(std::string_view text) {
    return text.empty() ? std::nullopt : std::optional(text);
}

}  // namespace gracy::base
