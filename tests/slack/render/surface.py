"""A message, a modal or App Home as a page of its own."""
from pathlib import Path
from typing import Any

from .blocks import blocks
from .elements import text
from .mrkdwn import Reader, mrkdwn

WIDTHS = {"modal": 520, "home": 720, "message": 680}
_STYLE = (Path(__file__).with_name("style.css")).read_text()


def kind_of(content: dict[str, Any]) -> str:
    return content["type"] if content.get("type") in ("modal", "home") else "message"


def page(content: dict[str, Any], reader: Reader | None = None, app: str = "Gracy", errors: dict[str, str] | None = None) -> str:
    """HTML of a view, or of what chat.postMessage takes (`text`, `blocks`)."""
    kind, reader = kind_of(content), reader or Reader()
    inside = {"modal": _modal, "home": _home, "message": _message}[kind](content, reader, app, errors or content.get("errors") or {})
    return (f'<!doctype html><html lang="{reader.language}"><meta charset="utf-8"><style>{_STYLE}</style>'
            f'<body style="width:{WIDTHS[kind]}px"><div class="{kind}">{inside}</div></body></html>')


def _modal(view: dict[str, Any], reader: Reader, _app: str, errors: dict[str, str]) -> str:
    close = text(view.get("close"), reader) or reader.say("취소", "Cancel")
    submit = f'<span class="button primary">{text(view["submit"], reader)}</span>' if view.get("submit") else ""
    return (f'<div class="top"><span class="icon">G</span><span class="title">{text(view["title"], reader)}</span><span class="cross">✕</span></div>'
            f'<div class="body">{blocks(view["blocks"], reader, errors)}</div>'
            f'<div class="bottom"><span class="button">{close}</span>{submit}</div>')


def _home(view: dict[str, Any], reader: Reader, app: str, _errors: dict[str, str]) -> str:
    tabs = f'<b>{reader.say("홈", "Home")}</b> {reader.say("메시지 정보", "Messages About")}'
    return (f'<div class="top"><span class="icon">G</span><span class="title">{app}</span></div><div class="tabs">{tabs}</div>'
            f'<div class="body">{blocks(view["blocks"], reader)}</div>')


def _message(message: dict[str, Any], reader: Reader, app: str, _errors: dict[str, str]) -> str:
    alone = message.get("is_ephemeral") or message.get("response_type") == "ephemeral"
    only = f'<div class="hint">👁 {reader.say("나에게만 표시", "Only visible to you")}</div>' if alone else ""
    said = blocks(message["blocks"], reader) if message.get("blocks") else mrkdwn(message.get("text", ""), reader)
    return (f'<span class="icon">G</span><div class="words">{only}<div class="who"><b>{app}</b> <span class="app">APP</span>'
            f'<span class="hint">10:00</span></div>{said}</div>')
