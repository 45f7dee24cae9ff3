"""gracy-worker through nine seasons: 27 months of a staking contract among providers who lie, fall silent and come back, with webhooks
that are lost, blocks that the chain drops and a worker that dies. At the end the database equals the chain, and nobody has helped.

A few looks at the chain a month; GRACY_SOAK makes it a look a day, at four times as many blocks, with every lie there is.
"""
import json
import os
import random
import sys
from collections import Counter, defaultdict

import pytest

from support.build import ROOT
from support.database import SOAK
from worker_fixtures import *  # noqa: F401,F403 - fixtures

sys.path.append(str(ROOT / "tests/staking"))
from mock_chain.alchemy import notification  # noqa: E402
from mock_chain.chain import MockChain, Settings  # noqa: E402
from mock_chain.contracts import Ledger as ChainState  # noqa: E402
from mock_chain.network import Network  # noqa: E402
from quarters import DAY, MONTH, MONTHS_A_QUARTER, Quarters  # noqa: E402

SEASONS = 9
BETWEEN_LOOKS = DAY if SOAK else MONTH
BLOCK_SECONDS = DAY // 4 if SOAK else DAY
EVENTS_A_MONTH = 40 if SOAK else 12
# Who only fails costs time: the lies alone make the short form.
KINDS_OF_LIES = None if SOAK else ("lie",)
DOWN = [{"name": "down"}]


