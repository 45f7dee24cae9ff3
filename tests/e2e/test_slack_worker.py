"""The worker and Slack: forms open at once, messages go once and within limits, events have their effect once."""
import json
import secrets
import subprocess
import threading
import time
import uuid

import pytest

from slack_client import TEAM, event_payload
from slack_stub import SlackStub
from support import bson, build
from support.http_client import Client
from support.metrics import Metrics
from support.ports import free_port
from support.postgres import Lock
from worker_fixtures import *  # noqa: F401,F403 - fixtures
from worker_fixtures import eventually

BOT_TOKEN = "xoxb-1-" + secrets.token_hex(12)


@pytest.fixture
def stub():
    slack = SlackStub()
    slack.on("auth.test", lambda _: {"ok": True, "team": "Hanbit", "team_id": TEAM, "user_id": "U0HBBOT", "bot_id": "B0HB"})
    yield slack
    slack.close()


@pytest.fixture
def keys(folder):
    key = folder / f"slack_{uuid.uuid4().hex}.key"
    key.write_text(secrets.token_hex(32))
    key.chmod(0o600)
    return key


@pytest.fixture
def section(stub, keys):
    return {"base_url": stub.url, "token_key_file": str(keys)}


def run_connect(worker, slug, token):
    return subprocess.run([str(build.WORKER), "slack", "connect", slug, "--config", str(worker.configuration)], input=token + "\n",
                          capture_output=True, text=True, timeout=build.patience(30), env=build.program_environment(worker.folder))


@pytest.fixture
def connected(start_worker, section, fresh):
    """A worker whose workspace has a token."""
    worker = start_worker(slack=section)
    answer = run_connect(worker, "hanbit", BOT_TOKEN)
    assert answer.returncode == 0, answer.stderr
    return worker


@pytest.fixture
def space(fresh):
    return fresh.one("select id from gracy.team_space where slug = 'hanbit'")


def queue(database, space, channel, text, key=None):
    return database.one("select gracy.queue_slack_message(%s, %s, 'chat.postMessage', %s, %s, now(), %s)",
                        space, TEAM, channel, json.dumps({"text": text}), key)


def state(database, message):
    return database.one("select state from gracy.slack_message where id = %s", message)


def reaches(database, message, wanted):
    eventually(lambda: state(database, message) == wanted, lambda: f"message {message} to be {wanted}: "
               f"{database.sql('select state, error, attempts, due_at, now() from gracy.slack_message where id = %s', message)} "
               f"{database.sql('select method, tokens, paused_until, next_at from gracy.slack_lane')}")


def log_event(database, type_, event_id=None, kind="event", envelope=None, of_team=TEAM, **event):
    """Puts an event where the module would."""
    payload = event_payload(event_id, type=type_, **event) | (envelope or {})
    name = payload["event_id"]
    database.sql("insert into gracy.event_log (event_id, kind, team_id, type, received_at, expire_at, document)"
                 " values (%s, %s, %s, %s, now(), now() + interval '7 days', %s)",
                 name, kind, of_team, type_, bson.encode({"_id": name, "payload": payload}))
    database.sql("notify gracy_slack")
    return name


def handled(database, event_id):
    eventually(lambda: database.one("select handled_at is not null from gracy.event_log where event_id = %s", event_id),
               f"event {event_id} to be handled")


# Connecting.

def test_who_is_in_a_workspace_is_read_once_it_is_connected(start_worker, section, stub, fresh):
    worker = start_worker(slack=section)
    stub.on("users.list", lambda _: {"ok": True, "members": [{"id": "U0NEW", "team_id": TEAM, "name": "new", "real_name": "New Person", "updated": 1}]})
    assert run_connect(worker, "hanbit", BOT_TOKEN).returncode == 0
    eventually(lambda: fresh.sql("select state, people from gracy.slack_sync where team_id = %s", TEAM) == [("done", 1)], "everybody to be read")
    assert fresh.one("select name from gracy.slack_user where team_id = %s and user_id = 'U0NEW'", TEAM) == "New Person"


