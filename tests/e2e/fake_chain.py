"""A chain that tests write by hand, served over JSON-RPC, and all the ways in which a provider can let one down.

It answers what gracy-worker asks (eth_chainId, eth_blockNumber, eth_getBlockByNumber, eth_getLogs), with the events of
contracts/README.md.
"""
import hashlib
import json
import ssl
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from support.ports import free_port

CHAIN_ID = 31337
CONTRACT = "0xe7f1725e7734ce288f8367e1bb143e90bb3f0512"
ALICE = "0x70997970c51812dc3a010c7d01b50e0d17dc79c8"
TOPICS = {
    "stake": "0x5af417134f72a9d41143ace85b0a26dce6f550f894f2cbc1eeee8810603d91b6",
    "claim": "0x34fcbac0073d7c3d388e51312faf357774904998eeb8fca628b9e6f65ee1cbf7",
    "withdraw": "0xf279e6a1f5e320cca91135676d9cb6e44ca8a08c0b88342bcdb1144f6511b568",
}


def digest(*parts: object) -> str:
    return "0x" + hashlib.sha256("/".join(map(str, parts)).encode()).hexdigest()


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
    hash: str
    parent: str
    time: int
    events: list[Event] = field(default_factory=list)


@dataclass
class Faults:
    """What is wrong with the provider; set and reset while it serves."""
    down: bool = False                     # connections end without an answer
    held: bool = False                     # no answer until `let_go`
    delay: float = 0                       # seconds before each answer
    slow_range: int = 0                    # eth_getLogs over more blocks than this takes 3 seconds
    most_blocks: int = 0                   # eth_getLogs over more blocks is refused
    omitted: set[str] = field(default_factory=set)     # transactions whose logs are left out
    no_logs: bool = False                  # eth_getLogs answers []
    behind: int = 0                        # blocks that it has not seen yet, and says so of
    chain_id: int = CHAIN_ID
    wrong_hash: bool = False               # logs name another block than the one of their number
    body: bytes | None = None              # this instead of any answer


class FakeChain:
    def __init__(self, certificate: Path | None = None):
        self.faults = Faults()
        self.calls: list[tuple[str, list]] = []
        self.blocks: list[Block] = [Block(0, digest("genesis"), "0x" + "0" * 64, 1_700_000_000)]
        self.sequence = 0
        self.branch = 0
        self.lock = threading.RLock()
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

    @property
    def head(self) -> int:
        return self.blocks[-1].number

    # What happens on the chain.

    def mine(self, count: int = 1) -> Block:
        with self.lock:
            for _ in range(count):
                number = self.head + 1
                self.blocks.append(Block(number, digest(self.branch, "block", number), self.blocks[-1].hash, 1_700_000_000 + 12 * number))
            return self.blocks[-1]

    def emit(self, kind: str = "stake", account: str = ALICE, amount: int = 10**18, count: int = 1) -> Block:
        """A block with one transaction that has `count` events."""
        with self.lock:
            block = self.mine()
            transaction = digest(self.branch, "transaction", block.number)
            for _ in range(count):
                self.sequence += 1
                block.events.append(Event(kind, account, amount, self.sequence, transaction))
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

    def asked(self, method: str) -> list[list]:
        return [params for name, params in self.calls if name == method]

    def log(self, block: Block, index: int) -> dict:
        event = block.events[index]
        return {
            "address": CONTRACT,
            "topics": [TOPICS[event.kind], "0x" + "0" * 24 + event.account[2:]],
            "data": f"0x{event.amount:064x}{event.sequence:064x}",
            "blockNumber": hex(block.number),
            "blockHash": digest("elsewhere") if self.faults.wrong_hash else block.hash,
            "transactionHash": event.transaction,
            "transactionIndex": "0x0",
            "logIndex": hex(index),
            "removed": False,
        }

    def webhook(self, block: Block, delivery_id: str | None = None, **changes) -> dict:
        """Alchemy's GRAPHQL payload for a block."""
        body = {
            "webhookId": "wh_fakechain",
            "id": delivery_id or "whevt_" + block.hash[2:18],
            "createdAt": "2026-11-21T00:00:00.000000000Z",
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

    def answer(self, method: str, params: list):
        """The result, or an (code, message) of an error."""
        with self.lock:
            head = self.head - self.faults.behind
            if method == "eth_chainId":
                return hex(self.faults.chain_id)
            if method == "eth_blockNumber":
                return hex(head)
            if method == "eth_getBlockByNumber":
                number = int(params[0], 16)
                if number > head:
                    return None
                block = self.blocks[number]
                return {"number": hex(number), "hash": block.hash, "parentHash": block.parent, "timestamp": hex(block.time)}
            if method == "eth_getLogs":
                return self._logs(params[0], head)
        return (-32601, f"the method {method} does not exist")

    def _logs(self, query: dict, head: int):
        first, last = int(query["fromBlock"], 16), int(query["toBlock"], 16)
        if self.faults.most_blocks and last - first + 1 > self.faults.most_blocks:
            return (-32602, "query exceeds max block range")
        if self.faults.no_logs:
            return []
        assert query["address"].lower() == CONTRACT and query["topics"] == [list(TOPICS.values())]
        return [self.log(block, index) for block in self.blocks[first:min(last, head) + 1]
                for index, event in enumerate(block.events) if event.transaction not in self.faults.omitted]

    def _handler(chain):  # noqa: N805 - the server's handlers have a self of their own
        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                method, params = request["method"], request["params"]
                chain.calls.append((method, params))
                faults = chain.faults
                if faults.held:
                    chain.let_go.wait(60)
                slow = method == "eth_getLogs" and faults.slow_range and (
                    int(params[0]["toBlock"], 16) - int(params[0]["fromBlock"], 16) + 1 > faults.slow_range)
                if faults.delay or slow:
                    threading.Event().wait(faults.delay or 3)
                if faults.down:
                    self.close_connection = True
                    return
                result = chain.answer(method, params)
                reply = {"jsonrpc": "2.0", "id": request["id"]}
                if isinstance(result, tuple):
                    reply["error"] = {"code": result[0], "message": result[1]}
                else:
                    reply["result"] = result
                body = faults.body if faults.body is not None else json.dumps(reply).encode()
                self.send_response(200)
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
