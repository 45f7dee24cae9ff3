"""What is committed is what its sources give."""

import subprocess

import gracy_staking_chain
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


def test_event_sequence_seasons_and_ledger_are_where_the_chain_says():
    places = {each["label"]: int(each["slot"]) for each in contract.artifact("SeasonStaking")["storage"]}
    assert (places["eventSeq"], places["_seasons"], places["ledger"]) == (contract.SEQUENCE_SLOT, contract.SEASONS_SLOT, contract.LEDGER_SLOT)
    assert {"label": "eventSeq", "slot": "0", "offset": 0} in contract.artifact("GracyStaking")["storage"]


def readme_table(topics, names, abi):
    """The lines that README.md has to have for these events: their topic by kind, their name in the ABI by kind."""
    events = {item["name"]: item for item in contract.artifact(abi)["abi"] if item["type"] == "event"}
    for topic, kind in topics.items():
        inputs = ", ".join(f"{each['type']} {'indexed ' if each['indexed'] else ''}{each['name']}" for each in events[names[kind]]["inputs"])
        yield f"| `event {names[kind]}({inputs})` | `{topic}` |"


@pytest.mark.parametrize("abi, topics, names", [
    ("SeasonStaking", contract.TOPICS, {"stake": "Staked", "claim": "RewardClaimed", "withdraw": "Withdrawn",
                                        "season_created": "SeasonCreated", "season_cancelled": "SeasonCancelled"}),
    ("GracyStaking", gracy_staking_chain.TOPICS, {"stake": "Stake", "claim": "Claim", "withdraw": "Withdraw"}),
], ids=["SeasonStaking", "GracyStaking"])
def test_readme_and_abi_name_the_events_that_are_decoded(abi, topics, names):
    lines = (CONTRACTS / "README.md").read_text().splitlines()
    assert [line for line in readme_table(topics, names, abi) if line not in lines] == []
