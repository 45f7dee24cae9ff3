#include "slack/sending/cursor.hpp"

#include <algorithm>

namespace gracy::slack {
namespace {

constexpr std::size_t longest_cursor = 1000;

}  // namespace

std::optional<std::string> next_cursor(base::JsonView answer) {
    const auto cursor = answer["response_metadata"]["next_cursor"].string().value_or("");
    const bool usable =
        cursor.size() <= longest_cursor && std::ranges::all_of(cursor, [](char c) { return c > ' ' && c < 0x7F; });
    return usable ? std::optional(std::string(cursor)) : std::nullopt;
}

}  // namespace gracy::slack
