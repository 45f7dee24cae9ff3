#include "assistant/answers/claims.hpp"

#include "assistant/answers/quantities.hpp"
#include "assistant/answers/words.hpp"
#include "base/unicode.hpp"

#include <algorithm>
#include <array>
#include <iterator>

namespace gracy::assistant {
namespace {

using Text = std::u32string_view;

// With the blanks as they are written; a text begins and ends with one.
constexpr auto conditions = std::to_array<Text>(
    {U"제외",      U"외에",     U"외의",      U"이외",       U"경우",        U"때",      U"이후",      U"후에",
     U"후부터",    U"뒤에",     U"뒤부터",    U"전에",       U"중에",        U"동안",    U"한하",      U"한해",
     U"한정",      U"만 ",      U"만을 ",     U"만이 ",      U"만은 ",       U"아닌",    U"아니라",    U"밖에",
     U"다만",      U"단,",      U"미만",      U"초과",       U"원칙",        U"예외",    U"지만",      U" if ",
     U" unless ",  U" except",  U" only ",    U" until ",    U" before ",    U" after ", U" when ",    U" while ",
     U" during ",  U" than ",   U" least ",   U" most ",     U" however",    U" but ",   U" outside ", U" other",
     U" exceed",   U" beyond ", U" within ",  U" once ",     U" provided ",  U" who ",   U" which ",   U" that ",
     U" where ",   U" whose ",  U" usually ", U" normally ", U" generally ", U" some ",  U" full",     U" instead",
     U" as long ", U" by ",     U" rather ",  U" alone ",    U" both "});
constexpr auto withouts = std::to_array<Text>({U"없이", U" without "});
// Not of a condition: a word that ends like one.
constexpr auto no_conditions = std::to_array<Text>({U"서면", U"화면", U"전면", U"대면", U"측면", U"정면", U"국면"});
constexpr auto limits =
    std::to_array<Text>({U"까지", U"부터", U"이상", U"이하", U"이내", U"넘", U"안에", U" up to ", U" further "});
constexpr auto denials = std::to_array<Text>({U"없", U"않", U"못", U"아니", U"금지", U"불가", U"불허", U" 안 ",
                                              U" not ", U" no ", U" never ", U"cannot", U"n't ", U"n’t ", U" nor ",
                                              U" neither ", U"prohibit", U"forbid", U" banned"});
// What claims are made of, and everybody, by their beginnings as stems are.
constexpr auto claiming =
    std::to_array<Text>({U"허용", U"금지", U"불가", U"불허", U"가능", U"필요", U"않아",  U"않는", U"않습", U"없다",
                         U"있다", U"못해", U"못한", U"못합", U"안된", U"안돼", U"안됩",  U"써도", U"된다", U"않다",
                         U"한다", U"해로", U"없이", U"받지", U"거쳐", U"거치", U"얻어",  U"얻지", U"사원", U"임직",
                         U"구성", U"누구", U"allo", U"perm", U"proh", U"forb", U"bann",  U"poss", U"requ", U"nece",
                         U"cann", U"neve", U"mand", U"does", U"dont", U"cant", U"doesn", U"isnt", U"aren"});

template <std::size_t count>
bool has_one_of(Text text, const std::array<Text, count>& parts) {
    return std::ranges::any_of(parts, [text](Text part) { return text.contains(part); });
}

template <std::size_t count>
std::size_t times(Text text, const std::array<Text, count>& parts) {
    std::size_t found = 0;
    for (const Text part : parts) {
        for (std::size_t at = text.find(part); at != Text::npos; at = text.find(part, at + 1)) {
            ++found;
        }
    }
    return found;
}

/// 승인을 받으면, and not 쓰면 안 된다.
bool has_if(Text text) {
    for (std::size_t at = text.find(U'면'); at != Text::npos; at = text.find(U'면', at + 1)) {
        const Text rest = text.substr(at + 1);
        const bool ends = !rest.empty() && !base::is_letter(rest.front());
        const bool is_word = at > 0 && std::ranges::find(no_conditions, text.substr(at - 1, 2)) != no_conditions.end();
        if (ends && !is_word && !rest.starts_with(U" 안 ") && !rest.starts_with(U" 안되") &&
            !rest.starts_with(U" 안된") && !rest.starts_with(U" 안돼") && !rest.starts_with(U" 안됩")) {
            return true;
        }
    }
    return false;
}

bool is_circled_number(char32_t point) {
    return (point >= 0x2460 && point <= 0x2473) || point == U'•';
}

/// Where a sentence or an item ends. A point between figures is of a number.
bool is_end(Text points, std::size_t at) {
    const char32_t point = points[at];
    if (point == U'.' || point == U':') {
        return at + 1 == points.size() || !base::is_digit(points[at + 1]);
    }
    return point == U'!' || point == U'?' || point == U'\n' || point == U';' || is_circled_number(point);
}

Statement statement_of(Text points) {
    const std::string text = base::to_utf8(points);
    Statement statement;
    statement.text = U" " + base::to_folded(text) + U" ";
    std::ranges::replace_if(statement.text, base::is_white_space, U' ');
    const Words words(text);
    statement.claims = words.in_korean() ? korean_claims(statement.text) : english_claims(statement.text);
    if (words.in_korean()) {
        std::ranges::move(korean_formalities(statement.text), std::back_inserter(statement.claims));
    }
    statement.subjects = words.stems();
    std::erase_if(statement.subjects, [](const std::u32string& stem) {
        return std::ranges::any_of(claiming, [&stem](Text word) { return stem == word.substr(0, stem.size()); });
    });
    statement.in_korean = words.in_korean();
    statement.has_other_condition = has_one_of(statement.text, conditions) || has_if(statement.text);
    statement.has_condition = statement.has_other_condition || has_one_of(statement.text, withouts);
    statement.has_limit = has_one_of(statement.text, limits) || !quantities_of(text).empty();
    statement.negations = times(statement.text, denials);
    return statement;
}

}  // namespace

std::vector<Statement> statements_of(std::string_view text) {
    const std::u32string points = base::to_code_points(text);
    std::vector<Statement> statements;
    std::size_t begin = 0;
    for (std::size_t at = 0; at <= points.size(); ++at) {
        if (at < points.size() && !is_end(points, at)) {
            continue;
        }
        const Text part = Text(points).substr(begin, at - begin);
        if (std::ranges::any_of(part, base::is_letter)) {
            statements.push_back(statement_of(part));
        }
        begin = at + 1;
    }
    return statements;
}

}  // namespace gracy::assistant
