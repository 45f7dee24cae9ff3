import pytest

import database


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
