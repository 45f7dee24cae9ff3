"""The Merkle Patricia trie, the yellow paper's appendix D. Nodes never change: writing makes new ones along one path and
shares the rest, so that every block keeps its own root and can prove what stood there, at the price of a few nodes.

A trie is its root node, None when empty. No key may be a prefix of another one: true for hashed keys, and for RLP of numbers.
"""

from . import rlp
from .keccak import keccak256

EMPTY_ROOT = keccak256(rlp.encode(b""))
_NOTHING = rlp.encode(b"")


def nibbles(key: bytes) -> bytes:
    return bytes(nibble for byte in key for nibble in (byte >> 4, byte & 15))


class _Node:
    __slots__ = ("_encoded", "_reference")

    def __init__(self):
        self._encoded = self._reference = None

    def encoded(self) -> bytes:
        if self._encoded is None:
            self._encoded = self._encode()
        return self._encoded

    def reference(self) -> bytes:
        """What stands for this node in its parent: its hash, or itself when that is no longer."""
        if self._reference is None:
            encoded = self.encoded()
            self._reference = encoded if len(encoded) < 32 else rlp.encode(keccak256(encoded))
        return self._reference


class _Leaf(_Node):
    __slots__ = ("path", "value")

    def __init__(self, path, value):
        super().__init__()
        self.path, self.value = path, value

    def _encode(self):
        return rlp.join([rlp.encode(_packed(self.path, leaf=True)), rlp.encode(self.value)])


class _Extension(_Node):
    __slots__ = ("path", "child")

    def __init__(self, path, child):
        super().__init__()
        self.path, self.child = path, child

    def _encode(self):
        return rlp.join([rlp.encode(_packed(self.path, leaf=False)), self.child.reference()])


class _Branch(_Node):
    __slots__ = ("children",)

    def __init__(self, children):
        super().__init__()
        self.children = children

    def _encode(self):
        return rlp.join([_NOTHING if child is None else child.reference() for child in self.children] + [_NOTHING])


def root(trie) -> bytes:
    return EMPTY_ROOT if trie is None else keccak256(trie.encoded())


def get(trie, key: bytes):
    node, path = trie, nibbles(key)
    while node is not None:
        if isinstance(node, _Branch):
            node, path = node.children[path[0]], path[1:]
        elif isinstance(node, _Leaf):
            return node.value if node.path == path else None
        elif path.startswith(node.path):
            node, path = node.child, path[len(node.path) :]
        else:
            return None
    return None


def put(trie, key: bytes, value: bytes):
    """The trie with `value` at `key`; without that key when the value is empty."""
    return _put(trie, nibbles(key), value) if value else _remove(trie, nibbles(key))


def prove(trie, key: bytes) -> list[bytes]:
    """The encoded nodes from the root towards `key`, whether it is there or not (EIP-1186). Embedded nodes are in their parents."""
    proof, node, path = [], trie, nibbles(key)
    while node is not None:
        if not proof or len(node.encoded()) >= 32:
            proof.append(node.encoded())
        if isinstance(node, _Branch):
            node, path = node.children[path[0]], path[1:]
        elif isinstance(node, _Extension) and path.startswith(node.path):
            node, path = node.child, path[len(node.path) :]
        else:
            break
    return proof


def of_list(values: list[bytes]):
    """Transactions or receipts: keyed by the RLP of their index."""
    trie = None
    for index, value in enumerate(values):
        trie = put(trie, rlp.encode(index), value)
    return trie


def _packed(path, leaf):
    """Hex-prefix encoding (appendix C)."""
    flag = 2 * leaf + len(path) % 2
    padded = bytes([flag]) + path if len(path) % 2 else bytes([flag, 0]) + path
    return bytes(high << 4 | low for high, low in zip(padded[::2], padded[1::2]))


def _common(first, second):
    length = 0
    while length < min(len(first), len(second)) and first[length] == second[length]:
        length += 1
    return length


def _put(node, path, value):
    if node is None:
        return _Leaf(path, value)
    if isinstance(node, _Branch):
        children = list(node.children)
        children[path[0]] = _put(children[path[0]], path[1:], value)
        return _Branch(children)
    if isinstance(node, _Leaf) and node.path == path:
        return _Leaf(path, value)
    shared = _common(node.path, path)
    if isinstance(node, _Extension) and shared == len(node.path):
        return _Extension(node.path, _put(node.child, path[shared:], value))
    children = [None] * 16
    rest = node.path[shared + 1 :]
    children[node.path[shared]] = _Leaf(rest, node.value) if isinstance(node, _Leaf) else _extended(rest, node.child)
    children[path[shared]] = _Leaf(path[shared + 1 :], value)
    return _extended(path[:shared], _Branch(children))


def _remove(node, path):
    if node is None:
        return None
    if isinstance(node, _Leaf):
        return None if node.path == path else node
    if isinstance(node, _Extension):
        if not path.startswith(node.path):
            return node
        return _extended(node.path, _remove(node.child, path[len(node.path) :]))
    children = list(node.children)
    children[path[0]] = _remove(children[path[0]], path[1:])
    left = [index for index, child in enumerate(children) if child is not None]
    return _Branch(children) if len(left) > 1 else _extended(bytes(left), children[left[0]])


def _extended(path, node):
    """`node` below `path`, joined with it where two nodes would be one."""
    if not path or node is None:
        return node
    if isinstance(node, _Branch):
        return _Extension(path, node)
    if isinstance(node, _Leaf):
        return _Leaf(path + node.path, node.value)
    return _Extension(path + node.path, node.child)
