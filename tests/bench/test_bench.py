"""The benchmark measures what it says: its arithmetic, its accounting, and that everybody answers the same."""

import csv
import json
import os
import re
import shutil
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from harness import answers, contenders, equality, events, features, report
from harness.accounting import PeakMemory, cpu_seconds
from harness.demo import hash_parameters, read_assignments, rolled_up, statement
from harness.load import LoadError, Request, wrk
from harness.measure import Meter, running
from harness.pairs import FIELDS, Run, compare, interleave, own
from harness.server import Server, ask, free_port

HERE = Path(__file__).resolve().parent
needs_node = pytest.mark.skipif(not (HERE / "node_modules" / "fastify").is_dir(), reason="the Node.js contenders are not installed (npm)")


def run(rps, p99=1.0):
    return Run(rps=rps, p50_ms=p99 / 2, p99_ms=p99, cpu_s_per_1000=1.0, peak_mb=10.0)


# Arithmetic.

def test_pairs_run_in_turn():
    order = []
    interleave(lambda: order.append("ours"), lambda: order.append("theirs"), 3)
    assert order == ["ours", "theirs"] * 3


def test_ratio_is_the_median_of_the_pairs_not_of_the_sides():
    # The machine slows down by half in the middle; every pair still says four.
    pairs = [(run(4000, 1), run(1000, 8)), (run(2000, 2), run(500, 16)), (run(2000, 2), run(500, 16)), (run(400, 9), run(1000, 9))]
    entry = compare(pairs)
    assert entry.ratio == 4.0
    assert entry.rps == 750
    assert entry.p99_ratio == 8.0


def test_published_entry_has_the_agreed_fields():
    assert set(compare([(run(2), run(1))]).published()) == {*FIELDS, "ratio"}
    assert own([run(2), run(4), run(9)]).published()["rps"] == 4
    assert own([run(2)]).published()["ratio"] == 1


def test_results_are_a_file_a_table_and_a_plot(tmp_path):
    entries = {"ours": ("Gracy", own([run(1000)])), "other": ("Other", compare([(run(1000), run(10, 100))]))}
    text = report.write(tmp_path, "list", entries, 1)
    assert json.loads((tmp_path / "list.json").read_text())["other"]["ratio"] == 100
    assert "100.00x" in text
    assert (tmp_path / "list.svg").read_text().lstrip().startswith("<?xml")
    assert (tmp_path / "list.png").read_bytes().startswith(b"\x89PNG")


def test_assignments_are_read_as_a_shell_reads_them(tmp_path):
    file = tmp_path / "demo.env"
    file.write_text("""# comment\nA='plain'\nB='it'\\''s'\nC=\nD="x y"\n""")
    assert read_assignments(file) == {"A": "plain", "B": "it's", "C": "", "D": "x y"}


def test_hash_parameters_are_read_from_the_stored_form():
    assert hash_parameters("$argon2id$v=19$m=65536,t=2,p=1$c2FsdA$aGFzaA") == "m=65536,t=2,p=1"


def test_statement_comes_without_its_header():
    text = statement("people", "list_members")
    assert text.startswith("select") and "param:" not in text


# Accounting.

def test_cpu_time_of_the_whole_tree_is_counted_also_when_it_ends():
    burn = "t = time.process_time()\nwhile time.process_time() - t < 0.3: pass"
    program = f"import os, time\npid = os.fork()\n{burn}\nif pid == 0: os._exit(0)\nos.wait()\nprint('done', flush=True)\ntime.sleep(60)"
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE) as process:
        process.stdout.readline()
        used = cpu_seconds(process.pid)
        process.kill()
    assert 0.55 < used < 0.8


def test_peak_memory_remembers_what_was_given_back():
    program = "import time\nx = bytearray(b'1') * (64 << 20)\ntime.sleep(1)\ndel x\nprint('done', flush=True)\ntime.sleep(60)"
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE) as process:
        with PeakMemory(process.pid, every=0.05) as peak:
            process.stdout.readline()
        process.kill()
    assert 64 < peak.mb < 110


