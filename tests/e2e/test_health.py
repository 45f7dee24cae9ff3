"""What nginx says about itself: /healthz, /readyz, /metrics, /openapi.json, /docs."""
import re
import time

import pytest

from support.database import run_worker
from support.http_client import assert_problem
from support.load import Background, together
from support.nginx import SURFACES
from support.waiting import eventually


def test_healthz_needs_nothing(start_nginx):
    nginx = start_nginx(on=None, surfaces=("health",))
    answer = nginx.client.get("/healthz")
    assert answer.status == 200 and answer.json() == {"status": "ok"}
    assert nginx.client.get("/readyz").json()["status"] == "ready"


def test_readyz_says_that_all_is_well(client):
    state = client.get("/readyz")
    assert state.status == 200
    page = state.json()
    assert page["status"] == "ready"
    assert {dependency["status"] for dependency in page["dependencies"].values()} == {"up"}
    assert {"primary", "listen", "event_log"} <= set(page["dependencies"])
    assert all(lane["ready"] == lane["wanted"] for lane in page["connections"].values())
    assert "no-store" in state.header("Cache-Control")


def test_readyz_says_that_nobody_listens(start_nginx, database, cluster):
    """Requests are answered without it, so it is degraded and not down."""
    nginx = start_nginx()
    page = {}

    def degraded() -> bool:
        nonlocal page
        database.terminate("application_name like '%listen'")
        page = nginx.client.get("/readyz")
        return page.json()["dependencies"]["listen"]["status"] == "degraded"
    assert nginx.metrics().get("gracy_database_listening") == 1
    eventually(degraded, "the loss to be noticed", pause=0.002)
    assert page.status == 200 and page.json()["status"] == "degraded"
    eventually(lambda: nginx.client.get("/readyz").json()["status"] == "ready", "listening again", 10)

    def deaf() -> bool:
        database.terminate("application_name like '%listen'")
        return nginx.metrics().get("gracy_database_listening") == 0
    eventually(deaf, "the numbers to say so too", pause=0.002)
    eventually(lambda: nginx.metrics().get("gracy_database_listening") == 1, "listening again", 10)


def test_readyz_says_which_lane_is_short(start_nginx, database, cluster):
    """Some connections are lost and cannot come back: requests go on with those that are left."""
    others = set(database.backends())
    nginx = start_nginx(pool="reads=2 writes=3 exclusive=1")
    sessions = database.backends()
    cluster.sql(f"alter database {database.name} connection limit {len(sessions) - 1}")
    try:
        victim = min(set(database.backends("application_name not like '%listen'")) - others)
        database.sql("select pg_terminate_backend(%s)", victim)
        state = eventually(lambda: (answer := nginx.client.get("/readyz")).json()["status"] != "ready" and answer, "it to be said")
        lanes = state.json()["connections"]
        assert sum(lane["wanted"] - lane["ready"] for lane in lanes.values()) >= 1
    finally:
        cluster.sql(f"alter database {database.name} connection limit -1")
    eventually(lambda: nginx.client.get("/readyz").json()["status"] == "ready", "everything to be back", 15)


def test_readyz_does_not_wait_for_a_frozen_server(start_nginx, people, cluster):
    """As a request does that needs it."""
    nginx = start_nginx(deadline="60s", statement_timeout="50s")
    reader = nginx.client.as_(people.member.token)
    assert reader.get("/api/v1/me").status == 200
    with cluster.frozen():
        waiting = Background(lambda: reader.get("/api/v1/members?limit=1"))
        answers = together(*[lambda: nginx.client.get("/readyz")] * 4)
        assert waiting.running()
        assert {answer.status for answer in answers} == {503}
        assert nginx.client.get("/healthz").status == 200
    eventually(lambda: nginx.client.get("/readyz").json()["status"] == "ready", "everything to be back", 20)


def test_metrics_are_what_prometheus_reads(nginx, client, people):
    for token, path in ((people.member.token, "/api/v1/members?limit=3"), (None, "/api/v1/me"), (people.member.token, "/api/v1/nothing")):
        client.as_(token).get(path)
    answer = client.get("/metrics")
    assert answer.header("Content-Type").startswith("text/plain; version=0.0.4")
    metrics = nginx.metrics()  # parses strictly
    assert metrics.types["gracy_request_seconds"] == "histogram"
    assert metrics.get("gracy_requests_total", route="/api/v1/members", method="GET", status="2xx") >= 1
    assert metrics.get("gracy_requests_total", route="/api/v1/me", status="4xx") >= 1
    assert metrics.get("gracy_request_seconds_count", route="/api/v1/members") >= 1
    assert metrics.get("gracy_database_connections") > 0
    for name, kind in metrics.types.items():
        assert name.startswith("gracy_"), name
        assert (kind == "counter") == name.endswith("_total"), f"{name} is a {kind}"


