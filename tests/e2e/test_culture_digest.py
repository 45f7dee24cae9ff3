"""The weekly culture digest: released numbers, put in by code, told once to those who may see them all."""
import datetime
import json
import re
import threading
import zoneinfo

import pytest

from assistant_fixtures import *  # noqa: F401,F403 - fixtures
from model_server import completion
from support.commit_gate import kill_at_commit
from worker_fixtures import eventually

NUMBERS = {"gifts": 128, "givers": 45, "receivers": 67, "participation": 60, "members": 80, "cross_gifts": 32, "public_gifts": 128, "points": 300}
TEXTS = {"en": "People thanked one another [GIFTS] times, and [GIVERS] people took the first step. Spirits were at [MOOD].",
         "ko": "서로에게 [GIFTS]번 고마움을 전했고, [GIVERS]명이 먼저 마음을 표현했어요. 체크인 평균은 [MOOD]였어요."}


def digest(**texts) -> dict:
    return completion(TEXTS | texts)


class Space:
    """The demo's company, in a time zone where Monday morning is over."""

    def __init__(self, database, people):
        self.database, self.id = database, people.owner.team_space_id
        for zone in ("Asia/Seoul", "America/Los_Angeles"):
            now = datetime.datetime.now(zoneinfo.ZoneInfo(zone))
            if now.weekday() > 0 or now.hour >= 9:
                break
        self.week = now.date() - datetime.timedelta(days=now.weekday() + 7)
        database.sql("update gracy.team_space set tz = %s where id = %s", zone, self.id)

    def activity(self, week: datetime.date, withheld: str | None = None, **numbers) -> None:
        """As the roll-up leaves a week that is over."""
        given = {name: None for name in NUMBERS} | {"members": 80} if withheld else NUMBERS | numbers
        self.database.sql("delete from gracy.group_activity where team_space_id = %s and group_kind = 'team_space' and grain = 'week'"
                          " and period_start = %s", self.id, week)
        self.database.sql(f"insert into gracy.group_activity (team_space_id, group_kind, group_id, grain, period_start, withheld, {', '.join(given)})"
                          f" values (%s, 'team_space', 0, 'week', %s, %s{', %s' * len(given)})", self.id, week, withheld, *given.values())
        self.database.sql("insert into gracy.analytics_unit (team_space_id, grain, period_start, rolled_at, final) values (%s, 'week', %s, now(), true)"
                          " on conflict (team_space_id, grain, period_start) do update set rolled_at = now(), final = true, after_id = 0", self.id, week)

    def mood(self, week: datetime.date, mean: float | None) -> None:
        self.database.sql("delete from gracy.released_cell where team_space_id = %s and subject = 'check_ins' and grain = 'week' and group_kind = 'all'"
                          " and period_start = %s", self.id, week)
        self.database.sql("insert into gracy.released_cell (team_space_id, subject, grain, period_start, group_kind, group_id, k, reason, mean, participation,"
                          " members_from) values (%s, 'check_ins', 'week', %s, 'all', 0, 5, %s, %s, null, null)", self.id, week,
                          None if mean else "too_few", mean)

    def end(self) -> tuple:
        """Who wrote it, why nobody did, and both texts."""
        rows = eventually(lambda: self.database.sql("select written_by, reason, text_en, text_ko from gracy.culture_digest where state = 'done'"
                                                    " and team_space_id = %s", self.id), "the digest", 40)
        assert len(rows) == 1
        return rows[0]

    def told(self) -> list[str]:
        return sorted(email for (email,) in self.database.sql(
            "select member.email from gracy.member_notice notice join gracy.member on member.team_space_id = notice.team_space_id"
            " and member.id = notice.member_id where notice.kind = 'culture.digest' and notice.team_space_id = %s", self.id))


@pytest.fixture
def space(database, people, scripted):
    """Everything is there, and nobody wants a digest yet: a worker that still runs would open it with what is there by then."""
    scripted.answer = lambda request: digest()
    space = Space(database, people)
    database.sql("delete from gracy.culture_digest; delete from gracy.culture_digest_pause")
    database.sql("delete from gracy.member_notice where kind = 'culture.digest'")
    space.activity(space.week)
    space.activity(space.week - datetime.timedelta(days=7), gifts=101)
    for back, mean in ((0, None), (7, 3.8), (14, 3.5)):
        space.mood(space.week - datetime.timedelta(days=back), mean)
    yield space
    database.sql("update gracy.team_space set culture_digest = false where id = %s", space.id)


