"""The virtual member: acts on what is shown, and on nothing else."""
import json
import urllib.request

import pytest
from conftest import CHANNEL, actions, button, modal, plain, request, text_input

from workspace import NotShown


def open_modal(slack, api, *blocks, user="minseo", **more):
    answer = api("views.open", trigger_id=slack.member(user).command("/kudos").trigger_id, view=modal(*blocks, **more))
    assert answer["ok"], answer
    return answer["view"]


def test_command_arrives_as_a_signed_form_with_ids_for_names(slack, app):
    slack.member("minseo").command("/kudos", "@seoyeon, @backend thanks #general <3 & more @nobody")
    fields = app.received[0].payload
    assert fields["text"] == ("<@U0HB000003|seoyeon>, <!subteam^S0HANBIT01|@backend> thanks <#C0HANBIT01|general> &lt;3 &amp; more @nobody")
    assert fields["command"] == "/kudos" and fields["user_id"] == "U0HB000002" and fields["channel_name"] == "general"
    assert fields["is_enterprise_install"] == "false" and fields["trigger_id"] and fields["response_url"].startswith(slack.url)
    assert app.received[0].headers["x-slack-signature"].startswith("v0=")


def test_answer_to_a_command_is_seen_by_whom_it_is_for(slack, app):
    minseo, seoyeon = slack.member("minseo"), slack.member("seoyeon")
    slack.workspace.app.subscriptions = ()  # the app's answers are for the commands alone
    app.answer({"text": "only you"})
    app.answer({"response_type": "in_channel", "text": "everybody"})
    app.answer("plain text")
    assert [minseo.command("/kudos").text for _ in range(3)] == ["only you", "everybody", "plain text"]
    assert [message.text for message in seoyeon.messages("general")] == ["everybody"]


def test_command_that_fails_says_so_as_slack_does(slack, app):
    app.answer(status=500)
    assert slack.member("minseo").command("/kudos").error == '/kudos failed with the error "dispatch_failed"'
    with pytest.raises(NotShown, match="not a valid command"):
        slack.member("minseo").command("/weather")
    app.answer({"text": "x", "blocks": [{"type": "shout"}]})
    assert "invalid_blocks" in slack.member("minseo").command("/kudos").error


def test_button_is_clicked_where_it_is_seen(slack, api, app):
    api("chat.postMessage", channel=CHANNEL, text="x", blocks=[actions(button("ack", "확인", value="7"))])
    slack.idle()
    app.received.clear()
    outcome = slack.member("seoyeon").click("확인")
    payload = app.received[0].payload
    assert payload["type"] == "block_actions" and payload["user"]["id"] == "U0HB000003"
    assert [(action["action_id"], action["value"], action["block_id"]) for action in payload["actions"]] == [("ack", "7", "actions")]
    assert payload["container"]["channel_id"] == CHANNEL and payload["message"]["blocks"] and payload["trigger_id"] == outcome.trigger_id
    with pytest.raises(NotShown, match="확인"):
        slack.member("seoyeon").click("Deny")


def test_nobody_clicks_what_others_are_shown(slack, api, app):
    api("chat.postEphemeral", channel=CHANNEL, user="U0HB000002", text="x", blocks=[actions(button("mine"))])
    with pytest.raises(NotShown):
        slack.member("seoyeon").click("mine")
    assert slack.member("minseo").click("mine").answer.ok
    # A modal covers what lies under it.
    open_modal(slack, api, text_input("message"))
    with pytest.raises(NotShown):
        slack.member("minseo").click("mine")


