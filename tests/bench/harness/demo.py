"""The running demo that everybody is measured against: its database, its secrets, its build."""

import hashlib
import os
import re
import secrets
import shlex
import signal
import subprocess
import time
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg2
import psycopg2.extensions

from .accounting import parent

ROOT = Path(__file__).resolve().parents[3]
QUERIES = ROOT / "sql" / "queries"


def read_assignments(path):
    """Shell assignments, as scripts/run writes them to demo.env."""
    values = {}
    for line in Path(path).read_text().splitlines():
        name, _, value = line.partition("=")
        if name.strip() and not name.startswith("#"):
            values[name] = "".join(shlex.split(value))
    return values


def statement(feature, name):
    """The text of one statement of the project, without its header."""
    lines = (QUERIES / feature / f"{name}.sql").read_text().splitlines()
    while lines and (lines[0].startswith("--") or not lines[0].strip()):
        lines.pop(0)
    return "\n".join(lines).strip()


class Demo:
    # Members of the demo's large team space, who have not left.
    size = 10_000

    def __init__(self, env_file):
        self.values = read_assignments(env_file)
        self.run = Path(env_file).resolve().parent
        self._owner = psycopg2.extensions.parse_dsn(self.values["GRACY_DATABASE_URL"])
        with closing(self.connect()) as connection, connection.cursor() as cursor:
            cursor.execute("select pg_backend_pid()")
            self.postmaster = parent(cursor.fetchone()[0])
            cursor.execute("select id from gracy.team_space where slug = %s", [self.values["GRACY_TEAM_SPACE"]])
            self.team_space = cursor.fetchone()[0]
        # Everybody comes in as the application's role and over the socket, like our module.
        self.app = {
            "host": socket_folder(self._owner["port"]) or self._owner["host"],
            "port": self._owner["port"],
            "dbname": self._owner["dbname"],
            "user": "gracy_app",
        }
        password = self.run / "secrets" / "gracy_app.password"
        if password.exists():
            self.app["password"] = password.read_text().strip()

    def connect(self):
        """As the role that owns the schema."""
        connection = psycopg2.connect(**self._owner)
        connection.autocommit = True
        return connection

    def conninfo(self):
        """The application's, without the password."""
        return " ".join(f"{name}={value}" for name, value in self.app.items() if name != "password")

    def libpq_environment(self):
        environment = {"PGHOST": self.app["host"], "PGPORT": str(self.app["port"]), "PGDATABASE": self.app["dbname"],
                       "PGUSER": self.app["user"]}
        if "password" in self.app:
            environment["PGPASSWORD"] = self.app["password"]
        return environment

    def query(self, text, *parameters):
        with closing(self.connect()) as connection, connection.cursor() as cursor:
            cursor.execute(text, parameters)
            return cursor.fetchall() if cursor.description else []


@contextmanager
def worker_stands_still(demo):
    """Its jobs would load the database in somebody's run, and be taken from the worker that is measured. Once it has counted what
    there is: a month that appears between two answers would tell them apart."""
    # The folder of what runs is elsewhere when the checkout's is a link to it; a process is known by where it really is.
    program = (demo.run / "app").resolve()
    found = subprocess.run(["pgrep", "-f", f"^{program}/.*/gracy-worker run"], capture_output=True, text=True)
    workers = [int(pid) for pid in found.stdout.split()]
    if not workers:
        raise RuntimeError(f"no worker of {program} runs: the demo is to be whole while it is measured (scripts/run --detach)")
    rolled_up(demo)
    for pid in workers:
        os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in workers:
            os.kill(pid, signal.SIGCONT)


def rolled_up(demo, seconds=900):
    """Waits until every period of recognition has been counted to its end."""
    deadline = time.monotonic() + seconds
    while demo.query("select count(*) from gracy.analytics_unit where rolled_at is null or after_id > 0") != [(0,)]:
        if time.monotonic() > deadline:
            raise RuntimeError(f"recognition was not rolled up in {seconds} s")
        time.sleep(0.5)


def socket_folder(port):
    """Where PostgreSQL's Unix socket is. The server says it to superusers only; the kernel says it to everybody."""
    for line in Path("/proc/net/unix").read_text().splitlines():
        path = line.split()[-1]
        if path.endswith(f"/.s.PGSQL.{port}"):
            return str(Path(path).parent)
    return None


def api_token():
    """A token of our form, and the hash under which the database knows it."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
    token = "grc_live_{}_{}".format(*("".join(secrets.choice(letters) for _ in range(count)) for count in (8, 43)))
    return token, hashlib.sha256(token.encode()).digest()


def hash_parameters(phc):
    """The parameters in a stored argon2id string, m=65536,t=2,p=1 for example."""
    return re.match(r"\$argon2id\$v=19\$(m=\d+,t=\d+,p=\d+)\$", phc)[1]
