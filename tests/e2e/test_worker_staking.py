"""gracy-worker on staking duty: what the chain says long enough is what the table holds, whatever a provider does."""
import secrets
import subprocess
import time

import pytest

from fake_chain import CHAIN_ID, CONTRACT, FakeChain
from support import build, secrets_used
from support.http_client import Client
from support.metrics import Metrics
from support.ports import free_port
from worker_fixtures import *  # noqa: F401,F403 - fixtures

BOB = "0x3c44cdddb6a900fa2b585dd299e03d12fa4293bc"


# From the chain to the table.


def test_events_are_pending_until_they_are_deep_enough_and_then_final(watch_chain, chain, ledger):
    chain.mine(4)
    chain.emit("stake", amount=2**256 - 1)
    watch_chain(confirmations=3)
    eventually(lambda: ledger.events(), "the event")
    assert ledger.events() == [(5, 0, "stake", str(2**256 - 1), "pending", "poll")]
    ledger.reaches(2)
    chain.mine(2)
    ledger.reaches(4)
    assert ledger.states() == {"pending": 1}
    chain.mine(1)
    ledger.reaches(5)
    assert ledger.states() == {"final": 1}


def test_every_event_of_a_transaction_is_recorded(watch_chain, chain, ledger):
    chain.emit("claim", account=BOB, count=3)
    chain.mine(2)
    watch_chain()
    ledger.reaches(1)
    assert [(index, kind) for _, index, kind, *_ in ledger.events()] == [(0, "claim"), (1, "claim"), (2, "claim")]
    assert ledger.database.one("select count(distinct tx_hash) from gracy.staking_event where account = %s", bytes.fromhex(BOB[2:])) == 1


def test_times_are_those_of_the_blocks(watch_chain, chain, ledger):
    block = chain.emit()
    chain.mine(2)
    watch_chain()
    ledger.reaches(1)
    assert ledger.database.one("select extract(epoch from block_time)::bigint from gracy.staking_event") == block.time


def test_reading_begins_at_the_block_of_the_contract_and_goes_on_where_it_ended(watch_chain, chain, ledger):
    chain.mine(10)
    worker = watch_chain(start_block=8)
    ledger.reaches(8)
    first = [int(params[0]["fromBlock"], 16) for params in chain.asked("eth_getLogs")]
    assert min(first) == 8
    worker.stop()
    chain.calls.clear()
    chain.emit()
    chain.mine(3)
    watch_chain(start_block=8)
    ledger.reaches(12)
    assert min(int(params[0]["fromBlock"], 16) for params in chain.asked("eth_getLogs")) == 9
    assert ledger.states() == {"final": 1}


def test_a_chain_younger_than_its_confirmations_is_read_all_the_same(watch_chain, chain, ledger):
    chain.emit()
    watch_chain(confirmations=20)
    eventually(lambda: ledger.states() == {"pending": 1}, "the event")
    assert ledger.cursor() is None


def test_without_confirmations_the_head_is_final(watch_chain, chain, ledger):
    chain.emit()
    watch_chain(confirmations=0)
    ledger.reaches(1)
    assert ledger.states() == {"final": 1}


def test_a_history_that_is_not_the_chains_is_forgotten_and_read_anew(watch_chain, chain, ledger):
    chain.emit("stake", amount=7)
    chain.mine(3)
    worker = watch_chain()
    ledger.reaches(2)
    right = ledger.events()

    def forget() -> subprocess.CompletedProcess:
        return subprocess.run([str(build.WORKER), "staking", "forget", str(CHAIN_ID), CONTRACT, "--config", str(worker.configuration)], capture_output=True,
                              text=True, env=build.program_environment(worker.folder))

    refused = forget()
    assert refused.returncode == 1 and "on staking duty" in refused.stderr and ledger.events() == right
    worker.stop()
    # What a quorum that was one backend in truth might have left.
    ledger.database.sql("update gracy.staking_event set amount = 8, block_hash = sha256('another')")
    ledger.database.sql("update gracy.staking_position set staked = 8")
    ledger.database.sql("update gracy.staking_cursor set last_block_hash = sha256('another')")
    forgotten = forget()
    assert forgotten.returncode == 0 and "1 events, 1 positions, 1 days, proven to block 2" in forgotten.stderr, forgotten.stderr
    assert ledger.events() == [] and ledger.cursor() is None
    assert "nothing is known" in forget().stderr
    watch_chain()
    ledger.reaches(2)
    assert ledger.events() == right
    assert ledger.database.one("select staked::int from gracy.staking_position") == ledger.database.one("select staked::int from gracy.staking_day") == 7


