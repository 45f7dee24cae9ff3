"""What a good Django programmer would make of the features: few statements, the database's own indexes, no model instances
where rows do."""

import base64
import json
import os
import re
from collections import defaultdict
from datetime import date
from functools import cache
from pathlib import Path

from django.db import connection
from django.db.models import Exists, OuterRef
from django.db.models.expressions import RawSQL
from django.http import JsonResponse, StreamingHttpResponse

from .models import Department, GroupActivity, Leaderboard, LeaderboardOptOut, Member, TeamMember

STATEMENTS = Path(os.environ["BENCH_SQL"])
PROFILE = ("id", "name", "name_en", "email", "title", "department_id", "department_name", "manager_id", "status", "hired_on")


def respond(data, **more):
    return JsonResponse({"data": data, **more}, json_dumps_params={"ensure_ascii": False, "separators": (",", ":")})


def text(value):
    return None if value is None else str(value)


def limit_of(request):
    return int(request.GET.get("limit", "50"))


def page_of(rows, limit, key):
    cursor = base64.urlsafe_b64encode(json.dumps(key(rows[limit - 1])).encode()).decode() if len(rows) > limit else None
    return {"limit": limit, "next_cursor": cursor}


def team_members(request, team_id):
    """By name from the membership's own index. Its cursor is ours, which says after whom: the name and the id."""
    limit, offset = limit_of(request), int(request.GET.get("offset", "0"))
    rows = TeamMember.objects.filter(team_space_id=int(request.GET["team_space_id"]), team_id=team_id)
    if "after_id" in request.GET:
        rows = rows.extra(where=["(member_name, member_id) > (%s, %s)"], params=[request.GET["after_name"], int(request.GET["after_id"])])
    rows = list(rows.order_by("member_name", "member_id").values_list("role", *(f"member__{name}" for name in PROFILE))[offset : offset + limit + 1])
    data = [{**dict(zip(PROFILE, map(text, profile))), "team_role": role} for role, *profile in rows[:limit]]
    return respond(data, page=page_of(rows, limit, lambda row: (row[2], row[1])))


def search(request):
    limit, q = limit_of(request), request.GET["q"]
    rows = list(Member.objects.filter(team_space_id=int(request.GET["team_space_id"]))
                .extra(where=["search_grams @> member_query_grams(%s)", "search_text ~ all (member_query_patterns(%s))"], params=[q, q])
                .order_by("name", "id").values_list(*PROFILE)[: limit + 1])
    return respond([dict(zip(PROFILE, map(text, row))) for row in rows[:limit]], page=page_of(rows, limit, lambda row: (row[1], row[0])))


def leaderboard(request):
    limit, space = limit_of(request), int(request.GET["team_space_id"])
    start = date.today().replace(day=1)
    out = LeaderboardOptOut.objects.filter(team_space_id=space, member_id=OuterRef("member_id"))
    rows = list(Leaderboard.objects.filter(~Exists(out), team_space_id=space, metric="given", period="month", period_start=start, shown=True, points__gt=0)
                .order_by("-points", "-member_id")
                .values_list("points", "gifts", "member_id", "member__name", "member__name_en", "member__avatar_url", "member__department_name")[: limit + 1])
    data, rank, before = [], 0, None
    for points, gifts, member, name, name_en, avatar_url, department in rows[:limit]:
        rank += points != before
        before = points
        data.append({"rank": rank, "member": {"id": str(member), "name": name, "name_en": name_en, "avatar_url": avatar_url, "department_name": department},
                     "points": points, "gifts": gifts})
    return respond(data, page=page_of(rows, limit, lambda row: (row[0], row[2])))


def share(part, whole):
    return round(part / whole, 3) if part is not None and whole else None


def recognition_by_month(request):
    rows = GroupActivity.objects.filter(
        team_space_id=int(request.GET["team_space_id"]), group_kind="team_space", group_id=0, grain=request.GET["grain"],
        period_start__gte=request.GET["from"], period_start__lt=request.GET["to"]).order_by("-period_start").values()
    return respond([{
        "period_start": row["period_start"].isoformat(), "members": row["members"], "withheld": row["withheld"], "gifts": row["gifts"],
        "points": row["points"], "givers": row["givers"], "receivers": row["receivers"],
        "participation": share(row["participation"], 100), "across_departments": share(row["cross_gifts"], row["public_gifts"]),
        "pairs": row["pairs"], "reciprocity": share(row["mutual_pairs"] and 2 * row["mutual_pairs"], row["pairs"]), "isolated": row["isolated"],
    } for row in rows])


