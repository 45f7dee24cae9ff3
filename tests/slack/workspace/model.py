"""What a workspace is made of. Times are of Slack's clock."""
import copy
import time
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from .block_kit import elements_of


class Ids:
    """Ids that look like Slack's and are never the same."""

    def __init__(self):
        self._last = int(time.time() * 1000)

    def next(self, prefix: str) -> str:
        self._last += 1
        return f"{prefix}{self._last:X}"


@dataclass
class App:
    """The app as its settings page has it. Request URLs that are empty get nothing."""
    app_id: str = "A0GRACY001"
    name: str = "Gracy"
    client_id: str = "1234567890.9876543210"
    client_secret: str = "0123456789abcdef0123456789abcdef"
    signing_secret: str = "8f742231b10e8888abcd99yyyzzz85a5"
    verification_token: str = "XXYYZZXXYYZZ"
    app_level_token: str = "xapp-1-A0GRACY001-1-0123456789abcdef"
    scopes: tuple[str, ...] = ()
    user_scopes: tuple[str, ...] = ()
    redirect_urls: tuple[str, ...] = ()
    events_url: str = ""
    commands_url: str = ""
    interactions_url: str = ""
    options_url: str = ""  # empty: interactions_url
    subscriptions: tuple[str, ...] = ("*",)
    commands: tuple[str, ...] = ("/kudos", "/mood", "/coffee", "/announce", "/who", "/gracy")
    escape_commands: bool = True
    global_shortcuts: tuple[str, ...] = ("*",)
    message_shortcuts: tuple[str, ...] = ("*",)
    token_rotation: bool = False
    home_tab: bool = True
    messages_tab: bool = True
    agent_view: bool = True
    # Its own messages come back to it as events, as Slack's do.
    echo_own_messages: bool = True
    # One call a minute for 15 messages, as for commercial apps outside the Marketplace.
    limited_history: bool = False

    def subscribes(self, name: str) -> bool:
        return "*" in self.subscriptions or name in self.subscriptions


@dataclass
class Team:
    id: str
    domain: str
    name: str
    enterprise_id: str | None = None


@dataclass
class User:
    id: str
    team_id: str
    name: str
    real_name: str
    email: str = ""
    locale: str = "ko-KR"
    tz: str = "Asia/Seoul"
    deleted: bool = False
    is_bot: bool = False
    is_admin: bool = False
    is_guest: bool = False
    email_is_confirmed: bool = True
    updated: int = field(default_factory=lambda: int(time.time()))
    # In an Enterprise organisation: which, and further workspaces of it that they are in, under the same id.
    enterprise_id: str | None = None
    also_in: tuple[str, ...] = ()

    @property
    def teams(self) -> tuple[str, ...]:
        return (self.team_id, *self.also_in)

    def to_json(self, include_locale: bool = False) -> dict[str, Any]:
        offset = datetime.now(ZoneInfo(self.tz)).utcoffset()
        profile = {"real_name": self.real_name, "display_name": self.name, "real_name_normalized": self.real_name,
                   "display_name_normalized": self.name, "team": self.team_id, "title": "", "image_48": ""}
        if self.email:
            profile["email"] = self.email
        shown = {"id": self.id, "team_id": self.team_id, "name": self.name, "real_name": self.real_name, "deleted": self.deleted,
                 "profile": profile, "is_bot": self.is_bot, "is_app_user": False, "updated": self.updated}
        if not self.deleted:
            shown |= {"tz": self.tz, "tz_label": self.tz, "tz_offset": int(offset.total_seconds()) if offset else 0,
                      "is_admin": self.is_admin, "is_owner": False, "is_restricted": self.is_guest, "is_ultra_restricted": False,
                      "is_email_confirmed": self.email_is_confirmed}
        if self.enterprise_id:
            shown["enterprise_user"] = {"id": self.id, "enterprise_id": self.enterprise_id, "enterprise_name": self.enterprise_id,
                                        "teams": list(self.teams)}
        if include_locale:
            shown["locale"] = self.locale
        return shown


