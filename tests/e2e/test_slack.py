"""Slack's requests get the documented answers (the table of the Slack contract), and leave the documented traces."""
import contextlib
import hashlib
import json
import time
from datetime import timedelta

import psycopg2
import pytest

from slack_client import APP, COMMANDS, EVENTS, FORM, TEAM, Slack, command_fields, event_payload, in_slack, signature, unique
from support import bson
from support.load import together
from support.waiting import eventually


@pytest.fixture(scope="module")
def slack(client, secrets):
    return Slack(client, secrets.slack_signing_secret)


@pytest.fixture
def stored(database):
    """The rows of an event: (kind, team_id, type, event_ts, document)."""
    def rows(event_id: str) -> list[tuple]:
        return [(*columns, bson.decode(bytes(document)))
                for *columns, document in database.sql("select kind, team_id, type, event_ts, document from gracy.event_log"
                                                       " where event_id = %s", event_id)]
    return rows


def assert_refused_for_good(response, status: int = 400):
    assert (response.status, response.body) == (status, b""), response
    assert response.header("X-Slack-No-Retry") == "1", response.headers


# Who may speak.

def test_challenge_is_answered_when_it_is_signed(slack, client):
    payload = {"token": "x", "challenge": "3eZbrw1aB10FEMAGAZd4FyFQ", "type": "url_verification"}
    response = slack.event(payload)
    assert response.status == 200 and response.json() == {"challenge": payload["challenge"]}
    unsigned = client.post(EVENTS, payload)
    assert (unsigned.status, unsigned.body) == (401, b"")


@pytest.mark.parametrize("path", [EVENTS, COMMANDS])
def test_request_that_slack_did_not_sign_is_refused(slack, client, path):
    body = json.dumps(event_payload()).encode()
    now = int(time.time())
    valid = signature(slack.secret, now, body)
    def status(*headers):
        response = client.post(path, body=body, headers=[("Content-Type", "application/json"), *headers])
        assert response.body == b""
        return response.status
    at = ("X-Slack-Request-Timestamp", str(now))
    right = ("X-Slack-Signature", valid)
    for headers in ([], [at], [right],
                    [at, ("X-Slack-Signature", "v1=" + valid[3:])],
                    [at, ("X-Slack-Signature", "v0=" + valid[3:].upper())],
                    [at, ("X-Slack-Signature", valid[:-1])],
                    [at, ("X-Slack-Signature", valid[:-1] + ("0" if valid[-1] != "0" else "1"))],
                    [at, ("X-Slack-Signature", signature("another secret", now, body))],
                    [("X-Slack-Request-Timestamp", "soon"), ("X-Slack-Signature", signature(slack.secret, "soon", body))],
                    [("X-Slack-Request-Timestamp", f"{now}.0"), ("X-Slack-Signature", signature(slack.secret, f"{now}.0", body))],
                    [at, right, right], [at, at, right]):
        assert status(*headers) == 401, headers


def test_wrong_secret_and_wrong_app_are_seen_where_only_errors_are_logged(start_nginx, secrets):
    """One line of each minute, which strangers cannot fill the log with."""
    nginx = start_nginx(http=f"gracy_slack_app_id {APP};")
    mistaken, right = Slack(nginx.client, "another secret"), Slack(nginx.client, secrets.slack_signing_secret)
    log = nginx.error_log
    for _ in range(3):
        assert mistaken.event(event_payload()).status == 401
        assert right.event(event_payload() | {"api_app_id": "A0OTHERAPP"}).status == 403
        assert nginx.client.post(EVENTS, event_payload()).status == 401
    errors, warnings = ([line for line in log.text().splitlines() if f"[{level}]" in line] for level in ("error", "warn"))
    for text in ("signature does not match", "of another Slack app than the one configured"):
        assert len([line for line in errors if text in line]) == 1 and len([line for line in warnings if text in line]) == 2
    assert not [line for line in errors if "timestamp is missing" in line]


