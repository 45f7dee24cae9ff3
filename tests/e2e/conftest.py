"""Fixtures of the end-to-end tests.

    cluster        a private PostgreSQL 15 for the session (each process of pytest-xdist has its own)
    database       a fresh copy of the migrated template with the demo's people, for each module
    start_nginx    starts an nginx with the module: start_nginx(workers=2, pool="reads=1", ...); see support/nginx.py
    nginx, client  one nginx for the module with default settings, and a client without a token
    people         people of the demo with API tokens: owner, admin, manager, member, colleague, outsider

After each test all logs that have grown are read: an alert of nginx's, a crash or a sanitizer's report fails the test, unless it
is marked with @pytest.mark.expects_log("pattern"). At the end of the session no log may contain a secret that was used.

    /usr/bin/python3 -m pytest -n 3 tests/e2e          GRACY_BUILD names the build tree (build/release)
"""
import re
import shutil
import signal
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from support import build, secrets_used
from support.database import Database, Roles, copy_template, start_cluster
from support.http_client import Client
from support.logs import Log, trouble_in
from support.mongodb import Mock
from support.nginx import Nginx, Secrets, Settings
from support.people import People
from support.postgres import Cluster
from support.processes import send_signal


# What runs on the deployed build as well, and not only under the sanitizers: what starts whole environments, what an optimised build or
# another pace may change, every route once, and a journey through each feature.
DEPLOYED = set("""
    environments deployment embedding
    client_leaves connecting database_trouble deadlines failures health http2 overload rate_limits reload replica revocation shutdown
    two_instances worker worker_anvil worker_nine_seasons worker_evm
    openapi statements migrations export login kudos surveys coffee announcements policy_search
    slack slack_journey slack_exactly_once assistant
""".split())
# Of modules that take minutes, one test: their rules are the same in each build.
DEPLOYED_TESTS = {
    "test_without_an_agreement_nothing_becomes_final_and_what_happens_is_shown",
    "test_events_are_pending_until_they_are_deep_enough_and_then_final",
    "test_announcement_is_previewed_sent_and_acknowledged",
    "test_a_worker_that_is_killed_while_it_commits_loses_and_doubles_nothing",
}


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "expects_log(pattern): lines of trouble that this test provokes")
    config.addinivalue_line("markers", "deployed: runs on the deployed build as well")
    config.addinivalue_line("markers", "slow: starts whole environments; GRACY_SKIP_SLOW=1 leaves it out")
    # Tests of a module share its servers: they stay in one process of pytest-xdist.
    if getattr(config.option, "dist", "no") == "load":
        config.option.dist = "loadfile"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.stem.removeprefix("test_") in DEPLOYED or item.originalname in DEPLOYED_TESTS:
            item.add_marker("deployed")
    # What takes long goes first, so that no process is left with it at the end: environments, modules that start many workers, and the
    # one of thousands of tests.
    long = Counter()
    for item in items:
        long[item.path] += 1000 if item.get_closest_marker("slow") else 10 if "start_worker" in item.fixturenames else 1
    items.sort(key=lambda item: (-long[item.path], item.path))


class Watched:
    """All logs of the session, and where the last test left them."""

    def __init__(self):
        self.logs: list[Log] = []
        self.nginxes: list[Nginx] = []
        self._ended: dict[Nginx, object] = {}

    def add(self, nginx: Nginx) -> None:
        self.nginxes.append(nginx)
        self.logs += [nginx.error_log, nginx.output]

    def trouble(self, expected: list[str]) -> list[str]:
        return [line for log in self.logs for line in trouble_in(log.new_text(), expected)]

    def reports(self, at_the_end: bool = False) -> str:
        """Of a server that has ended once more, and then no more until the session's end: there are hundreds by then."""
        texts = []
        for nginx in self.nginxes:
            if nginx in self._ended and self._ended[nginx] is nginx.process and not at_the_end:
                continue
            if not nginx.running():
                self._ended[nginx] = nginx.process
            texts.append(nginx.new_reports())
        return "".join(texts)


