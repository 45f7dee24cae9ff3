"""What deciding a release reads does not depend on what the planner believes of tables that are emptied after each one."""
import pytest

import database

SPACE = 1
SUBJECT = "look_ups"
UNITS = 2000
FILL = f"""
    insert into gracy.release_unit (team_space_id, subject, unit_id, slice, answers, total, lowest, highest)
    select {SPACE}, '{SUBJECT}', n, date '2025-09-01', 1, 1 + n % 5, 1 + n % 5, 1 + n % 5 from generate_series(1, {UNITS}) as n;
    insert into gracy.release_group (team_space_id, subject, group_kind, group_id, rank)
    values ({SPACE}, '{SUBJECT}', 'all', 0, 0), ({SPACE}, '{SUBJECT}', 'team', 1, 1), ({SPACE}, '{SUBJECT}', 'team', 2, 1);
    insert into gracy.release_group_unit (team_space_id, subject, group_kind, group_id, unit_id)
    select {SPACE}, '{SUBJECT}', 'all', 0, n from generate_series(1, {UNITS}) as n
    union all
    select {SPACE}, '{SUBJECT}', 'team', 1 + n / 100, n from generate_series(1, 199) as n"""


@pytest.fixture
def cursor():
    connection = database.superuser()
    connection.autocommit = False
    cursor = connection.cursor()
    cursor.execute("set plan_cache_mode = force_generic_plan")
    yield cursor
    connection.rollback()
    connection.close()


def believe_empty(cursor):
    """What a vacuum between two releases makes the planner believe, whatever the tables hold afterwards."""
    cursor.execute("update pg_class set reltuples = 0, relpages = greatest(relpages, 1) where oid = any (select indexrelid from pg_index"
                   " where indrelid = any (%(tables)s::regclass[]) union all select unnest(%(tables)s::regclass[]))",
                   {"tables": ["gracy.release_unit", "gracy.release_group", "gracy.release_group_unit"]})


def units_read(cursor):
    cursor.execute("select coalesce(idx_tup_fetch, 0) + coalesce(seq_tup_read, 0) from pg_stat_xact_user_tables"
                   " where relid = 'gracy.release_unit'::regclass")
    return cursor.fetchone()[0]


def test_a_release_reads_each_unit_a_few_times_for_each_group_that_it_is_in(cursor):
    cursor.execute(FILL)
    believe_empty(cursor)
    before = units_read(cursor)
    cursor.execute("select released, withheld from gracy.decide_release(%s, %s, 'once', date '2025-09-01', 5, 1, 5)", (SPACE, SUBJECT))
    assert cursor.fetchone() == (3, 0)
    read = units_read(cursor) - before
    assert read < 20 * UNITS, f"{read} units read to decide three groups of {UNITS} people"
