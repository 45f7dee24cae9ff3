"""Exports that the worker writes: of one moment, whole whatever dies, for the one who asked, and gone after a day."""
import csv
import io
import json
import time
from datetime import datetime, timedelta

import pytest

from support.http_client import assert_problem, errors_of
from support.load import Load
from support.processes import frozen
from worker_fixtures import *  # noqa: F401,F403 - fixtures
from worker_fixtures import Jobs, eventually

PATH = "/api/v1/exports"
MANY = 20_000


@pytest.fixture(scope="module")
def admin(client, people, database):
    database.sql("insert into gracy.member (team_space_id, name, email, title, status, hired_on)"
                 " select %s, '홍길동 ' || n, 'many' || n || '@new.example', '=cmd|' || n, 'active', '2026-01-01'"
                 " from generate_series(1, %s) as n", people.admin.team_space_id, MANY)
    database.sql("analyze gracy.member")
    return client.as_(people.admin.token)


@pytest.fixture
def worker(start_worker, database):
    return start_worker("jobs", on=database)


def ask(client, dataset: str, format: str = "csv", headers=None) -> str:
    response = client.post(PATH, {"dataset": dataset, "format": format}, headers)
    assert response.status == 202, response
    assert response.header("Location") == f"{PATH}/{response.json()['id']}"
    return response.json()["id"]


def done(client, export: str) -> dict:
    return eventually(lambda: (state := client.get(f"{PATH}/{export}").json())["state"] == "done" and state, "the export to be done", 60)


def test_that_somebody_will_leave_is_written_for_who_manages_people(admin, client, worker, database, people):
    reader = people.hire("Reader")
    database.sql("insert into gracy.role_grant (team_space_id, member_id, role) values (%s, %s, 'hr_reader')", reader.team_space_id, reader.id)
    leaving = people.hire("Leaving")
    database.sql("update gracy.member set left_on = '2099-01-01' where team_space_id = %s and id = %s", leaving.team_space_id, leaving.id)

    def told(who):
        text = who.get(done(who, ask(who, "members"))["download"]).body.decode("utf-8-sig")
        return next(row for row in csv.DictReader(io.StringIO(text, newline="")) if row["id"] == str(leaving.id))["left_on"]
    assert (told(admin), told(client.as_(reader.token))) == ("2099-01-01", "")


def test_a_file_has_what_the_token_that_asked_could_read(admin, client, worker, database, people):
    """However much more its owner may, as a file that is sent at once. And a token reads no file of who may read more."""
    leaving = people.hire("Leaving by token")
    database.sql("update gracy.member set left_on = '2099-02-02' where team_space_id = %s and id = %s", leaving.team_space_id, leaving.id)

    def last_day(response) -> str:
        rows = csv.DictReader(io.StringIO(response.body.decode("utf-8-sig"), newline=""))
        return next(row for row in rows if row["id"] == str(leaving.id))["left_on"]
    narrow = client.as_(database.add_token(people.admin.team_space_id, people.admin.id, ("exports:write", "people:export")))
    wide = client.as_(database.add_token(people.admin.team_space_id, people.admin.id, ("exports:write", "people:export", "people:write")))
    narrow_file, wide_file = (done(who, ask(who, "members"))["download"] for who in (narrow, wide))
    assert last_day(narrow.get(narrow_file)) == last_day(narrow.get("/api/v1/members/export.csv")) == ""
    assert last_day(wide.get(wide_file)) == last_day(wide.get("/api/v1/members/export.csv")) == "2099-02-02"
    assert "people:write" in str(assert_problem(narrow.get(wide_file), 403, "forbidden"))
    assert last_day(wide.get(narrow_file)) == ""


def test_who_has_lost_the_right_gets_no_file(client, people, database, start_worker):
    reader = people.hire("Former reader")
    database.sql("insert into gracy.role_grant (team_space_id, member_id, role) values (%s, %s, 'hr_reader')", reader.team_space_id, reader.id)
    export = ask(client.as_(reader.token), "members")
    database.sql("delete from gracy.role_grant where team_space_id = %s and member_id = %s", reader.team_space_id, reader.id)
    start_worker("jobs", on=database)
    eventually(lambda: database.one("select state from gracy.export_job where id = %s", int(export)) == "failed", "the export to fail", 30)
    assert database.one("select count(*) from gracy.export_chunk where export_id = %s", int(export)) == 0


