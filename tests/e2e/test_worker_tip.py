"""gracy-worker at the end of the chain, where blocks may still be dropped: nobody is blamed for one that was, and whoever lies about one that was not is
found out."""
import json
import time

import pytest

from fake_chain import FakeChain
from test_worker_crowd import altered_data, amounts
from test_worker_crowd import crowd  # noqa: F401 - a fixture
from worker_fixtures import *  # noqa: F401,F403 - fixtures


@pytest.fixture
def uncle():
    """A chain up to block 9 as the other, and a block 10 of its own; there it stands still."""
    stalled = FakeChain()
    stalled.mine(9)
    stalled.branch = 7
    yield stalled
    stalled.close()


def test_who_stands_still_on_a_dropped_block_is_no_liar(watch_chain, chain, ledger, crowd, uncle):  # noqa: F811
    """Neither about the block's name nor about what it leaves out and has besides."""
    chain.mine(9)
    chain.emit(amount=7)
    uncle.emit(amount=666)
    for name in ("second", "third"):
        crowd[name].faults.delay = 0.3  # so that the other is asked first
    crowd.providers["first"]["url"] = uncle.url
    watch_chain(providers=crowd.providers, confirmations=1)
    ledger.reaches(9)
    heard = len(uncle.provider.asked("eth_getBlockByNumber"))
    chain.mine(1)
    ledger.reaches(10)
    assert len(uncle.provider.asked("eth_getBlockByNumber")) > heard
    chain.mine(1)
    ledger.reaches(11)
    assert amounts(ledger) == [7]
    assert ledger.evidence() == []


def test_a_log_that_the_block_does_not_have_is_a_lie_before_the_block_is_final(watch_chain, chain, ledger, crowd):  # noqa: F811
    chain.mine(3)
    for number in range(8):
        chain.emit(amount=100 + number)
    crowd["third"].faults.change["eth_getLogs"] = altered_data
    watch_chain(providers=crowd.providers, confirmations=50)
    eventually(lambda: [name for name, _ in ledger.evidence()] == ["third"], "the lie to be proven", 40)
    eventually(lambda: len(ledger.events()) == 8, "the events")
    assert [(amount, state) for _, _, _, amount, state, _ in ledger.events()] == [(str(100 + number), "pending") for number in range(8)]
    assert ledger.provider("third") == "quarantined"


def test_invented_logs_in_every_block_of_the_tip_cost_a_bounded_number_of_questions(watch_chain, chain, ledger, crowd):  # noqa: F811
    """In a block of another name nothing can be held against their provider, and it may name thousands."""
    chain.emit(amount=7)
    chain.mine(400)
    crowd.everybody("eth_getLogs", lambda logs: logs and [logs[0] | {"blockNumber": hex(number), "blockHash": f"0x{number:064x}"} for number in range(2, 400)])
    worker = watch_chain(providers=crowd.providers, confirmations=1000, poll_seconds=3600)

    def looked_at() -> int:
        return len({params[0] for endpoint in crowd.endpoints.values() for params in endpoint.asked("eth_getBlockReceipts")})

    eventually(lambda: looked_at() == 256, "the blocks to be looked at", 40)
    time.sleep(1)
    assert looked_at() == 256 and ledger.events() == [] and ledger.evidence() == []
    assert worker.process.poll() is None


def test_what_was_proven_at_the_tip_is_not_asked_for_in_every_poll(watch_chain, chain, ledger, crowd):  # noqa: F811
    blocks = [chain.emit(amount=number) for number in (1, 2, 3)]
    watch_chain(providers=crowd.providers, confirmations=50)
    eventually(lambda: len(ledger.events()) == 3, "the events")
    polls = len([params for endpoint in crowd.endpoints.values() for params in endpoint.asked("eth_getLogs")])
    eventually(lambda: sum(len(endpoint.asked("eth_getLogs")) for endpoint in crowd.endpoints.values()) >= polls + 4, "four more polls")
    for block in blocks:
        assert sum(params == [block.hash] for endpoint in crowd.endpoints.values() for params in endpoint.asked("eth_getBlockReceipts")) == 1
    # Another block in its place is.
    chain.reorganise(1)
    moved = chain.emit(amount=33)
    eventually(lambda: [(amount, state) for _, _, _, amount, state, _ in ledger.events()] == [
        ("1", "pending"), ("2", "pending"), ("3", "orphaned"), ("33", "pending")], "the reorganisation to be seen")
    assert any([moved.hash] == params for endpoint in crowd.endpoints.values() for params in endpoint.asked("eth_getBlockReceipts"))


@pytest.mark.parametrize("field, value", [("index", 7), ("data", "0x" + f"{666:064x}{1:064x}")], ids=["another place", "another amount"])
def test_what_a_webhook_invents_in_a_true_block_is_gone_with_the_next_poll(watch_chain, chain, ledger, field, value):
    """Long before the block is final."""
    block = chain.emit(amount=5)
    body = chain.webhook(block)
    body["event"]["data"]["block"]["logs"][0][field] = value
    chain.faults.down = True  # so that the webhook is first
    watch_chain(confirmations=50)
    ledger.delivered(ledger.deliver(json.loads(json.dumps(body))))
    assert len(ledger.events()) == 1
    chain.faults.down = False
    eventually(lambda: [event for event in ledger.events() if event[4] == "pending"][:1] and [
        (event[1], event[3]) for event in ledger.events() if event[4] == "pending"] == [(0, "5")], f"what the chain says: {ledger.events()}")


def test_an_event_is_not_orphaned_because_one_provider_alone_names_another_block(watch_chain, chain, ledger, crowd, uncle):  # noqa: F811
    chain.mine(9)
    chain.emit(amount=7)
    uncle.mine()
    crowd.providers["first"]["url"] = uncle.url
    watch_chain(providers=crowd.providers, confirmations=50)
    eventually(lambda: ledger.states() == {"pending": 1}, "the event")
    crowd["second"].faults.delay = crowd["third"].faults.delay = 0.3
    asked = len(uncle.provider.asked("eth_getBlockByNumber"))
    for _ in range(40):
        assert ledger.states() == {"pending": 1}
        time.sleep(0.2)
    assert len(uncle.provider.asked("eth_getBlockByNumber")) > asked
