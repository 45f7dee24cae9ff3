"""Tasks for the assistant: what a member reads, whatever the model says or does. Their kinds are files."""
import itertools
import json
import subprocess
import threading
from pathlib import Path

import pytest

from model_server import ModelServer, completion
from support import build
from worker_fixtures import *  # noqa: F401,F403 - fixtures

ROOT = Path(__file__).resolve().parents[2]
KINDS, TASKS = "/api/v1/assistant/kinds", "/api/v1/assistant/tasks"
NEXT = itertools.count(1)
NOTE = "고객센터와 함께 결제 오류를 재현해 원인을 찾고, 다시 생기지 않도록 점검 목록을 만들었다. 문의는 010-1234-5678로."

HAIKU = '''
[kind]
name = "haiku"
version = 1
title_en = "Haiku"
title_ko = "하이쿠"
[prompt]
system = "You write haiku."
text = "About: {topic}"
[prompt.inputs.topic]
least = 2
most = 20
[output]
schema = \'\'\'{"type": "object", "additionalProperties": false, "required": ["lines", "about"], "properties": {
  "lines": {"type": "array", "minItems": 3, "maxItems": 3, "items": {"type": "string"}},
  "about": {"type": "string"}}}\'\'\'
[output.checks.short]
check = "length"
at = "/lines/*"
least = 1
most = 30
[output.checks.on_topic]
check = "quotes"
at = "/about"
input = "topic"
[limits]
max_tokens = 100
attempts = 2
'''


@pytest.fixture
def model():
    server = ModelServer()
    server.answer = lambda request: haiku()
    yield server
    server.close()


@pytest.fixture
def kinds(folder) -> Path:
    """A folder of kinds of the test's own."""
    path = folder / f"kinds_{next(NEXT)}"
    path.mkdir(mode=0o755)
    (path / "haiku.toml").write_text(HAIKU)
    return path


@pytest.fixture
def working(start_worker, database, model, kinds):
    """working(daily_budget=...): a worker that knows the test's kinds and asks the scripted model."""

    def start(prices: tuple[int, int] = (1, 1), **keys):
        worker = start_worker("jobs", on=database, assistant={"daily_budget": 10 ** 9, "kinds": str(kinds)} | keys,
                              **{"assistant.servers.scripted": {"base_url": model.url, "model": "scripted-1", "timeout_seconds": 5,
                                                                "prompt_price": prices[0], "completion_price": prices[1]}})
        worker.says("kinds of tasks")
        return worker

    return start


@pytest.fixture
def member(client, people):
    """Somebody who has had nothing done yet: there is a limit for a day."""
    return client.as_(people.hire(f"Tasks {next(NEXT)}").token)


def haiku(about: str = "봄", lines: tuple[str, ...] = ("봄바람 분다", "꽃이 피는 아침에", "고양이 존다"), **other) -> dict:
    return completion({"lines": list(lines), "about": about} | other)


def start(member, topic: str = "봄", **keys) -> str:
    started = member.post(TASKS, {"kind": "haiku", "input": {"topic": topic}}, **keys)
    assert started.status == 202, started
    return started.json()["id"]


def outcome(member, task: str) -> dict:
    return eventually(lambda: (read := member.get(f"{TASKS}/{task}").json())["state"] in ("done", "failed") and read, "the task's end", 40)


