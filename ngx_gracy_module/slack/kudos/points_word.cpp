#include "slack/kudos/points_word.hpp"

#include "http/field_value.hpp"

#include <algorithm>
#include <array>

namespace gracy::slack {
namespace {

/// With ASCII in place of its full-width forms (U+FF01..U+FF5E), which Korean and Japanese keyboards write.
std::string half_width(std::string_view word) {
    std::string narrow;
    for (std::size_t i = 0; i < word.size(); ++i) {
        const std::string_view rest = word.substr(i);
        const bool low = rest.size() >= 3 && rest.starts_with("\xef\xbc");
        const bool high = rest.size() >= 3 && rest.starts_with("\xef\xbd");
        const auto last = static_cast<unsigned char>(low || high ? rest[2] : 0);
        if ((low && last >= 0x81 && last <= 0xbf) || (high && last >= 0x80 && last <= 0x9e)) {
            narrow += static_cast<char>(last - (low ? 0x60 : 0x20));
            i += 2;
        } else {
            narrow += word[i];
        }
    }
    return narrow;
}

/// The digits that `text` begins with, which it then lacks.
std::string_view take_digits(std::string_view& text) {
    const std::string_view digits = text.substr(0, text.find_first_not_of("0123456789"));
    text.remove_prefix(digits.size());
    return digits;
}

}  // namespace

bool is_points_unit(std::string_view word) {
    static constexpr std::array<std::string_view, 10> units{"점",       "점을", "점씩", "포인트", "포인트를",
                                                            "포인트씩", "pt",   "pts",  "point",  "points"};
    return std::ranges::any_of(units, [word](std::string_view unit) { return http::same_text(unit, word); });
}

std::optional<PointsWord> points_word(std::string_view word) {
    const std::string narrow = half_width(word);
    std::string_view rest = narrow;
    PointsWord points;
    points.has_plus = rest.starts_with('+');
    const bool has_minus = rest.starts_with('-');
    rest.remove_prefix(points.has_plus || has_minus ? 1 : 0);
    const std::string_view whole = take_digits(rest);
    points.number.append(has_minus ? "-" : "").append(whole);
    if (rest.starts_with('.') || rest.starts_with(',')) {
        const char separator = rest.front();
        rest.remove_prefix(1);
        const std::string_view fraction = take_digits(rest);
        if (fraction.empty()) {
            return std::nullopt;
        }
        points.is_whole = false;
        points.number.append(1, separator).append(fraction);
    }
    points.has_unit = is_points_unit(rest);
    if (whole.empty() || (!rest.empty() && !points.has_unit)) {
        return std::nullopt;
    }
    return points;
}

}  // namespace gracy::slack
