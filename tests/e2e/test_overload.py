"""More than can be done at once: what does not fit is refused at once, and nobody waits without end."""
import itertools
import time

import pytest

from support.build import patience
from support.http_client import assert_problem
from support.load import Background, Load, together
from support.postgres import Lock
from support.secrets_used import remember
from support.waiting import eventually


def burst(client, target: str, count: int) -> list:
    """`count` requests at once, on connections of their own."""
    headers = client.all_headers([])
    connections = [client.connect() for _ in range(count)]
    try:
        for connection in connections:
            connection.send_request("GET", target, headers)
        return [connection.read_response() for connection in connections]
    finally:
        for connection in connections:
            connection.close()


def test_a_full_queue_refuses_at_once(start_nginx, people, database, cluster):
    """Two connections with 64 statements each in flight, 20 that wait; the rest hears 503 while the others still wait."""
    nginx = start_nginx(pool="reads=2 writes=1 exclusive=1 queue=20", deadline="2s")
    reader = nginx.client.as_(people.member.token)
    assert reader.get("/api/v1/me").status == 200
    with Lock(cluster, database.name, "lock table gracy.company_value in access exclusive mode"):
        # All of them, while the lock is held: nobody waits for its end.
        answers = burst(reader, "/api/v1/values", 300)
    refused = [answer for answer in answers if answer.status == 503]
    assert len(refused) >= 100
    for answer in refused:
        assert_problem(answer, 503, "unavailable")
        assert 1 <= int(answer.header("Retry-After")) <= 30
    assert nginx.metrics().get("gracy_database_rejected_total") > 0
    eventually(lambda: {answer.status for answer in burst(reader, "/api/v1/values", 50)} == {200}, "everything to be well again")
    nginx.settled()


def test_exclusive_connections_are_waited_for_and_not_for_ever(start_nginx, people, database, cluster):
    """One download runs, two wait for its connection; nobody waits beyond the deadline."""
    nginx = start_nginx(pool="reads=1 writes=1 exclusive=1 queue=2", deadline="1500ms")
    admin = nginx.client.as_(people.admin.token)
    export = database.one("insert into gracy.export_job (team_space_id, requester_id, dataset, format, state, chunks, bytes, finished_at)"
                          " values (%s, %s, 'members', 'csv', 'done', 1, 3, now()) returning id", people.admin.team_space_id, people.admin.id)
    database.sql("insert into gracy.export_chunk values (%s, %s, 1, 'a,b')", people.admin.team_space_id, export)
    path = f"/api/v1/exports/{export}/download"
    assert admin.get(path).body == b"a,b"
    with Lock(cluster, database.name, "lock table gracy.export_chunk in access exclusive mode"):
        # While the lock is held.
        answers = together(*[lambda: admin.get(path)] * 6)
    assert {answer.status for answer in answers} <= {200, 503, 504}, answers
    assert sum(answer.status == 503 for answer in answers) >= 3, "one is at work and two may wait"
    answer = admin.get(path)
    assert answer.status == 200 and answer.complete
    nginx.settled()


def test_writes_that_wait_for_one_row_do_not_stop_others(start_nginx, people, database, cluster):
    """Everybody thanks from one account whose row is held; others' gifts go through meanwhile."""
    nginx = start_nginx(pool="reads=2 writes=4 exclusive=1", deadline="30s", statement_timeout="20s", http="gracy_lock_timeout 3s;")
    busy = people.hire("Busy Giver")
    database.sql("insert into gracy.allowance_period (team_space_id, member_id, period_start, granted) values"
                 " (%s, %s, date_trunc('month', now() at time zone 'Asia/Seoul')::date, 500)", busy.team_space_id, busy.id)
    body = {"recipient_ids": [str(people.colleague.id)], "value": "Craft", "points": 1, "message": "x"}
    stuck_client, free_client = nginx.client.as_(busy.token), nginx.client.as_(people.hire("Free Giver").token)
    # A token's first use is noted by a write of its own, which would take the connection that is left.
    assert free_client.get("/api/v1/me").status == 200
    with Lock(cluster, database.name, f"select 1 from gracy.allowance_period where member_id = {busy.id} for update"):
        stuck = [Background(lambda: stuck_client.post("/api/v1/kudos", body)) for _ in range(3)]
        eventually(lambda: len(database.backends("wait_event_type = 'Lock'")) == 3, "three to wait", 2, pause=0.005)
        assert free_client.post("/api/v1/kudos", body).status == 201
        assert all(background.running() for background in stuck), "a connection is left for it"
        for background in stuck:
            assert_problem(background.result(), 503, "unavailable")
    assert database.one("select spent from gracy.allowance_period where member_id = %s", busy.id) == 0
    nginx.settled()


