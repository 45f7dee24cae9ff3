#include "hr/people/import_file.hpp"

#include "base/ascii.hpp"
#include "base/json_writer.hpp"
#include "base/korean.hpp"
#include "base/text.hpp"
#include "hr/csv_reader.hpp"
#include "hr/people/import_cell.hpp"

#include <fmt/format.h>
#include <algorithm>

namespace gracy::hr {
namespace {

LineError line_error(std::size_t line, std::string_view column, std::string_view code, http::Sentence detail) {
    return {.line = static_cast<std::int64_t>(line),
            .column = std::string(column),
            .code = std::string(code),
            .detail = std::move(detail)};
}

http::Text sentence_of(CsvDefect defect) {
    switch (defect) {
        case CsvDefect::stray_quote:
            return {"A cell with a quotation mark begins and ends with one, and doubles it inside.",
                    "따옴표가 있는 칸은 따옴표로 감싸고, 안의 따옴표는 두 번 적어야 해요."};
        case CsvDefect::text_after_quote:
            return {"There is text behind the closing quotation mark.", "닫는 따옴표 뒤에 글자가 있어요."};
        case CsvDefect::unclosed_quote:
            return {"The file ends inside quotation marks.", "따옴표가 닫히지 않은 채 파일이 끝났어요."};
        case CsvDefect::too_many_fields:
            return {"There are too many cells.", "칸이 너무 많아요."};
        case CsvDefect::field_too_long:
            break;
    }
    return {"A cell is too long.", "칸의 내용이 너무 길어요."};
}

/// As addresses are compared, as far as they are ASCII.
std::string folded(std::string_view address) {
    std::string result;
    for (const char c : address) {
        if (c != ' ' && c != '\t') {
            result += base::ascii::to_lower(c);
        }
    }
    return result;
}

/// Of a line with too many cells, or too few, nobody knows which one is the address.
void keep_addresses(const CsvRecord& record, std::set<std::string>& addresses) {
    for (const std::string& cell : record.fields) {
        if (cell.find('@') != std::string::npos) {
            addresses.insert(folded(cell));
        }
    }
}

/// The columns of the file's first line, in their order; empty when the file cannot be read by them.
std::vector<const ImportColumn*> columns_of(const CsvRecord& header, std::vector<LineError>& errors) {
    std::vector<const ImportColumn*> columns;
    for (const std::string& title : header.fields) {
        if (!base::is_utf8(title)) {
            errors.push_back(line_error(header.line, "", "not_utf8",
                                        http::Text{"This is not UTF-8. Save the file as “CSV UTF-8”.",
                                                   "UTF-8이 아니에요. “CSV UTF-8” 형식으로 저장해 주세요."}));
            return {};
        }
        const ImportColumn* const known = import_column(title);
        if (known == nullptr) {
            errors.push_back(
                line_error(header.line, title, "unknown_column",
                           {fmt::format("“{}” is no column that is read here.", title),
                            fmt::format("“{}”{} 알 수 없는 열이에요.", title, base::topic_particle(title))}));
        } else if (std::ranges::find(columns, known) != columns.end()) {
            errors.push_back(line_error(header.line, known->name, "duplicate",
                                        http::Text{"This column is there twice.", "같은 열이 두 번 있어요."}));
        }
        columns.push_back(known);
    }
    const bool has_email =
        std::ranges::any_of(columns, [](const ImportColumn* column) { return column && column->name == "email"; });
    if (!has_email) {
        errors.push_back(line_error(header.line, "email", "required",
                                    http::Text{"People are found by their e-mail addresses; the column is missing.",
                                               "이메일 열이 없어요. 구성원은 이메일로 찾아요."}));
    }
    return columns;
}

/// One person's line; nothing when it names nobody.
void write_person(base::JsonWriter& json, const CsvRecord& record, const std::vector<const ImportColumn*>& columns,
                  std::vector<LineError>& errors) {
    const auto email_column =
        std::ranges::find_if(columns, [](const ImportColumn* column) { return column->name == "email"; });
    ImportCells cells;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (auto wrong = cells.read(*columns[i], record.fields[i])) {
            errors.push_back(line_error(record.line, columns[i]->name, wrong->code, std::move(wrong->detail)));
        }
    }
    if (!cells.has_email()) {
        const std::string& email = record.fields[static_cast<std::size_t>(email_column - columns.begin())];
        if (email.find_first_not_of(" \t") == std::string::npos) {
            errors.push_back(
                line_error(record.line, "email", "required", http::Text{"This is required.", "꼭 필요한 항목이에요."}));
        }
        return;
    }
    cells.write(json, record.line);
}

}  // namespace

ImportFile ImportFile::read(std::string_view csv) {
    ImportFile file;
    CsvReader reader(csv);
    CsvRecord record;
    base::JsonWriter json(csv.size() * 2 + 256);
    json.open_array();
    const auto finish = [&] {
        json.close_array();
        file.people = json.take();
        return std::move(file);
    };
    if (!reader.next(record)) {
        file.errors.push_back(line_error(1, "", "empty", http::Text{"The file is empty.", "빈 파일이에요."}));
        return finish();
    }
    if (record.defect) {
        file.errors.push_back(line_error(record.line, "", "malformed", sentence_of(*record.defect)));
        return finish();
    }
    const std::vector<const ImportColumn*> columns = columns_of(record, file.errors);
    if (!file.errors.empty()) {
        return finish();
    }
    for (std::size_t count = 0; reader.next(record);) {
        if (++count > most_imported) {
            // It has to be divided anyway: nothing else is looked for.
            file.people = "[]";
            file.errors = {line_error(record.line, "", "too_many_lines",
                                      {fmt::format("A file has at most {} people.", most_imported),
                                       fmt::format("한 파일에는 {}명까지 넣을 수 있어요.", most_imported)})};
            return file;
        }
        if (record.defect) {
            file.errors.push_back(line_error(record.line, "", "malformed", sentence_of(*record.defect)));
            keep_addresses(record, file.unread_addresses);
        } else if (record.fields.size() != columns.size()) {
            file.errors.push_back(line_error(
                record.line, "", "wrong_number_of_cells",
                {fmt::format("The first line has {} cells, this one {}.", columns.size(), record.fields.size()),
                 fmt::format("첫 줄은 {}칸인데 이 줄은 {}칸이에요.", columns.size(), record.fields.size())}));
            keep_addresses(record, file.unread_addresses);
        } else {
            write_person(json, record, columns, file.errors);
        }
    }
    return finish();
}

bool ImportFile::may_bring(std::string_view address) const {
    return unread_addresses.contains(folded(address));
}

}  // namespace gracy::hr
