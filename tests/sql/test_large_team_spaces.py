"""What one call does to a large team space depends on what it is asked for, not on how many people and gifts there are. Counted, not timed."""
import re

import pytest

import database
import plans

# Greater than those of the others, as the ids of its people and gifts are.
SPACE = 990_001
BASE = 990_000_000
PEOPLE = f"""
    insert into member (team_space_id, id, name, email, status, birth_month, birth_day, celebrates_birthday) overriding system value
    select {SPACE}, {BASE} + n, 'person ' || n, 'p' || n || '@large.example', 'active', %(month)s::int, case when %(month)s::int > 0 then 1 + n %% 28 end, coalesce(%(month)s::int > 0, false)
    from generate_series(1, %(people)s) as n"""


@pytest.fixture
def cursor():
    """Superuser with the plans of the application, in a transaction that is rolled back."""
    connection = database.application(nested_plans=True, analyze=True)
    cursor = connection.cursor()
    cursor.execute("reset session authorization; set auto_explain.log_min_duration = -1")
    connection.autocommit = False
    cursor.execute("insert into team_space (id, slug, name, tz) overriding system value values (%s, 'large', 'Large', 'UTC')", [SPACE])
    yield cursor
    connection.rollback()
    connection.close()


def people(cursor, number, month=None):
    cursor.execute("set local session_replication_role = replica")
    cursor.execute(PEOPLE, {"people": number, "month": month})
    cursor.execute("set local session_replication_role = origin; analyze member")


def gifts(cursor, pairs, at):
    """From one to another, both by number."""
    cursor.execute("insert into company_value (team_space_id, name) values (%s, 'Trust') returning id", [SPACE])
    [value] = cursor.fetchone()
    cursor.execute("""
        set local session_replication_role = replica;
        with pair as (
            select %(base)s + pair.giver as giver, %(base)s + pair.receiver as receiver, row_number() over () as n
            from unnest(%(givers)s::int[], %(receivers)s::int[]) as pair(giver, receiver)),
        given as (
            insert into kudos (team_space_id, id, giver_id, value_id, message, points, visibility, source, created_at, counted_on) overriding system value
            select %(space)s, %(base)s + n, giver, %(value)s, 'thank you', 1, 'public', 'api', %(at)s, %(at)s from pair)
        insert into kudos_recipient (team_space_id, kudos_id, member_id, position, points, created_at)
        select %(space)s, %(base)s + n, receiver, 1, 1, %(at)s from pair;
        set local session_replication_role = origin;
        analyze kudos, kudos_recipient""",
                   {"space": SPACE, "base": BASE, "value": value, "at": at,
                    "givers": [giver for giver, _ in pairs], "receivers": [receiver for _, receiver in pairs]})


def read(cursor, table):
    cursor.execute("select coalesce(idx_tup_fetch, 0) + coalesce(seq_tup_read, 0) from pg_stat_xact_user_tables where relid = %s::regclass", [table])
    return cursor.fetchone()[0]


def rows_read(cursor, table, call, *values):
    before = read(cursor, table)
    cursor.execute(f"select * from {call}", values)
    answer = cursor.fetchone()
    return answer, read(cursor, table) - before


def steps(cursor, call, *values, verb="select"):
    """Of all plans inside what is called."""
    cursor.connection.notices.clear()
    cursor.execute("set local auto_explain.log_min_duration = 0")
    cursor.execute(f"{verb} {call}", values)
    cursor.execute("set local auto_explain.log_min_duration = -1")
    return [node for _, plan in database.nested_plans(cursor.connection) for node in plans.walk(plan)]


def rows_compared(found):
    """What was thrown away included."""
    return sum((node["Actual Rows"] + node.get("Rows Removed by Filter", 0) + node.get("Rows Removed by Join Filter", 0)) * node["Actual Loops"]
               for node in found)


def test_whoever_is_told_in_slack_is_told_without_everybody_elses_notices(cursor):
    people(cursor, 1_000)
    cursor.execute("""
        insert into slack_installation (team_space_id, team_id, app_id, status) values (%(space)s, 'T0LARGE', 'A0LARGE', 'active');
        insert into slack_user (team_id, user_id, team_space_id, member_id) select 'T0LARGE', 'U' || id, team_space_id, id from member where team_space_id = %(space)s;
        update member_notice set tell_at = null where tell_at is not null;
        insert into member_notice (team_space_id, member_id, kind, text_en, text_ko, tell_at)
        select %(space)s, %(base)s + 1 + n %% 1000, 'test.told', 'told', '알림', case when n <= 50 then now() end from generate_series(1, 20000) as n;
        analyze member_notice""", {"space": SPACE, "base": BASE})
    told, notices = rows_read(cursor, "member_notice", "tell_members(1000, null, null, null, null, null) as told")
    assert told == (50,)
    # Their own 20, some times over.
    assert notices < 50 * 20 * 8, f"{notices} notices read to tell 50 members of one each"


