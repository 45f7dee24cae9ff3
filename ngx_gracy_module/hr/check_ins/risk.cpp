#include "hr/check_ins/risk.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace gracy::hr {
namespace {

enum class From : unsigned char { anywhere, word };

/// A blank in Korean may be left out, as people do; in English it may not. Endings are free.
struct Expression {
    std::string_view words;
    Risk risk;
    From from = From::anywhere;
};

constexpr std::array expressions{
    // "혼자 살아" and "하자 해서" have the same syllables inside.
    Expression{"자살", Risk::self_harm, From::word},
    Expression{"자해", Risk::self_harm, From::word},
    Expression{"죽고 싶", Risk::self_harm},
    Expression{"죽고만 싶", Risk::self_harm},
    Expression{"죽어 버리고 싶", Risk::self_harm},
    Expression{"죽는 게 낫", Risk::self_harm},
    Expression{"목숨을 끊", Risk::self_harm},
    Expression{"극단적 선택", Risk::self_harm},
    Expression{"극단적인 선택", Risk::self_harm},
    Expression{"살기 싫", Risk::self_harm},
    Expression{"살 이유가 없", Risk::self_harm},
    Expression{"사라지고 싶", Risk::self_harm},
    Expression{"사라져 버리고 싶", Risk::self_harm},
    Expression{"손목을 그", Risk::self_harm},
    Expression{"뛰어내리고 싶", Risk::self_harm},
    Expression{"suicid", Risk::self_harm, From::word},
    Expression{"kill myself", Risk::self_harm, From::word},
    Expression{"killing myself", Risk::self_harm, From::word},
    Expression{"end my life", Risk::self_harm, From::word},
    Expression{"ending my life", Risk::self_harm, From::word},
    Expression{"take my own life", Risk::self_harm, From::word},
    Expression{"want to die", Risk::self_harm, From::word},
    Expression{"wanna die", Risk::self_harm, From::word},
    Expression{"wish i was dead", Risk::self_harm, From::word},
    Expression{"wish i were dead", Risk::self_harm, From::word},
    Expression{"better off dead", Risk::self_harm, From::word},
    Expression{"hurt myself", Risk::self_harm, From::word},
    Expression{"hurting myself", Risk::self_harm, From::word},
    Expression{"harm myself", Risk::self_harm, From::word},
    Expression{"self-harm", Risk::self_harm, From::word},
    Expression{"self harm", Risk::self_harm, From::word},
    Expression{"don't want to live", Risk::self_harm, From::word},
    Expression{"do not want to live", Risk::self_harm, From::word},
    Expression{"no reason to live", Risk::self_harm, From::word},
    Expression{"죽여 버리", Risk::harm_to_others},
    Expression{"죽이고 싶", Risk::harm_to_others},
    Expression{"칼로 찌르", Risk::harm_to_others},
    Expression{"kill him", Risk::harm_to_others, From::word},
    Expression{"kill her", Risk::harm_to_others, From::word},
    Expression{"kill them", Risk::harm_to_others, From::word},
    Expression{"kill my", Risk::harm_to_others, From::word},
    Expression{"want to hurt him", Risk::harm_to_others, From::word},
    Expression{"want to hurt her", Risk::harm_to_others, From::word},
    Expression{"want to hurt them", Risk::harm_to_others, From::word},
    Expression{"성희롱", Risk::harassment},
    Expression{"성추행", Risk::harassment},
    Expression{"성폭력", Risk::harassment},
    Expression{"직장 내 괴롭힘", Risk::harassment},
    Expression{"괴롭힘을 당", Risk::harassment},
    Expression{"폭언", Risk::harassment, From::word},
    Expression{"폭행", Risk::harassment, From::word},
    Expression{"따돌림", Risk::harassment, From::word},
    Expression{"sexual harassment", Risk::harassment, From::word},
    Expression{"sexually harass", Risk::harassment, From::word},
    Expression{"harassed", Risk::harassment, From::word},
    Expression{"harasses me", Risk::harassment, From::word},
    Expression{"harassing me", Risk::harassment, From::word},
    Expression{"bullied", Risk::harassment, From::word},
    Expression{"bullies me", Risk::harassment, From::word},
    Expression{"bullying me", Risk::harassment, From::word},
    Expression{"groped me", Risk::harassment, From::word},
};

constexpr std::array names{std::pair{std::string_view("distress"), Risk::distress},
                           std::pair{std::string_view("harassment"), Risk::harassment},
                           std::pair{std::string_view("harm_to_others"), Risk::harm_to_others},
                           std::pair{std::string_view("self_harm"), Risk::self_harm}};

bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// Small letters, one blank for several, and the apostrophe of a keyboard for the one of a telephone.
std::string plain(std::string_view note) {
    static constexpr std::string_view curly = "\u2019";
    std::string text;
    for (std::size_t at = 0; at < note.size();) {
        if (note.substr(at).starts_with(curly)) {
            text += '\'';
            at += curly.size();
        } else if (is_blank(note[at])) {
            if (!text.empty() && text.back() != ' ') {
                text += ' ';
            }
            ++at;
        } else {
            const char c = note[at++];
            text += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        }
    }
    return text;
}

bool is_of_a_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

bool begins_with(std::string_view text, std::string_view words) {
    const bool blanks_are_free = static_cast<unsigned char>(words[0]) >= 0x80;
    for (const char c : words) {
        if (c == ' ' && blanks_are_free) {
            text.remove_prefix(text.starts_with(' ') ? 1 : 0);
        } else if (text.starts_with(c)) {
            text.remove_prefix(1);
        } else {
            return false;
        }
    }
    return true;
}

bool has(std::string_view text, const Expression& expression) {
    for (std::size_t at = text.find(expression.words[0]); at != std::string_view::npos;
         at = text.find(expression.words[0], at + 1)) {
        const bool inside = at > 0 && is_of_a_word(text[at - 1]);
        if ((expression.from == From::anywhere || !inside) && begins_with(text.substr(at), expression.words)) {
            return true;
        }
    }
    return false;
}

}  // namespace

Risk risk_of_note(std::string_view note) {
    const std::string text = plain(note);
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

}  // namespace gracy::hr
