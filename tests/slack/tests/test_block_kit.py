"""Block Kit's limits, each with what is just allowed and what is not."""
import pytest
from conftest import CHANNEL, actions, button, modal, mrkdwn, plain, text_input

from workspace.block_kit import lint_message, lint_view, too_long


def section(**more):
    return {"type": "section", **more}


def select(count=1, **more):
    return {"type": "static_select", "action_id": "s", "options": [option(str(n)) for n in range(count)], **more}


def option(value="v", text="Text", **more):
    return {"text": plain(text), "value": value, **more}


CASES = {
    "text": (lambda n: [section(text=mrkdwn("x" * n))], 3000, "/blocks/0/text/text"),
    "fields": (lambda n: [section(fields=[mrkdwn("x")] * n)], 10, "/blocks/0/fields"),
    "field": (lambda n: [section(fields=[mrkdwn("x" * n)])], 2000, "/blocks/0/fields/0/text"),
    "header": (lambda n: [{"type": "header", "text": plain("x" * n)}], 150, "/blocks/0/text/text"),
    "context": (lambda n: [{"type": "context", "elements": [mrkdwn("x")] * n}], 10, "/blocks/0/elements"),
    "actions": (lambda n: [actions(*(button(str(i)) for i in range(n)))], 25, "/blocks/0/elements"),
    "context actions": (lambda n: [{"type": "context_actions", "elements": [
        {"type": "icon_button", "icon": "trash", "text": plain("x"), "action_id": str(i)} for i in range(n)]}], 5, "/blocks/0/elements"),
    "markdown": (lambda n: [{"type": "markdown", "text": "x" * n}], 12_000, "/blocks/0/text"),
    "button text": (lambda n: [actions(button("b", "x" * n))], 75, "/blocks/0/elements/0/text/text"),
    "button value": (lambda n: [actions(button("b", value="x" * n))], 2000, "/blocks/0/elements/0/value"),
    "button url": (lambda n: [actions(button("b", url="x" * n))], 3000, "/blocks/0/elements/0/url"),
    "block_id": (lambda n: [{"type": "divider", "block_id": "x" * n}], 255, "/blocks/0/block_id"),
    "action_id": (lambda n: [actions(button("x" * n))], 255, "/blocks/0/elements/0/action_id"),
    "options": (lambda n: [actions(select(n))], 100, "/blocks/0/elements/0/options"),
    "option text": (lambda n: [actions(select(options=[option(text="x" * n)]))], 75, "/blocks/0/elements/0/options/0/text/text"),
    "option value": (lambda n: [actions(select(options=[option("x" * n)]))], 150, "/blocks/0/elements/0/options/0/value"),
    "radio buttons": (lambda n: [actions({"type": "radio_buttons", "options": [option(str(i)) for i in range(n)]})], 10, "/blocks/0/elements/0/options"),
    "overflow": (lambda n: [actions({"type": "overflow", "options": [option(str(i)) for i in range(n)]})], 5, "/blocks/0/elements/0/options"),
    "confirm title": (lambda n: [actions(button("b", confirm={
        "title": plain("x" * n), "text": plain("x"), "confirm": plain("x"), "deny": plain("x")}))], 100, "/blocks/0/elements/0/confirm/title/text"),
    "confirm button": (lambda n: [actions(button("b", confirm={
        "title": plain("x"), "text": plain("x"), "confirm": plain("x" * n), "deny": plain("x")}))], 30, "/blocks/0/elements/0/confirm/confirm/text"),
    "rows": (lambda n: [{"type": "table", "rows": [[{"type": "raw_text", "text": "x"}]] * n}], 100, "/blocks/0/rows"),
    "cells": (lambda n: [{"type": "table", "rows": [[{"type": "raw_text", "text": "x"}] * n]}], 20, "/blocks/0/rows/0"),
    "cards": (lambda n: [{"type": "carousel", "elements": [{"type": "card", "title": plain("x")}] * n}], 10, "/blocks/0/elements"),
    "card body": (lambda n: [{"type": "card", "body": mrkdwn("x" * n)}], 200, "/blocks/0/body/text"),
    "container": (lambda n: [{"type": "container", "title": plain("x"), "child_blocks": [{"type": "divider"}] * n}], 10, "/blocks/0/child_blocks"),
    "blocks": (lambda n: [{"type": "divider"}] * n, 50, "/blocks"),
}


@pytest.mark.parametrize("name", CASES)
def test_message_keeps_the_limit(name):
    make, limit, pointer = CASES[name]
    assert lint_message(make(limit)) == []
    [problem] = lint_message(make(limit + 1))
    assert problem.endswith(f"[json-pointer:{pointer}]"), problem


