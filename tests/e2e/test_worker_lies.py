"""gracy-worker among the mock chain's providers (tests/staking/mock_chain): whatever they tell, the history is the chain's.

A few seeds each time; scripts/soak-staking sets GRACY_SOAK=N for every lie alone, N seeds of random ones and a long chain.
"""
import random
import sys
import time
import tomllib

import pytest

from support.build import ROOT
from support.commit_gate import STAKING_TABLES, CommitGate, Death
from support.database import SOAK
from support.http_client import Client
from support.metrics import Metrics
from support.ports import free_port
from worker_fixtures import *  # noqa: F401,F403 - fixtures

sys.path.append(str(ROOT / "tests/staking"))
from figures import note  # noqa: E402
from liars import give_lies, network_of  # noqa: E402
from mock_chain.lie import LIES  # noqa: E402

# Of a soak many tests run at once.
PATIENCE = 900 if SOAK else 90
KILLS = 3 if SOAK else 4
only_soak = pytest.mark.skipif(not SOAK, reason="scripts/soak-staking runs it")

ORIGINAL = tomllib.loads((ROOT / "conf/staking.original.toml").read_text())["staking"]["contracts"]["pool"]
# As the contracts are written: the season's events carry a number, the first edition's do not.
EVENTS = {
    "season": {
        "stake": {"signature": "Staked(address,uint256,uint64,uint256,uint256,uint256)", "indexed": 2, "account": "indexed 0", "amount": "data 1", "sequence": "data 0"},
        "withdraw": {"signature": "Withdrawn(address,uint256,uint64,uint256,uint256,uint256)", "indexed": 2, "account": "indexed 0", "amount": "data 1", "sequence": "data 0"},
        "claim": {"signature": "RewardClaimed(address,uint256,uint64,uint256)", "indexed": 2, "account": "indexed 0", "amount": "data 1", "sequence": "data 0"},
        "season_created": {"signature": "SeasonCreated(uint256,uint64,uint64,uint256)", "season": "indexed 0", "starts_at": "data 0", "ends_at": "data 1", "amount": "data 2"},
        "season_cancelled": {"signature": "SeasonCancelled(uint256,uint256)", "season": "indexed 0", "amount": "data 0"},
    },
    "original": ORIGINAL["events"],
}


@pytest.fixture
def watch_network(start_worker):
    """watch_network(network, kind, paid="p3"): a worker that watches that contract of the chain through all of its providers."""

    def start(network, kind, paid=None, blocks_per_request=60, reading_seconds=180, total=None, contract=None, **more):
        keys = {"chain_id": network.chain.settings.chain_id, "contract": contract or network.facts()["contracts"][kind], "start_block": 1, "poll_seconds": 1,
                "rpc_timeout_ms": 700, "blocks_per_request": blocks_per_request, "reading_seconds": reading_seconds} | ({"sequence_slot": 0, "seasons_slot": 10} if kind == "season" else {})
        keys |= total or {}
        providers = {f"staking.providers.{name}": {"group": f"of-{name}", "url": network.url(name), "paid": name == paid} for name in network.providers}
        events = {f"staking.events.{name}": keys for name, keys in EVENTS[kind].items()}
        return start_worker("staking", staking=keys, **providers, **events, **more)

    return start


def history(ledger) -> list[tuple]:
    return ledger.database.sql(
        "select block_number::int, encode(block_hash, 'hex'), encode(tx_hash, 'hex'), log_index, kind, encode(account, 'hex'), amount::text, sequence::int"
        " from gracy.staking_event where state = 'final' and account is not null order by block_number, log_index")


def seasons(ledger) -> list[tuple]:
    return ledger.database.sql(
        "select extract(epoch from starts_at)::bigint, extract(epoch from ends_at)::bigint, reward::text"
        " from gracy.staking_cursor place, gracy.staking_seasons(place.chain_id, place.contract) where is_final and state <> 'cancelled' order by number")


