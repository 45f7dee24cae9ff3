"""Change data capture to a replica set whose primary steps down. A set cannot be had here: mock servers stand for it, and the worker
writes by MongoDB's own driver."""
import pytest

from support.http_client import Client
from support.metrics import Metrics
from support.mongodb import NOT_PRIMARY
from support.ports import free_port
from worker_fixtures import *  # noqa: F401,F403 - fixtures
from worker_fixtures import eventually

QUICK = "serverSelectionTimeoutMS=1500&socketTimeoutMS=1500&connectTimeoutMS=1000&heartbeatFrequencyMS=500"
NOT_CONFIRMED = {"writeConcernError": {"code": 64, "codeName": "WriteConcernFailed", "errmsg": "waiting for replication timed out"}}
OLD_GOES = {"a": "secondary", "b": "primary"}


class ReplicaSet:
    def __init__(self, mock):
        self.mock = mock
        ports = [mock.start(name, replica_set="rs", role=role) for name, role in (("a", "primary"), ("b", "secondary"))]
        hosts = ",".join(f"localhost:{port}" for port in ports)
        self.section = {"mongodb": f"mongodb://{hosts}/gracy?replicaSet=rs&{QUICK}", "changes": True}

    def title(self, member: int) -> str | None:
        return next((document["facts"].get("title") for document in self.mock.documents().values()
                     if document["id"] == member and "name_en" in document.get("facts", {})), None)

    def sees(self, command: str, *steps: dict) -> None:
        self.mock.tell("script", name="a", command=command, steps=list(steps))


def nothing_waits(database) -> bool:
    return database.one("select bool_and(complete) and not exists (select from gracy.change_outbox) from gracy.change_capture")


@pytest.fixture
def replica_set(mock):
    made = ReplicaSet(mock)
    yield made
    assert mock.complaints("a") + mock.complaints("b") == []


@pytest.fixture
def member(fresh) -> int:
    return fresh.one("select min(id) from gracy.member where team_space_id = (select id from gracy.team_space where slug = 'hanbit')")


def rename(database, member: int, title: str) -> None:
    database.sql("update gracy.member set title = %s where id = %s", title, member)


@pytest.mark.parametrize("fate", [
    pytest.param({"apply": True, "close": True, "roles": OLD_GOES}, id="written_and_not_said"),
    pytest.param({"apply": False, "close": True, "roles": OLD_GOES}, id="neither_written_nor_said"),
    pytest.param({"reply": NOT_PRIMARY, "roles": OLD_GOES}, id="refused_by_the_old_primary"),
    pytest.param({"apply": True, "silent": True, "roles": OLD_GOES}, id="written_and_silent"),
    pytest.param({"apply": True, "also": NOT_CONFIRMED, "roles": OLD_GOES}, id="written_and_not_confirmed_by_a_majority"),
])
def test_change_that_met_a_step_down_is_in_the_copy_and_no_older_one_takes_its_place(start_worker, replica_set, fresh, member, fate):
    port = free_port()
    start_worker(documents=replica_set.section, metrics={"jobs": f"127.0.0.1:{port}"})
    eventually(lambda: nothing_waits(fresh), "everything to be told", 60)
    replica_set.sees("update", fate)
    for number in range(3):
        rename(fresh, member, f"Title {number}")
    eventually(lambda: replica_set.title(member) == "Title 2", "the last change to be in the copy", 60)
    eventually(lambda: nothing_waits(fresh), "everything to be settled", 60)
    assert replica_set.title(member) == "Title 2"
    failures = Metrics(Client(port).get("/metrics").text).get("gracy_worker_change_failures_total")
    assert failures <= 2, "one step-down is met once, or once more while the driver looks for the new primary"


def test_changes_wait_while_there_is_no_primary(start_worker, replica_set, fresh, member, mock):
    worker = start_worker(documents=replica_set.section)
    eventually(lambda: nothing_waits(fresh), "everything to be told", 60)
    mock.tell("role", name="a", role="secondary")
    rename(fresh, member, "Waiting")
    worker.says("changes.relay: mongodb:")
    assert not nothing_waits(fresh)
    mock.tell("role", name="b", role="primary")
    eventually(lambda: replica_set.title(member) == "Waiting", "the change to be in the copy", 60)
    eventually(lambda: nothing_waits(fresh), "everything to be settled", 60)
