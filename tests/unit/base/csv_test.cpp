#include "base/csv.hpp"

#include "test.hpp"

using gracy::base::CsvWriter;

namespace {

std::string cell(std::string_view text) {
    CsvWriter csv;
    csv.take();  // the byte order mark
    csv.field(text);
    return csv.take();
}

}  // namespace

TEST(a_file_begins_with_the_byte_order_mark) {
    CsvWriter csv;
    csv.field("이름").end_row();
    EXPECT_EQ(csv.take(), "\xef\xbb\xbf이름\r\n");
    csv.field("b").end_row();
    EXPECT_EQ(csv.take(), "b\r\n");
}

TEST(cells_are_separated_and_rows_ended) {
    CsvWriter csv;
    csv.take();
    csv.field("a").field("").field(std::optional<std::string_view>()).field(std::optional<std::string>("d")).end_row();
    csv.field("").end_row();
    EXPECT_EQ(csv.take(), "a,,,d\r\n\r\n");
}

TEST(what_would_break_a_row_is_quoted) {
    EXPECT_EQ(cell("a,b"), "\"a,b\"");
    EXPECT_EQ(cell("say \"hi\""), "\"say \"\"hi\"\"\"");
    EXPECT_EQ(cell("two\nlines"), "\"two\nlines\"");
    EXPECT_EQ(cell("a\r"), "\"a\r\"");
    EXPECT_EQ(cell("a;=1"), "\"a;=1\"");
    EXPECT_EQ(cell("plain text: 김"), "plain text: 김");
}

TEST(a_number_is_no_formula) {
    CsvWriter csv;
    csv.take();
    csv.number("-20").number("3.5").end_row();
    EXPECT_EQ(csv.take(), "-20,3.5\r\n");
}

TEST(a_formula_is_only_text) {
    EXPECT_EQ(cell("=1+1"), "'=1+1");
    EXPECT_EQ(cell("+82 10"), "'+82 10");
    EXPECT_EQ(cell("-1"), "'-1");
    EXPECT_EQ(cell("@SUM(A1)"), "'@SUM(A1)");
    EXPECT_EQ(cell("\t=1"), "'\t=1");
    EXPECT_EQ(cell("\r=1"), "\"'\r=1\"");
    EXPECT_EQ(cell("\n=1"), "\"'\n=1\"");
    EXPECT_EQ(cell("＝1+1"), "'＝1+1");
    EXPECT_EQ(cell("＋1"), "'＋1");
    EXPECT_EQ(cell("－1"), "'－1");
    EXPECT_EQ(cell("＠SUM(A1)"), "'＠SUM(A1)");
    EXPECT_EQ(cell("＃1"), "＃1");
    EXPECT_EQ(cell("=HYPERLINK(\"x\",\"y\")"), "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"");
    EXPECT_EQ(cell("a=1"), "a=1");
}
