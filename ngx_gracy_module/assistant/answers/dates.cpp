#include "assistant/answers/dates.hpp"

#include "assistant/answers/units.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <charconv>

namespace gracy::assistant {
namespace {

using Text = std::u32string_view;

constexpr auto months = std::to_array<Text>({U"january", U"february", U"march", U"april", U"may", U"june", U"july",
                                             U"august", U"september", U"october", U"november", U"december"});
constexpr std::size_t of_abbreviation = 3;

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
    void ordinal_ending() {
        for (const Text ending : {Text(U"st"), Text(U"nd"), Text(U"rd"), Text(U"th")}) {
            if (take(ending)) {
                return;
            }
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
        cursor.ordinal_ending();
        cursor.blanks();
        cursor.take(U"of ");
        const auto month = cursor.month_name();
        if (!month) {
            return std::nullopt;
        }
        date = {.month = *month, .day = *day};
        optional_year(cursor, date);
        return checked(date, cursor);
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

}  // namespace

std::optional<FoundDate> date_at(Text text, std::size_t at) {
    if (auto date = in_figures(text, at)) {
        return date;
    }
    if (auto date = in_korean(text, at)) {
        return date;
    }
    return in_english(text, at);
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
