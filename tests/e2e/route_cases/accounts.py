"""Signing in, and tokens."""
from . import Case

ADMINISTRATORS = ("owner", "admin")
ANNOUNCER = (("role", "announcer"),)

CASES = [
    Case("GET", "/api/v1/tokens", "tokens:write"),
    Case("POST", "/api/v1/tokens", "tokens:write", status=201, body=lambda _: {"name": "matrix", "scopes": ["people:read"]}),
    Case("GET", "/api/v1/tokens/{id}", "tokens:write", "own"),
    Case("GET", "/api/v1/tokens/{id}", "tokens:write", "colleague", status=404),
    Case("GET", "/api/v1/tokens/{id}", "tokens:write", "other", status=404),
    Case("DELETE", "/api/v1/tokens/{id}", "tokens:write", "own", status=204),
    Case("DELETE", "/api/v1/tokens/{id}", "tokens:write", "colleague", status=404),
    Case("DELETE", "/api/v1/tokens/{id}", "tokens:write", "other", status=404),
    Case("GET", "/api/v1/me/sessions", "tokens:write"),
    Case("DELETE", "/api/v1/me/sessions", "tokens:write", status=204),
    Case("DELETE", "/api/v1/me/sessions/{id}", "tokens:write", "own", status=204),
    Case("DELETE", "/api/v1/me/sessions/{id}", "tokens:write", "colleague", status=404),
    Case("DELETE", "/api/v1/me/sessions/{id}", "tokens:write", "other", status=404),
    Case("DELETE", "/api/v1/members/{id}/sessions", "roles:write", "fresh", allowed=ADMINISTRATORS),
    Case("DELETE", "/api/v1/members/{id}/sessions", "roles:write", "other", allowed=ADMINISTRATORS, status=404),
    Case("GET", "/api/v1/roles", "roles:write", allowed=ADMINISTRATORS),
    Case("PUT", "/api/v1/members/{id}/roles/{role}", "roles:write", "fresh", allowed=ADMINISTRATORS, status=204, path_values=ANNOUNCER),
    Case("PUT", "/api/v1/members/{id}/roles/{role}", "roles:write", "other", allowed=ADMINISTRATORS, status=404, path_values=ANNOUNCER),
    Case("DELETE", "/api/v1/members/{id}/roles/{role}", "roles:write", "fresh", allowed=ADMINISTRATORS, status=204, path_values=ANNOUNCER),
    Case("DELETE", "/api/v1/members/{id}/roles/{role}", "roles:write", "other", allowed=ADMINISTRATORS, status=404, path_values=ANNOUNCER),
    Case("GET", "/api/v1/settings", "settings:write", allowed=ADMINISTRATORS),
    Case("PATCH", "/api/v1/settings", "settings:write", allowed=ADMINISTRATORS, body=lambda _: {"k_score": 5}, headers=(("If-Match", "*"),)),
    Case("GET", "/api/v1/audit-log", "audit:read", allowed=ADMINISTRATORS),
    # Nobody here has a password, and no worker says that it mails links.
    Case("PUT", "/api/v1/me/password", "tokens:write", status=409, body=lambda _: {"old_password": "the old one", "new_password": "the new one"}),
    Case("POST", "/api/v1/members/{id}/password-link", "roles:write", "fresh", allowed=ADMINISTRATORS, status=409),
    Case("POST", "/api/v1/members/{id}/password-link", "roles:write", "other", allowed=ADMINISTRATORS, status=404),
    Case("GET", "/api/v1/password/forgot", None),
    Case("POST", "/api/v1/password/forgot", None, status=409, body=lambda _: {"team_space": "hanbit", "email": "nobody@hanbit.example"}),
    Case("GET", "/api/v1/password/reset", None),
    Case("POST", "/api/v1/password/reset", None, status=410, body=lambda _: {"token": "grp_nobodys", "new_password": "the new one"}),
    # With an API token there is no session to end; 409 says so.
    Case("POST", "/api/v1/logout", "", status=409),
    Case("POST", "/api/v1/login", None, status=422, body=lambda _: {}),
]


def thing(database, people, whose, case):
    if case.path == "/api/v1/tokens/{id}":
        database.add_token(whose.team_space_id, whose.id)
        return database.one("select max(id) from gracy.api_token where member_id = %s", whose.id)
    if case.path == "/api/v1/me/sessions/{id}":
        database.add_session(whose.team_space_id, whose.id)
        return database.one("select max(id) from gracy.session where member_id = %s", whose.id)
    if "{role}" in case.path and case.method == "DELETE":
        database.sql("insert into gracy.role_grant (team_space_id, member_id, role) values (%s, %s, 'announcer') on conflict do nothing",
                     whose.team_space_id, whose.id)
    return whose.id
