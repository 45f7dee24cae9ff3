"""OP_MSG: requests as they are read strictly, replies as they are or as a script bends them. Other drivers begin with OP_QUERY,
which is answered with OP_REPLY."""
import struct
from asyncio import IncompleteReadError, StreamReader
from dataclasses import dataclass
from typing import Any

from . import bson

OP_REPLY = 1
OP_QUERY = 2004
OP_MSG = 2013


@dataclass
class Request:
    number: int
    body: dict[str, Any]
    sequences: dict[str, list[dict[str, Any]]]
    size: int
    legacy: bool = False

    @property
    def command(self) -> str:
        return next(iter(self.body))


async def read_request(stream: StreamReader) -> Request | None:
    """None at the end of the stream. What our client must never send is an AssertionError."""
    try:
        header = await stream.readexactly(16)
        length, number, response_to, operation = struct.unpack("<iiii", header)
        data = await stream.readexactly(length - 16)
    except (IncompleteReadError, ConnectionError):
        return None
    assert response_to == 0, header
    if operation == OP_QUERY:
        return _legacy_hello(number, data)
    assert operation == OP_MSG, header
    (flags,) = struct.unpack_from("<I", data)
    assert flags == 0, f"flags {flags:#x}: every request is answered, and none has a checksum"
    body, sequences, at = None, {}, 4
    while at < len(data):
        kind = data[at]
        (size,) = struct.unpack_from("<i", data, at + 1)
        section = data[at + 1:at + 1 + size]
        at += 1 + size
        if kind == 0:
            assert body is None, "two bodies"
            body = bson.decode(section)
        else:
            assert kind == 1, kind
            end = section.index(0, 4)
            sequences[section[4:end].decode()] = bson.decode_all(section[end + 1:])
    assert at == len(data) and body is not None and isinstance(body.get("$db"), str), "sections do not fill the message, or $db is missing"
    return Request(number, body, sequences, length)


def _legacy_hello(number: int, data: bytes) -> Request:
    """Nothing but the first greeting still comes so."""
    end = data.index(0, 4)
    body = bson.decode(data[end + 9:])
    assert data[4:end] == b"admin.$cmd" and next(iter(body)).lower() in ("ismaster", "hello"), body
    return Request(number, body, {}, len(data) + 16, legacy=True)


def encode_reply(request: Request, document: dict[str, Any], bend: dict[str, Any]) -> bytes:
    """`bend` changes one thing: flags, checksum, response_to, operation, length, kind."""
    if request.legacy:
        data = struct.pack("<iqii", 8, 0, 0, 1) + bson.encode(document)
        return struct.pack("<iiii", len(data) + 16, 1000 + request.number, request.number, OP_REPLY) + data
    data = struct.pack("<I", bend.get("flags", 0)) + bytes([bend.get("kind", 0)]) + bson.encode(document)
    if bend.get("checksum"):
        data += b"\xde\xad\xbe\xef"
    length = bend.get("length", len(data) + 16)
    return struct.pack("<iiii", length, 1000 + request.number, request.number + bend.get("response_to", 0),
                       bend.get("operation", OP_MSG)) + data
