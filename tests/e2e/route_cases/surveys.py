"""Surveys, waves and answers."""
from . import Case

ADMINS = ("owner", "admin")
READERS = ("owner", "admin", "manager")
QUESTIONS = [{"kind": "scale", "metric": "enps", "text": {"en": "Would you recommend us?"}}]
ANY_VERSION = (("If-Match", "*"),)


def survey(_):
    return {"title": {"en": "Matrix"}, "questions": QUESTIONS}


def wave(_):
    return {"mode": "anonymous", "closes_at": "2099-01-01T00:00:00Z"}


def cases(method, path, scope, allowed, status=200, **more):
    """About the caller's team space, and about another's."""
    return [Case(method, path, scope, "own", allowed=allowed, status=status, **more),
            Case(method, path, scope, "other", allowed=allowed, status=404, **more)]


CASES = [
    Case("GET", "/api/v1/surveys", "surveys:manage", allowed=ADMINS),
    Case("POST", "/api/v1/surveys", "surveys:manage", allowed=ADMINS, status=201, body=survey),
    *cases("GET", "/api/v1/surveys/{id}", "surveys:manage", ADMINS),
    *cases("PATCH", "/api/v1/surveys/{id}", "surveys:manage", ADMINS, body=survey, headers=ANY_VERSION),
    *cases("DELETE", "/api/v1/surveys/{id}", "surveys:manage", ADMINS, 204, headers=ANY_VERSION),
    *cases("GET", "/api/v1/surveys/{id}/waves", "surveys:manage", ADMINS),
    *cases("POST", "/api/v1/surveys/{id}/waves", "surveys:manage", ADMINS, 201, body=wave),
    *cases("GET", "/api/v1/surveys/{id}/trend", "analytics:read", READERS),
    Case("GET", "/api/v1/waves", "analytics:read", allowed=READERS),
    Case("GET", "/api/v1/waves", "analytics:read", allowed=ADMINS, query="state=open", also=("surveys:manage",)),
    *cases("GET", "/api/v1/waves/{id}", "surveys:manage", ADMINS),
    *cases("PATCH", "/api/v1/waves/{id}", "surveys:manage", ADMINS, body=lambda _: {"name": "Matrix"}, headers=ANY_VERSION),
    *cases("DELETE", "/api/v1/waves/{id}", "surveys:manage", ADMINS, 204, headers=ANY_VERSION),
    *cases("POST", "/api/v1/waves/{id}/launch", "surveys:manage", ADMINS),
    *cases("POST", "/api/v1/waves/{id}/close", "surveys:manage", ADMINS),
    *cases("POST", "/api/v1/waves/{id}/cancel", "surveys:manage", ADMINS),
    *cases("POST", "/api/v1/waves/{id}/remind", "surveys:manage", ADMINS, 202),
    *cases("GET", "/api/v1/waves/{id}/participation", "analytics:read", READERS),
    *cases("GET", "/api/v1/waves/{id}/results", "analytics:read", READERS),
    *cases("GET", "/api/v1/waves/{id}/results/export.csv", "analytics:read", READERS),
    *cases("GET", "/api/v1/waves/{id}/texts", "surveys:manage", ADMINS, query="question=1"),
    # Anonymous, so that nobody's names are shown.
    Case("GET", "/api/v1/waves/{id}/responses", "surveys:manage", "own", allowed=ADMINS, status=409),
    Case("GET", "/api/v1/waves/{id}/responses", "surveys:manage", "other", allowed=ADMINS, status=404),
    # Both prove themselves: by a session or by a response token.
    Case("GET", "/api/v1/waves/{id}/form", None, status=401),
    Case("GET", "/api/v1/waves/{id}/page", None),
    Case("POST", "/api/v1/waves/{id}/responses", None, status=401, body=lambda _: {"answers": {}}),
    Case("GET", "/api/v1/me/surveys", "surveys:read"),
    Case("POST", "/api/v1/me/surveys/{id}/token", "surveys:read", "own", status=201),
    Case("POST", "/api/v1/me/surveys/{id}/token", "surveys:read", "other", status=404),
    *(Case("GET", "/api/v1/me/surveys/{id}/response", "surveys:read", about, status=404) for about in ("own", "other")),
]


def make_survey(database, team_space_id):
    author = database.one("select min(id) from gracy.member where team_space_id = %s", team_space_id)
    return author, database.one(
        "select survey_id from gracy.create_survey(%s, %s, %s, null, null, 'test')", team_space_id, author,
        '{"title": {"en": "Matrix"}, "questions": [{"kind": "scale", "metric": "enps", "text": {"en": "?"}}]}')


def make_wave(database, team_space_id, launched):
    author, survey_id = make_survey(database, team_space_id)
    wave_id = database.one("select wave_id from gracy.create_wave(%s, %s, %s, null, 'anonymous', 'all', null, null, null, null,"
                           " now() + interval '1 day', null, null, null, 'test')", team_space_id, author, survey_id)
    if launched:
        assert database.one("select gracy.launch_wave(%s, %s, %s, 0, 'test')", team_space_id, author, wave_id) == "ok"
    return wave_id


def make_released_wave(database, team_space_id):
    wave_id = make_wave(database, team_space_id, launched=True)
    database.sql("update gracy.survey_wave set opens_at = now() - interval '2 days', closes_at = now() where id = %s", wave_id)
    assert database.one("select gracy.release_wave(%s, %s)", team_space_id, wave_id) == "ok"
    return wave_id


def thing(database, people, whose, case):
    space = whose.team_space_id
    if case.path.endswith("/trend"):
        wave_id = make_released_wave(database, space)
        return database.one("select survey_id from gracy.survey_wave where id = %s", wave_id)
    if case.path.startswith("/api/v1/surveys"):
        return make_survey(database, space)[1]
    if case.path.endswith(("/results", "/results/export.csv", "/participation", "/texts")):
        return make_released_wave(database, space)
    if "{id}" in case.path:
        drafts = case.path.endswith("/launch") or case.method in ("PATCH", "DELETE")
        return make_wave(database, space, launched=not drafts)
    return whose.id
