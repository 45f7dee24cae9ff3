"""What goes wrong on purpose, by method and a number of times."""
from dataclasses import dataclass
from typing import Any

KINDS = ("timeout", "hangup", "ratelimited", "status", "truncated", "error", "slow")


@dataclass
class Fault:
    """
    timeout      no answer for `seconds`, then the connection ends
    hangup       the connection ends without an answer
    ratelimited  429 with Retry-After: `retry_after`
    status       the HTTP status `status`, with a page for people
    truncated    the answer, and its connection, end in the middle
    error        `ok: false` and `error`, with 200
    slow         the answer comes `seconds` late

    With `effect` the call is carried out first: what the client cannot know is whether it was.
    `after` lets so many calls of the method pass first; `times` is how often it happens (0: for ever).
    """
    kind: str
    method: str = "*"
    times: int = 1
    after: int = 0
    effect: bool = False
    seconds: float = 30.0
    status: int = 500
    error: str = "internal_error"
    retry_after: int = 1
    happened: int = 0

    def __post_init__(self):
        if self.kind not in KINDS:
            raise ValueError(f"there is no fault {self.kind!r}; there are {', '.join(KINDS)}")


class Faults:
    def __init__(self):
        self._faults: list[Fault] = []

    def add(self, kind: str, **settings: Any) -> Fault:
        fault = Fault(kind, **settings)
        self._faults.append(fault)
        return fault

    def clear(self) -> None:
        self._faults.clear()

    def next(self, method: str) -> Fault | None:
        """The fault that this call meets, counted."""
        for fault in self._faults:
            if fault.method not in ("*", method):
                continue
            if fault.after > 0:
                fault.after -= 1
                continue
            fault.happened += 1
            if fault.times and fault.happened >= fault.times:
                self._faults.remove(fault)
            return fault
        return None
