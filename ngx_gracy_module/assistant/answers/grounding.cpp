#include "assistant/answers/grounding.hpp"

#include "assistant/answers/common_words.hpp"
#include "assistant/answers/words.hpp"
#include "base/unicode.hpp"

#include <algorithm>
#include <cstddef>
#include <set>
#include <string>

namespace gracy::assistant {
namespace {

constexpr std::size_t one_in = 3;

std::size_t shared(const std::set<std::u32string>& stems, std::u32string_view sources) {
    return static_cast<std::size_t>(
        std::ranges::count_if(stems, [sources](const std::u32string& stem) { return sources.contains(stem); }));
}

}  // namespace

bool is_grounded(std::string_view sentence, std::string_view sources, std::size_t shared_numbers,
                 const SameTerms& same_terms) {
    const Words said(sentence);
    const Words known(sources);
    const std::set<std::u32string> stems = said.stems();
    if (stems.empty()) {
        return true;
    }
    const std::size_t found = shared(stems, base::to_folded(sources));
    if (said.in_korean() != known.in_korean()) {
        return shared_numbers > 0 || found > 0 || (same_terms && same_terms(sentence, sources)) ||
               shares_common_words(base::to_folded(sentence), base::to_folded(sources));
    }
    return shared_numbers == 0 ? found * one_in >= stems.size() : found + shared_numbers > 1;
}

}  // namespace gracy::assistant
