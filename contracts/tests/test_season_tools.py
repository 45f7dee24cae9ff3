"""What stands beside SeasonStaking: its layout in storage, its deployment, its static checks."""

import os
import subprocess

import forge
import pytest
from conftest import CONTRACTS, needs_anvil
from season_chain import SEASONS, SUPPLY, TOKEN, UNIT, staking, token

from gracy_chain import anvil, contract


def test_event_sequence_has_storage_slot_0_for_itself():
    storage = contract.artifact("SeasonStaking")["storage"]
    assert [each for each in storage if each["slot"] == "0"] == [{"label": "eventSeq", "slot": "0", "offset": 0}]


@forge.needs_forge
def test_linter_has_nothing_to_say():
    ended = subprocess.run([CONTRACTS / "analyse", "--lint-only"], capture_output=True, text=True)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "forge lint: clean" in ended.stdout


@pytest.fixture
def chain(free_port):
    chain = anvil.Anvil(free_port, 1_790_000_000)
    chain.mine(1_790_000_012, (chain.accounts[0], None, token.creation(SUPPLY)))
    chain.mine_by_itself()
    yield chain
    chain.stop()


def deploy(chain, *arguments, address=TOKEN, least=str(3 * UNIT)):
    owner = chain.accounts[1]
    return subprocess.run(
        [CONTRACTS / "deploy", f"--rpc-url={chain.url}", "--sender", chain.accounts[0], *arguments],
        env={**os.environ, "GRACY_TOKEN": address, "GRACY_OWNER": owner} | ({"GRACY_MIN_STAKE": least} if least else {}),
        capture_output=True, text=True,
    )


@needs_anvil
@forge.needs_forge
def test_deployment_sends_nothing_until_it_is_told_to(chain, free_port):
    head = chain.head()
    dry = deploy(chain)
    assert dry.returncode == 0 and "SIMULATION COMPLETE" in dry.stdout, dry.stdout + dry.stderr
    assert f"3.{'0' * 18}" in dry.stdout, "the minimum in whole tokens"
    assert chain.head() == head
    wet = deploy(chain, "--broadcast", "--unlocked")
    assert wet.returncode == 0, wet.stdout + wet.stderr
    call = {"to": SEASONS, "data": staking.call("minStake()")}
    assert int(chain.rpc("eth_call", call, "latest"), 16) == 3 * UNIT
    call = {"to": SEASONS, "data": staking.call("owner()")}
    assert chain.rpc("eth_call", call, "latest")[-40:] == chain.accounts[1][2:].lower()


@needs_anvil
@forge.needs_forge
def test_of_a_token_with_other_decimals_nobody_guesses_the_minimum_stake(chain):
    six = "0x" + "66" * 20
    chain.rpc("anvil_setCode", six, "0x600660005260206000f3")  # 6, whatever it is asked
    without = deploy(chain, address=six, least=None)
    assert without.returncode != 0 and "GRACY_MIN_STAKE" in without.stdout + without.stderr
    said = deploy(chain, address=six, least="1500000")
    assert said.returncode == 0 and "1.500000" in said.stdout, said.stdout + said.stderr
    assert deploy(chain, least=None).returncode == 0


@needs_anvil
@forge.needs_forge
def test_deployment_over_what_is_no_token_is_refused(chain):
    refused = deploy(chain, address="0x" + "12" * 20)
    assert refused.returncode != 0 and "NotAToken" in refused.stdout + refused.stderr


def test_deployment_says_what_it_needs():
    for environment, missing in (({}, "GRACY_TOKEN"), ({"GRACY_TOKEN": TOKEN}, "GRACY_OWNER")):
        ended = subprocess.run([CONTRACTS / "deploy"], env={"PATH": os.environ["PATH"], **environment}, capture_output=True, text=True)
        assert ended.returncode != 0 and f"{missing} is not set" in ended.stderr
