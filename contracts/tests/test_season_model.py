"""SeasonStaking against a model in exact fractions: no rounding, no accumulator, only the rule."""

import random
from fractions import Fraction

import pytest
from conftest import needs_anvil
from season_chain import SEASONS, UNIT, SeasonChain

from gracy_chain import anvil

pytestmark = needs_anvil
START = 1_790_000_000
STEPS = 60


class Model:
    """Every second of a season pays reward / length, shared in proportion to what is staked in that second."""

    def __init__(self, accounts):
        self.staked = dict.fromkeys(accounts, 0)
        self.earned = dict.fromkeys(accounts, Fraction(0))
        self.idle = Fraction(0)
        self.seasons = []
        self.time = 0
        self._accrued = (0, dict(self.earned), self.idle)

    def accrued(self):
        """The contract has computed rewards now."""
        self._accrued = (self.time, dict(self.earned), self.idle)

    def give_up(self, account):
        """An emergency exit computes nothing: since the contract last did, the account counts as gone."""
        now = self.time
        self.time, self.earned, self.idle = self._accrued
        self.staked[account], self.earned[account] = 0, Fraction(0)
        self._accrued = (self.time, dict(self.earned), self.idle)
        self.move_to(now)

    def move_to(self, time):
        for start, end, reward in self.seasons:
            seconds = min(time, end) - max(self.time, start)
            if seconds > 0:
                released = Fraction(reward * seconds, end - start)
                total = sum(self.staked.values())
                if total == 0:
                    self.idle += released
                for account, staked in self.staked.items():
                    self.earned[account] += released * staked / total if total else 0
        self.time = time


@pytest.fixture
def chain(free_port):
    chain = anvil.Anvil(free_port, START)
    yield SeasonChain(chain, START + 12, accounts=4)
    chain.stop()


@pytest.mark.parametrize("seed", [1, 2])
def test_contract_and_exact_model_agree_to_single_units(chain, seed):
    choice = random.Random(f"season model {seed}")
    model = Model(chain.accounts)
    events = funded = 0
    for step in range(STEPS):
        time = chain.now + choice.choice([1, 7, 3_600, choice.randrange(1, 40 * 86_400)])
        account = choice.choice(chain.accounts)
        staked = model.staked[account]
        action = choice.choice(["season", "stake", "stake", "withdraw", "claim", "exit", "emergency"] if step else ["season"])
        before = chain.balance(account)
        if action in ("withdraw", "exit", "emergency") and not staked:
            continue
        accrues = action != "emergency"
        if action == "season":
            start = max([time, *(end for _, end, _ in model.seasons)]) + choice.choice([0, 0, 86_400])
            season = (start, start + choice.randrange(1, 90 * 86_400), choice.randrange(1, 10**6 * UNIT))
            created = chain.act(time, chain.owner, "createSeason(uint64,uint64,uint256)", *season)
            model.move_to(time)
            if created:
                model.seasons.append(season)
                funded += season[2]
                model.accrued()
            continue
        if action == "stake":
            amount = choice.randrange(UNIT, 10**5 * UNIT)
            assert chain.act(time, account, "stake(uint256)", amount)
            model.move_to(time)
            model.staked[account] += amount
            events += 1
        elif action == "withdraw":
            amount = staked if staked < 2 * UNIT else choice.randrange(1, staked - UNIT)
            assert chain.act(time, account, "withdraw(uint256)", amount)
            model.move_to(time)
            model.staked[account] -= amount
            events += 1
        elif action == "claim":
            paid = chain.act(time, account, "claim()")
            model.move_to(time)
            assert paid or model.earned[account] <= step + 1
            model.earned[account] -= chain.balance(account) - before
            events += paid
            accrues = paid
        elif action == "exit":
            assert chain.act(time, account, "exit()")
            model.move_to(time)
            paid = chain.balance(account) - before - staked
            model.earned[account] -= paid
            model.staked[account] = 0
            events += 1 + (paid > 0)
        elif action == "emergency":
            assert chain.act(time, account, "emergencyWithdraw()")
            model.move_to(time)
            model.give_up(account)
            events += 1
        if accrues:
            model.accrued()
        for each in chain.accounts:
            assert chain.read("positions(address)", each) == model.staked[each]
            assert abs(chain.read("pendingReward(address)", each) - model.earned[each]) <= step + 1
        assert chain.event_seq() == events
    assert events > STEPS / 3 and funded

    # Afterwards everybody leaves, and the owner gets what nobody was there to earn.
    end = max([chain.now, *(end for _, end, _ in model.seasons)])
    for number, account in enumerate(chain.accounts, 1):
        chain.act(end + number, account, "exit()")
    treasury = "0x" + "77" * 20
    chain.act(end + 10, chain.owner, "sweepUnallocated(address)", treasury)
    model.move_to(end)
    assert chain.balance(SEASONS) == 0
    assert chain.balance(treasury) >= model.idle - 2 * STEPS
