"""The mock chain's blocks against a verifier that shares nothing with it, which is held against anvil's first."""

import random

import independent
import pytest
from conftest import needs_anvil
from independent import check_block, data, proven_account, proven_slot

from gracy_chain import anvil as gracy_anvil
from gracy_chain import contract as demo
from gracy_chain import scenario
from mock_chain import keccak, rlp, trie
from mock_chain.chain import MockChain, Settings
from mock_chain.contracts import TOKEN
from mock_chain.headers import FIELDS
from mock_chain.queries import View
from mock_chain.state import mapping_slot
from support.ports import free_port


def ask(chain, method, *params):
    return View.of(chain).answer(method, list(params))


def test_the_verifiers_hash_is_the_standards_with_another_padding():
    assert independent.keccak256(b"").hex() == "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"
    choice = random.Random(1)
    for length in (0, 1, 135, 136, 137, 272, 600):
        text = choice.randbytes(length)
        assert independent.keccak256(text) == keccak.keccak256(text)
    # The same permutation gives the standard library's SHA3-256 when the padding byte is 6.
    padded = bytearray(b"abc" + b"\x06" + bytes(132))
    padded[-1] |= 0x80
    lanes = [[int.from_bytes(padded[8 * (x + 5 * y) : 8 * (x + 5 * y) + 8], "little") if x + 5 * y < 17 else 0 for y in range(5)] for x in range(5)]
    lanes = independent._permute(lanes)
    assert b"".join(lanes[i][0].to_bytes(8, "little") for i in range(4)) == independent.sha3_256(b"abc")


@needs_anvil
def test_the_verifier_accepts_anvil():
    node = gracy_anvil.Anvil(free_port(), 1_790_000_000)
    try:
        scenario.deploy(node, 1_790_000_012)
        for number in range(5):
            scenario.act(node, 1_790_000_100 + number)
        for number in range(1, node.head() + 1):
            block = node.rpc("eth_getBlockByNumber", hex(number), True)
            check_block(block, node.rpc("eth_getBlockReceipts", hex(number)))
        proof = node.rpc("eth_getProof", demo.STAKING, ["0x" + demo.word(0)], "latest")
        account = proven_account(proof, block["stateRoot"])
        assert proven_slot(proof, account[2]) == scenario.event_count(node) > 0
    finally:
        node.stop()


def test_every_block_verifies(busy_chain):
    seen = set()
    for number in range(busy_chain.head() + 1):
        block = ask(busy_chain, "eth_getBlockByNumber", hex(number), True)
        receipts = ask(busy_chain, "eth_getBlockReceipts", block["hash"])
        check_block(block, receipts)
        seen |= {(receipt["type"], receipt["status"]) for receipt in receipts}
    assert seen == {(kind, status) for kind in ("0x0", "0x1", "0x2") for status in ("0x1",)} | {("0x2", "0x0")}


def test_a_block_that_was_touched_does_not_verify(busy_chain):
    number = busy_chain.truth("season")[0]["block"]
    block = ask(busy_chain, "eth_getBlockByNumber", hex(number), True)
    receipts = ask(busy_chain, "eth_getBlockReceipts", block["hash"])
    receipts[0]["cumulativeGasUsed"] = "0x1"
    with pytest.raises(AssertionError, match="receiptsRoot"):
        check_block(block, receipts)
    block["gasUsed"] = "0x1"
    with pytest.raises(AssertionError, match="hash"):
        check_block(block, receipts)


@pytest.mark.parametrize("fork", [fork for fork in FIELDS if fork != "unknown"])
def test_headers_of_every_fork_hash_as_specified(fork):
    chain = MockChain(Settings(forks=((0, "london"), (3, fork))))
    chain.mine(5)
    for number in range(6):
        block = ask(chain, "eth_getBlockByNumber", hex(number), True)
        assert independent.header_hash(block) == data(block["hash"])
    assert ("slotNumber" in block) == (fork == "amsterdam")
    assert ("requestsHash" in block) == (fork in ("prague", "osaka", "amsterdam"))


def test_a_fork_that_nobody_knows_has_a_field_that_nobody_knows():
    chain = MockChain(Settings(forks=((0, "unknown"),)))
    block = ask(chain, "eth_getBlockByNumber", "latest", False)
    assert "somethingNewHash" in block and independent.header_hash(block) != data(block["hash"])


