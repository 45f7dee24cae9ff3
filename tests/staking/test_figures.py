"""What scripts/soak-staking says at its end, and when it says that something is wrong."""
import json
import subprocess
import sys
from pathlib import Path

FIGURES = Path(__file__).with_name("figures.py")


def summary(tmp_path, *notes) -> subprocess.CompletedProcess:
    file = tmp_path / "figures.jsonl"
    file.write_text("".join(json.dumps({"kind": "season", **each}) + "\n" for each in notes))
    return subprocess.run([sys.executable, "-B", str(FIGURES), str(file)], capture_output=True, text=True)


def chains(what, paid) -> dict:
    return {"what": what, "events": 50, "calls": 1000, "paid": paid, "lies": 1}


def test_what_may_be_bought_depends_on_how_the_providers_are(tmp_path):
    assert summary(tmp_path, chains("proven", 60), chains("anvil", 60), chains("nominal", 20)).returncode == 0
    for what, paid, limit in (("proven", 61, 6), ("anvil", 61, 6), ("nominal", 21, 2)):
        done = summary(tmp_path, chains(what, paid))
        assert done.returncode != 0 and f"{paid / 10:.2f} % of {what}, season, instead of {limit} %" in done.stderr
    # It is the sum of all chains that counts, not the worst of them.
    assert summary(tmp_path, chains("nominal", 30), chains("nominal", 5)).returncode == 0


def test_it_says_where_workers_were_killed_and_how_many_chains_were_anvil_s(tmp_path):
    killed = {"what": "killed", "table": "staking_event", "when": "before"}
    said = summary(tmp_path, killed, killed, killed | {"when": "after"}, killed | {"table": "job"}, chains("anvil", 0)).stdout
    assert "4 workers; job 1 before and 0 after, staking_event 2 before and 1 after" in said
    assert "1 chains of anvil's, 50 events" in said
