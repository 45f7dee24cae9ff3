"""Slack's own framework, @slack/bolt, is given the very requests that our module is given: both answer the same, but for the
differences that are listed here and meant. (The table of answers of the Slack contract.)"""
import json
import shutil
import subprocess
import urllib.parse
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from slack_client import APP, COMMANDS, EVENTS, FORM, TEAM, Slack, command_fields, event_payload, signature, unique
from support.build import ROOT, patience
from support.http_client import Client, Response

INTERACTIONS = "/slack/interactions"
SLACK = ROOT / "tests/slack"
JSON = "application/json"
USER = "U0HB000002"

pytestmark = pytest.mark.skipif(shutil.which("node") is None or not (SLACK / "node_modules/@slack/bolt").exists(),
                                reason="@slack/bolt is not installed (npm)")


@dataclass(frozen=True)
class Request:
    """`signed` is what becomes of the right headers, which are named as Slack names them."""
    path: str
    body: bytes
    content_type: str = JSON
    offset: int = 0
    signed: Callable[[dict[str, str], Slack, bytes], list[tuple[str, str]]] = lambda headers, *_: list(headers.items())
    method: str = "POST"

    def headers(self, slack: Slack) -> list[tuple[str, str]]:
        right = dict(slack.headers(self.body, None, self.offset))
        return [("Content-Type", self.content_type), *self.signed(right, slack, self.body)]


# What becomes of the signature.

def unsigned(*_) -> list[tuple[str, str]]:
    return []


def without(name: str):
    return lambda headers, *_: [(key, value) for key, value in headers.items() if key != name]


def with_signature(change: Callable[[str], str]):
    return lambda headers, *_: list((headers | {"X-Slack-Signature": change(headers["X-Slack-Signature"])}).items())


def at_no_time(_headers: dict[str, str], slack: Slack, body: bytes) -> list[tuple[str, str]]:
    return [("X-Slack-Request-Timestamp", "soon"), ("X-Slack-Signature", signature(slack.secret, "soon", body))]


def twice(headers: dict[str, str], *_) -> list[tuple[str, str]]:
    return [*headers.items(), ("X-Slack-Signature", headers["X-Slack-Signature"])]


# Bodies.

def event(**of: Any) -> bytes:
    return json.dumps(event_payload(**of)).encode()


def form(**fields: str) -> bytes:
    return urllib.parse.urlencode(fields).encode()


def command(name: str, text: str = "help") -> bytes:
    return form(**command_fields(name, text, USER))


def interaction(kind: str, **more: Any) -> bytes:
    payload = {"type": kind, "token": "x", "api_app_id": APP, "team": {"id": TEAM, "domain": "hanbit"}, "enterprise": None,
               "user": {"id": USER, "username": "minseo", "name": "minseo", "team_id": TEAM}, "is_enterprise_install": False,
               "trigger_id": unique("1.2."), "action_ts": unique("")} | more
    return form(payload=json.dumps(payload))


def view(callback_id: str) -> dict:
    block = {"type": "input", "block_id": "recipients", "label": {"type": "plain_text", "text": "To"},
             "element": {"type": "multi_external_select", "action_id": "recipients", "min_query_length": 1}}
    return {"id": unique("V"), "team_id": TEAM, "type": "modal", "callback_id": callback_id, "hash": "1.x", "private_metadata": "",
            "state": {"values": {"recipients": {"recipients": {"type": "multi_external_select", "selected_options": []}}}}, "blocks": [block],
            "title": {"type": "plain_text", "text": "Give kudos"}, "submit": {"type": "plain_text", "text": "Give"}}


CHALLENGE = json.dumps({"token": "x", "challenge": "3eZbrw1aB10FEMAGAZd4FyFQ", "type": "url_verification"}).encode()
RATE_LIMITED = json.dumps({"token": "x", "type": "app_rate_limited", "team_id": TEAM, "minute_rate_limited": 1518467820, "api_app_id": APP}).encode()
PRESSED = {"actions": [{"type": "button", "action_id": "acknowledge", "block_id": "b", "action_ts": "1.2", "value": "1"}],
           "container": {"type": "message", "message_ts": "1.2", "channel_id": "C0HANBIT01"}, "channel": {"id": "C0HANBIT01", "name": "general"},
           "response_url": "https://hooks.slack.com/actions/T0HANBIT01/1/2"}
