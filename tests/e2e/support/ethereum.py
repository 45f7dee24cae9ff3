"""What a block of Ethereum is made of, so that a chain written by a test has real hashes: RLP, Keccak-256, tries, blooms."""
from collections.abc import Iterable

from Cryptodome.Hash import keccak


def keccak256(data: bytes) -> bytes:
    return keccak.new(digest_bits=256, data=data).digest()


def from_hex(text: str) -> bytes:
    return bytes.fromhex(text[2:])


def to_hex(data: bytes) -> str:
    return "0x" + data.hex()


def rlp(item: bytes | int | list) -> bytes:
    if isinstance(item, int):
        item = item.to_bytes((item.bit_length() + 7) // 8, "big")
    if isinstance(item, list):
        content, base = b"".join(map(rlp, item)), 0xC0
    elif len(item) == 1 and item[0] < 0x80:
        return item
    else:
        content, base = item, 0x80
    if len(content) <= 55:
        return bytes([base + len(content)]) + content
    size = len(content).to_bytes((len(content).bit_length() + 7) // 8, "big")
    return bytes([base + 55 + len(size)]) + size + content


class Trie:
    """Merkle-Patricia, built anew for each question: these are small."""

    def __init__(self, items: dict[bytes, bytes]):
        self.items = sorted((self.nibbles(key), value) for key, value in items.items())
        self.nodes: dict[bytes, bytes] = {}
        self.top = rlp(self._node(self.items, 0)) if items else rlp(b"")
        self.root = keccak256(self.top)

    @staticmethod
    def nibbles(key: bytes) -> tuple[int, ...]:
        return tuple(half for byte in key for half in (byte >> 4, byte & 15))

    @staticmethod
    def _path(nibbles: tuple[int, ...], leaf: bool) -> bytes:
        flag = 2 * leaf + len(nibbles) % 2
        padded = (flag, *nibbles) if len(nibbles) % 2 else (flag, 0, *nibbles)
        return bytes(16 * a + b for a, b in zip(padded[::2], padded[1::2]))

    def _reference(self, node: list) -> bytes | list:
        encoded = rlp(node)
        if len(encoded) < 32:
            return node
        self.nodes[keccak256(encoded)] = encoded
        return keccak256(encoded)

    def _node(self, items: list, depth: int) -> list:
        if len(items) == 1:
            return [self._path(items[0][0][depth:], True), items[0][1]]
        first, last = items[0][0], items[-1][0]
        common = depth
        while common < len(first) and first[common] == last[common]:
            common += 1
        if common > depth:
            return [self._path(first[depth:common], False), self._reference(self._node(items, common))]
        value = b""
        if len(first) == depth:
            value, items = items[0][1], items[1:]
        children = [[item for item in items if item[0][depth] == nibble] for nibble in range(16)]
        return [self._reference(self._node(child, depth + 1)) if child else b"" for child in children] + [value]

    def proof(self) -> list[str]:
        """Of any key: all nodes, from the root on. For tries whose nodes lie on one way, or are one."""
        return [to_hex(self.top), *map(to_hex, reversed([node for node in self.nodes.values() if node != self.top]))]


def list_root(items: Iterable[bytes]) -> bytes:
    return Trie({rlp(index): item for index, item in enumerate(items)}).root


def add_to_bloom(bloom: bytearray, item: bytes) -> None:
    digest = keccak256(item)
    for at in (0, 2, 4):
        place = int.from_bytes(digest[at:at + 2], "big") & 2047
        bloom[255 - place // 8] |= 1 << place % 8


# Of London: the name, and whether it is a number.
HEADER = [("parentHash", False), ("sha3Uncles", False), ("miner", False), ("stateRoot", False), ("transactionsRoot", False), ("receiptsRoot", False),
          ("logsBloom", False), ("difficulty", True), ("number", True), ("gasLimit", True), ("gasUsed", True), ("timestamp", True), ("extraData", False),
          ("mixHash", False), ("nonce", False), ("baseFeePerGas", True)]


def block_hash(header: dict) -> str:
    return to_hex(keccak256(rlp([int(header[name], 16) if number else from_hex(header[name]) for name, number in HEADER])))
