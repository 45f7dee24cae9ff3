"""Feelings: what a model reads in the note of a check-in, for its author alone, whatever the model says or does."""
import datetime
import itertools
import json
import threading
import zoneinfo

import pytest

from assistant_fixtures import *  # noqa: F401,F403 - fixtures
from model_server import completion
from support.commit_gate import kill_at_commit
from support.http_client import Client, assert_problem
from worker_fixtures import eventually

PREFERENCE, SHARED, STATISTICS = "/api/v1/me/feelings/preference", "/api/v1/me/feelings/shared", "/api/v1/me/feelings"
NOTE = "회의가 길어서 지쳤다. 그래도 동료가 도와줘서 고마웠다. 연락처는 010-1234-5678."
NEXT = itertools.count(1)


def card(*emotions: tuple[str, str], valence: int = -1, **other) -> dict:
    given = emotions or (("fatigue", "지쳤다"), ("gratitude", "도와줘서 고마웠다"))
    return completion({"schema_version": "mood.v1", "language": "ko", "valence": valence, "arousal": "low",
                       "emotions": [{"label": label, "intensity": 2, "evidence": evidence} for label, evidence in given],
                       "topics": ["workload", "peers"], "risk": "none", "has_pii": True, "confidence": "mid"} | other)


@pytest.fixture(scope="module")
def nginx(start_nginx):
    return start_nginx()


class Author:
    """Somebody new, who checks in today."""

    def __init__(self, client: Client, people, database, wants: bool = True):
        self.person = people.hire(f"Feeling {next(NEXT)}")
        self.client = client.as_(self.person.token)
        zone = database.one("select coalesce(member.tz, team_space.tz) from gracy.member join gracy.team_space"
                            " on team_space.id = member.team_space_id where member.id = %s", self.person.id)
        self.today = datetime.datetime.now(zoneinfo.ZoneInfo(zone)).date()
        self.check_in = f"/api/v1/me/check-ins/{self.today}"
        self.path = f"{self.check_in}/feeling"
        if wants:
            assert self.client.request("PUT", PREFERENCE, json_body={"wanted": True}).json() == {"wanted": True, "allowed": True}

    def write(self, note: str | None = NOTE, score: int = 3) -> dict:
        written = self.client.request("PUT", self.check_in, json_body={"score": score} | ({"note": note} if note else {}))
        assert written.status in (200, 201), written
        return written.json()

    def feeling(self, language: str = "en") -> dict:
        return self.client.request("GET", self.path, headers=[("Accept-Language", language)]).json()

    def end(self) -> dict:
        return eventually(lambda: (read := self.feeling())["state"] in ("done", "failed") and read, "the card", 40)


@pytest.fixture
def author(client, people, database) -> Author:
    return Author(client, people, database)


@pytest.fixture(autouse=True)
def reads_well(scripted):
    scripted.answer = lambda request: card()


def test_a_note_becomes_a_card_that_quotes_it(working, author, model):
    working()
    author.write()
    read = author.end()
    assert read["state"] == "done" and read["ai_generated"] and read["model"] == "scripted-1" and "no diagnosis" in read["note"], read
    assert [(emotion["label"], emotion["name"], emotion["evidence"]) for emotion in read["card"]["emotions"]] == [
        ("fatigue", "fatigue", "지쳤다"), ("gratitude", "gratitude", "도와줘서 고마웠다")]
    korean = author.feeling("ko")
    assert [emotion["name"] for emotion in korean["card"]["emotions"]] == ["지침", "고마움"] and "진단이 아니에요" in korean["note"]
    assert read["card"]["valence"] == -1 and "risk" not in read["card"] and read["help"] is None
    [request] = model.requests
    assert "010-1234" not in json.dumps(request, ensure_ascii=False) and "지쳤다" in request["messages"][1]["content"]


