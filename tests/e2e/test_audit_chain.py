"""The worker chains the audit log, and one command proves that nobody has changed it."""
import subprocess

import pytest

from support import build
from worker_fixtures import *  # noqa: F403 - fixtures

# What the demo itself has in its log would be in the way of counting.
NOTHING = "alter table gracy.audit_log disable trigger user; alter table gracy.audit_link disable trigger user; truncate gracy.audit_log, gracy.audit_link, gracy.audit_unlinked; alter table gracy.audit_log enable trigger user; alter table gracy.audit_link enable trigger user"
ADDED = ("insert into gracy.audit_log (team_space_id, action, target_kind, target_id) select (select id from gracy.team_space where slug = 'hanbit'),"
         " 'member.update', 'member', n::text from generate_series(1, %s) as n")


@pytest.fixture(autouse=True)
def an_empty_log(fresh):
    fresh.sql(NOTHING)


def verify(worker, *head: str) -> subprocess.CompletedProcess:
    return subprocess.run([str(build.WORKER), "audit", "verify", *head, "--config", str(worker.configuration)], capture_output=True, text=True,
                          env=build.program_environment(worker.folder))


def head_of(result: subprocess.CompletedProcess) -> str:
    [line] = [line for line in result.stdout.splitlines() if line.startswith("hanbit\t")]
    return line.rsplit(" ", 1)[1]


def is_linked(database) -> bool:
    return database.one("select count(*) from gracy.audit_unlinked") == 0


def test_lines_are_chained_soon_and_in_any_number(start_worker, fresh):
    worker = start_worker("jobs")
    fresh.sql(ADDED, 2500)
    eventually(lambda: is_linked(fresh), "every line to have its link")
    result = verify(worker)
    assert result.returncode == 0 and "2500 lines hold, 0 wait" in result.stdout, result


def test_two_workers_make_one_chain(start_worker, fresh):
    worker, _ = start_worker("jobs"), start_worker("jobs")
    for _ in range(10):
        fresh.sql(ADDED, 50)
    eventually(lambda: is_linked(fresh), "every line to have its link")
    assert "500 lines hold" in verify(worker).stdout
    assert fresh.one("select count(distinct position) from gracy.audit_link") == 500


def test_a_changed_line_breaks_the_chain_there(start_worker, fresh):
    worker = start_worker("jobs")
    fresh.sql(ADDED, 5)
    eventually(lambda: is_linked(fresh), "every line to have its link")
    third = fresh.one("select id from gracy.audit_log order by id offset 2 limit 1")
    fresh.sql("alter table gracy.audit_log disable trigger audit_log_is_kept")
    fresh.sql("update gracy.audit_log set target_id = 'somebody else' where id = %s", third)
    result = verify(worker)
    assert result.returncode == 1
    assert f"hanbit\tBROKEN at line {third}, after 3 lines" in result.stdout


def test_a_line_put_in_behind_its_back_is_found(start_worker, fresh):
    worker = start_worker("jobs")
    fresh.sql(ADDED, 3)
    eventually(lambda: is_linked(fresh), "every line to have its link")
    fresh.sql("alter table gracy.audit_log disable trigger audit_line_added")
    fresh.sql(ADDED, 1)
    assert verify(worker).returncode == 1


def test_a_chain_that_was_cut_does_not_know_the_hash_that_was_noted(start_worker, fresh):
    worker = start_worker("jobs")
    fresh.sql(ADDED, 3)
    eventually(lambda: is_linked(fresh), "every line to have its link")
    head = head_of(verify(worker))
    assert verify(worker, head).returncode == 0
    for table in ("audit_link", "audit_log"):
        fresh.sql(f"alter table gracy.{table} disable trigger {table}_is_kept")
    fresh.sql("delete from gracy.audit_link where position = 3")
    fresh.sql("delete from gracy.audit_log where id = (select max(id) from gracy.audit_log)")
    assert verify(worker).returncode == 0, "what is left holds by itself"
    result = verify(worker, head)
    assert result.returncode == 1 and "cut off" in result.stdout
