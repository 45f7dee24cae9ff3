#include "http/http_date.hpp"

#include "base/ascii.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace gracy::http {
namespace {

constexpr std::size_t longest_date = 40;
constexpr int years_ahead = 50;
constexpr auto days = std::to_array<std::string_view>({"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"});
constexpr auto long_days =
    std::to_array<std::string_view>({"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"});
constexpr auto months = std::to_array<std::string_view>(
    {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"});

/// Takes pieces off a text; once one is not as expected, everything fails.
class Scanner {
  public:
    explicit Scanner(std::string_view text) : rest_(text), failed_(text.size() > longest_date) {}

    /// Its place among the names, from 0.
    int one_of(std::span<const std::string_view> names) {
        const auto found =
            std::ranges::find_if(names, [this](std::string_view name) { return rest_.starts_with(name); });
        if (found == names.end()) {
            failed_ = true;
            return 0;
        }
        rest_.remove_prefix(found->size());
        return static_cast<int>(found - names.begin());
    }
    int digits(std::size_t count, int most) {
        int number = 0;
        for (std::size_t i = 0; i < count; ++i) {
            const char c = rest_.empty() ? ' ' : rest_.front();
            failed_ = failed_ || !base::ascii::is_digit(c);
            number = failed_ ? 0 : number * 10 + (c - '0');
            rest_.remove_prefix(rest_.empty() ? 0 : 1);
        }
        failed_ = failed_ || number > most;
        return number;
    }
    bool accept(std::string_view piece) {
        const bool is_there = rest_.starts_with(piece);
        rest_.remove_prefix(is_there ? piece.size() : 0);
        return is_there;
    }
    void expect(std::string_view piece) { failed_ = !accept(piece) || failed_; }
    bool succeeded() const { return !failed_ && rest_.empty(); }

  private:
    std::string_view rest_;
    bool failed_;
};

struct Parts {
    int year = 0;
    int month = 0;
    int day = 0;
    std::chrono::seconds time{};
};

std::chrono::seconds scan_time(Scanner& scan) {
    const int hour = scan.digits(2, 23);
    scan.expect(":");
    const int minute = scan.digits(2, 59);
    scan.expect(":");
    const int second = scan.digits(2, 60);  // with the leap second
    return std::chrono::hours(hour) + std::chrono::minutes(minute) + std::chrono::seconds(second);
}

/// The forms that have the day in front of the month: "Sun, 06 Nov 1994 ...", "Sunday, 06-Nov-94 ...".
std::optional<Parts> day_first_date(std::string_view text, std::span<const std::string_view> day_names,
                                    std::string_view separator, std::size_t year_digits) {
    Scanner scan(text);
    Parts parts;
    scan.one_of(day_names);
    scan.expect(", ");
    parts.day = scan.digits(2, 31);
    scan.expect(separator);
    parts.month = scan.one_of(months) + 1;
    scan.expect(separator);
    parts.year = scan.digits(year_digits, 9999);
    scan.expect(" ");
    parts.time = scan_time(scan);
    scan.expect(" GMT");
    return scan.succeeded() ? std::optional(parts) : std::nullopt;
}

std::optional<Parts> imf_fixdate(std::string_view text) {
    return day_first_date(text, days, " ", 4);
}

std::optional<Parts> rfc850_date(std::string_view text, int this_year) {
    auto parts = day_first_date(text, long_days, "-", 2);
    if (parts) {
        parts->year += this_year / 100 * 100;
        parts->year -= parts->year > this_year + years_ahead ? 100 : 0;
    }
    return parts;
}

std::optional<Parts> asctime_date(std::string_view text) {
    Scanner scan(text);
    Parts parts;
    scan.one_of(days);
    scan.expect(" ");
    parts.month = scan.one_of(months) + 1;
    scan.expect(" ");
    parts.day = scan.accept(" ") ? scan.digits(1, 9) : scan.digits(2, 31);
    scan.expect(" ");
    parts.time = scan_time(scan);
    scan.expect(" ");
    parts.year = scan.digits(4, 9999);
    return scan.succeeded() ? std::optional(parts) : std::nullopt;
}

}  // namespace

std::optional<std::chrono::sys_seconds> parse_http_date(std::string_view text, std::chrono::sys_seconds now) {
    const std::chrono::year_month_day today(std::chrono::floor<std::chrono::days>(now));
    auto parts = imf_fixdate(text);
    if (!parts) {
        parts = rfc850_date(text, static_cast<int>(today.year()));
    }
    if (!parts) {
        parts = asctime_date(text);
    }
    if (!parts) {
        return std::nullopt;
    }
    const std::chrono::year_month_day date(std::chrono::year(parts->year),
                                           std::chrono::month(static_cast<unsigned>(parts->month)),
                                           std::chrono::day(static_cast<unsigned>(parts->day)));
    if (!date.ok()) {
        return std::nullopt;
    }
    return std::chrono::sys_days(date) + parts->time;
}

}  // namespace gracy::http
