"""Every route, called by everybody, about everybody's things: route_cases says what comes of it."""
import re

import pytest

from route_cases import Case, all_cases, thing_of
from support.http_client import Client, Response

# Exactly the routes of /openapi.json must stand here.
CASES = all_cases()
# Served by directives of their own; who may ask is the operator's to say (allow, deny).
OPERATORS = {("GET", "/healthz"), ("GET", "/readyz"), ("GET", "/metrics"), ("GET", "/openapi.json")}
# Every scope that a route asks for.
SCOPES = sorted({case.scope for case in CASES if case.scope})
ROLES = ("owner", "admin", "manager", "member")
# What a grant adds to a member's scopes.
GRANTS = {
    "hr_reader": {"people:export", "analytics:read", "analytics:all", "exports:write"},
    "announcer": {"announcements:write"},
    "survey_admin": {"surveys:manage", "analytics:read"},
    "policy_editor": {"policies:write"},
}


def documented(client: Client) -> dict[tuple[str, str], dict]:
    document = client.get("/openapi.json").json()
    return {(method.upper(), path): operation for path, item in document["paths"].items() for method, operation in item.items()
            if method in ("get", "post", "put", "patch", "delete")}


def test_the_table_has_every_route(client):
    assert set(documented(client)) - OPERATORS == {(case.method, case.path) for case in CASES}


class Things:
    """What the cases are about, made anew when a case needs it."""

    def __init__(self, database, people):
        self.database = database
        self.people = people
        self.hired = 0

    def of(self, case: Case, caller) -> int:
        if case.about == "fresh":
            self.hired += 1
            return thing_of(case)(self.database, self.people, self.people.hire(f"Matrix {self.hired}"), case)
        whose = {"own": caller, "colleague": self.people.colleague, "other": self.people.outsider, "subtree": self.people.report, "": caller}[case.about]
        return thing_of(case)(self.database, self.people, whose, case)


@pytest.fixture(scope="module")
def things(database, people) -> Things:
    return Things(database, people)


def call(client: Client, case: Case, thing: int, body=None) -> Response:
    path = case.path.replace("{id}", str(thing))
    for name, value in case.path_values:
        path = path.replace(f"{{{name}}}", value)
    if case.query:
        path += f"?{case.query}"
    return client.request(case.method, path, json_body=body if body is not None else case.body(thing) if case.body else None, headers=list(case.headers))


def name_of(case: Case) -> str:
    return re.sub(r"\s+", " ", f"{case.method} {case.path} {case.about}").strip()


signed_in = [case for case in CASES if case.scope is not None]
OF_MEMBERS = {case.scope for case in signed_in if "member" in case.allowed}


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_nobody(client, things, people, case):
    response = call(client, case, things.of(case, people.member))
    assert response.status == (case.status if case.scope is None else 401), response


# One test a case, with all callers in it: a test for each of the thousands of pairs costs more than the requests.
@pytest.mark.parametrize("case", signed_in, ids=name_of)
def test_each_role(client, things, people, case):
    wrong = {}
    for role in ROLES:
        caller = getattr(people, role)
        response = call(client.as_(caller.token), case, things.of(case, caller))
        expected = case.status if role in case.allowed else case.otherwise
        if response.status != expected:
            wrong[role] = (f"not {expected}", response)
    assert not wrong


@pytest.fixture(scope="module")
def granted(people, database) -> dict:
    """A member with each grant."""
    persons = {grant: people.hire(f"Has {grant}") for grant in GRANTS}
    for grant, person in persons.items():
        database.sql("insert into gracy.role_grant (team_space_id, member_id, role) values (%s, %s, %s)", person.team_space_id, person.id, grant)
    return persons


@pytest.mark.parametrize("case", signed_in, ids=name_of)
def test_each_grant(client, things, granted, case):
    wrong = {}
    for grant, added in GRANTS.items():
        caller = granted[grant]
        response = call(client.as_(caller.token), case, things.of(case, caller))
        may = "member" in case.allowed or case.scope in added and set(case.also) <= added | OF_MEMBERS
        expected = case.status if may else case.otherwise
        if response.status != expected:
            wrong[grant] = (f"not {expected}", response)
    assert not wrong


def test_the_table_asks_for_every_things_of_another_team_space():
    about = {}
    for case in signed_in:
        if "{id}" in case.path:
            about.setdefault((case.method, case.path), set()).add(case.about)
    assert [route for route, whose in about.items() if "other" not in whose] == []


