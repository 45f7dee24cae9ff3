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

# FerretDB needs its time for a batch on a busy machine.
QUICK = "serverSelectionTimeoutMS=1500&socketTimeoutMS=20000&connectTimeoutMS=1000"


class Copy:
    def __init__(self, folder, file, password: str):
        pymongo = pytest.importorskip("pymongo")
        self.server = FerretDb(folder, password).start()
        self.section = {"mongodb": f"{self.server.url()}?authMechanism=SCRAM-SHA-256&{QUICK}", "password_file": str(file), "changes": True}
        self.client = pymongo.MongoClient(self.server.url(password), authMechanism="SCRAM-SHA-256", socketTimeoutMS=20_000)
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


def outbox(database, entity_id: int, facts: str) -> int:
    """A change that says this, as if a trigger had written it; its version."""
    return database.one("insert into gracy.change_outbox (team_space_id, entity, entity_id, document)"
                        " select team_space_id, 'member', id, %s from gracy.member where id = %s returning id", facts, entity_id)


def test_change_that_the_copy_never_takes_holds_up_no_other(start_worker, copy, fresh, member):
    """Deeper than any document of ours: it stays for an operator to read, and is counted."""
    port = free_port()
    worker = start_worker(documents=copy.section, metrics={"jobs": f"127.0.0.1:{port}"})
    told(fresh)
    version = outbox(fresh, member, '{"a":' * 12 + "1" + "}" * 12)
    rename(fresh, member + 1, "After")
    eventually(lambda: copy.facts("member", member + 1)["title"] == "After", "what is behind it to be told")
    worker.says(f"(version {version}) is refused by the copy")
    eventually(lambda: fresh.one("select refused from gracy.change_outbox where id = %s", version), "the reason to be kept")
    page = eventually(lambda: (page := Metrics(Client(port).get("/metrics").text)).get("gracy_changes_refused") == 1 and page, "it to be counted")
    assert page.get("gracy_worker_changes_total", outcome="refused") == 1


def test_capture_that_was_given_up_begins_anew_and_takes_out_what_is_gone(start_worker, copy, fresh, member):
    """Nobody relayed for a week: changes leave no trace until the next relay tells everything, and forgets the rest."""
    value = fresh.one("insert into gracy.company_value (team_space_id, name) select id, 'Brief' from gracy.team_space"
                      " where slug = 'hanbit' returning id")
    worker = start_worker(documents=copy.section)
    told(fresh)
    assert copy.facts("company_value", value)
    assert worker.stop() == 0
    rename(fresh, member, "Lost with the outbox")
    fresh.sql("update gracy.change_outbox set changed_at = now() - interval '8 days'")
    assert fresh.one("select gracy.purge_changes(1000)") == 1
    fresh.sql("delete from gracy.company_value where id = %s", value)
    for entity in ("member", "kudos"):  # FerretDB takes a minute to replace what it inserts in a second
        copy.database[entity].drop()
    assert fresh.one("select count(*) from gracy.change_outbox") == 0
    start_worker(documents=copy.section)
    eventually(lambda: copy.database.company_value.count_documents({"id": value}) == 0, "what is gone to be out of the copy", 60, pause=0.5)
    assert copy.facts("member", member)["title"] == "Lost with the outbox"
    told(fresh)


def test_two_relays_of_which_one_is_killed_leave_the_copy_as_the_database(start_worker, copy, fresh, member):
    workers = [start_worker(documents=copy.section), start_worker(documents=copy.section)]
    told(fresh)
    people = [id_ for (id_,) in fresh.sql("select id from gracy.member where team_space_id = (select team_space_id from gracy.member where id = %s)"
                                          " order by id limit 20", member)]
    for number in range(3):
        for id_ in people:
            rename(fresh, id_, f"Round {number}")
        if number < 2:
            holder = next(worker for worker in workers if worker.log.text().count("duty jobs: ours"))
            holder.kill()
            workers.remove(holder)
            workers.append(start_worker(documents=copy.section))
            eventually(lambda: any("duty jobs: ours" in worker.log.text() for worker in workers), "another to take over", 40)
    told(fresh)
    assert {copy.facts("member", id_)["title"] for id_ in people} == {"Round 2"}
    versions = {document["id"]: document["version"] for document in copy.database.member.find({"id": {"$in": people}})}
    assert len(versions) == 20
