"""What stands in the fields of a view or message: `state.values` of an interaction
(https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload)."""
import re
from collections.abc import Iterator
from typing import Any

from .block_kit import elements_of
from .errors import NotShown

# Of each kind of element: the field of state.values, and the field of the element with its first value.
FIELDS = {
    "plain_text_input": ("value", "initial_value"), "email_text_input": ("value", "initial_value"), "url_text_input": ("value", "initial_value"),
    "number_input": ("value", "initial_value"), "rich_text_input": ("rich_text_value", "initial_value"),
    "static_select": ("selected_option", "initial_option"), "external_select": ("selected_option", "initial_option"),
    "radio_buttons": ("selected_option", "initial_option"), "checkboxes": ("selected_options", "initial_options"),
    "multi_static_select": ("selected_options", "initial_options"), "multi_external_select": ("selected_options", "initial_options"),
    "users_select": ("selected_user", "initial_user"), "multi_users_select": ("selected_users", "initial_users"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
    "channels_select": ("selected_channel", "initial_channel"), "multi_channels_select": ("selected_channels", "initial_channels"),
    "datepicker": ("selected_date", "initial_date"), "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
}
_PATTERNS = {"datepicker": r"\d{4}-\d{2}-\d{2}", "timepicker": r"\d{2}:\d{2}", "email_text_input": r"[^@\s]+@[^@\s]+\.[^@\s]+",
             "url_text_input": r"https?://\S+", "number_input": r"-?\d+(\.\d+)?"}


def empty(value: Any) -> bool:
    return value is None or value == "" or value == []


def fields_of(blocks: list[dict]) -> Iterator[tuple[dict, dict]]:
    """(block, element) of everything that holds a value."""
    for block in blocks:
        for _, element in elements_of(block):
            if element.get("type") in FIELDS:
                yield block, element


def initial_values(blocks: list[dict], before: dict[str, dict] | None = None) -> dict[str, dict]:
    """state.values of blocks as they open; what people have entered `before` stays where block, element and its kind are the same."""
    values: dict[str, dict] = {}
    for block, element in fields_of(blocks):
        name, first = FIELDS[element["type"]]
        value = {"type": element["type"], name: element.get(first, [] if name.endswith("s") else None)}
        kept = (before or {}).get(block["block_id"], {}).get(element["action_id"])
        if kept is not None and kept["type"] == element["type"]:
            value = kept
        values.setdefault(block["block_id"], {})[element["action_id"]] = value
    return values


def options_of(element: dict, loaded: list[dict] | None = None) -> list[dict]:
    """The options that a person sees, `loaded` from the app for an external select."""
    options = list(element.get("options") or []) + list(loaded or [])
    for group in element.get("option_groups") or []:
        options += group["options"]
    return options


def find_option(options: list[dict], wanted: str) -> dict:
    """By value, or by what it says."""
    for option in options:
        if wanted in (option.get("value"), option["text"]["text"]):
            return option
    raise NotShown(f"there is no option {wanted!r}; there are {[option['text']['text'] for option in options]}")


def value_of(element: dict, entered: Any, loaded: list[dict] | None = None) -> dict[str, Any]:
    """What a person enters, as state.values has it. Raises NotShown for what the client would not let them enter."""
    kind = element["type"]
    name, _ = FIELDS[kind]
    value = entered
    if name == "selected_option" and entered is not None:
        value = find_option(options_of(element, loaded), entered)
    elif name == "selected_options":
        value = [find_option(options_of(element, loaded), each) for each in entered]
    elif kind == "datetimepicker" and entered is not None:
        value = int(entered)
    elif name == "value" and not empty(entered):
        value = str(entered)
        length = len(value.encode("utf-16-le")) // 2
        if not element.get("min_length", 0) <= length <= element.get("max_length", 3000):
            raise NotShown(f"{length} characters, but the field takes {element.get('min_length', 0)} to {element.get('max_length', 3000)}")
    if kind in _PATTERNS and not empty(entered) and not re.fullmatch(_PATTERNS[kind], str(entered)):
        raise NotShown(f"{entered!r} cannot be entered into a {kind}")
    if name.endswith("s") and isinstance(value, list) and len(value) > element.get("max_selected_items", len(value)):
        raise NotShown(f"{len(value)} are selected, but the field takes {element['max_selected_items']}")
    return {"type": kind, name: None if empty(value) and name == "value" else value}
