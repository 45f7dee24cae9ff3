"""The worker's mail: what arrives, and what becomes of it when the server is slow, cross, or gone."""
import time

import pytest

from mail_fixtures import *  # noqa: F401,F403 - fixtures
from mail_fixtures import FROM, RelayServer, Sendgrid, server_context, smtp
from support import secrets_used
from worker_fixtures import *  # noqa: F401,F403 - fixtures



KEY = "SG.test-key-0123456789abcdef"


def sent(announcements, announcement, seconds: float = 30):
    """Waits until nothing of it is open."""
    try:
        eventually(lambda: announcements.state(announcement) == "sent", f"announcement {announcement} to be sent", seconds)
    except AssertionError as error:
        raise AssertionError(f"{error}: {announcements.rows(announcement)}") from None


def test_everybody_gets_one_mail_in_their_language(start_worker, announcements, relay, relay_server, fresh):
    members = announcements.members(12)
    announcement = announcements.send(announcements.write(members, title="연말 휴무 안내 — 12월 24일부터 모두 쉬어요, 미리 확인해 주세요",
                                                          title_en="Year-end holidays"))
    worker = start_worker(mail=smtp(relay_server.url, reply_to="people@hanbit.example"))
    sent(announcements, announcement)
    assert sorted(address for address, _ in relay.messages) == sorted(members.values())
    assert announcements.counts(announcement) == {"sent": 12}
    for member, address in members.items():
        [message] = relay.to(address)
        english = fresh.one("select locale = 'en' from gracy.member where id = %s", member)
        assert message["Subject"] == ("Year-end holidays" if english else "연말 휴무 안내 — 12월 24일부터 모두 쉬어요, 미리 확인해 주세요")
        assert message["From"].addresses[0].addr_spec == FROM and message["From"].addresses[0].display_name == "한빛전자 인사팀"
        assert message["To"].addresses[0].display_name == fresh.one("select name from gracy.member where id = %s", member)
        assert message["Reply-To"] == "people@hanbit.example"
        assert message["Message-ID"].endswith("@hanbit.example>")
        text = message.get_body(("plain",)).get_content().replace("\r\n", "\n")
        assert text.startswith("Off." if english else "12월 24일부터 쉬어요.\n모두 수고했어요.")
        assert "수고했어요" in message.get_body(("html",)).get_content() or english
        assert not message.defects
    assert len({message["Message-ID"] for _, message in relay.messages}) == 12
    assert worker.stop() == 0


def test_without_a_server_mail_waits_and_goes_when_there_is_one(start_worker, announcements, relay, relay_server):
    announcement = announcements.send(announcements.write(announcements.members(3)))
    first = start_worker()
    first.says("no section [mail]")
    first.says("mails wait")
    assert announcements.counts(announcement) == {"waiting": 3}
    first.stop()
    start_worker(mail=smtp(relay_server.url))
    announcements.hurry(announcement)
    sent(announcements, announcement)
    assert len(relay.messages) == 3


def test_what_is_deferred_is_tried_again(start_worker, announcements, relay, relay_server):
    members = announcements.members(2)
    slow = next(iter(members.values()))
    relay.answer = lambda recipient, attempt: "451 come back later" if recipient == slow and attempt < 3 else None
    announcement = announcements.send(announcements.write(members))
    start_worker(mail=smtp(relay_server.url))
    member = next(iter(members))
    for attempt in (1, 2):
        eventually(lambda: announcements.delivery(announcement, member)["attempts"] == attempt
                   and announcements.delivery(announcement, member)["state"] == "waiting", "the attempt to fail")
        assert announcements.delivery(announcement, member)["error_code"] == "smtp_451"
        announcements.hurry(announcement)
    sent(announcements, announcement)
    assert relay.attempts[slow] == 3 and len(relay.to(slow)) == 1
    assert announcements.delivery(announcement, member) == {"state": "sent", "attempts": 3, "uncertain": 0, "error_code": None, "error": "250 taken"}