MESSAGE = {"callback_id": "kudos_for_message", "channel": {"id": "C0HANBIT01", "name": "general"}, "message_ts": "1.2",
           "message": {"type": "message", "user": USER, "ts": "1.2", "text": "did it"}, "response_url": "https://hooks.slack.com/app/T0HANBIT01/1/2"}
SUGGESTION = {"action_id": "recipients", "block_id": "recipients", "value": "nobody is called this", "container": {"type": "view", "view_id": "V1"}}

ROWS = {
    "challenge": lambda: Request(EVENTS, CHALLENGE),
    "challenge that is not signed": lambda: Request(EVENTS, CHALLENGE, signed=unsigned),
    "event": lambda: Request(EVENTS, event()),
    "event that nobody handles": lambda: Request(EVENTS, event(type="team_rename")),
    "event of our own bot": lambda: Request(EVENTS, event(user="U0HBBOT")),
    "event as a retry": lambda: Request(EVENTS, event(), signed=lambda headers, *_: [
        *headers.items(), ("X-Slack-Retry-Num", "1"), ("X-Slack-Retry-Reason", "http_timeout")]),
    "signature that is wrong": lambda: Request(EVENTS, event(), signed=with_signature(lambda right: right[:-1] + ("0" if right[-1] != "0" else "1"))),
    "signature of version 1": lambda: Request(EVENTS, event(), signed=with_signature(lambda right: "v1=" + right[3:])),
    "signature in capitals": lambda: Request(EVENTS, event(), signed=with_signature(lambda right: "v0=" + right[3:].upper())),
    "signature twice": lambda: Request(EVENTS, event(), signed=twice),
    "no signature": lambda: Request(EVENTS, event(), signed=without("X-Slack-Signature")),
    "no timestamp": lambda: Request(EVENTS, event(), signed=without("X-Slack-Request-Timestamp")),
    "timestamp that is no number": lambda: Request(EVENTS, event(), signed=at_no_time),
    "almost five minutes old": lambda: Request(EVENTS, event(), offset=-290),
    "more than five minutes old": lambda: Request(EVENTS, event(), offset=-310),
    "an hour in the future": lambda: Request(EVENTS, event(), offset=3600),
    "no JSON": lambda: Request(EVENTS, b"{"),
    "no body": lambda: Request(EVENTS, b""),
    "rate limit notice": lambda: Request(EVENTS, RATE_LIMITED),
    "GET": lambda: Request(EVENTS, b"", method="GET"),
    "ssl_check": lambda: Request(COMMANDS, b"ssl_check=1&token=x", FORM, signed=unsigned),
    "ssl_check of true": lambda: Request(COMMANDS, b"ssl_check=true&token=x", FORM, signed=unsigned),
    "ssl_check with a payload": lambda: Request(COMMANDS, b"ssl_check=1&payload=%7B%22type%22%3A%22block_actions%22%7D", FORM, signed=unsigned),
    "ssl_check as JSON": lambda: Request(COMMANDS, b"ssl_check=1", JSON, signed=unsigned),
    "command": lambda: Request(COMMANDS, command("/kudos"), FORM),
    "command that is not signed": lambda: Request(COMMANDS, command("/kudos"), FORM, signed=unsigned),
    "command that names its charset": lambda: Request(COMMANDS, command("/kudos"), FORM + "; charset=utf-8"),
    "command that nobody knows": lambda: Request(COMMANDS, command("/weather"), FORM),
    "submission with errors": lambda: Request(INTERACTIONS, interaction("view_submission", view=view("give_kudos"), response_urls=[]), FORM),
    "submission that closes": lambda: Request(INTERACTIONS, interaction("view_submission", view=view("closes"), response_urls=[]), FORM),
    "closed view": lambda: Request(INTERACTIONS, interaction("view_closed", view=view("closes"), is_cleared=False), FORM),
    "suggestions": lambda: Request(INTERACTIONS, interaction("block_suggestion", view=view("give_kudos"), **SUGGESTION), FORM),
    "pressed button": lambda: Request(INTERACTIONS, interaction("block_actions", **PRESSED), FORM),
    "global shortcut": lambda: Request(INTERACTIONS, interaction("shortcut", callback_id="give_kudos"), FORM),
    "message shortcut": lambda: Request(INTERACTIONS, interaction("message_action", **MESSAGE), FORM),
    "interaction that is not signed": lambda: Request(INTERACTIONS, interaction("block_actions", **PRESSED), FORM, signed=unsigned),
    "ssl_check at interactions": lambda: Request(INTERACTIONS, b"ssl_check=1&token=x", FORM, signed=unsigned),
    "payload that is no JSON": lambda: Request(INTERACTIONS, b"payload=not+json", FORM),
}

