"""A contract's side of the years: an owner who funds a season each quarter, and stakers who come and go while it runs."""

from mock_chain.chain import MockChain

DAY = 86_400
MONTH = 30 * DAY
MONTHS_A_QUARTER = 3
UNIT = 10**18


class Quarters:
    """The chain's calendar. Quarter 1 begins a month after the chain, and each season lasts one."""

    def __init__(self, chain: MockChain, events_a_month: int):
        self.chain, self._events_a_month = chain, events_a_month
        self.contract = chain.contracts[0]
        self._begin = self.now() + MONTH

    def now(self) -> int:
        return self.chain.canonical.blocks[-1].timestamp

    def end_of_month(self, number: int) -> int:
        """Months are counted from 0, over all quarters."""
        return self._begin + (number + 1) * MONTH

    def live_until(self, time: int) -> None:
        """Stakers act until then."""
        blocks = max(0, time - self.now()) // self.chain.settings.block_seconds
        self.chain.mine_events(blocks, blocks * self.chain.settings.block_seconds * self._events_a_month // MONTH)

    def fund(self, quarter: int) -> None:
        """The season of that quarter, which is to come. In turn it is simply created; created in a block that the chain then drops, and
        created again with other terms; created, cancelled, and created again."""
        self._create(quarter, 1_000)
        if quarter % 3 == 1:
            self.chain.reorganise(1)
            self._create(quarter, 1_100)
        elif quarter % 3 == 2:
            self.chain.mine_events(2, 2)
            self.chain.mine_actions([("season", "cancel_last_season", 0, 0), ("season", "stake", 1, UNIT)])
            self._create(quarter, 1_200)

    def _create(self, quarter, thousands):
        begins = self._begin + (quarter - 1) * MONTHS_A_QUARTER * MONTH
        assert begins > self.now(), "the contract takes no season of the past"
        self.chain.mine_actions([("season", "create_season", 0, thousands * 1_000 * UNIT + quarter, begins, begins + MONTHS_A_QUARTER * MONTH)])