def truth(chain, kind, last) -> list[tuple]:
    return [(each["block"], each["block_hash"][2:], each["transaction"][2:], each["log_index"], each["kind"], each["account"][2:], each["amount"], each["seq"])
            for each in chain.truth(kind, 0, last)]


# Lies that do not fit the hash that they come with, or that was asked for: nothing else has to be known to tell.
CONTRADICTIONS = {"wrong_block_hash", "bad_header_field", "bad_receipts", "drop_receipt"}


# Nobody is convicted of these: no value beside a proof is read; who names another first block is asked for nothing; what lacks a
# node is no proof, and is asked of somebody else.
NO_LIES_TO_US = {"wrong_proven_value", "wrong_block_number", "short_proof"}


def contradictions(provider) -> int:
    """How often it has told such a thing where it is looked at: of names of blocks alone nothing can be."""
    def is_looked_at(method: str, params: list) -> bool:
        return method == "eth_getBlockReceipts" or method in ("eth_getBlockByNumber", "eth_getBlockByHash") and params[0] not in ("0x0", "finalized") and params[1] is False

    is_lost_on_the_way = any(each.lie.stage in ("http", "message", "body") for each in provider.lies)
    return 0 if is_lost_on_the_way else sum(example["lie"] in CONTRADICTIONS and is_looked_at(example["methods"][0], example["params"])
                                            for example in list(provider.examples))


def liars_are_known(network, ledger, worker) -> None:
    """Whoever has told often enough that somebody has heard it, and waited for the end, is quarantined."""
    told = {name for name, provider in network.providers.items() if contradictions(provider) >= 5}
    eventually(lambda: told <= {name for name, _ in ledger.evidence()}, lambda: f"{told} to be found out; {ledger.evidence()}\n{worker.log.text()[-3000:]}")
    eventually(lambda: all(ledger.provider(name) == "quarantined" for name in told), f"{told} to be quarantined")


def is_proven(network, kind, ledger, worker, seconds=PATIENCE, depths=(0, 0)) -> None:
    """Twice, so that headers are linked as well: from nothing, and from what was proven; after so deep reorganisations."""
    chain = network.chain
    for depth in depths:
        if depth:
            chain.reorganise(depth)
        if kind == "season":
            chain.change_seasons()
        chain.mine_events(10, 6)
        if SOAK:
            ledger.poll_now()
        final = chain.head() - chain.settings.finalized_distance
        eventually(lambda: (ledger.cursor() or 0) >= final, lambda: f"block {final} to be proven; at {ledger.cursor()}\n{worker.log.text()[-3000:]}", seconds)
        known = history(ledger)
        # Two who call their head final are a quorum: what they call so is written down as well, and is true.
        assert known == truth(chain, kind, max(final, known[-1][0]))
        if kind == "season":
            assert seasons(ledger) == [(start, end, str(reward)) for start, end, reward in chain.seasons(final)]
    # Who only failed has not lied.
    liars = {name for name, provider in network.providers.items() if any(each.lie.kind == "lie" for each in provider.lies)}
    assert {name for name, _ in ledger.evidence()} <= liars, ledger.evidence()


def who_was_convicted(ledger) -> set[str]:
    return {name for name, _ in ledger.evidence()}


def ask_until_somebody_is_convicted(network, kind, ledger, worker) -> None:
    """On a slow machine, or by chance, no liar has been heard yet."""
    for _ in range(10):
        if who_was_convicted(ledger):
            return
        is_proven(network, kind, ledger, worker)


def reorganisations(network, seed) -> tuple[int, int]:
    # Two who call their head final are a quorum: what they call so is not dropped.
    runs_ahead = sum(any(each.lie.name == "finalized_ahead" for each in provider.lies) for provider in network.providers.values())
    dice = random.Random(f"reorganisations {seed}")
    return (0, 0) if runs_ahead > 1 else tuple(dice.choice((0, 1, 2, network.chain.settings.finalized_distance - 1)) for _ in range(2))


