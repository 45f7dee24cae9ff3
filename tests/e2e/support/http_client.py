"""An HTTP/1.1 client over plain sockets, because the tests must also do what clients should not: leave early, close one
direction, read slowly, send nonsense."""
import json
import socket
import ssl
import struct
from dataclasses import dataclass, field
from typing import Any

from . import secrets_used
from .build import patience


@dataclass
class Response:
    status: int
    headers: list[tuple[str, str]]
    body: bytes = b""
    # Whether the body came to its declared end.
    complete: bool = True
    reason: str = ""

    def header(self, name: str) -> str | None:
        values = self.header_values(name)
        return values[0] if values else None

    def header_values(self, name: str) -> list[str]:
        return [value for key, value in self.headers if key.lower() == name.lower()]

    @property
    def text(self) -> str:
        return self.body.decode()

    def json(self) -> Any:
        assert (self.header("Content-Type") or "").split(";")[0] in ("application/json", "application/problem+json"), self
        return json.loads(self.body)

    def cookie(self, name: str) -> tuple[str, list[str]] | None:
        """A cookie's value and its attributes."""
        for line in self.header_values("Set-Cookie"):
            first, *attributes = [part.strip() for part in line.split(";")]
            key, _, value = first.partition("=")
            if key == name:
                return value, attributes
        return None

    def __repr__(self) -> str:
        return f"<{self.status} {self.header('Content-Type')} {self.body[:400]!r}>"


class NoResponse(Exception):
    """The server closed the connection without one."""


def request_bytes(method: str, target: str, headers: list[tuple[str, str]], body: bytes | None) -> bytes:
    lines = [f"{method} {target} HTTP/1.1"]
    lines += [f"{name}: {value}" for name, value in headers]
    return "\r\n".join(lines).encode("utf-8", "surrogateescape") + b"\r\n\r\n" + (body or b"")


