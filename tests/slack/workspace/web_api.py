"""POST /api/<method>: who calls, whether they may, how often they have, and what they get."""
import asyncio
import base64
import binascii
from dataclasses import dataclass, field
from typing import Any

from .api import HANDLERS
from .arguments import read_arguments
from .errors import ApiError, RateLimited
from .faults import Fault
from .http_server import Hangup, Request, Response
from .methods import METHODS, WITH_APP_LEVEL_TOKEN, WITHOUT_TOKEN, Method
from .model import Channel, Message, Token, User
from .rate_limits import retry_after
from .workspace import Workspace

_SECRETS = ("token", "client_secret", "refresh_token", "code", "code_verifier")


@dataclass
class Call:
    """What a method's handler works with. `token` is None for methods that take an app's credentials."""
    workspace: Workspace
    method: Method
    arguments: dict[str, Any]
    token: Token | None = None
    credentials: tuple[str, str] = ("", "")
    warnings: list[str] = field(default_factory=list)

    def text(self, name: str) -> str:
        value = self.arguments.get(name, "")
        return value if isinstance(value, str) else str(value)

    @property
    def team_id(self) -> str:
        """The workspace of the call. An organisation's token has to say which."""
        assert self.token is not None
        installation = self.token.installation
        if installation is None or not installation.is_enterprise:
            return self.token.team_id
        team_id = self.text("team_id")
        if not team_id:
            raise ApiError("missing_argument", ["[ERROR] missing required field: team_id"])
        if team_id not in installation.granted:
            raise ApiError("team_access_not_granted")
        return team_id

    @property
    def bot_id(self) -> str:
        assert self.token is not None
        return self.token.installation.bot_id if self.token.installation and self.token.kind == "bot" else ""

    def can_see(self, team_id: str) -> bool:
        assert self.token is not None
        return self.token.installation is not None and self.token.installation.covers(team_id)

    def sees(self, user: User) -> bool:
        return any(self.can_see(team_id) for team_id in user.teams)

    def user(self, name: str = "user", error: str = "user_not_found") -> User:
        user = self.workspace.users.get(self.text(name))
        if user is None or not self.sees(user):
            raise ApiError(error)
        return user

    def channel(self, name: str = "channel") -> Channel:
        """A conversation that the caller may know of: a public channel, or one that it is in."""
        channel = self.workspace.channels.get(self.text(name))
        if channel is None or not self.can_see(channel.team_id):
            raise ApiError("channel_not_found")
        if channel.kind != "channel" and self.token.user_id not in channel.members:
            raise ApiError("channel_not_found")
        return channel

    def message(self, channel: Channel, name: str = "ts") -> Message:
        message = channel.messages.get(self.text(name))
        if message is None:
            raise ApiError("message_not_found")
        return message