@pytest.fixture(scope="session")
def folder() -> Iterator[Path]:
    """Short, because a socket's path has 107 bytes at most, and open to the users that servers become."""
    path = Path(tempfile.mkdtemp(prefix="gracy-e2e.", dir="/tmp"))
    path.chmod(0o755)
    yield path
    shutil.rmtree(path, ignore_errors=True)


@pytest.fixture(scope="session")
def watched(folder: Path) -> Iterator[Watched]:
    everything = Watched()
    yield everything
    # Servers have stopped: what they said at the end counts too.
    trouble = everything.trouble([])
    assert not trouble, "\n".join(trouble)
    reports = everything.reports(at_the_end=True)
    assert not reports, reports
    assert any(folder.rglob("*.log")), "no log was found to look for secrets in"
    leaks = secrets_used.leaks(folder)
    assert not leaks, "\n".join(sorted(set(leaks)))


@pytest.fixture(scope="session")
def secrets(folder: Path) -> Secrets:
    return Secrets.make(folder / "secrets")


@pytest.fixture(scope="session")
def roles(folder: Path) -> Roles:
    return Roles.make(folder / "roles")


@pytest.fixture(scope="session")
def cluster(folder: Path, roles: Roles, watched: Watched) -> Iterator[Cluster]:
    server = start_cluster(folder / "pg", roles)
    try:
        yield server
    finally:
        server.stop("immediate")


_copies = iter(range(1, 10_000))


@pytest.fixture(scope="module")
def database(request: pytest.FixtureRequest, cluster: Cluster, roles: Roles) -> Iterator[Database]:
    name = re.sub(r"\W", "_", Path(request.fspath).stem)[:40]
    copy = copy_template(cluster, f"{name}_{next(_copies)}", roles)
    yield copy
    cluster.leave(copy.name)


@pytest.fixture(scope="module")
def start_nginx(folder: Path, secrets: Secrets, database: Database, watched: Watched) -> Iterator[Callable[..., Nginx]]:
    started: list[Nginx] = []

    def start(wait: bool = True, on: Database | None = database, **settings) -> Nginx:
        nginx = Nginx(folder / f"nginx{len(watched.nginxes)}", secrets, on, Settings(**settings))
        watched.add(nginx)
        started.append(nginx)
        return nginx.start(wait)

    yield start
    # All at once: a module may have started a dozen, and each has something to wait for.
    running = [nginx for nginx in started if nginx.running()]
    for nginx in running:
        send_signal(nginx.master, signal.SIGQUIT)
    for nginx in running:
        nginx.wait_for_end(30)


@pytest.fixture(scope="module")
def nginx(start_nginx: Callable[..., Nginx]) -> Nginx:
    return start_nginx()


@pytest.fixture(scope="module")
def client(nginx: Nginx) -> Client:
    return nginx.client


@pytest.fixture(scope="module")
def people(database: Database) -> People:
    return People(database)


@pytest.fixture
def mock() -> Iterator[Mock]:
    """MongoDB servers that do what they are told."""
    servers = Mock()
    yield servers
    servers.end()


@pytest.fixture(autouse=True)
def nothing_alarming_in_the_logs(request: pytest.FixtureRequest, watched: Watched) -> Iterator[None]:
    yield
    expected = [pattern for marker in request.node.iter_markers("expects_log") for pattern in marker.args]
    trouble = watched.trouble(expected)
    assert not trouble, "the logs say:\n" + "\n".join(trouble)
    reports = watched.reports()
    assert not reports, reports[:8000]


SHOWN_LINES = 40


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo) -> Iterator[None]:
    """With a failure goes the end of each log that was written meanwhile: a machine that it was seen on may be gone."""
    report = (yield).get_result()
    if report.when != "call" or not report.failed or "folder" not in item.funcargs:
        return
    for path in sorted(item.funcargs["folder"].rglob("*.log")):
        if path.stat().st_mtime >= call.start:
            lines = path.read_text(errors="replace").splitlines()[-SHOWN_LINES:]
            report.sections.append((str(path.relative_to(item.funcargs["folder"])), "\n".join(line[:300] for line in lines)))


def pytest_report_header() -> str:
    kind = "with sanitizers" if build.preload() else "without sanitizers"
    return f"gracy: {build.BUILD} ({kind})"
