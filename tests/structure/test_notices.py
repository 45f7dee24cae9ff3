"""What the API says of notices is what the SQL writes: every kind, and what it is about."""
import json
import re

from conftest import ROOT, SOURCES


def arguments(sql: str, at: int) -> list[str]:
    """Of the call whose parenthesis opens before `at`."""
    found, depth, quoted, start = [], 1, False, at
    for place in range(at, len(sql)):
        character = sql[place]
        quoted ^= character == "'"
        if quoted:
            continue
        depth += (character == "(") - (character == ")")
        if depth == 0 or (depth == 1 and character == ","):
            found.append(sql[start:place].strip())
            start = place + 1
        if depth == 0:
            return found
    raise ValueError(f"no end: {sql[at:at + 60]}")


def calls(name: str):
    for path in sorted((ROOT / "sql").glob("functions/*/*.sql")):
        if path.stem != name:
            sql = path.read_text(encoding="utf-8")
            yield from ((path.stem, arguments(sql, call.end())) for call in re.finditer(rf"\b{name}\(", sql))


def word(argument: str) -> str:
    assert re.fullmatch(r"'[a-z_.]+'", argument), f"no test reads {argument}"
    return argument.strip("'")


def written_kinds() -> dict[str, str]:
    """Each kind, and the kind of its subject."""
    kinds = {}
    for where, (_, _, kind, _, _, *subject) in calls("notify_member"):
        about = word(subject[0]) if subject else ""
        # These tell what their own caller says.
        names = [kind] if kind != "p_kind" else [given[2] for _, given in calls(where)]
        assert names, where
        for name in map(word, names):
            assert kinds.setdefault(name, about) == about, name
    return kinds


def test_the_description_names_every_kind_and_its_subject():
    document = json.loads((SOURCES / "hr" / "notices" / "openapi.json").read_text(encoding="utf-8"))
    text = document["components"]["schemas"]["Notice"]["properties"]["kind"]["description"]
    described = {}
    for about, names in re.findall(r"[Aa]bout (?:an? `(\w+)`|nothing that has an id): ((?:`[a-z_]+\.[a-z_]+`(?:, )?)+)", text):
        described |= dict.fromkeys(re.findall(r"`([^`]+)`", names), about)
    assert described == written_kinds()
