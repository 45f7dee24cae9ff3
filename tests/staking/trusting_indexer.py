"""An indexer of the kind that the first edition was: whoever has the latest block is believed. For comparison only."""

import json
import random
from collections import Counter
from types import SimpleNamespace

from mock_chain.contracts import event_of


class TrustingIndexer:
    """Each cycle asks everybody for the head, takes the healthiest provider with the latest one, and stores what eth_getLogs of it says.

    It is better than its model: it stays behind what is final, and goes to the next provider when one fails.
    """

    def __init__(self, network, kind: str, seed):
        self.network, self.kind = network, kind
        # Of equals whoever answers sooner, which is chance here.
        self.dice = random.Random(f"latency {seed}")
        self.contract = next(each for each in network.chain.contracts if each.kind == kind)
        self.read_up_to = 0
        self.failures = Counter()
        # Once each, by what such tables have as their key.
        self.held = {}

    def _ask(self, name, method, *params):
        """The result, or None: whatever is wrong is a failure."""
        reply = self.network.providers[name].respond(json.dumps({"jsonrpc": "2.0", "id": 1, "method": method, "params": params}).encode())
        try:
            if reply.behaviour != "send" or reply.status != 200:
                raise ValueError("no answer")
            return json.loads(reply.body)["result"]
        except (ValueError, KeyError, TypeError, RecursionError):
            self.failures[name] += 1
            return None

    def _number(self, value):
        try:
            return int(value, 16)
        except (TypeError, ValueError):
            return None

    def cycle(self) -> None:
        heads = {name: self._number(self._ask(name, "eth_blockNumber")) for name in self.network.providers}
        answering = [name for name, head in heads.items() if head is not None and head < 2**53]
        for name in sorted(answering, key=lambda each: (-heads[each], self.failures[each], self.dice.random())):
            last = heads[name] - self.network.chain.settings.finalized_distance
            logs = self._ask(name, "eth_getLogs", {"address": "0x" + self.contract.address.hex(), "fromBlock": hex(self.read_up_to + 1), "toBlock": hex(last)})
            if last <= self.read_up_to or not isinstance(logs, list):
                continue
            for log in logs:
                self._store(log)
            self.read_up_to = last
            return

    def _store(self, log) -> None:
        event = event_of(self.contract, SimpleNamespace(
            address=self.contract.address, topics=[bytes.fromhex(each[2:]) for each in log["topics"]], data=bytes.fromhex(log["data"][2:])))
        if event is not None:
            kind, account, amount, _ = event
            self.held.setdefault((log["transactionHash"], log["logIndex"]), (int(log["blockNumber"], 16), log["transactionHash"], kind, account, str(amount)))

    def mistakes(self) -> dict[str, int]:
        """Events of the chain that it does not hold, and rows that are no event of the chain, up to where it believes to have read."""
        last = min(self.read_up_to, self.network.chain.head())
        true = Counter((each["block"], each["transaction"], each["kind"], each["account"], each["amount"])
                       for each in self.network.chain.truth(self.kind, 0, last))
        held = Counter(self.held.values())
        return {"events": true.total(), "missed": (true - held).total(), "invented": (held - true).total()}
