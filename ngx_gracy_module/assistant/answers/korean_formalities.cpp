#include "assistant/answers/claims.hpp"
#include "base/unicode.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>

namespace gracy::assistant {
namespace {

using Text = std::u32string_view;

constexpr auto formalities =
    std::to_array<Text>({U"승인", U"허가", U"동의", U"결재", U"허락", U"협의", U"신청", U"예약", U"보고", U"서명"});
constexpr Text particles = U"을를이은는도";
// Behind it, without blanks.
constexpr auto asked = std::to_array<Text>(
    {U"받아야", U"얻어야", U"거쳐야", U"구해야", U"구하여야", U"해야", U"하여야", U"받는다", U"얻는다", U"거친다"});
constexpr auto not_asked = std::to_array<Text>({U"받지않아도", U"받지아니하여도", U"얻지않아도", U"얻지아니하여도",
                                                U"거치지않아도", U"거치지아니하여도", U"구하지않아도", U"받을필요가없",
                                                U"받을필요는없", U"받을필요없", U"얻을필요가없", U"얻을필요는없",
                                                U"얻을필요없", U"거칠필요가없", U"거칠필요는없", U"거칠필요없"});
constexpr Text without = U"없이";
constexpr auto refusals =
    std::to_array<Text>({U"수없", U"수는없", U"수가없", U"안되", U"안된", U"안돼", U"안됩", U"금지", U"불가", U"불허",
                         U"못하", U"못한", U"못해", U"못합", U"지않", U"지아니"});
constexpr auto permissions =
    std::to_array<Text>({U"수있", U"수도있", U"도된다", U"도되", U"도돼", U"도됩", U"가능", U"허용"});
// 받아야 하는 휴가: an aside of what the sentence speaks of.
constexpr Text of_relative = U"는은을던";
constexpr std::size_t longest_tail = 5;

template <std::size_t count>
bool has_one_of(Text text, const std::array<Text, count>& parts) {
    return std::ranges::any_of(parts, [text](Text part) { return text.contains(part); });
}

/// What the text behind begins with.
template <std::size_t count>
std::optional<Text> begin_of(Text text, const std::array<Text, count>& parts) {
    const auto* const found = std::ranges::find_if(parts, [text](Text part) { return text.starts_with(part); });
    return found == parts.end() ? std::nullopt : std::optional(*found);
}

Claim claim_of(Text formality, bool negative, bool decides, bool is_of_without) {
    return {.kind = Claim::Kind::must,
            .negative = negative,
            .key = korean_key(formality),
            .subject = std::u32string(formality),
            .decides = decides,
            .is_of_without = is_of_without};
}

bool is_said_of_all(Text tail) {
    const bool is_aside = std::ranges::any_of(tail, [](char32_t point) { return of_relative.contains(point); });
    return (tail.size() <= longest_tail && !is_aside) || has_one_of(tail, permissions);
}

/// Of what stands behind one.
std::optional<Claim> claim_behind(Text formality, Text rest) {
    if (!rest.empty() && particles.contains(rest.front())) {
        rest.remove_prefix(1);
    }
    if (const auto words = begin_of(rest, asked)) {
        return claim_of(formality, false, is_said_of_all(rest.substr(words->size())), false);
    }
    if (const auto words = begin_of(rest, not_asked)) {
        return claim_of(formality, true, is_said_of_all(rest.substr(words->size())), false);
    }
    if (!rest.starts_with(without)) {
        return std::nullopt;
    }
    // What may not be done without it needs it.
    if (has_one_of(rest, refusals)) {
        return claim_of(formality, false, true, true);
    }
    return has_one_of(rest, permissions) ? std::optional(claim_of(formality, true, true, true)) : std::nullopt;
}

}  // namespace

std::vector<Claim> korean_formalities(Text text) {
    std::u32string run;
    std::ranges::copy_if(text, std::back_inserter(run),
                         [](char32_t point) { return base::is_letter(point) || base::is_digit(point); });
    std::vector<Claim> claims;
    for (std::size_t at = 0; at < run.size(); ++at) {
        const Text rest = Text(run).substr(at);
        if (const auto formality = begin_of(rest, formalities)) {
            if (auto claim = claim_behind(*formality, rest.substr(formality->size()))) {
                claims.push_back(std::move(*claim));
            }
        }
    }
    return claims;
}

}  // namespace gracy::assistant
