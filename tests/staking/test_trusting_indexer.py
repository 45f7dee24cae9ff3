"""What the lies do to who believes them; ../e2e/test_worker_lies.py is the other half."""

import os

import pytest
from figures import note
from liars import give_lies, network_of
from trusting_indexer import TrustingIndexer

SEEDS = int(os.environ.get("GRACY_SOAK", "5"))


def mistakes(network, kind, seed) -> dict:
    # What takes its time there is a failure here; nobody has to wait for it.
    for provider in network.providers.values():
        provider.wait = lambda seconds: None
    trusting = TrustingIndexer(network, kind, seed)
    for _ in range(10):
        trusting.cycle()
        network.chain.mine_events(10, 6)
    return trusting.mistakes()


@pytest.mark.parametrize("kind", ["season", "original"])
def test_who_trusts_the_healthiest_with_the_latest_block_gets_chains_wrong(kind):
    wrong = 0
    for seed in range(1, SEEDS + 1):
        with network_of(seed, kind, 6) as network:
            give_lies(network, seed, honest=4)
            found = mistakes(network, kind, seed)
        note(what="trusting", kind=kind, **found)
        wrong += found["missed"] + found["invented"]
    assert wrong > 0


def test_among_honest_providers_it_is_right():
    with network_of(1, "season", 3) as network:
        found = mistakes(network, "season", 1)
    assert found["events"] > 40 and found["missed"] == found["invented"] == 0
