"""What Gracy shows in Slack is all looked at: a view that no test builds could be refused by Slack, or cut a sentence, and nobody would know."""
import re

import pytest

from conftest import ROOT, SOURCES

SLACK = SOURCES / "slack"
EVERY_VIEW = (ROOT / "tests/unit/slack/every_view_test.cpp").read_text()
BUILDER = re.compile(r"^std::string (\w+_(?:modal|message|home|post|introduction|questions?|contents|apology|pause|stopped|resumed|card)|home_of)\(", re.M)
# A sentence of someone else's, or nothing at all.
WITHOUT_WORDS_OF_OURS = {"plain_message", "deleted_message", "deleted_contents"}
# Looked at with what they are made of.
ELSEWHERE = {
    "announcement_contents": "announcement_message in both languages",
    "answered_contents": "approval_contents, and a sentence in place of its buttons",
    "halved_answer_message": "answer_message, halved",
}


def builders() -> list[str]:
    return sorted({name for header in SLACK.rglob("*.hpp") for name in BUILDER.findall(header.read_text())} - WITHOUT_WORDS_OF_OURS - set(ELSEWHERE))


@pytest.mark.parametrize("builder", builders())
def test_a_view_or_message_is_among_those_that_are_looked_at(builder):
    assert re.search(rf"\b{builder}\(", EVERY_VIEW), f"every_view_test.cpp does not build a {builder}"


def test_views_and_messages_are_found():
    assert len(builders()) > 20


@pytest.mark.parametrize("name", sorted(WITHOUT_WORDS_OF_OURS | set(ELSEWHERE)))
def test_an_exception_exists(name):
    assert any(re.search(rf"\b{name}\(", header.read_text()) for header in SLACK.rglob("*.hpp"))
