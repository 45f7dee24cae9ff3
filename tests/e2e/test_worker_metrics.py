"""gracy-worker's GET /metrics: what an operator's Prometheus reads of it, on loopback and nowhere else."""
import re
import socket
import subprocess

import yaml

from fake_chain import CHAIN_ID, CONTRACT
from mail_fixtures import *  # noqa: F401,F403 - fixtures
from support import build
from support.database import run_worker
from support.http_client import Client
from support.metrics import Metrics
from support.ports import free_port
from support.postgres import Lock
from worker_fixtures import *  # noqa: F401,F403 - fixtures

PURGE = "housekeeping.purge"


def scrape(port: int) -> Metrics:
    response = Client(port).get("/metrics")
    assert response.status == 200 and response.header("Content-Type").startswith("text/plain; version=0.0.4"), response
    return Metrics(response.text)


def named_by_alerts(about: str) -> set[str]:
    groups = yaml.safe_load((build.ROOT / f"conf/prometheus/{about}.rules.yml").read_text())["groups"]
    return {name for group in groups for rule in group["rules"] for name in re.findall(r"\bgracy_\w+", rule["expr"])}


def test_without_an_address_nothing_listens(start_worker):
    worker = start_worker("jobs")
    worker.says("duty jobs: ours")
    listening = subprocess.run(["ss", "-ltnpH"], capture_output=True, text=True).stdout
    assert f"pid={worker.pid}," not in listening


def test_jobs_are_counted_by_how_they_end_and_the_queue_by_what_waits(start_worker, jobs, fresh):
    port = free_port()
    strange = jobs.add("somebody.elses", "bulk")
    fresh.sql("update gracy.job set available_at = now() - interval '1 hour' where id = %s", strange)
    fresh.sql("insert into gracy.job (kind, lane, payload, available_at, max_attempts, state, finished_at) values ('gone', 'bulk', '{}', now(), 1, 'dead', now())")
    start_worker("jobs", metrics={"jobs": f"127.0.0.1:{port}"}).says("duty jobs: ours")
    eventually(lambda: jobs.of_kind(PURGE, "done"), "the purge")
    eventually(lambda: scrape(port).get("gracy_worker_jobs_total", kind=PURGE, outcome="done") == 1, "the purge to be counted")
    page = scrape(port)
    assert page.get("gracy_worker_duty_held", duty="jobs") == 1
    assert page.get("gracy_build_info", version=run_worker("version").split()[1]) == 1
    assert page.get("gracy_worker_slots_fired_total", schedule=PURGE) == 1
    assert page.get("gracy_jobs", lane="bulk", state="queued") >= 1 and page.get("gracy_jobs", lane="bulk", state="dead") == 1
    assert page.get("gracy_jobs_oldest_due_seconds", lane="bulk") >= 3600
    with Lock(fresh.server, fresh.name, "lock table gracy.session in access exclusive mode"):
        jobs.add(PURGE, "bulk", max_attempts=1)
        eventually(lambda: scrape(port).get("gracy_worker_jobs_total", kind=PURGE, outcome="dead") == 1, "the death to be counted")


def test_a_worker_that_stands_by_says_so(start_worker):
    start_worker("jobs").says("duty jobs: ours")
    port = free_port()
    start_worker("jobs", metrics={"jobs": f"127.0.0.1:{port}"}).says("standing by")
    assert scrape(port).get("gracy_worker_duty_held", duty="jobs") == 0


def test_the_chain_is_measured(watch_chain, chain, ledger):
    port = free_port()
    invented = chain.emit()
    ledger.deliver(chain.webhook(invented))
    chain.reorganise(1)
    chain.mine(4)
    chain.emit()
    watch_chain(metrics={"staking": f"127.0.0.1:{port}"})
    ledger.reaches(4)
    eventually(lambda: scrape(port).get("gracy_staking_final_block") == 4, "the poll to be counted")
    page = scrape(port)
    assert page.get("gracy_staking_head_block") == 6 and page.get("gracy_staking_polls_total", outcome="succeeded") >= 1
    # What only a webhook told of, of a block that the chain has dropped.
    eventually(lambda: scrape(port).get("gracy_staking_events_orphaned_total") == 1, "the event that is none")
    eventually(lambda: scrape(port).get("gracy_staking_pending_events") == 1, "the event that is not final yet")
    chain.mine(2)
    ledger.reaches(6)
    eventually(lambda: scrape(port).get("gracy_staking_events_recorded_total") == 1, "the event to be recorded")
    chain.faults.down = True
    eventually(lambda: scrape(port).get("gracy_staking_polls_total", outcome="failed") >= 1, "a failed poll")
    eventually(lambda: scrape(port).get("gracy_staking_operator_groups_answering") == 0, "nobody to answer")


