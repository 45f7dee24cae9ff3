"""What is in front of a person: where an element is, and that it is there at all."""
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from .block_kit import elements_of
from .errors import NotShown
from .form_values import initial_values
from .model import Message, User
from .view_store import View
from .workspace import Workspace

# What a press alone is enough for.
PRESSED = ("button", "overflow", "icon_button", "feedback_buttons", "workflow_button")


@dataclass
class Place:
    """An element, its block, and the message or view that holds them."""
    block: dict[str, Any]
    element: dict[str, Any]
    message: Message | None = None
    view: View | None = None

    @property
    def values(self) -> dict[str, dict]:
        """state.values of what holds it."""
        if self.view is not None:
            return self.view.values
        return self.message.options.setdefault("values", initial_values(self.message.blocks))


def messages_for(workspace: Workspace, user: User, channel_id: str = "") -> list[Message]:
    """What the person can read, the latest first; of one conversation, or of all."""
    seen = [message for channel in workspace.channels.values() if user.id in channel.members and channel_id in ("", channel.id)
            for message in channel.messages.values()]
    seen += [message for message in workspace.only_for.get(user.id, []) if channel_id in ("", message.channel)]
    return sorted(seen, key=lambda message: message.ts, reverse=True)


def text_of(element: dict[str, Any]) -> str:
    text = element.get("text")
    return text.get("text", "") if isinstance(text, dict) else ""


def find(workspace: Workspace, user: User, wanted: str, within: Message | str | None = None) -> Place:
    """The element with this action_id, block_id, text, value or label. `within` is a message, "modal" or "home"; without it a modal that is
    open hides everything else, and then messages come before App Home."""
    for block, element, message, view in _elements(workspace, user, within):
        if wanted in _names(block, element):
            return Place(block, element, message, view)
    raise NotShown(f"{user.name} is shown no {wanted!r}; there is: {_inventory(workspace, user, within)}")


def _elements(workspace: Workspace, user: User, within: Message | str | None) -> Iterator[tuple[dict, dict, Message | None, View | None]]:
    top, home = workspace.views.top(user.id), workspace.views.homes.get(user.id)
    if isinstance(within, Message):
        if within not in messages_for(workspace, user, within.channel):
            raise NotShown(f"{user.name} does not see that message")
        yield from ((block, element, within, None) for block, element in _of(within.blocks))
    elif within == "home" or within is None and top is None:
        if within is None:
            for message in messages_for(workspace, user):
                yield from ((block, element, message, None) for block, element in _of(message.blocks))
        if home is not None:
            yield from ((block, element, None, home) for block, element in _of(home.blocks))
    elif top is not None:
        yield from ((block, element, None, top) for block, element in _of(top.blocks))


def _of(blocks: list[dict]) -> Iterator[tuple[dict, dict]]:
    for block in blocks:
        for _, element in elements_of(block):
            if "action_id" in element:
                yield block, element


def _names(block: dict[str, Any], element: dict[str, Any]) -> tuple[str, ...]:
    label = block.get("label", {}).get("text", "") if block["type"] == "input" else ""
    return tuple(filter(None, (element["action_id"], block.get("block_id"), text_of(element), str(element.get("value", "")), label)))


def _inventory(workspace: Workspace, user: User, within: Message | str | None) -> str:
    return ", ".join(dict.fromkeys(text_of(element) or element["action_id"] for _, element, _, _ in _elements(workspace, user, within))) or "nothing"
