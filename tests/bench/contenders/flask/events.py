"""Slack's events in Flask, as the first edition took them: checked, stored with pymongo, answered."""

import hashlib
import json
import os
from datetime import datetime, timedelta, timezone
from pathlib import Path

from flask import Flask, request
from pymongo import MongoClient, WriteConcern
from pymongo.errors import DuplicateKeyError

from signature import authentic

app = Flask(__name__)
secret = os.environ["SLACK_SIGNING_SECRET"].encode()
# gunicorn imports this after the fork, so each of its workers has a client.
client = MongoClient(os.environ["MONGODB_URL"], username="gracy", password=Path(os.environ["MONGODB_PASSWORD_FILE"]).read_text().strip())
log = client.gracy.get_collection("event_log", write_concern=WriteConcern(w="majority"))


@app.post("/slack/events")
def events():
    body = request.get_data()
    if not authentic(secret, request):
        return "", 401
    payload = json.loads(body)
    payload.pop("token", None)
    event, received = payload["event"], datetime.now(timezone.utc)
    document = {"_id": payload["event_id"], "v": 1, "kind": "event", "team_id": payload["team_id"], "api_app_id": payload["api_app_id"],
                "channel": event["channel"], "user": event["user"], "type": event["type"], "ts": event["ts"],
                "event_time": datetime.fromtimestamp(payload["event_time"], timezone.utc), "received_at": received,
                "expire_at": received + timedelta(days=90), "sha256": hashlib.sha256(body).digest(), "payload": payload}
    try:
        log.insert_one(document)
    except DuplicateKeyError:
        pass  # Slack has sent it twice.
    return "", 200
