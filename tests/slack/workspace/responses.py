"""What an app says in answer: to a command at once, or later to a response_url
(https://docs.slack.dev/interactivity/handling-user-interaction#message_responses)."""
import json
import urllib.parse
from typing import Any

from .api.chat import change, remove
from .api.content import TEXT_CUT
from .block_kit import lint_message
from .http_server import Request, Response
from .model import Message, with_ids
from .response_urls import ResponseUrl
from .workspace import Workspace


class Unsayable(Exception):
    """Slack would not show this; `messages` say why."""

    def __init__(self, name: str, messages: list[str] | None = None):
        super().__init__(name)
        self.name = name
        self.messages = messages or []


def say(workspace: Workspace, payload: dict[str, Any], user_id: str, channel_id: str, before: Message | None = None) -> Message | None:
    """Shows a response to the person, or to the channel. Raises Unsayable. None when it was a deletion, or was empty."""
    if payload.get("delete_original"):
        if before is None:
            raise Unsayable("no_original")
        _delete(workspace, before)
        return None
    text, blocks = payload.get("text") or "", payload.get("blocks") or []
    if not text and not blocks:
        raise Unsayable("no_text")
    if blocks and (problems := lint_message(blocks)):
        raise Unsayable("invalid_blocks", problems)
    content = {"text": text[:TEXT_CUT], "blocks": with_ids(blocks, workspace.ids), "attachments": payload.get("attachments") or [], "metadata": None}
    if before is not None and payload.get("replace_original"):
        if before.only_for:
            before.text, before.blocks = content["text"], content["blocks"]
        else:
            change(workspace, before, content)
        return before
    channel = workspace.channels[channel_id]
    installation = workspace.installation_for(channel.team_id)
    message = Message(workspace.new_ts(), channel_id, channel.team_id, user=installation.bot_user_id, bot_id=installation.bot_id,
                      app_id=workspace.app.app_id, thread_ts=payload.get("thread_ts") or "", **content)
    if payload.get("response_type") == "in_channel":
        return workspace.post(message)
    return workspace.show_only_for(user_id, message)


def _delete(workspace: Workspace, message: Message) -> None:
    if message.only_for:
        workspace.only_for[message.only_for].remove(message)
    else:
        remove(workspace, message)


def receive(workspace: Workspace, request: Request) -> Response:
    """POST to a response_url."""
    entry = workspace.journal.add("response", request.path, workspace.clock.now(), None)
    url, problem = workspace.response_urls.use(request.path)
    payload = _payload(request)
    entry.content = payload
    if url is None:
        entry.status, entry.error = 404, problem
    elif payload is None:
        entry.status, entry.error = 400, "invalid_payload"
    else:
        entry.status, entry.error = _carry_out(workspace, url, payload)
    if entry.error:
        return Response.json({"ok": False, "error": entry.error}, entry.status)
    return Response.text("ok")


def _carry_out(workspace: Workspace, url: ResponseUrl, payload: dict[str, Any]) -> tuple[int, str]:
    try:
        said = say(workspace, payload, url.user_id, url.channel, url.message)
    except Unsayable as error:
        return (500 if error.name == "no_text" else 400), error.name
    url.message = said or url.message
    return 200, ""


def _payload(request: Request) -> dict[str, Any] | None:
    text = request.body.decode(errors="replace")
    if request.media_type == "application/x-www-form-urlencoded":
        text = dict(urllib.parse.parse_qsl(text)).get("payload", "")
    try:
        payload = json.loads(text)
    except ValueError:
        return None
    return payload if isinstance(payload, dict) else None
