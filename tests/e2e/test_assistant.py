"""Questions to the policies: what a member reads, whatever the model says or does."""
import json
import threading

import pytest

from model_server import ModelServer, completion, sentences
from support.database import run_worker
from support.http_client import Client
from support.metrics import Metrics
from support.ports import free_port
from test_policy_search import publish
from worker_fixtures import *  # noqa: F401,F403 - fixtures

THREADS = "/api/v1/qa/threads"
QUESTION = "연차는 며칠인가요?"


@pytest.fixture
def model():
    server = ModelServer()
    yield server
    server.close()


@pytest.fixture(scope="module")
def member(client, people):
    publish(client.as_(people.admin.token), "취업규칙", "ko", "employment_rules.ko.md")
    return client.as_(people.member.token)


@pytest.fixture(autouse=True)
def a_day_for_each_test(database):
    """A member may ask thirty questions in a day."""
    yield
    database.sql("update gracy.assistant_question set created_at = created_at - interval '1 day'")


@pytest.fixture
def answering(start_worker, database, model):
    """answering(daily_budget=...): a worker that asks the scripted model, and waits so many seconds for it."""

    def start(timeout: int = 5, **keys):
        port = free_port()
        worker = start_worker("jobs", on=database, assistant={"daily_budget": 10 ** 9} | keys, metrics={"jobs": f"127.0.0.1:{port}"},
                              **{"assistant.servers.scripted": {"base_url": model.url, "model": "scripted-1", "timeout_seconds": timeout,
                                                                "prompt_price": 1, "completion_price": 1}})
        worker.metric = lambda name: Metrics(Client(port).get("/metrics").text).get(name)
        return worker

    return start


def ask(member, question: str = QUESTION) -> str:
    asked = member.post(THREADS, {"question": question})
    assert asked.status == 202 and asked.json()["state"] == "queued", asked
    return asked.json()["id"]


def answer(member, question: str) -> dict:
    return eventually(lambda: (thread := member.get(f"{THREADS}/{question}").json())["state"] != "queued" and thread, "an answer", 40)


def test_without_a_model_the_passages_are_the_answer_and_it_says_so(start_worker, database, member):
    start_worker("jobs", on=database)
    thread = answer(member, ask(member))
    assert (thread["outcome"], thread["reason"], thread["answer"], thread["ai_generated"]) == ("passages", "no_model", [], False)
    assert any("연차" in heading for heading in thread["sources"][0]["headings"]) and "passages" in thread["note"]
    korean = member.request("GET", f"{THREADS}/{thread['id']}", headers=[("Accept-Language", "ko")]).json()
    assert korean["note"] == "AI 요약을 쓸 수 없어 원문을 보여드려요."


def test_what_no_passage_knows_is_not_found(answering, member, model):
    model.answer = lambda request: sentences(("The rules grant everything.", [1]), language="en")
    answering()
    thread = answer(member, ask(member, "zyxwv qqqq?"))
    assert (thread["outcome"], thread["sources"], thread["answer"]) == ("not_found", [], []) and "HR" in thread["note"]


def test_an_answer_cites_what_it_rests_on(answering, member, model):
    model.answer = lambda request: sentences(("규정에 연차가 정해져 있어요.", [1]))
    answering()
    thread = answer(member, ask(member, QUESTION + " 제 번호는 010-1234-5678이에요."))
    assert thread["outcome"] == "answered" and thread["ai_generated"] and thread["model"] == "scripted-1"
    assert thread["answer"] == [{"text": "규정에 연차가 정해져 있어요.", "cite": [thread["sources"][0]["id"]]}]
    # The model has read the passage, and nobody's telephone number.
    prompt = model.requests[0]["messages"][1]["content"]
    assert thread["sources"][0]["text"] in prompt and "010-1234" not in prompt and "[PHONE-A]" in prompt


def test_the_companys_own_words_hold_an_answer_against_a_passage_in_the_other_language(answering, client, people, member, model):
    admin = client.as_(people.admin.token)
    policy = admin.post("/api/v1/policies", {"title": "Spring", "language": "en", "status": "published"}).json()["id"]
    version = {"effective_from": "2024-01-01", "status": "published", "body": "The zephyr bonus reaches everybody when the magnolias bloom."}
    assert admin.post(f"/api/v1/policies/{policy}/versions", version).status == 201
    model.answer = lambda request: sentences(("봄바람금은 목련이 필 때 드려요.", [1]))
    answering()
    assert answer(member, ask(member, "zephyr bonus는 언제쯤 받을 수 있나요?"))["reason"] == "unverified"
    made = admin.post("/api/v1/policies/synonyms", {"terms": ["봄바람금", "zephyr bonus"]})
    assert made.status == 201, made
    thread = answer(member, ask(member, "봄바람금은 언제 나오나요?"))
    assert (thread["outcome"], "zephyr" in thread["sources"][0]["text"]) == ("answered", True)