def test_token_is_kept_sealed_and_used(connected, fresh, space, stub):
    assert BOT_TOKEN not in connected.log.text()
    sealed, = fresh.sql("select token_sealed, key_id, bot_id from gracy.slack_installation where team_id = %s", TEAM)[0][:1]
    assert BOT_TOKEN.encode() not in bytes(sealed)
    message = queue(fresh, space, "C1", "hello")
    reaches(fresh, message, "sent")
    assert stub.of("chat.postMessage")[0]["token"] == BOT_TOKEN


def test_token_that_slack_refuses_is_not_kept(start_worker, section, stub, fresh):
    worker = start_worker(slack=section)
    stub.on("auth.test", lambda _: {"ok": False, "error": "invalid_auth"})
    answer = run_connect(worker, "hanbit", BOT_TOKEN)
    assert answer.returncode == 1 and "invalid_auth" in answer.stderr
    assert fresh.one("select token_sealed is null from gracy.slack_installation where team_id = %s", TEAM)


def test_workspace_of_another_team_space_is_not_taken(start_worker, section, fresh):
    worker = start_worker(slack=section)
    other = fresh.one("select slug from gracy.team_space where slug <> 'hanbit' and status = 'active' limit 1")
    answer = run_connect(worker, other, BOT_TOKEN)
    assert answer.returncode == 1 and "connected to another team space" in answer.stderr


# The bulk lane.

def test_notifications_bring_work_and_no_purges(connected, fresh, space):
    """What is done every few minutes is not done again for each job."""
    def purges() -> int:
        return fresh.one("select coalesce(sum(calls), 0)::bigint from pg_stat_statements join pg_database on pg_database.oid = dbid"
                         " where datname = current_database() and query like '%purge_slack(%'")
    before = eventually(purges, "the purge of a worker that starts")
    for number in range(10):
        message = queue(fresh, space, f"C{number}", "hello")
        fresh.sql("notify gracy_jobs")
        reaches(fresh, message, "sent")
    assert purges() == before


def test_message_of_one_key_is_sent_once(connected, fresh, space, stub):
    messages = [queue(fresh, space, "C1", "hello", "the key") for _ in range(3)]
    assert messages[0] and messages[1:] == [None, None]
    reaches(fresh, messages[0], "sent")
    assert len(stub.of("chat.postMessage")) == 1


def test_retry_after_holds_the_method_back_for_the_workspace(connected, fresh, space, stub):
    first = time.monotonic()
    stub.on("chat.postMessage", lambda call: (429, {"Retry-After": "2"}, "") if time.monotonic() - first < 1 else stub.usual("chat.postMessage", call))
    messages = [queue(fresh, space, f"C{n}", "hello") for n in range(4)]
    for message in messages:
        reaches(fresh, message, "sent")
    assert time.monotonic() - first >= 2
    assert 4 <= len(stub.of("chat.postMessage")) <= 8


def test_one_channel_is_told_one_thing_a_second(connected, fresh, space):
    messages = [queue(fresh, space, "C1", f"number {n}") for n in range(3)]
    for message in messages:
        reaches(fresh, message, "sent")
    gaps = fresh.sql("select extract(epoch from ended_at - lag(ended_at) over (order by id))::float8 from gracy.slack_message where id = any(%s) order by id", messages)
    assert all(gap >= 0.99 for (gap,) in gaps[1:]), gaps


def test_uncertain_message_is_looked_for_before_it_is_sent_again(connected, fresh, space, stub):
    def swallowed(call):
        stub.usual("chat.postMessage", call)
        stub.answers.pop("chat.postMessage")
        # It arrived, and nobody hears so.
    stub.on("chat.postMessage", swallowed)
    message = queue(fresh, space, "U1", "once")
    reaches(fresh, message, "sent")
    assert len(stub.messages) == 1 and len(stub.of("conversations.history")) == 1
    assert fresh.one("select slack_ts from gracy.slack_message where id = %s", message) == stub.messages[0]["ts"]