def test_nobodys_note_is_read_who_has_not_asked_for_it(working, client, people, database, model):
    working()
    silent, other = Author(client, people, database, wants=False), Author(client, people, database)
    silent.write()
    other.write()
    assert other.end()["state"] == "done", "the worker has had its turn"
    read = silent.feeling()
    assert (read["state"], read["reason"], read["card"]) == ("off", "not_wanted", None) and len(model.requests) == 1
    assert database.one("select count(*) from gracy.feeling where member_id = %s", silent.person.id) == 0


def test_one_setting_switches_it_off_for_a_team_space(working, client, people, database, model, author):
    working()
    author.write()
    assert author.end()["state"] == "done"
    admin = client.as_(people.admin.token)
    switched = admin.request("PATCH", "/api/v1/settings", json_body={"feelings": False}, headers=[("If-Match", "*")])
    assert switched.status == 200 and switched.json()["feelings"] is False
    try:
        read = author.feeling()
        assert (read["state"], read["reason"], read["card"]) == ("off", "not_allowed", None)
        assert author.client.get(STATISTICS).json()["cards"] == 0
        author.write("다른 기록을 썼다")
        assert database.one("select count(*) from gracy.feeling where member_id = %s", author.person.id) == 0 and len(model.requests) == 1
    finally:
        admin.request("PATCH", "/api/v1/settings", json_body={"feelings": True}, headers=[("If-Match", "*")])


MISREAD = {
    "must be copied from note": card(("fatigue", "피곤했다")), "#/emotions/0/label": card(("rage", "지쳤다")), "not JSON": completion("no JSON"),
    "stands alone": card(("neutral", "회의가"), ("fatigue", "지쳤다")), "#/valence": card(("fatigue", "지쳤다"), valence=2),
    "#/emotions/1/label must differ": card(("fatigue", "지쳤다"), ("fatigue", "회의가 길어서")), "#/topics/1 must differ": card(topics=["pay", "pay"]),
    "#/extra": card(extra=1), "#/schema_version": card(schema_version="mood.v2"), "#/confidence": card(("fatigue", "지쳤다"), valence=-2)}


def test_a_model_that_misreads_is_told_and_may_try_again(working, client, people, database, model):
    working()
    for told, wrong in MISREAD.items():
        model.requests.clear()
        model.answer = lambda request: wrong if len(request["messages"]) == 2 else card(confidence="low")
        author = Author(client, people, database)
        author.write(score=5)
        assert author.end()["state"] == "done" and len(model.requests) == 2, told
        assert told in model.requests[1]["messages"][-1]["content"]


@pytest.mark.parametrize("answer, reason", [(lambda request: card(("fatigue", "피곤했다")), "unverified"),
                                            (lambda request: completion("", refusal="I cannot help."), "declined"),
                                            (lambda request: (400, {}, "{}"), "unavailable")], ids=["invented", "refused", "bad request"])
def test_without_a_card_the_check_in_is_as_it_was(working, author, model, answer, reason):
    model.answer = answer
    worker = working()
    author.write()
    read = author.end()
    eventually(lambda: worker.metrics().get("gracy_worker_assistant_tasks_total", kind="feeling_card", outcome=reason) >= 1, "it to be counted")
    worker.stop()  # it may have left the server alone from here on
    assert (read["state"], read["reason"], read["card"]) == ("failed", reason, None) and "Your check-in is kept" in read["note"]
    assert "오늘의 기록은 그대로" in author.feeling("ko")["note"]
    assert author.client.get(author.check_in).json()["note"] == NOTE


def test_a_spent_budget_is_said(working, author, model, database):
    database.sql("delete from gracy.assistant_budget")
    working(daily_budget=10)
    author.write()
    assert author.end()["reason"] == "budget" and not model.requests
    assert database.one("select sum(refused) from gracy.assistant_budget") == 1
    database.sql("delete from gracy.assistant_budget")


