"""The suite about forms counts what the workspace that plays Slack saw, and shows it as the others do."""

import os
from pathlib import Path

import pytest

from harness import forms, report
from harness.demo import ROOT

WORKER = Path(os.environ.get("GRACY_BUILD", ROOT / "build" / "release")) / "ngx_gracy_module" / "gracy-worker"


def test_table_and_file_have_what_was_measured(tmp_path):
    alone, during = [float(n) for n in range(1, 101)], [float(2 * n) for n in range(1, 201)]
    entries = {"ours_alone": ("Alone", forms.entry(alone, alone)), "ours_during": ("During", forms.entry(during, alone))}
    text = report.write(tmp_path, "forms", entries, 1)
    assert "100.00" in text and "398.00" in text and "CPU" not in text and "requests/s" not in text
    assert (tmp_path / "forms.txt").read_text() == text and '"p99_ms": 398.0' in (tmp_path / "forms.json").read_text()


@pytest.mark.skipif(not WORKER.exists(), reason="the worker is not built")
def test_forms_are_measured_alone_and_beside_a_broadcast():
    found = forms.opened(members=400, clicks=(3, 5), seconds=240)
    assert [len(found[name]) for name in ("alone", "during")] == [3, 5]
    assert all(times == sorted(times) and times[0] > 0 for times in found.values())
