"""What happens on the chain: the deployment, one staking action of some account after the other, and season after season."""

import random

from .contract import STAKING, TOKEN, staking, token

UNIT = 10**18
SUPPLY = 1_000_000_000 * UNIT
EACH_STAKER = 1_000_000 * UNIT
MIN_STAKE = UNIT

DAY = 24 * 3600
SEASON_SECONDS = 90 * DAY
PAUSE_SECONDS = DAY
SEASON_REWARD = 250_000 * UNIT

HISTORY_EVENTS = 200
# Over one season and half of the next.
HISTORY_SECONDS = 136 * DAY

# The owner is anvil's account 0; these stake. The first has a history from the first event on.
STAKERS = slice(1, 9)
SHOWN_ACCOUNT = "0x70997970c51812dc3a010c7d01b50e0d17dc79c8"


def deploy(chain, timestamp):
    """Blocks 1 to 4: token, staking, everybody's tokens and approvals, the first season, which starts a minute later."""
    owner, *_ = chain.accounts
    stakers = chain.accounts[STAKERS]
    chain.mine(timestamp, (owner, None, token.creation(SUPPLY)))
    chain.mine(timestamp + 12, (owner, None, staking.creation(TOKEN, MIN_STAKE, owner)))
    chain.mine(
        timestamp + 24,
        *((owner, TOKEN, token.call("transfer(address,uint256)", account, EACH_STAKER)) for account in stakers),
        *((account, TOKEN, token.call("approve(address,uint256)", STAKING, 2**256 - 1)) for account in (owner, *stakers)),
    )
    chain.mine(timestamp + 36, creation_of_season(owner, timestamp + 96))


def act(chain, timestamp):
    """One block with one action, and with the creation of another season when the last one has started. Which action depends on
    the chain's height and on what is staked there, on nothing else."""
    choice = random.Random(f"block {chain.head() + 1}")
    accounts = chain.accounts[STAKERS]
    # Some people stake more often than others; the first of them opens the history.
    account = accounts[0] if event_count(chain) == 0 else choice.choices(accounts, range(len(accounts), 0, -1))[0]
    staked, *_ = read(chain, timestamp, STAKING, staking.call("positions(address)", account))
    [owed] = read(chain, timestamp, STAKING, staking.call("pendingReward(address)", account))
    [balance] = read(chain, timestamp, TOKEN, token.call("balanceOf(address)", account))
    amount = choice.choice([100, 250, 500, 1_000, 2_500]) * UNIT + choice.randrange(UNIT)
    action = choice.choices(["stake", "claim", "withdraw", "exit"], [50, 25, 20, 5])[0]
    if staked == 0 or (action == "claim" and owed == 0):
        action = "stake"
    if action == "stake" and balance < amount:
        action = "exit"
    # A position is empty or at least as large as the smallest one.
    withdrawn = staked if staked < amount + MIN_STAKE else amount
    data = {
        "stake": lambda: staking.call("stake(uint256)", amount),
        "claim": lambda: staking.call("claim()"),
        "withdraw": lambda: staking.call("withdraw(uint256)", withdrawn),
        "exit": lambda: staking.call("exit()"),
    }[action]()
    chain.mine(timestamp, *_season_that_is_due(chain, timestamp), (account, STAKING, data))


def event_count(chain):
    """As the contract numbers what accounts do."""
    return int(chain.rpc("eth_call", {"to": STAKING, "data": staking.call("eventSeq()")}, "latest"), 16)


def write_history(chain, first_time, last_time):
    """At least HISTORY_EVENTS events between the two times, in even steps."""
    step = (last_time - first_time) // HISTORY_EVENTS
    timestamp = first_time
    while event_count(chain) < HISTORY_EVENTS:
        timestamp += step
        act(chain, timestamp)


def _season_that_is_due(chain, timestamp):
    """As soon as the last season has started the owner announces another, so that one is always to come."""
    [count] = read(chain, timestamp, STAKING, staking.call("seasonCount()"))
    start, end, _ = read(chain, timestamp, STAKING, staking.call("season(uint256)", count))
    return [creation_of_season(chain.accounts[0], max(end + PAUSE_SECONDS, timestamp))] if start <= timestamp else []


def creation_of_season(owner, start):
    data = staking.call("createSeason(uint64,uint64,uint256)", start, start + SEASON_SECONDS, SEASON_REWARD)
    return owner, STAKING, data


def read(chain, timestamp, address, data):
    """The words that a view answers in a block of that time."""
    answer = chain.rpc("eth_call", {"to": address, "data": data}, "latest", {}, {"time": hex(timestamp)})
    return [int(answer[at : at + 64], 16) for at in range(2, len(answer), 64)]
