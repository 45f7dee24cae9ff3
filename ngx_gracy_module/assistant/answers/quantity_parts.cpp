#include "assistant/answers/quantity_parts.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace gracy::assistant {
namespace {

constexpr std::size_t longest_sum = 17;

}  // namespace

bool is_place_or_time(std::string_view unit) {
    return unit == ordinal || unit == hour_of_day || unit == hour_of_clock || unit == month_of_year;
}

std::string canonical(std::string number) {
    const std::size_t significant = number.find_first_not_of('0');
    if (significant != std::string::npos && significant > 0) {
        number.erase(0, significant - (number[significant] == '.' ? 1 : 0));
    }
    if (std::ranges::count(number, '.') == 1) {
        number.erase(number.find_last_not_of('0') + 1);
        if (number.ends_with('.')) {
            number.pop_back();
        }
    }
    return number;
}

std::string times_ten(std::string number, std::size_t tens) {
    const std::size_t point = number.find('.');
    const std::size_t decimals = point == std::string::npos ? 0 : number.size() - point - 1;
    if (point != std::string::npos) {
        number.erase(point, 1);
    }
    if (tens < decimals) {
        number.insert(number.size() - (decimals - tens), ".");
    } else {
        number.append(tens - decimals, '0');
    }
    return canonical(std::move(number));
}

std::optional<std::uint64_t> whole(std::string_view number) {
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), value);
    const bool is_all = error == std::errc() && end == number.data() + number.size();
    return is_all && number.size() <= longest_sum ? std::optional(value) : std::nullopt;
}

}  // namespace gracy::assistant