def test_what_a_card_costs_is_booked_on_its_day(working, author, model, database):
    database.sql("delete from gracy.assistant_budget")
    database.sql("delete from gracy.assistant_kind_budget")
    working()
    author.write()
    assert author.end()["state"] == "done"
    assert database.sql("select used, reserved, calls from gracy.assistant_budget") == [(150, 0, 1)]
    assert database.sql("select kind, used, reserved from gracy.assistant_kind_budget") == [("feeling_card", 150, 0)]


@pytest.mark.parametrize("keys, reason", [({"note_key_file": None}, "not_set_up"), ({"kinds": None}, "not_set_up")], ids=["key", "kind"])
def test_a_worker_that_is_not_set_up_for_it_says_so(working, author, model, keys, reason):
    working(**keys)
    author.write()
    assert author.end()["reason"] == reason and not model.requests


def test_after_an_outage_the_note_is_read(working, author, model):
    model.answer = lambda request: (503, {}, "busy")
    worker = working()
    author.write()
    eventually(lambda: model.requests, "a call")
    assert author.feeling()["state"] in ("queued", "running")
    worker.stop()
    model.answer = lambda request: card()
    working()
    assert author.end()["state"] == "done"


def test_a_worker_that_dies_in_a_call_takes_nothing_of_the_budget_with_it(working, author, model, database):
    database.sql("delete from gracy.assistant_budget")
    database.sql("delete from gracy.assistant_kind_budget")
    release = threading.Event()
    model.answer = lambda request: release.wait(20) and None
    worker = working()
    author.write()
    eventually(lambda: model.requests, "the call")
    worker.kill()
    release.set()
    [(used, set_aside)] = database.sql("select used, reserved from gracy.assistant_budget")
    assert used == 0 and set_aside > 0
    model.answer = lambda request: card()
    working()
    assert author.end()["state"] == "done"
    assert database.sql("select used, reserved from gracy.assistant_budget") == [(set_aside + 150, 0)], "the lost call may have been paid"
    assert database.sql("select used, reserved from gracy.assistant_kind_budget") == [(set_aside + 150, 0)]


# After the model has answered the call is booked, and then the card is stored.
@pytest.mark.parametrize("passing, committed, calls, lost", [(0, False, 2, True), (0, True, 2, False), (1, False, 2, False), (1, True, 1, False)],
                         ids=["booking undone", "booked", "card undone", "card stored"])
def test_a_worker_killed_while_it_commits_leaves_one_card_and_a_true_budget(working, author, model, database, passing, committed, calls, lost):
    database.sql("delete from gracy.assistant_budget")
    database.sql("delete from gracy.assistant_kind_budget")
    release = threading.Event()
    model.answer = lambda request: release.wait(30) and card()
    worker = working()
    author.write()
    eventually(lambda: model.requests, "the call")
    set_aside = database.one("select reserved from gracy.assistant_budget")
    kill_at_commit(worker, database, "feeling", release.set, passing, committed)
    working()
    read = author.end()
    assert read["state"] == "done" and [emotion["label"] for emotion in read["card"]["emotions"]] == ["fatigue", "gratitude"]
    assert database.one("select count(*) from gracy.feeling where member_id = %s", author.person.id) == 1 and len(model.requests) == calls
    # The second call costs what was asked for; the first one too, or all that was set aside when nobody knows its price.
    paid = 150 * calls if not lost else set_aside + 150
    assert database.sql("select used, reserved, calls from gracy.assistant_budget") == [(paid, 0, calls)]
    assert database.sql("select used, reserved from gracy.assistant_kind_budget") == [(paid, 0)]


def test_a_server_that_is_busy_three_times_is_asked_a_fourth_time(working, author, model):
    model.answer = lambda request: (429, {"Retry-After": "1"}, "later") if len(model.requests) < 4 else card()
    working()
    author.write()
    assert author.end()["state"] == "done" and len(model.requests) == 4


