"""PostgreSQL dies, restarts, stalls and fails under load: what clients see of it."""
import threading
import time

import pytest

from support.build import patience
from support.http_client import assert_problem
from support.load import Background, Load, together
from support.postgres import Lock
from support.processes import frozen, send_signal
from support.waiting import eventually

KUDOS = "/api/v1/kudos"


@pytest.fixture(scope="module")
def nginx(start_nginx):
    return start_nginx(workers=1)


@pytest.fixture(scope="module")
def reader(client, people):
    return client.as_(people.member.token)


@pytest.fixture
def giver(people, client, database):
    """Somebody new, with more to give than any test here uses up."""
    people.hired = getattr(people, "hired", 0) + 1
    person = people.hire(f"Giver {people.hired}")
    person.client = client.as_(person.token)
    database.sql("insert into gracy.allowance_period (team_space_id, member_id, period_start, granted) values"
                 " (%s, %s, date_trunc('month', now() at time zone 'Asia/Seoul')::date, 100000)", person.team_space_id, person.id)
    return person


def kudos(people, message: str) -> dict:
    return {"recipient_ids": [str(people.colleague.id)], "value": "Craft", "points": 1, "message": message}


class Gifts:
    """Writes under load: each gift with a key and a message of its own, so that it can be found and sent again."""

    def __init__(self, giver, people):
        self.giver = giver
        self.people = people
        self.lock = threading.Lock()
        self.sent: dict[str, object] = {}

    def give(self):
        with self.lock:
            name = f"gift {len(self.sent)}"
            self.sent[name] = None
        response = self.repeat(name)
        self.sent[name] = response
        return response

    def repeat(self, name: str):
        return self.giver.client.post(KUDOS, kudos(self.people, name), [("Idempotency-Key", name)])

    def check(self, database) -> int:
        """Every 201 is there, every refusal is not unless it says that it may be, and sending the uncertain ones again gives each
        exactly once. Returns how many were uncertain."""
        stored = {name for (name,) in database.sql("select message from gracy.kudos where giver_id = %s", self.giver.id)}
        uncertain = 0
        for name, response in self.sent.items():
            if response.status == 201:
                assert name in stored, f"{name} was confirmed and is lost"
            elif response.json().get("maybe_executed"):
                uncertain += 1
            else:
                assert name not in stored, f"{name} was refused with {response} and yet is there"
        for name, response in self.sent.items():
            if response.status != 201:
                answers = []
                eventually(lambda name=name: (answers.append(self.repeat(name)) or answers[-1].status == 201), f"{name} to be given after {response}")
                assert answers[-1].json()["message"] == name, answers
        counts = database.sql("select message, count(*) from gracy.kudos where giver_id = %s group by 1", self.giver.id)
        assert dict(counts) == {name: 1 for name in self.sent}
        return uncertain


def test_no_read_fails_when_a_server_process_is_ended_again_and_again(nginx, reader, database):
    """Reads in flight on a connection that breaks are sent again, once, on another one."""
    before = nginx.metrics()
    with Load(lambda: reader.get("/api/v1/members?limit=20"), threads=6) as load:
        load.wait_for(50)
        for _ in range(12):
            # One at a time, as operators and failing machines do; a read may be sent again once.
            [victim, *_] = database.backends("application_name not like '%listen' and state = 'idle' and query like '%member%'") or [0]
            if victim:
                database.sql("select pg_terminate_backend(%s)", victim)
            load.wait_for(30)
    assert not load.broken()
    assert load.statuses().keys() == {200}, load.other_than(200)[:3]
    assert nginx.settled().get("gracy_database_connections_lost_total") > before.get("gracy_database_connections_lost_total")


def test_a_write_whose_fate_is_unknown_says_so_and_may_be_repeated(nginx, giver, people, database, cluster):
    """The giver's row is held, so that the gift hangs in its statement; then its server process dies."""
    headers = [("Idempotency-Key", "uncertain")]
    before = nginx.metrics().get("gracy_database_uncertain_writes_total")
    with Lock(cluster, database.name, f"select 1 from gracy.allowance_period where member_id = {giver.id} for update"):
        gift = Background(lambda: giver.client.post(KUDOS, kudos(people, "uncertain"), headers))
        [victim] = eventually(lambda: database.backends("wait_event_type = 'Lock'"), "the gift to wait", 2, pause=0.005)
        database.sql("select pg_terminate_backend(%s)", victim)
        response = gift.result()
    problem = assert_problem(response, 503, "unavailable")
    assert problem["maybe_executed"] is True
    assert response.header("Retry-After")
    eventually(lambda: nginx.metrics().get("gracy_database_uncertain_writes_total") == before + 1, "it to be counted")
    again = giver.client.post(KUDOS, kudos(people, "uncertain"), headers)
    assert again.status in (200, 201)
    assert database.one("select count(*) from gracy.kudos where giver_id = %s", giver.id) == 1


