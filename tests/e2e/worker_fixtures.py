"""Fixtures of gracy-worker's tests: workers on a database of their own, and a chain for them to watch."""
import json
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from fake_chain import CHAIN_ID, CONTRACT, FakeChain
from support import build
from support.database import Database, SOAK, copy_template
from support.logs import Log
from support.processes import send_signal
from support.waiting import eventually as eventually_within


def eventually(condition: Callable[[], object], what: str | Callable[[], str], seconds: float = 20, pause: float = 0.02):
    """With a limit for a machine that has other things to do: no test here measures how quick something is."""
    return eventually_within(condition, what, seconds, pause)


ANSWER_KIND = Path(__file__).resolve().parents[2] / "conf" / "assistant" / "policy_answer.toml"


def with_answers(folder: Path, sections: dict[str, dict]) -> str:
    """The folder of kinds, with how questions are answered as Gracy comes with it, which every worker with a model needs."""
    kinds = Path(sections.get("assistant", {}).get("kinds", folder / "kinds"))
    kinds.mkdir(exist_ok=True, mode=0o755)
    if not (kinds / ANSWER_KIND.name).exists():
        (kinds / ANSWER_KIND.name).write_bytes(ANSWER_KIND.read_bytes())
    return str(kinds)


class Worker:
    """A `gracy-worker run` in a folder of its own."""

    def __init__(self, folder: Path, database: Database, duty: str, sections: dict[str, dict]):
        folder.mkdir(mode=0o777)
        if any(name.startswith("assistant.servers.") for name in sections):
            sections = sections | {"assistant": sections.get("assistant", {}) | {"kinds": with_answers(folder, sections)}}
        self.duty = duty
        self.log = Log(folder / "worker.log")
        self.configuration = folder / "worker.toml"
        self.configuration.write_text(configuration_text(database, sections))
        with self.log.path.open("wb") as output:
            self.process = subprocess.Popen([str(build.WORKER), "run", "--duty", duty, "--config", str(self.configuration)],
                                            stdin=subprocess.DEVNULL, stdout=output, stderr=output, cwd="/",
                                            env=build.program_environment(folder))
        self.folder = folder

    @property
    def pid(self) -> int:
        return self.process.pid

    def says(self, text: str, seconds: float = 20) -> str:
        """Waits for a line."""
        return eventually(lambda: text in self.log.text() and self.log.text(), lambda: f"the worker to say {text!r}:\n{self.log.text()}", seconds)

    def terminate(self) -> None:
        send_signal(self.pid, signal.SIGTERM)

    def wait(self, seconds: float = 30) -> int:
        try:
            return self.process.wait(build.patience(seconds))
        except subprocess.TimeoutExpired:
            raise AssertionError(f"the worker does not end:\n{self.log.text()}") from None

    def stop(self, seconds: float = 30) -> int:
        """Its exit code."""
        self.terminate()
        return self.wait(seconds)

    def kill(self) -> None:
        send_signal(self.pid, signal.SIGKILL)
        self.process.wait()

    def clean_up(self) -> None:
        if self.process.poll() is None:
            send_signal(self.pid, signal.SIGCONT)
            self.terminate()
            try:
                self.process.wait(build.patience(10))
            except subprocess.TimeoutExpired:
                self.kill()

    def reports(self) -> str:
        return "".join(path.read_text(errors="replace") for path in self.folder.glob("sanitizer*"))


def configuration_text(database: Database, sections: dict[str, dict], role: str = "gracy_app") -> str:
    everything = {"database": {"conninfo": database.conninfo(role), "password_file": str(database.roles.file(role))}} | sections
    lines = []
    for name, keys in everything.items():
        lines.append(f"[{name}]")
        lines += [f"{key} = {json.dumps(value) if isinstance(value, (str, bool)) else value}" for key, value in keys.items()]
    return "\n".join(lines) + "\n"


