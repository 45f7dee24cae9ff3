"""Messages: posted, changed, scheduled, streamed, reacted to."""
from conftest import CHANNEL, RANDOM, actions, button
from workspace.block_kit import lint_message

TEXT = {"channel": CHANNEL, "text": "hello"}


def post(slack, api, **message):
    slack.advance(2)
    answer = api("chat.postMessage", **(TEXT | message))
    assert answer["ok"], answer
    return answer


def test_message_to_a_person_opens_their_conversation(slack, api):
    answer = post(slack, api, channel="U0HB000002", text="안녕하세요")
    assert answer["channel"].startswith("D")
    assert [message.text for message in slack.member("minseo").messages("app")] == ["안녕하세요"]
    assert slack.member("seoyeon").messages() == []
    slack.workspace.app.messages_tab = False
    assert api("chat.postMessage", channel="U0HB000003", text="hi")["error"] == "messages_tab_disabled"
    assert api("chat.postMessage", channel="U0HB000005", text="hi")["error"] == "channel_not_found"


def test_message_says_something_and_not_too_much(slack, api):
    assert api("chat.postMessage", channel=CHANNEL)["error"] == "no_text"
    slack.advance(2)
    assert api("chat.postMessage", channel=CHANNEL, text="a", markdown_text="b")["error"] == "markdown_text_conflict"
    long = post(slack, api, text="x" * 40_001)
    assert long["warning"] == "message_truncated" and len(long["message"]["text"]) == 40_000
    slack.advance(2)
    assert api("chat.postMessage", **TEXT, metadata={"event_type": "x"})["error"] == "invalid_metadata_format"


def test_metadata_is_found_again(slack, api):
    metadata = {"event_type": "delivery", "event_payload": {"id": "7"}}
    post(slack, api, metadata=metadata)
    assert api("conversations.history", channel=CHANNEL, include_all_metadata=True)["messages"][0]["metadata"] == metadata
    assert "metadata" not in api("conversations.history", channel=CHANNEL)["messages"][0]


def test_own_message_is_changed_and_deleted_and_others_are_not(slack, api):
    ts = post(slack, api)["ts"]
    changed = api("chat.update", channel=CHANNEL, ts=ts, text="better")
    assert changed["text"] == "better" and slack.member("minseo").messages("general")[0].edited
    assert api("chat.delete", channel=CHANNEL, ts=ts)["ok"]
    assert api("chat.update", channel=CHANNEL, ts=ts, text="again")["error"] == "message_not_found"
    theirs = slack.member("minseo").say("general", "mine").ts
    assert api("chat.update", channel=CHANNEL, ts=theirs, text="x")["error"] == "cant_update_message"
    assert api("chat.delete", channel=CHANNEL, ts=theirs)["error"] == "cant_delete_message"


def test_thread_holds_its_replies(slack, api):
    root = post(slack, api)["ts"]
    reply = post(slack, api, text="reply", thread_ts=root)["ts"]
    assert [message["ts"] for message in api("conversations.replies", channel=CHANNEL, ts=root)["messages"]] == [root, reply]
    assert [message["ts"] for message in api("conversations.history", channel=CHANNEL)["messages"]] == [root]
    told_all = post(slack, api, text="all", thread_ts=root, reply_broadcast=True)["ts"]
    assert [message["ts"] for message in api("conversations.history", channel=CHANNEL)["messages"]] == [told_all, root]
    slack.advance(2)
    assert api("chat.postMessage", **TEXT, thread_ts="1.000000")["error"] == "cannot_reply_to_message"


def test_only_one_person_sees_an_ephemeral_message(slack, api):
    assert api("chat.postEphemeral", **TEXT, user="U0HB000002")["ok"]
    assert [message.text for message in slack.member("minseo").messages("general")] == ["hello"]
    assert slack.member("seoyeon").messages("general") == []
    assert api("chat.postEphemeral", **TEXT, user="U0STRANGER")["error"] == "user_not_in_channel"


def test_scheduled_message_comes_at_its_time(slack, api):
    now = slack.workspace.clock.now()
    assert api("chat.scheduleMessage", **TEXT, post_at=int(now) - 5)["error"] == "time_in_past"
    assert api("chat.scheduleMessage", **TEXT, post_at=int(now) + 121 * 86400)["error"] == "time_too_far"
    at = int(now) + 600
    assert api("chat.scheduleMessage", **TEXT, post_at=at)["ok"]
    dropped = api("chat.scheduleMessage", channel=CHANNEL, text="dropped", post_at=at)["scheduled_message_id"]
    assert api("chat.deleteScheduledMessage", channel=CHANNEL, scheduled_message_id=dropped)["ok"]
    # A defect of Slack's: what carries metadata is never posted.
    assert api("chat.scheduleMessage", channel=CHANNEL, text="lost", post_at=at, metadata={"event_type": "x", "event_payload": {}})["ok"]
    assert slack.member("minseo").messages("general") == []
    slack.advance(601)
    slack.idle()
    assert [message.text for message in slack.member("minseo").messages("general")] == ["hello"]


