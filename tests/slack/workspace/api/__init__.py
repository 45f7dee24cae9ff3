"""The methods' handlers: each takes a Call and gives the answer's fields beside `ok`, or raises ApiError."""
from collections.abc import Callable
from typing import Any

HANDLERS: dict[str, Callable[[Any], dict[str, Any]]] = {}


def handles(name: str):
    def register(handler: Callable[[Any], dict[str, Any]]):
        HANDLERS[name] = handler
        return handler
    return register


from . import agents, apps, chat, conversations, oauth, openid, reactions, streams, users, views  # noqa: E402, F401