EPHEMERAL = (200, {"response_type": "ephemeral", "text": "…"})

# name: (ours, Bolt's, why)
DIFFERENCES = {
    "an hour in the future": ((401, ""), (200, ""), "Slack documents a difference of five minutes, either way"),
    "rate limit notice": ((200, ""), (404, ""), "it is stored at once; Bolt lets Slack wait for three seconds"),
    "command that names its charset": (EPHEMERAL, (400, ""), "a media type has parameters (RFC 9110 8.3.1); Bolt compares the whole text"),
    "command that nobody knows": (EPHEMERAL, (404, ""), "the person is told at once; Bolt lets them wait for three seconds"),
    "GET": ((405, ""), (404, ""), "the address is there, the method is not (RFC 9110 15.5.6)"),
}


@pytest.fixture(scope="module")
def ours(client, secrets) -> Slack:
    return Slack(client, secrets.slack_signing_secret)


@pytest.fixture(scope="module")
def bolt(secrets) -> Iterator[Slack]:
    process = subprocess.Popen(["node", SLACK / "oracle/bolt.js"], stdout=subprocess.PIPE, text=True,
                               stderr=subprocess.DEVNULL, cwd=SLACK,
                               env={"PATH": "/usr/local/bin:/usr/bin:/bin", "SLACK_SIGNING_SECRET": secrets.slack_signing_secret})
    try:
        port = process.stdout.readline().strip()
        assert port.isdigit(), "Bolt did not start"
        yield Slack(Client(int(port)), secrets.slack_signing_secret)
    finally:
        process.terminate()
        process.wait(patience(10))
        process.stdout.close()


def send(slack: Slack, request: Request) -> tuple[int, Any]:
    return normal(slack.client.request(request.method, request.path, request.body if request.method == "POST" else None, request.headers(slack)))


def normal(response: Response) -> tuple[int, Any]:
    """Status and body. Words for people are ours to choose, and pages about errors are for nobody."""
    if response.status in (404, 405):
        return response.status, ""
    try:
        body = json.loads(response.body)
    except ValueError:
        return response.status, response.text
    for name in {"text", "errors"} & set(body):
        body[name] = "…" if isinstance(body[name], str) else {block: "…" for block in body[name]}
    return response.status, body


@pytest.mark.parametrize("name", [name for name in ROWS if name not in DIFFERENCES])
def test_answer_is_bolt_s(ours, bolt, name):
    request = ROWS[name]()
    assert send(ours, request) == send(bolt, request)


@pytest.mark.parametrize("name", DIFFERENCES)
def test_answer_differs_from_bolt_s_on_purpose(ours, bolt, name):
    request = ROWS[name]()
    expected_of_us, expected_of_bolt, _ = DIFFERENCES[name]
    assert send(ours, request) == expected_of_us
    assert send(bolt, request) == expected_of_bolt, "Bolt has changed; the difference may be none any more"


def test_every_difference_is_a_row():
    assert set(DIFFERENCES) <= set(ROWS)
