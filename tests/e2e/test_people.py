"""People: what is changed, by whom, and what others see of it; who is above whom; departments, places and teams."""
import datetime

import pytest

from support.http_client import Client, assert_problem, errors_of
from support.load import together
from support.postgres import Lock
from support.waiting import eventually
from worker_fixtures import Jobs, fresh, start_worker  # noqa: F401 - fixtures

ANY = [("If-Match", "*")]
MEMBERS = "/api/v1/members"


@pytest.fixture(scope="module")
def admin(client, people) -> Client:
    return client.as_(people.admin.token)


@pytest.fixture(scope="module")
def member(client, people) -> Client:
    return client.as_(people.member.token)


def patch(client: Client, path: str, body: dict, headers=ANY):
    return client.request("PATCH", path, json_body=body, headers=headers)


def path_of(person) -> str:
    return f"{MEMBERS}/{person.id}"


def ids(client: Client, query: str) -> list[str]:
    response = client.get(f"{MEMBERS}?limit=200&{query}")
    assert response.status == 200, response
    return [row["id"] for row in response.json()["data"]]


def test_somebody_is_added_and_found(admin, member):
    made = admin.post(MEMBERS, {"name": "새봄이", "email": "saebom@new.example", "hired_on": "2026-12-01"}, [("Idempotency-Key", "saebom")])
    assert made.status == 201 and made.json()["status"] == "invited", made
    assert made.header("Location") == f"{MEMBERS}/{made.json()['id']}"
    assert made.json()["id"] in ids(member, "q=saebom")
    assert ids(member, "q=Saebom@new.example") == ids(member, "q=saebom@new.ex&sort=-hired_on") == [made.json()["id"]]
    assert ids(member, "q=saebom@other.example") == []
    again = admin.post(MEMBERS, {"name": "새봄이", "email": "saebom@new.example", "hired_on": "2026-12-01"}, [("Idempotency-Key", "saebom")])
    assert again.status == 201 and again.header("Idempotency-Replayed") == "true" and again.json()["id"] == made.json()["id"]
    assert_problem(admin.post(MEMBERS, {"name": "다른 봄이", "email": "SAEBOM@new.example"}), 409, "email-taken")


def test_what_cannot_be_is_refused_by_its_field(admin, people):
    cases = [({"email": "no address"}, {"#/email": "not_an_email"}), ({"name": "  "}, {"#/name": "blank"}), ({"name": "\u200b\u3164"}, {"#/name": "blank"}), ({"name": None}, {"#/name": "required"}),
             ({"department_id": "987654321"}, {"#/department_id": "unknown_department"}), ({"birth_month": 2, "birth_day": 30, "birth_lunar": False}, {"#/birth_day": "invalid_birthday"}),
             ({"birth_year": 1990, "birth_month": None, "birth_day": None}, {"#/birth_year": "year_without_day"}),
             ({"tz": "Mars/Olympus"}, {"#/tz": "unknown_tz"}), ({"avatar_url": "javascript:alert(1)"}, {"#/avatar_url": "not_https"}),
             ({"left_on": str(datetime.date.today() - datetime.timedelta(days=3))}, {"#/left_on": "has_passed"}),
             ({"role": "owner"}, {"#/role": "unknown_field"}), ({"manager_id": str(people.outsider.id)}, {"#/manager_id": "unknown_manager"})]
    for body, errors in cases:
        assert errors_of(assert_problem(patch(admin, path_of(people.colleague), body), 422)) == errors, body


def test_of_two_edits_of_one_version_the_second_is_told(admin, people):
    path = path_of(people.hire("Edited"))
    tag = [("If-Match", admin.get(path).header("ETag"))]
    answers = together(*[lambda title=title: patch(admin, path, {"title": title}, tag) for title in "가나다라마바"])
    assert sorted(answer.status for answer in answers) == [200] + [412] * 5
    [winner] = [answer.json()["title"] for answer in answers if answer.status == 200]
    assert admin.get(path).json()["title"] == winner
    assert_problem(patch(admin, path, {"title": "x"}, []), 428, "precondition-required")


def test_nobody_is_above_themselves(admin, people):
    first, second = people.hire("First Above"), people.hire("Second Above")
    assert patch(admin, path_of(second), {"manager_id": str(first.id)}).json()["manager_id"] == str(first.id)
    for manager in (first, second):
        assert errors_of(assert_problem(patch(admin, path_of(first), {"manager_id": str(manager.id)}), 422)) == {"#/manager_id": "manager_cycle"}