# Load.

def static_server(tmp_path, body):
    contender = contenders.static(body)
    tmp_path.chmod(0o755)
    return contender, contender.server(tmp_path)


def test_static_answers_any_bytes_of_any_length(tmp_path):
    body = json.dumps({"text": "it's $5 & \\ \"quoted\" " + "한글🎯" * 2000}, ensure_ascii=False).encode()
    contender, server = static_server(tmp_path, body)
    with server:
        equality.check_bytes(server, contender, body)
        with pytest.raises(equality.Unequal):
            equality.check_bytes(server, contender, body + b" ")


def test_wrk_counts_answers_and_refuses_to_count_errors(tmp_path):
    contender, server = static_server(tmp_path, b"{}")
    with server:
        load = wrk(server.port, contender.request, 4, 1)
        assert load.requests > 100 and load.p50_ms <= load.p99_ms
        refusing = (tmp_path / "nginx.conf").read_text().replace("return 200", "return 503")
        (tmp_path / "nginx.conf").write_text(refusing)
    with server, pytest.raises(LoadError):
        wrk(server.port, contender.request, 4, 1)


def test_slow_server_is_idle_again_before_the_next_run(tmp_path):
    """One request at a time, each half a second of work: eight wait when the load generator leaves."""
    program = (
        "import os, time\nfrom http.server import BaseHTTPRequestHandler, HTTPServer\n"
        "class Handler(BaseHTTPRequestHandler):\n"
        "    def do_GET(self):\n"
        "        end = time.process_time() + 0.3\n"
        "        while time.process_time() < end: pass\n"
        "        self.send_response(200); self.send_header('Content-Length', '0'); self.end_headers()\n"
        "    def log_message(self, *_): pass\n"
        "HTTPServer.request_queue_size = 64\n"
        "HTTPServer(('127.0.0.1', int(os.environ['PORT'])), Handler).serve_forever()\n"
    )
    contender = contenders.Contender("slow", "slow", None, Request("/"))
    with Server([sys.executable, "-c", program], free_port(), tmp_path / "log") as server:
        Meter(os.getpid(), 8, 1).run(contender, server, 1)
        before = cpu_seconds(server.pid)
        time.sleep(0.5)
        assert cpu_seconds(server.pid) - before < 0.1


def test_server_that_cannot_start_says_why(tmp_path):
    server = Server([sys.executable, "-c", "raise SystemExit('no such database')"], free_port(), tmp_path / "log")
    with pytest.raises(RuntimeError, match="no such database"):
        server.start()


def test_server_is_gone_when_it_is_stopped(tmp_path):
    _, server = static_server(tmp_path, b"{}")
    with server:
        assert ask(server.port, "GET", "/").status == 200
        pid = server.pid
    assert not Path(f"/proc/{pid}").exists()


# Contenders.

LISTS = [contenders.flask_list, contenders.django_optimised, contenders.django_as_it_was, pytest.param(contenders.fastify, marks=needs_node)]


@pytest.fixture(scope="session")
def reference(demo):
    """The page as the statement itself gives it."""
    text = re.sub(r"\$(\d+)", r"%(p\1)s", statement("people", "list_members"))
    values = {f"p{number}": value for number, value in enumerate((demo.team_space, "", 0, 21, 0), 1)}
    with closing(demo.connect()) as connection, connection.cursor() as cursor:
        cursor.execute(text, values)
        return json.dumps(contenders_page(cursor.fetchall())).encode()


def contenders_page(rows):
    def text(value):
        return None if value is None else str(value)

    names = ("id", "name", "name_en", "email", "title", "department_id", "department_name", "manager_id", "status", "hired_on")
    data = [dict(zip(names, map(text, row))) for row in rows[:20]]
    return {"data": data, "page": {"limit": 20, "next_cursor": "more" if len(rows) > 20 else None}}


