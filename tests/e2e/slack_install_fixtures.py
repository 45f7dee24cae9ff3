"""A workspace that plays Slack, an nginx that leads browsers there, and workers that exchange what they come back with."""
import secrets as random_bytes
import sys
import urllib.parse
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from support import build, secrets_used
from support.database import Database
from support.http_client import Client, Response
from support.people import People
from worker_fixtures import Worker, eventually

sys.path.append(str(build.ROOT / "tests/slack"))
from workspace import Running, people  # noqa: E402
from workspace.model import App, User  # noqa: E402

ADDRESS = "https://gracy.example"


@dataclass
class Browser:
    """Keeps cookies and follows no redirect by itself."""
    client: Client
    cookies: dict[str, str] = field(default_factory=dict)
    language: str = "en"

    def get(self, address: str) -> Response:
        return self.open("GET", address)

    def press(self, address: str, site: str = "same-origin") -> Response:
        """The button of the page there."""
        return self.open("POST", address, [("Sec-Fetch-Site", site)])

    def open(self, method: str, address: str, more: list = ()) -> Response:
        headers = [("Accept-Language", self.language), *more]
        if self.cookies:
            headers.append(("Cookie", "; ".join(f"{name}={value}" for name, value in self.cookies.items())))
        response = self.client.request(method, address.removeprefix(ADDRESS), headers=headers)
        for line in response.header_values("Set-Cookie"):
            name, _, value = line.split(";")[0].partition("=")
            self.cookies[name] = value
        return response

    def shows(self, text: str, seconds: float = 20) -> str:
        """The result's page, once it says so."""
        return eventually(lambda: text in self.get("/slack/install/result").text and self.get("/slack/install/result").text,
                          f"the page to say {text!r}: {self.get('/slack/install/result').text}", seconds)


class World:
    def __init__(self, folder: Path, slack: Running, nginx, database: Database, watched):
        self.slack, self.nginx, self.database, self.watched = slack, nginx, database, watched
        self.folder = folder
        self.people = People(database)
        self.admin = nginx.client.as_(self.people.admin.token)
        self.worker: Worker | None = None
        self.workers = 0
        self.teams = 0
        folder.mkdir(mode=0o777)
        for name, value in (("client.secret", slack.workspace.app.client_secret), ("token.key", random_bytes.token_hex(32))):
            (folder / name).write_text(value + "\n")
            (folder / name).chmod(0o600)
        self.section = {"base_url": slack.api_url.rstrip("/"), "token_key_file": str(folder / "token.key"),
                        "client_id": slack.workspace.app.client_id, "client_secret_file": str(folder / "client.secret")}

    def start_worker(self, **more: dict) -> Worker:
        self.workers += 1
        sections = {"log": {"level": "debug"}, "jobs": {"poll_ms": 200, "lease_seconds": 3, "stop_seconds": 8}, "slack": self.section} | more
        self.worker = Worker(self.folder / f"worker_{self.workers}", self.database, "jobs", sections)
        self.watched.logs.append(self.worker.log)
        return self.worker

    def without_credentials(self) -> dict:
        return {name: value for name, value in self.section.items() if not name.startswith("client")}

    def new_workspace(self, enterprise_id: str | None = None) -> str:
        """The id of somebody who may install apps in a workspace that nobody has connected."""
        self.teams += 1
        team = f"T0WORLD{self.teams:03}"
        self.slack.do(self.slack.workspace.add_team, team, f"world{self.teams}", f"World & {self.teams}", enterprise_id)
        user = User(f"U0WORLD{self.teams:03}", team, "owner", "Owner", is_admin=True)
        self.slack.do(self.slack.workspace.add_user, user)
        return user.id

    def team_of(self, user_id: str) -> str:
        return self.slack.workspace.users[user_id].team_id

    def link(self, client: Client | None = None) -> str:
        response = (client or self.admin).post("/api/v1/slack/install-links")
        assert response.status == 201, response
        url = response.json()["url"]
        secrets_used.remember(url.rpartition("=")[2], "an install link's secret")
        return url

    def browser(self, language: str = "en") -> Browser:
        return Browser(self.nginx.client, language=language)

    def ask(self, browser: Browser, link: str) -> dict[str, str]:
        """What the browser asks Slack for."""
        assert browser.get(link).status == 200
        response = browser.press(link)
        assert response.status == 303, response
        location = urllib.parse.urlsplit(response.header("Location"))
        assert f"{location.scheme}://{location.netloc}" == self.slack.url and location.path == "/oauth/v2/authorize"
        return dict(urllib.parse.parse_qsl(location.query))

    def agree(self, query: dict[str, str], user_id: str, enterprise_id: str | None = None) -> str:
        """The address that Slack sends the browser back to."""
        address = self.slack.do(self.slack.workspace.consent.allow, "install", query, user_id, enterprise_id=enterprise_id)
        for name in ("code", "state"):
            secrets_used.remember(dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(address).query))[name], f"Slack's {name}")
        return address

    def come_back(self, browser: Browser, user_id: str, link: str | None = None) -> None:
        """Everything that a person does."""
        answer = browser.get(self.agree(self.ask(browser, link or self.link()), user_id))
        assert (answer.status, answer.header("Location")) == (303, f"{ADDRESS}/slack/install/result"), answer

    def install(self, user_id: str) -> Browser:
        browser = self.browser()
        self.come_back(browser, user_id)
        browser.shows("Connected")
        return browser

    def installation(self, team_id: str) -> dict:
        rows = self.database.sql("select row_to_json(installation) from gracy.slack_installation installation where team_id = %s", team_id)
        assert len(rows) <= 1, rows
        return rows[0][0] if rows else {}

    def stage(self) -> str:
        return self.database.one("select concat_ws(' ', stage, error) from gracy.slack_install order by created_at desc limit 1")

    def end_leases(self) -> None:
        """As if the time of whoever died were over."""
        self.database.sql("update gracy.slack_install set due_at = now() where due_at > now()")

    def calls(self, method: str) -> list:
        """Whatever came of them."""
        return self.slack.workspace.journal.select("call", method)

    def remember_tokens(self) -> None:
        workspace = self.slack.workspace
        for token in [*workspace.tokens, *workspace.refresh_tokens]:
            secrets_used.remember(token, "a token of Slack's")


@pytest.fixture(scope="module")
def world(request, folder, start_nginx, database, watched):
    app = App(scopes=people.SCOPES, redirect_urls=(ADDRESS + "/",),
              client_secret=secrets_used.remember(random_bytes.token_hex(16), "the app's client secret"))
    with Running(people.small(app)) as slack:
        nginx = start_nginx(slack_oauth=f"client_id={app.client_id} address={ADDRESS} slack={slack.url}")
        app.signing_secret = nginx.secrets.slack_signing_secret
        app.events_url = f"http://127.0.0.1:{nginx.client.port}/slack/events"
        made = World(folder / f"world_{random_bytes.token_hex(3)}", slack, nginx, database, watched)
        yield made
        made.remember_tokens()


@pytest.fixture(autouse=True)
def worker_for_one_test(world):
    """Its own, so that one that a test has killed is not missed by the next."""
    yield
    world.remember_tokens()
    world.slack.do(world.slack.workspace.faults.clear)
    if world.worker:
        world.worker.clean_up()
        assert not world.worker.reports(), world.worker.reports()[:8000]
        world.worker = None