def test_a_large_export_is_written_and_downloaded(admin, worker, database, people):
    export = ask(admin, "members")
    state = done(admin, export)
    members = database.one("select count(*) from gracy.member where team_space_id = %s", people.admin.team_space_id)
    assert state["rows_done"] == state["rows_total"] == members and state["progress"] == 100
    response = admin.get(state["download"])
    assert response.status == 200 and response.complete and len(response.body) == state["bytes"] > 1_000_000
    assert response.body.startswith(b"\xef\xbb\xbfid,name,") and response.header("Content-Type").startswith("text/csv")
    header, *rows = csv.reader(io.StringIO(response.body.decode("utf-8-sig"), newline=""))
    expected = database.sql('select id::text, name, email from gracy.member where team_space_id = %s order by name collate "C", member.id',
                            people.admin.team_space_id)
    assert [(row[0], row[1], row[header.index("email")]) for row in rows] == expected
    assert not any(row[header.index("title")][:1] in ("=", "+", "-", "@") for row in rows)
    assert database.one("select max(octet_length(content)) from gracy.export_chunk where export_id = %s", int(export)) <= 256 * 1024
    notices = database.sql("select member_id, subject_id from gracy.member_notice where kind = 'export.done'")
    assert (people.admin.id, export) in notices
    assert database.one("select count(*) from gracy.audit_log where action = 'export.create' and target_id = %s", export) == 1


def test_kudos_are_exported_as_they_are_shown(admin, worker, database, people):
    space = people.admin.team_space_id
    for visibility in ("anonymous", "private"):
        gift = database.one("insert into gracy.kudos (team_space_id, giver_id, value_id, message, points, visibility, source)"
                            " select %s, %s, (select min(id) from gracy.company_value where team_space_id = %s), %s, 1, %s, 'api' returning id",
                            space, people.member.id, space, f"{visibility} 칭찬", visibility)
        database.sql("insert into gracy.kudos_recipient (team_space_id, kudos_id, member_id, position, points, created_at)"
                     " values (%s, %s, %s, 1, 1, now())", space, gift, people.colleague.id)
    export = ask(admin, "kudos", "ndjson")
    state = done(admin, export)
    lines = [json.loads(line) for line in admin.get(state["download"]).body.decode().splitlines()]
    assert len(lines) == state["rows_total"] > 100
    [anonymous] = [line for line in lines if line["message"] == "anonymous 칭찬"]
    assert anonymous["giver"] is None and anonymous["giver_id"] is None
    assert not [line for line in lines if line["message"] == "private 칭찬"]
    shown = {line["id"]: line for line in lines}
    for gift in admin.get("/api/v1/kudos?limit=50").json()["data"]:
        line = shown[gift["id"]]
        assert (line["message"], line["points"], line["visibility"]) == (gift["message"], gift["points"], gift["visibility"])
        assert line["recipient_ids"].split("; ") == [person["id"] for person in gift["recipients"]]
        at = datetime.fromisoformat(line["created_at"])
        assert at == datetime.fromisoformat(gift["created_at"]).replace(microsecond=0) and at.utcoffset() == timedelta(hours=9)


def test_a_file_is_for_the_one_who_asked(admin, worker, client, people):
    export = ask(admin, "kudos")
    state = done(admin, export)
    owner = client.as_(people.owner.token)
    for path in (f"{PATH}/{export}", state["download"]):
        assert_problem(owner.get(path), 404, "not-found")
        assert_problem(client.as_(people.member.token).get(path), 403, "forbidden")
    assert export not in [one["id"] for one in owner.get(PATH).json()["data"]]
    assert export in [one["id"] for one in admin.get(f"{PATH}?limit=200").json()["data"]]


