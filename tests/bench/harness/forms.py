"""How long a click takes until its form opens, alone and while a broadcast runs: in the workspace that plays Slack, by its clock,
which runs in real time."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from .demo import ROOT
from .pairs import Entry

MEMBERS = 10_000
# Slack lets an app open a hundred forms a minute.
CLICKS = (100, 200)
TEST = "tests/e2e/test_slack_forms_beside_a_broadcast.py::test_forms_open_while_a_broadcast_runs_as_they_do_before_it"
# Of the members' making, the clicks, and both programs' start.
LONGEST_SECONDS = 900


class Void(Exception):
    """The forms were not measured."""


def opened(members=MEMBERS, clicks=CLICKS, seconds=LONGEST_SECONDS):
    """{"alone": [milliseconds, ...], "during": [...]}, each in order."""
    with tempfile.TemporaryDirectory(prefix="gracy-bench-") as folder:
        report = Path(folder) / "forms.json"
        environment = os.environ | {"GRACY_SOAK_EVENTS": str(members), "GRACY_SLACK_SCALE": "1", "GRACY_FORMS_REPORT": str(report),
                                    "GRACY_FORMS_CLICKS": "/".join(map(str, clicks))}
        command = [sys.executable, "-B", "-m", "pytest", "-q", "-p", "no:cacheprovider", TEST]
        run = subprocess.run(command, cwd=ROOT, env=environment, timeout=seconds, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if run.returncode or not report.exists():
            raise Void(run.stdout[-4000:])
        return json.loads(report.read_text())


def percentile(times, percent):
    return times[len(times) * percent // 100]


def entry(times, alone):
    """As the other suites' results; what is not measured here is 0."""
    p99 = percentile(times, 99)
    return Entry(rps=0, p50_ms=percentile(times, 50), p99_ms=p99, cpu_s_per_1000=0, peak_mb=0, ratio=1.0, p99_ratio=p99 / percentile(alone, 99))


def measure_forms(demo, pairs, seconds, say):
    say(f"  {CLICKS[0]} clicks alone, then {CLICKS[1]} while {MEMBERS:,} people are told")
    found = opened()
    return {"ours_alone": (f"Alone, {len(found['alone'])} clicks", entry(found["alone"], found["alone"])),
            "ours_during": (f"While {MEMBERS:,} are told, {len(found['during'])} clicks", entry(found["during"], found["alone"]))}


SUITES = {"forms": measure_forms}
