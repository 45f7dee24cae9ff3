"""BSON (bsonspec.org, 1.1), as far as the event log writes it, apart from libbson; and what JSON has, for events that tests put there."""
import struct
from datetime import datetime, timedelta, timezone
from typing import Any

EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)


def decode(data: bytes) -> dict[str, Any]:
    document, end = _document(data, 0)
    assert end == len(data), "bytes after the document"
    return document


def _document(data: bytes, at: int) -> tuple[dict[str, Any], int]:
    (size,) = struct.unpack_from("<i", data, at)
    end = at + size
    assert data[end - 1] == 0, "a document without its end"
    at += 4
    document = {}
    while data[at]:
        kind = data[at]
        key_end = data.index(0, at + 1)
        key = data[at + 1:key_end].decode()
        document[key], at = _value(kind, data, key_end + 1)
    assert at == end - 1, "the size does not match the content"
    return document, end


def _value(kind: int, data: bytes, at: int) -> tuple[Any, int]:
    match kind:
        case 0x01:
            return struct.unpack_from("<d", data, at)[0], at + 8
        case 0x02:
            (size,) = struct.unpack_from("<i", data, at)
            return data[at + 4:at + 3 + size].decode(), at + 4 + size
        case 0x03:
            return _document(data, at)
        case 0x04:
            document, end = _document(data, at)
            return list(document.values()), end
        case 0x05:
            (size,) = struct.unpack_from("<i", data, at)
            return bytes(data[at + 5:at + 5 + size]), at + 5 + size
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


def encode(document: dict[str, Any]) -> bytes:
    """A document of the types that JSON has."""
    body = b"".join(_element(key, value) for key, value in document.items())
    return struct.pack("<i", len(body) + 5) + body + b"\0"


def _element(key: str, value: Any) -> bytes:
    name = key.encode() + b"\0"
    match value:
        case None:
            return b"\x0a" + name
        case bool():
            return b"\x08" + name + bytes([value])
        case int():
            return b"\x12" + name + struct.pack("<q", value)
        case float():
            return b"\x01" + name + struct.pack("<d", value)
        case str():
            text = value.encode() + b"\0"
            return b"\x02" + name + struct.pack("<i", len(text)) + text
        case dict():
            return b"\x03" + name + encode(value)
        case list():
            return b"\x04" + name + encode({str(index): element for index, element in enumerate(value)})
    raise TypeError(f"{key} is {value!r}")
