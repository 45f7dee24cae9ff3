"""Celebrations: who is told of when, and the calendar of days on which nobody works."""
import datetime

import pytest

from support.http_client import Client, assert_problem, errors_of
from worker_fixtures import *  # noqa: F401,F403 - fixtures

PATH = "/api/v1/celebrations"
HOLIDAYS = "/api/v1/holidays"


@pytest.fixture
def admin(client, people) -> Client:
    return client.as_(people.admin.token)


@pytest.fixture
def member(client, people) -> Client:
    return client.as_(people.member.token)


@pytest.fixture
def person(people, database):
    people.celebrated = getattr(people, "celebrated", 0) + 1
    hired = people.hire(f"Celebrated {people.celebrated}")
    database.sql("update gracy.member set hired_on = '2015-01-01', celebrates_anniversary = false, celebrates_birthday = false where id = %s", hired.id)
    return hired


def today(database) -> datetime.date:
    return database.one("select (now() at time zone 'Asia/Seoul')::date")


def told_of(reader: Client, person, database) -> list[tuple]:
    """What the list says of somebody in the next two months."""
    first = today(database)
    found, query = [], f"?limit=200&from={first}&to={first + datetime.timedelta(62)}"
    cursor = ""
    while cursor is not None:
        page = reader.get(PATH + query + (f"&cursor={cursor}" if cursor else "")).json()
        found += [(row["kind"], row["on"], row["years"]) for row in page["data"] if row["member"]["id"] == str(person.id)]
        cursor = page["page"]["next_cursor"]
    return found


def set_birthday(database, person, day: datetime.date, **more) -> None:
    fields = {"birth_year": 1990, "birth_month": day.month, "birth_day": day.day, "celebrates_birthday": True} | more
    database.sql(f"update gracy.member set {', '.join(f'{name} = %s' for name in fields)} where id = %s", *fields.values(), person.id)


def test_a_birthday_is_told_once_its_member_wants_that_and_never_the_year(person, member, database):
    day = today(database) + datetime.timedelta(20)
    set_birthday(database, person, day, celebrates_birthday=False)
    assert told_of(member, person, database) == []
    set_birthday(database, person, day)
    assert told_of(member, person, database) == [("birthday", str(day), None)]
    assert "1990" not in member.get(f"{PATH}?from={day}&to={day}&limit=200").text
    set_birthday(database, person, day + datetime.timedelta(2))
    assert told_of(member, person, database) == [("birthday", str(day + datetime.timedelta(2)), None)]


def test_who_leaves_is_not_told_of(person, member, database):
    set_birthday(database, person, today(database) + datetime.timedelta(3))
    assert len(told_of(member, person, database)) == 1
    database.sql("update gracy.member set status = 'left', left_on = now() where id = %s", person.id)
    assert told_of(member, person, database) == []


def test_anniversaries_hundredth_days_and_welcomes(people, member, database):
    first = today(database)
    for days, expected in ((-5, "welcome"), (-80, "hundred_days")):
        person = people.hire(f"Joined {-days} days ago")
        joined = first + datetime.timedelta(days)
        database.sql("update gracy.member set hired_on = %s where id = %s", joined, person.id)
        found = dict((kind, on) for kind, on, _ in told_of(member, person, database))
        if expected == "hundred_days":
            assert found == {"hundred_days": str(joined + datetime.timedelta(99))}
        else:
            row = database.sql("select on_date, post_on >= %s from gracy.celebration_occurrence where member_id = %s and kind = 'welcome'", first, person.id)
            assert row == [(joined, True)]
    veteran = people.hire("Veteran")
    day = first + datetime.timedelta(10)
    joined = datetime.date(day.year - 5, day.month, 28 if (day.month, day.day) == (2, 29) else day.day)
    database.sql("update gracy.member set hired_on = %s where id = %s", joined, veteran.id)
    assert ("anniversary", str(day), 5) in told_of(member, veteran, database)
    assert "welcome" not in [kind for kind, *_ in told_of(member, veteran, database)]


def test_what_falls_on_a_holiday_is_told_the_business_day_before(person, admin, database):
    day = today(database) + datetime.timedelta(30)
    while day.weekday() != 2:
        day += datetime.timedelta(1)
    set_birthday(database, person, day)

    def told_on():
        return database.one("select post_on from gracy.celebration_occurrence where member_id = %s", person.id)

    admin.delete(f"{HOLIDAYS}/{day}", [("If-Match", "*")])
    assert told_on() == day
    assert admin.put(f"{HOLIDAYS}/{day}", {"name": "임시공휴일"}).status == 201
    assert told_on() == day - datetime.timedelta(1)
    assert admin.delete(f"{HOLIDAYS}/{day}", [("If-Match", "*")]).status == 204
    assert told_on() == day
    saturday = day + datetime.timedelta(3)
    set_birthday(database, person, saturday)
    assert told_on() == database.one("select gracy.last_business_day(%s, %s)", person.team_space_id, saturday) < saturday


