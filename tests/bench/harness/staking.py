"""The staking history: how long verification takes, and how quickly a chain is read whole."""

import tempfile
from pathlib import Path

from . import indexing, verification


def measure_staking(_, pairs, seconds, say):
    """Needs nothing of the demo: a chain and a database of its own."""
    with tempfile.TemporaryDirectory(prefix="gracy-bench-") as folder:
        entries = verification.measure(Path(folder), pairs, seconds, say)
    return entries | indexing.measure(pairs, say)


SUITES = {"staking": measure_staking}
