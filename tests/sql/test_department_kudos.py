"""What a department has received touches few rows whatever its size: of a large one the newest gifts of everybody are looked at,
of a small one its own. Counted, not timed."""
import pytest

import database
import plans

MANY = 20_000
LIMIT = 50
STATEMENT = next(statement for statement in database.statements() if statement.full_name == "recognition/list_department_kudos")
COLUMNS = [column.name for column in STATEMENT.columns]
MESSAGE, CREATED_AT = COLUMNS.index("message"), COLUMNS.index("created_at")
# What the walk may look at for one page, before the department's own gifts are.
WALK = 1_000 + 4 * LIMIT

# To which department each gift goes; the first lies above the others.
DEPARTMENTS = {
    "all": lambda n: True,
    "half": lambda n: n % 2 == 0,
    "few": lambda n: n % 5_000 == 1,
    "before": lambda n: n < 500 and n % 2 == 1 and n % 5_000 != 1,
    "none": lambda n: False,
}


@pytest.fixture(scope="module")
def space():
    """A team space with many gifts, gone with its transaction."""
    connection = database.superuser()
    connection.autocommit = False
    cursor = connection.cursor()
    cursor.execute("set local plan_cache_mode = force_generic_plan")
    cursor.execute("insert into team_space (slug, name) values ('wide', 'Wide') returning id")
    [space] = cursor.fetchone()
    ids = {}
    for name in DEPARTMENTS:
        cursor.execute("insert into department (team_space_id, parent_id, name) values (%s, %s, %s) returning id", [space, ids.get("all"), name])
        [ids[name]] = cursor.fetchone()
    receivers = {}
    for name, department in ids.items():
        cursor.execute("insert into member (team_space_id, name, email, status, department_id) values (%s, %s, %s, 'active', %s) returning id",
                       [space, name, f"{name}@wide.example", department])
        [receivers[name]] = cursor.fetchone()
    cursor.execute("insert into member (team_space_id, name, email, status) values (%s, '김민수', 'minsu@wide.example', 'active') returning id", [space])
    [giver] = cursor.fetchone()
    cursor.execute("insert into company_value (team_space_id, name) values (%s, 'Trust') returning id", [space])
    [value] = cursor.fetchone()
    cursor.execute("insert into kudos (team_space_id, giver_id, value_id, message, points, visibility, source, created_at)"
                   " select %s, %s, %s, number, 1, 'public', 'api', timestamptz '2026-01-01' + number * interval '1 minute'"
                   " from generate_series(0, %s) as number", [space, giver, value, MANY - 1])
    to = [next((receivers[name] for name in ("half", "few", "before") if DEPARTMENTS[name](n)), receivers["all"]) for n in range(MANY)]
    cursor.execute("insert into kudos_recipient (team_space_id, kudos_id, member_id, position, points, created_at)"
                   " select %s, kudos.id, (%s::bigint[])[kudos.message::int + 1], 1, 1, kudos.created_at from kudos where team_space_id = %s", [space, to, space])
    # One gift to two of a department is one gift.
    cursor.execute("insert into kudos_recipient (team_space_id, kudos_id, member_id, position, points, created_at)"
                   " select %s, kudos.id, %s, 2, 1, kudos.created_at from kudos where team_space_id = %s and message::int %% 5000 = 1", [space, receivers["all"], space])
    cursor.execute("analyze kudos, kudos_recipient")
    database.prepare(cursor, STATEMENT)
    yield cursor, space, giver, ids
    connection.rollback()
    connection.close()


def arguments(space, giver, department, before=("9999-12-31", 0), limit=LIMIT, offset=0):
    return [space, giver, department, None, "1970-01-01", "9999-12-31", *before, limit, offset]


def page_of(cursor, *given):
    cursor.execute(f"execute checked({', '.join(['%s'] * len(given))})", given)
    return cursor.fetchall()


def touched(cursor, *given):
    """How many rows of gifts were looked at, kept or not."""
    cursor.execute(f"explain (analyze, timing off, format json) execute checked({', '.join(['%s'] * len(given))})", given)
    plan = cursor.fetchone()[0][0]["Plan"]
    return sum(node["Actual Loops"] * (node["Actual Rows"] + node.get("Rows Removed by Filter", 0) + node.get("Rows Removed by Index Recheck", 0))
               for node in plans.walk(plan) if node.get("Relation Name") in ("kudos", "kudos_recipient"))


@pytest.mark.parametrize("name, most", [("all", 8 * LIMIT), ("half", 10 * LIMIT), ("few", 4 * WALK), ("before", 4 * WALK), ("none", 4 * WALK)])
def test_few_gifts_are_looked_at_for_a_page(space, name, most):
    cursor, space, giver, ids = space
    assert touched(cursor, *arguments(space, giver, ids[name])) <= most


@pytest.mark.parametrize("name", DEPARTMENTS)
def test_everything_is_found_in_order_page_by_page(space, name):
    cursor, space, giver, ids = space
    expected = [str(n) for n in reversed(range(MANY)) if DEPARTMENTS[name](n)][:3 * LIMIT]
    by_offset = [row for page in range(3) for row in page_of(cursor, *arguments(space, giver, ids[name], offset=page * LIMIT))]
    assert [row[MESSAGE] for row in by_offset] == expected
    by_key, before = [], ("9999-12-31", 0)
    for _ in range(3):
        page = page_of(cursor, *arguments(space, giver, ids[name], before=before))
        by_key += page
        before = (page[-1][CREATED_AT], page[-1][0]) if page else before
    assert [row[MESSAGE] for row in by_key] == expected
