#include "hr/policies/synonyms.hpp"

#include "base/unicode.hpp"
#include "hr/policies/english.hpp"
#include "hr/policies/tokens.hpp"

#include <algorithm>
#include <set>

namespace gracy::hr {
namespace {

constexpr std::size_t longest_korean_term = 10;
constexpr std::size_t most_words = 4;

struct Run {
    std::u32string text;
    bool hangul;
};

/// Lower case; Latin words as their stems.
std::vector<Run> runs_of(std::string_view text) {
    std::vector<Run> runs;
    bool open = false;
    for (const char32_t point : base::to_code_points(text)) {
        const bool hangul = base::is_hangul_syllable(point);
        const bool word = hangul || base::is_letter(point) || (point >= U'0' && point <= U'9');
        if (!word) {
            open = false;
            continue;
        }
        if (!open || runs.back().hangul != hangul) {
            runs.push_back({{}, hangul});
        }
        open = true;
        runs.back().text += base::to_lower(point);
    }
    for (Run& run : runs) {
        if (!run.hangul) {
            run.text = base::to_code_points(english::stem(base::to_utf8(run.text)));
        }
    }
    return runs;
}

/// `keys`: ascending.
bool names_one_of(const std::vector<std::string>& keys, const SynonymKeys& group) {
    return std::ranges::any_of(group,
                               [&keys](const std::string& key) { return std::ranges::binary_search(keys, key); });
}

}  // namespace

std::string synonym_key(std::string_view term) {
    std::u32string key;
    bool after_latin = false;
    for (const Run& run : runs_of(term)) {
        if (after_latin && !run.hangul) {
            key += U' ';
        }
        key += run.text;
        after_latin = !run.hangul;
    }
    return base::to_utf8(key);
}

std::vector<std::string> synonym_keys_in(std::string_view text) {
    const std::vector<Run> runs = runs_of(text);
    std::set<std::string> keys;
    for (std::size_t first = 0; first < runs.size(); ++first) {
        if (runs[first].hangul) {
            // Two runs in a row may be one term that is written apart.
            std::u32string joined = runs[first].text;
            if (first + 1 < runs.size() && runs[first + 1].hangul) {
                joined += runs[first + 1].text;
            }
            const std::u32string_view syllables(joined);
            for (std::size_t begin = 0; begin < runs[first].text.size(); ++begin) {
                const std::size_t most = std::min(longest_korean_term, syllables.size() - begin);
                for (std::size_t length = 2; length <= most; ++length) {
                    keys.insert(base::to_utf8(syllables.substr(begin, length)));
                }
            }
            continue;
        }
        std::u32string words;
        for (std::size_t i = first; i < std::min(runs.size(), first + most_words) && !runs[i].hangul; ++i) {
            words += (i == first ? U"" : U" ") + runs[i].text;
            keys.insert(base::to_utf8(words));
        }
    }
    return {keys.begin(), keys.end()};
}

std::vector<std::string> synonym_tokens(std::span<const std::string> terms) {
    std::set<std::string> tokens;
    for (const std::string& term : terms) {
        for (const Token& token : tokens_of(term)) {
            tokens.insert(token.text);
        }
    }
    return {tokens.begin(), tokens.end()};
}

const std::vector<SynonymGroup>& default_synonyms() {
    static const std::vector<SynonymGroup> groups = [] {
        const std::vector<std::vector<std::string>> terms{
            {"연차", "연차휴가", "연차유급휴가", "annual leave", "PTO", "paid time off", "vacation", "월차"},
            {"반차", "반일휴가", "half-day", "half-day leave"},
            {"경조사", "경조휴가", "경조사휴가", "경조금", "condolence leave", "bereavement leave", "celebration leave",
             "bereavement"},
            {"결혼", "혼인", "결혼식", "marriage", "wedding"},
            {"사망", "장례", "부고", "funeral", "death"},
            {"육휴", "육아휴직", "parental leave", "childcare leave"},
            {"출산", "출산휴가", "출산전후휴가", "maternity", "maternity leave"},
            {"배우자출산", "배우자출산휴가", "paternity", "paternity leave"},
            {"병가", "질병휴가", "sick leave", "sick day"},
            {"법카", "법인카드", "corporate card", "company card"},
            {"재택", "재택근무", "원격근무", "remote work", "work from home", "WFH", "telework"},
            {"유연근무", "시차출퇴근", "선택근무", "flexible hours", "flextime", "flexible work"},
            {"야근", "연장근로", "시간외근무", "초과근무", "overtime"},
            {"퇴사", "퇴직", "사직", "resignation", "leaving the company"},
            {"퇴직금", "퇴직급여", "severance", "severance pay"},
            {"월급", "급여", "임금", "봉급", "salary", "pay", "wage"},
            {"상여", "상여금", "보너스", "성과급", "bonus"},
            {"수습", "시용", "수습기간", "probation", "probationary period"},
            {"출장", "business trip", "business travel"},
            {"회의비", "회식비", "접대비", "entertainment expense"},
            {"비용처리", "경비", "영수증", "expense", "reimbursement", "receipt"},
            {"괴롭힘", "직장내괴롭힘", "갑질", "bullying", "workplace harassment"},
            {"성희롱", "성추행", "sexual harassment"},
            {"징계", "처벌", "discipline", "disciplinary action"},
            {"해고", "면직", "dismissal", "termination"},
            {"결근", "무단결근", "absence", "absent"},
            {"지각", "조퇴", "late", "tardiness"},
            {"휴직", "leave of absence"},
            {"겸업", "부업", "투잡", "겸직", "side job", "moonlighting", "second job"},
            {"교육", "교육훈련", "연수", "training"},
            {"학자금", "자녀학자금", "등록금", "tuition"},
            {"건강검진", "검진", "medical checkup", "health checkup", "health screening"},
            {"비밀번호", "패스워드", "password"},
            {"정년", "정년퇴직", "retirement"},
            {"식대", "점심값", "밥값", "식비", "meal allowance", "lunch"},
            {"생리휴가", "보건휴가", "menstrual leave"},
            {"안식", "안식휴가", "리프레시휴가", "sabbatical"},
            {"개인정보", "personal data", "personal information", "privacy"},
            {"인사평가", "고과", "성과평가", "performance review", "appraisal"},
            {"승진", "진급", "promotion"},
        };
        std::vector<SynonymGroup> made;
        for (const auto& group : terms) {
            SynonymGroup& one = made.emplace_back(SynonymGroup{.terms = group, .keys = {}});
            std::ranges::transform(group, std::back_inserter(one.keys), synonym_key);
        }
        return made;
    }();
    return groups;
}

bool share_synonyms(std::string_view one, std::string_view other, std::span<const SynonymKeys> own) {
    const std::vector<std::string> of_one = synonym_keys_in(one);
    const std::vector<std::string> of_other = synonym_keys_in(other);
    const auto both_name_one_of = [&](const SynonymKeys& group) {
        return names_one_of(of_one, group) && names_one_of(of_other, group);
    };
    const auto is_own = [own](const std::string& key) {
        return std::ranges::any_of(
            own, [&key](const SynonymKeys& group) { return std::ranges::find(group, key) != group.end(); });
    };
    return std::ranges::any_of(own, both_name_one_of) ||
           std::ranges::any_of(default_synonyms(), [&](const SynonymGroup& group) {
               if (!both_name_one_of(group.keys)) {
                   return false;
               }
               SynonymKeys rest = group.keys;
               std::erase_if(rest, is_own);
               return both_name_one_of(rest);
           });
}

}  // namespace gracy::hr