@dataclass
class Message:
    """A message, or with `only_for` what one person alone is shown for a while."""
    ts: str
    channel: str
    team_id: str
    text: str = ""
    blocks: list[dict] = field(default_factory=list)
    user: str = ""
    bot_id: str = ""
    app_id: str = ""
    thread_ts: str = ""
    metadata: dict | None = None
    attachments: list[dict] = field(default_factory=list)
    edited: dict | None = None
    reactions: dict[str, list[str]] = field(default_factory=dict)
    only_for: str = ""
    options: dict[str, Any] = field(default_factory=dict)  # unfurl_links and the like, as they were asked for
    stream: str = ""  # streaming, stopped_by_user, complete, errored; empty: was never a stream
    chunks: list[dict] = field(default_factory=list)
    replies: list[str] = field(default_factory=list)

    def to_json(self, with_metadata: bool = False) -> dict[str, Any]:
        shown: dict[str, Any] = {"type": "message", "ts": self.ts, "text": self.text, "team": self.team_id}
        if self.user:
            shown["user"] = self.user
        if self.bot_id:
            shown |= {"bot_id": self.bot_id, "app_id": self.app_id,
                      "bot_profile": {"id": self.bot_id, "app_id": self.app_id, "team_id": self.team_id, "deleted": False}}
        for name in ("blocks", "attachments", "thread_ts", "edited"):
            if value := getattr(self, name):
                shown[name] = value
        if self.reactions:
            shown["reactions"] = [{"name": name, "users": users, "count": len(users)} for name, users in self.reactions.items()]
        if self.replies:
            shown |= {"thread_ts": self.ts, "reply_count": len(self.replies), "latest_reply": self.replies[-1]}
        if self.metadata and with_metadata:
            shown["metadata"] = self.metadata
        if self.only_for:
            shown["is_ephemeral"] = True
        if self.stream:
            shown["streaming_state"] = {"streaming": "in_progress", "complete": "completed"}.get(self.stream, self.stream)
        return shown


@dataclass
class Channel:
    """`kind` is channel, group (private), im or mpim."""
    id: str
    team_id: str
    name: str = ""
    kind: str = "channel"
    members: list[str] = field(default_factory=list)
    archived: bool = False
    ext_shared: bool = False
    messages: dict[str, Message] = field(default_factory=dict)  # by ts, in order
    session: dict[str, dict] = field(default_factory=dict)  # by thread: what agents.sessions and assistant.threads have set

    @property
    def type_name(self) -> str:
        """As `channel_type` of events and `types` of conversations.list have it."""
        return {"channel": "public_channel", "group": "private_channel"}.get(self.kind, self.kind)

    def to_json(self, for_user: str = "") -> dict[str, Any]:
        shown = {"id": self.id, "context_team_id": self.team_id, "is_archived": self.archived, "is_im": self.kind == "im",
                 "is_mpim": self.kind == "mpim", "is_private": self.kind != "channel", "is_channel": self.kind == "channel",
                 "is_group": self.kind == "group", "is_ext_shared": self.ext_shared, "is_member": for_user in self.members}
        if self.kind == "im":
            shown["user"] = next((user for user in self.members if user != for_user), for_user)
        else:
            shown |= {"name": self.name, "name_normalized": self.name, "num_members": len(self.members)}
        return shown


@dataclass
class UserGroup:
    id: str
    team_id: str
    handle: str
    name: str
    users: list[str] = field(default_factory=list)
    disabled: bool = False

    def to_json(self, include_users: bool = False, include_count: bool = False) -> dict[str, Any]:
        shown: dict[str, Any] = {"id": self.id, "team_id": self.team_id, "is_usergroup": True, "name": self.name, "handle": self.handle,
                                 "date_delete": int(self.disabled)}
        if include_users:
            shown["users"] = list(self.users)
        if include_count:
            shown["user_count"] = len(self.users)
        return shown


@dataclass
class Installation:
    """An app in one workspace, or with `team_id` None in an organisation, whose workspaces it may see are `granted`."""
    app_id: str
    team_id: str | None
    enterprise_id: str | None
    bot_user_id: str
    bot_id: str
    scopes: tuple[str, ...]
    installed_by: str
    granted: set[str] = field(default_factory=set)
    active: bool = True

    @property
    def is_enterprise(self) -> bool:
        return self.team_id is None

    def covers(self, team_id: str) -> bool:
        return self.active and (team_id in self.granted if self.is_enterprise else team_id == self.team_id)


@dataclass
class Token:
    """`kind` is bot, user, app (app-level) or openid."""
    value: str
    kind: str
    app_id: str
    installation: Installation | None = None
    user_id: str = ""
    team_id: str = ""
    scopes: tuple[str, ...] = ()
    expires_at: float | None = None
    revoked: bool = False


def with_ids(blocks: list[dict] | None, ids: Ids) -> list[dict]:
    """A copy in which every block and element can be named, as Slack names what an app did not."""
    named = copy.deepcopy(blocks or [])
    for block in named:
        block.setdefault("block_id", ids.next("b"))
        for _, element in elements_of(block):
            if element.get("type") not in ("image", "mrkdwn", "plain_text") and not element.get("type", "").startswith("rich_text_"):
                element.setdefault("action_id", ids.next("a"))
    return named
