"""A list narrowed to what is rare, or is not there at all, reads what it shows and not the whole history. Counted, not timed."""
from contextlib import closing

import pytest

import database
import many_gifts
import plans
from many_gifts import LIMIT, MANY

# Which gifts are for each value; the common one stands for the others.
VALUES = {"common": lambda n: n % 5_000 != 1, "rare": lambda n: n % 5_000 == 1, "new": lambda n: False}


def of_value(space, viewer, value, before=("9999-12-31", 0), offset=0):
    return [space, viewer, value, "1970-01-01", "9999-12-31", *before, LIMIT, offset]


GIFTS = many_gifts.Listing("recognition/list_value_kudos", of_value, "kudos", "kudos_recipient")


@pytest.fixture(scope="module")
def gifts():
    with many_gifts.team_space("valued") as (cursor, space, giver, value):
        ids = {}
        for name in VALUES:
            cursor.execute("insert into company_value (team_space_id, name) values (%s, %s) returning id", [space, name])
            [ids[name]] = cursor.fetchone()
        many_gifts.give(cursor, space, giver, value, [str(n) for n in range(MANY)])
        cursor.execute("update kudos set value_id = case when message::int %% 5000 = 1 then %s else %s end where team_space_id = %s",
                       [ids["rare"], ids["common"], space])
        cursor.execute("analyze kudos")
        GIFTS.prepare(cursor)
        yield cursor, space, giver


@pytest.mark.parametrize("value", [*VALUES, "unknown"])
def test_few_gifts_are_looked_at_for_a_value(gifts, value):
    assert GIFTS.touched(*gifts, value) <= 4 * LIMIT


@pytest.mark.parametrize("value", VALUES)
def test_all_gifts_of_a_value_are_found_in_order_page_by_page(gifts, value):
    expected = [str(n) for n in reversed(range(MANY)) if VALUES[value](n)][:3 * LIMIT]
    assert GIFTS.messages_by_offset(*gifts, value) == expected
    assert GIFTS.messages_by_key(*gifts, value) == expected


@pytest.fixture(scope="module")
def audit():
    with closing(database.superuser()) as connection:
        connection.autocommit = False
        cursor = connection.cursor()
        cursor.execute("set local plan_cache_mode = force_generic_plan; set local session_replication_role = replica")
        cursor.execute("insert into team_space (slug, name) values ('audited', 'Audited') returning id")
        [space] = cursor.fetchone()
        cursor.execute("insert into audit_log (team_space_id, at, actor_id, action, target_kind, target_id)"
                       " select %s, now() - n * interval '1 minute', 1 + (n %% 5000 = 1)::int, case when n %% 5000 = 2 then 'wave.launch' else 'kudos.give' end, 'kudos', n"
                       " from generate_series(1, %s) as n; analyze audit_log", [space, MANY])
        yield cursor, space
        connection.rollback()


@pytest.mark.parametrize("name, who, found", [("actor", ["1", "null"], LIMIT), ("actor", ["2", "null"], 4), ("actor", ["2", "'kudos.give'"], 4),
                                              ("actor", ["3", "null"], 0), ("action", ["'kudos.give'"], LIMIT), ("action", ["'wave.launch'"], 4),
                                              ("action", ["'nothing.happened'"], 0)])
def test_few_lines_are_looked_at_for_whoever_did_something(audit, name, who, found):
    cursor, space = audit
    statement = next(each for each in database.statements() if each.full_name == f"accounts/list_audit_log_by_{name}")
    cursor.execute("deallocate all")
    database.prepare(cursor, statement)
    first, *more = who
    given = ", ".join([str(space), first, "'9999-12-31'", "0", "null", *more, str(LIMIT), "0"])
    cursor.execute(f"explain (analyze, timing off, format json) execute checked({given})")
    lines = [node for node in plans.walk(cursor.fetchone()[0][0]["Plan"]) if node.get("Relation Name") == "audit_log"]
    assert sum(node["Actual Loops"] * (node["Actual Rows"] + node.get("Rows Removed by Filter", 0)) for node in lines) == found
