"""gracy-worker's queue: whatever dies, stops or stands in line, each job is done, and each slot fires once."""
import re
import signal
import subprocess
import time
from contextlib import closing

import pytest

from support import build
from support.database import run_worker
from support.postgres import Lock
from support.processes import frozen, send_signal
from worker_fixtures import *  # noqa: F401,F403 - fixtures

POLL, PURGE, RELEASE = "staking.poll", "housekeeping.purge", "check_ins.release"


def duty_holder(database, duty: str) -> int | None:
    """The session that holds a duty's lock."""
    rows = database.sql("select pid from pg_locks where locktype = 'advisory' and granted and database = (select oid from pg_database where datname = current_database())"
                        " and classid::bigint = hashtext('gracy.duty')::bigint & 4294967295 and objid::bigint = hashtext(%s)::bigint & 4294967295", duty)
    return rows[0][0] if rows else None


# Configuration and commands.


def test_check_names_every_mistake_with_its_line(folder, fresh):
    configuration = folder / "mistaken.toml"
    configuration.write_text('[database]\nconninfo = "host=/nowhere dbname=gracy user=gracy_app"\n[jobs]\nconcurency = 3\nlease_seconds = "long"\n')
    result = subprocess.run([str(build.WORKER), "check", "--config", str(configuration)], capture_output=True, text=True,
                            env=build.program_environment(folder))
    assert result.returncode == 2
    assert f'{configuration}:4: [jobs] has no key "concurency"; did you mean "concurrency"?' in result.stderr
    assert f"{configuration}:5: [jobs] lease_seconds is string; write a whole number" in result.stderr


def test_staking_duty_without_a_contract_is_refused(start_worker):
    worker = start_worker("staking")
    assert worker.wait() == 2
    assert "[staking]" in worker.log.text()


def test_logs_are_json_when_that_is_asked_for(start_worker, watched):
    worker = start_worker("jobs", log={"format": "json"})
    worker.says('"message":"duty jobs: ours"')
    assert worker.stop() == 0
    import json
    lines = [json.loads(line) for line in worker.log.text().splitlines()]
    assert all({"time", "level", "message"} <= line.keys() for line in lines)


def test_it_says_which_build_it_is(start_worker):
    said = run_worker("--version")
    assert re.fullmatch(r"gracy-worker \d+\.\d+\.\d+\+[0-9a-f]{12}\n", said) and run_worker("version") == said
    start_worker("jobs").says(f", version {said.split()[1]}")


def test_hash_password_makes_what_the_login_checks():
    assert run_worker("hash-password", input="correct horse\n").startswith("$argon2id$v=19$")


# The queue.


def test_a_job_is_done_once_and_says_by_whom(start_worker, jobs):
    job = jobs.add(PURGE, "bulk")
    worker = start_worker("jobs")
    row = jobs.wait(job, "done")
    assert row["attempts"] == 1 and f"/{worker.pid}/" in row["worker"]
    assert worker.stop() == 0


def test_a_notification_wakes_a_worker_that_would_sleep(start_worker, jobs, fresh):
    start_worker("jobs", jobs={"poll_ms": 60_000}).says("duty jobs: ours")
    eventually(lambda: fresh.one("select count(*) from pg_stat_activity where datname = current_database() and query ilike 'listen%%'"), "somebody to listen")

    def overslept():
        """A job that nobody has taken. The slots of the schedules wake the worker, too; the next job finds it asleep."""
        job = jobs.add(PURGE, "bulk")
        time.sleep(0.5)
        return jobs.state(job) == "queued" and job

    job = eventually(overslept, "the worker to sleep", 60)
    fresh.sql("notify gracy_jobs")
    jobs.wait(job, "done")


def test_a_killed_worker_loses_nothing(watch_chain, chain, jobs):
    """Its lease ends and another worker does the job."""
    chain.mine(5)
    chain.faults.held = True
    first = watch_chain(rpc_timeout_ms=60_000, jobs={"lease_seconds": 3})
    eventually(lambda: chain.calls, "the poll to begin")
    [job] = jobs.of_kind(POLL, "running")
    first.kill()
    chain.faults.held = False
    chain.let_go.set()
    second = watch_chain(poll_seconds=3600)
    row = jobs.wait(job, "done")
    assert row["attempts"] == 2 and f"/{second.pid}/" in row["worker"]


