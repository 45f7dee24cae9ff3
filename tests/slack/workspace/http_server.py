"""HTTP/1.1 for the fake: a small server on asyncio that can also misbehave on purpose."""
import asyncio
import json
import urllib.parse
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

MAX_HEAD = 64 * 1024
MAX_BODY = 8 * 1024 * 1024


@dataclass
class Request:
    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes

    @property
    def media_type(self) -> str:
        return self.headers.get("content-type", "").split(";")[0].strip().lower()

    @property
    def has_charset(self) -> bool:
        return "charset=" in self.headers.get("content-type", "").lower()


@dataclass
class Response:
    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    # Fewer bytes than announced, and then the connection ends.
    cut_at: int | None = None

    @classmethod
    def json(cls, value: Any, status: int = 200, **headers: str) -> "Response":
        names = {name.replace("_", "-"): text for name, text in headers.items()}
        return cls(status, json.dumps(value, ensure_ascii=False).encode(), {"Content-Type": "application/json; charset=utf-8", **names})

    @classmethod
    def text(cls, text: str, status: int = 200, media_type: str = "text/plain") -> "Response":
        return cls(status, text.encode(), {"Content-Type": f"{media_type}; charset=utf-8"})

    @classmethod
    def redirect(cls, location: str) -> "Response":
        return cls(302, b"", {"Location": location})


class Hangup(Exception):
    """The connection ends without an answer."""


class BadRequest(Exception):
    """What came is no HTTP that this server reads."""


Handler = Callable[[Request], Awaitable[Response]]


async def serve(handler: Handler, host: str, port: int) -> asyncio.Server:
    async def connection(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while (request := await _read_request(reader)) is not None:
                response = await handler(request)
                writer.write(_bytes(response))
                await writer.drain()
                if response.cut_at is not None or request.headers.get("connection", "").lower() == "close":
                    break
        except (Hangup, BadRequest, ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass
        finally:
            writer.close()

    return await asyncio.start_server(connection, host, port, limit=MAX_HEAD, backlog=1024)


async def _read_request(reader: asyncio.StreamReader) -> Request | None:
    try:
        head = await reader.readuntil(b"\r\n\r\n")
    except asyncio.IncompleteReadError as error:
        if error.partial.strip():
            raise
        return None
    first, *lines = head.decode("latin-1").split("\r\n")
    try:
        method, target, _ = first.split(" ")
        headers = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines if line)}
        body = await _read_body(reader, headers)
    except ValueError as error:
        raise BadRequest(first) from error
    url = urllib.parse.urlsplit(target)
    return Request(method, urllib.parse.unquote(url.path), dict(urllib.parse.parse_qsl(url.query, keep_blank_values=True)), headers, body)


async def _read_body(reader: asyncio.StreamReader, headers: dict[str, str]) -> bytes:
    if headers.get("transfer-encoding", "").lower() == "chunked":
        return await read_chunks(reader)
    length = int(headers.get("content-length", "0"))
    if not 0 <= length <= MAX_BODY:
        raise BadRequest(f"a body of {length} bytes")
    return await reader.readexactly(length)


async def read_chunks(reader: asyncio.StreamReader) -> bytes:
    body = b""
    while size := int((await reader.readline()).split(b";")[0], 16):
        if len(body) + size > MAX_BODY:
            raise BadRequest("a body without an end")
        body += await reader.readexactly(size)
        await reader.readline()
    while (await reader.readline()).strip():
        pass
    return body


def _bytes(response: Response) -> bytes:
    headers = {"Content-Length": str(len(response.body)), **response.headers}
    lines = [f"HTTP/1.1 {response.status} -", *(f"{name}: {value}" for name, value in headers.items())]
    body = response.body if response.cut_at is None else response.body[:response.cut_at]
    return "\r\n".join(lines).encode("latin-1", "replace") + b"\r\n\r\n" + body
