#include "statements.hpp"

#include <array>

namespace gracy::sql {
namespace {

using postgres::Oid;
using postgres::Process;
using postgres::StatementKind;
namespace oid = postgres::oid;

constexpr std::array<Oid, 1> int4_only = {oid::int4};
constexpr std::array<Oid, 2> two_int4 = {oid::int4, oid::int4};
constexpr std::array<Oid, 1> text_only = {oid::text};
constexpr std::array<Oid, 1> float8_only = {oid::float8};
constexpr std::array<Oid, 1> int8_only = {oid::int8};
constexpr std::array<Oid, 2> int8_text = {oid::int8, oid::text};
constexpr std::array<Oid, 2> int8_float8 = {oid::int8, oid::float8};
constexpr std::array<Oid, 12> all = {oid::boolean, oid::int4,       oid::int8,       oid::float8,
                                     oid::text,    oid::bytea,      oid::date,       oid::timestamptz,
                                     oid::uuid,    oid::int8_array, oid::text_array, oid::text};

constexpr postgres::StatementInfo statement(std::string_view name, std::string_view text, StatementKind kind,
                                            std::span<const Oid> parameters, std::span<const Oid> columns) {
    return {.name = name,
            .text = text,
            .kind = kind,
            .process = Process::both,
            .primary_only = false,
            .parameters = parameters,
            .columns = columns};
}

constexpr std::array statements = {
    statement("test/divide", "select $1::int / $2::int", StatementKind::read, two_int4, int4_only),
    statement("test/repeat", "select repeat('x', $1::int)", StatementKind::read, int4_only, text_only),
    statement("test/sleep", "select 1 from pg_sleep($1::float8)", StatementKind::read, float8_only, int4_only),
    statement("test/backend", "select pg_backend_pid()", StatementKind::read, {}, int4_only),
    statement("test/count_items", "select count(*) from item where id = $1", StatementKind::read, int8_only, int8_only),
    statement("test/insert_item", "insert into item (id, label) values ($1, $2)", StatementKind::write, int8_text, {}),
    statement("test/insert_and_fail",
              "insert into item (id, label) select $1, (1 / (count(*) - count(*)))::text from item",
              StatementKind::write, int8_only, {}),
    statement("test/insert_and_fail_at_commit", "insert into promise (item_id) values ($1)", StatementKind::write,
              int8_only, {}),
    statement("test/insert_and_sleep",
              "with added as (insert into item (id, label) values ($1, 'slow') returning id) select 1 from added, "
              "pg_sleep($2)",
              StatementKind::write, int8_float8, int4_only),
    statement(
        "test/every_type",
        "select $1::bool, $2::int, $3::bigint, $4::float8, $5::text, $6::bytea, $7::date, $8::timestamptz, $9::uuid, "
        "$10::bigint[], $11::text[], $12::text",
        StatementKind::read, all, all),
    statement("test/lock_item", "select 1 from item where id = $1 for update", StatementKind::write, int8_only,
              int4_only),
    // What a standby would say of itself is a table here, so that a test can make it late.
    statement("health/replication_lag", "select seconds from lag", StatementKind::read, {}, float8_only),
    statement("test/conflict", "select value from conflict()", StatementKind::read, {}, int4_only),
    statement("test/write_inside_read", "select 1 from nextval('item_number')", StatementKind::read, {}, int4_only),
    statement("test/wide_rows", "select rpad(n || ' ', $2::int, 'x') from generate_series(1, $1::int) as n",
              StatementKind::bulk, two_int4, text_only),
    statement("test/rows_then_failure", "select 1 / ($1::int + 1 - n) from generate_series(1, $1::int + 1) as n",
              StatementKind::bulk, int4_only, int4_only),
};

}  // namespace

std::span<const postgres::StatementInfo> catalogue() {
    return statements;
}

}  // namespace gracy::sql
