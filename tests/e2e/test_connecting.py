"""Connecting to PostgreSQL when the other side does not behave."""
import re
import socket
import threading
import time
from contextlib import contextmanager

import pytest

from support import build
from support.build import patience, preload
from support.http_client import assert_problem
from support.load import together
from support.ports import free_port
from support.processes import children, command_line, cpu_seconds, frozen, give_to_service, run
from support.waiting import eventually


class FakeServer:
    """Listens, and does with a connection what `behave` says."""

    def __init__(self, behave):
        self.listener = socket.create_server(("127.0.0.1", free_port()), backlog=50)
        self.port = self.listener.getsockname()[1]
        self.behave = behave
        self.accepted: list[socket.socket] = []
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            self.accepted.append(connection)
            try:
                self.behave(connection)
            except OSError:
                pass

    def close(self) -> None:
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        for connection in self.accepted:
            connection.close()


@contextmanager
def fake_server(behave):
    server = FakeServer(behave)
    try:
        yield server
    finally:
        server.close()


def say_nothing(_: socket.socket) -> None:
    pass


def refuse_tls(connection: socket.socket) -> None:
    """PostgreSQL's answer to SSLRequest without TLS, then nothing."""
    connection.settimeout(5)
    if connection.recv(8)[4:] == bytes([0x04, 0xD2, 0x16, 0x2F]):
        connection.sendall(b"N")


def assert_alive(nginx) -> None:
    """It answers what needs no database, and does not burn a core."""
    [worker] = nginx.worker_pids()
    before = cpu_seconds(worker)
    started = time.monotonic()
    while time.monotonic() - started < 1:
        begun = time.monotonic()
        assert nginx.client.get("/healthz").status == 200
        assert time.monotonic() - begun < patience(1)
        time.sleep(0.05)
    assert cpu_seconds(worker) - before < 0.7


def unavailable(nginx, token) -> float:
    """How long it takes until a request is told so."""
    started = time.monotonic()
    response = nginx.client.as_(token).get("/api/v1/me")
    assert_problem(response, 503, "unavailable")
    assert int(response.header("Retry-After")) >= 1
    return time.monotonic() - started


def test_a_server_that_accepts_and_says_nothing_does_not_stall_nginx(start_nginx, database, people):
    with fake_server(say_nothing) as server:
        nginx = start_nginx(wait=False, database=database.network_conninfo(server.port))
        eventually(lambda: server.accepted, "nginx to connect", 10)
        assert_alive(nginx)
        assert unavailable(nginx, people.member.token) < 5
        answer = nginx.client.get("/readyz")
        assert answer.status == 503 and answer.json()["status"] == "unavailable"
        assert nginx.metrics().get("gracy_access_look_up_failures_total") == 1
        eventually(lambda: nginx.metrics().get("gracy_database_connect_failures_total") > 0, "attempts to be given up", 10)
        assert_alive(nginx)


def test_a_server_that_refuses_tls_is_not_spoken_to_in_clear(start_nginx, database, people):
    """sslmode=require means it. libpq changes its socket on the way; the loop must not mind."""
    with fake_server(refuse_tls) as server:
        nginx = start_nginx(wait=False, database=database.network_conninfo(server.port, "require"))
        eventually(lambda: nginx.metrics().get("gracy_database_connect_failures_total") > 0, "attempts to fail", 10)
        assert_alive(nginx)
        unavailable(nginx, people.member.token)
        # Nothing but SSLRequest was sent: no user's name, no password.
        for connection in server.accepted:
            connection.settimeout(0.2)
            try:
                assert connection.recv(100) == b""
            except TimeoutError:
                pass


def test_a_real_server_without_tls_is_refused_too(start_nginx, database, people):
    nginx = start_nginx(wait=False, database=database.network_conninfo(sslmode="require"))
    eventually(lambda: nginx.metrics().get("gracy_database_connect_failures_total") > 0, "attempts to fail", 10)
    unavailable(nginx, people.member.token)
    assert "does not support SSL" in nginx.error_log.text()


