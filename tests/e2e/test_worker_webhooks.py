"""What QuickNode's and Moralis' webhooks tell becomes the same events as Alchemy's, and none of them has the last word."""
import json
import time

import pytest

from fake_chain import CHAIN_ID, CONTRACT
from worker_fixtures import *  # noqa: F401,F403 - fixtures


def quicknode(chain, *blocks, removed: bool = False, reorgs: list | None = None, times: bool = True) -> str:
    """A stream of the data set "logs": a list of each block's."""
    def log(block, index):
        return chain.log(block, index) | ({"blockTimestamp": hex(block.time)} if times else {}) | {"removed": removed}

    return json.dumps({"data": [[log(block, index) for index in range(len(block.events))] for block in blocks],
                       "metadata": {"dataset": "logs", "blocks_reorged": reorgs and [each["block_number"] for each in reorgs], "reorgs": reorgs}})


def moralis(chain, of, **changes) -> str:
    def log(index):
        told = chain.log(of, index)
        topics = dict(zip(("topic0", "topic1", "topic2", "topic3"), [*told["topics"], None, None, None, None]))
        return {"logIndex": str(index), "transactionHash": told["transactionHash"], "address": told["address"], "data": told["data"]} | topics

    return json.dumps({"confirmed": False, "chainId": hex(CHAIN_ID), "streamId": "s", "tag": "", "retries": 0, "txs": [],
                       "block": {"number": str(of.number), "hash": of.hash, "timestamp": str(int(time.time()))},
                       "logs": [log(index) for index in range(len(of.events))]} | changes)


@pytest.fixture
def deliver(ledger):
    """Stores a delivery as the module does, and tells its state and reason when the worker has read it."""
    def do(provider: str, body: str):
        do.count += 1
        name = f"sha256-{do.count}"
        ledger.database.sql("insert into gracy.staking_delivery (provider, delivery_id, chain_id, body, received_at) values (%s, %s, %s, %s, now())",
                            provider, name, CHAIN_ID, body.encode())
        return lambda: ledger.delivered(name)

    do.count = 0
    return do


PROVIDERS = {"quicknode": quicknode, "moralis": moralis}


@pytest.mark.parametrize("provider", PROVIDERS)
def test_events_are_pending_by_the_webhook_and_final_by_the_chain(watch_chain, chain, ledger, deliver, provider):
    blocks = [chain.emit("stake", amount=2**256 - 1), chain.emit("claim", count=2)]
    chain.faults.down = True  # so that the webhook is first
    watch_chain()
    for block in (blocks[1], blocks[0], blocks[1]):  # in another order, and one of them twice
        assert deliver(provider, PROVIDERS[provider](chain, block))() == ("done", None)
    told = [(1, 0, "stake", str(2**256 - 1)), (2, 0, "claim", str(10**18)), (2, 1, "claim", str(10**18))]
    assert ledger.events() == [(*event, "pending", "webhook") for event in told]
    chain.faults.down = False
    chain.mine(2)
    ledger.reaches(2)
    assert ledger.events() == [(*event, "final", "webhook") for event in told]
    assert deliver(provider, PROVIDERS[provider](chain, blocks[0]))() == ("done", None)
    assert ledger.states() == {"final": 3}


def test_removed_logs_take_back_what_is_pending_and_nothing_that_is_final(watch_chain, chain, ledger, deliver):
    kept = chain.emit()
    chain.mine(2)
    worker = watch_chain(confirmations=2)
    ledger.reaches(1)
    chain.faults.down = True
    dropped = chain.emit()
    assert deliver("quicknode", quicknode(chain, dropped))() == ("done", None)
    assert ledger.states() == {"final": 1, "pending": 1}
    for block in (dropped, kept):
        assert deliver("quicknode", quicknode(chain, block, removed=True))() == ("done", None)
    assert ledger.states() == {"final": 1, "orphaned": 1}
    # It was only said: the chain still has it.
    chain.faults.down = False
    eventually(lambda: ledger.states() == {"final": 1, "pending": 1}, "the event to come back")
    assert worker.process.poll() is None


def test_reorganisation_moves_an_event_into_its_new_block(watch_chain, chain, ledger, deliver):
    old = chain.emit()
    chain.faults.down = True
    watch_chain()
    assert deliver("quicknode", quicknode(chain, old))() == ("done", None)
    with chain.lock:
        chain.reorganise(1)
        chain.blocks[-1].events, chain.sequence = old.events, 1  # the same transaction
    new = chain.blocks[-1]
    assert new.hash != old.hash
    displaced = [{"block_number": old.number, "block_hash": old.hash, "timestamp": hex(old.time)}]
    assert deliver("quicknode", quicknode(chain, new, reorgs=displaced))() == ("done", None)
    assert ledger.database.sql("select state, encode(block_hash, 'hex') from gracy.staking_event") == [("pending", new.hash[2:])]


