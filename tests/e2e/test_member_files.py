"""The file about one member that an administrator asks for: what administrators see, and nothing that only the member does."""
import json

import pytest

from support.clocks import today_in_seoul
from support.http_client import Client, assert_problem
from worker_fixtures import *  # noqa: F401,F403 - fixtures
from worker_fixtures import eventually

SECRETS = ("나만 보는 노트", "우리끼리 고마움", "몰래 보낸 고마움", "비밀스러운 질문", "몰래 준 사람")


@pytest.fixture(scope="module")
def admin(client, people) -> Client:
    return client.as_(people.admin.token)


@pytest.fixture
def worker(start_worker, database):
    return start_worker("jobs", on=database)


def path_of(person) -> str:
    return f"/api/v1/members/{person.id}/export"


def written(client: Client, export: str) -> dict:
    path = f"/api/v1/exports/{export}"
    return eventually(lambda: (state := client.get(path).json())["state"] == "done" and state, "the file to be written", 60)


def give(database, giver, receiver, visibility: str, message: str) -> None:
    database.sql("with gift as (insert into gracy.kudos (team_space_id, giver_id, value_id, message, points, visibility, source)"
                 " select %s, %s, min(id), %s, 1, %s, 'api' from gracy.company_value where team_space_id = %s and active returning *)"
                 " insert into gracy.kudos_recipient (team_space_id, kudos_id, member_id, position, points, created_at)"
                 " select team_space_id, id, %s, 1, 1, created_at from gift",
                 giver.team_space_id, giver.id, message, visibility, giver.team_space_id, receiver.id)


def test_an_administrator_takes_what_administrators_see_of_a_member(admin, client, people, database, worker):
    person, other, secretly = people.hire("Subject"), people.hire("Gives openly"), people.hire("몰래 준 사람")
    own = client.as_(person.token)
    today = today_in_seoul()
    assert own.request("PUT", f"/api/v1/me/check-ins/{today}", json_body={"score": 2, "note": "나만 보는 노트"}).status in (200, 201)
    database.sql("insert into gracy.assistant_question (team_space_id, member_id, question, language) values (%s, %s, '비밀스러운 질문', 'ko')",
                 person.team_space_id, person.id)
    database.sql("insert into gracy.hr_ticket (team_space_id, member_id, text) select %s, %s, 'ticket ' || n from generate_series(1, 450) as n",
                 person.team_space_id, person.id)
    database.sql("insert into gracy.hr_ticket (team_space_id, member_id, text) values (%s, %s, 'of somebody else')", other.team_space_id, other.id)
    database.sql("update gracy.member set left_on = '2099-03-03', birth_year = 1988, birth_month = 4, birth_day = 5 where team_space_id = %s and id = %s",
                 person.team_space_id, person.id)
    give(database, other, person, "public", "모두가 보는 고마움")
    give(database, secretly, person, "anonymous", "누가 보냈는지 모를 고마움")
    give(database, other, person, "private", "우리끼리 고마움")
    give(database, person, other, "public", "내가 보낸 고마움")
    give(database, person, other, "anonymous", "몰래 보낸 고마움")

    asked = admin.post(path_of(person))
    assert asked.status == 202 and asked.json()["member_id"] == str(person.id) and asked.json()["dataset"] == "member", asked
    export = asked.json()["id"]
    state = written(admin, export)
    assert state["format"] == "json" and state["rows_done"] == state["rows_total"] == 1 + 3 + 450
    response = admin.get(state["download"])
    assert response.header("Content-Type") == "application/json" and response.header("Cache-Control") == "private, no-store"
    text = response.body.decode()
    data = json.loads(text)
    assert data["profile"]["id"] == str(person.id) and (data["profile"]["left_on"], data["profile"]["birth_year"]) == ("2099-03-03", 1988)
    assert [gift["message"] for gift in data["kudos_given"]] == ["내가 보낸 고마움"]
    received = {gift["message"]: gift["giver"] for gift in data["kudos_received"]}
    assert received == {"모두가 보는 고마움": "Gives openly", "누가 보냈는지 모를 고마움": None}
    assert [ticket["text"] for ticket in data["tickets"]] == [f"ticket {n}" for n in range(450, 0, -1)]
    # What the rules keep from administrators is not there, and the file says so.
    assert {"check_ins", "feelings", "surveys", "private_kudos", "questions"} <= set(data["left_out"]) and data["note"]["ko"] and data["note"]["en"]
    assert not set(data["left_out"]) & data.keys()
    assert not [secret for secret in SECRETS if secret in text]
    # Two people are in the log, and the one whom it is about knows.
    assert database.sql("select actor_id, target_id, diff from gracy.audit_log where action = 'export.member' and target_id = %s", str(person.id)) == [
        (people.admin.id, str(person.id), {"export_id": export})]
    [notice] = [one for one in own.get("/api/v1/me/notices").json()["data"] if one["kind"] == "export.member"]
    assert notice["subject"] == {"kind": "member", "id": str(person.id)}
    assert "export.done" in {one["kind"] for one in admin.get("/api/v1/me/notices").json()["data"] if one["subject"] == {"kind": "export", "id": export}}
    # It is for the one who asked.
    for someone in (client.as_(people.owner.token), own):
        assert someone.get(state["download"]).status in (403, 404)


