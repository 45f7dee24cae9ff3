"""Fixtures of tests of what the assistant does by itself: a scripted model, and a worker with the kinds of tasks that Gracy comes with."""
from pathlib import Path

import pytest

from model_server import ModelServer
from support.http_client import Client
from support.metrics import Metrics
from support.ports import free_port
from worker_fixtures import Worker

KINDS = Path(__file__).resolve().parents[2] / "conf" / "assistant"


@pytest.fixture(scope="module")
def scripted():
    server = ModelServer()
    yield server
    server.close()


@pytest.fixture
def model(scripted):
    scripted.requests.clear()
    return scripted


@pytest.fixture(scope="module")
def workers(folder, database, watched, nginx, scripted):
    """One at a time, and the same one as long as it runs and nothing else is asked of it."""
    started: list[tuple[dict, Worker]] = []

    def start(**keys) -> Worker:
        if started and started[-1][1].process.poll() is None:
            if started[-1][0] == keys:
                return started[-1][1]
            started[-1][1].stop()
        given = {"daily_budget": 10 ** 9, "kinds": str(KINDS), "note_key_file": f"{nginx.secrets.folder}/key"} | keys
        port = free_port()
        worker = Worker(folder / f"assistant_{database.name}_{len(started)}", database, "jobs", {
            "log": {"level": "debug"}, "jobs": {"concurrency": 4, "lease_seconds": 3, "poll_ms": 200, "stop_seconds": 8},
            "metrics": {"jobs": f"127.0.0.1:{port}"},
            "assistant": {name: value for name, value in given.items() if value is not None},
            "assistant.servers.scripted": {"base_url": scripted.url, "model": "scripted-1", "timeout_seconds": 5, "prompt_price": 1, "completion_price": 1}})
        worker.metrics = lambda: Metrics(Client(port).get("/metrics").text)
        watched.logs.append(worker.log)
        started.append((keys, worker))
        worker.says("kinds of tasks")
        return worker

    yield start
    for _, worker in started:
        worker.clean_up()
    reports = "".join(worker.reports() for _, worker in started)
    assert not reports, reports[:8000]


@pytest.fixture
def working(workers, model):
    """working(daily_budget=...): a worker that can open notes, and asks the scripted model."""
    return workers