def test_a_new_kind_is_a_file(working, member, model):
    working()
    kinds_of_tasks = member.get(KINDS).json()
    [kind] = kinds_of_tasks["data"]
    assert kinds_of_tasks["items"] == [kind], "as it was called at first"
    assert (kind["name"], kind["version"], kind["title"], kind["inputs"]) == ("haiku", 1, "Haiku", [{"name": "topic", "least": 2, "most": 20}])
    assert kind["output_schema"]["properties"]["lines"]["maxItems"] == 3
    model.answer = lambda request: haiku("봄날")
    started = member.post(TASKS, {"kind": "haiku", "input": {"topic": "봄날"}})
    assert started.status == 202 and started.header("Location") == f"{TASKS}/{started.json()['id']}"
    task = outcome(member, started.json()["id"])
    assert task["state"] == "done" and task["output"] == {"lines": ["봄바람 분다", "꽃이 피는 아침에", "고양이 존다"], "about": "봄날"}, task
    assert task["ai_generated"] and task["model"] == "scripted-1" and "AI" in task["note"]
    [request] = model.requests
    form = request["response_format"]["json_schema"]
    assert form["name"] == "haiku_v1" and "maxItems" not in json.dumps(form["schema"]) and request["max_tokens"] == 100
    assert request["messages"][0]["content"].startswith("You write haiku.") and "봄날" in request["messages"][1]["content"]


def test_what_a_kind_does_not_ask_for_is_refused_by_name(working, member):
    working()
    for body, pointer, code in (({"kind": "sonnet", "input": {}}, "#/kind", "unknown_kind"),
                                ({"input": {"topic": "봄날"}}, "#/kind", "required"),
                                ({"kind": "haiku"}, "#/input", "required"),
                                ({"kind": "haiku", "input": {}}, "#/input/topic", "required"),
                                ({"kind": "haiku", "input": {"topic": 1}}, "#/input/topic", "wrong_type"),
                                ({"kind": "haiku", "input": {"topic": "가" * 21}}, "#/input/topic", None),
                                ({"kind": "haiku", "input": {"topic": "봄날", "size": "x"}}, "#/input/size", "unknown_field"),
                                ({"kind": "haiku", "input": {"topic": "봄날"}, "x": 1}, "#/x", "unknown_field")):
        response = member.post(TASKS, body)
        [error] = response.json()["errors"]
        assert response.status == 422 and error["pointer"] == pointer and code in (None, error["code"]), (body, response.json())


def test_the_same_asked_twice_is_done_once(working, member, model):
    release = threading.Event()
    model.answer = lambda request: release.wait(20) and haiku("여름")
    working()
    key = [("Idempotency-Key", "haiku-1")]
    body = {"kind": "haiku", "input": {"topic": "여름밤"}}
    first = member.request("POST", TASKS, json_body=body, headers=key)
    again = member.request("POST", TASKS, json_body=body, headers=key)
    joined = member.post(TASKS, body)
    assert first.json()["id"] == again.json()["id"] == joined.json()["id"] and again.header("Idempotency-Replayed") == "true"
    other = member.request("POST", TASKS, json_body={"kind": "haiku", "input": {"topic": "겨울밤"}}, headers=key)
    assert other.status == 422 and other.json()["errors"][0]["code"] == "key_reused"
    eventually(lambda: member.get(f"{TASKS}/{first.json()['id']}").json()["state"] == "running", "the task to run")
    release.set()
    assert outcome(member, first.json()["id"])["state"] == "done" and len(model.requests) == 1


@pytest.mark.parametrize("wrong, told", [(completion("no JSON"), "not JSON"), (haiku(lines=("하나",)), "#/lines must have 3 elements or more"),
                                         (haiku(extra=1), "#/extra must not be there"), (haiku(about="가을"), "must be copied from topic"),
                                         (haiku(lines=("가" * 31, "나", "다")), "1 to 30 characters"),
                                         (haiku(lines=("https://evil.example", "나", "다")), "#/lines/0")])
def test_a_model_that_is_told_what_is_wrong_does_better(working, member, model, wrong, told):
    model.answer = lambda request: wrong if len(request["messages"]) == 2 else haiku()
    working()
    task = outcome(member, start(member, "봄날"))
    assert task["state"] == "done" and len(model.requests) == 2
    assert told in model.requests[1]["messages"][-1]["content"]


def test_what_was_cut_off_is_asked_again_with_more_room(working, member, model):
    model.answer = lambda request: completion('{"lines": ["봄', "length") if len(model.requests) == 1 else haiku()
    working()
    assert outcome(member, start(member, "봄날"))["state"] == "done"
    first, second = model.requests
    assert second["max_tokens"] == 2 * first["max_tokens"] and second["messages"] == first["messages"]


