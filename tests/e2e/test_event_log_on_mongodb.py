"""The event log on MongoDB: two stores, two failures. Step-downs can only be shown by the mock; the rest also holds on a real server,
FerretDB over SQLite or one of your own."""
import os
import statistics
import time
import urllib.parse

import pytest

from slack_client import Slack, command_fields, event_payload, unique
from support import secrets_used
from support.database import random_text
from support.load import Load
from support.mongodb import FERRETDB, NOT_PRIMARY, USER, FerretDb
from support.processes import frozen as frozen_process
from support.waiting import eventually

QUICK = "serverSelectionTimeoutMS=1500&socketTimeoutMS=1000&connectTimeoutMS=1000&wtimeoutMS=600&heartbeatFrequencyMS=500"


class Site:
    """An nginx whose events go to MongoDB."""

    def __init__(self, start_nginx, secrets, store: str, **settings):
        self.nginx = start_nginx(http=f"gracy_document_store {store};", **settings)
        self.slack = Slack(self.nginx.client, secrets.slack_signing_secret)

    def send(self, event_id: str | None = None) -> tuple[str, int]:
        payload = event_payload(event_id)
        return payload["event_id"], self.slack.event(payload).status

    def dependency(self) -> dict:
        return self.nginx.client.get("/readyz").json()["dependencies"]["event_log"]


@pytest.fixture
def site(start_nginx, secrets, mock):
    def start(more: str = "", **settings) -> Site:
        port = mock.start("a")
        return Site(start_nginx, secrets, f'"mongodb://127.0.0.1:{port}/?{QUICK}"{more}', **settings)
    return start


@pytest.fixture
def frozen(database):
    """PostgreSQL stands still for a while."""
    return database.server.frozen


# One store.

def test_an_event_is_stored_once_with_its_fields_typed(site, mock, database):
    here = site()
    event_id, status = here.send()
    assert status == 200 and here.send(event_id)[1] == 200
    document = mock.documents()[event_id]
    assert document["kind"] == "event" and document["type"] == "message" and document["payload"]["event"]["text"] == "안녕하세요 😊"
    assert "token" not in document["payload"]
    assert document["received_at"].endswith("+00:00") and document["expire_at"] > document["received_at"], "dates are dates"
    assert database.one("select count(*) from gracy.event_log where event_id = %s", event_id) == 0
    metrics = here.nginx.metrics()
    assert metrics.get("gracy_event_log_stored_total") == 1 and metrics.get("gracy_event_log_duplicates_total") == 1
    assert metrics.get("gracy_mongodb_documents_total") == 2
    assert mock.complaints() == []


def test_a_command_is_answered_and_its_copy_is_stored(site, mock, people):
    here = site()
    fields = command_fields("/kudos", "help", "U0HB000002")
    assert here.slack.command(fields).status == 200
    eventually(lambda: [document for document in mock.documents().values() if document["kind"] == "command"], "the copy of the command")


def test_indexes_are_made_by_one_process_and_events_wait_for_none(site, mock):
    here = site(workers=2)
    names = eventually(lambda: (found := [index["name"] for index in mock.tell("state", name="a")["indexes"]]) and len(found) == 3 and found,
                       "the indexes", 15)
    assert names == ["by_team_and_time", "expiry", "open_by_age"]
    assert here.send()[1] == 200


def test_a_server_that_refuses_indexes_is_used_without(start_nginx, secrets, mock):
    port = mock.start("a")
    refusal = {"reply": {"ok": 0.0, "code": 238, "errmsg": "not implemented"}}
    mock.tell("script", name="a", command="createIndexes", steps=[refusal] * 3)
    here = Site(start_nginx, secrets, f"mongodb://127.0.0.1:{port}/")
    eventually(lambda: "the index expiry is not there" in here.nginx.error_log.text(), "the log to say so", 10)
    assert here.send()[1] == 200


# Two failures.

def test_events_are_accepted_while_postgres_is_frozen(site, mock, frozen):
    here = site()
    with frozen():
        event_id, status = here.send()
        assert status == 200
        ready = here.nginx.client.get("/readyz")
        assert ready.status == 200 and ready.json()["status"] == "degraded"
        assert ready.json()["dependencies"]["primary"]["status"] == "down"
        assert ready.json()["dependencies"]["event_log"] == {"status": "up"}
    assert event_id in mock.stored()