def test_message_whose_row_is_held_when_slack_has_taken_it_is_recorded_all_the_same(connected, fresh, space, stub):
    taken, answer = threading.Event(), threading.Event()

    def slowly(call):
        taken.set()
        answer.wait(20)
        return stub.usual("chat.postMessage", call)
    stub.on("chat.postMessage", slowly)
    message = queue(fresh, space, "C1", "hello")
    assert taken.wait(20)
    with Lock(fresh.server, fresh.name, f"select from gracy.slack_message where id = {message} for update"):
        answer.set()
        connected.says("its row is held, recording it again")
    reaches(fresh, message, "sent")
    assert len(stub.of("chat.postMessage")) == 1


def test_message_is_recorded_by_a_server_that_is_too_busy_at_first(connected, fresh, space, stub):
    fresh.sql("create sequence gracy.recordings")
    fresh.sql("create function gracy.be_busy() returns trigger language plpgsql security definer as"
              " $$ begin perform pg_sleep(60) where nextval('gracy.recordings') = 1; return new; end $$")
    fresh.sql("create trigger busy before update on gracy.slack_message for each row when (new.state = 'sent') execute function gracy.be_busy()")
    message = queue(fresh, space, "C1", "hello")
    connected.says("the server is busy, recording it again")
    reaches(fresh, message, "sent")
    assert len(stub.of("chat.postMessage")) == 1


def test_message_that_never_arrived_is_sent_again(connected, fresh, space, stub):
    def lost(_):
        stub.answers.pop("chat.postMessage")
    stub.on("chat.postMessage", lost)
    message = queue(fresh, space, "U1", "once")
    reaches(fresh, message, "sent")
    assert len(stub.messages) == 1 and len(stub.of("chat.postMessage")) == 2


@pytest.mark.parametrize("error", ["user_disabled", "no_permission", "channel_is_limited_access", "is_inactive"])
def test_recipient_who_cannot_be_had_concerns_nobody_else(connected, fresh, space, stub, error):
    stub.on("chat.postMessage", lambda call: {"ok": False, "error": error} if call["channel"] == "U1" else stub.usual("chat.postMessage", call))
    gone, other = queue(fresh, space, "U1", "a"), queue(fresh, space, "U2", "b")
    reaches(fresh, gone, "failed")
    reaches(fresh, other, "sent")
    assert fresh.one("select trouble from gracy.slack_installation where team_id = %s", TEAM) is None


def test_revoked_token_stops_the_workspace_and_a_new_one_goes_on(connected, fresh, space, stub):
    stub.on("chat.postMessage", lambda _: {"ok": False, "error": "token_revoked"})
    messages = [queue(fresh, space, f"U{n}", "a") for n in range(2)]
    eventually(lambda: fresh.one("select trouble from gracy.slack_installation where team_id = %s", TEAM) == "token_revoked", "the trouble to be noted")
    stub.answers.pop("chat.postMessage")
    assert run_connect(connected, "hanbit", BOT_TOKEN).returncode == 0
    for message in messages:
        reaches(fresh, message, "sent")


def test_blocks_that_slack_would_refuse_are_not_sent(connected, fresh, space, stub):
    message = fresh.one("select gracy.queue_slack_message(%s, %s, 'chat.postMessage', 'C1', %s, now())", space, TEAM,
                        json.dumps({"text": "a", "blocks": [{"type": "header", "text": {"type": "plain_text", "text": "x" * 151}}]}))
    reaches(fresh, message, "failed")
    assert stub.of("chat.postMessage") == [] and "longer than 150" in fresh.one("select error from gracy.slack_message where id = %s", message)