def test_what_stays_wrong_is_not_shown(working, member, model):
    model.answer = lambda request: haiku(about="가을")
    working()
    task = outcome(member, start(member, "봄날"))
    assert (task["state"], task["reason"], task["output"], task["ai_generated"], len(model.requests)) == ("failed", "unverified", None, False, 2)
    korean = member.request("GET", f"{TASKS}/{task['id']}", headers=[("Accept-Language", "ko")]).json()
    assert "검사를 통과하지 못해" in korean["note"]


def test_a_refusal_is_not_asked_again(working, member, model):
    model.answer = lambda request: completion("", refusal="I cannot help.")
    working()
    assert (outcome(member, start(member, "봄날"))["reason"], len(model.requests)) == ("declined", 1)


def test_without_a_model_a_task_fails_and_says_so(start_worker, database, member, kinds):
    start_worker("jobs", on=database, assistant={"kinds": str(kinds)}).says("kinds of tasks")
    task = outcome(member, start(member, "봄날"))
    assert (task["state"], task["reason"]) == ("failed", "no_model") and "cannot be used" in task["note"]


def test_after_an_outage_what_waited_is_done(working, member, model, database):
    model.answer = lambda request: (503, {}, "busy")
    worker = working()
    tasks = [start(member, topic) for topic in ("봄날", "봄비", "봄꽃")]
    eventually(lambda: len(model.requests) >= 3, "calls")
    assert {member.get(f"{TASKS}/{task}").json()["state"] for task in tasks} <= {"queued", "running"}
    worker.stop()
    attempts = database.sql("select attempts from gracy.job where kind = 'assistant.task' and (payload->>'task_id')::bigint = any(%s)",
                            [int(task) for task in tasks])
    assert attempts == [(0,)] * 3, "what could not be tried uses no attempt"
    model.answer = lambda request: haiku()
    working()
    assert {outcome(member, task)["state"] for task in tasks} == {"done"}
    paid = database.sql("select cost, reserved from gracy.assistant_task where id = any(%s)", [int(task) for task in tasks])
    assert paid == [(150, 0)] * 3, "calls that nobody answered cost nothing"


def test_a_call_that_may_have_been_paid_for_uses_an_attempt(working, member, model, database):
    model.answer = lambda request: (200, {"Content-Type": "application/json"}, "no completion")
    worker = working()
    task = start(member, "봄날")
    eventually(lambda: model.requests, "a call")
    eventually(lambda: database.sql("select id from gracy.job where kind = 'assistant.task' and (payload->>'task_id')::bigint = %s"
                                    " and state = 'queued' and attempts > 0", int(task)), "an attempt to be counted")
    worker.stop()
    model.answer = lambda request: haiku()
    working()
    assert outcome(member, task)["state"] == "done"


def test_a_worker_killed_after_the_call_leaves_one_output(working, member, model, database):
    hang = threading.Event()
    model.answer = lambda request: hang.wait(20) and None
    worker = working()
    task = start(member, "봄날")
    eventually(lambda: model.requests, "the call")
    worker.kill()
    hang.set()
    model.answer = lambda request: haiku()
    working()
    assert outcome(member, task)["state"] == "done" and len(model.requests) == 2
    [(cost, reserved, forgotten)] = database.sql("select cost, reserved, input is null from gracy.assistant_task where id = %s", int(task))
    assert cost > 150 and reserved == 0 and forgotten, "what the killed run had set aside counts as spent"