@pytest.fixture
def tls_server(cluster, secrets):
    """PostgreSQL with the certificate of "localhost"."""
    for name in ("tls.crt", "tls.key"):
        (cluster.data / name).write_bytes((secrets.folder / name).read_bytes())
        (cluster.data / name).chmod(0o600)
        give_to_service(cluster.data / name)
    settings = {"ssl_cert_file": "tls.crt", "ssl_key_file": "tls.key", "ssl": "on"}
    for name, value in settings.items():
        cluster.sql(f"alter system set {name} = '{value}'")
    cluster.sql("select pg_reload_conf()")
    yield cluster
    for name in settings:
        cluster.sql(f"alter system reset {name}")
    cluster.sql("select pg_reload_conf()")


def example_conninfo() -> str:
    """Of the primary, as an operator finds it."""
    [conninfo] = re.findall(r'^\s*gracy_database "([^"]+)"', (build.ROOT / "conf/nginx.production.example.conf").read_text(), re.MULTILINE)
    return conninfo


def of(database, authority) -> str:
    words = dict(word.split("=", 1) for word in example_conninfo().split())
    assert words["sslmode"] == "verify-full"
    words |= {"host": "localhost", "port": str(database.server.port), "dbname": database.name, "sslrootcert": str(authority)}
    return " ".join(f"{name}={value}" for name, value in words.items())


@pytest.mark.skipif(bool(preload()), reason="libpq keeps what it made for TLS: a hundred bytes a process")
def test_the_examples_way_to_the_database_is_encrypted_and_verified(start_nginx, database, tls_server, secrets, folder):
    readable = folder / "authority.crt"
    readable.write_bytes((secrets.folder / "tls.crt").read_bytes())
    readable.chmod(0o644)
    nginx = start_nginx(database=of(database, readable))
    assert database.one("select count(*) from pg_stat_ssl join pg_stat_activity using (pid) where ssl and usename = 'gracy_app' and datname = current_database()") > 2
    nginx.stop()
    other = folder / "other.crt"
    run("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj", "/CN=localhost",
        "-keyout", folder / "other.key", "-out", other)
    other.chmod(0o644)
    stranger = start_nginx(wait=False, database=of(database, other))
    eventually(lambda: "certificate verify failed" in stranger.error_log.text(), "the stranger to be refused")
    assert stranger.client.get("/readyz").status == 503


def test_an_outage_is_told_once_and_not_by_every_attempt(start_nginx, database):
    nginx = start_nginx(wait=False, database=database.network_conninfo(free_port()), pool="reads=2 writes=16 exclusive=4")
    eventually(lambda: nginx.metrics().get("gracy_database_connect_failures_total") > 40, "attempts to fail", 120)
    lines = nginx.error_log.text().count("postgres: cannot connect")
    attempts = nginx.metrics().get("gracy_database_connect_failures_total")
    assert 1 <= lines <= attempts / 20


def test_nothing_listening_is_noticed_at_once(start_nginx, database, people):
    nginx = start_nginx(wait=False, database=database.network_conninfo(free_port()))
    eventually(lambda: nginx.metrics().get("gracy_database_connect_failures_total") > 0, "attempts to fail", 10)
    unavailable(nginx, people.member.token)
    assert unavailable(nginx, people.member.token) < 0.5, "once given up, nobody waits again"
    assert_alive(nginx)


def test_the_second_of_two_hosts_is_used_when_the_first_is_dead(start_nginx, database, people):
    """Connecting goes through several sockets, each with its own descriptor."""
    conninfo = (f"host=127.0.0.1,127.0.0.1 port={free_port()},{database.server.port} dbname={database.name} user=gracy_app sslmode=disable")
    nginx = start_nginx(database=conninfo)
    assert nginx.client.as_(people.member.token).get("/api/v1/me").status == 200


def test_a_host_name_is_looked_up_beside_the_loop(start_nginx, database, people):
    nginx = start_nginx(database=database.network_conninfo().replace("host=127.0.0.1", "host=localhost"))
    assert nginx.client.as_(people.member.token).get("/api/v1/me").status == 200


def test_a_host_name_that_nobody_knows_stalls_nothing(start_nginx, database, people):
    nginx = start_nginx(wait=False, database=database.network_conninfo().replace("host=127.0.0.1", "host=no.such.host.invalid"))
    eventually(lambda: nginx.metrics().get("gracy_database_connect_failures_total") > 0, "attempts to fail", 30)
    assert_alive(nginx)
    unavailable(nginx, people.member.token)