class Connection:
    """One connection to the server, used step by step."""

    def __init__(self, host: str, port: int, tls: ssl.SSLContext | None = None, timeout: float = 15, receive_buffer: int = 0):
        self.socket = socket.socket()
        self.socket.settimeout(patience(timeout))
        if receive_buffer:
            # Before connecting, so that the window is small from the start.
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        self.socket.connect((host, port))
        if tls is not None:
            self.socket = tls.wrap_socket(self.socket, server_hostname="localhost")
        self.buffer = b""

    def __enter__(self) -> "Connection":
        return self

    def __exit__(self, *_):
        self.close()

    def send(self, data: bytes) -> None:
        self.socket.sendall(data)

    def send_request(self, method: str, target: str, headers: list[tuple[str, str]] | None = None, body: bytes | None = None) -> None:
        headers = [("Host", "localhost"), *(headers or [])]
        if body is not None:
            headers.append(("Content-Length", str(len(body))))
        self.send(request_bytes(method, target, headers, body))

    def half_close(self) -> None:
        """Nothing more will be sent; an answer is still read."""
        self.socket.shutdown(socket.SHUT_WR)

    def abort(self) -> None:
        """Ends with a reset, as a client does that crashed."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.socket.close()

    def close(self) -> None:
        self.socket.close()

    # Reading.

    def _fill(self) -> bool:
        data = self.socket.recv(65536)
        self.buffer += data
        return bool(data)

    def _line(self) -> bytes:
        while b"\r\n" not in self.buffer:
            if not self._fill():
                raise NoResponse(f"the connection ended after {self.buffer!r}")
        line, self.buffer = self.buffer.split(b"\r\n", 1)
        return line

    def _exactly(self, count: int) -> bytes:
        """Fewer bytes when the connection ends."""
        while len(self.buffer) < count and self._fill():
            pass
        data, self.buffer = self.buffer[:count], self.buffer[count:]
        return data

    def read_head(self) -> Response:
        status_line = self._line().decode("latin-1")
        version, _, rest = status_line.partition(" ")
        assert version.startswith("HTTP/1."), status_line
        headers = []
        while line := self._line():
            name, _, value = line.decode("utf-8", "surrogateescape").partition(":")
            headers.append((name, value.strip()))
        return Response(int(rest[:3]), headers, reason=rest[4:])

    def read_response(self, method: str = "GET") -> Response:
        response = self.read_head()
        while response.status == 100:
            response = self.read_head()
        self.read_body(response, method)
        return response

    def read_body(self, response: Response, method: str = "GET") -> None:
        length = response.header("Content-Length")
        if method == "HEAD" or response.status in (204, 304):
            return
        try:
            if (response.header("Transfer-Encoding") or "").lower() == "chunked":
                self._read_chunks(response)
            elif length is not None:
                response.body = self._exactly(int(length))
                response.complete = len(response.body) == int(length)
            else:
                while self._fill():
                    pass
                response.body, self.buffer = self.buffer, b""
        except (ConnectionResetError, NoResponse):
            response.complete = False

    def _read_chunks(self, response: Response) -> None:
        pieces = []
        response.complete = False
        try:
            while size := int(self._line().split(b";")[0], 16):
                piece = self._exactly(size)
                pieces.append(piece)
                if len(piece) < size or self._exactly(2) != b"\r\n":
                    return
            while self._line():  # trailers
                pass
            response.complete = True
        finally:
            response.body = b"".join(pieces)

    def at_end(self) -> bool:
        """Waits until the server closes; true when it sent nothing more."""
        try:
            return not self.buffer and not self.socket.recv(1)
        except ConnectionResetError:
            return not self.buffer


@dataclass
class Client:
    """Requests to one server, by default each on a connection of its own."""
    port: int
    token: str | None = None
    host: str = "127.0.0.1"
    tls: ssl.SSLContext | None = None
    language: str | None = "en"
    headers: list[tuple[str, str]] = field(default_factory=list)
    timeout: float = 15

    def as_(self, token: str | None) -> "Client":
        return Client(self.port, token, self.host, self.tls, self.language, self.headers, self.timeout)

    def connect(self, timeout: float | None = None, receive_buffer: int = 0) -> Connection:
        return Connection(self.host, self.port, self.tls, timeout or self.timeout, receive_buffer)

    def all_headers(self, headers: list[tuple[str, str]]) -> list[tuple[str, str]]:
        result = [*self.headers, *headers]
        if self.token and not any(name.lower() == "authorization" for name, _ in headers):
            result.append(("Authorization", f"Bearer {self.token}"))
        if self.language and not any(name.lower() == "accept-language" for name, _ in headers):
            result.append(("Accept-Language", self.language))
        return result

    def request(self, method: str, target: str, body: bytes | None = None, headers: list[tuple[str, str]] | None = None,
                json_body: Any = None) -> Response:
        headers = list(headers or [])
        if json_body is not None:
            body = json.dumps(json_body, ensure_ascii=False).encode()
        if body is not None and not any(name.lower() == "content-type" for name, _ in headers):
            headers.append(("Content-Type", "application/json"))
        with self.connect() as connection:
            connection.send_request(method, target, [*self.all_headers(headers), ("Connection", "close")], body)
            return connection.read_response(method)

    def get(self, target: str, headers: list[tuple[str, str]] | None = None) -> Response:
        return self.request("GET", target, headers=headers)

    def post(self, target: str, json_body: Any = None, headers: list[tuple[str, str]] | None = None,
             body: bytes | None = None) -> Response:
        return self.request("POST", target, body, headers, json_body)

    def put(self, target: str, json_body: Any = None, headers: list[tuple[str, str]] | None = None) -> Response:
        return self.request("PUT", target, headers=headers, json_body=json_body)

    def patch(self, target: str, json_body: Any = None, headers: list[tuple[str, str]] | None = None) -> Response:
        return self.request("PATCH", target, headers=headers, json_body=json_body)

    def delete(self, target: str, headers: list[tuple[str, str]] | None = None) -> Response:
        return self.request("DELETE", target, headers=headers)


def insecure_tls() -> ssl.SSLContext:
    """For the tests' self-signed certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def assert_problem(response: Response, status: int, code: str | None = None) -> dict:
    """An RFC 9457 problem as Gracy renders it; returns it."""
    assert response.status == status, response
    assert response.header("Content-Type") == "application/problem+json", response
    assert response.header("Cache-Control") == "no-store", response.headers
    problem = response.json()
    assert problem["status"] == status, problem
    assert problem["type"] and problem["title"] and problem["code"], problem
    assert len(problem["request_id"]) == 32, problem
    if code is not None:
        assert problem["code"] == code, problem
    return problem


def errors_of(problem: dict) -> dict[str, str]:
    """Where each field error is, and its code."""
    return {error.get("pointer") or error.get("parameter") or error.get("header"): error["code"] for error in problem["errors"]}


def remember_session(response: Response) -> str:
    """The session token of a login's answer."""
    return secrets_used.remember(response.json()["token"], "a session")