def test_a_lease_is_kept_for_as_long_as_its_job_runs(watch_chain, chain, jobs):
    """Longer than the lease, and nobody else takes it."""
    chain.mine(5)
    chain.faults.held = True
    for _ in range(2):
        watch_chain(rpc_timeout_ms=60_000, poll_seconds=3600, jobs={"lease_seconds": 5})
    eventually(lambda: chain.calls, "the poll to begin")
    [job] = jobs.of_kind(POLL)
    time.sleep(7)
    assert jobs.row(job)["attempts"] == 1 and jobs.state(job) == "running"
    chain.faults.held = False
    chain.let_go.set()
    jobs.wait(job, "done")


def test_a_frozen_worker_whose_job_another_took_does_not_settle_it(watch_chain, chain, jobs):
    chain.mine(5)
    chain.faults.held = True
    first = watch_chain(rpc_timeout_ms=60_000, poll_seconds=3600)
    eventually(lambda: chain.calls, "the poll to begin")
    [job] = jobs.of_kind(POLL)
    with frozen(first.pid):
        time.sleep(3.2)
        chain.faults.held = False
        second = watch_chain(poll_seconds=3600)
        second.says("its holder showed no sign of life")
        row = jobs.wait(job, "done")
        assert f"/{second.pid}/" in row["worker"]
    chain.let_go.set()
    first.says("given up here")
    assert jobs.row(job) | {"due_in": 0} == row | {"due_in": 0}
    assert first.stop() == 0


def test_sigterm_lets_the_running_job_end_and_takes_no_other(watch_chain, chain, jobs):
    chain.mine(5)
    chain.faults.held = True
    worker = watch_chain(rpc_timeout_ms=60_000, poll_seconds=3600, jobs={"stop_seconds": 60})
    eventually(lambda: chain.calls, "the poll to begin")
    [job] = jobs.of_kind(POLL)
    other = jobs.add(POLL, "staking")
    worker.terminate()
    worker.says("stopping")
    time.sleep(0.5)
    assert worker.process.poll() is None and jobs.state(job) == "running"
    chain.faults.held = False
    chain.let_go.set()
    assert worker.wait() == 0
    assert jobs.state(job) == "done" and jobs.state(other) == "queued"


def test_a_job_that_outlasts_the_time_to_stop_goes_back_at_once(watch_chain, chain, jobs):
    chain.mine(5)
    chain.faults.held = True
    worker = watch_chain(rpc_timeout_ms=60_000, poll_seconds=3600, jobs={"stop_seconds": 2, "lease_seconds": 600})
    eventually(lambda: chain.calls, "the poll to begin")
    [job] = jobs.of_kind(POLL)
    assert worker.stop() == 0
    row = jobs.row(job)
    assert row["state"] == "queued" and row["due_in"] <= 0 and row["attempts"] == 0, "stopping is no failure of the job's"
    chain.faults.held = False
    chain.let_go.set()
    watch_chain(poll_seconds=3600)
    jobs.wait(job, "done")


def test_a_second_signal_does_not_wait_for_jobs(watch_chain, chain, jobs):
    chain.mine(5)
    chain.faults.held = True
    worker = watch_chain(rpc_timeout_ms=60_000, poll_seconds=3600, jobs={"stop_seconds": 60})
    eventually(lambda: chain.calls, "the poll to begin")
    worker.terminate()
    worker.says("stopping")
    send_signal(worker.pid, signal.SIGINT)
    assert worker.wait() == 0
    assert len(jobs.of_kind(POLL, "queued")) == 1


@pytest.mark.parametrize("before, stops", [(signal.SIG_DFL, True), (signal.SIG_IGN, False)], ids=["in a terminal", "under nohup"])
def test_a_terminal_that_closes_stops_it_as_sigterm_does(start_worker, before, stops):
    restored = signal.signal(signal.SIGHUP, before)
    try:
        worker = start_worker("jobs", jobs={"stop_seconds": 60})
    finally:
        signal.signal(signal.SIGHUP, restored)
    worker.says("duty jobs: ours")
    send_signal(worker.pid, signal.SIGHUP)
    if stops:
        assert worker.wait() == 0
        worker.says("stopped")
    else:
        time.sleep(0.5)
        assert "stopping" not in worker.log.text() and worker.stop() == 0


