"""A chain that tests write by hand, served over JSON-RPC, and all the ways in which a provider can let one down.

Its blocks have real hashes, receipts and proofs, with the events of contracts/README.md. One chain may be served by several
providers, each with faults of its own.
"""
import hashlib
import json
import ssl
import threading
import time
from dataclasses import dataclass, field
from datetime import datetime, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from support.ethereum import Trie, add_to_bloom, block_hash, from_hex, keccak256, list_root, rlp, to_hex
from support.ports import free_port

CHAIN_ID = 31337
CONTRACT = "0xe7f1725e7734ce288f8367e1bb143e90bb3f0512"
ALICE = "0x70997970c51812dc3a010c7d01b50e0d17dc79c8"
TOPICS = {
    "stake": "0x5af417134f72a9d41143ace85b0a26dce6f550f894f2cbc1eeee8810603d91b6",
    "claim": "0x34fcbac0073d7c3d388e51312faf357774904998eeb8fca628b9e6f65ee1cbf7",
    "withdraw": "0xf279e6a1f5e320cca91135676d9cb6e44ca8a08c0b88342bcdb1144f6511b568",
}
SEQUENCE_SLOT = "0x" + "0" * 64


def digest(*parts: object) -> str:
    return "0x" + hashlib.sha256("/".join(map(str, parts)).encode()).hexdigest()


def transaction_of(*parts: object) -> dict:
    """A legacy transaction that differs from all others; nobody asks who signed it."""
    fields = {"nonce": hex(int(digest(*parts)[2:10], 16) or 1), "gasPrice": "0x1", "gas": "0x5208", "to": CONTRACT, "value": "0x0", "input": "0x",
              "v": "0x1b", "r": "0x1", "s": "0x1", "type": "0x0"}
    encoded = rlp([from_hex(value) if name in ("to", "input") else int(value, 16) for name, value in fields.items() if name != "type"])
    return fields | {"hash": to_hex(keccak256(encoded)), "encoded": encoded}


@dataclass
class Event:
    kind: str
    account: str
    amount: int
    sequence: int
    transaction: str


@dataclass
class Block:
    number: int
    before: "Block | None"
    time: int
    chain: "FakeChain"
    branch: int = 0
    events: list[Event] = field(default_factory=list)
    # Logs without topics and data that somebody else's transaction left.
    strangers: int = 0
    sealed: tuple = ()

    @property
    def total(self) -> int:
        """How many events the contract counts."""
        block = self
        while block and not block.events:
            block = block.before
        return block.events[-1].sequence if block else 0

    def transactions(self) -> list[dict]:
        names = list(dict.fromkeys(event.transaction for event in self.events))
        if self.strangers:
            names.append(self.chain.stranger["hash"])
        return [self.chain.transactions[name] for name in names]

    @property
    def gas_used(self) -> int:
        """At the least: 375 for each log (EIP-150)."""
        return 50_000 * len(self.transactions()) + 375 * self.strangers

    def receipts(self) -> list[dict]:
        found = []
        for index, transaction in enumerate(self.transactions()):
            logs = [self.chain.log_content(event) | {"logIndex": hex(place)} for place, event in enumerate(self.events)
                    if event.transaction == transaction["hash"]]
            if transaction is self.chain.stranger:
                where = {"address": ALICE, "topics": [], "data": "0x", "blockNumber": hex(self.number), "blockTimestamp": hex(self.time), "removed": False,
                         "blockHash": "0x" + "ab" * 32, "transactionHash": transaction["hash"], "transactionIndex": hex(index)}
                logs = [where | {"logIndex": hex(len(self.events) + place)} for place in range(self.strangers)]
            found.append({"type": "0x0", "status": "0x1", "cumulativeGasUsed": hex(50_000 * (index + 1)), "logs": logs,
                          "transactionHash": transaction["hash"], "transactionIndex": hex(index)})
        return found

    def state(self) -> tuple[Trie, Trie]:
        """Of all accounts, and of the contract's storage."""
        storage = Trie({keccak256(from_hex(SEQUENCE_SLOT)): rlp(self.total)} if self.total else {})
        account = rlp([1, 0, storage.root, keccak256(b"code")])
        return Trie({keccak256(from_hex(CONTRACT)): account, keccak256(from_hex(ALICE)): rlp([0, 1, Trie({}).root, keccak256(b"")])}), storage

    def header(self) -> dict:
        key = (self.strangers, *map(repr, self.events))  # what is below does not change any more
        if not self.sealed or self.sealed[0] != key:
            self.sealed = (key, self._seal())
        return self.sealed[1]

    def _seal(self) -> dict:
        receipts, block_bloom = [], bytearray(256)
        for receipt in self.receipts():
            bloom = bytearray(256)
            if len(receipt["logs"]) > 1000:
                add_to_bloom(bloom, from_hex(ALICE))
                add_to_bloom(block_bloom, from_hex(ALICE))
                receipts.append(rlp([1, int(receipt["cumulativeGasUsed"], 16), bytes(bloom), [[from_hex(ALICE), [], b""]] * len(receipt["logs"])]))
                continue
            for log in receipt["logs"]:
                for item in (log["address"], *log["topics"]):
                    add_to_bloom(bloom, from_hex(item))
                    add_to_bloom(block_bloom, from_hex(item))
            receipts.append(rlp([1, int(receipt["cumulativeGasUsed"], 16), bytes(bloom), [
                [from_hex(log["address"]), [from_hex(topic) for topic in log["topics"]], from_hex(log["data"])] for log in receipt["logs"]]]))
        header = {
            "parentHash": self.before.hash if self.before else "0x" + "0" * 64, "sha3Uncles": to_hex(keccak256(rlp([]))), "miner": "0x" + "0" * 40,
            "stateRoot": to_hex(self.state()[0].root), "transactionsRoot": to_hex(list_root(t["encoded"] for t in self.transactions())),
            "receiptsRoot": to_hex(list_root(receipts)), "logsBloom": to_hex(bytes(block_bloom)), "difficulty": "0x0", "number": hex(self.number),
            "gasLimit": "0x1c9c380", "gasUsed": hex(self.gas_used), "timestamp": hex(self.time), "extraData": to_hex(str(self.branch).encode()),
            "mixHash": "0x" + "0" * 64, "nonce": "0x" + "0" * 16, "baseFeePerGas": "0x7"}
        return header | {"hash": block_hash(header)}

    @property
    def hash(self) -> str:
        return self.header()["hash"]