class WebApi:
    def __init__(self, workspace: Workspace):
        self.workspace = workspace

    async def handle(self, name: str, request: Request) -> Response:
        workspace = self.workspace
        entry = workspace.journal.add("call", name, workspace.clock.now(), {})
        fault = workspace.faults.next(name)
        entry.fault = fault.kind if fault else ""
        if fault and not fault.effect and fault.kind != "slow":
            response = None
        else:
            response, body, entry.content, entry.team_id = self._answer(name, request)
            entry.status, entry.error, entry.answer = response.status, body.get("error", ""), body
        if fault:
            response = await _misbehave(fault, response)
            if not fault.effect and fault.kind != "slow":
                entry.status, entry.error = response.status, entry.error or fault.kind
        return response

    def _answer(self, name: str, request: Request) -> tuple[Response, dict, dict, str]:
        workspace = self.workspace
        arguments: dict[str, Any] = {}
        warnings: list[str] = []
        token: Token | None = None
        headers: dict[str, str] = {}
        try:
            method = METHODS.get(name)
            if method is None or name not in HANDLERS:
                raise ApiError("unknown_method", req_method=name)
            arguments, warnings = read_arguments(request, method.reads_json)
            token = self._authenticate(method, request, arguments)
            if token is not None and token.installation is not None:
                headers = {"X_OAuth_Scopes": ",".join(token.scopes), "X_Accepted_OAuth_Scopes": ",".join(method.scopes)}
            self._limit(method, token, arguments)
            missing = [each for each in method.required if arguments.get(each) in (None, "") and not (each == "status" and each in arguments)]
            if missing:
                raise ApiError("invalid_arguments", [f"[ERROR] missing required field: {each}" for each in missing])
            call = Call(workspace, method, arguments, token, _credentials(request, arguments), warnings)
            body = {"ok": True, **HANDLERS[name](call)}
            warnings = call.warnings
        except RateLimited as refusal:
            wait = retry_after(workspace.clock.real(refusal.wait))
            body = {"ok": False, "error": "ratelimited"}
            return Response.json(body, 429, Retry_After=wait), body, _shown(arguments), token.team_id if token else ""
        except ApiError as error:
            assert METHODS.get(name) is None or error.name in METHODS[name].errors, f"{name} has no error {error.name}"
            body = {"ok": False, "error": error.name, **error.more}
            if error.messages:
                body |= {"response_metadata": {"messages": error.messages}}
            if error.name == "invalid_blocks":
                body["errors"] = [message.removeprefix("[ERROR] ") for message in error.messages]
        if warnings:
            body["warning"] = ",".join(warnings)
            body.setdefault("response_metadata", {})["warnings"] = warnings
        return Response.json(body, **headers), body, _shown(arguments), token.team_id if token else ""

    def _authenticate(self, method: Method, request: Request, arguments: dict[str, Any]) -> Token | None:
        if method.name in WITHOUT_TOKEN:
            return None
        scheme, _, value = request.headers.get("authorization", "").partition(" ")
        value = value.strip() if scheme.lower() == "bearer" else ""
        # In JSON a token is not looked for.
        in_body = arguments.pop("token", "") if request.media_type != "application/json" else ""
        value = value or in_body
        if not value:
            raise ApiError("not_authed")
        token = self.workspace.token_for(value)
        if (token.kind == "app") != (method.name in WITH_APP_LEVEL_TOKEN):
            raise ApiError("not_allowed_token_type")
        if method.scopes and not set(method.scopes) & set(token.scopes):
            raise ApiError("missing_scope", needed=",".join(method.scopes), provided=",".join(token.scopes))
        return token

    def _limit(self, method: Method, token: Token | None, arguments: dict[str, Any]) -> None:
        team_id = token.team_id if token else ""
        if token and token.installation and token.installation.is_enterprise:
            team_id = str(arguments.get("team_id") or token.installation.enterprise_id)
        channel = self._conversation(str(arguments.get("channel", "")), token)
        self.workspace.limits.take(self.workspace.clock.now(), method.name, method.tier, team_id, self.workspace.app.app_id, channel)

    def _conversation(self, named: str, token: Token | None) -> str:
        """The same name for one conversation, whether a call says its id, its name, or whom it is with."""
        channel = self.workspace.channels.get(named)
        if token and channel is None and (by_name := self.workspace.channel_named(token.team_id, named.removeprefix("#"))):
            return by_name.id
        if token and channel and channel.kind == "im":
            return next((user for user in channel.members if user != token.user_id), named)
        return named


async def _misbehave(fault: Fault, response: Response | None) -> Response:
    """`response` is None when nothing was carried out."""
    match fault.kind:
        case "timeout":
            await asyncio.sleep(fault.seconds)
            raise Hangup
        case "hangup":
            raise Hangup
        case "slow":
            await asyncio.sleep(fault.seconds)
            return response
        case "ratelimited":
            return Response.json({"ok": False, "error": "ratelimited"}, 429, Retry_After=str(fault.retry_after))
        case "status":
            return Response.text("<!doctype html><title>Server Error</title>", fault.status, "text/html")
        case "error":
            return Response.json({"ok": False, "error": fault.error})
        case "truncated":
            whole = response or Response.json({"ok": True, "channel": "C0000000000", "ts": "1700000000.000100", "message": {"text": "…"}})
            whole.cut_at = len(whole.body) // 2
            return whole
    raise AssertionError(fault.kind)


def _credentials(request: Request, arguments: dict[str, Any]) -> tuple[str, str]:
    """client_id and client_secret, by HTTP Basic or in the body."""
    scheme, _, value = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "basic":
        try:
            client_id, _, secret = base64.b64decode(value, validate=True).decode().partition(":")
            return client_id, secret
        except (binascii.Error, UnicodeDecodeError):
            return "", ""
    return str(arguments.get("client_id", "")), str(arguments.get("client_secret", ""))


def _shown(arguments: dict[str, Any]) -> dict[str, Any]:
    """For the journal, which keeps no secrets."""
    return {name: value for name, value in arguments.items() if name not in _SECRETS}
