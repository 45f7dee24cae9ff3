"""MongoDB for the tests: mock servers (tests/mongodb/mock), and a real server where there is one.

    GRACY_TEST_MONGODB_URL   a MongoDB of one's own, with a user that may create a database
    .run/ferretdb/ferretdb   FerretDB 1.24, which scripts/test builds where Go is
"""
import json
import os
import socket
import subprocess
import urllib.parse
from pathlib import Path
from typing import Any

from .build import ROOT
from .ports import free_port
from .postgres import SUPERUSER, Server
from .processes import as_service, give_to_service
from .waiting import eventually

FERRETDB = Path(os.environ.get("GRACY_FERRETDB", ROOT / ".run" / "ferretdb" / "ferretdb"))
USER = "gracy"
# What a server that was the primary answers to a write.
NOT_PRIMARY = {"ok": 0.0, "code": 10107, "codeName": "NotWritablePrimary", "errmsg": "not primary", "errorLabels": ["RetryableWriteError"]}


class Mock:
    """Servers that do what they are told; see tests/mongodb/mock/control.py for what that may be."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(["/usr/bin/python3", "-B", "-m", "mock"], cwd=ROOT / "tests" / "mongodb",
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        port = int(self.process.stdout.readline().split()[1])
        self.stream = socket.create_connection(("127.0.0.1", port), timeout=20).makefile("rw")

    def tell(self, do: str, **more: Any) -> dict[str, Any]:
        self.stream.write(json.dumps({"do": do, **more}) + "\n")
        self.stream.flush()
        return json.loads(self.stream.readline())

    def start(self, name: str, **traits: Any) -> int:
        return self.tell("start", name=name, **traits)["port"]

    def stored(self, name: str = "a") -> list[str]:
        return self.tell("state", name=name)["stored"]

    def documents(self, name: str = "a") -> dict[str, dict[str, Any]]:
        return {document["_id"]: document for document in self.tell("documents", name=name)["documents"]}

    def complaints(self, name: str = "a") -> list[str]:
        return self.tell("state", name=name)["complaints"]

    def end(self) -> None:
        self.process.stdin.close()
        self.process.wait(10)


class FerretDb:
    """One server over SQLite, or over a database of PostgreSQL's, whose users sign in by SCRAM."""

    def __init__(self, folder: Path, password: str, over: Server | None = None):
        self.folder = folder
        self.backend = ["--handler=sqlite", f"--sqlite-url=file:{folder}/"]
        if over is not None:
            database, place = f"ferretdb_{free_port()}", urllib.parse.quote(str(over.folder), safe="")
            over.sql(f"create database {database}")
            self.backend = ["--handler=postgresql", f"--postgresql-url=postgres://{SUPERUSER}@/{database}?host={place}&port={over.port}"]
        self.port = free_port()
        self.password = password
        folder.mkdir(mode=0o755)
        give_to_service(folder)

    def start(self) -> "FerretDb":
        # The password is for this private server only: its command line is the one way to give it.
        self.process = subprocess.Popen(
            as_service(FERRETDB, *self.backend, f"--listen-addr=127.0.0.1:{self.port}",
                       f"--state-dir={self.folder}", "--telemetry=disable", "--debug-addr=-", "--test-enable-new-auth",
                       f"--setup-username={USER}", f"--setup-password={self.password}", "--setup-database=gracy"),
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/")
        eventually(lambda: socket.create_connection(("127.0.0.1", self.port), timeout=1).close() or True, "FerretDB to listen", 30)
        return self

    def url(self, password: str = "") -> str:
        return f"mongodb://{USER}{':' + password if password else ''}@127.0.0.1:{self.port}/gracy"

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(20)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()
