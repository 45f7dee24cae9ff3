"""openid.connect.*: Sign in with Slack (https://docs.slack.dev/authentication/sign-in-with-slack)."""
import secrets
from typing import Any

from . import handles
from ..errors import ApiError
from ..model import Token
from .apps import check_credentials


@handles("openid.connect.token")
def token(call: Any) -> dict[str, Any]:
    check_credentials(call)
    if call.text("grant_type") not in ("", "authorization_code"):
        raise ApiError("invalid_grant_type")
    workspace = call.workspace
    code = workspace.consent.exchange("openid", call)
    access = workspace.add_token(Token(f"xoxp-{secrets.token_hex(12)}", "openid", workspace.app.app_id, None, code.user_id, code.team_id,
                                       code.scopes))
    claims = workspace.identity.claims(code.user_id, code.scopes, code.nonce)
    return {"access_token": access.value, "token_type": "Bearer", "id_token": workspace.identity.sign(claims), "expires_in": 3600}


@handles("openid.connect.userInfo")
def user_info(call: Any) -> dict[str, Any]:
    return call.workspace.identity.about(call.token.user_id, call.token.scopes)
