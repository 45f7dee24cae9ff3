"""gracy-worker against blocks that an EVM made: the recorded chain of the demo, and anvil where npm brought it."""
import subprocess
import sys

import pytest

from fake_chain import CONTRACT
from support.build import ROOT
from support.ports import free_port
from worker_fixtures import *  # noqa: F401,F403 - fixtures

sys.path += [str(ROOT / "contracts"), str(ROOT / "contracts/tests")]
import gracy_staking_chain as smaller  # noqa: E402
from gracy_chain import contract as demo  # noqa: E402
from gracy_chain import scenario  # noqa: E402
from gracy_chain.anvil import Anvil, executable  # noqa: E402

needs_anvil = pytest.mark.skipif(executable() is None, reason="anvil comes from npm")


@pytest.fixture
def demo_chain(tmp_path):
    """demo_chain(recorded=True) -> its URL, when it answers."""
    processes = []

    def start(recorded: bool, *arguments: str) -> str:
        port = free_port()
        state = tmp_path / "chain"
        state.mkdir()
        process = subprocess.Popen([str(ROOT / "contracts/run-chain"), "--port", str(port), "--state-dir", str(state), "--interval", "1",
                                    *(["--recorded"] if recorded else []), *arguments], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        processes.append(process)
        line = process.stdout.readline()
        assert "chain at block" in line, line
        return f"http://127.0.0.1:{port}"

    yield start
    for process in processes:
        process.terminate()
        process.wait(10)


@pytest.mark.parametrize("recorded", [True, pytest.param(False, marks=needs_anvil)])
def test_the_history_of_the_demo_is_proven(watch_chain, demo_chain, ledger, recorded):
    worker = watch_chain(url=demo_chain(recorded), start_block=2, contract=CONTRACT, abi="season_staking", seasons_slot=10)
    eventually(lambda: (ledger.cursor() or 0) > 150, "the history to be proven")
    at = ledger.cursor()
    eventually(lambda: ledger.cursor() > at, "the chain to go on")
    assert ledger.evidence() == []
    numbers = ledger.sequences()
    assert numbers == list(range(1, len(numbers) + 1)) and len(numbers) > 150
    seasons = ledger.database.sql("select state, is_final from gracy.staking_cursor place, gracy.staking_seasons(place.chain_id, place.contract) order by number")
    assert seasons == [("ended", True), ("running", True), ("planned", True)]
    # The recorded chain has no state, so nobody proves the counts; anvil does.
    [(events, counted)] = ledger.database.sql("select proven_sequence, proven_seasons from gracy.staking_cursor")
    assert (events is None and counted is None) if recorded else (events >= 150 and counted == 3)
    assert ("every block is looked at instead" in worker.log.text()) == recorded


def test_the_liar_among_the_demo_s_providers_is_named(watch_chain, demo_chain, ledger):
    port = free_port()
    demo_chain(True, "--providers-port", str(port))
    watch_chain(start_block=2, contract=CONTRACT, abi="season_staking", seasons_slot=10,
                providers={name: {"group": name, "url": f"http://127.0.0.1:{port}/{name}"} for name in ("first", "second", "third")})
    eventually(lambda: ledger.evidence(), "the lie to be found")
    [(provider, verdict)] = ledger.evidence()
    assert provider == "third" and "are others in its receipts" in verdict


@needs_anvil
def test_the_smaller_contract_is_proven_as_well(watch_chain, ledger):
    chain = Anvil(free_port(), 1_790_000_000)
    try:
        smaller.deploy(chain, 1_790_000_012)
        account = chain.accounts[1]
        calls = [("stake(uint256)", 5 * smaller.UNIT), ("claim()",), ("withdraw(uint256)", smaller.UNIT), ("exit()",)]
        for number, call in enumerate(calls):
            chain.mine(1_790_000_100 + 60 * number, (account, smaller.STAKING, smaller.staking.call(*call)))
        chain.mine(1_790_000_400)
        chain.mine(1_790_000_412)
        watch_chain(url=chain.url, start_block=2, contract=smaller.STAKING, abi="gracy_staking")
        ledger.reaches(chain.head() - 2)
        assert [kind for _, _, kind, *_ in ledger.events()] == ["stake", "claim", "withdraw", "claim", "withdraw"]
        assert ledger.sequences() == [1, 2, 3, 4, 5] and ledger.evidence() == []
        assert ledger.database.one("select proven_sequence from gracy.staking_cursor") == 5
    finally:
        chain.stop()


@needs_anvil
def test_what_the_owner_sweeps_is_proven(watch_chain, ledger):
    """Rewards of seconds that nobody was staked in, and what an emergency exit left; what is claimed, cancelled or rounded is no sweep."""
    begin, day = 1_790_000_000, scenario.DAY
    chain = Anvil(free_port(), begin)
    try:
        scenario.deploy(chain, begin + 12)
        owner, alice, bob, *_ = chain.accounts
        call = demo.staking.call

        def at(days, *calls):
            chain.mine(begin + 200 + days * day, *((who, demo.STAKING, call(signature, *arguments)) for who, signature, *arguments in calls))
            chain.mine(begin + 210 + days * day)
            chain.mine(begin + 220 + days * day)

        def is_swept(amount):
            ledger.reaches(chain.head() - 2)
            [found] = ledger.database.sql("select known.swept::text from gracy.staking_swept known"
                                          " join gracy.staking_cursor place using (chain_id, contract, last_block)")
            assert found == (str(amount),)

        def swept_by_events() -> int:
            logs = chain.rpc("eth_getLogs", {"address": demo.STAKING, "fromBlock": "0x0", "toBlock": "latest"})
            # UnallocatedSwept: of the owner's events that are not decoded the one with an address and an amount.
            return sum(int(log["data"], 16) for log in logs if log["topics"][0] not in demo.TOPICS and len(log["topics"]) == 2 and len(log["data"]) == 66)

        at(10, (alice, "stake(uint256)", 5 * smaller.UNIT), (bob, "stake(uint256)", 7 * smaller.UNIT + 1))
        worker = watch_chain(url=chain.url, start_block=2, contract=demo.STAKING, abi="season_staking", seasons_slot=10, ledger_slot=6)
        is_swept(0)
        at(20, (owner, "sweepUnallocated(address)", owner))
        first = swept_by_events()
        assert first > 0
        is_swept(first)
        at(50, (alice, "exit()"), (bob, "emergencyWithdraw()"))
        start = begin + 200 * day
        at(60, (owner, "createSeason(uint64,uint64,uint256)", start, start + day, 10**18))
        at(61, (owner, "cancelLastSeason()"))
        at(70, (alice, "stake(uint256)", 5 * smaller.UNIT))
        is_swept(first)
        at(80, (alice, "exit()"), (owner, "sweepUnallocated(address)", owner))
        assert swept_by_events() > first
        is_swept(swept_by_events())
        assert ledger.evidence() == [] and worker.stop() == 0
    finally:
        chain.stop()
