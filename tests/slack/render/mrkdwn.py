"""Slack's mrkdwn as HTML (https://docs.slack.dev/messaging/formatting-message-text), and as much of Markdown as the markdown block shows."""
import html
import re
from dataclasses import dataclass, field

# Names of emoji that Gracy uses; another one stays as it is written.
EMOJI = {
    "tada": "🎉", "wave": "👋", "coffee": "☕", "heart": "❤️", "pray": "🙏", "clap": "👏", "star": "⭐", "sparkles": "✨", "birthday": "🎂", "mega": "📣",
    "white_check_mark": "✅", "x": "❌", "warning": "⚠️", "bell": "🔔", "calendar": "📅", "lock": "🔒", "bulb": "💡", "speech_balloon": "💬",
    "thumbsup": "👍", "+1": "👍", "thumbsdown": "👎", "-1": "👎", "smile": "😄", "slightly_smiling_face": "🙂", "neutral_face": "😐", "ballot_box_with_ballot": "🗳️",
    "slightly_frowning_face": "🙁", "disappointed": "😞", "grinning": "😀", "seedling": "🌱", "trophy": "🏆", "gift": "🎁", "palm_tree": "🌴",
    "hourglass": "⌛", "heavy_minus_sign": "➖", "crescent_moon": "🌙", "no_bell": "🔕", "zzz": "💤",
}


@dataclass
class Reader:
    """Who looks: their Slack's language (ko or en), and what stands for ids in text."""
    language: str = "ko"
    users: dict[str, str] = field(default_factory=dict)
    channels: dict[str, str] = field(default_factory=dict)
    groups: dict[str, str] = field(default_factory=dict)


    def say(self, korean: str, english: str) -> str:
        """Slack's own words."""
        return korean if self.language == "ko" else english


def plain(text: str) -> str:
    """plain_text: emoji by name, and nothing else."""
    return _emoji(html.escape(text, quote=False)).replace("\n", "<br>")


def mention(name: str) -> str:
    return f'<span class="mention">{html.escape(name)}</span>'


def emoji(name: str) -> str:
    return EMOJI.get(name, f":{html.escape(name)}:")


def _emoji(text: str) -> str:
    return re.sub(r":([a-z0-9_+\-]+)(?:::skin-tone-\d)?:", lambda found: EMOJI.get(found[1], found[0]), text)


def mrkdwn(text: str, reader: Reader) -> str:
    """Code is taken out first, so that nothing inside it is formatted."""
    code: list[str] = []

    def keep(shown: str) -> str:
        code.append(shown)
        return f"\x00{len(code) - 1}\x00"

    text = text.replace("\x00", "")
    text = re.sub(r"```\n?(.+?)\n?```", lambda found: keep(f"<pre>{_safe(found[1])}</pre>"), text, flags=re.DOTALL)
    text = re.sub(r"`([^`\n]+)`", lambda found: keep(f"<code>{_safe(found[1])}</code>"), text)
    text = re.sub(r"<([^<>\n]+)>", lambda found: keep(_reference(found[1], reader)), text)
    text = _safe(text)
    for mark, tag in (("*", "b"), ("_", "i"), ("~", "s")):
        sign = re.escape(mark)
        # Slack formats only where the marks stand free: a Korean particle that is glued to the end keeps them as they are.
        text = re.sub(rf"(?<![^\s(\[{{\"'*_~>.,]){sign}(?=\S)([^{sign}\n]*?\S){sign}(?![^\s)\]}}\"'*_~<.,!?:;])", rf"<{tag}>\1</{tag}>", text)
    shown = [f"<blockquote>{line[4:].strip()}</blockquote>" if line.startswith("&gt;") else line + "<br>" for line in _emoji(text).split("\n")]
    text = re.sub(r"<br>$", "", "".join(shown))
    return re.sub(r"\x00(\d+)\x00", lambda found: code[int(found[1])], text)


def _safe(text: str) -> str:
    """Text in which & < > are written as Slack demands, as they are or not."""
    for entity, sign in (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
        text = text.replace(entity, sign)
    return html.escape(text, quote=False)


def _reference(inside: str, reader: Reader) -> str:
    target, _, label = inside.partition("|")
    kind, name = target[:1], target[1:]
    if kind == "@":
        return mention("@" + reader.users.get(name, label or name))
    if kind == "#":
        return mention("#" + reader.channels.get(name, label or name))
    if kind == "!":
        if name.startswith("subteam^"):
            return mention("@" + reader.groups.get(name[8:], label.lstrip("@") or name[8:]))
        return mention("@" + name) if name in ("here", "channel", "everyone") else html.escape(label or name)
    return f'<a>{_safe(label or target)}</a>'


def markdown(text: str, reader: Reader) -> str:
    """The markdown block: headings, lists, emphasis, links."""
    shown = []
    # What is escaped is no markup: out of sight until the end.
    text = re.sub(r"\\([!-/:-@\[-`{-~])", lambda escaped: chr(0xE000 + ord(escaped[1])), text)
    for line in text.split("\n"):
        heading = re.match(r"#{1,6} +(.*)", line)
        item = re.match(r"\s*(?:[-*]|\d+\.) +(.*)", line)
        words = heading[1] if heading else item[1] if item else line
        words = re.sub(r"\[([^\]]+)\]\(([^)\s]+)\)", r"<\2|\1>", words)
        words = re.sub(r"\*\*(.+?)\*\*", "\x01\\1\x02", words)
        words = mrkdwn(words, reader).replace("\x01", "<b>").replace("\x02", "</b>")
        shown.append(f"<h3>{words}</h3>" if heading else f"<li>{words}</li>" if item else f"{words}<br>")
    return re.sub("[\ue021-\ue07e]", lambda hidden: html.escape(chr(ord(hidden[0]) - 0xE000)), "".join(shown))