def test_channel_takes_thirty_scheduled_messages_in_five_minutes(slack, api):
    at = int(slack.workspace.clock.now()) + 600
    assert all(api("chat.scheduleMessage", **TEXT, post_at=at + number)["ok"] for number in range(30))
    assert api("chat.scheduleMessage", **TEXT, post_at=at)["error"] == "restricted_too_many"
    assert api("chat.scheduleMessage", **TEXT, post_at=at + 3600)["ok"]


def test_stream_grows_until_it_stops(slack, api):
    question = slack.member("minseo").say("app", "연차 며칠 남았어?")
    ts = api("chat.startStream", channel=question.channel, thread_ts=question.ts)["ts"]
    assert api("chat.appendStream", channel=question.channel, ts=ts)["error"] == "no_text"
    assert api("chat.appendStream", channel=question.channel, ts=ts, markdown_text="15일 ")["ok"]
    assert api("chat.appendStream", channel=question.channel, ts=ts, chunks=[{"type": "markdown_text", "text": "남았어요"}])["ok"]
    assert api("chat.appendStream", channel=question.channel, ts=ts, chunks=[{"type": "shout"}])["error"] == "invalid_chunks"
    assert api("chat.update", channel=question.channel, ts=ts, text="x")["error"] == "streaming_state_conflict"
    assert api("chat.stopStream", channel=question.channel, ts=ts, blocks=[actions(button("more"))])["message"]["text"] == "15일 남았어요"
    for method in ("chat.appendStream", "chat.stopStream"):
        assert api(method, channel=question.channel, ts=ts, markdown_text="x")["error"] == "message_not_in_streaming_state"


def test_person_stops_an_answer(slack, api, app):
    minseo = slack.member("minseo")
    question = minseo.say("app", "안녕?")
    ts = api("chat.startStream", channel=question.channel, thread_ts=question.ts, markdown_text="음")["ts"]
    minseo.stop_answer(minseo.messages("app")[0])
    assert api("chat.appendStream", channel=question.channel, ts=ts, markdown_text="x")["error"] == "stopped_by_user"
    slack.idle()
    [stopped] = app.events("agent_session_stopped")
    assert stopped["streaming_message_ts"] == [ts] and stopped["thread_ts"] == question.ts


def test_stream_shows_what_is_done_and_each_task_once(slack, api):
    minseo = slack.member("minseo")
    question = minseo.say("app", "안녕?")
    task = {"type": "task_update", "id": "search", "title": "찾기", "status": "in_progress"}
    ts = api("chat.startStream", channel=question.channel, thread_ts=question.ts, task_display_mode="plan",
             chunks=[{"type": "plan_update", "title": "찾는 중"}, task])["ts"]
    assert api("chat.appendStream", channel=question.channel, ts=ts, chunks=[task | {"status": "busy"}])["error"] == "invalid_chunks"
    assert api("chat.appendStream", channel=question.channel, ts=ts, chunks=[task | {"status": "complete", "output": "제15조"}])["ok"]
    [plan] = minseo.messages("app")[0].blocks
    assert (plan["type"], plan["title"], [(each["title"], each["status"]) for each in plan["tasks"]]) == ("plan", "찾는 중", [("찾기", "complete")])
    assert api("chat.stopStream", channel=question.channel, ts=ts, markdown_text="15일", blocks=[actions(button("more"))])["ok"]
    assert [block["type"] for block in minseo.messages("app")[0].blocks] == ["plan", "markdown", "actions"]
    assert not lint_message(minseo.messages("app")[0].blocks)


def test_stream_that_lasts_too_long_is_closed_by_slack_and_may_be_written_anew(slack, api):
    question = slack.member("minseo").say("app", "안녕?")
    place = {"channel": question.channel, "ts": api("chat.startStream", channel=question.channel, thread_ts=question.ts, markdown_text="음")["ts"]}
    assert api("chat.update", **place, text="x")["error"] == "streaming_state_conflict"
    slack.advance(301)
    for method in ("chat.appendStream", "chat.stopStream"):
        assert api(method, **place, markdown_text="x")["error"] == "message_not_in_streaming_state"
    assert api("conversations.replies", channel=question.channel, ts=question.ts)["messages"][1]["streaming_state"] == "errored"
    assert api("chat.update", **place, text="better")["text"] == "better"


