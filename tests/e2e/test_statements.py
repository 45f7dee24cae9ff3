"""How many statements a request costs, as PostgreSQL counts them: a list of 200 costs what a list of 20 does."""
import pytest

from support.http_client import Client
from support.processes import frozen

ACCOUNT = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8"

# At most so many statements, whoever asks, however long the answer is (DESIGN 6).
BUDGETS = [
    ("/api/v1/me", 1),
    ("/api/v1/members?limit={n}", 1),
    ("/api/v1/members?limit={n}&include=total", 2),
    ("/api/v1/members?limit={n}&offset=100", 1),
    ("/api/v1/members?limit={n}&q=%E3%84%B1", 1),
    ("/api/v1/members?limit={n}&q=kim&include=total", 2),
    ("/api/v1/members?limit={n}&status=active", 1),
    ("/api/v1/members?limit={n}&status=active&include=total", 2),
    ("/api/v1/members/{colleague}", 1),
    ("/api/v1/values", 1),
    ("/api/v1/kudos?limit={n}", 1),
    ("/api/v1/kudos?limit={n}&include=total", 2),
    ("/api/v1/tokens", 1),
    ("/staking/v1/accounts/{account}/history?limit={n}", 1),
]


class Counter:
    """Statements of the application's, without those that each process runs for itself each second."""

    def __init__(self, database):
        self.database = database

    def calls(self) -> int:
        return self.database.one(
            "select coalesce(sum(calls), 0)::bigint from pg_stat_statements where dbid = (select oid from pg_database where datname = current_database())"
            " and userid = 'gracy_app'::regrole and query not like '%%access_change%%' and query not ilike 'listen%%' and query not ilike 'notify%%'"
            " and query not like '%%last_used_on = (now()%%'")

    def cost_of(self, client: Client, target: str) -> int:
        assert client.get(target).status == 200  # who asks is known from now on
        before = self.calls()
        assert client.get(target).status == 200
        return self.calls() - before


@pytest.fixture(scope="module")
def counter(database):
    return Counter(database)


@pytest.mark.parametrize("target, budget", BUDGETS)
def test_the_length_of_a_list_costs_no_statements(client, people, counter, target, budget):
    reader = client.as_(people.member.token)
    costs = [counter.cost_of(reader, target.format(n=n, colleague=people.colleague.id, account=ACCOUNT)) for n in (20, 200)]
    assert costs[0] == costs[1] <= budget, costs


def test_knowing_who_asks_costs_one_look_up_and_then_none(client, people, counter):
    person = people.hire("Counted")
    fresh = client.as_(person.token)
    before = counter.calls()
    assert fresh.get("/api/v1/values").status == 200
    assert counter.calls() - before == 2
    for _ in range(5):
        fresh.get("/api/v1/values")
    assert counter.calls() - before == 7


def test_what_is_refused_costs_nothing(client, people, counter):
    reader = client.as_(people.member.token)
    assert reader.get("/api/v1/me").status == 200
    before = counter.calls()
    for target in ("/api/v1/members?limit=0", "/api/v1/members?cursor=x", "/api/v1/members/abc", "/api/v1/nothing", "/api/v1/members/export.csv"):
        assert reader.get(target).status >= 400
    assert client.get("/api/v1/me", [("Authorization", "Bearer nonsense")]).status == 401
    assert reader.post("/api/v1/kudos", {"recipient_ids": []}).status == 422
    assert counter.calls() == before


def test_an_unknown_token_is_not_looked_up_again_and_again(client, counter):
    stranger = client.as_("grc_live_abcdefgh_" + "A" * 43)
    before = counter.calls()
    for _ in range(20):
        assert stranger.get("/api/v1/me").status == 401
    assert counter.calls() - before <= 1


def test_giving_kudos_is_one_write_and_one_read(client, people, counter):
    giver = client.as_(people.hire("Counted Giver").token)
    assert giver.get("/api/v1/me").status == 200
    for recipients in ([people.colleague], [people.colleague, people.member, people.owner]):
        body = {"recipient_ids": [str(person.id) for person in recipients], "value": "Craft", "points": 1, "message": "x"}
        before = counter.calls()
        assert giver.post("/api/v1/kudos", body).status == 201
        assert counter.calls() - before <= 2


def test_reads_of_one_turn_share_a_sync(nginx, client, people):
    """What arrives while nginx stands still is found in one turn of its loop, and goes out in one group for each connection."""
    reader = client.as_(people.member.token)
    headers = reader.all_headers([])
    [worker] = nginx.worker_pids()
    connections = [reader.connect() for _ in range(60)]
    for connection in connections:  # accepted, and kept alive
        connection.send_request("GET", "/api/v1/me", headers)
        assert connection.read_response().status == 200
    before = nginx.settled()
    with frozen(worker):
        for connection in connections:
            connection.send_request("GET", "/api/v1/me", headers)
    for connection in connections:
        assert connection.read_response().status == 200
        connection.close()
    after = nginx.settled()
    statements = after.get("gracy_database_statements_total") - before.get("gracy_database_statements_total")
    groups = after.get("gracy_database_syncs_total") - before.get("gracy_database_syncs_total")
    assert statements >= 60 and groups < 20, (statements, groups)
