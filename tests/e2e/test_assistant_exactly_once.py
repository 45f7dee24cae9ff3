"""What a model wrote takes effect once and is paid for as it was, whichever moment the worker dies in, and however many ask at once."""
import re
import threading

import pytest
import yaml

from answers_in_slack import MEMBER, QUESTION, SENTENCE, answering, model, replies, settled, shown, slack, token_key  # noqa: F401 - fixtures
from model_server import ModelServer, sentences
from support import build
from support.commit_gate import kill_at_commit
from support.http_client import Client
from support.metrics import Metrics
from support.ports import free_port
from test_assistant import THREADS, answer, ask
from worker_fixtures import *  # noqa: F401,F403 - fixtures
from worker_fixtures import eventually

JOBS = 64


@pytest.fixture
def budget(database):
    database.sql("delete from gracy.assistant_budget")
    return lambda: database.sql("select used, reserved, calls from gracy.assistant_budget")


@pytest.fixture
def hold(model):
    """The model answers when it is set."""
    release = threading.Event()
    model.answer = lambda request: release.wait(30) and sentences((SENTENCE, [1]))
    yield release
    release.set()


def paid(committed: bool, set_aside: int) -> list[tuple]:
    """A call whose end was not committed may have cost all that was set aside for it."""
    return [(150, 0, 1)] if committed else [(set_aside + 150, 0, 2)]


@pytest.mark.parametrize("committed", [False, True], ids=["before", "after"])
def test_worker_killed_at_the_commit_of_an_answer_leaves_one_that_is_paid_for(answering, slack, client, people, database, model, hold, budget, committed):
    worker = answering()
    member = client.as_(people.member.token)
    question = ask(member)
    eventually(lambda: model.requests, "the call")
    [(_, set_aside, _)] = budget()
    kill_at_commit(worker, database, "assistant_question", hold.set, committed=committed)
    assert member.get(f"{THREADS}/{question}").json()["state"] == ("done" if committed else "queued")
    answering()
    told = answer(member, question)
    assert told["outcome"] == "answered" and [sentence["text"] for sentence in told["answer"]] == [SENTENCE]
    eventually(lambda: database.one("select count(*) from gracy.job where kind = 'assistant.answer' and state in ('queued', 'running')") == 0, "no job to be left")
    assert budget() == paid(committed, set_aside) and len(model.requests) == (1 if committed else 2)
    [today] = client.as_(people.admin.token).get("/api/v1/qa/days").json()["data"]
    assert (today["asked"], today["answered"]) == (1, 1) and today["cost"] == budget()[0][0]


@pytest.mark.parametrize("committed", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("where, text", [("general", f"@gracy {QUESTION}"), ("app", QUESTION)])
def test_worker_killed_at_the_commit_of_an_answer_says_it_once_in_slack(answering, slack, database, model, hold, budget, where, text, committed):
    worker = answering()
    member = slack.member(MEMBER)
    asked = member.say(where, text)
    eventually(lambda: model.requests, "the call")
    [(_, set_aside, _)] = budget()
    kill_at_commit(worker, database, "assistant_question", hold.set, committed=committed)
    answering()
    eventually(lambda: replies(member, asked), "an answer beneath the question", 40)
    settled(slack, database)
    [told] = replies(member, asked)
    assert shown(told).count(SENTENCE) == 1 and budget() == paid(committed, set_aside)


@pytest.fixture
def second_model():
    server = ModelServer()
    yield server
    server.close()


def test_many_questions_to_two_servers_stay_within_a_budget_of_ten_calls(start_worker, database, slack, client, people, model, second_model, budget):
    """Every second answer of the first server is lost, may have been paid for all the same, and is asked of the second one; each that
    arrives costs as much as a call may."""
    database.sql("delete from gracy.assistant_question")
    servers = {f"assistant.servers.{name}": {"base_url": server.url, "model": name, "preference": rank, "timeout_seconds": 5, "prompt_price": 1,
                                            "completion_price": 1} for rank, (name, server) in enumerate((("one", model), ("two", second_model)), 1)}
    members = [client.as_(people.hire(f"Crowd {number}").token) for number in range(4)]

    # What a call may cost at most.
    seen = []
    model.answer = lambda request: seen.append(budget()[0][1]) or sentences((SENTENCE, [1]))
    worker = start_worker("jobs", on=database, assistant={"daily_budget": 10 ** 9}, **servers)
    assert answer(members[0], ask(members[0]))["outcome"] == "answered"
    assert worker.stop() == 0
    [most] = seen
    database.sql("delete from gracy.assistant_budget")
    database.sql("delete from gracy.assistant_question")
    model.requests.clear()

    def costly(request):
        return sentences((SENTENCE, [1])) | {"usage": {"prompt_tokens": 1, "completion_tokens": most - 1}}

    turns = threading.Lock()
    calls = []

    def first(request):
        with turns:
            calls.append(request)
            return None if len(calls) % 2 else costly(request)

    model.answer, second_model.answer = first, costly
    asked = [(member, ask(member)) for _ in range(JOBS // len(members)) for member in members]
    start_worker("jobs", on=database, jobs={"concurrency": 6}, assistant={"daily_budget": 10 * most}, **servers)
    told = [answer(member, question) for member, question in asked]
    assert len(model.requests) + len(second_model.requests) == 10 and second_model.requests
    assert budget() == [(10 * most, 0, 10)]
    outcomes = [(each["outcome"], each["reason"]) for each in told]
    assert 1 <= outcomes.count(("answered", None)) <= 10
    assert set(outcomes) == {("answered", None), ("passages", "budget")}


def test_budgets_are_measured(answering, slack, client, people, database, model, budget):
    port = free_port()
    answering(metrics_port=port, daily_budget=10 ** 6)
    member = client.as_(people.member.token)
    assert answer(member, ask(member))["outcome"] == "answered"

    def page() -> Metrics:
        return Metrics(Client(port).get("/metrics").text)

    assert page().get("gracy_assistant_budget_used_ratio") == 150 / 10 ** 6 and page().get("gracy_assistant_budget_refused_calls") == 0
    database.sql("update gracy.assistant_budget set used = cap")
    assert answer(member, ask(member))["reason"] == "budget"
    assert page().get("gracy_assistant_budget_used_ratio") == 1 and page().get("gracy_assistant_budget_refused_calls") == 1
    rules = yaml.safe_load((build.ROOT / "conf/prometheus/assistant.rules.yml").read_text())["groups"][0]["rules"]
    named = {name for rule in rules for name in re.findall(r"\bgracy_\w+", rule["expr"])}
    assert named and named <= page().names(), named - page().names()
