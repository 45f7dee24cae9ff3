"""Coffee: programs, who takes part, the rounds that the worker makes, and whether people met."""
import pytest

from route_cases.coffee import make_round
from support.http_client import Client, assert_problem, errors_of
from support.load import together
from worker_fixtures import *  # noqa: F401,F403 - fixtures

PROGRAMS = "/api/v1/coffee/programs"
LUNCH = {"name": "점심 커피", "weekday": 3, "at": "12:30"}


@pytest.fixture
def admin(client, people) -> Client:
    return client.as_(people.admin.token)


@pytest.fixture
def program(admin, database) -> dict:
    """A program of its own for each test."""
    number = database.one("select count(*) from gracy.coffee_program")
    return admin.post(PROGRAMS, LUNCH | {"name": f"Program {number}"}).json()


@pytest.fixture
def person(people, client):
    people.coffee = getattr(people, "coffee", 0) + 1
    hired = people.hire(f"Drinker {people.coffee}")
    hired.client = client.as_(hired.token)
    return hired


def test_a_program_is_begun_changed_and_ended(admin, people, client, database):
    made = admin.post(PROGRAMS, LUNCH | {"mode": "cross_group"})
    assert made.status == 201, made
    program = made.json()
    path = made.header("Location")
    assert program["cadence"] == "weekly" and program["at"] == "12:30" and program["next_round_at"] and program["participants"] == 0
    assert program["id"] in [row["id"] for row in client.as_(people.member.token).get(PROGRAMS).json()["data"]]
    read = admin.get(path)
    assert read.header("ETag") == made.header("ETag")
    changed = admin.patch(path, {"at": "15:00", "cadence": "every_2_weeks"}, [("If-Match", read.header("ETag"))])
    assert changed.status == 200 and changed.json()["at"] == "15:00" and changed.json()["next_round_at"] != program["next_round_at"]
    assert_problem(admin.patch(path, {"at": "16:00"}, [("If-Match", read.header("ETag"))]), 412)
    assert_problem(admin.patch(path, {"at": "16:00"}), 428)
    assert admin.delete(path, [("If-Match", changed.header("ETag"))]).status == 204
    assert admin.get(path).status == 404
    over = [row for row in admin.get(f"{PROGRAMS}?status=closed&limit=200").json()["data"] if row["id"] == program["id"]]
    assert over[0]["closed_at"] and over[0]["next_round_at"] is None
    assert program["id"] not in [row["id"] for row in admin.get(f"{PROGRAMS}?status=running&limit=200").json()["data"]]
    actions = [action for (action,) in database.sql("select action from gracy.audit_log where target_kind = 'coffee_program' and target_id = %s order by id", program["id"])]
    assert actions == ["coffee.create", "coffee.update", "coffee.close"]


def test_what_is_wrong_with_a_program_is_said_by_name(admin, program):
    wrong = {"name": "", "weekday": 6, "at": "25:00", "cadence": "daily", "group_size": 9, "mode": "blind", "surprise": 1}
    assert errors_of(assert_problem(admin.post(PROGRAMS, wrong), 422)) == {
        "#/name": "bad_length", "#/weekday": "out_of_range", "#/at": "not_a_time", "#/cadence": "not_one_of", "#/group_size": "out_of_range",
        "#/mode": "not_one_of", "#/surprise": "unknown_field"}
    assert errors_of(assert_problem(admin.post(PROGRAMS, LUNCH | {"name": program["name"]}), 422)) == {"#/name": "name_taken"}


def test_a_key_makes_one_program(admin, database):
    headers = [("Idempotency-Key", "coffee-1")]
    body = LUNCH | {"name": "Once"}
    answers = together(*[lambda: admin.post(PROGRAMS, body, headers)] * 6)
    assert {answer.status for answer in answers} <= {201, 503} and len({answer.json()["id"] for answer in answers if answer.status == 201}) == 1
    assert database.one("select count(*) from gracy.coffee_program where name = 'Once'") == 1
    assert errors_of(assert_problem(admin.post(PROGRAMS, body | {"at": "13:00"}, headers), 422)) == {"Idempotency-Key": "key_reused"}


