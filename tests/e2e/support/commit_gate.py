"""Holds transactions at the very end: everything is written, and nothing is committed."""
import random
from collections.abc import Callable

from .database import Database
from .waiting import eventually

KEY = 7_100_071


class CommitGate:
    """Closed from the start, for every transaction of the application's that has changed a row of these tables. Its database is a test's own."""

    def __init__(self, database: Database, tables: list[str]):
        self.database, self.tables = database, tables
        self.connection = database.server.connect(database.name)
        # Whoever stands here stands as long as the test likes.
        self._run("create function public.wait_at_gate() returns trigger language plpgsql set lock_timeout = 0 as"
                  " $$ begin perform set_config('application_name', tg_table_name, true);"
                  f" perform pg_advisory_xact_lock({KEY}); return null; end $$")
        for table in tables:
            # Deferred: it runs when the transaction commits.
            self._run(f"create constraint trigger zz_gate after insert or update on gracy.{table} deferrable initially deferred"
                      " for each row when (session_user = 'gracy_app') execute function public.wait_at_gate()")
        self._run(f"select pg_advisory_lock({KEY})")

    def _run(self, text: str) -> None:
        with self.connection.cursor() as cursor:
            cursor.execute(text)

    def _waiting(self) -> dict[int, str]:
        return dict(self.database.sql("select pid, activity.application_name from pg_locks join pg_stat_activity activity using (pid)"
                                      " where locktype = 'advisory' and objid = %s and not granted", KEY))

    def arrivals(self, seconds: float = 30) -> dict[int, str]:
        """The server processes of the transactions that stand here, and the table that each has changed first."""
        return eventually(self._waiting, "a transaction to be about to commit", seconds)

    def arrival(self, seconds: float = 30) -> int:
        """The server process of one."""
        return next(iter(self.arrivals(seconds)))

    def let_pass(self) -> None:
        """Whoever stands here commits; whoever comes a moment later stands here again."""
        self._run(f"select pg_advisory_unlock({KEY}), pg_advisory_lock({KEY})")

    def undo(self, pid: int) -> None:
        """As if the server had lost its client a moment before."""
        self.database.sql("select pg_terminate_backend(%s, 10000)", pid)

    def remove(self) -> None:
        self._run(f"select pg_advisory_unlock({KEY})")
        for table in self.tables:
            self._run(f"drop trigger zz_gate on gracy.{table}")
        self._run("drop function public.wait_at_gate()")
        self.connection.close()


# What gracy-worker's staking duty writes first in a transaction.
STAKING_TABLES = ("staking_event", "staking_cursor", "staking_provider", "staking_evidence", "staking_spending", "staking_reading", "job")


class Death:
    """Of a worker, at a commit that dice choose: on which table, the first one there or a later one, and whether what was written is kept."""

    def __init__(self, dice: random.Random):
        self.table, self.passing, self.committed = dice.choice(STAKING_TABLES), dice.choice((0, 0, 1, 2)), dice.random() < 0.5

    def come(self, gate: CommitGate, worker, seconds: float) -> dict[str, str]:
        """Where it came in the end: not every run writes every table."""
        passing, arrived = self.passing, gate.arrivals(seconds)
        for _ in range(30):
            if self.table in arrived.values():
                if passing == 0:
                    break
                passing -= 1
            gate.let_pass()
            arrived = gate.arrivals(seconds)
        worker.kill()
        if self.committed:
            gate.let_pass()
        else:
            for server in arrived:
                gate.undo(server)
        table = self.table if self.table in arrived.values() else next(iter(arrived.values()))
        return {"table": table, "when": "after" if self.committed else "before"}


def kill_at_commit(worker, database: Database, table: str, go: Callable[[], None], passing: int = 0, committed: bool = False) -> None:
    """Kills a worker when everything of a transaction on the table is written: a moment before it commits, or a moment after. `go` lets the
    worker on; as many transactions before that one pass."""
    gate = CommitGate(database, [table])
    try:
        go()
        for _ in range(passing):
            gate.arrival()
            gate.let_pass()
        server = gate.arrival()
        worker.kill()
        if committed:
            gate.let_pass()
        else:
            gate.undo(server)
    finally:
        gate.remove()
