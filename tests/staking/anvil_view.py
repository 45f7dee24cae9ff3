"""What a provider of an anvil sees: what MockChain's own answers say is asked of the node, and lies act on both alike."""

from gracy_chain.rpc import RpcError
from mock_chain.queries import NOT_AVAILABLE, QueryError, View, find, has_body, log_range

# Where a method's parameters name a block.
_BLOCK_AT = {
    "eth_getBlockByNumber": 0, "eth_getBlockByHash": 0, "eth_getBlockReceipts": 0, "eth_getCode": 1, "eth_call": 1,
    "eth_getStorageAt": 2, "eth_getProof": 2,
}


class AnvilView(View):
    """A view whose branch has a node. What the view knows of head, finality and forgotten bodies is its own."""

    def answer(self, method, params):
        if method == "eth_blockNumber":
            return hex(self.head)
        if method == "eth_getLogs":
            return self._logs(*params)
        at = _BLOCK_AT.get(method)
        if at is None:
            return self._ask(method, params)
        block = find(self, params[at] if len(params) > at else "latest")
        if block is None and at > 0:
            raise QueryError(NOT_AVAILABLE, "header not found")
        if block is None or method == "eth_getBlockReceipts" and not has_body(self, block):
            return None
        named = "0x" + block.hash.hex() if method == "eth_getBlockByHash" else hex(block.number)
        return self._ask(method, [*params[:at], named, *params[at + 1 :]])

    def _logs(self, criteria):
        first, last = log_range(self, criteria)
        if last < first:
            return []
        wanted = {name: value for name, value in criteria.items() if name != "blockHash"}
        logs = self._ask("eth_getLogs", [wanted | {"fromBlock": hex(first), "toBlock": hex(last)}])
        return [log for log in logs if has_body(self, self.branch.blocks[int(log["blockNumber"], 16)])]

    def _ask(self, method, params):
        try:
            return self.branch.node.rpc(method, *params)
        except RpcError as error:
            raise QueryError(error.code, str(error)) from error
