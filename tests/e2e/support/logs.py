"""Logs that are read on while tests run. What nginx calls an alert or worse, and a route that runs more statements than it may, is
a defect unless a test says that it expects it."""
import re
from pathlib import Path

TROUBLE = re.compile(
    r"ran \d+ statements, and its budget is|\[(alert|crit|emerg)\]|exited on signal|exited with fatal code|terminate called|open socket #\d+ left"
    r"|AddressSanitizer|LeakSanitizer|UndefinedBehaviorSanitizer|runtime error:|Assertion .* failed|double free|malloc\(\):|free\(\): invalid"
)


class Log:
    """One file, from where it was read last."""

    def __init__(self, path: Path):
        self.path = path
        self.offset = 0

    def new_text(self) -> str:
        """What was written since the last call."""
        try:
            # Most have not grown: asking is much cheaper than opening.
            if self.path.stat().st_size == self.offset:
                return ""
            with self.path.open("rb") as file:
                file.seek(self.offset)
                data = file.read()
        except FileNotFoundError:
            return ""
        self.offset += len(data)
        return data.decode(errors="replace")

    def text(self) -> str:
        try:
            return self.path.read_bytes().decode(errors="replace")
        except FileNotFoundError:
            return ""

    def position(self) -> int:
        return self.path.stat().st_size if self.path.exists() else 0

    def since(self, position: int) -> str:
        with self.path.open("rb") as file:
            file.seek(position)
            return file.read().decode(errors="replace")


def trouble_in(text: str, expected: list[str]) -> list[str]:
    """Lines that nobody expects."""
    lines = [line for line in text.splitlines() if TROUBLE.search(line)]
    return [line for line in lines if not any(re.search(pattern, line) for pattern in expected)]