def test_somebody_joins_pauses_comes_back_and_leaves(person, program):
    mine = f"/api/v1/me/coffee/{program['id']}"
    assert person.client.get(mine).json()["status"] == "out"
    assert person.client.put(mine, {"status": "joined"}).json()["status"] == "joined"
    paused = person.client.put(mine, {"status": "paused", "paused_until": "2099-01-01"}).json()
    assert (paused["status"], paused["paused_until"], paused["pause_reason"]) == ("paused", "2099-01-01", "own")
    [listed] = [row for row in person.client.get(f"{PROGRAMS}?limit=200").json()["data"] if row["id"] == program["id"]]
    assert listed["my_status"] == person.client.get(f"{PROGRAMS}/{program['id']}").json()["my_status"] == "paused"
    assert errors_of(assert_problem(person.client.put(mine, {"status": "paused", "paused_until": "2020-01-01"}), 422)) == {"#/paused_until": "in_the_past"}
    assert errors_of(assert_problem(person.client.put(mine, {"status": "joined", "paused_until": "2099-01-01"}), 422)) == {"#/paused_until": "not_paused"}
    assert person.client.put(mine, {"status": "joined"}).json() == {"program_id": program["id"], "status": "joined", "paused_until": None, "pause_reason": None, "silent_rounds": 0}
    assert person.client.delete(mine).status == 204
    assert person.client.get(mine).json()["status"] == "out"


def test_whom_somebody_does_not_want_to_meet_is_known_to_nobody_else(person, people, admin, client, database):
    exclusions = "/api/v1/me/coffee/exclusions"
    assert person.client.put(f"{exclusions}/{people.colleague.id}").status == 204
    assert person.client.put(f"{exclusions}/{people.colleague.id}").status == 204
    assert [row["id"] for row in person.client.get(exclusions).json()["data"]] == [str(people.colleague.id)]
    for other in (people.colleague.token, people.admin.token, people.owner.token):
        assert str(person.id) not in client.as_(other).get(exclusions).text
    assert_problem(person.client.put(f"{exclusions}/{person.id}"), 409, "self-exclusion")
    assert database.one("select count(*) from gracy.audit_log where actor_id = %s", person.id) == 0
    assert person.client.delete(f"{exclusions}/{people.colleague.id}").status == 204
    assert person.client.delete(f"{exclusions}/{people.colleague.id}").status == 404


def test_members_say_whether_they_met_and_administrators_see_how_many(person, people, admin, client, database):
    made = make_round(database, person.team_space_id, person.id, people.colleague.id)
    shown = person.client.get(f"/api/v1/me/coffee/rounds/{made}").json()
    assert {human["id"] for human in shown["people"]} == {str(person.id), str(people.colleague.id)} and shown["met"] is None
    assert person.client.put(f"/api/v1/me/coffee/seats/{made}", {"met": True}).json()["met"] is True
    assert person.client.get("/api/v1/me/coffee/rounds?limit=1").json()["data"][0]["met"] is True
    theirs = client.as_(people.colleague.token).get(f"/api/v1/me/coffee/rounds/{made}").json()
    assert theirs["met"] is None
    summary = admin.get(f"/api/v1/coffee/rounds/{made}").json()
    assert (summary["people"], summary["answered"], summary["met"]) == (2, None, None), "one answer is somebody's"
    [listed] = [row for row in admin.get("/api/v1/coffee/rounds?limit=200").json()["data"] if row["id"] == str(made)]
    assert (listed["answered"], listed["met"]) == (None, None)
    program, other = listed["program"]["id"], admin.post(PROGRAMS, LUNCH | {"name": "No Round Yet"}).json()["id"]
    for reader, path in ((admin, "/api/v1/coffee/rounds"), (person.client, "/api/v1/me/coffee/rounds")):
        page = reader.get(f"{path}?program_id={program}&include=total&limit=200").json()
        assert {row["program"]["id"] for row in page["data"]} == {program} and page["page"]["total"] == len(page["data"])
        page = reader.get(f"{path}?program_id={other}&include=total").json()
        assert (page["data"], page["page"]["total"]) == ([], 0)
    assert "met" not in admin.get(f"/api/v1/coffee/rounds/{made}/groups").text
    assert_problem(client.as_(people.owner.token).put(f"/api/v1/me/coffee/seats/{made}", {"met": True}), 404)


