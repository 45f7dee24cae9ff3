"""What Slack's events lead to when MongoDB keeps them: nginx takes them while PostgreSQL is away, the worker has their effects when it is
back, and each once, whoever is killed. On a real server: the worker reads with MongoDB's own driver."""
import json

import pytest

from slack_client import TEAM, Slack, event_payload
from support import secrets_used
from support.commit_gate import CommitGate
from support.database import random_text
from support.mongodb import FERRETDB, FerretDb
from test_slack_worker import BOT_TOKEN, given, keys, rocket, run_connect, section, space, stub  # noqa: F401 - fixtures
from worker_fixtures import *  # noqa: F401,F403 - fixtures
from worker_fixtures import eventually

QUICK = "serverSelectionTimeoutMS=1500&socketTimeoutMS=1000&connectTimeoutMS=1000&wtimeoutMS=600&heartbeatFrequencyMS=500"


class Store:
    """The event log on a FerretDB."""

    def __init__(self, folder, file, password: str):
        pymongo = pytest.importorskip("pymongo")
        self.server = FerretDb(folder, password).start()
        self.file = file
        # FerretDB keeps its users in the database that they were made in.
        self.url = f"{self.server.url()}?authMechanism=SCRAM-SHA-256&{QUICK}"
        self.client = pymongo.MongoClient(self.server.url(password), authMechanism="SCRAM-SHA-256")
        self.log = self.client.gracy.event_log

    def of_worker(self) -> dict:
        return {"mongodb": self.url, "password_file": str(self.file)}

    def open(self, events: list[str]) -> set[str]:
        """Which of them nobody has marked."""
        return {document["_id"] for document in self.log.find({"_id": {"$in": events}}) if "handled_at" not in document}


@pytest.fixture(scope="module")
def store(folder):
    if not FERRETDB.exists():
        pytest.skip("no real server: scripts/test builds FerretDB where Go is")
    password = secrets_used.remember(random_text(24), "FerretDB's password for effects")
    file = folder / "effects-mongodb.password"
    file.write_text(password + "\n")
    file.chmod(0o600)
    made = Store(folder / "effects-ferretdb", file, password)
    yield made
    made.client.close()
    made.server.stop()


@pytest.fixture
def slack(start_nginx, secrets, fresh, store):
    """What Slack calls, of an nginx that keeps events in the store."""
    nginx = start_nginx(on=fresh, http=f'gracy_document_store "{store.url}" password_file={store.file};')
    yield Slack(nginx.client, secrets.slack_signing_secret)
    nginx.stop()  # before its database goes


@pytest.fixture
def worker(start_worker, section, store, fresh):
    started = start_worker(slack=section, documents=store.of_worker())
    answer = run_connect(started, "hanbit", BOT_TOKEN)
    assert answer.returncode == 0, answer.stderr
    return started


def say(slack, type_: str, **event) -> str:
    """Slack tells it twice, as it does when an answer is late; the id."""
    payload = event_payload(type=type_, **event)
    assert [slack.event(payload).status for _ in range(2)] == [200, 200]
    return payload["event_id"]


def say_reaction(slack, type_: str = "reaction_added") -> str:
    return say(slack, type_, user="U0HB000002", reaction="rocket", item_user="U0HB000003",
               item={"type": "message", "channel": "C0HANBIT01", "ts": "1700000000.000001"})


def marked(store, events: list[str]) -> None:
    eventually(lambda: not store.open(events), f"events to be marked, of which {store.open(events)} are open")


def processed(database, events: list[str]) -> int:
    return database.one("select count(*) from gracy.processed_event where event_id = any(%s)", events)


def installation(database) -> tuple:
    [row] = database.sql("select status, token_sealed is null from gracy.slack_installation where team_id = %s", TEAM)
    return row


def test_events_that_came_while_postgres_was_away_have_their_effects_once_when_it_is_back(slack, worker, store, fresh, rocket, stub):
    before = given(fresh, "U0HB000002")
    with fresh.server.frozen():
        events = [say(slack, "app_home_opened", user="U0HB000002", tab="home"), say_reaction(slack), say(slack, "channel_rename")]
        assert stub.of("views.publish") == [] and store.open(events) == set(events)
    marked(store, events)
    eventually(lambda: stub.of("views.publish"), "App Home to be published")
    assert given(fresh, "U0HB000002") == before + 1
    [home] = stub.of("views.publish")
    assert home["user_id"] == "U0HB000002" and "칭찬 보내기" in json.dumps(home["view"], ensure_ascii=False)
    assert fresh.one("select count(*) from gracy.event_log where event_id = any(%s)", events) == 0, "they are in MongoDB alone"

    with fresh.server.frozen():
        events = [say_reaction(slack, "reaction_removed"), say(slack, "app_uninstalled")]
    marked(store, events)
    assert given(fresh, "U0HB000002") == before and installation(fresh) == ("revoked", True)
    assert len(stub.of("views.publish")) == 1


def test_worker_that_is_killed_between_an_effect_and_its_mark_has_it_once(slack, worker, store, fresh, rocket, stub, start_worker, section):
    before = given(fresh, "U0HB000002")
    gate = CommitGate(fresh, ["processed_event"])
    event = say_reaction(slack)
    gate.arrival()
    worker.kill()
    gate.let_pass()
    eventually(lambda: processed(fresh, [event]), "the effect")
    gate.remove()
    assert store.open([event]) == {event} and given(fresh, "U0HB000002") == before + 1
    start_worker(slack=section, documents=store.of_worker())
    marked(store, [event])
    assert given(fresh, "U0HB000002") == before + 1 and processed(fresh, [event]) == 1
