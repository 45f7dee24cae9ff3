"""gracy-worker migrate: in order, once, under a lock, and never over something that was changed."""
import re
import subprocess
from contextlib import closing

import pytest

from support import build
from support.database import Database, copy_template, run_worker, write_worker_configuration
from support.load import together
from support.postgres import psql
from support.waiting import eventually


def migrate(database: Database) -> subprocess.CompletedProcess:
    configuration = write_worker_configuration(database.server.folder / f"{database.name}.toml", database, "gracy_owner")
    return subprocess.run([str(build.WORKER), "migrate", "--config", str(configuration)], capture_output=True, text=True, cwd="/",
                          env=build.program_environment(database.server.folder))


@pytest.fixture
def copy(cluster, roles, request):
    copies = getattr(cluster, "copies_for_migrations", 0) + 1
    cluster.copies_for_migrations = copies
    return copy_template(cluster, f"migrated_{copies}", roles)


@pytest.fixture
def empty(cluster, roles):
    copies = getattr(cluster, "copies_for_migrations", 0) + 1
    cluster.copies_for_migrations = copies
    cluster.sql(f"create database unmigrated_{copies} owner gracy_owner")
    return Database(cluster, f"unmigrated_{copies}", roles)


def schema(database: Database) -> list[tuple]:
    return database.sql("select table_name, column_name, data_type from information_schema.columns where table_schema = 'gracy' order by 1, 2")


def test_an_empty_database_gets_the_whole_schema(empty, copy):
    result = migrate(empty)
    assert result.returncode == 0, result.stderr
    assert schema(empty) == schema(copy)
    assert empty.one("select count(*) from gracy.migration where kind = 'migration'") == len(list((build.ROOT / "sql/migrations").glob("*.sql")))


def test_a_second_run_changes_nothing(copy):
    before = copy.sql("select * from gracy.migration order by kind, name")
    result = migrate(copy)
    assert result.returncode == 0, result.stderr
    assert copy.sql("select * from gracy.migration order by kind, name") == before


def test_a_migration_that_was_changed_is_refused(copy):
    """It ran here with another content: nothing is done, and the file is named."""
    copy.sql("update gracy.migration set sha256 = repeat('0', 64) where kind = 'migration' and name like '0003%%'")
    before = copy.sql("select * from gracy.migration order by kind, name")
    result = migrate(copy)
    assert result.returncode != 0
    assert "0003_access.sql" in result.stderr and "changed" in result.stderr, result.stderr
    assert copy.sql("select * from gracy.migration order by kind, name") == before


def test_a_database_from_the_future_is_refused(copy):
    """A newer build has migrated it: an older one keeps its hands off."""
    copy.sql("insert into gracy.migration (kind, name, sha256) values ('migration', '9999_tomorrow.sql', repeat('a', 64))")
    result = migrate(copy)
    assert result.returncode != 0 and "9999_tomorrow.sql" in result.stderr, result.stderr


def test_a_function_that_differs_is_made_anew(copy):
    """Functions are replaced whenever they changed."""
    copy.sql("create or replace function gracy.member_role(p_team_space_id bigint, p_member_id bigint) returns text language sql as 'select ''member'''")
    copy.sql("update gracy.migration set sha256 = repeat('0', 64) where kind = 'function' and name like '%%member_role%%'")
    assert migrate(copy).returncode == 0
    owner = copy.member_id("doyun.jung@hanbit.example")
    assert copy.one("select gracy.member_role(1, %s)", owner) == "owner"


def test_who_does_not_own_the_database_is_told_who_does(empty):
    configuration = write_worker_configuration(empty.server.folder / f"{empty.name}.toml", empty)
    result = subprocess.run([str(build.WORKER), "migrate", "--config", str(configuration)], capture_output=True, text=True, cwd="/",
                            env=build.program_environment(empty.server.folder))
    assert result.returncode == 1 and re.search(r"permission denied for database.*the role that owns the database \(gracy_owner\)", result.stderr), result.stderr