def test_revert_before_its_event_is_settled_by_the_chain(watch_chain, chain, ledger, deliver):
    dropped = chain.emit()
    chain.reorganise(1)
    chain.mine(4)
    assert deliver("quicknode", quicknode(chain, dropped, removed=True)) and deliver("quicknode", quicknode(chain, dropped))
    watch_chain()
    ledger.reaches(3)
    eventually(lambda: ledger.states() == {"orphaned": 1}, "the event of the dropped block to be orphaned")


def test_logs_without_a_time_and_cut_payloads_have_the_chain_asked(watch_chain, chain, ledger, deliver):
    """Long before the next poll is due."""
    chain.mine(3)
    watch_chain(poll_seconds=3600)
    ledger.reaches(1)
    block = chain.emit()
    state, why = deliver("quicknode", quicknode(chain, block, times=False))()
    assert state == "done" and "times" in why
    eventually(lambda: len(ledger.events()) == 1, "the event by the poll that was asked for")
    chain.emit()
    assert deliver("moralis", json.dumps({"chainId": hex(CHAIN_ID), "confirmed": True, "streamId": "s", "block": "5", "records": 9000}))() == (
        "done", "logs were left out of it")
    eventually(lambda: len(ledger.events()) == 2, "the event by the poll that was asked for")


def test_signs_of_life_and_tests_tell_nothing(watch_chain, chain, ledger, deliver):
    block = chain.mine()
    watch_chain()
    for provider, body in (("quicknode", quicknode(chain, block)), ("quicknode", '{"message":"PING"}'), ("moralis", moralis(chain, block)),
                           ("moralis", moralis(chain, block, chainId="", block={"number": "", "hash": "", "timestamp": ""}))):
        assert deliver(provider, body)() == ("done", None)
    assert ledger.events() == []


def test_delivery_that_cannot_be_used_says_why_and_stops_nobody(watch_chain, chain, ledger, deliver):
    block = chain.emit()
    watch_chain()
    for provider, body, why in (("quicknode", '{"data":["blocks"]}', "there are no logs in it"), ("quicknode", "junk", "not JSON"),
                                ("moralis", moralis(chain, block, chainId="0x1"), f"chain 1, not {CHAIN_ID}"),
                                ("moralis", moralis(chain, block, logs=7), "unexpected logs"), ("thirdweb", "{}", "nobody here reads")):
        state, said = deliver(provider, body)()
        assert state == "refused" and why in said, said
    assert deliver("moralis", moralis(chain, block))() == ("done", None)


@pytest.mark.parametrize("field, value, verdict", [("data", "0x", "topics or words"), ("logIndex", "0x80000000", "larger than any block")])
def test_log_that_is_no_event_takes_nothing_else_of_the_delivery_with_it(watch_chain, chain, ledger, deliver, field, value, verdict):
    dropped, kept = chain.emit(), chain.emit(count=2)
    chain.faults.down = True
    watch_chain()
    assert deliver("quicknode", quicknode(chain, dropped))() == ("done", None)
    body = json.loads(quicknode(chain, kept, reorgs=[{"block_number": dropped.number, "block_hash": dropped.hash}]))
    body["data"][0][0][field] = value
    state, why = deliver("quicknode", json.dumps(body))()
    assert state == "refused" and verdict in why
    assert [(event[:2], event[4]) for event in ledger.events()] == [((1, 0), "orphaned"), ((2, 1), "pending")]


def test_events_of_another_contract_are_left_out(watch_chain, chain, ledger, deliver):
    block = chain.emit()
    chain.faults.down = True
    watch_chain()
    other = CONTRACT[:-1] + "9"
    assert deliver("quicknode", quicknode(chain, block).replace(CONTRACT, other))() == ("done", None)
    assert deliver("moralis", moralis(chain, block).replace(CONTRACT, other))() == ("done", None)
    assert ledger.events() == []


@pytest.mark.parametrize("provider", ["alchemy", "moralis"])
def test_what_was_old_when_it_came_tells_nothing_and_is_no_sign_of_life(watch_chain, chain, ledger, deliver, provider):
    """A body that somebody has caught is signed for ever: what the chain has dropped does not come back with it."""
    block = chain.emit()
    chain.mine(1)
    watch_chain(confirmations=50)
    eventually(lambda: ledger.states() == {"pending": 1}, "the event")
    chain.reorganise(2)
    eventually(lambda: ledger.states() == {"orphaned": 1}, "the event to be orphaned")
    chain.faults.down = True
    old = {"alchemy": json.dumps(chain.webhook(block, age=7300)),
           "moralis": moralis(chain, block, block={"number": str(block.number), "hash": block.hash, "timestamp": str(int(time.time()) - 7300)})}[provider]
    state, why = deliver(provider, old)()
    assert state == "done" and "no news" in why
    assert ledger.states() == {"orphaned": 1}
    assert ledger.database.one("select bool_and(is_old) from gracy.staking_delivery")
    assert deliver(provider, {"alchemy": json.dumps(chain.webhook(block, age=7000)), "moralis": moralis(chain, block)}[provider])() == ("done", None)
    assert ledger.states() == {"pending": 1}


