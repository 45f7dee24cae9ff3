"""agents.sessions.* and assistant.threads.*: what an agent shows while it works
(https://docs.slack.dev/ai/agent-sessions, https://docs.slack.dev/reference/methods?family=assistant.threads)."""
from typing import Any

from . import handles
from ..errors import ApiError
from ..model import Channel

STATES = ("active", "processing", "suspended", "closed")
STATUS_SECONDS = 120
MAX_TITLE, MAX_LOADING_MESSAGES, MAX_PROMPTS = 200, 10, 4


def session_of(channel: Channel, thread_ts: str) -> dict[str, Any]:
    return channel.session.setdefault(thread_ts, {})


def _channel(call: Any, error: str, needs_thread: bool = True) -> Channel:
    channel, thread_ts = call.channel("channel_id"), call.text("thread_ts")
    if (needs_thread or thread_ts) and thread_ts not in channel.messages:
        raise ApiError(error)
    return channel


def _agent_session(call: Any) -> dict[str, Any]:
    if not call.workspace.app.agent_view:
        raise ApiError("feature_disabled")
    channel, thread_ts = call.channel("channel_id"), call.text("thread_ts")
    if channel.kind == "im" and not thread_ts:
        raise ApiError("thread_ts_required")
    if thread_ts and thread_ts not in channel.messages:
        raise ApiError("channel_not_found")
    return session_of(channel, thread_ts)


@handles("agents.sessions.setStatus")
def set_session_status(call: Any) -> dict[str, Any]:
    if call.text("status") not in STATES:
        raise ApiError("invalid_status")
    session = _agent_session(call)
    _check_title(call)
    session["state"] = call.text("status")
    if call.text("title"):
        session["title"] = call.text("title")
    return {}


@handles("agents.sessions.rename")
def rename(call: Any) -> dict[str, Any]:
    session = _agent_session(call)
    if "state" not in session:
        raise ApiError("session_not_found")
    if len(call.text("title")) > MAX_TITLE:
        raise ApiError("invalid_name")
    session["title"] = call.text("title")
    return {}


def _check_title(call: Any) -> None:
    if len(call.text("title")) > MAX_TITLE:
        raise ApiError("invalid_arguments", [f"[ERROR] must be less than {MAX_TITLE + 1} characters [json-pointer:/title]"])


@handles("assistant.threads.setStatus")
def set_status(call: Any) -> dict[str, Any]:
    channel = _channel(call, "invalid_thread_ts")
    loading = call.arguments.get("loading_messages") or []
    if len(loading) > MAX_LOADING_MESSAGES:
        raise ApiError("invalid_arguments", [f"[ERROR] no more than {MAX_LOADING_MESSAGES} items allowed [json-pointer:/loading_messages]"])
    session = session_of(channel, call.text("thread_ts"))
    status = {"text": call.text("status"), "loading_messages": loading}
    if not call.text("status"):
        session.pop("status", None)
        return {}
    session["status"] = status
    call.workspace.deliveries.background(_clear_later(call.workspace, session, status))
    return {}


async def _clear_later(workspace: Any, session: dict, status: dict) -> None:
    await workspace.clock.sleep(STATUS_SECONDS)
    if session.get("status") is status:
        del session["status"]


@handles("assistant.threads.setSuggestedPrompts")
def set_suggested_prompts(call: Any) -> dict[str, Any]:
    if not call.workspace.app.agent_view:
        raise ApiError("not_agent_app")
    channel = _channel(call, "invalid_thread_ts", needs_thread=False)
    prompts = call.arguments["prompts"]
    if not isinstance(prompts, list) or len(prompts) > MAX_PROMPTS or \
            any(not isinstance(prompt, dict) or not prompt.get("title") or not prompt.get("message") for prompt in prompts):
        raise ApiError("invalid_arguments", [f"[ERROR] {MAX_PROMPTS} prompts at most, each with title and message [json-pointer:/prompts]"])
    session_of(channel, call.text("thread_ts"))["prompts"] = prompts
    return {}


@handles("assistant.threads.setTitle")
def set_title(call: Any) -> dict[str, Any]:
    channel = _channel(call, "invalid_thread_ts")
    session_of(channel, call.text("thread_ts"))["title"] = call.text("title")
    return {}