def note_calls(what, kind, network, ledger, paid) -> None:
    calls = {name: provider.calls.total() for name, provider in network.providers.items()}
    note(what=what, kind=kind, events=len(history(ledger)), calls=sum(calls.values()), paid=calls[paid], lies=len(ledger.evidence()))


# Of a soak the test after this one does the same to a worker that is killed meanwhile.
@pytest.mark.parametrize("kind", EVENTS)
@pytest.mark.parametrize("seed", range(1, SOAK + 1, 10) if SOAK else range(1, 4))
def test_random_lies_of_two_among_five_change_nothing(watch_network, ledger, kind, seed):
    """Beside them a sixth who wants money, and gets next to none."""
    with network_of(seed, kind, 6) as network:
        paid = give_lies(network, seed, honest=4)
        worker = watch_network(network, kind, paid)
        is_proven(network, kind, ledger, worker, depths=reorganisations(network, seed))
        liars_are_known(network, ledger, worker)
        assert worker.stop() == 0
        note_calls("proven", kind, network, ledger, paid)


@pytest.mark.parametrize("kind", EVENTS)
@pytest.mark.parametrize("seed", range(1, SOAK + 1 if SOAK else 2))
def test_a_worker_that_is_killed_while_it_commits_loses_and_doubles_nothing(watch_network, ledger, kind, seed):
    """At any of its commits, a moment before or a moment after, while two of five lie and the chain drops blocks."""
    dice = random.Random(f"kill {seed} {kind}")
    with network_of(seed, kind, 6) as network:
        paid = give_lies(network, seed, honest=4)
        gate = CommitGate(ledger.database, STAKING_TABLES)
        for death in [Death(dice) for _ in range(KILLS)]:
            worker = watch_network(network, kind, paid)
            note(what="killed", kind=kind, **death.come(gate, worker, PATIENCE))
            network.chain.mine_events(4, 3)
        gate.remove()
        worker = watch_network(network, kind, paid)
        is_proven(network, kind, ledger, worker, depths=reorganisations(network, seed))
        liars_are_known(network, ledger, worker)
        assert worker.stop() == 0
        note_calls("proven", kind, network, ledger, paid)


def has_to_be_found_out(network, kind, worker, lie) -> bool:
    """Whether p1 has told a lie that convicts. Where every block is looked at, no list of logs is held against anything; and whose first
    block is another is of another chain and asked for nothing."""
    is_heard = (kind == "season" or "eth_getLogs" not in LIES[lie].methods) and "p1 serves a chain that begins with" not in worker.log.text()
    return LIES[lie].provable and lie not in NO_LIES_TO_US and network.providers["p1"].told[lie] > 0 and is_heard


@only_soak
@pytest.mark.parametrize("kind", EVENTS)
@pytest.mark.parametrize("lie", sorted(LIES) if SOAK else [])
def test_a_lie_alone_changes_nothing(watch_network, ledger, kind, lie):
    with network_of(5, kind, 3) as network:
        network.tell("p1", [{"name": lie}])
        worker = watch_network(network, kind)
        is_proven(network, kind, ledger, worker)
        if has_to_be_found_out(network, kind, worker, lie):
            ask_until_somebody_is_convicted(network, kind, ledger, worker)
            eventually(lambda: who_was_convicted(ledger) == {"p1"}, lambda: f"the evidence: {worker.log.text()[-2000:]}")
            eventually(lambda: ledger.provider("p1") == "quarantined", "the liar to be quarantined")
        assert worker.stop() == 0