def test_an_earlier_version_of_a_block_that_comes_later_is_left_out(watch_chain, chain, ledger, deliver):
    old = chain.emit(amount=5)
    with chain.lock:
        chain.reorganise(1)
        chain.blocks[-1].events, chain.sequence = old.events, 1  # the same transaction
    new = chain.blocks[-1]
    chain.faults.down = True
    watch_chain()
    assert deliver("alchemy", json.dumps(chain.webhook(new, sequenceNumber="10000000000000000001")))() == ("done", None)
    state, why = deliver("alchemy", json.dumps(chain.webhook(old, sequenceNumber="9999999999999999999")))()
    assert state == "done" and "later version" in why
    assert ledger.database.sql("select state, encode(block_hash, 'hex') from gracy.staking_event") == [("pending", new.hash[2:])]
    assert deliver("alchemy", json.dumps(chain.webhook(old, sequenceNumber="10000000000000000002")))() == ("done", None)
    assert ledger.database.sql("select state, encode(block_hash, 'hex') from gracy.staking_event") == [("pending", old.hash[2:])]


def test_the_order_of_one_webhook_s_deliveries_says_nothing_of_another_s(watch_chain, chain, ledger, deliver):
    """Two webhooks of one account, of two contracts say: each counts by itself."""
    block = chain.emit()
    chain.faults.down = True
    watch_chain()
    other = chain.webhook(block, sequenceNumber="20000000000000000000") | {"webhookId": "wh_other"}
    other["event"]["data"]["block"]["logs"][0]["account"]["address"] = "0x" + "22" * 20
    assert deliver("alchemy", json.dumps(other))() == ("done", None)
    assert deliver("alchemy", json.dumps(chain.webhook(block, sequenceNumber="10000000000000000000")))() == ("done", None)
    assert ledger.states() == {"pending": 1}


def test_many_deliveries_that_cannot_be_used_have_the_chain_asked_once(watch_chain, chain, ledger, deliver):
    chain.mine(3)
    watch_chain(poll_seconds=3600)
    ledger.reaches(1)
    asked = "select count(*)::int from gracy.job where kind = 'staking.poll' and payload->>'asked_by' = 'delivery'"
    for read in [deliver("quicknode", "junk") for _ in range(12)]:
        assert read()[0] == "refused"
    # One at once, and one at most in each ten seconds after.
    assert 1 <= ledger.database.one(asked) <= 4


@pytest.mark.parametrize("seconds", [253_402_300_800, 2**62])
def test_a_time_that_no_block_has_delays_no_other_delivery(watch_chain, chain, ledger, deliver, seconds):
    odd, good = chain.emit(), chain.emit()
    chain.faults.down = True
    watch_chain()
    bodies = [chain.webhook(odd), chain.webhook(good)]
    bodies[0]["event"]["data"]["block"]["timestamp"] = seconds
    first, second = (deliver("alchemy", json.dumps(body)) for body in bodies)
    assert second() == ("done", None)
    state, why = first()
    assert state == "refused" and "after the year 9999" in why
    assert [event[0] for event in ledger.events()] == [good.number]


def test_webhooks_without_empty_messages_leave_four_fifths_of_the_first_edition_s_cost_and_with_them_less_than_half(watch_chain, chain, ledger):
    """A day of Ethereum, from what the ledger has of each kind of message, and of the polls beside them."""
    bought = chain.another_provider()
    watch_chain(providers={name: {"group": name, "url": chain.another_provider().url} for name in ("a", "b", "c")}
                | {"bought": {"group": "bought", "url": bought.url, "paid": True}})
    chain.mine(3)
    ledger.reaches(1)

    def costs(block) -> float:
        """In compute units."""
        before = ledger.database.one("select coalesce(sum(webhook_bytes), 0)::int from gracy.staking_spending")
        assert ledger.delivered(ledger.deliver(chain.webhook(block))) == ("done", None)
        return (ledger.database.one("select sum(webhook_bytes)::int from gracy.staking_spending") - before) / 25

    of_event, of_nothing = costs(chain.emit()), costs(chain.mine())
    chain.mine(2)
    ledger.reaches(chain.head - 2)
    # Which chain it serves is asked once a day.
    paid = ledger.database.one("select sum(paid_units)::int from gracy.staking_spending")
    assert paid <= 20

    def saved_share(webhooks: float) -> float:
        return 1 - (paid + webhooks) / (60 * 1440 + webhooks)

    assert saved_share(100 * of_event) >= 0.8
    assert saved_share(7200 * of_nothing) < 0.5
