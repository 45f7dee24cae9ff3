"""Calls of the Web API: who may, in what form, and what is said when not."""
import json

import pytest
from conftest import CHANNEL, RANDOM, TOKEN, request

from workspace.methods import METHODS

JSON = "application/json; charset=utf-8"


def test_every_method_of_the_table_is_served(slack, api):
    for name in METHODS:
        assert api(name).get("error") != "unknown_method", name
    assert api("chat.shout") == {"ok": False, "error": "unknown_method", "req_method": "chat.shout"}


def test_token_comes_in_the_header_or_in_a_form(slack):
    url = slack.api_url + "auth.test"
    assert request(url, b"", Authorization=f"Bearer {TOKEN}").json()["user_id"] == "U0HBBOT"
    assert request(url, f"token={TOKEN}".encode()).json()["ok"]
    assert request(f"{url}?token={TOKEN}").json()["ok"]
    assert request(url, json.dumps({"token": TOKEN}).encode(), Content_Type=JSON).json()["error"] == "not_authed"
    assert request(url, b"").json()["error"] == "not_authed"
    assert request(url, b"token=xoxb-nobody").json()["error"] == "invalid_auth"


def test_json_and_forms_say_the_same(slack, api):
    message = {"channel": CHANNEL, "text": "안녕 😊", "blocks": [{"type": "divider"}]}
    by_form = api("chat.postMessage", **message)
    slack.advance(2)
    by_json = request(slack.api_url + "chat.postMessage", json.dumps(message).encode(), Authorization=f"Bearer {TOKEN}", Content_Type=JSON).json()
    assert by_form["message"]["text"] == by_json["message"]["text"] == "안녕 😊"
    assert by_json["message"]["blocks"][0]["type"] == "divider"
    assert "warning" not in by_json


def test_json_without_a_charset_is_warned_of(slack):
    answer = request(slack.api_url + "auth.test", b"{}", Authorization=f"Bearer {TOKEN}", Content_Type="application/json").json()
    assert answer["ok"] and answer["warning"] == "missing_charset" and answer["response_metadata"] == {"warnings": ["missing_charset"]}


@pytest.mark.parametrize("body, media_type, error", [
    (b"{", JSON, "invalid_json"), (b"[]", JSON, "json_not_object"), (b"x", "text/plain", "invalid_post_type"),
    (b"text=%ff", "application/x-www-form-urlencoded", "invalid_form_data"),
    (b"channel=C0HANBIT01&blocks=%7B", "application/x-www-form-urlencoded", "invalid_blocks_format"),
    (b"text=hello", "application/x-www-form-urlencoded", "invalid_arguments"),
    (b"channel=C0NOWHERE&text=hello", "application/x-www-form-urlencoded", "channel_not_found")])
def test_what_cannot_be_read_has_a_name(slack, body, media_type, error):
    answer = request(slack.api_url + "chat.postMessage", body, Authorization=f"Bearer {TOKEN}", Content_Type=media_type)
    assert answer.status == 200 and answer.json()["error"] == error


def test_missing_argument_is_named(api):
    answer = api("views.open", trigger_id="1.2.3")
    assert answer["error"] == "invalid_arguments" and answer["response_metadata"]["messages"] == ["[ERROR] missing required field: view"]


def test_method_that_reads_forms_does_not_see_json(slack):
    answer = request(slack.api_url + "users.info", b'{"user":"U0HB000002"}', Authorization=f"Bearer {TOKEN}", Content_Type=JSON).json()
    assert answer["error"] == "invalid_arguments"


def test_scope_that_is_missing_is_named(slack, api):
    slack.workspace.tokens[TOKEN].scopes = ("chat:write",)
    assert api("users.list") == {"ok": False, "error": "missing_scope", "needed": "users:read", "provided": "chat:write"}


def test_list_ends_after_its_last_page(slack, api):
    seen, cursor = [], ""
    for _ in range(10):
        answer = api("users.list", limit=2, cursor=cursor)
        assert len(answer["members"]) <= 2
        seen += [user["id"] for user in answer["members"]]
        cursor = answer["response_metadata"]["next_cursor"]
        if not cursor:
            break
    assert seen == list(slack.workspace.users) and len(seen) == 6
    assert api("users.list", cursor="x")["error"] == "invalid_cursor"
    assert api("users.list", limit="0")["error"] == "invalid_limit"


def test_people_are_shown_with_their_language_and_zone(api):
    user = api("users.info", user="U0HB000004", include_locale=True)["user"]
    assert (user["locale"], user["tz"], user["tz_offset"] in (-18000, -14400)) == ("en-US", "America/New_York", True)
    assert user["profile"]["email"] == "olivia@hanbit.example"
    assert api("users.lookupByEmail", email="MINSEO@hanbit.example")["user"]["id"] == "U0HB000002"
    assert api("users.lookupByEmail", email="gone@hanbit.example")["error"] == "users_not_found"


def test_conversation_is_opened_once(api):
    first = api("conversations.open", users="U0HB000002")
    again = api("conversations.open", users="U0HB000002", return_im=True)
    assert first["channel"]["id"] == again["channel"]["id"] and again["already_open"] and again["channel"]["is_im"]
    group = api("conversations.open", users="U0HB000002,U0HB000003")["channel"]["id"]
    assert set(api("conversations.members", channel=group)["members"]) == {"U0HBBOT", "U0HB000002", "U0HB000003"}
    assert api("conversations.open", users="U0HB000005")["error"] == "user_disabled"
    assert api("conversations.open", users="U1,U2,U3,U4,U5,U6,U7,U8,U9")["error"] == "too_many_users"
    assert api("conversations.open")["error"] == "users_list_not_supplied"


def test_groups_have_their_people(api):
    assert [group["handle"] for group in api("usergroups.list")["usergroups"]] == ["backend"]
    assert api("usergroups.users.list", usergroup="S0HANBIT01")["users"] == ["U0HB000002", "U0HB000003"]
    assert api("usergroups.users.list", usergroup="S1")["error"] == "no_such_subteam"


def test_bot_joins_a_channel_before_it_speaks_there(slack, api):
    slack.workspace.tokens[TOKEN].scopes = ("chat:write", "channels:join", "channels:read")
    assert api("chat.postMessage", channel=RANDOM, text="hi")["error"] == "not_in_channel"
    assert api("conversations.join", channel=RANDOM)["channel"]["is_member"]
    slack.advance(2)
    assert api("chat.postMessage", channel=RANDOM, text="hi")["ok"]


def test_journal_has_every_call_and_no_secret(slack, api):
    api("chat.postMessage", channel=CHANNEL, text="one")
    [entry] = slack.workspace.journal.calls("chat.postMessage")
    assert entry.content == {"channel": CHANNEL, "text": "one"} and entry.answer["ok"]
    request(slack.api_url + "auth.test", f"token={TOKEN}".encode())
    assert TOKEN not in repr(slack.workspace.journal.entries)
