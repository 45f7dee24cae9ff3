"""The verifier's side, written from the specifications and sharing no code with the mock chain. The tests hold it against
anvil's blocks first, and the mock chain's blocks against it then."""

import hashlib


_ROTATIONS = [[0, 36, 3, 41, 18], [1, 44, 10, 45, 2], [62, 6, 43, 15, 61], [28, 55, 25, 21, 56], [27, 20, 39, 8, 14]]


def _round_constants():
    state, constants = 1, []
    for _ in range(24):
        constant = 0
        for j in range(7):
            if state & 1:
                constant ^= 1 << ((1 << j) - 1)
            state = state << 1 ^ (0x171 if state & 0x80 else 0)
        constants.append(constant)
    return constants


_CONSTANTS = _round_constants()
_MASK = (1 << 64) - 1


def _permute(a):
    for constant in _CONSTANTS:
        c = [a[x][0] ^ a[x][1] ^ a[x][2] ^ a[x][3] ^ a[x][4] for x in range(5)]
        d = [c[x - 1] ^ ((c[(x + 1) % 5] << 1 | c[(x + 1) % 5] >> 63) & _MASK) for x in range(5)]
        b = [[0] * 5 for _ in range(5)]
        for x in range(5):
            for y in range(5):
                lane, shift = a[x][y] ^ d[x], _ROTATIONS[x][y]
                b[y][(2 * x + 3 * y) % 5] = (lane << shift | lane >> (64 - shift)) & _MASK if shift else lane
        a = [[b[x][y] ^ (~b[(x + 1) % 5][y] & b[(x + 2) % 5][y] & _MASK) for y in range(5)] for x in range(5)]
        a[0][0] ^= constant
    return a