def test_what_is_refused_for_good_is_recorded_and_stops_nobody_else(start_worker, announcements, relay, relay_server, fresh):
    members = announcements.members(4)
    unknown, large, odd, fine = members
    relay.answer_recipient = lambda recipient: "550 no such user" if recipient == members[unknown] else None
    relay.answer = lambda recipient, attempt: "552 too large" if recipient == members[large] else None
    fresh.sql("update gracy.member set email = 'a b@x..y' where id = %s", odd)
    announcement = announcements.send(announcements.write(members))
    start_worker(mail=smtp(relay_server.url))
    sent(announcements, announcement)
    assert announcements.counts(announcement) == {"failed": 3, "sent": 1}
    assert announcements.delivery(announcement, unknown)["error_code"] == "smtp_550"
    assert announcements.delivery(announcement, unknown)["error"] == "550 no such user"
    assert announcements.delivery(announcement, large)["error_code"] == "smtp_552"
    assert announcements.delivery(announcement, odd)["error_code"] == "bad_address"
    assert announcements.delivery(announcement, fine)["state"] == "sent"


def test_a_connection_that_ends_after_the_message_leaves_a_trace_and_the_message_is_sent_again(start_worker, announcements, relay, relay_server):
    [(member, address)] = announcements.members(1).items()
    relay.drop_after_data = True
    announcement = announcements.send(announcements.write([member]))
    start_worker(mail=smtp(relay_server.url))
    eventually(lambda: announcements.delivery(announcement, member)["uncertain"] == 1, "the outcome to be uncertain")
    assert announcements.delivery(announcement, member)["state"] == "waiting"
    relay.drop_after_data = False
    announcements.hurry(announcement)
    sent(announcements, announcement)
    first, second = relay.to(address)
    assert first["Message-ID"] == second["Message-ID"]
    assert announcements.delivery(announcement, member)["uncertain"] == 1


def test_a_server_that_is_away_costs_nobody_an_attempt(start_worker, announcements, relay):
    members = announcements.members(3)
    announcement = announcements.send(announcements.write(members))
    server = RelayServer(relay)
    server.stop()
    worker = start_worker(mail=smtp(server.url))
    worker.says("mail cannot be sent by smtp at the moment")
    time.sleep(1.5)
    # One of them may be on its way to nowhere at this moment.
    assert announcements.counts(announcement).get("failed", 0) == 0
    assert max(announcements.delivery(announcement, member)["attempts"] for member in members) <= 1
    back = RelayServer.__new__(RelayServer)
    from aiosmtpd.controller import Controller
    back.controller = Controller(relay, hostname="127.0.0.1", port=server.port)
    back.controller.start()
    try:
        sent(announcements, announcement)
    finally:
        back.stop()
    assert sorted(address for address, _ in relay.messages) == sorted(members.values())


def test_a_killed_worker_forgets_nobody_and_hides_nothing(start_worker, announcements, relay, relay_server):
    """Killed between `sending` and the result: the message goes again, under the same Message-ID, and the row says so."""
    members = announcements.members(3)
    stuck = next(iter(members))
    held = []

    def hold(recipient, attempt):
        if recipient == members[stuck] and attempt == 1:
            held.append(recipient)
            time.sleep(1)
        return None

    relay.answer = hold
    announcement = announcements.send(announcements.write(members))
    worker = start_worker(mail=smtp(relay_server.url, timeout_seconds=30))
    eventually(lambda: held, "the message to be on its way")
    worker.kill()
    assert announcements.delivery(announcement, stuck)["state"] == "sending"
    start_worker(mail=smtp(relay_server.url))
    announcements.hurry(announcement)
    sent(announcements, announcement)
    assert announcements.delivery(announcement, stuck)["state"] == "sent"
    assert announcements.delivery(announcement, stuck)["uncertain"] == 1
    assert len({message["Message-ID"] for message in relay.to(members[stuck])}) == 1
    for member, address in members.items():
        assert announcements.delivery(announcement, member)["uncertain"] == (member == stuck)
        assert len(relay.to(address)) == (2 if member == stuck else 1)


def test_the_rate_is_kept(start_worker, announcements, relay, relay_server):
    announcement = announcements.send(announcements.write(announcements.members(30)))
    began = time.monotonic()
    start_worker(mail=smtp(relay_server.url, per_minute=120))
    # Twenty at once, then two a second.
    sent(announcements, announcement)
    assert time.monotonic() - began > 4


