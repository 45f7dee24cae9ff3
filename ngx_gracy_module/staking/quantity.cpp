#include "staking/quantity.hpp"

#include <fmt/format.h>
#include <charconv>

namespace gracy::staking {

std::optional<std::int64_t> parse_quantity(std::string_view text) {
    if (!text.starts_with("0x") || text.size() < 3 || (text[2] == '0' && text.size() > 3)) {
        return std::nullopt;
    }
    // from_chars would take a sign.
    if (text[2] == '-' || text[2] == '+') {
        return std::nullopt;
    }
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data() + 2, text.data() + text.size(), number, 16);
    if (error != std::errc() || end != text.data() + text.size()) {
        return std::nullopt;
    }
    return number;
}

std::string to_quantity(std::int64_t number) {
    return fmt::format("{:#x}", number);
}

}  // namespace gracy::staking
