"""Numbers of groups: rolled up by the worker, shown to who may see them."""
import datetime

import pytest

from support import build
from support.http_client import Client, assert_problem
from support.waiting import eventually
from worker_fixtures import Worker


@pytest.fixture(scope="module")
def lead(people, database):
    """Of two."""
    lead, *reports = (people.hire(f"Small Team {n}") for n in range(3))
    database.sql("update gracy.member set manager_id = %s where id = any (%s)", lead.id, [report.id for report in reports])
    return lead


@pytest.fixture(scope="module", autouse=True)
def rolled_up(folder, database, lead):
    """A worker that has rolled up everything once more."""
    database.sql("update gracy.analytics_unit set rolled_at = null, final = false")
    worker = Worker(folder / "analytics-worker", database, "jobs", {})
    try:
        eventually(lambda: database.one("select count(*) > 100 and bool_and(rolled_at is not null) from gracy.analytics_unit"), "everything to be rolled up", 120)
    finally:
        assert worker.stop() == 0


@pytest.fixture
def admin(client, people) -> Client:
    return client.as_(people.admin.token)


def analytics(client: Client, what: str, **query) -> dict:
    response = client.get(f"/api/v1/analytics/{what}?" + "&".join(f"{name}={value}" for name, value in query.items()))
    assert response.status == 200, response
    return response.json()


def test_the_whole_team_space_adds_up(admin, database, people):
    months = analytics(admin, "recognition")["data"]
    given = database.one("select count(*) from gracy.kudos join gracy.kudos_recipient using (team_space_id) where kudos_recipient.kudos_id = kudos.id"
                         " and team_space_id = %s and visibility = 'public' and voided_at is null and kudos.created_at >= %s::date - interval '9 hours'",
                         people.admin.team_space_id, months[-1]["period_start"])
    assert len(months) >= 12 and sum(month["gifts"] for month in months) == pytest.approx(given, rel=0.15)  # leavers gave too
    for month in months:
        assert 0 <= month["participation"] <= 1 and 0 <= month["reciprocity"] <= 1
        assert month["participation"] * 20 == pytest.approx(round(month["participation"] * 20)), "in steps of five per cent"


def test_weeks_and_months_are_narrowed_by_days(admin):
    first = datetime.date.today() - datetime.timedelta(60)
    days = [first + datetime.timedelta(n) for n in range(30)]
    weeks = analytics(admin, "recognition", grain="week", **{"from": str(first), "to": str(first + datetime.timedelta(30))})
    assert weeks["grain"] == "week"
    assert [week["period_start"] for week in weeks["data"]] == [str(day) for day in reversed(days) if day.weekday() == 0]


def test_values_say_what_people_are_thanked_for(admin):
    values = analytics(admin, "values", grain="month")["data"]
    latest = [value for value in values if value["period_start"] == values[0]["period_start"]]
    assert len(latest) > 1 and [value["gifts"] for value in latest] == sorted((value["gifts"] for value in latest), reverse=True)


def test_of_a_small_group_only_its_size_is_told(admin, lead):
    [period, *_] = analytics(admin, "recognition", group="subtree", id=lead.id)["data"]
    assert period["withheld"] == "too_few" and period["members"] == 2
    assert {period[name] for name in ("gifts", "points", "givers", "receivers", "across_departments", "pairs", "reciprocity", "isolated")} == {None}
    assert analytics(admin, "values", group="subtree", id=lead.id)["data"] == []


def test_a_manager_sees_their_own_subtree_and_no_other(client, people, database):
    manager = client.as_(people.manager.token)
    own = analytics(manager, "recognition")
    assert own["group"]["kind"] == "subtree" and own["group"]["id"] == str(people.manager.id)
    # What one's own people are more than those of somebody below would be that person alone.
    below = database.one("select member_id from gracy.member_edge where ancestor_id = %s and depth > 0 limit 1", people.manager.id)
    for what in ("recognition", "values"):
        for query in ("group=team_space", "group=department&id=1", "group=team&id=1", f"group=subtree&id={below}"):
            assert_problem(manager.get(f"/api/v1/analytics/{what}?{query}"), 403, "forbidden")
    assert_problem(client.as_(people.member.token).get("/api/v1/analytics/recognition"), 403)