@pytest.mark.parametrize("make", LISTS)
def test_list_contender_answers_our_page(demo, reference, make):
    contender = make(demo, demo.team_space)
    with running(contender) as server:
        equality.check_page(server, contender, reference)
        # Two members in each other's place are found out.
        changed = json.loads(reference)
        changed["data"][3], changed["data"][4] = changed["data"][4], changed["data"][3]
        with pytest.raises(equality.Unequal):
            equality.check_page(server, contender, json.dumps(changed).encode())


def test_pgbench_runs_our_statement(demo, reference):
    contender = contenders.pgbench(demo, demo.team_space)
    equality.check_statement(demo, contender, reference)
    contender.script.clients = 2
    measured = Meter(demo.postmaster, 2, 1).run(contender, None, 1)
    assert measured.rps > 10 and 0 < measured.cpu_s_per_1000 and measured.p50_ms <= measured.p99_ms
    contender.script.parameters["p5"] = 1
    with pytest.raises(equality.Unequal):
        equality.check_statement(demo, contender, reference)


def login_request(demo):
    values = demo.values
    body = {"team_space": values["GRACY_TEAM_SPACE"], "email": values["GRACY_LOGIN_EMAIL"], "password": values["GRACY_LOGIN_PASSWORD"]}
    return Request("/api/v1/login", "POST", (("Content-Type", "application/json"),), json.dumps(body))


@pytest.mark.parametrize("make", [
    contenders.flask_login, contenders.sinatra_login, pytest.param(contenders.node_login, marks=needs_node),
    pytest.param(contenders.apache_login, marks=pytest.mark.skipif(shutil.which("apxs") is None, reason="apache2-dev is not installed")),
])
def test_login_contender_opens_sessions_and_refuses_wrong_passwords(demo, make):
    contender = make(demo, login_request(demo))
    with running(contender) as server:
        equality.check_login(demo, server, contender)
        measured = Meter(demo.postmaster, 2, 1).run(contender, server, 1)
    assert measured.rps > 0 and measured.cpu_s_per_1000 > 0 and measured.peak_mb > 0


def test_login_that_checks_nothing_is_found_out(demo, tmp_path):
    contender = contenders.static(b'{"token": "grs_nobody"}')
    contender.request = login_request(demo)
    with running(contender) as server, pytest.raises(equality.Unequal):
        equality.check_login(demo, server, contender)


# Features.

@pytest.fixture(scope="module")
def month(demo):
    """A month of recognition, as the worker would have rolled it up."""
    demo.query("insert into gracy.group_activity (team_space_id, group_kind, group_id, grain, period_start, members, givers, receivers, participation,"
               " gifts, points, public_gifts, cross_gifts, pairs, mutual_pairs, isolated) values (%s, 'team_space', 0, 'month', '2026-01-01', 300, 90, 80, 40, 400, 900, 200, 100,"
               " 50, 10, 7) on conflict do nothing", demo.team_space)


def django_page(demo, page):
    path = features.joined(page.their_path or page.path, team_space_id=demo.team_space)
    return contenders.django_features(demo, "django", "Django", Request(path))


@pytest.mark.parametrize("pages", [features.team_pages, features.search_pages, features.leaderboard_pages])
def test_django_and_pgbench_answer_the_same_pages(demo, pages):
    """Ours is compared when it is measured; here, where there is none, they are compared with each other."""
    def cursor_of_nobody(_):
        return b'{"page": {"next_cursor": "x"}}'

    found = set()
    for page in pages(demo, cursor_of_nobody):
        django = django_page(demo, page)
        pgbench = contenders.Statement("pgbench", "pgbench", contenders.script(demo, page.statements))
        with running(django) as server:
            answer = equality.get(server, django)
        equality.check_rows(demo, pgbench, answer, page.row)
        found.add(answer)
        entries = json.loads(answer)
        entries["data"].reverse()
        if len(entries["data"]) > 1:
            with pytest.raises(equality.Unequal):
                equality.check_rows(demo, pgbench, json.dumps(entries).encode(), page.row)
    assert pages is not features.team_pages or len(found) == 2, "the same place by offset and by cursor, and another one"


