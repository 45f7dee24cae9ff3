"""Reads go to a real streaming replica, except those of somebody who has just written."""
import time

import pytest

from support.http_client import assert_problem
from support.load import Background
from support.postgres import Lock
from support.waiting import eventually

KUDOS = "/api/v1/kudos"
MARK = "Gracy-Write-Mark"


@pytest.fixture(scope="module")
def replica(cluster, folder, database):
    standby = cluster.make_replica(folder / "replica")
    yield standby
    standby.stop("immediate")


@pytest.fixture(scope="module")
def nginx(start_nginx, database, replica):
    conninfo = database.conninfo(server=replica)
    # Tests hold the replica's replay up for longer than it may be behind by itself.
    return start_nginx(replica=f'"{conninfo}" connections=2 lag=60')


@pytest.fixture
def giver(people, client, replica, cluster):
    people.hired = getattr(people, "hired", 0) + 1
    person = people.hire(f"Giver {people.hired}")
    replica.catch_up(cluster)
    person.client = client.as_(person.token)
    return person


def body(people) -> dict:
    return {"recipient_ids": [str(people.colleague.id)], "value": "Craft", "points": 1, "message": "replicated"}


def calls(server, database, statement: str) -> int:
    """How often the server has run statements that contain this text."""
    [(count,)] = server.sql("select coalesce(sum(calls), 0)::bigint from pg_stat_statements join pg_database on pg_database.oid = dbid"
                            " where datname = %s and query like %s", database.name, f"%{statement}%", database=database.name)
    return count


def test_reads_are_answered_by_the_replica(client, people, database, cluster, replica):
    reader = client.as_(people.member.token)
    assert reader.get("/api/v1/me").status == 200
    primary_before, replica_before = (calls(server, database, "from company_value") for server in (cluster, replica))
    for _ in range(20):
        assert reader.get("/api/v1/values").status == 200
    assert calls(replica, database, "from company_value") - replica_before == 20
    assert calls(cluster, database, "from company_value") == primary_before


def test_the_replica_is_one_and_cannot_be_written_to(replica):
    assert replica.sql("select pg_is_in_recovery()") == [(True,)]


def test_who_has_written_reads_what_was_written(client, giver, people, replica):
    """The replica stands still, so only the primary has the gift. Its giver sees it, by header or by cookie; others do not yet."""
    with replica.replay_paused():
        made = giver.client.post(KUDOS, body(people))
        assert made.status == 201
        mark = made.header(MARK)
        cookie, attributes = made.cookie(MARK)
        assert mark == cookie and "max-age=5" in {attribute.lower() for attribute in attributes}
        path = f"{KUDOS}/{made.json()['id']}"
        assert giver.client.get(path, [(MARK, mark)]).status == 200
        assert giver.client.get(path, [("Cookie", f"a=b; {MARK}={mark}")]).status == 200
        listed = giver.client.get(f"{KUDOS}?limit=1", [(MARK, mark)]).json()["data"][0]["id"]
        assert listed == made.json()["id"]
        assert_problem(giver.client.get(path), 404), "without the mark it is read from the replica, which has not heard of it"
    eventually(lambda: giver.client.get(path).status == 200, "the replica to have it")


def test_a_mark_holds_on_any_host(client, start_nginx, giver, people, replica, database):
    """The balancer sends the next request to another nginx: the mark is signed with a key that they share."""
    conninfo = database.conninfo(server=replica)
    other = start_nginx(replica=f'"{conninfo}" lag=60')
    with replica.replay_paused():
        made = giver.client.post(KUDOS, body(people))
        path = f"{KUDOS}/{made.json()['id']}"
        there = other.client.as_(giver.token)
        assert there.get(path, [(MARK, made.header(MARK))]).status == 200
        assert there.get(path).status == 404