def test_what_operators_are_alerted_of_is_measured(watch_chain, chain, ledger):
    """A list that leaves something out, a block that is dropped, a webhook: each where the alerts look for it, and no alert looks elsewhere."""
    port = free_port()
    dropped = chain.emit()
    ledger.deliver(chain.webhook(dropped))
    chain.mine(4)
    chain.faults.no_logs = True
    chain.emit()
    providers = {"only": {"group": "one", "url": chain.url}, "bought": {"group": "two", "url": chain.another_provider().url, "paid": True}}
    watch_chain(metrics={"staking": f"127.0.0.1:{port}"}, providers=providers, confirmations=None)
    eventually(lambda: scrape(port).get("gracy_staking_holes_total") >= 1, "the hole")
    ledger.reaches(4)
    # Providers are counted when a poll has ended, and deliveries when the worker gets to them.
    eventually(lambda: scrape(port).get("gracy_staking_calls_total", provider="paid") > 0, "what was bought")
    eventually(lambda: scrape(port).get("gracy_staking_compute_units_total", provider="public") > 0, "what would have cost something")
    eventually(lambda: scrape(port).get("gracy_staking_deliveries_waiting") == 0, "the webhook's delivery to be read")
    page = eventually(lambda: "gracy_staking_webhook_silence_seconds" in (page := scrape(port)).names() and page, "since when no webhook has come")
    named = named_by_alerts("staking")
    assert named <= page.names(), named - page.names()
    assert page.get("gracy_staking_quorum") == 2
    eventually(lambda: scrape(port).get("gracy_staking_operator_groups_answering") == 1, "who has left something out not to be asked again")
    assert page.get("gracy_staking_missing_events") == 0 and page.get("gracy_staking_halted") == 0
    assert page.get("gracy_staking_proven_block", contract=CONTRACT) == 4 and page.get("gracy_staking_proven_age_seconds", contract=CONTRACT) < 60


def test_a_webhook_that_has_gone_silent_is_known_by_the_events_that_only_polls_have_found(watch_chain, chain, ledger):
    port = free_port()
    told = chain.emit()
    ledger.deliver(chain.webhook(told))
    # It came when the event happened, as the chain has the time.
    ledger.database.sql("update gracy.staking_delivery set received_at = to_timestamp(%s)", told.time)
    chain.mine(4)
    watch_chain(metrics={"staking": f"127.0.0.1:{port}"})
    ledger.reaches(3)

    def missed() -> float:
        return scrape(port).get("gracy_staking_webhook_missed_events", provider="alchemy", chain=str(CHAIN_ID))

    # A quiet contract is no silent webhook.
    assert missed() == 0
    for _ in range(3):
        last = chain.emit()
    chain.mine(2)
    ledger.reaches(last.number)
    assert missed() == 3
    ledger.deliver(chain.webhook(last))
    assert missed() == 0


def test_the_alerts_about_jobs_read_what_is_measured(start_worker, start_nginx, jobs, folder):
    jobs.add("somebody.elses", "bulk")
    (folder / "alerts.key").write_text("k" * 64 + "\n")
    port = free_port()
    start_worker("jobs", metrics={"jobs": f"127.0.0.1:{port}"}, slack={"base_url": f"http://127.0.0.1:{free_port()}/api", "token_key_file": str(folder / "alerts.key")}).says("duty jobs: ours")
    known = start_nginx().metrics().names()
    eventually(lambda: named_by_alerts("jobs") <= known | scrape(port).names(), f"all of {named_by_alerts('jobs') - known} to be measured")


def test_mail_is_counted_by_what_the_server_says_and_waits_without_a_section(start_worker, announcements, relay, relay_server):
    [one, other] = announcements.members(2).items()
    relay.answer_recipient = lambda recipient: "550 no such user" if recipient == other[1] else None
    announcement = announcements.send(announcements.write([one[0], other[0]]))
    port = free_port()
    without = start_worker("jobs", metrics={"jobs": f"127.0.0.1:{port}"})
    eventually(lambda: scrape(port).get("gracy_mail_waiting") == 2, "two to wait")
    assert scrape(port).get("gracy_worker_mail_configured") == 0
    assert without.stop() == 0
    start_worker("jobs", mail=smtp(relay_server.url), metrics={"jobs": f"127.0.0.1:{port}"})
    announcements.hurry(announcement)
    eventually(lambda: announcements.state(announcement) == "sent", "the announcement to be over", 40)
    page = scrape(port)
    assert page.get("gracy_worker_mail_configured") == 1 and page.get("gracy_mail_waiting") == 0
    assert page.get("gracy_worker_mail_total", outcome="accepted") == 1 and page.get("gracy_worker_mail_total", outcome="rejected") == 1