def test_a_budget_of_ten_calls_makes_ten(working, member, model, database):
    """Each costs what it may cost at most, so that the number is known."""
    database.sql("delete from gracy.assistant_budget")
    database.sql("delete from gracy.assistant_kind_budget")
    def dear(request):
        answer = haiku()
        answer["usage"] = {"prompt_tokens": 1, "completion_tokens": request["max_tokens"]}
        return answer
    model.answer = dear
    working(prices=(0, 1), daily_budget=1000, questions_share=0)
    ends = [outcome(member, task) for task in [start(member, f"봄 {n}") for n in range(14)]]
    assert sorted(end["reason"] or end["state"] for end in ends) == ["budget"] * 4 + ["done"] * 10 and len(model.requests) == 10
    assert any("budget" in end["note"] for end in ends)
    database.sql("delete from gracy.assistant_budget")
    database.sql("delete from gracy.assistant_kind_budget")


def test_a_kind_has_its_share_of_the_budget(working, member, model, kinds, database):
    database.sql("delete from gracy.assistant_budget")
    database.sql("delete from gracy.assistant_kind_budget")
    (kinds / "haiku.toml").write_text(HAIKU + "daily_share = 9\n")
    working(prices=(0, 1), daily_budget=1000)
    assert outcome(member, start(member, "봄날"))["reason"] == "budget" and not model.requests


def test_a_kind_that_is_gone_ends_its_tasks(working, member, kinds):
    worker = working()
    worker.stop()
    task = start(member, "봄날")
    (kinds / "haiku.toml").unlink()
    working()
    assert outcome(member, task)["reason"] == "kind_withdrawn"
    eventually(lambda: member.get(KINDS).json()["data"] == [], "no kinds")


def test_a_note_becomes_a_keyword_and_three_sentences(working, member, model):
    """The kind that Gracy comes with; the member's telephone number never leaves, and is theirs again in the output."""
    passage = "결제 오류를 고객센터와 함께 재현하여 원인을 찾았습니다. 연락처는 [PHONE-A]입니다. " * 6
    short, long = [passage[:150]] * 3, [f"{n}. {passage}" for n in range(3)]
    model.answer = lambda request: completion({"keyword": 7 if len(request["messages"]) == 2 else 2,
                                               "sentences": long if len(request["messages"]) == 6 else short})
    working(kinds=str(ROOT / "conf" / "assistant"))
    started = member.post(TASKS, {"kind": "experience_note", "input": {"note": NOTE}})
    task = outcome(member, started.json()["id"])
    assert task["state"] == "done" and task["output"]["keyword"] == 2, task
    assert len(task["output"]["sentences"]) == 3 and all(len(text) >= 200 and "010-1234-5678" in text for text in task["output"]["sentences"])
    assert "010-1234" not in json.dumps(model.requests, ensure_ascii=False)
    told = [request["messages"][-1]["content"] for request in model.requests]
    assert "#/keyword must be 6 or less" in told[1] and "200 to 600 characters" in told[2] and "must differ" in told[2]


def test_check_names_every_mistake_with_file_and_line(folder, kinds):
    (kinds / "haiku.toml").write_text(HAIKU.replace('at = "/about"', 'at = "/aboot"').replace('"minItems"', '"least"'))
    configuration = folder / "check.toml"
    configuration.write_text(f'[database]\nconninfo = "host=/run/postgresql dbname=gracy"\n[assistant]\nkinds = "{kinds}"\n')
    result = subprocess.run([str(build.WORKER), "check", "--config", str(configuration)], capture_output=True, text=True,
                            env=build.program_environment(folder))
    assert result.returncode == 2 and f"{kinds}/haiku.toml:14: [output] schema cannot be kept to: #/properties/lines/least" in result.stderr
    (kinds / "haiku.toml").write_text(HAIKU.replace('at = "/about"', 'at = "/aboot"'))
    result = subprocess.run([str(build.WORKER), "check", "--config", str(configuration)], capture_output=True, text=True,
                            env=build.program_environment(folder))
    assert result.returncode == 2 and f"{kinds}/haiku.toml:24: [output.checks.on_topic] at is \"/aboot\"" in result.stderr, result.stderr


def test_only_who_asked_reads_it(working, member, client, people):
    working()
    task = start(member, "봄날")
    for person in (people.colleague, people.admin, people.outsider):
        assert client.as_(person.token).get(f"{TASKS}/{task}").status == 404
