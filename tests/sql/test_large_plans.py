"""What PostgreSQL would do with a team space of 200,000 people: the catalogue says that there are as many rows as they would leave,
and nothing else changes. The tables have a few pages, so that reading one whole looks cheaper than it would be; who leans on its indexes
here does so all the more there."""
import pytest

import database
import plans

PEOPLE = 200_000
# Of all team spaces at once, or of policies: no longer because of people.
OF_OTHERS = {"assistant/list_refusals", "assistant/measure_budgets", "policies/look_up_query", "slack/count_celebration_trouble",
             # Most people of the data here report to nobody, which is who it begins with.
             "people/list_org_chart"}
# What is asked while somebody waits.
READS = [statement for statement in database.statements() if statement.kind == "read" and statement.full_name not in OF_OTHERS]


@pytest.fixture(scope="module")
def crowd():
    """The application's connection, in a transaction in which tables are as long as such a company's."""
    connection = database.superuser()
    connection.autocommit = False
    cursor = connection.cursor()
    cursor.execute("select reltuples from pg_class where oid = 'gracy.member'::regclass")
    times = PEOPLE / cursor.fetchone()[0]
    assert times > 50
    cursor.execute("update pg_class set reltuples = reltuples * %s, relpages = greatest(relpages, 1)"
                   " where relnamespace = 'gracy'::regnamespace and relkind in ('r', 'i') and reltuples > 500", [times])
    cursor.execute("set local role gracy_app")
    cursor.execute("set local search_path = gracy")
    yield connection
    connection.rollback()
    connection.close()


@pytest.fixture
def cursor(crowd):
    cursor = crowd.cursor()
    cursor.execute("savepoint asked")
    yield cursor
    cursor.execute("rollback to asked")
    cursor.execute("deallocate all")


def test_there_are_as_many(cursor):
    cursor.execute("explain (format json) select from member")
    assert cursor.fetchone()[0][0]["Plan"]["Plan Rows"] > PEOPLE / 2


@pytest.mark.parametrize("statement", READS, ids=lambda statement: statement.full_name)
def test_nothing_is_read_whole_and_indexes_stay_the_same(cursor, values, statement):
    database.prepare(cursor, statement)
    plan = database.explain(cursor, statement, values.of(statement))
    # However many people, there are as many companies as before.
    whole = [scan.relation for scan in plans.scans(plan)
             if scan.node_type == "Seq Scan" and scan.rows > PEOPLE / 100 and scan.relation != "team_space"]
    missing = ["|".join(alternatives) for alternatives in statement.plan if not plans.index_names(plan) & set(alternatives)]
    assert not whole and not missing, f"uses {sorted(plans.index_names(plan))}"