class Story:
    """The chain, its providers, the webhooks and the worker, each of which has its troubles."""

    def __init__(self, network, ledger, start_worker, dice):
        self.network, self.ledger, self.start_worker, self.dice = network, ledger, start_worker, dice
        self.chain = network.chain
        self.quarters = Quarters(self.chain, EVENTS_A_MONTH)
        self.contract = self.chain.contracts[0]
        self.lies, self.liars = {}, set()
        self.told_up_to = self.chain.head()
        self.late, self.webhooks = [], Counter()
        self.worker, self.started_at = None, self.quarters.now()

    # ---- the worker, as a supervisor keeps it ----

    def start(self):
        keys = {"chain_id": self.chain.settings.chain_id, "contract": self.network.facts()["contracts"]["season"], "start_block": 1, "poll_seconds": 1,
                "rpc_timeout_ms": 700, "blocks_per_request": 60, "abi": "season_staking", "sequence_slot": 0, "seasons_slot": 10}
        providers = {f"staking.providers.{name}": {"group": f"of-{name}", "url": self.network.url(name)} for name in self.network.providers}
        self.worker = self.start_worker("staking", staking=keys, **providers)

    def restart(self):
        """Killed or told to end, the supervisor starts it again. Moments in time that it wrote down are as long ago by now as the chain
        says they are: a quarantine of minutes does not outlast months."""
        if self.dice.random() < 0.5:
            self.worker.kill()
        else:
            assert self.worker.stop() == 0
        self.ledger.database.sql("update gracy.staking_provider set until = until - make_interval(secs => %s), checked_at = checked_at - make_interval(secs => %s)",
                                 *[self.quarters.now() - self.started_at] * 2)
        self.started_at = self.quarters.now()
        self.start()

    # ---- providers ----

    def change_liars(self, seed):
        told = self.network.tell_by_seed(seed, honest=4, count=2, rate=0.5, kinds=KINDS_OF_LIES)
        # Two operators who agree on it are a quorum, and what they call final is.
        assert sum("finalized_ahead" in lies for lies in told.values()) < 2, "take another seed"
        self.lies = {name: [{"name": each.lie.name, "rate": each.rate} for each in provider.lies] for name, provider in self.network.providers.items()}
        self.liars |= {name for name, provider in self.network.providers.items() if any(each.lie.kind == "lie" for each in provider.lies)}

    def honest(self) -> list[str]:
        return [name for name, lies in self.lies.items() if not lies]

    def silence(self, names):
        for name in names:
            self.network.tell(name, DOWN)

    def speak(self):
        for name, lies in self.lies.items():
            self.network.tell(name, lies)

    # ---- webhooks ----

    def send_webhooks(self):
        """Of the blocks since the last time. Four of ten never come; some come twice, or later than the next ones."""
        due, self.late = self.late, []
        for block in self.chain.canonical.blocks[self.told_up_to + 1:]:
            said = notification(block, self.contract)
            fate = self.dice.random()
            if fate < 0.4:
                self.webhooks["lost"] += 1
            elif fate < 0.5:
                self.late.append(said)
            else:
                due += [said] if fate < 0.9 else [said, said | {"id": said["id"] + "_again"}]
        self.told_up_to = self.chain.head()
        for said in due:
            self.ledger.deliver(said, self.chain.settings.chain_id)
            self.webhooks["sent"] += 1

    def webhooks_are_read(self):
        self.comes_true(lambda: self.ledger.database.one("select count(*)::int from gracy.staking_delivery where state = 'new'") == 0, "all webhooks to be read")

    # ---- what happens, and what is known of it ----

    def live_until(self, time):
        """The worker looks meanwhile, as often as the form of the test has it."""
        began = self.quarters.now()
        looks = max(1, round((time - began) / BETWEEN_LOOKS))
        for look in range(1, looks + 1):
            self.quarters.live_until(began + (time - began) * look // looks)
            self.send_webhooks()
            self.is_caught_up()

    def comes_true(self, condition, what):
        try:
            eventually(condition, what, 60)
        except AssertionError as error:
            pool = self.ledger.database.sql("select name, state, error from gracy.staking_provider order by name")
            raise AssertionError(f"{error}; proven up to {self.ledger.cursor()}\n{pool}\n{self.lies}\n{self.ledger.evidence()}\n{self.worker.log.text()[-4000:]}") from None

    def final(self) -> int:
        return self.chain.head() - self.chain.settings.finalized_distance

    def is_caught_up(self):
        if SOAK:
            self.ledger.poll_now()
        self.comes_true(lambda: (self.ledger.cursor() or 0) >= self.final(), f"block {self.final()} to be proven")

    def tip_is_seen(self):
        """What nobody can call final is shown all the same."""
        [*_, last] = self.chain.truth("season")
        self.comes_true(lambda: self.ledger.events(f"block_number = {last['block']} and log_index = {last['log_index']} and state = 'pending'"),
                        f"the event in block {last['block']} to be shown")

    def outage(self, kind, until):
        """Half of the time up to then some providers are down, or all but one, or all."""
        half = (self.quarters.now() + until) // 2
        honest, liars = self.honest(), [name for name, lies in self.lies.items() if lies]
        if kind == "some":
            self.silence([*honest[:2], *liars[:1]])
            self.live_until(half)
        else:
            proven = self.ledger.cursor()
            self.silence([*liars, *(honest if kind == "all" else honest[1:])])
            self.quarters.live_until(half)
            self.send_webhooks()
            self.webhooks_are_read()
            if kind == "all but one":
                self.tip_is_seen()
            assert self.ledger.cursor() == proven, "nobody alone makes anything final"
        # What the webhooks and the tip told last is no more when the others come back.
        depth = self.dice.randint(2, 6)
        self.chain.reorganise(depth)
        self.told_up_to -= depth
        self.speak()
        self.live_until(until)

    def database_is_the_chain(self):
        """Up to what is proven: events with all they say, positions, and seasons as they are at that time."""
        cursor, database = self.ledger.cursor(), self.ledger.database
        true_events = self.chain.truth("season", 0, cursor)
        assert database.sql(
            "select block_number::int, encode(block_hash, 'hex'), encode(tx_hash, 'hex'), log_index, kind, encode(account, 'hex'), amount::text, sequence::int"
            " from gracy.staking_event where state = 'final' and account is not null order by block_number, log_index"
        ) == [(each["block"], each["block_hash"][2:], each["transaction"][2:], each["log_index"], each["kind"], each["account"][2:], each["amount"], each["seq"])
              for each in true_events]
        state = self.chain.canonical.blocks[cursor].state
        assert database.sql(
            "select encode(account, 'hex'), staked::text, withdrawn::text, claimed::text, balance::text from gracy.staking_position order by account"
        ) == positions(true_events, lambda account: self.contract.staked(ChainState(state), account))
        now = self.chain.canonical.blocks[cursor].timestamp
        assert database.sql(
            "select extract(epoch from starts_at)::bigint, extract(epoch from ends_at)::bigint, reward::text, season.state"
            " from gracy.staking_cursor place, gracy.staking_seasons(place.chain_id, place.contract) season where is_final and season.state <> 'cancelled' order by number"
        ) == [(start, end, str(reward), "planned" if now < start else "running" if now < end else "ended")
              for start, end, reward in self.contract.seasons(state)]
        assert {name for name, _ in self.ledger.evidence()} <= self.liars, self.ledger.evidence()


def positions(events, balance) -> list[tuple]:
    """(account, staked, withdrawn, claimed, balance) as the events add up, and as the contract's storage has the balance."""
    sums = defaultdict(Counter)
    for each in events:
        sums[each["account"][2:]][each["kind"]] += int(each["amount"])
    return [(account, str(of["stake"]), str(of["withdraw"]), str(of["claim"]), str(balance(bytes.fromhex(account)))) for account, of in sorted(sums.items())]


@pytest.mark.skipif("GRACY_SKIP_SLOW" in os.environ, reason="GRACY_SKIP_SLOW is set")
def test_nine_seasons_pass_and_the_database_is_the_chain(start_worker, ledger):
    chain = MockChain(Settings(seed=9, contracts=("season",), noise=0.2, block_seconds=BLOCK_SECONDS, forks=((0, "london"), (200, "cancun"), (500, "prague"))))
    dice = random.Random("nine seasons")
    with Network(chain, providers=6) as network:
        story = Story(network, ledger, start_worker, dice)
        story.start()
        story.quarters.fund(1)
        story.live_until(story.quarters.end_of_month(-1))
        for quarter in range(1, SEASONS + 1):
            months = range(MONTHS_A_QUARTER * (quarter - 1), MONTHS_A_QUARTER * quarter)
            story.change_liars(f"quarter {quarter}")
            story.restart()
            story.live_until(story.quarters.end_of_month(months[0]))
            story.outage(("some", "all but one", "all")[quarter % 3], story.quarters.end_of_month(months[1]))
            if quarter < SEASONS:
                story.quarters.fund(quarter + 1)
            story.live_until(story.quarters.end_of_month(months[2]))
            story.database_is_the_chain()
        chain.mine_events(chain.settings.finalized_distance, 3)
        story.send_webhooks()
        chain.mine_events(chain.settings.finalized_distance, 0)
        story.is_caught_up()
        story.webhooks_are_read()
        story.comes_true(lambda: "pending" not in ledger.states(), "all that was pending to be settled")
        story.database_is_the_chain()
        assert len(story.contract.seasons(chain.canonical.blocks[-1].state)) == SEASONS
        assert story.worker.stop() == 0

    # The troubles were there, each kind of them.
    assert story.webhooks["lost"] > 100 and story.webhooks["sent"] > 100
    assert {source for (source,) in ledger.database.sql("select distinct source from gracy.staking_event where state = 'final'")} == {"poll", "webhook"}
    assert ledger.states()["orphaned"] > 0
    assert len({name for name, _ in ledger.evidence()}) >= 3, "few liars were found"
    # A poll that three kills in a row have hit is dead, and the next one makes up for it.
    died = ledger.database.sql("select distinct kind, last_error from gracy.job where state = 'dead'")
    assert set(died) <= {("staking.poll", "the lease ended without a result")}
