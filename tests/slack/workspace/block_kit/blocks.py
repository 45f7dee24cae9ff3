"""Blocks, by where they may stand, and the rules over all of a message's (https://docs.slack.dev/reference/block-kit/blocks)."""
from collections.abc import Iterator
from typing import Any

from . import rich_text
from .elements import button, identifier, image, in_actions, in_context_actions, in_input, in_section, plain_text, slack_file, text, url
from .shape import Report, Rule, any_of, array, boolean, by_type, every, integer, one_of, shape, string

MESSAGE_BLOCKS = 50
# Slack's pages name no such limit. Measured by others: a message is refused from some 11,000 on (slackapi/bolt-js#2867).
MESSAGE_TEXT = 11_000
VIEW_BLOCKS = 100

_id = {"block_id": identifier}
_rich_text = shape({"elements": array(rich_text.parts, 1000, 0)}, _id)

_section = every(any_of("text", "fields"),
                 shape({}, {"text": text(3000), "fields": array(text(2000), 10), "accessory": by_type(in_section), "expand": boolean} | _id))
_context = shape({"elements": array(by_type({
    "image": image,
    "plain_text": shape({"text": string(3000)}, {"emoji": boolean}),
    "mrkdwn": shape({"text": string(3000)}, {"verbatim": boolean}),
}), 10)}, _id)
_image = every(any_of("image_url", "slack_file"),
               shape({"alt_text": string(2000)}, {"image_url": url, "slack_file": slack_file, "title": plain_text(2000)} | _id))
_input = shape({"label": plain_text(2000), "element": by_type(in_input)},
               {"hint": plain_text(2000), "optional": boolean, "dispatch_action": boolean} | _id)
_video = shape({"video_url": url, "thumbnail_url": url, "alt_text": string(2000), "title": plain_text(199)},
               {"title_url": url, "description": plain_text(200), "provider_icon_url": url, "provider_name": string(50),
                "author_name": string(50)} | _id)

_cell = by_type({"raw_text": shape({"text": string(3000, 0)}), "rich_text": _rich_text})
_table = shape({"rows": array(array(_cell, 20), 100)},
               {"column_settings": array(shape({}, {"align": one_of("left", "center", "right"), "is_wrapped": boolean}), 20, 0)} | _id)
_card_fields = {"title": text(150), "subtitle": text(150), "body": text(200), "hero_image": by_type({"image": image}),
                "icon": by_type({"image": image}), "actions": array(by_type({"button": button}), 3), "subtext": text(150)}
_card = every(any_of("title", "body", "hero_image", "actions"), shape({}, _card_fields | _id))
_task_card = shape({"task_id": identifier, "title": string(150)},
                   {"status": one_of("pending", "in_progress", "complete", "error"), "details": by_type({"rich_text": _rich_text}),
                    "output": by_type({"rich_text": _rich_text}), "sources": array(shape({"url": url}, {"text": string(150)}), 20)} | _id)
_plan = shape({"title": string(150)}, {"tasks": array(by_type({"task_card": _task_card}), 50)} | _id)

_everywhere: dict[str, Rule] = {
    "section": _section,
    "divider": shape({}, _id),
    "header": shape({"text": plain_text(150)}, {"level": integer(1, 6)} | _id),
    "context": _context,
    "actions": shape({"elements": array(by_type(in_actions), 25)}, _id),
    "image": _image,
    "input": _input,
    "rich_text": _rich_text,
    "video": _video,
}
in_view = _everywhere
in_message = _everywhere | {
    "markdown": shape({"text": string(12_000)}, _id),
    "context_actions": shape({"elements": array(by_type(in_context_actions), 5)}, _id),
    "table": _table,
    "file": shape({"external_id": identifier, "source": one_of("remote")}, _id),
    "card": _card,
    "carousel": shape({"elements": array(by_type({"card": _card}), 10)}, _id),
    "task_card": _task_card,
    "plan": _plan,
}
# A container holds other blocks, but no container.
in_message["container"] = shape({"title": text(150), "child_blocks": array(by_type(dict(in_message)), 10)},
                                {"subtitle": text(150), "is_collapsible": boolean, "default_collapsed": boolean,
                                 "icon": by_type({"image": image}), "width": one_of("narrow", "standard", "wide", "full")} | _id)


def elements_of(block: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The elements that a person may use in a block, each with its pointer inside the block."""
    for name in ("accessory", "element"):
        if isinstance(block.get(name), dict):
            yield f"/{name}", block[name]
    for name in ("elements", "actions", "child_blocks"):
        for index, child in enumerate(block.get(name) or []):
            if not isinstance(child, dict):
                continue
            if child.get("type") in in_message:
                yield from ((f"/{name}/{index}{at}", element) for at, element in elements_of(child))
            else:
                yield f"/{name}/{index}", child


def _check_ids(blocks: list[Any], at: str, report: Report) -> None:
    """A block_id is there once, an action_id once in its block, and one element at most has the focus."""
    seen: set[str] = set()
    focused = False
    for index, block in enumerate(blocks):
        if not isinstance(block, dict):
            continue
        block_id = block.get("block_id")
        if block_id is not None:
            if block_id in seen:
                report.add(f"{at}/{index}/block_id", f"duplicate block_id: {block_id}")
            seen.add(block_id)
        actions: set[str] = set()
        for where, element in elements_of(block):
            action_id = element.get("action_id")
            if action_id is not None and action_id in actions:
                report.add(f"{at}/{index}{where}/action_id", f"duplicate action_id: {action_id}")
            actions.add(action_id)
            if element.get("focus_on_load"):
                if focused:
                    report.add(f"{at}/{index}{where}/focus_on_load", "only one element may be focused on load")
                focused = True


def check_blocks(blocks: Any, kinds: dict[str, Rule], most: int, at: str, report: Report, least: int = 0) -> None:
    array(by_type(kinds), most, least)(blocks, at, report)
    if isinstance(blocks, list):
        _check_ids(blocks, at, report)


def lint_message(blocks: Any) -> list[str]:
    """What is wrong with a message's blocks, as Slack says it in response_metadata.messages."""
    report = Report()
    check_blocks(blocks, in_message, MESSAGE_BLOCKS, "/blocks", report)
    tables = [index for index, block in enumerate(blocks) if isinstance(block, dict) and block.get("type") == "table"] \
        if isinstance(blocks, list) else []
    if len(tables) > 1:
        report.add(f"/blocks/{tables[1]}", "only one table is allowed")
    return report.messages


def too_long(blocks: Any) -> bool:
    """More text than Slack takes in all blocks of a message together."""
    def length(part: Any) -> int:
        if isinstance(part, list):
            return sum(map(length, part))
        if not isinstance(part, dict):
            return 0
        own = part.get("text") if part.get("type") in ("mrkdwn", "plain_text", "text") else None
        return len(own.encode("utf-16-le")) // 2 if isinstance(own, str) else sum(map(length, part.values()))

    return length(blocks) > MESSAGE_TEXT