def test_request_may_be_five_minutes_off_and_no_more(slack):
    body = json.dumps(event_payload()).encode()
    for offset, status in ((-295, 200), (-302, 401), (295, 200), (305, 401), (3600, 401)):
        assert slack.send(EVENTS, body, "application/json", offset).status == status, offset


def test_signature_covers_every_byte_of_the_body(slack, client):
    body = json.dumps(event_payload()).encode()
    headers = slack.headers(body, "application/json")
    assert client.post(EVENTS, body=body + b" ", headers=headers).status == 401
    assert client.post(EVENTS, body=body.replace(b"message", b"massage"), headers=headers).status == 401
    assert client.post(EVENTS, body=body, headers=headers).status == 200


def test_get_is_told_to_post(client):
    for path in (EVENTS, COMMANDS):
        response = client.get(path)
        assert response.status == 405 and response.header("Allow") == "POST", response


# Events.

def test_event_is_stored_before_it_is_acknowledged(slack, stored):
    payload = event_payload()
    body = json.dumps(payload, ensure_ascii=False).encode()
    response = slack.event(body)
    assert (response.status, response.body) == (200, b"")
    [(kind, team_id, type_, ts, document)] = stored(payload["event_id"])
    assert (kind, team_id, type_, ts) == ("event", TEAM, "message", "1355517523.000005")
    del payload["token"]
    assert document["payload"] == payload
    assert {key: document[key] for key in ("_id", "v", "kind", "team_id", "api_app_id", "channel", "user", "type", "ts")} == {
        "_id": payload["event_id"], "v": 1, "kind": "event", "team_id": TEAM, "api_app_id": APP, "channel": "D0HANBIT01",
        "user": "U0HB000002", "type": "message", "ts": "1355517523.000005"}
    assert document["sha256"] == hashlib.sha256(body).digest()
    assert document["event_time"].timestamp() == payload["event_time"]
    assert abs(document["received_at"].timestamp() - time.time()) < 60
    assert document["expire_at"] - document["received_at"] == timedelta(days=7)
    assert "XXYYZZXXYYZZ" not in repr(document)


def test_event_that_comes_again_is_stored_once(slack, stored):
    payload = event_payload()
    retry = [("X-Slack-Retry-Num", "1"), ("X-Slack-Retry-Reason", "http_timeout")]
    for more in ([], retry, []):
        assert slack.event(payload, more).status == 200
    assert len(stored(payload["event_id"])) == 1


def test_event_that_comes_many_times_at_once_is_stored_once(slack, stored):
    payload = event_payload()
    statuses = together(*[lambda: slack.event(payload).status] * 12)
    assert statuses == [200] * 12
    assert len(stored(payload["event_id"])) == 1


def test_retry_whose_first_delivery_was_lost_is_stored(slack, stored):
    payload = event_payload()
    assert slack.event(payload, [("X-Slack-Retry-Num", "3"), ("X-Slack-Retry-Reason", "connection_failed")]).status == 200
    [(*_, document)] = stored(payload["event_id"])
    assert document["retry_num"] == 3


def test_event_belongs_to_the_workspace_that_it_was_authorised_for(slack, stored):
    payload = event_payload() | {"team_id": "T0STRANGER", "context_team_id": "T0CONTEXT"}
    assert slack.event(payload).status == 200
    assert stored(payload["event_id"])[0][1] == TEAM
    payload = event_payload() | {"team_id": "T0STRANGER", "context_team_id": "T0CONTEXT", "authorizations": []}
    assert slack.event(payload).status == 200
    assert stored(payload["event_id"])[0][1] == "T0CONTEXT"


def test_event_that_nobody_handles_is_acknowledged(slack, stored):
    payload = event_payload(type="made_up_event")
    assert slack.event(payload).status == 200
    assert stored(payload["event_id"])[0][2] == "made_up_event"


