"""Keccak-256 as Ethereum uses it (padding 0x01, not SHA3-256's 0x06)."""

from functools import lru_cache

from Cryptodome.Hash import keccak


def keccak256(data: bytes) -> bytes:
    return keccak.new(digest_bits=256, data=data).digest()


@lru_cache(maxsize=65_536)
def remembered(data: bytes) -> bytes:
    """For what is hashed again and again: storage keys, addresses, topics."""
    return keccak256(data)
