"""gracy-worker and a contract's seasons: what its events tell of them is what its storage is proven to keep."""
import sys

import pytest

from support.build import ROOT
from worker_fixtures import *  # noqa: F401,F403 - fixtures

sys.path.append(str(ROOT / "tests/staking"))
from mock_chain.chain import MockChain, Settings  # noqa: E402
from mock_chain.network import Network  # noqa: E402

UNIT = 10**18
ACCOUNT_EVENTS = {
    f"staking.events.{kind}": {"signature": signature, "indexed": 2, "account": "indexed 0", "amount": "data 1", "sequence": "data 0"} for kind, signature in (
        ("stake", "Staked(address,uint256,uint64,uint256,uint256,uint256)"), ("claim", "RewardClaimed(address,uint256,uint64,uint256)"),
        ("withdraw", "Withdrawn(address,uint256,uint64,uint256,uint256,uint256)"))}


@pytest.fixture
def network():
    chain = MockChain(Settings(contracts=("season",), density=0, noise=0.2))
    with Network(chain, providers=3) as network:
        yield network


@pytest.fixture
def watch(start_worker, network):
    def start(sections=None, **changes):
        keys = {"chain_id": network.chain.settings.chain_id, "contract": network.facts()["contracts"]["season"], "start_block": 1, "poll_seconds": 1,
                "rpc_timeout_ms": 700, "blocks_per_request": 60, "abi": "season_staking", "sequence_slot": 0, "seasons_slot": 10} | changes
        providers = {f"staking.providers.{name}": {"group": f"of-{name}", "url": network.url(name)} for name in network.providers}
        return start_worker("staking", staking={name: value for name, value in keys.items() if value is not None}, **providers, **(sections or {}))

    return start


def create(chain, days=30, reward=1_000 * UNIT, *others):
    """A season that starts in a week and does not overlap the last one."""
    contract = chain.contracts[0]
    head = chain.canonical.blocks[-1]
    start = max([head.timestamp + 7 * 86400, *(end for _, end, _ in contract.seasons(head.state))])
    chain.mine_actions([("season", "create_season", 0, reward, start, start + days * 86400), *others])


def known(ledger, states=("final",)):
    """(start, end, reward) of each season that the events tell, as the module reads them."""
    return ledger.database.sql("select extract(epoch from starts_at)::bigint, extract(epoch from ends_at)::bigint, reward"
                               " from gracy.staking_cursor place, gracy.staking_seasons(place.chain_id, place.contract)"
                               " where state <> 'cancelled' and case when is_final then 'final' else 'pending' end = any(%s) order by number", list(states))


def is_proven(ledger, chain, worker):
    final = chain.head() - chain.settings.finalized_distance
    eventually(lambda: (ledger.cursor() or 0) >= final, f"block {final} to be proven; at {ledger.cursor()}\n{worker.log.text()[-3000:]}")
    truth = chain.contracts[0].seasons(chain.canonical.blocks[final].state)
    assert [(start, end, int(reward)) for start, end, reward in known(ledger)] == truth
    assert ledger.database.one("select proven_seasons from gracy.staking_cursor") == len(truth)
    assert ledger.database.one("select last_block_time = to_timestamp(%s) from gracy.staking_cursor", chain.canonical.blocks[ledger.cursor()].timestamp)


def test_seasons_are_pending_until_they_are_final_and_their_storage_proves_them(watch, network, ledger):
    chain = network.chain
    create(chain, 30, 7, ("season", "stake", 1, 5 * UNIT))
    chain.mine(10)
    worker = watch()
    is_proven(ledger, chain, worker)
    create(chain)
    eventually(lambda: len(known(ledger, ("pending",))) == 1, "the second season to be seen")
    chain.mine(8)
    is_proven(ledger, chain, worker)
    assert len(known(ledger)) == 2 and ledger.states() == {"final": 3}
    assert ledger.database.one("select count(*)::int from gracy.staking_position") == 1  # a season is nobody's position
    assert ledger.evidence() == [] and worker.stop() == 0


def test_a_season_that_a_reorganisation_drops_is_orphaned(watch, network, ledger):
    chain = network.chain
    create(chain)
    chain.mine(9)
    worker = watch()
    is_proven(ledger, chain, worker)
    create(chain)
    eventually(lambda: len(known(ledger, ("pending",))) == 1, "the season to be seen")
    chain.reorganise(1)
    eventually(lambda: known(ledger, ("pending",)) == [], "the season to be dropped")
    chain.mine(8)
    is_proven(ledger, chain, worker)
    assert len(known(ledger)) == 1


@pytest.mark.parametrize("left_out", ["created", "cancelled and created again"])
def test_a_season_that_every_list_of_logs_leaves_out_is_found(watch, network, ledger, left_out):
    """Nothing numbers these events: the storage tells that one is missing, and the blocks are searched for it."""
    chain = network.chain
    create(chain)
    chain.mine(9)
    worker = watch()
    is_proven(ledger, chain, worker)
    for name in network.providers:
        network.tell(name, [{"name": "empty_logs"}])
    if left_out == "created":
        create(chain, 10)
    else:
        chain.mine_actions([("season", "cancel_last_season", 0, 0)])
        create(chain, 11)
    chain.mine(8)
    is_proven(ledger, chain, worker)
    assert "a season at block" in worker.log.text() and ledger.evidence()


