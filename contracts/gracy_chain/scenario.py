"""What happens on the chain: the deployment, and one staking action of some account after the other."""

import random

from .contract import STAKING, TOKEN, staking, token

UNIT = 10**18
SUPPLY = 1_000_000_000 * UNIT
REWARD_RESERVE = 50_000_000 * UNIT
EACH_STAKER = 1_000_000 * UNIT
# 8 % a year, a second.
RATE = 8 * UNIT // 100 // (365 * 24 * 3600)

HISTORY_EVENTS = 200
# The history spreads over one season.
HISTORY_SECONDS = 90 * 24 * 3600

# The owner is anvil's account 0; these stake. The first has a history from the first event on.
STAKERS = slice(1, 9)
SHOWN_ACCOUNT = "0x70997970c51812dc3a010c7d01b50e0d17dc79c8"


def deploy(chain, timestamp):
    """Blocks 1 to 4: token, staking, everybody's tokens and approvals, the reserve."""
    owner = chain.accounts[0]
    chain.mine(timestamp, (owner, None, token.creation(SUPPLY)))
    chain.mine(timestamp + 12, (owner, None, staking.creation(TOKEN, RATE)))
    grants = []
    for account in chain.accounts[STAKERS]:
        grants.append((owner, TOKEN, token.call("transfer(address,uint256)", account, EACH_STAKER)))
        grants.append((account, TOKEN, token.call("approve(address,uint256)", STAKING, 2**256 - 1)))
    chain.mine(timestamp + 24, *grants)
    chain.mine(
        timestamp + 36,
        (owner, TOKEN, token.call("approve(address,uint256)", STAKING, REWARD_RESERVE)),
        (owner, STAKING, staking.call("fund(uint256)", REWARD_RESERVE)),
    )


def act(chain, timestamp):
    """One block with one action. Which one depends on the chain's height and on what is staked there, on nothing else."""
    choice = random.Random(f"block {chain.head() + 1}")
    accounts = chain.accounts[STAKERS]
    # Some people stake more often than others; the first of them opens the history.
    account = accounts[0] if event_count(chain) == 0 else choice.choices(accounts, range(len(accounts), 0, -1))[0]
    staked = _read(chain, STAKING, staking.call("positions(address)", account))
    balance = _read(chain, TOKEN, token.call("balanceOf(address)", account))
    amount = choice.choice([100, 250, 500, 1_000, 2_500]) * UNIT + choice.randrange(UNIT)
    action = choice.choices(["stake", "claim", "withdraw", "exit"], [50, 25, 20, 5])[0]
    if staked == 0 and action != "stake":
        action = "stake"
    if action == "stake" and balance < amount:
        action = "exit"
    data = {
        "stake": lambda: staking.call("stake(uint256)", amount),
        "claim": lambda: staking.call("claim()"),
        "withdraw": lambda: staking.call("withdraw(uint256)", min(amount, staked)),
        "exit": lambda: staking.call("exit()"),
    }[action]()
    chain.mine(timestamp, (account, STAKING, data))


def event_count(chain):
    return _read(chain, STAKING, staking.call("eventSeq()"))


def write_history(chain, first_time, last_time):
    """At least HISTORY_EVENTS events between the two times, in even steps."""
    step = (last_time - first_time) // HISTORY_EVENTS
    timestamp = first_time
    while event_count(chain) < HISTORY_EVENTS:
        timestamp += step
        act(chain, timestamp)


def _read(chain, address, data):
    return int(chain.rpc("eth_call", {"to": address, "data": data}, "latest")[:66], 16)
