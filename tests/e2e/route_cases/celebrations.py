"""Celebrations and the holiday calendar."""
from . import Case

ADMINS = ("owner", "admin")
ANY_VERSION = (("If-Match", "*"),)

CASES = [
    Case("GET", "/api/v1/celebrations", "celebrations:read"),
    Case("GET", "/api/v1/celebrations/settings", "settings:write", allowed=ADMINS),
    Case("PATCH", "/api/v1/celebrations/settings", "settings:write", allowed=ADMINS, body=lambda _: {"post_at": "09:30"}, headers=ANY_VERSION),
    Case("GET", "/api/v1/holidays", "celebrations:read"),
    Case("PUT", "/api/v1/holidays/{date}", "settings:write", "own", allowed=ADMINS, body=lambda _: {"name": "matrix"}, path_values=(("date", "2031-05-08"),)),
    # There is none on that day in the caller's own team space, whatever others have.
    Case("DELETE", "/api/v1/holidays/{date}", "settings:write", "other", allowed=ADMINS, status=404, headers=ANY_VERSION, path_values=(("date", "2033-03-03"),)),
    Case("PUT", "/api/v1/holidays/korea/{year}", "settings:write", allowed=ADMINS, path_values=(("year", "2031"),)),
]


def thing(database, people, whose, case):
    if case.about == "own":
        database.sql("insert into gracy.holiday (team_space_id, on_date, name) values (%s, '2031-05-08', 'made') on conflict do nothing", whose.team_space_id)
    if case.about == "other":
        database.sql("insert into gracy.holiday (team_space_id, on_date, name) values (%s, '2033-03-03', 'theirs') on conflict do nothing", whose.team_space_id)
    return whose.id
