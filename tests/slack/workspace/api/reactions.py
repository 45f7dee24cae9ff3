"""reactions.*: emoji on messages (https://docs.slack.dev/reference/methods?family=reactions)."""
import re
from typing import Any

from . import handles
from ..errors import ApiError
from ..model import Message

MOST = 50


def _reacted_to(call: Any) -> Message:
    if not call.text("channel") or not call.text("timestamp"):
        raise ApiError("no_item_specified")
    if not re.fullmatch(r"\d+\.\d{6}", call.text("timestamp")):
        raise ApiError("bad_timestamp")
    return call.message(call.channel(), "timestamp")


@handles("reactions.add")
def add(call: Any) -> dict[str, Any]:
    message, name = _reacted_to(call), call.text("name")
    if not re.fullmatch(r"[a-z0-9_+'\-가-힣]+(::skin-tone-[2-6])?", name):
        raise ApiError("invalid_name")
    if call.token.user_id in message.reactions.get(name, []):
        raise ApiError("already_reacted")
    if name not in message.reactions and len(message.reactions) >= MOST:
        raise ApiError("too_many_reactions")
    react(call.workspace, message, call.token.user_id, name)
    return {}


@handles("reactions.remove")
def remove(call: Any) -> dict[str, Any]:
    message, name = _reacted_to(call), call.text("name")
    if call.token.user_id not in message.reactions.get(name, []):
        raise ApiError("no_reaction")
    unreact(call.workspace, message, call.token.user_id, name)
    return {}


@handles("reactions.get")
def get(call: Any) -> dict[str, Any]:
    message = _reacted_to(call)
    return {"type": "message", "channel": message.channel, "message": message.to_json()}


def react(workspace: Any, message: Message, user_id: str, name: str) -> None:
    message.reactions.setdefault(name, []).append(user_id)
    _tell(workspace, "reaction_added", message, user_id, name)


def unreact(workspace: Any, message: Message, user_id: str, name: str) -> None:
    message.reactions[name].remove(user_id)
    if not message.reactions[name]:
        del message.reactions[name]
    _tell(workspace, "reaction_removed", message, user_id, name)


def _tell(workspace: Any, kind: str, message: Message, user_id: str, name: str) -> None:
    workspace.tell(message.team_id, {"type": kind, "user": user_id, "reaction": name, "item_user": message.user,
                                     "item": {"type": "message", "channel": message.channel, "ts": message.ts}},
                   workspace.channels[message.channel])
