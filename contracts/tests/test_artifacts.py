"""What is committed is what its sources give."""

import subprocess

import pytest
from conftest import CONTRACTS, needs_anvil

from gracy_chain import contract


@pytest.mark.skipif(not (CONTRACTS / "node_modules" / "solc").is_dir(), reason="solc is not installed (npm)")
def test_compiling_again_gives_the_committed_bytes():
    result = subprocess.run([CONTRACTS / "compile", "--check"], capture_output=True, text=True)
    assert result.returncode == 0, result.stderr


@needs_anvil
def test_recording_again_gives_the_committed_chain():
    result = subprocess.run([CONTRACTS / "record", "--check"], capture_output=True, text=True)
    assert result.returncode == 0, result.stderr


def test_event_sequence_is_in_the_first_storage_slot():
    storage = contract.artifact("GracyStaking")["storage"]
    assert {"label": "eventSeq", "slot": "0", "offset": 0} in storage


def test_readme_and_abi_name_the_events_that_are_decoded():
    readme = (CONTRACTS / "README.md").read_text()
    events = {item["name"]: item for item in contract.artifact("GracyStaking")["abi"] if item["type"] == "event"}
    for topic, kind in contract.TOPICS.items():
        inputs = events[kind.capitalize()]["inputs"]
        assert [(each["type"], each["name"], each["indexed"]) for each in inputs] == [
            ("address", "account", True), ("uint256", "amount", False), ("uint256", "seq", False),
        ]
        assert f"| `event {kind.capitalize()}(address indexed account, uint256 amount, uint256 seq)` | `{topic}` |" in readme
