#include "slack/receiving/duration.hpp"

#include "http/field_value.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace gracy::slack {
namespace {

constexpr std::int64_t day = 24;
constexpr std::int64_t week = 7 * day;
/// In hours.
constexpr std::array<std::pair<std::string_view, std::int64_t>, 16> units{{{"h", 1},
                                                                           {"hour", 1},
                                                                           {"hours", 1},
                                                                           {"시간", 1},
                                                                           {"d", day},
                                                                           {"day", day},
                                                                           {"days", day},
                                                                           {"일", day},
                                                                           {"일간", day},
                                                                           {"w", week},
                                                                           {"wk", week},
                                                                           {"week", week},
                                                                           {"weeks", week},
                                                                           {"주", week},
                                                                           {"주일", week},
                                                                           {"주간", week}}};

std::optional<std::int64_t> unit_named(std::string_view word) {
    const auto* const found =
        std::ranges::find_if(units, [&](const auto& unit) { return http::same_text(word, unit.first); });
    return found == units.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace

std::optional<Duration> read_duration(std::span<const std::string_view> words) {
    if (words.empty()) {
        return std::nullopt;
    }
    const std::string_view first = words.front();
    const std::size_t digits = std::min(first.find_first_not_of("0123456789"), first.size());
    if (digits == 0) {
        return std::nullopt;
    }
    Duration duration{.words = 1};
    std::from_chars(first.data(), first.data() + digits, duration.number);
    if (digits < first.size()) {
        const auto unit = unit_named(first.substr(digits));
        if (!unit) {
            return std::nullopt;
        }
        duration.unit_hours = *unit;
    } else if (const auto unit = words.size() > 1 ? unit_named(words[1]) : std::nullopt) {
        duration.unit_hours = *unit;
        duration.words = 2;
    }
    return duration;
}

}  // namespace gracy::slack