def test_what_our_own_bot_did_is_left_alone(slack, stored):
    for event in ({"user": "U0HBBOT"}, {"bot_id": "B1", "app_id": APP}, {"bot_id": "B1", "bot_profile": {"app_id": APP}}):
        payload = event_payload(**event)
        assert slack.event(payload).status == 200
        assert stored(payload["event_id"]) == [], event


def test_our_own_bot_joining_and_leaving_is_stored(slack, stored):
    for type_ in ("member_joined_channel", "member_left_channel"):
        payload = event_payload(type=type_, user="U0HBBOT")
        assert slack.event(payload).status == 200
        assert len(stored(payload["event_id"])) == 1


def test_rate_limit_notice_is_stored_once(slack, database, nginx):
    minute = int(time.time()) // 60 * 60
    payload = {"token": "x", "type": "app_rate_limited", "team_id": TEAM, "minute_rate_limited": minute, "api_app_id": APP}
    for _ in range(2):
        assert slack.event(payload).status == 200
    assert database.one("select count(*) from gracy.event_log where type = 'app_rate_limited' and team_id = %s", TEAM) == 1
    assert nginx.metrics().get("gracy_slack_rate_limited_total") >= 1


def test_body_that_is_no_json_is_refused_for_good(slack):
    for body in (b"", b"x", b"{", b"{}x", b"[]", b"null", b'"text"', b"\xff\xfe", b'{"type":"\xff"}', b'{"type":"\xed\xa0\x80"}',
                 b"payload=not+json", b'{"type":"event_callback"', b"[" * 100_000):
        assert_refused_for_good(slack.event(body))


def test_event_without_what_identifies_it_is_refused_for_good(slack):
    for change in ({"event_id": None}, {"event_id": ""}, {"event_id": 7}, {"event_id": "Ev 1"}, {"event_id": "이벤트"}, {"event_id": "E" * 256},
                   {"event": None}, {"event": {}}, {"event": {"type": 1}}, {"type": None}, {"type": 7}):
        assert_refused_for_good(slack.event(event_payload() | change))


def test_strangers_words_do_not_make_an_event_unreadable(slack, stored):
    for strange in (b'"a\\u0000b"', b'{"a":1,"a":2}', b"123456789012345678901234567890", b'{"$oid":"zz"}', b'{"a.b":{"":1}}', b"[[1],[2]]"):
        event_id = unique("Ev")
        body = json.dumps(event_payload(event_id, text="@@")).encode().replace(b'"@@"', strange)
        assert slack.event(body).status == 200, strange
        [(*_, document)] = stored(event_id)
        assert document["payload_is_raw"] is True and "payload" not in document
        # As it came, but for the secret.
        assert document["payload_raw"] == body.replace(b"XXYYZZXXYYZZ", b"*" * 12)


def test_deeply_nested_event_is_stored(slack, stored):
    for depth, raw in ((40, False), (300, True)):
        event_id = unique("Ev")
        body = json.dumps(event_payload(event_id, text="@@")).encode().replace(b'"@@"', b'{"a":' * depth + b"1" + b"}" * depth)
        assert slack.event(body).status == 200
        assert ("payload_raw" in stored(event_id)[0][-1]) == raw


def test_large_event_is_stored_and_a_larger_one_is_refused(slack, stored):
    payload = event_payload(text="가" * 300_000)
    assert slack.event(payload).status == 200
    assert stored(payload["event_id"])[0][-1]["payload"]["event"]["text"] == payload["event"]["text"]
    assert slack.event(event_payload(text="x" * 1_100_000)).status == 413


def test_body_in_chunks_is_read_whole(slack, client, stored):
    payload = event_payload()
    body = json.dumps(payload).encode()
    chunks = [body[at:at + 37] for at in range(0, len(body), 37)]
    with client.connect() as connection:
        headers = [*slack.headers(body, "application/json; charset=utf-8"), ("Transfer-Encoding", "chunked"), ("Connection", "close")]
        connection.send_request("POST", EVENTS, headers)
        for chunk in chunks:
            connection.send(f"{len(chunk):x}\r\n".encode() + chunk + b"\r\n")
        connection.send(b"0\r\n\r\n")
        assert connection.read_response("POST").status == 200
    assert len(stored(payload["event_id"])) == 1