def test_two_put_under_each_other_at_once_make_no_circle(admin, people):
    for attempt in range(5):
        a, b = people.hire(f"Ring A{attempt}"), people.hire(f"Ring B{attempt}")
        answers = together(lambda: patch(admin, path_of(a), {"manager_id": str(b.id)}), lambda: patch(admin, path_of(b), {"manager_id": str(a.id)}))
        assert sorted(answer.status for answer in answers) == [200, 422], answers


def test_who_leaves_is_out_within_a_second(admin, client, people, database):
    person = people.hire("Leaver")
    session = client.as_(database.add_session(person.team_space_id, person.id))
    assert session.get("/api/v1/me").status == client.as_(person.token).get("/api/v1/me").status == 200
    left = patch(admin, path_of(person), {"status": "left"}).json()
    assert left["status"] == "left" and left["left_on"]
    eventually(lambda: session.get("/api/v1/me").status == 401 and client.as_(person.token).get("/api/v1/me").status == 401, "the leaver to be out", 1.5)
    assert patch(admin, path_of(person), {"status": "active"}).json()["left_on"] is None
    assert session.get("/api/v1/me").status == 401, "what was ended stays ended"


def test_who_has_had_their_last_day_leaves_without_anybody_s_doing(admin, client, people, database, start_worker):
    leaver, stays = people.hire("Last Day"), people.hire("Day To Come")
    for person, day in ((leaver, "-3"), (stays, "5")):
        database.sql(f"update gracy.member set left_on = now()::date + {day} where id = %s", person.id)
    colleague = client.as_(people.colleague.token)
    assert colleague.get(path_of(stays)).json()["left_on"] is None, "a day to come is told to nobody else"
    assert admin.get(path_of(stays)).json()["left_on"] and client.as_(stays.token).get(path_of(stays)).json()["left_on"]
    start_worker("jobs", on=database)
    Jobs(database).add("people.leave", "bulk")
    eventually(lambda: colleague.get(path_of(leaver)).json()["status"] == "left", "the leaver to have left", 30)
    assert colleague.get(path_of(leaver)).json()["left_on"] and admin.get(path_of(stays)).json()["status"] == "active"
    eventually(lambda: client.as_(leaver.token).get("/api/v1/me").status == 401, "the leaver to be out", 30)
    assert database.sql("select actor_id, diff -> 'status' from gracy.audit_log where action = 'member.leave' and target_id = %s", str(leaver.id)) == [
        (None, ["active", "left"])]


def test_a_leaver_who_cannot_be_let_go_keeps_nobody_behind_them(client, people, database, cluster, start_worker):
    held, leaver = people.hire("Held Back"), people.hire("Behind Them")
    database.sql("update gracy.member set left_on = now()::date - 3 where id = any (%s)", [held.id, leaver.id])
    colleague = client.as_(people.colleague.token)

    def has_left(person):
        return colleague.get(path_of(person)).json()["status"] == "left"

    with Lock(cluster, database.name, f"select 1 from gracy.member where id = {held.id} for update"):
        start_worker("jobs", on=database)
        Jobs(database).add("people.leave", "bulk")
        eventually(lambda: has_left(leaver), "the second to have left", 30)
        assert not has_left(held)
    eventually(lambda: has_left(held), "the first to have left at another try", 60)


def test_the_last_owner_stays(client, admin, people):
    owner = client.as_(people.owner.token)
    assert_problem(patch(owner, path_of(people.owner), {"status": "left"}), 409, "last-owner")
    for change in ({"email": "taken@over.example"}, {"left_on": "2026-01-01"}, {"left_on": "2999-01-01"}):
        assert_problem(patch(admin, path_of(people.owner), change), 403, "owners-only")


def test_who_manages_people_takes_no_role_over(client, database, people):
    """By another address a link to set a password would go to whoever wrote it."""
    for who in (people.owner, people.admin):
        token = client.as_(database.add_token(who.team_space_id, who.id, scopes=("people:read", "people:write")))
        for change in ({"email": "taken@over.example"}, {"status": "left"}, {"left_on": "2999-01-01"}):
            refused = assert_problem(patch(token, path_of(people.admin), change), 403, "forbidden")
            assert "roles:write" in str(refused)
        csv = f"email,status\n{people.admin.email},left\n".encode()
        report = token.post(f"{MEMBERS}/import?dry_run=true", body=csv, headers=[("Content-Type", "text/csv")]).json()
        assert [error["code"] for error in report["errors"]] == ["roles_only"]
        assert patch(token, path_of(people.admin), {"title": "관리자"}).status == 200


