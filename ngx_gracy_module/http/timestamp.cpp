#include "http/timestamp.hpp"

#include "base/ascii.hpp"

namespace gracy::http {
namespace {

// Takes pieces off a text; once one is not as expected, everything fails.
class Scanner {
  public:
    explicit Scanner(std::string_view text) : rest_(text) {}

    int digits(std::size_t count, int most) {
        int number = 0;
        if (rest_.size() < count) {
            failed_ = true;
            return 0;
        }
        for (const char c : rest_.substr(0, count)) {
            if (!base::ascii::is_digit(c)) {
                failed_ = true;
                return 0;
            }
            number = number * 10 + (c - '0');
        }
        rest_.remove_prefix(count);
        failed_ = failed_ || number > most;
        return number;
    }
    void letter(char expected, char also) {
        if (!accept(expected) && !accept(also)) {
            failed_ = true;
        }
    }
    bool accept(char wanted) {
        if (!rest_.starts_with(wanted)) {
            return false;
        }
        rest_.remove_prefix(1);
        return true;
    }
    std::size_t count_digits() const {
        const auto end = rest_.find_first_not_of("0123456789");
        return end == std::string_view::npos ? rest_.size() : end;
    }
    bool succeeded() const { return !failed_ && rest_.empty(); }

  private:
    std::string_view rest_;
    bool failed_ = false;
};

/// Not ok when there is no such day.
std::chrono::year_month_day scan_date(Scanner& scan) {
    const int year = scan.digits(4, 9999);
    scan.letter('-', '-');
    const auto month = static_cast<unsigned>(scan.digits(2, 12));
    scan.letter('-', '-');
    const auto day = static_cast<unsigned>(scan.digits(2, 31));
    // The year 0 is one to chrono, and none to the calendar.
    return {std::chrono::year(year), std::chrono::month(year < 1 ? 0 : month), std::chrono::day(day)};
}

}  // namespace

std::optional<base::Date> parse_date(std::string_view text) {
    Scanner scan(text);
    const std::chrono::year_month_day date = scan_date(scan);
    return scan.succeeded() && date.ok() ? std::optional(base::Date(date)) : std::nullopt;
}

std::optional<base::Timestamp> parse_timestamp(std::string_view text) {
    using namespace std::chrono;
    Scanner scan(text);
    const year_month_day date = scan_date(scan);
    scan.letter('T', 't');
    const hours hour(scan.digits(2, 23));
    scan.letter(':', ':');
    const minutes minute(scan.digits(2, 59));
    scan.letter(':', ':');
    const seconds second(scan.digits(2, 59));
    microseconds fraction{0};
    if (scan.accept('.')) {
        const std::size_t count = scan.count_digits();
        if (count == 0 || count > 6) {
            return std::nullopt;
        }
        std::int64_t value = scan.digits(count, 999999);
        for (std::size_t i = count; i < 6; ++i) {
            value *= 10;
        }
        fraction = microseconds(value);
    }
    minutes offset{0};
    if (!scan.accept('Z') && !scan.accept('z')) {
        const bool west = scan.accept('-');
        if (!west) {
            scan.letter('+', '+');
        }
        const int offset_hours = scan.digits(2, 23);
        scan.letter(':', ':');
        offset = hours(offset_hours) + minutes(scan.digits(2, 59));
        offset = west ? -offset : offset;
    }
    if (!scan.succeeded() || !date.ok()) {
        return std::nullopt;
    }
    const base::Timestamp moment(sys_days(date) + hour + minute + second + fraction - offset);
    const year_month_day utc(floor<days>(moment));
    return utc.year() >= year(1) && utc.year() <= year(9999) ? std::optional(moment) : std::nullopt;
}

bool is_time_of_day(std::string_view text) {
    return text.size() == 5 && base::ascii::is_digits(text.substr(0, 2)) && text[2] == ':' &&
           base::ascii::is_digits(text.substr(3)) && text.substr(0, 2) < "24" && text.substr(3) < "60";
}

}  // namespace gracy::http
