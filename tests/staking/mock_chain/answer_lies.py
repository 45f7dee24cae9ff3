"""Lies in one answer. Each gets the true result and changes as little of it as it can."""

import copy

from . import rlp
from .keccak import keccak256
from .headers import FIELDS
from .lie import lie
from .queries import METHOD_NOT_FOUND, NOT_AVAILABLE, QueryError, number_of
from .trie import EMPTY_ROOT

LOGS = ("eth_getLogs",)
BLOCKS = ("eth_getBlockByNumber", "eth_getBlockByHash")
RECEIPTS = ("eth_getBlockReceipts", "eth_getTransactionReceipt")
PROOF = ("eth_getProof",)


def _flip(text, digit=-1):
    """The same hexadecimal text with one digit changed."""
    digit %= len(text)
    return text[:digit] + ("0" if text[digit] != "0" else "1") + text[digit + 1 :]


def _changed(call, items, change):
    """`items` with a random one changed; as it was when there is none."""
    if not items:
        return items
    items = copy.deepcopy(items)
    change(items[call.choice.randrange(len(items))])
    return items


# ---- logs ----


@lie("answer", provable=True, methods=LOGS)
def empty_logs(call, logs):
    """There are no logs, it says."""
    return []


@lie("answer", provable=True, methods=LOGS)
def drop_log(call, logs):
    """One log is missing."""
    gone = call.choice.randrange(len(logs)) if logs else 0
    return [log for index, log in enumerate(logs) if index != gone]


@lie("answer", provable=True, methods=LOGS)
def drop_block(call, logs):
    """All logs of one block are missing."""
    gone = call.choice.choice(logs)["blockNumber"] if logs else None
    return [log for log in logs if log["blockNumber"] != gone]


@lie("answer", provable=True, methods=LOGS, limit=3)
def truncated_logs(call, logs):
    """Only the first few logs, in the middle of a block if need be, without a word."""
    return logs[: call["limit"]]


@lie("answer", provable=True, methods=LOGS)
def extra_log(call, logs):
    """One log more than there is: a copy of another one with another amount, at an index of its own."""
    if not logs:
        return logs
    copied = copy.deepcopy(call.choice.choice(logs))
    copied["data"] = _flip(copied["data"], -3)
    copied["logIndex"] = hex(max(int(log["logIndex"], 16) for log in logs) + 1)
    return [*logs, copied]


@lie("answer", provable=True, methods=LOGS)
def doubled_log(call, logs):
    """One log twice."""
    return [*logs, call.choice.choice(logs)] if logs else logs


@lie("answer", provable=True, methods=LOGS)
def alter_amount(call, logs):
    """The data of one log is another."""
    return _changed(call, logs, lambda log: log.update(data=_flip(log["data"], 2 + min(60, len(log["data"]) - 3))))


@lie("answer", provable=True, methods=LOGS)
def alter_account(call, logs):
    """The first indexed argument of one log is another."""

    def change(log):
        log["topics"] = [topic if index != 1 else _flip(topic) for index, topic in enumerate(log["topics"])]

    return _changed(call, logs, change)


@lie("answer", provable=True, methods=LOGS)
def alter_block_of_log(call, logs):
    """One log is in another block than it says."""
    return _changed(call, logs, lambda log: log.update(blockNumber=hex(int(log["blockNumber"], 16) + 1)))


@lie("answer", "fault", methods=(*LOGS, *RECEIPTS))
def transaction_log_index(call, result):
    """Log indexes begin again in each transaction, as some releases of Erigon had it."""
    result = copy.deepcopy(result)
    logs, before, index = _logs_of(result), None, 0
    for log in logs:
        index = index + 1 if log["transactionHash"] == before else 0
        before = log["transactionHash"]
        log["logIndex"] = hex(index)
    return result


@lie("answer", methods=LOGS)
def removed_logs(call, logs):
    """Marks a log as removed that is there."""
    return _changed(call, logs, lambda log: log.update(removed=True))


