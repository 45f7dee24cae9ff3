"""nginx reloads while people use it."""
import signal
import time

import pytest

from support.http_client import Client, NoResponse
from support.load import Background, Load
from support.nginx import copy_module
from support.postgres import Lock
from support.processes import send_signal
from support.waiting import eventually


class KeptConnections:
    """A client that reuses its connection, as browsers and proxies do. When the server has closed it before a request got any
    answer, the request is sent once more on a new one (RFC 9112, 9.3.1: safe methods may be)."""

    def __init__(self, client: Client, target: str):
        self.client = client
        self.target = target
        self.connection = None

    def __call__(self):
        headers = self.client.all_headers([])
        for fresh in (self.connection is None, True):
            if fresh:
                self.connection = self.client.connect()
            try:
                self.connection.send_request("GET", self.target, headers)
                response = self.connection.read_response()
            except (NoResponse, OSError):
                self.connection.close()
                if fresh:
                    raise
                continue
            if response.header("Connection") == "close":
                self.connection.close()
                self.connection = None
            return response
        raise AssertionError("unreachable")


@pytest.mark.parametrize("workers", [1, 2])
def test_repeated_reloads_under_load_fail_no_request(start_nginx, people, workers):
    """Reads, writes and kept connections go on through twenty reloads."""
    nginx = start_nginx(workers=workers)
    reader = nginx.client.as_(people.member.token)
    writer = nginx.client.as_(people.hire(f"Reload {workers}").token)
    body = {"recipient_ids": [str(people.colleague.id)], "value": "Craft", "points": 1, "message": "reload"}
    before = nginx.settled()
    with Load(lambda: reader.get("/api/v1/members?limit=20"), threads=4, pause=0.002) as reads, \
            Load(lambda: writer.post("/api/v1/kudos", body), threads=1, pause=0.05) as writes, \
            Load(KeptConnections(reader, "/api/v1/me"), threads=1, pause=0.002) as kept:
        reads.wait_for(50)
        for _ in range(20):
            nginx.reload()
            reads.wait_for(10)
    for load in (reads, writes, kept):
        assert not load.broken(), load.broken()[:5]
    assert reads.statuses().keys() == {200}, reads.other_than(200)[:3]
    assert kept.statuses().keys() == {200}, kept.other_than(200)[:3]
    assert writes.statuses().keys() <= {201, 409}, writes.other_than(201, 409)[:3]
    eventually(lambda: not nginx.leaving_worker_pids(), "old workers to end", 10)

    # The zone survives: nothing that was counted is lost. The last answer was read before it was counted.
    def counted() -> float:
        return nginx.settled().get("gracy_requests_total", route="/api/v1/members", status="2xx") - before.get("gracy_requests_total", route="/api/v1/members", status="2xx")
    eventually(lambda: counted() == len(reads.outcomes), f"{len(reads.outcomes)} requests to be counted")
    assert nginx.metrics().get("gracy_workers") == workers


def test_a_request_in_flight_is_answered_by_the_old_worker(start_nginx, people, database, cluster):
    nginx = start_nginx(deadline="60s", statement_timeout="50s", http="gracy_lock_timeout 40s;")
    giver = people.hire("In Flight")
    writer = nginx.client.as_(giver.token)
    body = {"recipient_ids": [str(people.colleague.id)], "value": "Craft", "points": 1, "message": "in flight"}
    assert writer.post("/api/v1/kudos", body).status == 201
    with Lock(cluster, database.name, f"select 1 from gracy.allowance_period where member_id = {giver.id} for update"):
        waiting = Background(lambda: writer.post("/api/v1/kudos", body))
        eventually(lambda: database.backends("wait_event_type = 'Lock'"), "it to wait", 3, pause=0.005)
        nginx.reload()
        assert nginx.leaving_worker_pids(), "the old worker must wait for its request"
        assert writer.get("/api/v1/me").status == 200, "the new one answers meanwhile"
    assert waiting.result().status == 201
    eventually(lambda: not nginx.leaving_worker_pids(), "the old worker to end")


def test_old_workers_take_their_sessions_with_them(start_nginx, database):
    def listening() -> set[int]:
        """One session of each worker. How many others it has opened depends on what it was asked."""
        return set(database.backends("application_name like '% listen'"))

    of_others = listening()
    nginx = start_nginx(workers=2)
    first = listening() - of_others
    for _ in range(5):
        nginx.reload()
    eventually(lambda: len(listening() - of_others) == 2 and not first & listening(), "the old workers' sessions to end", 20)


def test_a_reload_loads_a_module_under_a_new_name(start_nginx, people, folder):
    """A deployment puts the new file beside the old one and changes the line that loads it."""
    first = copy_module(folder / "ngx_gracy_module-1.so")
    second = copy_module(folder / "ngx_gracy_module-2.so")
    nginx = start_nginx(module=first)
    reader = nginx.client.as_(people.member.token)
    [old] = nginx.worker_pids()
    assert nginx.holds_module(old, first)
    with Load(lambda: reader.get("/api/v1/members?limit=5"), threads=3) as load:
        load.wait_for(20)
        nginx.configure(module=second)
        nginx.reload()
        load.wait_for(50)
        [new] = nginx.worker_pids()
        assert nginx.holds_module(new, second) and not nginx.holds_module(new, first)
        # And back: the first file is still there.
        nginx.configure(module=first)
        nginx.reload()
        load.wait_for(50)
        [back] = nginx.worker_pids()
        assert nginx.holds_module(back, first) and not nginx.holds_module(back, second)
    assert not load.broken() and load.statuses().keys() == {200}
    eventually(lambda: not nginx.holds_module(nginx.master, second), "the master to forget the second module")


@pytest.mark.expects_log(r"\[emerg\]")
def test_a_configuration_that_is_refused_leaves_the_old_one_working(start_nginx, people):
    nginx = start_nginx()
    reader = nginx.client.as_(people.member.token)
    workers = nginx.worker_pids()
    nginx.configure(pool="reads=none")
    send_signal(nginx.master, signal.SIGHUP)
    eventually(lambda: "[emerg]" in nginx.error_log.text(), "the refusal")
    time.sleep(0.3)
    assert nginx.worker_pids() == workers and reader.get("/api/v1/me").status == 200
    nginx.configure(pool="reads=2 writes=2 exclusive=1")
    nginx.reload()
    assert reader.get("/api/v1/me").status == 200


def test_a_reload_changes_what_is_configured(start_nginx, people, database):
    """More connections, another lane size, another number of workers: without a restart."""
    nginx = start_nginx(workers=1, pool="reads=1 writes=1 exclusive=1")
    assert nginx.metrics().get("gracy_database_connections") == 3
    nginx.configure(workers=2, pool="reads=2 writes=3 exclusive=1")
    nginx.reload()
    nginx.wait_until_ready()
    eventually(lambda: nginx.metrics().get("gracy_database_connections") == 12, "the new lanes")