def test_event_of_another_app_is_refused(start_nginx, secrets, stored):
    nginx = start_nginx(http=f"gracy_slack_app_id {APP};")
    slack = Slack(nginx.client, secrets.slack_signing_secret)
    payload = event_payload()
    assert_refused_for_good(slack.event(payload | {"api_app_id": "A0OTHERAPP"}), 403)
    assert slack.event(payload).status == 200
    assert len(stored(payload["event_id"])) == 1
    assert slack.event({"type": "url_verification", "challenge": "c"}).status == 200
    assert_refused_for_good(slack.command(command_fields("/kudos", "help", "U1") | {"api_app_id": "A0OTHERAPP"}), 403)


# Commands.

def test_ssl_check_is_answered_unsigned_and_never_dispatched(slack, client, database):
    before = database.one("select count(*) from gracy.event_log")
    for body in (b"ssl_check=1", b"ssl_check=1&token=x", b"ssl_check=1&command=%2Fkudos&text=help&team_id=T1&user_id=U1",
                 b"ssl_check=1&payload=%7B%22type%22%3A%22block_actions%22%7D"):
        for content_type in (FORM, FORM + "; charset=utf-8"):
            response = client.post(COMMANDS, body=body, headers=[("Content-Type", content_type)])
            assert (response.status, response.body) == (200, b""), body
    assert database.one("select count(*) from gracy.event_log") == before


def test_anything_but_ssl_check_1_must_be_signed(client):
    for body, content_type in ((b"ssl_check=true", FORM), (b"ssl_check=0", FORM), (b"ssl_check=", FORM), (b"ssl_check=1", "application/json"),
                               (b'{"ssl_check":1}', "application/json"), (b"ssl_check=1", "text/plain"), (b"ssl_check=1&ssl_check=1", FORM)):
        response = client.post(COMMANDS, body=body, headers=[("Content-Type", content_type)])
        assert (response.status, response.body) == (401, b""), body


def test_unknown_command_is_answered(slack):
    response = slack.command(command_fields("/weather", "94070", "U0HB000002"))
    message = response.json()
    assert response.status == 200 and message["response_type"] == "ephemeral" and "/weather" in message["text"]


def test_command_may_name_its_charset(slack):
    for content_type, status in ((FORM + "; charset=utf-8", 200), (FORM + ";charset=UTF-8", 200), (FORM.upper(), 200),
                                 (FORM + "; charset=euc-kr", 400), ("application/json", 400), ("text/plain", 400)):
        assert slack.command(command_fields("/kudos", "help", "U0HB000002"), content_type).status == status, content_type


def test_body_that_is_no_command_is_refused_for_good(slack):
    for body in (b"", b"x", b"payload=not+json", b"payload=%7B", b"command=%2Fkudos&team_id=T1", b"command=%2Fkudos&user_id=U1",
                 b"team_id=T1&user_id=U1&text=help", b"command=%2Fkudos&team_id=T1&user_id=U1&text=%ff",
                 b"command=%2Fkudos&team_id=T1&user_id=U1&text=%00", b"command=%2Fkudos&team_id=T1&user_id=U1&text=%zz",
                 b"command=%2Fkudos&command=%2Fother&team_id=T1&user_id=U1", b"command=%2Fkudos&team_id=T1&user_id=U1&text=\xed\xa0\x80"):
        assert_refused_for_good(slack.send(COMMANDS, body, FORM))


