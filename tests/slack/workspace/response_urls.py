"""response_urls: five uses within thirty minutes (https://docs.slack.dev/interactivity/handling-user-interaction#message_responses)."""
from dataclasses import dataclass

from .clock import Clock
from .model import Ids, Message

USES = 5
SECONDS = 30 * 60


@dataclass
class ResponseUrl:
    path: str
    user_id: str
    channel: str
    issued_at: float
    message: Message | None  # what `replace_original` and `delete_original` mean
    uses: int = 0


class ResponseUrls:
    def __init__(self, clock: Clock, ids: Ids):
        self._clock = clock
        self._ids = ids
        self._urls: dict[str, ResponseUrl] = {}

    def issue(self, kind: str, team_id: str, user_id: str, channel: str, message: Message | None = None) -> ResponseUrl:
        """`kind` is commands or actions, as in Slack's own addresses."""
        url = ResponseUrl(f"/{kind}/{team_id}/{self._ids.next('')}/{self._ids.next('')}", user_id, channel, self._clock.human(), message)
        self._urls[url.path] = url
        return url

    def use(self, path: str) -> tuple[ResponseUrl | None, str]:
        """The URL, or why not. What fails afterwards has been a use all the same."""
        url = self._urls.get(path)
        if url is None:
            return None, "no_service"
        if self._clock.human() - url.issued_at > SECONDS:
            return None, "expired_url"
        if url.uses >= USES:
            return None, "used_url"
        url.uses += 1
        return url, ""
