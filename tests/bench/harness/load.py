"""Two load generators: wrk for whoever speaks HTTP, pgbench for the bare statement."""

import json
import os
import secrets
import statistics
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent


@dataclass
class Load:
    """What one run of a load generator found."""

    requests: int
    seconds: float
    p50_ms: float
    p99_ms: float

    @property
    def rps(self):
        return self.requests / self.seconds


class LoadError(Exception):
    pass


class NoAnswer(LoadError):
    """Nobody answered within the run."""


@dataclass
class Request:
    path: str
    method: str = "GET"
    headers: tuple = ()
    body: str | None = None
    # Requests that differ, sent in turn: (headers, body) of each, instead of `body`.
    variants: tuple = ()
    # Slack's signing secret: each request is another one, with its number for "@ID@" in the body, and signed.
    signed: str | None = None
    # How long a connection pauses before each request, on average; 0 asks for all that there is.
    pause_ms: float = 0


def wrk(port, request, connections, seconds):
    """wrk with one thread: the other core is the server's. Any answer but 2xx makes the run void."""
    environment = {**os.environ, "BENCH_METHOD": request.method}
    environment["BENCH_HEADERS"] = "\n".join(f"{name}: {value}" for name, value in request.headers)
    if request.body is not None:
        environment["BENCH_BODY"] = request.body
    # One a line: the body, then its headers, with tabs between.
    environment["BENCH_VARIANTS"] = "\n".join(
        "\t".join([body, *(f"{name}: {value}" for name, value in headers)]) for headers, body in request.variants)
    if request.signed is not None:
        environment |= {"BENCH_SIGNING_SECRET": request.signed, "BENCH_RUN": secrets.token_hex(6)}
    if request.pause_ms:
        environment["BENCH_PAUSE_MS"] = str(request.pause_ms)
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "60s", "--latency", "-s", HERE / "wrk.lua",
               f"http://127.0.0.1:{port}{request.path}"]
    result = subprocess.run(command, env=environment, capture_output=True, text=True)
    line = next((line for line in result.stdout.splitlines() if line.startswith("gracy ")), None)
    if result.returncode != 0 or line is None:
        raise LoadError(f"wrk: {result.stdout}{result.stderr}")
    found = json.loads(line[6:])
    if found["refused"] or found["failed"]:
        raise LoadError(f"wrk on {request.path}: {line[6:]}")
    if not found["requests"]:
        raise NoAnswer(f"wrk on {request.path}: no answer in {seconds} s")
    return Load(found["requests"], found["seconds"], found["p50_ms"], found["p99_ms"])


@dataclass
class PgbenchScript:
    """A statement with its parameters as pgbench wants them: `:p1` and the like, given with -D."""

    database: str
    text: str
    parameters: dict
    clients: int = 8
    threads: int = 1

    def run(self, seconds, watch=None):
        """`watch(pid)` returns a context manager that observes pgbench while it runs."""
        with tempfile.TemporaryDirectory() as folder:
            script = Path(folder, "statement.sql")
            script.write_text(self.text + ";\n")
            command = ["/usr/lib/postgresql/15/bin/pgbench", "-n", "-M", "prepared", "-f", script, "-c", str(self.clients), "-j", str(self.threads),
                       "-T", str(seconds), "-l", "--log-prefix", "latency", "--sampling-rate", "0.2"]
            for name, value in self.parameters.items():
                command += ["-D", f"{name}={value}"]
            process = subprocess.Popen([*command, self.database], cwd=folder, text=True,
                                       stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            with watch(process.pid) if watch else _nothing():
                output, errors = process.communicate()
            if process.returncode != 0:
                raise LoadError(f"pgbench: {errors}")
            times = sorted(
                int(line.split()[2]) / 1000
                for log in Path(folder).glob("latency.*")
                for line in log.read_text().splitlines()
            )
        if not times:
            raise NoAnswer(f"pgbench with {self.clients} clients: no transaction in {seconds} s")
        requests = int(_after(output, "number of transactions actually processed:").split("/")[0])
        rps = float(_after(output, "tps = ").split()[0])
        return Load(requests, requests / rps, statistics.median(times), times[int(len(times) * 0.99)])

    def choose_clients(self, seconds, counts=(2, 4, 8, 16, 32)):
        """Takes the number of clients, and of threads, that gets the most through."""
        tried = {}
        for threads in (1, 2):
            for clients in counts:
                self.clients, self.threads = clients, threads
                try:
                    tried[clients, threads] = self.run(seconds).rps
                except NoAnswer:
                    tried[clients, threads] = 0.0
        self.clients, self.threads = max(tried, key=tried.get)
        return tried


def _after(output, words):
    return next(line for line in output.splitlines() if words in line).split(words)[1].strip()


class _nothing:
    def __enter__(self):
        return None

    def __exit__(self, *_):
        return None
