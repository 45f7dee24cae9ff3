"""What erasing a leaver does with each column that leads to a member: a new one has to be thought of, here or in erase_member."""
import pathlib
import re

import pytest

import database

FUNCTIONS = pathlib.Path(__file__).resolve().parents[2] / "sql" / "functions"

NUMBERS = "numbers of what was given and received, which remain; the name behind them is gone"
RECORD = "a record of the company's; the name that is shown with it is gone"
STRUCTURE = "where others stand in the company rests on it"
PASSING = "housekeeping: ids alone, worked off or purged within a day"
GROUP = "the number of a group, which may be a manager's; who led it is a name in wave_group alone"
PUBLISHED = "how published numbers divide people: ids without answers, which keep later releases from giving anybody away"

# (table, column): why it stays.
KEPT = {
    ("allowance_period", "member_id"): NUMBERS,
    ("member_activity", "member_id"): NUMBERS,
    ("recognition_edge", "giver_id"): NUMBERS,
    ("recognition_edge", "receiver_id"): NUMBERS,
    ("leaderboard", "member_id"): NUMBERS,
    ("leaderboard_opt_out", "member_id"): "that they are on no leaderboard holds on",
    ("kudos", "giver_id"): RECORD,
    ("kudos", "voided_by"): RECORD,
    ("kudos_boost", "member_id"): RECORD,
    ("kudos_recipient", "member_id"): RECORD,
    ("shown_kudos", "giver_id"): "a view of kudos",
    ("announcement", "author_id"): RECORD,
    ("announcement", "edited_by"): RECORD,
    ("announcement", "approved_by"): RECORD,
    ("announcement", "correction_by"): RECORD,
    ("announcement_writer", "member_id"): RECORD,
    ("announcement_text", "written_by"): RECORD,
    ("announcement_text", "approved_by"): RECORD,
    ("survey", "created_by"): RECORD,
    ("survey_wave", "created_by"): RECORD,
    ("survey_wave", "launched_by"): RECORD,
    ("wave_invite", "member_id"): "who was asked, never what was said; results count them",
    ("hr_ticket", "handled_by"): RECORD,
    ("role_grant", "granted_by"): RECORD,
    ("password_link", "asked_by"): "the link of somebody else, which ends within a day",
    ("coffee_seat", "member_id"): "who sat with whom is the others' as well",
    ("coffee_pair", "lo"): "who sat with whom is the others' as well",
    ("coffee_pair", "hi"): "who sat with whom is the others' as well",
    ("coffee_round", "left_out_ids"): "ids alone",
    ("feeling", "told_ids"): "ids alone, in cards of others",
    ("member", "manager_id"): STRUCTURE,
    ("old_last_day", "member_id"): "that a day did not let them go; the day is the member's",
    ("member_edge", "ancestor_id"): STRUCTURE,
    ("member_edge", "member_id"): STRUCTURE,
    ("audit_log", "actor_id"): "nobody can take anything out of the audit log; it holds ids, and no values of who somebody is",
    ("access_change", "member_id"): PASSING,
    ("leaderboard_recount", "member_id"): PASSING,
    ("recognition_edge_recount", "giver_id"): PASSING,
    ("recognition_edge_recount", "receiver_id"): PASSING,
    ("survey_inbox", "manager_id"): "the group of an answer, not who gave it",
    ("survey_response", "manager_id"): "the group of an answer, not who gave it",
    ("wave_invite", "manager_id"): "the group of somebody who was asked",
    ("release_unit", "unit_id"): PUBLISHED,
    ("release_part", "unit_id"): PUBLISHED,
    ("release_group_unit", "unit_id"): PUBLISHED,
    ("release_contributors", "units"): PUBLISHED,
    **{(table, "group_id"): GROUP for table in ("wave_near_group", "wave_result", "wave_trend", "released_cell", "release_contributors", "release_group",
                                                "release_group_unit", "group_activity", "group_value_activity")},
}

# Columns that hold a member without a foreign key, by their names. written_by is a program's.
NAMES = re.compile(r"^((.*_)?(member|giver|receiver|recipient|actor|manager|requester|principal|author)_id|.*_by|units|unit_id|group_id|lo|hi|told_ids|left_out_ids)$")
NO_MEMBER = {("culture_digest", "written_by")}


@pytest.fixture(scope="module")
def columns():
    """Every column that leads to a member, by a foreign key or by its name."""
    with database.superuser().cursor() as cursor:
        cursor.execute("""
            select held.relname, field.attname
            from pg_constraint link
            join pg_class held on held.oid = link.conrelid
            cross join unnest(link.conkey) as key
            join pg_attribute field on field.attrelid = held.oid and field.attnum = key
            where link.contype = 'f' and link.confrelid = 'gracy.member'::regclass and field.attname <> 'team_space_id'""")
        linked = set(cursor.fetchall())
        cursor.execute("""
            select table_name, column_name from information_schema.columns
            where table_schema = 'gracy' and data_type in ('bigint', 'ARRAY', 'text')""")
        named = {column for column in cursor.fetchall() if NAMES.match(column[1]) and column not in NO_MEMBER}
    return linked | named


def erasing_functions():
    names = {"erase_member": "people"}
    text = ""
    seen = set()
    while names:
        name, folder = names.popitem()
        seen.add(name)
        body = re.sub(r"--.*", "", (FUNCTIONS / folder / f"{name}.sql").read_text())
        text += body
        names.update({called: "people" for called in re.findall(r"gracy\.(erase_\w+|end_access)\(", body) if called not in seen})
    return text


def test_every_column_that_leads_to_a_member_is_erased_or_kept_for_a_reason(columns):
    text = erasing_functions()
    erased = set()
    for table, column in columns - KEPT.keys():
        statement = rf"(delete from|update) gracy\.{table} [^;]*\b{column}\b"
        if re.search(statement, text):
            erased.add((table, column))
    # By the row of the reader.
    erased.add(("announcement_delivery", "member_id"))
    assert sorted(columns - KEPT.keys() - erased) == [], "say in erase_member what becomes of it, or in KEPT why it stays"
    assert sorted(KEPT.keys() - columns) == [], "is there no more"


def test_every_personal_field_of_a_member_is_overwritten():
    """A new field of a member has to be thought of as well."""
    kept = {"team_space_id", "id", "department_id", "department_name", "manager_id", "status", "left_on", "created_at", "updated_at", "version",
            "email_key", "search_text", "search_grams"}
    with database.superuser().cursor() as cursor:
        cursor.execute("select column_name from information_schema.columns where table_schema = 'gracy' and table_name = 'member'")
        fields = {row[0] for row in cursor.fetchall()}
    update = re.search(r"update gracy\.member gone\s+set (.*?)where", erasing_functions(), re.S)[1]
    assert sorted(fields - kept - set(re.findall(r"\b(\w+) = ", update))) == []
