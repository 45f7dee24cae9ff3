"""Cursor paging as Slack's lists have it (https://docs.slack.dev/apis/web-api/pagination)."""
import base64
from collections.abc import Sequence
from typing import Any

from .arguments import integer
from .errors import ApiError


def page(items: Sequence[Any], arguments: dict[str, Any], default: int = 100, most: int = 1000) -> tuple[Sequence[Any], dict[str, Any]]:
    """One page of `items`, and the fields that lead to the next; `next_cursor` is empty on the last."""
    limit = integer(arguments.get("limit") or default, "invalid_limit")
    if not 1 <= limit <= most:
        raise ApiError("invalid_limit")
    start = _position(arguments.get("cursor") or "")
    if start > len(items):
        raise ApiError("invalid_cursor")
    end = start + limit
    cursor = base64.b64encode(f"next:{end}".encode()).decode() if end < len(items) else ""
    return items[start:end], {"response_metadata": {"next_cursor": cursor}}


def _position(cursor: str) -> int:
    if not cursor:
        return 0
    try:
        kind, _, number = base64.b64decode(cursor, validate=True).decode().partition(":")
        if kind == "next" and number.isdigit():
            return int(number)
    except ValueError:
        pass
    raise ApiError("invalid_cursor")