def _logs_of(result):
    if isinstance(result, dict):
        return result.get("logs", [])
    return [log for each in result or [] for log in (each["logs"] if "logs" in each else [each])]


# ---- blocks ----


@lie("answer", methods=("eth_chainId", "net_version"))
def wrong_chain_id(call, result):
    """Serves another chain."""
    return str(int(result) + 1) if call.method == "net_version" else hex(int(result, 16) + 1)


@lie("answer", methods=("eth_blockNumber",), blocks=1_000)
def future_head(call, result):
    """Claims a head far beyond the chain's."""
    return hex(int(result, 16) + call["blocks"])


@lie("answer", provable=True, methods=BLOCKS)
def wrong_block_number(call, block):
    """A block says that it has another number."""
    return block and {**block, "number": hex(int(block["number"], 16) + 1)}


@lie("answer", provable=True, methods=BLOCKS)
def wrong_block_hash(call, block):
    """A block says that it has another hash."""
    return block and {**block, "hash": _flip(block["hash"])}


@lie("answer", provable=True, methods=BLOCKS)
def bad_header_field(call, block):
    """One field of a header is another."""
    if block is None:
        return None
    name = call.choice.choice(("stateRoot", "receiptsRoot", "transactionsRoot", "parentHash", "logsBloom", "extraData", "mixHash"))
    return {**block, name: _flip(block[name]) if len(block[name]) > 2 else "0x01"}


@lie("answer", provable=True, methods=BLOCKS)
def forged_header(call, block):
    """Another state root, and the hash that belongs to it: valid in itself, and nobody's child or parent."""
    if block is None:
        return None
    forged = {**block, "stateRoot": _flip(block["stateRoot"])}
    values = call.view.chain.by_hash[bytes.fromhex(block["hash"][2:])]
    fields = {**values.values(), "stateRoot": bytes.fromhex(forged["stateRoot"][2:])}
    return {**forged, "hash": "0x" + keccak256(rlp.encode([fields[name] for name in FIELDS[values.fork]])).hex()}


@lie("answer", provable=True, methods=BLOCKS)
def other_block(call, block):
    """The block below the one that was asked for."""
    return block and call.view.answer("eth_getBlockByNumber", [hex(max(0, int(block["number"], 16) - 1)), *call.params[1:]])


@lie("answer", "fault", methods=BLOCKS)
def null_block(call, block):
    """Does not know the block."""
    return None


@lie("answer", provable=True, methods=BLOCKS)
def bad_transactions(call, block):
    """The transactions of a block are not all there, or not its own."""
    return block and {**block, "transactions": block["transactions"][1:]}


# ---- receipts and proofs ----


@lie("answer", provable=True, methods=RECEIPTS)
def bad_receipts(call, receipts):
    """The amount in a receipt's log is another, or the gas where there is no log."""

    def change(receipt):
        if receipt["logs"]:
            call.choice.choice(receipt["logs"])["data"] += "00"
        else:
            receipt["cumulativeGasUsed"] = hex(int(receipt["cumulativeGasUsed"], 16) + 1)

    if isinstance(receipts, dict):
        return _changed(call, [receipts], change)[0]
    return _changed(call, receipts, change)


@lie("answer", provable=True, methods=("eth_getBlockReceipts",))
def drop_receipt(call, receipts):
    """A receipt is missing."""
    return receipts[:-1] if receipts else receipts


@lie("answer", provable=True, methods=(*LOGS, "eth_getBlockReceipts"))
def drop_everywhere(call, result):
    """Logs with an even transaction hash are missing, in ranges and in receipts alike: its answers agree with one another."""
    if call.method == "eth_getLogs":
        return [log for log in result if int(log["transactionHash"], 16) % 2]
    return result and [{**each, "logs": each["logs"] if int(each["transactionHash"], 16) % 2 else []} for each in result]


@lie("answer", "fault", methods=RECEIPTS)
def null_receipts(call, receipts):
    """Does not know the receipts."""
    return None


