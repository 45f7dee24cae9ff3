"""gracy-worker and blocks that an EVM made, of which some providers lie: anvil behind the mock chain's liars (tests/staking/anvil_chain.py).

What is true anvil says itself. A few seeds each time; scripts/soak-staking takes more of them, and every lie alone.
"""
import random
import sys
from collections.abc import Callable, Iterator

import pytest

from support.build import ROOT
from support.commit_gate import STAKING_TABLES, CommitGate, Death
from support.ports import free_port
from test_worker_lies import (EVENTS, PATIENCE, SOAK, ask_until_somebody_is_convicted, give_lies, has_to_be_found_out, is_proven, note,
                              note_calls, only_soak, watch_network, who_was_convicted)  # noqa: F401 - a fixture
from worker_fixtures import *  # noqa: F401,F403 - fixtures

sys.path += [str(ROOT / "tests/staking"), str(ROOT / "contracts")]
from anvil_chain import AnvilChain  # noqa: E402
from anvil_view import AnvilView  # noqa: E402
from gracy_chain.anvil import executable  # noqa: E402
from mock_chain.lie import LIES  # noqa: E402
from mock_chain.network import Network  # noqa: E402

pytestmark = pytest.mark.skipif(executable() is None, reason="anvil comes from npm")

# Each has somebody whose lies can be proven; of the last one a provider follows a fork.
SHORT = (2, 23)


@pytest.fixture
def anvil_network() -> Iterator[Callable[..., Network]]:
    """anvil_network(seed, kind, providers): a chain with some history behind so many providers."""
    started = []

    def start(seed: int, kind: str, providers: int) -> Network:
        chain = AnvilChain(kind, seed, free_port)
        started.append(chain)
        chain.mine_events(60, 30)
        network = Network(chain, providers=providers, seed=seed, view_of=AnvilView.of)
        started.append(network)
        return network

    yield start
    for each in reversed(started):
        each.stop()


def who_is_quarantined(ledger) -> set[str]:
    return {name for (name,) in ledger.database.sql("select name from gracy.staking_provider where state = 'quarantined'")}


@pytest.mark.parametrize("kind", EVENTS)
@pytest.mark.parametrize("seed", range(1, SOAK // 10 + 2) if SOAK else SHORT)
def test_an_evm_s_history_is_its_own_whoever_lies_about_it_and_although_the_worker_was_killed(anvil_network, watch_network, ledger, kind, seed):
    dice = random.Random(f"anvil {seed} {kind}")
    network = anvil_network(seed, kind, 6)
    paid = give_lies(network, seed, honest=4)
    gate = CommitGate(ledger.database, STAKING_TABLES)
    worker = watch_network(network, kind, paid, blocks_per_request=20)
    note(what="killed", kind=kind, **Death(dice).come(gate, worker, PATIENCE))
    gate.remove()
    worker = watch_network(network, kind, paid, blocks_per_request=20)
    is_proven(network, kind, ledger, worker)
    if not SOAK:
        ask_until_somebody_is_convicted(network, kind, ledger, worker)
    # Also who was convicted by the worker that was killed.
    assert worker.stop() == 0
    assert who_is_quarantined(ledger) == who_was_convicted(ledger)
    note_calls("anvil", kind, network, ledger, paid)
    if not SOAK:
        assert who_was_convicted(ledger), "nobody was found to lie: take another seed"


@only_soak
@pytest.mark.parametrize("kind", EVENTS)
@pytest.mark.parametrize("lie", sorted(LIES) if SOAK else [])
def test_a_lie_alone_about_an_evm_s_history_changes_nothing(anvil_network, watch_network, ledger, kind, lie):
    network = anvil_network(5, kind, 3)
    network.tell("p1", [{"name": lie}])
    worker = watch_network(network, kind)
    is_proven(network, kind, ledger, worker)
    if has_to_be_found_out(network, kind, worker, lie):
        ask_until_somebody_is_convicted(network, kind, ledger, worker)
        eventually(lambda: who_was_convicted(ledger) == {"p1"}, lambda: f"the evidence: {worker.log.text()[-2000:]}")
        eventually(lambda: who_is_quarantined(ledger) == {"p1"}, "the liar to be quarantined")
    assert worker.stop() == 0