def give_kudos(request):
    """The rules stay where they are, in the function: one statement, like ours. Who gives stands in a header."""
    space, giver, body = int(request.GET["team_space_id"]), int(request.headers["X-Member"]), json.loads(request.body)
    with connection.cursor() as cursor:
        cursor.execute(_statement("give_kudos"), _values(space, giver, [int(member) for member in body["recipient_ids"]], body["value"],
                                                        body["points"], body["message"], "public", None, None))
        names = [column.name for column in cursor.description]
        gift = dict(zip(names, cursor.fetchone()))
    outcome, kudos, left, _ = (gift.pop(name) for name in ("outcome", "kudos_id", "allowance_left", "subject"))
    if outcome != "ok":
        return JsonResponse({"code": outcome}, status=409)
    answer = {**gift, "id": str(kudos), "created_at": gift["created_at"].isoformat(), "allowance_left": left}
    return JsonResponse(answer, status=201, json_dumps_params={"ensure_ascii": False})


@cache
def _statement(name):
    """With psycopg's placeholders."""
    return re.sub(r"\$(\d)", r"%(p\1)s", (STATEMENTS / f"{name}.sql").read_text().replace("%", "%%"))


def _values(*values):
    return {f"p{number}": value for number, value in enumerate(values, 1)}


COLUMNS = ("id", "name", "name_en", "email", "title", "department_id", "location__name", "teams", "manager__name", "manager__email", "status", "hired_on",
           "left_on", "tz", "locale", "known_skills")
HEADER = ("id", "name", "name_en", "email", "title", "department", "location", "teams", "manager", "manager_email", "status", "hired_on", "left_on", "tz",
          "locale", "skills")
DEPARTMENT = HEADER.index("department")
# Joined in the database, one look-up for each member. Django has no words for it that know of keys of two columns.
TEAMS = RawSQL("select string_agg(team.name, '; ' order by team.name, team.id) from team_member join team on team.team_space_id = team_member.team_space_id"
               " and team.id = team_member.team_id where team_member.team_space_id = member.team_space_id and team_member.member_id = member.id", [])
SKILLS = RawSQL("nullif(array_to_string(member.skills, '; '), '')", [])
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
QUOTED = re.compile(r'[,;"\r\n]')


def cell(value):
    """Python's csv quotes no semicolon, which separates cells where commas separate decimals."""
    text = "" if value is None else str(value)
    if text.startswith(FORMULA):
        text = "'" + text
    return '"' + text.replace('"', '""') + '"' if QUOTED.search(text) else text


def line_of(row):
    return ",".join(map(cell, row)) + "\r\n"


def department_paths(space):
    """Each department by the shortest path that is no other's."""
    departments = {row[0]: row[1:] for row in Department.objects.filter(team_space_id=space).values_list("id", "parent_id", "name", "name_en")}
    paths, called = {}, defaultdict(set)
    for department in departments:
        at, names, english, paths[department] = department, [], [], []
        while at is not None:
            at, name, name_en = departments[at]
            names.insert(0, name)
            english.insert(0, name_en)
            paths[department].append(" > ".join(names))
            called[paths[department][-1]].add(department)
            if None not in english:
                called[" > ".join(english)].add(department)
    return {department: next((path for path in found if len(called[path]) == 1), found[-1]) for department, found in paths.items()}


def export(request):
    """Row by row from a server-side cursor."""
    space = int(request.GET["team_space_id"])
    departments = department_paths(space)
    rows = (Member.objects.filter(team_space_id=space).order_by("name", "id").annotate(teams=TEAMS, known_skills=SKILLS).values_list(*COLUMNS)
            .iterator(chunk_size=2000))

    def lines():
        yield "\ufeff" + line_of(HEADER)
        piece = []
        for row in map(list, rows):
            row[DEPARTMENT] = departments.get(row[DEPARTMENT])
            piece.append(line_of(row))
            if len(piece) == 200:
                yield "".join(piece)
                piece.clear()
        yield "".join(piece)

    return StreamingHttpResponse(lines(), content_type="text/csv")
