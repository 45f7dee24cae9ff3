"""How many rows each statement reads, inside its functions too.

The application's role has `enable_sort = off`, so that a page is read in its index's order. The same makes PostgreSQL walk through
everybody in order where few rows, found by key, would be sorted: those functions say `set enable_sort = on`, or look up one by one.
"""
import pytest

import database
import plans
from test_statements import CATALOGUE, LARGE, run

SCANS = {"Seq Scan", "Index Scan", "Index Only Scan", "Bitmap Heap Scan"}


def counting(enable_sort):
    connection = database.application(nested_plans=True, analyze=True)
    connection.cursor().execute("select set_config('enable_sort', %s, false)", (enable_sort,))
    return connection


@pytest.fixture(scope="module")
def as_deployed():
    connection = counting("off")
    yield connection
    connection.close()


@pytest.fixture(scope="module")
def free_to_sort():
    connection = counting("on")
    yield connection
    connection.close()


def scans(connection, statement, values):
    """(relation, rows read, index condition) of each scan of one execution, rolled back."""
    cursor = connection.cursor()
    cursor.execute("deallocate all")
    database.prepare(cursor, statement)
    cursor.execute("begin")
    connection.notices.clear()
    run(connection, statement, values)
    cursor.execute("rollback")
    return [(node["Relation Name"], (node["Actual Rows"] + node.get("Rows Removed by Filter", 0)) * node["Actual Loops"], node.get("Index Cond"))
            for _, plan in database.nested_plans(connection) for node in plans.walk(plan) if node["Node Type"] in SCANS]


@pytest.mark.parametrize("statement", CATALOGUE, ids=lambda statement: statement.full_name)
def test_nothing_more_is_read_to_spare_a_sort(as_deployed, free_to_sort, values, statement):
    read = scans(as_deployed, statement, values)
    at_best = sum(rows for _, rows, _ in scans(free_to_sort, statement, values))
    assert sum(rows for _, rows, _ in read) <= 3 * at_best + LARGE, sorted(read, key=lambda scan: -scan[1])[:3]