def test_a_birthday_is_its_owners_to_show(admin, client, member, people):
    person = people.hire("Born")
    own = client.as_(person.token)
    me = patch(own, "/api/v1/me", {"birth_year": 1990, "birth_month": 5, "birth_day": 17, "birth_lunar": True})
    assert me.status == 200 and (me.json()["birth_year"], me.json()["birth_lunar"]) == (1990, True), me
    assert admin.get(path_of(person)).json()["birth_year"] == 1990
    seen = member.get(path_of(person)).json()
    assert (seen["birth_month"], seen["birth_day"], seen["birth_lunar"]) == (None, None, None) and "birth_year" not in seen
    for field in ("celebrates_birthday", "celebrates_anniversary"):
        assert patch(admin, path_of(person), {field: False}).status == 200
        problem = assert_problem(patch(admin, path_of(person), {field: True}), 422)
        assert errors_of(problem) == {f"#/{field}": "not_yours"}, "nobody turns on what colleagues are told of another"
    assert patch(own, "/api/v1/me", {"celebrates_birthday": True}).status == 200
    seen = member.get(path_of(person)).json()
    assert (seen["birth_month"], seen["birth_day"], seen["birth_lunar"]) == (5, 17, True)
    assert "birth_year" not in seen and "celebrates_birthday" not in seen


def test_members_change_what_is_theirs_and_no_more(client, people):
    own = client.as_(people.hire("Self").token)
    assert patch(own, "/api/v1/me", {"name_en": "Myself", "locale": "en", "tz": "Asia/Tokyo"}).json()["name_en"] == "Myself"
    for field, value in (("name", "다른"), ("title", "대표"), ("manager_id", None), ("status", "active"), ("department_id", "1")):
        assert errors_of(assert_problem(patch(own, "/api/v1/me", {field: value}), 422)) == {f"#/{field}": "unknown_field"}


def test_what_was_changed_is_in_the_audit_log(admin, people, database):
    person = people.hire("Audited")
    patch(admin, path_of(person), {"title": "책임"})
    assert database.sql("select actor_id, action, diff from gracy.audit_log where target_kind = 'member' and target_id = %s", str(person.id)) == [
        (people.admin.id, "member.update", {"title": [None, "책임"]})]


def test_filters_narrow_a_list(member, people, database):
    space = people.member.team_space_id
    def expected(condition):
        return {str(row[0]) for row in database.sql(f"select id from gracy.member where team_space_id = %s and {condition}", space)}
    def listed(query):
        found, cursor = [], ""
        while cursor is not None:
            page = member.get(f"{MEMBERS}?limit=100&include=total&{query}" + (f"&cursor={cursor}" if cursor else "")).json()
            found += [row["id"] for row in page["data"]]
            cursor, total = page["page"]["next_cursor"], page["page"]["total"]
        assert len(found) == len(set(found)) == total, query
        return set(found)
    manager, place = people.manager.id, database.one("select min(id) from gracy.location where team_space_id = %s", space)
    team = database.one("select id from gracy.team where team_space_id = %s and name_en = 'Onboarding'", space)
    root = database.one("select id from gracy.department where team_space_id = %s and parent_id is null and name = '한빛전자'", space)
    assert listed(f"manager_id={manager}") == expected(f"manager_id = {manager}")
    assert listed(f"location_id={place}") == expected(f"location_id = {place}")
    assert listed(f"subtree_of={people.owner.id}") == expected(f"id in (select member_id from gracy.member_edge where ancestor_id = {people.owner.id})")
    assert listed(f"team_id={team}") == expected(f"id in (select member_id from gracy.team_member where team_id = {team})")
    assert listed("status=employed") == expected("status <> 'left'") != expected("true")
    assert listed(f"status=employed&location_id={place}") == expected(f"status <> 'left' and location_id = {place}")
    assert listed(f"department_id={root}") == set()
    assert listed(f"department_id={root}&department_tree=true&sort=-hired_on") == expected(
        f"department_id in (select department_id from gracy.department_edge where ancestor_id = {root})")
    assert listed("hired_after=2024-01-01&hired_before=2025-01-01&status=active") == expected("hired_on > '2024-01-01' and hired_on < '2025-01-01' and status = 'active'")
    assert listed(f"q=%E3%84%B1&location_id={place}") == listed("q=%E3%84%B1") & expected(f"location_id = {place}")