def test_asking_for_check_ins_reads_no_more_the_higher_an_id_is(cursor):
    people(cursor, 5_000)
    # Whoever has said so is looked at on any day.
    cursor.execute("""
        insert into check_in_preference (team_space_id, member_id, asked, weekdays, at_minute)
        select team_space_id, id, false, '{1,2,3,4,5,6,7}', 0 from member where team_space_id = %s;
        analyze check_in_preference""", [SPACE])
    (last, asked), members = rows_read(cursor, "member", "ask_for_check_ins(%s, %s, 200, null)", SPACE, BASE + 4_900)
    assert (last, asked) == (None, 0)
    assert members < 1_000, f"{members} members read to look at the last hundred"


def test_groups_are_counted_without_comparing_each_pair_with_each(cursor):
    people(cursor, 200)
    # Each with the 25 behind them, and each tenth pair the other way, too.
    pairs = [(giver, 1 + (giver + step - 1) % 200) for giver in range(1, 201) for step in range(1, 26)]
    pairs += [(receiver, giver) for giver, receiver in pairs[::10]]
    gifts(cursor, pairs, "2026-03-10 12:00Z")
    compared = rows_compared(steps(cursor, "roll_up_groups(%s, 'month', date '2026-03-01')", SPACE))
    cursor.execute("select pairs, mutual_pairs from group_activity where team_space_id = %s and group_kind = 'team_space' and grain = 'month'", [SPACE])
    assert cursor.fetchone() == (5_500, 500)
    assert compared < 100 * len(pairs), f"{compared} rows compared for {len(pairs)} pairs"


def test_a_month_is_counted_without_a_walk_through_other_years(cursor):
    people(cursor, 40)
    gifts(cursor, [(giver, 1 + giver % 40) for giver in range(1, 41) for _ in range(50)], "2026-03-10 12:00Z")
    scans = [node for node in steps(cursor, "roll_up_members(%s, 'month', date '2026-03-01', 0, 2000)", SPACE)
             if node.get("Relation Name") in ("kudos", "kudos_recipient")]
    assert {node["Relation Name"] for node in scans} == {"kudos", "kudos_recipient"}
    for node in scans:
        # Behind a range of people, each entry of theirs is looked at.
        assert re.search(r"(giver_id|member_id|kudos_id|\bid) = ", node["Index Cond"]), node["Index Cond"]
    cursor.execute("select sum(public_given), sum(public_received), count(*) from member_activity where team_space_id = %s and grain = 'month'", [SPACE])
    assert cursor.fetchone() == (2_000, 2_000, 40)


def test_a_copy_begins_in_pieces_of_the_same_size(cursor):
    people(cursor, 2)
    gifts(cursor, [(1, 2)] * 20_000, "2026-03-10 12:00Z")
    cursor.execute("update change_capture set since = null, complete = true; delete from change_outbox")
    told, kudos = rows_read(cursor, "kudos", "advance_change_capture(500) as told")
    cursor.execute("select count(*) from change_outbox")
    assert (told, kudos, cursor.fetchone()) == ((1,), 0, (0,)), "writers wait for whoever turns it on"
    told, kudos = rows_read(cursor, "kudos", "advance_change_capture(500) as told")
    assert told[0] >= 500 and kudos < 2_000, f"{kudos} gifts read to tell 500"


@pytest.mark.parametrize("verb, change", [("insert into", "holiday (team_space_id, on_date, name) values (%s, now()::date + 9, 'Day')"),
                                          ("delete from", "holiday where team_space_id = %s")], ids=["added", "removed"])
def test_a_holiday_moves_celebrations_without_comparing_each_with_each(cursor, verb, change):
    cursor.execute("insert into holiday (team_space_id, on_date, name) values (%s, now()::date + 8, 'Day before')", [SPACE])
    cursor.execute("select extract(month from now() + interval '30 days')::int")
    people(cursor, 5_000, *cursor.fetchone())
    cursor.execute("select plan_celebrations(%s, array(select id from member where team_space_id = %s))", [SPACE, SPACE])
    assert cursor.fetchone() == (5_000,)
    cursor.execute("analyze celebration_occurrence")
    compared = rows_compared(steps(cursor, change, SPACE, verb=verb))
    assert compared < 200 * 5_000, f"{compared} rows compared to move 5,000 celebrations"
