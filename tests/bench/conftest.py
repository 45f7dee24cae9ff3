"""A small demo for the benchmark's own tests: a private PostgreSQL with the project's schema and 400 people."""

import hashlib
import shutil
import sys
import tempfile
from pathlib import Path

import nacl.pwhash.argon2id
import pytest

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(HERE))

from harness.cluster import Cluster  # noqa: E402
from harness.demo import Demo, api_token  # noqa: E402


@pytest.fixture(scope="session")
def cluster():
    folder = Path(tempfile.mkdtemp(prefix="gracy-bench-"))
    folder.chmod(0o755)
    try:
        with Cluster(folder) as cluster:
            cluster.create_schema()
            yield cluster
    finally:
        shutil.rmtree(folder)


@pytest.fixture(scope="session")
def demo(cluster):
    cluster.psql("gracy_owner", "gracy", "-v", "members=400", "-f", ROOT / "sql" / "demo" / "demo.sql")
    return Demo(_credentials(cluster))


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
