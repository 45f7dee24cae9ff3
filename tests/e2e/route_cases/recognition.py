"""Kudos, values, allowances and leaderboards."""
from . import Case

ADMINISTRATORS = ("owner", "admin")
ANY_VERSION = (("If-Match", "*"),)
BECAUSE = {"reason": "matrix"}


def gift(recipient) -> dict:
    return {"recipient_ids": [str(recipient)], "value": "Craft", "points": 1, "message": "matrix"}


CASES = [
    Case("GET", "/api/v1/values", "kudos:read"),
    Case("POST", "/api/v1/values", "kudos:manage", allowed=ADMINISTRATORS, status=201, body=lambda thing: {"name": f"Matrix {thing}", "sort": 900}),
    Case("GET", "/api/v1/values/{id}", "kudos:read", "colleague"),
    Case("GET", "/api/v1/values/{id}", "kudos:read", "other", status=404),
    Case("PATCH", "/api/v1/values/{id}", "kudos:manage", "fresh", allowed=ADMINISTRATORS, body=lambda _: {"sort": 900}, headers=ANY_VERSION),
    Case("PATCH", "/api/v1/values/{id}", "kudos:manage", "other", allowed=ADMINISTRATORS, status=404, body=lambda _: {"sort": 900}, headers=ANY_VERSION),
    Case("DELETE", "/api/v1/values/{id}", "kudos:manage", "fresh", allowed=ADMINISTRATORS, status=204, headers=ANY_VERSION),
    Case("DELETE", "/api/v1/values/{id}", "kudos:manage", "other", allowed=ADMINISTRATORS, status=404, headers=ANY_VERSION),
    Case("GET", "/api/v1/recognition/policy", "kudos:read"),
    Case("PATCH", "/api/v1/recognition/policy", "kudos:manage", allowed=ADMINISTRATORS, body=lambda _: {"shortest_message": 1}, headers=ANY_VERSION),
    Case("GET", "/api/v1/allowance", "kudos:read"),
    Case("GET", "/api/v1/members/{id}/allowance", "kudos:manage", "colleague", allowed=ADMINISTRATORS),
    Case("GET", "/api/v1/members/{id}/allowance", "kudos:manage", "other", allowed=ADMINISTRATORS, status=404),
    Case("PUT", "/api/v1/members/{id}/allowance", "kudos:manage", "fresh", allowed=ADMINISTRATORS, status=204, body=lambda _: {"boost": 1}),
    Case("PUT", "/api/v1/members/{id}/allowance", "kudos:manage", "other", allowed=ADMINISTRATORS, status=404, body=lambda _: {"boost": 1}),
    Case("GET", "/api/v1/kudos", "kudos:read"),
    Case("POST", "/api/v1/kudos", "kudos:write", "colleague", status=201, body=gift),
    Case("POST", "/api/v1/kudos", "kudos:write", "other", status=422, body=gift),
    Case("GET", "/api/v1/kudos/{id}", "kudos:read", "colleague"),
    Case("GET", "/api/v1/kudos/{id}", "kudos:read", "other", status=404),
    # Only its giver changes a gift, whatever else they may do.
    Case("PATCH", "/api/v1/kudos/{id}", "kudos:write", "own", body=lambda _: {"message": "matrix, again"}, headers=ANY_VERSION),
    Case("PATCH", "/api/v1/kudos/{id}", "kudos:write", "colleague", status=403, body=lambda _: {"message": "matrix, again"}, headers=ANY_VERSION),
    Case("PATCH", "/api/v1/kudos/{id}", "kudos:write", "other", status=404, body=lambda _: {"message": "matrix, again"}, headers=ANY_VERSION),
    Case("DELETE", "/api/v1/kudos/{id}", "kudos:write", "own", headers=ANY_VERSION),
    Case("DELETE", "/api/v1/kudos/{id}", "kudos:write", "colleague", status=403, headers=ANY_VERSION),
    Case("DELETE", "/api/v1/kudos/{id}", "kudos:write", "other", status=404, headers=ANY_VERSION),
    Case("POST", "/api/v1/kudos/{id}/boosts", "kudos:write", "own", status=403, body=lambda _: {"points": 1}),
    Case("POST", "/api/v1/kudos/{id}/boosts", "kudos:write", "colleague", status=201, body=lambda _: {"points": 1}),
    Case("POST", "/api/v1/kudos/{id}/boosts", "kudos:write", "other", status=404, body=lambda _: {"points": 1}),
    Case("DELETE", "/api/v1/kudos/{id}/boosts", "kudos:write", "colleague", status=404),
    Case("DELETE", "/api/v1/kudos/{id}/boosts", "kudos:write", "other", status=404),
    Case("POST", "/api/v1/kudos/{id}/void", "kudos:manage", "fresh", allowed=ADMINISTRATORS, body=lambda _: BECAUSE),
    Case("POST", "/api/v1/kudos/{id}/void", "kudos:manage", "other", allowed=ADMINISTRATORS, status=404, body=lambda _: BECAUSE),
    Case("POST", "/api/v1/kudos/{id}/reveal", "kudos:manage", "fresh", allowed=ADMINISTRATORS, body=lambda _: BECAUSE),
    Case("POST", "/api/v1/kudos/{id}/reveal", "kudos:manage", "other", allowed=ADMINISTRATORS, status=404, body=lambda _: BECAUSE),
    Case("GET", "/api/v1/leaderboards", "kudos:read"),
    Case("GET", "/api/v1/me/recognition", "kudos:read"),
    Case("PATCH", "/api/v1/me/recognition", "kudos:write", body=lambda _: {"on_leaderboards": True}),
]


def thing(database, people, whose, case):
    if case.path == "/api/v1/values":
        thing.values = getattr(thing, "values", 0) + 1
        return f"{whose.id}-{thing.values}"
    if case.path.startswith("/api/v1/values/"):
        thing.values = getattr(thing, "values", 0) + 1
        return database.one("insert into gracy.company_value (team_space_id, name, sort) values (%s, %s, 900) returning id",
                            whose.team_space_id, f"Matrix thing {thing.values}")
    if case.path.startswith("/api/v1/kudos/"):
        return given(database, whose, "anonymous" if case.path.endswith("/reveal") else "public")
    return whose.id


def given(database, whose, visibility: str) -> int:
    """A gift of a moment ago, from them to somebody whom nothing else is about."""
    database.sql("update gracy.recognition_policy set pair_gifts_a_day = null, pair_percent = null where team_space_id = %s", whose.team_space_id)
    return database.one(
        "select kudos_id from gracy.give_kudos(%s, %s, array[(select max(id) from gracy.member where team_space_id = %s and status = 'active' and id <> %s"
        "  and email not like '%%@new.example')],"
        " (select min(name) from gracy.company_value where team_space_id = %s and active), 1, 'matrix', %s, null, null)",
        whose.team_space_id, whose.id, whose.team_space_id, whose.id, whose.team_space_id, visibility)
