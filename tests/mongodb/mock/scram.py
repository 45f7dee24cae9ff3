"""The server's side of SCRAM (RFC 5802), and the ways in which a server may get it wrong."""
import base64
import hashlib
import hmac
import os
import re
from typing import Any

ITERATIONS = 4096
DIGESTS = {"SCRAM-SHA-1": "sha1", "SCRAM-SHA-256": "sha256"}


class Refused(Exception):
    pass


class Exchange:
    """One sign-in. `wrong`: nonce, iterations, many_iterations, salt, signature, error, done_early, never_done."""

    def __init__(self, mechanism: str, payload: bytes, users: dict[str, str], wrong: str):
        self.digest = DIGESTS[mechanism]
        self.wrong = wrong
        match = re.fullmatch(r"n,,(n=([^,]+),r=([^,]+))", payload.decode())
        assert match, f"not a first message: {payload!r}"
        self.first_bare, user, self.nonce = match.groups()
        self.user = user.replace("=2C", ",").replace("=3D", "=")
        if self.user not in users:
            raise Refused
        password = users[self.user]
        if self.digest == "sha1":
            password = hashlib.md5(f"{self.user}:mongo:{password}".encode()).hexdigest()
        self.salt = b"0123456789abcdef" if self.digest == "sha1" else b"0123456789abcdef0123456789ab"
        salted = hashlib.pbkdf2_hmac(self.digest, password.encode(), self.salt, ITERATIONS)
        self.client_key = self._hmac(salted, b"Client Key")
        self.server_key = self._hmac(salted, b"Server Key")
        self.combined = ("" if wrong == "nonce" else self.nonce) + base64.b64encode(os.urandom(12)).decode()
        iterations = {"iterations": 4095, "many_iterations": 2**31 - 1}.get(wrong, ITERATIONS)
        self.server_first = f"r={self.combined}"
        if wrong != "salt":
            self.server_first += f",s={base64.b64encode(self.salt).decode()}"
        self.server_first += f",i={iterations}"
        self.steps = 0

    def _hmac(self, key: bytes, text: bytes) -> bytes:
        return hmac.digest(key, text, self.digest)

    def begin(self) -> dict[str, Any]:
        return {"conversationId": 1, "done": self.wrong == "done_early", "payload": self.server_first.encode(), "ok": 1.0}

    def go_on(self, payload: bytes, skip_empty: bool) -> dict[str, Any]:
        self.steps += 1
        if self.steps > 1:
            assert payload == b"", "only an empty message may follow"
            return {"conversationId": 1, "done": self.wrong != "never_done", "payload": b"", "ok": 1.0}
        without_proof, _, proof = payload.decode().rpartition(",p=")
        assert without_proof == f"c=biws,r={self.combined}", payload
        exchange = f"{self.first_bare},{self.server_first},{without_proof}".encode()
        signature = self._hmac(hashlib.new(self.digest, self.client_key).digest(), exchange)
        expected = bytes(left ^ right for left, right in zip(self.client_key, signature))
        if base64.b64decode(proof) != expected:
            raise Refused
        final = b"e=other-error" if self.wrong == "error" else b"v=" + base64.b64encode(
            self._hmac(self.server_key, b"something else" if self.wrong == "signature" else exchange))
        return {"conversationId": 1, "done": skip_empty and self.wrong != "never_done", "payload": final, "ok": 1.0}
