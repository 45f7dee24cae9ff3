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
    {U"개월", "month"},     {U"개년", "year"},  {U"개", "piece"},       {U"건", "piece"},
    {U"포인트", "point"},   {U"점", "point"},   {U"박", "night"},       {U"층", "floor"},
    {U"단계", "stage"},     {U"시간", "hour"},  {U"퍼센트", "percent"}, {U"프로", "percent"},
    {U"주년", "year"},      {U"주식", ""},      {U"주", "week"},        {U"영업일", "day"},
    {U"근무일", "day"},     {U"일", "day"},     {U"년", "year"},        {U"분기", "quarter"},
    {U"분의", "part"},      {U"분", "minute"},  {U"원", "won"},         {U"월", "calendar month"},
    {U"번째", "ordinal"},   {U"회", "time"},    {U"번", "time"},        {U"명", "person"},
    {U"인", "person"},      {U"세대", ""},      {U"세트", ""},          {U"세", "year of age"},
    {U"살", "year of age"}, {U"시", "o'clock"}, {U"달러", "dollar"},    {U"달", "month"},
    {U"불", "dollar"},      {U"유로", "euro"},  {U"배우", ""},          {U"배", "fold"},
    {U"조", "ordinal"},     {U"항", "ordinal"}, {U"%", "percent"},      {U"％", "percent"},
});

constexpr auto english = std::to_array<Named>({
    {U"day", "day"},
    {U"days", "day"},
    {U"week", "week"},
    {U"weeks", "week"},
    {U"month", "month"},
    {U"months", "month"},
    {U"year", "year"},
    {U"years", "year"},
    {U"hour", "hour"},
    {U"hours", "hour"},
    {U"minute", "minute"},
    {U"minutes", "minute"},
    {U"percent", "percent"},
    {U"won", "won"},
    {U"krw", "won"},
    {U"dollar", "dollar"},
    {U"dollars", "dollar"},
    {U"usd", "dollar"},
    {U"time", "times"},
    {U"times", "times"},
    {U"person", "person"},
    {U"people", "person"},
    {U"euro", "euro"},
    {U"euros", "euro"},
    {U"eur", "euro"},
    {U"quarter", "quarter"},
    {U"quarters", "quarter"},
    {U"points", "point"},
    {U"nights", "night"},
    {U"sessions", "session"},
    {U"km", "kilometre"},
    {U"kilometres", "kilometre"},
    {U"kilometers", "kilometre"},
});

constexpr auto adjectives =
    std::to_array<Text>({U"paid", U"unpaid", U"working", U"business", U"calendar", U"consecutive", U"full", U"whole",
                         U"additional", U"extra", U"more", U"further", U"separate", U"different"});

constexpr auto of_age = std::to_array<Text>({U" of age", U" or younger", U" or older", U" and older"});

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
    {U"€", "euro"},
    {U"eur", "euro"},
    {U"q", "quarter"},
});

// What may stand behind a counter and ends the word, or goes before another one of them: 시간에도, 명까지만.
constexpr auto particles = std::to_array<Text>(
    {U"으로", U"부터", U"까지", U"마다", U"보다", U"밖에", U"만큼", U"마저", U"조차", U"에서", U"라도", U"짜리", U"이",
     U"가",   U"은",   U"는",   U"을",   U"를",   U"의",   U"에",   U"로",   U"와",   U"과",   U"도",   U"만",   U"씩",
     U"째",   U"간",   U"안",   U"내",   U"전",   U"후",   U"뒤",   U"중",   U"쯤",   U"뿐",   U"여",   U"차",   U"반",
     U"분",   U"치",   U"나",   U"랑",   U"든",   U"등",   U"권",   U"일",   U"인",   U"당"});
// Behind these the word may go on.
constexpr auto endings =
    std::to_array<Text>({U"이상", U"이내", U"이하", U"이전", U"이후", U"이고", U"이며", U"이에", U"이어", U"이었",
                         U"이라", U"이면", U"이지", U"이든", U"이니", U"이죠", U"이나", U"이다", U"입니", U"인데",
                         U"예요", U"여야", U"였",   U"동안", U"정도", U"미만", U"초과", U"가량", U"단위", U"한도",
                         U"걸쳐", U"넘",   U"된",   U"되는", U"하고", U"사이", U"상당"});