def test_mail_goes_by_starttls_with_a_password(start_worker, announcements, relay, certificate, folder):
    server = RelayServer(relay, tls_context=server_context(certificate), require_starttls=True, auth_required=True,
                         authenticator=relay.authenticate)
    password = folder / "relay.password"
    password.write_text(secrets_used.remember("relay-password", "the relay's password") + "\n")
    password.chmod(0o600)
    try:
        announcement = announcements.send(announcements.write(announcements.members(2)))
        section = smtp(server.url, tls="required", user="gracy", password_file=str(password))
        untrusting = start_worker(mail=section)
        untrusting.says("mail cannot be sent by smtp at the moment")
        untrusting.stop()
        assert not relay.messages and not relay.signed_in
        start_worker(mail=section, http={"authorities_file": str(certificate)})
        announcements.hurry(announcement)
        sent(announcements, announcement)
    finally:
        server.stop()
    assert len(relay.messages) == 2 and relay.signed_in[0] == (b"gracy", b"relay-password")


@pytest.fixture
def sendgrid(folder):
    server = Sendgrid(KEY)
    yield server
    server.stop()


@pytest.fixture
def by_sendgrid(folder, sendgrid):
    def section(key: str = KEY) -> dict:
        file = folder / "sendgrid.key"
        file.write_text(secrets_used.remember(key, "SendGrid's key") + "\n")
        file.chmod(0o600)
        return {"transport": "sendgrid", "url": sendgrid.url, "key_file": str(file), "from": FROM, "per_minute": 6000, "timeout_seconds": 2,
                "pause_seconds": 1}
    return section


def test_sendgrid_gets_every_message_once(start_worker, announcements, sendgrid, by_sendgrid):
    members = announcements.members(5)
    announcement = announcements.send(announcements.write(members))
    start_worker(mail=by_sendgrid())
    sent(announcements, announcement)
    assert sorted(body["personalizations"][0]["to"][0]["email"] for _, body in sendgrid.requests) == sorted(members.values())
    _, body = sendgrid.requests[0]
    assert body["subject"] == "연말 휴무 안내" and body["from"]["email"] == FROM
    assert [content["type"] for content in body["content"]] == ["text/plain", "text/html"]
    assert body["headers"]["Message-ID"] == f"<{body['custom_args']['message_id']}@hanbit.example>"


def test_sendgrids_limit_is_obeyed_and_its_trouble_is_waited_out(start_worker, announcements, sendgrid, by_sendgrid):
    members = announcements.members(3)
    answers = iter([(429, {"Retry-After": "2"}), (500, {})])
    sendgrid.answer = lambda body: next(answers, (202, {}))
    announcement = announcements.send(announcements.write(members))
    worker = start_worker(mail=by_sendgrid())
    worker.says("http_429")
    eventually(lambda: any(announcements.delivery(announcement, member)["error_code"] == "http_500" for member in members), "the error to be recorded")
    announcements.hurry(announcement)
    sent(announcements, announcement)
    assert announcements.counts(announcement) == {"sent": 3}


def test_a_wrong_key_loses_nothing(start_worker, announcements, sendgrid, by_sendgrid):
    announcement = announcements.send(announcements.write(announcements.members(2)))
    first = start_worker(mail=by_sendgrid("SG.a-wrong-key-0123456789"))
    first.says("http_401")
    first.stop()
    assert announcements.counts(announcement).keys() <= {"waiting", "sending"}
    start_worker(mail=by_sendgrid())
    announcements.hurry(announcement)
    sent(announcements, announcement)


def test_a_refused_address_is_recorded(start_worker, announcements, sendgrid, by_sendgrid):
    members = announcements.members(2)
    bad = next(iter(members))
    sendgrid.answer = lambda body: (400 if body["personalizations"][0]["to"][0]["email"] == members[bad] else 202, {})
    announcement = announcements.send(announcements.write(members))
    start_worker(mail=by_sendgrid())
    sent(announcements, announcement)
    assert announcements.delivery(announcement, bad) == {"state": "failed", "attempts": 1, "uncertain": 0, "error_code": "http_400", "error": "400 no: 400"}
