"""Waiting for something to become true, with a limit and a reason."""
import time
from collections.abc import Callable

from .build import patience


def eventually(condition: Callable[[], object], what: str | Callable[[], str], seconds: float = 5.0, pause: float = 0.02):
    """Returns the first true value of `condition`. What it raises counts as false, and is shown when time is up. `what` that is asked
    then is of then, and costs nothing before."""
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
            raise AssertionError(f"waited {patience(seconds):g} s in vain for {what() if callable(what) else what}{shown}")
        time.sleep(pause)
