"""Slack as an OpenID provider: what it knows about a person, signed with RS256 (https://slack.com/.well-known/openid-configuration)."""
import base64
import json
import time
from typing import Any

from .model import App, Team, User

ISSUER = "https://slack.com"
ID_TOKEN_SECONDS = 300


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _number(value: int) -> str:
    return _text(value.to_bytes((value.bit_length() + 7) // 8, "big"))


class Identity:
    """Keys are made when they are first needed. `issuer` is Slack's own, since receivers compare it."""

    def __init__(self, app: App, users: dict[str, User], teams: dict[str, Team], issuer: str = ISSUER):
        self.issuer = issuer
        self._app = app
        self._users = users
        self._teams = teams
        self._keys: list[tuple[str, Any]] = []

    def rotate_keys(self) -> None:
        """A new key signs; the one before stays in the JWKS for a while."""
        from cryptography.hazmat.primitives.asymmetric import rsa
        number = int(self._keys[-1][0].rpartition("-")[2]) + 1 if self._keys else 1
        self._keys = [*self._keys[-1:], (f"slack-{number}", rsa.generate_private_key(65537, 2048))]

    def keys(self) -> dict[str, Any]:
        """The JWKS (RFC 7517)."""
        self._signing_key()
        numbers = [(name, key.public_key().public_numbers()) for name, key in self._keys]
        return {"keys": [{"kty": "RSA", "use": "sig", "alg": "RS256", "kid": name, "n": _number(public.n), "e": _number(public.e)}
                         for name, public in numbers]}

    def discovery(self, url: str) -> dict[str, Any]:
        return {"issuer": self.issuer, "authorization_endpoint": f"{url}/openid/connect/authorize",
                "token_endpoint": f"{url}/api/openid.connect.token", "userinfo_endpoint": f"{url}/api/openid.connect.userInfo",
                "jwks_uri": f"{url}/openid/connect/keys", "scopes_supported": ["openid", "profile", "email"],
                "response_types_supported": ["code"], "response_modes_supported": ["form_post"], "grant_types_supported": ["authorization_code"],
                "subject_types_supported": ["public"], "id_token_signing_alg_values_supported": ["RS256"],
                "claims_supported": ["sub", "auth_time", "iss"], "claims_parameter_supported": False,
                "request_parameter_supported": False, "request_uri_parameter_supported": True,
                "token_endpoint_auth_methods_supported": ["client_secret_post", "client_secret_basic"]}

    def about(self, user_id: str, scopes: tuple[str, ...]) -> dict[str, Any]:
        user = self._users[user_id]
        team = self._teams[user.team_id]
        about: dict[str, Any] = {"sub": user.id, f"{ISSUER}/user_id": user.id, f"{ISSUER}/team_id": team.id}
        if team.enterprise_id:
            about[f"{ISSUER}/enterprise_id"] = team.enterprise_id
        if "email" in scopes:
            about |= {"email": user.email, "email_verified": True}
        if "profile" in scopes:
            about |= {"name": user.real_name, "locale": user.locale, f"{ISSUER}/team_name": team.name, f"{ISSUER}/team_domain": team.domain}
        return about

    def claims(self, user_id: str, scopes: tuple[str, ...], nonce: str) -> dict[str, Any]:
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": self._app.client_id, "exp": now + ID_TOKEN_SECONDS, "iat": now, "auth_time": now,
                  **self.about(user_id, scopes)}
        return claims | ({"nonce": nonce} if nonce else {})

    def sign(self, claims: dict[str, Any]) -> str:
        """A JWT (RFC 7519)."""
        from cryptography.hazmat.primitives import hashes
        from cryptography.hazmat.primitives.asymmetric import padding
        name, key = self._signing_key()
        header = {"alg": "RS256", "typ": "JWT", "kid": name}
        signed = ".".join(_text(json.dumps(part).encode()) for part in (header, claims))
        return f"{signed}.{_text(key.sign(signed.encode(), padding.PKCS1v15(), hashes.SHA256()))}"

    def _signing_key(self) -> tuple[str, Any]:
        if not self._keys:
            self.rotate_keys()
        return self._keys[-1]
