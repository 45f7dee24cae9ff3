"""What the law asks for: members take what is kept of them, and who has left can be forgotten. And what members can do."""
import json

import pytest

from support.clocks import today_in_seoul
from support.http_client import Client, assert_problem, errors_of
from support.waiting import eventually
from worker_fixtures import Jobs, fresh, start_worker  # noqa: F401 - fixtures

ANY = [("If-Match", "*")]


@pytest.fixture(scope="module")
def admin(client, people) -> Client:
    return client.as_(people.admin.token)


def patch(client: Client, path: str, body: dict):
    return client.request("PATCH", path, json_body=body, headers=ANY)


def path_of(person) -> str:
    return f"/api/v1/members/{person.id}"


def test_no_birthday_is_in_the_audit_log(client, people, database):
    person = people.hire("Unlogged")
    assert patch(client.as_(person.token), "/api/v1/me", {"birth_year": 1973, "birth_month": 11, "birth_day": 30, "avatar_url": "https://faces.example/1973"}).status == 200
    assert database.sql("select diff from gracy.audit_log where target_kind = 'member' and target_id = %s", str(person.id)) == [
        ({"birthday": True, "avatar_url": True},)]


def test_members_take_what_is_kept_of_them(client, people, database):
    person, other = people.hire("Taker"), people.hire("Giver")
    own = client.as_(person.token)
    assert own.request("PUT", f"/api/v1/me/check-ins/{today_in_seoul()}", json_body={"score": 4, "note": "나만 보는 노트"}).status in (200, 201)
    assert own.post("/api/v1/tokens", {"name": "my script", "scopes": ["profile:read", "kudos:read"]}).status == 201
    value = database.one("select min(id) from gracy.company_value where team_space_id = %s and active", person.team_space_id)
    for visibility, message in (("public", "함께 일해서 든든했어요"), ("anonymous", "몰래 전하는 고마운 마음")):
        database.sql("with gift as (insert into gracy.kudos (team_space_id, giver_id, value_id, message, points, visibility, source)"
                     " values (%s, %s, %s, %s, 1, %s, 'api') returning *)"
                     " insert into gracy.kudos_recipient (team_space_id, kudos_id, member_id, position, points, created_at)"
                     " select team_space_id, id, %s, 1, 1, created_at from gift",
                     person.team_space_id, other.id, value, message, visibility, person.id)
    database.sql("insert into gracy.hr_ticket (team_space_id, member_id, text) select %s, %s, 'ticket ' || n from generate_series(1, 250) as n",
                 person.team_space_id, person.id)
    database.sql("insert into gracy.hr_ticket (team_space_id, member_id, text) values (%s, %s, 'of somebody else')", other.team_space_id, other.id)
    response = own.get("/api/v1/me/export")
    assert response.status == 200 and response.header("Cache-Control") == "private, no-store", response
    assert response.header("Content-Disposition").startswith('attachment; filename="my-data-')
    data = json.loads(response.body)
    assert data["profile"]["id"] == str(person.id)
    assert [entry["note"] for entry in data["check_ins"]] == ["나만 보는 노트"]
    assert [token["name"] for token in data["tokens"] if token["name"] == "my script"] and "hash" not in json.dumps(data["tokens"])
    gifts = {gift["message"]: gift for gift in data["kudos_received"]}
    assert len(gifts) == 2 and "몰래 전하는 고마운 마음" in gifts
    assert str(other.id) not in json.dumps(gifts["몰래 전하는 고마운 마음"]) and "Giver" not in json.dumps(gifts["몰래 전하는 고마운 마음"])
    assert [ticket["text"] for ticket in data["tickets"]] == [f"ticket {n}" for n in range(250, 0, -1)]
    assert database.sql("select action, diff from gracy.audit_log where actor_id = %s and action = 'export.own'", person.id) == [("export.own", {})]
    assert own.request("HEAD", "/api/v1/me/export").status == 200
    assert database.one("select count(*) from gracy.audit_log where actor_id = %s and action = 'export.own'", person.id) == 1


