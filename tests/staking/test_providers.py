"""Providers over HTTP: the honest one, every lie of the matrix by its name, and the rules that a test gives."""

import gzip
import http.client
import json
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

import independent
import pytest

from mock_chain.chain import MockChain, Settings
from mock_chain.lie import LIES
from mock_chain.network import Network
from mock_chain.provider import Provider

SEASON = 0


@pytest.fixture
def chain():
    chain = MockChain(Settings(seed=11, density=0.6, noise=0.3))
    chain.mine(150)
    return chain


@pytest.fixture(scope="module")
def short_chain():
    """Read only; the verifier's hash is slow."""
    chain = MockChain(Settings(seed=12, density=0.6, noise=0.3))
    chain.mine(15)
    return chain


@pytest.fixture
def provider(chain):
    return Provider("p1", chain)


def ask(provider, method, *params):
    reply = provider.respond(json.dumps({"jsonrpc": "2.0", "id": 1, "method": method, "params": params}).encode())
    answer = json.loads(reply.body)
    assert answer["id"] == 1
    return answer["result"] if "result" in answer else answer["error"]


def events(chain, first=0, last=None):
    return {"fromBlock": hex(first), "toBlock": hex(chain.head() if last is None else last), "address": "0x" + chain.contracts[SEASON].address.hex()}


def questions(chain):
    """Each kind of question once, about a block that has events of both contracts' kinds."""
    block = chain.canonical.blocks[chain.truth("season")[-4]["block"]]
    contract, number, block_hash = "0x" + chain.contracts[SEASON].address.hex(), hex(block.number), "0x" + block.hash.hex()
    return [
        ("eth_chainId", []), ("eth_blockNumber", []), ("eth_getBlockByNumber", ["latest", False]), ("eth_getBlockByNumber", ["finalized", False]),
        ("eth_getBlockByNumber", [number, True]), ("eth_getBlockByHash", [block_hash, False]), ("eth_getLogs", [events(chain)]),
        ("eth_getLogs", [events(chain, chain.head() - 3)]), ("eth_getLogs", [{**events(chain), "address": None}]),
        ("eth_getBlockReceipts", [number]), ("eth_getBlockReceipts", ["0x5"]), ("eth_getBlockReceipts", [hex(max(1, block.number - 120))]),
        ("eth_getProof", [contract, ["0x0"], number]), ("eth_getProof", [contract, ["0x0"], hex(block.number - 1)]),
        ("eth_call", [{"to": contract, "data": "0x" + independent.keccak256(b"eventSeq()")[:4].hex()}, "latest"]),
    ]


@pytest.mark.parametrize("name", sorted(LIES))
def test_a_lie_changes_what_a_client_sees_and_is_counted(chain, name):
    honest, liar = Provider("honest", chain), Provider("liar", chain)
    liar.wait = lambda seconds: None
    small = {"endless_body": {"megabytes": 1}, "gzip_bomb": {"megabytes": 1}}
    liar.tell([{"name": name, **small.get(name, {})}])
    batch = [{"jsonrpc": "2.0", "id": index, "method": method, "params": params} for index, (method, params) in enumerate(questions(chain))]
    bodies = [json.dumps(each).encode() for each in [batch, *batch]] * 2
    replies = [(honest.respond(body), liar.respond(body)) for body in bodies]
    if name == "stale_head":
        chain.mine(3)
        replies = [(honest.respond(body), liar.respond(body)) for body in bodies]
    differing = sum(truth != lie for truth, lie in replies)
    assert differing > 0 or name == "late"
    assert liar.told[name] > 0 and set(liar.told) == {name}
    if LIES[name].methods and LIES[name].stage == "answer":
        # Other questions are answered truthfully.
        for question, (truth, lie) in zip(batch, replies[1:]):
            assert truth == lie or question["method"] in LIES[name].methods
    liar.tell([])
    assert all(honest.respond(body) == liar.respond(body) for body in bodies)


@pytest.mark.parametrize("name", sorted(name for name, each in LIES.items() if each.provable and each.stage == "answer"))
def test_what_is_called_provable_contradicts_the_blocks(short_chain, name):
    """The verifier, asking the liar only, refuses something: its form, its hashes, or logs beside receipts that verify."""
    liar = Provider("liar", short_chain)
    liar.tell([{"name": name}])
    with pytest.raises((AssertionError, KeyError, ValueError, TypeError, IndexError)):
        _verified_history(liar, short_chain)
    assert liar.told[name] > 0


def test_the_verifier_accepts_the_honest(short_chain):
    assert _verified_history(Provider("honest", short_chain), short_chain) == _history(short_chain)


def _history(chain):
    return [(each["transaction"], each["log_index"]) for each in chain.truth("season")]