def test_killed_sender_loses_nothing_and_doubles_nothing(connected, start_worker, section, fresh, space, stub):
    stub.on("chat.postMessage", lambda call: (time.sleep(0.05), stub.usual("chat.postMessage", call))[1])
    messages = [queue(fresh, space, f"U{n}", f"number {n}") for n in range(40)]
    worker = connected
    for _ in range(3):
        before = len(stub.messages)
        assert before < 40, "each kill has something to lose"
        eventually(lambda: len(stub.messages) > before, "more messages to go")
        time.sleep(0.3)
        worker.kill()
        fresh.sql("update gracy.slack_message set due_at = now() where state = 'sending'")  # its lease has ended
        fresh.sql("update gracy.slack_lane set next_at = now()")
        worker = start_worker(slack=section)
    for message in messages:
        reaches(fresh, message, "sent")
    texts = [message["text"] for message in stub.messages]
    assert sorted(texts) == sorted(set(texts)) and len(texts) == 40


# The interactive lane.

def open_view(fresh, user_id, received_ago=0.0, recipient=None):
    trigger = uuid.uuid4().hex
    payload = {"team_id": TEAM, "enterprise_id": None, "user_id": user_id, "trigger_id": trigger, "view": "give_kudos",
               "received_at_us": int((time.time() - received_ago) * 1e6), "recipient_user_id": recipient}
    job = fresh.one("insert into gracy.job (kind, lane, payload, available_at, max_attempts, dedupe_key)"
                    " values ('slack.open_view', 'interactive', %s, now(), 1, %s) returning id", json.dumps(payload), trigger)
    fresh.sql("notify gracy_jobs")
    return job, trigger


def test_form_opens_with_whom_it_is_for(connected, fresh, stub, jobs):
    job, trigger = open_view(fresh, "U0HB000002", recipient="U0HB000003")
    jobs.wait(job, "done")
    [call] = stub.of("views.open")
    assert call["trigger_id"] == trigger and call["view"]["callback_id"] == "give_kudos"
    name = fresh.one("select member.name from gracy.slack_user join gracy.member on member.team_space_id = slack_user.team_space_id"
                     " and member.id = member_id where team_id = %s and user_id = 'U0HB000003'", TEAM)
    assert call["view"]["blocks"][0]["element"]["initial_options"][0]["text"]["text"] == name


def test_form_is_not_opened_after_its_trigger_has_expired(connected, fresh, stub, jobs):
    job, _ = open_view(fresh, "U0HB000002", received_ago=5)
    assert "too late" in jobs.wait(job, "dead")["error"]
    assert stub.of("views.open") == []


def test_form_that_slack_refuses_is_not_tried_again(connected, fresh, stub, jobs):
    stub.on("views.open", lambda _: {"ok": False, "error": "expired_trigger_id"})
    job, _ = open_view(fresh, "U0HB000002")
    assert "expired_trigger_id" in jobs.wait(job, "dead")["error"]
    assert len(stub.of("views.open")) == 1


def test_form_does_not_wait_behind_messages(connected, fresh, space, stub, jobs):
    stub.on("chat.postMessage", lambda call: (time.sleep(0.2), stub.usual("chat.postMessage", call))[1])
    for n in range(60):
        queue(fresh, space, f"U{n}", "broadcast")
    eventually(lambda: stub.of("chat.postMessage"), "the broadcast to begin")
    job, _ = open_view(fresh, "U0HB000002")
    jobs.wait(job, "done")
    assert fresh.one("select count(*) from gracy.slack_message where state = 'waiting'") > 0


# Events.

def user(user_id, updated, **more):
    return {"id": user_id, "team_id": TEAM, "updated": updated, "deleted": False, "is_bot": False, "tz": "Asia/Seoul",
            "is_email_confirmed": True, "profile": {"email": "nobody@example.org"}} | more


def slack_user(database, user_id):
    rows = database.sql("select member_id, deleted, tz from gracy.slack_user where team_id = %s and user_id = %s", TEAM, user_id)
    return rows[0] if rows else None


def newcomer(database, space, name):
    address = f"{name}@hanbit.example"
    member = database.one("insert into gracy.member (team_space_id, name, email, status) values (%s, %s, %s, 'active') returning id", space, name, address)
    return member, address


