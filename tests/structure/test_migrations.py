"""Migrations run while people work: none keeps them from writing for as long as a large table is read."""
import re

import pytest
from conftest import ROOT

# The last one of before this rule.
BEFORE = 550
# What grows with what people do, year after year.
LARGE = {"kudos", "kudos_recipient", "kudos_boost", "mood_entry", "audit_log", "audit_link", "member_notice", "member_activity", "recognition_edge",
         "wave_invite", "survey_answer", "coffee_seat", "celebration_occurrence", "announcement_recipient", "announcement_delivery", "check_in_question",
         "slack_message", "event_log", "processed_event", "job", "change_outbox", "assistant_question", "staking_event"}
ONLINE = re.compile(r"-- transaction: none\n(?:--[^\n]*\n)*create index concurrently if not exists [a-z_]+\s+on gracy\.[^;]+;\n")
INDEX = re.compile(r"create\s+(?:unique\s+)?index\s+(concurrently\s+)?(?:if\s+not\s+exists\s+)?\w+\s+on\s+gracy\.(\w+)")
MIGRATIONS = sorted(ROOT.glob("sql/migrations/*.sql"))


def refusal(text: str) -> str | None:
    if text.startswith("-- transaction:"):
        return None if ONLINE.fullmatch(text) else "what runs in no transaction is one `create index concurrently if not exists`"
    made = set(re.findall(r"create table gracy\.(\w+)", text))
    kept = sorted(table for concurrently, table in INDEX.findall(text) if not concurrently and table in LARGE - made)
    return f"nobody can write to {', '.join(kept)} while the index is built: see sql/README.md" if kept else None


@pytest.mark.parametrize("file", [file for file in MIGRATIONS if int(file.name[:4]) > BEFORE], ids=lambda file: file.name)
def test_nobody_waits_for_an_index(file):
    assert refusal(file.read_text()) is None


@pytest.mark.parametrize("text", ["create index kudos_by_mood on gracy.kudos (team_space_id, mood);\n",
                                  "create unique index if not exists one\n    on gracy.audit_log (team_space_id, id);\n",
                                  "-- transaction: none\ncreate index concurrently one on gracy.kudos (team_space_id);\n",
                                  "-- transaction: none\ncreate index concurrently if not exists one on gracy.kudos (id);\nselect 1;\n"])
def test_what_would_make_them_wait_is_refused(text):
    assert refusal(text)


def test_a_table_that_is_made_with_its_index_is_empty():
    assert refusal("create table gracy.job (id bigint);\ncreate index one on gracy.job (id);\n") is None


def test_large_tables_are_there():
    made = {table for file in MIGRATIONS for table in re.findall(r"create table gracy\.(\w+)", file.read_text())}
    assert LARGE <= made, LARGE - made
