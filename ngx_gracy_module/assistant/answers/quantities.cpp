#include "assistant/answers/quantities.hpp"

#include "base/unicode.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace gracy::assistant {
namespace {

using Text = std::u32string_view;

struct Unit {
    Text word;
    std::string_view name;
};

// Longer words first where one begins another.
constexpr auto korean_units = std::to_array<Unit>({
    {U"개월", "month"},
    {U"시간", "hour"},
    {U"퍼센트", "percent"},
    {U"만원", "ten thousand won"},
    {U"만 원", "ten thousand won"},
    {U"주", "week"},
    {U"일", "day"},
    {U"년", "year"},
    {U"분", "minute"},
    {U"원", "won"},
    {U"월", "calendar month"},
    {U"회", "time"},
    {U"번", "time"},
    {U"명", "person"},
    {U"세", "year of age"},
    {U"살", "year of age"},
    {U"시", "o'clock"},
    {U"%", "percent"},
    {U"％", "percent"},
});

constexpr auto english_units = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"day", "day"},
    {"days", "day"},
    {"week", "week"},
    {"weeks", "week"},
    {"month", "month"},
    {"months", "month"},
    {"year", "year"},
    {"years", "year"},
    {"hour", "hour"},
    {"hours", "hour"},
    {"minute", "minute"},
    {"minutes", "minute"},
    {"percent", "percent"},
    {"won", "won"},
    {"time", "time"},
    {"times", "time"},
    {"person", "person"},
    {"people", "person"},
});

constexpr auto number_words = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"one", "1"},      {"two", "2"},        {"three", "3"},     {"four", "4"},      {"five", "5"},
    {"six", "6"},      {"seven", "7"},      {"eight", "8"},     {"nine", "9"},      {"ten", "10"},
    {"eleven", "11"},  {"twelve", "12"},    {"thirteen", "13"}, {"fourteen", "14"}, {"fifteen", "15"},
    {"sixteen", "16"}, {"seventeen", "17"}, {"eighteen", "18"}, {"nineteen", "19"}, {"twenty", "20"},
    {"thirty", "30"},  {"forty", "40"},     {"fifty", "50"},    {"sixty", "60"},    {"seventy", "70"},
    {"eighty", "80"},  {"ninety", "90"},    {"hundred", "100"},
});

/// Also full-width ones, which look the same to a reader.
std::optional<char> digit(char32_t point) {
    if (point >= U'0' && point <= U'9') {
        return static_cast<char>(point);
    }
    if (point >= U'０' && point <= U'９') {
        return static_cast<char>('0' + (point - U'０'));
    }
    return std::nullopt;
}

bool is_latin(char32_t point) {
    const char32_t lower = base::to_lower(point);
    return lower >= U'a' && lower <= U'z';
}

class Reader {
  public:
    explicit Reader(Text text) : text_(text) {}

    std::vector<Quantity> run() {
        while (at_ < text_.size()) {
            if (digit(text_[at_])) {
                // 제15조 is no fifteen of anything.
                const bool is_ordinal = at_ > 0 && text_[at_ - 1] == U'제';
                std::string number = read_number();
                found_.push_back({std::move(number), is_ordinal ? "ordinal" : unit_here()});
            } else if (is_latin(text_[at_])) {
                read_word();
            } else {
                ++at_;
            }
        }
        return std::move(found_);
    }

  private:
    std::string read_number() {
        std::string number;
        while (at_ < text_.size()) {
            if (const auto here = digit(text_[at_])) {
                number += *here;
            } else if ((text_[at_] == U',' || text_[at_] == U'.') && at_ + 1 < text_.size() && digit(text_[at_ + 1])) {
                if (text_[at_] == U'.') {
                    number += '.';
                }
            } else {
                break;
            }
            ++at_;
        }
        const std::size_t significant = number.find_first_not_of('0');
        if (significant != std::string::npos && significant > 0 && number[significant] != '.') {
            number.erase(0, significant);  // 03월 is 3월
        }
        return number;
    }

    std::string latin_word(std::size_t& at) const {
        std::string word;
        while (at < text_.size() && is_latin(text_[at])) {
            word += static_cast<char>(base::to_lower(text_[at++]));
        }
        return word;
    }

    void read_word() {
        const std::string word = latin_word(at_);
        const auto* const known =
            std::ranges::find(number_words, word, &std::pair<std::string_view, std::string_view>::first);
        if (known == number_words.end()) {
            return;
        }
        if (std::string unit = unit_here(); !unit.empty()) {
            found_.push_back({std::string(known->second), std::move(unit)});
        }
    }

    /// What stands at the place, or behind one blank or hyphen.
    std::string unit_here() const {
        std::size_t at = at_;
        if (at < text_.size() && (text_[at] == U' ' || text_[at] == U'-' || text_[at] == 0xa0)) {
            ++at;
        }
        for (const Unit& unit : korean_units) {
            if (text_.substr(at).starts_with(unit.word)) {
                return std::string(unit.name);
            }
        }
        const std::string word = latin_word(at);
        const auto* const known =
            std::ranges::find(english_units, word, &std::pair<std::string_view, std::string_view>::first);
        return known == english_units.end() ? std::string() : std::string(known->second);
    }

    Text text_;
    std::size_t at_ = 0;
    std::vector<Quantity> found_;
};

}  // namespace

std::vector<Quantity> quantities_of(std::string_view text) {
    const std::u32string points = base::to_code_points(text);
    return Reader(points).run();
}

bool is_among(const Quantity& quantity, const std::vector<Quantity>& known) {
    return std::ranges::any_of(known, [&](const Quantity& other) {
        return other.number == quantity.number &&
               (other.unit == quantity.unit || other.unit.empty() || quantity.unit.empty());
    });
}

}  // namespace gracy::assistant
