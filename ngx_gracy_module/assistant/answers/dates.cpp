#include "assistant/answers/dates.hpp"

#include "assistant/answers/units.hpp"
#include "base/unicode.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <charconv>

namespace gracy::assistant {
namespace {

using Text = std::u32string_view;

constexpr auto months = std::to_array<Text>({U"january", U"february", U"march", U"april", U"may", U"june", U"july",
                                             U"august", U"september", U"october", U"november", U"december"});
constexpr auto ordinal_endings = std::to_array<Text>({U"st", U"nd", U"rd", U"th"});
constexpr std::size_t of_abbreviation = 3;
constexpr int this_century = 2000;
// Before that, two figures are a section's number.
constexpr int first_short_year = 20;

bool is_digit(char32_t point) {
    return (point >= U'0' && point <= U'9') || (point >= U'０' && point <= U'９');
}

/// Goes through a text from a place on, one part of a date after the other.
class Cursor {
  public:
    Cursor(Text text, std::size_t at) : text_(text), at_(at) {}

    std::size_t at() const { return at_; }

    /// Of `least` to `most` digits, which no other follows.
    std::optional<int> number(std::size_t least, std::size_t most) {
        std::size_t end = at_;
        int value = 0;
        for (; end < text_.size() && is_digit(text_[end]); ++end) {
            if (end - at_ == most) {
                return std::nullopt;
            }
            value = value * 10 + static_cast<int>(text_[end] >= U'０' ? text_[end] - U'０' : text_[end] - U'0');
        }
        if (end - at_ < least) {
            return std::nullopt;
        }
        at_ = end;
        return value;
    }
    bool take(Text part) {
        const bool is_here = text_.substr(std::min(at_, text_.size())).starts_with(part);
        at_ += is_here ? part.size() : 0;
        return is_here;
    }
    void blanks() {
        while (take(U" ")) {
        }
    }
    std::optional<int> month_name() {
        const std::u32string word = latin_word_at(text_, at_);
        const auto month = month_named(word);
        if (month) {
            at_ += word.size();
            take(U".");
        }
        return month;
    }
    bool ordinal_ending() {
        return std::ranges::any_of(ordinal_endings, [this](Text ending) { return take(ending); });
    }
    /// "may" and "march" are verbs, too; months begin with a capital.
    bool is_verb() const {
        const std::u32string word = latin_word_at(text_, at_);
        return (word == U"may" || word == U"march") && text_[at_] == U'm';
    }
    /// "(금)", "(Friday)"
    void weekday() {
        Cursor ahead = *this;
        if (!ahead.take(U"(")) {
            return;
        }
        while (ahead.at_ < text_.size() && base::is_letter(text_[ahead.at_])) {
            ++ahead.at_;
        }
        if (ahead.take(U")")) {
            *this = ahead;
        }
    }

