"""The directory: people, who is under whom, departments, places and teams."""
from . import Case

STAFF = ("owner", "admin")
ANY_VERSION = (("If-Match", "*"),)
WHOSE = ("colleague", "subtree", "other")
# 이지호, who was the second to be added to hanbit.
SECOND = (("member_id", "2"),)


def of_each(method, path, scope, status=200, **more):
    """The same about a colleague, a report and somebody of another team space, who is not there."""
    return [Case(method, path, scope, about, status=404 if about == "other" else status, **more) for about in WHOSE]


CASES = [
    Case("GET", "/api/v1/me", ""),
    Case("PATCH", "/api/v1/me", "profile:write", body=lambda _: {"celebrates_birthday": True}, headers=ANY_VERSION),
    Case("GET", "/api/v1/members", "people:read"),
    Case("POST", "/api/v1/members", "people:write", status=409, allowed=STAFF,
         body=lambda _: {"name": "또 지호", "email": "jiho.lee@hanbit.example"}),
    Case("GET", "/api/v1/members/{id}", "people:read", "own"),
    *of_each("GET", "/api/v1/members/{id}", "people:read"),
    Case("PATCH", "/api/v1/members/{id}", "people:write", "own", allowed=STAFF, body=lambda _: {"title": "책임"}, headers=ANY_VERSION),
    *of_each("PATCH", "/api/v1/members/{id}", "people:write", allowed=STAFF, body=lambda _: {"title": "책임"}, headers=ANY_VERSION),
    *of_each("POST", "/api/v1/members/{id}/erase", "people:write", status=409, allowed=STAFF, body=lambda _: {"name": "누군가"}),
    *of_each("GET", "/api/v1/members/{id}/chain", "people:read"),
    *of_each("GET", "/api/v1/members/{id}/reports", "people:read"),
    Case("GET", "/api/v1/org-chart", "people:read"),
    Case("POST", "/api/v1/members/import", "people:write", status=415, allowed=STAFF, body=lambda _: {}),
]
for collection in ("departments", "locations", "teams"):
    CASES += [
        Case("GET", f"/api/v1/{collection}", "people:read"),
        Case("POST", f"/api/v1/{collection}", "people:write", status=422, allowed=STAFF, body=lambda _: {}),
        *of_each("GET", f"/api/v1/{collection}/{{id}}", "people:read"),
        *of_each("PATCH", f"/api/v1/{collection}/{{id}}", "people:write", allowed=STAFF, body=lambda _: {"name_en": "Matrix"}, headers=ANY_VERSION),
        *of_each("DELETE", f"/api/v1/{collection}/{{id}}", "people:write", status=204, allowed=STAFF, headers=ANY_VERSION),
    ]
CASES += [
    *of_each("GET", "/api/v1/teams/{id}/members", "people:read"),
    *of_each("PUT", "/api/v1/teams/{id}/members/{member_id}", "people:write", allowed=STAFF, body=lambda _: {"role": "member"}, path_values=SECOND),
    *of_each("DELETE", "/api/v1/teams/{id}/members/{member_id}", "people:write", status=204, allowed=STAFF, path_values=SECOND),
]


def thing(database, people, whose, case):
    for table in ("department", "location", "team"):
        if f"/{table}s/" in case.path:
            made = database.one(f"insert into gracy.{table} (team_space_id, name) values (%s, 'matrix ' || gen_random_uuid()) returning id",
                                whose.team_space_id)
            if case.method == "DELETE" and "member_id" in case.path and whose.team_space_id == people.member.team_space_id:
                database.sql("insert into gracy.team_member (team_space_id, team_id, member_id) values (%s, %s, 2)", whose.team_space_id, made)
            return made
    return whose.id