def test_submission_carries_what_was_entered(slack, api, app):
    people = {"type": "input", "block_id": "to", "label": plain("To"), "element": {"type": "multi_users_select", "action_id": "users", "max_selected_items": 2}}
    value = {"type": "input", "block_id": "value", "label": plain("Value"), "optional": True,
             "element": {"type": "static_select", "action_id": "value", "options": [{"text": plain("책임"), "value": "ownership"}]}}
    view = open_modal(slack, api, people, value, text_input("message", element={"type": "plain_text_input", "action_id": "text", "min_length": 2}),
                      private_metadata="m", callback_id="kudos.give")
    minseo = slack.member("minseo")
    with pytest.raises(NotShown, match="required"):
        minseo.submit()
    with pytest.raises(NotShown, match="takes 2"):
        minseo.fill(to=["U1", "U2", "U3"])
    with pytest.raises(NotShown, match="책임"):
        minseo.fill(value="용기")
    with pytest.raises(NotShown, match="characters"):
        minseo.fill(message="x")
    minseo.fill(to=["U0HB000003"], value="책임", message="고마워요")
    app.received.clear()
    assert minseo.submit().answer.ok and minseo.modal() is None
    payload = app.received[0].payload
    assert payload["type"] == "view_submission" and payload["view"]["id"] == view["id"] and payload["view"]["private_metadata"] == "m"
    assert payload["view"]["state"]["values"] == {
        "to": {"users": {"type": "multi_users_select", "selected_users": ["U0HB000003"]}},
        "value": {"value": {"type": "static_select", "selected_option": {"text": plain("책임"), "value": "ownership"}}},
        "message": {"text": {"type": "plain_text_input", "value": "고마워요"}}}


def test_answers_to_a_submission_do_what_they_say(slack, api, app):
    minseo = slack.member("minseo")
    open_modal(slack, api, text_input("message"))
    minseo.fill(message="x")
    app.answer({"response_action": "errors", "errors": {"message": "너무 짧아요"}})
    assert minseo.submit().errors == {"message": "너무 짧아요"} == minseo.modal().errors
    app.answer({"response_action": "errors", "errors": {"elsewhere": "x"}})
    assert "trouble" in minseo.submit().error
    app.answer({"response_action": "push", "view": modal(title="Second")})
    minseo.submit()
    assert minseo.modal().content["title"] == plain("Second")
    app.answer({"response_action": "update", "view": modal(title="Third")})
    minseo.submit()
    assert minseo.modal().content["title"] == plain("Third")
    app.answer({"response_action": "update", "view": modal(title="x" * 25)})
    assert "trouble" in minseo.submit().error
    app.answer({"response_action": "clear"})
    minseo.submit()
    assert minseo.modal() is None


def test_close_is_told_of_where_it_was_asked_for(slack, api, app):
    open_modal(slack, api)
    assert slack.member("minseo").close() == []
    open_modal(slack, api, notify_on_close=True)
    slack.member("minseo").close()
    assert app.received[-1].payload["type"] == "view_closed" and app.received[-1].payload["is_cleared"] is False


def test_select_asks_the_app_for_its_options(slack, api, app):
    open_modal(slack, api, {"type": "input", "block_id": "who", "label": plain("Who"),
                            "element": {"type": "external_select", "action_id": "who", "min_query_length": 1}})
    minseo = slack.member("minseo")
    app.answer({"options": [{"text": plain("김민서"), "value": "7"}]})
    assert [option["value"] for option in minseo.suggestions("who", "ㄱ")] == ["7"]
    assert app.received[-1].payload["type"] == "block_suggestion" and app.received[-1].payload["value"] == "ㄱ"
    app.answer({"options": [{"text": plain("김민서"), "value": "7"}]})
    minseo.fill(who="김민서")
    assert app.received[-1].payload["value"] == "김민서"
    assert minseo.modal().values["who"]["who"]["selected_option"]["value"] == "7"
    # By all of its text the app finds nobody.
    app.answer({"options": []})
    app.answer({"options": [{"text": plain("이지호 (Jiho Lee)"), "value": "8"}]})
    minseo.fill(who="이지호 (Jiho Lee)")
    assert app.received[-1].payload["value"] == "이지호"
    assert minseo.modal().values["who"]["who"]["selected_option"]["value"] == "8"
    with pytest.raises(NotShown, match="nobody"):
        minseo.fill(who="nobody")


def test_element_in_a_section_tells_at_once(slack, api, app):
    api("views.publish", user_id="U0HB000002", view={"type": "home", "blocks": [
        actions({"type": "static_select", "action_id": "locale", "options": [{"text": plain("한국어"), "value": "ko"}]}),
        actions({"type": "overflow", "action_id": "more", "options": [{"text": plain("끄기"), "value": "off"}]}, block_id="menu")]})
    minseo = slack.member("minseo")
    minseo.choose("locale", "ko")
    assert app.received[-1].payload["actions"][0]["selected_option"]["value"] == "ko"
    assert app.received[-1].payload["view"]["state"]["values"]["actions"]["locale"]["selected_option"]["value"] == "ko"
    minseo.click("more", "끄기")
    assert app.received[-1].payload["actions"][0]["selected_option"]["value"] == "off"
    with pytest.raises(NotShown):
        minseo.click("locale")


