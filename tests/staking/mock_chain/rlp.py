"""RLP, the yellow paper's appendix B: writing only."""


def encode(value) -> bytes:
    """A number (big-endian, no leading zeros), bytes, or a list of such."""
    if isinstance(value, int):
        value = value.to_bytes((value.bit_length() + 7) // 8, "big")
    if isinstance(value, bytes):
        if len(value) == 1 and value[0] < 0x80:
            return value
        return _length(len(value), 0x80) + value
    return join([encode(item) for item in value])


def join(encoded: list[bytes]) -> bytes:
    """The list of items that are encoded already."""
    body = b"".join(encoded)
    return _length(len(body), 0xC0) + body


def _length(length: int, offset: int) -> bytes:
    if length < 56:
        return bytes([offset + length])
    size = (length.bit_length() + 7) // 8
    return bytes([offset + 55 + size]) + length.to_bytes(size, "big")