  private:
    Text text_;
    std::size_t at_;
};

std::optional<FoundDate> checked(WrittenDate date, const Cursor& cursor) {
    const bool is_one = (date.year == 0 || (date.year >= 1900 && date.year < 2200)) && date.month >= 1 &&
                        date.month <= 12 && date.day >= 0 && date.day <= 31;
    return is_one ? std::optional(FoundDate{date, cursor.at()}) : std::nullopt;
}

std::optional<FoundDate> in_figures(Text text, std::size_t at) {
    for (const Text separator : {Text(U"-"), Text(U"."), Text(U"/")}) {
        Cursor cursor(text, at);
        const auto year = cursor.number(4, 4);
        if (!year || !cursor.take(separator)) {
            continue;
        }
        cursor.blanks();
        const auto month = cursor.number(1, 2);
        if (!month || !cursor.take(separator)) {
            continue;
        }
        cursor.blanks();
        if (const auto day = cursor.number(1, 2)) {
            return checked({.year = *year, .month = *month, .day = *day}, cursor);
        }
    }
    return std::nullopt;
}

/// 26.11.20
std::optional<FoundDate> with_short_year(Text text, std::size_t at) {
    Cursor cursor(text, at);
    const auto year = cursor.number(2, 2);
    if (!year || *year < first_short_year || !cursor.take(U".")) {
        return std::nullopt;
    }
    cursor.blanks();
    const auto month = cursor.number(1, 2);
    if (!month || !cursor.take(U".")) {
        return std::nullopt;
    }
    cursor.blanks();
    const auto day = cursor.number(1, 2);
    return day && *day > 0 ? checked({.year = this_century + *year, .month = *month, .day = *day}, cursor)
                           : std::nullopt;
}

/// 2026.11, 2026-11
std::optional<FoundDate> month_in_figures(Text text, std::size_t at) {
    for (const Text separator : {Text(U"-"), Text(U"."), Text(U"/")}) {
        Cursor cursor(text, at);
        const auto year = cursor.number(4, 4);
        if (!year || !cursor.take(separator)) {
            continue;
        }
        if (const auto month = cursor.number(2, 2)) {
            return checked({.year = *year, .month = *month}, cursor);
        }
    }
    return std::nullopt;
}

std::optional<FoundDate> in_korean(Text text, std::size_t at) {
    Cursor cursor(text, at);
    WrittenDate date;
    if (Cursor ahead = cursor; const auto year = ahead.number(4, 4)) {
        if (ahead.blanks(); ahead.take(U"년")) {
            ahead.blanks();
            date.year = *year;
            cursor = ahead;
        }
    }
    const auto month = cursor.number(1, 2);
    if (cursor.blanks(); !month || !cursor.take(U"월")) {
        return std::nullopt;
    }
    date.month = *month;
    Cursor ahead = cursor;
    ahead.blanks();
    if (const auto day = ahead.number(1, 2)) {
        if (ahead.blanks(); ahead.take(U"일")) {
            date.day = *day;
            return checked(date, ahead);
        }
    }
    return date.year != 0 ? checked(date, cursor) : std::nullopt;
}

/// ", 2026" or " 2026"
void optional_year(Cursor& cursor, WrittenDate& date) {
    Cursor ahead = cursor;
    ahead.take(U",");
    ahead.blanks();
    if (const auto year = ahead.number(4, 4)) {
        date.year = *year;
        cursor = ahead;
    }
}

std::optional<FoundDate> in_english(Text text, std::size_t at) {
    Cursor cursor(text, at);
    WrittenDate date;
    if (const auto day = cursor.number(1, 2)) {
        const bool is_ordinal = cursor.ordinal_ending();
        cursor.blanks();
        const bool is_of_month = cursor.take(U"of ");
        const bool is_verb = cursor.is_verb();
        const auto month = cursor.month_name();
        if (!month) {
            return std::nullopt;
        }
        date = {.month = *month, .day = *day};
        optional_year(cursor, date);
        return is_verb && !is_ordinal && !is_of_month && date.year == 0 ? std::nullopt : checked(date, cursor);
    }
    const auto month = cursor.month_name();
    if (!month || !cursor.take(U" ")) {
        return std::nullopt;
    }
    date.month = *month;
    if (const auto year = cursor.number(4, 4)) {
        date.year = *year;
        return checked(date, cursor);
    }
    const auto day = cursor.number(1, 2);
    if (!day) {
        return std::nullopt;
    }
    date.day = *day;
    cursor.ordinal_ending();
    optional_year(cursor, date);
    return checked(date, cursor);
}

// Between the first and the last day.
constexpr auto to =
    std::to_array<Text>({U"~", U"∼", U"～", U"〜", U"-", U"–", U"—", U"부터", U"to ", U"through ", U"until "});
constexpr auto of_span = std::to_array<Text>({U"간", U"동안", U"이내", U"안에", U"내에", U"의"});

/// Moves behind what stands between the days of a range.
bool take_to(Cursor& cursor) {
    cursor.take(U".");
    cursor.weekday();
    cursor.blanks();
    if (std::ranges::none_of(to, [&cursor](Text word) { return cursor.take(word); })) {
        return false;
    }
    cursor.blanks();
    return true;
}

/// What makes a date of two numbers with a point: "12.25.", "12.25~", 12.25까지; "4.1." that begins a line is a
/// section.
bool is_hinted(Text text, std::size_t at, Cursor behind) {
    Cursor range = behind;
    if (take_to(range)) {
        return true;
    }
    const std::size_t before = text.substr(0, at).find_last_not_of(U' ');
    const bool begins_line = before == Text::npos || text[before] == U'\n';
    const bool ends_range = !begins_line && Text(U"~∼～〜–").contains(text[before]);
    return ends_range || (!begins_line && (behind.take(U".") || behind.take(U"(") || behind.take(U"까지")));
}

/// In the year of the first day, or the next one when the month comes before.
WrittenDate behind(const WrittenDate& first, int month, int day) {
    const bool is_next_year = first.year != 0 && (month < first.month || (month == first.month && day < first.day));
    return {.year = first.year == 0 ? 0 : first.year + (is_next_year ? 1 : 0), .month = month, .day = day};
}

/// "5일간": so many days, and not the fifth.
bool is_span(Text text, std::size_t at) {
    Cursor cursor(text, at);
    cursor.blanks();
    return std::ranges::any_of(of_span, [&cursor](Text word) { return cursor.take(word); });
}

}  // namespace

std::optional<FoundDate> date_at(Text text, std::size_t at) {
    if (auto date = in_figures(text, at)) {
        return date;
    }
    if (auto date = with_short_year(text, at)) {
        return date;
    }
    if (auto date = in_korean(text, at)) {
        return date;
    }
    if (auto date = month_in_figures(text, at)) {
        return date;
    }
    return in_english(text, at);
}

std::optional<FoundDate> range_end_at(Text text, const FoundDate& first) {
    Cursor cursor(text, first.end);
    if (first.date.day == 0 || !take_to(cursor)) {
        return std::nullopt;
    }
    const bool is_from = text.substr(first.end).starts_with(U"부터") || text.substr(first.end).starts_with(U" 부터");
    if (date_at(text, cursor.at())) {
        return std::nullopt;
    }
    const auto number = cursor.number(1, 2);
    if (!number) {
        return std::nullopt;
    }
    if (Cursor ahead = cursor; ahead.take(U".") || ahead.take(U"/")) {
        ahead.blanks();
        const auto day = ahead.number(1, 2);
        return day && *day > 0 ? checked(behind(first.date, *number, *day), ahead) : std::nullopt;
    }
    if (*number <= first.date.day) {
        return std::nullopt;
    }
    WrittenDate date = behind(first.date, first.date.month, *number);
    Cursor ahead = cursor;
    if (ahead.blanks(); ahead.take(U"일")) {
        Cursor beyond = ahead;
        beyond.weekday();
        const bool is_last = beyond.take(U"까지") || beyond.take(U" 까지") || beyond.take(U" 사이");
        return is_span(text, ahead.at()) || (is_from && !is_last) ? std::nullopt : checked(date, ahead);
    }
    cursor.ordinal_ending();
    if (is_from || unit_at(text, cursor.at())) {
        return std::nullopt;
    }
    optional_year(cursor, date);
    return checked(date, cursor);
}

std::optional<FoundDate> range_begin_at(Text text, std::size_t at) {
    Cursor cursor(text, at);
    const auto day = cursor.number(1, 2);
    cursor.ordinal_ending();
    const std::size_t end = cursor.at();
    if (!day || !take_to(cursor)) {
        return std::nullopt;
    }
    const auto last = in_english(text, cursor.at());
    if (!last || last->date.day <= *day) {
        return std::nullopt;
    }
    WrittenDate date = last->date;
    date.day = *day;
    return checked(date, Cursor(text, end));
}

std::optional<FoundDate> short_date_at(Text text, std::size_t at) {
    for (const Text separator : {Text(U"/"), Text(U".")}) {
        Cursor cursor(text, at);
        const auto month = cursor.number(1, 2);
        if (!month || !cursor.take(separator)) {
            continue;
        }
        cursor.blanks();
        const auto day = cursor.number(1, 2);
        Cursor beyond = cursor;
        const bool goes_on = beyond.take(separator) && beyond.number(1, 4);
        if (day && *day > 0 && !goes_on && (separator == U"/" || is_hinted(text, at, cursor))) {
            return checked({.month = *month, .day = *day}, cursor);
        }
    }
    return std::nullopt;
}

std::optional<int> month_named(Text word) {
    for (std::size_t i = 0; i < months.size(); ++i) {
        const bool is_short = word.size() == of_abbreviation || word == U"sept";
        if (word == months[i] || (is_short && months[i].starts_with(word))) {
            return static_cast<int>(i) + 1;
        }
    }
    return std::nullopt;
}

std::string to_text(const WrittenDate& date) {
    if (date.year == 0) {
        return fmt::format("{:02}-{:02}", date.month, date.day);
    }
    const std::string month = fmt::format("{:04}-{:02}", date.year, date.month);
    return date.day == 0 ? month : fmt::format("{}-{:02}", month, date.day);
}

std::optional<WrittenDate> date_of(std::string_view text) {
    const auto number = [text](std::size_t at, std::size_t length) {
        int value = 0;
        std::from_chars(text.data() + at, text.data() + at + length, value);
        return value;
    };
    switch (text.size()) {
        case 5:
            return WrittenDate{.month = number(0, 2), .day = number(3, 2)};
        case 7:
            return WrittenDate{.year = number(0, 4), .month = number(5, 2)};
        case 10:
            return WrittenDate{.year = number(0, 4), .month = number(5, 2), .day = number(8, 2)};
        default:
            return std::nullopt;
    }
}

}  // namespace gracy::assistant
