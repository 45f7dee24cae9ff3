"""The recorded and the scripted chain answer as a node does."""

import http.client
import json

import pytest

from gracy_chain import contract, recorded
from gracy_chain.rpc import Rpc, RpcError
from gracy_chain.scripted import ScriptedChain
from gracy_chain.server import JsonRpcServer
from gracy_chain.webhook import is_lost, payload, sign

ALICE, BOB = "0x" + "a1" * 20, "0x" + "b0" * 20


@pytest.fixture(scope="module")
def record():
    return recorded.RecordedChain()


@pytest.fixture
def chain():
    return ScriptedChain()


@pytest.fixture
def server(chain):
    with JsonRpcServer(chain) as server:
        yield server


@pytest.fixture
def rpc(server):
    rpc = Rpc(server.url)
    yield rpc
    rpc.close()


def events(logs):
    return [contract.decode(log) for log in logs if contract.is_event(log)]


def test_record_links_and_numbers_every_event(record):
    record.show(record.last())
    blocks = [record.block(number) for number in range(record.head() + 1)]
    assert all(block["parentHash"] == parent["hash"] for parent, block in zip(blocks, blocks[1:]))
    found = [event for number in range(record.head() + 1) for event in events(record.logs(number))]
    numbers = [seq for *_, seq in found if seq is not None]
    assert numbers == list(range(1, len(numbers) + 1))
    assert {kind for kind, *_ in found} == {*contract.ACCOUNT_KINDS, "season_created"}
    history = [event for number in range(record.history_head + 1) for event in events(record.logs(number))]
    assert len(history) >= 200 and len({account for _, account, *_ in history if account}) >= 5
    transactions = [log["transactionHash"] for n in range(record.head() + 1) for log in record.logs(n) if contract.is_event(log)]
    assert len(set(transactions)) < len(transactions), "no transaction with two events"


def test_blocks_beyond_the_head_do_not_exist_yet():
    chain = recorded.RecordedChain()
    with JsonRpcServer(chain) as server:
        rpc = Rpc(server.url)
        head = int(rpc("eth_blockNumber"), 16)
        assert head == chain.history_head < chain.last()
        coming = chain.entry(head + 1)
        assert rpc("eth_getBlockByNumber", hex(head + 1), False) is None
        assert rpc("eth_getBlockByHash", coming["block"]["hash"], False) is None
        assert rpc("eth_getTransactionReceipt", coming["transactions"][0]["hash"]) is None
        with pytest.raises(RpcError) as refusal:
            rpc("eth_getLogs", {"fromBlock": hex(head), "toBlock": hex(head + 1)})
        assert refusal.value.code == -32602
        chain.show(head + 1)
        receipt = rpc("eth_getTransactionReceipt", coming["transactions"][0]["hash"])
        assert receipt["blockHash"] == coming["block"]["hash"]
        assert rpc("eth_getBlockReceipts", hex(head + 1)) == [receipt]
        rpc.close()


def test_log_filter_by_range_address_topic_and_block_hash(chain, rpc):
    chain.mine(("stake", ALICE, 5))
    block = chain.mine(("stake", BOB, 6), ("claim", ALICE, 1))
    chain.mine({"address": contract.TOKEN, "topics": ["0x" + "dd" * 32], "data": "0x"})

    def logs(**criteria):
        return rpc("eth_getLogs", criteria)

    everything = {"fromBlock": "0x0", "toBlock": "latest"}
    assert len(logs(**everything)) == 4
    assert len(logs(**everything, address=[contract.TOKEN])) == 1
    mine = logs(**everything, address=contract.STAKING.upper().replace("0X", "0x"))
    assert events(mine) == [("stake", ALICE, 5, 1), ("stake", BOB, 6, 2), ("claim", ALICE, 1, 3)]
    stakes = [contract.TOPIC_OF["stake"], contract.TOPIC_OF["withdraw"]]
    assert events(logs(**everything, topics=[stakes])) == [("stake", ALICE, 5, 1), ("stake", BOB, 6, 2)]
    alice = "0x" + contract.word(ALICE)
    assert [kind for kind, *_ in events(logs(**everything, topics=[None, alice]))] == ["stake", "claim"]
    assert events(logs(blockHash=block["hash"])) == [("stake", BOB, 6, 2), ("claim", ALICE, 1, 3)]
    assert [log["logIndex"] for log in logs(blockHash=block["hash"])] == ["0x0", "0x1"]
    assert logs() == [log for log in logs(**everything) if log["blockNumber"] == "0x3"]
    for refused in ({"blockHash": block["hash"], "fromBlock": "0x0"}, {"blockHash": "0x" + "00" * 32},
                    {"fromBlock": "0x2", "toBlock": "0x1"}, {"fromBlock": "0x01"}, {"fromBlock": "soon"}):
        with pytest.raises(RpcError):
            logs(**refused)