def test_shortcuts_are_those_of_the_app(slack, app):
    slack.workspace.app.global_shortcuts = ("kudos.give",)
    slack.workspace.app.message_shortcuts = ("kudos.message",)
    minseo = slack.member("minseo")
    assert minseo.shortcut("kudos.give").answer.ok and app.received[-1].payload["type"] == "shortcut"
    message = minseo.say("general", "did it")
    minseo.message_shortcut("kudos.message", message)
    slack.idle()
    payload = next(each.payload for each in app.received if each.payload.get("type") == "message_action")
    assert payload["message"]["text"] == "did it" and payload["response_url"].startswith(slack.url)
    with pytest.raises(NotShown):
        minseo.shortcut("mood.log")


def test_response_url_is_used_five_times_in_half_an_hour(slack, app):
    minseo = slack.member("minseo")
    minseo.command("/kudos")
    url = app.received[-1].payload["response_url"]
    respond = lambda **payload: request(url, json.dumps(payload).encode(), Content_Type="application/json")
    assert respond(text="one").body == b"ok"
    assert respond(text="two", replace_original=True).status == 200
    assert [message.text for message in minseo.messages("general")] == ["two"]
    assert respond(delete_original=True).status == 200 and minseo.messages("general") == []
    assert respond().json()["error"] == "no_text", "what fails is a use, too"
    assert respond(text="five", response_type="in_channel").status == 200
    assert [message.text for message in slack.member("seoyeon").messages("general")] == ["five"]
    sixth = respond(text="six")
    assert sixth.status == 404 and sixth.json()["error"] == "used_url"
    minseo.command("/kudos")
    late = app.received[-1].payload["response_url"]
    slack.advance(31 * 60)
    assert request(late, b'{"text":"late"}', Content_Type="application/json").json()["error"] == "expired_url"


def test_original_of_a_button_is_its_message(slack, api, app):
    api("chat.postMessage", channel=CHANNEL, text="ask", blocks=[actions(button("yes"))])
    slack.idle()
    slack.member("minseo").click("yes")
    url = app.received[-1].payload["response_url"]
    request(url, b'{"text":"done","replace_original":true}', Content_Type="application/json")
    assert [message.text for message in slack.member("seoyeon").messages("general")] == ["done"]


def test_home_tells_the_app_that_it_was_opened(slack, api, app):
    minseo = slack.member("minseo")
    minseo.open_home()
    minseo.open_home("messages")
    slack.idle()
    home, messages = sorted(app.events("app_home_opened"), key=lambda event: event["tab"])
    assert "view" not in home and messages["context"] == {"entities": []} and home["channel"].startswith("D")


def test_control_acts_for_who_is_not_python(slack, app):
    def control(method, path, body=None):
        asked = urllib.request.Request(f"{slack.url}/control/{path}", body, {"Content-Type": "application/json"}, method=method)
        try:
            return 200, json.load(urllib.request.urlopen(asked, timeout=10))
        except urllib.error.HTTPError as error:
            return error.code, json.load(error)
    app.answer({"text": "안녕"})
    status, outcome = control("POST", "members/minseo/command", b'{"command":"/kudos"}')
    assert status == 200 and outcome["message"]["text"] == "안녕"
    assert control("POST", "members/minseo/click", b'{"wanted":"x"}')[0] == 409
    assert control("POST", "members/minseo/destroy", b"{}")[0] == 400
    assert control("POST", "members/nobody/modal", b"{}")[0] == 400
    assert control("POST", "members/minseo/command", b'{"colour":1}')[0] == 400
    assert [entry["name"] for entry in control("GET", "journal?kind=command")[1]] == ["/kudos"]
    assert control("POST", "faults", b'{"kind":"hangup"}') == (200, {}) and control("DELETE", "faults") == (200, {})
    assert control("POST", "faults", b'{"kind":"fire"}')[0] == 400
    assert control("GET", "state")[1]["users"] == 6
