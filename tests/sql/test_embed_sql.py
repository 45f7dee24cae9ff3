"""The generator of the C++ statements: what it writes, what it refuses, and that it rewrites nothing without need."""
import hashlib
import subprocess
import sys

import pytest

import database

TOOL = database.ROOT / "ngx_gracy_module" / "cmake" / "embed_sql.py"
GOOD = """-- One sentence.
--
-- kind: read
-- process: nginx
-- plan: member_pkey|member_by_name department_pkey
-- param: team_space_id bigint
-- param: ids bigint[]
-- param: after text?
-- column: id bigint
-- column: name_en text?
-- column: tags text[]
select id, name_en, array['$9; --'] -- $8 ;
from member where team_space_id = $1 and id = any($2) and $3::text is null and e'\\'$7' = $q$ $6; $q$
"""


def tool(*arguments):
    return subprocess.run([sys.executable, TOOL, *map(str, arguments)], capture_output=True, text=True, check=False)


def queries(tmp_path, files):
    for name, text in files.items():
        path = tmp_path / "queries" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tool("queries", "--out-header", tmp_path / "out/gracy/sql/catalogue.hpp", "--out-source", tmp_path / "out/catalogue.cpp",
                tmp_path / "queries")


def test_writes_typed_statements(tmp_path):
    result = queries(tmp_path, {"hr/second.sql": GOOD, "access/first.sql": GOOD.replace("read", "write")})
    assert result.returncode == 0, result.stderr
    header = (tmp_path / "out/gracy/sql/hr.hpp").read_text()
    assert "namespace gracy::sql::hr {" in header
    assert "std::optional<std::string_view> name_en;" in header
    assert ".tags = row.get<postgres::ArrayView<std::string_view>>(2)," in header
    assert "std::span<const std::int64_t> /*ids*/" in header
    assert "second{second_number};" in header
    source = (tmp_path / "out/catalogue.cpp").read_text()
    assert source.index('"access/first"') < source.index('"hr/second"')
    assert "const std::uint16_t hr::second_number = 1;" in source
    assert "std::array<std::uint32_t, 3> parameters_1{20, 1016, 25};" in source
    assert "std::array<std::uint32_t, 3> columns_1{20, 25, 1009};" in source
    assert ".kind = postgres::StatementKind::write" in source
    assert "-- One sentence" not in source


def test_same_input_rewrites_nothing(tmp_path):
    queries(tmp_path, {"hr/a.sql": GOOD})
    written = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*.?pp")}
    assert len(written) == 3
    queries(tmp_path, {})
    assert written == {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*.?pp")}


def test_header_of_a_feature_that_is_gone_goes(tmp_path):
    queries(tmp_path, {"hr/a.sql": GOOD, "jobs/a.sql": GOOD})
    (tmp_path / "queries/jobs/a.sql").unlink()
    queries(tmp_path, {})
    assert sorted(path.name for path in (tmp_path / "out/gracy/sql").iterdir()) == ["catalogue.hpp", "hr.hpp"]


@pytest.mark.parametrize("change, line, message", [
    (("-- kind: read\n", ""), 1, "`kind:` is missing"),
    (("-- plan: member_pkey|member_by_name department_pkey\n", ""), 1, "`plan:` is missing"),
    (("kind: read", "kind: maybe"), 3, "kind is one of"),
    (("process: nginx", "process: both\n-- process: nginx"), 5, "given twice"),
    (("process: nginx", "procces: nginx"), 4, "unknown key `procces`"),
    (("process: nginx", "just words"), 4, "expected `key: value`"),
    (("plan: member_pkey|member_by_name department_pkey", "plan: none"), 5, "wants a reason"),
    (("plan: member_pkey|member_by_name department_pkey", "plan: Member"), 5, "not an index name"),
    (("team_space_id bigint", "team_space_id smallint"), 6, "unknown type `smallint`"),
    (("team_space_id bigint", "team_space_id numeric"), 6, "read it as text"),
    (("ids bigint[]", "ids uuid[]"), 7, "arrays of uuid"),
    (("ids bigint[]", "ids bigint []"), 7, "expected `name type`"),
    (("column: id bigint", "column: class bigint"), 9, "cannot be a name in C++"),
    (("column: id bigint", "column: Id bigint"), 9, "cannot be a name in C++"),
    (("column: name_en", "column: id"), 10, "`id` is declared twice"),
    (("-- param: after text?\n", ""), 12, "$3 has no `param:`"),
    (("and $3::text is null ", ""), 8, "`after` ($3) is not used"),
    (("$q$ $6; $q$", "1; select 1"), 13, "without a semicolon"),
    (("-- One sentence.\n--\n", ""), 1, "an empty comment line separates"),
    (("-- One sentence.\n", ""), 1, "the header is missing"),
    (("kind: read", "kind: write\n-- primary: yes"), 4, "always runs on the primary"),
    (("from member", "from \")gracy\"\""), 12, "raw string's end mark"),
])
def test_refuses_with_file_and_line(tmp_path, change, line, message):
    assert change[0] in GOOD
    result = queries(tmp_path, {"hr/a.sql": GOOD.replace(*change, 1)})
    assert result.returncode == 1
    assert f"hr/a.sql:{line}: " in result.stderr
    assert message in result.stderr
    assert not (tmp_path / "out").exists()


def test_refuses_clashing_names(tmp_path):
    result = queries(tmp_path, {"hr/list.sql": GOOD, "hr/list_row.sql": GOOD})
    assert result.returncode == 1 and "clashes with" in result.stderr


@pytest.mark.parametrize("name", ["hr/Upper.sql", "hr/delete.sql", "toplevel.sql", "hr/deep/er.sql"])
def test_refuses_names(tmp_path, name):
    assert queries(tmp_path, {name: GOOD}).returncode == 1


def test_reports_every_error_at_once(tmp_path):
    result = queries(tmp_path, {"hr/a.sql": "select 1", "hr/b.sql": "select 2"})
    assert "a.sql:1" in result.stderr and "b.sql:1" in result.stderr


def migrations(tmp_path, names):
    (tmp_path / "functions/hr").mkdir(parents=True, exist_ok=True)
    (tmp_path / "functions/hr/rule.sql").write_text("create or replace function ...")
    (tmp_path / "migrations").mkdir(exist_ok=True)
    for name in names:
        (tmp_path / "migrations" / name).write_text(f"-- {name}\n")
    return tool("migrations", "--out-source", tmp_path / "out/migrations.cpp", tmp_path / "migrations", tmp_path / "functions")


def test_embeds_migrations_with_checksums(tmp_path):
    assert migrations(tmp_path, ["0002_b.sql", "0001_a.sql"]).returncode == 0
    source = (tmp_path / "out/migrations.cpp").read_text()
    digest = hashlib.sha256(b"-- 0001_a.sql\n").hexdigest()
    assert source.index(f'.name = "0001_a.sql",\n        .sha256 = "{digest}"') < source.index("0002_b.sql")
    assert '.name = "hr/rule.sql"' in source
    assert (tmp_path / "out/migrations.hpp").exists()


@pytest.mark.parametrize("names", [["0001_a.sql", "0001_b.sql"], ["1_a.sql"]])
def test_refuses_migrations_without_an_order(tmp_path, names):
    assert migrations(tmp_path, names).returncode == 1
