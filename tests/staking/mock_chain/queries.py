"""Ethereum's read methods over a branch, as an honest node answers them."""

from dataclasses import dataclass

from . import contracts
from .chain import Branch, MockChain
from .transactions import logs_json, receipts_json

INVALID_PARAMS = -32602
METHOD_NOT_FOUND = -32601
NOT_AVAILABLE = -32000


class QueryError(Exception):
    def __init__(self, code, message):
        super().__init__(message)
        self.code = code


@dataclass
class View:
    """What one node sees: a branch up to `head`. Lies about the chain as a whole are other views."""

    chain: MockChain
    branch: Branch
    head: int
    finalized: int | None
    safe: int
    # What the node has forgotten: bodies below `first_body`. It says so, or answers that there is nothing.
    first_body: int = 0
    forgets_silently: bool = False
    # Of a range of logs beyond the head: "error" as specified, "empty" or "clamp" as older nodes and proxies do.
    beyond: str = "error"

    @classmethod
    def of(cls, chain: MockChain, branch: Branch | None = None, head: int | None = None) -> "View":
        branch = branch or chain.canonical
        top = branch.head() if head is None else max(0, min(head, branch.head()))
        settings = chain.settings
        return cls(chain, branch, top, max(0, top - settings.finalized_distance), max(0, top - settings.safe_distance))

    def block(self, number):
        return self.branch.blocks[number] if number is not None and 0 <= number <= self.head else None

    def answer(self, method: str, params: list):
        query = _METHODS.get(method)
        if query is None:
            raise QueryError(METHOD_NOT_FOUND, f"the method {method} does not exist/is not available")
        try:
            return query(self, *params)
        except (TypeError, ValueError, AttributeError, KeyError, IndexError) as error:
            raise QueryError(INVALID_PARAMS, f"invalid argument: {error}") from error


def number_of(view: View, tag):
    """A block's number; None for a tag that the node does not know."""
    named = {"latest": view.head, "pending": view.head, "earliest": 0, "safe": view.safe, "finalized": view.finalized}
    if tag in named:
        return named[tag]
    if not tag.startswith("0x") or tag != hex(int(tag, 16)):
        raise QueryError(INVALID_PARAMS, f"not a block number: {tag}")
    return int(tag, 16)


def _bytes(text, length):
    if not text.startswith("0x") or len(text) != 2 + 2 * length:
        raise QueryError(INVALID_PARAMS, f"not {length} bytes: {text}")
    return bytes.fromhex(text[2:])


def _by_hash(view, text):
    block = view.chain.by_hash.get(_bytes(text, 32))
    # A node knows the blocks of its own branch; what it never saw it does not know.
    return block if block is not None and view.block(block.number) is block else None


def find(view, which):
    """A block by number, tag, hash or {"blockHash"} / {"blockNumber"} (EIP-1898)."""
    if isinstance(which, dict):
        which = which.get("blockHash") or which["blockNumber"]
    return _by_hash(view, which) if len(which) == 66 else view.block(number_of(view, which))


def has_body(view, block):
    if block.number >= view.first_body:
        return True
    if not view.forgets_silently:
        raise QueryError(4444, "pruned history unavailable")
    return False


def get_block(view, which, full=False):
    block = find(view, which)
    return None if block is None else block.json(full)


def get_receipts(view, which):
    block = find(view, which)
    return receipts_json(block) if block is not None and has_body(view, block) else None


def _transaction(view, text):
    wanted = _bytes(text, 32)
    for number in range(view.head, -1, -1):
        for index, transaction in enumerate(view.branch.blocks[number].transactions):
            if transaction.hash == wanted:
                return view.branch.blocks[number], index
    return None, None


def get_transaction(view, text):
    block, index = _transaction(view, text)
    return None if block is None else block.transactions[index].json(block, index)


def get_receipt(view, text):
    block, index = _transaction(view, text)
    return receipts_json(block)[index] if block is not None and has_body(view, block) else None