def test_a_card_that_was_not_allowed_when_its_turn_came_has_failed(working, author, client, people, model, database):
    working().stop()
    author.write()
    admin = client.as_(people.admin.token)
    admin.request("PATCH", "/api/v1/settings", json_body={"feelings": False}, headers=[("If-Match", "*")])
    try:
        database.sql("update gracy.job set state = 'done', finished_at = now() where kind = 'assistant.feeling' and state = 'queued'")
    finally:
        admin.request("PATCH", "/api/v1/settings", json_body={"feelings": True}, headers=[("If-Match", "*")])
    read = author.feeling()
    assert (read["state"], read["reason"]) == ("failed", "unavailable") and not model.requests
    working()
    author.write("다른 기록, 지쳤다, 도와줘서 고마웠다")
    assert author.end()["state"] == "done"


def test_what_is_quoted_may_have_what_a_model_may_not_write(working, author, model):
    note = "행복 ❤\ufe0f @민수 덕분에 <3"
    model.answer = lambda request: card(("joy", "행복 ❤\ufe0f"), ("gratitude", "@민수 덕분에 <3"), valence=2)
    working()
    author.write(note, score=5)
    assert [emotion["evidence"] for emotion in author.end()["card"]["emotions"]] == ["행복 ❤\ufe0f", "@민수 덕분에 <3"]


def test_a_note_that_changes_while_it_is_read_has_the_new_ones_card(working, author, model):
    release = threading.Event()
    second = "오늘은 발표를 잘 끝내서 뿌듯했다"

    def answer(request):
        if second in request["messages"][1]["content"]:
            return card(("pride", "뿌듯했다"), valence=2)
        release.wait(20)
        return card()

    model.answer = answer
    working()
    author.write()
    eventually(lambda: model.requests, "the first call")
    author.write(second)
    release.set()
    read = eventually(lambda: (now := author.feeling())["state"] == "done" and now, "the card", 40)
    assert [emotion["label"] for emotion in read["card"]["emotions"]] == ["pride"]
    assert author.write(None)["note"] is None
    assert (author.feeling()["state"], author.feeling()["card"]) == ("none", None), "gone with the note"


def test_a_card_is_deleted_alone_with_its_check_in_and_with_the_wish(working, author, model, database):
    working()
    author.write()
    assert author.end()["state"] == "done"
    assert author.client.request("DELETE", author.path).status == 204
    assert author.feeling()["state"] == "none" and author.client.get(author.check_in).json()["note"] == NOTE
    assert_problem(author.client.request("DELETE", author.path), 404, "not-found")
    author.write()
    assert author.feeling()["state"] == "none", "a note that stays is not read again"
    author.write(NOTE + " 끝.")
    assert author.end()["state"] == "done"
    assert author.client.request("PUT", PREFERENCE, json_body={"wanted": False}).json()["wanted"] is False
    assert author.feeling()["state"] == "off" and database.one("select count(*) from gracy.feeling where member_id = %s", author.person.id) == 0
    author.client.request("PUT", PREFERENCE, json_body={"wanted": True})
    assert author.feeling()["state"] == "none", "what was written before is not read"
    author.write(NOTE + " 정말 끝.")
    assert author.end()["state"] == "done"
    assert author.client.request("DELETE", author.check_in).status == 204
    assert_problem(author.client.get(author.path), 404, "not-found")
    assert database.one("select count(*) from gracy.feeling where member_id = %s", author.person.id) == 0


def test_who_wants_it_no_longer_has_their_note_read_no_more(working, author, model, database):
    """Withdrawn while the job waits."""
    working().stop()
    author.write()
    author.client.request("PUT", PREFERENCE, json_body={"wanted": False})
    working()
    eventually(lambda: not database.one("select count(*) from gracy.job where kind = 'assistant.feeling' and state <> 'done'"), "the job's end")
    assert not model.requests


