"""Signing in, and tokens."""
from . import Case

CASES = [
    Case("GET", "/api/v1/tokens", "tokens:write"),
    Case("POST", "/api/v1/tokens", "tokens:write", status=201, body=lambda _: {"name": "matrix", "scopes": ["people:read"]}),
    Case("DELETE", "/api/v1/tokens/{id}", "tokens:write", "own", status=204),
    Case("DELETE", "/api/v1/tokens/{id}", "tokens:write", "colleague", status=404),
    Case("DELETE", "/api/v1/tokens/{id}", "tokens:write", "other", status=404),
    # With an API token there is no session to end; 409 says so.
    Case("POST", "/api/v1/logout", "", status=409),
    Case("POST", "/api/v1/login", None, status=422, body=lambda _: {}),
]


def thing(database, people, whose, case):
    if "{id}" in case.path:
        database.add_token(whose.team_space_id, whose.id)
        return database.one("select max(id) from gracy.api_token where member_id = %s", whose.id)
    return whose.id
