#include "assistant/answers/units.hpp"

#include "base/unicode.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace gracy::assistant {
namespace {

using Text = std::u32string_view;

struct Named {
    Text word;
    std::string_view name;
};

// Longer words first where one begins another. An empty name: nothing that is counted in the sense of the shorter one.
constexpr auto korean = std::to_array<Named>({
    {U"개월", "month"},        {U"시간", "hour"},    {U"퍼센트", "percent"}, {U"프로", "percent"},
    {U"주년", "year"},         {U"주식", ""},        {U"주", "week"},        {U"일", "day"},
    {U"년", "year"},           {U"분의", ""},        {U"분", "minute"},      {U"원", "won"},
    {U"월", "calendar month"}, {U"번째", "ordinal"}, {U"회", "time"},        {U"번", "time"},
    {U"명", "person"},         {U"세대", ""},        {U"세트", ""},          {U"세", "year of age"},
    {U"살", "year of age"},    {U"시", "o'clock"},   {U"달러", "dollar"},    {U"달", "month"},
    {U"조", "ordinal"},        {U"항", "ordinal"},   {U"%", "percent"},      {U"％", "percent"},
});

constexpr auto english = std::to_array<Named>({
    {U"day", "day"},       {U"days", "day"},       {U"week", "week"},       {U"weeks", "week"}, {U"month", "month"},
    {U"months", "month"},  {U"year", "year"},      {U"years", "year"},      {U"hour", "hour"},  {U"hours", "hour"},
    {U"minute", "minute"}, {U"minutes", "minute"}, {U"percent", "percent"}, {U"won", "won"},    {U"krw", "won"},
    {U"dollar", "dollar"}, {U"dollars", "dollar"}, {U"usd", "dollar"},      {U"time", "time"},  {U"times", "time"},
    {U"person", "person"}, {U"people", "person"},
});

constexpr auto adjectives =
    std::to_array<Text>({U"paid", U"unpaid", U"working", U"business", U"calendar", U"consecutive", U"full", U"whole",
                         U"additional", U"extra", U"more", U"further", U"separate", U"different"});

constexpr auto before = std::to_array<Named>({
    {U"제", "ordinal"},
    {U"article", "ordinal"},
    {U"articles", "ordinal"},
    {U"section", "ordinal"},
    {U"clause", "ordinal"},
    {U"paragraph", "ordinal"},
    {U"chapter", "ordinal"},
    {U"₩", "won"},
    {U"￦", "won"},
    {U"krw", "won"},
    {U"$", "dollar"},
    {U"usd", "dollar"},
});

struct Multiplying {
    Text word;
    std::size_t tens;
};

constexpr auto multiplying = std::to_array<Multiplying>({
    {U"십만", 5},
    {U"백만", 6},
    {U"천만", 7},
    {U"백억", 10},
    {U"천억", 11},
    {U"조원", 12},
    {U"억", 8},
    {U"만", 4},
    {U"천원", 3},
});
constexpr auto multiplying_words = std::to_array<Multiplying>({{U"thousand", 3}, {U"million", 6}, {U"billion", 9}});

bool is_gap(char32_t point) {
    return point == U' ' || point == U'-' || point == 0xa0;
}

}  // namespace

bool is_latin(char32_t point) {
    const char32_t lower = base::to_lower(point);
    return lower >= U'a' && lower <= U'z';
}

std::u32string latin_word_at(Text text, std::size_t at) {
    std::u32string word;
    while (at < text.size() && is_latin(text[at])) {
        word += base::to_lower(text[at++]);
    }
    return word;
}

std::optional<Unit> unit_at(Text text, std::size_t at) {
    if (at < text.size() && is_gap(text[at])) {
        ++at;
    }
    for (const Named& unit : korean) {
        if (text.substr(std::min(at, text.size())).starts_with(unit.word)) {
            return Unit{unit.name, at + unit.word.size()};
        }
    }
    std::u32string word = latin_word_at(text, at);
    while (std::ranges::find(adjectives, word) != adjectives.end()) {
        at += word.size();
        at += at < text.size() && is_gap(text[at]) ? 1 : 0;
        word = latin_word_at(text, at);
    }
    const auto* const known = std::ranges::find(english, Text(word), &Named::word);
    if (known == english.end()) {
        return std::nullopt;
    }
    at += word.size();
    if (known->name == "year" && (text.substr(at).starts_with(U" old") || text.substr(at).starts_with(U" of age"))) {
        return Unit{"year of age", at};
    }
    return Unit{known->name, at};
}

std::string_view unit_before(Text text, std::size_t at) {
    if (at > 0 && is_gap(text[at - 1])) {
        --at;
    }
    std::size_t begin = at;
    while (begin > 0 && is_latin(text[begin - 1])) {
        --begin;
    }
    if (begin == at && at > 0) {
        --begin;  // a sign or a syllable
    }
    std::u32string word(text.substr(begin, at - begin));
    std::ranges::transform(word, word.begin(), base::to_lower);
    const auto* const known = std::ranges::find(before, Text(word), &Named::word);
    return known == before.end() ? std::string_view() : known->name;
}

std::optional<Multiplier> multiplier_at(Text text, std::size_t at) {
    for (const Multiplying& each : multiplying) {
        if (text.substr(std::min(at, text.size())).starts_with(each.word)) {
            // 천원 and 조원 multiply what is still 원.
            return Multiplier{each.tens, at + each.word.size() - (each.word.ends_with(U"원") ? 1 : 0)};
        }
    }
    if (at < text.size() && is_gap(text[at])) {
        const std::u32string word = latin_word_at(text, at + 1);
        for (const Multiplying& each : multiplying_words) {
            if (word == each.word) {
                return Multiplier{each.tens, at + 1 + word.size()};
            }
        }
    }
    return std::nullopt;
}

}  // namespace gracy::assistant
