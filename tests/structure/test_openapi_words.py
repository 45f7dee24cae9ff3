"""What /openapi.json says beyond shapes: complete lists, and which end of a range counts."""
import json
import re
from collections.abc import Iterator

from conftest import SOURCES

PARTS = {path.parent.relative_to(SOURCES): json.loads(path.read_text()) for path in sorted(SOURCES.rglob("openapi.json"))}


def query_parameters() -> Iterator[tuple[str, dict]]:
    for part in PARTS.values():
        for path, item in part["paths"].items():
            for method, operation in item.items():
                for parameter in operation.get("parameters", []):
                    if parameter.get("in") == "query":
                        yield f"{method} {path}?{parameter['name']}", parameter


def test_codes_of_problems_are_listed():
    """All of them, where people look: in the schema Problem."""
    [access] = [part for folder, part in PARTS.items() if folder.name == "access"]
    listed = access["components"]["schemas"]["Problem"]["properties"]["code"]["examples"]
    beginnings = (r"\b(?:Problem|conflict|taken)\(\s*(?:\d{3},\s*)?", r"\{\s*4\d\d,\s*", r"\bKind \w+\{\s*\d{3},\s*", r"Refusal\{NGX_\w+,\s*",
                  r"string_view code = ", r"static_cast<int>\(status\), ")
    pattern = re.compile(rf'(?:{"|".join(beginnings)})"([a-z]+(?:-[a-z]+)*)"')
    used = {code for path in SOURCES.rglob("*.[ch]pp") for code in pattern.findall(path.read_text())}
    assert len(listed) == len(set(listed)) and len(used) > 80
    assert used - set(listed) == set()


def test_headers_of_limits_are_described():
    [access] = [part["components"] for folder, part in PARTS.items() if folder.name == "access"]
    sent = set(re.findall(r'response\.with\("(RateLimit[\w-]*)"', (SOURCES / "access" / "rate_guard.cpp").read_text()))
    assert sent == {"RateLimit", "RateLimit-Policy"} and sent <= set(access["responses"]["RateLimited"]["headers"])


def test_ranges_say_whether_their_ends_count():
    ends = {"since", "until", "to", "hired_after", "hired_before"}
    silent = [where for where, parameter in query_parameters()
              if parameter["name"] in ends and parameter["schema"].get("format") and "count" not in parameter.get("description", "")]
    assert not silent


def test_everybody_is_called_all_wherever_a_group_is_named():
    groups = [(where, parameter["schema"]["enum"]) for where, parameter in query_parameters() if parameter["name"] == "group"]
    assert len(groups) > 12
    assert not [where for where, names in groups if "all" not in names]