def test_the_dashboard_s_statements_and_django_answer_the_month(demo, month):
    [page] = features.dashboard_pages(demo, None)
    django = django_page(demo, page)
    with running(django) as server:
        answer = equality.get(server, django)
        equality.check_data(server, django, answer)
        with pytest.raises(equality.Unequal):
            equality.check_data(server, django, answer.replace(b'"pairs":50', b'"pairs":51'))
    assert json.loads(answer)["data"][0]["participation"] == 0.4
    assert json.loads(answer)["data"][0]["across_departments"] == 0.5
    script = contenders.script(demo, page.statements)
    script.clients = 1
    assert script.run(1).requests > 0


def test_gifts_are_given_by_many_and_gone_afterwards(demo):
    def given():
        return demo.query("select count(*), count(distinct giver_id) from gracy.kudos where team_space_id = %s", people.space)[0]

    with features.givers(demo, 8) as people:
        django = contenders.django_features(demo, "django", "Django", Request(
            features.joined(features.KUDOS_PATH, team_space_id=people.space), "POST", (("Content-Type", "application/json"),), people.body(0),
            tuple(((("X-Member", str(member)),), people.body(number)) for number, member in enumerate(people.ids))))
        with running(django) as server:
            equality.check_gift(demo, server, django, people)
            wrk(server.port, django.request, 4, 1)
        many, by = given()
        assert many >= by == 8
        script = features.kudos_script(demo, people)
        script.clients = 4
        assert 0 < script.run(1).requests <= given()[0] - many
    assert given() == (0, 0)


def test_a_measurement_waits_for_what_is_being_counted(demo):
    demo.query("insert into gracy.analytics_unit (team_space_id, grain, period_start) values (%s, 'month', '2001-01-01')", demo.team_space)
    with pytest.raises(RuntimeError, match="not rolled up"):
        rolled_up(demo, seconds=1)
    demo.query("delete from gracy.analytics_unit where period_start = '2001-01-01'")
    demo.query("update gracy.analytics_unit set rolled_at = now(), after_id = 0")
    rolled_up(demo, seconds=1)


def test_the_export_is_ours_line_by_line(demo):
    """Departments of one name, people in teams and at places: the columns of the project's own statement, as its writer writes them."""
    space = demo.team_space
    [(first,), (second,)] = demo.query(
        "with top as (insert into gracy.department (team_space_id, name) values (%s, '본부 가'), (%s, '본부 나') returning id)"
        " insert into gracy.department (team_space_id, name, parent_id) select %s, '지원팀', id from top returning id", space, space, space)
    for department in (first, second):
        demo.query("update gracy.member set department_id = %s where id = (select max(id) from gracy.member where team_space_id = %s and department_id <> all (%s))",
                   department, space, [first, second])
    django = contenders.django_features(demo, "django", "Django", Request(features.joined(features.EXPORT_PATH, team_space_id=space)))
    with running(django) as server:
        header, *lines = csv.reader(equality.get(server, django).decode("utf-8-sig").splitlines())
    columns = (HERE.parents[1] / "ngx_gracy_module" / "hr" / "exports" / "member_rows.cpp").read_text()
    assert header == re.findall(r'"(\w+)"', columns.partition("columns{")[2].partition("}")[0])
    text = re.sub(r"\$(\d)", r"%(p\1)s", statement("people", "export_members"))
    with closing(demo.connect()) as connection, connection.cursor() as cursor:
        cursor.execute("set search_path = gracy")
        cursor.execute(text, {"p1": space, "p2": "", "p3": 0, "p4": 10**6, "p5": True})
        ours = [["" if value is None else str(value) for value in row] for row in cursor.fetchall()]
    assert lines == ours
    assert {"본부 가 > 지원팀", "본부 나 > 지원팀"} < {line[5] for line in lines} and any(line[7] for line in lines)


