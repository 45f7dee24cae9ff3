"""Runs one contender once, and says what it took."""

import resource
import tempfile
import time
from contextlib import contextmanager, nullcontext
from pathlib import Path

from .accounting import PeakMemory, cpu_seconds
from .contenders import Statement
from .load import NoAnswer, wrk
from .pairs import Run
from .server import ask

LONGEST = 15
# A run in which nobody was answered is doubled, up to this.
PATIENCE = 60


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
        load = self._wrk(contender, server, 1)
        self._settle(contender, server)
        return min(max(self._seconds, round(3 * self._connections / load.rps + 0.5)), max(LONGEST, self._seconds))

    def run(self, contender, server, seconds, beside=None):
        """`beside`: what else goes on while it is measured, a context; it is over before the server is expected to be idle."""
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
            with PeakMemory(server.pid) as peak, beside or nullcontext():
                load = self._wrk(contender, server, seconds)
        cpu = self._cpu(server) - before
        if server is not None:
            self._settle(contender, server)
        return Run(load.rps, load.p50_ms, load.p99_ms, 1000 * cpu / load.requests, peak.mb)

    def _wrk(self, contender, server, seconds):
        while True:
            try:
                return wrk(server.port, contender.request, self._connections, seconds)
            except NoAnswer:
                if seconds >= PATIENCE:
                    raise
                seconds *= 2
                # What it owes to those who have left stands in front of what it is asked next.
                self._settle(contender, server)

    def _settle(self, contender, server):
        """Leaves the server idle. A slow one goes on with what wrk no longer waits for, and would do so during the next run,
        which is ours: it is started anew."""
        for _ in range(4):
            before = cpu_seconds(server.pid)
            time.sleep(0.25)
            if cpu_seconds(server.pid) - before < 0.05:
                return
        server.stop()
        server.start()
        request = contender.request
        # Every process of it has answered something before it is timed again.
        for _ in range(4):
            ask(server.port, request.method, request.path, request.headers, request.body)

    def _cpu(self, server):
        if server is None:
            used = resource.getrusage(resource.RUSAGE_CHILDREN)
            own = used.ru_utime + used.ru_stime
        else:
            own = cpu_seconds(server.pid)
        return own + cpu_seconds(self._postmaster)
