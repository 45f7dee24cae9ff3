"""How long a short request takes while exports of everybody are read beside it, and without."""

import subprocess
import threading

from . import contenders, equality
from .features import EXPORT_PATH
from .measure import Meter, running
from .pairs import compare, interleave, own

CONNECTIONS = 2
# At a time, each anew as soon as it is over; they are streams of one lane.
EXPORTS = 3


class Void(Exception):
    """No export was read while the run was to be beside some."""


class Exports:
    """So many readers of whole exports, until the `with` block ends."""

    def __init__(self, port, token, count=EXPORTS):
        self._command = ["curl", "-sSf", "-o", "/dev/null", "-H", f"Authorization: Bearer {token}", f"http://127.0.0.1:{port}{EXPORT_PATH}"]
        self._stop = threading.Event()
        self._threads = [threading.Thread(target=self._read) for _ in range(count)]
        self._lock = threading.Lock()
        self.read, self.failed = 0, 0

    def _read(self):
        while not self._stop.is_set():
            status = subprocess.run(self._command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode
            with self._lock:
                self.read += status == 0
                self.failed += status != 0

    def __enter__(self):
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *error):
        self._stop.set()
        for thread in self._threads:
            thread.join()
        if error == (None, None, None) and (self.failed or not self.read):
            raise Void(f"{self.read} exports were read, and {self.failed} failed")


def alternate(run, exports, pairs):
    """Runs beside exports and without them, in turn: (with, without) of each pair. `run` takes what goes on beside it."""
    return interleave(lambda: run(exports()), lambda: run(None), pairs)


def measure_exports(demo, pairs, seconds, say):
    token = demo.values["GRACY_ADMIN_TOKEN"]
    meter = Meter(demo.postmaster, CONNECTIONS, seconds)
    page = contenders.ours(demo, token)
    with running(page) as server:
        equality.get(server, page)
        length = meter.warm_up(page, server)
        say(f"  {pairs} pairs of {length} s, beside {EXPORTS} exports and without")
        found = alternate(lambda beside: meter.run(page, server, length, beside), lambda: Exports(server.port, token), pairs)
    return {"ours_beside_exports": (f"Gracy, {EXPORTS} exports beside", own([beside for beside, _ in found])),
            "alone": ("Gracy, none", compare(found))}


SUITES = {"exports": measure_exports}