def test_what_a_superuser_has_migrated_is_no_riddle(empty):
    empty.sql("create schema gracy")
    result = migrate(empty)
    assert result.returncode == 1 and re.search(r"permission denied for schema.*gracy_owner.*what another role has made", result.stderr), result.stderr


@pytest.mark.parametrize("command", [("team-space", "list"), ("team-space", "suspend", "hanbit"), ("jobs", "dead")], ids=" ".join)
def test_commands_on_a_database_without_a_schema_ask_for_it(empty, command):
    configuration = write_worker_configuration(empty.server.folder / f"{empty.name}.toml", empty)
    result = subprocess.run([str(build.WORKER), *command, "--config", str(configuration)], capture_output=True, text=True, cwd="/",
                            env=build.program_environment(empty.server.folder))
    assert result.returncode == 1 and "does not exist" in result.stderr and "run gracy-worker migrate first" in result.stderr, result.stderr


def test_two_at_once_do_it_once(empty):
    results = together(*[lambda: migrate(empty)] * 3)
    assert [result.returncode for result in results] == [0, 0, 0], [result.stderr for result in results]
    assert empty.sql("select name from gracy.migration group by kind, name having count(*) > 1") == []


def test_a_migration_that_fails_leaves_nothing_behind(empty):
    """Something of that name is there already: the second migration fails as a whole, the first stays."""
    empty.sql("create schema gracy authorization gracy_owner")
    empty.sql("create table gracy.department (something int)")
    result = migrate(empty)
    assert result.returncode != 0 and "0002_people.sql" in result.stderr and "rolled back" in result.stderr, result.stderr
    assert empty.one("select to_regclass('gracy.member') is null and to_regclass('gracy.team_space') is null")
    empty.sql("drop table gracy.department")
    assert migrate(empty).returncode == 0


def test_an_index_whose_building_was_stopped_is_built_by_the_next_run(empty):
    """It waits for whoever reads as of a moment before it; stopped there, it leaves an index that no plan uses."""
    configuration = write_worker_configuration(empty.server.folder / f"{empty.name}.toml", empty, "gracy_owner")
    unusable = "select count(*) from pg_index where not indisvalid"
    with closing(empty.server.connect(empty.name)) as reader:
        reader.autocommit = False
        reader.cursor().execute("set transaction isolation level repeatable read; select 1")
        worker = subprocess.Popen([str(build.WORKER), "migrate", "--config", str(configuration)], cwd="/",
                                  stderr=subprocess.DEVNULL, env=build.program_environment(empty.server.folder))
        try:
            eventually(lambda: empty.one(unusable) == 1, "an index to be built", 60)
        finally:
            worker.kill()
            worker.wait()
        empty.sql("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = 'gracy_owner'")
    eventually(lambda: empty.one("select count(*) from pg_stat_activity where datname = current_database() and usename = 'gracy_owner'") == 0,
               "its session to end")
    assert empty.one(unusable) == 1
    result = migrate(empty)
    assert result.returncode == 0, result.stderr
    assert empty.one(unusable) == 0
    assert empty.one("select count(*) from gracy.migration where kind = 'migration'") == len(list((build.ROOT / "sql/migrations").glob("*.sql")))


def test_the_application_cannot_migrate(empty):
    configuration = write_worker_configuration(empty.server.folder / f"{empty.name}.toml", empty, "gracy_app")
    with pytest.raises(AssertionError, match="permission denied"):
        run_worker("migrate", "--config", configuration)


def test_the_application_cannot_change_the_schema(copy, roles):
    """Its role owns nothing."""
    for statement in ("drop table gracy.kudos", "alter table gracy.member disable trigger all", "create table gracy.mine (a int)",
                      "alter table gracy.member disable row level security", "insert into gracy.access_change (kind, team_space_id) values ('member', 1)"):
        with pytest.raises(AssertionError, match="must be owner|permission denied"):
            psql(copy.server, copy.name, "-c", statement, user="gracy_app", password=roles.passwords["gracy_app"])