@dataclass
class Faults:
    """What is wrong with the provider; set and reset while it serves."""
    down: bool = False                     # connections end without an answer
    held: bool = False                     # no answer until `let_go`
    delay: float = 0                       # seconds before each answer
    slow_range: int = 0                    # eth_getLogs over more blocks than this takes 3 seconds
    most_blocks: int = 0                   # eth_getLogs over more blocks is refused
    omitted: set[str] = field(default_factory=set)     # transactions whose logs are left out of eth_getLogs
    no_logs: bool = False                  # eth_getLogs answers []
    behind: int = 0                        # blocks that it has not seen yet, and says so of
    ahead: int = 0                         # blocks that it pretends to have seen
    is_strict: bool = False                # eth_getLogs beyond its head is an error, as with geth
    chain_id: int = CHAIN_ID
    no_proofs: bool = False                # eth_getProof is not supported
    busy_at: int = 0                       # the call of this number is refused with 429
    change: dict = field(default_factory=dict)         # method -> what to make of its result, but for what is called final: its height alone counts
    body: bytes | None = None              # this instead of any answer
    status: int = 200                      # of every answer; another one comes with an error
    no_finality: bool = False              # knows no finalized block


class Provider:
    """One endpoint of a chain."""

    def __init__(self, chain: "FakeChain", certificate: Path | None = None):
        self.chain = chain
        self.faults = Faults()
        self.calls: list[tuple[str, list]] = []
        self.called_at: list[float] = []
        self.let_go = threading.Event()
        self.port = free_port()
        self.server = ThreadingHTTPServer(("127.0.0.1", self.port), self._handler())
        self.server.daemon_threads = True
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
        self.scheme = "https" if certificate else "http"
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def close(self) -> None:
        self.let_go.set()
        self.server.shutdown()
        self.server.server_close()

    @property
    def url(self) -> str:
        return f"{self.scheme}://127.0.0.1:{self.port}"

    def asked(self, method: str) -> list[list]:
        return [params for name, params in self.calls if name == method]

    def answer(self, method: str, params: list):
        """The result, or an (code, message) of an error."""
        with self.chain.lock:
            result = self._answer(method, params)
        change = self.faults.change.get(method) if params[:1] != ["finalized"] else None
        # A copy: what is changed here is this provider's.
        return change(json.loads(json.dumps(result))) if change and not isinstance(result, tuple) else result

    def _answer(self, method: str, params: list):
        chain, head = self.chain, self.chain.head - self.faults.behind
        if method == "eth_chainId":
            return hex(self.faults.chain_id)
        if method == "eth_blockNumber":
            return hex(head + self.faults.ahead)
        if method in ("eth_getBlockByNumber", "eth_getBlockByHash", "eth_getBlockReceipts"):
            if params[0] == "finalized":
                if self.faults.no_finality:
                    return (-39001, "Unknown block")
                return chain.blocks[max(0, head - 2)].header()
            block = chain.find(params[0], head)
            if block is None:
                return None
            if method == "eth_getBlockReceipts":
                return block.receipts()
            transactions = [{name: value for name, value in each.items() if name != "encoded"} for each in block.transactions()]
            return block.header() | {"transactions": transactions if params[1] else [each["hash"] for each in transactions]}
        if method == "eth_getTransactionReceipt":
            return next((receipt | {"blockHash": block.hash, "blockNumber": hex(block.number)} for block in chain.blocks[:head + 1]
                         for receipt in block.receipts() if receipt["transactionHash"] == params[0]), None)
        if method == "eth_getLogs":
            return self._logs(params[0], head)
        if method == "eth_getCode":
            return "0x60" if params[0] in chain.wallets or params[0] == CONTRACT else "0x"
        if method == "eth_call":
            return chain.wallets.get(params[0]["to"], "0x")
        if method == "eth_getProof" and not self.faults.no_proofs:
            block = chain.find(params[2], head)
            if block is None:
                return (-32000, "header not found")
            assert params[0].lower() == CONTRACT and params[1] == [SEQUENCE_SLOT]
            accounts, storage = block.state()
            return {"address": params[0], "accountProof": chain.account_proof(accounts), "storageProof": [
                {"key": SEQUENCE_SLOT, "value": hex(block.total), "proof": storage.proof() if block.total else []}]}
        return (-32601, f"the method {method} does not exist")

    def _logs(self, query: dict, head: int):
        first, last = int(query["fromBlock"], 16), int(query["toBlock"], 16)
        if self.faults.most_blocks and last - first + 1 > self.faults.most_blocks:
            return (-32602, "query exceeds max block range")
        if self.faults.is_strict and last > head:
            return (-32602, "block range extends beyond current head block")
        if self.faults.no_logs:
            return []
        assert query["address"].lower() == CONTRACT and [sorted(of) for of in query["topics"]] == [sorted(TOPICS.values())]
        return [self.chain.log(block, index) for block in self.chain.blocks[first:min(last, head) + 1]
                for index, event in enumerate(block.events) if event.transaction not in self.faults.omitted]

    def _handler(provider):  # noqa: N805 - the server's handlers have a self of their own
        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                method, params = request["method"], request["params"]
                provider.calls.append((method, params))
                provider.called_at.append(time.monotonic())
                faults = provider.faults
                if method == "eth_call" and params[0]["to"] in provider.chain.stuck:
                    provider.let_go.wait(60)
                if faults.held:
                    provider.let_go.wait(60)
                slow = method == "eth_getLogs" and faults.slow_range and (
                    int(params[0]["toBlock"], 16) - int(params[0]["fromBlock"], 16) + 1 > faults.slow_range)
                if faults.delay or slow:
                    threading.Event().wait(faults.delay or 3)
                if faults.down:
                    self.close_connection = True
                    return
                if len(provider.calls) == faults.busy_at:
                    return self.reply(429, b"too many requests")
                result = provider.answer(method, params)
                reply = {"jsonrpc": "2.0", "id": request["id"]}
                if isinstance(result, tuple):
                    reply["error"] = {"code": result[0], "message": result[1]}
                else:
                    reply["result"] = result
                text = json.dumps(reply).encode()
                if faults.status != 200:
                    text = json.dumps({"jsonrpc": "2.0", "id": request["id"], "error": {"code": -32000, "message": "your key has expired"}}).encode()
                self.reply(faults.status, faults.body if faults.body is not None else text)

            def reply(self, status, body):
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def handle(self):
                try:
                    super().handle()
                except OSError:
                    pass  # who asked is gone

            def log_message(self, *_):
                pass

        return Handler


