"""How the fake calls an app's request URLs: one POST, with a deadline, and the name that Slack has for what went wrong."""
import asyncio
import json
import ssl
import time
import urllib.parse
from dataclasses import dataclass, field
from typing import Any

from .http_server import read_chunks

MAX_REDIRECTS = 2


@dataclass
class Answer:
    """What an app has answered. `failure` is a reason as in X-Slack-Retry-Reason, or empty when there was an answer."""
    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    failure: str = ""
    seconds: float = 0.0

    @property
    def ok(self) -> bool:
        return not self.failure and 200 <= self.status < 300

    def json(self) -> Any:
        """The body as JSON, or None when it is not."""
        try:
            return json.loads(self.body) if self.body.strip() else None
        except ValueError:
            return None


async def post(url: str, body: bytes, headers: list[tuple[str, str]], timeout: float = 3.0, read_answer: bool = True) -> Answer:
    """Without `read_answer` the request is sent and the connection dropped, as when an answer is lost on its way."""
    began = time.monotonic()
    try:
        answer = await asyncio.wait_for(_post(url, body, headers, read_answer), timeout)
    except asyncio.TimeoutError:
        answer = Answer(failure="http_timeout")
    except ssl.SSLError:
        answer = Answer(failure="ssl_error")
    except (OSError, asyncio.IncompleteReadError):
        answer = Answer(failure="connection_failed")
    except ValueError:
        answer = Answer(failure="unknown_error")
    answer.seconds = time.monotonic() - began
    return answer


async def _post(url: str, body: bytes, headers: list[tuple[str, str]], read_answer: bool) -> Answer:
    for _ in range(MAX_REDIRECTS + 1):
        answer = await _post_once(url, body, headers, read_answer)
        if answer.status not in (301, 302, 307, 308) or "location" not in answer.headers:
            return answer
        url = urllib.parse.urljoin(url, answer.headers["location"])
    return Answer(failure="too_many_redirects")


async def _post_once(url: str, body: bytes, headers: list[tuple[str, str]], read_answer: bool) -> Answer:
    at = urllib.parse.urlsplit(url)
    secure = at.scheme == "https"
    reader, writer = await asyncio.open_connection(at.hostname, at.port or (443 if secure else 80), ssl=secure or None)
    try:
        target = at.path + (f"?{at.query}" if at.query else "")
        lines = [f"POST {target} HTTP/1.1", f"Host: {at.netloc}", "Connection: close", f"Content-Length: {len(body)}"]
        lines += [f"{name}: {value}" for name, value in headers]
        writer.write("\r\n".join(lines).encode() + b"\r\n\r\n" + body)
        await writer.drain()
        if not read_answer:
            # It has the request when it begins to answer; what it says is lost.
            await reader.read(1)
            return Answer(failure="http_timeout")
        return await _read_answer(reader)
    finally:
        writer.close()


async def _read_answer(reader: asyncio.StreamReader) -> Answer:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    status = int(head[0].split(" ")[1])
    headers = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:] if line)}
    if headers.get("transfer-encoding", "").lower() == "chunked":
        body = await read_chunks(reader)
    elif "content-length" in headers:
        body = await reader.readexactly(int(headers["content-length"]))
    else:
        body = await reader.read()
    return Answer(status, headers, body)
