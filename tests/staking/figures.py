"""What a soak (scripts/soak-staking) has counted: notes go to the file that GRACY_SOAK_FIGURES names; as a program this adds them up."""

import json
import os
import sys
from collections import Counter, defaultdict
from pathlib import Path


def note(**figure) -> None:
    path = os.environ.get("GRACY_SOAK_FIGURES")
    if path:
        with open(path, "a") as file:
            file.write(json.dumps(figure) + "\n")


def _total(rows, key):
    return sum(row[key] for row in rows)


# Of the calls, the most in a hundred that may be bought: where providers lie and fail, as the alert StakingPaidShareHigh has it; and where each
# fails now and then, as public ones do on a usual day.
MOST_PAID = {"proven": 6, "anvil": 6, "nominal": 2}
CHAINS = {"proven": "chains", "anvil": "chains of anvil's", "nominal": "chains on a usual day"}


def _paid_share(rows) -> float:
    return 100 * _total(rows, "paid") / _total(rows, "calls")


def _show(what, kind, rows):
    if what in CHAINS:
        share = _paid_share(rows)
        print(f"gracy-worker, {kind}: {len(rows)} {CHAINS[what]}, {_total(rows, 'events')} events, all of them the chain's and none missing;"
              f" {_total(rows, 'lies')} lies proven; {share:.2f} % of {_total(rows, 'calls')} calls to the paid provider")
    elif what == "killed":
        hits = Counter((row["table"], row["when"]) for row in rows)
        print(f"killed at a commit, {kind}: {len(rows)} workers; " + ", ".join(f"{table} {hits[table, 'before']} before and {hits[table, 'after']} after"
                                                                               for table in sorted({table for table, _ in hits})))
    elif what == "trusting":
        wrong = sum(1 for row in rows if row["missed"] + row["invented"])
        print(f"trusting the healthiest, {kind}: {wrong} of {len(rows)} chains wrong; of {_total(rows, 'events')} events {_total(rows, 'missed')} missed,"
              f" {_total(rows, 'invented')} rows that are no event")
    else:
        for row in rows:
            print(f"{what}, {kind}: {row['events']} events in {row['blocks']} blocks, proven in {row['seconds']} s")


if __name__ == "__main__":
    groups = defaultdict(list)
    for line in Path(sys.argv[1]).read_text().splitlines():
        figure = json.loads(line)
        groups[figure["what"], figure["kind"]].append(figure)
    for (what, kind), rows in sorted(groups.items()):
        _show(what, kind, rows)
    too_much = [f"{_paid_share(rows):.2f} % of {what}, {kind}, instead of {MOST_PAID[what]} %" for (what, kind), rows in groups.items()
                if what in MOST_PAID and _paid_share(rows) > MOST_PAID[what]]
    if too_much:
        sys.exit(f"too many calls went to the paid provider: {'; '.join(too_much)}")