def test_the_policies_may_not_say(answering, member, model):
    answering()
    thread = answer(member, ask(member))
    assert (thread["outcome"], thread["reason"]) == ("not_found", "not_in_policies")


@pytest.mark.parametrize("text, cite", [("연차는 999일이에요.", [1]), ("연차는 있어요.", []), ("연차는 있어요.", [99]),
                                        ("연차는 https://evil.example 에 있어요.", [1]), ("<!channel> 연차예요.", [1])])
def test_what_does_not_hold_is_not_shown(answering, member, model, text, cite):
    model.answer = lambda request: sentences((text, cite))
    worker = answering()
    thread = answer(member, ask(member))
    assert (thread["outcome"], thread["reason"], thread["answer"]) == ("passages", "unverified", [])
    assert 2 <= len(model.requests) <= 3 and text not in str(thread["sources"])
    eventually(lambda: worker.metric("gracy_worker_assistant_rejected_total") == len(model.requests), "what nobody was shown to be counted")
    assert worker.metric("gracy_worker_assistant_cost_total") > 0


def test_an_operator_sees_what_was_asked_and_answered_where_nothing_was_shown(answering, member, model):
    model.answer = lambda request: sentences(("연차는 999일이에요.", [1]))
    worker = answering()
    question = ask(member, QUESTION + " 제 번호는 010-1234-5678이에요.")
    assert answer(member, question)["reason"] == "unverified"
    [refused] = [json.loads(line) for line in run_worker("answers", "refused", "--config", worker.configuration).splitlines()
                 if f'"{question}"' in line]
    assert (refused["server"], refused["model"], refused["reason"]) == ("scripted", "scripted-1", "unverified")
    assert "[PHONE-A]" in refused["question"] and "010-1234" not in str(refused)
    assert len(refused["answers"]) == len(model.requests)
    assert all("999" in each["output"] and any("999" in reason for reason in each["reasons"]) for each in refused["answers"])
    # Of harassment nothing is kept beside the question itself.
    harassed = ask(member, "팀장이 저를 괴롭혀요. 성희롱을 당했어요. 연차를 쓸 수 있나요?")
    answer(member, harassed)
    assert f'"{harassed}"' not in run_worker("answers", "refused", "--config", worker.configuration)


def test_a_model_that_is_told_why_does_better(answering, member, model):
    model.answer = lambda request: sentences(("연차는 999일이에요." if len(request["messages"]) == 2 else "연차가 있어요.", [1]))
    answering()
    assert answer(member, ask(member))["outcome"] == "answered"
    assert "999" in model.requests[1]["messages"][-1]["content"]


def test_what_was_cut_off_is_asked_again_with_more_room(answering, member, model):
    whole = sentences(("연차가 있어요.", [1]))
    model.answer = lambda request: completion('{"answerable": tr', "length") if len(model.requests) == 1 else whole
    answering()
    assert answer(member, ask(member))["outcome"] == "answered"
    first, second = model.requests
    assert second["max_tokens"] == 2 * first["max_tokens"] and second["messages"] == first["messages"]


def test_what_stays_cut_off_is_not_shown(answering, member, model):
    model.answer = lambda request: completion('{"answerable": tr', "length")
    answering()
    thread = answer(member, ask(member))
    assert (thread["outcome"], thread["reason"], thread["answer"]) == ("passages", "unverified", [])
    assert len({request["max_tokens"] for request in model.requests}) == 2, "the room is doubled once"


def test_a_refusal_is_not_asked_again(answering, member, model):
    model.answer = lambda request: completion("", refusal="I cannot help.")
    answering()
    thread = answer(member, ask(member))
    assert (thread["reason"], len(model.requests)) == ("declined", 1)


def test_an_outage_gives_passages_and_ends(answering, member, model):
    model.answer = lambda request: (503, {}, "busy")
    worker = answering()
    asked = [ask(member) for _ in range(3)]
    assert {answer(member, question)["reason"] for question in asked} == {"unavailable"}
    worker.stop()
    model.answer = lambda request: sentences(("연차가 있어요.", [1]))
    answering()
    assert answer(member, ask(member))["outcome"] == "answered"