def test_nginx_starts_before_its_database_and_finds_it(start_nginx, database, cluster, people):
    cluster.stop()
    try:
        nginx = start_nginx(wait=False)
        unavailable(nginx, people.member.token)
        assert_alive(nginx)
    finally:
        cluster.start()
    nginx.wait_until_ready()
    assert nginx.client.as_(people.member.token).get("/api/v1/me").status == 200


@pytest.mark.parametrize("over_network", [False, True])
def test_large_results_arrive_after_a_frozen_worker(start_nginx, database, people, over_network):
    """While nginx stands still the results pile up beyond what one read takes: all of it must be read afterwards."""
    nginx = start_nginx(database=database.network_conninfo() if over_network else "")
    reader = nginx.client.as_(people.member.token)
    expected = {limit: reader.get(f"/api/v1/members?limit={limit}").body for limit in (1, 40, 100, 200)}
    [worker] = nginx.worker_pids()
    for _ in range(3):
        connections = [reader.connect() for _ in range(12)]
        with frozen(*database.backends()):
            for number, connection in enumerate(connections):
                connection.send_request("GET", f"/api/v1/members?limit={(1, 40, 100, 200)[number % 4]}", reader.all_headers([]))
            time.sleep(0.1)  # the statements are with the servers
            with_results = frozen(worker)
            with_results.__enter__()
        time.sleep(0.6)
        with_results.__exit__()
        for number, connection in enumerate(connections):
            assert connection.read_response().body == expected[(1, 40, 100, 200)[number % 4]]
            connection.close()


def test_helper_processes_do_not_connect(start_nginx, database, folder):
    """A cache brings a manager and a loader, which run the module's code too."""
    before = len(database.backends())
    nginx = start_nginx(workers=2, http=f"proxy_cache_path {folder}/cache keys_zone=pages:1m;", pool="reads=2 writes=3 exclusive=1")
    helpers = [pid for pid in children(nginx.master) if "cache" in command_line(pid)]
    assert helpers, "there is no helper process: this test checks nothing"
    each = 2 + 3 + 1 + 1  # the lanes, and the listening one
    time.sleep(1)  # whoever should not connect has had the time to
    assert len(database.backends()) - before == 2 * each
    assert nginx.metrics().get("gracy_workers") == 2


def test_a_silent_server_is_given_up_and_replaced(start_nginx, database, people):
    """One session stands still in the middle of its work: its connection is closed and a new one opened."""
    nginx = start_nginx(pool="reads=1 writes=1 exclusive=1", statement_timeout="300ms", deadline="4s")
    reader = nginx.client.as_(people.member.token)
    assert reader.get("/api/v1/members?limit=1").status == 200
    own = [pid for pid in database.backends("application_name not like '%listen'")]
    with frozen(*own):
        [answer] = together(lambda: reader.get("/api/v1/members?limit=1"))
        assert answer.status in (200, 503, 504), answer
        eventually(lambda: reader.get("/api/v1/members?limit=1").status == 200, "a new connection", 15)
    assert nginx.metrics().get("gracy_database_stalls_total") >= 1


def test_every_request_is_answered_while_the_server_is_frozen(start_nginx, database, cluster, people):
    """Nobody waits longer than the deadline, and all is well afterwards."""
    nginx = start_nginx(deadline="2s", statement_timeout="1s")
    reader = nginx.client.as_(people.member.token)
    assert reader.get("/api/v1/me").status == 200
    with cluster.frozen():
        # All of them, while it is.
        answers = together(*[lambda: reader.get("/api/v1/members?limit=5")] * 10)
        assert {answer.status for answer in answers} <= {503, 504}, answers
        assert nginx.client.get("/healthz").status == 200
        state = nginx.client.get("/readyz")
        assert state.status == 503 and state.json()["dependencies"]["primary"]["status"] == "down"
    eventually(lambda: nginx.client.get("/readyz").json()["status"] == "ready", "everything to recover", 20)
    assert reader.get("/api/v1/members?limit=5").status == 200