def _verified_history(provider, chain):
    """All that is checked comes from this provider, but for the hash of the head, on which others agree."""
    head = chain.canonical.blocks[-1]
    expected, found, contract = "0x" + head.hash.hex(), [], events(chain)["address"]
    for number in range(head.number, -1, -1):
        block = ask(provider, "eth_getBlockByNumber", hex(number), True)
        receipts = ask(provider, "eth_getBlockReceipts", hex(number))
        assert block["hash"] == expected and int(block["number"], 16) == number
        independent.check_block(block, receipts)
        proof = ask(provider, "eth_getProof", contract, ["0x0"], hex(number)) if number % 7 == 0 or number == head.number else None
        if proof is not None:
            account = independent.proven_account(proof, block["stateRoot"])
            assert independent.proven_slot(proof, account[2]) == int(proof["storageProof"][0]["value"], 16) == len(chain.truth("season", last=number))
        found[:0] = [log for receipt in receipts for log in receipt["logs"] if log["address"] == contract]
        expected = block["parentHash"]
    logs = ask(provider, "eth_getLogs", events(chain))
    assert logs == found
    return [(log["transactionHash"], int(log["logIndex"], 16)) for log in found]


def test_a_forked_provider_is_consistent_in_itself(chain, provider):
    provider.tell([{"name": "fork", "depth": 20}])
    ask(provider, "eth_blockNumber")
    chain.mine(3)
    assert int(ask(provider, "eth_blockNumber"), 16) == chain.head()
    for number in range(chain.head() - 25, chain.head() + 1):
        block = ask(provider, "eth_getBlockByNumber", hex(number), True)
        independent.check_block(block, ask(provider, "eth_getBlockReceipts", block["hash"]))
        canonical = "0x" + chain.canonical.blocks[number].hash.hex()
        assert (block["hash"] == canonical) == (number <= chain.head() - 23)


def test_lies_come_at_their_rate_as_often_as_allowed_and_alike_each_time(chain):
    outcomes = []
    for _ in range(2):
        provider = Provider("p1", chain, seed=4)
        provider.tell([{"name": "empty_logs", "rate": 0.3, "times": 10}])
        outcomes.append([ask(provider, "eth_getLogs", events(chain)) == [] for _ in range(100)])
    assert outcomes[0] == outcomes[1] and sum(outcomes[0]) == 10 and not all(outcomes[0][:10])


def test_lies_combine(chain, provider):
    provider.tell([{"name": "lag", "blocks": 7}, {"name": "drop_log"}, {"name": "wrong_chain_id"}])
    assert int(ask(provider, "eth_blockNumber"), 16) == chain.head() - 7
    last = chain.head() - 7
    assert len(ask(provider, "eth_getLogs", events(chain, last=last))) == len(chain.truth("season", last=last)) - 1
    assert ask(provider, "eth_chainId") == "0x7a6a"


def test_unknown_lies_and_options_are_refused_by_name(provider):
    with pytest.raises(ValueError, match="there is no lie 'drop_logs'"):
        provider.tell([{"name": "drop_logs"}])
    with pytest.raises(ValueError, match="it has: blocks"):
        provider.tell([{"name": "lag", "depth": 3}])


def test_nonsense_is_answered_as_the_specification_says(provider):
    for body, code in ((b"{", -32700), (b"[]", -32600), (b'{"id":1}', -32600), (b'{"id":1,"method":"eth_mine"}', -32601),
                       (b'{"id":1,"method":"eth_getLogs","params":[]}', -32602), (b'{"id":1,"method":"x","params":{}}', -32600),
                       (b'{"id":1,"method":"eth_getBlockByNumber","params":["0x01",false]}', -32602)):
        assert json.loads(provider.respond(body).body)["error"]["code"] == code


# ---- over HTTP ----


def post(url, method, *params, timeout=5):
    body = json.dumps({"jsonrpc": "2.0", "id": 1, "method": method, "params": params}).encode()
    with urllib.request.urlopen(urllib.request.Request(url, body, {"Content-Type": "application/json"}), timeout=timeout) as answer:
        return answer.status, dict(answer.headers), answer.read()


def rule(url, path, wish=None):
    body = None if wish is None else json.dumps(wish).encode()
    with urllib.request.urlopen(urllib.request.Request(f"{url}/{path}", body), timeout=30) as answer:
        return json.loads(answer.read())


@pytest.fixture
def network(chain):
    with Network(chain, providers=3) as network:
        yield network


