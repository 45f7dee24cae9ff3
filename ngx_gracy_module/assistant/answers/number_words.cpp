#include "assistant/answers/number_words.hpp"

#include "base/unicode.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

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

constexpr Text and_a_half = U" and a half";
constexpr std::uint64_t hundred = 100;
// More than any multiplier has.
constexpr std::size_t most_tens = 12;

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

/// 1 to 999; moves `at` behind it.
std::optional<std::uint64_t> below_thousand(Text text, std::size_t& at) {
    const std::u32string word = latin_word_at(text, at);
    std::optional<std::uint64_t> value;
    if (word == U"hundred") {
        at += word.size();
        value = hundred;
    } else {
        value = word == U"a" ? std::optional<std::uint64_t>(1) : below_hundred(text, word, at);
        at += word == U"a" ? word.size() : 0;
        if (!value || next_word(text, at) != U"hundred") {
            return value;
        }
        *value *= hundred;
        at += 1 + Text(U"hundred").size();
    }
    std::size_t rest_at = at;
    if (next_word(text, rest_at) == U"and") {
        rest_at += 1 + Text(U"and").size();
    }
    std::size_t end = rest_at + 1;
    if (const auto rest = below_hundred(text, next_word(text, rest_at), end)) {
        *value += *rest;
        at = end;
    }
    return value;
}

/// "two million five hundred thousand": each part with fewer tens than the one before it.
std::optional<std::uint64_t> english_value(Text text, std::size_t& at) {
    const bool is_half = latin_word_at(text, at) == U"half" && next_word(text, at + 4) == U"a";
    std::size_t end = at + (is_half ? Text(U"half ").size() : 0);
    const bool is_article = latin_word_at(text, end) == U"a";
    auto sum = below_thousand(text, end);
    auto multiplier = sum ? multiplier_at(text, end) : std::nullopt;
    if (!sum || ((is_half || (is_article && *sum == 1)) && !multiplier)) {
        return std::nullopt;
    }
    std::uint64_t part = std::exchange(*sum, 0);
    for (std::size_t power = most_tens; multiplier && multiplier->tens < power;) {
        power = multiplier->tens;
        for (std::size_t i = 0; i < power; ++i) {
            part *= 10;
        }
        *sum += is_half ? part / 2 : std::exchange(part, 0);
        part = 0;
        end = multiplier->end;
        std::size_t next = end + 1;
        const std::u32string word = next_word(text, end);
        const auto more = word.empty() || word == U"a" ? std::nullopt : below_thousand(text, next);
        if (!more) {
            break;
        }
        part = *more;
        end = next;
        multiplier = multiplier_at(text, end);
    }
    at = end;
    return *sum + part;
}

std::optional<WordNumber> english_at(Text text, std::size_t at) {
    if (const std::u32string word = latin_word_at(text, at); word == U"twice" || word == U"thrice") {
        return WordNumber{word == U"twice" ? 2U : 3U, "times", at + word.size()};
    }
    const auto value = english_value(text, at);
    if (!value) {
        return std::nullopt;
    }
    const bool has_half = text.substr(at).starts_with(and_a_half);
    at += has_half ? and_a_half.size() : 0;
    const auto unit = unit_at(text, at);
    if (unit && !unit->name.empty()) {
        return WordNumber{*value, unit->name, unit->end, has_half};
    }
    return *value > 1 ? std::optional(WordNumber{*value, "", at, has_half}) : std::nullopt;
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
constexpr auto counters = std::to_array<Counter>({{U"달", "month"},
                                                  {U"개월", "month"},
                                                  {U"주일", "week"},
                                                  {U"주", "week"},
                                                  {U"시간", "hour"},
                                                  {U"시", "o'clock"},
                                                  {U"번", "time"},
                                                  {U"차례", "time"},
                                                  {U"배", "fold"},
                                                  {U"명", "person"},
                                                  {U"사람", "person"},
                                                  {U"살", "year of age"},
                                                  {U"해", "year"}});
// "once", "somebody", "this year" and the like, more often than a number.
constexpr auto idioms =
    std::to_array<Text>({U"한 번", U"한번", U"한 사람", U"한사람", U"한 해", U"한해", U"한주", U"한시", U"한달음"});
// "Fully"
constexpr auto fully = std::to_array<Text>({U"십분 활용", U"십분 발휘", U"십분 이해", U"십분 고려", U"십분 반영"});

constexpr auto counted = std::to_array<Text>({U"가지", U"개", U"곳", U"대", U"건", U"장", U"단계", U"종류"});

const Word* begins(Text text, const auto& words) {
    const auto* const found =
        std::ranges::find_if(words, [text](const Word& each) { return text.starts_with(each.word); });
    return found == words.end() ? nullptr : &*found;
}

/// "Yes" at the beginning of a sentence, unless it counts something.
bool is_yes(Text text, std::size_t at) {
    const Text before = text.substr(0, at);
    const std::size_t end = before.find_last_not_of(U' ');
    const bool begins = end == Text::npos || Text(U".!?\n").contains(before[end]);
    const Text here = text.substr(at);
    return begins && here.starts_with(U"네 ") &&
           std::ranges::none_of(counted, [here](Text noun) { return here.substr(2).starts_with(noun); });
}

std::optional<WordNumber> native_at(Text text, std::size_t at) {
    const Text here = text.substr(at);
    const bool is_number = !is_yes(text, at);
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
        if (behind.starts_with(counter.word) && is_whole_counter(text, at, at + counter.word.size())) {
            return WordNumber{value, counter.unit, at + counter.word.size()};
        }
    }
    return is_apart && is_number && value > 1 ? std::optional(WordNumber{value, "", at}) : std::nullopt;
}

