"""Nobody is measured before they have answered what we answer."""

import hashlib
import json
import re
import time
from contextlib import closing

import psycopg2

from .server import ask


class Unequal(Exception):
    pass


def get(server, contender):
    request = contender.request
    answer = ask(server.port, request.method, request.path, request.headers, request.body)
    if answer.status != 200:
        raise Unequal(f"{contender.name} answers {answer.status}: {answer.body[:300]!r}")
    return answer.body


def check_page(server, contender, reference):
    """The same members, field by field, and the same page. A cursor is anybody's own, but there has to be one."""
    theirs, ours = json.loads(get(server, contender)), json.loads(reference)
    if theirs["data"] != ours["data"]:
        pairs = zip(theirs["data"], ours["data"])
        first = next((pair for pair in pairs if pair[0] != pair[1]), (len(theirs["data"]), len(ours["data"])))
        raise Unequal(f"{contender.name} answers other members: {first[0]} for {first[1]}")
    if theirs["page"]["limit"] != ours["page"]["limit"]:
        raise Unequal(f"{contender.name} answers another page: {theirs['page']}")
    if (theirs["page"]["next_cursor"] is None) != (ours["page"]["next_cursor"] is None):
        raise Unequal(f"{contender.name} disagrees on whether there is more: {theirs['page']}")


def check_bytes(server, contender, reference):
    if get(server, contender) != reference:
        raise Unequal(f"{contender.name} answers other bytes")


def check_statement(demo, contender, reference):
    """pgbench's statement with pgbench's parameters gives the page's members."""
    script = contender.script
    text = script.text
    for name in script.parameters:
        text = text.replace(f":{name}", f"%({name})s")
    with closing(psycopg2.connect(**demo.app)) as connection, connection.cursor() as cursor:
        cursor.execute(text, script.parameters)
        rows = [(str(row[0]), row[1]) for row in cursor.fetchall()]
    members = json.loads(reference)["data"]
    if rows[: len(members)] != [(member["id"], member["name"]) for member in members]:
        raise Unequal("pgbench's statement gives other members")


def check_data(server, contender, reference):
    """The same entries, field by field."""
    theirs, ours = json.loads(get(server, contender))["data"], json.loads(reference)["data"]
    if theirs != ours or not ours:
        first = next((pair for pair in zip(theirs, ours) if pair[0] != pair[1]), (len(theirs), len(ours)))
        raise Unequal(f"{contender.name} answers {first[0]} for {first[1]}")


def check_rows(demo, contender, reference, row):
    """The first of pgbench's statements gives what the answer lists; `row(entry)` is how its rows begin."""
    script = contender.script
    text = re.sub(r":(p\d+)", r"%(\1)s", script.text.split(";\n")[0].replace("%", "%%"))
    with closing(psycopg2.connect(**demo.app)) as connection, connection.cursor() as cursor:
        cursor.execute("set search_path = gracy")
        cursor.execute(text, script.parameters)
        rows = [(str(found[0]), found[1]) for found in cursor.fetchall()]
    entries = [row(entry) for entry in json.loads(reference)["data"]]
    if not entries or rows[: len(entries)] != entries:
        raise Unequal(f"{contender.name} gives other rows")


def check_gift(demo, server, contender, people):
    """The gift is there, from whom and to whom it should be. The answer."""
    headers, body = contender.request.variants[0]
    answer = ask(server.port, "POST", contender.request.path, (*contender.request.headers, *headers), body.encode())
    if answer.status != 201:
        raise Unequal(f"{contender.name} answers {answer.status}: {answer.body[:300]!r}")
    gift = json.loads(answer.body)
    found = demo.query(
        "select kudos.giver_id, recipient.member_id, recipient.points, kudos.message from gracy.kudos join gracy.kudos_recipient recipient"
        " on recipient.team_space_id = kudos.team_space_id and recipient.kudos_id = kudos.id where kudos.team_space_id = %s and kudos.id = %s",
        people.space, int(gift["id"]))
    if found != [(people.ids[0], people.recipients[0], 1, people.message)] or gift["message"] != people.message:
        raise Unequal(f"{contender.name} gave {found}")
    return answer.body


def check_login(demo, server, contender):
    """A right password opens a session that the database knows; a wrong one does not."""
    document = json.loads(get(server, contender))
    digest = hashlib.sha256(document["token"].encode()).digest()
    if demo.query("select count(*) from gracy.session where id_hash = %s", digest) != [(1,)]:
        raise Unequal(f"{contender.name} gives a token without a session")
    request = contender.request
    wrong = {**json.loads(request.body), "password": f"not the password {time.time()}"}
    answer = ask(server.port, request.method, request.path, request.headers, json.dumps(wrong))
    if answer.status != 401:
        raise Unequal(f"{contender.name} answers {answer.status} to a wrong password: {answer.body[:300]!r}")
    # The right one again, which forgets the failure.
    get(server, contender)
