"""conversations.*: channels and direct messages (https://docs.slack.dev/reference/methods?family=conversations)."""
from typing import Any

from . import handles
from ..arguments import integer, is_true
from ..errors import ApiError
from ..model import Channel, Message
from ..pages import page

_TYPES = ("public_channel", "private_channel", "mpim", "im")


def _types(call: Any) -> list[str]:
    types = [each.strip() for each in (call.text("types") or "public_channel").split(",")]
    if any(each not in _TYPES for each in types):
        raise ApiError("invalid_types")
    return types


def _listed(call: Any, member: str) -> list[Channel]:
    """Of the types that are asked for; everything but public channels only when `member` is in it."""
    types, team_id = _types(call), call.team_id
    return [channel for channel in call.workspace.channels.values()
            if channel.team_id == team_id and channel.type_name in types
            and not (channel.archived and is_true(call.arguments.get("exclude_archived")))
            and (channel.kind == "channel" or member in channel.members)]


@handles("conversations.list")
def list_conversations(call: Any) -> dict[str, Any]:
    channels, more = page(_listed(call, call.token.user_id), call.arguments)
    return {"channels": [channel.to_json(call.token.user_id) for channel in channels], **more}


@handles("users.conversations")
def conversations_of_user(call: Any) -> dict[str, Any]:
    user_id = call.text("user") or call.token.user_id
    channels = [channel for channel in _listed(call, call.token.user_id) if user_id in channel.members]
    shown, more = page(channels, call.arguments)
    return {"channels": [channel.to_json(user_id) for channel in shown], **more}


@handles("conversations.info")
def info(call: Any) -> dict[str, Any]:
    return {"channel": call.channel().to_json(call.token.user_id)}


@handles("conversations.members")
def members(call: Any) -> dict[str, Any]:
    shown, more = page(call.channel().members, call.arguments)
    return {"members": list(shown), **more}


@handles("conversations.open")
def open_conversation(call: Any) -> dict[str, Any]:
    workspace = call.workspace
    if call.text("channel"):
        channel = call.channel()
        return {"channel": channel.to_json(call.token.user_id) if is_true(call.arguments.get("return_im")) else {"id": channel.id}}
    users = call.arguments.get("users")
    user_ids = users if isinstance(users, list) else [each.strip() for each in call.text("users").split(",") if each.strip()]
    if not user_ids:
        raise ApiError("users_list_not_supplied")
    if len(user_ids) > 8:
        raise ApiError("too_many_users")
    for user_id in user_ids:
        user = workspace.users.get(user_id)
        if user is None or not call.sees(user):
            raise ApiError("user_not_found")
        if user.deleted:
            raise ApiError("user_disabled")
    known = set(workspace.channels)
    channel = workspace.direct_channel(workspace.users[user_ids[0]].team_id, call.token.user_id, *user_ids)
    again = {"no_op": True, "already_open": True} if channel.id in known else {}
    return {**again, "channel": channel.to_json(call.token.user_id) if is_true(call.arguments.get("return_im")) else {"id": channel.id}}


@handles("conversations.join")
def join(call: Any) -> dict[str, Any]:
    channel = call.channel()
    if channel.kind != "channel":
        raise ApiError("method_not_supported_for_channel_type")
    if channel.archived:
        raise ApiError("is_archived")
    if call.token.user_id in channel.members:
        call.warnings.append("already_in_channel")
    else:
        channel.members.append(call.token.user_id)
        call.workspace.tell(channel.team_id, {"type": "member_joined_channel", "user": call.token.user_id, "channel": channel.id,
                                              "channel_type": "C", "team": channel.team_id}, channel)
    return {"channel": channel.to_json(call.token.user_id)}


@handles("conversations.history")
def history(call: Any) -> dict[str, Any]:
    channel = call.channel()
    if call.token.user_id not in channel.members:
        raise ApiError("not_in_channel")
    messages = [message for message in reversed(channel.messages.values())
                if message.thread_ts in ("", message.ts) or is_true(message.options.get("reply_broadcast"))]
    return _messages(call, _between(call, messages))


@handles("conversations.replies")
def replies(call: Any) -> dict[str, Any]:
    channel = call.channel()
    root = channel.messages.get(call.text("ts"))
    if root is None:
        raise ApiError("thread_not_found")
    return _messages(call, _between(call, [root, *(channel.messages[ts] for ts in root.replies)]))


def _between(call: Any, messages: list[Message]) -> list[Message]:
    oldest, latest, inclusive = call.text("oldest"), call.text("latest"), is_true(call.arguments.get("inclusive"))
    try:
        first, last = float(oldest or 0), float(latest or "inf")
    except ValueError:
        raise ApiError("invalid_ts_oldest" if oldest else "invalid_ts_latest") from None
    return [message for message in messages
            if first < float(message.ts) < last or inclusive and float(message.ts) in (first, last)]


def _messages(call: Any, messages: list[Message]) -> dict[str, Any]:
    if call.workspace.app.limited_history:
        # Once a minute, beside the method's own tier.
        call.workspace.limits.take(call.workspace.clock.now(), f"{call.method.name} (limited)", 1, call.token.team_id, call.workspace.app.app_id)
        call.arguments["limit"] = min(15, integer(call.arguments.get("limit") or 15, "invalid_limit"))
    shown, more = page(messages, call.arguments)
    with_metadata = is_true(call.arguments.get("include_all_metadata"))
    return {"messages": [message.to_json(with_metadata) for message in shown], "has_more": bool(more["response_metadata"]["next_cursor"]), **more}
