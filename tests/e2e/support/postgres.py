"""A private PostgreSQL: a cluster in a folder of its own, what may be done to it, and streaming replicas of it."""
import select
from collections import defaultdict
from contextlib import contextmanager
from pathlib import Path

import psycopg2

from .build import POSTGRES_BIN
from .ports import free_port
from .processes import alive, as_service, children, frozen, give_to_service, run
from .waiting import eventually

SUPERUSER = "postgres"

# What is said may go; what people write and how they get in may not stand in the log (conf/postgresql.conf says the same).
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "fsync": "off",
    "full_page_writes": "off",
    "shared_buffers": "48MB",
    "max_connections": "250",
    "max_wal_senders": "4",
    "wal_level": "replica",
    "hot_standby": "on",
    "timezone": "UTC",
    "shared_preload_libraries": "pg_stat_statements",
    "pg_stat_statements.track": "top",
    "log_line_prefix": "%m [%p] %q%u@%d ",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "autovacuum": "off",
}


class Server:
    """A running postmaster over a data folder."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.data = folder / "data"
        self.log = folder / "server.log"
        self.port = free_port()
        self.stopped_by_us = False
        self._kept = defaultdict(list)

    # Life and death.

    def start(self) -> None:
        run(*as_service(POSTGRES_BIN / "pg_ctl", "-D", self.data, "-w", "-t", "60", "-s", "-l", self.log, "start"))

    def stop(self, mode: str = "fast") -> None:
        """fast ends sessions, immediate crashes them."""
        if self.running():
            run(*as_service(POSTGRES_BIN / "pg_ctl", "-D", self.data, "-w", "-t", "60", "-s", "-m", mode, "stop"))

    def restart(self, mode: str = "fast") -> None:
        self.stop(mode)
        self.start()

    def running(self) -> bool:
        pid = self.postmaster()
        return pid is not None and alive(pid)

    def postmaster(self) -> int | None:
        try:
            return int((self.data / "postmaster.pid").read_text().splitlines()[0])
        except (FileNotFoundError, IndexError, ValueError):
            return None

    def processes(self) -> list[int]:
        pid = self.postmaster()
        return [] if pid is None else [pid, *children(pid)]

    @contextmanager
    def frozen(self):
        """All of its processes stand still."""
        postmaster = self.postmaster()
        with frozen(postmaster), frozen(*children(postmaster)):  # it first: it forks
            yield

    # Use.

    def connect(self, database: str = "postgres", user: str = SUPERUSER):
        connection = psycopg2.connect(host=str(self.folder), port=self.port, dbname=database, user=user,
                                      application_name="test", connect_timeout=10)
        connection.autocommit = True
        return connection

    def sql(self, text: str, *values, database: str = "postgres") -> list[tuple]:
        """Rows of one statement, as the superuser, in a session that knows nothing of the statements before."""
        connection = self._kept_connection(database) or self.connect(database)
        try:
            with connection.cursor() as cursor:
                cursor.execute(text, values or None)
                rows = cursor.fetchall() if cursor.description else []
                cursor.execute("discard all")
        except BaseException:
            connection.close()
            raise
        self._kept[database].append(connection)
        return rows

    def _kept_connection(self, database: str):
        """One that an earlier statement has left: a new session costs the machine more than most statements, and tests that wait look often."""
        while self._kept[database]:
            connection = self._kept[database].pop()
            # A server that has something to say to a session that asked nothing ends it.
            if not select.select([connection], [], [], 0)[0]:
                return connection
            connection.close()
        return None

    def leave(self, database: str) -> None:
        """Ends the sessions that statements have left in a database."""
        for connection in self._kept.pop(database, []):
            connection.close()

    def backends(self, database: str, condition: str = "true") -> list[int]:
        """Process ids of the application's sessions."""
        escaped = condition.replace("%", "%%")
        rows = self.sql(f"select pid from pg_stat_activity where datname = %s and usename = 'gracy_app' and {escaped}", database)
        return [pid for (pid,) in rows]