def test_hr_works_while_mongodb_is_down_and_slack_is_told_to_come_again(site, mock, people):
    here = site()
    assert here.nginx.metrics().get("gracy_mongodb_connections") >= 1
    mock.tell("stop", name="a")
    assert here.nginx.client.as_(people.member.token).get("/api/v1/members?limit=1").status == 200
    event_id, status = here.send()
    assert status == 503
    metrics = here.nginx.metrics()
    for counted in ("gracy_mongodb_connections_lost_total", "gracy_mongodb_unavailable_total", "gracy_event_log_failures_total"):
        assert metrics.get(counted) >= 1, counted
    eventually(lambda: here.nginx.metrics().get("gracy_mongodb_connect_failures_total") >= 1, "an attempt to connect to fail", 10)
    connects = metrics.get("gracy_mongodb_connects_total")
    assert here.slack.command(command_fields("/kudos", "help", "U0HB000002")).status == 200
    eventually(lambda: here.dependency()["status"] == "down", "/readyz to say so", 10)
    assert here.nginx.client.get("/readyz").status == 200
    mock.tell("resume", name="a")
    eventually(lambda: here.send(event_id)[1] == 200, "the event to be taken", 10)
    assert mock.stored().count(event_id) == 1
    metrics = here.nginx.metrics()
    assert metrics.get("gracy_mongodb_writable") == 1 and metrics.get("gracy_mongodb_connects_total") > connects


def test_what_a_server_answers_instead_is_counted(site, mock):
    """One that asks for less is asked again; one that will never take a document is not."""
    here = site()
    assert here.send()[1] == 200
    overloaded = {"reply": {"ok": 0.0, "code": 462, "errmsg": "no", "baseBackoffMS": 20, "errorLabels": ["SystemOverloadedError", "RetryableError"]}}
    mock.tell("script", name="a", command="insert", steps=[overloaded, {"apply": True}, {"reply": {"ok": 0.0, "code": 2, "errmsg": "bad value"}}])
    assert here.send()[1] == 200
    assert here.send()[1] >= 500
    metrics = here.nginx.metrics()
    assert metrics.get("gracy_mongodb_overloads_total") == metrics.get("gracy_mongodb_resent_documents_total") == 1
    assert metrics.get("gracy_mongodb_refused_total") == metrics.get("gracy_event_log_failures_total") == 1
    assert metrics.get("gracy_mongodb_inserts_total") == 4


def test_hr_is_as_quick_while_mongodb_is_frozen(site, mock, people):
    here = site()
    reader = here.nginx.client.as_(people.member.token)

    def slow_decile() -> float:
        """Beside two clients that send events. The last percent of so few would be the machine's."""
        times = []
        with Load(lambda: here.slack.event(event_payload()), threads=2) as load:
            load.wait_for(2)
            for _ in range(150):
                started = time.perf_counter()
                assert reader.get("/api/v1/members?limit=20").status == 200
                times.append(time.perf_counter() - started)
        assert {outcome.status for outcome in load.outcomes} <= {200, 503}
        return statistics.quantiles(times, n=10)[8]

    ratios = []
    for _ in range(5):
        before = slow_decile()
        mock.tell("freeze", name="a")
        during = slow_decile()
        mock.tell("thaw", name="a")
        eventually(lambda: here.send()[1] == 200, "events to be taken again", 10)
        ratios.append(during / before)
    assert statistics.median(ratios) < 2.5, ratios


