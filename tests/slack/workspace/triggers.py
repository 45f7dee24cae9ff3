"""trigger_ids: what allows an app to open a modal once, within three seconds of what a person did
(https://docs.slack.dev/interactivity/handling-user-interaction#modal_responses)."""
from dataclasses import dataclass

from .clock import Clock
from .errors import ApiError
from .model import Ids

SECONDS = 3.0


@dataclass
class Trigger:
    id: str
    user_id: str
    team_id: str
    issued_at: float
    view_id: str = ""  # the modal that it comes from
    exchanged_after: float | None = None  # seconds


class Triggers:
    def __init__(self, clock: Clock, ids: Ids):
        self._clock = clock
        self._ids = ids
        self._triggers: dict[str, Trigger] = {}

    def issue(self, user_id: str, team_id: str, view_id: str = "") -> str:
        trigger = Trigger(f"{self._ids.next('')}.{self._ids.next('')}.{self._ids.next('').lower()}", user_id, team_id, self._clock.human(), view_id)
        self._triggers[trigger.id] = trigger
        return trigger.id

    def exchange(self, trigger_id: str) -> Trigger:
        """The trigger, which is used up by this."""
        trigger = self._triggers.get(trigger_id)
        if trigger is None:
            raise ApiError("invalid_trigger_id")
        if trigger.exchanged_after is not None:
            raise ApiError("exchanged_trigger_id")
        age = self._clock.human() - trigger.issued_at
        if age > SECONDS:
            raise ApiError("expired_trigger_id")
        trigger.exchanged_after = age
        return trigger

    def waits(self) -> list[float]:
        """How many seconds each person waited from what they did to the modal, for those who got one."""
        return [trigger.exchanged_after for trigger in self._triggers.values() if trigger.exchanged_after is not None]
