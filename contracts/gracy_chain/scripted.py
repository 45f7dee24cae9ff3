"""A chain that a test writes: it mines the logs it is given, reorganises, and needs no EVM.

Hashes are only names here (SHA-256), so nothing that verifies headers or receipts can use it.
"""

import hashlib
import threading

from .contract import STAKING, event_log

ZERO_BLOOM = "0x" + "00" * 256


def _name(*parts):
    return "0x" + hashlib.sha256(":".join(map(str, parts)).encode()).hexdigest()


class ScriptedChain:
    client_version = "gracy-scripted-chain"

    def __init__(self, timestamp=1_790_000_000, block_seconds=12):
        self._lock = threading.RLock()
        self._entries = []
        self._block_seconds = block_seconds
        self._forks = 0
        self.seq = 0
        self._append([], timestamp)

    def mine(self, *events, timestamp=None, together=False):
        """One block with `events`, each (kind, account, amount) or a whole log {"address", "topics", "data"}.

        Each event is a transaction of its own, or all are one with `together`. Returns the block.
        """
        with self._lock:
            logs = []
            for event in events:
                if isinstance(event, dict):
                    logs.append(event)
                else:
                    self.seq += 1
                    logs.append(event_log(*event, self.seq))
            groups = [logs] if together and logs else [[log] for log in logs]
            if timestamp is None:
                timestamp = int(self._entries[-1]["block"]["timestamp"], 16) + self._block_seconds
            return self._append(groups, timestamp)

    def mine_empty(self, count):
        with self._lock:
            for _ in range(count):
                self.mine()

    def reorganise(self, depth):
        """Forgets the last `depth` blocks; those mined in their place have other hashes. Returns what was forgotten."""
        with self._lock:
            if not 0 < depth < len(self._entries):
                raise ValueError(f"cannot take {depth} of {len(self._entries)} blocks back")
            forgotten = self._entries[-depth:]
            del self._entries[-depth:]
            self._forks += 1
            self.seq -= sum(log["address"] == STAKING for entry in forgotten for log in _logs(entry))
            return forgotten

    def _append(self, groups, timestamp):
        number = len(self._entries)
        parent = self._entries[-1]["block"]["hash"] if number else "0x" + "00" * 32
        block_hash = _name("block", self._forks, parent, timestamp, groups)
        position = {"blockHash": block_hash, "blockNumber": hex(number)}
        transactions, receipts, log_index = [], [], 0
        for index, logs in enumerate(groups):
            # A transaction that is mined again after a reorganisation keeps its hash, so the fork has no part in it.
            transaction_hash = _name("transaction", logs)
            where = {**position, "transactionHash": transaction_hash, "transactionIndex": hex(index)}
            sender = "0x" + logs[0]["topics"][1][-40:] if len(logs[0]["topics"]) > 1 else "0x" + "11" * 20
            numbered = []
            for log in logs:
                numbered.append({
                    **log, **where, "logIndex": hex(log_index), "blockTimestamp": hex(timestamp), "removed": False,
                })
                log_index += 1
            transactions.append({
                **position, "hash": transaction_hash, "transactionIndex": hex(index), "from": sender,
                "to": logs[0]["address"], "input": "0x", "value": "0x0", "nonce": hex(index), "type": "0x2",
            })
            receipts.append({
                **where, "status": "0x1", "from": sender, "to": logs[0]["address"], "logs": numbered,
                "logsBloom": ZERO_BLOOM, "gasUsed": "0x5208", "cumulativeGasUsed": hex(0x5208 * (index + 1)),
                "contractAddress": None, "type": "0x2",
            })
        block = {
            "number": hex(number), "hash": block_hash, "parentHash": parent, "timestamp": hex(timestamp),
            "transactions": [transaction["hash"] for transaction in transactions], "logsBloom": ZERO_BLOOM,
            "receiptsRoot": _name("receipts", block_hash), "stateRoot": _name("state", block_hash),
            "transactionsRoot": _name("transactions", block_hash), "gasLimit": "0x1c9c380", "gasUsed": "0x0",
            "miner": "0x" + "00" * 20, "extraData": "0x", "nonce": "0x0000000000000000", "uncles": [],
        }
        self._entries.append({"block": block, "transactions": transactions, "receipts": receipts})
        return block

    def head(self):
        with self._lock:
            return len(self._entries) - 1

    def entry(self, number):
        with self._lock:
            return self._entries[number]

    def block(self, number):
        return self.entry(number)["block"]

    def logs(self, number):
        return _logs(self.entry(number))

    def number_of(self, block_hash):
        with self._lock:
            return next((n for n, entry in enumerate(self._entries) if entry["block"]["hash"] == block_hash), None)

    def number_of_transaction(self, transaction_hash):
        with self._lock:
            return next(
                (n for n, entry in enumerate(self._entries) if transaction_hash in entry["block"]["transactions"]), None
            )


def _logs(entry):
    return [log for receipt in entry["receipts"] for log in receipt["logs"]]