class Cluster(Server):
    """A primary, made from nothing."""

    @classmethod
    def create(cls, folder: Path) -> "Cluster":
        folder.mkdir(mode=0o755)
        give_to_service(folder)
        cluster = cls(folder)
        run(*as_service(POSTGRES_BIN / "initdb", "-D", cluster.data, "-U", SUPERUSER, "--auth=trust", "--encoding=UTF8",
                        "--locale=C.UTF-8", "--no-sync"))
        cluster.configure(SETTINGS)
        # Gracy's own roles need their passwords, as they would anywhere.
        (cluster.data / "pg_hba.conf").write_text(
            "local all,replication postgres trust\n"
            "local all all scram-sha-256\n"
            "host all all 127.0.0.1/32 scram-sha-256\n")
        cluster.start()
        return cluster

    @classmethod
    def copy(cls, folder: Path, data: Path) -> "Cluster":
        """Of one that was stopped."""
        folder.mkdir(mode=0o755)
        give_to_service(folder)
        cluster = cls(folder)
        run("cp", "-a", "--reflink=auto", data, cluster.data)
        cluster.configure({})
        cluster.start()
        return cluster

    def configure(self, settings: dict[str, str]) -> None:
        """What is said last holds, which of a copy is where it listens itself."""
        settings = settings | {"port": str(self.port), "unix_socket_directories": str(self.folder)}
        with (self.data / "postgresql.conf").open("a") as configuration:
            configuration.writelines(f"{name} = '{value}'\n" for name, value in settings.items())

    def make_replica(self, folder: Path) -> "Replica":
        folder.mkdir(mode=0o755)
        give_to_service(folder)
        replica = Replica(folder)
        run(*as_service(POSTGRES_BIN / "pg_basebackup", "-D", replica.data, "-h", self.folder, "-p", self.port, "-U", SUPERUSER,
                        "-R", "-X", "stream", "--checkpoint=fast", "--no-sync"))
        with (replica.data / "postgresql.conf").open("a") as configuration:
            configuration.write(f"port = '{replica.port}'\nunix_socket_directories = '{folder}'\n")
        replica.start()
        eventually(replica.streaming, "the replica to stream")
        return replica


class Replica(Server):
    """A physical standby that streams from its primary."""

    def streaming(self) -> bool:
        return bool(self.sql("select 1 from pg_stat_wal_receiver where status = 'streaming'"))

    def catch_up(self, primary: Cluster) -> None:
        [(position,)] = primary.sql("select pg_current_wal_lsn()::text")
        eventually(lambda: self.sql("select pg_last_wal_replay_lsn() >= %s::pg_lsn", position)[0][0], "the replica to catch up")

    @contextmanager
    def replay_paused(self):
        """It stays as it is now, while the primary goes on."""
        self.sql("select pg_wal_replay_pause()")
        eventually(lambda: self.sql("select pg_get_wal_replay_pause_state()")[0][0] == "paused", "replay to pause")
        try:
            yield
        finally:
            self.sql("select pg_wal_replay_resume()")


class Lock:
    """A session that holds something others wait for, for the length of a `with` block."""

    def __init__(self, server: Server, database: str, statement: str):
        self.connection = server.connect(database)
        self.connection.autocommit = False
        self.statement = statement

    def __enter__(self) -> "Lock":
        with self.connection.cursor() as cursor:
            cursor.execute(self.statement)
        return self

    def __exit__(self, *_):
        self.connection.rollback()
        self.connection.close()


def psql(server: Server, database: str, *arguments: object, password: str = "", user: str = SUPERUSER) -> str:
    environment = {"PATH": "/usr/bin:/bin", "PGPASSWORD": password, "PGOPTIONS": "-c client_min_messages=warning"}
    return run("psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-h", server.folder, "-p", server.port, "-U", user, "-d", database,
               *arguments, env=environment).stdout


def wait_until_connections_end(server: Server, database: str, seconds: float = 5) -> None:
    eventually(lambda: not server.backends(database), f"sessions in {database} to end", seconds)