def test_nothing_is_downloaded_before_it_is_whole(admin, database):
    export = ask(admin, "kudos")
    assert_problem(admin.get(f"{PATH}/{export}/download"), 409, "export-not-ready")
    assert admin.get(f"{PATH}/{export}").json()["download"] is None
    database.sql("delete from gracy.job where kind = 'exports.write'")
    database.sql("update gracy.export_job set state = 'failed' where id = %s", int(export))
    assert_problem(admin.get(f"{PATH}/{export}/download"), 409, "export-failed")
    database.sql("delete from gracy.export_job where id = %s", int(export))


def test_asking_twice_with_a_key_is_asking_once(admin, database):
    key = [("Idempotency-Key", "export-1")]
    first, again = (admin.post(PATH, {"dataset": "kudos"}, key) for _ in range(2))
    assert first.json()["id"] == again.json()["id"] and again.header("Idempotency-Replayed") == "true"
    assert errors_of(assert_problem(admin.post(PATH, {"dataset": "members"}, key), 422)) == {"Idempotency-Key": "key_reused"}
    assert errors_of(assert_problem(admin.post(PATH, {"dataset": "moods"}), 422)) == {"#/dataset": "not_one_of"}
    for _ in range(4):
        ask(admin, "kudos")
    assert_problem(admin.post(PATH, {"dataset": "kudos"}), 409, "too-many-exports")
    database.sql("delete from gracy.job where kind = 'exports.write'")
    database.sql("delete from gracy.export_job where state = 'queued'")


def test_a_file_takes_the_right_to_read_what_is_in_it(client, people, database):
    """A token for exports alone gets nobody's data."""
    def token(*scopes):
        return client.as_(database.add_token(people.admin.team_space_id, people.admin.id, scopes))

    exporter = token("exports:write")
    assert "people:export" in str(assert_problem(exporter.post(PATH, {"dataset": "members"}), 403, "forbidden"))
    assert "kudos:read" in str(assert_problem(exporter.post(PATH, {"dataset": "kudos"}), 403, "forbidden"))
    export = ask(token("exports:write", "people:export"), "members")
    assert_problem(exporter.get(f"{PATH}/{export}/download"), 403, "forbidden")
    assert_problem(token("exports:write", "kudos:read").get(f"{PATH}/{export}/download"), 403, "forbidden")
    database.sql("delete from gracy.job where kind = 'exports.write'")
    database.sql("delete from gracy.export_job where id = %s", int(export))


def test_an_export_whose_job_died_fails_and_says_so(admin, people, start_worker, database):
    export = ask(admin, "members")
    database.sql("update gracy.export_job set state = 'running', attempt = 5 where id = %s", int(export))
    database.sql("update gracy.job set state = 'dead', finished_at = now() where kind = 'exports.write' and payload ->> 'export_id' = %s", export)
    start_worker("jobs", on=database)
    Jobs(database).add("exports.settle", "bulk")
    eventually(lambda: admin.get(f"{PATH}/{export}").json()["state"] == "failed", "the export to fail", 30)
    assert database.sql("select member_id from gracy.member_notice where kind = 'export.failed' and subject_id = %s", export) == [(people.admin.id,)]


def test_a_killed_worker_s_export_is_written_by_the_next(admin, start_worker, database):
    """Again from the beginning, so that the file is of one moment; what the dead one wrote is gone."""
    export = ask(admin, "members")
    database.sql("update gracy.export_job set state = 'running', attempt = 1, rows_done = 500, chunks = 1, bytes = 4 where id = %s", int(export))
    database.sql("insert into gracy.export_chunk (team_space_id, export_id, number, content)"
                 " select team_space_id, id, 1, 'half' from gracy.export_job where id = %s", int(export))
    start_worker("jobs", on=database)
    state = done(admin, export)
    body = admin.get(state["download"]).body
    assert len(body) == state["bytes"] and body.startswith(b"\xef\xbb\xbfid,") and b"half" not in body[:100]
    # The dead one was only slow: what it still wants to write is refused.
    [(space,)] = database.sql("select team_space_id from gracy.export_job where id = %s", int(export))
    assert database.one("select gracy.write_export_chunk(%s, %s, 1, 'late', 1, 1)", space, int(export)) is False
    assert database.one("select gracy.finish_export(%s, %s, 1, 'failed')", space, int(export)) is False


