"""Waiting for something to become true, with a limit and a reason."""
import time
from collections.abc import Callable

from .build import patience


def eventually(condition: Callable[[], object], what: str, seconds: float = 5.0, pause: float = 0.02):
    """Returns the first true value of `condition`. What it raises counts as false, and is shown when time is up."""
    end = time.monotonic() + patience(seconds)
    while True:
        trouble = None
        try:
            value = condition()
            if value:
                return value
        except Exception as error:  # noqa: BLE001 - the last one is shown below
            trouble = error
            value = None
        if time.monotonic() > end:
            shown = f": {trouble!r}" if trouble else f" (last: {value!r})"
            raise AssertionError(f"waited {patience(seconds):g} s in vain for {what}{shown}")
        time.sleep(pause)
