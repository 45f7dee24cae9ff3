"""Tokens that expire are refreshed in time, by one worker; what cannot be known afterwards is said."""
import pytest

from slack_install_fixtures import *  # noqa: F401,F403 - fixtures
from support.http_client import Client
from support.ports import free_port
from worker_fixtures import eventually


@pytest.fixture
def rotated(world):
    """The team of a workspace whose token expires."""
    world.slack.workspace.app.token_rotation = True
    world.start_worker()
    user = world.new_workspace()
    world.install(user)
    yield world.team_of(user)
    world.database.sql("update gracy.slack_installation set refresh_due_at = null")


def due(world, team):
    world.database.sql("update gracy.slack_installation set refresh_due_at = now() where team_id = %s", team)


def refreshes(world) -> int:
    return len([call for call in world.calls("oauth.v2.access") if call.content.get("grant_type") == "refresh_token"])


def say(world, team, text):
    """A message that waits to be sent there."""
    return world.database.one("select gracy.queue_slack_message((select team_space_id from gracy.slack_installation where team_id = %s), %s,"
                              " 'chat.postMessage', %s, json_build_object('text', %s::text), now(), null)",
                              team, team, next(user.id for user in world.slack.workspace.users.values() if user.team_id == team), text)


def sent(world, message) -> bool:
    return world.database.one("select state from gracy.slack_message where id = %s", message) == "sent"


def test_token_is_refreshed_before_it_expires_and_used(world, rotated):
    first = world.installation(rotated)
    hours = world.database.one("select extract(epoch from token_expires_at - refresh_due_at)::float8 / 3600 from gracy.slack_installation where team_id = %s", rotated)
    assert hours == 2.0 and first["refresh_sealed"] and "xox" not in first["refresh_sealed"]
    due(world, rotated)
    eventually(lambda: world.installation(rotated)["token_sealed"] != first["token_sealed"], "a new token")
    second = world.installation(rotated)
    assert second["refresh_sealed"] != first["refresh_sealed"] and second["refresh_begun_at"] is None
    world.slack.advance(12 * 3600 - 600)  # the first one has not expired yet, the second one has hours left as well
    message = say(world, rotated, "with the second")
    eventually(lambda: sent(world, message), "the message to be sent")


def test_expired_token_is_refreshed_at_once_and_what_waited_goes(world, rotated):
    world.slack.advance(12 * 3600 + 60)
    message = say(world, rotated, "late")
    eventually(lambda: sent(world, message), "the message to be sent with a new token")
    assert world.installation(rotated)["trouble"] is None


def test_limits_and_slacks_trouble_are_waited_out(world, rotated):
    before = world.installation(rotated)
    world.slack.do(world.slack.workspace.faults.add, "ratelimited", method="oauth.v2.access", retry_after=1)
    due(world, rotated)
    eventually(lambda: world.installation(rotated)["token_sealed"] != before["token_sealed"], "a new token")
    assert world.installation(rotated)["refresh_error"] is None


@pytest.mark.parametrize("status", (403, 404, 407, 503))
def test_page_of_somebody_on_the_way_costs_no_token(world, rotated, status):
    before = world.installation(rotated)
    world.slack.do(world.slack.workspace.faults.add, "status", method="oauth.v2.access", status=status)
    due(world, rotated)
    eventually(lambda: f"http_{status}; trying again" in world.worker.log.text(), "the attempt to fail")
    due(world, rotated)
    eventually(lambda: world.installation(rotated)["token_sealed"] != before["token_sealed"], "a new token")
    assert world.installation(rotated)["refresh_error"] is None


def test_attempt_that_was_cut_off_before_slack_acted_is_made_again(world, rotated):
    before = world.installation(rotated)
    world.slack.do(world.slack.workspace.faults.add, "timeout", method="oauth.v2.access", seconds=30)
    due(world, rotated)
    eventually(lambda: world.installation(rotated)["refresh_begun_at"], "the attempt to begin")
    world.worker.kill()
    world.slack.do(world.slack.workspace.faults.clear)
    due(world, rotated)
    world.start_worker()
    eventually(lambda: world.installation(rotated)["token_sealed"] != before["token_sealed"], "a new token")
    assert "was cut off; asking again" in world.worker.log.text()


def test_answer_that_was_lost_is_said_and_made_good_by_installing_again(world, rotated):
    world.slack.do(world.slack.workspace.faults.add, "hangup", method="oauth.v2.access", effect=True)
    due(world, rotated)
    eventually(lambda: "not refreshed" in world.worker.log.text() and world.installation(rotated)["refresh_begun_at"], "the answer to be lost")
    due(world, rotated)
    eventually(lambda: world.installation(rotated)["refresh_error"] == "invalid_refresh_token", "the loss to be written")
    assert "new tokens, which are lost" in world.worker.log.text() and "install Gracy there again" in world.worker.log.text()
    message = say(world, rotated, "the old token works until it expires")
    eventually(lambda: sent(world, message), "the message to be sent")
    calls = refreshes(world)
    world.install(next(user.id for user in world.slack.workspace.users.values() if user.team_id == rotated))
    assert world.installation(rotated)["refresh_error"] is None
    due(world, rotated)
    eventually(lambda: refreshes(world) == calls + 1 and not world.installation(rotated)["refresh_begun_at"], "the new pair to be refreshed")


def test_two_workers_refresh_a_token_once(world, rotated):
    first = world.worker
    second = world.start_worker()
    try:
        second.says("started")
        before, calls = world.installation(rotated), refreshes(world)
        due(world, rotated)
        eventually(lambda: world.installation(rotated)["token_sealed"] != before["token_sealed"], "a new token")
        assert refreshes(world) == calls + 1
    finally:
        first.clean_up()


def test_expiry_and_losses_are_in_the_metrics(world, rotated):
    port = free_port()
    world.worker.stop()
    world.start_worker(metrics={"jobs": f"127.0.0.1:{port}"})
    due(world, rotated)

    def numbers() -> bool:
        text = Client(port).get("/metrics").text
        return 'gracy_worker_slack_refreshes_total{outcome="refreshed"} 1' in text and "gracy_slack_tokens_lost 0" in text
    eventually(numbers, "the refresh to be counted")
    [line] = [line for line in Client(port).get("/metrics").text.splitlines() if line.startswith("gracy_slack_token_expires_seconds ")]
    assert 0 < float(line.split()[1]) <= 12 * 3600