constexpr Text sino_digits = U"영일이삼사오육칠팔구";

struct Sino {
    std::uint64_t value;
    std::size_t end;
    std::size_t syllables;
    bool has_ten;
    /// 만 or 억
    bool is_large;
};

std::uint64_t power_of(char32_t syllable) {
    return syllable == U'십' ? 10 : syllable == U'백' ? 100 : syllable == U'천' ? 1000 : 0;
}

std::uint64_t myriad_of(char32_t syllable) {
    return syllable == U'만' ? 10'000 : syllable == U'억' ? 100'000'000 : 0;
}

/// As far as the syllables make one number: 이사 is none, so 이 is all of it. `with_blanks`: behind 만 and 억, as they
/// are spelled in money.
Sino sino_at(Text text, std::size_t at, bool with_blanks) {
    const std::size_t begin = at;
    Sino number{};
    std::uint64_t part = 0;
    std::uint64_t digit = 0;
    std::uint64_t last_power = myriad_of(U'만');
    std::uint64_t last_myriad = myriad_of(U'억') + 1;
    for (; at < text.size(); ++at) {
        const std::size_t place = sino_digits.find(text[at]);
        if (place != Text::npos && place > 0) {
            if (digit != 0) {
                break;
            }
            digit = place;
        } else if (const std::uint64_t power = power_of(text[at]); power != 0 && power < last_power) {
            part += std::max<std::uint64_t>(digit, 1) * power;
            digit = 0;
            last_power = power;
            number.has_ten = true;
        } else if (const std::uint64_t myriad = myriad_of(text[at]); myriad != 0 && myriad < last_myriad) {
            number.value += std::max<std::uint64_t>(part + digit, 1) * myriad;
            part = digit = 0;
            last_power = myriad_of(U'만');
            last_myriad = myriad;
            number.is_large = true;
            const bool goes_on = with_blanks && at + 2 < text.size() && text[at + 1] == U' ' &&
                                 (sino_digits.contains(text[at + 2]) || power_of(text[at + 2]) != 0);
            at += goes_on ? 1 : 0;
        } else {
            break;
        }
    }
    number.value += part + digit;
    number.end = at;
    number.syllables = at - begin;
    return number;
}

// 일, 이 and 사 in front of 일 or 년 begin other words.
constexpr Text digits_of_time = U"삼오육칠팔구";

/// A single syllable is a number only where nothing else is meant: 일주일, 삼개월, 오 년, 삼 퍼센트, 만 원.
bool is_clear(Text text, std::size_t begin, const Sino& number, const Unit& unit) {
    const std::size_t unit_begin = number.end + (text[number.end] == U' ' ? 1 : 0);
    if (text.substr(begin).starts_with(U"일주일")) {
        return true;
    }
    if (base::is_hangul_syllable(text[unit_begin]) && !is_whole_counter(text, unit_begin, unit.end)) {
        return false;
    }
    if (number.has_ten || (number.is_large && (unit.name == "won" || unit.name == "dollar"))) {
        return true;
    }
    if (number.syllables != 1) {
        return false;
    }
    const Text word = text.substr(number.end, unit.end - number.end);
    if (word == U"개월" || word == U" 개월" || word == U" 퍼센트") {
        return true;
    }
    const char32_t syllable = text[begin];
    if (word == U"일" || word == U"년" || word.starts_with(U' ')) {
        return digits_of_time.contains(syllable) || (word == U" 년" && syllable != U'이' && syllable != U'만') ||
               (word == U" 일" && syllable == U'사');
    }
    return false;
}

std::optional<WordNumber> sino_number_at(Text text, std::size_t at) {
    Sino number = sino_at(text, at, true);
    if (number.syllables == 0) {
        return std::nullopt;
    }
    auto unit = unit_at(text, number.end);
    if (!unit || unit->name != "won") {
        number = sino_at(text, at, false);
        unit = unit_at(text, number.end);
    }
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

}  // namespace

std::optional<WordNumber> word_number_at(Text text, std::size_t at) {
    if (is_latin(text[at])) {
        return english_at(text, at);
    }
    if (!base::is_hangul_syllable(text[at])) {
        return std::nullopt;
    }
    if (std::ranges::any_of(fully, [here = text.substr(at)](Text idiom) { return here.starts_with(idiom); })) {
        return std::nullopt;
    }
    const auto native = native_at(text, at);
    return native ? native : sino_number_at(text, at);
}

}  // namespace gracy::assistant
