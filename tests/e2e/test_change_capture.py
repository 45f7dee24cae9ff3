"""Change data capture: facts of HR that everybody may see, in MongoDB. On a real server, as the worker writes by MongoDB's own driver."""
import pytest

from support import secrets_used
from support.database import random_text
from support.http_client import Client
from support.metrics import Metrics
from support.mongodb import FERRETDB, FerretDb
from support.ports import free_port
from worker_fixtures import *  # noqa: F401,F403 - fixtures
from worker_fixtures import eventually

QUICK = "serverSelectionTimeoutMS=1500&socketTimeoutMS=1000&connectTimeoutMS=1000"


class Copy:
    def __init__(self, folder, file, password: str):
        pymongo = pytest.importorskip("pymongo")
        self.server = FerretDb(folder, password).start()
        self.section = {"mongodb": f"{self.server.url()}?authMechanism=SCRAM-SHA-256&{QUICK}", "password_file": str(file), "changes": True}
        self.client = pymongo.MongoClient(self.server.url(password), authMechanism="SCRAM-SHA-256")
        self.database = self.client.gracy

    def facts(self, kind: str, id_: int) -> dict | None:
        document = self.database[kind].find_one({"id": id_})
        return document and document.get("facts")


@pytest.fixture
def copy(folder, fresh):
    if not FERRETDB.exists():
        pytest.skip("no real server: scripts/test builds FerretDB where Go is")
    password = secrets_used.remember(random_text(24), "FerretDB's password for changes")
    file = folder / f"{fresh.name}-mongodb.password"
    file.write_text(password + "\n")
    file.chmod(0o600)
    made = Copy(folder / f"{fresh.name}-ferretdb", file, password)
    yield made
    made.client.close()
    made.server.stop()


def told(database) -> None:
    eventually(lambda: database.one("select bool_and(complete) and not exists (select from gracy.change_outbox) from gracy.change_capture"),
               "everything to be told", 60)


@pytest.fixture
def relaying(start_worker, copy, fresh):
    worker = start_worker(documents=copy.section)
    told(fresh)
    return worker


@pytest.fixture
def member(fresh) -> int:
    return fresh.one("select min(id) from gracy.member where team_space_id = (select id from gracy.team_space where slug = 'hanbit')")


def rename(database, member: int, title: str) -> None:
    database.sql("update gracy.member set title = %s where id = %s", title, member)


def test_copy_begins_with_what_is_there_and_follows_each_change(relaying, copy, fresh, member):
    for kind, count in fresh.sql("select entity, count(*)::int from gracy.captured group by entity"):
        assert copy.database[kind].count_documents({}) == count, kind
    rename(fresh, member, "Chief")
    eventually(lambda: copy.facts("member", member)["title"] == "Chief", "the change to be in the copy")
    assert set(copy.facts("member", member)) == {"name", "name_en", "title", "department_id", "manager_id", "status", "hired_on", "left_on"}
    gift = fresh.one("select max(id) from gracy.captured where entity = 'kudos'")
    assert copy.facts("kudos", gift)["message"]
    fresh.sql("update gracy.kudos set voided_at = now(), voided_by = giver_id where id = %s", gift)
    eventually(lambda: copy.facts("kudos", gift) is None, "what was taken back to be out of the copy")
    assert copy.database.kudos.find_one({"id": gift})["gone"] is True


def test_copy_that_was_away_is_told_everything_and_hr_never_waited(relaying, copy, fresh, member):
    copy.server.stop()
    for number in range(5):
        rename(fresh, member, f"Title {number}")
    relaying.says("changes.relay: mongodb:")
    assert fresh.one("select count(*) from gracy.change_outbox where entity_id = %s", member) == 5
    copy.server.start()
    eventually(lambda: copy.facts("member", member)["title"] == "Title 4", "the last change to be in the copy", 60)
    told(fresh)


def test_killed_relay_tells_again_and_an_old_version_takes_no_new_ones_place(relaying, copy, fresh, member, start_worker):
    """What was told and not settled comes again, from another worker and after newer changes."""
    rename(fresh, member, "Old")
    told(fresh)
    version = copy.database.member.find_one({"id": member})["version"]
    relaying.kill()
    rename(fresh, member, "New")
    start_worker(documents=copy.section)
    told(fresh)
    fresh.sql("insert into gracy.change_outbox (team_space_id, id, entity, entity_id, document) overriding system value"
              " select team_space_id, %s, 'member', id, '{\"title\": \"Old\"}' from gracy.member where id = %s", version, member)
    told(fresh)
    document = copy.database.member.find_one({"id": member})
    assert document["facts"]["title"] == "New" and document["version"] > version
    assert copy.database.member.count_documents({"id": member}) == 1


def test_nothing_is_captured_for_a_worker_that_copies_nothing(start_worker, copy, fresh, member):
    worker = start_worker(documents=copy.section | {"changes": False})
    worker.says("started on")
    rename(fresh, member, "Quiet")
    assert fresh.one("select count(*) from gracy.change_outbox") == 0 and copy.database.list_collection_names() == []


def test_lag_and_what_was_told_are_in_the_metrics(start_worker, copy, fresh, member):
    port = free_port()
    start_worker(documents=copy.section, metrics={"jobs": f"127.0.0.1:{port}"})
    told(fresh)
    client = Client(port)

    def metrics() -> Metrics:
        return Metrics(client.get("/metrics").text)

    assert metrics().get("gracy_worker_changes_total", outcome="told") > 400 and metrics().get("gracy_changes_waiting") == 0
    copy.server.stop()
    rename(fresh, member, "Late")
    eventually(lambda: metrics().get("gracy_changes_lag_seconds") > 0 and metrics().get("gracy_worker_change_failures_total") > 0, "the lag to be seen")
    copy.server.start()
