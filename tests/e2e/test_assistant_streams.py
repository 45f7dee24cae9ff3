"""Answers in conversations with the bot grow while they are made: first what is done, then what was checked, and each sentence once."""
import sys
import threading

import pytest

from answers_in_slack import (COLLEAGUE, MEMBER, QUESTION, READS_ENGLISH, SENTENCE, answering, model, replies, reply,  # noqa: F401 - fixtures
                              settled, shown, slack, stream, token_key)
from model_server import sentences
from slack_client import TEAM
from support import build
from support.http_client import Client
from support.metrics import Metrics
from support.ports import free_port
from worker_fixtures import *  # noqa: F401,F403 - fixtures
from worker_fixtures import eventually

sys.path.append(str(build.ROOT / "tests/slack"))
from workspace.api import HANDLERS  # noqa: E402
from workspace.member import Member  # noqa: E402

# Enough for several parts.
LONG = [(f"{SENTENCE} {SENTENCE} {SENTENCE}", [1])] * 20


@pytest.fixture
def go_on(model):
    """Until it is set the model says nothing."""
    release = threading.Event()
    model.answer = lambda request: release.wait(60) and sentences(*LONG)
    yield release
    release.set()


@pytest.fixture
def counted(answering):
    """counted("streamed"): how many streams of this test's worker have come to that."""
    port = free_port()
    answering(metrics_port=port, timeout=60)
    return lambda outcome: Metrics(Client(port).get("/metrics").text).get("gracy_worker_slack_streams_total", outcome=outcome)


def sentences_in(message) -> int:
    return shown(message).count(SENTENCE)


def calls(slack, method, message):
    """Those that were carried out for a message."""
    return [entry for entry in slack.workspace.journal.calls(method) if message.ts in (entry.content.get("ts"), (entry.answer or {}).get("ts"))]


def whole_once(slack, member, asked, database):
    """The one answer beneath a question, which has each sentence once, its sources, and no stream left open."""
    answer = reply(member, asked)
    settled(slack, database)
    assert [each.ts for each in replies(member, asked)] == [answer.ts]
    assert sentences_in(answer) == 60 and "AI가" in shown(answer) and "assistant_feedback" in shown(answer) and "ask_hr" in shown(answer)
    assert not [each for each in slack.workspace.channels[asked.channel].messages.values() if each.stream == "streaming"]
    return answer


def as_if_its_time_were_over(database):
    database.sql("update gracy.slack_stream set leased_until = now(), due_at = now() where state <> 'ended'")


# Growing.

def test_answer_shows_what_is_done_and_then_its_sentences_in_parts(counted, slack, database, model, go_on):
    member = slack.member(MEMBER)
    asked = member.say("app", QUESTION)
    growing = stream(member, asked, "'in_progress'")
    eventually(lambda: "취업규칙 › " in shown(growing), "the passages that were found")
    assert "답변 쓰기" in shown(growing) and not growing.text and "AI가" not in shown(growing)
    go_on.set()
    answer = whole_once(slack, member, asked, database)
    assert answer is growing and "in_progress" not in shown(answer) and "시행" in shown(answer)
    texts = [chunk["text"] for method in ("chat.appendStream", "chat.stopStream") for entry in calls(slack, method, answer)
             for chunk in entry.content["chunks"] if chunk["type"] == "markdown_text"]
    assert len(texts) > 2 and all(len(text) < 400 for text in texts) and "".join(texts) == answer.text
    assert slack.workspace.journal.refused() == [] and counted("streamed") == 1


def test_nothing_that_did_not_hold_is_ever_appended(counted, slack, database, model):
    answers = [sentences((SENTENCE, [1]), ("연차는 999일이에요.", [1])), sentences((SENTENCE, [1]))]
    model.answer = lambda request: answers[min(len(model.requests), 2) - 1]
    member = slack.member(MEMBER)
    answer = reply(member, member.say("app", QUESTION))
    settled(slack, database)
    assert SENTENCE in shown(answer) and "999" not in str([entry.content for entry in slack.workspace.journal.calls() if entry.content.get("ts") == answer.ts])
    assert "규정과 맞는지" in shown(answer) and "'error'" not in shown(answer)


