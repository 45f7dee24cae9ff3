"""Giving kudos looks up whom it is about, however many others the team space has."""
import pytest

import database

BYSTANDERS = 2000
HIRE = """
    insert into member (team_space_id, name, email, status)
    select id, 'Bystander ' || n, n || '@bystander.example', 'active' from team_space, generate_series(1, %s) as n where slug = 'hanbit'"""
PEOPLE = """
    select team_space_id, id from member
    where team_space_id = (select id from team_space where slug = 'hanbit') and status = 'active' order by id limit 3"""
GIVE = "select outcome from give_kudos(%s, %s, array[%s, %s], 'Ownership', 1, 'thanks', 'public', null, null)"


@pytest.fixture
def cursor():
    connection = database.application()
    cursor = connection.cursor()
    cursor.execute("begin")
    yield cursor
    cursor.execute("rollback")
    connection.close()


def members_read(cursor):
    cursor.execute("select coalesce(idx_tup_fetch, 0) + coalesce(seq_tup_read, 0) from pg_stat_xact_user_tables where relid = 'gracy.member'::regclass")
    return cursor.fetchone()[0]


def test_a_gift_reads_a_few_members_of_many(cursor):
    cursor.execute(HIRE, [BYSTANDERS])
    cursor.execute(PEOPLE)
    (space, giver), (_, first), (_, second) = cursor.fetchall()
    before = members_read(cursor)
    cursor.execute(GIVE, (space, giver, first, second))
    assert cursor.fetchone() == ("ok",)
    read = members_read(cursor) - before
    assert read < 100, f"{read} members read to thank two"