def test_new_user_becomes_the_member_with_their_confirmed_address(connected, fresh, space):
    member, address = newcomer(fresh, space, "newcomer")
    for user_id, more in (("U0GUEST", {"is_restricted": True}), ("U0UNSURE", {"is_email_confirmed": False}), ("U0BOT", {"is_bot": True})):
        handled(fresh, log_event(fresh, "team_join", user=user(user_id, 1, profile={"email": address}) | more))
        assert slack_user(fresh, user_id)[0] is None, user_id
    handled(fresh, log_event(fresh, "team_join", user=user("U0NEWCOMER", 1, profile={"email": address})))
    assert slack_user(fresh, "U0NEWCOMER")[0] == member
    handled(fresh, log_event(fresh, "team_join", user=user("U0SECOND", 1, profile={"email": address})))
    assert slack_user(fresh, "U0SECOND")[0] is None


def test_later_change_stays_whichever_comes_first(connected, fresh):
    handled(fresh, log_event(fresh, "user_change", user=user("U0HB000009", 2000, deleted=True)))
    handled(fresh, log_event(fresh, "user_change", user=user("U0HB000009", 1000)))
    assert slack_user(fresh, "U0HB000009")[1] is True


def test_user_of_another_workspace_is_not_ours(connected, fresh):
    handled(fresh, log_event(fresh, "user_change", user=user("U0FOREIGN", 1, team_id="T0STRANGER")))
    assert slack_user(fresh, "U0FOREIGN") is None


@pytest.mark.parametrize("order", [("app_uninstalled", "tokens_revoked"), ("tokens_revoked", "app_uninstalled")])
def test_uninstalling_ends_the_installation_in_any_order(connected, fresh, space, order):
    for type_ in order:
        handled(fresh, log_event(fresh, type_, tokens={"oauth": [], "bot": ["U0HBBOT"]}))
    assert fresh.sql("select status, token_sealed from gracy.slack_installation where team_id = %s", TEAM) == [("revoked", None)]


def test_revoked_token_of_a_person_ends_nothing(connected, fresh):
    handled(fresh, log_event(fresh, "tokens_revoked", tokens={"oauth": ["U0HB000002"], "bot": []}))
    assert fresh.one("select status from gracy.slack_installation where team_id = %s", TEAM) == "active"


def test_old_uninstalling_does_not_end_what_was_installed_since(connected, fresh):
    fresh.sql("update gracy.slack_installation set installed_at = now() + interval '1 minute' where team_id = %s", TEAM)
    handled(fresh, log_event(fresh, "app_uninstalled"))
    assert fresh.one("select status from gracy.slack_installation where team_id = %s", TEAM) == "active"


def test_opened_home_is_published(connected, fresh, stub):
    handled(fresh, log_event(fresh, "app_home_opened", user="U0HB000002", tab="home"))
    eventually(lambda: stub.of("views.publish"), "App Home to be published")
    [call] = stub.of("views.publish")
    assert call["user_id"] == "U0HB000002" and call["view"]["type"] == "home" and "칭찬 보내기" in json.dumps(call["view"], ensure_ascii=False)
    handled(fresh, log_event(fresh, "app_home_opened", user="U0HB000002", tab="messages"))
    assert len(stub.of("views.publish")) == 1


@pytest.fixture
def rocket(fresh, space):
    fresh.sql("update gracy.company_value set emoji = ':rocket:' where team_space_id = %s"
              " and id = (select min(id) from gracy.company_value where team_space_id = %s)", space, space)


def reaction(fresh, type_, user_id, author="U0HB000003", ts="1700000000.000001", name="rocket"):
    event = log_event(fresh, type_, user=user_id, reaction=name, item_user=author, item={"type": "message", "channel": "C0HANBIT01", "ts": ts})
    handled(fresh, event)