@pytest.mark.parametrize("forge", [lambda mark: ("B" if mark[0] == "A" else "A") + mark[1:], lambda mark: mark[:-2] + ("BB" if mark.endswith("AA") else "AA"), lambda mark: mark[:-4], lambda mark: "", lambda mark: mark + "é"])
def test_a_mark_that_was_not_handed_out_means_nothing(giver, people, replica, forge):
    """Nobody can move everybody's reads to the primary."""
    with replica.replay_paused():
        made = giver.client.post(KUDOS, body(people))
        path = f"{KUDOS}/{made.json()['id']}"
        assert giver.client.get(path, [(MARK, forge(made.header(MARK)))]).status == 404


def test_a_mark_ends_after_five_seconds(giver, people, replica):
    with replica.replay_paused():
        made = giver.client.post(KUDOS, body(people))
        path = f"{KUDOS}/{made.json()['id']}"
        assert giver.client.get(path, [(MARK, made.header(MARK))]).status == 200
        time.sleep(5.1)
        assert giver.client.get(path, [(MARK, made.header(MARK))]).status == 404


def test_a_replica_that_falls_behind_is_left_out_until_it_has_caught_up(start_nginx, people, replica, database, cluster):
    conninfo = database.conninfo(server=replica)
    nginx = start_nginx(replica=f'"{conninfo}" lag=1')
    with replica.replay_paused():
        person = people.hire("Behind")
        reader = nginx.client.as_(person.token)
        eventually(lambda: nginx.client.get("/readyz").json()["status"] == "degraded", "the replica to be left out", 10)
        assert reader.get(f"/api/v1/members/{person.id}").status == 200, "the primary answers instead"
    eventually(lambda: nginx.client.get("/readyz").json()["status"] == "ready", "the replica to be used again", 10)


def test_who_may_come_in_is_always_asked_of_the_primary(client, people, database, replica):
    """A token that was made a moment ago works, and one that was revoked does not, whatever the replica knows."""
    with replica.replay_paused():
        person = people.hire("Just Hired")
        fresh = client.as_(person.token)
        assert fresh.get("/api/v1/values").status == 200
        database.sql("update gracy.api_token set revoked_at = now() where member_id = %s", person.id)
        eventually(lambda: fresh.get("/api/v1/values").status == 401, "the token to be refused", 2)


def test_of_two_hosts_the_one_that_is_the_primary_is_used(start_nginx, database, people, replica):
    """After a failover the old primary may answer first, as a standby."""
    conninfo = (f"host=127.0.0.1,127.0.0.1 port={replica.port},{database.server.port} dbname={database.name} user=gracy_app sslmode=disable")
    nginx = start_nginx(database=conninfo)
    assert nginx.client.as_(people.member.token).post(KUDOS, body(people)).status == 201


def test_a_standby_is_no_primary_and_readiness_says_so(start_nginx, database, replica):
    nginx = start_nginx(wait=False, database=database.network_conninfo(replica.port))
    eventually(lambda: "standby" in nginx.client.get("/readyz").json()["dependencies"]["primary"].get("trouble", ""), "the refusal")
    assert nginx.client.get("/readyz").status == 503


def test_a_standby_that_was_asked_for_takes_no_writes_and_is_left_again(start_nginx, database, people, replica, cluster):
    """target_session_attrs=any: whoever says so finds out by /readyz, and every refused write tries for a better server."""
    replica.catch_up(cluster)
    nginx = start_nginx(wait=False, database=database.network_conninfo(replica.port) + " target_session_attrs=any")
    member = nginx.client.as_(people.member.token)
    eventually(lambda: member.get("/api/v1/values").status == 200, "the standby to answer reads", 10)
    # Noting when the token was used is a write as well, and costs a session.
    eventually(lambda: "standby" in nginx.client.get("/readyz").json()["dependencies"]["primary"]["trouble"], "/readyz to say so", 10)
    state = nginx.client.get("/readyz")
    assert state.status == 503 and state.json()["dependencies"]["listen"]["status"] == "degraded"
    before = nginx.metrics().get("gracy_database_connections_lost_total")
    assert_problem(member.post(KUDOS, body(people)), 503, "unavailable")
    eventually(lambda: nginx.metrics().get("gracy_database_connections_lost_total") > before, "the session to be given up")


