"""Coffee: programs, taking part, rounds."""
from . import Case

ADMINS = ("owner", "admin")
ANY_VERSION = (("If-Match", "*"),)
PROGRAM, MINE, ROUND = "/api/v1/coffee/programs/{id}", "/api/v1/me/coffee/{id}", "/api/v1/coffee/rounds/{id}"

CASES = [
    Case("GET", "/api/v1/coffee/programs", "coffee:write"),
    Case("POST", "/api/v1/coffee/programs", "coffee:manage", "own", allowed=ADMINS, status=201,
         body=lambda thing: {"name": f"matrix {thing}", "weekday": 3, "at": "12:30"}),
    Case("GET", PROGRAM, "coffee:write", "colleague"),
    Case("GET", PROGRAM, "coffee:write", "other", status=404),
    Case("PATCH", PROGRAM, "coffee:manage", "own", allowed=ADMINS, body=lambda _: {"at": "15:00"}, headers=ANY_VERSION),
    Case("PATCH", PROGRAM, "coffee:manage", "other", allowed=ADMINS, status=404, body=lambda _: {"at": "15:00"}, headers=ANY_VERSION),
    Case("DELETE", PROGRAM, "coffee:manage", "own", allowed=ADMINS, status=204, headers=ANY_VERSION),
    Case("DELETE", PROGRAM, "coffee:manage", "other", allowed=ADMINS, status=404, headers=ANY_VERSION),
    Case("GET", MINE, "coffee:write", "own"),
    Case("GET", MINE, "coffee:write", "other", status=404),
    Case("PUT", MINE, "coffee:write", "own", body=lambda _: {"status": "joined"}),
    Case("PUT", MINE, "coffee:write", "other", status=404, body=lambda _: {"status": "joined"}),
    Case("DELETE", MINE, "coffee:write", "own", status=204),
    Case("DELETE", MINE, "coffee:write", "other", status=404),
    Case("GET", "/api/v1/me/coffee/exclusions", "coffee:write"),
    Case("PUT", "/api/v1/me/coffee/exclusions/{id}", "coffee:write", "colleague", status=204),
    Case("PUT", "/api/v1/me/coffee/exclusions/{id}", "coffee:write", "other", status=404),
    Case("DELETE", "/api/v1/me/coffee/exclusions/{id}", "coffee:write", "other", status=404),
    Case("GET", "/api/v1/me/coffee/rounds", "coffee:write"),
    Case("GET", "/api/v1/me/coffee/rounds/{id}", "coffee:write", "own"),
    # Whoever did not sit in it does not see it.
    Case("GET", "/api/v1/me/coffee/rounds/{id}", "coffee:write", "colleague", status=404),
    Case("GET", "/api/v1/me/coffee/rounds/{id}", "coffee:write", "other", status=404),
    Case("PUT", "/api/v1/me/coffee/seats/{id}", "coffee:write", "own", body=lambda _: {"met": True}),
    Case("PUT", "/api/v1/me/coffee/seats/{id}", "coffee:write", "colleague", status=404, body=lambda _: {"met": True}),
    Case("PUT", "/api/v1/me/coffee/seats/{id}", "coffee:write", "other", status=404, body=lambda _: {"met": True}),
    Case("GET", "/api/v1/coffee/rounds", "coffee:manage", allowed=ADMINS),
    Case("GET", ROUND, "coffee:manage", "own", allowed=ADMINS),
    Case("GET", ROUND, "coffee:manage", "other", allowed=ADMINS, status=404),
    Case("GET", ROUND + "/groups", "coffee:manage", "own", allowed=ADMINS),
    Case("GET", ROUND + "/groups", "coffee:manage", "other", allowed=ADMINS, status=404),
]


def make_program(database, team_space_id: int) -> int:
    return database.one("insert into gracy.coffee_program (team_space_id, name, cadence, weekday, at, starts_on, next_round_at, prepare_at)"
                        " values (%s, 'matrix ' || gen_random_uuid(), 'weekly', 3, '12:30', now(), now() + interval '5 days', now() + interval '5 days')"
                        " returning id", team_space_id)


def make_round(database, team_space_id: int, *members: int) -> int:
    """A round of an hour ago in which these sat together."""
    program = make_program(database, team_space_id)
    made = database.one("insert into gracy.coffee_round (team_space_id, program_id, no, fire_at, seed, seats, groups, left_out, repeats, follow_up_at)"
                        " values (%s, %s, 1, now() - interval '1 hour', 1, %s, 1, 0, 0, now() + interval '7 days') returning id", team_space_id, program, len(members))
    database.sql("insert into gracy.coffee_group (team_space_id, round_id, no) values (%s, %s, 1)", team_space_id, made)
    for member in members:
        database.sql("insert into gracy.coffee_seat (team_space_id, round_id, member_id, group_no) values (%s, %s, %s, 1)", team_space_id, made, member)
    return made


def thing(database, people, whose, case):
    if case.method == "POST":
        return database.one("select coalesce(max(id), 0) + 1 from gracy.coffee_program")
    if "rounds/{id}" in case.path or "seats/{id}" in case.path:
        return make_round(database, whose.team_space_id, whose.id)
    if "exclusions" in case.path:
        return whose.id
    if "{id}" in case.path:
        return make_program(database, whose.team_space_id)
    return whose.id
