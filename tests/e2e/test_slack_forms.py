"""From App Home to a form and back, as a member goes: Slack's part is played by tests/slack/workspace, ours by nginx and the worker."""
import secrets as random
import subprocess
import sys
from collections.abc import Iterator

import pytest

from support import build
from worker_fixtures import *  # noqa: F401,F403 - fixtures
from worker_fixtures import eventually

sys.path.insert(0, str(build.ROOT / "tests/slack"))

from workspace import NotShown, Running, people as workspaces  # noqa: E402


@pytest.fixture
def slack(start_nginx, start_worker, fresh, secrets, folder) -> Iterator[Running]:
    """A workspace whose bot token the worker has."""
    nginx = start_nginx(on=fresh)
    workspace = workspaces.small()
    app, at = workspace.app, f"http://127.0.0.1:{nginx.port}/slack"
    app.signing_secret = secrets.slack_signing_secret
    app.events_url, app.commands_url, app.interactions_url = f"{at}/events", f"{at}/commands", f"{at}/interactions"
    key = folder / "slack_token.key"
    key.write_text(random.token_hex(32))
    key.chmod(0o600)
    with Running(workspace) as running:
        worker = start_worker(slack={"base_url": running.api_url.rstrip("/"), "response_origin": running.url, "token_key_file": str(key)})
        connected = subprocess.run([str(build.WORKER), "slack", "connect", "hanbit", "--config", str(worker.configuration)],
                                   input="xoxb-hanbit-bot\n", capture_output=True, text=True, timeout=build.patience(30),
                                   env=build.program_environment(worker.folder))
        assert connected.returncode == 0, connected.stderr
        yield running


def test_member_gives_kudos_from_app_home(slack, fresh):
    minseo = slack.member("minseo")
    minseo.open_home()
    eventually(minseo.home, "App Home to be published")
    assert minseo.click("give_kudos", None, "home").answer.ok
    eventually(minseo.modal, "the form to open")
    [wait] = slack.workspace.triggers.waits()
    assert wait < 3
    with pytest.raises(NotShown, match="required"):
        minseo.submit()
    somebody = minseo.suggestions("recipients", "이")[0]["text"]["text"]
    value = next(block for block in minseo.modal().blocks if block["block_id"] == "value")["element"]["options"][0]["text"]["text"]
    minseo.fill(recipients=[somebody], value=value, message="어려운 일을 함께해 주셔서 고마워요")
    outcome = minseo.submit()
    assert outcome.answer.ok and not outcome.error and not outcome.errors
    assert minseo.modal().content["callback_id"] == "kudos_given"
    assert fresh.one("select count(*) from gracy.kudos where message = '어려운 일을 함께해 주셔서 고마워요'") == 1
    assert slack.workspace.journal.refused() == []