def log_range(view, criteria):
    """First and last block of a filter, refused as the specification now wants it: beyond the head and reversed."""
    if criteria.get("blockHash"):
        if "fromBlock" in criteria or "toBlock" in criteria:
            raise QueryError(INVALID_PARAMS, "cannot specify both BlockHash and FromBlock/ToBlock")
        block = _by_hash(view, criteria["blockHash"])
        if block is None:
            raise QueryError(NOT_AVAILABLE, "unknown block")
        return block.number, block.number
    first, last = (number_of(view, criteria.get(name) or "latest") for name in ("fromBlock", "toBlock"))
    if first is None or last is None:
        raise QueryError(NOT_AVAILABLE, "finalized block not found")
    if last > view.head and view.beyond != "error":
        return first, view.head if view.beyond == "clamp" else -1
    if first > last or last > view.head:
        raise QueryError(INVALID_PARAMS, f"block range extends beyond current head block {view.head}" if first <= last else "invalid block range params")
    return first, last


def get_logs(view, criteria):
    first, last = log_range(view, criteria)
    addresses = _set_of(criteria.get("address"), 20)
    topics = [_set_of(each, 32) for each in criteria.get("topics") or []]
    found = []
    for block in view.branch.blocks[first : last + 1]:
        if not block.transactions or not has_body(view, block):
            continue
        wanted = [
            (index, number)
            for index, transaction in enumerate(block.transactions)
            for number, log in enumerate(transaction.logs)
            if _matches(log, addresses, topics)
        ]
        if wanted:
            logs = logs_json(block)
            found.extend(logs[index][number] for index, number in wanted)
    return found


def _set_of(value, length):
    if value is None:
        return None
    return {_bytes(each, length) for each in ([value] if isinstance(value, str) else value)}


def _matches(log, addresses, topics):
    if addresses and log.address not in addresses or len(topics) > len(log.topics):
        return False
    return all(not wanted or topic in wanted for wanted, topic in zip(topics, log.topics))


def get_proof(view, address, keys, which="latest"):
    block = find(view, which)
    if block is None:
        raise QueryError(NOT_AVAILABLE, "header not found")
    window = view.chain.settings.proof_window
    if window is not None and block.number < view.head - window:
        raise QueryError(NOT_AVAILABLE, "missing trie node: state is not available")
    # Slots may come as quantities or as 32 bytes.
    return block.state.prove(_bytes(address, 20), [int(key, 16) for key in keys])


def get_storage(view, address, key, which="latest"):
    return "0x" + contracts.word(find(view, which).state.storage_at(_bytes(address, 20), int(key, 16))).hex()


def get_code(view, address, which="latest"):
    return "0x" + find(view, which).state.code(_bytes(address, 20)).hex()


def call(view, transaction, which="latest", *_):
    to, data = _bytes(transaction["to"], 20), bytes.fromhex((transaction.get("input") or transaction.get("data") or "0x")[2:])
    state = find(view, which).state
    if not state.code(to):
        return "0x"
    slot = contracts.view_slot(view.chain.contracts, to, data)
    if slot is None:
        raise QueryError(3, "execution reverted")
    return "0x" + contracts.word(state.storage_at(to, slot)).hex()


_METHODS = {
    "web3_clientVersion": lambda view: "gracy-mock-chain/1",
    "net_version": lambda view: str(view.chain.settings.chain_id),
    "eth_chainId": lambda view: hex(view.chain.settings.chain_id),
    "eth_syncing": lambda view: False,
    "eth_blockNumber": lambda view: hex(view.head),
    "eth_getBlockByNumber": get_block,
    "eth_getBlockByHash": get_block,
    "eth_getBlockReceipts": get_receipts,
    "eth_getTransactionByHash": get_transaction,
    "eth_getTransactionReceipt": get_receipt,
    "eth_getLogs": get_logs,
    "eth_getProof": get_proof,
    "eth_getStorageAt": get_storage,
    "eth_getCode": get_code,
    "eth_call": call,
}
