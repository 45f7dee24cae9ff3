#include "hr/csv_reader.hpp"

#include "test.hpp"

#include <fmt/ranges.h>

using namespace gracy;
using hr::CsvDefect;
using hr::CsvRecord;

namespace {

std::vector<CsvRecord> records_of(std::string_view text, hr::CsvLimits limits = {}) {
    hr::CsvReader reader(text, limits);
    std::vector<CsvRecord> records;
    for (CsvRecord record; reader.next(record);) {
        records.push_back(record);
    }
    return records;
}

std::string seen(std::string_view text) {
    std::string result;
    for (const CsvRecord& record : records_of(text)) {
        result += fmt::format("{}:{} ", record.line, fmt::join(record.fields, "|"));
    }
    return result;
}

CsvDefect defect_of(std::string_view text, hr::CsvLimits limits = {}) {
    return records_of(text, limits).front().defect.value();
}

}  // namespace

TEST(any_line_end_ends_a_record) {
    EXPECT_EQ(seen("a,b\nc,d\r\ne,f\rg,h"), "1:a|b 2:c|d 3:e|f 4:g|h ");
}

TEST(a_byte_order_mark_and_empty_lines_say_nothing) {
    EXPECT_EQ(seen("\xef\xbb\xbf\n\na\r\n\r\n\nb\n\n"), "3:a 6:b ");
    EXPECT_EQ(seen(""), "");
    EXPECT_EQ(seen("\xef\xbb\xbf"), "");
}

TEST(cells_may_be_empty) {
    EXPECT_EQ(seen(",\na,,b,\n\"\""), "1:| 2:a||b| 3: ");
}

TEST(quotes_hold_commas_quotes_and_lines) {
    EXPECT_EQ(seen("\"a,b\",\"say \"\"hi\"\"\",\"x\ny\r\nz\",e\nf"), "1:a,b|say \"hi\"|x\ny\r\nz|e 4:f ");
}

TEST(what_is_wrong_is_named_and_the_next_record_is_read) {
    EXPECT(defect_of("a \"b\",c") == CsvDefect::stray_quote);
    EXPECT(defect_of("\"a\"b,c") == CsvDefect::text_after_quote);
    EXPECT(defect_of("\"a,b\nc") == CsvDefect::unclosed_quote);
    EXPECT(defect_of("abcde", {.fields = 2, .field_bytes = 4}) == CsvDefect::field_too_long);
    EXPECT(defect_of("\"abcde\"", {.fields = 2, .field_bytes = 4}) == CsvDefect::field_too_long);
    EXPECT(defect_of("a,b,c", {.fields = 2, .field_bytes = 4}) == CsvDefect::too_many_fields);
    EXPECT(!records_of("abcd,efgh", {.fields = 2, .field_bytes = 4}).front().defect);
    const auto records = records_of("a \"b\",c\nd,e");
    EXPECT_EQ(records.size(), 2U);
    EXPECT(!records[1].defect);
    EXPECT_EQ(records[1].line, 2U);
}
