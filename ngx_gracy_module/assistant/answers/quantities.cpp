#include "assistant/answers/quantities.hpp"

#include "assistant/answers/dates.hpp"
#include "assistant/answers/number_words.hpp"
#include "assistant/answers/own_lists.hpp"
#include "assistant/answers/paraphrases.hpp"
#include "assistant/answers/quantity_parts.hpp"
#include "assistant/answers/rates.hpp"
#include "assistant/answers/units.hpp"
#include "base/unicode.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <utility>

namespace gracy::assistant {
namespace {

using Text = std::u32string_view;

constexpr Text one_to_one = U"1:1";
constexpr unsigned most_marks = 20;
// Between numbers that have one unit together: Articles 15 and 16, 제15조(2), 9~11월.
constexpr auto joints = std::to_array<Text>({U" and ", U" or ", U" to ", U" through ", U", and ", U", ", U",", U" & ",
                                             U"~", U" ~ ", U"-", U" - ", U"–", U"·", U"/", U"(", U" ("});
constexpr int most_joined = 6;
constexpr std::size_t longest_joint = 9;
// Words for numbers up to it count things that nobody names.
constexpr std::uint64_t amount = 1000;
constexpr std::size_t of_thousands = 3;
constexpr auto moments = std::to_array<std::pair<Text, std::string_view>>(
    {{U"정오", "12"}, {U"자정", "0"}, {U"noon", "12"}, {U"midnight", "0"}});
constexpr auto in_a_month = std::to_array<Text>({U"until ", U"in ", U"by ", U"before ", U"after ", U"since ",
                                                 U"during ", U"from ", U"through ", U"of ", U"every "});
constexpr auto halves = std::to_array<Text>({U"오전", U"오후", U"새벽", U"아침", U"저녁", U"낮", U"밤"});

/// Also others that a reader takes for the same: full-width, mathematical, raised and lowered ones.
std::optional<char> digit(char32_t point) {
    static constexpr auto ranges =
        std::to_array<std::pair<char32_t, char32_t>>({{U'0', 0}, {U'０', 0}, {0x2070, 0}, {0x2080, 0}, {0x1fbf0, 0}});
    for (const auto& [zero, first] : ranges) {
        if (point >= zero && point <= zero + 9 && point != 0x2071) {
            return static_cast<char>('0' + (point - zero));
        }
    }
    if (point >= 0x1d7ce && point <= 0x1d7ff) {
        return static_cast<char>('0' + (point - 0x1d7ce) % 10);
    }
    if (point == 0xb9) {
        return '1';
    }
    return point == 0xb2 || point == 0xb3 ? std::optional(static_cast<char>('0' + (point - 0xb0))) : std::nullopt;
}

/// ① to ⑳, ⑴ and ⒈ in the same way: they number paragraphs.
std::optional<unsigned> enclosed(char32_t point) {
    if (point >= 0x2460 && point <= 0x249b) {
        return (point - 0x2460) % 20 + 1;
    }
    if (point >= 0x2776 && point <= 0x2793) {
        return (point - 0x2776) % 10 + 1;
    }
    if (point >= 0x3251 && point <= 0x325f) {
        return point - 0x3251 + 21;
    }
    return point >= 0x32b1 && point <= 0x32bf ? std::optional(point - 0x32b1 + 36) : std::nullopt;
}

class Reader {
  public:
    Reader(Text text, bool is_source) : text_(text), is_source_(is_source) {}

    std::vector<Quantity> run() {
        while (at_ < text_.size()) {
            const bool begins_word = at_ == 0 || !base::is_letter(text_[at_ - 1]);
            if (digit(text_[at_])) {
                read_figures();
            } else if (const auto number = enclosed(text_[at_])) {
                if (!is_mark_of_answer(at_, at_ + 1, *number)) {
                    add(std::to_string(*number), ordinal);
                }
                ++at_;
            } else if (begins_word && base::is_letter(text_[at_])) {
                read_word();
            } else {
                ++at_;
            }
        }
        return std::move(found_);
    }

  private:
    void add(std::string number, std::string_view unit) { found_.push_back({std::move(number), std::string(unit)}); }