class Jobs:
    """The job table, seen from outside."""

    def __init__(self, database: Database):
        self.database = database

    def add(self, kind: str, lane: str, max_attempts: int = 5, payload: str = "{}") -> int:
        return self.database.one("insert into gracy.job (kind, lane, payload, available_at, max_attempts) values (%s, %s, %s, now(), %s) returning id",
                                 kind, lane, payload, max_attempts)

    def state(self, job: int) -> str:
        return self.database.one("select state from gracy.job where id = %s", job)

    def row(self, job: int) -> dict:
        [values] = self.database.sql("select state, attempts, worker, last_error, extract(epoch from available_at - now())::float8"
                                     " from gracy.job where id = %s", job)
        return dict(zip(("state", "attempts", "worker", "error", "due_in"), values))

    def wait(self, job: int, state: str, seconds: float = 20) -> dict:
        eventually(lambda: self.state(job) == state, lambda: f"job {job} to be {state}: {self.row(job)}", seconds)
        return self.row(job)

    def of_kind(self, kind: str, state: str | None = None) -> list[int]:
        return [job for (job,) in self.database.sql("select id from gracy.job where kind = %s and (%s::text is null or state = %s) order by id",
                                                    kind, state, state)]

    def slots(self, name: str) -> list:
        return [at for (at,) in self.database.sql("select fire_at from gracy.cron_run where name = %s order by fire_at", name)]


class Ledger:
    """The staking tables, seen from outside."""

    def __init__(self, database: Database):
        self.database = database

    def events(self, condition: str = "true") -> list[tuple]:
        return self.database.sql("select block_number::int, log_index, kind, amount::text, state, source from gracy.staking_event"
                                 f" where {condition} order by block_number, log_index")

    def states(self) -> dict[str, int]:
        return dict(self.database.sql("select state, count(*)::int from gracy.staking_event group by state"))

    def cursor(self) -> int | None:
        rows = self.database.sql("select last_block::int from gracy.staking_cursor")
        return rows[0][0] if rows else None

    def reaches(self, block: int, seconds: float = 20) -> None:
        eventually(lambda: self.cursor() == block, lambda: f"the cursor to reach block {block} (is at {self.cursor()})", seconds)

    def poll_now(self, label: str = "staking") -> None:
        """As a delivery would ask for it: the schedule's next turn may be a second away."""
        self.database.sql("insert into gracy.job (kind, payload, available_at, lane, max_attempts)"
                          """ values (%s, '{"asked_by":"delivery"}', now(), %s, 3); notify gracy_jobs""", label + ".poll", label)

    def evidence(self) -> list[tuple]:
        return self.database.sql("select provider, verdict from gracy.staking_evidence order by id")

    def provider(self, name: str) -> str:
        return self.database.one("select state from gracy.staking_provider where name = %s", name)

    def sequences(self) -> list[int]:
        return [number for (number,) in self.database.sql("select sequence::int from gracy.staking_event where state = 'final' and sequence is not null order by sequence")]

    def deliver(self, body: dict | str, chain_id: int = CHAIN_ID, provider: str = "alchemy") -> str:
        """Stores a webhook delivery as the module does."""
        text, name = (body, "whevt_unreadable") if isinstance(body, str) else (json.dumps(body), body["id"])
        self.database.sql("insert into gracy.staking_delivery (provider, delivery_id, chain_id, body, received_at) values (%s, %s, %s, %s, now())",
                          provider, name, chain_id, text.encode())
        return name

    def delivery(self, name: str) -> tuple:
        [row] = self.database.sql("select state, error from gracy.staking_delivery where delivery_id = %s", name)
        return row

    def delivered(self, name: str) -> tuple:
        eventually(lambda: self.delivery(name)[0] != "new", f"delivery {name} to be processed", 20)
        return self.delivery(name)


# What the demo's data, or the test before, holds of a chain is not this one's.
FORGET_THE_CHAIN = """
    truncate gracy.job, gracy.cron_run, gracy.staking_delivery, gracy.staking_event, gracy.staking_cursor, gracy.staking_provider,
             gracy.staking_evidence, gracy.staking_position, gracy.staking_day, gracy.staking_spending, gracy.staking_reading, gracy.staking_swept restart identity
"""


