"""The worker and an event log that is in MongoDB."""
from datetime import datetime, timedelta, timezone

import pytest

from support import secrets_used
from support.database import random_text
from support.mongodb import FERRETDB, FerretDb
from worker_fixtures import *  # noqa: F401,F403 - fixtures


@pytest.fixture(scope="module")
def password() -> str:
    return secrets_used.remember(random_text(24), "FerretDB's password for the worker")


@pytest.fixture(scope="module")
def ferretdb(folder, password):
    if not FERRETDB.exists():
        pytest.skip("no real server: scripts/test builds FerretDB where Go is")
    server = FerretDb(folder / "worker-ferretdb", password).start()
    yield server
    server.stop()


@pytest.fixture
def section(folder, ferretdb, password) -> dict:
    file = folder / "worker-mongodb.password"
    file.write_text(password + "\n")
    file.chmod(0o600)
    return {"documents": {"mongodb": ferretdb.url() + "?authMechanism=SCRAM-SHA-256", "password_file": str(file)}}


def test_events_that_have_had_their_time_are_deleted_where_no_index_expires_them(start_worker, ferretdb, password, section):
    pymongo = pytest.importorskip("pymongo")
    log = pymongo.MongoClient(ferretdb.url(password), authMechanism="SCRAM-SHA-256").gracy.event_log
    now = datetime.now(timezone.utc)
    log.insert_many([{"_id": "old", "expire_at": now - timedelta(seconds=1)}, {"_id": "new", "expire_at": now + timedelta(days=1)}])
    worker = start_worker("jobs", **section)
    worker.says("documents: 1 expired events deleted", 40)
    assert [document["_id"] for document in log.find()] == ["new"]
    assert worker.stop() == 0


def test_a_store_that_is_away_stops_nothing_else(start_worker):
    away = {"documents": {"mongodb": "mongodb://127.0.0.1:1/gracy"}}
    worker = start_worker("jobs", **away)
    worker.says("documents.purge")
    assert worker.process.poll() is None
    assert worker.stop() == 0