# Webhooks and polls together.


def test_the_poll_adds_what_the_webhook_missed(watch_chain, chain, ledger):
    """And leaves to the webhook what it was first with."""
    blocks = [chain.emit(amount=n) for n in range(1, 6)]
    for block in blocks[:3]:
        ledger.deliver(chain.webhook(block))
    chain.faults.down = True  # so that webhooks are first
    watch_chain()
    eventually(lambda: len(ledger.events()) == 3, "the deliveries to be read")
    assert ledger.states() == {"pending": 3}
    chain.faults.down = False
    chain.mine(2)
    ledger.reaches(5)
    assert [(amount, state, source) for _, _, _, amount, state, source in ledger.events()] == [
        ("1", "final", "webhook"), ("2", "final", "webhook"), ("3", "final", "webhook"), ("4", "final", "poll"), ("5", "final", "poll")]


def test_a_webhook_is_read_at_once(watch_chain, chain, ledger, fresh):
    """Not with the next poll: in the time of a NOTIFY."""
    chain.mine(3)
    worker = watch_chain(poll_seconds=3600, jobs={"poll_ms": 60_000})
    ledger.reaches(1)
    name = ledger.deliver(chain.webhook(chain.emit()))
    fresh.sql("notify gracy_jobs")
    eventually(lambda: ledger.delivery(name)[0] == "done", "the delivery to be read")
    assert ledger.states() == {"pending": 1}
    assert worker.stop() == 0


def test_a_webhook_that_comes_twice_or_late_changes_nothing(watch_chain, chain, ledger):
    block = chain.emit()
    chain.mine(3)
    watch_chain()
    ledger.reaches(2)
    before = ledger.events()
    for delivery in ("whevt_again1", "whevt_again2"):
        assert ledger.delivered(ledger.deliver(chain.webhook(block, delivery))) == ("done", None)
    assert ledger.events() == before


def test_an_event_that_only_a_webhook_tells_of_is_orphaned_when_its_block_has_been_read(watch_chain, chain, ledger):
    """A wrong log index, or an invention: the chain has the last word."""
    block = chain.emit()
    body = chain.webhook(block)
    body["event"]["data"]["block"]["logs"][0]["index"] = 7
    ledger.deliver(body)
    watch_chain()
    eventually(lambda: ledger.states() == {"pending": 1, "orphaned": 1}, "the invention to be orphaned")
    chain.mine(2)
    ledger.reaches(1)
    assert [(index, state) for _, index, _, _, state, _ in ledger.events()] == [(0, "final"), (7, "orphaned")]


def test_a_late_invention_below_the_cursor_is_orphaned_too(watch_chain, chain, ledger):
    chain.emit()
    chain.mine(3)
    watch_chain()
    ledger.reaches(2)
    body = chain.webhook(chain.blocks[1], "whevt_late")
    body["event"]["data"]["block"]["logs"][0]["index"] = 7
    ledger.delivered(ledger.deliver(body))
    eventually(lambda: ledger.states() == {"final": 1, "orphaned": 1}, "the invention to be orphaned")