def test_the_number_of_events_is_proven_at_every_height(busy_chain):
    for kind in ("season", "gracy"):
        contract = next(each for each in busy_chain.contracts if each.kind == kind)
        for number in range(0, busy_chain.head() + 1, 23):
            root = ask(busy_chain, "eth_getBlockByNumber", hex(number), False)["stateRoot"]
            proof = ask(busy_chain, "eth_getProof", "0x" + contract.address.hex(), ["0x" + "0" * 64], hex(number))
            account = proven_account(proof, root)
            truth = busy_chain.truth(kind, last=number)
            assert proven_slot(proof, account[2]) == len(truth) == int(proof["storageProof"][0]["value"], 16)
            assert [event["seq"] for event in truth] == list(range(1, len(truth) + 1))


def test_balances_of_a_contract_without_numbers_are_proven_to_add_up(busy_chain):
    original = next(each for each in busy_chain.contracts if each.kind == "original")
    block = ask(busy_chain, "eth_getBlockByNumber", "latest", False)
    events = busy_chain.truth("original")
    sums = {kind: sum(int(event["amount"]) for event in events if event["kind"] == kind) for kind in ("stake", "withdraw", "claim")}
    proof = ask(busy_chain, "eth_getProof", "0x" + original.address.hex(), ["0x1"], "latest")
    pool = proven_slot(proof, proven_account(proof, block["stateRoot"])[2])
    assert pool >> original.total_shift_bits & 2**original.total_bits - 1 == sums["stake"] - sums["withdraw"]
    slot = mapping_slot(0, original.address)
    token = ask(busy_chain, "eth_getProof", "0x" + TOKEN.hex(), [hex(slot)], "latest")
    granted = 10**12 * 10**18
    assert proven_slot(token, proven_account(token, block["stateRoot"])[2]) == granted + sums["stake"] - sums["withdraw"] - sums["claim"]
    assert any(event["kind"] == "claim" for event in events) and all(event["seq"] is None for event in events)


def test_who_is_paid_need_not_be_who_owns_the_position(busy_chain):
    original = next(each for each in busy_chain.contracts if each.kind == "original")
    logs = ask(busy_chain, "eth_getLogs", {"fromBlock": "0x0", "toBlock": "latest", "address": "0x" + original.address.hex()})
    owners = {(event["block"], event["log_index"]): event["account"] for event in busy_chain.truth("original")}
    others = 0
    for log in logs:
        is_stake = log["topics"][0] == "0x" + original.topics["stake"].hex()
        user, recipient = "0x" + log["topics"][1][-40:], "0x" + log["data"][-40:]
        assert owners[int(log["blockNumber"], 16), int(log["logIndex"], 16)] == (recipient if is_stake else user)
        others += not is_stake and user != recipient
    assert others > 0


def test_what_is_not_there_is_proven_not_to_be_there(busy_chain):
    root = ask(busy_chain, "eth_getBlockByNumber", "latest", False)["stateRoot"]
    proof = ask(busy_chain, "eth_getProof", "0x" + "12" * 20, ["0x0"], "latest")
    assert proven_account(proof, root) is None
    contract = "0x" + busy_chain.contracts[0].address.hex()
    proof = ask(busy_chain, "eth_getProof", contract, ["0xabcdef"], "latest")
    assert proven_slot(proof, proven_account(proof, root)[2]) == 0
    # Half a proof proves nothing.
    proof = ask(busy_chain, "eth_getProof", contract, ["0x0"], "latest")
    proof["accountProof"].pop()
    with pytest.raises((KeyError, AssertionError)):
        proven_account(proof, root)


def test_tries_write_overwrite_and_forget():
    choice = random.Random(3)
    expected, node = {}, None
    for _ in range(2_000):
        key = keccak.keccak256(choice.randbytes(1))
        value = choice.choice([b"", rlp.encode(choice.randrange(1, 2**80))])
        node = trie.put(node, key, value)
        expected[key] = value
    kept = {key: value for key, value in expected.items() if value}
    # However it came about, the same content has the same root.
    fresh = None
    for key, value in sorted(kept.items()):
        fresh = trie.put(fresh, key, value)
    assert trie.root(node) == trie.root(fresh) and len(kept) < len(expected)
    for key, value in expected.items():
        assert independent.prove(trie.root(node), key, trie.prove(node, key)) == (value or None)
    for key in kept:
        node = trie.put(node, key, b"")
    assert trie.root(node) == trie.EMPTY_ROOT


