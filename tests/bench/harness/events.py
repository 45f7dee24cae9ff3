"""Slack's events: from the signed request to the answer that says it is stored. On PostgreSQL beside Slack's own framework, on
MongoDB's protocol beside Node.js with the official driver, and Flask as the first edition was."""

import hashlib
import hmac
import json
import os
import secrets
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import pymongo

from . import contenders
from .contenders import Contender
from .equality import Unequal
from .load import Request
from .measure import Meter
from .rounds import against_at_both
from .server import Server, ask, free_port

CONNECTIONS = 64
PATH = "/slack/events"
MARK = "EvBENCH"
FERRETDB = Path(os.environ.get("GRACY_FERRETDB", contenders.BENCH.parents[1] / ".run" / "ferretdb" / "ferretdb"))


def body(event_id):
    """What Slack sends for a message."""
    return json.dumps({
        "token": "not-kept", "team_id": "T0HANBIT01", "api_app_id": "A0GRACY001", "type": "event_callback", "event_id": event_id,
        "event_time": int(time.time()), "authed_users": ["U0HB000002"],
        "event": {"type": "message", "channel": "D0HANBIT01", "user": "U0HB000002", "text": "배포를 끝까지 함께 챙겨 줘서 고마워요",
                  "ts": "1700000000.000100", "event_ts": "1700000000.000100", "channel_type": "app_home"},
    }, ensure_ascii=False)


def request(secret):
    """Each one is another event; the load generator numbers and signs them, as only their sender can."""
    return Request(PATH, "POST", (("Content-Type", "application/json"),), body(f"{MARK}@ID@"), signed=secret)


def signed(secret, text, offset=0, media_type="application/json"):
    timestamp = int(time.time()) + offset
    signature = hmac.new(secret.encode(), f"v0:{timestamp}:{text}".encode(), hashlib.sha256).hexdigest()
    return (("Content-Type", media_type), ("X-Slack-Request-Timestamp", str(timestamp)), ("X-Slack-Signature", f"v0={signature}"))


def check(server, contender, secret, stored):
    """It stores an event once, keeps no token, and takes nothing that is not signed."""
    event_id = f"{MARK}{secrets.token_hex(8)}"
    text = body(event_id)
    for attempt, headers in (("once", signed(secret, text)), ("twice", signed(secret, text))):
        answer = ask(server.port, "POST", PATH, headers, text.encode())
        if answer.status != 200:
            raise Unequal(f"{contender.name} answers an event that comes {attempt} with {answer.status}: {answer.body[:300]!r}")
    if stored(event_id) != 1:
        raise Unequal(f"{contender.name} has the event {stored(event_id)} times")
    other = f"{MARK}{secrets.token_hex(8)}"
    for headers in (signed("another secret", body(other)), signed(secret, body(other), offset=-3600)):
        if ask(server.port, "POST", PATH, headers, body(other).encode()).status != 401:
            raise Unequal(f"{contender.name} takes what nobody has signed")
    if stored(other) != 0:
        raise Unequal(f"{contender.name} stores what nobody has signed")


class Store:
    """FerretDB, which speaks MongoDB's protocol, over SQLite in a folder of its own."""

    def __init__(self, folder):
        self.password = secrets.token_hex(12)
        self.password_file = folder / "mongodb.password"
        self.password_file.write_text(self.password + "\n")
        port = free_port()
        self.url = f"mongodb://127.0.0.1:{port}/gracy"
        data = folder / "ferretdb"
        data.mkdir()
        self.server = Server([FERRETDB, "--handler=sqlite", f"--sqlite-url=file:{data}/", f"--listen-addr=127.0.0.1:{port}",
                              f"--state-dir={data}", "--telemetry=disable", "--debug-addr=-", "--test-enable-new-auth",
                              "--setup-username=gracy", f"--setup-password={self.password}", "--setup-database=gracy"],
                             port, folder / "ferretdb.log")

    def __enter__(self):
        self.server.start()
        self.client = pymongo.MongoClient(self.url, username="gracy", password=self.password)
        return self

    def __exit__(self, *_):
        self.client.close()
        self.server.stop()

    def count(self, event_id):
        return self.client.gracy.event_log.count_documents({"_id": event_id})

    def environment(self, secret):
        return {"SLACK_SIGNING_SECRET": secret, "MONGODB_URL": self.url, "MONGODB_PASSWORD_FILE": str(self.password_file)}


def our_slack(demo, secret_file, store=None):
    """nginx with the module's Slack locations."""
    directives = [f"gracy_slack_signing_secret_file {secret_file};"]
    if store is not None:
        url = store.url.replace("//", "//gracy@")
        directives.append(f'gracy_document_store "{url}" password_file={store.password_file};')
    return contenders.our_server(demo, directives, "location /slack/ { gracy_slack; client_body_buffer_size 1m; }")


def ours(demo, name, label, secret, secret_file, store=None):
    return Contender(name, label, our_slack(demo, secret_file, store), request(secret))


def bolt(demo, secret):
    start = contenders.node(demo, "events_bolt.js", {"SLACK_SIGNING_SECRET": secret, "SLACK_CLI_XAPP": ""})
    return Contender("bolt", "Bolt, pg", start, request(secret))


def node_driver(demo, secret, store):
    return Contender("node_mongodb", "Node.js, MongoDB's driver", contenders.node(demo, "events_mongodb.js", store.environment(secret)), request(secret))


def flask(demo, secret, store):
    start = contenders.gunicorn(demo, "flask", "events:app", 2, environment=store.environment(secret))
    return Contender("flask", "Flask, pymongo", start, request(secret), is_held_by_a_connection=True)


@contextmanager
def events_leave(demo):
    """What was stored is gone afterwards."""
    try:
        yield
    finally:
        demo.query(f"delete from gracy.event_log where event_id like '{MARK}%%'")


def measure_events(demo, pairs, seconds, say):
    meter = Meter(demo.postmaster, CONNECTIONS, seconds)
    secret = secrets.token_hex(16)
    entries = {}
    with tempfile.TemporaryDirectory(prefix="gracy-bench-") as name, events_leave(demo):
        folder = Path(name)
        folder.chmod(0o711)
        secret_file = folder / "slack.secret"
        secret_file.write_text(secret + "\n")

        def in_postgres(event_id):
            [(count,)] = demo.query("select count(*) from gracy.event_log where event_id = %s", event_id)
            return count

        def measure(mine, others, stored):
            checks = [(other, lambda server, _, other=other: check(server, other, secret, stored)) for other in others]
            entries.update(against_at_both(meter, CONNECTIONS, mine, checks, pairs, say,
                                           check_ours=lambda server: check(server, mine, secret, stored)))

        measure(ours(demo, "ours_postgresql", "Gracy, PostgreSQL", secret, secret_file), [bolt(demo, secret)], in_postgres)
        if not FERRETDB.exists():
            say("  no FerretDB (scripts/test builds it where Go is): MongoDB is left out")
            return entries
        with Store(folder) as store:
            measure(ours(demo, "ours_mongodb", "Gracy, MongoDB's protocol", secret, secret_file, store),
                    [node_driver(demo, secret, store), flask(demo, secret, store)], store.count)
    return entries


SUITES = {"events": measure_events}