    bool take_date() {
        auto date = range_begin_at(text_, at_);
        if (!date) {
            date = date_at(text_, at_);
        }
        if (!date) {
            return false;
        }
        add_date(*date);
        if (const auto last = range_end_at(text_, *date)) {
            add_date(*last);
        }
        return true;
    }
    void add_date(const FoundDate& found) {
        add(to_text(found.date), date_unit);
        at_ = found.end;
    }

    /// A source may mean a date where an answer has a fraction or a decimal, and both of them stay known.
    bool take_short_date() {
        const auto found = short_date_at(text_, at_);
        const bool is_apart = at_ == 0 || !Text(U"./:").contains(text_[at_ - 1]);
        if (!found || !is_apart || !unit_before(text_, at_).empty() || unit_at(text_, found->end)) {
            return false;
        }
        if (!is_source_) {
            // No denominator of a policy is that large.
            const bool is_date = found->date.day > 12 && text_.substr(at_, 3).contains(U'/');
            if (is_date) {
                add_date(*found);
            }
            return is_date;
        }
        add(to_text(found->date), date_unit);
        if (const auto last = range_end_at(text_, *found)) {
            add(to_text(last->date), date_unit);
        }
        return false;
    }

    /// Commas only between thousands: 1,3월 are two months.
    std::string digits() {
        std::string number;
        while (at_ < text_.size()) {
            if (const auto here = digit(text_[at_])) {
                number += *here;
            } else if (text_[at_] == U'.' && is_digit(at_ + 1)) {
                number += '.';
            } else if (text_[at_] != U',' || digits_from(at_ + 1) != of_thousands) {
                break;
            }
            ++at_;
        }
        return number;
    }
    bool is_digit(std::size_t at) const { return at < text_.size() && digit(text_[at]).has_value(); }
    std::size_t digits_from(std::size_t at) const {
        std::size_t count = 0;
        while (is_digit(at + count)) {
            ++count;
        }
        return count;
    }

    void read_figures() {
        if (text_.substr(at_).starts_with(one_to_one) && !is_digit(at_ + one_to_one.size())) {
            at_ += one_to_one.size();
            return;
        }
        if (take_date() || take_short_date() || take_time()) {
            return;
        }
        const std::size_t begin = at_;
        std::string number = canonical(digits());
        if (std::string_view unit = unit_before(text_, begin); !unit.empty()) {
            multiply(number);
            if (const auto written = unit_at(text_, at_); written && written->name == unit) {
                at_ = written->end;
            }
            add_of(std::move(number), unit);
            return;
        }
        if (is_list_mark(begin)) {
            if (!is_mark_of_answer(begin, at_ + 1, whole(number).value_or(amount))) {
                add(std::move(number), ordinal);
            }
            return;
        }
        multiply(number);
        const auto unit = unit_at(text_, at_);
        if (unit && unit->name == hour_of_clock) {
            at_ = unit->end;
            add_hour(std::move(number), begin);
            take_half_hour();
            return;
        }
        if (is_half_of_day(at_)) {
            add_hour(std::move(number), begin);
            return;
        }
        at_ = unit ? unit->end : at_;
        const std::string_view name = unit ? unit->name : is_source_ ? std::string_view() : shared_unit(begin);
        if (!unit && name == hour_of_clock) {
            add_hour(std::move(number), begin);
        } else {
            add_of(std::move(number), name);
        }
    }

    void add_of(std::string number, std::string_view unit) {
        add(std::move(number), unit);
        if (unit == ordinal) {
            ordinal_end_ = at_;
        }
    }

    /// Of figures without one of their own, where that before or behind them is theirs too and says what they are.
    std::string_view shared_unit(std::size_t begin) const {
        const auto is_joint = [](Text between) { return std::ranges::find(joints, between) != joints.end(); };
        if (ordinal_end_ > 0 && is_joint(text_.substr(ordinal_end_, begin - ordinal_end_))) {
            return ordinal;
        }
        std::size_t at = at_;
        for (int i = 0; i < most_joined; ++i) {
            std::size_t next = at;
            while (next < text_.size() && next - at <= longest_joint && !digit(text_[next])) {
                ++next;
            }
            if (!is_joint(text_.substr(at, next - at)) || !is_digit(next)) {
                return {};
            }
            at = next + digits_from(next);
            if (const auto unit = unit_at(text_, at)) {
                return is_place_or_time(unit->name) ? unit->name : std::string_view();
            }
        }
        return {};
    }

