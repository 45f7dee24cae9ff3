"""A private nginx with the module: its configuration, its life, what it says about itself."""
import re
import shutil
import signal
import subprocess
import time
from dataclasses import dataclass, field, replace
from pathlib import Path

from . import build, secrets_used
from .database import Database, random_text
from .http_client import Client, insecure_tls
from .logs import Log
from .metrics import Metrics
from .ports import free_port
from .processes import AS_ROOT, SERVICE_USER, children, command_line, run, send_signal
from .waiting import eventually

SURFACES = ("hr", "slack", "staking", "health", "metrics", "openapi")
CHAIN_ID = 31337


@dataclass
class Secrets:
    """The operator's secret files; one set for the session, so that every nginx knows the others' cursors and marks."""
    folder: Path
    slack_signing_secret: str
    alchemy_signing_key: str
    quicknode_security_token: str
    moralis_secret: str

    @classmethod
    def make(cls, folder: Path) -> "Secrets":
        folder.mkdir(mode=0o711)
        secrets = cls(folder, secrets_used.remember(random_text(32), "Slack's signing secret"),
                      secrets_used.remember("whsec_" + random_text(24), "Alchemy's signing key"),
                      secrets_used.remember("qnsec_" + random_text(24), "QuickNode's security token"),
                      secrets_used.remember(random_text(36), "Moralis' secret"))
        for name, value in (("slack", secrets.slack_signing_secret), ("alchemy", secrets.alchemy_signing_key),
                            ("quicknode", secrets.quicknode_security_token), ("moralis", secrets.moralis_secret),
                            ("key", secrets_used.remember(random_text(48), "the module's key"))):
            (folder / name).write_text(value + "\n")
            (folder / name).chmod(0o600)
        run("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
            "-subj", "/CN=localhost", "-keyout", folder / "tls.key", "-out", folder / "tls.crt")
        return secrets


@dataclass(frozen=True)
class Settings:
    """What differs between the tests' configurations. Texts are lines of nginx's configuration."""
    workers: int = 1
    surfaces: tuple[str, ...] = SURFACES
    database: str = ""  # conninfo; empty: over the socket
    pool: str = "reads=2 writes=4 exclusive=2"
    replica: str = ""
    deadline: str = "5s"
    statement_timeout: str = "4s"
    offload: str = "2 queue=64"
    key: str = ""  # lines; empty: the session's
    staking_domain: str = "gracy.example.com"
    main: str = ""
    slack_oauth: str = "client_id=1234567890.9876543210 address=https://gracy.example"
    http: str = ""
    server: str = ""
    locations: str = ""
    module: Path = field(default_factory=lambda: build.MODULE)


def location_lines(settings: Settings) -> str:
    places = {
        "hr": "location /api/v1/ { gracy_hr; }\n"
              "location = /api/v1/members/import { gracy_hr; gracy_deadline 60s; client_max_body_size 5m; client_body_buffer_size 5m; }",
        "slack": "location /slack/ { gracy_slack; }",
        "staking": "location /staking/ { gracy_staking; }\n"
                   "location /staking/webhooks/ { gracy_staking; client_max_body_size 12m; client_body_buffer_size 12m; }",
        "health": "location = /healthz { gracy_health; access_log off; }\nlocation = /readyz { gracy_health; access_log off; }",
        "metrics": "location = /metrics { gracy_metrics; access_log off; }",
        "openapi": "location = /openapi.json { gracy_openapi; }",
    }
    return "\n".join(places[surface] for surface in settings.surfaces)