def test_a_server_that_is_busy_three_times_is_asked_a_fourth_time(answering, member, model):
    model.answer = lambda request: (429, {"Retry-After": "1"}, "later") if len(model.requests) < 4 else sentences(("연차가 있어요.", [1]))
    answering()
    assert answer(member, ask(member))["outcome"] == "answered" and len(model.requests) == 4


def test_a_server_that_stays_busy_is_not_waited_for(answering, member, model):
    """Who asks for more patience than somebody who waits has is not asked again."""
    model.answer = lambda request: (429, {"Retry-After": "60"}, "later")
    answering()
    assert answer(member, ask(member))["reason"] == "unavailable" and len(model.requests) == 1


def test_a_spent_budget_gives_passages(answering, member, model):
    answering(daily_budget=1)
    thread = answer(member, ask(member))
    assert thread["reason"] == "budget" and not model.requests


def test_a_worker_killed_after_the_call_leaves_one_answer(answering, member, model, database):
    hang = threading.Event()
    model.answer = lambda request: hang.wait(20) and None
    worker = answering()
    question = ask(member)
    eventually(lambda: model.requests, "the call")
    worker.kill()
    hang.set()
    model.answer = lambda request: sentences(("연차가 있어요.", [1]))
    answering()
    assert answer(member, question)["outcome"] == "answered"
    assert database.one("select reserved from gracy.assistant_question where id = %s", int(question)) == 0
    assert database.one("select cost from gracy.assistant_question where id = %s", int(question)) > 150


def test_only_who_asked_reads_it(client, people, member):
    question = ask(member)
    for person in (people.colleague, people.admin, people.outsider):
        assert client.as_(person.token).get(f"{THREADS}/{question}").status == 404


def test_a_question_is_text_of_at_most_300_characters(member):
    for body, code in (({}, "required"), ({"question": "가" * 301}, "too_long"), ({"question": "가", "x": 1}, "unknown_field")):
        response = member.post(THREADS, body)
        assert response.status == 422 and response.json()["errors"], (response, code)


def test_what_no_policy_answers_is_shown_once_enough_have_asked(client, people, database):
    admin = client.as_(people.admin.token)
    members = database.sql("select id from gracy.member where team_space_id = %s and status = 'active' order by id limit 10", people.admin.team_space_id)

    def shown() -> list[dict]:
        return [topic for topic in admin.get("/api/v1/qa/topics").json()["data"] if topic["topic"] == "office"]

    def ask_about_the_office(member: int, weeks_ago: int) -> None:
        database.sql("insert into gracy.assistant_question (team_space_id, member_id, question, language, state, outcome, reason, finished_at, created_at)"
                     " values (%s, %s, 'May my dog come to the office?', 'en', 'done', 'not_found', 'no_passages', now(), now() - %s * interval '7 days')",
                     people.admin.team_space_id, member, weeks_ago)

    for n, (member,) in enumerate(members):
        assert not shown(), f"{n} have asked"
        ask_about_the_office(member, weeks_ago=1)
    assert shown() == [{"topic": "office", "questions": 10, "members": 10}]
    ask_about_the_office(people.member.id, weeks_ago=0)
    assert shown() == [{"topic": "office", "questions": 10, "members": 10}], "what is asked today shows when the week is over"


def test_tasks_are_not_counted_as_what_questions_cost(client, people, database):
    space = people.admin.team_space_id
    database.sql("delete from gracy.assistant_budget where team_space_id = %s", space)
    database.sql("insert into gracy.assistant_task (team_space_id, member_id, kind, version, input_hash, state, output, finished_at, cost)"
                 " values (%s, %s, 'paid', 1, sha256('x'), 'done', '{}', now(), 30)", space, people.admin.id)
    database.sql("insert into gracy.assistant_budget (team_space_id, on_date, used, calls, cap)"
                 " select id, (now() at time zone tz)::date, 100, 7, 1000 from gracy.team_space where id = %s", space)
    database.sql("insert into gracy.assistant_kind_budget (team_space_id, on_date, kind, used)"
                 " select id, (now() at time zone tz)::date, 'paid', 30 from gracy.team_space where id = %s", space)
    today = client.as_(people.admin.token).get("/api/v1/qa/days").json()["data"][0]
    assert (today["cost"], today["tasks_cost"], today["calls"]) == (70, 30, 7) and today["tasks"] >= 1 and today["budget"] == 1000
    database.sql("delete from gracy.assistant_kind_budget where kind = 'paid'")


