#include "assistant/answers/dates.hpp"
#include "assistant/answers/quantities.hpp"
#include "assistant/answers/quantity_parts.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

namespace gracy::assistant {
namespace {

bool is_hour(const Quantity& quantity) {
    return quantity.unit == hour_of_day || quantity.unit == hour_of_clock;
}

/// 6시 may be 18:00, and 오후 6시 is not said where 6시 is.
bool is_same_hour(const Quantity& said, const Quantity& known) {
    const auto hour = whole(said.number);
    const auto other = whole(known.number);
    if (said.unit == hour_of_clock && known.unit == hour_of_day && hour && other) {
        return *hour % 12 == *other % 12;
    }
    return said.number == known.number;
}

bool is_part_of(const Quantity& said, const WrittenDate& known) {
    return (said.unit == "year" && said.number == std::to_string(known.year)) ||
           (said.unit == month_of_year && said.number == std::to_string(known.month));
}

/// "times" in English are both of 번 and 배, and sessions are what 회 counts.
bool is_same_unit(std::string_view known, std::string_view said) {
    const auto is_times = [](std::string_view unit, std::string_view english) {
        return (english == "times" && (unit == "time" || unit == "fold")) || (english == "session" && unit == "time");
    };
    return known == said || known.empty() || (said.empty() && !is_place_or_time(known)) || is_times(known, said) ||
           is_times(said, known);
}

/// What Korean words for numbers count without saying more of it: 두 개, 세 단계.
bool is_of_things(std::string_view unit) {
    return unit.empty() || unit == "piece" || unit == "stage" || unit == "floor" || unit == "night" ||
           unit == "point" || unit == "session";
}

struct Conversion {
    std::string_view large;
    std::string_view small;
    std::uint64_t times;
};
constexpr auto conversions =
    std::to_array<Conversion>({{"week", "day", 7}, {"year", "month", 12}, {"hour", "minute", 60}});

bool is_percent_of_fold(const Quantity& percent, const Quantity& fold) {
    return percent.unit == "percent" && fold.unit == "fold" && percent.number == times_ten(fold.number, 2);
}

/// 2주 of 14일, 14일 of 2주, 2배 of 200%; but not 7일 of "1주 40시간", where one is as good as each.
bool is_converted(const Quantity& said, const Quantity& known) {
    if (is_percent_of_fold(said, known) || is_percent_of_fold(known, said)) {
        return true;
    }
    const auto number = whole(said.number);
    const auto other = whole(known.number);
    return number && other && std::ranges::any_of(conversions, [&](const Conversion& each) {
               const bool is_larger = said.unit == each.large && known.unit == each.small;
               const bool is_smaller = said.unit == each.small && known.unit == each.large && *other > 1;
               return (is_larger && *number * each.times == *other) || (is_smaller && *other * each.times == *number);
           });
}

bool says(const Quantity& known, const Quantity& said) {
    if (known.unit == date_unit) {
        return is_part_of(said, date_of(known.number).value_or(WrittenDate()));
    }
    if (is_hour(known) && is_hour(said)) {
        return is_same_hour(said, known);
    }
    if (said.number == each && (known.number == each || known.number == recurring)) {
        return said.unit == known.unit;
    }
    if (known.number == each) {
        return said.number == "1" && (said.unit == known.unit || said.unit.empty());
    }
    if (known.unit == word_unit) {
        return known.number == said.number && is_of_things(said.unit);
    }
    return (known.number == said.number && is_same_unit(known.unit, said.unit)) || is_converted(said, known);
}

/// 2026년 and 11월 may stand apart ("2026년 9~11월"), but not in two dates.
bool is_month_among(const WrittenDate& said, const std::vector<Quantity>& known) {
    const auto stands_alone = [&known](int number, std::string_view unit) {
        return std::ranges::any_of(known,
                                   [said = Quantity{std::to_string(number), std::string(unit)}](const Quantity& other) {
                                       return other.unit != date_unit && says(other, said);
                                   });
    };
    return said.day == 0 && stands_alone(said.year, "year") && stands_alone(said.month, month_of_year);
}

bool is_date_among(const WrittenDate& said, const std::vector<Quantity>& known) {
    return is_month_among(said, known) || std::ranges::any_of(known, [&](const Quantity& other) {
               const auto date = other.unit == date_unit ? date_of(other.number) : std::nullopt;
               if (!date || date->month != said.month || (said.day != 0 && date->day != said.day)) {
                   return false;
               }
               return said.year == 0 || date->year == said.year ||
                      (date->year == 0 && is_among({std::to_string(said.year), "year"}, known));
           });
}

}  // namespace

bool is_claim(const Quantity& quantity) {
    const bool says_something = quantity.unit.empty() ? quantity.number.size() > 1 : quantity.unit != word_unit;
    return says_something && quantity.number != each;
}

bool is_among(const Quantity& quantity, const std::vector<Quantity>& known) {
    if (const auto date = quantity.unit == date_unit ? date_of(quantity.number) : std::nullopt) {
        return is_date_among(*date, known);
    }
    const auto is_said = [&known](const Quantity& said) {
        return std::ranges::any_of(known, [&](const Quantity& other) { return says(other, said); });
    };
    if (quantity.number == each) {
        return is_said(quantity) || is_said({"1", quantity.unit});
    }
    if (quantity.unit == word_unit) {
        return std::ranges::any_of(known, [&](const Quantity& other) {
            return !is_hour(other) && other.unit != month_of_year && says(other, {quantity.number, ""});
        });
    }
    return is_said(quantity);
}

}  // namespace gracy::assistant
