"""A Slack workspace in memory: people, channels, an app with its installations, and everything that was said."""
import copy
from typing import Any

from .clock import Clock
from .consent import Consent
from .delivery import Deliveries, Delivery
from .errors import ApiError
from .faults import Faults
from .identity import Identity
from .journal import Journal
from .model import App, Channel, Ids, Installation, Message, Team, Token, User, UserGroup
from .rate_limits import MessageLimits, RateLimits
from .response_urls import ResponseUrls
from .triggers import Triggers
from .view_store import ViewStore


class Workspace:
    """`url` is where it answers, once it is served."""

    def __init__(self, app: App | None = None, scale: float = 1.0, limits: MessageLimits | None = None, enforce_limits: bool = True):
        self.app = app or App()
        self.url = ""
        self.clock = Clock(scale)
        self.ids = Ids()
        self.journal = Journal()
        self.faults = Faults()
        self.limits = RateLimits(limits, enforce_limits)
        self.triggers = Triggers(self.clock, self.ids)
        self.views = ViewStore(self.clock, self.ids)
        self.response_urls = ResponseUrls(self.clock, self.ids)
        self.deliveries = Deliveries(self.app, self.clock, self.journal)
        self.teams: dict[str, Team] = {}
        self.users: dict[str, User] = {}
        self.channels: dict[str, Channel] = {}
        self.user_groups: dict[str, UserGroup] = {}
        self.installations: list[Installation] = []
        self.tokens: dict[str, Token] = {}
        self.refresh_tokens: dict[str, Token] = {}
        self.identity = Identity(self.app, self.users, self.teams)
        self.consent = Consent(self)
        self.only_for: dict[str, list[Message]] = {}  # ephemeral messages, by person
        self.scheduled: dict[str, Message] = {}
        self._user_ids_by_name: dict[tuple[str, str], str] = {}
        self._ims: dict[tuple[str, ...], str] = {}
        self._last_ts = 0
        self.add_token(Token(self.app.app_level_token, "app", self.app.app_id))

    # Making one.

    def add_team(self, team_id: str, domain: str, name: str, enterprise_id: str | None = None) -> Team:
        team = self.teams[team_id] = Team(team_id, domain, name, enterprise_id)
        return team

    def add_user(self, user: User) -> User:
        if team := self.teams.get(user.team_id):
            user.enterprise_id = team.enterprise_id
        self.users[user.id] = user
        for team_id in user.teams:
            self._user_ids_by_name[team_id, user.name] = user.id
        return user

    def add_channel(self, channel: Channel) -> Channel:
        self.channels[channel.id] = channel
        return channel

    def add_user_group(self, group: UserGroup) -> UserGroup:
        self.user_groups[group.id] = group
        return group

    def add_token(self, token: Token) -> Token:
        self.tokens[token.value] = token
        return token

    def install(self, team_id: str, scopes: tuple[str, ...] = (), bot_user_id: str = "", installed_by: str = "",
                enterprise_id: str | None = None, token: str = "") -> Token:
        """The app in a workspace, or with an `enterprise_id` in a whole organisation, of which it sees `team_id`. Gives the bot's token."""
        bot_user_id = bot_user_id or self.ids.next("U0")
        if bot_user_id not in self.users:
            self.add_user(User(bot_user_id, team_id, self.app.name.lower(), self.app.name, is_bot=True))
        installation = self.installation(enterprise_id or team_id)
        if installation is None:
            installation = Installation(self.app.app_id, None if enterprise_id else team_id, enterprise_id, bot_user_id, self.ids.next("B0"),
                                        scopes or self.app.scopes, installed_by)
            self.installations.append(installation)
        installation.active, installation.scopes = True, scopes or self.app.scopes
        if installation.is_enterprise:
            installation.granted.add(team_id)
        return self.add_token(Token(token or f"xoxb-{self.ids.next('')}-{self.ids.next('')}", "bot", self.app.app_id, installation,
                                    installation.bot_user_id, team_id, installation.scopes))

    # Finding things.

    def installation(self, team_or_enterprise_id: str) -> Installation | None:
        return next((each for each in self.installations if team_or_enterprise_id == (each.team_id or each.enterprise_id)), None)

    def installation_for(self, team_id: str) -> Installation | None:
        """The one by which the app is in this workspace: its own before its organisation's."""
        found = [each for each in self.installations if each.covers(team_id)]
        return min(found, key=lambda each: each.is_enterprise, default=None)

    def user_named(self, team_id: str, name: str) -> User | None:
        return self.users.get(self._user_ids_by_name.get((team_id, name), ""))

    def channel_named(self, team_id: str, name: str) -> Channel | None:
        return next((channel for channel in self.channels.values() if channel.team_id == team_id and channel.name == name), None)

    def members_of(self, team_id: str) -> list[User]:
        return [user for user in self.users.values() if team_id in user.teams]

    def direct_channel(self, team_id: str, *user_ids: str) -> Channel:
        """The conversation of exactly these people, opened when it is not there."""
        key = tuple(sorted(set(user_ids)))
        if key not in self._ims:
            kind = "im" if len(key) <= 2 else "mpim"
            names = "--".join(self.users[user_id].name for user_id in key)
            channel = Channel(self.ids.next("D0" if kind == "im" else "G0"), team_id, "" if kind == "im" else f"mpdm-{names}-1", kind, list(key))
            self._ims[key] = self.add_channel(channel).id
        return self.channels[self._ims[key]]

    def message(self, channel_id: str, ts: str) -> Message | None:
        channel = self.channels.get(channel_id)
        return channel.messages.get(ts) if channel else None

    # What happens in it.

    def new_ts(self) -> str:
        """A message's time, later than every other one's."""
        self._last_ts = max(self._last_ts + 1, int(self.clock.now() * 1_000_000))
        return f"{self._last_ts // 1_000_000}.{self._last_ts % 1_000_000:06d}"

    def post(self, message: Message, quiet: bool = False) -> Message:
        """Puts a message into its channel, and tells the app."""
        channel = self.channels[message.channel]
        channel.messages[message.ts] = message
        if message.thread_ts and message.thread_ts != message.ts and (root := channel.messages.get(message.thread_ts)):
            root.replies.append(message.ts)
        if not quiet:
            self.tell_of_message(message)
        return message

    def show_only_for(self, user_id: str, message: Message) -> Message:
        message.only_for = user_id
        self.only_for.setdefault(user_id, []).append(message)
        return message

    def tell_of_message(self, message: Message) -> None:
        self._tell_as_message(message, message.to_json() | {"event_ts": message.ts})
        channel = self.channels[message.channel]
        installation = self.installation_for(channel.team_id)
        # In a direct message nobody has to be mentioned, and the message is the only event.
        if installation is not None and channel.kind != "im" and f"<@{installation.bot_user_id}" in message.text \
                and message.user != installation.bot_user_id:
            self.tell(channel.team_id, message.to_json() | {"type": "app_mention", "channel": channel.id, "event_ts": message.ts}, channel)

    def tell_of_change(self, message: Message, before: dict[str, Any]) -> None:
        """`before` is the message as it was."""
        self._tell_as_message(message, {"subtype": "message_changed", "hidden": True, "message": message.to_json(), "previous_message": before,
                                        "ts": self.new_ts()})

    def tell_of_deletion(self, message: Message) -> None:
        self._tell_as_message(message, {"subtype": "message_deleted", "hidden": True, "deleted_ts": message.ts,
                                        "previous_message": message.to_json(), "ts": self.new_ts()})

    def _tell_as_message(self, message: Message, event: dict[str, Any]) -> None:
        if message.app_id == self.app.app_id and not self.app.echo_own_messages:
            return
        channel = self.channels[message.channel]
        self.tell(channel.team_id, {"type": "message", "channel": channel.id, "channel_type": channel.kind, **event}, channel)

    def tell(self, team_id: str, event: dict[str, Any], channel: Channel | None = None) -> Delivery | None:
        """An event, when the app is there, subscribes to it, and may see the channel."""
        installation = self.installation_for(team_id)
        if installation is None or not self.app.subscribes(_subscription(event)):
            return None
        if channel is not None and not self._sees(installation, channel):
            return None
        return self.deliveries.send_event(self.envelope(team_id, event, installation, channel))

    def _sees(self, installation: Installation, channel: Channel) -> bool:
        return installation.bot_user_id in channel.members

    def envelope(self, team_id: str | None, event: dict[str, Any], installation: Installation, channel: Channel | None = None,
                 event_id: str = "") -> dict[str, Any]:
        """Around an event, as the Events API sends it (https://docs.slack.dev/apis/events-api#events-JSON). Without a `team_id` it is the
        organisation's; the authorization of an organisation's installation names no workspace either."""
        event_id = event_id or self.ids.next("Ev")
        authorization = {"enterprise_id": installation.enterprise_id, "team_id": installation.team_id, "user_id": installation.bot_user_id, "is_bot": True,
                         "is_enterprise_install": installation.is_enterprise}
        event = copy.deepcopy(event)
        event.setdefault("event_ts", self.new_ts())
        enterprise_id = self.teams[team_id].enterprise_id if team_id else installation.enterprise_id
        return {"token": self.app.verification_token, "team_id": team_id, "enterprise_id": enterprise_id, "context_team_id": team_id,
                "context_enterprise_id": enterprise_id, "api_app_id": self.app.app_id, "event": event,
                "type": "event_callback", "event_id": event_id, "event_time": int(self.clock.now()), "authorizations": [authorization],
                "is_ext_shared_channel": bool(channel and channel.ext_shared), "event_context": f"4-{event_id}"}

    # Whoever runs an organisation says in which of its workspaces the app is (https://docs.slack.dev/enterprise/organization-ready-apps).

    def approve(self, installation: Installation, *team_ids: str) -> None:
        installation.granted.update(team_ids)
        bot = self.users[installation.bot_user_id]
        bot.also_in = tuple(sorted(installation.granted - {bot.team_id}))
        self._tell_installed(installation, {"type": "team_access_granted", "team_ids": list(team_ids)})

    def withdraw(self, installation: Installation, *team_ids: str) -> None:
        installation.granted.difference_update(team_ids)
        self._tell_installed(installation, {"type": "team_access_revoked", "team_ids": list(team_ids)})

    # Ends of an installation. Slack sends both events, in either order.

    def uninstall(self, installation: Installation, tokens_first: bool = True) -> None:
        events = [self._tokens_revoked(installation), {"type": "app_uninstalled"}]
        self._tell_installed(installation, *(events if tokens_first else reversed(events)))
        installation.active = False
        installation.granted.clear()
        self._revoke(installation)

    def revoke_tokens(self, installation: Installation) -> None:
        self._tell_installed(installation, self._tokens_revoked(installation))
        self._revoke(installation)

    def _tell_installed(self, installation: Installation, *events: dict) -> None:
        for event in events:
            self.deliveries.send_event(self.envelope(installation.team_id, event, installation))

    def _tokens_revoked(self, installation: Installation) -> dict[str, Any]:
        users = [token.user_id for token in self.tokens.values() if token.installation is installation and token.kind == "user" and not token.revoked]
        return {"type": "tokens_revoked", "tokens": {"oauth": users, "bot": [installation.bot_user_id]}}

    def _revoke(self, installation: Installation) -> None:
        for token in self.tokens.values():
            if token.installation is installation:
                token.revoked = True

    def token_for(self, value: str) -> Token:
        """A valid token, or ApiError."""
        token = self.tokens.get(value)
        if token is None:
            raise ApiError("invalid_auth")
        if token.installation is not None and not token.installation.active:
            raise ApiError("account_inactive")
        if token.revoked:
            raise ApiError("token_revoked")
        if token.expires_at is not None and self.clock.now() >= token.expires_at:
            raise ApiError("token_expired")
        return token


def _subscription(event: dict[str, Any]) -> str:
    """The name that an app subscribes to; messages have one for each kind of conversation."""
    if event["type"] != "message":
        return event["type"]
    return "message." + {"channel": "channels", "group": "groups", "im": "im", "mpim": "mpim"}[event["channel_type"]]
