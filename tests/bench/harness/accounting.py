"""What a tree of processes uses: CPU time and memory, read from /proc."""

import os
import threading
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


def _stat(pid):
    """(parent, own CPU seconds, CPU seconds of its children that have ended), or None when it is gone."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return None
    # The name in parentheses may hold anything, so the fields count from its end.
    fields = text[text.rindex(")") + 2 :].split()
    user, system, child_user, child_system = (int(fields[index]) / TICKS for index in (11, 12, 13, 14))
    return int(fields[1]), user + system, child_user + child_system


def tree(root):
    """`root` and everything below it."""
    children = {}
    for name in os.listdir("/proc"):
        if name.isdigit() and (stat := _stat(name)) is not None:
            children.setdefault(stat[0], []).append(int(name))
    found, queue = [], [root]
    while queue:
        pid = queue.pop()
        found.append(pid)
        queue += children.get(pid, [])
    return found


def cpu_seconds(root):
    """CPU time of the tree so far, with that of processes which have ended in it.

    A process that ends between two readings takes along nothing: its parent waits for it and inherits the sum.
    """
    total = 0.0
    for pid in tree(root):
        if (stat := _stat(pid)) is not None:
            total += stat[1] + stat[2]
    return total


def memory_mb(root):
    """Proportional set size: memory that several processes share is counted once among them."""
    total = 0
    for pid in tree(root):
        try:
            for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    total += int(line.split()[1])
        except OSError:
            continue
    return total / 1024


class PeakMemory:
    """`with PeakMemory(pid) as peak: ... peak.mb`"""

    def __init__(self, root, every=0.25):
        self._root, self._every = root, every
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self.mb = 0.0

    def _watch(self):
        while True:
            self.mb = max(self.mb, memory_mb(self._root))
            if self._done.wait(self._every):
                return

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._done.set()
        self._thread.join()
        self.mb = max(self.mb, memory_mb(self._root))


def parent(pid):
    stat = _stat(pid)
    return stat[0] if stat is not None else None
