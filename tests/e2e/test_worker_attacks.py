"""gracy-worker against strangers who write to the chain, providers that lie about its end, and mistakes in its own configuration."""
import time

import pytest

from fake_chain import TOPICS, FakeChain
from support.http_client import Client
from support.metrics import Metrics
from support.ports import free_port
from test_worker_crowd import OTHER_WORD, altered_data, emit_some, wrong_transaction
from test_worker_crowd import crowd  # noqa: F401 - a fixture
from worker_fixtures import *  # noqa: F401,F403 - fixtures


def polls(port: int) -> int:
    page = Metrics(Client(port).get("/metrics").text)
    return sum(int(page.get("gracy_staking_polls_total", outcome=outcome) or 0) for outcome in ("succeeded", "failed"))


@pytest.mark.parametrize("at_once", [True, False], ids=["whole", "one by one"])
def test_a_stranger_s_block_full_of_logs_holds_nobody_up(watch_chain, chain, ledger, at_once):
    """Seventeen million gas of logs without topics and data: some 20 MB of receipts in one answer."""
    block = chain.emit(amount=7)
    block.strangers = 46_000
    chain.mine(2)
    chain.emit(amount=8)
    chain.mine(2)
    if not at_once:
        block.strangers = 400
        chain.faults.change["eth_getBlockReceipts"] = lambda receipts: (-32008, "response size exceeded")
    watch_chain(rpc_timeout_ms=20_000)
    ledger.reaches(4, 60)
    assert [amount for _, _, _, amount, *_ in ledger.events()] == ["7", "8"]
    assert (chain.asked("eth_getTransactionReceipt") == []) == at_once
    assert ledger.evidence() == []


def test_who_stands_by_asks_nobody_and_ends_no_quarantine(watch_chain, chain, ledger, crowd):  # noqa: F811
    first = watch_chain(providers=crowd.providers)
    first.says("duty staking: ours")
    port = free_port()
    second = watch_chain(providers=crowd.providers, metrics={"staking": f"127.0.0.1:{port}"})
    second.says("standing by")
    crowd["third"].faults.change["eth_getLogs"] = altered_data
    for _ in range(12):
        emit_some(chain, 1)
        ledger.reaches(chain.head - 2)
        if ledger.evidence():
            break
    crowd["third"].faults.change.clear()
    for _ in range(5):
        emit_some(chain, 1)
        ledger.reaches(chain.head - 2)
        assert ledger.provider("third") == "quarantined"
    assert polls(port) == 0
    first.kill()
    second.says("duty staking: ours")
    crowd["third"].calls.clear()
    for _ in range(3):
        emit_some(chain, 1)
        ledger.reaches(chain.head - 2)
    assert ledger.provider("third") == "quarantined" and crowd["third"].calls == []
    assert polls(port) >= 1


def test_a_start_block_behind_the_first_event_is_named_and_looked_for_once(watch_chain, chain, ledger):
    for _ in range(3):
        chain.emit()
    chain.mine(4)
    worker = watch_chain(start_block=3)
    worker.says("start_block is behind its first event")
    worker.says("(attempt 2)")
    asked = len(chain.asked("eth_getBlockByHash")) + len(chain.asked("eth_getBlockReceipts"))
    worker.says("(attempt 5)")
    assert len(chain.asked("eth_getBlockByHash")) + len(chain.asked("eth_getBlockReceipts")) == asked
    assert ledger.cursor() is None


def test_a_start_block_that_was_lowered_later_is_warned_of(watch_chain, chain, ledger):
    chain.emit()
    chain.mine(6)
    worker = watch_chain(start_block=4, sequence_slot=None)
    ledger.reaches(5)
    worker.stop()
    worker = watch_chain(start_block=1, sequence_slot=None)
    worker.says("start_block is 1, and the history was read from block 4 on")


def test_a_key_that_is_refused_is_no_healthy_provider(watch_chain, chain, ledger, crowd):  # noqa: F811
    emit_some(chain)
    crowd["third"].faults.status = 403
    port = free_port()
    worker = watch_chain(providers=crowd.providers, metrics={"staking": f"127.0.0.1:{port}"})
    ledger.reaches(6)
    eventually(lambda: ledger.provider("third") == "failing", "it to be given up")
    assert "your key has expired" in ledger.database.one("select error from gracy.staking_provider where name = 'third'")
    assert Metrics(Client(port).get("/metrics").text).get("gracy_staking_healthy_operator_groups") == 2
    assert worker.stop() == 0


def test_who_gives_no_logs_at_all_is_not_asked_for_them_again(watch_chain, chain, ledger, crowd):  # noqa: F811
    crowd["third"].faults.change["eth_getLogs"] = lambda logs: (-32000, "logs are for paying customers")
    watch_chain(providers=crowd.providers)
    for _ in range(10):
        emit_some(chain, 1)
        ledger.reaches(chain.head - 2)
    # Down to one block, once.
    assert 0 < len(crowd["third"].asked("eth_getLogs")) < 8
    assert ledger.evidence() == []


def test_where_nobody_knows_what_is_final_what_happens_is_shown(watch_chain, chain, ledger, crowd):  # noqa: F811
    emit_some(chain)
    for endpoint in crowd.endpoints.values():
        endpoint.faults.no_finality = True
    worker = watch_chain(providers=crowd.providers, confirmations=None)
    worker.says("write confirmations")
    eventually(lambda: ledger.states() == {"pending": 5}, "what happens to be shown")
    # One of three: the others make up the quorum.
    for name in ("first", "second"):
        crowd[name].faults.no_finality = False
    ledger.reaches(chain.head - 2)
    assert ledger.states() == {"final": 5}


