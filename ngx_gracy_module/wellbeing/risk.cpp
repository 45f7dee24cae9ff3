#include "wellbeing/risk.hpp"

#include "base/unicode.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace gracy::wellbeing {
namespace {

using Text = std::u32string_view;

enum class From : unsigned char { anywhere, word };

/// A blank in Korean may be left out, as people do, and in English an apostrophe. Endings are free.
struct Expression {
    Text words;
    Risk risk;
    From from = From::anywhere;
    /// The word before ends in one of these: then something else is meant.
    Text not_after{};
};

constexpr std::array expressions{
    // "혼자 살아" and "하자 해서" have the same syllables inside.
    Expression{U"자살", Risk::self_harm, From::word},
    Expression{U"자해", Risk::self_harm, From::word},
    Expression{U"죽고 싶", Risk::self_harm},
    Expression{U"죽고만 싶", Risk::self_harm},
    Expression{U"죽어 버리고 싶", Risk::self_harm},
    Expression{U"죽었으면 좋겠", Risk::self_harm},
    Expression{U"죽는 게 낫", Risk::self_harm},
    Expression{U"죽는 게 나을", Risk::self_harm},
    Expression{U"죽는 게 나아", Risk::self_harm},
    Expression{U"죽는 게 더 낫", Risk::self_harm},
    Expression{U"죽는 게 더 나을", Risk::self_harm},
    Expression{U"죽는 게 더 나아", Risk::self_harm},
    Expression{U"목숨을 끊", Risk::self_harm},
    Expression{U"목숨 끊", Risk::self_harm},
    Expression{U"극단적 선택", Risk::self_harm},
    Expression{U"극단적인 선택", Risk::self_harm},
    Expression{U"살기 싫", Risk::self_harm},
    Expression{U"살기가 싫", Risk::self_harm},
    Expression{U"살고 싶지가 않", Risk::self_harm},
    Expression{U"삶을 끝내", Risk::self_harm},
    Expression{U"인생을 끝내고 싶", Risk::self_harm},
    Expression{U"생을 마감하고 싶", Risk::self_harm},
    Expression{U"세상을 떠나고 싶", Risk::self_harm},
    // "서울에서 살고 싶지 않다" shows help as well: "이 세상에서" is no different in form, and must.
    Expression{U"살고 싶지 않", Risk::self_harm},
    // "비싼 걸": it is bought. "노트북을" is as well, but "내일을" is not.
    Expression{U"살 이유가 없", Risk::self_harm, From::word, U"걸"},
    Expression{U"사라지고 싶", Risk::self_harm},
    Expression{U"사라져 버리고 싶", Risk::self_harm},
    Expression{U"없어지고 싶", Risk::self_harm},
    Expression{U"없어져 버리고 싶", Risk::self_harm},
    Expression{U"손목을 그었", Risk::self_harm},
    Expression{U"손목을 그어", Risk::self_harm},
    Expression{U"손목을 그을", Risk::self_harm},
    Expression{U"손목을 긋", Risk::self_harm},
    Expression{U"뛰어내리고 싶", Risk::self_harm},
    Expression{U"suicid", Risk::self_harm, From::word},
    Expression{U"kill myself", Risk::self_harm, From::word},
    Expression{U"killing myself", Risk::self_harm, From::word},
    Expression{U"end my life", Risk::self_harm, From::word},
    Expression{U"ending my life", Risk::self_harm, From::word},
    Expression{U"end it all", Risk::self_harm, From::word},
    Expression{U"take my own life", Risk::self_harm, From::word},
    Expression{U"want to die", Risk::self_harm, From::word},
    Expression{U"wanna die", Risk::self_harm, From::word},
    Expression{U"wish i was dead", Risk::self_harm, From::word},
    Expression{U"wish i were dead", Risk::self_harm, From::word},
    Expression{U"better off dead", Risk::self_harm, From::word},
    Expression{U"hurt myself", Risk::self_harm, From::word},
    Expression{U"hurting myself", Risk::self_harm, From::word},
    Expression{U"harm myself", Risk::self_harm, From::word},
    Expression{U"self-harm", Risk::self_harm, From::word},
    Expression{U"self harm", Risk::self_harm, From::word},
    Expression{U"don't want to live", Risk::self_harm, From::word},
    Expression{U"do not want to live", Risk::self_harm, From::word},
    Expression{U"don't want to be alive", Risk::self_harm, From::word},
    Expression{U"do not want to be alive", Risk::self_harm, From::word},
    Expression{U"no reason to live", Risk::self_harm, From::word},
    Expression{U"죽여 버리", Risk::harm_to_others},
    Expression{U"죽이고 싶", Risk::harm_to_others},
    Expression{U"칼로 찔러", Risk::harm_to_others},
    Expression{U"칼로 찌르고", Risk::harm_to_others},
    Expression{U"kill him", Risk::harm_to_others, From::word},
    Expression{U"kill her", Risk::harm_to_others, From::word},
    Expression{U"want to kill them", Risk::harm_to_others, From::word},
    Expression{U"wanna kill them", Risk::harm_to_others, From::word},
    Expression{U"could kill them", Risk::harm_to_others, From::word},
    Expression{U"going to kill them", Risk::harm_to_others, From::word},
    Expression{U"gonna kill them", Risk::harm_to_others, From::word},
    Expression{U"kill my boss", Risk::harm_to_others, From::word},
    Expression{U"kill my manager", Risk::harm_to_others, From::word},
    Expression{U"kill my supervisor", Risk::harm_to_others, From::word},
    Expression{U"kill my colleague", Risk::harm_to_others, From::word},
    Expression{U"kill my coworker", Risk::harm_to_others, From::word},
    Expression{U"kill my co-worker", Risk::harm_to_others, From::word},
    Expression{U"kill my teammate", Risk::harm_to_others, From::word},
    Expression{U"kill my team lead", Risk::harm_to_others, From::word},
    Expression{U"want to hurt him", Risk::harm_to_others, From::word},
    Expression{U"want to hurt her", Risk::harm_to_others, From::word},
    Expression{U"want to hurt them", Risk::harm_to_others, From::word},
    Expression{U"성희롱", Risk::harassment},
    Expression{U"성추행", Risk::harassment},
    Expression{U"성폭력", Risk::harassment},
    Expression{U"직장 내 괴롭힘", Risk::harassment},
    Expression{U"괴롭힘을 당", Risk::harassment},
    Expression{U"폭언", Risk::harassment, From::word},
    Expression{U"폭행", Risk::harassment, From::word},
    Expression{U"따돌림", Risk::harassment, From::word},
    Expression{U"sexual harassment", Risk::harassment, From::word},
    Expression{U"sexually harass", Risk::harassment, From::word},
    Expression{U"harassed", Risk::harassment, From::word},
    Expression{U"harasses me", Risk::harassment, From::word},
    Expression{U"harassing me", Risk::harassment, From::word},
    Expression{U"bullied", Risk::harassment, From::word},
    Expression{U"bullies me", Risk::harassment, From::word},
    Expression{U"bullying me", Risk::harassment, From::word},
    Expression{U"groped me", Risk::harassment, From::word},
};

/// Courses against it, which everybody has to take: "성희롱·성폭력 예방교육".
constexpr std::array courses{Text(U"예방"), Text(U"교육")};
constexpr std::array titles{Text(U" "),      Text(U"·"),      Text(U"ㆍ"),     Text(U"및"),   Text(U"성희롱"),
                            Text(U"성추행"), Text(U"성폭력"), Text(U"괴롭힘"), Text(U"직장"), Text(U"내")};

constexpr std::array names{std::pair{std::string_view("distress"), Risk::distress},
                           std::pair{std::string_view("harassment"), Risk::harassment},
                           std::pair{std::string_view("harm_to_others"), Risk::harm_to_others},
                           std::pair{std::string_view("self_harm"), Risk::self_harm}};

/// Small letters, one blank for several, and the apostrophe of a keyboard for the one of a telephone.
std::u32string plain(std::string_view note) {
    std::u32string text;
    for (const char32_t point : base::to_code_points(note)) {
        if (!base::is_white_space(point)) {
            text += point == U'\u2019' ? U'\'' : base::to_lower(point);
        } else if (!text.empty() && text.back() != U' ') {
            text += U' ';
        }
    }
    return text;
}

bool is_korean(Text words) {
    return base::is_hangul_syllable(words.front());
}

/// Whether a word of the same script goes on here: "요즘suicide" has two, "skill myself" not the one looked for.
bool is_inside(Text before, Text words) {
    static constexpr char32_t first_after_latin = 0x250;
    if (before.empty()) {
        return false;
    }
    const char32_t last = before.back();
    return is_korean(words) ? base::is_hangul_syllable(last)
                            : last < first_after_latin && (base::is_letter(last) || base::is_digit(last));
}

bool is_meant_otherwise(Text before, Text not_after) {
    const std::size_t last = before.find_last_not_of(U' ');
    return last != Text::npos && not_after.contains(before[last]);
}

/// What follows the words that the text begins with.
std::optional<Text> after(Text text, Text words) {
    const char32_t optional = is_korean(words) ? U' ' : U'\'';
    for (const char32_t point : words) {
        if (text.starts_with(point)) {
            text.remove_prefix(1);
        } else if (point != optional) {
            return std::nullopt;
        }
    }
    return text;
}

bool is_title_of_course(Text rest) {
    const auto begins = [&rest](Text word) { return rest.starts_with(word); };
    while (true) {
        const auto* const passed = std::ranges::find_if(titles, begins);
        if (passed == titles.end()) {
            return std::ranges::any_of(courses, begins);
        }
        rest.remove_prefix(passed->size());
    }
}

bool has(Text text, const Expression& expression) {
    const Text words = expression.words;
    for (std::size_t at = text.find(words.front()); at != Text::npos; at = text.find(words.front(), at + 1)) {
        const Text before = text.substr(0, at);
        const auto rest = after(text.substr(at), words);
        if (rest && !(expression.from == From::word && is_inside(before, words)) &&
            !is_meant_otherwise(before, expression.not_after) && !is_title_of_course(*rest)) {
            return true;
        }
    }
    return false;
}

}  // namespace

Risk risk_of_note(std::string_view note) {
    const std::u32string text = plain(note);
    Risk gravest = Risk::none;
    for (const Expression& expression : expressions) {
        if (expression.risk > gravest && has(text, expression)) {
            gravest = expression.risk;
        }
    }
    return gravest;
}

Risk risk_named(std::string_view name) {
    const auto* const found = std::ranges::find(names, name, &std::pair<std::string_view, Risk>::first);
    return found == names.end() ? Risk::none : found->second;
}

}  // namespace gracy::wellbeing
