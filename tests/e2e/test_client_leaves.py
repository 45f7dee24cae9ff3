"""Clients that leave early leave nothing behind."""
import json
import random
import time

import pytest

from support.load import Background
from support.postgres import Lock
from support.waiting import eventually

KUDOS = "/api/v1/kudos"


@pytest.fixture(scope="module")
def nginx(start_nginx):
    """What waits for a lock waits until its client has left, however slow the machine is."""
    return start_nginx(deadline="60s", statement_timeout="50s", http="gracy_lock_timeout 40s;")


@pytest.fixture(scope="module")
def reader(client, people):
    return client.as_(people.member.token)


@pytest.fixture
def giver(people, client):
    people.hired = getattr(people, "hired", 0) + 1
    person = people.hire(f"Giver {people.hired}")
    person.client = client.as_(person.token)
    return person


def gift(people, message: str) -> bytes:
    return json.dumps({"recipient_ids": [str(people.colleague.id)], "value": "Craft", "points": 1, "message": message}).encode()


JSON = [("Content-Type", "application/json")]


@pytest.fixture(autouse=True)
def everything_is_as_before(nginx, reader, database):
    """Later requests are right, and no session, lease or statement is left over."""
    nginx.settled()
    sessions = len(database.backends())
    yield
    nginx.settled()
    for _ in range(5):
        assert len(reader.get("/api/v1/members?limit=7").json()["data"]) == 7
        assert reader.get("/api/v1/me").json()["name"] == "이지호"
    assert len(database.backends()) == sessions
    assert not database.backends("state like 'idle in transaction%'")


@pytest.mark.parametrize("sent", [b"", b"GET /api/v1/mem", b"GET /api/v1/members HTTP/1.1\r\nHost: x\r\n",
                                  b"POST /api/v1/kudos HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\n{\"mess"])
def test_a_client_that_leaves_before_its_request_is_whole(client, sent):
    for _ in range(20):
        connection = client.connect()
        connection.send(sent)
        connection.abort()


def test_a_client_that_leaves_while_its_statement_waits_in_the_queue(nginx, client, reader, database, cluster):
    """One connection stalls, more requests pile up behind it, and all their clients go."""
    before = nginx.metrics()
    with Lock(cluster, database.name, "lock table gracy.company_value in access exclusive mode"):
        connections = [reader.connect() for _ in range(200)]
        for connection in connections:
            connection.send_request("GET", "/api/v1/values", reader.all_headers([]))
        eventually(lambda: database.backends("wait_event_type = 'Lock'"), "a statement to wait", 2, pause=0.005)
        for connection in connections:
            connection.abort()
        eventually(lambda: nginx.metrics().get("gracy_requests_abandoned_total") >= before.get("gracy_requests_abandoned_total") + 150,
                   "the clients' leaving to be noticed")
    after = nginx.settled()
    sent = after.get("gracy_database_statements_total") - before.get("gracy_database_statements_total")
    assert sent < 200 + 20, "what nobody waits for any more need not be sent"


def test_a_read_is_given_up_when_its_client_leaves(nginx, reader, database, cluster):
    before = nginx.metrics()
    with Lock(cluster, database.name, "lock table gracy.company_value in access exclusive mode"):
        connection = reader.connect()
        connection.send_request("GET", "/api/v1/values", reader.all_headers([]))
        eventually(lambda: database.backends("wait_event_type = 'Lock'"), "the statement to wait", 2, pause=0.005)
        connection.close()
        eventually(lambda: nginx.metrics().get("gracy_requests_abandoned_total") > before.get("gracy_requests_abandoned_total"),
                   "the client's leaving to be noticed")
        eventually(lambda: nginx.metrics().get("gracy_requests_in_progress") <= 1, "it to be given up")
    after = nginx.settled()
    assert after.get("gracy_database_abandoned_total") > before.get("gracy_database_abandoned_total")
    assert '"GET /api/v1/values" 499' in eventually(lambda: (text := nginx.access_log.text()) and " 499 " in text and text, "the access log")


@pytest.mark.parametrize("leave", ["close", "abort", "half_close"])
def test_a_write_is_finished_when_its_client_leaves(nginx, giver, people, database, cluster, leave):
    """Its effect is wanted: it goes on without anybody to answer to."""
    database.sql("insert into gracy.allowance_period (team_space_id, member_id, period_start, granted) values"
                 " (%s, %s, date_trunc('month', now() at time zone 'Asia/Seoul')::date, 500)", giver.team_space_id, giver.id)
    with Lock(cluster, database.name, f"select 1 from gracy.allowance_period where member_id = {giver.id} for update"):
        connection = giver.client.connect()
        connection.send_request("POST", KUDOS, giver.client.all_headers(JSON), gift(people, leave))
        eventually(lambda: database.backends("wait_event_type = 'Lock'"), "the gift to wait", 2, pause=0.005)
        getattr(connection, leave)()
        time.sleep(0.1)
    eventually(lambda: database.one("select count(*) from gracy.kudos where giver_id = %s", giver.id) == 1, "the gift")


def test_a_post_of_a_client_that_closed_its_side_is_answered(giver, people):
    """shutdown(SHUT_WR) after the request is what some HTTP libraries do; it is no abort."""
    with giver.client.connect() as connection:
        connection.send_request("POST", KUDOS, giver.client.all_headers(JSON), gift(people, "half closed"))
        connection.half_close()
        response = connection.read_response()
    assert response.status == 201
    assert giver.client.get(f"{KUDOS}/{response.json()['id']}").json()["message"] == "half closed"


def test_clients_that_leave_in_the_middle_of_an_export(nginx, client, people, database):
    """It reads on a connection that is leased: the lease comes back each time, whenever the client goes."""
    admin = client.as_(people.admin.token)
    whole = len(admin.get("/api/v1/members/export.csv").body)
    assert whole > 20_000
    for moment in range(12):
        connection = admin.connect(receive_buffer=4096)
        connection.send_request("GET", "/api/v1/members/export.csv", admin.all_headers([]))
        if moment % 3:
            connection.read_head()
        if moment % 2:
            time.sleep(0.02)
        connection.abort()
    answer = admin.get("/api/v1/members/export.csv")
    assert answer.complete and len(answer.body) == whole


def test_many_clients_that_leave_at_random_moments(nginx, reader, giver, people, database):
    """Whatever the moment: nothing is mixed up between those who stay and those who go."""
    source = random.Random(7)
    stayers = [Background(lambda: [reader.get("/api/v1/members?limit=3").json()["data"] for _ in range(40)]) for _ in range(3)]
    expected = reader.get("/api/v1/members?limit=3").json()["data"]
    for number in range(150):
        connection = reader.connect()
        if number % 5 == 0:
            connection.send_request("POST", KUDOS, giver.client.all_headers(JSON), gift(people, f"gone {number}"))
        else:
            connection.send_request("GET", f"/api/v1/members?limit={source.randint(1, 200)}", reader.all_headers([]))
        time.sleep(source.random() * 0.004)
        connection.abort()
    for stayer in stayers:
        assert all(page == expected for page in stayer.result())
    eventually(lambda: database.one("select count(*) from gracy.kudos where giver_id = %s", giver.id), "writes")
    # Others may still be written: both are looked at in one moment.
    [(written, spent)] = database.sql("select (select count(*) from gracy.kudos where giver_id = %s), (select spent from gracy.allowance_period where member_id = %s)",
                                      giver.id, giver.id)
    assert written <= 30 and spent == written