def test_a_number_that_stands_elsewhere_is_the_configuration_s_mistake_and_no_dead_job(start_worker, chain, ledger, jobs):
    for _ in range(3):
        chain.emit(amount=5)
    chain.mine(3)
    event = {"account": "indexed 0", "amount": "data 0", "sequence": "data 0"}
    worker = start_worker("staking", staking={"chain_id": 31337, "contract": "0xe7f1725e7734ce288f8367e1bb143e90bb3f0512", "start_block": 1, "confirmations": 2,
                                              "sequence_slot": 0, "poll_seconds": 1, "quorum": 1},
                          **{"staking.providers.only": {"group": "one", "url": chain.url}},
                          **{f"staking.events.{kind}": event | {"signature": f"{kind.capitalize()}(address,uint256,uint256)"} for kind in ("stake", "claim", "withdraw")})
    assert set(TOPICS) == {"stake", "claim", "withdraw"}
    worker.says("the configured events are not this contract's, or `sequence` is not where the number stands")
    worker.says("(attempt 3)")
    assert jobs.of_kind("staking.poll", "dead") == []
    assert worker.stop() == 0


def test_one_answer_is_one_lie_however_much_of_it_is_wrong(watch_chain, chain, ledger):
    chain.emit(count=4)
    chain.mine(2)
    chain.faults.change["eth_getBlockReceipts"] = wrong_transaction
    watch_chain()
    ledger.reaches(1)
    assert ledger.evidence() == [("only", "a receipt of block 1 names another transaction")]
    assert OTHER_WORD[2:] not in [name.hex() for (name,) in ledger.database.sql("select tx_hash from gracy.staking_event")]


def test_what_one_operator_alone_says_of_the_end_of_the_chain_is_not_shown(watch_chain, chain, ledger, crowd):  # noqa: F811
    """It has a branch of its own, valid in itself, above what is final."""
    chain.mine(10)
    fork = FakeChain()
    try:
        fork.mine(8)
        fork.branch = 7
        fork.mine()
        fork.emit(amount=666, count=3)
        crowd.providers["third"]["url"] = fork.url
        crowd.providers["third"]["group"] = "of-third"
        port = free_port()
        worker = watch_chain(providers=crowd.providers, metrics={"staking": f"127.0.0.1:{port}"})
        ledger.reaches(8)
        eventually(lambda: polls(port) >= 4 and fork.provider.asked("eth_getLogs"), "the one to be asked for the tip")
        time.sleep(2)
        assert ledger.events() == []
        assert worker.stop() == 0
    finally:
        fork.close()


def test_after_an_outage_of_everybody_one_cycle_catches_up(watch_chain, chain, ledger, crowd):  # noqa: F811
    port = free_port()
    emit_some(chain)
    watch_chain(providers=crowd.providers, metrics={"staking": f"127.0.0.1:{port}"})
    ledger.reaches(6)
    for endpoint in crowd.endpoints.values():
        endpoint.faults.down = True
    emit_some(chain)
    eventually(lambda: {ledger.provider(name) for name in crowd.endpoints} == {"failing"}, "all to be given up")
    for endpoint in crowd.endpoints.values():
        endpoint.faults.down = False
    before = polls(port)
    ledger.reaches(14)
    # The one that was under way when they came back, and the one after it.
    assert polls(port) - before <= 2


def test_what_a_lost_webhook_would_have_told_is_final_two_cycles_after_the_chain_says_so(watch_chain, chain, ledger, crowd):  # noqa: F811
    port = free_port()
    chain.mine(4)
    watch_chain(providers=crowd.providers, metrics={"staking": f"127.0.0.1:{port}"})
    ledger.reaches(2)
    chain.emit(amount=3)
    chain.mine(2)
    before = polls(port)
    eventually(lambda: ledger.states() == {"final": 1}, "the event to be final")
    assert polls(port) - before <= 2


def test_events_of_64_dropped_blocks_are_orphaned_and_those_that_took_their_place_become_final(watch_chain, chain, ledger, crowd):  # noqa: F811
    for amount in range(1, 65):
        chain.emit(amount=amount)
    port = free_port()
    watch_chain(providers=crowd.providers, confirmations=70, metrics={"staking": f"127.0.0.1:{port}"})
    eventually(lambda: ledger.states() == {"pending": 64}, "all of them to be shown")
    chain.reorganise(64)
    eventually(lambda: ledger.states() == {"orphaned": 64}, "all of them to be orphaned")
    assert Metrics(Client(port).get("/metrics").text).get("gracy_staking_orphan_depth_blocks") >= 60
    for amount in range(101, 111):
        chain.emit(amount=amount)
    chain.mine(70)
    ledger.reaches(chain.head - 70)
    assert ledger.states() == {"final": 10, "orphaned": 64} and ledger.sequences() == list(range(1, 11))
    assert ledger.evidence() == []


def test_what_nobody_proves_of_a_final_block_is_no_deep_reorganisation(watch_chain, chain, ledger):
    chain.emit()
    chain.mine(30)
    port = free_port()
    watch_chain(metrics={"staking": f"127.0.0.1:{port}"})
    ledger.reaches(29)
    body = chain.webhook(chain.blocks[1], "whevt_late")
    body["event"]["data"]["block"]["logs"][0]["index"] = 7
    ledger.delivered(ledger.deliver(body))
    eventually(lambda: ledger.states() == {"final": 1, "orphaned": 1}, "the invention to be orphaned")
    assert Metrics(Client(port).get("/metrics").text).get("gracy_staking_orphan_depth_blocks") == 0
