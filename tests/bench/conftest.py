"""A small demo for the benchmark's own tests: a private PostgreSQL with the project's schema and 400 people."""

import hashlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

import nacl.pwhash.argon2id
import pytest

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
BIN = Path("/usr/lib/postgresql/15/bin")
sys.path.insert(0, str(HERE))

from harness.demo import Demo, api_token  # noqa: E402


class Cluster:
    def __init__(self, folder):
        self.folder = folder
        # PostgreSQL refuses to run as root.
        self.user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.geteuid() == 0 else []
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]

    def start(self):
        if self.user:
            shutil.chown(self.folder, "postgres")
        data = self.folder / "data"
        self.run(BIN / "initdb", "-D", data, "-U", "postgres", "--encoding=UTF8", "--locale=C.UTF-8", "--auth=trust", "--no-sync")
        options = f"-k {self.folder} -p {self.port} -c listen_addresses=127.0.0.1 -c fsync=off"
        self.run(BIN / "pg_ctl", "-D", data, "-w", "-l", self.folder / "log", "-o", options, "start")

    def stop(self):
        self.run(BIN / "pg_ctl", "-D", self.folder / "data", "-m", "immediate", "stop")

    def run(self, *command):
        subprocess.run([*self.user, *command], check=True, stdout=subprocess.DEVNULL, cwd="/")

    def psql(self, user, database, *arguments):
        subprocess.run([BIN / "psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-h", self.folder, "-p", str(self.port), "-U", user,
                        "-d", database, *arguments], check=True, stdout=subprocess.DEVNULL,
                       env={**os.environ, "PGOPTIONS": "-c client_min_messages=warning"})


@pytest.fixture(scope="session")
def demo():
    folder = Path(tempfile.mkdtemp(prefix="gracy-bench-"))
    folder.chmod(0o755)
    cluster = Cluster(folder)
    cluster.start()
    try:
        cluster.psql("postgres", "postgres", "-f", ROOT / "sql" / "bootstrap" / "roles.sql")
        cluster.psql("postgres", "postgres", "-c", "create database gracy owner gracy_owner")
        for file in [*sorted((ROOT / "sql" / "migrations").glob("*.sql")), *sorted((ROOT / "sql" / "functions").glob("*/*.sql"))]:
            cluster.psql("gracy_owner", "gracy", "-1", "-f", file)
        cluster.psql("gracy_owner", "gracy", "-v", "members=400", "-f", ROOT / "sql" / "demo" / "demo.sql")
        yield Demo(_credentials(cluster))
    finally:
        cluster.stop()
        shutil.rmtree(folder)


def _credentials(cluster):
    password_hash = nacl.pwhash.argon2id.str(b"correct horse", opslimit=1, memlimit=8 << 20).decode()
    token, digest = api_token()
    cluster.psql("gracy_owner", "gracy", "-v", f"password_hash={password_hash}", "-v", f"admin_token_hash={digest.hex()}",
                 "-v", f"member_token_hash={hashlib.sha256(b'another').hexdigest()}",
                 "-f", ROOT / "sql" / "demo" / "credentials.sql")
    file = cluster.folder / "demo.env"
    file.write_text(
        f"GRACY_DATABASE_URL='postgresql://gracy_owner@127.0.0.1:{cluster.port}/gracy'\n"
        f"GRACY_TEAM_SPACE='hanbit'\nGRACY_ADMIN_TOKEN='{token}'\n"
        "GRACY_LOGIN_EMAIL='minseo.kim@hanbit.example'\nGRACY_LOGIN_PASSWORD='correct horse'\n")
    return file
