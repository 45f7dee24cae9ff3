"""Roles, sessions, settings and the audit log."""
import concurrent.futures

import pytest

from support.http_client import Client, assert_problem, errors_of
from support.waiting import eventually


@pytest.fixture(scope="module")
def nginx(start_nginx):
    return start_nginx(workers=2)


@pytest.fixture
def person(people):
    people.hired = getattr(people, "hired", 0) + 1
    return people.hire(f"Account {people.hired}")


@pytest.fixture
def owner(client, people) -> Client:
    return client.as_(people.owner.token)


@pytest.fixture
def admin(client, people) -> Client:
    return client.as_(people.admin.token)


def role(person, name: str) -> str:
    return f"/api/v1/members/{person.id}/roles/{name}"


# Roles.


def test_a_grant_opens_what_it_is_for_within_a_second(client, owner, person):
    theirs = client.as_(person.token)
    assert "announcements:write" not in theirs.get("/api/v1/me").json()["scopes"]
    assert owner.request("PUT", role(person, "announcer")).status == 204
    eventually(lambda: "announcements:write" in theirs.get("/api/v1/me").json()["scopes"], "the grant to count", 1.4)
    assert owner.request("DELETE", role(person, "announcer")).status == 204
    eventually(lambda: "announcements:write" not in theirs.get("/api/v1/me").json()["scopes"], "the grant to be gone", 1.4)
    assert_problem(owner.request("DELETE", role(person, "announcer")), 404, "not-found")


def test_roles_are_listed_page_by_page(owner, person):
    for name in ("announcer", "hr_reader", "policy_editor"):
        assert owner.request("PUT", role(person, name)).status == 204
    first = owner.get("/api/v1/roles?limit=2&include=total").json()
    seen, cursor = list(first["data"]), first["page"]["next_cursor"]
    while cursor:
        page = owner.get(f"/api/v1/roles?limit=2&cursor={cursor}").json()
        seen += page["data"]
        cursor = page["page"]["next_cursor"]
    assert len(seen) == first["page"]["total"]
    assert [held["role"] for held in seen if held["member_id"] == str(person.id)] == ["announcer", "hr_reader", "policy_editor"]
    theirs = owner.get(f"/api/v1/roles?member_id={person.id}&include=total").json()
    assert ([held["role"] for held in theirs["data"]], theirs["page"]["total"]) == (["announcer", "hr_reader", "policy_editor"], 3)
    readers = owner.get("/api/v1/roles?role=hr_reader&include=total").json()
    assert {held["role"] for held in readers["data"]} == {"hr_reader"} and str(person.id) in [held["member_id"] for held in readers["data"]]
    assert readers["page"]["total"] == len(readers["data"])
    assert errors_of(assert_problem(owner.get("/api/v1/roles?role=king"), 400)) == {"role": "not_one_of"}


def test_only_owners_make_owners_and_administrators(owner, admin, person):
    for name in ("owner", "admin"):
        assert_problem(admin.request("PUT", role(person, name)), 403, "owners-only")
    assert owner.request("PUT", role(person, "admin")).status == 204
    assert_problem(admin.request("DELETE", role(person, "admin")), 403, "owners-only")


def test_a_role_that_does_not_exist_is_not_found(owner, person):
    for name in ("king", "manager", "Owner", "own%20er"):
        assert_problem(owner.request("PUT", role(person, name)), 404)


def test_the_last_owner_stays_even_when_two_go_at_once(client, owner, people, person, database):
    """Two owners take ownership from each other at the same moment, again and again: one of them is always left."""
    space = people.owner.team_space_id
    others = "update gracy.role_grant set role = 'admin' where team_space_id = %s and role = 'owner' and member_id <> all (%s)"
    for _ in range(8):
        assert owner.request("PUT", role(person, "owner")).status in (204, 403)
        database.sql("insert into gracy.role_grant (team_space_id, member_id, role) values (%s, %s, 'owner'), (%s, %s, 'owner') on conflict do nothing",
                     space, person.id, space, people.owner.id)
        database.sql(others, space, [person.id, people.owner.id])
        both = [(client.as_(people.owner.token), person), (client.as_(person.token), people.owner)]
        eventually(lambda: all("roles:write" in who.get("/api/v1/me").json()["scopes"] for who, _ in both), "both to be owners")
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            answers = list(pool.map(lambda pair: pair[0].request("DELETE", role(pair[1], "owner")), both))
        assert sorted(answer.status for answer in answers)[0] == 204, answers
        assert database.one("select count(*) from gracy.role_grant where team_space_id = %s and role = 'owner'", space) >= 1
    database.sql("insert into gracy.role_grant (team_space_id, member_id, role) values (%s, %s, 'owner') on conflict do nothing", space, people.owner.id)
    database.sql("delete from gracy.role_grant where team_space_id = %s and member_id = %s and role = 'owner'", space, person.id)
    eventually(lambda: "roles:write" in owner.get("/api/v1/me").json()["scopes"], "the owner to be back")
    assert_problem(owner.request("DELETE", role(people.owner, "owner")), 409, "last-owner")


