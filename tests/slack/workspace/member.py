"""A person in the workspace, who types, clicks and submits what is in front of them, and nothing else."""
import json
from dataclasses import dataclass
from typing import Any

from . import payloads
from .api.chat import remove
from .api.reactions import react, unreact
from .errors import ApiError, NotShown
from .form_values import empty, fields_of, options_of, value_of
from .http_client import Answer
from .model import Channel, Message, User
from .responses import Unsayable, say
from .shown import PRESSED, Place, find, messages_for
from .view_store import View
from .workspace import Workspace

# What Slack's client says when an app has not answered as it should.
TROUBLE = "We had some trouble connecting. Try again?"


@dataclass
class Outcome:
    """What the app has answered (`answer`), what the person is shown because of it (`message`, `error`, `errors` by block_id)."""
    answer: Answer
    message: Message | None = None
    error: str = ""
    errors: dict[str, str] | None = None
    trigger_id: str = ""

    @property
    def text(self) -> str:
        return self.message.text if self.message else self.error


class Member:
    """All of it is asynchronous; `Running.member` gives the same person to tests that are not."""

    def __init__(self, workspace: Workspace, user: User):
        self.workspace = workspace
        self.user = user

    # What they see.

    async def messages(self, channel: str = "") -> list[Message]:
        """The latest first."""
        return messages_for(self.workspace, self.user, self._channel(channel).id if channel else "")

    async def modal(self) -> View | None:
        return self.workspace.views.top(self.user.id)

    async def home(self) -> View | None:
        return self.workspace.views.homes.get(self.user.id)

    # What they type.

    async def say(self, channel: str, text: str, thread_ts: str = "") -> Message:
        """A message in a conversation; `channel` is an id, a name, or "app" for the app's messages tab."""
        at = self._channel(channel)
        workspace = self.workspace
        return workspace.post(Message(workspace.new_ts(), at.id, at.team_id, payloads.escaped(workspace, at.team_id, text, labels=False),
                                      user=self.user.id, thread_ts=thread_ts))

    async def edit(self, message: Message, text: str) -> None:
        if message.user != self.user.id:
            raise NotShown("people edit their own messages only")
        before = message.to_json()
        message.text, message.edited = text, {"user": self.user.id, "ts": self.workspace.new_ts()}
        self.workspace.tell_of_change(message, before)

    async def delete(self, message: Message) -> None:
        if message.user != self.user.id:
            raise NotShown("people delete their own messages only")
        remove(self.workspace, message)

    async def react(self, message: Message, name: str) -> None:
        react(self.workspace, message, self.user.id, name)

    async def unreact(self, message: Message, name: str) -> None:
        if self.user.id not in message.reactions.get(name, []):
            raise NotShown(f"{self.user.name} has not reacted with {name}")
        unreact(self.workspace, message, self.user.id, name)

    async def command(self, command: str, text: str = "", channel: str = "general") -> Outcome:
        if command not in self.workspace.app.commands:
            raise NotShown(f"{command} is not a valid command. In Slack, all messages that start with the \"/\" character are interpreted as "
                           "commands.")
        at = self._channel(channel)
        fields = payloads.command_fields(self.workspace, self.user, at, command, text)
        answer = await self.workspace.deliveries.send_form("command", command, self.workspace.app.commands_url, fields, fields, self.user.team_id)
        outcome = Outcome(answer, trigger_id=fields["trigger_id"])
        if not answer.ok:
            outcome.error = f"{command} failed with the error \"{'operation_timeout' if answer.failure == 'http_timeout' else 'dispatch_failed'}\""
        elif answer.body.strip():
            self._hear(outcome, at)
        return outcome

    def _hear(self, outcome: Outcome, channel: Channel) -> None:
        """The answer to a command: JSON, or text as it is."""
        payload = outcome.answer.json()
        if not isinstance(payload, dict):
            payload = {"text": outcome.answer.body.decode(errors="replace")}
        try:
            outcome.message = say(self.workspace, payload, self.user.id, channel.id)
        except Unsayable as error:
            outcome.error = f"{error.name} {error.messages}"

    # What they click.

    async def shortcut(self, callback_id: str) -> Outcome:
        self._offered(callback_id, self.workspace.app.global_shortcuts)
        payload = payloads.base(self.workspace, "shortcut", self.user) | {"callback_id": callback_id, "action_ts": self.workspace.new_ts()}
        return await self._interact(payload, callback_id)

    async def message_shortcut(self, callback_id: str, message: Message) -> Outcome:
        self._offered(callback_id, self.workspace.app.message_shortcuts)
        if message not in messages_for(self.workspace, self.user, message.channel):
            raise NotShown(f"{self.user.name} does not see that message")
        return await self._interact(payloads.message_shortcut(self.workspace, self.user, callback_id, message), callback_id)

    async def click(self, wanted: str, chosen: str | None = None, within: Message | str | None = None) -> Outcome:
        """A button, by action_id, text or value; of an overflow menu or of feedback buttons the `chosen` entry."""
        place = find(self.workspace, self.user, wanted, within)
        if place.element["type"] not in PRESSED:
            raise NotShown(f"{wanted!r} is a {place.element['type']}, which nobody clicks")
        return await self._act(place, chosen)

    async def choose(self, wanted: str, value: Any, within: Message | str | None = None) -> Outcome | None:
        """Enters a value. The app hears of it at once, unless the field waits for the submission."""
        place = find(self.workspace, self.user, wanted, within)
        if place.element["type"] in PRESSED:
            raise NotShown(f"{wanted!r} is a {place.element['type']}, which takes no value")
        loaded = None
        if "external_select" in place.element["type"]:
            entries = value if isinstance(value, list) else [value]
            loaded = [option for entry in entries for option in await self._look_up(wanted, entry, within)]
        place.values[place.block["block_id"]][place.element["action_id"]] = value_of(place.element, value, loaded)
        if place.block["type"] == "input" and not place.block.get("dispatch_action"):
            return None
        return await self._act(place)

    async def fill(self, **values: Any) -> None:
        """Fields of the open modal by action_id, block_id or label."""
        for name, value in values.items():
            await self.choose(name, value, "modal")

    async def suggestions(self, wanted: str, typed: str, within: Message | str | None = None) -> list[dict]:
        """The options that an external select offers for what is typed."""
        place = find(self.workspace, self.user, wanted, within)
        if "external_select" not in place.element["type"]:
            raise NotShown(f"{wanted!r} is a {place.element['type']}, which loads nothing")
        if len(typed) < place.element.get("min_query_length", 3):
            return []
        payload = payloads.base(self.workspace, "block_suggestion", self.user, trigger=False) | {
            "action_id": place.element["action_id"], "block_id": place.block["block_id"], "value": typed} | \
            payloads.in_place(self.workspace, place, self.user)
        payload.pop("response_url", None)
        outcome = await self._interact(payload, place.element["action_id"], self.workspace.app.options_url)
        body = outcome.answer.json()
        return options_of(body)[:100] if outcome.answer.ok and isinstance(body, dict) else []

    async def _look_up(self, wanted: str, entry: str, within: Message | str | None) -> list[dict]:
        """What comes when they type the entry; or, since an app need not find it by all of its text, its first word."""
        for typed in dict.fromkeys((entry, entry.split(" ")[0])):
            offered = await self.suggestions(wanted, typed, within)
            if any(entry in (option["value"], option["text"]["text"]) for option in offered):
                return offered
        return []

    async def submit(self) -> Outcome:
        """The open modal. What is required and empty the client itself refuses."""
        view = self._open_modal()
        if not view.content.get("submit"):
            raise NotShown("the modal has no submit button")
        for block, element in fields_of(view.blocks):
            value = view.values[block["block_id"]][element["action_id"]]
            if block["type"] == "input" and not block.get("optional") and all(empty(each) for name, each in value.items() if name != "type"):
                raise NotShown(f"{block['label']['text']!r} is required")
        installation = self.workspace.installation_for(self.user.team_id)
        payload = payloads.base(self.workspace, "view_submission", self.user, view_id=view.id) | {
            "view": view.to_json(self.workspace.app, installation), "response_urls": []}
        outcome = await self._interact(payload, view.content.get("callback_id", ""))
        if outcome.answer.ok:
            self._follow(outcome, view)
        return outcome

    async def close(self, all_of_them: bool = False) -> list[Outcome]:
        """Closes the modal, or the whole stack; the app is told where it asked for it."""
        self._open_modal()
        views = self.workspace.views
        clear = all_of_them or bool(views.top(self.user.id).content.get("clear_on_close"))
        closed = views.clear(self.user.id) if clear else [views.close_top(self.user.id)]
        outcomes = []
        for view in closed:
            if view.content.get("notify_on_close"):
                installation = self.workspace.installation_for(self.user.team_id)
                payload = payloads.base(self.workspace, "view_closed", self.user, trigger=False) | {
                    "view": view.to_json(self.workspace.app, installation), "is_cleared": clear}
                outcomes.append(await self._interact(payload, view.content.get("callback_id", "")))
        return outcomes

    # Where they go.

    async def open_home(self, tab: str = "home") -> None:
        """App Home; with `tab` "messages" the conversation with the app."""
        event: dict[str, Any] = {"type": "app_home_opened", "user": self.user.id, "channel": self._channel("app").id, "tab": tab}
        home = self.workspace.views.homes.get(self.user.id)
        installation = self.workspace.installation_for(self.user.team_id)
        if tab == "home" and home is not None:
            event["view"] = home.to_json(self.workspace.app, installation)
        if tab == "messages":
            event["context"] = {"entities": []}
        self.workspace.tell(self.user.team_id, event)

    async def join(self, channel: str) -> None:
        await self._come_or_go(channel, "member_joined_channel")

    async def leave(self, channel: str) -> None:
        await self._come_or_go(channel, "member_left_channel")

    async def _come_or_go(self, channel: str, kind: str) -> None:
        at = self.workspace.channels.get(channel) or self.workspace.channel_named(self.user.team_id, channel)
        if at is None or at.kind == "im":
            raise NotShown(f"there is no channel {channel}")
        if (self.user.id in at.members) == (kind == "member_joined_channel"):
            return
        (at.members.append if kind == "member_joined_channel" else at.members.remove)(self.user.id)
        self.workspace.tell(at.team_id, {"type": kind, "user": self.user.id, "channel": at.id, "channel_type": at.id[0], "team": at.team_id}, at)

    async def stop_answer(self, message: Message) -> None:
        """The stop button of an agent that is answering in the message's thread, or says that it is about to."""
        channel, thread_ts = self.workspace.channels[message.channel], message.thread_ts or message.ts
        streaming = [message.ts] if message.stream == "streaming" else []
        if not streaming and not channel.session.get(thread_ts, {}).get("status"):
            raise NotShown("nothing is being said")
        if streaming:
            message.stream = "stopped_by_user"
        self.workspace.tell(self.user.team_id, {
            "type": "agent_session_stopped", "channel": message.channel, "thread_ts": thread_ts, "user": self.user.id,
            "streaming_message_ts": streaming}, channel)

    # Inside.

    def _channel(self, name: str) -> Channel:
        workspace = self.workspace
        if name == "app":
            return workspace.direct_channel(self.user.team_id, self.user.id, workspace.installation_for(self.user.team_id).bot_user_id)
        channel = workspace.channels.get(name) or workspace.channel_named(self.user.team_id, name.removeprefix("#"))
        if channel is None or self.user.id not in channel.members:
            raise NotShown(f"{self.user.name} is in no channel {name}")
        return channel

    def _offered(self, callback_id: str, offered: tuple[str, ...]) -> None:
        if callback_id not in offered and "*" not in offered:
            raise NotShown(f"there is no shortcut {callback_id}; there are {offered}")

    def _open_modal(self) -> View:
        view = self.workspace.views.top(self.user.id)
        if view is None:
            raise NotShown(f"{self.user.name} has no modal open")
        return view

    async def _act(self, place: Place, chosen: str | None = None) -> Outcome:
        payload = payloads.base(self.workspace, "block_actions", self.user, view_id=place.view.id if place.view else "")
        payload |= {"actions": [payloads.action_of(self.workspace, place, chosen)]} | payloads.in_place(self.workspace, place, self.user)
        return await self._interact(payload, place.element["action_id"])

    async def _interact(self, payload: dict[str, Any], name: str, url: str = "") -> Outcome:
        workspace = self.workspace
        answer = await workspace.deliveries.send_form("interaction", f"{payload['type']}:{name}", url or workspace.app.interactions_url,
                                                      {"payload": json.dumps(payload, ensure_ascii=False)}, payload, self.user.team_id)
        return Outcome(answer, error="" if answer.ok else TROUBLE, trigger_id=payload.get("trigger_id", ""))

    def _follow(self, outcome: Outcome, view: View) -> None:
        """What an answer to a submission does (https://docs.slack.dev/surfaces/modals#response_actions)."""
        views, body = self.workspace.views, outcome.answer.json()
        if not outcome.answer.body.strip():
            views.close_top(self.user.id)
            return
        action = body.get("response_action") if isinstance(body, dict) else None
        try:
            match action:
                case "clear":
                    views.clear(self.user.id)
                case "update":
                    views.update(view, body.get("view"))
                case "push":
                    views.push(self.user.id, self.user.team_id, body.get("view"), view.id)
                case "errors":
                    outcome.errors = view.errors = self._errors(body.get("errors"), view)
                case _:
                    outcome.error = TROUBLE
        except ApiError as error:
            outcome.error = f"{TROUBLE} ({error.name}: {error.messages})"

    def _errors(self, errors: Any, view: View) -> dict[str, str]:
        """They belong to input blocks of the view, each with a text."""
        inputs = {block["block_id"] for block in view.blocks if block["type"] == "input"}
        if not isinstance(errors, dict) or not errors or not set(errors) <= inputs or \
                not all(isinstance(text, str) and text for text in errors.values()):
            raise ApiError("invalid_arguments", [f"errors must name input blocks of the view: {sorted(inputs)}"])
        return errors
