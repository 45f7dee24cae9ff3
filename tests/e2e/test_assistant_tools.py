"""What a model may look up before it answers: as whoever asks, and nothing that they could not read themselves."""
import json
import re

from model_server import completion, sentences
from support.http_client import Client
from support.metrics import Metrics
from support.ports import free_port
from test_assistant import THREADS, answer, answering, ask, member, model  # noqa: F401 - fixtures
from test_assistant_attacks import publish
from worker_fixtures import *  # noqa: F401,F403 - fixtures

OWN = {"get_my_allowance", "get_my_profile"}
EVERYTHING = OWN | {"search_policies", "list_holidays", "list_celebrations", "find_person"}


def call(*calls: tuple[str, str | dict]) -> dict:
    return completion(None, "tool_calls", tool_calls=[
        {"id": f"call_{n}", "type": "function", "function": {"name": name, "arguments": arguments if isinstance(arguments, str) else json.dumps(arguments)}}
        for n, (name, arguments) in enumerate(calls)])


def offered(request: dict) -> set[str]:
    return {tool["function"]["name"] for tool in request.get("tools", [])}


def told(request: dict) -> list[str]:
    return [message["content"] for message in request["messages"] if message["role"] == "tool"]


def first(found: str) -> int:
    """The number of the first passage of a result."""
    return int(re.search(r"Passage (\d+)", found)[1])


def after(*calls, say, language="ko"):
    """A model that looks up, and then says what it makes of the results."""
    def reply(request):
        results = told(request)
        return call(*calls) if not results else sentences((say(results), [first(results[0])]), language=language)
    return reply


def test_a_member_is_told_their_own_allowance(answering, model, client, people):
    model.answer = after(("get_my_allowance", {}), say=lambda found: "남은 칭찬 포인트는 " + re.search(r"남은 포인트 (\d+)", found[0])[1] + "점이에요.")
    answering()
    for name in ("Thrifty", "Spender"):
        person = people.hire(f"{name} Asker")
        asker = client.as_(person.token)
        if name == "Spender":
            value = asker.get("/api/v1/values").json()["data"][0]["name"]
            given = asker.post("/api/v1/kudos", {"recipient_ids": [str(people.colleague.id)], "value": value, "points": 2, "message": "정말 고마워요, 잘 봤어요"})
            assert given.status == 201, given
        left = asker.get("/api/v1/allowance").json()["left"]
        thread = answer(asker, ask(asker, "칭찬 포인트가 얼마나 남았어?"))
        assert thread["outcome"] == "answered" and thread["answer"][0]["text"] == f"남은 칭찬 포인트는 {left}점이에요.", thread
        [source] = [source for source in thread["sources"] if source["id"] == thread["answer"][0]["cite"][0]]
        assert (source["title"], source["policy_id"], source["effective_from"]) == ("내 칭찬 포인트", None, None) and str(left) in source["text"]
    assert offered(model.requests[0]) == EVERYTHING


def test_what_was_looked_up_is_checked_like_a_passage(answering, model, client, people):
    model.answer = after(("get_my_allowance", {}), say=lambda found: "남은 칭찬 포인트는 987654점이에요.")
    answering()
    asker = client.as_(people.hire("Greedy Asker").token)
    thread = answer(asker, ask(asker, "칭찬 포인트가 얼마나 남았어?"))
    assert (thread["outcome"], thread["reason"], thread["answer"]) == ("passages", "unverified", [])


def test_people_holidays_and_policies_are_found_in_ones_own_company_only(answering, model, client, people, database):
    database.sql("insert into gracy.holiday (team_space_id, on_date, name) values (%s, '2026-10-07', '창립기념일') on conflict do nothing",
                 people.admin.team_space_id)
    publish(client.as_(people.other_admin.token), "Elsewhere", "ko", "## 자오선 계획\n\n자오선 계획은 비밀이다.")
    calls = (("find_person", {"name": "Ava Morales"}), ("search_policies", {"query": "자오선 계획"}),
             ("list_holidays", {"from": "2026-01-01", "to": "2026-12-31"}), ("find_person", {"name": "이지호"}))
    seen = []
    def reply(request):
        seen.extend(told(request))
        return sentences() if told(request) else call(*calls)
    model.answer = reply
    answering()
    asker = client.as_(people.hire("Curious Asker").token)
    answer(asker, ask(asker, "연차는 며칠인가요?"))
    nobody, nothing, holidays, somebody = seen
    assert "구성원은 없어요" in nobody and "자오선" not in nothing, (nobody, nothing)
    assert "이지호" in somebody and "@" not in somebody and "2026-10-07: " in holidays