def test_a_flood_of_logins_does_not_stall_other_requests(start_nginx, people, database):
    """Hashing has two threads and a short queue: what does not fit is told to come again, and the loop goes on turning."""
    nginx = start_nginx(offload="2 queue=4")
    password = remember("flood-password-1234", "a member's password")
    flooded = [people.hire(f"Flooded {n}") for n in range(4)]  # each with no more attempts at once than an address has
    for person in flooded:
        database.set_password(person.team_space_id, person.id, password)
    forms = itertools.cycle([{"team_space": "hanbit", "email": person.email, "password": password} for person in flooded])
    reader = nginx.client.as_(people.member.token)
    assert reader.get("/api/v1/me").status == 200
    with Load(lambda: nginx.client.post("/api/v1/login", next(forms)), threads=16) as logins:
        logins.wait_for(5)
        eventually(lambda: nginx.metrics().get("gracy_offload_waiting") > 0, "hashes to wait", pause=0)
        with Load(lambda: reader.get("/api/v1/me"), threads=2, pause=0.01) as reads:
            time.sleep(2)
    assert reads.statuses().keys() == {200}, reads.other_than(200)[:3]
    assert sorted(outcome.seconds for outcome in reads.outcomes)[len(reads.outcomes) // 2] < patience(0.2)
    assert logins.statuses().keys() <= {200, 503}, logins.other_than(200, 503)[:3]
    assert logins.statuses()[503] > 0 and logins.statuses()[200] > 0
    for answer in logins.other_than(200):
        assert int(answer.header("Retry-After")) >= 1
    assert nginx.settled().get("gracy_offload_rejected_total") > 0


def test_the_lock_holds_against_a_flood_too(start_nginx, people, database):
    """Many guesses at once are counted each: the right password is refused afterwards."""
    nginx = start_nginx(offload="2 queue=64", deadline="30s")
    password = remember("guessed-password-1234", "a member's password")
    person = people.hire("Guessed")
    database.set_password(person.team_space_id, person.id, password)
    form = {"team_space": "hanbit", "email": person.email}
    answers = together(*[lambda: nginx.client.post("/api/v1/login", form | {"password": "wrong guess"})] * 14)
    assert {answer.status for answer in answers} <= {401, 429, 503}
    for _ in range(14):
        if nginx.client.post("/api/v1/login", form | {"password": "wrong guess"}).status == 429:
            break
    assert_problem(nginx.client.post("/api/v1/login", form | {"password": password}), 429)


@pytest.mark.parametrize("target", ["/api/v1/members?limit=200", "/api/v1/kudos?limit=200&include=total"])
def test_a_burst_of_large_lists_is_answered(start_nginx, people, target):
    nginx = start_nginx(deadline="30s", statement_timeout="20s")
    reader = nginx.client.as_(people.member.token)
    expected = reader.get(target).body
    answers = burst(reader, target, 300)
    assert all(answer.status in (200, 503) for answer in answers)
    assert all(answer.body == expected for answer in answers if answer.status == 200)
    assert sum(answer.status == 200 for answer in answers) > 200
