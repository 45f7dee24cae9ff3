"""The chain itself: a canonical branch, and others that were or that liars serve."""

import threading
from dataclasses import dataclass, field

from . import transactions as tx
from .contracts import KINDS, TOKEN, Ledger, event_of, grant
from .headers import Block
from .history import UNIT, History
from .state import State

GENESIS_TIME = 1_750_000_000


@dataclass
class Settings:
    seed: int = 1
    chain_id: int = 31337
    contracts: tuple = ("season", "original")
    accounts: int = 12
    # Chance that a block holds events, and that it holds transactions of strangers.
    density: float = 0.1
    noise: float = 0.1
    # (first block, name): which header fields a block has.
    forks: tuple = ((0, "prague"),)
    block_seconds: int = 12
    genesis_time: int = GENESIS_TIME
    safe_distance: int = 4
    finalized_distance: int = 8
    # Of blocks behind the head that eth_getProof still knows; None: of all.
    proof_window: int | None = None


@dataclass
class Branch:
    """A line of blocks from genesis on. `name` goes into what happens in its blocks."""

    name: str
    blocks: list = field(default_factory=list)

    def __post_init__(self):
        # In the header, so that two empty blocks of two branches differ.
        self.extra = self.name.encode()[:32]

    def head(self) -> int:
        return len(self.blocks) - 1


class MockChain:
    """All methods may be called from any thread. `by_hash` knows orphaned blocks too."""

    def __init__(self, settings: Settings | None = None):
        self.settings = settings or Settings()
        self.lock = threading.RLock()
        self.contracts = [KINDS[kind](kind) for kind in self.settings.contracts]
        self._history = History(
            self.settings.seed, self.settings.chain_id, self.contracts, self.settings.accounts, self.settings.density, self.settings.noise
        )
        self.accounts = self._history.accounts
        self.by_hash = {}
        self._reorganisations = 0
        self.canonical = Branch("canonical")
        self._append(self.canonical, [], self._genesis())

    def _genesis(self):
        state = State().with_account(TOKEN, b"\xfetoken")
        for contract in self.contracts:
            state = state.with_account(contract.address, b"\xfe" + contract.kind.encode())
        for number, account in enumerate(self.accounts):
            state = state.with_account(account, balance=UNIT + number)
        ledger = Ledger(state)
        for owner in [*(contract.address for contract in self.contracts), *self.accounts]:
            grant(ledger, owner, 10**12 * UNIT)
        return ledger.state()

    def head(self) -> int:
        return self.canonical.head()

    def mine(self, count=1, *, calls=None, branch=None) -> None:
        """`count` blocks of the history; `calls` says how many staking calls each one holds."""
        with self.lock:
            branch = branch or self.canonical
            for _ in range(count):
                parent = branch.blocks[-1]
                made, state = self._history.block(branch.name, parent.number + 1, parent.state, calls)
                self._append(branch, made, state)

    def mine_events(self, blocks: int, events: int) -> None:
        """At least `events` calls spread evenly over `blocks` blocks."""
        with self.lock:
            for index in range(blocks):
                self.mine(calls=(index + 1) * events // blocks - index * events // blocks)

    def mine_actions(self, actions) -> None:
        """One canonical block of exactly these calls, each (contract's kind, action, account's index, amount, ...)."""
        with self.lock:
            parent = self.canonical.blocks[-1]
            ledger = Ledger(parent.state, parent.timestamp + self.settings.block_seconds)
            made = [self._history.act(ledger, (parent.number + 1) * 16 + index, *action) for index, action in enumerate(actions)]
            self._append(self.canonical, made, ledger.state())

    def seasons(self, number: int) -> list[tuple]:
        """(start, end, reward) of each that the season contract's storage has at a block."""
        return self._season_contract().seasons(self.canonical.blocks[number].state)

    def change_seasons(self) -> None:
        """The last one that is to come goes, and two others come."""
        now = self.canonical.blocks[-1].timestamp
        kept = self.seasons(self.head())
        if kept and kept[-1][0] > now + 3600:
            self.mine_actions([("season", "cancel_last_season", 0, 0)])
            kept.pop()
        start = max([now + 86400, *(end for _, end, _ in kept)])
        self.mine_actions([("season", "create_season", 0, start, start + number * 100, start + number * 100 + 100) for number in range(2)])

    def _season_contract(self):
        return next(contract for contract in self.contracts if contract.kind == "season")

    def fork(self, name: str, depth: int, length: int) -> Branch:
        """Another branch that leaves the canonical one `depth` blocks below its head, valid in itself, `length` blocks long."""
        with self.lock:
            if not 0 < depth <= self.head():
                raise ValueError(f"cannot fork {depth} blocks below block {self.head()}")
            branch = Branch(name, self.canonical.blocks[:-depth])
            self.mine(length, branch=branch)
            return branch

    def reorganise(self, depth: int) -> None:
        """The last `depth` blocks are replaced by one more of others. Those stay known by their hash."""
        with self.lock:
            self._reorganisations += 1
            self.canonical = self.fork(f"reorg {self._reorganisations}", depth, depth + 1)

    def _append(self, branch, made, state):
        parent = branch.blocks[-1] if branch.blocks else None
        number = parent.number + 1 if parent else 0
        tx.number_gas(made)
        transactions_root, receipts_root = tx.roots(made)
        timestamp = parent.timestamp + self.settings.block_seconds if parent else self.settings.genesis_time
        fork = [name for first, name in self.settings.forks if first <= number][-1]
        block = Block(parent, timestamp, fork, state, tuple(made), transactions_root, receipts_root, branch.extra)
        branch.blocks.append(block)
        self.by_hash[block.hash] = block

    def truth(self, kind: str, first: int = 0, last: int | None = None) -> list[dict]:
        """The contract's canonical events, in order: what a perfect history holds."""
        contract = next(each for each in self.contracts if each.kind == kind)
        with self.lock:
            blocks = self.canonical.blocks[first : None if last is None else last + 1]
        events = []
        for block in blocks:
            index = 0
            for transaction in block.transactions:
                for log in transaction.logs:
                    event = event_of(contract, log)
                    if event is not None:
                        what, account, amount, seq = event
                        events.append({
                            "block": block.number, "block_hash": "0x" + block.hash.hex(), "transaction": "0x" + transaction.hash.hex(),
                            "log_index": index, "kind": what, "account": account, "amount": str(amount), "seq": seq,
                        })
                    index += 1
        return events