def test_tags_follow_the_head(chain, rpc):
    chain.mine_empty(20)
    numbers = [int(rpc("eth_getBlockByNumber", tag, False)["number"], 16) for tag in ("latest", "safe", "finalized", "earliest")]
    assert numbers == [20, 16, 12, 0]


def test_reorganised_event_returns_under_another_block_hash(chain, rpc):
    chain.mine_empty(1)
    old = chain.mine(("stake", ALICE, 5))
    [before] = rpc("eth_getLogs", {"blockHash": old["hash"]})
    chain.reorganise(1)
    chain.mine_empty(1)
    chain.mine(("stake", ALICE, 5))
    [after] = rpc("eth_getLogs", {"fromBlock": "0x0"})
    assert after["transactionHash"] == before["transactionHash"]
    assert (before["blockNumber"], after["blockNumber"]) == ("0x2", "0x3")
    assert rpc("eth_getBlockByHash", old["hash"], False) is None


def test_faults_happen_as_often_as_asked(chain, server, rpc):
    chain.mine(("stake", ALICE, 5), ("stake", BOB, 5))
    server.fail("eth_blockNumber", error=(-32005, "limit exceeded"))
    with pytest.raises(RpcError) as refusal:
        rpc("eth_blockNumber")
    assert refusal.value.code == -32005
    assert rpc("eth_blockNumber") == "0x1"
    server.fail("eth_getLogs", change=lambda logs: logs[:1], times=2)
    assert [len(rpc("eth_getLogs", {"fromBlock": "0x1"})) for _ in range(3)] == [1, 1, 2]
    server.fail(status=502)
    with pytest.raises(ValueError):
        rpc("eth_chainId")
    server.fail(body=b'{"jsonrpc":"2.0","id":0,"resu')
    with pytest.raises(ValueError):
        rpc("eth_chainId")
    server.fail(drop=True, times=None)
    with pytest.raises((http.client.HTTPException, ConnectionError)):
        rpc("eth_chainId")
    server.clear_faults()
    assert rpc("eth_chainId") == hex(contract.CHAIN_ID)
    assert server.count("eth_getLogs") == 3


def test_batches_and_nonsense(server, rpc):
    assert rpc.batch([("eth_chainId", []), ("eth_blockNumber", []), ("net_version", [])]) == ["0x7a69", "0x0", "31337"]
    connection = http.client.HTTPConnection("127.0.0.1", server.port)
    for body, code in ((b"{", -32700), (b"[]", -32600), (b'{"id":1}', -32600), (b'{"id":1,"method":"eth_mine"}', -32601),
                       (b'{"id":1,"method":"eth_getLogs","params":[]}', -32602), (b'{"id":1,"method":"x","params":{}}', -32600)):
        connection.request("POST", "/", body)
        assert json.loads(connection.getresponse().read())["error"]["code"] == code
    connection.close()


def test_webhook_body_and_signature(chain):
    block = chain.mine(("stake", ALICE, 2**256 - 1))
    [log] = chain.logs(1)
    body = payload(block, [log], {log["transactionHash"]: ALICE})
    event = json.loads(body)["event"]
    assert int(event["sequenceNumber"]) > 2**63
    assert event["data"]["block"]["hash"] == block["hash"]
    [sent] = event["data"]["block"]["logs"]
    assert (sent["account"]["address"], sent["data"], sent["index"]) == (contract.STAKING, log["data"], 0)
    # RFC 4231, test case 2.
    assert sign(b"what do ya want for nothing?", "Jefe") == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"


def test_some_webhooks_are_lost_and_most_are_not(record):
    record.show(record.last())
    blocks = [[log for log in record.logs(n) if contract.is_event(log)] for n in range(record.head() + 1)]
    lost = [is_lost(logs) for logs in blocks if logs]
    assert 0.1 < sum(lost) / len(lost) < 0.3