    /// 1억 2,000만, 150만, "1.5 million"
    void multiply(std::string& number) {
        while (const auto multiplier = multiplier_at(text_, at_)) {
            at_ = multiplier->end;
            number = times_ten(std::move(number), multiplier->tens);
            const std::size_t next = at_ + (at_ < text_.size() && text_[at_] == U' ' ? 1 : 0);
            if (multiplier->tens < 4 || !is_digit(next)) {
                return;
            }
            const std::size_t before = std::exchange(at_, next);
            std::string rest = canonical(digits());
            const auto more = multiplier_at(text_, at_);
            if (more) {
                rest = times_ten(std::move(rest), more->tens);
            }
            const auto sum = whole(number);
            const auto part = whole(rest);
            if (!sum || !part || (!more && !text_.substr(at_).starts_with(U"원"))) {
                at_ = before;
                return;
            }
            at_ = more ? more->end : at_;
            number = std::to_string(*sum + *part);
        }
    }

    /// "1. ", "2) ": at the beginning of a line or of a sentence.
    bool is_list_mark(std::size_t begin) const {
        const std::size_t end = text_.substr(0, begin).find_last_not_of(U' ');
        const bool begins = end == Text::npos || Text(U"\n.:;").contains(text_[end]);
        return begins && at_ + 1 < text_.size() && (text_[at_] == U'.' || text_[at_] == U')') && text_[at_ + 1] == U' ';
    }

    /// An answer numbers its own lines, and claims nothing by that.
    bool is_mark_of_answer(std::size_t begin, std::size_t end, std::uint64_t number) const {
        const bool begins_line = begin == 0 || text_[begin - 1] == U'\n';
        return !is_source_ && begins_line && number <= most_marks && end < text_.size() && text_[end] == U' ';
    }

    /// 18:30
    bool take_time() {
        const std::size_t begin = at_;
        const std::size_t hours = digits_from(begin);
        const std::size_t colon = begin + hours;
        if (hours == 0 || hours > 2 || colon >= text_.size() || text_[colon] != U':' || digits_from(colon + 1) != 2) {
            return false;
        }
        std::string hour = canonical(digits());
        ++at_;
        std::string minute = canonical(digits());
        if (!is_half_of_day(at_) && !is_korean_half_before(begin)) {
            add(hour == "00" || hour == "24" ? "0" : std::move(hour), hour_of_day);
        } else {
            add_hour(std::move(hour), begin);
        }
        if (minute != "00") {
            add(std::move(minute), "minute");
        }
        return true;
    }

    bool is_korean_half_before(std::size_t begin) const { return !korean_half_before(begin).empty(); }
    Text korean_half_before(std::size_t begin) const {
        const Text line = text_.substr(0, begin > 0 && text_[begin - 1] == U' ' ? begin - 1 : begin);
        const auto* const half = std::ranges::find_if(halves, [line](Text word) { return line.ends_with(word); });
        return half == halves.end() ? Text() : *half;
    }
    /// "p.m.", "pm" or "PM" behind an hour.
    bool is_half_of_day(std::size_t at) const { return !half_behind(at).empty(); }
    std::u32string half_behind(std::size_t at) const {
        at += at < text_.size() && text_[at] == U' ' ? 1 : 0;
        std::u32string word = latin_word_at(text_, at);
        if ((word == U"a" || word == U"p") &&
            (text_.substr(at + 1).starts_with(U".m") || text_.substr(at + 1).starts_with(U".M"))) {
            word += U'm';
        }
        return word == U"am" || word == U"pm" ? word : std::u32string();
    }

