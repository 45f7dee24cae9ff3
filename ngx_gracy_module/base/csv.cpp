#include "base/csv.hpp"

#include <algorithm>
#include <array>

namespace gracy::base {
namespace {

// U+FF1D, U+FF0B, U+FF0D, U+FF20: what an input method writes for = + - @.
constexpr std::array<std::string_view, 11> formula_beginnings{
    "=", "+", "-", "@", "\t", "\r", "\n", "\xef\xbc\x9d", "\xef\xbc\x8b", "\xef\xbc\x8d", "\xef\xbc\xa0"};

}  // namespace

bool begins_like_a_formula(std::string_view text) {
    return std::ranges::any_of(formula_beginnings,
                               [&](std::string_view beginning) { return text.starts_with(beginning); });
}

void CsvWriter::begin_field() {
    if (row_begun_) {
        text_ += ',';
    }
    row_begun_ = true;
}

CsvWriter& CsvWriter::field(std::string_view text) {
    begin_field();
    const bool must_be_quoted = text.find_first_of(",;\"\r\n") != std::string_view::npos;
    if (must_be_quoted) {
        text_ += '"';
    }
    if (begins_like_a_formula(text)) {
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