def given(fresh, user_id):
    return fresh.one("select count(*) from gracy.kudos join gracy.slack_user on slack_user.team_space_id = kudos.team_space_id"
                     " and member_id = giver_id where team_id = %s and user_id = %s and source = 'slack' and voided_at is null"
                     " and kudos.created_at > now() - interval '5 minutes'", TEAM, user_id)


def test_reaction_with_a_values_emoji_is_a_kudos_until_it_is_removed(connected, fresh, rocket, stub):
    before = given(fresh, "U0HB000002")
    reaction(fresh, "reaction_added", "U0HB000002", name="thumbsup")
    assert given(fresh, "U0HB000002") == before
    reaction(fresh, "reaction_added", "U0HB000002")
    assert given(fresh, "U0HB000002") == before + 1
    [receipt] = eventually(lambda: stub.of("chat.postEphemeral"), "the receipt")
    assert (receipt["channel"], receipt["user"]) == ("C0HANBIT01", "U0HB000002") and "1점을 보냈어요" in receipt["text"]
    reaction(fresh, "reaction_removed", "U0HB000002")
    assert given(fresh, "U0HB000002") == before


def test_what_a_reaction_gave_goes_with_the_message(connected, fresh, rocket):
    before = given(fresh, "U0HB000002")
    reaction(fresh, "reaction_added", "U0HB000002", ts="1700000000.000777")
    assert given(fresh, "U0HB000002") == before + 1
    deletion = log_event(fresh, "message", subtype="message_deleted", hidden=True, channel="C0HANBIT01", deleted_ts="1700000000.000777")
    handled(fresh, deletion)
    assert given(fresh, "U0HB000002") == before


def test_removal_that_comes_first_is_remembered(connected, fresh, rocket):
    before = given(fresh, "U0HB000002")
    about = {"user": "U0HB000002", "reaction": "rocket", "item_user": "U0HB000003",
             "item": {"type": "message", "channel": "C0HANBIT01", "ts": "1700000000.000778"}}
    now = int(time.time())  # what was told a month ago is forgotten
    handled(fresh, log_event(fresh, "reaction_removed", event_ts=f"{now}.000200", **about))
    handled(fresh, log_event(fresh, "reaction_added", event_ts=f"{now}.000100", **about))
    assert given(fresh, "U0HB000002") == before


@pytest.fixture
def once_a_day(fresh, space, rocket):
    """What one person may get from another, so that most reactions are refused."""
    fresh.sql("update gracy.recognition_policy set pair_gifts_a_day = 1 where team_space_id = %s", space)


def told_directly(stub, user_id):
    return [call for call in stub.of("chat.postMessage") if call["channel"] == user_id]


def test_refused_reaction_says_why_where_it_was_made(connected, fresh, once_a_day, stub):
    for place, name in enumerate(("rocket", "rocket::skin-tone-3")):
        reaction(fresh, "reaction_added", "U0HB000002", name=name, ts=f"1700000000.00078{place}")
    told = eventually(lambda: (calls := stub.of("chat.postEphemeral")) and len(calls) == 2 and calls, "both to be answered")
    refusal = next(call for call in told if "오늘은" in call["text"])
    assert (refusal["channel"], refusal["user"]) == ("C0HANBIT01", "U0HB000002") and refusal["text"].startswith(":rocket: ")
    assert told_directly(stub, "U0HB000002") == [], "it takes no turn of a notice"


def test_who_decorates_their_own_message_hears_nothing_of_it(connected, fresh, rocket, stub):
    reaction(fresh, "reaction_added", "U0HB000002", author="U0HB000002")
    reaction(fresh, "reaction_added", "U0HB000002", ts="1700000000.000002")
    [receipt] = eventually(lambda: stub.of("chat.postEphemeral"), "the receipt of another reaction")
    assert "1점을 보냈어요" in receipt["text"] and told_directly(stub, "U0HB000002") == []


