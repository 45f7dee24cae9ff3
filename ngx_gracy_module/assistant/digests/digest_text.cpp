#include "assistant/digests/digest_text.hpp"

#include "assistant/answers/quantities.hpp"
#include "base/json_writer.hpp"
#include "base/unicode.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <array>

namespace gracy::assistant {
namespace {

using http::Language;
using http::Sentence;
using http::Text;

std::string compared(std::optional<double> now, std::optional<double> before) {
    if (!now || !before) {
        return "";
    }
    return *now > *before   ? "; more than the week before"
           : *now < *before ? "; less than the week before"
                            : "; as the week before";
}

/// Adds a whole number that is there.
void add(std::vector<DigestFact>& facts, std::optional<std::int64_t> number, std::string_view name,
         std::string_view about, std::string_view unit, Text line) {
    if (number) {
        const std::string value = fmt::format("{}{}", *number, unit);
        facts.push_back(
            {std::string(name),
             std::string(about),
             {value, value},
             {fmt::format(fmt::runtime(line.english), value), fmt::format(fmt::runtime(line.korean), value)}});
    }
}

void add_values(std::vector<DigestFact>& facts, base::JsonView values) {
    Sentence names;
    for (const base::JsonView value : values.elements()) {
        const std::string_view separator = names.english.empty() ? "" : ", ";
        names.english += fmt::format("{}{}", separator, value["name"].string().value_or(""));
        names.korean += fmt::format("{}{}", separator, value["name_ko"].string().value_or(""));
    }
    if (!names.english.empty()) {
        facts.push_back({"[VALUES]",
                         "the company's values that people were thanked for most",
                         names,
                         {"Thanked for most: " + names.english, "가장 많이 고마워한 가치: " + names.korean}});
    }
}

void add_mood(std::vector<DigestFact>& facts, base::JsonView given, base::Date week_start) {
    const auto mood = given["mood"].number();
    if (!mood) {
        return;
    }
    const std::string_view week = given["mood_week"].string().value_or("");
    const bool earlier = week != base::to_text(week_start);
    const Sentence value{fmt::format("{:.1f}{}", *mood, earlier ? fmt::format(" (week of {})", week) : ""),
                         fmt::format("{:.1f}{}", *mood, earlier ? fmt::format("({} 주)", week) : "")};
    facts.push_back({"[MOOD]",
                     "the mean of how people said they were, from one (bad) to five (good)" +
                         compared(mood, given["mood_before"].number()),
                     value,
                     {"Check-ins, from 1 to 5: " + value.english, "체크인 평균(1~5): " + value.korean}});
}

/// Words that say how many without being quantities. Not "one", which is a pronoun more often.
constexpr std::array english_numbers = std::to_array<std::string_view>(
    {"two",      "three",     "four",     "five",     "six",      "seven",      "eight",   "nine",
     "ten",      "eleven",    "twelve",   "dozen",    "dozens",   "tens",       "hundred", "hundreds",
     "thousand", "thousands", "million",  "millions", "percent",  "half",       "halves",  "halved",
     "twice",    "thrice",    "double",   "doubled",  "doubles",  "doubling",   "triple",  "tripled",
     "triples",  "third",     "thirds",   "quarter",  "quarters", "fourth",     "fifth",   "tenth",
     "twofold",  "threefold", "fourfold", "fivefold", "tenfold",  "hundredfold"});
constexpr std::array korean_numbers =
    std::to_array<std::string_view>({"퍼센트", "절반", "두 배", "세 배", "두배", "세배", "수십", "수백", "수천", "갑절",
                                     "곱절", "백 건", "백건", "백 번", "천 건", "천건", "천 번"});

bool is_figure(char32_t point) {
    return base::is_digit(point) || point == U'%' || point == U'‰';
}

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// Whether the text has a word of these letters, however they are capitalised.
bool has_word(std::string_view text, std::string_view word) {
    for (std::size_t at = 0; at + word.size() <= text.size(); ++at) {
        const bool begins = at == 0 || !is_letter(text[at - 1]);
        const bool ends = at + word.size() == text.size() || !is_letter(text[at + word.size()]);
        if (begins && ends && std::ranges::equal(text.substr(at, word.size()), word, [](char one, char other) {
                return (one | 0x20) == other;
            })) {
            return true;
        }
    }
    return false;
}

/// In figures, whatever they are part of (½, ①), as a per cent, or in words. "One" and "first" stand in any text about
/// a week.
bool has_number(std::string_view text) {
    return std::ranges::any_of(base::to_folded(text), is_figure) ||
           std::ranges::any_of(quantities_of(text),
                               [](const Quantity& said) { return said.number != "each" && said.number != "1"; }) ||
           std::ranges::any_of(korean_numbers, [text](std::string_view word) { return text.contains(word); }) ||
           std::ranges::any_of(english_numbers, [text](std::string_view word) { return has_word(text, word); });
}

/// Calls `plain` with each piece between names, `name` with each "[...]".
template <class Plain, class Name>
void walk(std::string_view text, Plain plain, Name name) {
    while (!text.empty()) {
        const std::size_t open = text.find('[');
        const std::size_t close = open == std::string_view::npos ? open : text.find(']', open);
        if (close == std::string_view::npos) {
            plain(text);
            return;
        }
        plain(text.substr(0, open));
        name(text.substr(open, close + 1 - open));
        text.remove_prefix(close + 1);
    }
}

void find_faults(std::vector<std::string>& faults, std::string_view where, std::string_view text, Language language,
                 std::span<const DigestFact> facts) {
    std::vector<std::string_view> used;
    walk(
        text,
        [&](std::string_view plain) {
            if (has_number(plain)) {
                faults.push_back(fmt::format(
                    "{} has a number of its own; write only the names in brackets, and no sign of per cent", where));
            }
        },
        [&](std::string_view name) {
            if (std::ranges::find(facts, name, &DigestFact::name) == facts.end()) {
                faults.push_back(fmt::format("{} has {}, which is none of the names", where, name));
            }
            if (std::ranges::find(used, name) != used.end()) {
                faults.push_back(fmt::format("{} has {} more than once", where, name));
            }
            used.push_back(name);
        });
    if (used.empty()) {
        faults.push_back(fmt::format("{} has none of the names", where));
    }
    if (http::language_of_text(text) != language) {
        faults.push_back(fmt::format("{} is in the wrong language", where));
    }
}

std::string heading(base::Date week_start, Language language) {
    const std::string from = base::to_text(week_start);
    const std::string to = base::to_text(week_start + std::chrono::days(6));
    return language == Language::korean ? fmt::format("지난주 우리 문화 ({} ~ {})", from, to)
                                        : fmt::format("Our culture last week ({} to {})", from, to);
}

}  // namespace

std::vector<DigestFact> facts_of(base::JsonView given, base::Date week_start) {
    std::vector<DigestFact> facts;
    const auto gifts = given["gifts"].integer();
    const auto before = given["gifts_before"].integer();
    add(facts, gifts, "[GIFTS]", "how often people were thanked" + compared(gifts, before), "",
        {"Recognition: {}", "칭찬: {}건"});
    if (gifts && before) {
        facts.back().line.english += fmt::format(" ({} the week before)", *before);
        facts.back().line.korean += fmt::format(" (그 전 주 {}건)", *before);
    }
    add(facts, given["givers"].integer(), "[GIVERS]", "how many people thanked somebody", "",
        {"People who thanked: {}", "칭찬한 사람: {}명"});
    add(facts, given["receivers"].integer(), "[RECEIVERS]", "how many people were thanked", "",
        {"People who were thanked: {}", "칭찬받은 사람: {}명"});
    add(facts, given["participation"].integer(), "[PARTICIPATION]",
        "at least what share of people thanked or were thanked; its per cent sign is put in with it", "%",
        {"Taking part: at least {}", "참여: {} 이상"});
    add(facts, given["across"].integer(), "[ACROSS]",
        "the share of thanks that went to another department; its per cent sign is put in with it", "%",
        {"Across departments: {}", "다른 부서로 보낸 칭찬: {}"});
    add_values(facts, given["values"]);
    add_mood(facts, given, week_start);
    return facts;
}

std::string facts_for_model(std::span<const DigestFact> facts) {
    std::string lines;
    for (const DigestFact& fact : facts) {
        lines += fmt::format("{}: {}\n", fact.name, fact.about);
    }
    return lines;
}

std::vector<std::string> faults_of_digest(base::JsonView output, std::span<const DigestFact> facts) {
    std::vector<std::string> faults;
    find_faults(faults, "#/en", output["en"].string().value_or(""), Language::english, facts);
    find_faults(faults, "#/ko", output["ko"].string().value_or(""), Language::korean, facts);
    return faults;
}

std::string digest_text(std::string_view sentences, std::span<const DigestFact> facts, base::Date week_start,
                        Language language) {
    std::string text = heading(week_start, language) + "\n";
    walk(
        sentences, [&](std::string_view plain) { text += plain; },
        [&](std::string_view name) {
            const auto fact = std::ranges::find(facts, name, &DigestFact::name);
            text += fact == facts.end() ? name : fact->value.in(language);
        });
    text += Text{"\nAI wrote the sentences; the numbers are the released ones.",
                 "\n문장은 AI가 썼고, 숫자는 공개된 집계를 그대로 넣었어요."}
                .in(language);
    return text;
}

std::string digest_numbers(std::span<const DigestFact> facts, base::Date week_start, Language language) {
    std::string text = heading(week_start, language);
    for (const DigestFact& fact : facts) {
        text += fmt::format("\n• {}", fact.line.in(language));
    }
    return text;
}

}  // namespace gracy::assistant
