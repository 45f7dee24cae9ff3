"""A member's way through Slack, with the workspace that plays Slack on one side, and nginx and the worker on the other."""
import secrets as random_bytes
import subprocess
import sys

import pytest

from slack_client import COMMANDS, EVENTS, INTERACTIONS, TEAM
from support import build
from worker_fixtures import *  # noqa: F401,F403 - fixtures
from worker_fixtures import eventually

sys.path.append(str(build.ROOT / "tests/slack"))
from workspace import Running, people as slack_people  # noqa: E402

TOKEN = "xoxb-hanbit-bot"


@pytest.fixture
def slack(start_nginx, start_worker, fresh, secrets, folder):
    """The workspace, connected to an nginx and a worker that share a database."""
    nginx = start_nginx(on=fresh)
    fresh.sql("update gracy.member set name_en = null")  # so that somebody is shown by what is typed
    key = folder / f"slack_journey_{random_bytes.token_hex(4)}.key"
    key.write_text(random_bytes.token_hex(32))
    key.chmod(0o600)
    workspace = slack_people.small()
    app = workspace.app
    app.signing_secret = secrets.slack_signing_secret
    app.events_url, app.commands_url, app.interactions_url = (f"http://127.0.0.1:{nginx.client.port}{path}" for path in (EVENTS, COMMANDS, INTERACTIONS))
    with Running(workspace) as running:
        worker = start_worker(slack={"base_url": running.api_url.rstrip("/"), "token_key_file": str(key)})
        subprocess.run([str(build.WORKER), "slack", "connect", "hanbit", "--config", str(worker.configuration)], input=TOKEN + "\n", text=True,
                       check=True, capture_output=True, env=build.program_environment(worker.folder), timeout=build.patience(30))
        yield running


def name_of(database, user_id):
    return database.one("select member.name from gracy.slack_user join gracy.member on member.team_space_id = slack_user.team_space_id"
                        " and member.id = member_id where team_id = %s and user_id = %s", TEAM, user_id)


def test_member_thanks_a_colleague_with_the_form_and_sees_it_at_home(slack, fresh):
    member, colleague = slack.member("U0HB000002"), slack.member("U0HB000003")
    value = fresh.one("select company_value.id from gracy.company_value join gracy.slack_installation using (team_space_id) where team_id = %s"
                      " and active order by sort limit 1", TEAM)
    assert member.shortcut("give_kudos").answer.status == 200
    eventually(member.modal, "the form to open")
    member.fill(recipients=[name_of(fresh, "U0HB000003")], value=str(value), points="2", message="끝까지 함께해 줘서 고마워요")
    assert not member.submit().errors
    colleague.open_home()
    eventually(lambda: colleague.home() and "끝까지 함께해 줘서 고마워요" in str(colleague.home().content), "App Home to show it")
    assert slack.workspace.journal.refused() == []


def test_refusal_is_read_under_its_field(slack, fresh):
    member = slack.member("U0HB000002")
    member.shortcut("give_kudos")
    eventually(member.modal, "the form to open")
    value = fresh.one("select company_value.id from gracy.company_value join gracy.slack_installation using (team_space_id) where team_id = %s limit 1", TEAM)
    fresh.sql("update gracy.allowance_period set spent = granted + boost")
    member.fill(recipients=[name_of(fresh, "U0HB000003")], value=str(value), message="고마워요")
    errors = member.submit().errors
    assert list(errors) == ["points"] and "남은 점수" in errors["points"]
