#include "assistant/answers/number_words.hpp"

#include "base/unicode.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace gracy::assistant {
namespace {

using Text = std::u32string_view;

struct Word {
    Text word;
    std::uint64_t value;
};

constexpr auto small = std::to_array<Word>({
    {U"one", 1},      {U"two", 2},        {U"three", 3},     {U"four", 4},      {U"five", 5},
    {U"six", 6},      {U"seven", 7},      {U"eight", 8},     {U"nine", 9},      {U"ten", 10},
    {U"eleven", 11},  {U"twelve", 12},    {U"thirteen", 13}, {U"fourteen", 14}, {U"fifteen", 15},
    {U"sixteen", 16}, {U"seventeen", 17}, {U"eighteen", 18}, {U"nineteen", 19},
});
constexpr auto tens = std::to_array<Word>({{U"twenty", 20},
                                           {U"thirty", 30},
                                           {U"forty", 40},
                                           {U"fifty", 50},
                                           {U"sixty", 60},
                                           {U"seventy", 70},
                                           {U"eighty", 80},
                                           {U"ninety", 90}});

template <class Words>
std::optional<std::uint64_t> value_of(const Words& words, Text word) {
    const auto* const known = std::ranges::find(words, word, &Word::word);
    return known == words.end() ? std::nullopt : std::optional(known->value);
}

/// Behind one blank or hyphen.
std::u32string next_word(Text text, std::size_t at) {
    const bool is_gap = at < text.size() && (text[at] == U' ' || text[at] == U'-');
    return is_gap ? latin_word_at(text, at + 1) : std::u32string();
}

/// 1 to 99; moves `at` behind it.
std::optional<std::uint64_t> below_hundred(Text text, std::u32string word, std::size_t& at) {
    if (const auto value = value_of(small, word)) {
        at += word.size();
        return value;
    }
    auto value = value_of(tens, word);
    if (value) {
        at += word.size();
        const std::u32string one = next_word(text, at);
        if (const auto ones = value_of(small, one); ones && *ones < 10) {
            at += 1 + one.size();
            *value += *ones;
        }
    }
    return value;
}

std::optional<WordNumber> english_at(Text text, std::size_t at) {
    std::u32string word = latin_word_at(text, at);
    std::optional<std::uint64_t> value;
    if (word == U"a" && next_word(text, at + 1) == U"hundred") {
        value = 1;
        at += word.size();
    } else if (word == U"hundred") {
        value = 100;
        at += word.size();
    } else if (word == U"twice") {
        return WordNumber{2, "time", at + word.size()};
    } else {
        value = below_hundred(text, word, at);
    }
    if (!value) {
        return std::nullopt;
    }
    if (next_word(text, at) == U"hundred") {
        *value *= 100;
        at += 1 + Text(U"hundred").size();
        std::size_t rest_at = at;
        if (next_word(text, rest_at) == U"and") {
            rest_at += 1 + Text(U"and").size();
        }
        if (rest_at < text.size()) {
            std::size_t end = rest_at + 1;
            if (const auto rest = below_hundred(text, next_word(text, rest_at), end)) {
                *value += *rest;
                at = end;
            }
        }
    }
    const auto unit = unit_at(text, at);
    if (unit && !unit->name.empty()) {
        return WordNumber{*value, unit->name, unit->end};
    }
    return *value > 1 ? std::optional(WordNumber{*value, "", at}) : std::nullopt;
}

// Days have names of their own.
constexpr auto days = std::to_array<Word>({{U"하루", 1},
                                           {U"이틀", 2},
                                           {U"사흘", 3},
                                           {U"나흘", 4},
                                           {U"닷새", 5},
                                           {U"엿새", 6},
                                           {U"이레", 7},
                                           {U"여드레", 8},
                                           {U"아흐레", 9},
                                           {U"열흘", 10},
                                           {U"보름", 15}});
constexpr auto native_tens = std::to_array<Word>({{U"스물", 20},
                                                  {U"서른", 30},
                                                  {U"마흔", 40},
                                                  {U"쉰", 50},
                                                  {U"예순", 60},
                                                  {U"일흔", 70},
                                                  {U"여든", 80},
                                                  {U"아흔", 90},
                                                  {U"스무", 20},
                                                  {U"열", 10}});
constexpr auto native_ones = std::to_array<Word>({{U"한", 1},
                                                  {U"두", 2},
                                                  {U"세", 3},
                                                  {U"석", 3},
                                                  {U"네", 4},
                                                  {U"넉", 4},
                                                  {U"다섯", 5},
                                                  {U"여섯", 6},
                                                  {U"일곱", 7},
                                                  {U"여덟", 8},
                                                  {U"아홉", 9}});

struct Counter {
    Text word;
    std::string_view unit;
};
// 시 alone begins too many words.
constexpr auto counters = std::to_array<Counter>({{U"달", "month"},
                                                  {U"주", "week"},
                                                  {U"시간", "hour"},
                                                  {U"번", "time"},
                                                  {U"차례", "time"},
                                                  {U"명", "person"},
                                                  {U"사람", "person"},
                                                  {U"살", "year of age"},
                                                  {U"해", "year"}});
// "once", "somebody", "this year" and the like, more often than a number.
constexpr auto idioms =
    std::to_array<Text>({U"한 번", U"한번", U"한 사람", U"한사람", U"한 해", U"한해", U"한주", U"한달음"});

const Word* begins(Text text, const auto& words) {
    const auto* const found =
        std::ranges::find_if(words, [text](const Word& each) { return text.starts_with(each.word); });
    return found == words.end() ? nullptr : &*found;
}

std::optional<WordNumber> native_at(Text text, std::size_t at) {
    const Text here = text.substr(at);
    if (const Word* const day = begins(here, days)) {
        return WordNumber{day->value, "day", at + day->word.size()};
    }
    if (std::ranges::any_of(idioms, [here](Text idiom) { return here.starts_with(idiom); })) {
        return std::nullopt;
    }
    std::uint64_t value = 0;
    if (const Word* const ten = begins(here, native_tens)) {
        value += ten->value;
        at += ten->word.size();
    }
    if (const Word* const one = begins(text.substr(at), native_ones)) {
        value += one->value;
        at += one->word.size();
    }
    if (value == 0) {
        return std::nullopt;
    }
    const bool is_apart = at < text.size() && text[at] == U' ';
    at += is_apart ? 1 : 0;
    const Text behind = text.substr(at);
    if (behind.starts_with(U"번째")) {
        return std::nullopt;
    }
    for (const Counter& counter : counters) {
        if (behind.starts_with(counter.word)) {
            return WordNumber{value, counter.unit, at + counter.word.size()};
        }
    }
    return is_apart && value > 1 ? std::optional(WordNumber{value, "", at}) : std::nullopt;
}

constexpr Text sino_digits = U"영일이삼사오육칠팔구";

struct Sino {
    std::uint64_t value;
    std::size_t end;
    std::size_t syllables;
    bool has_ten;
};

/// As far as the syllables make one number: 이사 is none, so 이 is all of it.
Sino sino_at(Text text, std::size_t at) {
    const std::size_t begin = at;
    std::uint64_t whole = 0;
    std::uint64_t part = 0;
    std::uint64_t digit = 0;
    std::uint64_t last = 100'000;
    bool has_ten = false;
    for (; at < text.size(); ++at) {
        const std::size_t place = sino_digits.find(text[at]);
        if (place != Text::npos && place > 0) {
            if (digit != 0) {
                break;
            }
            digit = place;
            continue;
        }
        const std::uint64_t power = text[at] == U'십' ? 10 : text[at] == U'백' ? 100 : text[at] == U'천' ? 1000 : 0;
        if (power != 0 && power < last) {
            part += std::max<std::uint64_t>(digit, 1) * power;
            digit = 0;
            last = power;
            has_ten = true;
            continue;
        }
        if (text[at] == U'만' && whole == 0) {
            whole = std::max<std::uint64_t>(part + digit, 1) * 10'000;
            part = digit = 0;
            last = 100'000;
            continue;
        }
        break;
    }
    return {.value = whole + part + digit, .end = at, .syllables = at - begin, .has_ten = has_ten};
}

/// A single syllable is a number only where nothing else is meant: 일주일, 삼개월, 오 년, 삼 퍼센트.
bool is_clear(Text text, std::size_t begin, const Sino& number, const Unit& unit) {
    if (number.has_ten) {
        return true;
    }
    if (number.syllables != 1) {
        return false;
    }
    const Text word = text.substr(number.end, unit.end - number.end);
    if (word == U"개월" || word == U" 개월" || word == U" 퍼센트" || text.substr(begin).starts_with(U"일주일")) {
        return true;
    }
    const char32_t syllable = text[begin];
    return syllable != U'이' && syllable != U'만' && (word == U" 년" || (word == U" 일" && syllable != U'일')) &&
           (unit.end >= text.size() || text[unit.end] != U'반');
}

std::optional<WordNumber> sino_number_at(Text text, std::size_t at) {
    Sino number = sino_at(text, at);
    if (number.syllables == 0) {
        return std::nullopt;
    }
    auto unit = unit_at(text, number.end);
    if (!unit && number.syllables > 1 && text[number.end - 1] == U'일') {
        --number.end;  // 이십일 is 20일
        --number.syllables;
        --number.value;
        unit = unit_at(text, number.end);
    }
    if (!unit || unit->name.empty() || !is_clear(text, at, number, *unit)) {
        return std::nullopt;
    }
    return WordNumber{number.value, unit->name, unit->end};
}

constexpr auto each_in_english = std::to_array<Text>({U"a", U"an", U"per", U"each", U"every"});
constexpr auto each_in_korean = std::to_array<Counter>({{U"매일", "day"},
                                                        {U"날마다", "day"},
                                                        {U"매주", "week"},
                                                        {U"주당", "week"},
                                                        {U"매월", "month"},
                                                        {U"매달", "month"},
                                                        {U"달마다", "month"},
                                                        {U"매년", "year"},
                                                        {U"해마다", "year"},
                                                        {U"연간", "year"},
                                                        {U"연 ", "year"},
                                                        {U"월 ", "month"},
                                                        {U"주 ", "week"}});

}  // namespace

std::optional<Unit> rate_at(Text text, std::size_t at) {
    const std::u32string word = latin_word_at(text, at);
    if (std::ranges::find(each_in_english, word) != each_in_english.end()) {
        const auto unit = unit_at(text, at + word.size());
        return unit && !unit->name.empty() ? unit : std::nullopt;
    }
    for (const Counter& each : each_in_korean) {
        const std::size_t end = at + each.word.size();
        const bool is_number_next = end < text.size() && text[end] >= U'0' && text[end] <= U'9';
        if (text.substr(at).starts_with(each.word) && (!each.word.ends_with(U' ') || is_number_next)) {
            return Unit{each.unit, end};
        }
    }
    return std::nullopt;
}

std::optional<WordNumber> word_number_at(Text text, std::size_t at) {
    if (is_latin(text[at])) {
        return english_at(text, at);
    }
    if (!base::is_hangul_syllable(text[at])) {
        return std::nullopt;
    }
    const auto native = native_at(text, at);
    return native ? native : sino_number_at(text, at);
}

}  // namespace gracy::assistant
