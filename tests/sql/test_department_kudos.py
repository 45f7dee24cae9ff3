"""What a department has received touches few rows whatever its size: of a large one the newest gifts of everybody are looked at,
of a small one its own. Counted, not timed."""
import pytest

import many_gifts
from many_gifts import LIMIT, MANY, WALK

# To which department each gift goes; the first lies above the others.
DEPARTMENTS = {
    "all": lambda n: True,
    "half": lambda n: n % 2 == 0,
    "few": lambda n: n % 5_000 == 1,
    "before": lambda n: n < 500 and n % 2 == 1 and n % 5_000 != 1,
    "none": lambda n: False,
}


def arguments(space, giver, department, before=("9999-12-31", 0), offset=0):
    return [space, giver, department, None, "1970-01-01", "9999-12-31", *before, LIMIT, offset]


LISTING = many_gifts.Listing("recognition/list_department_kudos", arguments, "kudos", "kudos_recipient")


@pytest.fixture(scope="module")
def space():
    with many_gifts.team_space("wide") as (cursor, space, giver, value):
        ids = {}
        for name in DEPARTMENTS:
            cursor.execute("insert into department (team_space_id, parent_id, name) values (%s, %s, %s) returning id", [space, ids.get("all"), name])
            [ids[name]] = cursor.fetchone()
        receivers = {}
        for name, department in ids.items():
            cursor.execute("insert into member (team_space_id, name, email, status, department_id) values (%s, %s, %s, 'active', %s) returning id",
                           [space, name, f"{name}@wide.example", department])
            [receivers[name]] = cursor.fetchone()
        many_gifts.give(cursor, space, giver, value, [str(n) for n in range(MANY)])
        to = [next((receivers[name] for name in ("half", "few", "before") if DEPARTMENTS[name](n)), receivers["all"]) for n in range(MANY)]
        cursor.execute("insert into kudos_recipient (team_space_id, kudos_id, member_id, position, points, created_at)"
                       " select %s, kudos.id, (%s::bigint[])[kudos.message::int + 1], 1, 1, kudos.created_at from kudos where team_space_id = %s", [space, to, space])
        # One gift to two of a department is one gift.
        cursor.execute("insert into kudos_recipient (team_space_id, kudos_id, member_id, position, points, created_at)"
                       " select %s, kudos.id, %s, 2, 1, kudos.created_at from kudos where team_space_id = %s and message::int %% 5000 = 1", [space, receivers["all"], space])
        cursor.execute("analyze kudos, kudos_recipient")
        LISTING.prepare(cursor)
        yield cursor, space, giver, ids


@pytest.mark.parametrize("name, most", [("all", 8 * LIMIT), ("half", 10 * LIMIT), ("few", 4 * WALK), ("before", 4 * WALK), ("none", 4 * WALK)])
def test_few_gifts_are_looked_at_for_a_page(space, name, most):
    cursor, space, giver, ids = space
    assert LISTING.touched(cursor, space, giver, ids[name]) <= most


@pytest.mark.parametrize("name", DEPARTMENTS)
def test_everything_is_found_in_order_page_by_page(space, name):
    cursor, space, giver, ids = space
    expected = [str(n) for n in reversed(range(MANY)) if DEPARTMENTS[name](n)][:3 * LIMIT]
    assert LISTING.messages_by_offset(cursor, space, giver, ids[name]) == expected
    assert LISTING.messages_by_key(cursor, space, giver, ids[name]) == expected
