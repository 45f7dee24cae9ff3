#include "hr/exports/row_format.hpp"

#include "test.hpp"

#include <array>

using namespace gracy::hr;
using namespace std::string_view_literals;

namespace {

constexpr std::array<std::string_view, 3> columns{"id", "name", "points"};

std::string written(std::string_view format) {
    const auto rows = row_format(format);
    rows->header(columns);
    rows->row(columns, std::array<Cell, 3>{Cell("1"sv), Cell("=\"김\""sv), Cell(5)});
    rows->row(columns, std::array<Cell, 3>{Cell("2"sv), Cell(std::optional<std::string>()), Cell(-1)});
    return rows->take();
}

}  // namespace

TEST(rows_as_csv) {
    EXPECT_EQ(written("csv"), "\xef\xbb\xbfid,name,points\r\n1,\"'=\"\"김\"\"\",5\r\n2,,-1\r\n");
}

TEST(rows_as_json_lines) {
    EXPECT_EQ(written("ndjson"),
              "{\"id\":\"1\",\"name\":\"=\\\"김\\\"\",\"points\":5}\n{\"id\":\"2\",\"name\":null,\"points\":-1}\n");
}

TEST(what_was_taken_is_gone) {
    const auto rows = row_format("ndjson");
    rows->row(columns, std::array<Cell, 3>{});
    EXPECT(rows->size() > 0);
    rows->take();
    EXPECT_EQ(rows->size(), 0U);
}
