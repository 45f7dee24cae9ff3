"""A defect in our own code, or data that should not be: the request fails, the worker process does not."""
import pytest

from support.build import preload
from support.database import Database, copy_template
from support.http_client import assert_problem
from support.load import Load
from support.processes import resident_bytes
from support.waiting import eventually


@pytest.fixture
def broken_kudos(database, people):
    """A gift without recipients, which no statement of ours can make: its list is null where the code expects a text."""
    [(identity,)] = database.sql(
        "insert into gracy.kudos (team_space_id, giver_id, value_id, message, points, source)"
        " select %s, %s, min(id), 'broken', 1, 'api' from gracy.company_value where team_space_id = %s returning id",
        people.member.team_space_id, people.member.id, people.member.team_space_id)
    yield identity
    database.sql("delete from gracy.kudos where id = %s", identity)


def test_an_exception_in_a_handler_answers_500_and_the_worker_lives(nginx, client, people, broken_kudos):
    reader = client.as_(people.member.token)
    workers = nginx.worker_pids()
    position = nginx.error_log.position()
    for _ in range(10):
        response = reader.get(f"/api/v1/kudos/{broken_kudos}")
        problem = assert_problem(response, 500, "internal")
        assert "null" not in response.text.lower(), "what went wrong inside is nobody's business"
    assert nginx.worker_pids() == workers
    assert reader.get("/api/v1/me").status == 200
    logged = nginx.error_log.since(position)
    assert '("recipients") is NULL' in logged, "the operator must learn what it was"
    assert problem["request_id"] in logged
    assert 'request: "' not in logged, "what was asked for is the caller's, and may name people"
    assert nginx.metrics().get("gracy_requests_total", route="/api/v1/kudos/{id}", status="5xx") == 10


def test_one_broken_row_does_not_break_other_requests(nginx, client, people, broken_kudos):
    reader = client.as_(people.member.token)
    with Load(lambda: reader.get("/api/v1/members?limit=5"), threads=3) as load:
        for _ in range(20):
            assert reader.get("/api/v1/kudos?limit=1").status == 500
            assert reader.get("/api/v1/kudos?limit=1&include=total").status == 500
    assert load.statuses().keys() == {200}
    nginx.settled()


def test_an_exception_in_the_middle_of_a_write_leaves_nothing_half_done(nginx, client, people, database):
    """The function that holds the rule raises: no points are spent."""
    giver = people.hire("Broken Giver")
    database.sql("create function gracy.refuse() returns trigger language plpgsql as $$ begin raise exception 'refused by the test'; end $$")
    database.sql("create trigger refuse before insert on gracy.kudos_recipient for each row execute function gracy.refuse()")
    try:
        body = {"recipient_ids": [str(people.colleague.id)], "value": "Craft", "points": 1, "message": "x"}
        assert_problem(client.as_(giver.token).post("/api/v1/kudos", body), 500, "internal")
    finally:
        database.sql("drop trigger refuse on gracy.kudos_recipient")
    assert database.sql("select 1 from gracy.allowance_period where member_id = %s and spent > 0", giver.id) == []
    assert client.as_(giver.token).get("/api/v1/me").json()["allowance_left"] == 500


def test_a_constraint_that_no_rule_foresaw_is_a_conflict(client, people, database):
    giver = people.hire("Constrained Giver")
    database.sql("alter table gracy.kudos add constraint no_thirteen check (points <> 13) not valid")
    try:
        body = {"recipient_ids": [str(people.colleague.id)], "value": "Craft", "points": 13, "message": "x"}
        assert_problem(client.as_(giver.token).post("/api/v1/kudos", body), 409, "conflict")
    finally:
        database.sql("alter table gracy.kudos drop constraint no_thirteen")


def test_a_schema_that_does_not_fit_is_said_and_not_served(start_nginx, database, people, cluster, roles):
    """A column has another type than the statements expect: no connection becomes ready, and /readyz says why."""
    other = copy_template(cluster, "misfit", roles)
    other.sql("alter table gracy.member alter column version type bigint")
    nginx = start_nginx(wait=False, on=other)
    state = eventually(lambda: (answer := nginx.client.get("/readyz")).status == 503 and "trouble" in answer.text and answer, "the trouble", 10)
    assert "people/get_" in state.text and "run the migrations" in state.text, state
    assert nginx.client.get("/healthz").status == 200
    assert "migration" in nginx.error_log.text()


def test_an_unmigrated_database_is_said(start_nginx, cluster, roles):
    cluster.sql("create database empty_one owner gracy_owner")
    nginx = start_nginx(wait=False, on=Database(cluster, "empty_one", roles))
    eventually(lambda: "run the migrations" in nginx.client.get("/readyz").text, "what is missing to be said", 10)


def test_a_wrong_password_is_said_without_the_password(start_nginx, database):
    nginx = start_nginx(wait=False, database=database.conninfo("nobody_at_all"))
    eventually(lambda: "authentication failed" in nginx.error_log.text(), "the refusal", 10)
    state = nginx.client.get("/readyz")
    assert state.status == 503
    assert database.roles.passwords["gracy_app"] not in state.text + nginx.error_log.text()


@pytest.mark.skipif(bool(preload()), reason="the sanitizer keeps what was freed")
def test_memory_does_not_grow_with_failures(nginx, client, people, broken_kudos):
    """Two thousand failing requests leave the worker as large as it was."""
    reader = client.as_(people.member.token)
    [worker] = nginx.worker_pids()

    def many(count: int) -> None:
        with reader.connect() as connection:
            headers = reader.all_headers([])
            for _ in range(count // 50):
                for _ in range(50):
                    connection.send_request("GET", f"/api/v1/kudos/{broken_kudos}", headers)
                for _ in range(50):
                    assert connection.read_response().status == 500
    many(1000)
    before = resident_bytes(worker)
    many(2000)
    assert resident_bytes(worker) - before < 4_000_000