@pytest.mark.parametrize("kind", EVENTS)
def test_an_address_without_a_contract_has_no_history_that_is_proven(watch_network, ledger, kind):
    with network_of(3, kind, 3) as network:
        worker = watch_network(network, kind, contract="0x" + "11" * 20)
        worker.says("has no contract at 0x1111111111111111111111111111111111111111: `contract` is another address, or `chain` another one")
        assert ledger.cursor() is None
        network.tell("*", [{"name": "no_get_proof"}])
        worker.stop()
        if kind == "original":
            worker = watch_network(network, kind, contract="0x" + "11" * 20)
            worker.says("has no contract at 0x1111111111111111111111111111111111111111")
        assert ledger.cursor() is None and ledger.evidence() == []


# As the configurations have it that are shipped: conf/worker.toml, conf/staking.original.toml.
TOTALS = {"season": {"total_slot": 4}, "original": {key: ORIGINAL[key] for key in ("total_slot", "total_bits", "total_shift_bits")}}


@pytest.mark.parametrize("kind", EVENTS)
def test_what_the_events_add_up_to_is_held_against_the_contract_s_own_total(watch_network, ledger, kind):
    with network_of(3, kind, 3) as network:
        port = free_port()
        worker = watch_network(network, kind, total=TOTALS[kind], metrics={"staking": f"127.0.0.1:{port}"})

        def checked() -> tuple:
            return ledger.database.sql("select total_block = last_block, total_difference::text from gracy.staking_cursor")[0]

        is_proven(network, kind, ledger, worker)
        eventually(lambda: checked() == (True, "0"), "the total to be checked")
        ledger.database.sql("update gracy.staking_day set staked = staked + 5 where day = (select min(day) from gracy.staking_day)")
        network.chain.mine_events(4, 2)
        eventually(lambda: checked() == (True, "5"), "the difference to be found")
        worker.says("add up to 5 more than the")
        eventually(lambda: Metrics(Client(port).get("/metrics").text).get("gracy_staking_total_differs") == 1, "the alarm")
        assert worker.stop() == 0


# As public endpoints are on a usual day: each fails now and then, in a way of its own.
NOMINAL = {"p1": [{"name": "server_error", "rate": 0.03}, {"name": "lag", "rate": 0.2, "blocks": 1}], "p2": [{"name": "late", "rate": 0.03, "seconds": 1.0}],
           "p3": [{"name": "rate_limited_retry_after", "rate": 0.01}]}


@pytest.mark.parametrize("faults", [{}, NOMINAL], ids=["honest", "nominal"])
@pytest.mark.parametrize("kind", EVENTS)
@pytest.mark.parametrize("seed", range(2, SOAK // 10 + 3) if SOAK else [2])
def test_next_to_nothing_is_bought_while_the_public_providers_serve(watch_network, ledger, kind, faults, seed):
    with network_of(seed, kind, 4) as network:
        for name, lies in faults.items():
            network.tell(name, lies, seed)
        worker = watch_network(network, kind, paid="p4")
        is_proven(network, kind, ledger, worker)
        assert worker.stop() == 0
        if faults:
            note_calls("nominal", kind, network, ledger, "p4")
        calls = {name: provider.calls.total() for name, provider in network.providers.items()}
        # Of a few calls one is a large part: of many seeds their sum is held against the limit (figures.py).
        assert SOAK or calls["p4"] <= 0.02 * sum(calls.values()), calls
        assert SOAK or not faults or sum(provider.told.total() for provider in network.providers.values()) > 0


@only_soak
@pytest.mark.parametrize("kind", EVENTS)
def test_a_long_chain_with_many_events_is_proven_whole(watch_network, ledger, kind):
    with network_of(1, kind, 5, blocks=100_000, events=10_000) as network:
        network.tell_by_seed(3, honest=3, count=2, rate=0.05)
        began = time.monotonic()
        worker = watch_network(network, kind, blocks_per_request=2000)
        is_proven(network, kind, ledger, worker, seconds=3600)
        assert worker.stop() == 0
        note(what="long chain", kind=kind, blocks=network.chain.head(), events=len(history(ledger)), seconds=round(time.monotonic() - began))
