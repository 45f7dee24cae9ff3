#include "assistant/answers/own_lists.hpp"

#include "assistant/answers/units.hpp"
#include "base/unicode.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace gracy::assistant {
namespace {

using Text = std::u32string_view;

constexpr Text ends = U".!?\n";
constexpr auto before_nouns = std::to_array<Text>({U"주요 ", U"필수 ", U"main ", U"different "});
constexpr auto nouns =
    std::to_array<Text>({U"가지", U"방법", U"경우", U"요건", U"조건", U"주제", U"종류", U"ways", U"things", U"cases",
                         U"conditions", U"requirements", U"options", U"topics", U"kinds"});

bool is_of_lists(Text behind) {
    behind.remove_prefix(std::min(behind.size(), behind.find_first_not_of(U' ')));
    for (const Text adjective : before_nouns) {
        behind.remove_prefix(behind.starts_with(adjective) ? adjective.size() : 0);
    }
    return std::ranges::any_of(nouns, [behind](Text noun) { return behind.starts_with(noun); });
}

Text sentence_around(Text text, std::size_t at) {
    const std::size_t before = text.substr(0, at).find_last_of(ends);
    const std::size_t begin = before == Text::npos ? 0 : before + 1;
    return text.substr(begin, text.find_first_of(ends, at) - begin);
}

/// A comma, or a word that ends with 와 or 과, or "and" or "or".
bool is_joint(Text sentence, std::size_t at) {
    if (sentence[at] == U',' || sentence[at] == U'·') {
        return true;
    }
    const bool ends_word = at + 1 < sentence.size() && sentence[at + 1] == U' ';
    if (sentence[at] == U'와' || sentence[at] == U'과') {
        return ends_word && at > 0 && base::is_hangul_syllable(sentence[at - 1]);
    }
    const std::u32string word = at > 0 && sentence[at - 1] == U' ' ? latin_word_at(sentence, at) : std::u32string();
    return word == U"and" || word == U"or";
}

}  // namespace

bool counts_own_list(Text text, std::size_t end, std::uint64_t number) {
    if (!is_of_lists(text.substr(std::min(end, text.size())))) {
        return false;
    }
    const Text sentence = sentence_around(text, end);
    std::uint64_t listed = 1;
    for (std::size_t at = 0; at < sentence.size(); ++at) {
        listed += is_joint(sentence, at) ? 1 : 0;
    }
    return listed >= number;
}

}  // namespace gracy::assistant