def test_an_idle_worker_stops_at_once(start_worker):
    worker = start_worker("jobs", jobs={"stop_seconds": 60})
    worker.says("duty jobs: ours")
    began = time.monotonic()
    assert worker.stop() == 0
    assert time.monotonic() - began < build.patience(15)


def test_a_job_that_fails_comes_again_later_and_dies_at_last(start_worker, jobs, fresh, folder):
    """Then an operator finds it, puts it back, and it is done."""
    # The first purge of the hour is over before anything is refused.
    worker = start_worker("jobs")
    [first] = eventually(lambda: jobs.of_kind(PURGE, "done"), "the first purge")
    fresh.sql("create function gracy.refuse() returns trigger language plpgsql as $$ begin raise exception 'not today'; end $$")
    fresh.sql("create trigger refuse before delete on gracy.session for each statement execute function gracy.refuse()")
    job = jobs.add(PURGE, "bulk", max_attempts=2)
    row = eventually(lambda: (row := jobs.row(job))["attempts"] == 1 and row["state"] == "queued" and row, "the first failure")
    assert "not today" in row["error"] and row["due_in"] <= 2
    row = jobs.wait(job, "dead")
    assert row["attempts"] == 2
    fresh.sql("drop trigger refuse on gracy.session")
    listed = run_worker("jobs", "dead", "--config", worker.configuration)
    assert listed.startswith(f"{job}\t{PURGE}\tbulk\t2 attempts") and "not today" in listed
    assert "queued again" in run_worker("jobs", "retry", job, "--config", worker.configuration)
    row = jobs.wait(job, "done")
    assert row["attempts"] == 1
    result = subprocess.run([str(build.WORKER), "jobs", "retry", str(job), "--config", str(worker.configuration)], capture_output=True, text=True)
    assert result.returncode == 1 and "not dead" in result.stderr


def test_a_job_waits_for_what_others_hold_and_uses_up_no_attempt(start_worker, jobs, fresh):
    start_worker("jobs")
    eventually(lambda: jobs.of_kind(PURGE, "done"), "the first purge")
    with Lock(fresh.server, fresh.name, "lock table gracy.session in access exclusive mode"):
        job = jobs.add(PURGE, "bulk", max_attempts=2)
        row = eventually(lambda: (row := jobs.row(job))["error"] and row["state"] == "queued" and row, "it to be put off")
        assert "lock timeout" in row["error"] and row["attempts"] == 0
    assert jobs.wait(job, "done", 90)["attempts"] <= 2


def test_an_operator_lays_dead_jobs_to_rest(start_worker, jobs, fresh):
    worker = start_worker("jobs")
    [one, *others] = [fresh.one("insert into gracy.job (kind, lane, payload, available_at, max_attempts, state, finished_at)"
                                " values ('hopeless', 'bulk', '{}', now(), 1, 'dead', now()) returning id") for _ in range(3)]

    def drop(*arguments) -> subprocess.CompletedProcess:
        return subprocess.run([str(build.WORKER), "jobs", "drop", *map(str, arguments), "--config", str(worker.configuration)], capture_output=True, text=True,
                              env=build.program_environment(worker.folder))

    dropped = drop(one)
    assert dropped.returncode == 0 and f"dropped the dead job {one} of hopeless" in dropped.stderr
    again = drop(one)
    assert again.returncode == 1 and "is not dead" in again.stderr
    assert jobs.of_kind("hopeless") == others
    assert "dropped 2 dead jobs of hopeless" in drop("--kind", "hopeless").stderr
    assert jobs.of_kind("hopeless") == []


def test_jobs_of_an_unknown_kind_wait_for_a_worker_that_knows_them(start_worker, jobs):
    job = jobs.add("somebody.elses", "bulk")
    known = jobs.add(PURGE, "bulk")
    start_worker("jobs")
    jobs.wait(known, "done")
    assert jobs.row(job)["state"] == "queued" and jobs.row(job)["attempts"] == 0


def test_housekeeping_deletes_what_has_had_its_time(start_worker, jobs, fresh):
    fresh.sql("insert into gracy.job (kind, lane, payload, available_at, max_attempts, state, finished_at) select 'old', 'bulk', '{}', now(), 1, 'done', now() - interval '30 days' from generate_series(1, 25000)")
    kept = fresh.one("insert into gracy.job (kind, lane, payload, available_at, max_attempts, state, finished_at) values ('dead', 'bulk', '{}', now(), 1, 'dead', now() - interval '80 days') returning id")
    start_worker("jobs")
    eventually(lambda: jobs.of_kind(PURGE, "done"), "the purge")
    assert jobs.of_kind("old") == [] and jobs.state(kept) == "dead"


