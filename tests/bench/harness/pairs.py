"""Interleaved pairs and their medians: the machine drifts, and two runs next to each other drift alike."""

import statistics
from dataclasses import asdict, dataclass


@dataclass
class Run:
    """One measured run of one contender."""

    rps: float
    p50_ms: float
    p99_ms: float
    cpu_s_per_1000: float
    peak_mb: float


FIELDS = tuple(Run.__dataclass_fields__)


@dataclass
class Entry:
    """A contender's medians. `ratio` is ours over theirs by rps; `p99_ratio` theirs over ours by p99."""

    rps: float
    p50_ms: float
    p99_ms: float
    cpu_s_per_1000: float
    peak_mb: float
    ratio: float
    p99_ratio: float = 1.0

    def published(self):
        """The fields that the results file has."""
        fields = asdict(self)
        del fields["p99_ratio"]
        return {name: round(value, 4) for name, value in fields.items()}


def interleave(ours, theirs, count):
    """Runs `ours()` and `theirs()` in turn, `count` times each; a list of pairs."""
    return [(ours(), theirs()) for _ in range(count)]


def medians(runs):
    return {field: statistics.median(getattr(run, field) for run in runs) for field in FIELDS}


def compare(pairs):
    """The other contender's entry."""
    return Entry(
        **medians([theirs for _, theirs in pairs]),
        ratio=statistics.median(ours.rps / theirs.rps for ours, theirs in pairs),
        p99_ratio=statistics.median(theirs.p99_ms / ours.p99_ms for ours, theirs in pairs),
    )


def own(runs):
    """Our entry, over every run that stood in some pair."""
    return Entry(**medians(runs), ratio=1.0)
