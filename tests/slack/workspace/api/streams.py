"""chat.startStream, appendStream, stopStream: a message that grows (https://docs.slack.dev/reference/methods/chat.startStream).

streaming -> complete by stopStream, -> stopped_by_user when the person stops it, or -> errored when it has grown for as long as Slack lets
it; nothing else follows but chat.update, which gives any of them other words.
"""
from typing import Any

from . import handles
from ..block_kit import lint_message
from ..errors import ApiError
from ..model import Message, with_ids
from .content import MARKDOWN, channel_for, metadata_of, new_message

CHUNKS = ("markdown_text", "task_update", "plan_update", "blocks")
TASK_STATES = ("pending", "in_progress", "complete", "error")
# Nowhere documented; measured by those who stream for longer (github.com/slackapi/python-slack-sdk/issues/1859).
SECONDS = 300


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
    channel.session.get(message.thread_ts, {}).pop("status", None)
    message.options["stream_ends"] = workspace.clock.now() + SECONDS
    return {"channel": channel.id, "ts": message.ts}


def is_streaming(workspace: Any, message: Message) -> bool:
    if message.stream == "streaming" and workspace.clock.now() >= message.options["stream_ends"]:
        message.stream = "errored"
    return message.stream == "streaming"


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
    message.blocks = with_ids(message.blocks + (blocks or []), call.workspace.ids)
    message.stream = "complete"
    call.workspace.tell_of_message(message)
    return {"channel": message.channel, "ts": message.ts, "message": message.to_json()}


def _streaming(call: Any) -> Message:
    message = call.message(call.channel())
    if message.user != call.token.user_id:
        raise ApiError("message_not_owned_by_app")
    if message.stream == "stopped_by_user":
        raise ApiError("stopped_by_user")
    if not is_streaming(call.workspace, message):
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
        if chunk["type"] == "task_update" and not (chunk.get("id") and chunk.get("title") and chunk.get("status") in TASK_STATES):
            raise ApiError("invalid_chunks")
        if chunk["type"] == "plan_update" and not chunk.get("title"):
            raise ApiError("invalid_chunks")
        if chunk["type"] == "blocks" and lint_message(chunk.get("blocks")):
            raise ApiError("invalid_blocks", lint_message(chunk.get("blocks")))
    return chunks


def _append(message: Message, chunks: list[dict]) -> None:
    message.chunks += chunks
    message.text += "".join(chunk["text"] for chunk in chunks if chunk["type"] == "markdown_text")
    message.blocks = _plan(message) + ([{"type": "markdown", "text": message.text}] if message.text else []) + [
        block for chunk in message.chunks if chunk["type"] == "blocks" for block in chunk["blocks"]]


def _plan(message: Message) -> list[dict]:
    """All tasks as one block; of each what was said last (https://docs.slack.dev/reference/block-kit/blocks/plan-block)."""
    tasks: dict[str, dict] = {}
    for chunk in message.chunks:
        if chunk["type"] == "task_update":
            tasks[chunk["id"]] = {"type": "task_card", "task_id": chunk["id"], "title": chunk["title"], "status": chunk["status"]} | {
                name: _rich_text(chunk[name]) for name in ("details", "output") if chunk.get(name)}
    titles = [chunk["title"] for chunk in message.chunks if chunk["type"] == "plan_update"]
    return [{"type": "plan", "title": titles[-1] if titles else "", "tasks": list(tasks.values())}] if tasks else []


def _rich_text(text: str) -> dict:
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}]}