def test_reaction_that_is_refused_again_says_why_again(connected, fresh, once_a_day, stub):
    reaction(fresh, "reaction_added", "U0HB000002")
    about = {"user": "U0HB000002", "reaction": "rocket", "item_user": "U0HB000003",
             "item": {"type": "message", "channel": "C0HANBIT01", "ts": "1700000000.000779"}}
    now = int(time.time())
    for times in (1, 2):
        handled(fresh, log_event(fresh, "reaction_added", event_ts=f"{now}.00010{times}", **about))
        eventually(lambda: sum("오늘은" in call["text"] for call in stub.of("chat.postEphemeral")) >= times, "the reason")
        handled(fresh, log_event(fresh, "reaction_removed", event_ts=f"{now}.00010{times}5", **about))


@pytest.mark.parametrize("outsiders", [False, True])
def test_question_that_another_company_reads_along_is_answered_to_the_asker_alone(connected, fresh, outsiders):
    handled(fresh, log_event(fresh, "app_mention", user="U0HB000002", text="<@U0HBBOT> 연차는 며칠인가요?", ts="1700000000.000009",
                             channel="C0HANBIT01", channel_type="channel", envelope={"is_ext_shared_channel": outsiders}))
    [(channel, thread)] = fresh.sql("select channel, thread_ts from gracy.assistant_slack_question")
    assert (channel, thread) == (("U0HB000002", None) if outsiders else ("C0HANBIT01", "1700000000.000009"))


@pytest.mark.parametrize("outsiders", [False, True])
def test_question_of_who_is_no_member_is_refused_to_them_alone_and_not_in_front_of_another_company(connected, fresh, stub, outsiders):
    def ask(user_id, text, **more):
        handled(fresh, log_event(fresh, "app_mention", user=user_id, text=text, channel="C0HANBIT01", channel_type="channel",
                                 envelope={"is_ext_shared_channel": outsiders}, **more))
    ask("U0STRANGER", "<@U0HBBOT> How many days of leave?")
    ask("U0HB000002", "<@U0HBBOT>", thread_ts="1700000000.000001")
    whispers = eventually(lambda: (told := stub.of("chat.postEphemeral")) and len(told) == (1 if outsiders else 2) and {call["user"]: call for call in told},
                          "them to be told")
    assert whispers["U0HB000002"]["thread_ts"] == "1700000000.000001" and "회사 규정" in whispers["U0HB000002"]["text"]
    assert outsiders or "thread_ts" not in whispers["U0STRANGER"] and "not a member" in whispers["U0STRANGER"]["text"]
    assert stub.of("chat.postMessage") == [], "nobody else reads along"


def test_event_that_comes_again_has_its_effect_once(connected, fresh, rocket):
    before = given(fresh, "U0HB000002")
    reaction(fresh, "reaction_added", "U0HB000002")
    event = fresh.one("select event_id from gracy.event_log where type = 'reaction_added' and handled_at is not null limit 1")
    fresh.sql("update gracy.event_log set handled_at = null where event_id = %s", event)
    fresh.sql("delete from gracy.idempotency_key")
    fresh.sql("notify gracy_slack")
    handled(fresh, event)
    assert given(fresh, "U0HB000002") == before + 1


def test_event_that_cannot_be_read_stands_in_nobodys_way(connected, fresh):
    fresh.sql("insert into gracy.event_log (event_id, kind, team_id, type, received_at, expire_at, document)"
              " values ('EvBroken', 'event', %s, 'user_change', now() - interval '1 hour', now() + interval '1 day', '\\x00')", TEAM)
    handled(fresh, log_event(fresh, "user_change", user=user("U0HB000009", 1000)))
    handled(fresh, "EvBroken")


