"""A workspace that behaves like Slack, its members, and our module between them (tests/slack/workspace)."""
import sys

import pytest

from support.build import ROOT

sys.path.insert(0, str(ROOT / "tests/slack"))

from workspace import Running, people as workspaces  # noqa: E402


@pytest.fixture
def slack(client, secrets):
    workspace = workspaces.small()
    app, at = workspace.app, f"http://127.0.0.1:{client.port}/slack"
    app.signing_secret = secrets.slack_signing_secret
    app.events_url, app.commands_url, app.interactions_url = f"{at}/events", f"{at}/commands", f"{at}/interactions"
    with Running(workspace) as running:
        yield running


def test_request_url_is_verified(slack):
    assert slack.wait(slack.workspace.deliveries.verify_url())


def test_member_thanks_another_and_the_channel_sees_it(slack, database):
    outcome = slack.member("minseo").command("/kudos", "@seoyeon 배포를 함께 챙겨 줘서 고마워요 #craft")
    assert outcome.answer.ok and outcome.message.only_for == ""
    assert outcome.message in slack.member("olivia").messages("general")
    assert database.one("select count(*) from gracy.kudos where message = '배포를 함께 챙겨 줘서 고마워요'") == 1


def test_member_who_is_refused_reads_why_alone(slack):
    outcome = slack.member("minseo").command("/kudos", "@minseo me #craft")
    assert outcome.message.only_for == "U0HB000002" and outcome.text
    assert outcome.message not in slack.member("seoyeon").messages("general")


def test_events_whose_answers_are_lost_are_stored_once(slack, database):
    slack.workspace.deliveries.lose_answers = 3
    for number in range(5):
        slack.member("minseo").say("app", f"message {number}")
    slack.advance(61)
    slack.idle()
    deliveries = slack.workspace.deliveries.all
    assert len(deliveries) == 5 and all(delivery.acknowledged for delivery in deliveries)
    assert sum(len(delivery.attempts) for delivery in deliveries) == 8
    stored = [database.one("select count(*) from gracy.event_log where event_id = %s", delivery.event_id) for delivery in deliveries]
    assert stored == [1] * 5