def test_command_is_kept_in_the_event_log(slack, database):
    fields = command_fields("/weather", "94070 & <more>", "U0HB000002")
    for _ in range(2):
        assert slack.command(fields).status == 200
    event_id = hashlib.sha256(f"{TEAM}|/weather|{fields['trigger_id']}".encode()).hexdigest()
    [(kind, type_, document)] = eventually(
        lambda: database.sql("select kind, type, document from gracy.event_log where event_id = %s", event_id), "the copy of the command")
    assert (kind, type_) == ("command", "/weather")
    expected = {name: value for name, value in fields.items() if name != "token"}
    assert bson.decode(bytes(document))["payload"] == expected


# When the database does not answer in time.

@contextlib.contextmanager
def locked(database, table: str):
    """Nobody else reads or writes the table meanwhile."""
    with contextlib.closing(psycopg2.connect(database.conninfo("postgres"))) as session:
        session.cursor().execute(f"lock table gracy.{table} in access exclusive mode")
        yield
        session.rollback()


@pytest.fixture(scope="module")
def hurried(start_nginx, secrets):
    """Slack on a server that gives its handlers less time than they wait for a lock."""
    nginx = start_nginx(deadline="200ms")
    return Slack(nginx.client, secrets.slack_signing_secret)


def test_command_whose_deadline_passes_is_answered_with_the_truth(hurried, database, giver, receiver):
    with locked(database, "allowance_period"):
        message = hurried.kudos_message(giver.user_id, f"<@{receiver.user_id}> thanks #craft")
    assert message["response_type"] == "ephemeral"
    assert "may have been recorded" in message["text"] and "이미 기록되었을 수도" in message["text"]


def test_command_that_did_not_get_its_lock_says_that_nothing_changed(slack, database, giver, receiver):
    with locked(database, "allowance_period"):
        message = slack.kudos_message(giver.user_id, f"<@{receiver.user_id}> thanks #craft")
    assert message["response_type"] == "ephemeral"
    assert "Nothing was changed" in message["text"] and "바뀐 것은 없으니" in message["text"]
    assert kudos_of(database, giver) == []


def test_event_that_cannot_be_stored_in_time_is_asked_for_again(slack, hurried, database, stored):
    for surface in (slack, hurried):
        payload = event_payload()
        with locked(database, "event_log"):
            response = surface.event(payload)
        assert (response.status, response.body) == (503, b"")
        assert response.header("X-Slack-No-Retry") is None
        assert slack.event(payload, [("X-Slack-Retry-Num", "1")]).status == 200
        assert len(stored(payload["event_id"])) == 1


@pytest.fixture
def refusing(database):
    """A database that refuses some events."""
    database.sql("create function gracy.refuse_some_events() returns trigger language plpgsql as $$ begin"
                 " if new.event_id like 'EvBAD%' then raise exception 'refused by the test'; end if; return new; end $$")
    database.sql("create trigger refuse_some before insert on gracy.event_log for each row execute function gracy.refuse_some_events()")
    yield
    database.sql("drop trigger refuse_some on gracy.event_log")
    database.sql("drop function gracy.refuse_some_events()")


def test_event_that_the_database_refuses_takes_none_with_it_that_came_at_the_same_time(slack, database, stored, refusing):
    for _ in range(3):
        good, bad = [unique("Ev") for _ in range(12)], [unique("EvBAD") for _ in range(2)]
        # Each good one comes twice, so that the same one may stand in one statement twice, or in two at once.
        ids = good[:6] + bad + good[6:] + good
        statuses = together(*[lambda event_id=event_id: slack.event(event_payload(event_id)).status for event_id in ids])
        assert statuses == [503 if event_id in bad else 200 for event_id in ids]
        assert all(len(stored(event_id)) == 1 for event_id in good) and not any(stored(event_id) for event_id in bad)


def test_copy_of_a_command_does_not_delay_its_answer(start_nginx, secrets, database, giver, receiver):
    """The copy waits for longer than a command may take."""
    slack = Slack(start_nginx(http="gracy_lock_timeout 4s;").client, secrets.slack_signing_secret)
    with locked(database, "event_log"):
        message = slack.kudos_message(giver.user_id, f"<@{receiver.user_id}> thanks #craft")
        assert message["response_type"] == "in_channel"
    assert len(kudos_of(database, giver)) == 1


