"""What Slack sends to an app: signed, with a deadline of three seconds; events again after a failure
(https://docs.slack.dev/apis/events-api#retries, .../authentication/verifying-requests-from-slack)."""
import asyncio
import hashlib
import hmac
import json
import time
import urllib.parse
from collections import deque
from dataclasses import dataclass, field
from typing import Any

from .clock import Clock
from .http_client import Answer, post
from .journal import Journal
from .model import App

ANSWER_SECONDS = 3.0
# The first delivery, and three more: at once, after a minute, after five.
RETRY_AFTER = (0.0, 60.0, 300.0)
EVENTS_PER_HOUR = 30_000
CONNECTIONS = 64
# Slack turns an app's events off when so many deliveries of an hour have failed, unless it has few of them.
FAILING_SHARE, FAILING_LEAST = 0.05, 1000
AGENT = "Slackbot 1.0 (+https://api.slack.com/robots)"


def sign(secret: str, body: bytes, timestamp: int | None = None) -> list[tuple[str, str]]:
    """Slack's two headers. The time is the wall clock's, since the receiver looks at its own."""
    at = str(int(time.time()) if timestamp is None else timestamp)
    digest = hmac.new(secret.encode(), f"v0:{at}:".encode() + body, hashlib.sha256).hexdigest()
    return [("X-Slack-Request-Timestamp", at), ("X-Slack-Signature", f"v0={digest}")]


@dataclass
class Delivery:
    """One event, and what came of it."""
    envelope: dict[str, Any]
    attempts: list[Answer] = field(default_factory=list)
    given_up: bool = False

    @property
    def event_id(self) -> str:
        return self.envelope.get("event_id", "")

    @property
    def acknowledged(self) -> bool:
        return any(attempt.ok for attempt in self.attempts)

    @property
    def done(self) -> bool:
        return self.acknowledged or self.given_up


class Deliveries:
    """`lose_answers` makes the next so many event deliveries arrive and their answers be lost."""

    def __init__(self, app: App, clock: Clock, journal: Journal):
        self.app = app
        self.all: list[Delivery] = []
        self.lose_answers = 0
        # Whether too many failures turn the app's events off, as they do at Slack.
        self.may_turn_off = True
        self.disabled = False
        self._clock = clock
        self._journal = journal
        self._tasks: set[asyncio.Task] = set()
        self._hour: dict[str, deque[float]] = {}
        self._limited_minute: dict[str, int] = {}
        self._outcomes: deque[tuple[float, bool]] = deque()
        self._failed = 0
        self._connections = asyncio.Semaphore(CONNECTIONS)

    def send_event(self, envelope: dict[str, Any]) -> Delivery | None:
        """Delivers in the background. None: the app's URL is not set, its events are off, or the workspace is over its hour."""
        if not self.app.events_url or self.disabled:
            return None
        if envelope.get("type") == "event_callback" and not self._within_the_hour(envelope):
            return None
        delivery = Delivery(envelope)
        self.all.append(delivery)
        self.background(self._deliver(delivery))
        return delivery

    async def send_again(self, delivery: Delivery) -> Answer:
        """One more delivery of the same event, as Slack may make one although it was acknowledged."""
        return await self._attempt(delivery, [])

    async def send_form(self, kind: str, name: str, url: str, fields: dict[str, str], content: Any, team_id: str) -> Answer:
        """A command or an interaction: once, whatever comes of it."""
        body = urllib.parse.urlencode(fields).encode()
        headers = [("Content-Type", "application/x-www-form-urlencoded"), ("User-Agent", AGENT), ("Accept", "application/json,*/*")]
        entry = self._journal.add(kind, name, self._clock.now(), content, team_id=team_id)
        answer = await post(url, body, headers + sign(self.app.signing_secret, body), ANSWER_SECONDS)
        entry.status, entry.error, entry.seconds = answer.status, answer.failure, answer.seconds
        entry.answer, entry.headers = answer.json(), answer.headers
        return answer

    async def verify_url(self) -> bool:
        """As when somebody enters the events' URL on the app's page."""
        challenge = hashlib.sha256(str(time.time()).encode()).hexdigest()
        answer = await self._post({"token": self.app.verification_token, "challenge": challenge, "type": "url_verification"}, [])
        body = answer.json()
        return answer.ok and (body.get("challenge") if isinstance(body, dict) else answer.body.decode(errors="replace").strip()) == challenge

    async def idle(self) -> None:
        """Until nothing is on its way, retries of Slack's included."""
        while self._tasks:
            await asyncio.wait(set(self._tasks))

    def background(self, work) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def stop(self) -> None:
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    # Inside.

    async def _deliver(self, delivery: Delivery) -> None:
        headers: list[tuple[str, str]] = []
        for number in range(len(RETRY_AFTER) + 1):
            began = self._clock.now()
            answer = await self._attempt(delivery, headers)
            if answer.ok:
                return
            if number == len(RETRY_AFTER) or answer.headers.get("x-slack-no-retry") == "1":
                break
            headers = [("X-Slack-Retry-Num", str(number + 1)), ("X-Slack-Retry-Reason", answer.failure or "http_error")]
            await self._clock.sleep_until(began + RETRY_AFTER[number])
        delivery.given_up = True

    async def _attempt(self, delivery: Delivery, headers: list[tuple[str, str]]) -> Answer:
        lose = self.lose_answers > 0
        self.lose_answers -= lose
        envelope = delivery.envelope
        entry = self._journal.add("event", envelope.get("event", envelope)["type"], self._clock.now(), envelope,
                                  team_id=envelope.get("team_id") or "", headers=dict(headers))
        answer = await self._post(envelope, headers, read_answer=not lose)
        delivery.attempts.append(answer)
        entry.status, entry.error, entry.seconds, entry.answer = answer.status, answer.failure, answer.seconds, answer.json()
        self._judge(answer.ok)
        return answer

    async def _post(self, payload: dict, headers: list[tuple[str, str]], read_answer: bool = True) -> Answer:
        body = json.dumps(payload, ensure_ascii=False).encode()
        all_headers = [("Content-Type", "application/json"), ("User-Agent", AGENT), ("Accept", "*/*"), *headers]
        async with self._connections:
            return await post(self.app.events_url, body, all_headers + sign(self.app.signing_secret, body), ANSWER_SECONDS, read_answer)

    def _within_the_hour(self, envelope: dict) -> bool:
        team_id, now = envelope.get("team_id") or "", self._clock.now()
        sent = self._hour.setdefault(team_id, deque())
        while sent and sent[0] <= now - 3600:
            sent.popleft()
        if len(sent) < EVENTS_PER_HOUR:
            sent.append(now)
            return True
        minute = int(now) // 60 * 60
        if self._limited_minute.get(team_id) != minute:
            self._limited_minute[team_id] = minute
            self.background(self._deliver(Delivery({
                "token": self.app.verification_token, "type": "app_rate_limited", "team_id": team_id, "minute_rate_limited": minute,
                "api_app_id": self.app.app_id})))
        return False

    def _judge(self, ok: bool) -> None:
        now = self._clock.now()
        self._outcomes.append((now, ok))
        self._failed += not ok
        while self._outcomes[0][0] <= now - 3600:
            self._failed -= not self._outcomes.popleft()[1]
        if self.may_turn_off and len(self._outcomes) >= FAILING_LEAST and self._failed >= FAILING_SHARE * len(self._outcomes):
            self.disabled = True
