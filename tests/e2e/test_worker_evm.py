"""gracy-worker against blocks that an EVM made: the recorded chain of the demo, and anvil where npm brought it."""
import subprocess

import pytest

from fake_chain import CONTRACT
from support.build import ROOT
from support.ports import free_port
from worker_fixtures import *  # noqa: F401,F403 - fixtures

ANVIL = list((ROOT / "contracts/node_modules/@foundry-rs").glob("anvil-*/bin/anvil"))


@pytest.fixture
def demo_chain(tmp_path):
    """demo_chain(recorded=True) -> its URL, when it answers."""
    processes = []

    def start(recorded: bool) -> str:
        port = free_port()
        state = tmp_path / "chain"
        state.mkdir()
        process = subprocess.Popen([str(ROOT / "contracts/run-chain"), "--port", str(port), "--state-dir", str(state), "--interval", "1",
                                    *(["--recorded"] if recorded else [])], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        processes.append(process)
        line = process.stdout.readline()
        assert "chain at block" in line, line
        return f"http://127.0.0.1:{port}"

    yield start
    for process in processes:
        process.terminate()
        process.wait(10)


@pytest.mark.parametrize("recorded", [True, pytest.param(False, marks=pytest.mark.skipif(not ANVIL, reason="anvil comes from npm"))])
def test_the_history_of_the_demo_is_proven(watch_chain, demo_chain, ledger, recorded):
    worker = watch_chain(url=demo_chain(recorded), start_block=2, contract=CONTRACT)
    eventually(lambda: (ledger.cursor() or 0) > 150, "the history to be proven")
    at = ledger.cursor()
    eventually(lambda: ledger.cursor() > at, "the chain to go on")
    assert ledger.evidence() == []
    numbers = ledger.sequences()
    assert numbers == list(range(1, len(numbers) + 1)) and len(numbers) > 150
    # The recorded chain has no state, so nobody proves the count; anvil does.
    proven = ledger.database.one("select proven_sequence from gracy.staking_cursor")
    assert proven is None if recorded else proven >= 150
    assert ("every block is looked at instead" in worker.log.text()) == recorded