def test_reconnects_are_counted_and_a_page_comes_without_the_database_too(start_worker, cluster):
    port = free_port()
    start_worker("jobs", metrics={"jobs": f"127.0.0.1:{port}"}).says("duty jobs: ours")
    before = scrape(port).get("gracy_worker_database_connects_total")
    cluster.stop("immediate")
    try:
        page = eventually(lambda: (page := scrape(port)).get("gracy_worker_database_answers") == 0 and page, "a page without the database")
        assert page.get("gracy_worker_database_connections_lost_total") >= 1 and page.get("gracy_worker_database_connections") == 0
        assert page.get("gracy_worker_database_statements_total") > 0
        for counted in ("gracy_worker_database_connect_failures_total", "gracy_worker_database_unavailable_total"):
            eventually(lambda: scrape(port).get(counted) >= 1, f"{counted} to be counted")
        eventually(lambda: scrape(port).get("gracy_worker_queue_failures_total") >= 1, "a call to the queue that nobody answers")
    finally:
        cluster.start()
    eventually(lambda: scrape(port).get("gracy_worker_database_connects_total") > before, "to be connected again")
    eventually(lambda: scrape(port).get("gracy_worker_database_answers") == 1, "the database to answer")


def test_a_write_whose_fate_is_unknown_is_counted(start_worker, jobs, fresh):
    """Its row is held, so that it hangs in its statement; then its server process dies."""
    port = free_port()
    start_worker("jobs", metrics={"jobs": f"127.0.0.1:{port}"}).says("duty jobs: ours")
    with Lock(fresh.server, fresh.name, "lock table gracy.session in access exclusive mode"):
        jobs.add(PURGE, "bulk", max_attempts=3)
        def count() -> bool:
            fresh.terminate("wait_event_type = 'Lock'")
            return scrape(port).get("gracy_worker_database_uncertain_writes_total") >= 1
        eventually(count, "it to be counted")


def test_whoever_asks_for_something_else_or_nothing_is_sent_away(start_worker, jobs):
    port = free_port()
    start_worker("jobs", metrics={"jobs": f"127.0.0.1:{port}"}).says("duty jobs: ours")
    client = Client(port)
    assert client.get("/").status == 404
    assert client.request("POST", "/metrics", body=b"x").status == 405
    with socket.create_connection(("127.0.0.1", port)) as nonsense:
        nonsense.sendall(b"hello\r\n\r\n")
        assert nonsense.recv(100).startswith(b"HTTP/1.1 400 ")
    with socket.create_connection(("127.0.0.1", port)) as endless:
        endless.sendall(b"GET /metrics HTTP/1.1\r\nX: " + b"x" * 8192)
        assert endless.recv(100).startswith(b"HTTP/1.1 400 ")
    # Silent ones are let go, and keep nobody else out for long.
    silent = [socket.create_connection(("127.0.0.1", port)) for _ in range(20)]
    eventually(lambda: scrape(port), "a page in spite of them", 30)
    for each in silent:
        each.close()


def test_an_address_that_is_taken_keeps_no_worker_from_work(start_worker, jobs):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        worker = start_worker("jobs", metrics={"jobs": f"127.0.0.1:{taken.getsockname()[1]}"})
        worker.says("cannot be listened at")
        jobs.wait(jobs.add(PURGE, "bulk"), "done")


def test_only_this_machine_can_ask(folder, fresh):
    configuration = folder / "open_metrics.toml"
    for address in ("0.0.0.0:9464", "192.0.2.1:9464", "127.0.0.1", "localhost:9464", "127.0.0.1:0"):
        configuration.write_text(configuration_text(fresh, {"metrics": {"jobs": address}}))
        result = subprocess.run([str(build.WORKER), "check", "--config", str(configuration)], capture_output=True, text=True,
                                env=build.program_environment(folder))
        assert result.returncode == 2 and "[metrics] jobs is no address of this machine alone" in result.stderr, result
