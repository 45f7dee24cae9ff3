"""OP_MSG: requests as they are read strictly, replies as they are or as a script bends them."""
import struct
from asyncio import IncompleteReadError, StreamReader
from dataclasses import dataclass
from typing import Any

from . import bson

OP_MSG = 2013


@dataclass
class Request:
    number: int
    body: dict[str, Any]
    sequences: dict[str, list[dict[str, Any]]]
    size: int

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
    assert operation == OP_MSG and response_to == 0, header
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


def encode_reply(request: Request, document: dict[str, Any], bend: dict[str, Any]) -> bytes:
    """`bend` changes one thing: flags, checksum, response_to, operation, length, kind."""
    data = struct.pack("<I", bend.get("flags", 0)) + bytes([bend.get("kind", 0)]) + bson.encode(document)
    if bend.get("checksum"):
        data += b"\xde\xad\xbe\xef"
    length = bend.get("length", len(data) + 16)
    return struct.pack("<iiii", length, 1000 + request.number, request.number + bend.get("response_to", 0),
                       bend.get("operation", OP_MSG)) + data