def test_groups_of_another_team_space_are_not_there(admin, database, people):
    for kind in ("department", "location", "team"):
        other = database.one(f"insert into gracy.{kind} (team_space_id, name) values (%s, 'Theirs') returning id", people.outsider.team_space_id)
        assert_problem(admin.get(f"/api/v1/analytics/recognition?group={kind}&id={other}"), 404)
    assert_problem(admin.get(f"/api/v1/analytics/recognition?group=subtree&id={people.outsider.id}"), 404)


@pytest.mark.parametrize("query, name", [("group=department", "id"), ("group=team_space&id=1", "id"), ("group=city&id=1", "group"), ("grain=day", "grain"),
                                         ("from=2026-02-01&to=2026-01-01", "from"), ("from=yesterday", "from")])
def test_what_is_asked_wrongly_is_named(admin, query, name):
    problem = assert_problem(admin.get(f"/api/v1/analytics/recognition?{query}"), 400)
    assert name in [error["parameter"] for error in problem["errors"]]


def test_days_in_the_wrong_order_are_no_empty_answer(admin):
    for what in ("recognition", "values", "mood", "enps", "network", "coffee"):
        problem = assert_problem(admin.get(f"/api/v1/analytics/{what}?from=2026-02-01&to=2026-01-01"), 400)
        assert [(error["parameter"], error["code"]) for error in problem["errors"]] == [("from", "out_of_order")]


def test_coffee_tells_how_many_met_once_a_round_is_settled(admin, database, people):
    rounds = analytics(admin, "coffee")["data"]
    states = dict(database.sql("select id::text, state from gracy.coffee_round where team_space_id = %s", people.admin.team_space_id))
    assert {states[each["round_id"]] for each in rounds} == {"made", "asked", "settled"}
    for each in rounds:
        if states[each["round_id"]] == "settled":
            assert each["released"] and each["reason"] is None and 0.5 < each["meet_rate"] < 1 and each["participation_at_least"] > 50
            assert 5 <= each["answers"] <= each["members"]
        else:
            assert (each["released"], each["reason"], each["answers"], each["meet_rate"]) == (False, "not_ended", None, None), "nobody is seen to answer"


def test_coffee_of_a_group_is_told_of_enough_people_and_no_others(admin, client, database, people):
    department = database.one("select id from gracy.department where team_space_id = %s and name = '재무팀'", people.admin.team_space_id)
    seats = dict(database.sql("select seat.round_id::text, count(seat.met) from gracy.coffee_seat seat join gracy.member on member.team_space_id = seat.team_space_id"
                              " and member.id = seat.member_id where member.department_id = %s group by 1", department))
    told = analytics(admin, "coffee", group="department", id=department)
    assert told["group"]["name"] == "재무팀"
    settled = [each for each in told["data"] if each["reason"] != "not_ended"]
    assert settled and all(each["released"] == (each["meet_rate"] is not None) for each in settled)
    assert {each["reason"] for each in settled if seats.get(each["round_id"], 0) < 5} == {"too_few"}
    manager = client.as_(people.manager.token)
    assert analytics(manager, "coffee")["group"] == {"kind": "subtree", "id": str(people.manager.id), "name": database.one("select name from gracy.member where id = %s", people.manager.id)}
    assert_problem(manager.get(f"/api/v1/analytics/coffee?group=department&id={department}"), 403, "forbidden")


def test_the_network_tells_how_many_exchange_recognition_with_how_many(admin, lead, client, people, database):
    told = analytics(admin, "network")
    running = database.one("select date_trunc('month', now() at time zone 'Asia/Seoul')::date::text")
    assert told["group"]["kind"] == "team_space" and len(told["data"]) >= 10
    assert running not in {month["period_start"] for month in told["data"]}, "while a month runs, every gift would be seen"
    for month in told["data"]:
        for direction in ("given", "received"):
            shares = month[direction]["shares"]
            assert month[direction]["released"] and set(shares) == {"0", "1-2", "3-5", "6+"} and 98 <= sum(shares.values()) <= 102
    small = analytics(admin, "network", group="subtree", id=lead.id)["data"]
    assert {(month[direction]["reason"], month[direction]["shares"]) for month in small for direction in ("given", "received")} <= {("too_few", None)}
    manager = client.as_(people.manager.token)
    assert analytics(manager, "network")["group"]["id"] == str(people.manager.id)
    assert_problem(manager.get("/api/v1/analytics/network?group=team_space"), 403, "forbidden")