def emptied_for_a_soak(cluster, roles) -> Database:
    """One for all tests of a process: to copy a database costs more than most of a soak's tests."""
    database = getattr(cluster, "database_of_soak", None)
    if database is None:
        database = cluster.database_of_soak = copy_template(cluster, "worker_soak", roles)
    cluster.leave(database.name)
    # Whoever a test that failed, or a worker that was killed, has left.
    cluster.sql("select pg_terminate_backend(pid, 10000) from pg_stat_activity where datname = %s", database.name)
    database.sql("drop function if exists public.wait_at_gate() cascade")
    database.sql(FORGET_THE_CHAIN)
    return database


@pytest.fixture
def fresh(cluster, roles, watched) -> Iterator[Database]:
    """A database for one test."""
    if SOAK:
        # What was read for trouble after its test needs no second look, nor room: a soak starts thousands of workers.
        for log in watched.logs:
            shutil.rmtree(log.path.parent)
        watched.logs.clear()
        yield emptied_for_a_soak(cluster, roles)
        return
    copies = getattr(cluster, "copies_for_workers", 0) + 1
    cluster.copies_for_workers = copies
    database = copy_template(cluster, f"worker_{copies}", roles)
    database.sql(FORGET_THE_CHAIN)
    yield database
    # Who is left without their database would try to connect until the module's last test.
    for nginx in watched.nginxes:
        if nginx.database is database:
            nginx.stop()
    cluster.sql(f"drop database {database.name} with (force)")


@pytest.fixture
def start_worker(folder: Path, fresh: Database, watched) -> Iterator[Callable[..., Worker]]:
    """start_worker("jobs", jobs={"lease_seconds": 3}): sections are added to what makes tests quick."""
    started: list[Worker] = []

    def start(duty: str = "jobs", on: Database = fresh, **sections: dict) -> Worker:
        start.count += 1
        quick = {"log": {"level": "debug"}, "jobs": {"concurrency": 4, "lease_seconds": 3, "poll_ms": 200, "stop_seconds": 8}}
        merged = {name: quick.get(name, {}) | sections.get(name, {}) for name in quick | sections}
        worker = Worker(folder / f"worker_{fresh.name}_{start.count}", on, duty, merged)
        watched.logs.append(worker.log)
        started.append(worker)
        return worker

    start.count = 0
    yield start
    for worker in reversed(started):
        worker.clean_up()
    reports = "".join(worker.reports() for worker in started)
    assert not reports, reports[:8000]


@pytest.fixture
def jobs(fresh: Database) -> Jobs:
    return Jobs(fresh)


@pytest.fixture
def ledger(fresh: Database) -> Ledger:
    return Ledger(fresh)


@pytest.fixture
def chain() -> Iterator[FakeChain]:
    fake = FakeChain()
    yield fake
    fake.close()


@pytest.fixture
def watch_chain(start_worker: Callable[..., Worker], chain: FakeChain) -> Callable[..., Worker]:
    """A worker on staking duty that looks every second, at one provider that it is told to believe or at several."""

    def start(url: str | None = None, jobs: dict | None = None, http: dict | None = None, providers: dict[str, dict] | None = None,
              metrics: dict | None = None, **staking) -> Worker:
        given = providers or {"only": {"group": "one", "url": url or chain.url}}
        keys = {"chain_id": CHAIN_ID, "contract": CONTRACT, "start_block": 1, "confirmations": 2, "sequence_slot": 0, "poll_seconds": 1,
                "rpc_timeout_ms": 1000, "quorum": 2 if providers else 1} | staking
        keys = {name: value for name, value in keys.items() if value is not None}
        return start_worker("staking", staking=keys, jobs=jobs or {}, **({"http": http} if http else {}), **({"metrics": metrics} if metrics else {}),
                            **{f"staking.providers.{name}": provider for name, provider in given.items()})

    return start
