#include "assistant/answers/common_words.hpp"

#include "base/unicode.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace gracy::assistant {
namespace {

using Text = std::u32string_view;

/// Empty where there are fewer. English ones begin a word.
struct Group {
    std::array<Text, 4> korean;
    std::array<Text, 4> english;
};

constexpr auto groups = std::to_array<Group>({
    {{U"승인", U"허가", U"결재", U"동의"}, {U"approv", U"permission", U"consent", U"authoriz"}},
    {{U"신청", U"청구", U"접수"}, {U"apply", U"applic", U"request", U"claim"}},
    {{U"팀장", U"상사", U"관리자", U"부서장"}, {U"manager", U"supervisor", U"team lead", U"head of"}},
    {{U"서류", U"증빙", U"증명", U"진단서"}, {U"document", U"evidence", U"certificate", U"proof"}},
    {{U"제출", U"내야", U"낸다"}, {U"submit", U"hand in", U"file ", U"provide"}},
    {{U"인사팀", U"인사부", U"인사 담당"}, {U"hr", U"human resources", U"people team"}},
    {{U"급여", U"임금", U"월급", U"봉급"}, {U"salar", U"wage", U"pay", U"payroll"}},
    {{U"수당"}, {U"allowance", U"pay"}},
    {{U"무급"}, {U"unpaid", U"without pay"}},
    {{U"유급"}, {U"paid", U"full pay"}},
    {{U"이월"}, {U"carry", U"carri", U"roll over"}},
    {{U"소멸", U"만료"}, {U"expire", U"lapse", U"lost"}},
    {{U"퇴직", U"퇴사", U"사직"}, {U"resign", U"leaver", U"leave the company", U"quit"}},
    {{U"입사", U"채용", U"고용"}, {U"hire", U"hiring", U"join", U"recruit"}},
    {{U"수습"}, {U"probation", U"trial"}},
    {{U"평가", U"고과"}, {U"review", U"apprais", U"evaluat", U"assess"}},
    {{U"징계", U"처벌"}, {U"disciplin", U"sanction", U"penalt"}},
    {{U"교육", U"연수", U"훈련"}, {U"train", U"course", U"education", U"learning"}},
    {{U"출장"}, {U"business trip", U"travel"}},
    {{U"재택", U"원격"}, {U"remote", U"from home", U"home office"}},
    {{U"연장근로", U"야근", U"초과근무", U"시간외"}, {U"overtime"}},
    {{U"휴직"}, {U"leave of absence", U"unpaid leave", U"parental leave"}},
    {{U"자녀", U"육아", U"출산", U"배우자"}, {U"child", U"parent", U"birth", U"spouse"}},
    {{U"보험", U"의료", U"검진", U"건강"}, {U"insur", U"medical", U"health", U"check-up"}},
    {{U"보안", U"비밀", U"기밀"}, {U"securit", U"secret", U"confidential"}},
    {{U"반납", U"반환"}, {U"return", U"give back"}},
    {{U"통보", U"알려", U"알린", U"통지"}, {U"notify", U"notif", U"inform", U"tell"}},
    {{U"금지", U"안 된다", U"할 수 없"}, {U"forbid", U"not allowed", U"prohibit", U"may not"}},
});

// What they say is done; too common to hold texts against each other by.
constexpr auto deeds = std::to_array<Group>({
    {{U"지급", U"지원"}, {U"paid", U"reimburse", U"cover"}},
    {{U"인정"}, {U"recogni", U"accept", U"acknowledge"}},
    {{U"산입", U"포함"}, {U"count", U"include"}},
    {{U"사용", U"이용"}, {U"use"}},
    {{U"접속"}, {U"access", U"connect"}},
});

bool begins_word(Text text, Text word) {
    for (std::size_t at = text.find(word); at != Text::npos; at = text.find(word, at + 1)) {
        // Two letters are a word of their own or none.
        const bool ends =
            word.size() > 2 || at + word.size() == text.size() || !base::is_letter(text[at + word.size()]);
        if ((at == 0 || !base::is_letter(text[at - 1])) && ends) {
            return true;
        }
    }
    return false;
}

bool has_korean(Text text, const Group& group) {
    return std::ranges::any_of(group.korean, [text](Text word) { return !word.empty() && text.contains(word); });
}

bool has_english(Text text, const Group& group) {
    return std::ranges::any_of(group.english, [text](Text word) { return !word.empty() && begins_word(text, word); });
}

}  // namespace

bool shares_common_words(Text sentence, Text sources) {
    std::size_t named = 0;
    std::size_t shared = 0;
    for (const Group& group : groups) {
        const bool korean = has_korean(sentence, group);
        const bool english = has_english(sentence, group);
        named += korean || english ? 1 : 0;
        shared += (korean && has_english(sources, group)) || (english && has_korean(sources, group)) ? 1 : 0;
    }
    return shared > 0 && shared * 2 >= named;
}

bool mean_the_same(Text korean, Text english) {
    const auto has_both = [korean, english](const Group& group) {
        const auto begins = [](Text word, Text beginning) {
            return !word.empty() && (word.starts_with(beginning) || beginning.starts_with(word));
        };
        return std::ranges::any_of(group.korean, [&](Text word) { return begins(word, korean); }) &&
               std::ranges::any_of(group.english, [&](Text word) { return begins(word, english); });
    };
    return !korean.empty() && !english.empty() &&
           (std::ranges::any_of(groups, has_both) || std::ranges::any_of(deeds, has_both));
}

}  // namespace gracy::assistant
