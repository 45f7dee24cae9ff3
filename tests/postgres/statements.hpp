// The catalogue of these tests: statements that succeed, fail, sleep, write and grow on demand.
#pragma once

#include "postgres/statement.hpp"

namespace gracy::sql::test {

struct number_row {
    std::int32_t value;
    static number_row decode(const postgres::RowView& row) { return {.value = row.get<std::int32_t>(0)}; }
};
struct text_row {
    std::string_view value;
    static text_row decode(const postgres::RowView& row) { return {.value = row.get<std::string_view>(0)}; }
};
struct count_row {
    std::int64_t value;
    static count_row decode(const postgres::RowView& row) { return {.value = row.get<std::int64_t>(0)}; }
};
struct every_type_row {
    bool boolean;
    std::int32_t int4;
    std::int64_t int8;
    double float8;
    std::string_view text;
    base::Bytes bytea;
    base::Date date;
    base::Timestamp timestamptz;
    base::Uuid uuid;
    postgres::ArrayView<std::int64_t> numbers;
    postgres::ArrayView<std::string_view> texts;
    std::optional<std::string_view> nothing;

    static every_type_row decode(const postgres::RowView& row) {
        return {.boolean = row.get<bool>(0),
                .int4 = row.get<std::int32_t>(1),
                .int8 = row.get<std::int64_t>(2),
                .float8 = row.get<double>(3),
                .text = row.get<std::string_view>(4),
                .bytea = row.get<base::Bytes>(5),
                .date = row.get<base::Date>(6),
                .timestamptz = row.get<base::Timestamp>(7),
                .uuid = row.get<base::Uuid>(8),
                .numbers = row.get<postgres::ArrayView<std::int64_t>>(9),
                .texts = row.get<postgres::ArrayView<std::string_view>>(10),
                .nothing = row.get<std::optional<std::string_view>>(11)};
    }
};

inline constexpr postgres::Statement<number_row, std::int32_t, std::int32_t> divide{0};
inline constexpr postgres::Statement<text_row, std::int32_t> repeat{1};
inline constexpr postgres::Statement<number_row, double> sleep{2};
inline constexpr postgres::Statement<number_row> backend{3};
inline constexpr postgres::Statement<count_row, std::int64_t> count_items{4};
inline constexpr postgres::Statement<postgres::NoRow, std::int64_t, std::string_view> insert_item{5};
inline constexpr postgres::Statement<postgres::NoRow, std::int64_t> insert_and_fail{6};
inline constexpr postgres::Statement<postgres::NoRow, std::int64_t> insert_and_fail_at_commit{7};
inline constexpr postgres::Statement<number_row, std::int64_t, double> insert_and_sleep{8};
inline constexpr postgres::Statement<every_type_row, bool, std::int32_t, std::int64_t, double, std::string_view,
                                     base::Bytes, base::Date, base::Timestamp, base::Uuid,
                                     std::span<const std::int64_t>, std::span<const std::string_view>,
                                     std::optional<std::string_view>>
    every_type{9};
inline constexpr postgres::Statement<number_row, std::int64_t> lock_item{10};
inline constexpr postgres::Statement<number_row> conflict{12};
inline constexpr postgres::Statement<number_row> write_inside_read{13};
inline constexpr postgres::Statement<text_row, std::int32_t, std::int32_t> wide_rows{14};
inline constexpr postgres::Statement<number_row, std::int32_t> rows_then_failure{15};

}  // namespace gracy::sql::test
