"""Indexers that read one chain from its beginning: how quickly its events are in their database, and at what cost."""

import json
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Callable

import psycopg2

from .accounting import PeakMemory, cpu_seconds
from .cluster import Cluster
from .contenders import CONTENDERS
from .demo import ROOT
from .equality import Unequal
from .pairs import Run, compare, interleave, own
from .server import free_port
from .verification import BUILD

PONDER = CONTENDERS / "ponder"
# Blocks without an event at the end of each chain: nobody has to wait for the last event to be final.
QUIET = 40
PATIENCE = 1_800
CHAIN_ID = 71_331
# Name, label, blocks, events, and whether it is blocks that are counted.
CHAINS = (("events", "10,000 events", 2_000, 10_000, False), ("backfill", "a million blocks", 1_000_000, 1_000, True))


class Chain:
    """A mock chain in a process of its own, whose three providers are asked by whoever is measured."""

    def __init__(self, blocks, events):
        command = [sys.executable, "-B", "-m", "mock_chain", "--blocks", blocks - QUIET, "--events", events, "--contracts", "season", "--noise", 0,
                   "--chain-id", CHAIN_ID]
        self._process = subprocess.Popen([str(part) for part in command], cwd=ROOT / "tests" / "staking", stdout=subprocess.PIPE, text=True)
        self.facts = json.loads(self._process.stdout.readline())
        self._ask("mine", {"blocks": QUIET, "events": 0})
        self.blocks, self.last_block = blocks, blocks - QUIET
        self.contract = self.facts["contracts"]["season"]
        self.events = sorted((each["block"], each["transaction"], each["log_index"], each["kind"], each["account"], each["amount"])
                             for each in self._ask("truth?kind=season"))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._process.terminate()
        self._process.wait()
        self._process.stdout.close()

    def _ask(self, what, body=None):
        request = urllib.request.Request(f"{self.facts['admin']}/{what}", None if body is None else json.dumps(body).encode())
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)

    def forget(self):
        self._ask("forget", {})

    def asked_at(self):
        """When a provider was asked first since then, as time.monotonic() has it for every process of this machine; None: not yet."""
        return min((each["asked_at"] for each in self._ask("providers").values() if each["asked_at"] is not None), default=None)


@dataclass
class Indexer:
    """`command(chain, cluster, database, folder)` gives what to start, and its environment."""

    name: str
    label: str
    # What its database is copied from.
    template: str
    command: Callable
    # What gives its events, and what gives true once it has as many as there are, up to a block.
    events: str
    is_done: str


def _worker(chain, cluster, database, folder):
    sections = {
        "database": {"conninfo": cluster.conninfo("gracy_app", database)},
        "staking": {"chain_id": CHAIN_ID, "contract": chain.contract, "start_block": 1, "poll_seconds": 1, "abi": "season_staking",
                    "sequence_slot": 0, "seasons_slot": 10},
        **{f"staking.providers.{name}": {"group": f"of-{name}", "url": url} for name, url in chain.facts["providers"].items()},
    }
    text = "\n".join("\n".join([f"[{name}]", *(f"{key} = {json.dumps(value)}" for key, value in keys.items())]) for name, keys in sections.items())
    (folder / "worker.toml").write_text(text + "\n")
    return [BUILD / "ngx_gracy_module" / "gracy-worker", "run", "--duty", "staking", "--config", folder / "worker.toml"], {}


def ours():
    return Indexer("ours", "Gracy", "gracy", _worker,
                   "select block_number, '0x' || encode(tx_hash, 'hex'), log_index, kind, '0x' || encode(account, 'hex'), amount::text"
                   f" from gracy.staking_event where chain_id = {CHAIN_ID} and state = 'final' and account is not null",
                   f"select exists (select from gracy.staking_cursor where chain_id = {CHAIN_ID} and proven_sequence = %(events)s and last_block >= %(block)s)")


