#include "slack/answers/excerpt.hpp"

#include "base/unicode.hpp"
#include "slack/block_kit/length.hpp"

#include <algorithm>
#include <set>

namespace gracy::slack {
namespace {

using Text = std::u32string_view;

// What is alike in the forms of a word.
constexpr std::size_t hangul_stem = 2;
constexpr std::size_t latin_stem = 4;

bool is_figure(char32_t point) {
    return point >= U'0' && point <= U'9';
}

/// The beginnings of words, and whole numbers.
std::set<std::u32string> stems_of(Text text) {
    std::set<std::u32string> stems;
    for (std::size_t at = 0; at < text.size();) {
        const auto is_alike = [first = text[at]](char32_t point) {
            return is_figure(first) ? is_figure(point)
                                    : base::is_letter(point) && !is_figure(point) &&
                                          base::is_hangul_syllable(point) == base::is_hangul_syllable(first);
        };
        std::size_t end = at;
        while (end < text.size() && is_alike(text[end])) {
            ++end;
        }
        const std::size_t stem = is_figure(text[at])                  ? end - at
                                 : base::is_hangul_syllable(text[at]) ? hangul_stem
                                                                      : latin_stem;
        if (end > at && end - at >= stem) {
            stems.emplace(text.substr(at, stem));
        }
        at = std::max(end, at + 1);
    }
    return stems;
}

/// Behind a full stop or a line's end, and at ① and the like.
bool begins_sentence(Text text, std::size_t at) {
    return at == 0 || text[at - 1] == U'\n' || (text[at] >= 0x2460 && text[at] <= 0x2473) ||
           (at > 1 && text[at - 1] == U' ' && Text(U".?!").contains(text[at - 2]));
}

}  // namespace

std::string excerpt(std::string_view text, std::string_view said, std::size_t most) {
    std::u32string points = base::to_code_points(text);
    std::u32string folded = points;
    std::ranges::transform(folded, folded.begin(), base::to_lower);
    std::u32string wanted = base::to_code_points(said);
    std::ranges::transform(wanted, wanted.begin(), base::to_lower);
    const std::set<std::u32string> stems = stems_of(wanted);
    std::size_t best = 0;
    std::ptrdiff_t most_found = -1;
    for (std::size_t at = 0; at < folded.size(); ++at) {
        if (begins_sentence(folded, at)) {
            const Text window = Text(folded).substr(at, most);
            const auto found =
                std::ranges::count_if(stems, [window](const std::u32string& stem) { return window.contains(stem); });
            // Of two with the same the later one is nearer to it.
            if (found > most_found || (found > 0 && found == most_found)) {
                most_found = found;
                best = at;
            }
        }
    }
    std::ranges::replace(points, U'\n', U' ');
    return shorten((best > 0 ? "…" : "") + base::to_utf8(Text(points).substr(best)), most);
}

}  // namespace gracy::slack