class FakeChain:
    """A chain, and the provider that most tests need one of."""

    def __init__(self, certificate: Path | None = None, began_at: int = 1_700_000_000):
        self.stranger = transaction_of("stranger")
        self.transactions: dict[str, dict] = {self.stranger["hash"]: self.stranger}
        self.blocks: list[Block] = [Block(0, None, began_at, self)]
        self.sequence = 0
        self.branch = 0
        self.lock = threading.RLock()
        # Contracts that are wallets (EIP-1271): address -> what each returns to a call, or (code, message) when it reverts.
        self.wallets: dict[str, str | tuple[int, str]] = {}
        # Of these, those whose calls no provider answers.
        self.stuck: set[str] = set()
        self.provider = Provider(self, certificate)
        self.others: list[Provider] = []

    def another_provider(self) -> Provider:
        self.others.append(Provider(self))
        return self.others[-1]

    def close(self) -> None:
        for provider in (self.provider, *self.others):
            provider.close()

    @property
    def faults(self) -> Faults:
        return self.provider.faults

    @property
    def let_go(self) -> threading.Event:
        return self.provider.let_go

    @property
    def calls(self) -> list[tuple[str, list]]:
        return self.provider.calls

    @property
    def url(self) -> str:
        return self.provider.url

    @property
    def port(self) -> int:
        return self.provider.port

    @property
    def called_at(self) -> list[float]:
        return self.provider.called_at

    def asked(self, method: str) -> list[list]:
        return self.provider.asked(method)

    @property
    def head(self) -> int:
        return self.blocks[-1].number

    # What happens on the chain.

    def mine(self, count: int = 1) -> Block:
        with self.lock:
            for _ in range(count):
                number = self.head + 1
                self.blocks.append(Block(number, self.blocks[-1], 1_700_000_000 + 12 * number, self, self.branch))
            return self.blocks[-1]

    def emit(self, kind: str = "stake", account: str = ALICE, amount: int = 10**18, count: int = 1) -> Block:
        """A block with one transaction that has `count` events."""
        with self.lock:
            block = self.mine()
            transaction = transaction_of(self.branch, block.number)
            self.transactions[transaction["hash"]] = transaction
            for _ in range(count):
                self.sequence += 1
                block.events.append(Event(kind, account, amount, self.sequence, transaction["hash"]))
            return block

    def reorganise(self, depth: int) -> list[Block]:
        """Drops the last blocks and puts as many empty ones in their place."""
        with self.lock:
            dropped = self.blocks[-depth:]
            del self.blocks[-depth:]
            self.sequence -= sum(len(block.events) for block in dropped)
            self.branch += 1
            self.mine(depth)
            return dropped

    # How it is told.

    def find(self, name: str, head: int) -> Block | None:
        """A block by its hash or number."""
        if len(name) == 66:
            return next((block for block in self.blocks[:head + 1] if block.hash == name), None)
        number = int(name, 16)
        return self.blocks[number] if number <= head else None

    @staticmethod
    def account_proof(accounts: Trie) -> list[str]:
        """The contract's leaf, below a branch with another account's."""
        wanted = Trie.nibbles(keccak256(from_hex(CONTRACT)))
        leaf = next(node for node in accounts.nodes.values() if Trie._path(wanted[1:], True) in node)
        return [to_hex(accounts.top), to_hex(leaf)]

    def log_content(self, event: Event) -> dict:
        return {"address": CONTRACT, "topics": [TOPICS[event.kind], "0x" + "0" * 24 + event.account[2:]],
                "data": f"0x{event.amount:064x}{event.sequence:064x}"}

    def log(self, block: Block, index: int) -> dict:
        event = block.events[index]
        return self.log_content(event) | {
            "blockNumber": hex(block.number),
            "blockHash": block.hash,
            "transactionHash": event.transaction,
            "transactionIndex": "0x0",
            "logIndex": hex(index),
            "removed": False,
        }

    def webhook(self, block: Block, delivery_id: str | None = None, age: float = 0, **changes) -> dict:
        """Alchemy's GRAPHQL payload for a block, made `age` seconds ago."""
        body = {
            "webhookId": "wh_fakechain",
            "id": delivery_id or "whevt_" + block.hash[2:18],
            "createdAt": datetime.fromtimestamp(time.time() - age, timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.000000000Z"),
            "type": "GRAPHQL",
            "event": {
                "data": {"block": {
                    "hash": block.hash, "number": block.number, "timestamp": block.time,
                    "logs": [{
                        "index": index,
                        "account": {"address": CONTRACT},
                        "topics": self.log(block, index)["topics"],
                        "data": self.log(block, index)["data"],
                        "transaction": {"hash": event.transaction, "index": 0, "status": 1},
                    } for index, event in enumerate(block.events)],
                }},
                "sequenceNumber": str(10**19 + block.number),
            },
        }
        body["event"] |= changes
        return body