@pytest.mark.parametrize("change, state, why", [
    ("other-chain", "refused", "chain 1, of which nothing is watched"),
    ("other-provider", "refused", "streamId"),
    ("no-json", "refused", None),
    ("malformed-event", "refused", "topics or words"),
    ("truncated", "done", "left out"),
    ("capacity", "done", "could not look"),
])
def test_a_delivery_that_cannot_be_used_says_why_and_stops_nobody(watch_chain, chain, ledger, change, state, why):
    block = chain.emit()
    body = chain.webhook(block, "whevt_odd")
    options = {}
    if change == "other-chain":
        options = {"chain_id": 1}
    elif change == "other-provider":
        options = {"provider": "moralis"}
    elif change == "no-json":
        body = '{"id": "whevt_odd", '
    elif change == "malformed-event":
        body["event"]["data"]["block"]["logs"][0]["data"] = "0x"
    elif change == "truncated":
        body["event"] |= {"truncated": True, "truncatedFields": ["data.block.logs"]}
        body["event"]["data"]["block"]["logs"] = []
    elif change == "capacity":
        body["event"] = {"error": "Monthly capacity limit exceeded"}
    chain.mine(3)
    watch_chain(poll_seconds=3600)
    ledger.reaches(2)
    chain.emit()
    chain.mine(2)
    name = ledger.deliver(body, **options)
    good = ledger.deliver(chain.webhook(chain.blocks[5], "whevt_good"))
    assert ledger.delivered(good) == ("done", None)
    found = ledger.delivered(name)
    assert found[0] == state
    assert why is None or why in found[1]
    if change in ("truncated", "capacity", "no-json", "malformed-event"):
        # The chain is asked, although the next poll is an hour away.
        ledger.reaches(5)


def test_a_heartbeat_is_taken_note_of(watch_chain, chain, ledger):
    chain.mine(3)
    watch_chain()
    assert ledger.delivered(ledger.deliver(chain.webhook(chain.blocks[2]))) == ("done", None)
    assert ledger.events() == []


def test_events_of_other_contracts_are_none_of_ours(watch_chain, chain, ledger):
    block = chain.emit()
    body = chain.webhook(block)
    body["event"]["data"]["block"]["logs"][0]["account"]["address"] = "0x" + "11" * 20
    chain.faults.down = True
    watch_chain()
    assert ledger.delivered(ledger.deliver(body)) == ("done", None)
    assert ledger.events() == []


# The chain changes its mind.


def test_an_event_whose_block_is_dropped_is_orphaned_and_never_deleted(watch_chain, chain, ledger):
    chain.mine(4)
    chain.emit("stake", amount=11)
    watch_chain(confirmations=4)
    eventually(lambda: ledger.states() == {"pending": 1}, "the event")
    chain.reorganise(1)
    eventually(lambda: ledger.states() == {"orphaned": 1}, "the event to be orphaned")
    chain.emit("stake", amount=12)
    chain.mine(4)
    ledger.reaches(6)
    assert [(amount, state) for _, _, _, amount, state, _ in ledger.events()] == [("11", "orphaned"), ("12", "final")]


def test_a_transaction_that_is_mined_again_elsewhere_keeps_its_row(watch_chain, chain, ledger):
    chain.mine(4)
    block = chain.emit("stake", amount=11)
    watch_chain(confirmations=4)
    eventually(lambda: ledger.states() == {"pending": 1}, "the event")
    chain.reorganise(1)
    moved = chain.emit("stake", amount=11)
    moved.events[0].transaction = block.events[0].transaction
    eventually(lambda: ledger.events() == [(6, 0, "stake", "11", "pending", "poll")], "the event to follow its transaction")
    chain.mine(4)
    ledger.reaches(6)
    assert ledger.states() == {"final": 1}


def test_a_webhooks_event_of_a_dropped_block_is_orphaned(watch_chain, chain, ledger):
    chain.mine(4)
    block = chain.emit()
    body = chain.webhook(block)
    chain.reorganise(1)
    ledger.deliver(body)
    watch_chain(confirmations=4)
    eventually(lambda: ledger.states() == {"orphaned": 1}, "the event to be orphaned")


