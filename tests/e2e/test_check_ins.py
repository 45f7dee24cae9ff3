"""Check-ins over HTTP: one's own, today, sealed; and what is published of groups."""
import datetime
import zoneinfo

import pytest

from support.http_client import Client, assert_problem
from support.waiting import eventually


@pytest.fixture(scope="module")
def nginx(start_nginx):
    return start_nginx(workers=2)


@pytest.fixture
def person(people):
    people.hired = getattr(people, "hired", 0) + 1
    return people.hire(f"Check-in {people.hired}")


@pytest.fixture
def theirs(client, person) -> Client:
    return client.as_(person.token)


@pytest.fixture
def today(database, person) -> datetime.date:
    zone = database.one("select coalesce(member.tz, team_space.tz) from gracy.member join gracy.team_space"
                        " on team_space.id = member.team_space_id where member.id = %s", person.id)
    return datetime.datetime.now(zoneinfo.ZoneInfo(zone)).date()


def path(day) -> str:
    return f"/api/v1/me/check-ins/{day}"


def test_a_day_has_one_check_in_that_can_be_changed_and_deleted(theirs, today):
    first = theirs.request("PUT", path(today), json_body={"score": 4, "tags": ["workload"], "note": "발표가 끝났다"})
    assert first.status == 201 and first.json()["note"] == "발표가 끝났다"
    second = theirs.request("PUT", path(today), json_body={"score": 2})
    assert second.status == 200
    assert (second.json()["score"], second.json()["note"], second.json()["tags"]) == (2, None, [])
    assert theirs.get("/api/v1/me/check-ins?include=total").json()["page"]["total"] == 1
    assert theirs.request("DELETE", path(today)).status == 204
    assert_problem(theirs.get(path(today)), 404, "not-found")
    assert_problem(theirs.request("DELETE", path(today)), 404, "not-found")


def test_no_browser_keeps_an_opened_note(theirs, today):
    said = {"score": 4, "note": "나만 읽는다"}
    for answer in (theirs.request("PUT", path(today), json_body=said), theirs.get(path(today)), theirs.get("/api/v1/me/check-ins"),
                   theirs.get("/api/v1/me/check-ins?include=total")):
        assert "나만 읽는다" in answer.text and answer.header("Cache-Control") == "private, no-store"


def test_other_days_are_closed(theirs, today):
    day = datetime.timedelta(days=1)
    assert_problem(theirs.request("PUT", path(today - day), json_body={"score": 3}), 409, "check-in-closed")
    assert_problem(theirs.request("PUT", path(today + day), json_body={"score": 3}), 409, "check-in-not-yet")
    assert_problem(theirs.get(path("yesterday")), 404, "not-found")


def test_a_note_is_noise_in_the_database_and_for_everybody_else(theirs, client, people, database, person, today):
    note = "비밀: 이직을 생각한다"
    theirs.request("PUT", path(today), json_body={"score": 1, "note": note})
    sealed = database.one("select row(note_sealed, note_key_id)::text from gracy.mood_entry where member_id = %s", person.id)
    assert note.encode().hex() not in sealed
    assert theirs.get(path(today)).json()["note"] == note
    for other in (people.owner, people.admin, people.manager):
        assert note not in client.as_(other.token).get("/api/v1/me/check-ins").text
        assert_problem(client.as_(other.token).get(path(today)), 404, "not-found")
    # Put into another day's row, it does not open.
    database.sql("insert into gracy.mood_entry (team_space_id, member_id, on_date, score, note_sealed, note_key_id)"
                 " select team_space_id, member_id, on_date - 1, 1, note_sealed, note_key_id from gracy.mood_entry"
                 " where member_id = %s", person.id)
    moved = theirs.get(path(today - datetime.timedelta(days=1))).json()
    assert moved["note"] is None and moved["has_note"]


def test_an_exchanged_key_opens_what_it_has_sealed(nginx, start_nginx, folder, today, person, theirs):
    theirs.request("PUT", path(today), json_body={"score": 2, "note": "열쇠가 바뀌기 전"})
    key = folder / "exchanged.key"
    key.write_text("x" * 64 + "\n")
    key.chmod(0o600)
    other = start_nginx(key=f"gracy_key_file {key}; gracy_old_key_file {nginx.secrets.folder}/key;")
    there = other.client.as_(person.token)
    assert there.get(path(today)).json()["note"] == "열쇠가 바뀌기 전"
    assert other.metrics().get("gracy_sealed_unreadable_total") == 0
    assert there.request("PUT", path(today), json_body={"score": 2, "note": "바뀐 뒤"}).json()["note"] == "바뀐 뒤"
    # The host whose key was not exchanged yet has not been told of the new one.
    before = nginx.metrics().get("gracy_sealed_unreadable_total")
    lost = theirs.get(path(today)).json()
    assert lost["note"] is None and lost["has_note"]
    eventually(lambda: nginx.metrics().get("gracy_sealed_unreadable_total") > before, "what no key opens to be counted")


