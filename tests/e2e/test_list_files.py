"""Lists as CSV files: the rows of the screen, all pages of them, and nothing that the screen withholds."""
import csv
import io
from datetime import datetime, timedelta

import pytest

from support.http_client import assert_problem

LISTS = ["analytics/recognition", "analytics/values", "analytics/mood", "analytics/enps", "analytics/coffee", "analytics/network", "analytics/check-ins", "leaderboards", "audit-log"]


@pytest.fixture(scope="module")
def admin(client, people, database):
    space = people.admin.team_space_id
    # Periods that are shown and withheld, whatever they were.
    database.sql("delete from gracy.group_activity where team_space_id = %s and period_start in ('2026-01-01', '2026-02-01')", space)
    for start, withheld, gifts in (("2026-01-01", None, 7), ("2026-02-01", "too_few", None)):
        database.sql("insert into gracy.group_activity (team_space_id, group_kind, group_id, grain, period_start, members, withheld, gifts)"
                     " values (%s, 'team_space', 0, 'month', %s, 9, %s, %s)", space, start, withheld, gifts)
    for n in range(5):
        database.sql("select gracy.note_audit(%s, %s, 'test.line', 'thing', %s, 'r', %s)", space, people.admin.id, str(n), '{"text": ["=1+1", null]}')
    return client.as_(people.admin.token)


def rows_of(response) -> list[dict]:
    assert response.status == 200 and response.complete, response
    assert response.header("Content-Type").startswith("text/csv") and "no-store" in response.header("Cache-Control")
    return list(csv.DictReader(io.StringIO(response.body.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("name", LISTS)
def test_a_file_has_the_rows_of_the_list(admin, name):
    file = rows_of(admin.get(f"/api/v1/{name}/export.csv"))
    shown = admin.get(f"/api/v1/{name}" + ("?limit=200" if name in ("leaderboards", "audit-log") else "")).json()["data"]
    if name == "audit-log":
        shown = [line for line in shown if int(line["id"]) <= int(file[0]["id"])]  # without the file's own line
        file = file[:len(shown)]
    assert len(file) == len(shown)
    for row, line in zip(file, shown):
        for column, text in row.items():
            value = line
            for part in column.split("."):
                value = value[part]
            if value is None:
                assert text == "", column
            elif column in ("at", "fire_at", "closed_at"):
                assert datetime.fromisoformat(text) == datetime.fromisoformat(value).replace(microsecond=0), column
                assert datetime.fromisoformat(text).utcoffset() == timedelta(hours=9), text
            elif isinstance(value, (str, int, float)) and not isinstance(value, bool):
                assert text.removeprefix("'") == str(value) or float(text) == float(value), column


def test_what_is_withheld_has_its_reason_and_no_number(admin):
    rows = {row["period_start"]: row for row in rows_of(admin.get("/api/v1/analytics/recognition/export.csv?from=2026-01-01&to=2026-03-01"))}
    assert rows["2026-01-01"]["gifts"] == "7" and rows["2026-01-01"]["withheld"] == ""
    assert rows["2026-02-01"]["gifts"] == "" and rows["2026-02-01"]["withheld"] == "too_few"


def test_a_file_has_all_pages(admin, database, people):
    database.sql("select gracy.note_audit(%s, %s, 'test.page', 'thing', n::text, 'r', %s) from generate_series(0, 449) n",
                 people.admin.team_space_id, people.admin.id, '{"text": ["=1+1", null]}')
    lines = rows_of(admin.get("/api/v1/audit-log/export.csv?action=test.page"))
    assert [line["target_id"] for line in lines] == [str(n) for n in reversed(range(450))], "three pages, whose length nobody chooses"
    assert lines[0]["diff"] == '{"text":["=1+1",null]}'


@pytest.mark.parametrize("name", ["leaderboards", "audit-log"])
def test_nobody_chooses_the_pages_of_a_file(admin, name):
    for query, names in (("include=total&limit=1", ["include", "limit"]), ("limit=2&limit=2", ["limit"]),
                         ("offset=0", ["offset"]), ("cursor=x", ["cursor"])):
        answer = admin.get(f"/api/v1/{name}/export.csv?{query}")
        assert_problem(answer, 400, "malformed-query")
        assert [(error["parameter"], error["code"]) for error in answer.json()["errors"]] == [(each, "unknown_parameter") for each in names]


def test_the_audit_log_tells_of_a_file_and_what_was_asked(admin, database, people):
    def told():
        return database.sql("select diff ->> 'query' from gracy.audit_log where team_space_id = %s and action = 'export.stream' and target_id = 'leaderboard'"
                            " order by id", people.admin.team_space_id)
    before = len(told())
    assert "leaderboard-20" in admin.get("/api/v1/leaderboards/export.csv?period=year").header("Content-Disposition")
    assert admin.request("HEAD", "/api/v1/leaderboards/export.csv").status == 200  # gives no data
    assert told()[before:] == [("period=year",)]


def test_a_file_refuses_what_its_list_refuses(admin, client, people, database):
    assert_problem(admin.get("/api/v1/analytics/mood/export.csv?nobody=1"), 400, "malformed-query")
    manager = client.as_(people.manager.token)
    assert_problem(manager.get("/api/v1/analytics/recognition/export.csv?group=team_space"), 403, "forbidden")
    assert rows_of(manager.get("/api/v1/analytics/recognition/export.csv")) is not None
    database.sql("update gracy.recognition_policy set leaderboards = false where team_space_id = %s", people.admin.team_space_id)
    assert_problem(admin.get("/api/v1/leaderboards/export.csv"), 403, "leaderboards-off")
    database.sql("update gracy.recognition_policy set leaderboards = true where team_space_id = %s", people.admin.team_space_id)