def test_without_the_replica_the_primary_answers(nginx, client, people, replica, cluster, database):
    reader = client.as_(people.member.token)
    before = nginx.metrics().get("gracy_database_replica_fallbacks_total")
    replica.stop("immediate")
    try:
        for _ in range(20):
            assert reader.get("/api/v1/values").status == 200
        state = nginx.client.get("/readyz")
        assert state.status == 200 and state.json()["status"] == "degraded"
        assert state.json()["dependencies"]["replica"]["status"] in ("down", "degraded")
        assert nginx.metrics().get("gracy_database_replica_fallbacks_total") > before
    finally:
        replica.start()
    eventually(lambda: nginx.client.get("/readyz").json()["status"] == "ready", "the replica to be used again", 15)
    replica.catch_up(cluster)
    used = calls(replica, database, "from company_value")
    assert reader.get("/api/v1/values").status == 200
    assert calls(replica, database, "from company_value") > used


def test_a_read_under_way_when_the_replica_is_shut_down_is_answered_by_the_primary(start_nginx, people, replica, cluster, database):
    """Not when the replica is back."""
    conninfo = database.conninfo(server=replica)
    nginx = start_nginx(replica=f'"{conninfo}" connections=2 lag=60', deadline="60s", statement_timeout="50s", http="gracy_lock_timeout 40s;")
    reader = nginx.client.as_(people.member.token)
    eventually(lambda: nginx.client.get("/readyz").json()["status"] == "ready", "the replica to be used", 15)
    try:
        with Lock(cluster, database.name, "lock table gracy.company_value in access exclusive mode"):
            cluster.sql("select pg_switch_wal()")  # what is written down of a lock waits for somebody's commit
            eventually(lambda: replica.sql("select 1 from pg_locks where locktype = 'relation' and mode = 'AccessExclusiveLock' and granted"), "the replica to hold it too")
            read = Background(lambda: reader.get("/api/v1/values"))
            eventually(lambda: replica.backends(database.name, "wait_event_type = 'Lock'"), "the read to wait on the replica", 10, pause=0.005)
            replica.stop("fast")
            eventually(lambda: cluster.backends(database.name, "wait_event_type = 'Lock'"), "the primary to have it", 10)
        assert read.result().status == 200
    finally:
        if not replica.running():
            replica.start()


def test_without_the_primary_reads_of_known_people_go_on(nginx, client, people, cluster, replica, database):
    """A token that is in memory still reads from the replica; a write is refused, soon."""
    reader = client.as_(people.member.token)
    replica.catch_up(cluster)
    eventually(lambda: nginx.client.get("/readyz").json()["status"] == "ready", "the replica to be used", 15)
    assert reader.get("/api/v1/values").status == 200
    cluster.stop("immediate")
    try:
        answers = [reader.get("/api/v1/values").status for _ in range(5)]
        assert_problem(reader.post(KUDOS, body(people)), 503, "unavailable")
        state = nginx.client.get("/readyz")
        assert state.status == 503
    finally:
        cluster.start()
    assert set(answers) == {200}
    eventually(lambda: nginx.client.get("/readyz").json()["status"] == "ready", "everything to be back", 20)


def test_a_conflict_with_recovery_is_survived(client, people, replica, cluster, database):
    """The replica cancels sessions that stand in the way of what it must replay; nobody notices."""
    reader = client.as_(people.member.token)
    for _ in range(3):
        database.sql("vacuum full gracy.company_value")
        assert reader.get("/api/v1/values").status == 200
    replica.catch_up(cluster)
    assert reader.get("/api/v1/values").status == 200