def test_metrics_never_name_a_person(nginx, client, people):
    """Routes are patterns: an id, a query or an unknown path would make a series each."""
    reader = client.as_(people.member.token)
    for path in (f"/api/v1/members/{people.colleague.id}", "/api/v1/members?q=minseo", "/api/v1/some/strange/path", "/api/v1/%EA%B9%80"):
        reader.get(path)
    text = client.get("/metrics").text
    assert f'/{people.colleague.id}"' not in text and "minseo" not in text and "strange" not in text


def test_nginx_and_the_worker_of_one_build_name_the_same_one(nginx):
    assert nginx.metrics().get("gracy_build_info", version=run_worker("version").split()[1]) == 1


def test_counters_of_all_workers_are_added_up(start_nginx, people):
    nginx = start_nginx(workers=2)
    reader = nginx.client.as_(people.member.token)

    def counted() -> float:
        return nginx.metrics().get("gracy_requests_total", route="/api/v1/values", status="2xx")
    before = counted()
    together(*[lambda: [reader.get("/api/v1/values") for _ in range(25)]] * 4)
    # One worker may tell what another, which has just answered, is about to count.
    eventually(lambda: counted() - before >= 100, "every answer to be counted")
    assert counted() - before == 100


def test_latencies_are_those_that_clients_see(nginx, client, people):
    reader = client.as_(people.member.token)
    before = nginx.metrics()
    started = time.monotonic()
    for _ in range(50):
        reader.get("/api/v1/kudos?limit=50")
    elapsed = time.monotonic() - started
    after = nginx.metrics()
    spent = after.get("gracy_request_seconds_sum", route="/api/v1/kudos", method="GET") - before.get("gracy_request_seconds_sum", route="/api/v1/kudos", method="GET")
    assert after.get("gracy_request_seconds_count", route="/api/v1/kudos", method="GET") - before.get("gracy_request_seconds_count", route="/api/v1/kudos", method="GET") == 50
    assert 0 < spent < elapsed


def test_the_description_is_one_of_openapi(client):
    document = client.get("/openapi.json").json()
    assert document["openapi"].startswith("3.") and document["info"]["title"] and document["info"]["version"]
    identities = []
    for path, item in document["paths"].items():
        for method, operation in item.items():
            if method == "parameters":
                continue
            assert operation["responses"], (method, path)
            if "operationId" in operation:
                identities.append(operation["operationId"])
            names = {parameter["name"] for parameter in operation.get("parameters", []) + item.get("parameters", [])
                     if parameter.get("in") == "path"}
            assert names == set(re.findall(r"\{(\w+)\}", path)), (method, path)
    assert len(identities) == len(set(identities))
    for reference in set(re.findall(r'"\$ref":\s*"#/([^"]+)"', client.get("/openapi.json").text)):
        target = document
        for part in reference.split("/"):
            target = target[part]


@pytest.mark.parametrize("surface", [surface for surface in SURFACES if surface in ("hr", "slack", "staking")])
def test_what_is_described_answers(client, surface):
    """No path of the document is unknown to the router, with any of its methods."""
    prefix = {"hr": "/api/v1/", "slack": "/slack/", "staking": "/staking/"}[surface]
    document = client.get("/openapi.json").json()
    paths = [path for path in document["paths"] if path.startswith(prefix)]
    assert paths
    for path in paths:
        for method in document["paths"][path]:
            if method == "parameters":
                continue
            response = client.request(method.upper(), re.sub(r"\{\w+\}", "1", path))
            # A page that says that there is nothing to be seen is an answer; the router's own would be a problem.
            is_page = (response.header("Content-Type") or "").startswith("text/html")
            assert response.status not in (405, 500) and (response.status != 404 or is_page), (method, path, response)


def test_a_surface_that_is_not_served_is_not_found(start_nginx):
    nginx = start_nginx(on=None, surfaces=("health",))
    assert nginx.client.get("/api/v1/me").status == 404


def test_a_problem_of_nginx_itself_has_the_same_form(client):
    """Too long a header is refused before any handler runs."""
    with client.connect() as connection:
        connection.send(b"GET /api/v1/me HTTP/1.1\r\nHost: localhost\r\nX-Long: " + b"x" * 40_000 + b"\r\n\r\n")
        assert connection.read_response().status in (400, 431)
    response = client.request("GET", "/api/v1/me", headers=[("Host", "a b")])
    assert response.status == 400
    assert assert_problem(client.get("/slack/nothing"), 404)
