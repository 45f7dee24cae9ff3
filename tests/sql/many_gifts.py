"""A team space with many gifts, and lists of them of which the rows that they look at are counted."""
from contextlib import closing, contextmanager

import database
import plans

MANY = 20_000
LIMIT = 50
# What the walk through the newest may look at for one page, before anything else is asked.
WALK = 1_000 + 4 * LIMIT


@contextmanager
def team_space(slug):
    """A cursor, the team space, somebody who gives and a value; gone with its transaction."""
    with closing(database.superuser()) as connection:
        connection.autocommit = False
        cursor = connection.cursor()
        cursor.execute("set local plan_cache_mode = force_generic_plan")
        cursor.execute("insert into team_space (slug, name) values (%s, %s) returning id", [slug, slug.title()])
        [space] = cursor.fetchone()
        cursor.execute("insert into member (team_space_id, name, email, status) values (%s, '김민수', %s, 'active') returning id",
                       [space, f"minsu@{slug}.example"])
        [giver] = cursor.fetchone()
        cursor.execute("insert into company_value (team_space_id, name) values (%s, 'Trust') returning id", [space])
        [value] = cursor.fetchone()
        yield cursor, space, giver, value
        connection.rollback()


def give(cursor, space, giver, value, messages):
    """A gift a minute."""
    cursor.execute("insert into kudos (team_space_id, giver_id, value_id, message, points, visibility, source, created_at)"
                   " select %s, %s, %s, message, 1, 'public', 'api', timestamptz '2026-01-01' + number * interval '1 minute'"
                   " from unnest(%s::text[]) with ordinality as made(message, number)", [space, giver, value, messages])


class Listing:
    """`arguments` makes those of the statement of whom it is asked for, and of `before` or `offset`."""

    def __init__(self, statement, arguments, *relations):
        self.statement = next(each for each in database.statements() if each.full_name == statement)
        self.arguments, self.relations = arguments, relations
        columns = [column.name for column in self.statement.columns]
        self._message, self._created_at = columns.index("message"), columns.index("created_at")

    def prepare(self, cursor):
        database.prepare(cursor, self.statement)

    def _execute(self, cursor, given, explain=""):
        cursor.execute(f"{explain} execute checked({', '.join(['%s'] * len(given))})", given)
        return cursor.fetchall()

    def touched(self, cursor, *who):
        """How many rows of the relations were looked at for the first page, kept or not."""
        plan = self._execute(cursor, self.arguments(*who), "explain (analyze, timing off, format json)")[0][0][0]["Plan"]
        return sum(node["Actual Loops"] * (node["Actual Rows"] + node.get("Rows Removed by Filter", 0) + node.get("Rows Removed by Index Recheck", 0))
                   for node in plans.walk(plan) if node.get("Relation Name") in self.relations)

    def messages_by_offset(self, cursor, *who, pages=3):
        return [row[self._message] for page in range(pages) for row in self._execute(cursor, self.arguments(*who, offset=page * LIMIT))]

    def messages_by_key(self, cursor, *who, pages=3):
        messages, before = [], ("9999-12-31", 0)
        for _ in range(pages):
            page = self._execute(cursor, self.arguments(*who, before=before))
            messages += [row[self._message] for row in page]
            before = (page[-1][self._created_at], page[-1][0]) if page else before
        return messages
