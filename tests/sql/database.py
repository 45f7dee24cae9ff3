"""Connections of the tests, and the catalogue's statements with plausible values for their parameters."""
import collections
import hashlib
import json
import os
import pathlib
import re
import sys

import psycopg2

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "ngx_gracy_module" / "cmake"))
sys.dont_write_bytecode = True
import embed_sql  # noqa: E402
from survey_values import survey_values  # noqa: E402

URL = os.environ.get("GRACY_TEST_DATABASE_URL", "")

SQL_TYPES = {"bool": "boolean", "int": "integer", "bigint": "bigint", "float8": "double precision",
             "timestamptz": "timestamp with time zone"}


def statements(folder=ROOT / "sql" / "queries"):
    found, errors = embed_sql.read_queries(folder)
    assert not errors, "\n".join(errors)
    return found


def superuser():
    connection = psycopg2.connect(URL)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute("set search_path = gracy")
    return connection


def application(nested_plans=False, analyze=False):
    """A connection as gracy_app with that role's own settings, whatever pg_hba says. With nested_plans the plan of
    every statement inside a function arrives as a notice; with analyze it says what was read."""
    connection = superuser()
    # psycopg2 keeps the last 50 notices only, of a plain list.
    connection.notices = collections.deque()
    cursor = connection.cursor()
    if nested_plans:
        cursor.execute("load 'auto_explain'")
        for name, value in (("log_min_duration", "0"), ("log_nested_statements", "on"), ("log_format", "json"),
                            ("log_verbose", "on"), ("log_level", "notice"), ("log_analyze", "on" if analyze else "off"),
                            ("log_timing", "off")):
            cursor.execute(f"set auto_explain.{name} = {value}")
    cursor.execute("select unnest(setconfig) from pg_db_role_setting join pg_roles on pg_roles.oid = setrole"
                   " where rolname = 'gracy_app' and setdatabase = 0")
    settings = [row[0].split("=", 1) for row in cursor.fetchall()]
    assert ["plan_cache_mode", "force_generic_plan"] in settings
    for name, value in settings:
        cursor.execute("select set_config(%s, %s, false)", (name, value))
    cursor.execute("set session authorization gracy_app")
    return connection


def prepare(cursor, statement, name="checked"):
    types = ", ".join(param.sql_type for param in statement.params)
    cursor.execute(f"prepare {name}{f' ({types})' if types else ''} as {statement.text}")


def server_type(field):
    name = SQL_TYPES.get(field.element, field.element)
    return name + ("[]" if field.is_array else "")


LEADERBOARD = {"metric": "given", "period": "month", "start": None, "after_points": 2 ** 31 - 1, "after_id": 0,
               "after_rank": 0}


ANALYTICS = {"group_kind": "team_space", "group_id": 0, "grain": "month", "from_day": "2020-01-01", "until_day": "2030-01-01"}


SEASON = {"number": 40, "starts_at": "2020-01-01", "ends_at": "2030-01-01", "after_account": b""}


WALLET = {"address": bytes(18) + b"\x01\x01"}
CONTRACT_WALLET = {"address": b"\xc0" * 20, "message_hash": hashlib.sha256(b"sign this").digest(), "verdict": "not_signed"}


REACTION = {"reaction": "rocket", "channel": "C0HANBIT01", "message_ts": "1.2"}
SLACK_TEXT = {"id": -1, "text_version": 2, "contents": json.dumps(
    {kind: {"ko": {"text": "x"}, "en": {"text": "x"}} for kind in ("announcement", "reminder", "acknowledged", "acknowledged_before")})}
SHOWN = json.dumps({"control": {"text": "x"}} | {part: {"ko": {"text": "x"}, "en": {"text": "x"}} for part in ("request", "answer")})


