"""Slack's side of the conversation: requests signed as Slack signs them, from our own clock."""
import hashlib
import hmac
import itertools
import json
import time
import urllib.parse
from typing import Any

from support.http_client import Client, Response

EVENTS = "/slack/events"
COMMANDS = "/slack/commands"
INTERACTIONS = "/slack/interactions"
FORM = "application/x-www-form-urlencoded"
TEAM = "T0HANBIT01"
APP = "A0GRACY001"
_numbers = itertools.count(int(time.time() * 1000))


def unique(prefix: str) -> str:
    """An id that no other request of these tests has."""
    return f"{prefix}{next(_numbers):X}"


def signature(secret: str, timestamp: int | str, body: bytes) -> str:
    return "v0=" + hmac.new(secret.encode(), f"v0:{timestamp}:".encode() + body, hashlib.sha256).hexdigest()


class Slack:
    def __init__(self, client: Client, secret: str):
        self.client = client
        self.secret = secret

    def headers(self, body: bytes, content_type: str | None, offset: int = 0) -> list[tuple[str, str]]:
        timestamp = int(time.time()) + offset
        types = [("Content-Type", content_type)] if content_type else []
        return [*types, ("X-Slack-Request-Timestamp", str(timestamp)), ("X-Slack-Signature", signature(self.secret, timestamp, body))]

    def send(self, path: str, body: bytes, content_type: str | None, offset: int = 0,
             more: list[tuple[str, str]] | None = None) -> Response:
        return self.client.post(path, body=body, headers=self.headers(body, content_type, offset) + (more or []))

    def event(self, payload: Any, more: list[tuple[str, str]] | None = None, content_type: str = "application/json") -> Response:
        body = payload if isinstance(payload, bytes) else json.dumps(payload, ensure_ascii=False).encode()
        return self.send(EVENTS, body, content_type, more=more)

    def command(self, fields: dict[str, str], content_type: str = FORM) -> Response:
        return self.send(COMMANDS, urllib.parse.urlencode(fields).encode(), content_type)

    def interaction(self, payload: dict) -> Response:
        return self.send(INTERACTIONS, urllib.parse.urlencode({"payload": json.dumps(payload, ensure_ascii=False)}).encode(), FORM)

    def kudos(self, user_id: str, text: str, **more: str) -> str:
        """What the person reads."""
        return self.kudos_message(user_id, text, **more)["text"]

    def kudos_message(self, user_id: str, text: str, **more: str) -> dict:
        response = self.command(command_fields("/kudos", text, user_id) | more)
        assert response.status == 200, response
        return response.json()


def event_payload(event_id: str | None = None, **event: Any) -> dict:
    """An envelope of the Events API around a message, or around what `event` makes of it."""
    return {
        "token": "XXYYZZXXYYZZ",
        "team_id": TEAM,
        "api_app_id": APP,
        "event": {"type": "message", "channel": "D0HANBIT01", "user": "U0HB000002", "text": "안녕하세요 😊", "ts": "1355517523.000005",
                  "event_ts": "1355517523.000005", "channel_type": "app_home"} | event,
        "type": "event_callback",
        "event_id": event_id or unique("Ev"),
        "event_time": int(time.time()),
        "authorizations": [{"enterprise_id": None, "team_id": TEAM, "user_id": "U0HBBOT", "is_bot": True, "is_enterprise_install": False}],
        "is_ext_shared_channel": False,
    }


def command_fields(command: str, text: str, user_id: str, team_id: str = TEAM) -> dict[str, str]:
    return {
        "token": "gIkuvaNzQIHg97ATvDxqgjtO", "team_id": team_id, "team_domain": "hanbit", "channel_id": "C0HANBIT01",
        "channel_name": "general", "user_id": user_id, "user_name": "somebody", "command": command, "text": text,
        "response_url": "https://hooks.slack.com/commands/T0HANBIT01/1/2", "trigger_id": unique("13345224609.738474920."), "api_app_id": APP,
        "is_enterprise_install": "false",
    }


def interaction_payload(type_: str, user_id: str, **more: Any) -> dict:
    """What Slack sends when somebody clicks, types or submits."""
    return {"type": type_, "token": "XXYYZZXXYYZZ", "api_app_id": APP, "team": {"id": TEAM, "domain": "hanbit"}, "enterprise": None,
            "is_enterprise_install": False, "user": {"id": user_id, "username": "somebody", "team_id": TEAM},
            "trigger_id": unique("13345224609.738474920.")} | more


def in_slack(people, database, name, locale="en", status="active"):
    """Somebody new who is in the workspace, too."""
    number = unique("")
    person = people.hire(f"{name} {number}", status=status)
    person.name = f"{name} {number}"
    person.user_id = f"U0NEW{number}"
    database.sql("update gracy.member set locale = %s where id = %s", locale, person.id)
    database.sql("insert into gracy.slack_user (team_id, user_id, team_space_id, member_id) values (%s, %s, %s, %s)",
                 TEAM, person.user_id, person.team_space_id, person.id)
    return person