@pytest.mark.parametrize("length", [1, 2, 16, 127, 128, 129, 300])
def test_tries_of_lists_have_the_specified_root(length):
    values = [bytes([length % 251, index % 251]) * (1 + index % 40) for index in range(length)]
    assert trie.root(trie.of_list(values)) == independent.list_root(values)


def test_a_seed_makes_the_same_chain_again_and_another_one_another():
    hashes = []
    for seed in (5, 5, 6):
        chain = MockChain(Settings(seed=seed, density=0.5))
        chain.mine(30)
        chain.reorganise(4)
        chain.mine(5)
        hashes.append(chain.canonical.blocks[-1].hash)
    assert hashes[0] == hashes[1] != hashes[2]


@pytest.mark.parametrize("depth", [1, 2, 64])
def test_a_reorganisation_replaces_blocks_and_their_events(depth):
    chain = MockChain(Settings(seed=2, density=0.9))
    chain.mine(100)
    before = list(chain.canonical.blocks)
    old = chain.truth("season")
    chain.reorganise(depth)
    after = chain.canonical.blocks
    assert chain.head() == 101 and after[100 - depth] is before[100 - depth] and after[101 - depth].hash != before[101 - depth].hash
    new = chain.truth("season")
    assert [event["seq"] for event in new] == list(range(1, len(new) + 1)) and new != old
    view = View.of(chain)
    # A node that follows the new branch does not know the old one's blocks any more.
    assert view.answer("eth_getBlockByHash", ["0x" + before[-1].hash.hex(), False]) is None
    for number in range(100 - depth, 102):
        check_block(view.answer("eth_getBlockByNumber", [hex(number), True]), view.answer("eth_getBlockReceipts", [hex(number)]))


def test_tests_can_say_what_happens():
    chain = MockChain(Settings(density=0, noise=0))
    chain.mine_actions([("season", "stake", 0, 500), ("original", "stake", 1, 7), ("season", "exit", 0, 3)])
    assert [(event["kind"], event["amount"], event["seq"]) for event in chain.truth("season")] == [
        ("stake", "500", 1), ("claim", "3", 2), ("withdraw", "500", 3),
    ]
    assert len({event["transaction"] for event in chain.truth("season")[1:]}) == 1
    assert chain.truth("original")[0]["kind"] == "stake"


def test_spread_events_are_as_many_as_asked_for():
    chain = MockChain(Settings(contracts=("season",), noise=0))
    chain.mine_events(500, 60)
    calls = sum(len(block.transactions) for block in chain.canonical.blocks)
    assert chain.head() == 500 and calls == 60 <= len(chain.truth("season"))


def test_logs_are_found_by_address_topic_and_range(busy_chain):
    for contract in busy_chain.contracts:
        criteria = {"fromBlock": "0x0", "toBlock": hex(busy_chain.head()), "address": "0x" + contract.address.hex()}
        logs = ask(busy_chain, "eth_getLogs", criteria)
        truth = busy_chain.truth(contract.kind)
        assert [(log["transactionHash"], int(log["logIndex"], 16)) for log in logs] == [(each["transaction"], each["log_index"]) for each in truth]
        stakes = ask(busy_chain, "eth_getLogs", {**criteria, "topics": [["0x" + contract.topics["stake"].hex()]]})
        assert len(stakes) == sum(each["kind"] == "stake" for each in truth) > 0
        half = ask(busy_chain, "eth_getLogs", {**criteria, "fromBlock": hex(50), "toBlock": hex(100)})
        assert len(half) == len(busy_chain.truth(contract.kind, 50, 100))
    # Somebody else emits the same events, so that the topic alone finds too much.
    everywhere = ask(busy_chain, "eth_getLogs", {"fromBlock": "0x0", "topics": [["0x" + busy_chain.contracts[0].topics["stake"].hex()]]})
    assert any(log["address"] != "0x" + busy_chain.contracts[0].address.hex() for log in everywhere)
