"""/control/...: what tests and scripts that are not Python do with the workspace. Loopback only, JSON in and out.

    POST /control/members/<user id or name>/<verb>   an act of member.Member, its arguments by name; messages by their ts
    GET  /control/journal?kind=&name=&since=         what went over the wire
    POST /control/faults {kind, method, ...}         see faults.Fault;  DELETE: none any more
    POST /control/clock {advance}                    moves Slack's clock forward, in seconds
    GET  /control/state                              people, channels, and whether anything is on its way
"""
import inspect
import json
import re
from typing import Any

from .errors import ApiError, NotShown
from .http_server import Request, Response
from .member import Member, Outcome
from .model import Message, User
from .view_store import View
from .workspace import Workspace

VERBS = ("messages", "modal", "home", "say", "edit", "react", "unreact", "command", "shortcut", "message_shortcut", "click", "choose", "fill",
         "suggestions", "submit", "close", "open_home", "join", "leave", "stop_answer")


class Unusable(Exception):
    """The request does not say what to do."""


class Control:
    def __init__(self, workspace: Workspace):
        self.workspace = workspace

    async def handle(self, request: Request) -> Response:
        if request.method != "GET" and request.media_type != "application/json":
            return Response.json({"error": "the body must be application/json"}, 415)
        try:
            arguments = json.loads(request.body or b"{}")
            return Response.json(await self._do(request, request.path.removeprefix("/control/").split("/"), arguments))
        except NotShown as error:
            return Response.json({"error": "not_shown", "message": str(error)}, 409)
        except ApiError as error:
            return Response.json({"error": error.name, "messages": error.messages}, 409)
        except (Unusable, ValueError, TypeError) as error:
            return Response.json({"error": "bad_request", "message": str(error)}, 400)

    async def _do(self, request: Request, path: list[str], arguments: Any) -> Any:
        workspace = self.workspace
        match request.method, path:
            case "POST", ["members", who, verb] if verb in VERBS:
                return await self._act(self._user(who), verb, arguments)
            case "GET", ["journal"]:
                query = request.query
                entries = workspace.journal.select(query.get("kind", ""), query.get("name", ""), int(query.get("since", 0)))
                return [entry.to_json() for entry in entries]
            case "POST", ["faults"]:
                workspace.faults.add(**arguments)
                return {}
            case "DELETE", ["faults"]:
                workspace.faults.clear()
                return {}
            case "POST", ["clock"]:
                workspace.clock.advance(float(arguments["advance"]))
                return {"now": workspace.clock.now()}
            case "GET", ["state"]:
                return self._state()
        raise Unusable(f"there is no {request.method} {request.path}")

    def _user(self, who: str) -> User:
        user = self.workspace.users.get(who) or next((each for each in self.workspace.users.values() if each.name == who), None)
        if user is None or user.is_bot:
            raise Unusable(f"there is no member {who}")
        return user

    async def _act(self, user: User, verb: str, arguments: dict[str, Any]) -> Any:
        act = getattr(Member(self.workspace, user), verb)
        limit = int(arguments.pop("limit", 20)) if verb == "messages" else 0
        signature = inspect.signature(act)
        for name in {"message", "within"} & set(signature.parameters):
            if isinstance(arguments.get(name), str) and arguments[name] not in ("home", "modal"):
                arguments[name] = await self._message(user, arguments[name])
        signature.bind(**arguments)
        result = await act(**arguments)
        return shown(result[:limit] if limit else result, self.workspace)

    async def _message(self, user: User, ts: str) -> Message:
        for message in await Member(self.workspace, user).messages():
            if message.ts == ts:
                return message
        raise NotShown(f"{user.name} sees no message {ts}")

    def _state(self) -> dict[str, Any]:
        workspace = self.workspace
        return {"now": workspace.clock.now(), "teams": [team.id for team in workspace.teams.values()], "users": len(workspace.users),
                "channels": {channel.name or channel.id: len(channel.messages) for channel in workspace.channels.values() if channel.messages},
                "deliveries": len(workspace.deliveries.all), "undelivered": sum(not delivery.done for delivery in workspace.deliveries.all)}


def shown(value: Any, workspace: Workspace) -> Any:
    """As JSON: what a person sees of it. A message's `reads` is its text with names for ids."""
    match value:
        case Message():
            user = workspace.users.get(value.user)
            return value.to_json() | {"channel": value.channel, "user_name": user.name if user else "", "reads": _with_names(value.text, workspace)}
        case View():
            return {"id": value.id, "values": value.values, "errors": value.errors, **value.content}
        case Outcome():
            return {"status": value.answer.status, "failure": value.answer.failure, "answer": value.answer.json(), "error": value.error,
                    "errors": value.errors, "message": shown(value.message, workspace)}
        case list():
            return [shown(each, workspace) for each in value]
    return value


def _with_names(text: str, workspace: Workspace) -> str:
    def name(found: re.Match) -> str:
        user = workspace.users.get(found[1])
        return f"@{user.name}" if user else found[0]
    return re.sub(r"<@(\w+)(?:\|[^>]*)?>", name, text)
