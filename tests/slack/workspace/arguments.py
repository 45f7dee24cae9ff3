"""A call's arguments, from a form or from JSON (https://docs.slack.dev/apis/web-api#basics)."""
import json
import urllib.parse
from typing import Any

from .errors import ApiError
from .http_server import Request

FORM = "application/x-www-form-urlencoded"
# In a form, JSON as text; and what Slack says when it is none.
_STRUCTURED = {"blocks": "invalid_blocks_format", "metadata": "invalid_metadata_format", "chunks": "invalid_chunks", "view": "invalid_arguments",
               "attachments": "invalid_arguments", "prompts": "invalid_arguments", "loading_messages": "invalid_arguments"}


def read_arguments(request: Request, reads_json: bool) -> tuple[dict[str, Any], list[str]]:
    """Arguments and warnings. Raises ApiError."""
    if request.method == "GET" or not request.body:
        return _structured(dict(request.query)), []
    if request.media_type == "application/json":
        # A method that reads forms only does not see what is in there.
        arguments = _from_json(request.body) if reads_json else {}
        return dict(request.query) | _structured(arguments), [] if request.has_charset else ["missing_charset"]
    if request.media_type == FORM:
        return dict(request.query) | _structured(_from_form(request.body)), ["superfluous_charset"] if request.has_charset else []
    raise ApiError("invalid_post_type" if request.media_type else "missing_post_type")


def _from_json(body: bytes) -> dict[str, Any]:
    try:
        value = json.loads(body)
    except ValueError:
        raise ApiError("invalid_json") from None
    if not isinstance(value, dict):
        raise ApiError("json_not_object")
    return value


def _from_form(body: bytes) -> dict[str, Any]:
    try:
        return dict(urllib.parse.parse_qsl(body.decode(), keep_blank_values=True, errors="strict"))
    except ValueError:
        raise ApiError("invalid_form_data") from None


def _structured(arguments: dict[str, Any]) -> dict[str, Any]:
    """Blocks and the like as values. JSON bodies may carry them as text, too."""
    for name, error in _STRUCTURED.items():
        if isinstance(arguments.get(name), str):
            try:
                arguments[name] = json.loads(arguments[name]) if arguments[name] else None
            except ValueError:
                raise ApiError(error) from None
    return {name: value for name, value in arguments.items() if value is not None}


def is_true(value: Any) -> bool:
    return value is True or value in ("true", "1", 1)


def integer(value: Any, error: str) -> int:
    try:
        return int(value)
    except (TypeError, ValueError):
        raise ApiError(error) from None
