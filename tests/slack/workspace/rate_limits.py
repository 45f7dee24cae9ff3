"""Slack's rate limits, exactly: sliding windows per method, workspace and app (https://docs.slack.dev/apis/web-api/rate-limits)."""
import math
from collections import defaultdict, deque
from dataclasses import dataclass

from .errors import RateLimited

MINUTE = 60.0
CALLS_PER_MINUTE = {1: 1, 2: 20, 3: 50, 4: 100, 5: 600}


@dataclass
class MessageLimits:
    """Slack publishes one message a second and channel, and no figure for the workspace; 525 a minute is what others work by."""
    channel_second: int = 1
    workspace_minute: int = 525


class RateLimits:
    """`take` counts a call, or refuses it without counting it."""

    def __init__(self, messages: MessageLimits | None = None, enforced: bool = True):
        self.messages = messages or MessageLimits()
        self.enforced = enforced
        self._calls: dict[tuple, deque[float]] = defaultdict(deque)

    def take(self, now: float, method: str, tier: int, team_id: str, app_id: str, channel: str = "") -> None:
        """Raises RateLimited with the seconds until the call may be made."""
        if not self.enforced:
            return
        windows = self._windows(method, tier, team_id, app_id, channel)
        wait = max(self._wait(now, key, limit, seconds) for key, limit, seconds in windows)
        if wait > 0:
            raise RateLimited(wait)
        for key, _, _ in windows:
            self._calls[key].append(now)

    def _windows(self, method: str, tier: int, team_id: str, app_id: str, channel: str) -> list[tuple[tuple, int, float]]:
        if method == "chat.postMessage":
            return [((method, team_id, app_id, channel), self.messages.channel_second, 1.0),
                    ((method, team_id, app_id), self.messages.workspace_minute, MINUTE)]
        return [((method, team_id, app_id), CALLS_PER_MINUTE[tier], MINUTE)]

    def _wait(self, now: float, key: tuple, limit: int, seconds: float) -> float:
        calls = self._calls[key]
        while calls and calls[0] <= now - seconds:
            calls.popleft()
        return 0.0 if len(calls) < limit else calls[len(calls) - limit] + seconds - now


def retry_after(real_seconds: float) -> str:
    """The header's value: whole seconds, never too early. They are the client's seconds, which no scale shortens."""
    return str(max(1, math.ceil(real_seconds)))
