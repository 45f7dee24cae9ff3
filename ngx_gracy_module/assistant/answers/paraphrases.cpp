#include "assistant/answers/paraphrases.hpp"

#include "base/unicode.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace gracy::assistant {
namespace {

using Text = std::u32string_view;

struct Meaning {
    Text word;
    std::string_view number;
    std::string_view unit;
};

// Longer ones first where one begins another; English in lower case.
constexpr auto meanings = std::to_array<Meaning>({
    {U"반반차", "0.25", "day"},
    {U"반차", "0.5", "day"},
    {U"반일", "0.5", "day"},
    {U"반나절", "0.5", "day"},
    {U"반 시간", "30", "minute"},
    {U"격주", "2", "week"},
    {U"격월", "2", "month"},
    {U"격년", "2", "year"},
    {U"반기", "6", "month"},
    {U"전액", "100", "percent"},
    {U"절반", "50", "percent"},
    {U"한 번", "1", "time"},
    {U"한번", "1", "time"},
    {U"한 사람", "1", "person"},
    {U"한 해", "1", "year"},
    {U"한해", "1", "year"},
    {U"한주", "1", "week"},
    {U"half a day", "0.5", "day"},
    {U"half-day", "0.5", "day"},
    {U"half day", "0.5", "day"},
    {U"half an hour", "30", "minute"},
    {U"half-hour", "30", "minute"},
    {U"half", "50", "percent"},
    {U"first quarter", "1", "quarter"},
    {U"second quarter", "2", "quarter"},
    {U"third quarter", "3", "quarter"},
    {U"fourth quarter", "4", "quarter"},
    {U"once", "1", "times"},
    {U"biweekly", "2", "week"},
    {U"fortnight", "2", "week"},
    {U"every other week", "2", "week"},
    {U"every other month", "2", "month"},
    {U"every other year", "2", "year"},
});

}  // namespace

std::optional<Paraphrase> paraphrase_at(Text text, std::size_t at) {
    const auto stands_here = [text, at](const Meaning& meaning) {
        return std::ranges::equal(text.substr(at, meaning.word.size()), meaning.word, {}, base::to_lower);
    };
    const auto* const found = std::ranges::find_if(meanings, stands_here);
    return found == meanings.end() ? std::nullopt
                                   : std::optional(Paraphrase{found->number, found->unit, at + found->word.size()});
}

}  // namespace gracy::assistant
