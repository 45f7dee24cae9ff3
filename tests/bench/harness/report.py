"""The results as a file, a table and a plot."""

import json
import os
from pathlib import Path

TITLES = {
    "hanging": "While 200 calls of a model hang in the worker: one nginx worker, 64 connections",
    "list": "A page of 20 of 10,000 members: one nginx worker, 64 connections",
    "login": "Login with argon2id: one nginx worker, 8 connections",
    "growth": "The same page as the team space grows: 64 connections",
    "team": "A page of 20 of a team of 10,000: one nginx worker, 64 connections",
    "search": "A search among 10,000 members: one nginx worker, 64 connections",
    "leaderboard": "Who gave most this month, of 10,000: one nginx worker, 64 connections",
    "kudos": "Giving kudos, 64 people at a time: one nginx worker, 64 connections",
    "dashboard": "Recognition of 10,000 members by month: one nginx worker, 64 connections",
    "export": "10,000 members as CSV, whole: one nginx worker, 4 connections",
    "exports": "A page of members beside exports of everybody: one nginx worker, 2 connections",
    "events": "Slack's events, signed and stored: one nginx worker, 64 connections",
    "commands": "A Slack command that notes a mood: one nginx worker, 64 connections",
    "submissions": "A Slack form that gives kudos: one nginx worker, 64 connections",
    "forms": "From a click in Slack to the call that opens its form, in the workspace that plays Slack, in real time",
    "staking": "Verifying what a provider says of a chain, and reading a chain whole",
}
# Of these nothing but times is measured.
UNCOUNTED = {"forms"}
# What is counted where it is no request.
COUNTS = {"staking": "a second"}
COUNTED = ("CPU: the contender's processes and all of PostgreSQL's, without the load generator (pgbench counts as the server it "
           "replaces).\nMemory: proportional set size of the contender's processes at its peak, without PostgreSQL's. "
           "Medians of {pairs} interleaved pairs.")


# What the plot shows, side by side. The login's are what its contenders were compared by in 2013.
PANELS = {
    "rps": "requests a second (more is better)",
    "p50_ms": "p50, milliseconds (less is better)",
    "p99_ms": "p99, milliseconds (less is better)",
    "cpu_s_per_1000": "CPU seconds for 1,000 (less is better)",
    "peak_mb": "memory, MB (less is better)",
}
SHOWN = {"forms": ("p50_ms", "p99_ms"), "login": ("p50_ms", "cpu_s_per_1000", "peak_mb"), "export": ("rps", "p99_ms", "peak_mb"), "staking": ("rps", "cpu_s_per_1000", "peak_mb")}
USUAL = ("rps", "p99_ms")


def table(name, entries, pairs):
    if name in UNCOUNTED:
        return _times(name, entries)
    header = ("", COUNTS.get(name, "requests/s"), "p50 ms", "p99 ms", "CPU s/1000", "peak MB", "ours/theirs", "p99 theirs/ours")
    rows = [header]
    for key, (label, entry) in entries.items():
        ratios = ("", "") if key.startswith("ours") else (f"{entry.ratio:,.2f}x", f"{entry.p99_ratio:,.2f}x")
        rows.append((label, f"{entry.rps:,.1f}", f"{entry.p50_ms:,.2f}", f"{entry.p99_ms:,.2f}",
                     f"{entry.cpu_s_per_1000:,.3f}", f"{entry.peak_mb:,.1f}", *ratios))
    widths = [max(len(row[column]) for row in rows) for column in range(len(header))]
    lines = [TITLES[name], ""]
    for row in rows:
        cells = [row[0].ljust(widths[0])] + [cell.rjust(width) for cell, width in zip(row[1:], widths[1:])]
        lines.append("  ".join(cells).rstrip())
    return "\n".join([*lines, *(_growth(entries) if name == "growth" else []), "", COUNTED.format(pairs=pairs), ""])


def _times(name, entries):
    width = max(len(label) for label, _ in entries.values())
    lines = [f"{label.ljust(width)}  p50 {entry.p50_ms:8,.2f} ms  p99 {entry.p99_ms:8,.2f} ms" for label, entry in entries.values()]
    return "\n".join([TITLES[name], "", *lines, ""])


def _growth(entries):
    """How much slower we are in the largest team space than in the smallest."""
    ours = [entry for key, (_, entry) in entries.items() if key.startswith("ours_")]
    first, last = ours[0], ours[-1]
    return ["", f"Gracy from the smallest to the largest: {first.rps / last.rps:.2f}x fewer requests a second, "
                f"p99 {last.p99_ms / first.p99_ms:.2f}x"]


def write(folder, name, entries, pairs):
    """name.json, name.txt and the plot. Nothing is written before everything has been measured."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    results = {key: entry.published() for key, (_, entry) in entries.items()}
    _replace(folder / f"{name}.json", json.dumps(results, indent=2) + "\n")
    text = table(name, entries, pairs)
    _replace(folder / f"{name}.txt", text)
    plot(folder, name, entries)
    return text


def _replace(path, text):
    temporary = path.with_name(path.name + ".new")
    temporary.write_text(text)
    os.replace(temporary, path)


OURS, THEIRS = "#1f6f50", "#9aa3ab"


def plot(folder, name, entries):
    """Bars side by side, on logarithmic scales where the contenders are orders of magnitude apart."""
    # Somewhere to keep its cache, whoever runs this.
    os.environ.setdefault("MPLCONFIGDIR", str(folder / ".matplotlib"))
    import matplotlib

    matplotlib.use("Agg")
    matplotlib.rcParams["svg.hashsalt"] = "gracy"
    from matplotlib import pyplot

    shown = SHOWN.get(name, USUAL)
    figure, axes = pyplot.subplots(1, len(shown), figsize=(3 + 4.5 * len(shown), 1.6 + 0.42 * len(entries)), sharey=True)
    labels = [label for label, _ in entries.values()]
    colours = [OURS if key.startswith("ours") else THEIRS for key in entries]
    for axis, field in zip(axes, shown):
        values = [getattr(entry, field) for _, entry in entries.values()]
        bars = axis.barh(range(len(values)), values, color=colours, height=0.66)
        if max(values) > 20 * min(values) > 0:
            axis.set_xscale("log")
            axis.set_xlim(min(values) / 3, max(values) * 6)
        else:
            axis.set_xlim(0, max(values) * 1.2)
        title = PANELS[field]
        axis.set_title(title.replace("requests a second", COUNTS[name]) if name in COUNTS else title, fontsize=10)
        axis.bar_label(bars, [_short(value) for value in values], padding=4, fontsize=9)
        axis.spines[["top", "right"]].set_visible(False)
    axes[0].set_yticks(range(len(labels)), labels)
    axes[0].invert_yaxis()
    figure.suptitle(TITLES[name], fontsize=12)
    figure.tight_layout()
    for kind in ("svg", "png"):
        figure.savefig(folder / f"{name}.{kind}", dpi=120)
    pyplot.close(figure)


def _short(value):
    return f"{value:,.0f}" if value >= 100 else f"{value:,.1f}" if value >= 1 else f"{value:,.2g}"
