"""oauth.v2.*: installing, and rotating tokens (https://docs.slack.dev/authentication/using-token-rotation)."""
import secrets
from typing import Any

from . import handles
from ..errors import ApiError
from ..model import Token
from .apps import check_credentials

TOKEN_SECONDS = 12 * 3600


@handles("oauth.v2.access")
def access(call: Any) -> dict[str, Any]:
    check_credentials(call)
    match call.text("grant_type") or "authorization_code":
        case "authorization_code":
            return _install(call)
        case "refresh_token":
            return _refresh(call)
    raise ApiError("invalid_grant_type")


@handles("oauth.v2.exchange")
def exchange(call: Any) -> dict[str, Any]:
    """A token that lives for ever for one that is rotated."""
    check_credentials(call)
    if not call.workspace.app.token_rotation:
        raise ApiError("token_rotation_not_enabled")
    if call.token.expires_at is not None:
        raise ApiError("token_already_exchanged")
    call.token.revoked = True
    return _bot_answer(call, _rotated(call.workspace, call.token))


def _install(call: Any) -> dict[str, Any]:
    workspace = call.workspace
    code = workspace.consent.exchange("install", call)
    if not code.scopes and not code.user_scopes:
        raise ApiError("no_scopes")
    token = workspace.install(code.team_id, code.scopes, installed_by=code.user_id, enterprise_id=code.enterprise_id)
    if workspace.app.token_rotation:
        del workspace.tokens[token.value]
        token = _rotated(workspace, token)
    person: dict[str, Any] = {"id": code.user_id}
    if code.user_scopes:
        own = workspace.add_token(Token(f"xoxp-{secrets.token_hex(12)}", "user", workspace.app.app_id, token.installation, code.user_id,
                                        code.team_id, code.user_scopes))
        person |= {"scope": ",".join(code.user_scopes), "access_token": own.value, "token_type": "user"}
    return _bot_answer(call, token) | {"authed_user": person}


def _refresh(call: Any) -> dict[str, Any]:
    """The refresh token is used up; the access token that came with it lives until it expires."""
    workspace = call.workspace
    old = workspace.refresh_tokens.pop(call.text("refresh_token"), None)
    if old is None or not old.installation.active:
        raise ApiError("invalid_refresh_token")
    return _bot_answer(call, _rotated(workspace, old))


def _rotated(workspace: Any, old: Token) -> Token:
    token = workspace.add_token(Token(f"xoxe.xoxb-1-{secrets.token_hex(24)}", "bot", old.app_id, old.installation, old.user_id, old.team_id,
                                      old.scopes, workspace.clock.now() + TOKEN_SECONDS))
    workspace.refresh_tokens[f"xoxe-1-{secrets.token_hex(24)}"] = token
    return token


def _bot_answer(call: Any, token: Token) -> dict[str, Any]:
    workspace, installation = call.workspace, token.installation
    team = workspace.teams[token.team_id]
    enterprise_id = installation.enterprise_id or team.enterprise_id
    answer = {"app_id": workspace.app.app_id, "access_token": token.value, "token_type": "bot", "scope": ",".join(token.scopes),
              "bot_user_id": installation.bot_user_id, "is_enterprise_install": installation.is_enterprise,
              "team": None if installation.is_enterprise else {"id": team.id, "name": team.name},
              "enterprise": {"id": enterprise_id, "name": enterprise_id} if enterprise_id else None}
    if token.expires_at is not None:
        refresh = next(value for value, each in workspace.refresh_tokens.items() if each is token)
        answer |= {"expires_in": int(token.expires_at - workspace.clock.now()), "refresh_token": refresh}
    return answer
