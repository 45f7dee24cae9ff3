"""The message of a kudos, drafted by the assistant into the form that is open."""
import threading

import pytest

from assistant_fixtures import KINDS
from model_server import ModelServer, completion
from slack_client import TEAM
from slack_fixtures import *  # noqa: F401,F403 - fixtures
from worker_fixtures import *  # noqa: F401,F403 - fixtures
from worker_fixtures import eventually

MINSEO, SEOYEON = "U0HB000002", "U0HB000003"
WORDS = "어제 배포를 끝까지 도와줬어요"
DRAFT = "어제 배포를 끝까지 도와주셔서 정말 고마웠어요. 덕분에 일정을 지킬 수 있었어요."


@pytest.fixture
def model():
    server = ModelServer()
    server.answer = lambda request: completion({"message": DRAFT, "about": "배포를 끝까지 도와줬어요"})
    yield server
    server.close()


@pytest.fixture
def giver(connected, fresh, start_worker, model):
    connected.worker.stop()
    worker = start_worker(slack=connected.section, assistant={"daily_budget": 10 ** 9, "kinds": str(KINDS)},
                          **{"assistant.servers.scripted": {"base_url": model.url, "model": "scripted-1", "timeout_seconds": 60, "prompt_price": 1,
                                                            "completion_price": 1}})
    worker.says("kinds of tasks")
    fresh.sql("update gracy.member set status = 'active', locale = 'ko' where id in (select member_id from gracy.slack_user where team_id = %s"
              " and user_id in (%s, %s))", TEAM, MINSEO, SEOYEON)
    fresh.sql("update gracy.recognition_policy set pair_gifts_a_day = null, pair_percent = null, shortest_message = 5")
    return connected.slack.member(MINSEO)


def form(giver):
    giver.command("/kudos")
    return eventually(giver.modal, "the form to open")


def shown(giver, words):
    return eventually(lambda: words in str(giver.modal().content) and giver.modal(), f"the form to say {words!r}", 40)


def message_block(view):
    return next(block["block_id"] for block in view.content["blocks"] if block.get("block_id", "").startswith("message"))


def test_draft_comes_into_the_form_is_changed_and_given(connected, giver, fresh, model):
    slack = connected.slack
    form(giver)
    giver.fill(recipients=[connected.name_of(SEOYEON)], points="1", message=WORDS)
    giver.click("draft_kudos")
    view = shown(giver, DRAFT)
    assert "AI가 썼어요" in str(view.content) and message_block(view) != "message"
    assert WORDS in str(model.requests)
    assert fresh.one("select count(*) from gracy.event_log where position(%s in document) > 0", WORDS.encode()) == 0, "what was written is in no log"
    value = next(block for block in view.content["blocks"] if block.get("block_id") == "value")["element"]["options"][0]["text"]["text"]
    giver.fill(value=value, **{message_block(view): DRAFT + " 최고예요!"})
    assert not giver.submit().errors
    assert fresh.one("select message from gracy.kudos order by id desc limit 1") == DRAFT + " 최고예요!"
    assert slack.workspace.journal.refused() == []


def test_form_says_why_there_is_no_draft_and_keeps_what_was_written(giver, model):
    form(giver)
    giver.fill(message="짧아")
    giver.click("draft_kudos")
    view = shown(giver, "먼저 받는 사람을 고르고")
    assert "짧아" in str(view.values) and message_block(view) == "message"
    assert model.requests == []


def test_draft_that_the_checks_refuse_is_not_shown(connected, giver, model):
    model.answer = lambda request: completion({"message": "짧음", "about": "없는 말"})
    form(giver)
    giver.fill(recipients=[connected.name_of(SEOYEON)], message=WORDS)
    giver.click("draft_kudos")
    view = shown(giver, "검사를 통과하지 못해")
    assert WORDS in str(view.values) and "짧음" not in str(view.content)


def test_form_that_was_submitted_meanwhile_is_left_alone(connected, giver, fresh, model):
    asked, go_on = threading.Event(), threading.Event()

    def slowly(request):
        asked.set()
        go_on.wait(30)
        return completion({"message": DRAFT, "about": "배포를 끝까지 도와줬어요"})

    model.answer = slowly
    view = form(giver)
    value = next(block for block in view.content["blocks"] if block.get("block_id") == "value")["element"]["options"][0]["text"]["text"]
    giver.fill(recipients=[connected.name_of(SEOYEON)], points="1", message=WORDS, value=value)
    giver.click("draft_kudos")
    assert asked.wait(30)
    assert not giver.submit().errors and "칭찬을 보냈어요" in str(giver.modal().content)
    go_on.set()
    eventually(lambda: connected.slack.workspace.journal.select("call", "views.update"), "the draft to come", 40)
    assert "칭찬을 보냈어요" in str(giver.modal().content)
    assert fresh.one("select count(*) from gracy.job where kind = 'slack.open_view' and state = 'dead'") == 0


def test_without_the_kind_the_form_offers_no_draft(connected, fresh):
    giver = connected.slack.member(MINSEO)
    fresh.sql("delete from gracy.assistant_kind")
    assert "draft_kudos" not in str(form(giver).content)