# Mood and eNPS, of what is released and of nothing else.


def put_mood(database, space: int, kind: str, group: int, month: int, mean: float | None) -> None:
    """A month of last year, decided."""
    database.sql("insert into gracy.released_cell (team_space_id, subject, grain, period_start, group_kind, group_id, k, reason, mean, participation, members_from)"
                 " values (%s, 'check_ins', 'month', date_trunc('year', now())::date - interval '1 year' + %s * interval '1 month', %s, %s, 5, %s, %s, %s, %s)",
                 space, month, kind, group, None if mean else "too_few", mean, mean and 80, mean and 10)


def last_year(client: Client, what: str, database, **query) -> list[dict]:
    [(start, end)] = database.sql("select (date_trunc('year', now()) - interval '1 year')::date::text, date_trunc('year', now())::date::text")
    return analytics(client, what, **query, **{"from": start, "to": end})["data"]


def test_mood_goes_from_one_released_month_to_the_next(admin, database, people):
    team = database.one("insert into gracy.team (team_space_id, name) values (%s, 'Moody') returning id", people.admin.team_space_id)
    for month, mean in enumerate((3.1, 3.6, None, 3.5)):
        put_mood(database, people.admin.team_space_id, "team", team, month, mean)
    months = last_year(admin, "mood", database, group="team", id=team)
    assert [(month["released"], month["reason"], month["mean"], month["change"]) for month in months] == [
        (True, None, 3.5, -0.1), (False, "too_few", None, None), (True, None, 3.6, 0.5), (True, None, 3.1, None)]
    assert months[0]["participation_at_least"] == 80 and months[1]["members_at_least"] is None


def test_enps_goes_from_one_released_wave_to_the_next(admin, database, people):
    waves = analytics(admin, "enps")["data"]
    asked = database.sql("select wave.id::text from gracy.survey_wave wave where team_space_id = %s and released_at is not null order by closes_at desc", people.admin.team_space_id)
    assert len(waves) >= 2 and [wave["wave_id"] for wave in waves] == [wave for (wave,) in asked]
    assert waves[0]["title"]["en"] == "Quarterly pulse" and -100 <= waves[0]["enps"] <= 100
    assert waves[0]["change"] == waves[0]["enps"] - waves[1]["enps"] and waves[-1]["change"] is None
    departments = [department for (department,) in database.sql("select id from gracy.department where team_space_id = %s", people.admin.team_space_id)]
    assert any(point["released"] for department in departments for point in analytics(admin, "enps", group="department", id=department)["data"])
    problem = assert_problem(admin.get("/api/v1/analytics/enps?group=team&id=1"), 400)
    assert problem["errors"][0]["parameter"] == "group"


def test_a_manager_reads_the_mood_and_enps_of_their_own_people_only(client, people, database):
    manager = client.as_(people.manager.token)
    put_mood(database, people.manager.team_space_id, "subtree", people.manager.id, 5, 4.2)
    assert 4.2 in [month["mean"] for month in last_year(manager, "mood", database)]
    assert analytics(manager, "enps")["group"]["id"] == str(people.manager.id)
    below = database.one("select member_id from gracy.member_edge where ancestor_id = %s and depth > 0 limit 1", people.manager.id)
    for what in ("mood", "enps"):
        for query in ("group=team_space", "group=department&id=1", f"group=subtree&id={below}"):
            assert_problem(manager.get(f"/api/v1/analytics/{what}?{query}"), 403, "forbidden")
        assert_problem(client.as_(people.member.token).get(f"/api/v1/analytics/{what}"), 403)