def test_what_a_model_may_not_call_is_refused_and_counted(start_worker, database, model, client, people, member):
    wrong = {("grant_role", '{"role": "owner"}'): "no such tool", ("policy_answer", "{}"): "no such tool", ("get_my_allowance", '{"member_id": 1}'): "refused",
             ("search_policies", '{"query": "연차", "team_space_id": 2}'): "refused", ("search_policies", "연차"): "not JSON",
             ("find_person", json.dumps({"name": "가" * 51})): "refused"}
    pending = iter(wrong)
    model.answer = lambda request: sentences() if told(request) else call(next(pending), ("get_my_profile", {}))
    port = free_port()
    start_worker("jobs", on=database, metrics={"jobs": f"127.0.0.1:{port}"}, assistant={"daily_budget": 10 ** 9},
                 **{"assistant.servers.scripted": {"base_url": model.url, "model": "scripted-1", "timeout_seconds": 5, "prompt_price": 1,
                                                   "completion_price": 1}})
    asker = client.as_(people.hire("Wrong Asker").token)
    for why in wrong.values():
        assert answer(asker, ask(asker))["reason"] == "not_in_policies"
        assert why in told(model.requests[-1])[0], told(model.requests[-1])
    page = Metrics(Client(port).get("/metrics").text)
    assert page.get("gracy_worker_assistant_refused_calls_total") == len(wrong)
    assert page.get("gracy_worker_assistant_look_ups_total", tool="get_my_profile") == len(wrong)
    assert page.get("gracy_worker_assistant_questions_total", outcome="not_in_policies") == len(wrong)


def test_a_token_that_may_read_policies_alone_lends_no_more(answering, model, database, people, client):
    answering()
    person = people.hire("Narrow Asker")
    token = database.add_token(person.team_space_id, person.id, ["policies:read"])
    narrow = client.as_(token)
    answer(narrow, ask(narrow))
    assert offered(model.requests[0]) == {"search_policies"}


def test_a_model_that_looks_things_up_for_ever_is_stopped(answering, model, client, people):
    model.answer = lambda request: call(("get_my_profile", {}))
    answering()
    asker = client.as_(people.hire("Endless Asker").token)
    thread = answer(asker, ask(asker))
    assert (thread["outcome"], thread["reason"]) == ("passages", "unverified") and len(model.requests) <= 8
    assert not offered(model.requests[-1]), "the last rounds are for an answer"


def test_that_there_is_nothing_is_something_to_say(answering, model, client, people):
    """A day that is no holiday, and a name that nobody has, can be cited as well as a holiday and a person can."""
    answering()
    asker = client.as_(people.hire("Empty Asker").token)
    model.answer = after(("list_holidays", {"from": "2031-05-06", "to": "2031-05-06"}),
                         say=lambda found: "2031년 5월 6일은 휴일이 아니라서 쉬는 날이 아니에요.")
    thread = answer(asker, ask(asker, "2031년 5월 6일에 쉬나요?"))
    assert thread["outcome"] == "answered" and "2031-05-06" in next(source["text"] for source in thread["sources"] if source["title"] == "휴일"), thread
    model.answer = after(("find_person", {"name": "Zyxwv"}), say=lambda found: "There is nobody of that name.", language="en")
    thread = answer(asker, ask(asker, "Which department is Zyxwv in?"))
    assert thread["outcome"] == "answered" and thread["sources"][-1]["title"] == "People", thread


def test_what_tools_find_stands_between_the_marks_of_the_conversation(answering, model, client, people):
    model.answer = lambda request: sentences() if told(request) else call(("get_my_profile", {}))
    answering()
    asker = client.as_(people.hire("Marked Asker").token)
    answer(asker, ask(asker))
    mark = model.requests[-1]["messages"][1]["content"].split("\n")[0]
    assert mark.startswith("<<") and told(model.requests[-1])[0].startswith(mark + "\n") and told(model.requests[-1])[0].endswith("\n" + mark)