def keccak256(data: bytes) -> bytes:
    """FIPS 202's permutation with the original padding."""
    rate = 136
    padded = bytearray(data + b"\x01" + bytes(-(len(data) + 1) % rate))
    padded[-1] |= 0x80
    a = [[0] * 5 for _ in range(5)]
    for start in range(0, len(padded), rate):
        for i in range(rate // 8):
            a[i % 5][i // 5] ^= int.from_bytes(padded[start + 8 * i : start + 8 * i + 8], "little")
        a = _permute(a)
    return b"".join(a[i % 5][i // 5].to_bytes(8, "little") for i in range(4))


def sha3_256(data: bytes) -> bytes:
    """To hold the permutation above against the standard library: only the padding differs from Keccak's."""
    return hashlib.sha3_256(data).digest()


def decode(data: bytes):
    """Strict RLP: bytes or nested lists; refuses what has a shorter form and what is left over."""
    item, end = _item(data, 0)
    assert end == len(data), "bytes after the item"
    return item


def _item(data, at):
    first = data[at]
    if first < 0x80:
        return data[at : at + 1], at + 1
    is_list, base = first >= 0xC0, 0xC0 if first >= 0xC0 else 0x80
    length, start = first - base, at + 1
    if length > 55:
        size = length - 55
        length, start = int.from_bytes(data[start : start + size], "big"), start + size
        assert length > 55 and data[at + 1] != 0, "not the shortest form"
    end = start + length
    assert end <= len(data), "cut short"
    if not is_list:
        assert length != 1 or data[start] >= 0x80, "not the shortest form"
        return data[start:end], end
    items, position = [], start
    while position < end:
        item, position = _item(data, position)
        items.append(item)
    assert position == end, "items do not fill the list"
    return items, end


def _path(packed):
    digits = [nibble for byte in packed for nibble in (byte >> 4, byte & 15)]
    return digits[2 - digits[0] % 2 :], digits[0] >= 2


def prove(root: bytes, key: bytes, nodes: list[bytes], digest=keccak256):
    """The value at `key` under `root`, None when it is proven absent; AssertionError when the proof proves nothing."""
    known = {digest(node): node for node in nodes}
    path = [nibble for byte in key for nibble in (byte >> 4, byte & 15)]
    if root == digest(b"\x80"):
        return None
    node = decode(known[root])
    while True:
        if len(node) == 17:
            if not path:
                return node[16] or None
            reference, path = node[path[0]], path[1:]
        else:
            part, is_leaf = _path(node[0])
            if path[: len(part)] != part:
                return None
            path = path[len(part) :]
            if is_leaf:
                return node[1] if not path else None
            reference = node[1]
        if reference == b"":
            return None
        node = reference if isinstance(reference, list) else decode(known[reference])


def bloom_has(bloom: bytes, item: bytes) -> bool:
    digest = keccak256(item)
    bits = [int.from_bytes(digest[i : i + 2], "big") % 2048 for i in (0, 2, 4)]
    return all(bloom[255 - bit // 8] >> bit % 8 & 1 for bit in bits)


def encode(value) -> bytes:
    if isinstance(value, list):
        body, base = b"".join(encode(each) for each in value), 0xC0
    else:
        body, base = value, 0x80
        if len(value) == 1 and value[0] < 0x80:
            return value
    if len(body) < 56:
        return bytes([base + len(body)]) + body
    size = f"{len(body):x}"
    size = bytes.fromhex(size.zfill(len(size) + len(size) % 2))
    return bytes([base + 55 + len(size)]) + size + body


def list_root(values: list[bytes]) -> bytes:
    """The root of the trie of a list, built from all of its keys at once."""
    keys = [encode(_minimal(index)) for index in range(len(values))]
    pairs = [([nibble for byte in key for nibble in (byte >> 4, byte & 15)], value) for key, value in zip(keys, values)]
    return keccak256(encode(_node(pairs)))


def _node(pairs):
    if not pairs:
        return b""
    if len(pairs) == 1:
        path, value = pairs[0]
        return [_hex_prefix(path, 2), value]
    shared = 0
    while len({tuple(path[: shared + 1]) for path, _ in pairs}) == 1:
        shared += 1
    if shared:
        return [_hex_prefix(pairs[0][0][:shared], 0), _reference(_node([(path[shared:], value) for path, value in pairs]))]
    branches = [[(path[1:], value) for path, value in pairs if path[0] == nibble] for nibble in range(16)]
    return [_reference(_node(each)) if each else b"" for each in branches] + [b""]


def _reference(node):
    encoded = encode(node)
    return node if len(encoded) < 32 else keccak256(encoded)


def _hex_prefix(path, flag):
    digits = [flag + 1, *path] if len(path) % 2 else [flag, 0, *path]
    return bytes(digits[i] * 16 + digits[i + 1] for i in range(0, len(digits), 2))


def _minimal(number):
    return number.to_bytes((number.bit_length() + 7) // 8, "big")


def data(text: str) -> bytes:
    return bytes.fromhex(text[2:])


def quantity(text: str) -> bytes:
    return _minimal(int(text, 16))


# (name, whether it is a quantity), in the order of the hash.
_HEADER = [
    ("parentHash", False), ("sha3Uncles", False), ("miner", False), ("stateRoot", False), ("transactionsRoot", False),
    ("receiptsRoot", False), ("logsBloom", False), ("difficulty", True), ("number", True), ("gasLimit", True), ("gasUsed", True),
    ("timestamp", True), ("extraData", False), ("mixHash", False), ("nonce", False), ("baseFeePerGas", True), ("withdrawalsRoot", False),
    ("blobGasUsed", True), ("excessBlobGas", True), ("parentBeaconBlockRoot", False), ("requestsHash", False),
    ("blockAccessListHash", False), ("slotNumber", True),
]


def header_hash(block: dict) -> bytes:
    return keccak256(encode([(quantity if is_quantity else data)(block[name]) for name, is_quantity in _HEADER if name in block]))


def receipts_root(receipts: list[dict]) -> bytes:
    encoded = []
    for receipt in receipts:
        logs = [[data(log["address"]), [data(topic) for topic in log["topics"]], data(log["data"])] for log in receipt["logs"]]
        fields = [quantity(receipt["status"]), quantity(receipt["cumulativeGasUsed"]), data(receipt["logsBloom"]), logs]
        encoded.append(quantity(receipt["type"]) + encode(fields))
    return list_root(encoded)


def transaction_bytes(transaction: dict) -> bytes:
    """Types 0 to 2."""
    kind = int(transaction["type"], 16)
    prices = ["maxPriorityFeePerGas", "maxFeePerGas"] if kind == 2 else ["gasPrice"]
    to = data(transaction["to"]) if transaction["to"] else b""
    fields = [*(quantity(transaction[name]) for name in ["nonce", *prices, "gas"]), to, quantity(transaction["value"]), data(transaction["input"])]
    signature = [quantity(transaction[name]) for name in ("v" if kind == 0 else "yParity", "r", "s")]
    if kind == 0:
        return encode(fields + signature)
    accesses = [[data(each["address"]), [data(key) for key in each["storageKeys"]]] for each in transaction["accessList"]]
    return bytes([kind]) + encode([quantity(transaction["chainId"]), *fields, accesses, *signature])


def check_block(block: dict, receipts: list[dict]) -> None:
    """Everything that a block with its whole transactions and its receipts says about itself."""
    assert header_hash(block) == data(block["hash"]), "hash"
    assert receipts_root(receipts) == data(block["receiptsRoot"]), "receiptsRoot"
    assert list_root([transaction_bytes(each) for each in block["transactions"]]) == data(block["transactionsRoot"]), "transactionsRoot"
    for transaction in block["transactions"]:
        assert keccak256(transaction_bytes(transaction)) == data(transaction["hash"]), "transaction's hash"
    union = 0
    for receipt in receipts:
        items = [data(each) for log in receipt["logs"] for each in (log["address"], *log["topics"])]
        assert all(bloom_has(data(receipt["logsBloom"]), item) for item in items), "receipt's bloom"
        union |= int(receipt["logsBloom"], 16)
    assert union == int(block["logsBloom"], 16), "block's bloom"
    logs = [log for receipt in receipts for log in receipt["logs"]]
    assert [int(log["logIndex"], 16) for log in logs] == list(range(len(logs))), "log indexes"
    assert all(log["blockHash"] == block["hash"] for log in logs)


def proven_account(answer: dict, state_root: str):
    """[nonce, balance, storageRoot, codeHash] as the proof proves it, or None for an account that is not there."""
    nodes = [data(node) for node in answer["accountProof"]]
    account = prove(data(state_root), keccak256(data(answer["address"])), nodes)
    return None if account is None else decode(account)


def proven_slot(answer: dict, storage_root: bytes, index: int = 0) -> int:
    entry = answer["storageProof"][index]
    key = keccak256(int(entry["key"], 16).to_bytes(32, "big"))
    value = prove(storage_root, key, [data(node) for node in entry["proof"]])
    return 0 if value is None else int.from_bytes(decode(value), "big")
