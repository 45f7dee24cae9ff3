"""A database of Gracy's in a cluster: migrated once as a template, then copied for every module of tests."""
import fcntl
import hashlib
import os
import secrets
import shutil
import string
import subprocess
import threading
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from . import build, secrets_used
from .postgres import Cluster, Server, psql
from .processes import give_to_service, run

TEMPLATE = "gracy_template"
# scripts/soak-staking: so many seeds of chains, for which nobody has to work at a company.
SOAK = int(os.environ.get("GRACY_SOAK", "0"))
# Who has not said when they want to be asked how their day is would be asked on Tuesdays and Thursdays at five, in the middle of a test
# that counts notices or messages.
ASK_NOBODY_BY_DEFAULT = """
    create function public.ask_nobody_by_default() returns trigger language plpgsql as $$
    begin
        return case when exists (select from gracy.check_in_preference said
                                 where said.team_space_id = new.team_space_id and said.member_id = new.member_id) then new end;
    end
    $$;
    create trigger ask_nobody_by_default before insert on gracy.check_in_question
        for each row execute function public.ask_nobody_by_default();
"""
BASE62 = string.digits + string.ascii_uppercase + string.ascii_lowercase


def random_text(length: int, alphabet: str = BASE62) -> str:
    return "".join(secrets.choice(alphabet) for _ in range(length))


@dataclass
class Roles:
    """Passwords of the roles, in files as the configurations want them."""
    folder: Path
    passwords: dict[str, str]

    @classmethod
    def make(cls, folder: Path) -> "Roles":
        folder.mkdir(mode=0o711)
        roles = cls(folder, {})
        for role in ("gracy_owner", "gracy_app", "gracy_report"):
            roles.passwords[role] = secrets_used.remember(random_text(24), f"the password of {role}")
            roles.file(role).write_text(roles.passwords[role] + "\n")
            roles.file(role).chmod(0o600)
            give_to_service(roles.file(role))
        return roles

    def file(self, role: str) -> Path:
        return self.folder / f"{role}.password"


class Database:
    """One database, with the demo's people in small."""

    def __init__(self, server: Server, name: str, roles: Roles):
        self.server = server
        self.name = name
        self.roles = roles
        self._tokens = 0

    def conninfo(self, user: str = "gracy_app", server: Server | None = None) -> str:
        at = server or self.server
        return f"host={at.folder} port={at.port} dbname={self.name} user={user}"

    def network_conninfo(self, port: int | None = None, sslmode: str = "disable") -> str:
        return f"host=127.0.0.1 port={port or self.server.port} dbname={self.name} user=gracy_app sslmode={sslmode}"

    def sql(self, text: str, *values) -> list[tuple]:
        return self.server.sql(text, *values, database=self.name)

    def one(self, text: str, *values):
        [(value,)] = self.sql(text, *values)
        return value

    def backends(self, condition: str = "true") -> list[int]:
        return self.server.backends(self.name, condition)

    def terminate(self, condition: str = "true") -> int:
        """Ends the application's sessions for which `condition` holds, as an operator would."""
        rows = self.sql("select pg_terminate_backend(pid) from pg_stat_activity"
                        f" where datname = current_database() and usename = 'gracy_app' and {condition}")
        return len(rows)

    # People.

    def team_space(self, slug: str) -> int:
        return self.one("select id from gracy.team_space where slug = %s", slug)

    def member_id(self, email: str) -> int:
        return self.one("select id from gracy.member where email = %s", email)

    def set_password(self, team_space_id: int, member_id: int, password: str) -> None:
        secrets_used.remember(password, "a member's password")
        self.sql("insert into gracy.member_password (team_space_id, member_id, password_hash) values (%s, %s, %s)"
                 " on conflict (team_space_id, member_id) do update set password_hash = excluded.password_hash",
                 team_space_id, member_id, password_hash(password))

    def add_token(self, team_space_id: int, member_id: int, scopes: tuple[str, ...] = ("*",), expires: str | None = None) -> str:
        """An API token, straight into the database."""
        prefix = "grc_live_" + random_text(8)
        token = secrets_used.remember(f"{prefix}_{random_text(43)}", "an API token")
        self._tokens += 1
        self.sql("insert into gracy.api_token (team_space_id, member_id, name, prefix, hash, scopes, expires_at)"
                 " values (%s, %s, %s, %s, %s, %s, now() + %s::interval)",
                 team_space_id, member_id, f"test {self._tokens}", prefix, token_hash(token), list(scopes), expires)
        return token

    def add_session(self, team_space_id: int, member_id: int, idle: str = "12 hours") -> str:
        """A session as a login opens it."""
        token = secrets_used.remember("grs_" + random_text(43), "a session")
        self.sql("insert into gracy.session (id_hash, team_space_id, member_id, idle_expires_at, expires_at)"
                 " values (%s, %s, %s, now() + %s::interval, now() + interval '14 days')",
                 token_hash(token), team_space_id, member_id, idle)
        return token


def token_hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


_hashes: dict[str, str] = {}


def password_hash(password: str) -> str:
    """By the worker, as an operator would make it: the cost is the real one."""
    if password not in _hashes:
        result = run_worker("hash-password", input=password + "\n")
        _hashes[password] = result.strip()
    return _hashes[password]


def run_worker(*arguments: object, input: str | None = None, reports: Path = Path("/tmp")) -> str:
    result = subprocess.run([str(build.WORKER), *map(str, arguments)], input=input, capture_output=True, text=True, cwd="/",
                            env=build.program_environment(reports))
    assert result.returncode == 0, f"gracy-worker {arguments} ended with {result.returncode}:\n{result.stdout}{result.stderr}"
    return result.stdout