def test_question_that_is_gone_leaves_no_stream_open(counted, slack, database, go_on):
    member = slack.member(MEMBER)
    growing = stream(member, member.say("app", QUESTION))
    database.sql("delete from gracy.assistant_question")
    as_if_its_time_were_over(database)
    eventually(lambda: growing.stream == "complete" and "중지했어요" in shown(growing), "the stream to be closed")


# Once.

def test_job_of_an_answer_that_comes_after_its_stream_tells_nothing_again(counted, slack, database, go_on):
    """As when its lane is busy, or its worker dies between the two."""
    go_on.set()
    member = slack.member(MEMBER)
    asked = member.say("app", QUESTION)
    whole_once(slack, member, asked, database)
    [(job,)] = database.sql("update gracy.job set state = 'queued', attempts = 0, finished_at = null, worker = null, available_at = now()"
                            " where id = (select max(id) from gracy.job where kind = 'slack.answer') returning id")
    eventually(lambda: database.one("select state from gracy.job where id = %s", job) == "done", "the job to be run again")
    whole_once(slack, member, asked, database)
    assert counted("streamed") == 1


@pytest.mark.parametrize("method, acted", [("chat.startStream", True), ("chat.startStream", False), ("chat.appendStream", True),
                                           ("chat.stopStream", True)])
def test_worker_killed_in_a_call_leaves_one_whole_answer(answering, slack, database, go_on, method, acted):
    worker = answering(timeout=60)
    member = slack.member(MEMBER)
    if method != "chat.startStream":
        asked = member.say("app", QUESTION)
        stream(member, asked, "답변 쓰기")
    fault = slack.workspace.faults.add("timeout", method=method, effect=acted)
    if method == "chat.startStream":
        asked = member.say("app", QUESTION)
    go_on.set()
    eventually(lambda: fault.happened, "the call")
    eventually(lambda: database.one("select count(*) from gracy.assistant_question where state = 'queued'") == 0, "the answer")
    worker.kill()
    as_if_its_time_were_over(database)
    answering(timeout=60)
    whole_once(slack, member, asked, database)


def test_answers_of_slack_that_are_lost_double_nothing(counted, slack, database, go_on):
    faults = [slack.workspace.faults.add("hangup", method=method, effect=True) for method in ("chat.startStream", "chat.stopStream", "chat.update")]
    member = slack.member(MEMBER)
    asked = member.say("app", QUESTION)
    stream(member, asked, "답변 쓰기")
    faults.append(slack.workspace.faults.add("hangup", method="chat.appendStream", effect=True))
    go_on.set()
    whole_once(slack, member, asked, database)
    assert all(fault.happened for fault in faults) and counted("rewritten") == 1 and counted("lost") == 0


def test_answer_that_takes_longer_than_slack_keeps_a_stream_open_is_written_anew(counted, slack, database, go_on):
    member = slack.member(MEMBER)
    asked = member.say("app", QUESTION)
    stream(member, asked, "답변 쓰기")
    slack.advance(301)
    go_on.set()
    eventually(lambda: calls(slack, "chat.update", replies(member, asked)[0]) if replies(member, asked) else None, "another text")
    whole_once(slack, member, asked, database)
    assert counted("rewritten") == 1


# Where there is none.

def test_workspace_without_streams_gets_one_message_and_sees_that_it_is_looked_up(counted, slack, database, go_on):
    errors = ["method_not_supported_for_channel_type", "missing_scope", "unknown_method", "missing_recipient_team_id", "invalid_chunks"]
    member = slack.member(MEMBER)
    for error in errors:
        slack.workspace.faults.add("error", method="chat.startStream", error=error)
        asked = member.say("app", QUESTION)
        channel = slack.workspace.channels[asked.channel]
        if not go_on.is_set():
            eventually(lambda: "찾아보고" in str(channel.session.get(asked.ts, {}).get("status")), "the status")
            go_on.set()
        assert not whole_once(slack, member, asked, database).stream
        eventually(lambda: "status" not in channel.session.get(asked.ts, {}), "the status to go")
    assert counted("refused") == len(errors) and counted("streamed") == 0


def test_in_a_channel_everybody_gets_the_answer_whole(counted, slack, database, go_on):
    go_on.set()
    member = slack.member(MEMBER)
    answer = whole_once(slack, member, member.say("general", f"@gracy {QUESTION}"), database)
    assert not answer.stream