def test_the_export_is_everybody_in_order(demo):
    django = contenders.django_features(demo, "django", "Django", Request(features.joined(features.EXPORT_PATH, team_space_id=demo.team_space)))
    with running(django) as server:
        lines = equality.get(server, django).decode("utf-8-sig").splitlines()
    expected = demo.query("select id::text from gracy.member where team_space_id = %s order by name, member.id", demo.team_space)
    assert [(line.split(",")[0],) for line in lines[1:]] == expected


def test_nothing_is_left_running(demo):
    contender = contenders.django_optimised(demo, demo.team_space)
    with running(contender) as server:
        pid = server.pid
        # Answered by a process that gunicorn forked.
        equality.get(server, contender)
        children = [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
        assert children
    # Its children are buried by whoever inherits them, when that gets to it.
    deadline = time.monotonic() + 60
    while left := [child for child in [pid, *children] if Path(f"/proc/{child}").exists()]:
        assert time.monotonic() < deadline, left
        time.sleep(0.05)


# Events.

@pytest.fixture(scope="module")
def store(tmp_path_factory):
    if not events.FERRETDB.exists():
        pytest.skip("no real server: scripts/test builds FerretDB where Go is")
    with events.Store(tmp_path_factory.mktemp("store")) as server:
        yield server


@needs_node
def test_bolt_stores_signed_events_as_ours_does(demo):
    contender = events.bolt(demo, "geheim")

    def stored(event_id):
        return demo.query("select count(*) from gracy.event_log where event_id = %s", event_id)[0][0]

    with running(contender) as server:
        events.check(server, contender, "geheim", stored)
        load = wrk(server.port, contender.request, 4, 1)
    [(count, empty)] = demo.query("select count(*), count(*) filter (where length(document) < 400) from gracy.event_log where event_id like 'EvBENCH%%'")
    assert load.requests <= count - 1 <= load.requests + 4 and empty == 0, "each request of the load generator is another event"


@pytest.mark.parametrize("make", [events.flask, pytest.param(events.node_driver, marks=needs_node)])
def test_contender_on_mongodb_stores_signed_events_once(demo, store, make):
    contender = make(demo, "geheim", store)
    with running(contender) as server:
        events.check(server, contender, "geheim", store.count)
        before = store.client.gracy.event_log.count_documents({})
        load = wrk(server.port, contender.request, 4, 1)
    assert load.requests <= store.client.gracy.event_log.count_documents({}) - before <= load.requests + 4
    with running(contender) as server, pytest.raises(equality.Unequal):
        events.check(server, contender, "another secret", store.count)


# Commands and submissions.

@pytest.mark.parametrize("wanted", [answers.COMMANDS, answers.SUBMISSIONS], ids=["command", "submission"])
@pytest.mark.parametrize("make", [answers.flask, pytest.param(answers.bolt, marks=needs_node)])
def test_contender_does_once_what_a_signed_request_of_slack_asks_for(demo, make, wanted):
    with answers.people_in_slack(demo) as people:
        contender = make(demo, wanted, people, "geheim")
        with running(contender) as server:
            answers.check(demo, server, contender, wanted, people, "geheim")
            before = answers.kept_requests(demo)
            load = wrk(server.port, contender.request, 4, 1)
        # Bolt keeps what is still under way while it is stopped.
        assert load.requests <= answers.kept_requests(demo) - before <= load.requests + 4, "each request of the load generator is another one"
        with running(contender) as server, pytest.raises(equality.Unequal):
            answers.check(demo, server, contender, wanted, people, "another secret")
    assert answers.kept_requests(demo) == 0 and not demo.query("select from gracy.slack_user where team_id = %s", answers.WORKSPACE)


def test_load_generator_pauses_between_requests(tmp_path):
    _, server = static_server(tmp_path, b"{}")
    with server:
        free = wrk(server.port, Request("/"), 4, 1)
        paused = wrk(server.port, Request("/", pause_ms=50), 4, 1)
    assert 0 < paused.requests <= 4 * 1000 / 50 * 3 < free.requests