// Nouns that look like a counter and what may stand behind it.
constexpr auto nouns =
    std::to_array<Text>({U"주의사항", U"주의 사항", U"주의점", U"해당", U"일반", U"시내", U"시차", U"분만"});
constexpr std::size_t longest_of_particles = 8;

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
    {U"억", 8},
    {U"만", 4},
});
// Only of money and of people: 3조 is the third article.
constexpr auto multiplying_units = std::to_array<Multiplying>({{U"조", 12}, {U"천", 3}, {U"백", 2}});
constexpr auto multiplying_words = std::to_array<Multiplying>({{U"thousand", 3}, {U"million", 6}, {U"billion", 9}});

bool is_gap(char32_t point) {
    return point == U' ' || point == U'-' || point == 0xa0;
}

Text from(Text text, std::size_t at) {
    return text.substr(std::min(at, text.size()));
}

bool is_apostrophe(char32_t point) {
    return point == U'\'' || point == 0x2019;
}

/// All of it, one behind the other.
bool are_particles(Text run) {
    if (run.empty()) {
        return true;
    }
    return std::ranges::any_of(endings, [run](Text ending) { return run.starts_with(ending); }) ||
           (run.size() <= longest_of_particles && std::ranges::any_of(particles, [run](Text particle) {
                return run.starts_with(particle) && are_particles(run.substr(particle.size()));
            }));
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

bool is_whole_counter(Text text, std::size_t begin, std::size_t end) {
    const Text here = from(text, begin);
    if (std::ranges::any_of(nouns, [here](Text noun) { return here.starts_with(noun); })) {
        return false;
    }
    const Text behind = from(text, end);
    return are_particles(
        behind.substr(0, static_cast<std::size_t>(std::ranges::distance(
                             behind.begin(), std::ranges::find_if_not(behind, base::is_hangul_syllable)))));
}

std::optional<Unit> unit_at(Text text, std::size_t at) {
    const bool is_apart = at < text.size() && is_gap(text[at]);
    at += is_apart ? 1 : 0;
    for (const Named& unit : korean) {
        const std::size_t end = at + unit.word.size();
        if (from(text, at).starts_with(unit.word) && (!is_apart || is_whole_counter(text, at, end))) {
            return Unit{unit.name, end};
        }
    }
    std::u32string word = latin_word_at(text, at);
    while (std::ranges::find(adjectives, word) != adjectives.end()) {
        at += word.size();
        at += at < text.size() && is_gap(text[at]) ? 1 : 0;
        word = latin_word_at(text, at);
    }
    if (word == U"per" && latin_word_at(text, at + 4) == U"cent") {
        return Unit{"percent", at + Text(U"per cent").size()};
    }
    if (word == U"o" && at + 1 < text.size() && is_apostrophe(text[at + 1]) &&
        latin_word_at(text, at + 2) == U"clock") {
        return Unit{"o'clock", at + Text(U"o'clock").size()};
    }
    const auto* const known = std::ranges::find(english, Text(word), &Named::word);
    if (known == english.end()) {
        return std::nullopt;
    }
    at += word.size();
    const bool is_old = at < text.size() && is_gap(text[at]) && latin_word_at(text, at + 1).starts_with(U"old");
    const Text behind = from(text, at);
    const bool is_age = std::ranges::any_of(of_age, [behind](Text words) { return behind.starts_with(words); });
    if (known->name == "year" && (is_old || is_age)) {
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
        if (from(text, at).starts_with(each.word)) {
            return Multiplier{each.tens, at + each.word.size()};
        }
    }
    for (const Multiplying& each : multiplying_units) {
        const std::size_t end = at + each.word.size();
        const auto unit = from(text, at).starts_with(each.word) ? unit_at(text, end) : std::nullopt;
        if (unit && (unit->name == "won" || unit->name == "dollar" || unit->name == "person")) {
            return Multiplier{each.tens, end};
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