def test_a_year_of_check_ins_is_released_in_short_runs(start_worker, jobs, fresh):
    """Each run goes on in a job of its own, so that a worker that is told to stop has little to wait for."""
    decided = lambda: fresh.one("select count(*) from gracy.release_run where subject = 'check_ins'")
    for table in ("released_cell", "release_run"):
        fresh.sql(f"delete from gracy.{table} where subject = 'check_ins'")
    before = decided()
    start_worker("jobs")
    eventually(lambda: jobs.of_kind(RELEASE, "done"), "the first run")
    # Asked once for all: between two questions a run may end and the next one begin.
    eventually(lambda: fresh.one("select bool_and(state = 'done') from gracy.job where kind = %s", RELEASE), "the last run", 120)
    periods, runs = decided() - before, len(jobs.of_kind(RELEASE))
    assert periods > 6 and periods / 3 <= runs <= periods
    assert fresh.one("select max(attempts) from gracy.job where kind = %s", RELEASE) == 1


def test_check_ins_of_one_company_that_cannot_be_decided_do_not_stop_the_others(start_worker, jobs, fresh):
    """As many periods as one run looks at are held by somebody else, ahead of the other company's."""
    fresh.sql("delete from gracy.release_run where subject = 'check_ins'")
    fresh.sql("delete from gracy.released_cell where subject = 'check_ins'")
    stuck = fresh.one("select min(team_space_id) from gracy.mood_entry")
    other = fresh.one("insert into gracy.team_space (slug, name, tz) values ('later', 'later', 'UTC') returning id")
    member = fresh.one("insert into gracy.member (team_space_id, name, email, status) values (%s, 'one', 'one@later.example', 'active') returning id", other)
    fresh.sql("insert into gracy.mood_entry (team_space_id, member_id, on_date, score) values (%s, %s, current_date - 30, 3)", other, member)
    decided = lambda space: fresh.one("select count(*) from gracy.release_run where subject = 'check_ins' and team_space_id = %s", space)
    with closing(fresh.server.connect(fresh.name)) as connection, connection.cursor() as cursor:
        cursor.execute("select pg_advisory_lock(hashtextextended('gracy.release check_ins', %s))", (stuck,))
        start_worker("jobs")
        eventually(lambda: decided(other) >= 3, "the other company's weeks", 120)
        assert decided(stuck) == 0


# PostgreSQL goes and comes back.


def test_a_worker_survives_the_restart_of_postgresql(start_worker, jobs, fresh, cluster):
    worker = start_worker("jobs")
    worker.says("duty jobs: ours")
    cluster.stop("immediate")
    time.sleep(1.5)
    assert worker.process.poll() is None
    cluster.start()
    job = jobs.add(PURGE, "bulk")
    jobs.wait(job, "done")
    eventually(lambda: duty_holder(fresh, "jobs"), "the duty to be held again")
    assert worker.stop() == 0


def test_a_job_that_ends_while_the_database_is_away_is_settled_when_it_is_back(watch_chain, chain, jobs, cluster):
    chain.mine(5)
    chain.faults.held = True
    worker = watch_chain(rpc_timeout_ms=60_000, poll_seconds=3600, jobs={"lease_seconds": 60})
    eventually(lambda: chain.calls, "the poll to begin")
    [job] = jobs.of_kind(POLL)
    cluster.stop("immediate")
    # The provider fails, which a poll takes calmly; what it has learned of the provider and its end are all that there is to write.
    chain.faults.down = True
    chain.let_go.set()
    worker.says("its end cannot be written yet")
    cluster.start()
    row = jobs.wait(job, "done")
    assert row["attempts"] <= 3, "once more when what it has learned could not be written, and when the duty was gained again meanwhile; without waiting for the lease's end"


# Schedules and duties.


