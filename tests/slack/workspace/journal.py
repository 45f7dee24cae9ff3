"""Everything that went over the wire, both ways, in order."""
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass
class Entry:
    """`kind` is call (of the Web API), response (to a response_url), event, command or interaction (to the app)."""
    number: int
    kind: str
    name: str
    at: float  # Slack's clock
    content: Any
    team_id: str = ""
    status: int = 0
    error: str = ""
    fault: str = ""
    answer: Any = None
    seconds: float = 0.0
    headers: dict[str, str] = field(default_factory=dict)

    def to_json(self) -> dict:
        return asdict(self)


class Journal:
    def __init__(self):
        self.entries: list[Entry] = []

    def add(self, kind: str, name: str, at: float, content: Any, **more: Any) -> Entry:
        entry = Entry(len(self.entries) + 1, kind, name, at, content, **more)
        self.entries.append(entry)
        return entry

    def select(self, kind: str = "", name: str = "", since: int = 0) -> list[Entry]:
        return [entry for entry in self.entries[since:] if kind in ("", entry.kind) and name in ("", entry.name)]

    def calls(self, name: str = "") -> list[Entry]:
        """Calls of the Web API that were carried out."""
        return [entry for entry in self.select("call", name) if entry.status == 200 and not entry.error]

    def refused(self) -> list[Entry]:
        """Calls over a rate limit."""
        return [entry for entry in self.select("call") if entry.status == 429 and not entry.fault]
