"""Rate limits, to the call and to the second."""
from conftest import CHANNEL, TOKEN, Running, people, request

from workspace import MessageLimits


def test_tier_allows_its_calls_a_minute_and_no_more(slack, api):
    for _ in range(20):
        assert api("users.list")["ok"]
    refused = request(slack.api_url + "users.list", b"", Authorization=f"Bearer {TOKEN}")
    assert refused.status == 429 and refused.json() == {"ok": False, "error": "ratelimited"}
    assert 50 <= int(refused.headers["retry-after"]) <= 60
    assert api("users.info", user="U0HB000002")["ok"], "another method is not limited by it"
    slack.advance(int(refused.headers["retry-after"]))
    assert api("users.list")["ok"]


def test_channel_takes_a_message_a_second(slack, api):
    assert api("chat.postMessage", channel=CHANNEL, text="1")["ok"]
    assert api("chat.postMessage", channel=CHANNEL, text="2")["error"] == "ratelimited"
    assert api("chat.postMessage", channel="U0HB000002", text="elsewhere")["ok"]
    slack.advance(1)
    assert api("chat.postMessage", channel=CHANNEL, text="2")["ok"]
    assert [entry.content["text"] for entry in slack.workspace.journal.refused()] == ["2"]


def test_conversation_is_one_by_whatever_name(slack, api):
    dm = api("chat.postMessage", channel="U0HB000002", text="1")["channel"]
    assert api("chat.postMessage", channel=dm, text="2")["error"] == "ratelimited"
    assert api("chat.postMessage", channel="#general", text="1")["ok"]
    assert api("chat.postMessage", channel=CHANNEL, text="2")["error"] == "ratelimited"


def test_workspace_takes_its_messages_a_minute(slack, api):
    slack.workspace.limits.messages = MessageLimits(workspace_minute=3)
    for user in ("U0HB000001", "U0HB000002", "U0HB000003"):
        assert api("chat.postMessage", channel=user, text="hello")["ok"]
    assert api("chat.postMessage", channel="U0HB000004", text="hello")["error"] == "ratelimited"


def test_scaled_clock_lets_a_client_wait_for_less():
    with Running(people.small(scale=60)) as slack:
        for _ in range(20):
            request(slack.api_url + "users.list", b"", Authorization=f"Bearer {TOKEN}")
        refused = request(slack.api_url + "users.list", b"", Authorization=f"Bearer {TOKEN}")
        assert refused.status == 429 and refused.headers["retry-after"] == "1"
        slack.workspace.clock.advance(60)
        assert request(slack.api_url + "users.list", b"", Authorization=f"Bearer {TOKEN}").json()["ok"]


def test_history_is_rationed_for_apps_outside_the_marketplace(slack, api):
    slack.workspace.app.limited_history = True
    for number in range(20):
        slack.member("minseo").say("general", str(number))
    answer = api("conversations.history", channel=CHANNEL, limit=100)
    assert len(answer["messages"]) == 15 and answer["has_more"]
    assert api("conversations.history", channel=CHANNEL)["error"] == "ratelimited"
