"""Holds transactions at the very end: everything is written, and nothing is committed."""
from collections.abc import Callable

from .database import Database
from .waiting import eventually

KEY = 7_100_071


class CommitGate:
    """Closed from the start, for every transaction that has changed a row of these tables. Its database is a test's own."""

    def __init__(self, database: Database, tables: list[str]):
        self.database, self.tables = database, tables
        self.connection = database.server.connect(database.name)
        # Whoever stands here stands as long as the test likes.
        self._run("create function public.wait_at_gate() returns trigger language plpgsql set lock_timeout = 0 as"
                  f" $$ begin perform pg_advisory_xact_lock({KEY}); return null; end $$")
        for table in tables:
            # Deferred: it runs when the transaction commits.
            self._run(f"create constraint trigger zz_gate after insert or update on gracy.{table} deferrable initially deferred"
                      " for each row execute function public.wait_at_gate()")
        self._close()

    def _run(self, text: str) -> None:
        with self.connection.cursor() as cursor:
            cursor.execute(text)

    def _close(self) -> None:
        self._run(f"select pg_advisory_lock({KEY})")

    def _waiting(self) -> list[int]:
        return [pid for (pid,) in self.database.sql("select pid from pg_locks where locktype = 'advisory' and objid = %s and not granted", KEY)]

    def arrival(self, seconds: float = 30) -> int:
        """The server process of a transaction that stands here."""
        return eventually(self._waiting, "a transaction to be about to commit", seconds)[0]

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