def test_seasons_may_be_asked_for_later(watch, network, ledger):
    chain = network.chain
    create(chain)
    chain.mine_actions([("season", "stake", 1, 5 * UNIT)])
    chain.mine(9)
    before = watch(ACCOUNT_EVENTS, abi=None, seasons_slot=None)
    ledger.reaches(chain.head() - 8)
    assert ledger.states() == {"final": 1} and before.stop() == 0
    chain.mine(2)
    is_proven(ledger, chain, watch())


def test_another_contract_s_slot_is_named_and_moves_nothing(watch, network, ledger):
    chain = network.chain
    create(chain)
    chain.mine(9)
    worker = watch(seasons_slot=11)
    worker.says("seasons_slot or the configured events are not this contract's")
    assert ledger.cursor() is None


def swept(ledger) -> tuple:
    """How much at the proven block, None when that is not known; the last that was known, and since which block it was."""
    return ledger.database.sql(
        "select (select known.swept::text from gracy.staking_swept known where known.last_block = place.last_block), known.swept::text, known.first_block"
        " from gracy.staking_cursor place left join gracy.staking_swept known using (chain_id, contract) order by known.swept desc limit 1")[0]


def goes_on(ledger, chain, blocks=8):
    chain.mine(blocks)
    final = chain.head() - chain.settings.finalized_distance
    eventually(lambda: (ledger.cursor() or 0) >= final, f"block {final} to be proven; at {ledger.cursor()}")


def test_what_the_owner_sweeps_is_known_by_proof(watch, network, ledger):
    """No list of the owner's events is asked for: what is in none of the ledger's places was taken out."""
    chain = network.chain
    create(chain, 30, 1_000 * UNIT, ("season", "stake", 1, 5 * UNIT))
    chain.mine(9)
    worker = watch(ledger_slot=6)
    is_proven(ledger, chain, worker)
    assert swept(ledger)[:2] == ("0", "0")
    chain.mine_actions([("season", "earn", 0, 300 * UNIT), ("season", "claim", 1, 120 * UNIT), ("season", "sweep_unallocated", 0, 250 * UNIT)])
    at = chain.head()
    goes_on(ledger, chain)
    total, last, first_block = swept(ledger)
    assert total == last == str(250 * UNIT) and first_block >= at
    # A season that comes, one that goes and what is claimed are no sweeps.
    create(chain, 10, 7)
    create(chain, 10, 8)
    chain.mine_actions([("season", "cancel_last_season", 0, 0), ("season", "claim", 1, 180 * UNIT)])
    goes_on(ledger, chain)
    assert swept(ledger) == (total, last, first_block)
    chain.mine_actions([("season", "sweep_unallocated", 0, 1)])
    goes_on(ledger, chain)
    assert swept(ledger)[0] == str(250 * UNIT + 1)
    assert ledger.database.one("select count(*)::int from gracy.staking_swept") == 3
    assert ledger.evidence() == [] and worker.stop() == 0


def test_the_ledger_costs_no_call_of_its_own(watch, network, ledger):
    chain = network.chain
    create(chain)
    chain.mine(9)
    worker = watch(ledger_slot=6)
    is_proven(ledger, chain, worker)
    asked = [[int(key, 16) for key in params[1]] for provider in network.providers.values() for method, params in list(provider.requests)
             if method == "eth_getProof"]
    assert [0, 7, 8, 9] in asked
    assert not [keys for keys in asked if keys != [0, 7, 8, 9] and {0, 7, 8, 9} & set(keys)]


def test_a_ledger_that_nobody_proves_is_not_known_and_never_wrong(watch, network, ledger):
    chain = network.chain
    create(chain)
    chain.mine(9)
    worker = watch(ledger_slot=6)
    is_proven(ledger, chain, worker)
    for name in network.providers:
        network.tell(name, [{"name": "no_get_proof"}])
    chain.mine_actions([("season", "sweep_unallocated", 0, 9)])
    goes_on(ledger, chain)
    assert swept(ledger)[:2] == (None, "0")
    assert worker.stop() == 0
    for name in network.providers:
        network.tell(name, [])
    # What a provider does not offer it is asked for again when the worker starts.
    watch(ledger_slot=6)
    goes_on(ledger, chain)
    assert swept(ledger)[:2] == ("9", "9")


@pytest.mark.parametrize("lie", ["wrong_proof", "stale_proof", "short_proof", "wrong_proven_value"])
def test_a_provider_that_lies_about_the_ledger_is_not_believed(watch, network, ledger, lie):
    chain = network.chain
    create(chain)
    chain.mine(60)
    *liars, _ = network.providers
    for name in liars:
        network.tell(name, [{"name": lie}])
    worker = watch(ledger_slot=6)
    told = 0
    for amount in range(1, 6):
        chain.mine_actions([("season", "sweep_unallocated", 0, amount)])
        goes_on(ledger, chain)
        assert swept(ledger)[0] == str(amount * (amount + 1) // 2)
        told = sum(sum(network.providers[name].told.values()) for name in liars)
        if told:
            break
    assert told, "nobody was asked who lies"
    assert {name for name, _ in ledger.evidence()} <= set(liars)
    # What stands beside a proof is not read, and a proof that ends early is what a node without the state gives.
    assert bool(ledger.evidence()) == (lie in ("wrong_proof", "stale_proof"))
    assert worker.stop() == 0


@pytest.mark.parametrize("slot", [5, 7, 100])
def test_another_contract_s_ledger_is_named_and_moves_nothing(watch, network, ledger, slot):
    chain = network.chain
    create(chain)
    chain.mine(9)
    worker = watch(ledger_slot=slot)
    worker.says("ledger_slot names another slot")
    assert ledger.cursor() is None and ledger.database.one("select count(*)::int from gracy.staking_swept") == 0
