"""One nginx for HR and one for Slack: each has its own processes to crash and to scale, over one database."""
import signal

import pytest

from support.processes import send_signal
from support.waiting import eventually

OPERATION = ("health", "metrics")


@pytest.fixture(scope="module")
def hr(start_nginx):
    return start_nginx(surfaces=("hr", *OPERATION))


@pytest.fixture(scope="module")
def slack(start_nginx):
    return start_nginx(surfaces=("slack", *OPERATION))


def test_each_serves_its_own(hr, slack, people):
    assert hr.client.as_(people.member.token).get("/api/v1/me").status == 200
    assert hr.client.post("/slack/events", {}).status == 404
    assert slack.client.as_(people.member.token).get("/api/v1/me").status == 404
    assert slack.client.post("/slack/events", {}).status == 401, "it is there, and wants a signature"


def test_each_knows_only_its_own_secrets(hr, slack):
    """The HR host needs no signing secret, and the Slack host no more than its own."""
    assert "gracy_slack_signing_secret_file" not in hr.configuration()
    assert "gracy_alchemy_signing_key_file" not in slack.configuration() + hr.configuration()


def test_each_counts_its_own(hr, slack, people):
    hr.client.as_(people.member.token).get("/api/v1/values")
    slack.client.post("/slack/events", {})
    ours, theirs = hr.metrics(), slack.metrics()
    assert ours.get("gracy_requests_total", surface="hr") > 0 and ours.get("gracy_requests_total", surface="slack") == 0
    assert theirs.get("gracy_requests_total", surface="slack") > 0 and theirs.get("gracy_requests_total", surface="hr") == 0


@pytest.mark.expects_log("exited on signal 9")
def test_trouble_in_one_does_not_reach_the_other(hr, slack, people):
    reader = hr.client.as_(people.member.token)
    for _ in range(3):
        [worker] = eventually(slack.worker_pids, "a worker")
        send_signal(worker, signal.SIGKILL)
        assert reader.get("/api/v1/me").status == 200
        eventually(lambda worker=worker: (pids := slack.worker_pids()) and worker not in pids, "another worker")
    slack.wait_until_ready()


def test_a_change_in_one_is_heard_in_the_other(hr, start_nginx, people, database):
    """They meet in PostgreSQL: what is revoked at one host is unknown at the other at once."""
    other = start_nginx(surfaces=("hr", *OPERATION))
    person = people.hire("Two Hosts")
    made = hr.client.as_(person.token).post("/api/v1/tokens", {"name": "short", "scopes": ["people:read"]}).json()
    there = other.client.as_(made["token"])
    assert there.get("/api/v1/me").status == 200
    hr.client.as_(person.token).delete(f"/api/v1/tokens/{made['id']}")
    eventually(lambda: there.get("/api/v1/me").status == 401, "it to be heard", 0.5)
