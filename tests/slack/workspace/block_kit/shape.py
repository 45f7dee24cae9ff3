"""What a piece of Block Kit's JSON may look like. A rule is called with a value and where it stands, and reports what is wrong there."""
from collections.abc import Callable
from typing import Any

# Reports so many problems and no more.
MAX_PROBLEMS = 20


class Report:
    """Problems, each with the JSON pointer (RFC 6901) that Slack puts behind it."""

    def __init__(self):
        self.messages: list[str] = []

    def add(self, at: str, text: str) -> None:
        if len(self.messages) < MAX_PROBLEMS:
            self.messages.append(f"[ERROR] {text} [json-pointer:{at}]")


Rule = Callable[[Any, str, Report], None]


def units(text: str) -> int:
    """Length as Slack counts it: UTF-16 code units, so that most emoji are two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def string(most: int, least: int = 1) -> Rule:
    def rule(value: Any, at: str, report: Report) -> None:
        if not isinstance(value, str):
            report.add(at, "must be a string")
        elif units(value) > most:
            report.add(at, f"must be less than {most + 1} characters")
        elif units(value) < least:
            report.add(at, f"must be more than {least - 1} characters")
    return rule


def boolean(value: Any, at: str, report: Report) -> None:
    if not isinstance(value, bool):
        report.add(at, "must be a boolean")


def integer(least: int, most: int) -> Rule:
    def rule(value: Any, at: str, report: Report) -> None:
        if isinstance(value, bool) or not isinstance(value, int):
            report.add(at, "must be an integer")
        elif not least <= value <= most:
            report.add(at, f"must be between {least} and {most}")
    return rule


def one_of(*values: str) -> Rule:
    def rule(value: Any, at: str, report: Report) -> None:
        if value not in values:
            report.add(at, f"must be one of {', '.join(values)}")
    return rule


def anything(_value: Any, _at: str, _report: Report) -> None:
    """Where Slack does not say."""


def array(item: Rule, most: int, least: int = 1) -> Rule:
    def rule(value: Any, at: str, report: Report) -> None:
        if not isinstance(value, list):
            report.add(at, "must provide an array")
            return
        if len(value) > most:
            report.add(at, f"no more than {most} items allowed")
        if len(value) < least:
            report.add(at, f"no fewer than {least} items allowed")
        for index, entry in enumerate(value[:most]):
            item(entry, f"{at}/{index}", report)
    return rule


def shape(required: dict[str, Rule], optional: dict[str, Rule] | None = None) -> Rule:
    rules = required | (optional or {})

    def rule(value: Any, at: str, report: Report) -> None:
        if not isinstance(value, dict):
            report.add(at, "must provide an object")
            return
        for name in required:
            if value.get(name) is None:
                report.add(at, f"missing required field: {name}")
        for name, entry in value.items():
            if name == "type":
                continue
            if name not in rules:
                report.add(at, f"invalid additional property: {name}")
            elif entry is not None:
                rules[name](entry, f"{at}/{name}", report)
    return rule


def by_type(kinds: dict[str, Rule]) -> Rule:
    """An object whose `type` says which rule it follows."""
    def rule(value: Any, at: str, report: Report) -> None:
        if not isinstance(value, dict):
            report.add(at, "must provide an object")
        elif value.get("type") not in kinds:
            report.add(f"{at}/type", f"unsupported type: {value.get('type')}")
        else:
            kinds[value["type"]](value, at, report)
    return rule


def every(*rules: Rule) -> Rule:
    def rule(value: Any, at: str, report: Report) -> None:
        for each in rules:
            each(value, at, report)
    return rule


def any_of(*names: str) -> Rule:
    """At least one of the fields is there."""
    def rule(value: Any, at: str, report: Report) -> None:
        if isinstance(value, dict) and not any(value.get(name) is not None for name in names):
            report.add(at, f"missing required field: {' or '.join(names)}")
    return rule


def without_both(first: str, second: str) -> Rule:
    def rule(value: Any, at: str, report: Report) -> None:
        if isinstance(value, dict) and value.get(first) is not None and value.get(second) is not None:
            report.add(at, f"must not have both {first} and {second}")
    return rule
