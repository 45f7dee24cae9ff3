"""Runs one contender once, and says what it took."""

import resource
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

from .accounting import PeakMemory, cpu_seconds
from .contenders import Statement
from .load import NoAnswer, wrk
from .pairs import Run

LONGEST = 15


@contextmanager
def running(contender):
    """The contender's server (None for a bare statement), in a folder of its own that is gone afterwards."""
    if isinstance(contender, Statement):
        yield None
        return
    with tempfile.TemporaryDirectory(prefix="gracy-bench-") as folder, contender.server(Path(folder)) as server:
        yield server


class Meter:
    """Counts the CPU time of the contender's processes and of all of PostgreSQL's, and the contender's memory.

    wrk's own time is not counted. pgbench's is: it is the client, and takes the place of the server.
    """

    def __init__(self, postmaster, connections, seconds):
        self._postmaster, self._connections, self._seconds = postmaster, connections, seconds

    def warm_up(self, contender, server):
        """A second of load. Returns how long a run must be for some three answers a connection, within LONGEST."""
        if server is None:
            contender.script.choose_clients(max(1, round(self._seconds / 2)))
            return self._seconds
        seconds = 1
        while True:
            try:
                load = wrk(server.port, contender.request, self._connections, seconds)
                break
            except NoAnswer:
                if seconds > LONGEST:
                    raise
                seconds *= 2
        return min(max(self._seconds, round(3 * self._connections / load.rps + 0.5)), max(LONGEST, self._seconds))

    def run(self, contender, server, seconds):
        before = self._cpu(server)
        if server is None:
            peaks = []

            def watch(pid):
                peaks.append(PeakMemory(pid))
                return peaks[0]

            load = contender.script.run(seconds, watch)
            peak = peaks[0]
            # pgbench's backends have just left; the postmaster inherits what they used.
            time.sleep(0.2)
        else:
            with PeakMemory(server.pid) as peak:
                load = wrk(server.port, contender.request, self._connections, seconds)
        cpu = self._cpu(server) - before
        return Run(load.rps, load.p50_ms, load.p99_ms, 1000 * cpu / load.requests, peak.mb)

    def _cpu(self, server):
        if server is None:
            used = resource.getrusage(resource.RUSAGE_CHILDREN)
            own = used.ru_utime + used.ru_stime
        else:
            own = cpu_seconds(server.pid)
        return own + cpu_seconds(self._postmaster)