def test_a_slot_fires_once_with_two_workers_and_restarts(watch_chain, chain, jobs):
    chain.mine(5)
    workers = [watch_chain(), watch_chain()]
    eventually(lambda: len(jobs.slots(POLL)) >= 3, "three slots")
    workers[0].stop()
    workers.append(watch_chain())
    workers[1].kill()
    eventually(lambda: len(jobs.slots(POLL)) >= 8, "eight slots")
    for worker in workers:
        worker.clean_up()
    slots = jobs.slots(POLL)
    assert len(jobs.of_kind(POLL)) == len(slots)
    gaps = [(after - before).total_seconds() for before, after in zip(slots, slots[1:])]
    assert min(gaps) >= 1 and all(gap == int(gap) for gap in gaps), gaps


def test_a_missed_slot_is_made_up_for_once(start_worker, jobs, fresh):
    """Nobody ran for a day: one purge, not 24."""
    fresh.sql("insert into gracy.cron_run (name, team_space_id, fire_at) values (%s, 0, date_trunc('hour', now()) - interval '24 hours')", PURGE)
    start_worker("jobs")
    eventually(lambda: jobs.of_kind(PURGE, "done"), "the purge")
    time.sleep(1)
    assert len(jobs.of_kind(PURGE)) == 1


def test_a_duty_moves_to_the_one_that_stands_by(start_worker, fresh):
    first = start_worker("jobs")
    first.says("duty jobs: ours")
    second = start_worker("jobs")
    second.says("standing by")
    first.kill()
    second.says("duty jobs: ours")
    third = start_worker("jobs")
    third.says("standing by")
    assert second.stop() == 0
    third.says("duty jobs: ours")


def test_a_stopping_worker_leaves_its_duty_at_once(watch_chain, chain, jobs):
    """Its last job may take a while; slots do not wait for it."""
    chain.mine(5)
    chain.faults.held = True
    first = watch_chain(rpc_timeout_ms=60_000, jobs={"stop_seconds": 60})
    eventually(lambda: chain.calls, "the poll to begin")
    second = watch_chain(rpc_timeout_ms=60_000)
    second.says("standing by")
    first.terminate()
    second.says("duty staking: ours")
    assert first.process.poll() is None
    chain.faults.held = False
    chain.let_go.set()
    assert first.wait() == 0


def test_a_worker_that_loses_its_connection_loses_its_duty(start_worker, fresh):
    """And somebody has it again, exactly one."""
    workers = [start_worker("jobs"), start_worker("jobs")]
    holder = eventually(lambda: duty_holder(fresh, "jobs"), "somebody on duty")
    fresh.sql("select pg_terminate_backend(%s)", holder)
    eventually(lambda: any("duty jobs: lost" in worker.log.text() for worker in workers), "the loss to be noticed")
    other = eventually(lambda: duty_holder(fresh, "jobs"), "somebody on duty again")
    assert other != holder
    eventually(lambda: sum(worker.log.text().count("duty jobs: ours") - worker.log.text().count("duty jobs: lost") for worker in workers) == 1,
               "exactly one to say so")


def test_a_frozen_worker_keeps_nobody_from_their_duty_once_it_is_dead(start_worker, fresh):
    first = start_worker("jobs")
    first.says("duty jobs: ours")
    second = start_worker("jobs")
    second.says("standing by")
    with frozen(first.pid):
        time.sleep(1.5)
        assert "ours" not in second.log.text()
    first.kill()
    second.says("duty jobs: ours")


def test_duties_of_jobs_and_staking_are_held_apart(start_worker, watch_chain, fresh):
    start_worker("jobs").says("duty jobs: ours")
    watch_chain().says("duty staking: ours")
    assert duty_holder(fresh, "jobs") != duty_holder(fresh, "staking")


def test_many_workers_share_the_jobs_of_a_lane(start_worker, jobs, fresh):
    """Every one is done once."""
    workers = [start_worker("jobs", jobs={"concurrency": 2}) for _ in range(3)]
    for worker in workers:
        worker.says("duty jobs: ")
    fresh.sql("insert into gracy.job (kind, lane, payload, available_at, max_attempts) select %s, 'bulk', '{}', now(), 5 from generate_series(1, 300)", PURGE)
    eventually(lambda: len(jobs.of_kind(PURGE, "done")) >= 300, "all jobs")
    rows = [jobs.row(job) for job in jobs.of_kind(PURGE)]
    assert {row["attempts"] for row in rows} == {1}
    assert len({row["worker"] for row in rows}) > 1
    assert all(worker.stop() == 0 for worker in workers)