def test_writes_under_load_are_certain_or_say_that_they_are_not(nginx, giver, people, database):
    gifts = Gifts(giver, people)
    with Load(gifts.give, threads=6) as load:
        load.wait_for(20)
        for _ in range(10):
            database.terminate("application_name not like '%listen' and (state = 'active' or query like '%give_kudos%')")
            load.wait_for(8)
    assert not load.broken()
    assert load.statuses().keys() <= {201, 503}, load.other_than(201, 503)[:3]
    gifts.check(database)


@pytest.mark.parametrize("mode", ["fast", "immediate"])
def test_a_restart_under_load_is_survived(nginx, reader, giver, people, database, cluster, mode):
    """While PostgreSQL is away requests are answered, soon, with what is documented; afterwards everything works again."""
    gifts = Gifts(giver, people)
    before = nginx.metrics()
    with Load(lambda: reader.get("/api/v1/members?limit=20"), threads=4, pause=0.005) as reads, Load(gifts.give, threads=3, pause=0.02) as writes:
        reads.wait_for(50)
        cluster.stop(mode)
        time.sleep(1.5)
        assert nginx.client.get("/healthz").status == 200
        assert nginx.client.get("/readyz").status == 503
        cluster.start()
        eventually(lambda: nginx.client.get("/readyz").json()["status"] == "ready", "everything to be back", 20)
        back = time.monotonic()
        reads.wait_for(50)
        writes.wait_for(5)
    assert not reads.broken() and not writes.broken()
    assert reads.statuses().keys() <= {200, 503}, reads.other_than(200, 503)[:3]
    assert writes.statuses().keys() <= {201, 503}, writes.other_than(201, 503)[:3]
    for outcome in reads.outcomes + writes.outcomes:
        if outcome.status == 503:
            assert outcome.response.header("Retry-After")
        assert outcome.seconds < patience(6), outcome
    assert all(outcome.status == 200 for outcome in reads.outcomes if outcome.started > back)
    gifts.check(database)
    for counted in ("gracy_database_unavailable_total", "gracy_database_connects_total"):
        assert nginx.metrics().get(counted) > before.get(counted), counted


def test_a_crash_of_one_server_process_takes_all_with_it_and_is_survived(nginx, reader, database, cluster):
    """kill -9 makes the postmaster end every session and recover."""
    with Load(lambda: reader.get("/api/v1/members?limit=20"), threads=4, pause=0.005) as load:
        load.wait_for(50)
        send_signal(database.backends()[0], 9)
        eventually(lambda: nginx.client.get("/readyz").json()["status"] == "ready", "everything to be back", 20)
        load.wait_for(100)
    assert not load.broken()
    assert load.statuses().keys() <= {200, 503}, load.other_than(200, 503)[:3]
    eventually(lambda: cluster.sql("select 1"), "the server itself")


def test_a_stalled_statement_leaves_other_requests_answering(nginx, reader, people, database, cluster):
    """Somebody holds the values for a second. Whoever needs them waits or is told to come again; all others never notice."""
    with Lock(cluster, database.name, "lock table gracy.company_value in access exclusive mode"):
        stalled = [Background(lambda: reader.get("/api/v1/values")) for _ in range(3)]
        eventually(lambda: database.backends("wait_event_type = 'Lock'"), "a statement to wait", 2, pause=0.005)
        healthy = [Background(lambda: (time.monotonic(), nginx.client.get("/healthz"), time.monotonic())) for _ in range(5)]
        for background in healthy:
            begun, response, ended = background.result()
            assert response.status == 200 and ended - begun < patience(0.3)
        # One of the two shared connections may be the stalled one: at most the lock's own limit is waited for.
        with Load(lambda: reader.get("/api/v1/me"), threads=4) as load:
            time.sleep(1)
        answers = [background.result() for background in stalled]
    assert load.statuses().keys() == {200}, load.other_than(200)[:3]
    assert load.longest() < patience(1.2)
    assert {answer.status for answer in answers} == {503}, answers
    assert reader.get("/api/v1/values").status == 200


def test_a_slow_export_does_not_stand_in_front_of_short_reads(start_nginx, people, database, cluster):
    """It has a connection of its own."""
    nginx = start_nginx(deadline="60s", statement_timeout="50s", http="gracy_lock_timeout 40s;")
    admin = nginx.client.as_(people.admin.token)
    assert admin.get("/api/v1/me").status == 200  # known from now on, without a look at the table
    with Lock(cluster, database.name, "lock table gracy.member in access exclusive mode"):
        export = Background(lambda: admin.get("/api/v1/members/export.csv"))
        eventually(lambda: database.backends("wait_event_type = 'Lock'"), "the export to wait", 2, pause=0.005)
        for _ in range(20):
            assert admin.get("/api/v1/values").status == 200
        assert export.running()
    assert export.result().status == 200
    nginx.stop()


