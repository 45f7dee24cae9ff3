"""What the features are asked for: the pages of a team of 10,000, searches, a leaderboard, a dashboard, a gift, an export."""

import hashlib
import json
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import quote

from . import contenders, equality, spaces
from .demo import api_token, statement
from .load import PgbenchScript, Request
from .measure import Meter
from .pairs import own
from .rounds import against

CONNECTIONS = 64
# An export is a long answer; more of them at once would only wait for the lane.
EXPORT_CONNECTIONS = 4
LIMIT = 20
GIVERS = 64
KUDOS_PATH = "/api/v1/kudos"
EXPORT_PATH = "/api/v1/members/export.csv"


@dataclass
class Page:
    """A list that both answer. `statements` are what our handler runs, as (feature, name, parameters); None is null."""

    name: str
    label: str
    path: str
    statements: list
    # What pgbench's rows begin with, of one entry of the list.
    row: object = lambda entry: (entry["id"], entry["name"])
    # What a contender is asked for instead, who cannot read our cursor.
    their_path: str | None = None


def joined(path, **parameters):
    """The path for a contender, which nobody tells who asks."""
    return path + ("&" if "?" in path else "?") + "&".join(f"{name}={value}" for name, value in parameters.items())


def everybody(demo):
    """The team with the most members."""
    [(team,)] = demo.query("select team_id from gracy.team_member where team_space_id = %s group by team_id order by count(*) desc limit 1",
                           demo.team_space)
    return team


def place(demo, team, offset):
    """(name, id) of the member that so many stand before in the team, and how many there are."""
    [(name, member, total)] = demo.query(
        "select member_name, member_id, (select count(*) from gracy.team_member where team_space_id = %s and team_id = %s)"
        " from gracy.team_member where team_space_id = %s and team_id = %s order by member_name, member_id limit 1 offset %s",
        demo.team_space, team, demo.team_space, team, offset)
    return name, member, total


def team_pages(demo, server_of):
    """Offset shallow and deep, and the same place by cursor. `server_of(path)` asks ours, who alone can sign a cursor."""
    team = everybody(demo)
    path = f"/api/v1/teams/{team}/members?limit={LIMIT}"
    *_, total = place(demo, team, 0)
    deep = total * 95 // 100

    def listing(name, member, offset):
        return [("people", "list_members_of_team", (demo.team_space, team, name, member, LIMIT + 1, offset))]

    cursor = json.loads(server_of(f"/api/v1/teams/{team}/members?limit=1&offset={deep - 1}"))["page"]["next_cursor"]
    name, member, _ = place(demo, team, deep - 1)
    return [
        Page("shallow", "offset 0", path, listing(" ", 0, 0)),
        Page("deep", f"offset {deep:,}", f"{path}&offset={deep}", listing(" ", 0, deep)),
        Page("cursor", f"cursor at {deep:,}", f"{path}&cursor={cursor}", listing(name, member, 0),
             their_path=joined(path, after_name=quote(name), after_id=member)),
    ]


def search_pages(demo, _):
    path = f"/api/v1/members?limit={LIMIT}&q="

    def search(q):
        return [("people", "search_members", (demo.team_space, q, None, None, " ", 0, LIMIT + 1, 0))]

    return [Page("name", "a name", path + "%EB%AF%BC%EC%84%9C", search("민서")),
            Page("initials", "initials", path + "%E3%84%B1%E3%85%81%E3%85%85", search("ㄱㅁㅅ"))]


def leaderboard_pages(demo, _):
    digest = hashlib.sha256(demo.values["GRACY_ADMIN_TOKEN"].encode()).digest()
    [(admin,)] = demo.query("select member_id from gracy.api_token where team_space_id = %s and hash = %s", demo.team_space, digest)
    statements = [("recognition", "list_leaderboard", (demo.team_space, "given", "month", None, 2**31 - 1, 0, 0, LIMIT + 1, 0)),
                  ("recognition", "find_standing", (demo.team_space, "given", "month", None, admin, False))]
    return [Page("month", "givers of the month", f"/api/v1/leaderboards?limit={LIMIT}", statements,
                 lambda entry: (entry["member"]["id"], entry["member"]["name"]))]


def dashboard_pages(demo, _):
    days = {"from": "2020-01-01", "to": "2030-01-01"}
    query = "&".join(f"{name}={value}" for name, value in days.items())
    statements = [("analytics", "find_group", (demo.team_space, "team_space", 0, None)),
                  ("analytics", "list_activity", (demo.team_space, "team_space", 0, "month", days["from"], days["to"]))]
    return [Page("months", "recognition by month", f"/api/v1/analytics/recognition?grain=month&{query}", statements, None)]


