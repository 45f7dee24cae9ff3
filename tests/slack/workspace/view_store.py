"""Views: a stack of at most three modals for each person, and their App Home (https://docs.slack.dev/surfaces/modals)."""
import secrets
from dataclasses import dataclass, field
from typing import Any

from .block_kit import lint_view, too_large
from .clock import Clock
from .errors import ApiError
from .form_values import initial_values
from .model import App, Ids, Installation, with_ids

MAX_STACK = 3
_OPTIONS = {"callback_id": "", "private_metadata": "", "external_id": "", "clear_on_close": False, "notify_on_close": False,
            "submit_disabled": False, "submit": None, "close": None, "title": None}


@dataclass
class View:
    id: str
    user_id: str
    team_id: str
    content: dict[str, Any]
    hash: str
    values: dict[str, dict] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)  # under input blocks, from the last submission
    previous_id: str | None = None
    root_id: str = ""

    @property
    def blocks(self) -> list[dict]:
        return self.content["blocks"]

    def to_json(self, app: App, installation: Installation) -> dict[str, Any]:
        options = {name: self.content.get(name, default) for name, default in _OPTIONS.items()}
        return {"id": self.id, "team_id": self.team_id, "type": self.content["type"], "blocks": self.blocks, **options,
                "state": {"values": self.values}, "hash": self.hash, "root_view_id": self.root_id or self.id,
                "previous_view_id": self.previous_id, "app_id": app.app_id, "bot_id": installation.bot_id,
                "app_installed_team_id": installation.team_id or installation.enterprise_id}


class ViewStore:
    def __init__(self, clock: Clock, ids: Ids):
        self._clock = clock
        self._ids = ids
        self.views: dict[str, View] = {}
        self.stacks: dict[str, list[View]] = {}
        self.homes: dict[str, View] = {}

    # What an app may do. All raise ApiError.

    def open(self, user_id: str, team_id: str, content: Any) -> View:
        view = self._make(user_id, team_id, check(content, "modal"))
        self._forget(self.stacks.pop(user_id, []))
        self.stacks[user_id] = [view]
        return view

    def push(self, user_id: str, team_id: str, content: Any, over: str) -> View:
        stack = self.stacks.get(user_id, [])
        if not stack or over not in (view.id for view in stack):
            raise ApiError("not_found")
        if len(stack) >= MAX_STACK:
            raise ApiError("push_limit_reached")
        view = self._make(user_id, team_id, check(content, "modal"))
        view.previous_id, view.root_id = stack[-1].id, stack[0].id
        stack.append(view)
        return view

    def update(self, view: View, content: Any, expected_hash: str = "") -> View:
        checked = check(content, view.content["type"])
        if expected_hash and expected_hash != view.hash:
            raise ApiError("hash_conflict")
        self._claim_external_id(checked, view)
        view.content = checked | {"blocks": with_ids(checked["blocks"], self._ids)}
        view.values = initial_values(view.blocks, view.values)
        view.errors = {}
        view.hash = self._new_hash()
        return view

    def publish(self, user_id: str, team_id: str, content: Any, expected_hash: str = "") -> View:
        home = self.homes.get(user_id)
        if home is not None:
            return self.update(home, content, expected_hash)
        if expected_hash:
            raise ApiError("hash_conflict")
        home = self.homes[user_id] = self._make(user_id, team_id, check(content, "home"))
        return home

    def find(self, view_id: str, external_id: str) -> View:
        view = self.views.get(view_id)
        if view is None and external_id:
            view = next((each for each in self.views.values() if each.content.get("external_id") == external_id), None)
        if view is None:
            raise ApiError("not_found")
        return view

    # What a person does.

    def top(self, user_id: str) -> View | None:
        stack = self.stacks.get(user_id)
        return stack[-1] if stack else None

    def close_top(self, user_id: str) -> View:
        view = self.stacks[user_id].pop()
        self._forget([view])
        return view

    def clear(self, user_id: str) -> list[View]:
        """All of the person's modals, the uppermost first."""
        views = list(reversed(self.stacks.pop(user_id, [])))
        self._forget(views)
        return views

    # Inside.

    def _make(self, user_id: str, team_id: str, content: dict) -> View:
        self._claim_external_id(content, None)
        blocks = with_ids(content["blocks"], self._ids)
        view = View(self._ids.next("V"), user_id, team_id, content | {"blocks": blocks}, self._new_hash(), initial_values(blocks))
        self.views[view.id] = view
        return view

    def _claim_external_id(self, content: dict, mine: View | None) -> None:
        external_id = content.get("external_id")
        if external_id and any(view is not mine and view.content.get("external_id") == external_id for view in self.views.values()):
            raise ApiError("duplicate_external_id")

    def _forget(self, views: list[View]) -> None:
        for view in views:
            self.views.pop(view.id, None)

    def _new_hash(self) -> str:
        return f"{int(self._clock.human())}.{secrets.token_hex(4)}"


def check(content: Any, kind: str) -> dict:
    """A view that Slack would show, or ApiError."""
    if too_large(content):
        raise ApiError("view_too_large")
    if problems := lint_view(content, (kind,)):
        raise ApiError("invalid_arguments", problems)
    return content