def test_a_primary_that_steps_down_under_load_loses_and_doubles_no_acknowledged_event(start_nginx, secrets, mock):
    ports = [mock.start(name, replica_set="rs", role="primary" if name == "a" else "secondary") for name in "abc"]
    hosts = ",".join(f"localhost:{port}" for port in ports)
    here = Site(start_nginx, secrets, f'"mongodb://{hosts}/?replicaSet=rs&{QUICK}"')
    sent = []

    def send():
        payload = event_payload()
        response = here.slack.event(payload)
        sent.append((payload["event_id"], response.status))
        return response

    with Load(send, threads=4) as load:
        # The first two say nothing any more, the third says why.
        for (old, new), end in zip(("ab", "bc", "ca"), ({"close": True}, {"close": True}, {"reply": NOT_PRIMARY})):
            mock.tell("script", name=old, command="insert", steps=[{"apply": True, "roles": {old: "secondary", new: "primary"}, **end}])
            load.wait_for(40)
    assert load.outcomes and all(not outcome.trouble for outcome in load.outcomes)
    acknowledged = [event_id for event_id, status in sent if status == 200]
    assert len(acknowledged) > 100 and set(acknowledged) <= set(mock.stored())
    assert not any(mock.complaints(name) for name in "abc")
    assert here.nginx.metrics().get("gracy_mongodb_state_changes_total") >= 1


def test_a_wrong_password_is_in_the_log_and_the_password_is_not(start_nginx, secrets, folder, mock):
    password = secrets_used.remember(random_text(24), "MongoDB's password")
    file = folder / unique("mongodb.password")
    file.write_text(password + "\n")
    file.chmod(0o600)
    port = mock.start("a", users={USER: "another"})
    here = Site(start_nginx, secrets, f'"mongodb://{USER}@127.0.0.1:{port}/gracy?{QUICK}" password_file={file}')
    assert here.send()[1] == 503
    assert f'does not let the user "{USER}" of "gracy" in' in here.nginx.error_log.text()
    assert here.nginx.metrics().get("gracy_mongodb_authentication_failures_total") >= 1


def test_a_server_of_another_name_gets_no_event(start_nginx, secrets, mock):
    port = mock.start("a", certificate=str(secrets.folder / "tls.crt"), key=str(secrets.folder / "tls.key"))
    here = Site(start_nginx, secrets, f'"mongodb://127.0.0.1:{port}/?tls=true&tlsCAFile={secrets.folder}/tls.crt&{QUICK}"', wait=False)
    eventually(lambda: here.dependency().get("trouble", "").find("certificate is not accepted") > 0, "/readyz to say why", 15)
    assert here.send()[1] == 503
    assert mock.stored() == []


def test_reload_keeps_events_that_are_on_their_way(site, mock):
    here = site()
    sent = []

    def send():
        event_id, status = here.send()
        sent.append((event_id, status))
        return here.nginx.client.get("/healthz")

    with Load(send, threads=3) as load:
        load.wait_for(20)
        here.nginx.reload()
        load.wait_for(20)
    assert {status for _, status in sent} == {200}
    assert {event_id for event_id, _ in sent} == set(mock.stored())


# A real server.

BACKENDS = ["sqlite", "postgresql"]


class RealServer:
    """A FerretDB of the test's own, which may be killed."""

    def __init__(self, folder, over):
        pymongo = pytest.importorskip("pymongo")
        if not FERRETDB.exists():
            pytest.skip("no real server: scripts/test builds FerretDB where Go is")
        password = secrets_used.remember(random_text(24), "FerretDB's password")
        file = folder / unique("ferretdb.password")
        file.write_text(password + "\n")
        file.chmod(0o600)
        self.server = FerretDb(folder / unique("ferretdb"), password, over).start()
        self.store = f'"{self.server.url()}?{QUICK}" password_file={file}'
        self.client = pymongo.MongoClient(self.server.url(password), authMechanism="SCRAM-SHA-256")
        self.log = self.client.gracy.event_log

    def end(self) -> None:
        self.client.close()
        self.server.stop()


@pytest.fixture(scope="module", params=BACKENDS)
def real(request, folder, cluster):
    """(what the directive says, a pymongo collection)"""
    pymongo = pytest.importorskip("pymongo")
    if url := os.environ.get("GRACY_TEST_MONGODB_URL"):
        if request.param != BACKENDS[0]:
            pytest.skip("GRACY_TEST_MONGODB_URL names the one server")
        parts = urllib.parse.urlsplit(url)
        file = folder / "mongodb.own"
        file.write_text(urllib.parse.unquote(parts.password or ""))
        file.chmod(0o600)
        bare = url.replace(f":{parts.password}@", "@") if parts.password else url
        client = pymongo.MongoClient(url)
        yield f'"{bare}"' + (f" password_file={file}" if parts.password else ""), client.get_default_database("gracy").event_log
        return
    own = RealServer(folder, cluster if request.param == "postgresql" else None)
    yield own.store, own.log
    own.end()