# The worker.


def begin(fresh, people: int, due: str = "5 minutes") -> int:
    """A program at hanbit that so many people joined, whose next round is at the next minute that is `due` away."""
    space = fresh.one("select id from gracy.team_space where slug = 'hanbit'")
    made = fresh.one("insert into gracy.coffee_program (team_space_id, name, cadence, weekday, at, apart_from_manager, starts_on, next_round_at, prepare_at)"
                     " values (%s, 'worker', 'weekly', 3, '12:30', false, now()::date - 60, date_trunc('minute', now() + %s::interval), now()) returning id", space, due)
    fresh.sql("insert into gracy.coffee_participant (team_space_id, program_id, member_id) select team_space_id, %s, id from gracy.member"
              " where team_space_id = %s and status = 'active' order by id limit %s", made, space, people)
    return made


def rounds(fresh, program: int) -> list:
    return fresh.sql("select id, seats, groups, left_out, repeats from gracy.coffee_round where program_id = %s order by no", program)


def make_now(fresh, jobs) -> None:
    jobs.wait(jobs.add("coffee.rounds", "bulk"), "done")


def test_a_round_is_made_ahead_once_and_seen_at_its_time(fresh, start_worker, jobs):
    program = begin(fresh, 31)
    start_worker("jobs")
    start_worker("jobs")
    for _ in range(4):
        jobs.add("coffee.rounds", "bulk")
    make_now(fresh, jobs)
    [(made, seats, groups, left_out, repeats)] = rounds(fresh, program)
    assert (seats, groups, left_out, repeats) == (31, 15, 0, 0)
    assert sorted(size for (size,) in fresh.sql("select count(*)::int from gracy.coffee_seat where round_id = %s group by group_no", made)) == [2] * 14 + [3]
    assert fresh.one("select count(*) from gracy.coffee_pair where program_id = %s", program) == 17
    assert fresh.one("select next_round_at > now() + interval '2 days' from gracy.coffee_program where id = %s", program)


def test_a_minute_s_looks_are_made_again_when_they_fail(fresh, start_worker):
    """A database that is away for a moment leaves no dead jobs behind."""
    start_worker("jobs")
    looks = "select kind, max_attempts from gracy.job where kind like 'coffee.%' group by kind, max_attempts order by kind"
    eventually(lambda: len(fresh.sql(looks)) == 4, "the minute's looks")
    assert {attempts for _, attempts in fresh.sql(looks)} == {3}


def test_rounds_follow_one_another_without_repeats(fresh, start_worker, jobs):
    program = begin(fresh, 12)
    start_worker("jobs")
    for number in range(1, 7):
        make_now(fresh, jobs)
        assert len(rounds(fresh, program)) == number
        # Some weeks later.
        fresh.sql("update gracy.coffee_round set fire_at = now() - (20 - no) * interval '7 days' where program_id = %s and fire_at > now()", program)
        fresh.sql("update gracy.coffee_program set next_round_at = date_trunc('minute', now() + interval '5 minutes'), prepare_at = now() where id = %s", program)
    assert [repeats for *_, repeats in rounds(fresh, program)] == [0] * 6
    assert fresh.one("select max(times) from (select count(*) as times from gracy.coffee_pair where program_id = %s group by lo, hi) as met", program) == 1


def test_who_leaves_before_the_time_has_no_seat(fresh, start_worker, jobs):
    program = begin(fresh, 8)
    start_worker("jobs")
    make_now(fresh, jobs)
    space, member = fresh.sql("select team_space_id, min(member_id) from gracy.coffee_participant where program_id = %s group by 1", program)[0]
    assert fresh.one("select gracy.leave_coffee(%s, %s, %s)", space, member, program) == "ok"
    assert rounds(fresh, program) == []
    make_now(fresh, jobs)
    [(made, seats, *_)] = rounds(fresh, program)
    assert seats == 7 and fresh.one("select count(*) from gracy.coffee_seat where round_id = %s and member_id = %s", made, member) == 0