def test_it_takes_the_right_to_manage_people(client, people, database):
    person = people.hire("Not for everybody")
    reader = people.hire("Reads for HR")
    database.sql("insert into gracy.role_grant (team_space_id, member_id, role) values (%s, %s, 'hr_reader')", reader.team_space_id, reader.id)
    assert "people:write" in str(assert_problem(client.as_(reader.token).post(path_of(person)), 403, "forbidden"))

    def token(*scopes):
        return client.as_(database.add_token(people.admin.team_space_id, people.admin.id, ("exports:write", *scopes)))
    assert "people:export" in str(assert_problem(token("people:write").post(path_of(person)), 403, "forbidden"))
    assert "people:write" in str(assert_problem(token("people:export").post(path_of(person)), 403, "forbidden"))
    assert database.one("select count(*) from gracy.export_job where subject_id = %s", person.id) == 0
    assert database.one("select count(*) from gracy.member_notice where member_id = %s and kind = 'export.member'", person.id) == 0


def test_a_token_without_the_right_does_not_read_the_file(admin, client, people, database, worker):
    person = people.hire("Read by few")
    state = written(admin, admin.post(path_of(person)).json()["id"])
    narrow = client.as_(database.add_token(people.admin.team_space_id, people.admin.id, ("exports:write", "people:export")))
    assert "people:write" in str(assert_problem(narrow.get(state["download"]), 403, "forbidden"))


def test_asking_twice_with_a_key_is_asking_once(admin, people, database):
    person, other = people.hire("Asked about"), people.hire("Asked about as well")
    key = [("Idempotency-Key", "member-file-1")]
    first, again = (admin.post(path_of(person), headers=key) for _ in range(2))
    assert first.status == again.status == 202 and first.json()["id"] == again.json()["id"]
    assert again.header("Idempotency-Replayed") == "true"
    assert database.one("select count(*) from gracy.member_notice where member_id = %s and kind = 'export.member'", person.id) == 1
    assert admin.post(path_of(other), headers=key).json()["member_id"] == str(other.id)
    database.sql("delete from gracy.job where kind = 'exports.write'")
    database.sql("delete from gracy.export_job where subject_id in (%s, %s)", person.id, other.id)


def test_of_who_is_erased_there_is_no_file(admin, people, database):
    person = people.hire("Erased subject")
    database.sql("update gracy.member set status = 'left', left_on = current_date - 1 where id = %s", person.id)
    asked = admin.post(path_of(person)).json()["id"]
    name = admin.get(f"/api/v1/members/{person.id}").json()["name"]
    assert admin.post(f"/api/v1/members/{person.id}/erase", {"name": name}).status == 200
    assert_problem(admin.get(f"/api/v1/exports/{asked}"), 404, "not-found")
    assert_problem(admin.post(path_of(person)), 409, "erased")
