"""Everybody who is measured, and how each is started."""

import os
import re
import shutil
import tempfile
import subprocess
import sysconfig
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Callable

from .demo import statement
from .load import PgbenchScript, Request
from .server import Server, ask, free_port

BENCH = Path(__file__).resolve().parents[1]
CONTENDERS = BENCH / "contenders"
PAGE = "/api/v1/members?limit=20"
LIMIT = 20


@dataclass
class Contender:
    """A server (made anew by `server(folder)`) and what it is asked for."""

    name: str
    label: str
    server: Callable[[Path], Server]
    request: Request
    # One of its processes serves nobody else while it waits for the request of a connection that it has taken.
    is_held_by_a_connection: bool = False


@dataclass
class Statement:
    """pgbench with the bare statement: no HTTP, no JSON."""

    name: str
    label: str
    script: PgbenchScript


def members_of(team_space):
    """The page for a contender: nobody tells it the team space by who asks, so it is told in the query."""
    return Request(f"{PAGE}&team_space_id={team_space}")


def bearer(token):
    return (("Authorization", f"Bearer {token}"),)


def render(template, target, values):
    text = template.read_text()
    for name, value in values.items():
        text = text.replace(f"@{name}@", str(value))
    target.write_text(text)


def _nginx(folder, **values):
    port = free_port()
    # Its worker process may be another user, which has to reach its temporary folders.
    os.chmod(folder, 0o755)
    user = "user www-data;" if os.geteuid() == 0 else ""
    render(BENCH / "nginx.conf", folder / "nginx.conf", {"PORT": port, "FOLDER": folder, "USER": user, **values})
    command = ["/usr/sbin/nginx", "-p", folder, "-e", folder / "nginx.error.log", "-c", folder / "nginx.conf"]
    return Server(command, port, folder / "nginx.log")


def our_server(demo, directives, location):
    """nginx with the demo's build of the module, its database and one place."""
    secret = demo.run / "secrets"
    directives = [*directives,
        # The conninfo, and the lanes as the demo has them.
        f'gracy_database "{demo.conninfo()}";',
        f"gracy_database_password_file {secret}/gracy_app.password;",
        f"gracy_key_file {secret}/module.key;",
        "gracy_offload_threads 2 queue=64;",
    ]

    def start(folder):
        load = (demo.run / "app" / "current" / "etc" / "load_module.conf").read_text()
        return _nginx(folder, LOAD_MODULE=load, DATABASE="\n    ".join(directives), LOCATION=location)

    return start


def ours(demo, token, request=None):
    start = our_server(demo, [], "location /api/v1/ { gracy_hr; client_body_buffer_size 1m; }")
    return Contender("ours", "Gracy", start, request or Request(PAGE, headers=bearer(token)))


@contextmanager
def asked(contender):
    """What a server answers to other paths than the measured one: `ask(path)` gives the body."""
    with tempfile.TemporaryDirectory(prefix="gracy-bench-") as folder, contender.server(Path(folder)) as server:
        yield lambda path: ask(server.port, "GET", path, contender.request.headers).body


def static(body):
    """nginx's `return`: the same bytes without asking anybody."""
    text = body.decode()
    # nginx reads at most 4,096 bytes as one parameter, so the body is put together from parts; a character has four at most.
    parts = [text[start : start + 900] for start in range(0, len(text), 900)]
    quoted = [part.replace("\\", "\\\\").replace("'", "\\'").replace("$", "${dollar}") for part in parts]
    sets = "".join(f"set $part{number} '{part}'; " for number, part in enumerate(quoted))
    whole = "".join(f"$part{number}" for number in range(len(parts)))

    def start(folder):
        return _nginx(folder, LOAD_MODULE="", DATABASE="",
                      LOCATION=f"location / {{ default_type application/json; {sets}return 200 $whole; }}".replace("$whole", whole))

    return Contender("nginx_static", "nginx, same bytes", start, Request(PAGE))


def pgbench(demo, team_space):
    """The statement that our handler runs, with the parameters that it runs it with."""
    # pgbench takes no empty text; nothing sorts before a space either.
    return Statement("pgbench", "pgbench -M prepared", script(demo, [("people", "list_members", (team_space, " ", 0, LIMIT + 1, 0))]))


def pgbench_database(demo):
    password = f" password={demo.app['password']}" if "password" in demo.app else ""
    return demo.conninfo() + password


def numbered(text, values):
    """The statement with a text in the place of each parameter."""
    return re.sub(r"\$(\d+)", lambda found: str(values[int(found[1]) - 1]), text)


def script(demo, statements):
    """Statements one after the other, each (feature, name, values): one transaction of pgbench. None is null, which no
    parameter of pgbench can be."""
    texts, parameters = [], {}
    for feature, name, values in statements:
        places = []
        for value in values:
            if value is None:
                places.append("null")
            else:
                parameters[f"p{len(parameters) + 1}"] = value
                places.append(f":p{len(parameters)}")
        texts.append(numbered(statement(feature, name), places))
    return PgbenchScript(pgbench_database(demo), ";\n".join(texts), parameters)


