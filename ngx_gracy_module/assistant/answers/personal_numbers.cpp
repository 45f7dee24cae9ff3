#include "assistant/answers/personal_numbers.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace gracy::assistant {
namespace {

using Text = std::u32string_view;

constexpr Text blanks_and_hyphens = U" -\u2010\u2011\u2012\u2013\u2014\u2212\uff0d\u00a0";
constexpr Text of_phones = U" -\u2010\u2011\u2012\u2013\u2014\u2212\uff0d\u00a0.)(\uff0e\uff09\uff08\u00b7/";
// " - "
constexpr std::size_t longest_joint = 3;
constexpr Text letters_of_passports = U"mdorsg";

std::optional<char> figure(char32_t point) {
    if (point >= U'0' && point <= U'9') {
        return static_cast<char>(point);
    }
    return point >= U'０' && point <= U'９' ? std::optional(static_cast<char>('0' + (point - U'０'))) : std::nullopt;
}

bool is_alphanumeric(Text text, std::size_t at) {
    return at < text.size() &&
           (figure(text[at]) || (text[at] >= U'a' && text[at] <= U'z') || (text[at] >= U'A' && text[at] <= U'Z'));
}

/// Groups of figures.
struct Run {
    std::vector<std::string> groups;
    std::size_t end;

    std::string digits() const {
        std::string all;
        for (const std::string& group : groups) {
            all += group;
        }
        return all;
    }
};

std::string group_at(Text text, std::size_t at) {
    std::string group;
    for (; at < text.size() && figure(text[at]); ++at) {
        group += *figure(text[at]);
    }
    return group;
}

std::size_t end_of_joint(Text text, std::size_t at, Text joints) {
    std::size_t end = at;
    while (end < text.size() && end - at < longest_joint && joints.contains(text[end])) {
        ++end;
    }
    return end;
}

bool is_up_to(std::string_view group, int most) {
    if (group.empty() || group.size() > 2) {
        return false;
    }
    const int number = group.size() == 1 ? group[0] - '0' : (group[0] - '0') * 10 + (group[1] - '0');
    return number >= 1 && number <= most;
}

/// Up to a date, which belongs to no number.
Run run_at(Text text, std::size_t at, Text joints) {
    Run run{.groups = {}, .end = at};
    for (std::size_t next = at;
         next < text.size() && figure(text[next]) && !(next > at && numeric_date_at(text, next));) {
        run.groups.push_back(group_at(text, next));
        run.end = next + run.groups.back().size();
        next = end_of_joint(text, run.end, joints);
    }
    return run;
}

/// ISO/IEC 7812-1, annex B.
bool passes_luhn(std::string_view digits) {
    int sum = 0;
    bool twice = false;
    for (std::size_t i = digits.size(); i-- > 0; twice = !twice) {
        const int digit = digits[i] - '0';
        sum += !twice ? digit : digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
    }
    return sum % 10 == 0;
}

bool is_of_resident(const Run& run, std::string_view digits) {
    return digits.size() == 13 && digits[6] >= '1' && digits[6] <= '8' &&
           (run.groups.size() == 1 || (run.groups.size() == 2 && run.groups.front().size() == 6));
}

bool is_of_phone(std::string_view digits) {
    return digits.size() >= 9 && digits.size() <= 11 && digits.starts_with('0');
}

/// 010)1234.5678: joined by what also stands between other numbers, so the groups have to be those of a telephone.
std::optional<std::size_t> phone_at(Text text, std::size_t at) {
    Run run = run_at(text, at, of_phones);
    const bool is_abroad = at > 0 && text[at - 1] == U'+' && run.groups.front() == "82";
    if (is_abroad) {
        run.groups.erase(run.groups.begin());
        if (run.groups.empty()) {
            return std::nullopt;
        }
        run.groups.front().insert(0, "0");
    }
    const bool are_groups = run.groups.size() == 3 && run.groups[0].size() <= 4 &&
                            (run.groups[1].size() == 3 || run.groups[1].size() == 4) && run.groups[2].size() == 4;
    return are_groups && is_of_phone(run.digits()) ? std::optional(run.end) : std::nullopt;
}

/// M12345678, and M123A4567 since 2021.
std::optional<std::size_t> passport_at(Text text, std::size_t at) {
    const char32_t letter = text[at] >= U'A' && text[at] <= U'Z' ? text[at] + (U'a' - U'A') : text[at];
    constexpr std::size_t length = 9;
    constexpr std::size_t second_letter = 4;
    if (!letters_of_passports.contains(letter) || at + length > text.size() || is_alphanumeric(text, at + length)) {
        return std::nullopt;
    }
    for (std::size_t i = 1; i < length; ++i) {
        if (!figure(text[at + i]) && (i != second_letter || !is_alphanumeric(text, at + i))) {
            return std::nullopt;
        }
    }
    return at + length;
}

}  // namespace

bool is_figure(char32_t point) {
    return figure(point).has_value();
}

std::optional<std::size_t> numeric_date_at(Text text, std::size_t at) {
    const std::string year = group_at(text, at);
    if (year.size() != 4 || !(year.starts_with("19") || year.starts_with("20"))) {
        return std::nullopt;
    }
    constexpr int months = 12;
    constexpr int days = 31;
    std::size_t end = at + year.size();
    for (const int most : {months, days}) {
        const std::size_t next = end_of_joint(text, end, blanks_and_hyphens);
        const std::string group = group_at(text, next);
        if (!is_up_to(group, most)) {
            return std::nullopt;
        }
        end = next + group.size();
    }
    return end;
}

std::optional<PersonalNumber> personal_number_at(Text text, std::size_t at) {
    if (!figure(text[at])) {
        const auto end = passport_at(text, at);
        return end ? std::optional(PersonalNumber{"PASSPORT", *end}) : std::nullopt;
    }
    if (const auto end = phone_at(text, at)) {
        return PersonalNumber{"PHONE", *end};
    }
    const Run run = run_at(text, at, blanks_and_hyphens);
    const std::string digits = run.digits();
    if (is_of_resident(run, digits)) {
        return PersonalNumber{"ID", run.end};
    }
    if (is_of_phone(digits)) {
        return PersonalNumber{"PHONE", run.end};
    }
    if (digits.size() >= 14 && digits.size() <= 19 && passes_luhn(digits)) {
        return PersonalNumber{"CARD", run.end};
    }
    // Accounts of banks have no form of their own: as many digits as they have is as many as nothing else has here.
    return digits.size() >= 10 ? std::optional(PersonalNumber{"ACCOUNT", run.end}) : std::nullopt;
}

}  // namespace gracy::assistant
