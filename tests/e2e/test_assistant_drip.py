"""Models that stream their answers slowly, and what becomes of those that break off or say nothing."""
import itertools

import pytest

from model_server import Drip, chunks, sentences
from test_assistant import answer, ask, member, model  # noqa: F401 - fixtures
from worker_fixtures import *  # noqa: F401,F403 - fixtures
from worker_fixtures import ANSWER_KIND

SENTENCE = "규정에 연차가 정해져 있어요."


@pytest.fixture
def streaming(start_worker, database, model, folder):
    """streaming(seconds=4): a worker whose model's server streams, may say nothing for two seconds, and has so long for a question."""

    def start(seconds: int = 90):
        kinds = folder / f"answers_in_{seconds}"
        kinds.mkdir(exist_ok=True)
        answers = ANSWER_KIND.read_text()
        assert "\nseconds = 90 " in answers
        (kinds / ANSWER_KIND.name).write_text(answers.replace("\nseconds = 90 ", f"\nseconds = {seconds} "))
        return start_worker("jobs", on=database, assistant={"daily_budget": 10 ** 9, "kinds": str(kinds)},
                            **{"assistant.servers.scripted": {"base_url": model.url, "model": "scripted-1", "stream": True, "timeout_seconds": 60,
                                                              "silence_seconds": 2, "prompt_price": 1, "completion_price": 1}})

    return start


def cost(database, question: str) -> int:
    return database.one("select cost from gracy.assistant_question where id = %s", int(question))


def test_an_answer_that_comes_a_byte_at_a_time_is_an_answer(streaming, member, model, database):
    whole = chunks(sentences((SENTENCE, [1])))
    model.answer = lambda request: Drip((whole[at:at + 1] for at in range(len(whole))), 0.001)
    streaming()
    thread = answer(member, ask(member))
    assert (thread["outcome"], thread["answer"][0]["text"]) == ("answered", SENTENCE)
    assert len(model.requests) == 1 and cost(database, thread["id"]) == 150  # of 100 and 50 tokens


def test_an_answer_without_its_usage_is_not_free(streaming, member, model, database):
    model.answer = lambda request: Drip([chunks(sentences((SENTENCE, [1])), usage=False)], 0)
    streaming()
    thread = answer(member, ask(member))
    assert thread["outcome"] == "answered" and cost(database, thread["id"]) > 0


def test_an_answer_that_breaks_off_is_not_shown_and_is_paid_for(streaming, member, model, database):
    whole = chunks(sentences((SENTENCE, [1])))
    model.answer = lambda request: Drip([whole[:len(whole) // 2]], 0, breaks=True)
    streaming()
    thread = answer(member, ask(member))
    assert (thread["outcome"], thread["reason"], thread["answer"]) == ("passages", "unavailable", [])
    assert cost(database, thread["id"]) > 0


def test_a_server_that_only_keeps_the_connection_is_not_waited_for_without_end(streaming, member, model, database):
    """Its comments are bytes, so that it is never silent: the time that a question has is what ends it."""
    model.answer = lambda request: Drip(itertools.repeat(b": keepalive\n\n"), 0.5)
    streaming(seconds=4)
    thread = answer(member, ask(member))
    assert (thread["outcome"], thread["reason"]) == ("passages", "unavailable")
    assert len(model.requests) == 1 and cost(database, thread["id"]) > 0