def test_who_blocks_each_other_does_not_meet(fresh, start_worker, jobs):
    program = begin(fresh, 2)
    space, one, other = fresh.sql("select team_space_id, min(member_id), max(member_id) from gracy.coffee_participant where program_id = %s group by 1", program)[0]
    fresh.one("select gracy.exclude_from_coffee(%s, %s, %s)", space, other, one)
    start_worker("jobs")
    make_now(fresh, jobs)
    assert rounds(fresh, program) == []
    assert fresh.one("select next_round_at > now() + interval '2 days' from gracy.coffee_program where id = %s", program)


def test_a_round_that_everybody_slept_through_is_let_go(fresh, start_worker, jobs):
    program = begin(fresh, 8, due="-3 days")
    start_worker("jobs")
    make_now(fresh, jobs)
    assert rounds(fresh, program) == []
    assert fresh.one("select next_round_at > now() - interval '1 day' from gracy.coffee_program where id = %s", program)


@pytest.mark.expects_log("coffee.follow_up")
def test_a_round_that_cannot_be_followed_up_keeps_none_behind_it_from_it(fresh, start_worker, jobs):
    broken = begin(fresh, 4)
    fresh.sql("update gracy.coffee_program set name = 'broken' where id = %s", broken)
    behind = begin(fresh, 4)
    start_worker("jobs")
    make_now(fresh, jobs)
    fresh.sql("create function gracy.refuse() returns trigger language plpgsql as $$ begin raise exception 'refused by the test'; end $$")
    fresh.sql(f"create trigger refuse before update of state on gracy.coffee_round for each row when (new.program_id = {broken}) execute function gracy.refuse()")
    for program in (broken, behind):
        fresh.sql("update gracy.coffee_round set fire_at = now() - interval '7 days', follow_up_at = now() where program_id = %s", program)
    jobs.add("coffee.follow_up", "bulk")
    eventually(lambda: fresh.one("select bool_and(state = 'asked') from gracy.coffee_round where program_id = %s", behind), "the others to be asked")
    assert fresh.one("select bool_and(state = 'made') from gracy.coffee_round where program_id = %s", broken)


def test_the_silent_are_asked_and_then_paused(fresh, start_worker, jobs):
    program = begin(fresh, 4)
    start_worker("jobs")
    for _ in range(3):
        make_now(fresh, jobs)
        fresh.sql("update gracy.coffee_round set fire_at = now() - (20 - no) * interval '7 days', follow_up_at = now() where program_id = %s and state = 'made'", program)
        fresh.sql("update gracy.coffee_participant set acted_at = now() - interval '60 days' where program_id = %s", program)
        jobs.wait(jobs.add("coffee.follow_up", "bulk"), "done")
        assert fresh.one("select count(*) from gracy.coffee_seat join gracy.coffee_round on coffee_round.id = round_id where program_id = %s and asked_at is null", program) == 0
        # Slack is connected, and nobody has told it for longer than a day.
        fresh.sql("update gracy.coffee_seat set ask_at = ask_at - interval '2 days' where ask_at is not null")
        jobs.wait(jobs.add("coffee.notices", "bulk"), "done")
        talker = fresh.one("select min(member_id) from gracy.coffee_participant where program_id = %s", program)
        fresh.sql("select gracy.answer_coffee(team_space_id, %s, id, true) from gracy.coffee_round where program_id = %s and state = 'asked'", talker, program)
        fresh.sql("update gracy.coffee_round set follow_up_at = now() where program_id = %s and state = 'asked'", program)
        jobs.wait(jobs.add("coffee.follow_up", "bulk"), "done")
        fresh.sql("update gracy.coffee_program set next_round_at = date_trunc('minute', now() + interval '5 minutes'), prepare_at = now() where id = %s", program)
    states = fresh.sql("select member_id = %s, status, pause_reason, silent_rounds::int from gracy.coffee_participant where program_id = %s", talker, program)
    assert sorted(states) == [(False, "paused", "silent", 3)] * 3 + [(True, "joined", None, 0)]