def test_nobody_else_reads_any_of_it(working, author, client, people, database, model):
    working()
    author.write()
    assert author.end()["state"] == "done"
    limited = database.add_token(author.person.team_space_id, author.person.id, scopes=["people:read"])
    assert_problem(client.as_(limited).get(author.path), 403, "forbidden")
    for other in (people.owner, people.admin, people.manager, people.colleague, people.outsider):
        theirs = client.as_(other.token)
        for path in (author.path, STATISTICS, SHARED, "/api/v1/me/check-ins", "/api/v1/me/notices", "/api/v1/audit-log", "/api/v1/analytics/check-ins"):
            assert "지쳤다" not in theirs.get(path).text and "fatigue" not in theirs.get(path).text, (other.email, path)
    everything = database.one("select string_agg(text, ' ') from (select row(feeling.*)::text from gracy.feeling union all select row(job.*)::text"
                              " from gracy.job union all select row(task.*)::text from gracy.assistant_task task) as all_of_it(text)")
    for secret in ("지쳤다", "fatigue", "workload"):
        assert secret not in everything and secret.encode().hex() not in everything


def test_neither_note_nor_card_is_in_a_log(working, author, model, nginx):
    model.answer = lambda request: card(("fatigue", "지어낸 말"))
    worker = working()
    author.write()
    assert author.end()["reason"] == "unverified"
    worker.stop()
    for log in (worker.log.text(), nginx.error_log.text(), nginx.access_log.text()):
        assert "지쳤다" not in log and "지어낸 말" not in log and "010-1234" not in log


def test_an_author_shows_a_card_without_what_it_quotes_and_takes_it_back(working, author, client, people):
    working()
    author.write()
    assert author.end()["state"] == "done"
    readers = f"{author.path}/readers"
    shared = author.client.request("PUT", readers, json_body={"reader_ids": [str(people.colleague.id)]})
    assert shared.status == 200 and shared.json()["reader_ids"] == [str(people.colleague.id)]
    colleague = client.as_(people.colleague.token)
    [seen] = [each for each in colleague.get(SHARED).json()["data"] if each["author"]["id"] == str(author.person.id)]
    assert [(emotion["label"], emotion["evidence"]) for emotion in seen["card"]["emotions"]] == [("fatigue", None), ("gratitude", None)]
    assert "지쳤다" not in json.dumps(seen, ensure_ascii=False) and seen["ai_generated"]
    assert "feelings.shared" in colleague.get("/api/v1/me/notices").text
    for other in (people.admin, people.manager):
        assert str(author.person.id) not in [each["author"]["id"] for each in client.as_(other.token).get(SHARED).json()["data"]]
    for wrong in (people.outsider.id, author.person.id, 2 ** 60):
        refused = author.client.request("PUT", readers, json_body={"reader_ids": [str(people.admin.id), str(wrong)]})
        assert refused.status == 422 and refused.json()["errors"][0]["pointer"] == "#/reader_ids/1", refused
    assert author.client.request("PUT", readers, json_body={"reader_ids": []}).json()["reader_ids"] == []
    assert str(author.person.id) not in [each["author"]["id"] for each in colleague.get(SHARED).json()["data"]]


def test_the_same_note_again_keeps_its_card_and_its_readers(working, author, people, model):
    working()
    author.write()
    assert author.end()["state"] == "done"
    alone = author.feeling(), author.feeling("ko")
    assert "Only you see it" in alone[0]["note"] and "나만 볼 수 있어요" in alone[1]["note"]
    author.client.request("PUT", f"{author.path}/readers", json_body={"reader_ids": [str(people.colleague.id)]})
    before = author.feeling()
    assert "those whom you have shown it" in before["note"] and "나와 내가 공유한 사람만" in author.feeling("ko")["note"]
    assert author.write(score=5)["score"] == 5 and author.client.get(author.check_in).json()["note"] == NOTE
    assert author.feeling() == before and before["reader_ids"] == [str(people.colleague.id)] and len(model.requests) == 1
    author.write("다른 기록을 썼다")
    assert author.end()["reader_ids"] == []


def test_there_is_nothing_to_show_without_a_card(author, people):
    author.write()
    assert_problem(author.client.request("PUT", f"{author.path}/readers", json_body={"reader_ids": [str(people.admin.id)]}), 409, "no-feeling-card")


