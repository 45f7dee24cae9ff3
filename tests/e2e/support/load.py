"""Requests that go on while a test does something to the servers."""
import collections
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from .build import patience
from .http_client import NoResponse, Response


@dataclass
class Outcome:
    started: float
    seconds: float
    response: Response | None
    # Why there is none.
    trouble: str = ""

    @property
    def status(self) -> int:
        return self.response.status if self.response else 0


class Load:
    """Threads that send one request after the other, each on a connection of its own, until the `with` block ends.

    A connection for each request, because a client that reuses one has to expect that the server closes it in the moment in
    which a request is sent; without reuse a request that gets no answer is a failure of the server's.
    """

    def __init__(self, send: Callable[[], Response], threads: int = 4, pause: float = 0.0):
        self.send = send
        self.pause = pause
        self.outcomes: list[Outcome] = []
        self._stop = threading.Event()
        self._threads = [threading.Thread(target=self._run, daemon=True) for _ in range(threads)]

    def __enter__(self) -> "Load":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self._stop.set()
        for thread in self._threads:
            thread.join(60)
            assert not thread.is_alive(), "a request never ended"

    def _run(self) -> None:
        while not self._stop.is_set():
            started = time.monotonic()
            response, trouble = None, ""
            try:
                response = self.send()
                if not response.complete:
                    trouble = "the body was cut off"
            except (OSError, NoResponse) as error:
                trouble = repr(error)
            self.outcomes.append(Outcome(started, time.monotonic() - started, response, trouble))
            if self.pause:
                time.sleep(self.pause)

    def wait_for(self, count: int, seconds: float = 20) -> None:
        """Until so many more requests have ended."""
        wanted = len(self.outcomes) + count
        end = time.monotonic() + patience(seconds)
        while len(self.outcomes) < wanted:
            assert time.monotonic() < end, f"only {len(self.outcomes)} of {wanted} requests ended in {patience(seconds):g} s"
            time.sleep(0.01)

    def statuses(self) -> collections.Counter:
        return collections.Counter(outcome.status for outcome in self.outcomes)

    def broken(self) -> list[str]:
        """What happened to requests that got no whole answer."""
        return [outcome.trouble for outcome in self.outcomes if outcome.trouble]

    def other_than(self, *statuses: int) -> list[Response]:
        return [outcome.response for outcome in self.outcomes if outcome.response and outcome.status not in statuses]

    def p99(self) -> float:
        """In seconds."""
        seconds = sorted(outcome.seconds for outcome in self.outcomes)
        return seconds[len(seconds) * 99 // 100]

    def longest(self) -> float:
        return max(outcome.seconds for outcome in self.outcomes)


def together(*actions: Callable[[], object]) -> list:
    """Runs all at the same time; their results in order, exceptions as themselves."""
    results: list = [None] * len(actions)

    def run(place: int, action: Callable[[], object]) -> None:
        try:
            results[place] = action()
        except Exception as error:  # noqa: BLE001 - the caller looks
            results[place] = error

    threads = [threading.Thread(target=run, args=pair, daemon=True) for pair in enumerate(actions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
        assert not thread.is_alive(), "an action never ended"
    return results


class Background:
    """One action in a thread; `result` waits for it."""

    def __init__(self, action: Callable[[], object]):
        self._result: object = None
        self._error: Exception | None = None
        self._action = action
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        try:
            self._result = self._action()
        except Exception as error:  # noqa: BLE001 - raised again by result()
            self._error = error

    def running(self) -> bool:
        return self._thread.is_alive()

    def result(self, seconds: float = 30):
        self._thread.join(seconds)
        assert not self._thread.is_alive(), "it never ended"
        if self._error:
            raise self._error
        return self._result
