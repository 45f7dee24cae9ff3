"""Blocks as HTML."""
import html
from typing import Any

from .elements import element, text, unknown
from .mrkdwn import Reader, emoji, markdown, mention, plain


def blocks(values: list[dict], reader: Reader, errors: dict[str, str] | None = None) -> str:
    """`errors`: what stands under an input block after a submission, by block_id."""
    return "".join(f'<div class="block {html.escape(value["type"])}">{block(value, reader, errors or {})}</div>' for value in values)


def block(value: dict[str, Any], reader: Reader, errors: dict[str, str]) -> str:
    match value["type"]:
        case "section":
            fields = "".join(f"<div>{text(each, reader)}</div>" for each in value.get("fields") or [])
            words = f'<div class="words">{text(value.get("text"), reader)}{f"<div class=fields>{fields}</div>" if fields else ""}</div>'
            return words + (element(value["accessory"], reader) if "accessory" in value else "")
        case "header":
            return text(value["text"], reader)
        case "divider":
            return "<hr>"
        case "context":
            return " ".join(element(each, reader) if each["type"] == "image" else f"<span>{text(each, reader)}</span>" for each in value["elements"])
        case "actions" | "context_actions":
            return "".join(element(each, reader) for each in value["elements"])
        case "input":
            return _input(value, reader, errors)
        case "image" | "video":
            title = f'<div class="title">{text(value["title"], reader)}</div>' if value.get("title") else ""
            return f'{title}<div class="picture">{html.escape(value["alt_text"])}</div>'
        case "rich_text":
            return "".join(_rich(part, reader) for part in value["elements"])
        case "markdown":
            return markdown(value["text"], reader)
        case "table":
            rows = "".join(f"<tr>{''.join(f'<td>{_cell(cell, reader)}</td>' for cell in row)}</tr>" for row in value["rows"])
            return f"<table>{rows}</table>"
        case "card":
            return _card(value, reader)
        case "carousel":
            return "".join(f'<div class="card">{_card(each, reader)}</div>' for each in value["elements"])
        case "container":
            return f'<div class="title">{text(value["title"], reader)}</div>{blocks(value["child_blocks"], reader)}'
        case "task_card":
            mark = {"complete": "✅", "error": "❌", "in_progress": "⏳"}.get(value.get("status", ""), "○")
            return f'{mark} {plain(value["title"])}'
        case "plan":
            return f'<div class="title">{plain(value["title"])}</div>{blocks(value.get("tasks") or [], reader)}'
    return unknown(value)


def _input(value: dict[str, Any], reader: Reader, errors: dict[str, str]) -> str:
    optional = f' <span class="hint">{reader.say("(선택 사항)", "(optional)")}</span>' if value.get("optional") else ""
    below = f'<div class="hint">{text(value["hint"], reader)}</div>' if value.get("hint") else ""
    if value.get("block_id") in errors:
        below += f'<div class="error">{plain(errors[value["block_id"]])}</div>'
    return f'<div class="label">{text(value["label"], reader)}{optional}</div>{element(value["element"], reader)}{below}'


def _cell(cell: dict[str, Any], reader: Reader) -> str:
    return plain(cell["text"]) if cell["type"] == "raw_text" else "".join(_rich(part, reader) for part in cell["elements"])


def _card(value: dict[str, Any], reader: Reader) -> str:
    lines = "".join(f'<div class="{name}">{text(value[name], reader)}</div>' for name in ("title", "subtitle", "body", "subtext") if value.get(name))
    return lines + "".join(element(each, reader) for each in value.get("actions") or [])


def _rich(part: dict[str, Any], reader: Reader) -> str:
    inside = "".join(_rich(each, reader) if each["type"].startswith("rich_text_") else _inline(each, reader) for each in part["elements"])
    match part["type"]:
        case "rich_text_list":
            items = "".join(f"<li>{_rich(each, reader)}</li>" for each in part["elements"])
            tag = "ol" if part["style"] == "ordered" else "ul"
            return f'<{tag} style="margin-left:{int(part.get("indent", 0)) * 20}px">{items}</{tag}>'
        case "rich_text_quote":
            return f"<blockquote>{inside}</blockquote>"
        case "rich_text_preformatted":
            return f"<pre>{inside}</pre>"
    return inside


def _inline(value: dict[str, Any], reader: Reader) -> str:
    match value["type"]:
        case "text":
            shown = html.escape(value["text"], quote=False).replace("\n", "<br>")
        case "link":
            shown = f'<a>{html.escape(value.get("text") or value["url"])}</a>'
        case "user":
            shown = mention("@" + reader.users.get(value["user_id"], value["user_id"]))
        case "usergroup":
            shown = mention("@" + reader.groups.get(value["usergroup_id"], value["usergroup_id"]))
        case "channel":
            shown = mention("#" + reader.channels.get(value["channel_id"], value["channel_id"]))
        case "emoji":
            shown = emoji(value["name"])
        case "broadcast":
            shown = mention("@" + value["range"])
        case "date":
            shown = html.escape(value.get("fallback") or value["format"])
        case _:
            shown = unknown(value)
    for style, tag in (("bold", "b"), ("italic", "i"), ("strike", "s"), ("code", "code")):
        if (value.get("style") or {}).get(style):
            shown = f"<{tag}>{shown}</{tag}>"
    return shown
