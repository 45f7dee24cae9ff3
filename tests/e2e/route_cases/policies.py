"""Policies, their versions and synonyms."""
from . import Case

EDITORS = ("owner", "admin")
ANY_VERSION = (("If-Match", "*"),)
FIRST = (("number", "1"),)
_terms = iter(range(1, 1_000_000))

NEW = {"title": "matrix", "language": "en", "status": "published"}
NEW_VERSION = {"effective_from": "2026-01-01", "status": "published", "body": "# Matrix\n\nEverybody may sit down."}


def abouts(method, path, scope, **more):
    """Everybody's policies are the team space's: another's is not there."""
    return [Case(method, path, scope, "colleague" if scope == "policies:read" else "own", **more),
            Case(method, path, scope, "other", **{**more, "status": 404, "otherwise": 404 if scope == "policies:read" else 403})]


CASES = [
    Case("GET", "/api/v1/policies", "policies:read"),
    Case("GET", "/api/v1/policies/search", "policies:read", status=400),
    Case("POST", "/api/v1/policies", "policies:write", allowed=EDITORS, status=201, body=lambda _: NEW),
    Case("GET", "/api/v1/policies/synonyms", "policies:write", allowed=EDITORS),
    Case("POST", "/api/v1/policies/synonyms", "policies:write", allowed=EDITORS, status=201,
         body=lambda _: {"terms": [f"matrix {next(_terms)}", f"array {next(_terms)}"]}),
    *abouts("GET", "/api/v1/policies/synonyms/{id}", "policies:write", allowed=EDITORS),
    *abouts("PATCH", "/api/v1/policies/synonyms/{id}", "policies:write", allowed=EDITORS, headers=ANY_VERSION,
            body=lambda _: {"terms": [f"matrix {next(_terms)}"]}),
    *abouts("DELETE", "/api/v1/policies/synonyms/{id}", "policies:write", allowed=EDITORS, headers=ANY_VERSION, status=204),
    *abouts("GET", "/api/v1/policies/{id}", "policies:read"),
    *abouts("PATCH", "/api/v1/policies/{id}", "policies:write", allowed=EDITORS, headers=ANY_VERSION, body=lambda _: {"title": "Matrix 2"}),
    *abouts("DELETE", "/api/v1/policies/{id}", "policies:write", allowed=EDITORS, headers=ANY_VERSION, status=204),
    *abouts("GET", "/api/v1/policies/{id}/versions", "policies:read"),
    *abouts("POST", "/api/v1/policies/{id}/versions", "policies:write", allowed=EDITORS, status=201, body=lambda _: NEW_VERSION),
    *abouts("GET", "/api/v1/policies/{id}/versions/{number}", "policies:read", path_values=FIRST),
    *abouts("PATCH", "/api/v1/policies/{id}/versions/{number}", "policies:write", allowed=EDITORS, headers=ANY_VERSION, path_values=FIRST,
            body=lambda _: {"effective_until": "2030-01-01"}),
    *abouts("DELETE", "/api/v1/policies/{id}/versions/{number}", "policies:write", allowed=EDITORS, headers=ANY_VERSION, status=204,
            path_values=FIRST),
]


def thing(database, people, whose, case):
    if "{id}" not in case.path:
        return whose.id
    space = whose.team_space_id
    if "synonyms" in case.path:
        term = f"thing {next(_terms)}"
        return database.one("insert into gracy.policy_synonym (team_space_id, terms, keys, tokens) values (%s, array[%s], array[%s], array[%s])"
                            " returning id", space, term, term, term)
    policy = database.one("insert into gracy.policy_document (team_space_id, title, language, status, last_number)"
                          " values (%s, 'Matrix', 'en', 'published', 1) returning id", space)
    database.sql("insert into gracy.policy_version (team_space_id, document_id, number, status, effective_from, in_force, body, source_sha256)"
                 " values (%s, %s, 1, 'published', '2020-01-01', '{[2020-01-01,)}', 'text', sha256('text'))", space, policy)
    return policy