def test_a_token_takes_what_its_scopes_read(client, people):
    person = people.hire("Limited")
    made = client.as_(person.token).post("/api/v1/tokens", {"name": "narrow", "scopes": ["profile:read"]})
    data = client.as_(made.json()["token"]).get("/api/v1/me/export").json()
    assert "profile" in data and "notices" in data
    assert not {"check_ins", "kudos_given", "tickets", "tokens", "wallets", "coffee_rounds"} & data.keys()


def test_a_leaver_is_forgotten(admin, client, people, database):
    person = people.hire("Forgotten")
    assert_problem(admin.post(f"{path_of(person)}/erase", {"name": "Forgotten"}), 409, "not-left")
    assert patch(admin, path_of(person), {"status": "left"}).status == 200
    profile = admin.get(path_of(person)).json()
    assert profile["erased_at"] is None
    assert errors_of(assert_problem(admin.post(f"{path_of(person)}/erase", {"name": "somebody else"}), 422)) == {"#/name": "name_mismatch"}
    assert_problem(client.as_(people.member.token).post(f"{path_of(person)}/erase", {"name": profile["name"]}), 403)
    erased = admin.post(f"{path_of(person)}/erase", {"name": profile["name"]})
    assert erased.status == 200 and erased.json()["name"] == "퇴사자" and erased.json()["erased_at"], erased
    again = admin.post(f"{path_of(person)}/erase", {"name": "whatever"})
    assert again.status == 200 and again.json()["erased_at"] == erased.json()["erased_at"]
    assert admin.get(f"/api/v1/members?q={profile['name']}".replace(" ", "%20")).json()["data"] == []
    assert_problem(patch(admin, path_of(person), {"status": "active"}), 409, "erased")
    assert database.sql("select diff from gracy.audit_log where action = 'member.erase' and target_id = %s", str(person.id)) == [({},)]


def test_leavers_are_forgotten_in_time(admin, people, database, start_worker):
    person, stays = people.hire("Timed"), people.hire("Later")
    database.sql("update gracy.member set status = 'left', left_on = current_date - 100 where id = %s", person.id)
    database.sql("update gracy.member set status = 'left', left_on = current_date - 2 where id = %s", stays.id)
    settings = patch(admin, "/api/v1/settings", {"erase_leavers_after_days": 90})
    assert settings.status == 200 and settings.json()["erase_leavers_after_days"] == 90, settings
    try:
        start_worker("jobs", on=database)
        Jobs(database).add("people.erase", "bulk")
        eventually(lambda: admin.get(path_of(person)).json()["erased_at"], "the leaver to be erased", 30)
        assert admin.get(path_of(stays)).json()["erased_at"] is None
    finally:
        assert patch(admin, "/api/v1/settings", {"erase_leavers_after_days": None}).json()["erase_leavers_after_days"] is None


def test_members_are_found_by_what_they_can_do(admin, client, people):
    person = people.hire("Skilled")
    own = client.as_(person.token)
    me = patch(own, "/api/v1/me", {"skills": ["Zig", " zig ", "현악 4중주"]})
    assert me.status == 200 and me.json()["skills"] == ["Zig", "현악 4중주"], me
    assert own.get(path_of(person)).json()["skills"] == ["Zig", "현악 4중주"]
    def found(query):
        return [row["id"] for row in own.get(f"/api/v1/members?{query}").json()["data"]]
    assert found("skill=ZIG") == found("skill=%ED%98%84%EC%95%854%EC%A4%91%EC%A3%BC") == [str(person.id)]
    assert found("skill=zig&q=Skilled&status=active&include=total") == [str(person.id)]
    assert found("skill=zig&q=nobody") == found("skill=zi") == []
    assert patch(admin, path_of(person), {"skills": []}).json()["skills"] == [] and found("skill=zig") == []
    assert errors_of(assert_problem(patch(own, "/api/v1/me", {"skills": ["a;b"]}), 422)) == {"#/skills/0": "not_a_skill"}
    assert_problem(patch(own, "/api/v1/me", {"skills": [str(n) for n in range(21)]}), 422)
    assert_problem(own.get("/api/v1/members?skill=%20"), 400)
