"""nginx and a worker that share a database, and the workspace that plays Slack connected to both."""
import secrets as random_bytes
import subprocess
import sys
import time
from dataclasses import dataclass

import pytest

from slack_client import COMMANDS, EVENTS, INTERACTIONS, TEAM
from support import build
from support.clocks import noon_zone
from support.database import Database
from support.http_client import Client
from support.metrics import Metrics
from support.ports import free_port

sys.path.append(str(build.ROOT / "tests/slack"))
from workspace import Running, people  # noqa: E402

TOKEN = "xoxb-hanbit-bot"


@dataclass
class Connected:
    slack: Running
    nginx: object
    worker: object
    section: dict
    database: Database
    metrics_port: int

    def metric(self, name: str, **labels: str) -> float:
        return Metrics(Client(self.metrics_port).get("/metrics").text).get(name, **labels)

    def connect(self) -> None:
        subprocess.run([str(build.WORKER), "slack", "connect", "hanbit", "--config", str(self.worker.configuration)], input=TOKEN + "\n", text=True,
                       check=True, capture_output=True, env=build.program_environment(self.worker.folder), timeout=build.patience(30))

    def name_of(self, user_id: str) -> str:
        return self.database.one("select member.name from gracy.slack_user join gracy.member on member.team_space_id = slack_user.team_space_id"
                                 " and member.id = member_id where team_id = %s and user_id = %s", TEAM, user_id)


@pytest.fixture
def workspace(secrets):
    return people.small()


@pytest.fixture
def connected(start_nginx, start_worker, fresh, secrets, folder, workspace):
    nginx = start_nginx(on=fresh)
    key = folder / f"slack_{random_bytes.token_hex(4)}.key"
    key.write_text(random_bytes.token_hex(32))
    key.chmod(0o600)
    app = workspace.app
    app.signing_secret = secrets.slack_signing_secret
    app.events_url, app.commands_url, app.interactions_url = (f"http://127.0.0.1:{nginx.client.port}{path}" for path in (EVENTS, COMMANDS, INTERACTIONS))
    with Running(workspace) as running:
        section = {"base_url": running.api_url.rstrip("/"), "response_origin": running.url, "token_key_file": str(key)}
        port = free_port()
        setup = Connected(running, nginx, start_worker(slack=section, metrics={"jobs": f"127.0.0.1:{port}"}), section, fresh, port)
        setup.connect()
        yield setup


def noon_everywhere(database: Database) -> None:
    """Every member's clock says about noon: nobody's night is disturbed, whenever the test runs."""
    database.sql("update gracy.member set tz = %s", noon_zone())
