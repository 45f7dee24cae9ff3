#include "hr/csv_reader.hpp"

namespace gracy::hr {

CsvReader::CsvReader(std::string_view text, CsvLimits limits) : text_(text), limits_(limits) {
    constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";
    if (text_.starts_with(byte_order_mark)) {
        text_.remove_prefix(byte_order_mark.size());
    }
}

void CsvReader::pass_line_end() {
    if (at_ == text_.size()) {
        return;
    }
    if (text_[at_] == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n') {
        ++at_;
    }
    ++at_;
    ++line_;
}

void CsvReader::skip_line(CsvRecord& record, CsvDefect defect) {
    record.defect = defect;
    while (!at_line_end()) {
        ++at_;
    }
}

bool CsvReader::read_quoted(CsvRecord& record, std::string& field) {
    ++at_;
    for (;;) {
        if (at_ == text_.size()) {
            record.defect = CsvDefect::unclosed_quote;
            return false;
        }
        const char c = text_[at_];
        if (c == '"') {
            if (at_ + 1 < text_.size() && text_[at_ + 1] == '"') {
                ++at_;
            } else {
                ++at_;
                break;
            }
        } else if (c == '\n' || (c == '\r' && !text_.substr(at_).starts_with("\r\n"))) {
            ++line_;
        }
        // What is too long is passed over to its end, so that what follows is not taken for records.
        if (field.size() < limits_.field_bytes) {
            field += c;
        } else {
            record.defect = CsvDefect::field_too_long;
        }
        ++at_;
    }
    if (record.defect) {
        skip_line(record, *record.defect);
        return false;
    }
    if (!at_line_end() && text_[at_] != ',') {
        skip_line(record, CsvDefect::text_after_quote);
        return false;
    }
    return true;
}

bool CsvReader::read_field(CsvRecord& record) {
    if (record.fields.size() == limits_.fields) {
        skip_line(record, CsvDefect::too_many_fields);
        return false;
    }
    std::string& field = record.fields.emplace_back();
    if (at_ < text_.size() && text_[at_] == '"') {
        return read_quoted(record, field);
    }
    while (!at_line_end() && text_[at_] != ',') {
        if (text_[at_] == '"') {
            skip_line(record, CsvDefect::stray_quote);
            return false;
        }
        if (field.size() == limits_.field_bytes) {
            skip_line(record, CsvDefect::field_too_long);
            return false;
        }
        field += text_[at_++];
    }
    return true;
}

bool CsvReader::next(CsvRecord& record) {
    record.fields.clear();
    record.defect.reset();
    while (at_ < text_.size() && at_line_end()) {
        pass_line_end();
    }
    if (at_ == text_.size()) {
        return false;
    }
    record.line = line_;
    while (read_field(record)) {
        if (at_line_end()) {
            break;
        }
        ++at_;  // the comma
    }
    pass_line_end();
    return true;
}

}  // namespace gracy::hr
