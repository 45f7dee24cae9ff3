"""rich_text: sections, lists, quotes and preformatted text (https://docs.slack.dev/reference/block-kit/blocks/rich-text-block)."""
from .elements import identifier, url
from .shape import Rule, array, boolean, by_type, integer, one_of, shape, string

MAX_ELEMENTS = 1000
_style = shape({}, {name: boolean for name in ("bold", "italic", "strike", "code", "underline", "highlight", "client_highlight", "unlink")})


def _inline(required: dict[str, Rule], optional: dict[str, Rule] | None = None) -> Rule:
    return shape(required, {"style": _style} | (optional or {}))


_inlines = by_type({
    "text": _inline({"text": string(40_000)}),
    "link": _inline({"url": url}, {"text": string(3000), "unsafe": boolean}),
    "user": _inline({"user_id": identifier}),
    "usergroup": _inline({"usergroup_id": identifier}),
    "channel": _inline({"channel_id": identifier}),
    "emoji": _inline({"name": string(255)}, {"unicode": string(255), "skin_tone": integer(1, 6)}),
    "broadcast": _inline({"range": one_of("here", "channel", "everyone")}),
    "date": _inline({"timestamp": integer(0, 9_999_999_999), "format": string(255)}, {"url": url, "fallback": string(255)}),
    "color": _inline({"value": string(9)}),
})
_section = shape({"elements": array(_inlines, MAX_ELEMENTS, 0)})
_list = shape({"elements": array(by_type({"rich_text_section": _section}), MAX_ELEMENTS), "style": one_of("bullet", "ordered")},
              {"indent": integer(0, 8), "offset": integer(0, 10_000), "border": integer(0, 1)})
_boxed = shape({"elements": array(_inlines, MAX_ELEMENTS, 0)}, {"border": integer(0, 1), "language": string(64)})

parts = by_type({"rich_text_section": _section, "rich_text_list": _list, "rich_text_preformatted": _boxed, "rich_text_quote": _boxed})
