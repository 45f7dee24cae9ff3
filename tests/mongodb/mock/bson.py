"""BSON (bsonspec.org, 1.1), as far as commands, replies and events need it."""
import struct
from datetime import datetime, timedelta, timezone
from typing import Any

EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)


class ObjectId(bytes):
    """Twelve bytes."""


class Int64(int):
    """A whole number that is written with 64 bits however small it is."""


def encode(document: dict[str, Any]) -> bytes:
    body = b"".join(_element(key, value) for key, value in document.items())
    return struct.pack("<i", len(body) + 5) + body + b"\0"


def _element(key: str, value: Any) -> bytes:
    kind, data = _encoded(value)
    return bytes([kind]) + key.encode() + b"\0" + data


def _encoded(value: Any) -> tuple[int, bytes]:
    match value:
        case bool():
            return 0x08, bytes([value])
        case float():
            return 0x01, struct.pack("<d", value)
        case str():
            text = value.encode()
            return 0x02, struct.pack("<i", len(text) + 1) + text + b"\0"
        case dict():
            return 0x03, encode(value)
        case list():
            return 0x04, encode({str(index): element for index, element in enumerate(value)})
        case ObjectId():
            return 0x07, bytes(value)
        case bytes():
            return 0x05, struct.pack("<ib", len(value), 0) + value
        case datetime():
            return 0x09, struct.pack("<q", (value - EPOCH) // timedelta(milliseconds=1))
        case None:
            return 0x0A, b""
        case int() if isinstance(value, Int64) or not -2**31 <= value < 2**31:
            return 0x12, struct.pack("<q", value)
        case int():
            return 0x10, struct.pack("<i", value)
    raise TypeError(f"{value!r} has no place in BSON")


def decode(data: bytes) -> dict[str, Any]:
    document, end = _document(data, 0)
    assert end == len(data), "bytes after the document"
    return document


def decode_all(data: bytes) -> list[dict[str, Any]]:
    documents, at = [], 0
    while at < len(data):
        document, at = _document(data, at)
        documents.append(document)
    return documents


def _document(data: bytes, at: int) -> tuple[dict[str, Any], int]:
    (size,) = struct.unpack_from("<i", data, at)
    end = at + size
    assert size >= 5 and end <= len(data) and data[end - 1] == 0, "a document that does not end where it says"
    at += 4
    document: dict[str, Any] = {}
    while data[at]:
        kind = data[at]
        key_end = data.index(0, at + 1)
        key = data[at + 1:key_end].decode()
        assert key not in document, f"{key} comes twice"
        document[key], at = _value(kind, data, key_end + 1)
    assert at == end - 1, "the size does not match the content"
    return document, end


def _value(kind: int, data: bytes, at: int) -> tuple[Any, int]:
    match kind:
        case 0x01:
            return struct.unpack_from("<d", data, at)[0], at + 8
        case 0x02:
            (size,) = struct.unpack_from("<i", data, at)
            assert data[at + 3 + size] == 0, "a string without its end"
            return data[at + 4:at + 3 + size].decode(), at + 4 + size
        case 0x03:
            return _document(data, at)
        case 0x04:
            document, end = _document(data, at)
            return list(document.values()), end
        case 0x05:
            (size,) = struct.unpack_from("<i", data, at)
            return bytes(data[at + 5:at + 5 + size]), at + 5 + size
        case 0x07:
            return ObjectId(data[at:at + 12]), at + 12
        case 0x08:
            return bool(data[at]), at + 1
        case 0x09:
            return EPOCH + timedelta(milliseconds=struct.unpack_from("<q", data, at)[0]), at + 8
        case 0x0A:
            return None, at
        case 0x10:
            return struct.unpack_from("<i", data, at)[0], at + 4
        case 0x12:
            return struct.unpack_from("<q", data, at)[0], at + 8
    raise AssertionError(f"type {kind:#x} is not expected")