# /kudos.

@pytest.fixture
def giver(people, database):
    return in_slack(people, database, "Giver")


@pytest.fixture
def receiver(people, database):
    return in_slack(people, database, "Receiver")


def left(client, person) -> int:
    return client.as_(person.token).get("/api/v1/me").json()["allowance_left"]


def kudos_of(database, person) -> list[tuple]:
    """(message, points, value, source, recipients)"""
    return database.sql(
        "select kudos.message, kudos.points, value.name, kudos.source,"
        " (select array_agg(member_id order by position) from gracy.kudos_recipient recipient where recipient.kudos_id = kudos.id)"
        " from gracy.kudos join gracy.company_value value on value.id = kudos.value_id and value.team_space_id = kudos.team_space_id"
        " where kudos.giver_id = %s order by kudos.id", person.id)


def test_kudos_is_recorded_and_seen_in_the_api(slack, client, database, giver, receiver):
    before = left(client, giver)
    message = slack.kudos_message(giver.user_id, f"<@{receiver.user_id}|r> 3 thank you &amp; &lt;3 for <@U0HB000009|mina> #craft")
    assert message["response_type"] == "in_channel"
    assert f"<@{giver.user_id}>" in message["text"] and f"<@{receiver.user_id}>" in message["text"]
    assert "&amp; &lt;3" in message["text"]
    assert kudos_of(database, giver) == [("thank you & <3 for @mina", 3, "Craft", "slack", [receiver.id])]
    assert left(client, giver) == before - 3
    [latest] = client.as_(giver.token).get("/api/v1/kudos?limit=1").json()["data"]
    assert latest["message"] == "thank you & <3 for @mina" and latest["source"] == "slack"
    assert [person["id"] for person in latest["recipients"]] == [str(receiver.id)]


def test_kudos_may_be_for_several_people(slack, client, database, people, giver, receiver):
    other = in_slack(people, database, "Other")
    before = left(client, giver)
    slack.kudos(giver.user_id, f"<@{receiver.user_id}>님, <@{other.user_id}>님 2점 고마워요 #장인정신")
    assert kudos_of(database, giver) == [("고마워요", 2, "Craft", "slack", [receiver.id, other.id])]
    assert left(client, giver) == before - 4


def test_decomposed_hangul_is_composed(slack, database, giver, receiver):
    import unicodedata
    slack.kudos(giver.user_id, unicodedata.normalize("NFD", f"<@{receiver.user_id}> 고마워요 #장인정신"))
    assert kudos_of(database, giver)[0][0] == "고마워요"


def test_command_that_comes_twice_is_recorded_once(slack, client, database, giver, receiver):
    before = left(client, giver)
    trigger = unique("trigger.")
    text = f"<@{receiver.user_id}> thank you #craft"
    assert slack.kudos_message(giver.user_id, text, trigger_id=trigger)["response_type"] == "in_channel"
    again = slack.kudos_message(giver.user_id, text, trigger_id=trigger)
    assert again["response_type"] == "ephemeral" and "recorded before" in again["text"]
    other = slack.kudos_message(giver.user_id, text + " more", trigger_id=trigger)
    assert other["response_type"] == "ephemeral" and "other words" in other["text"]
    assert len(kudos_of(database, giver)) == 1
    assert left(client, giver) == before - 1


