"""Slack's consent pages, and the codes that they give: installing an app (https://docs.slack.dev/authentication/installing-with-oauth)
and Sign in with Slack (https://docs.slack.dev/authentication/sign-in-with-slack)."""
import base64
import hashlib
import html
import secrets
import urllib.parse
from dataclasses import dataclass
from typing import Any

from .errors import ApiError
from .http_server import Request, Response

CODE_SECONDS = 600
OPENID_SCOPES = {"openid", "email", "profile"}


@dataclass
class Code:
    kind: str  # install or openid
    user_id: str
    team_id: str
    redirect_uri: str
    scopes: tuple[str, ...]
    user_scopes: tuple[str, ...]
    nonce: str
    challenge: str
    enterprise_id: str | None
    issued_at: float


class Consent:
    def __init__(self, workspace: Any):
        self.workspace = workspace
        self._codes: dict[str, Code] = {}

    def page(self, kind: str, request: Request) -> Response:
        """What a browser gets: a page to decide on, or with `decision` and `user` the way back to the app."""
        query = request.query
        if problem := self._problem(kind, query):
            return Response.text(f"<!doctype html><title>Slack</title><p>{html.escape(problem)}</p>", 400, "text/html")
        if query.get("decision") == "cancel":
            return Response.redirect(_back(query, {"error": "access_denied"}))
        user = self.workspace.users.get(query.get("user", ""))
        if query.get("decision") == "allow" and user is not None:
            return Response.redirect(self.allow(kind, query, user.id))
        return Response.text(self._form(kind, query), media_type="text/html")

    def allow(self, kind: str, query: dict[str, str], user_id: str, enterprise_id: str | None = None) -> str:
        """Somebody agrees; gives the address at which the app learns of it. Raises ApiError for a request that Slack would not show."""
        if problem := self._problem(kind, query):
            raise ApiError(problem)
        code = secrets.token_urlsafe(24)
        self._codes[code] = Code(kind, user_id, self.workspace.users[user_id].team_id, query.get("redirect_uri", ""), _list(query.get("scope")),
                                 _list(query.get("user_scope")), query.get("nonce", ""), query.get("code_challenge", ""), enterprise_id,
                                 self.workspace.clock.human())
        return _back(query, {"code": code})

    def exchange(self, kind: str, call: Any) -> Code:
        """A code, which is used up by this."""
        code = self._codes.get(call.text("code"))
        if code is None or code.kind != kind or self.workspace.clock.human() - code.issued_at > CODE_SECONDS:
            raise ApiError("invalid_code")
        if call.text("redirect_uri") != code.redirect_uri and (call.text("redirect_uri") or kind == "openid"):
            raise ApiError("bad_redirect_uri")
        if code.challenge and code.challenge != _challenge(call.text("code_verifier")):
            raise ApiError("invalid_code_verifier")
        del self._codes[call.text("code")]
        return code

    def _problem(self, kind: str, query: dict[str, str]) -> str:
        app = self.workspace.app
        scopes = set(_list(query.get("scope")))
        redirect = query.get("redirect_uri", "")
        if query.get("client_id") != app.client_id:
            return "invalid_client_id"
        if redirect and not any(redirect.startswith(allowed) for allowed in app.redirect_urls) or not redirect and kind == "openid":
            return "bad_redirect_uri"
        if kind == "openid" and ("openid" not in scopes or not scopes <= OPENID_SCOPES or query.get("response_type") != "code"):
            return "invalid_scope"
        if kind == "install" and (not scopes | set(_list(query.get("user_scope"))) or not scopes <= set(app.scopes)):
            return "invalid_scope"
        return ""

    def _form(self, kind: str, query: dict[str, str]) -> str:
        fields = "".join(f'<input type="hidden" name="{html.escape(name)}" value="{html.escape(value)}">' for name, value in query.items())
        people = [user for user in self.workspace.users.values() if not user.is_bot and not user.deleted][:100]
        options = "".join(f'<option value="{html.escape(user.id)}">{html.escape(user.real_name)}</option>' for user in people)
        asked = html.escape(query.get("scope", ""))
        what = "wants to sign you in" if kind == "openid" else "wants to be installed"
        return (f'<!doctype html><meta charset="utf-8"><title>Slack</title><h1>{html.escape(self.workspace.app.name)} {what}</h1><p>{asked}</p>'
                f'<form>{fields}<select name="user">{options}</select><button name="decision" value="allow">Allow</button>'
                f'<button name="decision" value="cancel">Cancel</button></form>')


def _list(scopes: str | None) -> tuple[str, ...]:
    return tuple(filter(None, (scopes or "").replace(",", " ").split()))


def _challenge(verifier: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")


def _back(query: dict[str, str], result: dict[str, str]) -> str:
    state = {"state": query["state"]} if "state" in query else {}
    redirect = query.get("redirect_uri", "")
    return redirect + ("&" if "?" in redirect else "?") + urllib.parse.urlencode(result | state)