# Sessions.


def test_somebody_sees_and_ends_their_own_sessions(client, person, database):
    first, second = (client.as_(database.add_session(person.team_space_id, person.id)) for _ in range(2))
    listed = first.get("/api/v1/me/sessions").json()["data"]
    assert len(listed) == 2 and sum(session["current"] for session in listed) == 1
    other = next(session for session in listed if not session["current"])
    assert first.request("DELETE", f"/api/v1/me/sessions/{other['id']}").status == 204
    eventually(lambda: second.get("/api/v1/me").status == 401, "the other session to end", 1.4)
    assert first.get("/api/v1/me").status == 200
    assert_problem(first.request("DELETE", f"/api/v1/me/sessions/{other['id']}"), 404)


def test_all_other_sessions_end_at_once(client, person, database):
    clients = [client.as_(database.add_session(person.team_space_id, person.id)) for _ in range(4)]
    assert clients[0].request("DELETE", "/api/v1/me/sessions").status == 204
    eventually(lambda: all(other.get("/api/v1/me").status == 401 for other in clients[1:]), "the others to end", 1.4)
    assert clients[0].get("/api/v1/me").status == 200


def test_a_lost_laptop_is_signed_out(client, admin, person, database, people):
    session = client.as_(database.add_session(person.team_space_id, person.id))
    token = client.as_(person.token)
    assert session.get("/api/v1/me").status == token.get("/api/v1/me").status == 200
    answer = admin.request("DELETE", f"/api/v1/members/{person.id}/sessions")
    assert answer.json() == {"sessions": 1, "tokens": 1}
    eventually(lambda: session.get("/api/v1/me").status == token.get("/api/v1/me").status == 401, "both to end", 1.4)
    assert_problem(admin.request("DELETE", f"/api/v1/members/{people.owner.id}/sessions"), 403, "owners-only")


# Settings.


def test_own_hosts_are_names_of_hosts_and_nothing_else(admin):
    def put(*hosts):
        return admin.request("PATCH", "/api/v1/settings", json_body={"own_hosts": list(hosts)}, headers=[("If-Match", "*")])

    assert put("HR.hanbit.example", "wiki.hanbit.example", "hr.hanbit.example").json()["own_hosts"] == ["hr.hanbit.example", "wiki.hanbit.example"]
    for wrong in ("https://hr.hanbit.example", "hr.hanbit.example/leave", "hr.hanbit.example:443", "user@hr.hanbit.example", "hr.hanbit.example.", "localhost",
                  "hr..example", "-hr.example", "10.0.0.1", "xn--hr.example", "hr.xn--p1ai", "*.hanbit.example", "한빛.example", "hr hanbit.example", "hr_1.example",
                  "h" * 64 + ".example"):
        refused = put("hr.hanbit.example", wrong)
        assert refused.status == 422 and refused.json()["errors"][0]["pointer"] == "#/own_hosts/1", (wrong, refused)
    assert put(*(f"h{number}.example" for number in range(11))).status == 422
    assert_problem(admin.request("PATCH", "/api/v1/settings", json_body={"own_hosts": None}, headers=[("If-Match", "*")]), 422)
    assert admin.get("/api/v1/settings").json()["own_hosts"] == ["hr.hanbit.example", "wiki.hanbit.example"]
    assert put().json()["own_hosts"] == []


def test_settings_change_by_patch_and_only_as_they_were_read(admin):
    read = admin.get("/api/v1/settings")
    assert read.status == 200 and read.header("ETag").startswith('"v')
    changed = admin.request("PATCH", "/api/v1/settings", json_body={"k_score": 6}, headers=[("If-Match", read.header("ETag"))])
    assert changed.status == 200 and changed.json() == read.json() | {"k_score": 6, "updated_at": changed.json()["updated_at"]}
    assert_problem(admin.request("PATCH", "/api/v1/settings", json_body={"k_score": 7}, headers=[("If-Match", read.header("ETag"))]), 412,
                   "version-mismatch")
    assert_problem(admin.request("PATCH", "/api/v1/settings", json_body={"k_score": 7}), 428, "precondition-required")
    assert admin.get("/api/v1/settings", [("If-None-Match", changed.header("ETag"))]).status == 304
    admin.request("PATCH", "/api/v1/settings", json_body={"k_score": 5}, headers=[("If-Match", "*")])