class Values:
    """What a parameter is given: by its name, by statement and name where that is not enough."""

    def __init__(self, connection):
        cursor = connection.cursor()

        def one(sql):
            cursor.execute(sql)
            return cursor.fetchone()[0]

        space = one("select id from team_space where slug = 'hanbit'")
        members = f"member where team_space_id = {space} and status = 'active'"
        member = one(f"select min(id) from {members}")
        other = one(f"select min(id) from {members} and id > {member}")
        third = one(f"select min(id) from {members} and id > {other}")
        kudos = one(f"select min(id) from kudos where team_space_id = {space} and visibility = 'public'")
        # Fresh ones, of tests/sql/populate/recognition.sql.
        own_kudos, other_kudos, anonymous_kudos = (
            one(f"select id from kudos where team_space_id = {space} and message = '{message}'")
            for message in ("of the first", "of the second", "of nobody"))
        company_value = one(f"select min(id) from company_value where team_space_id = {space}")
        notice = one(f"select min(id) from member_notice where team_space_id = {space} and member_id = {member}")
        token = one(f"select min(id) from api_token where team_space_id = {space} and member_id = {member}")
        # Of somebody without a grant, so that a role is looked for to the end.
        session = one(f"select id_hash from session where team_space_id = {space} and member_id = {other}")
        token_hash = one(f"select hash from api_token where team_space_id = {space} and member_id = {member}")
        job = one("select min(id) from job where state = 'queued'")
        dead = one("select min(id) from job where state = 'dead'")
        owner = one(f"select min(member_id) from role_grant where team_space_id = {space} and role = 'owner'")
        department = one(f"select department_id from member where team_space_id = {space} and id = {member}")
        running = one(f"select min(id) from export_job where team_space_id = {space} and requester_id = {member} and state = 'running'")
        written = one(f"select min(id) from export_job where team_space_id = {space} and requester_id = {member} and state = 'done'")
        policy = one(f"select min(document_id) from policy_version where team_space_id = {space} and number = 2")
        synonym = one(f"select min(id) from policy_synonym where team_space_id = {space}")
        question = one(f"select max(id) from assistant_question where team_space_id = {space} and member_id = {member} and state = 'queued'")
        answered = one(f"select max(id) from assistant_question where team_space_id = {space} and member_id = {member} and state = 'done'")
        ticket = one(f"select min(id) from hr_ticket where team_space_id = {space} and state = 'open'")
        task = one(f"select max(id) from assistant_task where team_space_id = {space} and member_id = {member} and state = 'queued'")
        feeling, feeling_day, open_feeling = (one(f"select max({column}) from feeling where team_space_id = {space} and member_id = {member} and state = '{state}'")
                                              for column, state in (("id", "done"), ("on_date::text", "done"), ("id", "queued")))
        digest_id = one(f"select min(id) from culture_digest where team_space_id = {space} and state = 'queued'")
        team = one(f"select min(id) from team where team_space_id = {space}")
        location = one(f"select location_id from member where team_space_id = {space} and id = {member}")
        second_owner = one(f"select max(member_id) from role_grant where team_space_id = {space} and role = 'owner'")
        empty_department = one(f"select id from department where team_space_id = {space} and name = '빈 부서'")
        empty_location = one(f"select min(id) from location where team_space_id = {space} and name = 'Office 1'")
        manager = one(f"select manager_id from member where team_space_id = {space} and id = {other}")
        digest = bytes(range(32))
        mailed_link = one(f"select token_hash from password_link where team_space_id = {space} and token_hash is not null order by member_id limit 1")
        exchanging, checking = (one(f"select id from slack_install where team_space_id = {space} and stage = '{stage}'")
                                for stage in ("exchanging", "checking"))
        self.holiday = str(one(f"select max(on_date) from holiday where team_space_id = {space}"))
        # A program of which no round is made ahead, and one of which there is; a member who sat in a round, and whom to.
        program = one(f"select min(id) from coffee_program where team_space_id = {space} and name = 'Coffee 1'")
        round_at = one(f"select next_round_at from coffee_program where team_space_id = {space} and id = {program}").isoformat()
        round_id = one(f"select id from coffee_round where team_space_id = {space} and program_id = {program} and no = 3")
        asked = one(f"select id from coffee_round where team_space_id = {space} and program_id = {program} and state = 'asked'")
        pool = one(f"select array_agg(id order by id) from gracy.coffee_pool({space}, {program}, '{round_at}') as id")

        def announcement(state, which="max"):
            return one(f"select {which}(id) from announcement where team_space_id = {space} and state = '{state}'")

        told = one(f"select max(announcement_id) from announcement_recipient join announcement using (team_space_id)"
                   f" where team_space_id = {space} and member_id = {member} and announcement_id = announcement.id and state = 'sent'")
        sending = announcement("sending")
        announcer = one(f"select min(user_id) from slack_user join role_grant using (team_space_id, member_id)"
                        f" where team_space_id = {space} and team_id = 'T0HANBIT01' and role in ('owner', 'admin')")
        self.team_space = space
        self.by_name = {
            "team_space_id": space, "member_id": member, "viewer_id": member, "giver_id": member,
            "recipient_ids": [other, third], "department_id": department, "slug": "hanbit", "post_in": ["C0HANBIT01"],
            "email": "minseo.kim@hanbit.example", "status": "active", "q": "김민", "value_name": "Ownership",
            "points": 3, "message": "고마워요", "visibility": "public", "after_name": "", "after_id": 0,
            "receiver_id": other, "value": "Ownership", "since": "2026-01-01", "until": "infinity",
            "before_at": "infinity", "before_id": 0, "limit": 20, "offset": 0, "id": member, "ip": "192.0.2.1",
            "user_agent": "test", "idle_seconds": 43200, "absolute_seconds": 1209600, "name": "test", "role": "announcer", "actor_id": member, "changes": "{}", "request_id": None,
            "prefix": "grc_live_abcdefgh", "hash": digest, "scopes": ["*"], "expires_at": None, "id_hash": session,
            "token_id": token, "idempotency_key": "key-1", "request_hash": digest, "team_id": "T0HANBIT01",
            "enterprise_id": "E0FILL4", "giver_user_id": "U0HB000002", "recipient_user_ids": ["U0HB000003"],
            "user_id": "U0HB000002", "trigger_id": "1.2.3", "event_id": "EvNew", "kind": "test", "type": "message", "event_ts": None,
            "received_at": "now", "expire_at": "2100-01-01", "document": b"\x05\0\0\0\0", "provider": "alchemy",
            "delivery_id": "whevt_4", "chain_id": 31337, "sequence": "10000000000578619000", "body": b"{}",
            "account": bytes(19) + b"\x05", "contract": b"\xc0" * 20, "before_block": 2 ** 62, "before_log_index": 0,
            "up_to_block": 10_000, "expected_block": 1, "last_block": 2, "last_block_hash": digest, "error": "why",
            "actor_id": member, "version": 0, "changes": '{"name": "새 이름"}', "depth": 3, "root_id": manager, "parent_id": None,
            "in_team_id": team, "location_id": location, "manager_id": manager, "subtree_of": manager, "department_tree": True,
            "hired_after": "2000-01-01", "hired_before": "2100-01-01", "left_after": None, "left_before": None, "only_role": None,
            "after_rank": -2 ** 62,
            "state": "done", "lane": "bulk", "kinds": ["slack.sync"], "payload": "{}", "run_at": None,
            "dedupe_key": "test-1", "max_attempts": 5, "lease_seconds": 60, "worker": "test", "fire_at": "now",
            "retry_after_seconds": None, "dead": False, "duty": "jobs",
        }
        self.by_statement = {
            "recognition/get_kudos": {"id": kudos}, "recognition/edit_kudos": {"kudos_id": own_kudos, "version": 0},
            "recognition/void_kudos": {"kudos_id": own_kudos, "version": 0, "reason": "why"},
            "recognition/boost_kudos": {"kudos_id": other_kudos}, "recognition/reveal_kudos": {"kudos_id": anonymous_kudos},
            "recognition/get_value": {"id": company_value}, "slack/give_kudos_from_modal": {"value_id": company_value, "view_id": "V1"}, "notices/read_notice": {"id": notice},
            "recognition/update_value": {"value_id": company_value, "version": 0, "changes": '{"description": "new"}'},
            "recognition/update_policy": {"version": 0, "changes": '{"period": "weekly", "points": 5}'},
            "recognition/list_leaderboard": LEADERBOARD, "recognition/list_department_leaderboard": LEADERBOARD,
            "recognition/find_standing": LEADERBOARD, "recognition/find_department_standing": LEADERBOARD,
            "documents/store_events": {"event_ids": ["EvNew"], "kinds": ["event"], "team_ids": ["T0HANBIT01"], "types": ["message"], "event_timestamps": [""],
                                       "received": ["2026-01-01"], "expiries": ["2026-01-08"], "documents": [b"x"]},
            "access/find_api_token": {"hash": token_hash}, "access/list_api_tokens": {"after_over": -1},
            "access/create_api_token": {"member_id": other, "maker_hash": session},
            # One that is there: the scans of a new one's triggers, which other statements show, would be of a space that nobody knows.
            "accounts/create_team_space": {"tz": "Asia/Seoul", "locale": "ko", "owner_email": "boss@example.org", "password_hash": "$argon2id$x"},
            "accounts/set_team_space_status": {"status": "suspended"}, "accounts/set_password": {"password_hash": "$argon2id$x"},
            "accounts/appoint_owner": {"email": one(f"select email from member where team_space_id = {space} and id = {third}")},
            "accounts/list_team_spaces": {"after_slug": ""},
            "accounts/change_password": {"new_hash": "$argon2id$x", "credential": session, "old_hash": one(
                f"select password_hash from member_password where team_space_id = {space} and member_id = {member}")},
            "accounts/ask_password_link": {"actor_id": owner, "member_id": third},
            "accounts/answer_forgotten_password": {"email": one(f"select email from member where team_space_id = {space} and id = {third}")},
            "accounts/make_password_link": {"id": one(f"select id from password_link where team_space_id = {space} and member_id = {member}"), "valid_seconds": 60},
            "accounts/drop_password_link": {"id": one(f"select id from password_link where team_space_id = {space} and member_id = {member}")},
            "accounts/find_password_link": {"token_hash": mailed_link},
            "accounts/reset_password": {"token_hash": mailed_link, "password_hash": "$argon2id$x"},
            "access/open_session": {"id_hash": digest, "password_hash": one(
                f"select password_hash from member_password where team_space_id = {space} and member_id = {member}")}, "access/revoke_api_token": {"id": token},
            "slack/take_messages": {"limit": 5}, "slack/put_token": {"id": one(f"select id from slack_installation where team_space_id = {space}"), "token_sealed": b"x", "key_id": "0123abcd"},
            "slack/record_message": {"id": one(f"select id from slack_message where team_space_id = {space} and dedupe_key = 'announcement/-2'"), "result": "sent",
                                     "slack_channel": "D1", "slack_ts": "1.2"},
            "slack/create_install_link": {"token_hash": bytes(32)}, "slack/begin_install": {"token_hash": digest},
            "slack/receive_code": {"state_hash": digest, "browser_hash": b"\1" * 32}, "slack/read_install": {"browser_hash": b"\1" * 32},
            "slack/put_back_install": {"id": exchanging, "wait_seconds": 1.5}, "slack/finish_install": {"id": checking},
            "slack/store_install": {"id": exchanging, "team_id": "T0HANBIT01"},
            "slack/receive_sign_in": {"browser_hash": digest, "nonce_hash": digest}, "slack/put_back_sign_in": {"browser_hash": b"\2" * 32, "wait_seconds": 1.5},
            "slack/finish_sign_in": {"browser_hash": b"\2" * 32, "error": None}, "slack/open_slack_session": {"browser_hash": b"\3" * 32, "id_hash": digest},
            "slack/list_tokens_of_other_keys": {"after_team_space_id": 0}, "slack/reseal_tokens": {"id": one(f"select id from slack_installation where team_id = 'T0HANBIT01'"), "old_token_sealed": b"\0"},
            "slack/put_tokens": {"id": one(f"select id from slack_installation where team_id = 'T0HANBIT01'"), "life_seconds": 43200.0, "begun_at": None},
            "slack/fail_refresh": {"begun_at": "2026-01-01", "wait_seconds": 60.0},
            "slack/put_user": {"changed_at": "now", "tz": "Asia/Seoul", "email": "minseo.kim@hanbit.example", "email_is_confirmed": True},
            "slack/store_people": {"cursor": "page", "next_cursor": "", "wait_seconds": 3.5, "user_ids": ["U0NEW"], "names": ["새 사람"],
                                   "emails": ["minseo.kim@hanbit.example"], "confirmed": [1], "bots": [0], "guests": [0], "deleted": [0],
                                   "zones": ["Asia/Seoul"], "changed": [1_700_000_000]},
            "slack/settle_sync": {"cursor": "page", "result": "later", "wait_seconds": 5.0},
            "slack/list_workspaces": {"after_id": 0},
            "slack/store_workspaces": {"enterprise_id": "E0ORG", "began_at": one("select began_at::text from slack_sync where team_id = 'E0ORG'"), "cursor": "page", "next_cursor": "",
                                       "wait_seconds": 3.5, "team_ids": ["T0ORG1", "T0ORG3"], "names": ["Seoul", "Busan"]},
            "slack/learn_workspace": {"team_id": "T0ORG4", "enterprise_id": "E0ORG"},
            "slack/change_approval": {"enterprise_id": "E0ORG", "team_ids": ["T0ORG1"], "granted": False},
            **dict.fromkeys(("slack/list_unmatched", "slack/match_people"), {"after_team_id": "", "after_user_id": ""}),
            "slack/link_user": {"user_id": "U0NOBODY1", "actor_id": owner, "member_id": one(
                f"select max(id) from member where team_space_id = {space} and status = 'active' and not exists (select from slack_user person"
                f" where person.team_space_id = {space} and person.member_id = member.id)")},
            "slack/unlink_user": {"actor_id": owner},
            "slack/end_installation": {"at": "now"}, "slack/claim_event": {"event_id": "Ev1"}, "slack/settle_events": {"event_ids": ["Ev1"]},
            "changes/settle_changes": {"ids": one("select array_agg(id) from (select id from change_outbox where refused is null order by id limit 50) as oldest")},
            "changes/refuse_change": {"id": one("select min(id) from change_outbox where refused is null"), "error": "why"},
            "slack/ask_from_slack": {"question": "How many days?", "language": "en", "channel": "D1", "thread_ts": "1.2"},
            "slack/give_feedback": {"question_id": answered}, "slack/open_ticket_from_slack": {"question_id": answered, "text": "x", "view_id": "V1"},
            "slack/prepare_ticket_form": {"question_id": answered}, "assistant/give_feedback": {"question_id": answered},
            "assistant/open_ticket": {"question_id": answered}, "assistant/settle_ticket": {"id": ticket, "answer": "Yes."}, "assistant/correct_ticket": {"id": ticket, "answer": "No."}, "assistant/withdraw_ticket": {"id": ticket},
            "assistant/get_ticket": {"id": ticket, "sees_all": True}, "assistant/list_tickets": {"state": "open", "before_id": 2 ** 62},
            "assistant/count_tickets": {"state": "open"}, "assistant/list_my_tickets": {"before_id": 2 ** 62},
            "streams/take_stream": {"lease_seconds": 30}, "streams/wake_stream": {"question_id": question},
            "streams/begin_stream_call": {"question_id": question, "run": 0, "method": "chat.appendStream", "once": True, "lease_seconds": 30},
            "streams/store_stream": {"question_id": question, "run": 0, "state": "open", "ts": "2.1", "shown": 1, "parts": 1, "broken": None, "lease_seconds": 30},
            "streams/rest_stream": {"question_id": question, "run": 0, "pause_seconds": 1.0, "failed": False},
            "streams/end_stream": {"question_id": question, "run": 0, "outcome": "answered", "arguments": "{}", "dedupe_key": "answer/new"},
            "streams/find_lost_stream": {"channel": "D0ASKED", "ts": ["3.1", "3.2"], "app_ids": ["A0GRACY001", "A0OTHER"]},
            "streams/pause_method": {"method": "chat.postMessage", "pause_seconds": 1.0},
            "streams/note_progress": {"question_id": question, "step": '{"step": "found"}'},
            "slack/read_answer": {"id": question}, "slack/is_answered": {"id": question}, "slack/stop_questions": {"question_id": question},
            "slack/queue_home": {"arguments": "{}"}, "slack/queue_message": {"arguments": "{}", "channel": "U0HB000002"},
            "slack/react_with_kudos": {"author_user_id": "U0HB000003"} | REACTION, "slack/take_back_reactions": REACTION,
            "slack/take_back_reaction": REACTION,
            "slack/set_language_from_slack": {"locale": "ko"}, "slack/check_in_from_slack": {"score": 4},
            "slack/answer_check_in_question": {"on_date": one("select (now() at time zone 'Asia/Seoul')::date::text"), "score": 4},
            "check_ins/ask_for_check_ins": {"question": '{"ko": {"text": "{date}"}, "en": {"text": "{date}"}}'},
            "people/end_employment": {"member_id": one(f"select min(id) from member where team_space_id = {space} and left_on is not null and status <> 'left'")},
            "people/list_leavers": {"after_team_space_id": 0, "after_id": 0},
            "slack/note_check_in": {"on_date": one("select (now() at time zone 'Asia/Seoul')::date::text"), "note_sealed": bytes(60), "note_key_id": "0123abcd", "score": 4},
            "slack/prepare_kudos_form": {"recipient_user_id": "U0HB000003"},
            "slack/coffee": {"step": "pause", "days": 14, "program": None},
            "slack/set_own_coffee": {"program_ids": [program], "statuses": ["paused"], "paused_until": ["2100-01-01"], "other_ids": [other]},
            "slack/list_company_values": {"user_id": announcer}, "slack/get_allowance": {"user_id": announcer},
            "slack/describe_administrator": {"user_id": announcer},
            "slack/get_company_value": {"user_id": announcer, "value_id": one(f"select min(id) from company_value where team_space_id = {space}")},
            "slack/set_company_value": {"user_id": announcer, "value_id": 0, "name": "New value", "name_ko": "새 가치", "emoji": None, "active": True, "view_id": "V0NEW"},
            "slack/set_allowance": {"user_id": announcer, "period": "monthly", "points": 100, "shortest_message": 10, "pair_gifts_a_day": 3, "pair_percent": None,
                                    "leaderboards": True},
            "slack/draft_kudos": {"recipient_ids": [other], "words": "배포를 도와줘서", "key": "V0/1", "request": "{}"}, "slack/read_kudos_draft": {"task_id": -1},
            "slack/keep_workspace_url": {"url": "https://hanbit.slack.com/"},
            "slack/get_ticket": {"user_id": announcer, "id": ticket}, "slack/settle_ticket": {"user_id": announcer, "id": ticket, "answer": "Yes."},
            "slack/hand_over_announcement": SLACK_TEXT, "slack/rewrite_announcement": SLACK_TEXT, "slack/read_announcement": {"id": -1},
            "slack/post_announcement_in_channels": {"id": -1, "text_version": 2, "arguments": '{"text": "x"}'},
            "slack/read_announcement_draft": {"id": announcement("draft")},
            "slack/decline_announcement": {"user_id": announcer, "id": -4, "version": one(f"select version from announcement where team_space_id = {space} and id = -4"), "reason": "why"},
            "slack/edit_announcement": {"user_id": announcer, "id": announcement("draft"), "version": 0, "title_en": None, "body_en": None,
                                        "title_ko": "제목", "body_ko": "내용", "audience": '{"all": true}', "channels": ["slack"],
                                        "require_ack": True, "send_on": None, "send_time": None},
            "slack/queue_update": {"channel": "D0UPDATED", "ts": "1.1", "arguments": "{}"},
            "slack/post_coffee_introduction": {"arguments": "{}"}, "slack/put_coffee_question": {"arguments": "{}"},
            "slack/write_message": {"arguments": "{}"}, "slack/answer_coffee": {"round_id": round_id, "answer": "yes"},
            "slack/read_coffee_group": {"round_id": round_id, "group_no": 1}, "slack/introduce_coffee_groups": {"limit": 20},
            "slack/ask_coffee_questions": {"limit": 20}, "coffee/introduce_by_notice": {"limit": 20},
            "coffee/ask_by_notice": {"limit": 20}, "coffee/tell_left_out": {"limit": 20}, "slack/post_celebrations": {"limit": 20},
            "slack/read_celebration_post": {"message_id": one(f"select id from slack_message where team_space_id = {space} and dedupe_key = 'celebrations'")},
            "slack/set_quiet_hours": {"step": "hours", "quiet_from": "22:00", "quiet_until": "07:00"},
            "slack/show_announcement": {"id": announcement("submitted"), "version": one(f"select version from announcement where team_space_id = {space}"
                                                                                        f" and id = {announcement('submitted')}"), "contents": SHOWN},
            "slack/preview_announcement": {"id": announcement("submitted")},
            "slack/draft_announcement": {"user_id": announcer, "title_en": None, "body_en": None, "audience": '{"all": true}', "channels": ["slack"],
                                         "send_on": one("select (current_date + 7)::text"), "send_time": "09:30"},
            "slack/send_announcement": {"user_id": announcer, "id": announcement("draft"), "version": 0},
            "slack/correct_announcement": {"user_id": announcer, "id": -1, "text_version": 0, "title_en": None, "body_en": None},
            "slack/queue_view": {"response_hash": digest, "response_url": "https://hooks.slack.com/commands/T1/1/2"},
            "slack/keep_response_url": {"hash": digest, "url": "https://hooks.slack.com/commands/T1/1/2"}, "slack/use_response_url": {"hash": digest},
            "slack/resume_coffee": {"program_id": program}, "slack/tell_members": {"resume": None, "answer": None, "link": None, "ticket": None, "address": "https://gracy.example.com"}, "slack/find_colleagues": {"asked_user_id": None},
            "slack/get_survey_form": {"wave_id": 0}, "slack/answer_wave": {"wave_id": 0, "answers": "[]"},
            "slack/set_own_settings": {"locale": "en", "weekdays": [1, 3], "at_minute": 570, "quiet_from": "22:00", "quiet_until": "07:00"},
            "slack/steer_announcement": {"user_id": announcer, "id": -3, "version": one(f"select version from announcement where team_space_id = {space} and id = -3"), "step": "approve"}, "slack/suggest_audiences": {"user_id": announcer},
            "slack/describe_announcer": {"user_id": announcer}, "slack/acknowledge_announcement": {"id": -1, "text_version": 2},
            "staking/save_provider": {"state": "healthy"},
            "staking/list_stakers": {"before_balance": "Infinity", "before_account": b""},
            "staking/list_seasons": {"before_number": 2 ** 62}, "staking/get_season": {"number": 40}, "staking/export_season": SEASON, "staking/summarise_season": SEASON,
            "staking/challenge_wallet": {"nonce": "new", "address": b"\1" * 20, "expires_at": "2100-01-01"}, "staking/find_challenge": {"nonce": "n1"},
            "staking/link_wallet": {"nonce": "n1"}, "staking/share_wallet": WALLET, "staking/unlink_wallet": WALLET,
            "staking/verify_wallet": {"nonce": "n2", "message_hash": digest, "signature": b"\1" * 130}, "staking/take_wallet_verifications": {"limit": 20},
            "staking/list_unanswered_wallets": {"limit": 20},
            "staking/settle_wallet": CONTRACT_WALLET, "staking/measure_silence": {"providers": ["alchemy", "quicknode"]}, "staking/check_total": {"total": "5"},
            "staking/orphan_block": {"block_number": 5, "block_hash": digest},
            "staking/orphan_unproven": {"block_number": 5, "block_hash": digest, "tx_hashes": [digest], "log_indexes": [7]},
            "staking/list_days": {"from_day": "2020-01-01", "to_day": "2030-01-01"},
            "staking/record_events": {
                "source": "poll", "state": "final", "kinds": ["stake"], "accounts": [b"\1" * 20],
                "amounts": ["1" + "0" * 70], "sequences": [1_000_000], "seasons": [0], "starts": [0], "ends": [0], "tx_hashes": [digest], "log_indexes": [7], "block_numbers": [5],
                "block_hashes": [digest], "block_times": [1_700_000_000]},
            "check_ins/put_check_in": {"on_date": one("select (now() at time zone 'Asia/Seoul')::date::text"), "note_sealed": bytes(60), "note_key_id": "0123abcd", "score": 4},
            "check_ins/put_check_in_preference": {"weekdays": [1, 3]},
            "check_ins/list_due_releases": {"after_team_space_id": 0, "after_period_end": "-infinity", "after_grain": "month"},
            "check_ins/release_check_ins": {"grain": "month", "period_start": one("select (date_trunc('month', now()) - interval '2 months')::date::text")},
            "check_ins/list_released_check_ins": {"grain": "week", "group_kind": "all", "group_id": 0, "before_date": "infinity"},
            "accounts/revoke_role": {"role": "owner", "actor_id": owner, "member_id": owner},
            "analytics/roll_up_activity": {"limit": 1000000},
            "analytics/list_activity": ANALYTICS, "analytics/list_value_activity": ANALYTICS, "analytics/find_group": ANALYTICS, "analytics/list_mood": ANALYTICS, "analytics/list_enps": ANALYTICS | {"kind": "all"},
            "analytics/list_coffee": {"from_day": "2020-01-01", "until_day": "2030-01-01"},
            "people/create_department": {"department": json.dumps({"name": "새 부서", "parent_id": str(department)})},
            "people/change_department": {"id": department, "changes": json.dumps({"parent_id": str(empty_department)})},
            "people/delete_department": {"id": empty_department}, "people/get_department": {"id": department},
            "people/create_location": {"location": '{"name": "새 근무지", "tz": "Asia/Seoul"}'},
            "people/change_location": {"id": location}, "people/get_location": {"id": location},
            "people/delete_location": {"id": empty_location},
            "people/create_team": {"team": '{"name": "새 팀"}'}, "people/change_team": {"id": team}, "people/get_team": {"id": team},
            "people/delete_team": {"id": team}, "people/put_team_member": {"member_id": other, "role": "lead"},
            "people/create_member": {"member": json.dumps({"name": "새 사람", "email": "new@hanbit.example", "manager_id": str(manager)})},
            "people/list_role_members": {"only_role": "admin"}, "people/count_role_members": {"only_role": "admin"},
            "people/import_members": {"dry_run": False, "people": json.dumps([
                {"line": 2, "email": "imported@hanbit.example", "name": "들어온 사람", "department": "인사팀", "manager_email": "minseo.kim@hanbit.example"},
                {"line": 3, "email": "jiho.lee@hanbit.example", "title": "책임"}])},
            "people/change_member": {
                "actor_id": owner, "id": second_owner,
                "changes": json.dumps({"status": "left", "department_id": str(department), "location_id": str(location), "manager_id": str(other)})},
            "jobs/finish_job": {"id": job}, "jobs/fail_job": {"id": job}, "jobs/give_back_job": {"id": job}, "jobs/postpone_job": {"id": job}, "jobs/extend_job_lease": {"id": job},
            "jobs/retry_dead_job": {"id": dead}, "jobs/retry_dead_jobs": {}, "jobs/drop_dead_job": {"id": dead}, "jobs/drop_dead_jobs": {}, "jobs/note_errors": {"summaries": ["kind 1", "new"], "counts": [1, 2], "left_out": 1},
            "jobs/take_error_report": {"pause_seconds": 60.0}, "jobs/settle_error_report": {"fingerprints": [digest], "counts": [1], "left_out": 1},
            "celebrations/change_settings": {"version": 0, "changes": '{"birthdays": true, "post_at": "10:00"}'},
            "celebrations/put_holiday": {"version": 0}, "celebrations/delete_holiday": {"version": 0, "on_date": self.holiday},
            "celebrations/add_korean_holidays": {"year": 2027},
            "celebrations/list_celebrations": {"from_date": "2026-01-01", "to_date": "2100-01-01", "after_on": "2026-01-01", "after_kind": ""},
            "celebrations/list_holidays": {"from_date": "2026-01-01", "to_date": "2100-01-01", "after_on": "2026-01-01"},
            "coffee/create_program": {"at": "12:30", "cadence": "weekly", "weekday": 3, "group_size": 2, "mode": "standard",
                                      "starts_on": None},
            "coffee/change_program": {"program_id": program, "version": 0, "changes": '{"at": "12:40", "name": "Lunch"}'},
            "coffee/close_program": {"version": 0}, "coffee/get_program": {"id": program},
            "coffee/take_part": {"status": "joined", "paused_until": None},
            "coffee/exclude_member": {"other_id": third}, "coffee/get_own_round": {"id": round_id}, "coffee/get_round": {"id": round_id},
            "coffee/store_round": {"fire_at": round_at, "member_ids": pool, "group_nos": [1 + n // 2 for n in range(len(pool))]},
            "coffee/skip_round": {"fire_at": round_at}, "coffee/read_pool": {"fire_at": round_at},
            "coffee/release_round": {"round_id": one(f"select min(id) from coffee_round where team_space_id = {space} and state = 'settled' and released_at is null")},
            "coffee/follow_up_round": {"round_id": asked}, "coffee/list_groups": {"after_no": 0},
            "announcements/create_announcement": {"author_id": member, "audience": '{"department": "%d"}' % department, "channels": ["email"],
                                                  "quiet_from": "21:00", "quiet_until": "08:00", "slack_channels": '[{"team_id": "T0HANBIT01", "channel": "C1"}]'},
            "announcements/change_announcement": {"id": announcement("submitted"), "actor_id": other, "version": 0,
                                                  "changes": '{"slack_channels": [{"team_id": "T0HANBIT01", "channel": "C1"}]}'},
            "announcements/reopen_announcement": {"id": announcement("cancelled"), "actor_id": one(f"select min(id) from member where team_space_id = {space}")},
            "announcements/delete_announcement": {"id": announcement("draft"), "actor_id": member},
            "announcements/submit_announcement": {"id": announcement("draft"), "actor_id": member},
            "announcements/approve_announcement": {"id": announcement("submitted"), "actor_id": third},
            "announcements/decline_announcement": {"id": announcement("submitted"), "actor_id": third},
            "announcements/cancel_announcement": {"id": announcement("scheduled"), "actor_id": member},
            "announcements/send_announcement": {"id": announcement("draft"), "actor_id": member, "send_at": None},
            "announcements/correct_announcement": {"id": sending, "actor_id": member, "title_en": None, "body_en": None},
            "announcements/recall_announcement": {"id": sending, "actor_id": member},
            "announcements/remind_announcement": {"id": sending, "actor_id": member},
            "announcements/acknowledge_announcement": {"id": told, "text_version": None},
            "announcements/prepare_announcement": {"id": announcement("scheduled"), "limit": 20},
            "announcements/take_announcement_delivery": {"id": sending, "channel": "email", "per_minute": 60},
            "announcements/record_announcement_delivery": {"id": sending, "channel": "email", "purpose": "announcement", "result": "sent"},
            "announcements/settle_announcement": {"id": announcement("sending", "min"), "channel": "email"},
            "exports/create_export": {"dataset": "members", "format": "csv", "scopes": 7},
            "exports/begin_member_export": {"format": "csv", "most_rows": 10, "scopes": 7},
            "assistant/list_tasks": {"only_kind": None, "only_state": "queued"}, "assistant/count_tasks": {"only_kind": None, "only_state": "queued"},
            "exports/ask_member_file": {"member_id": other, "scopes": 7}, "exports/list_gifts_given": {"before_at": "9999-01-01"},
            "exports/list_gifts_received": {"before_at": "9999-01-01"},
            "exports/take_export": {"id": running}, "exports/finish_export": {"id": running, "attempt": 1, "state": "done"},
            "exports/write_export_chunk": {"id": running, "attempt": 1, "content": b"x"},
            "exports/get_export": {"requester_id": member, "id": running},
            "exports/list_exports": {"requester_id": member, "before_id": 2 ** 62}, "exports/count_exports": {"requester_id": member},
            "exports/read_export_chunk": {"requester_id": member, "id": written, "number": 1},
            "exports/export_kudos": {"after_at": "-infinity"},
            "policies/get_policy": {"id": policy, "on": None},
            "policies/list_policies": {"status": None, "on": None}, "policies/count_policies": {"status": None, "on": None},
            "policies/change_policy": {"id": policy, "version": 0, "changes": '{"title": "New"}', "title_tokens": ["!new"],
                                       "title_en_tokens": None},
            "policies/delete_policy": {"id": policy, "version": 0},
            "policies/create_policy": {"language": "ko", "status": "draft"},
            "policies/create_policy_version": {"document_id": policy, "status": "published", "effective_until": None,
                                               "headings": ["제1장"], "bodies": ["글"], "tokens": ["글"], "body": "# 글"},
            "policies/change_policy_version": {"document_id": policy, "number": 2, "version": 0, "changes": '{"body": "글"}',
                                               "headings": ["제1장"], "bodies": ["글"], "tokens": ["글"]},
            "policies/delete_policy_version": {"document_id": policy, "number": 2, "version": 0},
            "policies/get_policy_version": {"document_id": policy, "number": 2},
            "policies/list_policy_versions": {"document_id": policy, "before_number": 100},
            "policies/count_policy_versions": {"document_id": policy},
            # A term that is taken, so that the claim is given back.
            "policies/create_policy_synonym": {"terms": ["a", "b"], "keys": ["term 1"], "tokens": ["a"]},
            "policies/change_policy_synonym": {"id": synonym, "version": 0, "terms": ["a"], "keys": ["a"], "tokens": ["a"]},
            "policies/delete_policy_synonym": {"id": synonym, "version": 0},
            "policies/get_policy_synonym": {"id": synonym},
            "policies/look_up_query": {"tokens": ["word1", "word2"], "keys": ["term 1"], "words": ["leavt"]},
            "assistant/ask_assistant": {"question": "How many days?", "language": "en", "scopes": 1, "follows": None},
            "slack/find_members": {"team_id": "T0HANBIT01", "enterprise_id": None, "user_ids": ["U0HB000002", "U0NOBODY"]},
            "assistant/list_earlier_turns": {"id": question, "thread_id": question, "most": 3},
            "assistant/read_holidays": {"from_date": "2026-01-01", "to_date": "2026-12-31"}, "assistant/find_person": {"q": "민수"},
            "assistant/get_question": {"id": question}, "assistant/read_open_question": {"id": question}, "assistant/stop_question": {"id": question},
            "assistant/reserve_budget": {"id": question, "amount": 5, "cap": 1000},
            "assistant/finish_question": {"id": question, "outcome": "passages", "reason": "no_model", "answer": "[]", "sources": "[]", "reserved": 5, "cost": 1,
                                          "missing": "parking", "escalate": True, "kind_version": 1, "is_personal": False},
            "assistant/publish_kinds": {"kinds": '[{"name": "note", "version": 2, "title_en": "n", "title_ko": "n", "inputs": [], "output_schema": {}}]'},
            "assistant/keep_refusal": {"question_id": answered, "answers": "[]"}, "staking/note_swept": {"liability": "5", "reserve": "5"},
            "assistant/get_kind": {"name": "note"}, "assistant/start_task": {"kind": "note", "version": 1, "input": '{"text": "x"}'},
            "feelings/get_feeling": {"on_date": feeling_day}, "feelings/delete_feeling": {"on_date": feeling_day},
            "feelings/put_preference": {"wanted": False}, "feelings/list_shared": {"recipient_id": other}, "feelings/count_shared": {"recipient_id": other},
            "feelings/share_feeling": {"feeling_id": feeling, "recipient_ids": [other, third], "cards_sealed": [bytes(60), bytes(60)], "card_key_id": "0123abcd"},
            "feelings/read_open_feeling": {"id": open_feeling},
            "feelings/reserve_feeling_budget": {"id": open_feeling, "kind": "feeling_card", "amount": 5, "cap": 1000, "kind_cap": 500, "tasks_cap": 600},
            "digests/read_open_digest": {"id": digest_id},
            "digests/reserve_digest_budget": {"id": digest_id, "kind": "culture_digest", "amount": 5, "cap": 1000, "kind_cap": 500, "tasks_cap": 600},
            "digests/settle_digest_call": {"id": digest_id, "reserved": 5, "cost": 1},
            "digests/finish_digest": {"id": digest_id, "text_en": "x", "text_ko": "x", "written_by": "numbers", "reason": "no_model"},
            "feelings/settle_feeling_call": {"id": open_feeling, "reserved": 5, "cost": 1},
            "feelings/finish_feeling": {"id": open_feeling, "card_sealed": bytes(60), "card_key_id": "0123abcd", "reason": None, "model": "m"},
            "assistant/get_task": {"id": task}, "assistant/read_open_task": {"id": task},
            "assistant/reserve_task_budget": {"id": task, "amount": 5, "cap": 1000, "kind_cap": 500, "tasks_cap": 600},
            "assistant/settle_task_call": {"id": task, "reserved": 5, "cost": 1},
            "assistant/finish_task": {"id": task, "version": 1, "output": "{}", "reason": None, "server": "s", "model": "m"},
            "policies/search_policies": {"tokens": ["word1", "word2"], "weights": [1000, 500], "q": "what is to be done", "on": None},
        } | {
            f"announcements/{name}": {"id": sending, "state": "sent", "before_id": 2 ** 62, "before_version": 2 ** 31 - 1}
            for name in ("get_announcement", "preview_announcement", "report_deliveries", "list_recipients", "get_message",
                         "get_my_announcement", "count_recipients", "list_announcements_by_state", "list_found_announcements", "count_found_announcements",
                         "count_announcements_by_state", "list_announcements", "list_my_announcements",
                         "list_announcement_texts", "count_announcement_texts", "list_waiting_announcements", "count_waiting_announcements")
        }
        self.by_statement |= survey_values(one, space, member)

    def of(self, statement):
        own = self.by_name | self.by_statement.get(statement.full_name, {})
        return [own[param.name] if param.name in own else self.by_type(param) for param in statement.params]

    @staticmethod
    def by_type(param):
        if param.is_array:
            return []
        return {"text": "x", "bytea": bytes(32), "bool": True, "date": "2026-11-20", "timestamptz": "now",
                "uuid": "00000000-0000-0000-0000-000000000000"}.get(param.element, 1)


def literal(value):
    if value is None:
        return "null"
    if isinstance(value, (bytes, memoryview)):
        return f"'\\x{bytes(value).hex()}'"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return str(value)
    if isinstance(value, list):
        return "array[" + ", ".join(literal(item) for item in value) + "]"
    return "'" + str(value).replace("'", "''") + "'"


def arguments(statement, values):
    parts = [f"{literal(value)}::{param.sql_type}" for param, value in zip(statement.params, values)]
    return f"({', '.join(parts)})" if parts else ""


def explain(cursor, statement, values, mode="force_generic_plan"):
    """The plan of a prepared statement `checked`."""
    cursor.execute(f"set plan_cache_mode = {mode}")
    cursor.execute(f"explain (verbose, format json) execute checked{arguments(statement, values)}")
    plan = cursor.fetchone()[0][0]["Plan"]
    cursor.execute("set plan_cache_mode = force_generic_plan")
    return plan


def nested_plans(connection):
    """(query text, plan) of the statements that ran inside functions since the last call; what a loop has run again and again, once."""
    found = {}
    for notice in connection.notices:
        match = re.search(r"plan:\n(\{.*\})\s*$", notice, re.S)
        if match:
            found[match.group(1)] = True
    connection.notices.clear()
    return [(entry["Query Text"], entry["Plan"]) for entry in map(json.loads, found)]
