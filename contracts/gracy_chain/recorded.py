"""A chain that anvil made once, played back block by block."""

import json
import lzma

from .contract import FOLDER

RECORD = FOLDER / "recorded" / "chain.jsonl.xz"


def write(chain, history_head, path=RECORD):
    """Keeps every block of a running anvil. The first line says where the history ends."""
    lines = [{"history_head": history_head}]
    for number in range(chain.head() + 1):
        block = chain.rpc("eth_getBlockByNumber", hex(number), True)
        transactions = block["transactions"]
        block["transactions"] = [transaction["hash"] for transaction in transactions]
        receipts = chain.rpc("eth_getBlockReceipts", hex(number))
        lines.append({"block": block, "transactions": transactions, "receipts": receipts})
    text = "".join(json.dumps(line, separators=(",", ":")) + "\n" for line in lines)
    path.parent.mkdir(exist_ok=True)
    with lzma.open(path, "wb", preset=9) as file:
        file.write(text.encode())


class RecordedChain:
    client_version = "gracy-recorded-chain"

    def __init__(self, path=RECORD):
        with lzma.open(path, "rt") as file:
            self.history_head = json.loads(next(file))["history_head"]
            self._entries = [json.loads(line) for line in file]
        self._head = self.history_head
        self._number_of = {entry["block"]["hash"]: number for number, entry in enumerate(self._entries)}
        self._number_of_transaction = {
            transaction: number
            for number, entry in enumerate(self._entries)
            for transaction in entry["block"]["transactions"]
        }

    def head(self):
        return self._head

    def last(self):
        return len(self._entries) - 1

    def show(self, head):
        """Makes the blocks up to `head` visible; a chain never gets shorter."""
        self._head = max(self._head, min(head, self.last()))

    def number_of(self, block_hash):
        number = self._number_of.get(block_hash)
        return None if number is None or number > self._head else number

    def number_of_transaction(self, transaction_hash):
        return self._number_of_transaction.get(transaction_hash)

    def entry(self, number):
        return self._entries[number]

    def block(self, number):
        return self._entries[number]["block"]

    def logs(self, number):
        return [log for receipt in self._entries[number]["receipts"] for log in receipt["logs"]]
