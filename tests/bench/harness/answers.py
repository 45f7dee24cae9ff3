"""What Slack's members wait for: a command and a submitted form, from the signed request to the answer that says what it did.
Beside Slack's own framework and Flask, with the project's own functions in the same database."""

import json
import secrets
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Callable
from urllib.parse import urlencode

from . import contenders
from .contenders import Contender
from .equality import Unequal
from .events import our_slack, signed
from .features import givers
from .load import Request
from .measure import Meter
from .rounds import against_at_both
from .server import ask

CONNECTIONS = 64
WORKSPACE = "T0BENCH001"
FORM = "application/x-www-form-urlencoded"


@dataclass
class Ask:
    """What everybody is asked for. `body(people, number)` is what that giver sends, with @ID@ where each request is another one;
    `effect(demo, people, started)` counts what was done since for the first of them."""

    path: str
    body: Callable
    effect: Callable


def user_of(number):
    return f"U0BENCH{number:03}"


def form(fields):
    return urlencode(fields).replace("%40ID%40", "@ID@")


def mood_command(people, number):
    return form({"token": "not-kept", "team_id": WORKSPACE, "channel_id": "C0BENCH001", "user_id": user_of(number), "command": "/mood",
                 "text": "4", "api_app_id": "A0GRACY001", "trigger_id": "1700000000.@ID@",
                 "response_url": "https://hooks.slack.example/commands/none"})


def checked_in(demo, people, started):
    [(count,)] = demo.query("select count(*) from gracy.mood_entry where team_space_id = %s and member_id = %s and score = 4 and updated_at >= %s",
                            people.space, people.ids[0], started)
    return count


def kudos_submission(people, number):
    def chosen(name, value):
        return {name: {name: {"type": "static_select", "selected_option": {"value": value}}}}

    values = {"recipients": {"recipients": {"selected_options": [{"value": str(people.recipients[number])}]}},
              **chosen("value", str(people.value_id)), "points": {"points": {"value": "1"}},
              "message": {"message": {"value": people.message}}, **chosen("visibility", "public")}
    return form({"payload": json.dumps({
        "type": "view_submission", "team": {"id": WORKSPACE}, "user": {"id": user_of(number), "team_id": WORKSPACE},
        "api_app_id": "A0GRACY001", "token": "not-kept", "trigger_id": "1700000000.@ID@",
        "view": {"id": "V@ID@", "hash": "1.a", "type": "modal", "callback_id": "give_kudos", "state": {"values": values}}},
        ensure_ascii=False)})


def given(demo, people, started):
    [(count,)] = demo.query("select count(*) from gracy.kudos where team_space_id = %s and giver_id = %s and created_at >= %s",
                            people.space, people.ids[0], started)
    return count


COMMANDS = Ask("/slack/commands", mood_command, checked_in)
SUBMISSIONS = Ask("/slack/interactions", kudos_submission, given)


@contextmanager
def people_in_slack(demo):
    """The benchmark's givers, as users of a workspace that is connected meanwhile."""
    with givers(demo) as people:
        [(people.value_id,)] = demo.query("select id from gracy.company_value where team_space_id = %s and name = %s", people.space, people.value)
        demo.query("insert into gracy.slack_installation (team_space_id, app_id, team_id) values (%s, 'A0GRACY001', %s)", people.space, WORKSPACE)
        for number, member in enumerate(people.ids):
            demo.query("insert into gracy.slack_user (team_id, user_id, team_space_id, member_id) values (%s, %s, %s, %s)",
                       WORKSPACE, user_of(number), people.space, member)
        try:
            yield people
        finally:
            for table in ("slack_user", "slack_installation"):
                demo.query(f"delete from gracy.{table} where team_id = %s", WORKSPACE)
            demo.query("delete from gracy.event_log where team_id = %s", WORKSPACE)
            for table in ("mood_entry", "idempotency_key", "member_notice"):
                demo.query(f"delete from gracy.{table} where team_space_id = %s", people.space)


def request(wanted, people, secret):
    bodies = [wanted.body(people, number) for number in range(len(people.ids))]
    return Request(wanted.path, "POST", (("Content-Type", FORM),), bodies[0], tuple(((), body) for body in bodies), signed=secret)


def check(demo, server, contender, wanted, people, secret):
    """It does what the first of the people asks for, says so, keeps the request, and does nothing that nobody has signed."""
    [(started,)] = demo.query("select clock_timestamp()")
    kept = kept_requests(demo)
    text = wanted.body(people, 0).replace("@ID@", secrets.token_hex(8))
    for headers in (signed("another secret", text, media_type=FORM), signed(secret, text, offset=-3600, media_type=FORM)):
        if ask(server.port, "POST", wanted.path, headers, text.encode()).status != 401:
            raise Unequal(f"{contender.name} takes what nobody has signed")
    if wanted.effect(demo, people, started):
        raise Unequal(f"{contender.name} does what nobody has signed")
    answer = ask(server.port, "POST", wanted.path, signed(secret, text, media_type=FORM), text.encode())
    if answer.status != 200 or not isinstance(json.loads(answer.body), dict):
        raise Unequal(f"{contender.name} answers {answer.status}: {answer.body[:300]!r}")
    if wanted.effect(demo, people, started) != 1:
        raise Unequal(f"{contender.name} answers {answer.body[:300]!r}, and did it {wanted.effect(demo, people, started)} times")
    deadline = time.monotonic() + 5
    while kept_requests(demo) == kept:
        if time.monotonic() > deadline:
            raise Unequal(f"{contender.name} does not keep the request")
        time.sleep(0.05)


def kept_requests(demo):
    [(count,)] = demo.query("select count(*) from gracy.event_log where team_id = %s", WORKSPACE)
    return count


def bolt(demo, wanted, people, secret):
    start = contenders.node(demo, "answers_bolt.js", {"SLACK_SIGNING_SECRET": secret, "SLACK_CLI_XAPP": ""})
    return Contender("bolt", "Bolt, pg", start, request(wanted, people, secret))


def flask(demo, wanted, people, secret):
    start = contenders.gunicorn(demo, "flask", "answers:app", 2, environment={"SLACK_SIGNING_SECRET": secret})
    return Contender("flask", "Flask, psycopg2 pool", start, request(wanted, people, secret), is_held_by_a_connection=True)


def measure_answers(wanted):
    def measure(demo, pairs, seconds, say):
        meter = Meter(demo.postmaster, CONNECTIONS, seconds)
        secret = secrets.token_hex(16)
        with tempfile.TemporaryDirectory(prefix="gracy-bench-") as name, people_in_slack(demo) as people:
            folder = Path(name)
            folder.chmod(0o711)
            secret_file = folder / "slack.secret"
            secret_file.write_text(secret + "\n")
            ours = Contender("ours", "Gracy", our_slack(demo, secret_file), request(wanted, people, secret))

            def checked(contender):
                return lambda server, _=None: check(demo, server, contender, wanted, people, secret)

            others = [(other, checked(other)) for other in (bolt(demo, wanted, people, secret), flask(demo, wanted, people, secret))]
            return against_at_both(meter, CONNECTIONS, ours, others, pairs, say, check_ours=checked(ours))

    return measure


SUITES = {"commands": measure_answers(COMMANDS), "submissions": measure_answers(SUBMISSIONS)}
