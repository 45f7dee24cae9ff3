"""Slack's commands and forms in Flask with the project's functions: checked, kept, done, answered."""

import hashlib
import json
import os
from datetime import datetime, timedelta, timezone

from bson import BSON
from flask import Flask, request

from app import answer, connection, run, statement
from signature import authentic

app = Flask(__name__)
secret = os.environ["SLACK_SIGNING_SECRET"].encode()
CHECK_IN = statement("check_in_from_slack")
GIVE_KUDOS = statement("give_kudos_from_modal")
STORE_EVENT = """insert into gracy.event_log (event_id, kind, team_id, type, received_at, expire_at, document)
                 values (%(p1)s, %(p2)s, %(p3)s, %(p4)s, %(p5)s, %(p6)s, %(p7)s) on conflict (event_id) do nothing returning 1"""


def keep_after(response, *request_parts):
    """Once the answer is on its way: nobody waits for the request to be kept."""
    def keep_request():
        with connection() as lent:
            keep(lent, *request_parts)

    response.call_on_close(keep_request)
    return response


def keep(lent, kind, type_name, team, identity, payload):
    received = datetime.now(timezone.utc)
    event = hashlib.sha256(identity.encode()).hexdigest()
    document = BSON.encode({"_id": event, "v": 1, "kind": kind, "team_id": team, "type": type_name, "received_at": received, "payload": payload})
    run(lent, STORE_EVENT, event, kind, team, type_name, received, received + timedelta(days=90), bytes(document))


@app.before_request
def refuse_strangers():
    if not authentic(secret, request):
        return "", 401


@app.post("/slack/commands")
def command():
    fields = request.form
    payload = {name: value for name, value in fields.items() if name != "token"}
    with connection() as lent:
        [(outcome, _)] = run(lent, CHECK_IN, fields["team_id"], None, fields["user_id"], int(fields["text"]))
    return keep_after(answer({"response_type": "ephemeral", "text": f"{outcome}: 오늘 하루를 남겼어요."}), "command", fields["command"],
                      fields["team_id"], "|".join((fields["team_id"], fields["command"], fields["trigger_id"])), payload)


@app.post("/slack/interactions")
def submission():
    payload = json.loads(request.form["payload"])
    payload.pop("token", None)
    view, team, user = payload["view"], payload["team"]["id"], payload["user"]["id"]
    values = view["state"]["values"]
    recipients = [int(option["value"]) for option in values["recipients"]["recipients"]["selected_options"]]
    with connection() as lent:
        [(outcome, _, left, _, _)] = run(
            lent, GIVE_KUDOS, team, None, user, recipients, int(values["value"]["value"]["selected_option"]["value"]),
            int(values["points"]["points"]["value"]), values["message"]["message"]["value"],
            values["visibility"]["visibility"]["selected_option"]["value"], view["id"], hashlib.sha256(json.dumps(values).encode()).digest(),
            None, None)
    kept = "action", payload["type"], team, "|".join((payload["type"], team, user, view["id"], view["hash"])), payload
    if outcome != "ok":
        return keep_after(answer({"response_action": "errors", "errors": {"message": outcome}}), *kept)
    section = {"type": "section", "text": {"type": "mrkdwn", "text": f"칭찬을 보냈어요! 남은 점수는 {left}점이에요."}}
    view = {"type": "modal", "callback_id": "kudos_given", "title": {"type": "plain_text", "text": "칭찬 보내기"}, "blocks": [section]}
    return keep_after(answer({"response_action": "update", "view": view}), *kept)