def test_who_asked_can_delete_the_file(admin, worker, client, people):
    export = ask(admin, "members")
    state = done(admin, export)
    assert_problem(client.as_(people.owner.token).request("DELETE", f"{PATH}/{export}"), 404)
    assert admin.request("DELETE", f"{PATH}/{export}").status == 204
    for path in (f"{PATH}/{export}", state["download"]):
        assert_problem(admin.get(path), 404)
    assert export not in [row["id"] for row in admin.get(f"{PATH}?limit=200").json()["data"]]
    assert_problem(admin.request("DELETE", f"{PATH}/{export}"), 404)


def test_an_export_that_is_given_up_is_not_written(admin, database, start_worker):
    given_up, kept = ask(admin, "members"), ask(admin, "kudos")
    assert admin.request("DELETE", f"{PATH}/{given_up}").status == 204
    start_worker("jobs", on=database)
    done(admin, kept)  # whose job came later
    assert database.one("select count(*) from gracy.export_chunk where export_id = %s", int(given_up)) == 0
    told = {notice["subject"]["id"] for notice in admin.get("/api/v1/me/notices?limit=200").json()["data"] if notice["kind"].startswith("export.")}
    assert kept in told and given_up not in told


def test_an_expired_file_is_gone(admin, worker, database):
    export = ask(admin, "kudos")
    state = done(admin, export)
    database.sql("update gracy.export_job set expires_at = now() - interval '1 second' where id = %s", int(export))
    assert_problem(admin.get(state["download"]), 404, "not-found")
    assert database.one("select gracy.purge_exports(100)") >= 1
    assert database.one("select count(*) from gracy.export_chunk where export_id = %s", int(export)) == 0


def test_too_many_members_to_wait_for_are_an_export_by_itself(admin, worker, database, people):
    """From the route that streams: who asks again meanwhile gets the same, and a personal notice tells when it is there."""
    space = people.admin.team_space_id
    database.sql("insert into gracy.member (team_space_id, name, email, status) select %s, '임꺽정 ' || n, 'more' || n || '@new.example', 'active'"
                 " from generate_series(1, 50001 - (select count(*) from gracy.member where team_space_id = %s)) as n", space, space)
    path = "/api/v1/members/export.ndjson"
    assert admin.request("HEAD", path).status == 200
    assert database.one("select count(*) from gracy.export_job where format = 'ndjson' and dataset = 'members'") == 0
    with frozen(worker.pid):
        response, again = admin.get(path), admin.get(path)
    assert response.status == again.status == 202 and response.json()["id"] == again.json()["id"]
    export = response.json()["id"]
    assert response.header("Location") == f"{PATH}/{export}"
    state = done(admin, export)
    assert state["rows_done"] == 50_001
    assert admin.get(state["download"]).body.count(b"\n") == 50_001
    [notice] = [one for one in admin.get("/api/v1/me/notices").json()["data"] if one["subject"] == {"kind": "export", "id": export}]
    assert notice["kind"] == "export.done"
    assert database.one("select count(*) from gracy.audit_log where action = 'export.create' and target_id = %s", export) == 1


def test_others_are_served_while_files_are_written_and_read(admin, worker):
    before = []
    for _ in range(60):
        begun = time.monotonic()
        admin.get("/api/v1/members?limit=20")
        before.append(time.monotonic() - begun)
    exports = [ask(admin, "members") for _ in range(3)]
    with Load(lambda: admin.get("/api/v1/members?limit=20"), threads=2) as load:
        for export in exports:
            admin.get(done(admin, export)["download"])
    assert load.statuses().keys() == {200}
    # A request that stood behind an export would take as long as one: a second and more.
    assert load.longest() < max(1.5, 20 * max(before))
