"""The export is a stream: whole, whatever the reader's pace, and nobody else's burden."""
import csv
import io
import json
import statistics
import subprocess
import time

import pytest

from support.build import patience, preload
from support.http_client import assert_problem
from support.load import Load
from support.processes import forget_peak, peak_bytes, resident_bytes
from support.waiting import eventually

PATH = "/api/v1/members/export.csv"
LINES = "/api/v1/members/export.ndjson"
MANY = 10_000


@pytest.fixture(scope="module")
def admin(client, people, database):
    """Of a team space that is large enough to be more than all buffers on the way."""
    database.sql("insert into gracy.member (team_space_id, name, name_en, email, title, status, hired_on)"
                 " select %s, '홍길동 ' || n, 'Gildong Hong ' || n, 'export' || n || '@new.example', '=cmd|' || repeat('x', 800) || n, 'active', '2026-01-01'"
                 " from generate_series(1, %s) as n", people.admin.team_space_id, MANY)
    database.sql("analyze gracy.member")
    return client.as_(people.admin.token)


def rows_of(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


def test_it_is_whole_and_in_order(admin, database, people):
    response = admin.get(PATH)
    assert response.status == 200 and response.complete
    assert response.header("Content-Type").startswith("text/csv")
    assert "attachment" in response.header("Content-Disposition")
    assert "no-store" in response.header("Cache-Control")
    header, *rows = rows_of(response.body.decode("utf-8-sig"))
    expected = database.sql('select member.id::text, name, email from gracy.member where team_space_id = %s order by name collate "C", member.id',
                            people.admin.team_space_id)
    places = [header.index(name) for name in ("id", "name", "email")]
    assert [tuple(row[place] for place in places) for row in rows] == expected


def test_a_file_is_called_by_the_day_where_its_readers_are(admin, database, people):
    """Which is another one than here on two days of three hours."""
    def named(tz: str) -> str:
        database.sql("update gracy.team_space set tz = %s where id = %s", tz, people.admin.team_space_id)
        return admin.get(PATH).header("Content-Disposition")
    try:
        for tz in ("Pacific/Kiritimati", "Pacific/Pago_Pago"):
            assert f"members-{database.one('select (now() at time zone %s)::date::text', tz)}.csv" in named(tz)
    finally:
        named("Asia/Seoul")


def test_a_file_can_be_imported_again(admin, database, people):
    """With everything that an import reads of somebody, and nothing changes."""
    space = people.admin.team_space_id
    database.sql("update gracy.member set tz = 'Europe/Paris', locale = 'en', skills = '{Rust,데이터 분석}', location_id = (select min(id) from gracy.location where team_space_id = %s)"
                 " where team_space_id = %s and id = %s", space, space, people.colleague.id)
    team = database.one("insert into gracy.team (team_space_id, name) values (%s, '파일 팀') returning id", space)
    database.sql("insert into gracy.team_member (team_space_id, team_id, member_id) values (%s, %s, %s)", space, team, people.colleague.id)
    header, *rows = rows_of(admin.get(PATH).body.decode("utf-8-sig"))
    [row] = [dict(zip(header, row)) for row in rows if row[0] == str(people.colleague.id)]
    location = database.one("select location.name from gracy.location join gracy.member on location_id = location.id and member.team_space_id = location.team_space_id"
                            " where member.id = %s and member.team_space_id = %s", people.colleague.id, space)
    assert (row["tz"], row["locale"], row["location"], row["skills"]) == ("Europe/Paris", "en", location, "Rust; 데이터 분석") and "파일 팀" in row["teams"]
    text = io.StringIO(newline="")
    csv.writer(text).writerows([header, list(row.values())])
    response = admin.request("POST", "/api/v1/members/import?dry_run=true", body=text.getvalue().encode(), headers=[("Content-Type", "text/csv")])
    assert response.status == 200 and not response.json().get("errors"), response


def test_that_somebody_will_leave_is_for_who_manages_people(admin, client, database, people):
    reader = people.hire("Reader")
    database.sql("insert into gracy.role_grant (team_space_id, member_id, role) values (%s, %s, 'hr_reader')", reader.team_space_id, reader.id)
    leaving = people.hire("Leaving")
    database.sql("update gracy.member set left_on = '2099-01-01' where team_space_id = %s and id = %s", leaving.team_space_id, leaving.id)

    def told(who):
        return next(row for row in (json.loads(line) for line in who.get(LINES).body.decode().splitlines()) if row["id"] == str(leaving.id))["left_on"]
    assert told(admin) == "2099-01-01"
    assert told(client.as_(reader.token)) is None


def test_json_lines_are_the_same_members(admin):
    response = admin.get(LINES)
    assert response.status == 200 and response.complete
    assert response.header("Content-Type") == "application/x-ndjson"
    assert ".ndjson" in response.header("Content-Disposition") and "no-store" in response.header("Cache-Control")
    header, *rows = rows_of(admin.get(PATH).body.decode("utf-8-sig"))
    # No apostrophes here: nobody runs these as formulas. And what is not there is null.
    expected = [[text.removeprefix("'") or None for text in row] for row in rows]
    lines = [json.loads(line) for line in response.body.decode().splitlines()]
    assert [list(line.values()) for line in lines] == expected and list(lines[0]) == header


def test_it_is_told_in_the_audit_log(admin, database, people):
    def told():
        return database.sql("select diff ->> 'format', count(*)::int from gracy.audit_log where team_space_id = %s and actor_id = %s"
                            " and action = 'export.stream' group by 1", people.admin.team_space_id, people.admin.id)
    before = dict(told())
    for path in (PATH, LINES):
        admin.get(path)
        admin.request("HEAD", path)  # gives no data
    assert {name: count - before.get(name, 0) for name, count in told()} == {"csv": 1, "ndjson": 1}


def test_what_looks_like_a_formula_is_only_text(admin):
    header, *rows = rows_of(admin.get(PATH).body.decode("utf-8-sig"))
    titles = [row[header.index("title")] for row in rows]
    assert titles and not any(title[:1] in ("=", "+", "-", "@", "\t") for title in titles)


def test_it_is_a_stream_to_http_1_0_and_over_tls_as_well(nginx, admin):
    whole = admin.get(PATH).body
    with admin.connect() as connection:
        lines = [f"GET {PATH} HTTP/1.0", f"Authorization: Bearer {admin.token}", "", ""]
        connection.send("\r\n".join(lines).encode())
        response = connection.read_response()
        assert response.header("Transfer-Encoding") is None
        assert response.body == whole
    assert nginx.tls_client.as_(admin.token).get(PATH).body == whole


def test_head_does_not_run_it_to_the_end(nginx, admin):
    before = nginx.settled().get("gracy_database_statements_total")
    response = admin.request("HEAD", PATH)
    assert response.status == 200 and response.body == b""
    assert nginx.settled().get("gracy_database_statements_total") - before < 10


@pytest.mark.skipif(bool(preload()), reason="the sanitizer keeps what was freed")
@pytest.mark.parametrize("path", [PATH, LINES])
def test_ten_thousand_members_add_less_than_four_megabytes(start_nginx, people, admin, path):
    """To a worker process that has done nothing of the kind before."""
    nginx = start_nginx()
    reader = nginx.client.as_(people.admin.token)
    reader.get("/api/v1/members?limit=1")
    [worker] = nginx.worker_pids()
    before = resident_bytes(worker)
    forget_peak(worker)
    response = reader.get(path)
    assert response.complete and len(response.body) > 8_000_000
    assert peak_bytes(worker) - before < 4 << 20


def test_a_short_request_does_not_wait_for_exports(nginx, admin):
    """In one run: its p99 beside exports to what it is without, medians of three turns. Whoever stood behind an export would
    take a hundred times as long."""
    command = ["curl", "-sS", "-o", "/dev/null", "-H", f"Authorization: Bearer {admin.token}", f"http://127.0.0.1:{admin.port}{PATH}"]

    def p99(exports: int) -> float:
        with Load(lambda: admin.get("/api/v1/members?limit=1"), threads=2) as load:
            end = time.monotonic() + 1.5
            running = []
            while time.monotonic() < end:
                running = [export for export in running if export.poll() is None]
                running += [subprocess.Popen(command) for _ in range(exports - len(running))]
                time.sleep(0.02)
        assert [export.wait(60) for export in running] == [0] * len(running)
        assert load.statuses().keys() == {200}
        return load.p99()

    ratios = [p99(exports=3) / p99(exports=0) for _ in range(3)]
    assert statistics.median(ratios) < 10, ratios


def test_an_export_lets_short_requests_go_first(admin):
    """In one run: how long it takes beside them to how long it takes alone. It pauses between pieces as long as others ask for something."""
    def fastest() -> float:
        def seconds() -> float:
            began = time.monotonic()
            assert admin.get(PATH).complete
            return time.monotonic() - began

        return min(seconds() for _ in range(3))

    alone = fastest()
    with Load(lambda: admin.get("/api/v1/members?limit=1"), threads=2) as load:
        beside = fastest()
    assert load.statuses().keys() == {200}
    assert beside > 1.5 * alone, (beside, alone)


@pytest.mark.skipif(bool(preload()), reason="the sanitizer keeps what was freed")
def test_a_slow_reader_costs_no_memory(nginx, admin):
    """Nothing is produced that is not taken: megabytes wait in the database and not in nginx."""
    whole = len(admin.get(PATH).body)
    assert whole > 3_000_000
    [worker] = nginx.worker_pids()
    before = resident_bytes(worker)
    connections = [admin.connect(timeout=30, receive_buffer=4096) for _ in range(8)]
    for connection in connections:
        connection.send_request("GET", PATH, admin.all_headers([]))
    for connection in connections:
        connection.read_head()
    time.sleep(0.5)
    grown = resident_bytes(worker) - before
    # A few rows, a piece of the body, and libpq's buffer for each.
    most = 300_000
    assert grown < len(connections) * most, f"{grown} bytes for {len(connections)} readers of {whole}"
    time.sleep(1)
    assert resident_bytes(worker) - before - grown < most, "it goes on without anybody reading"
    for connection in connections:
        connection.abort()
    nginx.settled()


def test_slow_readers_are_served_whole_and_others_meanwhile(start_nginx, admin, people):
    """More of them than there are connections for what lasts: a reader that does not read holds none for long."""
    nginx = start_nginx(pool="reads=2 writes=4 exclusive=3")
    reader = nginx.client.as_(people.admin.token)
    whole = admin.get(PATH).body
    connections = [reader.connect(timeout=30, receive_buffer=4096) for _ in range(5)]
    for connection in connections:
        connection.send_request("GET", PATH, reader.all_headers([]))
    time.sleep(0.5)
    with Load(lambda: reader.get("/api/v1/members?limit=20"), threads=2) as load:
        time.sleep(0.5)
        another = reader.get(PATH)
        assert another.status == 200 and another.body == whole
        for connection in connections:
            response = connection.read_response()
            assert response.complete and response.body == whole
            connection.close()
    assert load.statuses().keys() == {200}
    assert load.longest() < patience(1.5)
    nginx.settled()


def test_a_reader_who_is_let_go_of_gets_no_more(nginx, admin, people, database):
    """However slowly they read: the body ends where they are not an administrator any more, and does not look whole."""
    helper = people.hire("Export Helper")
    database.sql("insert into gracy.role_grant (team_space_id, member_id, role) values (%s, %s, 'admin')", helper.team_space_id, helper.id)
    reader = admin.as_(helper.token)
    with reader.connect(timeout=30, receive_buffer=4096) as connection:
        connection.send_request("GET", PATH, reader.all_headers([]))
        head = connection.read_head()
        database.sql("delete from gracy.role_grant where member_id = %s", helper.id)
        eventually(lambda: reader.get("/api/v1/members/export.csv").status == 403, "the role to end")
        connection.read_body(head)
        assert not head.complete
    nginx.settled()


def test_a_reader_that_stops_reading_is_dropped(start_nginx, admin, people):
    nginx = start_nginx(http="send_timeout 500ms;")
    reader = nginx.client.as_(people.admin.token)
    with reader.connect(receive_buffer=4096) as connection:
        connection.send_request("GET", PATH, reader.all_headers([]))
        head = connection.read_head()
        eventually(lambda: nginx.metrics().get("gracy_requests_in_progress") <= 1, "the reader to be dropped", 5)
        connection.read_body(head)
        assert not head.complete, "a truncated body must not look complete"
    nginx.settled()


def test_a_database_that_dies_in_the_middle_cuts_the_body_visibly(start_nginx, admin, people, database):
    """The status was sent long ago; the only honest answer is an end that no client takes for the end."""
    nginx = start_nginx(pool="reads=1 writes=1 exclusive=1")
    reader = nginx.client.as_(people.admin.token)
    with reader.connect(receive_buffer=4096, timeout=30) as connection:
        connection.send_request("GET", PATH, reader.all_headers([]))
        head = connection.read_head()
        assert head.status == 200
        # The reader is slow, so a further statement goes on; its table is gone.
        database.sql("alter table gracy.member rename to member_away")
        try:
            connection.read_body(head)
        finally:
            database.sql("alter table gracy.member_away rename to member")
        assert not head.complete
    assert len(nginx.worker_pids()) == 1
    eventually(lambda: reader.get(PATH).status == 200, "the next export to work", 10)


def test_what_fails_at_once_is_a_problem_and_not_an_empty_file(admin, client, people, database):
    assert admin.get("/api/v1/me").status == 200  # known from now on, without a look at the table
    database.sql("alter table gracy.member rename to member_away")
    try:
        assert_problem(admin.get(PATH), 500, "internal")
    finally:
        database.sql("alter table gracy.member_away rename to member")
    eventually(lambda: admin.get(PATH).status == 200, "the next export to work", 10)
    assert_problem(client.as_(people.member.token).get(PATH), 403, "forbidden")
