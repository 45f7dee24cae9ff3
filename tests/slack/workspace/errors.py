"""What the Web API answers when it does not do what it was asked."""


class ApiError(Exception):
    """`{"ok": false, "error": <name>}`, with HTTP 200. `messages` go to response_metadata, `more` beside the error."""

    def __init__(self, name: str, messages: list[str] | None = None, **more):
        super().__init__(name)
        self.name = name
        self.messages = messages or []
        self.more = more


class RateLimited(Exception):
    """HTTP 429. `wait` in seconds of Slack's clock."""

    def __init__(self, wait: float):
        super().__init__(f"{wait:.3f} s")
        self.wait = wait


class NotShown(Exception):
    """A member has tried to use what is not in front of them."""