@lie("answer", provable=True, methods=PROOF)
def wrong_proof(call, proof):
    """A node of a proof has another byte."""
    proof = copy.deepcopy(proof)
    # Of storage where nothing is nodes prove nothing, and nobody looks at them.
    has_storage = proof["storageHash"] != f"0x{EMPTY_ROOT.hex()}"
    nodes = [each["proof"] for each in proof["storageProof"] if each["proof"] and has_storage] or [proof["accountProof"]]
    nodes = call.choice.choice([*nodes, proof["accountProof"]])
    nodes[-1] = _flip(nodes[-1], -2)
    return proof


@lie("answer", provable=True, methods=PROOF)
def wrong_proven_value(call, proof):
    """A value that its proof does not prove."""
    return {**proof, "storageProof": [{**each, "value": hex(int(each["value"], 16) + 1)} for each in proof["storageProof"]]}


@lie("answer", provable=True, methods=PROOF)
def short_proof(call, proof):
    """The last node of the storage proof is missing."""
    return {**proof, "storageProof": [{**each, "proof": each["proof"][:-1]} for each in proof["storageProof"]]}


@lie("answer", provable=True, methods=PROOF, blocks=50)
def stale_proof(call, proof):
    """A valid proof, of an older block than was asked for."""
    which = call.params[2] if len(call.params) > 2 else "latest"
    block = call.view.chain.by_hash.get(bytes.fromhex(which[2:])) if len(which) == 66 else None
    number = block.number if block else number_of(call.view, which)
    return call.view.answer("eth_getProof", [*call.params[:2], hex(max(0, number - call["blocks"]))])


@lie("answer")
def stale_cache(call, result):
    """A cache answers with what it answered to another question of the same kind."""
    return call.kept.setdefault(call.method, result)


@lie("answer", methods=("eth_call", "eth_getStorageAt"))
def wrong_word(call, result):
    """A word read from the contract is another."""
    return _flip(result) if len(result) > 2 else result


# ---- what is not offered ----


@lie("answer", "limit", methods=("eth_getBlockReceipts",))
def no_block_receipts(call, result):
    """Has no eth_getBlockReceipts."""
    raise QueryError(METHOD_NOT_FOUND, "the method eth_getBlockReceipts does not exist/is not available")


@lie("answer", "limit", methods=PROOF)
def no_get_proof(call, result):
    """Has no eth_getProof."""
    raise QueryError(METHOD_NOT_FOUND, "the method eth_getProof does not exist/is not available")


_REFUSALS = (
    (-32005, "query returned more than {logs} results. Try with this block range [{first}, {last}]."),
    (-32602, "Log response size exceeded. Your eth_getLogs request is limited to {blocks} blocks"),
    (-32000, "block range is too wide"),
    (-32012, "requested range exceeds maximum of {blocks} blocks"),
)


@lie("answer", "limit", methods=LOGS, blocks=100, logs=50)
def range_limit(call, logs):
    """Refuses ranges that are too wide or too full, each time in other words."""
    criteria = call.params[0] if call.params else {}
    if criteria.get("blockHash"):
        return logs
    first, last = (number_of(call.view, criteria.get(name) or "latest") for name in ("fromBlock", "toBlock"))
    if last - first < call["blocks"] and len(logs) <= call["logs"]:
        return logs
    code, message = call.choice.choice(_REFUSALS)
    raise QueryError(code, message.format(logs=call["logs"], blocks=call["blocks"], first=hex(first), last=hex(first + call["blocks"] - 1)))


@lie("answer", "fault")
def busy(call, result):
    """An error of JSON-RPC instead of a result: too many requests, as some say it with HTTP status 200."""
    raise QueryError(-32005, "rate limit exceeded, please try again later")


@lie("answer", "fault")
def internal_error(call, result):
    """An internal error."""
    raise QueryError(NOT_AVAILABLE, "internal error")
