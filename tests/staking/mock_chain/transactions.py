"""Transactions with what came of them, and the two tries that a header commits to."""

from dataclasses import dataclass

from . import bloom, rlp, trie
from .keccak import keccak256


@dataclass(frozen=True, slots=True)
class Log:
    address: bytes
    topics: tuple
    data: bytes


GAS_PRICE = 2 * 10**9
PRIORITY_FEE = 10**9
GAS = 300_000


class Transaction:
    """Type 0, 1 (EIP-2930) or 2 (EIP-1559). The signature is none: `sender` is told, never recovered."""

    __slots__ = (
        "type", "chain_id", "hash", "raw", "sender", "to", "nonce", "input", "logs", "succeeded", "signature", "gas_used", "cumulative_gas",
    )

    def __init__(self, kind, chain_id, sender, to, nonce, data, logs, succeeded=True):
        self.type, self.chain_id, self.sender, self.to, self.nonce, self.input = kind, chain_id, sender, to, nonce, data
        self.logs, self.succeeded = tuple(logs), succeeded
        self.gas_used = 21_000 + 16 * len(data) + sum(375 * (1 + len(log.topics)) + 8 * len(log.data) for log in self.logs)
        self.cumulative_gas = 0
        r, s = (int.from_bytes(keccak256(sender + part), "big") for part in (b"r", b"s"))
        self.signature = (35 + 2 * chain_id if kind == 0 else 0, r, s)
        prices = [PRIORITY_FEE, GAS_PRICE] if kind == 2 else [GAS_PRICE]
        fields = [nonce, *prices, GAS, to, 0, data]
        if kind == 0:
            self.raw = rlp.encode([*fields, *self.signature])
        else:
            self.raw = bytes([kind]) + rlp.encode([chain_id, *fields, [], *self.signature])
        self.hash = keccak256(self.raw)

    def receipt(self) -> bytes:
        """As the receipts trie holds it (EIP-2718)."""
        logs = [[log.address, list(log.topics), log.data] for log in self.logs]
        fields = [int(self.succeeded), self.cumulative_gas, bloom.to_bytes(bloom.of_logs(self.logs)), logs]
        return (bytes([self.type]) if self.type else b"") + rlp.encode(fields)

    def json(self, block, index) -> dict:
        v, r, s = self.signature
        transaction = {
            "blockHash": "0x" + block.hash.hex(), "blockNumber": hex(block.number), "transactionIndex": hex(index),
            "hash": "0x" + self.hash.hex(), "type": hex(self.type), "from": "0x" + self.sender.hex(), "to": "0x" + self.to.hex(),
            "nonce": hex(self.nonce), "input": "0x" + self.input.hex(), "value": "0x0", "gas": hex(GAS), "gasPrice": hex(GAS_PRICE),
            "v": hex(v), "r": hex(r), "s": hex(s),
        }
        if self.type:
            transaction |= {"chainId": hex(self.chain_id), "accessList": [], "yParity": hex(v)}
        if self.type == 2:
            transaction |= {"maxPriorityFeePerGas": hex(PRIORITY_FEE), "maxFeePerGas": hex(GAS_PRICE)}
        return transaction


def number_gas(transactions) -> None:
    total = 0
    for transaction in transactions:
        total += transaction.gas_used
        transaction.cumulative_gas = total


def roots(transactions) -> tuple[bytes, bytes]:
    """(transactionsRoot, receiptsRoot)."""
    if not transactions:
        return trie.EMPTY_ROOT, trie.EMPTY_ROOT
    return (
        trie.root(trie.of_list([transaction.raw for transaction in transactions])),
        trie.root(trie.of_list([transaction.receipt() for transaction in transactions])),
    )


def logs_json(block) -> list[list[dict]]:
    """The logs of each transaction of a block, with log indexes that count through the block."""
    position = {"blockHash": "0x" + block.hash.hex(), "blockNumber": hex(block.number), "blockTimestamp": hex(block.timestamp)}
    number, rendered = 0, []
    for index, transaction in enumerate(block.transactions):
        logs = []
        for log in transaction.logs:
            logs.append({
                "address": "0x" + log.address.hex(), "topics": ["0x" + topic.hex() for topic in log.topics],
                "data": "0x" + log.data.hex(), **position, "transactionHash": "0x" + transaction.hash.hex(),
                "transactionIndex": hex(index), "logIndex": hex(number), "removed": False,
            })
            number += 1
        rendered.append(logs)
    return rendered


def receipts_json(block) -> list[dict]:
    return [
        {
            "blockHash": "0x" + block.hash.hex(), "blockNumber": hex(block.number), "transactionHash": "0x" + transaction.hash.hex(),
            "transactionIndex": hex(index), "type": hex(transaction.type), "status": hex(transaction.succeeded),
            "from": "0x" + transaction.sender.hex(), "to": "0x" + transaction.to.hex(), "contractAddress": None,
            "gasUsed": hex(transaction.gas_used), "cumulativeGasUsed": hex(transaction.cumulative_gas),
            "effectiveGasPrice": hex(GAS_PRICE), "logsBloom": "0x" + bloom.to_bytes(bloom.of_logs(transaction.logs)).hex(),
            "logs": logs,
        }
        for index, (transaction, logs) in enumerate(zip(block.transactions, logs_json(block)))
    ]