VIEW_CASES = {
    "title": (lambda n: modal(title="x" * n), 24, "/view/title/text"),
    "submit": (lambda n: modal(submit=plain("x" * n)), 24, "/view/submit/text"),
    "close": (lambda n: modal(close=plain("x" * n)), 24, "/view/close/text"),
    "private_metadata": (lambda n: modal(private_metadata="x" * n), 3000, "/view/private_metadata"),
    "callback_id": (lambda n: modal(callback_id="x" * n), 255, "/view/callback_id"),
    "blocks": (lambda n: modal(*[{"type": "divider"}] * n), 100, "/view/blocks"),
    "label": (lambda n: modal(text_input("a", label=plain("x" * n))), 2000, "/view/blocks/0/label/text"),
    "max_length": (lambda n: modal(text_input("a", element={"type": "plain_text_input", "max_length": n})), 3000, "/view/blocks/0/element/max_length"),
}


@pytest.mark.parametrize("name", VIEW_CASES)
def test_view_keeps_the_limit(name):
    make, limit, pointer = VIEW_CASES[name]
    assert lint_view(make(limit)) == []
    [problem] = lint_view(make(limit + 1))
    assert problem.endswith(f"[json-pointer:{pointer}]"), problem


def test_emoji_count_twice_and_hangul_once():
    assert lint_view(modal(title="가" * 24)) == []
    assert lint_view(modal(title="😊" * 12)) == []
    assert lint_view(modal(title="😊" * 12 + "x")) == ["[ERROR] must be less than 25 characters [json-pointer:/view/title/text]"]


@pytest.mark.parametrize("blocks, pointer", [
    ("text", "/blocks"), ([7], "/blocks/0"), ([{}], "/blocks/0/type"), ([{"type": "shout"}], "/blocks/0/type"),
    ([section()], "/blocks/0"), ([section(text=mrkdwn(""))], "/blocks/0/text/text"), ([section(text="x")], "/blocks/0/text"),
    ([section(text=mrkdwn("x"), colour="red")], "/blocks/0"), ([{"type": "header", "text": mrkdwn("x")}], "/blocks/0/text/type"),
    ([actions()], "/blocks/0/elements"), ([actions(button("b", style="loud"))], "/blocks/0/elements/0/style"),
    ([actions({"type": "plain_text_input"})], "/blocks/0/elements/0/type"),
    ([actions(button("same"), button("same"))], "/blocks/0/elements/1/action_id"),
    ([{"type": "divider", "block_id": "b"}, {"type": "divider", "block_id": "b"}], "/blocks/1/block_id"),
    ([{"type": "image", "image_url": "https://example.com/a.png"}], "/blocks/0"), ([{"type": "image", "alt_text": "a"}], "/blocks/0"),
    ([{"type": "table", "rows": [[{"type": "raw_text", "text": "x"}]]}] * 2, "/blocks/1"),
    ([{"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [{"type": "text"}]}]}], "/blocks/0/elements/0/elements/0")])
def test_what_is_no_block_is_pointed_at(blocks, pointer):
    problems = lint_message(blocks)
    assert problems and all(problem.startswith("[ERROR] ") for problem in problems)
    assert problems[0].endswith(f"[json-pointer:{pointer}]"), problems


def test_view_with_an_input_has_a_submit_button_and_no_markdown():
    assert "/view/submit" in lint_view(modal(text_input("a"), submit=None))[0]
    assert "/view/blocks/0/type" in lint_view(modal({"type": "markdown", "text": "x"}))[0]
    assert "/view/type" in lint_view({"type": "window", "blocks": []})[0]


def test_rich_text_of_every_kind_is_taken():
    inline = [{"type": "text", "text": "연차", "style": {"bold": True}}, {"type": "user", "user_id": "U1"}, {"type": "link", "url": "https://example.com"},
              {"type": "emoji", "name": "tada"}, {"type": "channel", "channel_id": "C1"}, {"type": "usergroup", "usergroup_id": "S1"}]
    parts = [{"type": "rich_text_section", "elements": inline},
             {"type": "rich_text_list", "style": "bullet", "indent": 1, "elements": [{"type": "rich_text_section", "elements": inline}]},
             {"type": "rich_text_quote", "elements": inline}, {"type": "rich_text_preformatted", "elements": inline[:1]}]
    assert lint_message([{"type": "rich_text", "elements": parts}]) == []


def test_answer_carries_the_pointers(api):
    answer = api("chat.postMessage", channel=CHANNEL, text="x", blocks=[section(text=mrkdwn("x" * 3001))])
    assert answer["error"] == "invalid_blocks"
    assert answer["response_metadata"]["messages"] == ["[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]"]
    assert answer["errors"] == ["must be less than 3001 characters [json-pointer:/blocks/0/text/text]"]


def test_blocks_that_are_too_long_together_are_refused(api):
    longest = [section(text=mrkdwn("가" * 2750)) for _ in range(4)]
    assert not too_long(longest)
    assert api("chat.postMessage", channel=CHANNEL, text="x", blocks=longest + [section(text=mrkdwn("가"))])["error"] == "msg_blocks_too_long"