def look(space: Space, cut_off: int = 0) -> None:
    """The digest is wanted, and opened as by a worker that looks; as many of its runs were cut off."""
    space.database.sql("update gracy.team_space set culture_digest = true where id = %s; select gracy.open_culture_digests(10, now());"
                       " update gracy.job set attempts = %s where kind = 'assistant.digest' and state = 'queued'; notify gracy_jobs", space.id, cut_off)


def test_numbers_are_put_in_by_code_and_told_once_in_both_languages(working, space, database, people, client, model):
    admin = client.as_(people.admin.token)
    switched = admin.request("PATCH", "/api/v1/settings", json_body={"culture_digest": True}, headers=[("If-Match", "*")])
    assert switched.status == 200 and switched.json()["culture_digest"] is True
    worker = working()
    written_by, reason, english, korean = space.end()
    assert (written_by, reason) == ("model", None)
    mood_week = space.week - datetime.timedelta(days=7)
    assert f"thanked one another 128 times, and 45 people took the first step. Spirits were at 3.8 (week of {mood_week})." in english
    assert f"서로에게 128번 고마움을 전했고, 45명이 먼저 마음을 표현했어요. 체크인 평균은 3.8({mood_week} 주)였어요." in korean
    assert "AI wrote the sentences" in english and "문장은 AI가 썼고" in korean and str(space.week) in korean
    asked = re.sub("<<[A-Za-z0-9]+>>", "", json.dumps(model.requests[-1]["messages"], ensure_ascii=False))
    assert "[GIFTS]: how often people were thanked; more than the week before" in asked
    assert not [number for number in ("128", "101", "3.8", "Ownership") if number in asked], "a model learns no number"
    may_see_all = [email for (email,) in database.sql(
        "select distinct member.email from gracy.role_grant held join gracy.member on member.team_space_id = held.team_space_id and member.id = held.member_id"
        " where held.team_space_id = %s and held.role in ('owner', 'admin', 'hr_reader') and held.scope_kind = 'team_space' and member.status = 'active'", space.id)]
    assert space.told() == sorted(may_see_all) and people.admin.email in may_see_all
    assert "culture.digest" in client.as_(people.admin.token).get("/api/v1/me/notices").text
    for other in (people.member, people.manager):
        assert "culture.digest" not in client.as_(other.token).get("/api/v1/me/notices").text
    asked_for = len(model.requests)
    worker.stop()
    working()
    look(space)
    eventually(lambda: not database.sql("select from gracy.job where kind = 'assistant.digest' and state in ('queued', 'running')"), "no job to be left")
    assert len(space.told()) == len(may_see_all) and len(model.requests) == asked_for


@pytest.mark.parametrize("wrong, told", [({"en": "People thanked one another [GIFTS] times, which is 27 more than before."}, "#/en has a number of its own"),
                                         ({"en": "Twice as many thanks: [GIFTS] of them in a single week."}, "#/en has a number of its own"),
                                         ({"ko": "칭찬이 [GIFTS]건으로 두 배가 되었어요. 정말 멋진 한 주였어요."}, "#/ko has a number of its own"),
                                         ({"ko": "칭찬이 [GIFTS]건이었고 매출은 [REVENUE]였어요. 멋진 한 주였어요."}, "[REVENUE], which is none of the names"),
                                         ({"ko": "People thanked one another [GIFTS] times this week."}, "#/ko is in the wrong language"),
                                         ({"en": "It was a really good week for everybody."}, "#/en has none of the names")],
                         ids=["digits", "words", "korean words", "unknown", "language", "nothing"])
def test_what_a_model_makes_up_is_not_told(working, space, model, wrong, told):
    model.answer = lambda request: digest(**wrong) if len(request["messages"]) == 2 else digest()
    working()
    look(space)
    assert space.end()[0] == "model" and any(told in request["messages"][-1]["content"] for request in model.requests)


@pytest.mark.parametrize("answer, reason", [(lambda request: digest(en="There were 5 gifts, I guess: [GIFTS]."), "unverified"),
                                            (lambda request: (503, {}, "busy"), "unavailable")], ids=["invented", "down"])