def write_worker_configuration(path: Path, database: Database, role: str = "gracy_app", more: str = "") -> Path:
    # Whole or not at all: several workers may be started with one file.
    new = path.with_name(f"{path.name}.{threading.get_ident()}")
    new.write_text(f'[database]\nconninfo = "{database.conninfo(role)}"\npassword_file = "{database.roles.file(role)}"\n{more}')
    new.replace(path)
    return path


def start_cluster(folder: Path, roles: Roles) -> Cluster:
    """A cluster that has the template. It takes a while to make, so the first process of a build and an hour keeps the stopped data folder
    for the others; only the roles' passwords are each session's own."""
    kept = build.ROOT / ".run/test/template"
    kept.mkdir(parents=True, exist_ok=True)
    with (kept / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        name = _template_name()
        if not (kept / name).exists():
            # As many are kept as there are builds.
            for old in sorted(kept.glob("????-??-??T*"), key=lambda path: path.stat().st_mtime)[:-1]:
                shutil.rmtree(old)
            cluster = Cluster.create(folder.with_name(f"{folder.name}_template"))
            try:
                make_template(cluster, roles)
            finally:
                cluster.stop()
            shutil.rmtree(kept / "new", ignore_errors=True)
            run("cp", "-a", "--reflink=auto", cluster.data, kept / "new")
            (kept / "new").rename(kept / name)
            shutil.rmtree(cluster.data)
        cluster = Cluster.copy(folder, kept / name)
    set_passwords(cluster, roles)
    return cluster


def _template_name() -> str:
    """The hour, because the demo's people live up to now wherever they are, and all that the rest comes from. The worker is one of these:
    it has the migrations inside. A soak's has no people."""
    text = hashlib.sha256(b"soak" if SOAK else b"demo")
    for path in [*sorted((build.ROOT / "sql").rglob("*.sql")), Path(__file__), Path(__file__).with_name("postgres.py")]:
        text.update(f"{path}\n".encode() + path.read_bytes())
    if build.WORKER.exists():
        facts = build.WORKER.stat()
        text.update(f"{build.WORKER} {facts.st_mtime_ns} {facts.st_size}".encode())
    return f"{datetime.now(UTC):%Y-%m-%dT%H}.{text.hexdigest()[:16]}"


def set_passwords(cluster: Cluster, roles: Roles) -> None:
    for role, password in roles.passwords.items():
        cluster.sql(f"alter role {role} password %s", password)


def make_template(cluster: Cluster, roles: Roles, members: int = 400) -> None:
    """Roles, schema and people, by the means that an operator has."""
    psql(cluster, "postgres", "-f", build.ROOT / "sql/bootstrap/roles.sql")
    set_passwords(cluster, roles)
    cluster.sql(f"create database {TEMPLATE} owner gracy_owner")
    migrate(Database(cluster, TEMPLATE, roles))
    if SOAK:
        return
    psql(cluster, TEMPLATE, "-v", f"members={members}", "-f", build.ROOT / "sql/demo/demo.sql",
         user="gracy_owner", password=roles.passwords["gracy_owner"])
    cluster.sql("create extension if not exists pg_stat_statements", database=TEMPLATE)
    cluster.sql(ASK_NOBODY_BY_DEFAULT, database=TEMPLATE)
    finish_what_is_over(Database(cluster, TEMPLATE, roles))


def finish_what_is_over(database: Database) -> None:
    """Decides the demo's past months as a worker would, once: else each worker of each test would begin with that."""
    due = (build.ROOT / "sql/queries/check_ins/list_due_releases.sql").read_text()
    for param, value in {"$1": "0", "$2": "'-infinity'", "$3": "'month'", "$4": "1000"}.items():
        due = due.replace(param, value)
    with closing(database.server.connect(database.name)) as connection, connection.cursor() as cursor:
        cursor.execute("set search_path = gracy; set jit = off")
        more = True
        while more:
            cursor.execute("select roll_up_activity(100000)")
            [more] = cursor.fetchone()
        cursor.execute(due)
        for team_space_id, grain, start, _ in cursor.fetchall():
            cursor.execute("select release_check_ins(%s, %s, %s, now())", (team_space_id, grain, start))
        # Deciding leaves what it has counted with, and a copy of the template copies that too.
        cursor.execute("vacuum release_group_unit, release_unit, release_part, release_group")


def migrate(database: Database) -> None:
    """By gracy-worker, or with psql in its order while there is no worker to test."""
    if build.WORKER.exists():
        configuration = write_worker_configuration(database.server.folder / f"{database.name}.toml", database, "gracy_owner")
        run_worker("migrate", "--config", configuration)
        return
    owner = {"user": "gracy_owner", "password": database.roles.passwords["gracy_owner"]}
    for file in sorted((build.ROOT / "sql/migrations").glob("*.sql")):
        whole = () if file.read_text().startswith("-- transaction: none\n") else ("-1",)
        psql(database.server, database.name, *whole, "-f", file, **owner)
    for file in sorted((build.ROOT / "sql/functions").glob("*/*.sql")):
        psql(database.server, database.name, "-c", "set check_function_bodies = off", "-f", file, **owner)


def copy_template(cluster: Cluster, name: str, roles: Roles) -> Database:
    cluster.leave(TEMPLATE)
    cluster.sql(f"create database {name} template {TEMPLATE} owner gracy_owner strategy file_copy")
    # A copied sequence says that its next numbers stand in the log, and they do not stand in this database's: a crash would hand them out
    # twice. After a checkpoint they are logged anew.
    cluster.sql("checkpoint")
    return Database(cluster, name, roles)