def test_a_reorganisation_deeper_than_the_confirmations_makes_nothing_final_any_more_and_deletes_nothing(watch_chain, chain, ledger):
    chain.emit(amount=11)
    chain.mine(4)
    worker = watch_chain()
    ledger.reaches(3)
    chain.reorganise(4)
    chain.emit(amount=12)
    chain.mine(3)
    worker.says("Nothing moves until an operator has looked")
    eventually(lambda: len(ledger.events()) == 2, "what happens to be shown all the same")
    time.sleep(1.2)
    assert ledger.cursor() == 3
    assert ledger.events() == [(1, 0, "stake", "11", "final", "poll"), (6, 0, "stake", "12", "pending", "poll")]


# The provider is down, slow, lying.


def test_providers_that_know_less_final_than_before_are_waited_for_without_an_alarm(watch_chain, chain, ledger):
    """Those who were ahead may be away."""
    chain.mine(6)
    port = free_port()
    worker = watch_chain(metrics={"staking": f"127.0.0.1:{port}"})
    ledger.reaches(4)
    chain.faults.behind = 3
    worker.says("finalized, behind block 4 that is final here already: nothing new is until they are there again")
    eventually(lambda: Metrics(Client(port).get("/metrics").text).get("gracy_staking_finality_behind_blocks") == 3, "the gauge")
    chain.emit()
    chain.faults.behind = 0
    chain.mine(2)
    ledger.reaches(7)
    assert ledger.states() == {"final": 1}
    eventually(lambda: Metrics(Client(port).get("/metrics").text).get("gracy_staking_finality_behind_blocks") == 0, "the gauge")
    assert Metrics(Client(port).get("/metrics").text).get("gracy_staking_polls_total", outcome="failed") in (None, 0)
    assert worker.log.text().count("that is final here already") == 1


def test_nothing_is_lost_while_the_provider_is_down(watch_chain, chain, ledger, jobs):
    chain.emit()
    chain.mine(2)
    worker = watch_chain()
    ledger.reaches(1)
    chain.faults.down = True
    chain.emit(count=2)
    chain.mine(2)
    worker.says("the next poll goes on from here")
    time.sleep(2)
    chain.faults.down = False
    ledger.reaches(4)
    assert ledger.states() == {"final": 3}
    worker.says("the chain is read again")
    assert jobs.of_kind("staking.poll", "dead") == []


def test_a_slow_provider_is_asked_for_less_at_a_time(watch_chain, chain, ledger):
    for _ in range(20):
        chain.emit()
    chain.mine(2)
    chain.faults.slow_range = 5
    watch_chain(rpc_timeout_ms=300)
    ledger.reaches(20)
    assert ledger.states() == {"final": 20}


def test_a_provider_that_refuses_ranges_is_asked_for_less_at_a_time(watch_chain, chain, ledger):
    for _ in range(20):
        chain.emit()
    chain.mine(2)
    chain.faults.most_blocks = 3
    watch_chain()
    ledger.reaches(20)
    assert ledger.states() == {"final": 20}
    assert all(int(params[0]["toBlock"], 16) - int(params[0]["fromBlock"], 16) < 20 for params in chain.asked("eth_getLogs")[1:])


def test_a_provider_that_is_behind_is_waited_for(watch_chain, chain, ledger):
    chain.emit()
    chain.mine(9)
    worker = watch_chain()
    ledger.reaches(8)
    chain.emit()
    chain.mine(3)
    chain.faults.behind = 8
    worker.says("behind block 8")
    assert ledger.cursor() == 8
    chain.faults.behind = 0
    ledger.reaches(12)
    assert ledger.states() == {"final": 2}


def test_a_log_left_out_is_noticed_and_found(watch_chain, chain, ledger):
    """The contract counts its events, and the count is proven: what a list leaves out is looked for in every block."""
    blocks = [chain.emit() for _ in range(5)]
    chain.mine(2)
    chain.faults.omitted = {blocks[2].events[0].transaction}
    worker = watch_chain(confirmations=None)
    worker.says("the list of logs is incomplete: event 3 of 5 is missing")
    ledger.reaches(5)
    assert ledger.states() == {"final": 5} and ledger.sequences() == [1, 2, 3, 4, 5]
    assert ledger.evidence() == [("only", "logs of block 3 were left out")]


