"""Kudos and values."""
from . import Case

CASES = [
    Case("GET", "/api/v1/values", "kudos:read"),
    Case("GET", "/api/v1/kudos", "kudos:read"),
    Case("GET", "/api/v1/kudos/{id}", "kudos:read", "colleague"),
    Case("GET", "/api/v1/kudos/{id}", "kudos:read", "other", status=404),
    Case("POST", "/api/v1/kudos", "kudos:write", "colleague", status=201,
         body=lambda them: {"recipient_ids": [str(them)], "value": "Craft", "points": 1, "message": "matrix"}),
    Case("POST", "/api/v1/kudos", "kudos:write", "other", status=422,
         body=lambda them: {"recipient_ids": [str(them)], "value": "Craft", "points": 1, "message": "matrix"}),
]


def thing(database, people, whose, case):
    if "{id}" in case.path:
        return database.one("select max(id) from gracy.kudos where team_space_id = %s and visibility = 'public'", whose.team_space_id)
    return whose.id
