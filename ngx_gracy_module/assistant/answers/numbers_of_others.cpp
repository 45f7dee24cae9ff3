#include "assistant/answers/numbers_of_others.hpp"

#include "assistant/answers/claims.hpp"
#include "assistant/answers/words.hpp"
#include "base/unicode.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <set>
#include <string>
#include <vector>

namespace gracy::assistant {
namespace {

using Text = std::u32string_view;
using Stems = std::set<std::u32string>;

// They name no thing of their own, so that the sentence before says what is meant.
constexpr auto aspects =
    std::to_array<Text>({U"한도", U"최대", U"최소", U"기간", U"기한", U"일수", U"금액", U"상한", U"하한",
                         U"기준", U"시기", U"대상", U"이때", U"다만", U"합계", U"총액", U"나머", U"신청",
                         U"leav", U"limi", U"peri", U"maxi", U"mini", U"amou", U"tota", U"requ", U"appl"});
constexpr auto verbs = std::to_array<Text>({U" is ", U" are ", U" has ", U" have ", U" lasts ", U" may ", U" can "});

constexpr std::ptrdiff_t most_blanks = 8;

/// 연차는 15일이다: a short sentence about one thing, with at most one number of the unit.
bool is_simple(const Statement& statement, std::string_view text, std::string_view unit) {
    return std::ranges::count(quantities_of(text), unit, &Quantity::unit) <= 1 &&
           std::ranges::count(statement.text, U' ') <= most_blanks;
}

/// The words up to the first one with 은 or 는, or before the verb.
Text topic_of(const Statement& statement) {
    const Text text(statement.text);
    if (!statement.in_korean) {
        std::size_t end = Text::npos;
        for (const Text verb : verbs) {
            end = std::min(end, text.find(verb));
        }
        return end == Text::npos ? Text() : text.substr(0, end);
    }
    for (std::size_t at = 1; at + 1 < text.size(); ++at) {
        const bool is_topic = text[at] == U'은' || text[at] == U'는';
        if (is_topic && text[at + 1] == U' ' && base::is_hangul_syllable(text[at - 1])) {
            return text.substr(0, at);
        }
    }
    return {};
}

Stems named_in(Text topic) {
    Stems stems = Words(base::to_utf8(topic)).stems();
    std::erase_if(stems, [](const std::u32string& stem) { return std::ranges::find(aspects, stem) != aspects.end(); });
    return stems;
}

bool share_one(const Stems& one, const Stems& other) {
    return std::ranges::any_of(one, [&other](const std::u32string& stem) { return other.contains(stem); });
}

}  // namespace

bool is_number_of_another(const Quantity& quantity, std::string_view sentence, std::string_view sources) {
    if (quantity.unit.empty()) {
        return false;
    }
    const Stems said = Words(sentence).stems();
    bool is_of_others = false;
    bool has_other_number = false;
    for (const Statement& source : statements_of(sources)) {
        const std::string text = base::to_utf8(source.text);
        const std::vector<Quantity> numbers = known_quantities_of(text);
        const Stems topic = is_simple(source, text, quantity.unit) ? named_in(topic_of(source)) : Stems();
        const bool is_of_what_is_said = share_one(topic, said);
        if (is_among(quantity, numbers)) {
            if (topic.empty() || is_of_what_is_said) {
                return false;
            }
            is_of_others = true;
        } else if (is_of_what_is_said) {
            has_other_number =
                has_other_number || std::ranges::find(numbers, quantity.unit, &Quantity::unit) != numbers.end();
        }
    }
    return is_of_others && has_other_number;
}

}  // namespace gracy::assistant
