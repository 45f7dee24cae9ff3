"""Pictures: what Slack would show is on them, and nothing is left out in silence."""
import struct
from collections.abc import Iterator

import pytest
from conftest import actions, button, modal, mrkdwn, plain, text_input

from render import Browser, Reader, executable, page
from render.mrkdwn import markdown
from render.mrkdwn import mrkdwn as shown
from workspace.block_kit import blocks as rules
from workspace.block_kit import elements, lint_message, lint_view

OPTIONS = [{"text": plain("Choice"), "value": "1"}]
URL = "https://example.com/"
RICH = {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "Rich"}]}]}
ELEMENTS = {
    "button": {"text": plain("Press")}, "overflow": {"options": OPTIONS}, "image": {"alt_text": "Image", "image_url": URL},
    "static_select": {"options": OPTIONS}, "multi_static_select": {"options": OPTIONS, "initial_options": OPTIONS},
    "radio_buttons": {"options": OPTIONS}, "checkboxes": {"options": OPTIONS}, "number_input": {"is_decimal_allowed": False},
    "feedback_buttons": {"positive_button": {"text": plain("Yes"), "value": "1"}, "negative_button": {"text": plain("No"), "value": "0"}},
    "icon_button": {"icon": "trash", "text": plain("Drop")},
}
BLOCKS = {
    "section": {"text": mrkdwn("Section"), "fields": [mrkdwn("Field")]}, "divider": {}, "header": {"text": plain("Header")},
    "context": {"elements": [mrkdwn("Context"), {"type": "image", "alt_text": "Image", "image_url": URL}]},
    "actions": {"elements": [button("b")]}, "image": {"alt_text": "Image", "image_url": URL, "title": plain("Title")},
    "input": {"label": plain("Label"), "hint": plain("Hint"), "element": {"type": "plain_text_input"}}, "rich_text": {"elements": RICH["elements"]},
    "video": {"video_url": URL, "thumbnail_url": URL, "alt_text": "Video", "title": plain("Title")}, "markdown": {"text": "# Head\n- **item**"},
    "context_actions": {"elements": [{"type": "icon_button", **ELEMENTS["icon_button"]}]},
    "table": {"rows": [[{"type": "raw_text", "text": "Cell"}, RICH]]}, "file": {"external_id": "F1", "source": "remote"},
    "card": {"title": mrkdwn("Card"), "actions": [button("b")]}, "carousel": {"elements": [{"type": "card", "title": plain("Card")}]},
    "task_card": {"task_id": "1", "title": "Task", "status": "complete"},
    "plan": {"title": "Plan", "tasks": [{"type": "task_card", "task_id": "1", "title": "Task"}]},
    "container": {"title": plain("Box"), "child_blocks": [{"type": "divider"}]},
}
# Nobody needs them, and a picture says so.
WITHOUT_PICTURE = {"file"}


@pytest.mark.parametrize("kind", rules.in_message)
def test_block_has_a_picture(kind):
    block = {"type": kind, **BLOCKS[kind]}
    assert lint_message([block]) == []
    assert ("no picture of" in page({"blocks": [block]})) == (kind in WITHOUT_PICTURE)


@pytest.mark.parametrize("kind", {**elements.in_input, **elements.in_section, **elements.in_actions, **elements.in_context_actions})
def test_element_has_a_picture(kind):
    element = {"type": kind, **ELEMENTS.get(kind, {})}
    block = {"type": "input", "label": plain("Label"), "element": element} if kind in elements.in_input else \
        {"type": "section", "text": plain("Section"), "accessory": element} if kind in elements.in_section else \
        {"type": "context_actions", "elements": [element]}
    assert lint_message([block]) == []
    assert "no picture of" not in page({"blocks": [block]})


@pytest.mark.parametrize("text, html", [
    ("*bold* _it_ ~no~ `*code*`", "<b>bold</b> <i>it</i> <s>no</s> <code>*code*</code>"),
    ("*연차*는", "*연차*는"), ("&lt;3 &amp; <3", "&lt;3 &amp; &lt;3"), ("<script>", "<a>script</a>"), ("2 * 3 * 4", "2 * 3 * 4"),
    ("<@U1> <#C1|general> <!here>", '<span class="mention">@이지호</span> <span class="mention">#general</span> <span class="mention">@here</span>'),
    ("<https://example.com|here>", "<a>here</a>"), (":tada: :nobody_knows:", "🎉 :nobody_knows:"), ("&gt; quoted\nnot", "<blockquote>quoted</blockquote>not")])
def test_text_is_formatted_as_slack_does(text, html):
    assert shown(text, Reader(users={"U1": "이지호"})) == html


def test_escaped_markdown_is_shown_as_it_was_written():
    text = r"\# 9\~12시, \*연차\*는 \[2\]\(x\) a\_b &amp; **굵게**"
    assert markdown(text, Reader()) == "# 9~12시, *연차*는 [2](x) a_b &amp; <b>굵게</b><br>"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if executable() is None:
        pytest.skip("chromium is not installed")
    with Browser(scale=1) as browser:
        yield browser


def test_picture_is_as_large_as_what_it_shows(browser):
    def size(view: dict) -> tuple[int, int]:
        picture = browser.picture(page(view))
        assert picture[:8] == b"\x89PNG\r\n\x1a\n"
        return struct.unpack(">II", picture[16:24])
    small, large = size(modal(text_input("a"))), size(modal(*(text_input(str(number)) for number in range(30))))
    assert small[0] == large[0] == 520 and large[1] > 3 * small[1]


def test_person_reads_everything(browser):
    view = modal(text_input("message", hint=plain("어떤 일이었나요?")), actions(button("more", ":sparkles: 더 보기")), title="칭찬 보내기")
    assert lint_view(view) == []
    text = browser.text(page(view, errors={"message": "너무 짧아요"}))
    for words in ("칭찬 보내기", "Message", "어떤 일이었나요?", "✨ 더 보기", "너무 짧아요", "Send", "취소"):
        assert words in text
    assert "Cancel" in browser.text(page(view, Reader("en")))
    assert "Only visible to you" in browser.text(page({"text": "hi", "response_type": "ephemeral"}, Reader("en")))


def test_what_does_not_fit_is_found(browser):
    fits, wide = actions(button("b", "Give")), actions(button("b", "W" * 75))
    assert browser.cut_off(page({"blocks": [fits]})) == []
    assert browser.cut_off(page(modal(wide)))