def test_a_failing_read_does_not_disturb_its_neighbours(nginx, reader, database):
    """Reads of one turn share a Sync. When one fails those behind it were never run, and are run again."""
    before = nginx.settled().get("gracy_database_resent_reads_total")
    # The first of these is dropped under the prepared statements: every search fails from now on.
    definition = database.one("select pg_get_functiondef('gracy.member_query_grams'::regproc)")
    database.sql("drop function gracy.member_query_grams cascade")
    headers = reader.all_headers([])
    try:
        for _ in range(30):
            with reader.connect() as failing, reader.connect() as first, reader.connect() as second:
                # While it stands still: it then finds all three at once.
                with frozen(*nginx.worker_pids()):
                    for connection, path in ((failing, "/api/v1/members?q=kim"), (first, "/api/v1/members?limit=3"), (second, KUDOS + "?limit=3")):
                        connection.send_request("GET", path, headers)
                answers = [connection.read_response() for connection in (failing, first, second)]
                assert [answer.status for answer in answers] == [500, 200, 200], answers
    finally:
        database.sql(definition)
        database.sql("grant execute on function gracy.member_query_grams to gracy_app")
    eventually(lambda: reader.get("/api/v1/members?q=kim").status == 200, "searches to work again", 10)
    assert nginx.settled().get("gracy_database_resent_reads_total") > before


def test_a_neighbours_failure_never_undoes_a_write(nginx, giver, people, database):
    """Gifts that are refused by the server and gifts that are not, side by side: each is its own transaction."""
    database.sql("create function gracy.refuse_some() returns trigger language plpgsql as $$ begin"
                 " if new.message like 'bad%' then raise exception 'refused by the test'; end if; return new; end $$")
    database.sql("create trigger refuse_some before insert on gracy.kudos for each row execute function gracy.refuse_some()")
    try:
        others = [people.hire(f"Neighbour {number}") for number in range(8)]
        clients = [giver.client.as_(person.token) for person in others]
        for turn in range(5):
            def give(number: int, turn: int = turn):
                word = "bad" if number % 2 else "good"
                return clients[number].post(KUDOS, kudos(people, f"{word} {turn} {number}"))
            answers = together(*[lambda number=number: give(number) for number in range(8)])
            assert [answer.status for answer in answers] == [201, 500] * 4, answers
        assert database.one("select count(*) from gracy.kudos where message like 'good %'") == 20
        assert database.one("select count(*) from gracy.kudos where message like 'bad %'") == 0
    finally:
        database.sql("drop trigger refuse_some on gracy.kudos")


def test_a_plan_that_a_migration_outdated_is_made_anew(nginx, reader, database):
    """A column is added to a table that prepared statements read: nobody notices."""
    with Load(lambda: reader.get("/api/v1/members?limit=20"), threads=4) as load:
        load.wait_for(20)
        database.sql("alter table gracy.member add column nickname text")
        load.wait_for(50)
        database.sql("alter table gracy.member drop column nickname")
        load.wait_for(50)
    assert load.statuses().keys() == {200}, load.other_than(200)[:3]


def test_too_many_connections_are_not_our_defect(nginx, reader, database, cluster):
    """New sessions are refused for a while; those that are there go on, and lost ones come back."""
    cluster.sql(f"alter database {database.name} connection limit 1")
    try:
        database.terminate("application_name not like '%listen'")
        with Load(lambda: reader.get("/api/v1/me"), threads=2, pause=0.02) as load:
            time.sleep(1.5)
        assert load.statuses().keys() <= {200, 503}, load.other_than(200, 503)[:3]
        assert not load.broken()
    finally:
        cluster.sql(f"alter database {database.name} connection limit -1")
    eventually(lambda: nginx.client.get("/readyz").json()["status"] == "ready", "all connections to be back", 15)
    assert reader.get("/api/v1/me").status == 200


def test_nothing_is_left_behind(nginx, database):
    """After all of the above: no statement in flight, no lease, and as many sessions as are wanted."""
    metrics = nginx.settled()
    state = nginx.client.get("/readyz").json()
    wanted = sum(lane["wanted"] for lane in state["connections"].values())
    eventually(lambda: nginx.metrics().get("gracy_database_connections") == wanted, "all connections to be there")
    assert len(database.backends()) == wanted + 1  # and the one that listens
    assert metrics.get("gracy_database_leases") == 0