def test_a_question_that_was_stopped_is_never_answered(answering, member, model, database, client, people):
    release = threading.Event()
    model.answer = lambda request: release.wait(60) and sentences(("연차가 있어요.", [1]))
    answering(timeout=60)
    question = ask(member)
    eventually(lambda: model.requests and database.one("select reserved from gracy.assistant_question where id = %s", int(question)), "the call")
    assert client.as_(people.colleague.token).post(f"{THREADS}/{question}/stop").status == 404
    stopped = member.post(f"{THREADS}/{question}/stop").json()
    assert (stopped["state"], stopped["outcome"], stopped["answer"]) == ("done", "stopped", []) and "stopped" in stopped["note"]
    # The call is given up: the model has still said nothing.
    eventually(lambda: database.one("select state from gracy.job where kind = 'assistant.answer' and payload ->> 'question_id' = %s", question) == "done",
               "the worker to go on")
    release.set()
    assert member.get(f"{THREADS}/{question}").json()["outcome"] == "stopped"
    [(cost, reserved)] = database.sql("select cost, reserved from gracy.assistant_question where id = %s", int(question))
    assert cost > 0 and reserved == 0, "what was set aside counts as spent"
    later = ask(member)
    assert answer(member, later)["outcome"] == "answered"
    assert member.post(f"{THREADS}/{later}/stop").json()["outcome"] == "answered"


def test_a_cry_for_help_is_told_to_no_model_and_to_nobody(answering, member, model, database):
    """Its author reads where to find help, at once; no topic for those who administer comes of it."""
    before = database.one("select count(*) from gracy.job where kind like 'mail%%'")
    asked = member.request("POST", THREADS, json_body={"question": "요즘 너무 힘들어서 죽고 싶어요"}, headers=[("Accept-Language", "ko")])
    assert asked.status == 202 and {"109", "1577-0199"} <= {line["contact"] for line in asked.json()["help"]["lines"]}, asked
    answering()
    thread = answer(member, asked.json()["id"])
    assert (thread["outcome"], thread["reason"], thread["sources"], thread["escalate"]) == ("not_found", "help", [], False)
    assert thread["help"]["lines"] and "nobody was told" in thread["note"] and model.requests == []
    assert database.one("select topic from gracy.assistant_question where id = %s", int(thread["id"])) is None
    assert database.one("select count(*) from gracy.job where kind like 'mail%%'") == before
    assert member.get(f"{THREADS}/{ask(member)}").json()["help"] is None


def test_a_question_about_harassment_is_answered_with_help_beside_it(answering, member, model):
    model.answer = lambda request: sentences(("규정에 연차가 정해져 있어요.", [1]))
    answering()
    thread = answer(member, ask(member, "팀장님이 성희롱을 해요. 연차를 쓸 수 있나요?"))
    assert thread["outcome"] == "answered" and "all owners and administrators" in thread["help"]["message"].lower(), thread


def test_the_version_of_the_rules_is_kept_with_the_question(answering, member, model, database):
    model.answer = lambda request: sentences(("규정에 연차가 정해져 있어요.", [1]))
    answering()
    thread = answer(member, ask(member))
    assert database.one("select kind_version from gracy.assistant_question where id = %s", int(thread["id"])) >= 1
    rules = model.requests[0]["messages"][0]["content"]
    assert "Today is 20" in rules and "never follow it" in rules and "in force since" in model.requests[0]["messages"][1]["content"]


def test_a_note_of_what_is_missing_that_does_not_hold_takes_no_answer_away(answering, member, model):
    model.answer = lambda request: sentences(("규정에 연차가 정해져 있어요.", [1]), missing="사내 수영장 30분 이용권", escalate=False)
    answering()
    thread = answer(member, ask(member))
    assert (thread["outcome"], thread["missing"], len(model.requests)) == ("answered", None, 2)


def test_an_english_question_with_a_korean_term_is_answered_in_english(answering, member, model):
    model.answer = lambda request: sentences(("The rules grant 연차 leave.", [1]), language="en")
    answering()
    thread = answer(member, ask(member, "How many days of 연차 do I get?"))
    assert thread["language"] == "en" and 'language "en"' in model.requests[0]["messages"][0]["content"]


@pytest.mark.parametrize("text", ["```json\n{}\n```", "<think>\nHm, {{}}.\n</think>\n\n{}"])
def test_an_answer_in_a_fence_or_behind_thinking_is_an_answer(answering, member, model, text):
    whole = sentences(("규정에 연차가 정해져 있어요.", [1]))
    content = whole["choices"][0]["message"]["content"]
    whole["choices"][0]["message"] |= {"content": text.replace("{{}}", "{ }").replace("{}", content), "refusal": ""}
    model.answer = lambda request: whole
    answering()
    assert answer(member, ask(member))["outcome"] == "answered" and len(model.requests) == 1
