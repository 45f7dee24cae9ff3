"""A chain that an EVM makes, for the same providers that lie about MockChain: anvil's blocks, and its word for what is true.

A branch is a node of its own: a fork is made by a second anvil of the same transactions up to where it leaves the first.
"""

import random
import threading
from dataclasses import dataclass

import first_edition
from gracy_chain import contract as demo
from gracy_chain import scenario
from gracy_chain.anvil import Anvil
from mock_chain.chain import Branch, Settings
from mock_chain.headers import FIELDS

GENESIS_TIME = 1_790_000_000
BLOCK_SECONDS = scenario.DAY
FORK = "cancun"
NUMBERS = ("difficulty", "number", "gasLimit", "gasUsed", "timestamp", "baseFeePerGas", "blobGasUsed", "excessBlobGas")
# Of a fork's blocks: as likely as in the history that it leaves.
DENSITY = 0.4


class SeasonHistory:
    """SeasonStaking, as the demo's chain writes it."""

    kind, address, deploy = "season", demo.STAKING, staticmethod(scenario.deploy)

    def act(self, node, timestamp):
        scenario.act(node, timestamp)

    def event(self, log):
        told = demo.decode(log) if demo.is_event(log) else None
        return told if told and told[0] in demo.ACCOUNT_KINDS else None

    def seasons(self, node, block) -> list[tuple]:
        def read(signature, *arguments):
            answer = node.rpc("eth_call", {"to": demo.STAKING, "data": demo.staking.call(signature, *arguments)}, hex(block))
            return tuple(int(answer[at : at + 64], 16) for at in range(2, len(answer), 64))

        [count] = read("seasonCount()")
        return [read("season(uint256)", number) for number in range(1, count + 1)]

    def change_seasons(self, node, timestamp) -> None:
        owner, kept = node.accounts[0], self.seasons(node, node.head())
        if kept[-1][0] > timestamp:
            node.mine(timestamp, (owner, demo.STAKING, demo.staking.call("cancelLastSeason()")))
            kept.pop()
        start = max([timestamp + scenario.DAY, *(end for _, end, _ in kept)])
        node.mine(timestamp + 1, scenario.creation_of_season(owner, start))
        node.mine(timestamp + 2, scenario.creation_of_season(owner, start + scenario.SEASON_SECONDS))


class OriginalHistory:
    """The first edition's events, without a number; of a full withdrawal two in one transaction."""

    kind, address = "original", first_edition.ADDRESS

    def deploy(self, node, timestamp):
        node.mine(timestamp, (node.accounts[0], None, first_edition.CREATION))

    def act(self, node, timestamp):
        choice = random.Random(f"original {node.head() + 1}")
        sender, other = choice.choices(node.accounts[scenario.STAKERS], k=2)
        amount = choice.randrange(1, 10**24)
        events = choice.choice([[("stake", sender, amount, other)], [("claim", sender, amount, other)],
                                [("claim", sender, amount, other), ("withdraw", sender, amount, other)]])
        node.mine(timestamp, (sender, self.address, first_edition.emission(events)))

    def event(self, log):
        return *first_edition.decode(log), None


HISTORIES = {history.kind: history for history in (SeasonHistory, OriginalHistory)}


class AnvilBlock:
    """What lies and views need to know of a block."""

    def __init__(self, told):
        self.number, self.timestamp = int(told["number"], 16), int(told["timestamp"], 16)
        self.hash, self.fork, self._told = bytes.fromhex(told["hash"][2:]), FORK, told

    def values(self) -> dict:
        """Every header field by its JSON name, as Block has it."""
        return {name: int(self._told[name], 16) if name in NUMBERS else bytes.fromhex(self._told[name][2:]) for name in FIELDS[FORK]}


@dataclass
class AnvilBranch(Branch):
    node: Anvil | None = None


@dataclass
class AnvilContract:
    kind: str
    address: bytes
    topics: dict


class AnvilChain:
    """What of MockChain a network of providers and a test of the worker use. `ports()` gives a free one."""

    def __init__(self, kind, seed, ports):
        self.settings = Settings(seed=seed, contracts=(kind,))
        self.lock = threading.RLock()
        self.by_hash, self.accounts = {}, []
        self._history, self._ports, self._nodes = HISTORIES[kind](), ports, []
        self.contracts = [AnvilContract(kind, bytes.fromhex(self._history.address[2:]), {})]
        self._choice = random.Random(f"anvil {seed}")
        self.canonical = self._branch("canonical")
        self._history.deploy(self.canonical.node, GENESIS_TIME + 12)
        self._read(self.canonical)

    def stop(self) -> None:
        for node in self._nodes:
            node.stop()

    def head(self) -> int:
        return self.canonical.head()

    def mine(self, count=1, *, branch=None) -> None:
        with self.lock:
            for _ in range(count):
                self._block(branch or self.canonical, self._choice.random() < DENSITY)

    def mine_events(self, blocks: int, events: int) -> None:
        """`events` calls spread over `blocks` blocks, at most one in each."""
        with self.lock:
            for index in range(blocks):
                self._block(self.canonical, (index + 1) * events // blocks > index * events // blocks)

    def seasons(self, number: int) -> list[tuple]:
        with self.lock:
            return self._history.seasons(self.canonical.node, number)

    def change_seasons(self) -> None:
        with self.lock:
            self._history.change_seasons(self.canonical.node, self._time_after(self.canonical))
            self._read(self.canonical)

    def fork(self, name: str, depth: int, length: int) -> AnvilBranch:
        with self.lock:
            node, last = self.canonical.node, self.head() - depth
            branch = self._branch(name)
            if not branch.node.replay([node.journal_entry(number) for number in range(1, last + 1)]):
                raise RuntimeError("the same transactions have made other blocks")
            self._read(branch)
            self.mine(length, branch=branch)
            return branch

    def truth(self, kind: str, first: int = 0, last: int | None = None) -> list[dict]:
        """As the node itself tells it, to whom nobody lies."""
        with self.lock:
            found = self.canonical.node.rpc("eth_getLogs", {"address": self._history.address, "fromBlock": hex(first),
                                                            "toBlock": hex(self.head() if last is None else last)})
        told = []
        for log in found:
            event = self._history.event(log)
            if event is not None:
                what, account, amount, seq = event
                told.append({
                    "block": int(log["blockNumber"], 16), "block_hash": log["blockHash"], "transaction": log["transactionHash"],
                    "log_index": int(log["logIndex"], 16), "kind": what, "account": account, "amount": str(amount), "seq": seq,
                })
        return told

    def _branch(self, name):
        node = Anvil(self._ports(), GENESIS_TIME)
        self._nodes.append(node)
        return AnvilBranch(name, node=node)

    def _block(self, branch, acts):
        timestamp = self._time_after(branch)
        if acts:
            self._history.act(branch.node, timestamp)
        else:
            branch.node.mine(timestamp)
        self._read(branch)

    def _time_after(self, branch):
        # Of a fork another one, so that empty blocks differ as well.
        return branch.blocks[-1].timestamp + BLOCK_SECONDS + (branch is not self.canonical)

    def _read(self, branch):
        for number in range(len(branch.blocks), branch.node.head() + 1):
            block = AnvilBlock(branch.node.block(number))
            # Of a block that two branches have there is one.
            branch.blocks.append(self.by_hash.setdefault(block.hash, block))
