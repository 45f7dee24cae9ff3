"""Messages of which nobody knows whether Slack has taken them: none is sent twice, and what cannot be looked for is left to people."""
import pytest

from test_slack_worker import connected, keys, queue, reaches, section, space, stub  # noqa: F401 - fixtures
from worker_fixtures import *  # noqa: F401,F403 - fixtures


@pytest.mark.parametrize("answer", [{"ok": False, "error": "internal_error"}, {"ok": False, "error": "fatal_error"}, (502, {}, "<!doctype html>")],
                         ids=["internal_error", "fatal_error", "502"])
def test_message_that_slack_took_before_it_failed_is_not_sent_again(connected, fresh, space, stub, answer):
    def failed_after_all(call):
        stub.usual("chat.postMessage", call)
        stub.answers.pop("chat.postMessage")
        return answer
    stub.on("chat.postMessage", failed_after_all)
    message = queue(fresh, space, "C1", "once")
    reaches(fresh, message, "sent")
    assert len(stub.messages) == 1 and fresh.one("select slack_ts from gracy.slack_message where id = %s", message) == stub.messages[0]["ts"]


def lose_one_answer(stub):
    """The next message arrives, and nobody hears so."""
    def swallowed(call):
        stub.usual("chat.postMessage", call)
        stub.answers.pop("chat.postMessage")
    stub.on("chat.postMessage", swallowed)


def said_since(stub, pages):
    """So many pages of what others have said since stand before the rest of the conversation."""
    def history(call):
        page = int(call.get("cursor", "page=0").removeprefix("page="))
        if page == pages:
            return stub.usual("conversations.history", call)
        return {"ok": True, "messages": [{"ts": f"1800000000.{n:06}", "text": "hi"} for n in range(200)], "response_metadata": {"next_cursor": f"page={page + 1}"}}
    stub.on("conversations.history", history)


def test_uncertain_message_is_found_behind_all_that_was_said_since(connected, fresh, space, stub):
    lose_one_answer(stub)
    said_since(stub, 3)
    message = queue(fresh, space, "C1", "once")
    reaches(fresh, message, "sent")
    assert len(stub.messages) == 1
    written = fresh.one("select extract(epoch from created_at)::float8 from gracy.slack_message where id = %s", message)
    assert {int(call["oldest"]) for call in stub.of("conversations.history")} == {int(written - 60)}, "nothing older is read"


def test_uncertain_message_of_a_conversation_without_end_is_not_sent_again(connected, fresh, space, stub):
    lose_one_answer(stub)
    said_since(stub, 1000)
    message = queue(fresh, space, "C1", "once")
    reaches(fresh, message, "failed")
    assert len(stub.messages) == 1 and fresh.one("select error from gracy.slack_message where id = %s", message) == "uncertain_unseen"


@pytest.mark.parametrize("error", ["not_in_channel", "channel_not_found", "missing_scope"])
def test_uncertain_message_that_cannot_be_looked_for_is_neither_sent_again_nor_called_refused(connected, fresh, space, stub, error):
    lose_one_answer(stub)
    stub.on("conversations.history", lambda _: {"ok": False, "error": error})
    message, other = queue(fresh, space, "C1", "once"), queue(fresh, space, "C2", "other")
    reaches(fresh, message, "failed")
    reaches(fresh, other, "sent")
    assert [said["text"] for said in stub.messages].count("once") == 1
    assert fresh.one("select error from gracy.slack_message where id = %s", message) == "uncertain_unseen"
