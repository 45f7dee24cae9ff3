"""Block headers of every hardfork since London: which fields they have, their hash, their JSON."""

import hashlib

from . import bloom, rlp
from .keccak import keccak256
from .trie import EMPTY_ROOT

NO_OMMERS = keccak256(rlp.encode([]))
NO_REQUESTS = hashlib.sha256(b"").digest()  # EIP-7685
NO_ACCESSES = keccak256(rlp.encode([]))  # EIP-7928

_LONDON = (
    "parentHash", "sha3Uncles", "miner", "stateRoot", "transactionsRoot", "receiptsRoot", "logsBloom", "difficulty", "number",
    "gasLimit", "gasUsed", "timestamp", "extraData", "mixHash", "nonce", "baseFeePerGas",
)
_SHANGHAI = (*_LONDON, "withdrawalsRoot")
_CANCUN = (*_SHANGHAI, "blobGasUsed", "excessBlobGas", "parentBeaconBlockRoot")
_PRAGUE = (*_CANCUN, "requestsHash")
FIELDS = {
    "london": _LONDON, "shanghai": _SHANGHAI, "cancun": _CANCUN, "prague": _PRAGUE, "osaka": _PRAGUE,
    "amsterdam": (*_PRAGUE, "blockAccessListHash", "slotNumber"),
    # A fork that nobody knows yet: one field more. A verifier must answer "cannot verify", never "lied".
    "unknown": (*_PRAGUE, "blockAccessListHash", "slotNumber", "somethingNewHash"),
}
MINER = keccak256(b"miner")[12:]
GAS_LIMIT = 30_000_000
BASE_FEE = 1_000_000_000


class Block:
    """A block with its state and transactions. Numbers are ints, everything else bytes."""

    __slots__ = (
        "number", "hash", "parent", "timestamp", "fork", "state", "state_root", "transactions", "transactions_root",
        "receipts_root", "bloom", "gas_used", "extra",
    )

    def __init__(self, parent, timestamp, fork, state, transactions, transactions_root, receipts_root, extra):
        self.number = parent.number + 1 if parent else 0
        self.parent = parent.hash if parent else bytes(32)
        self.timestamp, self.fork, self.extra = timestamp, fork, extra
        self.state = state
        self.state_root = parent.state_root if parent and parent.state is state else state.root()
        self.transactions = transactions
        self.transactions_root, self.receipts_root = transactions_root, receipts_root
        self.bloom = bloom.to_bytes(bloom.of_logs(log for transaction in transactions for log in transaction.logs))
        self.gas_used = transactions[-1].cumulative_gas if transactions else 0
        values = self.values()
        self.hash = keccak256(rlp.encode([values[name] for name in FIELDS[fork]]))

    def values(self) -> dict:
        """Every header field by its JSON name."""
        return {
            "parentHash": self.parent, "sha3Uncles": NO_OMMERS, "miner": MINER, "stateRoot": self.state_root,
            "transactionsRoot": self.transactions_root, "receiptsRoot": self.receipts_root, "logsBloom": self.bloom,
            "difficulty": 0, "number": self.number, "gasLimit": GAS_LIMIT, "gasUsed": self.gas_used, "timestamp": self.timestamp,
            "extraData": self.extra, "mixHash": self.parent[::-1], "nonce": bytes(8), "baseFeePerGas": BASE_FEE,
            "withdrawalsRoot": EMPTY_ROOT, "blobGasUsed": 0, "excessBlobGas": 0, "parentBeaconBlockRoot": bytes(32),
            "requestsHash": NO_REQUESTS, "blockAccessListHash": NO_ACCESSES, "slotNumber": self.number + 1_000,
            "somethingNewHash": NO_ACCESSES,
        }

    def json(self, full=False) -> dict:
        values = self.values()
        block = {name: _hex(values[name]) for name in FIELDS[self.fork]}
        block["hash"] = _hex(self.hash)
        block["uncles"] = []
        block["size"] = hex(600 + sum(len(transaction.raw) for transaction in self.transactions))
        block["transactions"] = [
            transaction.json(self, index) if full else _hex(transaction.hash) for index, transaction in enumerate(self.transactions)
        ]
        if self.fork != "london":
            block["withdrawals"] = []
        return block


def _hex(value) -> str:
    return hex(value) if isinstance(value, int) else "0x" + value.hex()
