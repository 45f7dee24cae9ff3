// CSV from spreadsheets (RFC 4180), a record at a time, whatever the bytes are.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gracy::hr {

enum class CsvDefect : unsigned char {
    /// A quotation mark inside a cell that does not begin with one.
    stray_quote,
    /// Text behind the quotation mark that closes a cell.
    text_after_quote,
    /// The file ends inside a cell.
    unclosed_quote,
    too_many_fields,
    field_too_long,
};

struct CsvRecord {
    /// Of the file, where the record begins; from 1. A quoted cell may hold line breaks.
    std::size_t line = 0;
    std::vector<std::string> fields;
    /// The first thing that is wrong; `fields` are then of no use.
    std::optional<CsvDefect> defect;
};

struct CsvLimits {
    std::size_t fields = 64;
    std::size_t field_bytes = 4096;
};

/// Commas, quotation marks, and any of the three line ends; a byte order mark in front and empty lines are skipped.
/// Bytes are not looked into: whether a field is UTF-8 is for its reader.
class CsvReader {
  public:
    /// `text` must outlive the reader.
    explicit CsvReader(std::string_view text, CsvLimits limits = {});

    /// The next record that is not empty; false at the end. A record with a defect ends at its line's end, so that the
    /// next one can be read.
    bool next(CsvRecord& record);

  private:
    bool at_line_end() const { return at_ == text_.size() || text_[at_] == '\n' || text_[at_] == '\r'; }
    void pass_line_end();
    void skip_line(CsvRecord& record, CsvDefect defect);
    /// False when the record has a defect.
    bool read_field(CsvRecord& record);
    bool read_quoted(CsvRecord& record, std::string& field);

    std::string_view text_;
    CsvLimits limits_;
    std::size_t at_ = 0;
    std::size_t line_ = 1;
};

}  // namespace gracy::hr