def test_newest_first(member):
    found, cursor = [], ""
    while cursor is not None and len(found) < 300:
        page = member.get(f"{MEMBERS}?sort=-hired_on&limit=70" + (f"&cursor={cursor}" if cursor else "")).json()
        found += [(row["hired_on"] or "", row["name"]) for row in page["data"]]
        cursor = page["page"]["next_cursor"]
    assert [day for day, _ in found] == sorted((day for day, _ in found), reverse=True)
    for day in {day for day, _ in found}:
        names = [name for other, name in found if other == day]
        assert names == sorted(names)


def test_a_list_brings_what_is_asked_for(member, people):
    [row] = [row for row in member.get(f"{MEMBERS}?q=jiho.lee&include=manager,department,location").json()["data"] if row["id"] == str(people.member.id)]
    assert row["manager"]["id"] == row["manager_id"] and row["manager"]["name"]
    assert row["department"]["name"] == row["department_name"] and row["department"]["parent_id"]
    assert row["location"]["name"]
    assert "manager" not in member.get(f"{MEMBERS}?limit=1").json()["data"][0]
    assert_problem(member.get(f"{MEMBERS}?include=salary"), 400)


def test_a_chain_leads_to_the_top_and_reports_lead_back(member, people):
    chain = member.get(f"{path_of(people.report)}/chain").json()["data"]
    assert chain[0]["id"] == str(people.manager.id) and [row["depth"] for row in chain] == list(range(1, len(chain) + 1))
    assert chain[-1]["manager_id"] is None
    reports = member.get(f"{path_of(people.manager)}/reports?limit=200&include=total").json()
    assert str(people.report.id) in [row["id"] for row in reports["data"]] and reports["page"]["total"] == len(reports["data"])
    nobody = member.get(f"{path_of(people.report)}/reports").json()
    assert nobody["data"] == []


def test_the_chart_goes_to_its_depth(member, people):
    top = member.get(f"/api/v1/org-chart?root={people.owner.id}&depth=1").json()
    assert top["nodes"][0]["id"] == str(people.owner.id) and {node["depth"] for node in top["nodes"]} == {0, 1}
    assert top["nodes"][0]["report_count"] == len(top["nodes"]) - 1 and not top["nodes"][0]["has_more"]
    assert any(node["has_more"] for node in top["nodes"])
    whole = member.get("/api/v1/org-chart?depth=5").json()
    seen = set()
    for node in whole["nodes"]:
        assert node["manager_id"] is None or node["manager_id"] in seen, node
        seen.add(node["id"])
    assert_problem(member.get("/api/v1/org-chart?depth=6"), 400)
    assert member.get("/api/v1/org-chart?root=987654321").status == 404


def test_departments_are_a_tree(admin, member):
    made = [admin.post("/api/v1/departments", {"name": "본부 하나"}).json()]
    made.append(admin.post("/api/v1/departments", {"name": "팀 하나", "parent_id": made[0]["id"]}).json())
    path = f"/api/v1/departments/{made[0]['id']}"
    assert made[1]["depth"] == 1 and made[1]["member_count"] == 0
    assert errors_of(assert_problem(patch(admin, path, {"parent_id": made[1]["id"]}), 422)) == {"#/parent_id": "department_cycle"}
    assert_problem(admin.request("DELETE", path, headers=ANY), 409, "not-empty")
    assert [row["id"] for row in member.get(f"/api/v1/departments?parent_id={made[0]['id']}").json()["data"]] == [made[1]["id"]]
    for q in ("%EB%B3%B8%EB%B6%80+%ED%95%98%EB%82%98", "%E3%85%82%E3%85%82%E3%85%8E%E3%84%B4"):  # 본부 하나, ㅂㅂㅎㄴ
        found = member.get(f"/api/v1/departments?q={q}&include=total").json()
        assert [row["id"] for row in found["data"]] == [made[0]["id"]], found
    assert_problem(member.get("/api/v1/departments?q=+"), 400)
    assert_problem(admin.post("/api/v1/departments", {"name": "팀 하나", "parent_id": made[0]["id"]}), 409, "name-taken")
    assert patch(admin, path, {"name": "본부 둘"}).json()["name"] == "본부 둘"
    assert admin.request("DELETE", f"/api/v1/departments/{made[1]['id']}", headers=ANY).status == 204
    assert admin.request("DELETE", path, headers=ANY).status == 204
    assert member.get(path).status == 404


