"""What Slack sends: signatures, envelopes, retries."""
import hashlib
import hmac
import time

from conftest import CHANNEL

from workspace import Channel, User, sign

VECTOR = ("token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar"
          "&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands"
          "%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c")


def test_signature_is_the_published_one():
    assert dict(sign("8f742231b10e8888abcd99yyyzzz85a5", VECTOR.encode(), 1531420618))["X-Slack-Signature"] == \
        "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"


def test_event_arrives_signed_and_whole(slack, app):
    slack.member("minseo").say("general", "안녕")
    slack.idle()
    [received] = app.received
    at = received.headers["x-slack-request-timestamp"]
    mac = hmac.new(slack.workspace.app.signing_secret.encode(), f"v0:{at}:".encode() + received.body, hashlib.sha256).hexdigest()
    assert received.headers["x-slack-signature"] == f"v0={mac}" and abs(int(at) - time.time()) < 10
    payload = received.payload
    assert payload["event"] == {"type": "message", "ts": payload["event"]["ts"], "text": "안녕", "team": "T0HANBIT01", "user": "U0HB000002",
                                "channel": CHANNEL, "channel_type": "channel", "event_ts": payload["event"]["ts"]}
    assert payload["authorizations"] == [{"enterprise_id": None, "team_id": "T0HANBIT01", "user_id": "U0HBBOT", "is_bot": True,
                                          "is_enterprise_install": False}]
    assert payload["api_app_id"] == "A0GRACY001" and payload["event_id"].startswith("Ev") and "x-slack-retry-num" not in received.headers


def test_event_comes_again_at_once_after_a_minute_and_after_five(slack, app):
    for _ in range(3):
        app.answer(status=500)
    slack.member("minseo").say("general", "안녕")
    headers = lambda: [(each.headers.get("x-slack-retry-num"), each.headers.get("x-slack-retry-reason")) for each in app.received]
    _wait(lambda: len(app.received) == 2)
    slack.advance(59)
    assert len(app.received) == 2
    slack.advance(1.5)
    _wait(lambda: len(app.received) == 3)
    slack.advance(299)
    assert len(app.received) == 3
    slack.advance(1.5)
    slack.idle()
    assert headers() == [(None, None), ("1", "http_error"), ("2", "http_error"), ("3", "http_error")]
    assert len({each.body for each in app.received}) == 1
    [delivery] = slack.workspace.deliveries.all
    assert delivery.acknowledged


def test_after_three_retries_it_is_given_up(slack, app):
    for _ in range(9):
        app.answer(status=503)
    slack.member("minseo").say("general", "안녕")
    _wait(lambda: len(app.received) == 2)
    slack.advance(61)
    _wait(lambda: len(app.received) == 3)
    slack.advance(301)
    slack.idle()
    [delivery] = slack.workspace.deliveries.all
    assert len(app.received) == 4 and delivery.given_up and not delivery.acknowledged


def test_app_may_ask_not_to_be_asked_again(slack, app):
    app.answer(status=400, X_Slack_No_Retry="1")
    slack.member("minseo").say("general", "안녕")
    slack.idle()
    assert len(app.received) == 1 and slack.workspace.deliveries.all[0].given_up


def test_reason_says_what_went_wrong(slack, app):
    slack.workspace.app.events_url = "http://127.0.0.1:9/nobody"
    slack.member("minseo").say("general", "안녕")
    _wait(lambda: len(slack.workspace.deliveries.all[0].attempts) == 2)
    assert slack.workspace.deliveries.all[0].attempts[0].failure == "connection_failed"
    assert slack.workspace.journal.select("event")[1].headers == {"X-Slack-Retry-Num": "1", "X-Slack-Retry-Reason": "connection_failed"}


def test_answer_that_is_lost_brings_the_event_again(slack, app):
    slack.workspace.deliveries.lose_answers = 1
    slack.member("minseo").say("general", "안녕")
    slack.idle()
    assert [each.headers.get("x-slack-retry-reason") for each in app.received] == [None, "http_timeout"]


def test_redirects_are_followed_twice(slack, app):
    for _ in range(2):
        app.answer(status=302, Location=app.url)
    slack.member("minseo").say("general", "안녕")
    slack.idle()
    assert len(app.received) == 3 and slack.workspace.deliveries.all[0].acknowledged
    for _ in range(3):
        app.answer(status=302, Location=app.url)
    slack.member("minseo").say("general", "안녕")
    slack.idle()
    assert slack.workspace.deliveries.all[1].attempts[0].failure == "too_many_redirects"


def test_url_is_verified(slack, app):
    assert not slack.wait(slack.workspace.deliveries.verify_url())
    assert app.received[0].payload["type"] == "url_verification"


def test_app_hears_what_it_subscribes_to_and_can_see(slack, app):
    slack.workspace.app.subscriptions = ("message.channels", "app_home_opened")
    minseo = slack.member("minseo")
    minseo.say("random", "the app is not in here")
    minseo.say("app", "not subscribed to")
    minseo.say("general", "heard")
    minseo.open_home()
    slack.idle()
    # Events keep no order.
    assert sorted((event["type"], event.get("text")) for event in app.events()) == [("app_home_opened", None), ("message", "heard")]


def test_edit_is_hidden_and_tells_what_was(slack, app):
    minseo = slack.member("minseo")
    message = minseo.say("general", "before")
    minseo.edit(message, "after")
    slack.idle()
    [changed] = [event for event in app.events() if event.get("subtype") == "message_changed"]
    assert changed["hidden"] and (changed["previous_message"]["text"], changed["message"]["text"]) == ("before", "after")


def test_too_many_events_of_a_workspace_are_dropped_and_told_of(slack, app, monkeypatch):
    monkeypatch.setattr("workspace.delivery.EVENTS_PER_HOUR", 3)
    for number in range(6):
        slack.member("minseo").say("general", str(number))
    slack.idle()
    kinds = sorted(each.payload["type"] for each in app.received)
    assert kinds == ["app_rate_limited", "event_callback", "event_callback", "event_callback"]


def test_failing_app_gets_no_more_events(slack, app, monkeypatch):
    monkeypatch.setattr("workspace.delivery.FAILING_LEAST", 4)
    for _ in range(4):
        app.answer(status=400, X_Slack_No_Retry="1")
    for number in range(5):
        slack.member("minseo").say("general", str(number))
        slack.idle()
    assert len(app.received) == 4 and slack.workspace.deliveries.disabled


def test_event_of_a_shared_channel_names_the_workspace_it_is_for(slack, app):
    slack.workspace.add_team("T0STRANGER", "stranger", "Stranger")
    slack.workspace.add_user(User("U0STRANGER", "T0STRANGER", "stranger", "Stranger"))
    slack.workspace.add_channel(Channel("C0SHARED", "T0HANBIT01", "shared", members=["U0STRANGER", "U0HB000002", "U0HBBOT"], ext_shared=True))
    slack.member("stranger").say("C0SHARED", "hello")
    slack.idle()
    payload = app.received[0].payload
    assert payload["is_ext_shared_channel"] and payload["authorizations"][0]["team_id"] == "T0HANBIT01"


def _wait(condition, seconds: float = 10) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.01)
