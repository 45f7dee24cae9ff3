"""The suite that is about calls that hang measures with them hanging, and leaves nothing."""

import os
from pathlib import Path

import pytest

from harness import hanging
from harness.demo import ROOT

WORKER = Path(os.environ.get("GRACY_BUILD", ROOT / "build" / "release")) / "ngx_gracy_module" / "gracy-worker"
pytestmark = pytest.mark.skipif(not WORKER.exists(), reason="the worker is not built")
COUNT = 12


def rows(demo):
    return [demo.query(f"select count(*) from gracy.{table} where team_space_id = %s", demo.team_space)[0][0]
            for table in ("assistant_question", "assistant_budget")]


def test_calls_hang_during_every_other_run_and_are_gone_afterwards(demo):
    before = rows(demo)
    with hanging.hanging(demo, WORKER, demo.team_space, COUNT) as calls:
        held = []
        pairs = hanging.alternate(lambda: held.append(calls._model.held) or len(held), calls, 2)
        assert pairs == [(1, 2), (3, 4)] and held == [COUNT, 0] * 2
        assert rows(demo)[0] == before[0] + 2 * COUNT
        assert demo.query("select distinct outcome from gracy.assistant_question where team_space_id = %s", demo.team_space) == [("not_found",)]
    assert rows(demo) == before == [0, 0]


def test_a_run_during_which_calls_ended_is_void(demo):
    with hanging.hanging(demo, WORKER, demo.team_space, COUNT) as calls:
        with pytest.raises(hanging.Void):
            hanging.alternate(calls.end, calls, 1)