def test_no_answer_waits_for_a_stream(counted, slack, database, go_on):
    go_on.set()
    database.sql("insert into gracy.slack_lane (team_space_id, team_id, method, tokens, filled_at, next_at, paused_until)"
                 " select team_space_id, team_id, 'chat.startStream', 0, now(), 'infinity', now() + interval '1 hour' from gracy.slack_installation"
                 " where team_id = %s and status = 'active'", TEAM)
    member = slack.member(MEMBER)
    answer = whole_once(slack, member, member.say("app", QUESTION), database)
    assert not answer.stream and counted("limited") == 1


def test_burst_of_questions_stays_within_slacks_limits(counted, slack, database, go_on):
    go_on.set()
    members = [slack.member(who) for who in (MEMBER, COLLEAGUE, READS_ENGLISH)]
    asked = [(member, member.say("app", QUESTION)) for _ in range(3) for member in members]
    for member, question in asked:
        whole_once(slack, member, question, database)
    assert slack.workspace.journal.refused() == []
    assert counted("streamed") >= 5 and counted("streamed") + counted("limited") == len(asked)


def test_limits_that_slack_sets_are_obeyed(counted, slack, database, go_on):
    member = slack.member(MEMBER)
    for method in ("chat.startStream", "chat.appendStream", "chat.stopStream"):
        go_on.clear()
        begins = method == "chat.startStream"
        if not begins:
            asked = member.say("app", QUESTION)
            stream(member, asked, "답변 쓰기")
        fault = slack.workspace.faults.add("ratelimited", method=method, retry_after=2)
        if begins:
            asked = member.say("app", QUESTION)
        go_on.set()
        assert bool(whole_once(slack, member, asked, database).stream) is not begins and fault.happened == 1
        refused = [entry for entry in slack.workspace.journal.select("call", method) if entry.fault == "ratelimited"][-1]
        assert all(entry.at - refused.at >= 1.9 for entry in slack.workspace.journal.select("call", method) if entry.number > refused.number)
        # As if so much time had passed for both.
        slack.advance(61)
        database.sql("update gracy.slack_lane set paused_until = '-infinity', tokens = 5 where method like 'chat.%%Stream'")
    assert counted("limited") == 1 and counted("streamed") == 2


# Stopping.

def test_reader_who_stops_an_answer_halfway_reads_no_more_of_it(counted, slack, database, go_on, monkeypatch):
    """As Slack does: its stop button ends the stream at once, and tells the app."""
    append, member = HANDLERS["chat.appendStream"], slack.member(MEMBER)

    def stopped_after_the_first_part(call):
        answer = append(call)
        message = call.message(call.channel())
        if message.text and message.stream == "streaming":
            call.workspace.deliveries.background(Member(call.workspace, call.workspace.users[MEMBER]).stop_answer(message))
        return answer

    monkeypatch.setitem(HANDLERS, "chat.appendStream", stopped_after_the_first_part)
    asked = member.say("app", QUESTION)
    growing = stream(member, asked)
    go_on.set()
    eventually(lambda: "여기에서 답변을 멈췄어요." in shown(growing), "the end to be said")
    settled(slack, database)
    assert [each.ts for each in replies(member, asked)] == [growing.ts] and counted("stopped") == 1
    assert 0 < sentences_in(growing) < 60 and "AI가" in shown(growing) and "ask_hr" in shown(growing)


def test_own_stop_button_ends_the_stream_with_a_sentence(counted, slack, database, go_on):
    member = slack.member(MEMBER)
    asked = member.say("app", QUESTION)
    growing = stream(member, asked)
    eventually(lambda: database.sql("update gracy.job set available_at = now() where kind = 'slack.whisper' and state = 'queued' returning id"), "the offer")
    offer = eventually(lambda: next((each for each in member.messages() if each.only_for and "아직 찾아보고" in each.text and each.thread_ts == asked.ts), None),
                       "the offer to be read")
    member.click("assistant_stop", within=offer)
    eventually(lambda: growing.stream == "complete", "the stream to end")
    assert "질문을 중지했어요" in shown(growing) and SENTENCE not in shown(growing)
    settled(slack, database)
    assert [each.ts for each in replies(member, asked)] == [growing.ts]
