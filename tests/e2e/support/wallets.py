"""Wallets of tests: keys on secp256k1 that sign as personal_sign does (EIP-191). Not in constant time, and for tests only."""
import hashlib

from Cryptodome.Hash import keccak

_P = 2**256 - 2**32 - 977
_N = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141
_G = (0x79BE667EF9DCBBAC55A06295CE870B07029BFCDB2DCE28D959F2815B16F81798, 0x483ADA7726A3C4655DA4FBFC0E1108A8FD17B448A68554199C47D08FFB10D4B8)


def _keccak256(content: bytes) -> bytes:
    return keccak.new(digest_bits=256, data=content).digest()


def _add(left, right):
    if left is None or right is None:
        return left or right
    if left[0] == right[0]:
        if (left[1] + right[1]) % _P == 0:
            return None
        slope = 3 * left[0] * left[0] * pow(2 * left[1], -1, _P)
    else:
        slope = (right[1] - left[1]) * pow(right[0] - left[0], -1, _P)
    x = (slope * slope - left[0] - right[0]) % _P
    return x, (slope * (left[0] - x) - left[1]) % _P


def _times(number, point=_G):
    total = None
    while number:
        if number & 1:
            total = _add(total, point)
        point = _add(point, point)
        number >>= 1
    return total


class Wallet:
    def __init__(self, name: str):
        self._key = int.from_bytes(hashlib.sha256(f"wallet {name}".encode()).digest(), "big") % _N
        x, y = _times(self._key)
        self.address = "0x" + _keccak256(x.to_bytes(32, "big") + y.to_bytes(32, "big"))[12:].hex()

    def sign(self, message: str, v_from: int = 27, high: bool = False) -> str:
        """`v_from` 0 is how some hardware wallets count; `high` gives the spelling that no wallet makes."""
        content = message.encode()
        digest = int.from_bytes(_keccak256(b"\x19Ethereum Signed Message:\n%d" % len(content) + content), "big")
        nonce = int.from_bytes(hashlib.sha256(self._key.to_bytes(32, "big") + content).digest(), "big") % _N
        point = _times(nonce)
        r, parity = point[0] % _N, point[1] & 1
        s = pow(nonce, -1, _N) * (digest + r * self._key) % _N
        if (s > _N // 2) != high:
            s, parity = _N - s, parity ^ 1
        return f"0x{r:064x}{s:064x}{v_from + parity:02x}"