def test_stream_in_a_channel_names_whom_it_is_for(api):
    assert api("chat.startStream", channel=CHANNEL)["error"] == "missing_recipient_user_id"
    assert api("chat.startStream", channel=CHANNEL, recipient_user_id="U0HB000002")["error"] == "missing_recipient_team_id"
    assert api("chat.startStream", channel=CHANNEL, recipient_user_id="U0HB000002", recipient_team_id="T0HANBIT01")["ok"]


def test_reaction_is_there_once_and_is_told_of(slack, api, app):
    message = slack.member("minseo").say("general", "did it")
    item = {"channel": CHANNEL, "timestamp": message.ts, "name": "tada"}
    assert api("reactions.add", **item)["ok"]
    assert api("reactions.add", **item)["error"] == "already_reacted"
    slack.member("seoyeon").react(message, "tada")
    assert api("reactions.get", channel=CHANNEL, timestamp=message.ts)["message"]["reactions"] == [
        {"name": "tada", "users": ["U0HBBOT", "U0HB000003"], "count": 2}]
    assert api("reactions.remove", **item)["ok"]
    assert api("reactions.remove", **item)["error"] == "no_reaction"
    slack.idle()
    assert {(event["user"], event["item"]["ts"]) for event in app.events("reaction_added")} == {("U0HBBOT", message.ts), ("U0HB000003", message.ts)}
    assert len(app.events("reaction_removed")) == 1


def test_agent_shows_what_it_does(slack, api):
    question = slack.member("minseo").say("app", "안녕?")
    thread = {"channel_id": question.channel, "thread_ts": question.ts}
    channel = slack.workspace.channels[question.channel]
    assert api("assistant.threads.setStatus", **thread, status="찾는 중", loading_messages=["하나"])["ok"]
    assert channel.session[question.ts]["status"]["text"] == "찾는 중"
    slack.advance(121)
    slack.idle()
    assert "status" not in channel.session[question.ts], "it ends by itself after two minutes"
    assert api("assistant.threads.setStatus", channel_id=question.channel, thread_ts="1.000000", status="x")["error"] == "invalid_thread_ts"
    prompts = [{"title": str(number), "message": "?"} for number in range(5)]
    assert api("assistant.threads.setSuggestedPrompts", channel_id=question.channel, prompts=prompts)["error"] == "invalid_arguments"
    assert api("assistant.threads.setSuggestedPrompts", channel_id=question.channel, prompts=prompts[:4])["ok"]
    assert api("agents.sessions.setStatus", channel_id=question.channel, status="processing")["error"] == "thread_ts_required"
    assert api("agents.sessions.setStatus", **thread, status="busy")["error"] == "invalid_status"
    assert api("agents.sessions.rename", **thread, title="휴가")["error"] == "session_not_found"
    assert api("agents.sessions.setStatus", **thread, status="processing")["ok"]
    assert api("agents.sessions.rename", **thread, title="휴가")["ok"]
    slack.workspace.app.agent_view = False
    assert api("assistant.threads.setSuggestedPrompts", channel_id=question.channel, prompts=[])["error"] in ("not_agent_app", "invalid_arguments")
    assert api("agents.sessions.setStatus", **thread, status="active")["error"] == "feature_disabled"


def test_mention_of_the_app_is_an_event_of_its_own_in_channels_alone(slack, app):
    minseo = slack.member("minseo")
    asked = minseo.say("general", "@gracy 안녕?")
    minseo.say("general", "안녕")
    minseo.say("app", "@gracy 안녕?")
    slack.idle()
    events = [received.payload["event"] for received in app.received]
    [mention] = [event for event in events if event["type"] == "app_mention"]
    assert (mention["ts"], mention["user"], mention["channel"]) == (asked.ts, "U0HB000002", CHANNEL)
    assert mention["text"] == "<@U0HBBOT> 안녕?" and "channel_type" not in mention
    assert [event["channel_type"] for event in events if event["type"] == "message"] == ["channel", "channel", "im"]


def test_channel_of_others_is_not_seen(slack, api):
    private = slack.do(slack.workspace.direct_channel, "T0HANBIT01", "U0HB000002", "U0HB000003").id
    assert api("chat.postMessage", channel=private, text="hi")["error"] == "channel_not_found"
    assert api("conversations.info", channel=private)["error"] == "channel_not_found"
    assert private not in [channel["id"] for channel in api("conversations.list", types="im,public_channel")["channels"]]
    assert api("conversations.list", types="rooms")["error"] == "invalid_types"
    assert [channel["id"] for channel in api("conversations.list")["channels"]] == [CHANNEL, RANDOM]
