"""What a message may say, and where it may be said; shared by everything that posts."""
import json
from typing import Any

from ..block_kit import lint_message, too_long
from ..errors import ApiError
from ..model import Channel, Message, with_ids

TEXT_CUT = 40_000
MARKDOWN = 12_000
METADATA_BYTES = 16_000
_OPTIONS = ("unfurl_links", "unfurl_media", "mrkdwn", "parse", "link_names", "reply_broadcast", "username", "icon_emoji", "icon_url")


def channel_for(call: Any, join: bool = True) -> Channel:
    """Where the call posts: a conversation's id, its name, or a person's id, with whom a conversation is opened."""
    workspace, wanted = call.workspace, call.text("channel")
    user = workspace.users.get(wanted)
    if user is not None:
        if user.deleted or user.is_bot or not call.sees(user):
            raise ApiError("channel_not_found")
        if not workspace.app.messages_tab:
            raise ApiError("messages_tab_disabled")
        return workspace.direct_channel(user.team_id, call.token.user_id, user.id)
    if wanted not in workspace.channels:
        named = workspace.channel_named(call.token.team_id, wanted.removeprefix("#"))
        if named is not None:
            call.arguments["channel"] = named.id
    channel = call.channel()
    if channel.archived:
        raise ApiError("is_archived")
    public = channel.kind == "channel" and "chat:write.public" in call.token.scopes
    if join and call.token.user_id not in channel.members and not public:
        raise ApiError("not_in_channel")
    return channel


def content_of(call: Any) -> dict[str, Any]:
    """Message's fields of what the call says. Raises ApiError."""
    blocks, text, markdown = call.arguments.get("blocks"), call.text("text"), call.text("markdown_text")
    if markdown and (blocks or text):
        raise ApiError("markdown_text_conflict")
    if len(markdown) > MARKDOWN:
        raise ApiError("msg_too_long")
    if markdown:
        blocks = [{"type": "markdown", "text": markdown}]
    if blocks is not None and (problems := lint_message(blocks)):
        raise ApiError("invalid_blocks", problems)
    if too_long(blocks):
        raise ApiError("msg_blocks_too_long")
    attachments = call.arguments.get("attachments") or []
    if not text and not blocks and not attachments:
        raise ApiError("no_text")
    if len(attachments) > 100:
        raise ApiError("too_many_attachments")
    if len(text) > TEXT_CUT:
        text = text[:TEXT_CUT]
        call.warnings.append("message_truncated")
    return {"text": text, "blocks": with_ids(blocks, call.workspace.ids), "attachments": attachments, "metadata": metadata_of(call),
            "options": {name: call.arguments[name] for name in _OPTIONS if name in call.arguments}}


def metadata_of(call: Any) -> dict | None:
    metadata = call.arguments.get("metadata")
    if metadata is None:
        return None
    if not isinstance(metadata, dict) or not isinstance(metadata.get("event_type"), str) or not isinstance(metadata.get("event_payload"), dict):
        raise ApiError("invalid_metadata_format")
    if len(json.dumps(metadata)) > METADATA_BYTES:
        raise ApiError("metadata_too_large")
    return metadata


def new_message(call: Any, channel: Channel, content: dict[str, Any]) -> Message:
    """A message of the caller's, not posted yet."""
    thread_ts = call.text("thread_ts")
    if thread_ts and thread_ts not in channel.messages:
        raise ApiError("cannot_reply_to_message")
    is_bot = call.token.kind == "bot"
    return Message(call.workspace.new_ts(), channel.id, channel.team_id, user=call.token.user_id, bot_id=call.bot_id,
                   app_id=call.workspace.app.app_id if is_bot else "", thread_ts=thread_ts, **content)