@pytest.mark.parametrize("change, pointer, code", [
    ({"k_score": 4}, "#/k_score", "out_of_range"), ({"k_score": "5"}, "#/k_score", "wrong_type"), ({"k_text": 9}, "#/k_text", "out_of_range"),
    ({"name": None}, "#/name", "required"), ({"name": ""}, "#/name", "bad_length"), ({"tz": "Nowhere/City"}, "#/tz", "unknown_tz"),
    ({"locale": "de"}, "#/locale", "not_one_of"), ({"slug": "x"}, "#/slug", "unknown_field"),
])
def test_a_setting_that_does_not_fit_is_named(admin, change, pointer, code):
    response = admin.request("PATCH", "/api/v1/settings", json_body=change, headers=[("If-Match", "*")])
    errors = errors_of(assert_problem(response, 422, "validation"))
    assert errors == {pointer: code}


# The audit log.


def test_what_was_done_is_in_the_log(owner, people, person):
    done = owner.request("PUT", role(person, "hr_reader"))
    lines = owner.get(f"/api/v1/audit-log?target_kind=member&target_id={person.id}").json()["data"]
    assert lines[0]["action"] == "role.grant" and lines[0]["actor_id"] == str(people.owner.id)
    assert lines[0]["diff"] == {"role": [None, "hr_reader"]}
    assert lines[0]["request_id"] == done.header("X-Request-Id")


def test_the_log_is_narrowed_and_paged(owner, people, person):
    for name in ("announcer", "hr_reader", "survey_admin"):
        owner.request("PUT", role(person, name))
    query = f"/api/v1/audit-log?action=role.grant&actor_id={people.owner.id}"
    whole = owner.get(query).json()["data"]
    first = owner.get(f"{query}&limit=2").json()
    second = owner.get(f"{query}&limit=2&cursor={first['page']['next_cursor']}").json()
    assert (first["data"] + second["data"])[:3] == whole[:3]
    assert owner.get(f"{query}&since={whole[0]['at']}").json()["data"] == whole[:1]
    assert whole[0] not in owner.get(f"{query}&until={whole[0]['at']}").json()["data"]
    assert_problem(owner.get("/api/v1/audit-log?target_kind=member"), 400)


def test_nobody_changes_the_log(database):
    with pytest.raises(Exception, match="never changed"):
        database.sql("update gracy.audit_log set action = 'nothing.happened'")
    with pytest.raises(Exception, match="never changed"):
        database.sql("delete from gracy.audit_log")


def test_the_log_says_how_many_lines_there_are(owner, person):
    for name in ("announcer", "hr_reader", "survey_admin"):
        owner.request("PUT", role(person, name))
    about = f"target_kind=member&target_id={person.id}"
    assert owner.get(f"/api/v1/audit-log?{about}&limit=1&include=total").json()["page"]["total"] == 3
    assert owner.get(f"/api/v1/audit-log?{about}&action=role.revoke&include=total").json()["page"]["total"] == 0
    granted = owner.get("/api/v1/audit-log?action=role.grant&limit=1&include=total").json()["page"]["total"]
    everything = owner.get("/api/v1/audit-log?limit=1&include=total").json()["page"]["total"]
    assert 3 <= granted <= everything


def test_tokens_and_sessions_that_come_and_go_are_in_the_log(client, owner, person, database):
    def done_by(somebody) -> list[str]:
        return [line["action"] for line in owner.get(f"/api/v1/audit-log?actor_id={somebody.id}").json()["data"]]

    me = client.as_(person.token)
    made = me.post("/api/v1/tokens", {"name": "logged", "scopes": ["people:read"]})
    assert me.delete(f"/api/v1/tokens/{made.json()['id']}").status == me.delete(f"/api/v1/tokens/{made.json()['id']}").status == 204
    sessions = [client.as_(database.add_session(person.team_space_id, person.id)) for _ in range(3)]
    last = sessions[0].get("/api/v1/me/sessions").json()["data"][0]["id"]
    assert sessions[0].request("DELETE", f"/api/v1/me/sessions/{last}").status == 204
    assert sessions[0].request("DELETE", "/api/v1/me/sessions").status == 204
    assert sessions[0].request("DELETE", "/api/v1/me/sessions").status == 204
    assert sessions[0].post("/api/v1/logout").status == 204
    assert done_by(person) == ["session.close", "session.close_others", "session.close", "token.revoke", "token.create"]
    [line] = owner.get(f"/api/v1/audit-log?action=token.create&actor_id={person.id}").json()["data"]
    assert line["request_id"] == made.header("X-Request-Id") and line["diff"]["scopes"] == ["people:read"]
    assert made.json()["token"] not in str(line)