def test_without_a_model_the_numbers_are_told_alone(working, space, model, answer, reason):
    model.answer = answer
    worker = working()
    look(space, cut_off=11 if reason == "unavailable" else 0)
    written_by, why, english, korean = space.end()
    eventually(lambda: worker.metrics().get("gracy_worker_assistant_tasks_total", kind="culture_digest", outcome=why) >= 1, "it to be counted")
    worker.stop()
    assert (written_by, why) == ("numbers", reason) and space.told()
    assert "• Recognition: 128 (101 the week before)" in english and "• People who thanked: 45" in english and "AI" not in english
    assert "• 칭찬: 128건 (그 전 주 101건)" in korean and "• 다른 부서로 보낸 칭찬: 25%" in korean and "• 체크인 평균(1~5): 3.8" in korean


# After the model has answered the call is booked, and then the digest is stored and told.
@pytest.mark.parametrize("passing, committed, calls, lost", [(0, False, 2, True), (0, True, 2, False), (1, False, 2, False), (1, True, 1, False)],
                         ids=["booking undone", "booked", "telling undone", "told"])
def test_a_worker_killed_while_it_commits_tells_once_and_keeps_a_true_budget(working, space, database, model, passing, committed, calls, lost):
    database.sql("delete from gracy.assistant_budget; delete from gracy.assistant_kind_budget")
    release = threading.Event()
    model.answer = lambda request: release.wait(30) and digest()
    worker = working()
    look(space)
    eventually(lambda: model.requests, "the call")
    set_aside = database.one("select reserved from gracy.assistant_budget")
    kill_at_commit(worker, database, "culture_digest", release.set, passing, committed)
    working()
    assert space.end()[0] == "model"
    eventually(lambda: not database.sql("select from gracy.job where kind = 'assistant.digest' and state in ('queued', 'running')"), "no job to be left")
    assert space.told() == sorted(set(space.told())) and space.told() and len(model.requests) == calls
    paid = 150 * calls if not lost else set_aside + 150
    assert database.sql("select used, reserved, calls from gracy.assistant_budget where team_space_id = %s", space.id) == [(paid, 0, calls)]


def test_what_is_withheld_is_not_told(working, space, model):
    space.activity(space.week, withheld="too_few")
    model.answer = lambda request: completion({"en": "Spirits were at [MOOD] this time, as far as we know.", "ko": "체크인 평균은 [MOOD]였어요. 다들 고생 많았어요."})
    working()
    look(space)
    assert space.end()[0] == "model" and "[GIFTS]" not in json.dumps(model.requests[-1]["messages"])


def test_a_digest_whose_runs_are_cut_off_is_told_without_a_model(working, space, model):
    working()
    look(space, cut_off=12)
    assert space.end()[:2] == ("numbers", "unavailable") and space.told() and not model.requests


def test_a_digest_that_is_switched_off_meanwhile_is_neither_told_nor_counted(working, space, database, model):
    def switch_off(request):
        database.sql("update gracy.team_space set culture_digest = false where id = %s", space.id)
        return digest()

    def counted():
        """When no job is left: what it came to is counted before it ends."""
        eventually(lambda: not database.sql("select from gracy.job where kind = 'assistant.digest' and state in ('queued', 'running')"), "its job to end")
        return worker.metrics().get("gracy_worker_assistant_tasks_total", kind="culture_digest")

    model.answer = switch_off
    worker = working()
    before = counted()
    look(space)
    eventually(lambda: model.requests, "the model to be asked")
    assert counted() == before and not space.told()


def test_a_model_that_is_busy_for_a_while_is_asked_again(working, space, database, model):
    model.answer = lambda request: (503, {}, "busy") if len(model.requests) == 1 else digest()
    working()
    look(space, cut_off=5)
    eventually(lambda: database.sql("update gracy.job set available_at = now() where kind = 'assistant.digest' and state <> 'running' and attempts > 5"
                                    " and payload ->> 'digest_id' = (select id::text from gracy.culture_digest where team_space_id = %s)"
                                    " returning id", space.id), "the first run to end")
    assert space.end()[0] == "model"


def test_a_week_of_which_nothing_is_released_has_none(space, database):
    space.activity(space.week, withheld="too_few")
    for back in (0, 7):
        space.mood(space.week - datetime.timedelta(days=back), None)
    look(space)
    assert not database.sql("select from gracy.culture_digest where team_space_id = %s", space.id)


def test_a_team_space_that_does_not_want_one_has_none(space, database):
    assert database.one("select opened from gracy.open_culture_digests(10, now())") == 0
    assert not database.sql("select from gracy.culture_digest where team_space_id = %s", space.id)
