#include "assistant/answers/words.hpp"

#include "base/unicode.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace gracy::assistant {
namespace {

using Text = std::u32string_view;

constexpr std::size_t hangul_stem = 2;
constexpr std::size_t latin_stem = 4;

// What any answer may say about anything, by its first two syllables.
constexpr auto empty_hangul = std::to_array<Text>(
    {U"있어", U"있습", U"있는", U"없어", U"없습", U"해요", U"하는", U"하면", U"하려", U"합니", U"해야", U"할수",
     U"돼요", U"되어", U"됩니", U"되는", U"드려", U"드립", U"주세", U"받을", U"받아", U"이에", U"예요", U"입니",
     U"그리", U"그러", U"따라", U"경우", U"위해", U"대해", U"관련", U"규정", U"회사", U"직원", U"사용", U"가능",
     U"필요", U"정해", U"모든", U"해당", U"다음", U"먼저", U"또는", U"그래", U"이내", U"까지", U"부터", U"동안",
     U"이상", U"이하", U"때는", U"자세", U"내용", U"아니", U"안내", U"확인"});
// Numbers, what they count and where they stand, which is compared for itself (quantities.hpp).
constexpr auto counting_hangul =
    std::to_array<Text>({U"개월", U"시간", U"분기", U"하루", U"이틀", U"사흘", U"나흘", U"닷새", U"열흘", U"보름",
                         U"매일", U"매주", U"매월", U"매달", U"매년", U"연간", U"주당", U"달마", U"일주", U"오전",
                         U"오후", U"퍼센", U"만원", U"백만", U"천만", U"오만", U"십만", U"달러", U"다섯", U"여섯",
                         U"일곱", U"여덟", U"아홉", U"스무", U"전에", U"전까", U"전부", U"후에", U"뒤에", U"안에"});
constexpr auto counting_latin = std::to_array<Text>(
    {U"days", U"week", U"mont", U"year", U"hour", U"minu", U"quar", U"dail", U"doll", U"euro", U"perc", U"time",
     U"peop", U"pers", U"half", U"once", U"twic", U"thre", U"four", U"five", U"seve", U"eigh", U"nine", U"elev",
     U"twel", U"thir", U"fift", U"sixt", U"nint", U"twen", U"fort", U"hund", U"thou", U"mill", U"bill"});
constexpr auto empty_latin = std::to_array<Text>(
    {U"this", U"that", U"with",  U"from", U"have", U"your", U"they", U"them",  U"their", U"when", U"what", U"will",
     U"must", U"shou", U"would", U"coul", U"also", U"only", U"each", U"every", U"comp",  U"empl", U"poli", U"rule",
     U"acco", U"plea", U"befo",  U"afte", U"unti", U"unde", U"into", U"some",  U"ther",  U"then", U"than", U"take",
     U"give", U"gets", U"need",  U"make", U"used", U"page", U"says", U"stat",  U"whic",  U"where"});

bool is_empty(Text stem) {
    const auto is_stem = [stem](Text word) { return stem == word.substr(0, stem.size()); };
    return std::ranges::any_of(empty_hangul, is_stem) || std::ranges::any_of(empty_latin, is_stem) ||
           std::ranges::any_of(counting_hangul, is_stem) || std::ranges::any_of(counting_latin, is_stem);
}

void add_stems(std::set<std::u32string>& stems, const std::vector<std::u32string>& words, std::size_t length) {
    for (const std::u32string& word : words) {
        if (std::u32string stem = word.substr(0, length); !is_empty(stem)) {
            stems.insert(std::move(stem));
        }
    }
}

}  // namespace

Words::Words(std::string_view text) {
    const std::u32string points = base::to_folded(text);
    for (std::size_t at = 0; at < points.size();) {
        const bool is_hangul = base::is_hangul_syllable(points[at]);
        if (!base::is_letter(points[at])) {
            ++at;
            continue;
        }
        std::size_t end = at;
        while (end < points.size() && base::is_letter(points[end]) &&
               base::is_hangul_syllable(points[end]) == is_hangul) {
            ++end;
        }
        const std::size_t stem = is_hangul ? hangul_stem : latin_stem;
        // 30일까지: what a figure counts.
        const bool is_counter = is_hangul && at > 0 && base::is_digit(points[at - 1]);
        if (end - at >= stem && !is_counter) {
            (is_hangul ? hangul : latin).emplace_back(points, at, end - at);
        }
        at = end;
    }
}

std::set<std::u32string> Words::stems() const {
    std::set<std::u32string> stems;
    add_stems(stems, hangul, hangul_stem);
    add_stems(stems, latin, latin_stem);
    return stems;
}

}  // namespace gracy::assistant
