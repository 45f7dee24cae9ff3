"""nginx is told to stop: whoever asked before is answered, and nobody else is waited for."""
import signal
import time

import pytest

from support.build import patience
from support.http_client import NoResponse
from support.load import Background, Load
from support.postgres import Lock, wait_until_connections_end
from support.processes import send_signal
from support.waiting import eventually

# The promise is one second. What it has to be told apart from is the five seconds of a request's deadline and the minute of an idle
# connection: on a busy machine no less can be told.
SOON = patience(2)


def test_an_idle_nginx_ends_within_a_second(start_nginx, people, database):
    nginx = start_nginx(workers=2)
    reader = nginx.client.as_(people.member.token)
    for _ in range(20):
        assert reader.get("/api/v1/members?limit=5").status == 200
    assert nginx.quit() < SOON
    wait_until_connections_end(database.server, database.name)


def test_an_nginx_that_never_reached_its_database_ends_within_a_second(start_nginx, people):
    nginx = start_nginx(wait=False, database="host=/nonexistent dbname=gracy user=gracy_app")
    assert nginx.client.as_(people.member.token).get("/api/v1/me").status == 503
    assert nginx.quit() < SOON


def test_an_idle_connection_of_a_client_does_not_hold_it(start_nginx, people):
    nginx = start_nginx()
    with nginx.client.connect() as connection:
        connection.send_request("GET", "/api/v1/me", nginx.client.as_(people.member.token).all_headers([]))
        assert connection.read_response().status == 200
        assert nginx.quit() < SOON
        assert connection.at_end()


def test_requests_in_flight_are_answered(start_nginx, people, database, cluster):
    """A read and a write hang in their statements while nginx is told to stop; both get their answers, then it ends."""
    nginx = start_nginx(http="gracy_lock_timeout 4s;")
    reader = nginx.client.as_(people.member.token)
    giver = people.hire("Stopper")
    database.sql("insert into gracy.allowance_period (team_space_id, member_id, period_start, granted) values"
                 " (%s, %s, date_trunc('month', now() at time zone 'Asia/Seoul')::date, 500)", giver.team_space_id, giver.id)
    writer = nginx.client.as_(giver.token)
    assert reader.get("/api/v1/me").status == writer.get("/api/v1/me").status == 200
    body = {"recipient_ids": [str(people.colleague.id)], "value": "Craft", "points": 1, "message": "last"}
    statement = f"lock table gracy.company_value in access exclusive mode; select 1 from gracy.allowance_period where member_id = {giver.id} for update"
    with Lock(cluster, database.name, statement):
        read = Background(lambda: reader.get("/api/v1/values"))
        write = Background(lambda: writer.post("/api/v1/kudos", body))
        eventually(lambda: len(database.backends("wait_event_type = 'Lock'")) == 2, "both to wait", 3, pause=0.005)
        send_signal(nginx.master, signal.SIGQUIT)
        eventually(lambda: nginx.leaving_worker_pids(), "the worker to know that it stops", 3)
        time.sleep(0.8)
        assert nginx.running() and nginx.leaving_worker_pids()
    assert read.result().status == 200
    assert write.result().status == 201
    nginx.wait_for_end(3)
    wait_until_connections_end(database.server, database.name)


def test_a_write_whose_client_has_gone_is_finished_before_the_end(start_nginx, people, database, cluster):
    nginx = start_nginx(http="gracy_lock_timeout 4s;")
    giver = people.hire("Gone Stopper")
    database.sql("insert into gracy.allowance_period (team_space_id, member_id, period_start, granted) values"
                 " (%s, %s, date_trunc('month', now() at time zone 'Asia/Seoul')::date, 500)", giver.team_space_id, giver.id)
    writer = nginx.client.as_(giver.token)
    body = b'{"recipient_ids":["%d"],"value":"Craft","points":1,"message":"last"}' % people.colleague.id
    with Lock(cluster, database.name, f"select 1 from gracy.allowance_period where member_id = {giver.id} for update"):
        connection = writer.connect()
        connection.send_request("POST", "/api/v1/kudos", writer.all_headers([("Content-Type", "application/json")]), body)
        eventually(lambda: database.backends("wait_event_type = 'Lock'"), "the gift to wait", 3, pause=0.005)
        connection.abort()
        send_signal(nginx.master, signal.SIGQUIT)
        time.sleep(0.6)
        assert nginx.running()
    nginx.wait_for_end(3)
    assert database.one("select count(*) from gracy.kudos where giver_id = %s", giver.id) == 1