def test_a_test_rules_over_http(network):
    admin = network.admin_url
    facts = rule(admin, "facts")
    assert set(facts["providers"]) == {"p1", "p2", "p3"} and set(facts["contracts"]) == {"season", "original"}
    head = rule(admin, "chain")["head"]
    assert rule(admin, "mine", {"blocks": 5, "events": 4})["head"] == head + 5
    assert rule(admin, "reorg", {"depth": 2})["head"] == head + 6
    rule(admin, "mine", {"actions": [{"contract": "season", "action": "stake", "account": 2, "amount": "77"}]})
    last = rule(admin, f"truth?kind=season&first={head + 7}")
    assert [(each["kind"], each["amount"], each["account"]) for each in last] == [("stake", "77", facts["accounts"][2])]
    rule(admin, "lies", {"provider": "p2", "lies": [{"name": "wrong_chain_id"}]})
    answers = {name: json.loads(post(url, "eth_chainId")[2])["result"] for name, url in facts["providers"].items()}
    assert answers == {"p1": "0x7a69", "p2": "0x7a6a", "p3": "0x7a69"}
    seen = rule(admin, "providers")
    assert seen["p2"]["told"] == {"wrong_chain_id": 1} and seen["p1"]["calls"] == {"eth_chainId": 1}
    rule(admin, "forget", {})
    assert rule(admin, "providers")["p2"]["told"] == {}
    assert {each["name"] for each in rule(admin, "lies")} == set(LIES)
    for path, wish in (("lies", {"provider": "p9", "lies": []}), ("lies", {"lies": [{"name": "none"}]}), ("reorg", {"depth": 10**6}), ("mine", {"block": 1})):
        with pytest.raises(urllib.error.HTTPError) as refusal:
            rule(admin, path, wish)
        assert refusal.value.code == 400 and json.loads(refusal.value.read())["error"]


def test_a_seed_chooses_the_liars_and_leaves_the_honest(network):
    first = rule(network.admin_url, "lies", {"seed": 1, "honest": 1, "count": 3})
    assert sum(not lies for lies in first.values()) == 1
    assert rule(network.admin_url, "lies", {"seed": 1, "honest": 1, "count": 3}) == first
    told = {name for seed in range(300) for lies in rule(network.admin_url, "lies", {"seed": seed, "count": 3}).values() for name in lies}
    assert told == set(LIES)
    only = rule(network.admin_url, "lies", {"seed": 5, "kinds": ["limit"], "honest": 0})
    assert all(LIES[name].kind == "limit" for lies in only.values() for name in lies)


def test_connections_break_in_every_way(network):
    url = network.url("p1")
    network.tell("p1", [{"name": "rate_limited_retry_after", "seconds": 7, "times": 1}])
    with pytest.raises(urllib.error.HTTPError) as limited:
        post(url, "eth_chainId")
    assert (limited.value.code, limited.value.headers["Retry-After"]) == (429, "7")
    assert post(url, "eth_chainId")[0] == 200

    network.tell("p1", [{"name": "down"}])
    with pytest.raises(urllib.error.URLError, match="refused"):
        post(url, "eth_chainId")
    network.tell("p1", [])
    assert post(url, "eth_chainId")[0] == 200

    broken = (http.client.HTTPException, ConnectionError)
    for name, trouble in (("hang", TimeoutError), ("slow_loris", TimeoutError), ("close", broken), ("reset_mid_body", broken)):
        network.tell("p1", [{"name": name}])
        with pytest.raises(trouble):
            connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=0.5)
            connection.request("POST", "/", b'{"id":1,"method":"eth_getBlockByNumber","params":["latest",false]}')
            connection.getresponse().read()
        connection.close()

    network.tell("p1", [{"name": "gzip_bomb", "megabytes": 3}])
    _, headers, body = post(url, "eth_chainId")
    assert headers["Content-Encoding"] == "gzip" and len(body) < 10_000 and len(gzip.decompress(body)) > 3 << 20


def test_the_program_says_where_it_is_and_ends_when_it_is_told(tmp_path):
    process = subprocess.Popen(
        [sys.executable, "-m", "mock_chain", "--blocks", "30", "--events", "20", "--forks", "0:london,10:cancun", "--contracts", "season", "--interval", "0.1"],
        cwd=Path(__file__).parent, stdout=subprocess.PIPE, text=True,
    )
    try:
        facts = json.loads(process.stdout.readline())
        assert len(rule(facts["admin"], "truth?kind=season")) >= 20
        deadline = time.monotonic() + 20
        while rule(facts["admin"], "chain")["head"] < 33:
            assert time.monotonic() < deadline, "no new blocks"
            time.sleep(0.05)
    finally:
        process.send_signal(signal.SIGTERM)
        process.stdout.close()
        assert process.wait(10) == 0


def test_the_readme_lists_every_lie():
    readme = (Path(__file__).parent / "mock_chain" / "README.md").read_text()
    for lie in LIES.values():
        options = ", ".join(f"`{name}` {value}" for name, value in lie.options.items())
        row = f"| `{lie.name}` | {lie.stage} | {lie.kind}{', provable' if lie.provable else ''} | {options} | {lie.about} |"
        assert row in readme