def test_a_log_left_out_at_the_end_is_noticed_too(watch_chain, chain, ledger):
    for _ in range(3):
        block = chain.emit()
    chain.mine(5)
    chain.faults.omitted = {block.events[0].transaction}
    watch_chain()
    ledger.reaches(6)
    assert ledger.sequences() == [1, 2, 3]


def test_logs_of_another_block_than_they_say_are_replaced_by_those_of_the_receipts(watch_chain, chain, ledger):
    chain.emit()
    chain.mine(2)
    chain.faults.change["eth_getLogs"] = lambda logs: [log | {"blockHash": "0x" + "ee" * 32} for log in logs]
    watch_chain(confirmations=None)
    ledger.reaches(1)
    assert ledger.states() == {"final": 1}
    assert ledger.evidence()[0] == ("only", "the logs of block 1 are others in its receipts")
    assert ledger.database.one("select block_hash from gracy.staking_event").hex() == chain.blocks[1].hash[2:]


def test_an_endpoint_of_another_chain_is_refused(watch_chain, chain, ledger):
    chain.emit()
    chain.mine(2)
    chain.faults.chain_id = 1
    worker = watch_chain()
    worker.says("serves chain 1, not 31337")
    assert ledger.cursor() is None and ledger.events() == []


@pytest.mark.parametrize("body", [b"", b"<html>busy</html>", b"[]", b'{"jsonrpc":"2.0","id":1,"result":"1"}', b"[" * 100_000, b'{"x":"' + b"y" * 20_000_000 + b'"}'],
                         ids=["empty", "html", "list", "decimal", "deep", "huge"])
def test_an_answer_that_is_none_moves_nothing_and_harms_nobody(watch_chain, chain, ledger, body):
    chain.emit()
    chain.mine(2)
    chain.faults.body = body
    worker = watch_chain()
    worker.says("the next poll goes on from here")
    assert ledger.cursor() is None
    chain.faults.body = None
    ledger.reaches(1)
    assert worker.stop() == 0


def test_two_workers_that_both_read_do_not_get_in_each_others_way(watch_chain, chain, ledger, jobs):
    for _ in range(10):
        chain.emit()
    chain.mine(2)
    chain.faults.delay = 0.05
    workers = [watch_chain(blocks_per_request=2) for _ in range(2)]
    for _ in range(6):
        jobs.add("staking.poll", "staking")
    ledger.reaches(10)
    assert ledger.states() == {"final": 10}
    assert all(worker.stop() == 0 for worker in workers)


# Secrets and trust.


def test_a_key_in_the_endpoints_address_is_never_logged(watch_chain, chain, ledger, folder):
    key = secrets_used.remember("k3y" + secrets.token_hex(16), "a provider's key")
    file = folder / f"rpc_{chain.port}.url"
    file.write_text(f"{chain.url}/v2/{key}\n")
    file.chmod(0o600)
    chain.mine(3)
    chain.faults.down = True
    worker = watch_chain(providers={"only": {"group": "one", "url_file": str(file)}}, quorum=1)
    worker.says("the next poll goes on from here")
    chain.faults.down = False
    ledger.reaches(1)
    worker.stop()
    assert key not in worker.log.text()


@pytest.fixture(scope="session")
def certificate(folder):
    """Self-signed, for 127.0.0.1; key and certificate in one file, and the certificate alone in another."""
    both, alone = folder / "rpc.pem", folder / "rpc.crt"
    key = folder / "rpc.key"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1",
                    "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(key), "-out", str(alone)], check=True, capture_output=True)
    both.write_text(key.read_text() + alone.read_text())
    return both, alone


def test_an_endpoint_that_nobody_vouches_for_is_not_trusted(watch_chain, ledger, certificate):
    both, alone = certificate
    chain = FakeChain(both)
    try:
        chain.emit()
        chain.mine(2)
        worker = watch_chain(url=chain.url)
        worker.says("certificate")
        assert chain.calls == [] and ledger.cursor() is None
        worker.stop()
        watch_chain(url=chain.url, http={"authorities_file": str(alone)})
        ledger.reaches(1)
    finally:
        chain.close()
