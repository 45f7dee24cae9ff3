"""The fake's own tests.

    slack   a small workspace that runs (workspace.people.small)
    api     calls a method with the bot's token: api("chat.postMessage", channel=..., text=...) gives the answer's JSON
    app     an app that Slack sends to, at all of its request URLs: records, and answers as the test says
"""
import http.server
import json
import sys
import threading
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

SLACK = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(SLACK))

from workspace import Running, people  # noqa: E402

TOKEN = "xoxb-hanbit-bot"
CHANNEL, RANDOM = "C0HANBIT01", "C0HANBIT02"


@dataclass
class Reply:
    status: int
    headers: dict[str, str]
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)


def request(url: str, body: bytes | None = None, **headers: str) -> Reply:
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        with _opener.open(urllib.request.Request(url, body, names), timeout=10) as answer:
            return Reply(answer.status, {name.lower(): value for name, value in answer.headers.items()}, answer.read())
    except urllib.error.HTTPError as error:
        return Reply(error.code, {name.lower(): value for name, value in error.headers.items()}, error.read())


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


_opener = urllib.request.build_opener(_NoRedirects, urllib.request.ProxyHandler({}))


@pytest.fixture
def slack() -> Iterator[Running]:
    with Running(people.small()) as running:
        yield running


@pytest.fixture
def api(slack: Running) -> Callable[..., dict]:
    def call(method: str, _token: str = TOKEN, **arguments: Any) -> dict:
        fields = {name: value if isinstance(value, str) else json.dumps(value) for name, value in arguments.items()}
        return request(slack.api_url + method, urllib.parse.urlencode(fields).encode(), Authorization=f"Bearer {_token}",
                       Content_Type="application/x-www-form-urlencoded").json()
    return call


@dataclass
class Received:
    headers: dict[str, str]
    body: bytes

    @property
    def payload(self) -> dict:
        """An event's JSON, an interaction's payload, or a command's fields."""
        if self.headers["content-type"].startswith("application/json"):
            return json.loads(self.body)
        fields = dict(urllib.parse.parse_qsl(self.body.decode(), keep_blank_values=True))
        return json.loads(fields["payload"]) if "payload" in fields else fields


@dataclass
class AppServer:
    """`answers` are given one after the other, then 200 without a body: (status, JSON or text, headers)."""
    url: str = ""
    received: list[Received] = field(default_factory=list)
    answers: list[tuple[int, Any, dict[str, str]]] = field(default_factory=list)

    def answer(self, body: Any = "", status: int = 200, **headers: str) -> None:
        self.answers.append((status, body, {name.replace("_", "-"): value for name, value in headers.items()}))

    def events(self, kind: str = "") -> list[dict]:
        payloads = [each.payload for each in self.received if b'"event_callback"' in each.body]
        return [payload["event"] for payload in payloads if kind in ("", payload["event"]["type"])]


@pytest.fixture
def app(slack: Running) -> Iterator[AppServer]:
    ours = AppServer()

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            ours.received.append(Received({name.lower(): value for name, value in self.headers.items()}, body))
            status, answer, headers = ours.answers.pop(0) if ours.answers else (200, "", {})
            data = answer.encode() if isinstance(answer, str) else json.dumps(answer).encode()
            self.send_response(status)
            for name, value in {"Content-Type": "text/plain" if isinstance(answer, str) else "application/json", **headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    ours.url = f"http://127.0.0.1:{server.server_port}/slack"
    settings = slack.workspace.app
    settings.events_url = settings.commands_url = settings.interactions_url = ours.url
    yield ours
    server.shutdown()
    server.server_close()


def plain(text: str) -> dict:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> dict:
    return {"type": "mrkdwn", "text": text}


def button(action_id: str, text: str = "Press", **more: Any) -> dict:
    return {"type": "button", "action_id": action_id, "text": plain(text), **more}


def actions(*elements: dict, block_id: str = "actions") -> dict:
    return {"type": "actions", "block_id": block_id, "elements": list(elements)}


def text_input(block_id: str, **more: Any) -> dict:
    return {"type": "input", "block_id": block_id, "label": plain(block_id.title()),
            "element": {"type": "plain_text_input", "action_id": f"{block_id}_input"}} | more


def modal(*blocks: dict, title: str = "Modal", **more: Any) -> dict:
    return {"type": "modal", "callback_id": "modal", "title": plain(title), "submit": plain("Send"), "blocks": list(blocks)} | more
