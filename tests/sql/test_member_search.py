"""The search for members reads those whom it finds, by their names or their department's, and not all ten thousand. Counted, not
timed."""
import pytest

import database
import plans

MANY, DEPARTMENTS = 10_000, 50
STATEMENTS = {statement.full_name: statement for statement in database.statements()}
LISTS = {
    "people/search_members": lambda space, q: [space, q, None, None, "", 0, 20, 0],
    "people/count_search_members": lambda space, q: [space, q, None, None],
    "people/list_found_members": lambda space, q: [space, q, None, False] + [None] * 8 + ["", 0, 20, 0] + [None] * 3 + [True],
    "people/count_found_members": lambda space, q: [space, q, None, False] + [None] * 10 + [True],
}


@pytest.fixture(scope="module")
def company():
    """A team space with many people in many departments, gone with its transaction."""
    connection = database.superuser()
    connection.autocommit = False
    cursor = connection.cursor()
    cursor.execute("set local plan_cache_mode = force_generic_plan")
    cursor.execute("insert into team_space (slug, name) values ('crowded', 'Crowded') returning id")
    [space] = cursor.fetchone()
    cursor.execute("insert into department (team_space_id, name, name_en) select %s, n || '호점 영업부', 'Branch ' || n || ' Sales'"
                   " from generate_series(1, %s) as n", [space, DEPARTMENTS])
    cursor.execute("insert into member (team_space_id, name, email, status, department_id)"
                   " select %s, '직원 ' || n, n || '@crowded.example', 'active', department.id"
                   " from generate_series(1, %s) as n join department on department.team_space_id = %s"
                   "      and department.name = (n %% %s + 1) || '호점 영업부'", [space, MANY, space, DEPARTMENTS])
    cursor.execute("analyze member, department, department_edge")
    for name in LISTS:
        database.prepare(cursor, STATEMENTS[name], f'"{name}"')
    yield cursor, space
    connection.rollback()
    connection.close()


def run(cursor, name, space, q, how=""):
    given = LISTS[name](space, q)
    cursor.execute(f'{how} execute "{name}"({", ".join(["%s"] * len(given))})', given)
    return cursor.fetchall()


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("q", ["17호점", "branch 17", "직원 1717", "없는 사람"])
def test_a_search_reads_whom_it_finds(company, name, q):
    cursor, space = company
    plan = run(cursor, name, space, q, "explain (analyze, timing off, format json)")[0][0][0]["Plan"]
    read = sum(node["Actual Loops"] * (node["Actual Rows"] + node.get("Rows Removed by Filter", 0) + node.get("Rows Removed by Index Recheck", 0))
               for node in plans.walk(plan) if node.get("Relation Name") == "member")
    assert read <= 2 * MANY / DEPARTMENTS


@pytest.mark.parametrize("q, found", [("17호점", MANY // DEPARTMENTS), ("branch 17 sales", MANY // DEPARTMENTS), ("직원 1717", 1), ("영업부", MANY), ("없는 사람", 0)])
def test_everybody_of_a_department_that_is_named_so_is_found(company, q, found):
    cursor, space = company
    assert run(cursor, "people/count_search_members", space, q) == run(cursor, "people/count_found_members", space, q) == [(found,)]
    assert len(run(cursor, "people/search_members", space, q)) == min(20, found)
