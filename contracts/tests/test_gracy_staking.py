"""The smaller staking contract on a real EVM."""

import pytest
from conftest import needs_anvil
from gracy_staking_chain import RATE, REWARD_RESERVE, STAKING, TOKEN, UNIT, deploy, event_seq, events, staking, token

from gracy_chain import anvil
from gracy_chain.rpc import RpcError

pytestmark = needs_anvil
START = 1_790_000_000


@pytest.fixture
def chain(free_port):
    chain = anvil.Anvil(free_port, START)
    chain.time = START + 100
    deploy(chain, START + 12)
    yield chain
    chain.stop()


def send(chain, account, data, after=10):
    chain.time += after
    chain.mine(chain.time, (account, STAKING, data))
    return events(chain.logs(chain.head()))


def refused(chain, account, data):
    with pytest.raises(RpcError) as refusal:
        chain.rpc("eth_call", {"from": account, "to": STAKING, "data": data}, "latest")
    return str(refusal.value)


def balance(chain, account):
    return int(chain.rpc("eth_call", {"to": TOKEN, "data": token.call("balanceOf(address)", account)}, "latest"), 16)


def test_actions_emit_their_events_with_contiguous_numbers(chain):
    first, second = chain.accounts[1:3]
    assert send(chain, first, staking.call("stake(uint256)", 5 * UNIT)) == [("stake", first, 5 * UNIT, 1)]
    assert send(chain, second, staking.call("stake(uint256)", 7)) == [("stake", second, 7, 2)]
    assert send(chain, first, staking.call("withdraw(uint256)", 2 * UNIT)) == [("withdraw", first, 2 * UNIT, 3)]
    [claimed] = send(chain, first, staking.call("claim()"))
    # 5 tokens for 20 seconds and 3 for 10, each product rounded down.
    assert claimed == ("claim", first, 5 * RATE * 20 + 3 * RATE * 10, 4)
    assert event_seq(chain) == 4


def test_exit_is_two_events_of_one_transaction(chain):
    account = chain.accounts[1]
    before = balance(chain, account)
    send(chain, account, staking.call("stake(uint256)", UNIT))
    claim, withdraw = send(chain, account, staking.call("exit()"), after=1000)
    assert (claim[0], withdraw[0], withdraw[2]) == ("claim", "withdraw", UNIT)
    assert len({log["transactionHash"] for log in chain.logs(chain.head())}) == 1
    assert balance(chain, account) == before + claim[2]


def test_rewards_stop_at_the_reserve_and_stakes_still_leave(chain):
    saver, other = chain.accounts[1:3]
    send(chain, saver, staking.call("stake(uint256)", 1_000_000 * UNIT))
    send(chain, other, staking.call("stake(uint256)", 1_000 * UNIT))
    # So long that the reward is more than the whole reserve.
    [(_, _, paid, _)] = send(chain, saver, staking.call("claim()"), after=700 * 365 * 24 * 3600)
    assert paid == REWARD_RESERVE
    assert "revert" in refused(chain, saver, staking.call("claim()"))
    assert send(chain, other, staking.call("withdraw(uint256)", 1_000 * UNIT))[0][2] == 1_000 * UNIT
    [withdrawn] = send(chain, saver, staking.call("exit()"))
    assert withdrawn[0] == "withdraw" and withdrawn[2] == 1_000_000 * UNIT
    assert balance(chain, STAKING) == 0


@pytest.mark.parametrize(
    "data",
    [
        staking.call("stake(uint256)", 0),
        staking.call("withdraw(uint256)", 0),
        staking.call("withdraw(uint256)", UNIT + 1),
        staking.call("fund(uint256)", 0),
        staking.call("stake(uint256)", 2_000_000 * UNIT),
    ],
    ids=["stake nothing", "withdraw nothing", "withdraw more than the stake", "fund nothing", "stake more than the balance"],
)
def test_refusals(chain, data):
    account = chain.accounts[1]
    send(chain, account, staking.call("stake(uint256)", UNIT))
    assert "revert" in refused(chain, account, data)


def test_stranger_has_nothing_to_claim_or_leave(chain):
    assert "revert" in refused(chain, chain.accounts[9], staking.call("claim()"))
    assert "revert" in refused(chain, chain.accounts[9], staking.call("exit()"))
