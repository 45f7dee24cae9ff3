"""SeasonStaking's tests in Solidity, run by forge with the pinned compiler."""

import json
import re

import pytest
from conftest import CONTRACTS
from forge import needs_forge, results, run

pytestmark = needs_forge
# Why the old design fails the promises of NineDefects.t.sol.
REASONS = {
    1: "nobody can stake any more",
    2: "somebody who came for two seconds takes the hour's reward",
    3: "taking the running season back has locked the stake",
    4: "the first to leave was paid out of the other's stake",
    5: "the last to leave is short of the token's fee",
    6: "credited without having paid",
    7: "rewards are paid for days in which there was no season",
    8: "events of nothing, from a stranger",
    9: "nothing can take an idle season's reward out",
}
SOURCES = sorted((CONTRACTS / "tests" / "solidity").glob("*.t.sol"))


@pytest.fixture(scope="module")
def outcomes():
    return results("--no-match-contract", "GasTest")


def of(outcomes, contract):
    return {name: reason for (owner, name), reason in outcomes.items() if owner == contract}


def test_every_promise_of_the_contract_is_kept(outcomes):
    broken = {key: reason for key, reason in outcomes.items() if reason is not None and key[0] != "OldDesignDefects"}
    assert not broken
    # Nothing was left out: every function that is named like a test has been run.
    sources = [path for path in SOURCES if path.name != "Gas.t.sol"]
    written = sum(len(re.findall(r"function (?:test|invariant_)", path.read_text())) for path in sources)
    defects = len(of(outcomes, "OldDesignDefects"))
    assert len(outcomes) == written + defects


@pytest.mark.parametrize("number", REASONS)
def test_a_defect_of_the_old_design_is_seen_there_and_not_here(outcomes, number):
    [(old, reason)] = [each for each in of(outcomes, "OldDesignDefects").items() if each[0].startswith(f"test_{number}_")]
    # It fails on the promise itself, not on the way there.
    assert REASONS[number] in (reason or "")
    assert of(outcomes, "NewDesignDefects")[old] is None


def test_every_call_costs_what_is_committed():
    ended = run("test", "--match-contract", "GasTest", FORGE_SNAPSHOT_CHECK="true")
    assert ended.returncode == 0, ended.stdout + ended.stderr


def test_the_worst_call_fits_into_a_block_many_times():
    costs = {name: int(gas) for name, gas in json.loads((CONTRACTS / "gas" / "SeasonStaking.json").read_text()).items()}
    assert max(costs.values()) < 300_000
    assert costs["emergencyWithdraw"] < costs["exit"]
