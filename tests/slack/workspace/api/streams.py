"""chat.startStream, appendStream, stopStream: a message that grows (https://docs.slack.dev/reference/methods/chat.startStream).

streaming -> complete by stopStream, or -> stopped_by_user when the person stops it; nothing else follows.
"""
from typing import Any

from . import handles
from ..block_kit import lint_message
from ..errors import ApiError
from ..model import Message, with_ids
from .content import MARKDOWN, channel_for, metadata_of, new_message

CHUNKS = ("markdown_text", "task_update", "plan_update", "blocks")


@handles("chat.startStream")
def start_stream(call: Any) -> dict[str, Any]:
    workspace = call.workspace
    channel = channel_for(call)
    if channel.kind != "im":
        if not call.text("recipient_user_id"):
            raise ApiError("missing_recipient_user_id")
        if not call.text("recipient_team_id"):
            raise ApiError("missing_recipient_team_id")
        if call.text("recipient_user_id") not in workspace.users:
            raise ApiError("user_not_found")
        if call.text("recipient_team_id") not in workspace.teams:
            raise ApiError("team_not_found")
    if call.text("thread_ts") and call.text("thread_ts") not in channel.messages:
        raise ApiError("message_not_found")
    chunks = _chunks(call)
    message = new_message(call, channel, {})
    message.stream = "streaming"
    message.options["task_display_mode"] = call.text("task_display_mode") or "timeline"
    _append(message, chunks)
    workspace.post(message, quiet=True)
    return {"channel": channel.id, "ts": message.ts}


@handles("chat.appendStream")
def append_stream(call: Any) -> dict[str, Any]:
    message = _streaming(call)
    chunks = _chunks(call)
    if not chunks:
        raise ApiError("no_text")
    _append(message, chunks)
    return {"channel": message.channel, "ts": message.ts}


@handles("chat.stopStream")
def stop_stream(call: Any) -> dict[str, Any]:
    message = _streaming(call)
    blocks = call.arguments.get("blocks")
    if blocks is not None and (problems := lint_message(blocks)):
        raise ApiError("invalid_blocks", problems)
    _append(message, _chunks(call))
    message.metadata = metadata_of(call)
    message.blocks = ([{"type": "markdown", "text": message.text, "block_id": call.workspace.ids.next("b")}] if message.text else []) \
        + with_ids(blocks, call.workspace.ids)
    message.stream = "complete"
    call.workspace.tell_of_message(message)
    return {"channel": message.channel, "ts": message.ts, "message": message.to_json()}


def _streaming(call: Any) -> Message:
    message = call.message(call.channel())
    if message.user != call.token.user_id:
        raise ApiError("message_not_owned_by_app")
    if message.stream == "stopped_by_user":
        raise ApiError("stopped_by_user")
    if message.stream != "streaming":
        raise ApiError("message_not_in_streaming_state")
    return message


def _chunks(call: Any) -> list[dict]:
    markdown = call.text("markdown_text")
    chunks = call.arguments.get("chunks") or []
    if not isinstance(chunks, list) or any(not isinstance(chunk, dict) or chunk.get("type") not in CHUNKS for chunk in chunks):
        raise ApiError("invalid_chunks")
    if markdown:
        chunks = [{"type": "markdown_text", "text": markdown}, *chunks]
    for chunk in chunks:
        if chunk["type"] == "markdown_text" and not isinstance(chunk.get("text"), str):
            raise ApiError("invalid_chunks")
        if chunk["type"] == "markdown_text" and len(chunk["text"]) > MARKDOWN:
            raise ApiError("msg_too_long")
        if chunk["type"] == "task_update" and not (chunk.get("id") and chunk.get("title")):
            raise ApiError("invalid_chunks")
        if chunk["type"] == "blocks" and lint_message(chunk.get("blocks")):
            raise ApiError("invalid_blocks", lint_message(chunk.get("blocks")))
    return chunks


def _append(message: Message, chunks: list[dict]) -> None:
    message.chunks += chunks
    message.text += "".join(chunk["text"] for chunk in chunks if chunk["type"] == "markdown_text")