def gunicorn(demo, folder_name, application, workers, threads=None, environment=()):
    def start(folder):
        port = free_port()
        command = ["/usr/bin/gunicorn", "--bind", f"127.0.0.1:{port}", "--workers", workers, "--timeout", "120", "--graceful-timeout", "1",
                   "--log-level", "warning", "--worker-tmp-dir", "/dev/shm", application]
        if threads:
            command += ["--worker-class", "gthread", "--threads", threads]
        variables = {**demo.libpq_environment(), "BENCH_SQL": str(_statements(folder)), "PYTHONDONTWRITEBYTECODE": "1",
                     **dict(environment)}
        return Server(command, port, folder / "gunicorn.log", variables, CONTENDERS / folder_name)

    return start


def django_as_it_was(demo, team_space):
    start = gunicorn(demo, "django", "wsgi", 2, environment={"BENCH_EDITION": "as_it_was"})
    return Contender("django_as_it_was", "Django as it was", start, members_of(team_space))


def django_optimised(demo, team_space):
    start = gunicorn(demo, "django", "wsgi", 2, environment={"BENCH_EDITION": "optimised"})
    return Contender("django_optimised", "Django optimised", start, members_of(team_space))


def django_features(demo, name, label, request):
    start = gunicorn(demo, "django", "wsgi", 2, environment={"BENCH_EDITION": "optimised"})
    return Contender(name, label, start, request)


def flask_list(demo, team_space):
    return Contender("flask", "Flask, psycopg2 pool", gunicorn(demo, "flask", "app:app", 2), members_of(team_space))


def fastify(demo, team_space):
    return Contender("fastify", "Fastify, pg", node(demo, "list.js"), members_of(team_space))


def node(demo, script, environment=()):
    def start(folder):
        variables = {**demo.libpq_environment(), "BENCH_SQL": str(_statements(folder)), "NODE_ENV": "production", **dict(environment)}
        return Server(["node", CONTENDERS / "node" / script], free_port(), folder / "node.log", variables)

    return start


def flask_login(demo, request):
    # Threads: the hash lets go of Python's lock.
    return Contender("flask", "Flask", gunicorn(demo, "flask", "app:app", 2, threads=4), request)


def node_login(demo, request):
    return Contender("node", "Node.js", node(demo, "login.js"), request)


def sinatra_login(demo, request):
    def start(folder):
        variables = {**demo.libpq_environment(), "BENCH_SQL": str(_statements(folder)), "RACK_ENV": "production"}
        command = ["/usr/bin/puma", "-C", CONTENDERS / "sinatra" / "puma.rb", CONTENDERS / "sinatra" / "config.ru"]
        return Server(command, free_port(), folder / "puma.log", variables)

    return Contender("sinatra", "Sinatra", start, request)


def apache_login(demo, request):
    def start(folder):
        os.chmod(folder, 0o755)
        port = free_port()
        user = "User www-data\nGroup www-data" if os.geteuid() == 0 else ""
        render(CONTENDERS / "apache" / "httpd.conf", folder / "httpd.conf",
               {"FOLDER": folder, "PORT": port, "MODULE": _build_apache_module(folder), "USER": user,
                "STATEMENTS": _statements(folder)})
        command = ["/usr/sbin/apache2", "-D", "FOREGROUND", "-f", folder / "httpd.conf"]
        return Server(command, port, folder / "apache.log", demo.libpq_environment())

    return Contender("apache_module", "Apache, C module", start, request)


def _build_apache_module(folder):
    source = folder / "mod_login.c"
    source.write_bytes((CONTENDERS / "apache" / "mod_login.c").read_bytes())
    libpq = subprocess.run(["pkg-config", "--variable=includedir", "libpq"], capture_output=True, text=True).stdout.strip()
    command = ["apxs", "-c", "-Wc,-O2", f"-Wc,-I{libpq}", f"-Wc,-I{sysconfig.get_path('include')}", "-lpq", "-lsodium", "-ljansson",
               source.name]
    result = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    if result.returncode != 0:
        raise RuntimeError(f"apxs: {result.stdout}{result.stderr}")
    return folder / ".libs" / "mod_login.so"


def _statements(folder):
    """The statements that contenders run, in one folder, without their headers."""
    target = folder / "statements"
    target.mkdir(exist_ok=True)
    for feature, name in (("people", "list_members"), ("access", "find_login"), ("access", "open_session"),
                          ("recognition", "give_kudos"),
                          ("slack", "check_in_from_slack"), ("slack", "give_kudos_from_modal")):
        (target / f"{name}.sql").write_text(statement(feature, name) + "\n")
    # Ours takes an attempt before it compares anything.
    shutil.copy(CONTENDERS / "record_login_failure.sql", target)
    return target