@pytest.mark.parametrize("case", [case for case in signed_in if case.scope], ids=name_of)
def test_a_token_with_other_scopes(client, things, people, database, case):
    """Even the owner's token does only what it was made for; what is another team space's is not even hinted at."""
    others = [scope for scope in SCOPES if scope != case.scope]
    narrow = database.add_token(people.owner.team_space_id, people.owner.id, tuple(others))
    assert call(client.as_(narrow), case, things.of(case, people.owner)).status == 403


@pytest.mark.parametrize("case", [case for case in signed_in if case.scope], ids=name_of)
def test_a_token_with_just_the_scope(client, things, people, database, case):
    just = database.add_token(people.owner.team_space_id, people.owner.id, (case.scope, *case.also))
    expected = case.status
    if case.method == "POST" and case.path == "/api/v1/tokens":
        expected = 403  # it may make tokens, but none that can do more than itself
    assert call(client.as_(just), case, things.of(case, people.owner)).status == expected


@pytest.mark.parametrize("case", [case for case in signed_in if case.about == "colleague"], ids=name_of)
def test_another_team_space_sees_nothing(client, things, people, case):
    """The same things, asked for by somebody of another team space: they are not there."""
    stranger = people.outsider if "member" in case.allowed else people.other_admin
    response = call(client.as_(stranger.token), case, things.of(case, stranger))
    assert response.status in (404, 422), response
    if response.status == 422:
        assert response.json()["errors"][0]["code"] in ("unknown_recipient", "unknown_value")


@pytest.mark.parametrize("path, table", [
    ("/api/v1/members?limit=200", "member"), ("/api/v1/members?limit=200&q=a", "member"), ("/api/v1/members?limit=200&status=active", "member"),
    ("/api/v1/kudos?limit=200", "kudos"), ("/api/v1/values", "company_value"), ("/api/v1/tokens", "api_token"), ("/api/v1/members/export.csv", ""),
])
def test_lists_hold_only_the_callers_own(client, people, database, path, table):
    """Whoever asks, nothing of the other team space's stands in the answer: no id, no name, no address."""
    def of(what: str, slug: str) -> set[str]:
        return {str(value) for [value] in database.sql(f"select {what} where team_space_id = (select id from gracy.team_space where slug = %s)", slug)}
    for insider, own, other in ((people.admin, "hanbit", "daybreak"), (people.other_admin, "daybreak", "hanbit")):
        response = client.as_(insider.token).get(path)
        assert response.status == 200, response
        texts = [of(what, other) - of(what, own) for what in ("email from gracy.member", "prefix from gracy.api_token", "message from gracy.kudos")]
        assert all(texts) and not [text for theirs in texts for text in theirs if text in response.text]
        names = of("name from gracy.member", other) - of("name from gracy.member", own)
        assert names and not [name for name in names if f'"{name}"' in response.text or f",{name}," in response.text]
        if table:
            shown = {row["id"] for row in response.json()["data"]}
            assert shown and shown <= of(f"id from gracy.{table}", own)
        else:
            assert f"@{own}.example" in response.text
    totals = [client.as_(person.token).get("/api/v1/members?limit=200&include=total").json()["page"]["total"] for person in (people.admin, people.other_admin)]
    counts = dict(database.sql("select slug, count(*) from gracy.member join gracy.team_space on team_space.id = team_space_id group by 1"))
    assert totals == [counts["hanbit"], counts["daybreak"]]


def test_a_caller_cannot_name_another_team_space(client, people):
    """There is no parameter for it, in no place."""
    admin = client.as_(people.admin.token)
    assert admin.get(f"/api/v1/members?team_space_id={people.outsider.team_space_id}").status == 400
    response = admin.post("/api/v1/tokens", {"name": "x", "scopes": ["people:read"], "team_space_id": str(people.outsider.team_space_id)})
    assert response.status == 422


def test_who_left_and_who_was_only_invited_come_in_by_no_way(client, people):
    for status in ("left", "invited"):
        person = people.hire(f"Not In {status}", status=status)
        assert client.as_(person.token).get("/api/v1/me").status == 401
    assert client.as_(people.hire("On Leave", status="on_leave").token).get("/api/v1/me").status == 200


@pytest.mark.parametrize("case", [case for case in signed_in if case.method == "GET"], ids=name_of)
def test_a_session_may_do_what_its_member_may(client, things, people, database, case):
    session = database.add_session(people.member.team_space_id, people.member.id)
    response = call(client.as_(session), case, things.of(case, people.member))
    assert response.status == (case.status if "member" in case.allowed else case.otherwise)