def test_history_goes_page_by_page_and_adds_up(theirs, database, person, today):
    for back, score in ((1, 5), (2, 4), (8, 3), (9, 1)):
        database.sql("insert into gracy.mood_entry (team_space_id, member_id, on_date, score) values (%s, %s, %s, %s)",
                     person.team_space_id, person.id, today - datetime.timedelta(days=back), score)
    seen, cursor = [], ""
    while cursor is not None:
        page = theirs.get(f"/api/v1/me/check-ins?limit=3{'&cursor=' + cursor if cursor else ''}").json()
        seen += [entry["score"] for entry in page["data"]]
        cursor = page["page"]["next_cursor"]
    assert seen == [5, 4, 3, 1]
    sums = theirs.get("/api/v1/me/check-ins/statistics").json()
    assert (sums["total"], sums["mean"]) == (4, 3.25)
    assert sums["distribution"] == {"1": 1, "2": 0, "3": 1, "4": 1, "5": 1}
    assert sum(week["entries"] for week in sums["weeks"]) == 4 and sums["streak_weeks"] >= 2


def test_preferences_are_kept(theirs):
    assert theirs.get("/api/v1/me/check-ins/preferences").json() == {
        "asked": True, "weekdays": ["tuesday", "thursday"], "at_minute": 1020, "snoozed_until": None}
    said = {"asked": False, "weekdays": ["friday", "monday"], "at_minute": 540, "snoozed_until": "2027-01-04"}
    changed = theirs.request("PUT", "/api/v1/me/check-ins/preferences", json_body=said)
    assert changed.status == 200 and changed.json() == said | {"weekdays": ["monday", "friday"]}
    assert_problem(theirs.request("PUT", "/api/v1/me/check-ins/preferences", json_body=said | {"weekdays": ["someday"]}), 422, "validation")


def test_who_may_see_which_groups(client, people):
    analytics = "/api/v1/analytics/check-ins"
    manager = client.as_(people.manager.token)
    assert manager.get(analytics).status == 200
    assert manager.get(f"{analytics}?group=subtree&id={people.manager.id}").status == 200
    for other in ("?group=all", f"?group=subtree&id={people.owner.id}", "?group=department&id=1"):
        assert_problem(manager.get(analytics + other), 403, "forbidden")
    owner = client.as_(people.owner.token)
    # As the other analytics call everybody, and as they answer for a group that is not there.
    assert owner.get(analytics + "?group=all&grain=week").json() == owner.get(analytics + "?group=team_space&grain=week").json()
    until = datetime.date.today().replace(day=1)
    narrowed = f"from={(until - datetime.timedelta(80)).replace(day=1)}&to={until}"
    whole = [owner.get(f"/api/v1/analytics/mood?group={group}&{narrowed}").json() for group in ("all", "team_space")]
    assert whole[0] == whole[1] and whole[0]["group"]["kind"] == "team_space" and whole[0]["data"]
    for path in (analytics, "/api/v1/analytics/mood"):
        assert_problem(owner.get(f"{path}?group=department&id={2 ** 62}"), 404, "not-found")
    assert_problem(client.as_(people.owner.token).get(analytics + "?group=department"), 400, "malformed-query")


def test_only_what_is_released_has_numbers(client, people, database):
    space = people.owner.team_space_id
    database.sql("insert into gracy.released_cell (team_space_id, subject, grain, period_start, group_kind, group_id, k, reason,"
                 " mean, participation, members_from) values (%s, 'check_ins', 'week', '2019-01-07', 'team', 987654, 5, null, 3.4, 70, 10),"
                 " (%s, 'check_ins', 'week', '2019-01-14', 'team', 987654, 5, 'changed_by_few', null, null, null)", space, space)
    cells = client.as_(people.owner.token).get("/api/v1/analytics/check-ins?group=team&id=987654&grain=week").json()["data"]
    assert [(cell["period_start"], cell["released"], cell["reason"], cell["mean"]) for cell in cells] == [
        ("2019-01-14", False, "changed_by_few", None), ("2019-01-07", True, None, 3.4)]
