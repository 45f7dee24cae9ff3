import pytest

import database
from racing import GIVER, SPACE


def pytest_configure(config):
    if not database.URL:
        raise pytest.UsageError("GRACY_TEST_DATABASE_URL is not set; tests/sql/run starts a database and sets it")


@pytest.fixture(scope="session")
def admin():
    connection = database.superuser()
    yield connection
    connection.close()


@pytest.fixture(scope="session")
def values(admin):
    return database.Values(admin)


@pytest.fixture(scope="session")
def application():
    connection = database.application()
    yield connection
    connection.close()


@pytest.fixture(scope="session")
def told():
    """Another one, which is told the plans inside functions: a page of JSON for each statement that a function runs, so that only tests
    that look at them should pay for it."""
    connection = database.application(nested_plans=True)
    yield connection
    connection.close()


@pytest.fixture
def app(application):
    """The application's connection, with nothing prepared and no transaction open."""
    application.cursor().execute("deallocate all")
    yield application
    application.cursor().execute("rollback")
    application.notices.clear()


@pytest.fixture
def company(admin):
    """A team space with one giver and twenty others, an allowance of 100."""
    cursor = admin.cursor()
    cursor.execute(f"""
        insert into team_space (id, slug, name) overriding system value values ({SPACE}, 'race', 'Race');
        insert into member (team_space_id, id, name, email, status) overriding system value
        select {SPACE}, n, '사람 ' || n, 'p' || n || '@race.example', 'active' from generate_series({GIVER}, {GIVER} + 20) as n;
        insert into company_value (team_space_id, id, name) overriding system value values ({SPACE}, 9001, 'Play');
        update recognition_policy set pair_gifts_a_day = null, pair_percent = null where team_space_id = {SPACE};
    """)
    yield cursor
    cursor.execute(f"""
        delete from kudos_recipient where team_space_id = {SPACE}; delete from kudos where team_space_id = {SPACE};
        delete from session where team_space_id = {SPACE}; delete from login_failure where team_space_id = {SPACE};
        delete from role_grant where team_space_id = {SPACE}; set session_replication_role = replica;
        delete from audit_log where team_space_id = {SPACE}; set session_replication_role = origin;
        delete from idempotency_key where team_space_id = {SPACE};
        delete from assistant_task where team_space_id = {SPACE}; delete from assistant_kind_budget where team_space_id = {SPACE};
        delete from assistant_question where team_space_id = {SPACE}; delete from assistant_budget where team_space_id = {SPACE};
        delete from company_value where team_space_id = {SPACE}; delete from member where team_space_id = {SPACE};
        delete from department where team_space_id = {SPACE};
        delete from change_outbox where team_space_id = {SPACE}; delete from team_space where id = {SPACE};
    """)


@pytest.fixture
def first(company):
    """The connection that comes first, in a transaction that stays open until the test ends it."""
    connection = database.application()
    cursor = connection.cursor()
    cursor.execute("begin")
    # A test that has failed leaves it open until its other fixtures are gone.
    company.execute("set lock_timeout = '5s'")
    yield cursor
    cursor.execute("rollback")
    company.execute("reset lock_timeout")
    connection.close()
