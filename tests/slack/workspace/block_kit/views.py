"""Modals and App Home as a whole (https://docs.slack.dev/reference/views)."""
import json
from typing import Any

from .blocks import VIEW_BLOCKS, check_blocks, in_view
from .elements import plain_text
from .shape import Report, anything, boolean, by_type, shape, string

VIEW_BYTES = 250_000

_common = {"blocks": anything, "callback_id": string(255, 0), "private_metadata": string(3000, 0), "external_id": string(255, 0)}
_kinds = {
    "modal": shape({"title": plain_text(24), "blocks": anything},
                   {"submit": plain_text(24), "close": plain_text(24), "clear_on_close": boolean, "notify_on_close": boolean,
                    "submit_disabled": boolean} | _common),
    "home": shape({"blocks": anything}, {"title": plain_text(24)} | _common),
}


def too_large(view: Any) -> bool:
    return len(json.dumps(view, ensure_ascii=False).encode()) > VIEW_BYTES


def lint_view(view: Any, kinds: tuple[str, ...] = ("modal", "home")) -> list[str]:
    """What is wrong with a view of one of these kinds, as Slack says it in response_metadata.messages."""
    report = Report()
    by_type({kind: _kinds[kind] for kind in kinds})(view, "/view", report)
    if not isinstance(view, dict):
        return report.messages
    blocks = view.get("blocks")
    check_blocks(blocks, in_view, VIEW_BLOCKS, "/view/blocks", report)
    has_input = isinstance(blocks, list) and any(isinstance(block, dict) and block.get("type") == "input" for block in blocks)
    if view.get("type") == "modal" and has_input and not view.get("submit"):
        report.add("/view/submit", "missing required field: submit (the view has an input block)")
    return report.messages
