"""Interactive elements of Block Kit as HTML. They look like Slack's and do nothing."""
import html
from typing import Any

from .mrkdwn import Reader, mrkdwn, plain

_ARROW = '<span class="arrow">▾</span>'
_ICONS = {"datepicker": "📅", "timepicker": "🕙", "datetimepicker": "📅", "file_input": "📎"}
_INITIAL = ("initial_option", "initial_user", "initial_conversation", "initial_channel", "initial_date", "initial_time", "initial_date_time")
_INITIALS = ("initial_options", "initial_users", "initial_conversations", "initial_channels")


def text(value: Any, reader: Reader) -> str:
    """A text object, or the raw text of some."""
    if isinstance(value, str):
        return plain(value)
    if not isinstance(value, dict):
        return ""
    return mrkdwn(value["text"], reader) if value.get("type") == "mrkdwn" else plain(value["text"])


def element(value: dict[str, Any], reader: Reader) -> str:
    match value["type"]:
        case "button" | "workflow_button" | "icon_button":
            style = html.escape(value.get("style", ""))
            return f'<span class="button {style}">{text(value["text"], reader)}</span>'
        case "feedback_buttons":
            return "".join(f'<span class="button">{text(value[name]["text"], reader)}</span>' for name in ("positive_button", "negative_button"))
        case "overflow":
            return '<span class="button">⋯</span>'
        case "image":
            return f'<span class="picture small">{html.escape(value["alt_text"])}</span>'
        case "radio_buttons" | "checkboxes":
            return _choices(value, reader)
        case "plain_text_input" | "number_input" | "email_text_input" | "url_text_input" | "rich_text_input":
            shown = value.get("initial_value")
            tall = " tall" if value.get("multiline") or value["type"] == "rich_text_input" else ""
            return f'<div class="field{tall}">{plain(shown) if isinstance(shown, str) else _placeholder(value, reader)}</div>'
        case kind if kind in _ICONS:
            return f'<span class="select">{_ICONS[kind]} {_chosen(value, reader) or _placeholder(value, reader)}</span>'
        case kind if "select" in kind:
            return f'<span class="select">{_chosen(value, reader) or _placeholder(value, reader)}{_ARROW}</span>'
    return unknown(value)


def unknown(value: dict[str, Any]) -> str:
    """So that a picture never hides what it cannot show."""
    return f'<span class="unknown">no picture of {html.escape(str(value.get("type")))}</span>'


def _placeholder(value: dict[str, Any], reader: Reader) -> str:
    return f'<span class="placeholder">{text(value.get("placeholder"), reader)}</span>'


def _chosen(value: dict[str, Any], reader: Reader) -> str:
    one = next((value[name] for name in _INITIAL if value.get(name)), None)
    several = next((value[name] for name in _INITIALS if value.get(name)), [])
    return "".join(f'<span class="chosen">{_one(each, reader)}</span>' for each in several) or (_one(one, reader) if one else "")


def _one(value: Any, reader: Reader) -> str:
    if isinstance(value, dict):
        return text(value["text"], reader)
    return html.escape(reader.users.get(str(value), reader.channels.get(str(value), str(value))))


def _choices(value: dict[str, Any], reader: Reader) -> str:
    chosen = [option["value"] for option in value.get("initial_options") or [value.get("initial_option") or {"value": None}]]
    marks = {"radio_buttons": "○◉", "checkboxes": "☐☑"}[value["type"]]
    rows = []
    for option in value["options"]:
        description = f'<div class="hint">{text(option["description"], reader)}</div>' if option.get("description") else ""
        rows.append(f'<div class="choice">{marks[option["value"] in chosen]} {text(option["text"], reader)}{description}</div>')
    return f'<div>{"".join(rows)}</div>'