def test_a_request_that_hangs_cannot_hold_it_for_ever(start_nginx, people, database, cluster):
    """worker_shutdown_timeout is the operator's last word."""
    nginx = start_nginx(main="worker_shutdown_timeout 1s;", deadline="20s", statement_timeout="15s", http="gracy_lock_timeout 15s;")
    reader = nginx.client.as_(people.member.token)
    assert reader.get("/api/v1/me").status == 200
    with Lock(cluster, database.name, "lock table gracy.company_value in access exclusive mode"):
        hanging = Background(lambda: reader.get("/api/v1/values"))
        eventually(lambda: database.backends("wait_event_type = 'Lock'"), "it to wait", 3, pause=0.005)
        assert 0.8 < nginx.quit() < 1 + SOON
    try:
        assert hanging.result().status >= 500
    except (NoResponse, OSError):
        pass  # the connection was closed on it, as asked


def test_a_slow_reader_is_waited_for_and_then_not(start_nginx, people):
    """An export that nobody takes ends with worker_shutdown_timeout."""
    nginx = start_nginx(main="worker_shutdown_timeout 1s;", http="output_buffers 1 4k; postpone_output 0;")
    admin = nginx.client.as_(people.admin.token)
    with admin.connect(receive_buffer=2048) as connection:
        connection.send_request("GET", "/api/v1/members/export.csv", admin.all_headers([]))
        connection.read_head()
        assert nginx.quit() < 1 + SOON


def test_a_terminated_nginx_ends_at_once(start_nginx, people, database, cluster):
    """SIGTERM waits for nobody, and still leaves nothing open."""
    nginx = start_nginx(deadline="60s", statement_timeout="50s", http="gracy_lock_timeout 40s;")
    reader = nginx.client.as_(people.member.token)
    with Lock(cluster, database.name, "lock table gracy.company_value in access exclusive mode"):
        hanging = [Background(lambda: reader.get("/api/v1/values")) for _ in range(3)]
        eventually(lambda: database.backends("wait_event_type = 'Lock'"), "them to wait", 3, pause=0.005)
        send_signal(nginx.master, signal.SIGTERM)
        nginx.wait_for_end(20)
        for background in hanging:
            try:
                background.result()
            except (NoResponse, OSError):
                pass
    wait_until_connections_end(database.server, database.name)


def test_under_load_everything_that_was_accepted_is_answered(start_nginx, people):
    nginx = start_nginx(workers=2)
    reader = nginx.client.as_(people.member.token)
    with Load(lambda: reader.get("/api/v1/members?limit=50"), threads=8) as load:
        load.wait_for(100)
        assert nginx.quit() < SOON
    # After the end nobody listens any more; before it nobody was cut off.
    assert load.statuses().keys() <= {200, 0}
    assert all("refused" in trouble.lower() or "reset" in trouble.lower() for trouble in load.broken()), load.broken()[:3]
    cut = [outcome for outcome in load.outcomes if outcome.response and not outcome.response.complete]
    assert not cut


@pytest.mark.expects_log("exited on signal 9")
def test_a_worker_that_is_killed_is_replaced(start_nginx, people):
    nginx = start_nginx()
    [worker] = nginx.worker_pids()
    reader = nginx.client.as_(people.member.token)
    assert reader.get("/api/v1/me").status == 200
    eventually(lambda: nginx.metrics().get("gracy_requests_total", route="/api/v1/me", status="2xx") == 1, "the answer to be counted")
    send_signal(worker, signal.SIGKILL)
    eventually(lambda: (pids := nginx.worker_pids()) and worker not in pids, "another worker")
    nginx.wait_until_ready()
    assert reader.get("/api/v1/me").status == 200
    metrics = nginx.metrics()
    assert metrics.get("gracy_workers") == 1
    assert metrics.get("gracy_requests_total", route="/api/v1/me", status="2xx") >= 2, "what the dead one counted stays"
