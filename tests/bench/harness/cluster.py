"""A private PostgreSQL with the project's schema, in a folder of its own."""

import os
import shutil
import subprocess
from contextlib import contextmanager
from pathlib import Path

from .demo import ROOT
from .server import free_port

BIN = Path("/usr/lib/postgresql/15/bin")


class Cluster:
    def __init__(self, folder):
        self.folder = folder
        # PostgreSQL refuses to run as root.
        self.user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.geteuid() == 0 else []
        self.port = free_port()

    def __enter__(self):
        if self.user:
            shutil.chown(self.folder, "postgres")
        data = self.folder / "data"
        self.run(BIN / "initdb", "-D", data, "-U", "postgres", "--encoding=UTF8", "--locale=C.UTF-8", "--auth=trust", "--no-sync")
        options = f"-k {self.folder} -p {self.port} -c listen_addresses=127.0.0.1 -c fsync=off"
        self.run(BIN / "pg_ctl", "-D", data, "-w", "-l", self.folder / "log", "-o", options, "start")
        return self

    def __exit__(self, *_):
        self.run(BIN / "pg_ctl", "-D", self.folder / "data", "-m", "immediate", "stop")

    def run(self, *command):
        subprocess.run([*self.user, *command], check=True, stdout=subprocess.DEVNULL, cwd="/")

    def psql(self, user, database, *arguments):
        subprocess.run([BIN / "psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-h", self.folder, "-p", str(self.port), "-U", user,
                        "-d", database, *arguments], check=True, stdout=subprocess.DEVNULL,
                       env={**os.environ, "PGOPTIONS": "-c client_min_messages=warning"})

    def create_schema(self):
        """The database `gracy`, as the migrations make it."""
        self.psql("postgres", "postgres", "-f", ROOT / "sql" / "bootstrap" / "roles.sql")
        self.psql("postgres", "postgres", "-c", "create database gracy owner gracy_owner")
        # Each in a transaction of its own, or in none as it says, all in one session.
        files = [*sorted((ROOT / "sql" / "migrations").glob("*.sql")), *sorted((ROOT / "sql" / "functions").glob("*/*.sql"))]
        self.psql("gracy_owner", "gracy", *[word for file in files for word in self._as_it_says(file)])

    @staticmethod
    def _as_it_says(file):
        if file.read_text().startswith("-- transaction: none\n"):
            return "-f", file
        return "-c", "begin", "-f", file, "-c", "commit"

    def postmaster(self):
        return int((self.folder / "data" / "postmaster.pid").read_text().splitlines()[0])

    @contextmanager
    def database(self, name, template="template1"):
        """A database that is gone afterwards."""
        self.psql("postgres", "postgres", "-c", f"create database {name} template {template} owner gracy_owner")
        try:
            yield name
        finally:
            self.psql("postgres", "postgres", "-c", f"drop database {name} with (force)")

    def conninfo(self, user, database):
        return f"host={self.folder} port={self.port} user={user} dbname={database}"

    def url(self, user, database):
        return f"postgresql://{user}@localhost:{self.port}/{database}?host={self.folder}"
