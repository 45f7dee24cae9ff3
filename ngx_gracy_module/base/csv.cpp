#include "base/csv.hpp"

namespace gracy::base {

void CsvWriter::begin_field() {
    if (row_begun_) {
        text_ += ',';
    }
    row_begun_ = true;
}

CsvWriter& CsvWriter::field(std::string_view text) {
    begin_field();
    const bool looks_like_a_formula = !text.empty() && std::string_view("=+-@\t\r").contains(text.front());
    const bool must_be_quoted = text.find_first_of(",\"\r\n") != std::string_view::npos;
    if (must_be_quoted) {
        text_ += '"';
    }
    if (looks_like_a_formula) {
        text_ += '\'';
    }
    for (const char c : text) {
        text_ += c;
        if (c == '"') {
            text_ += '"';
        }
    }
    if (must_be_quoted) {
        text_ += '"';
    }
    return *this;
}

CsvWriter& CsvWriter::number(std::string_view text) {
    begin_field();
    text_ += text;
    return *this;
}

CsvWriter& CsvWriter::end_row() {
    text_ += "\r\n";
    row_begun_ = false;
    return *this;
}

}  // namespace gracy::base
