"""The search in kudos touches few rows whatever the words: those that most messages have are found by walking through the
newest, those that few have by the index. Counted, not timed."""
import pytest

import database
import plans

MANY = 20_000
LIMIT = 50
STATEMENT = next(statement for statement in database.statements() if statement.full_name == "recognition/search_kudos")
COLUMNS = [column.name for column in STATEMENT.columns]
MESSAGE, CREATED_AT = COLUMNS.index("message"), COLUMNS.index("created_at")
# What the walk may look at for one page, before the index is asked.
WALK = 1_000 + 4 * LIMIT

WORDS = {
    "주셔서": lambda n: True,
    "배포": lambda n: n % 2 == 0,
    "새벽": lambda n: n % 40 == 0,
    "번역": lambda n: n % 5_000 == 0,
    # Everywhere, but long ago.
    "창립": lambda n: n < 500,
}


def message(n):
    return " ".join(word for word, has in WORDS.items() if has(n)) + f" 고마워요 {n}"


@pytest.fixture(scope="module")
def space():
    """A team space with many gifts, gone with its transaction."""
    connection = database.superuser()
    connection.autocommit = False
    cursor = connection.cursor()
    cursor.execute("set local plan_cache_mode = force_generic_plan")
    cursor.execute("insert into team_space (slug, name) values ('wordy', 'Wordy') returning id")
    [space] = cursor.fetchone()
    cursor.execute("insert into member (team_space_id, name, email, status) values (%s, '김민수', 'minsu@wordy.example', 'active') returning id", [space])
    [giver] = cursor.fetchone()
    cursor.execute("insert into company_value (team_space_id, name) values (%s, 'Trust') returning id", [space])
    [value] = cursor.fetchone()
    cursor.execute("insert into kudos (team_space_id, giver_id, value_id, message, points, visibility, source, created_at)"
                   " select %s, %s, %s, message, 1, 'public', 'api', timestamptz '2026-01-01' + number * interval '1 minute'"
                   " from unnest(%s::text[]) with ordinality as made(message, number)", [space, giver, value, [message(n) for n in range(MANY)]])
    cursor.execute("analyze kudos")
    database.prepare(cursor, STATEMENT)
    yield cursor, space, giver
    connection.rollback()
    connection.close()


def arguments(space, giver, q, before=("9999-12-31", 0), limit=LIMIT, offset=0):
    return [space, giver, q, None, None, None, None, "1970-01-01", "9999-12-31", *before, limit, offset]


def search(cursor, *given):
    cursor.execute(f"execute checked({', '.join(['%s'] * len(given))})", given)
    return cursor.fetchall()


def touched(cursor, *given):
    """How many rows of kudos were looked at, kept or not."""
    cursor.execute(f"explain (analyze, timing off, format json) execute checked({', '.join(['%s'] * len(given))})", given)
    plan = cursor.fetchone()[0][0]["Plan"]
    return sum(node["Actual Loops"] * (node["Actual Rows"] + node.get("Rows Removed by Filter", 0) + node.get("Rows Removed by Index Recheck", 0))
               for node in plans.walk(plan) if node.get("Relation Name") == "kudos")


@pytest.mark.parametrize("word, most", [("주셔서", 4 * LIMIT), ("배포", 6 * LIMIT), ("새벽", 3 * WALK), ("번역", 3 * WALK), ("없는말", 3 * WALK)])
def test_few_gifts_are_looked_at_for_a_page(space, word, most):
    cursor, *who = space
    assert touched(cursor, *arguments(*who, word)) <= most


@pytest.mark.parametrize("word", [*WORDS, "없는말", "주셔서 새벽"])
def test_everything_is_found_in_order_page_by_page(space, word):
    cursor, *who = space
    expected = [message(n) for n in reversed(range(MANY)) if all(WORDS.get(part, lambda _: False)(n) for part in word.split())][:3 * LIMIT]
    by_offset = [row for page in range(3) for row in search(cursor, *arguments(*who, word, offset=page * LIMIT))]
    assert [row[MESSAGE] for row in by_offset] == expected
    by_key, before = [], ("9999-12-31", 0)
    for _ in range(3):
        page = search(cursor, *arguments(*who, word, before=before))
        by_key += page
        before = (page[-1][CREATED_AT], page[-1][0]) if page else before
    assert [row[MESSAGE] for row in by_key][:len(expected)] == expected