def _ponder(chain, cluster, database, folder):
    command = ["node", PONDER / "node_modules" / "ponder" / "dist" / "esm" / "bin" / "ponder.js", "start", "--schema", "bench",
               "--port", free_port(), "--hostname", "127.0.0.1"]
    return command, {
        "BENCH_RPC_URL": chain.facts["providers"]["p1"], "BENCH_CHAIN_ID": str(CHAIN_ID), "BENCH_CONTRACT": chain.contract,
        "BENCH_LAST_BLOCK": str(chain.last_block), "BENCH_DATABASE_URL": cluster.url("gracy_owner", database), "PONDER_TELEMETRY_DISABLED": "1",
    }


def ponder():
    return Indexer("ponder", "ponder", "template1", _ponder,
                   "select block_number, tx_hash, log_index, kind, account, amount::text from bench.staking_event",
                   "select count(*) = %(events)s from bench.staking_event")


def is_installed():
    return (PONDER / "node_modules" / "ponder").is_dir()


@contextmanager
def _started(command, environment, log):
    with open(log, "wb") as output, subprocess.Popen([str(part) for part in command], cwd=PONDER, env={**os.environ, **environment},
                                                      stdin=subprocess.DEVNULL, stdout=output, stderr=output) as process:
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()


def _wait_until(done, process, log):
    deadline = time.monotonic() + PATIENCE
    while not done():
        if process.poll() is not None or time.monotonic() > deadline:
            raise Unequal(f"an indexer does not come to the end:\n{Path(log).read_text(errors='replace')[-2000:]}")
        time.sleep(0.05)
    return time.monotonic()


def run(indexer, chain, cluster, per_block=False):
    """From the first question that a provider is asked until all events are there: the chain's, exactly."""
    postmaster = cluster.postmaster()
    with tempfile.TemporaryDirectory(prefix="gracy-bench-") as name, cluster.database(f"bench_{indexer.name}", indexer.template) as database, \
            closing(psycopg2.connect(cluster.conninfo("postgres", database))) as connection, connection.cursor() as cursor:
        connection.autocommit = True
        folder = Path(name)

        def done():
            try:
                cursor.execute(indexer.is_done, {"events": len(chain.events), "block": chain.last_block})
                return cursor.fetchone()[0]
            except psycopg2.errors.UndefinedTable:
                return False

        chain.forget()
        with _started(*indexer.command(chain, cluster, database, folder), folder / "log") as process:
            with PeakMemory(process.pid) as peak:
                # What it takes to start is in neither the CPU time nor the clock.
                _wait_until(lambda: chain.asked_at() is not None, process, folder / "log")
                before = cpu_seconds(process.pid) + cpu_seconds(postmaster)
                ended = _wait_until(done, process, folder / "log")
            cpu = cpu_seconds(process.pid) + cpu_seconds(postmaster) - before
        cursor.execute(indexer.events)
        if sorted(tuple(row) for row in cursor.fetchall()) != chain.events:
            raise Unequal(f"{indexer.name} has other events than the chain")
    seconds = ended - chain.asked_at()
    count = chain.blocks if per_block else len(chain.events)
    return Run(count / seconds, 1000 * seconds, 1000 * seconds, 1000 * cpu / count, peak.mb)


def measure(pairs, say):
    """Entries by name, for each chain ours first."""
    if not is_installed():
        raise Unequal("ponder is not installed: scripts/bench does that, where npm can have it")
    entries = {}
    with tempfile.TemporaryDirectory(prefix="gracy-bench-") as folder:
        Path(folder).chmod(0o755)
        with Cluster(Path(folder)) as cluster:
            cluster.create_schema()
            for name, what, blocks, events, per_block in CHAINS:
                say(f"  {what}, ponder: {pairs} pairs")
                with Chain(blocks, events) as chain:
                    found = interleave(lambda: run(ours(), chain, cluster, per_block), lambda: run(ponder(), chain, cluster, per_block), pairs)
                entries[f"ours_{name}"] = (f"Gracy, {what}", own([mine for mine, _ in found]))
                entries[f"ponder_{name}"] = (f"ponder, {what}", compare(found))
    return entries
