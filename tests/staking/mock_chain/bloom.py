"""The 2,048-bit bloom filter of logs, the yellow paper's 4.3.1."""

from functools import lru_cache

from .keccak import keccak256


@lru_cache(maxsize=65_536)
def bits_of(item: bytes) -> int:
    """An address's or a topic's three bits."""
    digest = keccak256(item)
    return sum({1 << (int.from_bytes(digest[i : i + 2], "big") & 2047) for i in (0, 2, 4)})


def of_logs(logs) -> int:
    bloom = 0
    for log in logs:
        bloom |= bits_of(log.address)
        for topic in log.topics:
            bloom |= bits_of(topic)
    return bloom


_EMPTY = bytes(256)


def to_bytes(bloom: int) -> bytes:
    # Most blocks have none, and share it.
    return bloom.to_bytes(256, "big") if bloom else _EMPTY
