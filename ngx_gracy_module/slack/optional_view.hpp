// An optional text as a statement takes it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace gracy::slack {

/// Points into `text`.
inline std::optional<std::string_view> view_of(const std::optional<std::string>& text) {
    return text ? std::optional<std::string_view>(*text) : std::nullopt;
}

}  // namespace gracy::slack