def test_event_whose_rows_others_hold_stands_in_no_other_workspaces_way(start_worker, section, fresh):
    """As an import holds members: for seconds, and of one team space. What comes behind it there may undo it, and waits."""
    port = free_port()
    assert run_connect(start_worker(slack=section, metrics={"jobs": f"127.0.0.1:{port}"}), "hanbit", BOT_TOKEN).returncode == 0
    holder = fresh.server.connect(fresh.name)
    holder.autocommit = False
    with holder.cursor() as cursor:
        cursor.execute("select from gracy.slack_user where team_id = %s and user_id = 'U0HB000008' for update", (TEAM,))
    held = log_event(fresh, "user_change", user=user("U0HB000008", 1000, tz="Asia/Tokyo"))
    fresh.sql("update gracy.event_log set received_at = received_at - interval '1 minute' where event_id = %s", held)
    behind = log_event(fresh, "user_change", user=user("U0HB000009", 1000, tz="Europe/Berlin"))
    handled(fresh, log_event(fresh, "user_change", of_team="T0ELSEWHERE", user=user("U0HB000009", 1000)))
    assert fresh.one("select count(*) from gracy.event_log where handled_at is null and event_id = any (%s)", [held, behind]) == 2
    assert Metrics(Client(port).get("/metrics").text).get("gracy_worker_slack_events_held_total") >= 1
    holder.rollback()
    holder.close()
    handled(fresh, held)
    handled(fresh, behind)
    assert (slack_user(fresh, "U0HB000008")[2], slack_user(fresh, "U0HB000009")[2]) == ("Asia/Tokyo", "Europe/Berlin")


# Notices.

@pytest.fixture
def member(fresh, space):
    """A member whose clock says noon."""
    hours = int(time.strftime("%H", time.gmtime()))
    offset = hours - 12
    id_ = fresh.one("select member_id from gracy.slack_user where team_id = %s and user_id = 'U0HB000002'", TEAM)
    fresh.sql("update gracy.member set locale = 'en', tz = %s where team_space_id = %s and id = %s", f"Etc/GMT{offset:+d}", space, id_)
    return id_


def notify(fresh, space, member, text):
    fresh.sql("select gracy.notify_member(%s, %s, 'export.done', %s, '끝났어요')", space, member, text)


def test_notice_is_told_in_slack(connected, fresh, space, member, stub):
    notify(fresh, space, member, "Your export <members> is ready")
    eventually(lambda: stub.of("chat.postMessage"), "the notice")
    [call] = stub.of("chat.postMessage")
    assert (call["channel"], call["text"]) == ("U0HB000002", "Your export &lt;members&gt; is ready")


def test_fourth_message_of_a_day_waits_for_the_morning(connected, fresh, space, member, stub):
    for number in range(3):
        notify(fresh, space, member, f"number {number}")
        eventually(lambda: len(stub.of("chat.postMessage")) == number + 1, f"notice {number}")
    for number in range(3, 6):
        notify(fresh, space, member, f"number {number}")
    eventually(lambda: fresh.one("select count(*) from gracy.member_notice where tell_at > now() and member_id = %s", member) == 3, "the rest to wait")
    assert len(stub.of("chat.postMessage")) == 3
    # The next day: what waited is one message.
    fresh.sql("update gracy.slack_message set created_at = created_at - interval '1 day'")
    fresh.sql("update gracy.member_notice set tell_at = now() where tell_at is not null and member_id = %s", member)
    eventually(lambda: len(stub.of("chat.postMessage")) == 4, "the digest")
    assert stub.of("chat.postMessage")[-1]["text"] == "You have 3 notifications.\n• number 3\n• number 4\n• number 5"


def test_night_is_quiet(connected, fresh, space, member, stub):
    hours = int(time.strftime("%H", time.gmtime()))
    fresh.sql("update gracy.member set tz = %s where id = %s", f"Etc/GMT{(hours - 2 + 12) % 24 - 12:+d}", member)
    notify(fresh, space, member, "at two in the morning")
    due = fresh.one("select extract(epoch from tell_at - now())::float8 / 3600 from gracy.member_notice where member_id = %s order by id desc limit 1", member)
    assert 4 < due < 7, due


def test_nothing_is_said_without_a_section(start_worker, fresh, space):
    worker = start_worker()
    worker.says("there is no section [slack]")
    message = queue(fresh, space, "C1", "hello")
    time.sleep(0.5)
    assert state(fresh, message) == "waiting"