class Nginx:
    """One master process and its workers."""

    def __init__(self, folder: Path, secrets: Secrets, database: Database | None, settings: Settings):
        self.folder = folder
        self.secrets = secrets
        self.database = database
        self.settings = settings
        self.port = free_port()
        self.tls_port = free_port()
        self.process: subprocess.Popen | None = None
        folder.mkdir(mode=0o755)
        self.reports = folder / "reports"
        self.reports.mkdir()
        self.reports.chmod(0o1777)
        self.known_reports: set[Path] = set()
        self.error_log = Log(folder / "error.log")
        self.access_log = Log(folder / "access.log")
        self.output = Log(folder / "output.log")
        self.client = Client(self.port)
        self.tls_client = Client(self.tls_port, tls=insecure_tls())

    # Configuration.

    def configuration(self) -> str:
        s = self.settings
        user = f"user {SERVICE_USER};" if AS_ROOT else ""
        http = [f"gracy_deadline {s.deadline};"] if s.deadline else []
        if self.database is not None:
            http += [f'gracy_database "{s.database or self.database.conninfo()}" {s.pool};',
                     f"gracy_database_password_file {self.database.roles.file('gracy_app')};",
                     s.key or f"gracy_key_file {self.secrets.folder}/key;",
                     f"gracy_statement_timeout {s.statement_timeout};",
                     f"gracy_offload_threads {s.offload};"]
            if s.replica:
                http.append(f"gracy_database_replica {s.replica};")
        if "slack" in s.surfaces:
            http.append(f"gracy_slack_signing_secret_file {self.secrets.folder}/slack;")
            if s.slack_oauth:
                http.append(f"gracy_slack_oauth {s.slack_oauth};")
        if "staking" in s.surfaces:
            http += [f"gracy_alchemy_signing_key_file {self.secrets.folder}/alchemy;",
                     f"gracy_quicknode_security_token_file {self.secrets.folder}/quicknode;",
                     f"gracy_moralis_secret_file {self.secrets.folder}/moralis;", f"gracy_staking_chain_id {CHAIN_ID};"]
            if s.staking_domain:
                http.append(f"gracy_staking_domain {s.staking_domain};")
        temporary = "\n".join(f"{name}_temp_path {self.folder}/{name};"
                              for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        lines = "\n    ".join(http)
        return f"""
load_module {s.module};
{user}
worker_processes {s.workers};
pid {self.folder}/nginx.pid;
error_log {self.folder}/error.log info;
{s.main}
events {{ worker_connections 1024; }}
http {{
    {lines}
    {s.http}
    {temporary}
    log_format paths '$remote_addr $time_iso8601 "$request_method $uri" $status $body_bytes_sent $request_time $request_id';
    access_log {self.folder}/access.log paths;
    client_max_body_size 1m;
    client_body_buffer_size 1m;
    keepalive_requests 100000;
    server {{
        listen 127.0.0.1:{self.port};
        listen 127.0.0.1:{self.tls_port} ssl http2;
        ssl_certificate {self.secrets.folder}/tls.crt;
        ssl_certificate_key {self.secrets.folder}/tls.key;
        {s.server}
        {location_lines(s)}
        {s.locations}
    }}
}}
"""

    def configure(self, **changes) -> None:
        """For the next start or reload."""
        self.settings = replace(self.settings, **changes)
        self.write_configuration()

    def write_configuration(self) -> None:
        (self.folder / "nginx.conf").write_text(self.configuration())

    def command(self, *arguments: str) -> list[str]:
        return [build.NGINX, "-p", str(self.folder), "-e", str(self.folder / "error.log"), "-c", str(self.folder / "nginx.conf"), *arguments]

    def test_configuration(self) -> subprocess.CompletedProcess:
        """nginx -t; the answer is in stderr."""
        return subprocess.run(self.command("-t"), capture_output=True, text=True, cwd="/", stdin=subprocess.DEVNULL,
                              env=build.program_environment(self.reports))

    # Life.

    def start(self, wait: bool = True) -> "Nginx":
        assert build.MODULE.exists(), f"{build.MODULE} is missing: build it first (cmake --build {build.BUILD})"
        self.write_configuration()
        output = self.output.path.open("ab")
        self.process = subprocess.Popen(self.command("-g", "daemon off;"), stdin=subprocess.DEVNULL, stdout=output, stderr=output,
                                        cwd="/", env=build.program_environment(self.reports))
        output.close()
        eventually(self.listening, "nginx to listen", 20)
        if wait:
            self.wait_until_ready()
        return self

    def listening(self) -> bool:
        assert self.running(), "nginx has ended:\n" + self.error_log.text() + self.output.text()
        with self.client.connect():
            return True

    def wait_until_ready(self, seconds: float = 20) -> None:
        """Every worker process has all its connections: several answers in a row, since any worker may give one."""
        def ready() -> bool:
            assert self.running(), "nginx has ended:\n" + self.error_log.text() + self.output.text()
            if "health" not in self.settings.surfaces:
                return bool(self.worker_pids())
            for _ in range(4 * self.settings.workers):
                answer = self.client.get("/readyz")
                assert answer.status == 200 and answer.json()["status"] == "ready", answer
            return True
        eventually(ready, "nginx to be ready", seconds)

    def running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    @property
    def master(self) -> int:
        assert self.process is not None
        return self.process.pid

    def worker_pids(self) -> list[int]:
        """Workers that accept; those of an old configuration say "shutting down"."""
        return [pid for pid in children(self.master) if command_line(pid) == "nginx: worker process"]

    def leaving_worker_pids(self) -> list[int]:
        return [pid for pid in children(self.master) if command_line(pid) == "nginx: worker process is shutting down"]

    def reload(self, wait: bool = True) -> None:
        self.write_configuration()
        before = set(self.worker_pids())
        position = self.error_log.position()
        send_signal(self.master, signal.SIGHUP)
        if wait:
            def renewed() -> bool:
                refused = re.search(r"\[emerg\].*", self.error_log.since(position))
                assert not refused, refused[0]
                now = self.worker_pids()
                return len(now) == self.settings.workers and not before & set(now)
            eventually(renewed, "new worker processes", 15)

    def quit(self, seconds: float = 10) -> float:
        """Graceful end; how long it took."""
        started = time.monotonic()
        send_signal(self.master, signal.SIGQUIT)
        self.wait_for_end(seconds)
        return time.monotonic() - started

    def wait_for_end(self, seconds: float = 10) -> None:
        try:
            code = self.process.wait(build.patience(seconds))
        except subprocess.TimeoutExpired:
            self.kill()
            raise AssertionError(f"nginx did not end within {seconds:g} s:\n" + self.error_log.text()[-3000:]) from None
        assert code == 0, f"nginx ended with {code}:\n" + self.error_log.text()[-3000:] + self.output.text()

    def stop(self) -> None:
        if self.running():
            self.quit()

    def kill(self) -> None:
        workers = children(self.master)
        send_signal(self.master, signal.SIGKILL)
        for pid in workers:
            send_signal(pid, signal.SIGKILL)
        self.process.wait(10)

    # What it says.

    def metrics(self) -> Metrics:
        answer = self.client.get("/metrics")
        assert answer.status == 200, answer
        return Metrics(answer.text)

    def connections(self) -> list[int]:
        assert self.database is not None
        return self.database.backends()

    def settled(self) -> Metrics:
        """The numbers once nothing is under way any more."""
        def quiet() -> Metrics | None:
            metrics = self.metrics()
            # The request for the metrics is one itself.
            busy = [metrics.get(name) for name in ("gracy_database_in_flight", "gracy_database_queued", "gracy_database_leases")]
            return metrics if not any(busy) and metrics.get("gracy_requests_in_progress") <= 1 else None
        return eventually(quiet, "all requests and statements to end", 10)

    def logs(self) -> list[Log]:
        return [self.error_log, self.access_log, self.output]

    def new_reports(self) -> str:
        """Of the sanitizers, since the last call."""
        paths = sorted(set(self.reports.glob("sanitizer*")) - self.known_reports)
        self.known_reports.update(paths)
        return "".join(path.read_text(errors="replace") for path in paths)

    def holds_module(self, pid: int, module: Path) -> bool:
        return str(module) in Path(f"/proc/{pid}/maps").read_text()


def copy_module(target: Path) -> Path:
    """The module under another name, as an installation has it."""
    shutil.copyfile(build.MODULE, target)
    target.chmod(0o755)
    return target