def test_every_refusal_tells_why_and_records_nothing(slack, client, database, people, giver, receiver):
    before = left(client, giver)
    gone = in_slack(people, database, "Gone", status="left")
    me = f"<@{receiver.user_id}>"
    for text, reason in ((f"<@{giver.user_id}> thanks #craft", "yourself"),
                         (f"{me} thanks #nonsense", "#nonsense is not one of our values"),
                         (f"{me} thanks", "which value"),
                         ("<@U0NOBODY> thanks #craft", "<@U0NOBODY> is not a member"),
                         ("<@U0HBBOT> thanks #craft", "<@U0HBBOT> is not a member"),
                         (f"<@{gone.user_id}> thanks #craft", f"{gone.name} is no longer"),
                         (f"{me} {me} thanks #craft", "mentioned twice"),
                         (f"{me} {before + 1} thanks #craft", f"{before + 1} points, and you have {before} left"),
                         (f"{me} 0 thanks #craft", "0 points cannot be given"),
                         (f"{me} {'x' * 2001} #craft", "2,000 characters"),
                         (f"{me} #craft", "what you are thankful for"),
                         ("thanks #craft", "Whom is it for"),
                         ("@mina thanks #craft", "I do not know who @mina is"),
                         (f"{me} thanks #craft #trust", "one value"),
                         (" ".join(f"<@U0HB{n:06}>" for n in range(20, 31)) + " thanks #craft", "10 people")):
        message = slack.kudos_message(giver.user_id, text)
        assert message["response_type"] == "ephemeral" and reason in message["text"], (text, message)
        # Nobody writes it twice.
        assert "```/kudos " in message["text"] and "#" in message["text"].split("```")[1] or "#" not in text, message
    assert kudos_of(database, giver) == []
    assert left(client, giver) == before


def test_refusals_speak_korean_to_who_speaks_korean(slack, database, people, receiver):
    giver = in_slack(people, database, "한국어", locale="ko")
    assert "#없는협업은 우리의 핵심 가치가 아니에요" in slack.kudos(giver.user_id, f"<@{receiver.user_id}> 고마워요 #없는협업")
    assert "#없는배려는 우리의 핵심 가치가 아니에요" in slack.kudos(giver.user_id, f"<@{receiver.user_id}> 고마워요 #없는배려")
    assert "자기 자신에게는" in slack.kudos(giver.user_id, f"<@{giver.user_id}> 고마워요 #장인정신")
    assert "누구에게 보낼까요" in slack.kudos(giver.user_id, "고마워요 #장인정신")
    assert "칭찬을 보냈어요" in slack.kudos(giver.user_id, f"<@{receiver.user_id}> 고마워요 #장인정신")


def test_help_names_the_values_and_what_is_left(slack, database, people, giver):
    message = slack.kudos_message(giver.user_id, "help")
    assert message["response_type"] == "ephemeral" and "#Craft" in message["text"] and "points left" in message["text"]
    korean = in_slack(people, database, "한국어", locale="ko")
    assert "#장인정신" in slack.kudos(korean.user_id, "도움말")


def test_stranger_and_unconnected_workspace_are_told_so(slack):
    # In the language of the team space, because theirs is not known.
    assert "구성원이 아니에요" in slack.kudos("U0STRANGER", "<@U0HB000002> thanks #craft")
    for text in ("help", "<@U0HB000002> thanks #craft"):
        assert "not connected to a team space" in slack.kudos("U0HB000001", text, team_id="T0NOWHERE")


def test_kudos_never_crosses_team_spaces(slack, database, giver):
    stranger = database.one("select user_id from gracy.slack_user where team_id = 'T0DAYBREAK' and not is_bot limit 1")
    assert "is not a member" in slack.kudos(giver.user_id, f"<@{stranger}> thanks #craft")
    assert kudos_of(database, giver) == []


def test_allowance_cannot_be_overspent_by_commands_at_once(slack, client, database, giver, receiver):
    before = left(client, giver)
    points = before // 3
    answers = together(*[lambda: slack.kudos_message(giver.user_id, f"<@{receiver.user_id}> {points} thanks #craft")] * 8)
    given = [answer for answer in answers if answer["response_type"] == "in_channel"]
    assert len(given) == 3, answers
    assert left(client, giver) == before - 3 * points
