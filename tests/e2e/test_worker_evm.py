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