def test_ones_own_weeks_add_up(working, author, model, database):
    working()
    author.write()
    assert author.end()["state"] == "done"
    weeks = author.client.get(STATISTICS).json()
    assert (weeks["cards"], weeks["mean_valence"], weeks["emotions"]) == (1, -1.0, {"fatigue": 1, "gratitude": 1})
    [week] = weeks["weeks"]
    korean = author.client.get(STATISTICS, [("Accept-Language", "ko")]).json()["names"]
    assert korean == {"emotions": {"fatigue": "지침", "gratitude": "고마움"}, "topics": {"peers": "동료", "workload": "업무량"}}
    assert author.client.get(STATISTICS, [("Accept-Language", "en")]).json()["names"]["topics"] == {"peers": "colleagues", "workload": "workload"}
    assert week["week_start"] == str(author.today - datetime.timedelta(days=author.today.weekday())) and week["topics"] == {"peers": 1, "workload": 1}
    # A card in another day's row does not open.
    database.sql("insert into gracy.mood_entry (team_space_id, member_id, on_date, score) values (%s, %s, %s, 3)", author.person.team_space_id,
                 author.person.id, author.today - datetime.timedelta(days=7))
    database.sql("insert into gracy.feeling (team_space_id, member_id, on_date, state, card_sealed, card_key_id, finished_at) select team_space_id,"
                 " member_id, on_date - 7, state, card_sealed, card_key_id, finished_at from gracy.feeling where member_id = %s", author.person.id)
    assert author.client.get(STATISTICS).json()["cards"] == 1


@pytest.mark.parametrize("note, korean", [("요즘은 정말 죽고 싶다", True), ("I want to kill myself", False)], ids=["ko", "en"])
def test_words_of_despair_show_help_to_the_author_alone_without_a_model(client, people, database, note, korean):
    author = Author(client, people, database, wants=False)
    # Cards of earlier tests may still become ready; their authors alone hear of it.
    notices = "select count(*) from gracy.member_notice where team_space_id = %s and kind <> 'feeling.ready'"
    before = database.one(notices, author.person.team_space_id)
    written = author.client.request("PUT", author.check_in, json_body={"score": 1, "note": note}, headers=[("Accept-Language", "ko" if korean else "en")])
    help_ = written.json()["help"]
    assert [line["contact"] for line in help_["lines"]][:2] == ["109", "1577-0199"]
    assert ("나만 볼 수 있어요" if korean else "Only you see this") in help_["message"]
    assert author.feeling()["help"] and author.client.get("/api/v1/me/check-ins").json()["data"][0]["help"]
    assert database.one(notices, author.person.team_space_id) == before, "nobody is told"
    assert author.write("오늘은 괜찮았다")["help"] is None


def test_a_company_adds_whom_to_turn_to(client, people, database, author):
    admin = client.as_(people.admin.token)
    try:
        admin.request("PATCH", "/api/v1/settings", json_body={"support_contact": "마음상담실 내선 7000"}, headers=[("If-Match", "*")])
        lines = author.write("자살 생각이 든다")["help"]["lines"]
        assert lines[-1]["contact"] == "마음상담실 내선 7000"
    finally:
        admin.request("PATCH", "/api/v1/settings", json_body={"support_contact": None}, headers=[("If-Match", "*")])
    assert admin.get("/api/v1/settings").json()["support_contact"] is None


def test_what_a_model_finds_alarming_shows_help_as_well(working, author, model):
    model.answer = lambda request: card(risk="distress")
    working()
    author.write()
    assert author.end()["help"]["lines"][0]["contact"] == "109"


def test_members_cannot_have_cards_written_as_tasks(working, author):
    working()
    assert "feeling_card" not in author.client.get("/api/v1/assistant/kinds").text
    refused = author.client.post("/api/v1/assistant/tasks", {"kind": "feeling_card", "input": {"note": "x", "score": "1"}})
    assert refused.status == 422 and refused.json()["errors"][0]["code"] == "unknown_kind"