def test_who_has_left_does_not_keep_a_department_for_ever(admin, member, people, database):
    for path, field in (("/api/v1/departments", "department_id"), ("/api/v1/locations", "location_id")):
        body = {"name": f"사라질 {field}"} | ({"tz": "Asia/Seoul"} if field == "location_id" else {})
        home = f"{path}/{(made := admin.post(path, body).json())['id']}"
        assert errors_of(assert_problem(admin.post(path, body), 409, "name-taken")) == {"#/name": "name_taken"}
        working, gone = people.hire(f"Stays {field}"), people.hire(f"Leaves {field}")
        for person in (working, gone):
            assert patch(admin, path_of(person), {field: made["id"]}).status == 200
        assert patch(admin, path_of(gone), {"status": "left"}).status == 200
        refused = assert_problem(admin.request("DELETE", f"{home}?former=clear", headers=ANY), 409, "not-empty")
        assert refused["detail"] == "Members in it: 1."
        assert member.get(path_of(gone)).json()[field] == made["id"], "what is refused changes nothing"
        assert patch(admin, path_of(working), {field: None}).status == 200
        refused = assert_problem(admin.request("DELETE", home, headers=ANY), 409, "not-empty")
        assert "who have left: 1." in refused["detail"] and "former=clear" in refused["detail"]
        assert admin.request("DELETE", f"{home}?former=clear", headers=ANY).status == 204
        assert member.get(path_of(gone)).json()[field] is None
        [diff] = database.one("select array_agg(diff) from gracy.audit_log where action = %s and target_id = %s", f"{field[:-3]}.delete", made["id"])
        assert diff["former_members"] == [gone.id]


def test_a_departments_new_name_is_its_members(admin, member, people, database):
    department = admin.post("/api/v1/departments", {"name": "이름 바뀔 팀"}).json()
    person = people.hire("Renamed")
    assert patch(admin, path_of(person), {"department_id": department["id"]}).json()["department_name"] == "이름 바뀔 팀"
    patch(admin, f"/api/v1/departments/{department['id']}", {"name": "이름 바뀐 팀"})
    assert member.get(path_of(person)).json()["department_name"] == "이름 바뀐 팀"
    assert member.get(f"/api/v1/departments/{department['id']}").json()["member_count"] == 1


def test_places_and_teams_come_and_go(admin, member, people):
    place = admin.post("/api/v1/locations", {"name": "부산 지사", "tz": "Asia/Seoul"}).json()
    person = people.hire("Placed")
    assert patch(admin, path_of(person), {"location_id": place["id"]}).json()["location_name"] == "부산 지사"
    assert_problem(admin.request("DELETE", f"/api/v1/locations/{place['id']}", headers=ANY), 409, "not-empty")
    team = admin.post("/api/v1/teams", {"name": "밴드"}).json()
    members = f"/api/v1/teams/{team['id']}/members"
    assert member.get(members).json()["data"] == []
    for role in ("member", "lead"):
        assert admin.request("PUT", f"{members}/{person.id}", json_body={"role": role}).json()["role"] == role
        assert [(row["id"], row["team_role"]) for row in member.get(members).json()["data"]] == [(str(person.id), role)]
    assert member.get(f"/api/v1/teams/{team['id']}").json()["member_count"] == 1
    for query in (f"member_id={person.id}", "q=%EB%B0%B4%EB%93%9C", f"member_id={person.id}&q=%E3%85%82%E3%84%B7"):  # 밴드, ㅂㄷ
        found = member.get(f"/api/v1/teams?{query}&include=total").json()
        assert ([row["id"] for row in found["data"]], found["page"]["total"]) == ([team["id"]], 1), query
    assert member.get(f"/api/v1/teams?member_id={people.admin.id}&q=%EB%B0%B4%EB%93%9C").json()["data"] == []
    assert admin.request("DELETE", f"{members}/{person.id}").status == 204
    assert admin.request("DELETE", f"/api/v1/teams/{team['id']}", headers=ANY).status == 204
    assert member.get(members).status == 404


def test_a_team_of_everybody_is_a_list_like_any_other(member, people, database):
    team = database.one("select id from gracy.team where team_space_id = %s and name_en = 'Everybody at Hanbit'", people.member.team_space_id)
    path = f"/api/v1/teams/{team}/members"
    first = member.get(f"{path}?limit=200&include=total").json()
    second = member.get(f"{path}?limit=200&offset=200").json()
    names = [row["name"] for row in first["data"] + second["data"]]
    assert first["page"]["total"] == len(names) == 400 and names == sorted(names)
    assert member.get(f"{path}?limit=200&cursor={first['page']['next_cursor']}").json()["data"] == second["data"]
