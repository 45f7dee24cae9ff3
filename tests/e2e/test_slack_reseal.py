"""The key that Slack's tokens are sealed with is exchanged: what the old one has sealed is sealed again, and then it may go."""
import secrets
import subprocess

from slack_client import TEAM
from slack_fixtures import *  # noqa: F401,F403 - fixtures
from support import build
from support.http_client import Client
from support.metrics import Metrics
from support.ports import free_port
from worker_fixtures import *  # noqa: F401,F403 - fixtures
from worker_fixtures import configuration_text, eventually


def new_key(folder) -> str:
    key = folder / f"slack_{secrets.token_hex(4)}.key"
    key.write_text(secrets.token_hex(32))
    key.chmod(0o600)
    return str(key)


def sealed(database) -> tuple:
    [(token, key)] = database.sql("select token_sealed, key_id from gracy.slack_installation where team_id = %s", TEAM)
    return bytes(token), key


def says(connected, text: str) -> None:
    """The workspace is spoken to with its token."""
    connected.database.sql("select gracy.queue_slack_message(team_space_id, team_id, 'chat.postMessage', 'C0HANBIT01', jsonb_build_object('text', %s::text)::json,"
                           " now(), null) from gracy.slack_installation where team_id = %s", text, TEAM)
    connected.database.sql("notify gracy_slack")
    eventually(lambda: any(message.text == text for message in connected.slack.workspace.channels["C0HANBIT01"].messages.values()), f"{text!r} to be said")


def test_tokens_are_sealed_again_with_the_new_key_which_is_then_enough(connected, start_worker, folder):
    before = sealed(connected.database)
    connected.worker.stop()
    old, new = connected.section["token_key_file"], new_key(folder)
    port = free_port()
    worker = start_worker(slack=connected.section | {"token_key_file": new, "old_token_key_file": old}, metrics={"jobs": f"127.0.0.1:{port}"})
    worker.says("1 tokens were sealed again, and all are sealed with this worker's token_key_file now")
    assert Metrics(Client(port).get("/metrics").text).get("gracy_worker_slack_tokens_resealed_total") == 1
    after = sealed(connected.database)
    assert after[0] != before[0] and after[1] != before[1]
    worker.stop()
    port = free_port()
    worker = start_worker(slack=connected.section | {"token_key_file": new}, metrics={"jobs": f"127.0.0.1:{port}"})
    worker.says("0 tokens were sealed again, and all are sealed")
    says(connected, "with the new key")
    assert Metrics(Client(port).get("/metrics").text).get("gracy_slack_tokens_unreadable") == 0
    assert sealed(connected.database) == after


def test_token_of_a_key_that_is_gone_is_left_alone_and_counted(connected, start_worker, folder):
    before = sealed(connected.database)
    connected.worker.stop()
    port = free_port()
    worker = start_worker(slack=connected.section | {"token_key_file": new_key(folder)}, metrics={"jobs": f"127.0.0.1:{port}"})
    worker.says("tokens that none of the keys opens")
    assert Metrics(Client(port).get("/metrics").text).get("gracy_slack_tokens_unreadable") == 1
    assert sealed(connected.database) == before


def reseal(connected, folder, **section) -> subprocess.CompletedProcess:
    """The operator's command, while no worker runs."""
    configuration = folder / "reseal.toml"
    configuration.write_text(configuration_text(connected.database, {"slack": connected.section | section}))
    return subprocess.run([str(build.WORKER), "slack", "reseal", "--config", str(configuration)], capture_output=True, text=True,
                          timeout=build.patience(60), env=build.program_environment(folder))


def test_operator_seals_tokens_anew_and_reads_how_many(connected, folder):
    before = sealed(connected.database)
    connected.worker.stop()
    old, new = connected.section["token_key_file"], new_key(folder)
    gone = reseal(connected, folder, token_key_file=new)
    assert gone.returncode == 1 and gone.stdout == "tokens of 0 workspaces were sealed anew\n"
    assert "1 workspace has tokens that none of the keys opens" in gone.stderr
    assert sealed(connected.database) == before
    done = reseal(connected, folder, token_key_file=new, old_token_key_file=old)
    assert done.returncode == 0 and done.stdout.startswith("tokens of 1 workspace were sealed anew; all others"), done.stderr
    assert sealed(connected.database)[1] != before[1]
    again = reseal(connected, folder, token_key_file=new)
    assert again.returncode == 0 and again.stdout.startswith("tokens of 0 workspaces were sealed anew; all others"), again.stderr
