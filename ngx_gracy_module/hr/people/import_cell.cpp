#include "hr/people/import_cell.hpp"

#include "base/ascii.hpp"
#include "base/csv.hpp"
#include "base/mail_message.hpp"
#include "base/text.hpp"
#include "hr/people/email.hpp"
#include "hr/people/skills.hpp"
#include "http/numbers.hpp"
#include "http/timestamp.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <vector>

namespace gracy::hr {
namespace {

constexpr std::array columns{
    ImportColumn{"email", ImportKind::email, 254},
    ImportColumn{"name", ImportKind::text},
    ImportColumn{"name_en", ImportKind::text},
    ImportColumn{"title", ImportKind::text},
    ImportColumn{"department", ImportKind::text, 210},
    ImportColumn{"location", ImportKind::text},
    ImportColumn{"manager_email", ImportKind::email, 254},
    ImportColumn{"status", ImportKind::status},
    ImportColumn{"hired_on", ImportKind::date},
    ImportColumn{"left_on", ImportKind::date},
    ImportColumn{"birthday", ImportKind::birthday},
    ImportColumn{"birth_lunar", ImportKind::truth},
    ImportColumn{"locale", ImportKind::locale},
    ImportColumn{"tz", ImportKind::text, 64},
    ImportColumn{"skills", ImportKind::skills},
    ImportColumn{"id", ImportKind::passed_over},
    ImportColumn{"manager", ImportKind::passed_over},
    ImportColumn{"teams", ImportKind::passed_over},
};

struct Word {
    std::string_view said;
    std::string_view meant;
};

// Titles without blanks, hyphens and underscores, in lower case.
constexpr std::array titles{
    Word{"email", "email"},
    Word{"이메일", "email"},
    Word{"메일", "email"},
    Word{"name", "name"},
    Word{"이름", "name"},
    Word{"성명", "name"},
    Word{"nameen", "name_en"},
    Word{"englishname", "name_en"},
    Word{"영문이름", "name_en"},
    Word{"영문명", "name_en"},
    Word{"title", "title"},
    Word{"직책", "title"},
    Word{"직함", "title"},
    Word{"직급", "title"},
    Word{"department", "department"},
    Word{"부서", "department"},
    Word{"location", "location"},
    Word{"근무지", "location"},
    Word{"사업장", "location"},
    Word{"manageremail", "manager_email"},
    Word{"관리자이메일", "manager_email"},
    Word{"상사이메일", "manager_email"},
    Word{"status", "status"},
    Word{"상태", "status"},
    Word{"hiredon", "hired_on"},
    Word{"hiredate", "hired_on"},
    Word{"입사일", "hired_on"},
    Word{"lefton", "left_on"},
    Word{"leavedate", "left_on"},
    Word{"퇴사일", "left_on"},
    Word{"birthday", "birthday"},
    Word{"생일", "birthday"},
    Word{"생년월일", "birthday"},
    Word{"birthlunar", "birth_lunar"},
    Word{"lunar", "birth_lunar"},
    Word{"음력", "birth_lunar"},
    Word{"locale", "locale"},
    Word{"language", "locale"},
    Word{"언어", "locale"},
    Word{"tz", "tz"},
    Word{"timezone", "tz"},
    Word{"시간대", "tz"},
    Word{"skills", "skills"},
    Word{"기술", "skills"},
    Word{"스킬", "skills"},
    Word{"id", "id"},
    Word{"manager", "manager"},
    Word{"관리자", "manager"},
    Word{"teams", "teams"},
    Word{"팀", "teams"},
};

constexpr std::array statuses{
    Word{"active", "active"}, Word{"재직", "active"}, Word{"on_leave", "on_leave"}, Word{"휴직", "on_leave"},
    Word{"left", "left"},     Word{"퇴사", "left"},   Word{"invited", "invited"},   Word{"초대", "invited"},
};

constexpr std::array truths{
    Word{"true", "true"}, Word{"yes", "true"},  Word{"y", "true"},       Word{"1", "true"},
    Word{"예", "true"},   Word{"음력", "true"}, Word{"false", "false"},  Word{"no", "false"},
    Word{"n", "false"},   Word{"0", "false"},   Word{"아니오", "false"}, Word{"양력", "false"},
};

template <std::size_t size>
std::string_view meaning(const std::array<Word, size>& words, std::string_view said) {
    const auto* const found = std::ranges::find(words, said, &Word::said);
    return found == words.end() ? std::string_view() : found->meant;
}

/// Our own export puts an apostrophe before what a spreadsheet would take for a formula.
std::string_view without_guard(std::string_view text) {
    const bool guarded = text.starts_with('\'') && base::begins_like_a_formula(text.substr(1));
    return guarded ? text.substr(1) : text;
}

bool has_control_characters(std::string_view text) {
    return std::ranges::any_of(text, [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte < 0x20 || byte == 0x7f;
    });
}

/// Spreadsheets write days with hyphens, dots or slashes: 2026-11-21, 2026.11.21, 2026/11/21.
std::string with_hyphens(std::string_view day) {
    std::string result(day);
    std::ranges::replace_if(result, [](char c) { return c == '.' || c == '/'; }, '-');
    return result;
}

CellDefect not_one_of(std::string_view english, std::string_view korean) {
    return {"not_one_of",
            {fmt::format("This must be one of {}.", english), fmt::format("다음 중 하나여야 해요: {}.", korean)}};
}

}  // namespace

const ImportColumn* import_column(std::string_view title) {
    const std::string composed = base::ascii::lower(base::to_nfc(title));
    std::string bare;
    std::ranges::copy_if(composed, std::back_inserter(bare),
                         [](char c) { return !std::string_view(" \t\r\n-_").contains(c); });
    const std::string_view name = meaning(titles, bare);
    const auto* const found = std::ranges::find(columns, name, &ImportColumn::name);
    return found == columns.end() ? nullptr : found;
}

void ImportCells::add_text(std::string_view name, std::string_view text) {
    base::JsonWriter json(text.size() + 16);
    json.value(text);
    values_.push_back({name, json.take()});
}

void ImportCells::add_number(std::string_view name, int number) {
    values_.push_back({name, fmt::format("{}", number)});
}

std::optional<CellDefect> ImportCells::read_text(const ImportColumn& column, std::string_view cell) {
    const std::size_t length = base::code_points(cell);
    if (length > column.longest) {
        return CellDefect{"bad_length",
                          {fmt::format("This has {} characters; {} are allowed.", length, column.longest),
                           fmt::format("{}자예요. {}자까지 쓸 수 있어요.", length, column.longest)}};
    }
    if (column.kind == ImportKind::email && !base::is_mail_address(cell)) {
        return CellDefect{"not_an_email", not_an_address};
    }
    has_email_ = has_email_ || column.name == "email";
    add_text(column.name, cell);
    return std::nullopt;
}

std::optional<CellDefect> ImportCells::read_status(std::string_view cell) {
    const std::string_view status = meaning(statuses, base::ascii::lower(cell));
    if (status.empty()) {
        return not_one_of("active, on_leave, left, invited", "재직, 휴직, 퇴사, 초대");
    }
    add_text("status", status);
    return std::nullopt;
}

std::optional<CellDefect> ImportCells::read_date(const ImportColumn& column, std::string_view cell) {
    const auto date = http::parse_date(with_hyphens(cell));
    if (!date) {
        return CellDefect{"not_a_date", http::Text{"This must be a day that looks like 2026-11-21.",
                                                   "2026-11-21 같은 형식의 날짜여야 해요."}};
    }
    add_text(column.name, base::to_text(*date));
    return std::nullopt;
}

std::optional<CellDefect> ImportCells::read_birthday(std::string_view cell) {
    const std::string day = with_hyphens(cell);
    // Without a year, and with one: whether the day exists is for the statement, which knows of the lunar calendar.
    const std::string_view whole = day;
    const bool has_year = whole.size() == 10 && whole[4] == '-';
    const std::string_view month_and_day = has_year ? whole.substr(5) : whole;
    const auto year = has_year ? http::parse_integer(whole.substr(0, 4)) : std::optional<std::int64_t>(0);
    const bool shaped = month_and_day.size() == 5 && month_and_day[2] == '-';
    const auto two_digits = [](std::string_view text) -> std::optional<std::int64_t> {
        return http::parse_integer(text.starts_with('0') ? text.substr(1) : text);
    };
    const auto month = shaped ? two_digits(month_and_day.substr(0, 2)) : std::nullopt;
    const auto number = shaped ? two_digits(month_and_day.substr(3)) : std::nullopt;
    if (!year || !month || !number || *month < 1 || *month > 12 || *number < 1 || *number > 31 ||
        (has_year && (*year < 1900 || *year > 2100))) {
        return CellDefect{"not_a_birthday",
                          http::Text{"This must look like 1990-05-17, or like 05-17 without the year.",
                                     "1990-05-17, 또는 연도 없이 05-17 같은 형식이어야 해요."}};
    }
    if (has_year) {
        add_number("birth_year", static_cast<int>(*year));
    }
    add_number("birth_month", static_cast<int>(*month));
    add_number("birth_day", static_cast<int>(*number));
    return std::nullopt;
}

std::optional<CellDefect> ImportCells::read_truth(const ImportColumn& column, std::string_view cell) {
    const std::string_view truth = meaning(truths, base::ascii::lower(cell));
    if (truth.empty()) {
        return not_one_of("true, false", "음력, 양력, true, false");
    }
    values_.push_back({column.name, std::string(truth)});
    return std::nullopt;
}

/// Between semicolons, as the export writes them.
std::optional<CellDefect> ImportCells::read_skills(std::string_view cell) {
    base::JsonWriter json(cell.size() + 64);
    json.open_array();
    std::size_t count = 0;
    for (std::size_t at = 0; at <= cell.size();) {
        const std::size_t end = std::min(cell.find(';', at), cell.size());
        const std::string_view skill = base::ascii::trimmed(cell.substr(at, end - at));
        at = end + 1;
        if (skill.empty()) {
            continue;
        }
        if (base::code_points(skill) > longest_skill || ++count > most_skills) {
            return CellDefect{"bad_skills",
                              {fmt::format("At most {} skills of {} characters, with semicolons between them.",
                                           most_skills, longest_skill),
                               fmt::format("{}자 이하의 기술을 세미콜론으로 나누어 {}개까지 적을 수 있어요.",
                                           longest_skill, most_skills)}};
        }
        json.value(skill);
    }
    json.close_array();
    values_.push_back({"skills", json.take()});
    return std::nullopt;
}

std::optional<CellDefect> ImportCells::read(const ImportColumn& column, std::string_view sent) {
    if (!base::is_utf8(sent)) {
        return CellDefect{"not_utf8", http::Text{"This is not UTF-8. Save the file as “CSV UTF-8”.",
                                                 "UTF-8이 아니에요. “CSV UTF-8” 형식으로 저장해 주세요."}};
    }
    const std::string composed = base::to_nfc(base::ascii::trimmed(sent));
    const std::string_view cell = without_guard(composed);
    if (cell.empty() || column.kind == ImportKind::passed_over) {
        return std::nullopt;
    }
    if (has_control_characters(cell)) {
        return CellDefect{"control_character", http::Text{"This is one line of text.", "한 줄로 적어 주세요."}};
    }
    switch (column.kind) {
        case ImportKind::text:
        case ImportKind::email:
            return read_text(column, cell);
        case ImportKind::status:
            return read_status(cell);
        case ImportKind::date:
            return read_date(column, cell);
        case ImportKind::birthday:
            return read_birthday(cell);
        case ImportKind::truth:
            return read_truth(column, cell);
        case ImportKind::locale:
            if (cell != "ko" && cell != "en") {
                return not_one_of("ko, en", "ko, en");
            }
            add_text(column.name, cell);
            break;
        case ImportKind::skills:
            return read_skills(cell);
        case ImportKind::passed_over:
            break;
    }
    return std::nullopt;
}

void ImportCells::write(base::JsonWriter& json, std::size_t line) const {
    json.open_object();
    json.field<"line">(static_cast<std::int64_t>(line));
    for (const Value& value : values_) {
        json.key(value.name).value(base::RawJson{value.text});
    }
    json.close_object();
}

}  // namespace gracy::hr
