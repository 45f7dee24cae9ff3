"""What an operator does to a team space from outside: nobody in it could, or nobody should."""
import subprocess

import pytest

from support import build
from support.database import random_text, run_worker, write_worker_configuration
from support.secrets_used import remember
from support.http_client import Client, assert_problem, remember_session
from worker_fixtures import eventually


@pytest.fixture(scope="module")
def nginx(start_nginx):
    return start_nginx(workers=2)


@pytest.fixture
def configuration(folder, database):
    return write_worker_configuration(folder / "operator.toml", database)


@pytest.fixture
def owner_configuration(folder, database):
    return write_worker_configuration(folder / "operator_owner.toml", database, "gracy_owner")


def a_password() -> str:
    return remember(f"비밀번호 {random_text(16)}", "a member's password")


class Company:
    """A team space that this test has begun, and commands about it."""

    def __init__(self, configuration, client: Client):
        self.configuration = configuration
        self.client = client
        self.slug = f"operated-{random_text(8).lower()}"
        self.owner = f"boss@{self.slug}.example"
        self.password = a_password()
        run_worker("team-space", "create", self.slug, "--name", "운영", "--owner", self.owner, "--config", configuration, input=self.password + "\n")

    def log_in(self, email: str | None = None, password: str | None = None):
        answer = self.client.post("/api/v1/login", {"team_space": self.slug, "email": email or self.owner, "password": password or self.password})
        if answer.status == 200:
            remember_session(answer)
        return answer

    def session(self, email: str | None = None, password: str | None = None) -> Client:
        return self.client.as_(self.log_in(email, password).json()["token"])

    def run(self, *words: str, input: str = "", configuration=None) -> subprocess.CompletedProcess:
        return subprocess.run([str(build.WORKER), "team-space", *words, "--config", str(configuration or self.configuration)], input=input,
                              capture_output=True, text=True, cwd="/", env=build.program_environment(self.configuration.parent))


@pytest.fixture
def company(configuration, client) -> Company:
    return Company(configuration, client)


def test_a_team_space_whose_only_owner_is_lost_gets_another(company):
    first = company.session()
    email = f"heir@{company.slug}.example"
    assert first.post("/api/v1/members", {"name": "후임", "email": email, "status": "active"}).status == 201
    assert company.run("owner", company.slug, f"nobody@{company.slug}.example").returncode == 1
    made = company.run("owner", company.slug, email.upper())
    assert made.returncode == 0 and "is an owner" in made.stdout, made
    again = company.run("owner", company.slug, email)
    assert again.returncode == 0 and "already" in again.stdout, again
    short = company.run("password", company.slug, email, input="too short\n")
    assert short.returncode == 2 and "at least 10 characters" in short.stderr
    password = a_password()
    assert company.run("password", company.slug, email, input=password + "\n").returncode == 0
    heir = company.session(email, password)
    assert heir.get("/api/v1/me").json()["role"] == "owner"
    lines = heir.get("/api/v1/audit-log").json()["data"]
    assert [(line["action"], line["actor_id"]) for line in lines if line["action"] in ("role.grant", "password.set")] == [("password.set", None), ("role.grant", None)]
    assert password not in str(lines)
    assert [notice["kind"] for notice in first.get("/api/v1/me/notices").json()["data"]] == ["role.owner"]
    assert [notice["kind"] for notice in heir.get("/api/v1/me/notices").json()["data"]] == ["password.changed"]


def test_a_password_that_the_operator_sets_ends_the_sessions_before(company):
    session = company.session()
    password = a_password()
    assert company.run("password", company.slug, company.owner, input=password + "\n").returncode == 0
    eventually(lambda: session.get("/api/v1/me").status == 401, "the session to end", 15)
    assert company.log_in().status == 401 and company.log_in(password=password).status == 200


def test_a_suspended_team_space_lets_nobody_in_until_it_goes_on(company):
    session = company.session()
    assert company.run("suspend", company.slug).returncode == 0
    eventually(lambda: session.get("/api/v1/me").status == 401, "the session to end", 15)
    assert_problem(company.log_in(), 401)
    assert "already" in company.run("suspend", company.slug).stdout
    assert company.run("resume", company.slug).returncode == 0
    eventually(lambda: session.get("/api/v1/me").status == 200, "the session to go on", 15)
    lines = session.get("/api/v1/audit-log").json()["data"]
    assert [line["action"] for line in lines if line["actor_id"] is None][:2] == ["team_space.resume", "team_space.suspend"]
    assert company.run("suspend", "no-such-company").returncode == 1


def test_a_team_space_is_dropped_while_nobody_has_used_it_and_not_after(company, configuration, owner_configuration, client, database):
    refused = company.run("drop", company.slug)
    assert refused.returncode == 1 and "gracy_owner" in refused.stderr, refused
    dropped = company.run("drop", company.slug, configuration=owner_configuration)
    assert dropped.returncode == 0, dropped
    assert database.one("select count(*) from gracy.team_space where slug = %s", company.slug) == 0
    used = Company(configuration, client)
    used.session()
    kept = used.run("drop", used.slug, configuration=owner_configuration)
    assert kept.returncode == 1 and "session" in kept.stderr and "audit_log" in kept.stderr and "nothing was changed" in kept.stderr, kept
    assert used.log_in().status == 200
