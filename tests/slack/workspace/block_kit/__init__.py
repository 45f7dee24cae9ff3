"""Block Kit: its limits, and what Slack says about blocks that break them."""
from .blocks import elements_of, lint_message, too_long
from .views import lint_view, too_large

__all__ = ["elements_of", "lint_message", "lint_view", "too_large", "too_long"]
