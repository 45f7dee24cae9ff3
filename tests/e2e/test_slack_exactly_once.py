"""Everything at once: events come several times and out of order, answers are lost, workers are killed, nginx is reloaded. Each event
that was acknowledged is kept, and each has had its effect once. A thousand events each time; GRACY_SOAK_EVENTS=10000 for more."""
import json
import os
import random
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from slack_client import EVENTS, TEAM, Slack, event_payload
from support.http_client import NoResponse
from support.waiting import eventually
from test_slack_worker import BOT_TOKEN, keys, rocket, run_connect, section, space, stub  # noqa: F401 - fixtures
from worker_fixtures import *  # noqa: F401,F403 - fixtures

COUNT = int(os.environ.get("GRACY_SOAK_EVENTS", "1000"))


@pytest.fixture
def slack(start_nginx, secrets, fresh):
    nginx = start_nginx(on=fresh, workers=2)
    yield Slack(nginx.client, secrets.slack_signing_secret), nginx
    nginx.stop()  # before its database goes


class Senders:
    """Slack: sends an event until somebody has acknowledged it, and now and then again after that."""

    def __init__(self, slack: Slack, events: list[dict], dice: random.Random):
        self.slack = slack
        self.acknowledged: set[str] = set()
        self.statuses: set[int] = set()
        self.order = [event for event in events for _ in range(dice.randint(1, 4))]
        dice.shuffle(self.order)
        # Whose answer is not waited for.
        self.lost = {dice.randrange(len(self.order)) for _ in range(len(self.order) // 10)}

    def send(self, place: int) -> None:
        event = self.order[place]
        if place in self.lost:
            with self.slack.client.connect() as connection:
                body = json.dumps(event, ensure_ascii=False).encode()
                connection.send_request("POST", EVENTS, self.slack.headers(body, "application/json"), body)
        while event["event_id"] not in self.acknowledged or place not in self.lost:
            try:
                status = self.slack.event(event).status
            except (OSError, NoResponse):
                continue
            self.statuses.add(status)
            if status == 200:
                self.acknowledged.add(event["event_id"])
                return


class Trouble:
    """Kills the worker and starts another, and reloads nginx, until it is told to end."""

    def __init__(self, start_worker, nginx, dice: random.Random):
        self.start_worker, self.nginx, self.dice = start_worker, nginx, dice
        self.kills = 0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run)

    def _run(self) -> None:
        while not self._over.is_set():
            worker = self.start_worker()
            self._over.wait(self.dice.uniform(0.3, 2.5))
            worker.kill()
            self.kills += 1
            if self.kills % 3 == 0:
                self.nginx.reload()

    def __enter__(self) -> "Trouble":
        self._thread.start()
        return self

    def __exit__(self, *_) -> None:
        self._over.set()
        self._thread.join()


def reactions(database, space: int) -> list[dict]:
    """Each is a kudos of its own: another message of another author."""
    database.sql("update gracy.recognition_policy set points = 1000000, pair_gifts_a_day = null, pair_percent = null where team_space_id = %s", space)
    users = [user for (user,) in database.sql("select user_id from gracy.slack_user join gracy.member on member.team_space_id = slack_user.team_space_id"
                                              " and member.id = member_id where team_id = %s and member.status = 'active' order by user_id limit 40", TEAM)]
    return [event_payload(type="reaction_added", user=users[number % len(users)], reaction="rocket", item_user=users[(number + 1) % len(users)],
                          item={"type": "message", "channel": "C0HANBIT01", "ts": f"1700000000.{number:06}"}) for number in range(COUNT)]


def test_every_event_has_its_effect_once_whatever_happens_meanwhile(slack, start_worker, section, fresh, space, rocket, stub):
    sender, nginx = slack
    first = start_worker(slack=section)
    assert run_connect(first, "hanbit", BOT_TOKEN).returncode == 0
    first.kill()
    events = reactions(fresh, space)
    before = fresh.one("select count(*) from gracy.kudos where source = 'slack'")
    dice = random.Random(COUNT)
    senders = Senders(sender, events, dice)
    with Trouble(lambda: start_worker(slack=section), nginx, dice) as trouble, ThreadPoolExecutor(4) as pool:
        for done in pool.map(senders.send, range(len(senders.order))):
            assert done is None
        eventually(lambda: trouble.kills >= 3, "the worker to be killed a few times", 60)
    names = [event["event_id"] for event in events]
    assert senders.acknowledged == set(names) and senders.statuses <= {200, 503}
    start_worker(slack=section)
    eventually(lambda: fresh.one("select count(*) from gracy.event_log where handled_at is null and kind = 'event'") == 0, "all events to be handled",
               60 + COUNT / 20)
    assert fresh.one("select count(*) from gracy.event_log where event_id = any(%s)", names) == COUNT
    assert fresh.one("select count(*) from gracy.kudos where source = 'slack'") - before == COUNT
