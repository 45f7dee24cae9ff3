"""Mail servers to send to, in this process: an SMTP relay and SendGrid's API, each with whatever trouble a test wants."""
import json
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

from support.ports import free_port

FROM = "hr@hanbit.example"


class Relay:
    """What it got, and how it answers. `answer(recipient, attempt)` gives a reply for the end of DATA; None accepts."""

    def __init__(self):
        self.messages: list[tuple[str, EmailMessage]] = []
        self.attempts: dict[str, int] = {}
        self.answer: Callable[[str, int], str | None] = lambda recipient, attempt: None
        self.answer_recipient: Callable[[str], str | None] = lambda recipient: None
        self.before_data: Callable[[], None] = lambda: None
        self.drop_after_data = False
        self.signed_in: list[tuple[bytes, bytes]] = []

    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):
        reply = self.answer_recipient(address)
        if reply:
            return reply
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        [recipient] = envelope.rcpt_tos
        self.attempts[recipient] = self.attempts.get(recipient, 0) + 1
        reply = self.answer(recipient, self.attempts[recipient])
        if reply:
            return reply
        self.messages.append((recipient, message_from_bytes(envelope.content, policy=policy.default)))
        if self.drop_after_data:
            server.transport.abort()
        return "250 taken"

    def authenticate(self, server, session, envelope, mechanism, auth_data):
        assert isinstance(auth_data, LoginPassword)
        self.signed_in.append((auth_data.login, auth_data.password))
        return AuthResult(success=auth_data.password == b"relay-password")

    def to(self, recipient: str) -> list[EmailMessage]:
        return [message for address, message in self.messages if address == recipient]


class RelayServer:
    def __init__(self, relay: Relay, **options):
        self.port = free_port()
        self.controller = Controller(relay, hostname="127.0.0.1", port=self.port, **options)
        self.controller.start()

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    def stop(self) -> None:
        self.controller.stop()


@pytest.fixture
def relay() -> Relay:
    return Relay()


@pytest.fixture
def relay_server(relay: Relay) -> Iterator[RelayServer]:
    server = RelayServer(relay)
    yield server
    server.stop()


@pytest.fixture(scope="session")
def certificate(folder: Path) -> Path:
    """Self-signed, for localhost: certificate and key in one file."""
    path = folder / "relay.pem"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
                    "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", path, "-out", folder / "relay.crt"],
                   check=True, capture_output=True)
    path.write_text(path.read_text() + (folder / "relay.crt").read_text())
    return folder / "relay.crt"


def server_context(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate.with_suffix(".pem"))
    return context


class Sendgrid:
    """POST /v3/mail/send. `answer(body)` gives (status, headers) or a number of seconds to be silent for."""

    def __init__(self, key: str):
        self.requests: list[tuple[dict, dict]] = []
        self.answer: Callable[[dict], tuple[int, dict]] = lambda body: (202, {})
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                outer.requests.append((dict(self.headers), body))
                if self.path != "/v3/mail/send" or self.headers["Authorization"] != f"Bearer {key}":
                    status, headers = 401, {}
                else:
                    status, headers = outer.answer(body)
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                text = b"" if status == 202 else json.dumps({"errors": [{"message": f"no: {status}"}]}).encode()
                self.send_header("Content-Length", str(len(text)))
                self.end_headers()
                self.wfile.write(text)

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()


class Announcements:
    """Announcements in a worker's database, put there as the API does it: with the same functions."""

    def __init__(self, database):
        self.database = database
        self.space = database.team_space("hanbit")
        [(self.author,)] = database.sql("select id from gracy.member where email = 'minseo.kim@hanbit.example'")

    def members(self, count: int, **columns) -> dict[int, str]:
        rows = self.database.sql("select id, email from gracy.member where team_space_id = %s and status = 'active' order by id limit %s",
                                 self.space, count)
        return dict(rows)

    def write(self, members, title: str = "연말 휴무 안내", body: str = "12월 24일부터 쉬어요.\n모두 수고했어요.", channels: str = "{email}",
              require_ack: bool = True, title_en: str | None = None, quiet: tuple = (None, None)) -> int:
        audience = json.dumps({"members": [str(member) for member in members]})
        [(outcome, announcement)] = self.database.sql(
            "select outcome, announcement_id from gracy.create_announcement(%s, %s, %s, %s, %s, %s, %s::jsonb, %s::text[], %s, %s::time, %s::time,"
            " null, null, 'test')",
            self.space, self.author, title, title_en, body, title_en and "Off.", audience, channels, require_ack, *quiet)
        assert outcome == "ok"
        return announcement

    def send(self, announcement: int) -> int:
        assert self.database.one("select outcome from gracy.send_announcement(%s, %s, %s, 0, null, 'test')",
                                 self.space, self.author, announcement) == "ok"
        return announcement

    def state(self, announcement: int) -> str:
        return self.database.one("select state from gracy.announcement where id = %s", announcement)

    def counts(self, announcement: int, purpose: str = "announcement") -> dict[str, int]:
        return dict(self.database.sql("select state, count(*)::int from gracy.announcement_delivery where announcement_id = %s and purpose = %s"
                                      " group by 1", announcement, purpose))

    def rows(self, announcement: int) -> list[tuple]:
        return self.database.sql("select member_id, purpose, state, attempts, uncertain, error_code, error from gracy.announcement_delivery"
                                 " where announcement_id = %s order by 1, 2", announcement)

    def delivery(self, announcement: int, member: int) -> dict:
        [row] = self.database.sql("select state, attempts, uncertain, error_code, error from gracy.announcement_delivery"
                                  " where announcement_id = %s and member_id = %s", announcement, member)
        return dict(zip(("state", "attempts", "uncertain", "error_code", "error"), row))

    def hurry(self, announcement: int) -> None:
        """What waits for its next attempt is due now."""
        self.database.sql("update gracy.announcement_delivery set due_at = now() where announcement_id = %s and state in ('waiting', 'sending')",
                          announcement)
        self.database.sql("update gracy.job set available_at = now() where kind = 'announcements.deliver' and state = 'queued'")


@pytest.fixture
def announcements(fresh) -> Announcements:
    fresh.sql("truncate gracy.announcement, gracy.announcement_writer, gracy.announcement_text, gracy.announcement_recipient, gracy.announcement_delivery, gracy.announcement_channel")
    return Announcements(fresh)


def smtp(url: str, **more) -> dict:
    """A section [mail] that makes tests quick."""
    return {"transport": "smtp", "url": url, "from": FROM, "from_name": "한빛전자 인사팀", "per_minute": 6000, "timeout_seconds": 2,
            "pause_seconds": 1} | more


