"""chat.*: messages (https://docs.slack.dev/reference/methods?family=chat)."""
from typing import Any

from . import handles
from ..arguments import integer
from ..errors import ApiError
from ..model import Message
from .content import channel_for, content_of, new_message
from .streams import is_streaming

SCHEDULE_AHEAD = 120 * 24 * 3600
SCHEDULED_IN_FIVE_MINUTES = 30


@handles("chat.postMessage")
def post_message(call: Any) -> dict[str, Any]:
    channel = channel_for(call)
    message = new_message(call, channel, content_of(call))
    call.workspace.post(message)
    channel.session.get(message.thread_ts, {}).pop("status", None)  # an answer ends "is thinking…"
    return {"channel": channel.id, "ts": message.ts, "message": message.to_json(with_metadata=True)}


@handles("chat.postEphemeral")
def post_ephemeral(call: Any) -> dict[str, Any]:
    channel = channel_for(call)
    user = call.workspace.users.get(call.text("user"))
    if user is None or user.id not in channel.members:
        raise ApiError("user_not_in_channel")
    message = call.workspace.show_only_for(user.id, new_message(call, channel, content_of(call)))
    return {"message_ts": message.ts}


@handles("chat.update")
def update(call: Any) -> dict[str, Any]:
    channel = channel_for(call, join=False)
    message = own_message(call, channel, "cant_update_message")
    if is_streaming(call.workspace, message):
        raise ApiError("streaming_state_conflict")
    change(call.workspace, message, content_of(call))
    return {"channel": channel.id, "ts": message.ts, "text": message.text, "message": message.to_json()}


def change(workspace: Any, message: Message, content: dict[str, Any]) -> None:
    """Gives a message other words, and tells of it."""
    before = message.to_json()
    message.text, message.blocks, message.attachments = content["text"], content["blocks"], content["attachments"]
    message.metadata = content["metadata"] or message.metadata
    message.edited = {"user": message.user, "ts": workspace.new_ts()}
    workspace.tell_of_change(message, before)


@handles("chat.delete")
def delete(call: Any) -> dict[str, Any]:
    channel = call.channel()
    message = own_message(call, channel, "cant_delete_message")
    remove(call.workspace, message)
    return {"channel": channel.id, "ts": message.ts}


def remove(workspace: Any, message: Message) -> None:
    channel = workspace.channels[message.channel]
    del channel.messages[message.ts]
    root = channel.messages.get(message.thread_ts)
    if root is not None and message.ts in root.replies:
        root.replies.remove(message.ts)
    workspace.tell_of_deletion(message)


def own_message(call: Any, channel: Any, error: str) -> Message:
    message = call.message(channel)
    if message.user != call.token.user_id:
        raise ApiError(error)
    return message


@handles("chat.scheduleMessage")
def schedule_message(call: Any) -> dict[str, Any]:
    workspace = call.workspace
    channel = channel_for(call)
    post_at, now = integer(call.arguments["post_at"], "invalid_time"), workspace.clock.now()
    if post_at <= now:
        raise ApiError("time_in_past")
    if post_at > now + SCHEDULE_AHEAD:
        raise ApiError("time_too_far")
    together = [at for at in workspace.scheduled.values() if at.channel == channel.id and abs(float(at.ts) - post_at) < 300]
    if len(together) >= SCHEDULED_IN_FIVE_MINUTES:
        raise ApiError("restricted_too_many")
    message = new_message(call, channel, content_of(call))
    message.ts = f"{post_at}.000000"
    scheduled_id = workspace.ids.next("Q")
    workspace.scheduled[scheduled_id] = message
    workspace.deliveries.background(_post_later(workspace, scheduled_id, post_at - now))
    return {"channel": channel.id, "scheduled_message_id": scheduled_id, "post_at": post_at, "message": {"text": message.text}}


async def _post_later(workspace: Any, scheduled_id: str, seconds: float) -> None:
    await workspace.clock.sleep(seconds)
    message = workspace.scheduled.pop(scheduled_id, None)
    # Slack does not post what carries metadata, and says nothing (a known defect).
    if message is not None and message.metadata is None:
        message.ts = workspace.new_ts()
        workspace.post(message)


@handles("chat.deleteScheduledMessage")
def delete_scheduled_message(call: Any) -> dict[str, Any]:
    channel = call.channel()
    message = call.workspace.scheduled.get(call.text("scheduled_message_id"))
    if message is None or message.channel != channel.id:
        raise ApiError("invalid_scheduled_message_id")
    del call.workspace.scheduled[call.text("scheduled_message_id")]
    return {}