def test_a_real_server_keeps_every_acknowledged_event_once(real, start_nginx, secrets):
    store, collection = real
    here = Site(start_nginx, secrets, store)
    sent = [here.send() for _ in range(40)]
    again = [here.send(event_id) for event_id, _ in sent[:10]]
    assert {status for _, status in sent + again} == {200}
    ids = [event_id for event_id, _ in sent]
    assert sorted(document["_id"] for document in collection.find({"_id": {"$in": ids}})) == sorted(ids)
    metrics = here.nginx.metrics()
    assert metrics.get("gracy_event_log_stored_total") == 40 and metrics.get("gracy_event_log_duplicates_total") == 10


def test_a_real_server_keeps_a_payload_as_it_is_or_its_bytes(real, start_nginx, secrets):
    store, collection = real
    here = Site(start_nginx, secrets, store)
    plain, strange = event_payload(), event_payload(metadata={"event_payload": {"a.b": 1, "$set": {"x": [[1]]}}})
    assert here.slack.event(plain).status == here.slack.event(strange).status == 200
    document = collection.find_one({"_id": plain["event_id"]})
    assert document["payload"] == {key: value for key, value in plain.items() if key != "token"}
    assert collection.find_one({"_id": strange["event_id"]})["payload_is_raw"] is True


class Sender:
    """Sends each event until it is taken, as Slack does."""

    def __init__(self, slack: Slack):
        self.slack = slack
        self.taken: list[str] = []
        self.refused: list[str] = []

    def __call__(self):
        payload = event_payload(self.refused.pop() if self.refused else None)
        response = self.slack.event(payload)
        (self.taken if response.status == 200 else self.refused).append(payload["event_id"])
        return response


@pytest.mark.parametrize("backend", BACKENDS)
def test_a_real_server_that_is_killed_or_frozen_under_load_has_every_acknowledged_event(start_nginx, secrets, folder, cluster, backend):
    own = RealServer(folder, cluster if backend == "postgresql" else None)
    here = Site(start_nginx, secrets, own.store)
    sender = Sender(here.slack)
    with Load(sender, threads=3, pause=0.005) as load:
        for _ in range(2):
            load.wait_for(30)
            own.server.kill()
            eventually(lambda: load.outcomes[-1].status == 503, "an event to be refused", 10)
            own.server.start()
            eventually(lambda: load.outcomes[-1].status == 200, "events to be taken again", 20)
        with frozen_process(own.server.process.pid):
            eventually(lambda: load.outcomes[-1].status == 503, "an event to be refused", 10)
        eventually(lambda: load.outcomes[-1].status == 200, "events to be taken again", 20)
        load.wait_for(30)
    assert load.statuses().keys() == {200, 503} and not load.broken()
    assert own.log.count_documents({"_id": {"$in": sender.taken}}) == len(set(sender.taken)) > 90
    own.end()


def test_a_slow_server_that_answers_late_or_too_late_has_every_acknowledged_event(site, mock, people):
    here = site()
    reader = here.nginx.client.as_(people.member.token)
    late = [{"delay": seconds, "apply": applied} for seconds in (0.3, 1.2, 0.1, 1.4, 0.4) for applied in (True, True, False)]
    for step in late:
        if not step["apply"]:
            step["close"] = True
    mock.tell("script", name="a", command="insert", steps=late)
    sender = Sender(here.slack)
    with Load(sender, threads=4) as load:
        load.wait_for(20, seconds=60)
        assert reader.get("/api/v1/values").status == 200
        eventually(lambda: load.outcomes[-1].status == 200 and len(sender.taken) > 100, "all to be well again", 30)
    assert load.statuses().keys() == {200, 503} and not load.broken()
    assert set(sender.taken) <= set(mock.stored()) and mock.complaints() == []
    assert here.nginx.metrics().get("gracy_mongodb_timeouts_total") >= 1