    /// 9시 반
    void take_half_hour() {
        const std::size_t at = at_ + (at_ < text_.size() && text_[at_] == U' ' ? 1 : 0);
        if (text_.substr(std::min(at, text_.size())).starts_with(U"반") && is_whole_counter(text_, at, at + 1)) {
            add("30", "minute");
            at_ = at + 1;
        }
    }

    void add_hour(std::string number, std::size_t begin) {
        const auto hour = whole(number);
        const std::u32string half = half_behind(at_);
        const Text korean = korean_half_before(begin);
        const bool is_korean = !korean.empty();
        // 낮 12시, 밤 10시, 밤 1시
        const bool is_afternoon = half == U"pm" || korean == U"오후" || korean == U"저녁" ||
                                  (korean == U"낮" && hour.value_or(0) != 11) ||
                                  (korean == U"밤" && hour.value_or(0) >= 6 && hour.value_or(0) < 12);
        if (!hour || *hour > 24 || (!is_korean && half.empty() && *hour <= 12)) {
            add(std::move(number), hour_of_clock);
            return;
        }
        const bool is_of_twelve = (is_korean || !half.empty()) && *hour <= 12;
        add(std::to_string(is_of_twelve ? *hour % 12 + (is_afternoon ? 12 : 0) : *hour % 24), hour_of_day);
    }

    void read_word() {
        const std::u32string word = latin_word_at(text_, at_);
        if (!word.empty() && month_named(word)) {
            if (take_date()) {
                return;
            }
            // Shorter ones are words, or names.
            if (const auto month = month_named(word); is_month(word)) {
                add(std::to_string(*month), month_of_year);
            }
            at_ += word.size();
            return;
        }
        if (take_moment()) {
            return;
        }
        if (const auto rate = rate_at(text_, at_)) {
            add(std::string(each), rate->name);
            at_ = rate->end;
            return;
        }
        if (const auto number = word_number_at(text_, at_)) {
            const std::size_t begin = std::exchange(at_, number->end);
            add_words(*number, begin);
            return;
        }
        if (const auto meant = paraphrase_at(text_, at_)) {
            if (is_source_) {
                add(std::string(meant->number), meant->unit);
            }
            at_ = meant->end;
            return;
        }
        if (const auto meant = is_source_ ? recurrence_at(text_, at_) : std::nullopt) {
            add(std::string(recurring), meant->name);
            at_ = meant->end;
            return;
        }
        at_ += std::max<std::size_t>(1, word.size());
    }

    void add_words(const WordNumber& number, std::size_t begin) {
        std::string value = std::to_string(number.value) + (number.has_half ? ".5" : "");
        const bool is_of_unknown = number.unit.empty() && number.value < amount;
        if (number.unit == hour_of_clock || is_half_of_day(at_)) {
            add_hour(std::move(value), begin);
            take_half_hour();
        } else if (is_source_ || !is_of_unknown || !counts_own_list(text_, at_, number.value)) {
            add(std::move(value), is_of_unknown ? word_unit : number.unit);
        }
    }

    /// Short ones are words or names, and so are "may" and "march" but for "until May".
    bool is_month(Text word) const {
        if (word != U"may" && word != U"march") {
            return word.size() > 3;
        }
        const Text line = text_.substr(0, at_);
        return text_[at_] == U'M' &&
               std::ranges::any_of(in_a_month, [line](Text each) { return line.ends_with(each); });
    }

    bool take_moment() {
        for (const auto& [word, hour] : moments) {
            if (text_.substr(at_).starts_with(word)) {
                add(std::string(hour), hour_of_day);
                at_ += word.size();
                return true;
            }
        }
        return false;
    }

    Text text_;
    bool is_source_;
    std::size_t at_ = 0;
    /// Behind the last one; 0: there was none.
    std::size_t ordinal_end_ = 0;
    std::vector<Quantity> found_;
};

}  // namespace

std::vector<Quantity> quantities_of(std::string_view text) {
    const std::u32string points = base::to_code_points(text);
    return Reader(points, false).run();
}

std::vector<Quantity> known_quantities_of(std::string_view source) {
    const std::u32string points = base::to_code_points(source);
    return Reader(points, true).run();
}

}  // namespace gracy::assistant
