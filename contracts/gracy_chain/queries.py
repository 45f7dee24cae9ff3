"""Ethereum's read methods over blocks that somebody else keeps (recorded or scripted)."""

from .contract import CHAIN_ID

INVALID_PARAMS = -32602
METHOD_NOT_FOUND = -32601

# As far behind the head as anvil's with epochs of four slots.
SAFE_DISTANCE = 4
FINALIZED_DISTANCE = 8


class QueryError(Exception):
    def __init__(self, code, message):
        super().__init__(message)
        self.code = code


def answer(chain, method, params):
    """`chain` has head(), number_of(hash) and entry(number) -> {"block", "transactions", "receipts"}."""
    query = _methods.get(method)
    if query is None:
        raise QueryError(METHOD_NOT_FOUND, f"the method {method} does not exist")
    try:
        return query(chain, *params)
    except (TypeError, ValueError, AttributeError, KeyError) as error:
        raise QueryError(INVALID_PARAMS, f"invalid params: {error}") from error


def block_number(chain, tag):
    head = chain.head()
    named = {
        "latest": head, "pending": head, "earliest": 0,
        "safe": max(0, head - SAFE_DISTANCE), "finalized": max(0, head - FINALIZED_DISTANCE),
    }
    if tag in named:
        return named[tag]
    # A quantity has no leading zeros; a node refuses the others.
    if not tag.startswith("0x") or tag != hex(int(tag, 16)):
        raise QueryError(INVALID_PARAMS, f"not a block number: {tag}")
    return int(tag, 16)


def _block(chain, number, full):
    if number is None or number > chain.head():
        return None
    entry = chain.entry(number)
    return {**entry["block"], "transactions": entry["transactions"]} if full else entry["block"]


def get_block_by_number(chain, tag, full=False):
    return _block(chain, block_number(chain, tag), full)


def get_block_by_hash(chain, block_hash, full=False):
    return _block(chain, chain.number_of(block_hash), full)


def get_logs(chain, criteria):
    if "blockHash" in criteria:
        if "fromBlock" in criteria or "toBlock" in criteria:
            raise QueryError(INVALID_PARAMS, "blockHash excludes fromBlock and toBlock")
        number = chain.number_of(criteria["blockHash"])
        if number is None:
            raise QueryError(-32001, "unknown block")
        first = last = number
    else:
        first = block_number(chain, criteria.get("fromBlock") or "latest")
        last = block_number(chain, criteria.get("toBlock") or "latest")
        if first > last or last > chain.head():
            raise QueryError(INVALID_PARAMS, f"block range {first} to {last} is not within 0 to {chain.head()}")
    addresses = _one_or_many(criteria.get("address"))
    topics = [_one_or_many(topic) for topic in criteria.get("topics") or []]
    return [
        log
        for number in range(first, last + 1)
        for receipt in chain.entry(number)["receipts"]
        for log in receipt["logs"]
        if _matches(log, addresses, topics)
    ]


def _one_or_many(value):
    """None (anything) or a set of lower-case strings."""
    if value is None or value == []:
        return None
    return {value.lower()} if isinstance(value, str) else {one.lower() for one in value}


def _matches(log, addresses, topics):
    if addresses is not None and log["address"].lower() not in addresses:
        return False
    if len(topics) > len(log["topics"]):
        return False
    return all(wanted is None or topic in wanted for wanted, topic in zip(topics, log["topics"]))


def _find(chain, transaction_hash, part, key):
    number = chain.number_of_transaction(transaction_hash)
    if number is None or number > chain.head():
        return None
    return next(one for one in chain.entry(number)[part] if one[key] == transaction_hash)


def get_block_receipts(chain, tag):
    number = chain.number_of(tag) if len(tag) == 66 else block_number(chain, tag)
    return None if number is None or number > chain.head() else chain.entry(number)["receipts"]


_methods = {
    "eth_chainId": lambda chain: hex(CHAIN_ID),
    "net_version": lambda chain: str(CHAIN_ID),
    "web3_clientVersion": lambda chain: chain.client_version,
    "eth_syncing": lambda chain: False,
    "eth_blockNumber": lambda chain: hex(chain.head()),
    "eth_getBlockByNumber": get_block_by_number,
    "eth_getBlockByHash": get_block_by_hash,
    "eth_getLogs": get_logs,
    "eth_getBlockReceipts": get_block_receipts,
    "eth_getTransactionReceipt": lambda chain, wanted: _find(chain, wanted, "receipts", "transactionHash"),
    "eth_getTransactionByHash": lambda chain, wanted: _find(chain, wanted, "transactions", "hash"),
}
