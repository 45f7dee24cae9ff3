"""The page and the login in Flask, with the project's own statements over a pool of psycopg2 connections."""

import base64
import hashlib
import json
import os
import re
import secrets
from contextlib import contextmanager
from pathlib import Path

import nacl.pwhash
import psycopg2
from flask import Flask, Response, request
from nacl.exceptions import InvalidkeyError
from psycopg2.pool import ThreadedConnectionPool

app = Flask(__name__)
# gunicorn imports this after the fork, so each of its workers has a pool. libpq's variables say where.
pool = ThreadedConnectionPool(1, 32, "")


def statement(name):
    """A statement of the project; psycopg2 writes its parameters as %(p1)s."""
    text = Path(os.environ["BENCH_SQL"], f"{name}.sql").read_text()
    return re.sub(r"\$(\d+)", r"%(p\1)s", text.replace("%", "%%"))


LIST_MEMBERS = statement("list_members")
FIND_LOGIN = statement("find_login")
OPEN_SESSION = statement("open_session")
RECORD_LOGIN_FAILURE = statement("record_login_failure")


@contextmanager
def connection():
    lent = pool.getconn()
    lent.autocommit = True
    try:
        yield lent
    finally:
        pool.putconn(lent)


def run(lent, text, *parameters):
    with lent.cursor() as cursor:
        cursor.execute(text, {f"p{number}": value for number, value in enumerate(parameters, 1)})
        return cursor.fetchall()


def answer(document, status=200):
    body = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    return Response(body, status, content_type="application/json")


def text_or_null(value):
    return None if value is None else str(value)


@app.get("/api/v1/members")
def members():
    limit = int(request.args.get("limit", "50"))
    with connection() as lent:
        rows = run(lent, LIST_MEMBERS, int(request.args["team_space_id"]), "", 0, limit + 1, 0)
    page = rows[:limit]
    cursor = None
    if len(rows) > limit:
        cursor = base64.urlsafe_b64encode(json.dumps([page[-1][1], page[-1][0]]).encode()).decode()
    return answer({
        "data": [{
            "id": str(row[0]), "name": row[1], "name_en": row[2], "email": row[3], "title": row[4],
            "department_id": text_or_null(row[5]), "department_name": row[6], "manager_id": text_or_null(row[7]),
            "status": row[8], "hired_on": text_or_null(row[9]),
        } for row in page],
        "page": {"limit": limit, "next_cursor": cursor},
    })


@app.post("/api/v1/login")
def login():
    given = request.get_json()
    with connection() as lent:
        found = run(lent, FIND_LOGIN, given["team_space"], given["email"])
    if not found or found[0][2] is None or found[0][3] != "active" or found[0][4] is not None:
        return answer({"code": "invalid_credentials"}, 401)
    team_space, member, password_hash = found[0][:3]
    try:
        nacl.pwhash.verify(password_hash.encode(), given["password"].encode())
    except InvalidkeyError:
        with connection() as lent:
            run(lent, RECORD_LOGIN_FAILURE, team_space, given["email"])
        return answer({"code": "invalid_credentials"}, 401)
    token = "grs_" + secrets.token_urlsafe(32)
    digest = psycopg2.Binary(hashlib.sha256(token.encode()).digest())
    with connection() as lent:
        opened = run(lent, OPEN_SESSION, team_space, member, digest, 43200, 1209600, request.remote_addr,
                     request.headers.get("User-Agent"), None, password_hash)
    if opened[0][0] != "ok":
        return answer({"code": "invalid_credentials"}, 401)
    return answer({"token": token, "expires_at": opened[0][1].isoformat()})
