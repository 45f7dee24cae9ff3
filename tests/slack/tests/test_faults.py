"""What goes wrong on purpose, and what is then true."""
import time

import pytest
from conftest import CHANNEL, TOKEN, request

URL = "chat.postMessage"


def post(slack, text="hello"):
    slack.advance(2)
    return request(slack.api_url + URL, f"channel={CHANNEL}&text={text}".encode(), Authorization=f"Bearer {TOKEN}")


def posted(slack):
    return len(slack.member("minseo").messages("general"))


def test_fault_happens_to_its_method_so_many_times(slack):
    slack.workspace.faults.add("error", method=URL, times=2, after=1, error="fatal_error")
    answers = [post(slack).json() for _ in range(4)]
    assert [answer.get("error") for answer in answers] == [None, "fatal_error", "fatal_error", None]
    assert posted(slack) == 2


def test_rate_limit_and_server_error_look_as_they_do(slack):
    slack.workspace.faults.add("ratelimited", method=URL, retry_after=7)
    slack.workspace.faults.add("status", status=503)
    limited, broken = post(slack), post(slack)
    assert (limited.status, limited.headers["retry-after"]) == (429, "7")
    assert broken.status == 503 and broken.body.startswith(b"<!doctype")
    assert posted(slack) == 0


@pytest.mark.parametrize("effect", [True, False])
def test_lost_answer_leaves_it_open_whether_it_was_done(slack, effect):
    slack.workspace.faults.add("hangup", method=URL, effect=effect)
    with pytest.raises(OSError):
        post(slack)
    assert posted(slack) == effect


def test_answer_is_cut_in_the_middle(slack):
    slack.workspace.faults.add("truncated", method=URL, effect=True)
    with pytest.raises(Exception, match="IncompleteRead"):
        post(slack)
    assert posted(slack) == 1


def test_slow_answer_comes(slack):
    slack.workspace.faults.add("slow", seconds=0.3)
    began = time.monotonic()
    assert post(slack).json()["ok"] and time.monotonic() - began >= 0.3


def test_timeout_ends_without_an_answer(slack):
    slack.workspace.faults.add("timeout", seconds=0.2)
    with pytest.raises(OSError):
        post(slack)
    assert posted(slack) == 0


def test_fault_that_does_not_exist_is_refused(slack):
    with pytest.raises(ValueError):
        slack.workspace.faults.add("fire")