def test_a_holiday_is_made_changed_by_its_version_and_taken_away(admin, database):
    made = admin.put(f"{HOLIDAYS}/2042-05-20", {"name": "창립기념일", "name_en": "Founders' Day"})
    assert made.status == 201 and made.json() == {"on": "2042-05-20", "name": "창립기념일", "name_en": "Founders' Day", "substitute": False, "version": 1}
    changed = admin.put(f"{HOLIDAYS}/2042-05-20", {"name": "창사기념일"}, [("If-Match", made.header("ETag"))])
    assert changed.status == 200 and changed.json()["version"] == 2
    assert_problem(admin.put(f"{HOLIDAYS}/2042-05-20", {"name": "x"}, [("If-Match", made.header("ETag"))]), 412)
    assert_problem(admin.delete(f"{HOLIDAYS}/2042-05-20"), 428)
    assert admin.delete(f"{HOLIDAYS}/2042-05-20", [("If-Match", changed.header("ETag"))]).status == 204
    assert_problem(admin.put(f"{HOLIDAYS}/2042-02-30", {"name": "x"}), 404)


def test_koreas_holidays_come_with_their_substitutes(admin, member, people, database):
    database.sql("delete from gracy.holiday where team_space_id = %s and on_date between '2027-01-01' and '2027-12-31'", people.admin.team_space_id)
    added = admin.put(f"{HOLIDAYS}/korea/2027").json()["added"]
    days = {row["on"]: row for row in member.get(f"{HOLIDAYS}?from=2027-01-01&to=2027-12-31&limit=200").json()["data"]}
    assert added == len(days) > 15
    assert days["2027-02-07"]["name"] == "설날" and days["2027-02-09"]["substitute"]
    assert days["2027-09-15"]["name"] == "추석" and days["2027-12-27"]["substitute"]
    assert admin.put(f"{HOLIDAYS}/korea/2027").json()["added"] == 0


def test_the_settings_say_what_is_told(person, admin, member, database):
    settings = admin.get(f"{PATH}/settings")
    set_birthday(database, person, today(database) + datetime.timedelta(4))
    off = admin.patch(f"{PATH}/settings", {"birthdays": False, "post_at": "10:15"}, [("If-Match", settings.header("ETag"))])
    assert off.status == 200 and off.json()["post_at"] == "10:15"
    assert told_of(member, person, database) == []
    assert_problem(admin.patch(f"{PATH}/settings", {"birthdays": True}, [("If-Match", settings.header("ETag"))]), 412)
    assert errors_of(assert_problem(admin.patch(f"{PATH}/settings", {"post_at": "noon", "birthdays": 1}, [("If-Match", "*")]), 422)) == {
        "#/post_at": "not_a_time", "#/birthdays": "wrong_type"}
    assert admin.patch(f"{PATH}/settings", {"birthdays": True, "post_at": "09:30"}, [("If-Match", off.header("ETag"))]).status == 200
    assert len(told_of(member, person, database)) == 1


def test_the_channel_in_slack_is_chosen_and_left(admin):
    path, any_version = f"{PATH}/settings", [("If-Match", "*")]
    assert admin.get(path).json()["slack_channel"] is None
    chosen = admin.patch(path, {"slack_channel": "C0HANBIT01"}, any_version).json()
    assert (chosen["slack_channel"], chosen["slack_trouble"]) == ("C0HANBIT01", None)
    assert errors_of(assert_problem(admin.patch(path, {"slack_channel": "#general"}, any_version), 422)) == {"#/slack_channel": "not_a_channel"}
    assert admin.patch(path, {"post_at": "09:30"}, any_version).json()["slack_channel"] == "C0HANBIT01"
    assert admin.patch(path, {"slack_channel": None}, any_version).json()["slack_channel"] is None


def test_the_range_of_days_is_bounded(member):
    assert_problem(member.get(f"{PATH}?from=2026-01-01&to=2026-12-31"), 400)
    assert_problem(member.get(f"{PATH}?from=2026-02-01&to=2026-01-31"), 400)
    assert_problem(member.get(f"{PATH}?from=2026-02-30"), 400)
    page = member.get(f"{PATH}?limit=3&include=total").json()
    assert page["page"]["total"] >= len(page["data"])


def test_a_list_that_has_not_changed_is_not_sent_again(member):
    first = member.get(f"{PATH}?limit=5")
    assert member.get(f"{PATH}?limit=5", [("If-None-Match", first.header("ETag"))]).status == 304


def test_the_worker_plans_each_day_once(fresh, start_worker, jobs):
    fresh.sql("delete from gracy.celebration_occurrence")
    start_worker("jobs")
    jobs.wait(jobs.add("celebrations.plan", "bulk"), "done", 60)
    planned = fresh.one("select count(*) from gracy.celebration_occurrence")
    assert planned > 0
    slots = fresh.one("select count(*) from gracy.cron_run where name = 'celebrations.plan'  and team_space_id > 0")
    assert slots == fresh.one("select count(*) from gracy.team_space")
    # A second look in one day does nothing. The worker's own first one may still be at its last team space.
    eventually(lambda: not fresh.sql("select from gracy.job where kind = 'celebrations.plan' and state in ('queued', 'running')"), "every look to be over")
    fresh.sql("delete from gracy.celebration_occurrence")
    jobs.wait(jobs.add("celebrations.plan", "bulk"), "done", 60)
    assert fresh.one("select count(*) from gracy.celebration_occurrence") == 0