def measure_pages(pages_of):
    """A suite: each page of ours against pgbench with our statements, and against Django optimised."""

    def measure(demo, pairs, seconds, say):
        token = demo.values["GRACY_ADMIN_TOKEN"]
        meter = Meter(demo.postmaster, CONNECTIONS, seconds)
        entries = {}
        with contenders.asked(contenders.ours(demo, token)) as server_of:
            pages = pages_of(demo, server_of)
        for page in pages:
            ours = contenders.ours(demo, token, Request(page.path, headers=contenders.bearer(token)))
            pgbench = contenders.Statement(f"pgbench_{page.name}", f"pgbench, {page.label}", contenders.script(demo, page.statements))
            django = contenders.django_features(demo, f"django_{page.name}", f"Django, {page.label}",
                                                Request(joined(page.their_path or page.path, team_space_id=demo.team_space)))

            def check_rows(_, reference, page=page, pgbench=pgbench):
                if page.row:
                    equality.check_rows(demo, pgbench, reference, page.row)

            others = [(pgbench, check_rows),
                      (django, lambda server, reference, django=django: equality.check_data(server, django, reference))]
            our_runs, found = against(meter, ours, others, pairs, say)
            entries[f"ours_{page.name}"] = (f"Gracy, {page.label}", own(our_runs))
            entries.update(found)
        return entries

    return measure


@dataclass
class Givers:
    """People with tokens, and people to thank; a gift from each giver to a colleague of their own."""

    space: int
    ids: list
    tokens: list
    recipients: list
    value: str = "Ownership"
    message: str = "배포를 끝까지 함께 챙겨 줘서 고마워요"

    def body(self, number):
        return json.dumps({"recipient_ids": [str(self.recipients[number])], "value": self.value, "points": 1, "message": self.message},
                          ensure_ascii=False)


@contextmanager
def givers(demo, count=GIVERS):
    """In a team space of its own that knows no limits meanwhile. What they have given is gone afterwards."""
    with spaces.team_space(demo, spaces.MADE[-1]) as (space, _):
        people = [row[0] for row in demo.query(
            "select id from gracy.member where team_space_id = %s and status = 'active' order by id limit %s", space, 2 * count)]
        ids, recipients = people[:count], people[count:]
        made = [api_token() for _ in ids]
        for member, (token, digest) in zip(ids, made):
            demo.query("insert into gracy.api_token (team_space_id, member_id, name, prefix, hash, scopes) values (%s, %s, 'benchmark', %s, %s, '{*}')",
                       space, member, token[:17], digest)
        demo.query("insert into gracy.company_value (team_space_id, name) values (%s, %s) on conflict do nothing", space, Givers.value)
        demo.query("update gracy.recognition_policy set points = 1000000, pair_gifts_a_day = null, pair_percent = null where team_space_id = %s",
                   space)
        try:
            yield Givers(space, ids, [token for token, _ in made], recipients)
        finally:
            for table in ("kudos_recipient", "kudos", "leaderboard", "recognition_edge", "allowance_period"):
                demo.query(f"delete from gracy.{table} where team_space_id = %s", space)
            demo.query("delete from gracy.api_token where team_space_id = %s and member_id = any (%s)", space, ids)


def measure_kudos(demo, pairs, seconds, say):
    """A gift, from one of many who give at the same time."""
    meter = Meter(demo.postmaster, CONNECTIONS, seconds)
    with givers(demo) as people:
        def request(variants):
            return Request(KUDOS_PATH, "POST", (("Content-Type", "application/json"),), people.body(0), variants)

        ours = contenders.ours(demo, None, request(tuple((contenders.bearer(token), people.body(number))
                                                         for number, token in enumerate(people.tokens))))
        django_path = joined(KUDOS_PATH, team_space_id=people.space)
        django = contenders.django_features(demo, "django_optimised", "Django optimised, same function", Request(
            django_path, "POST", (("Content-Type", "application/json"),), people.body(0),
            tuple(((("X-Member", str(member)),), people.body(number)) for number, member in enumerate(people.ids))))
        pgbench = contenders.Statement("pgbench", "pgbench, the function alone", kudos_script(demo, people))

        def check(contender):
            return lambda server, _=None: equality.check_gift(demo, server, contender, people)

        our_runs, found = against(meter, ours, [(pgbench, lambda *_: None), (django, check(django))], pairs, say, check_ours=check(ours))
    return {"ours": (ours.label, own(our_runs)), **found}


def kudos_script(demo, people):
    """Each client is somebody else, so that nobody waits for their own earlier gift: the function at its fastest."""
    def array(values):
        return "'{" + ",".join(map(str, values)) + "}'::bigint[]"

    text = contenders.numbered(statement("recognition", "give_kudos"), (
        people.space, f"({array(people.ids)})[:client_id + 1]", f"array[({array(people.recipients)})[:client_id + 1]]",
        f"'{people.value}'", 1, f"'{people.message}'", "'public'", "null", "null"))
    return PgbenchScript(contenders.pgbench_database(demo), text, {})


def measure_export(demo, pairs, seconds, say):
    """Everybody as CSV, from the first byte to the last."""
    token = demo.values["GRACY_ADMIN_TOKEN"]
    meter = Meter(demo.postmaster, EXPORT_CONNECTIONS, seconds)
    ours = contenders.ours(demo, token, Request(EXPORT_PATH, headers=contenders.bearer(token)))
    django = contenders.django_features(demo, "django_optimised", "Django optimised, streamed",
                                        Request(joined(EXPORT_PATH, team_space_id=demo.team_space)))
    our_runs, found = against(meter, ours, [(django, lambda server, reference: equality.check_bytes(server, django, reference))], pairs, say)
    return {"ours": (ours.label, own(our_runs)), **found}


SUITES = {"team": measure_pages(team_pages), "search": measure_pages(search_pages), "leaderboard": measure_pages(leaderboard_pages),
          "kudos": measure_kudos, "dashboard": measure_pages(dashboard_pages), "export": measure_export}
