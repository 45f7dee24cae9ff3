"""A backup, restored as conf/operating.md says."""
import re

import pytest

from support.build import POSTGRES_BIN, ROOT
from support.database import Database, migrate
from support.processes import as_service, run
from worker_fixtures import *  # noqa: F401,F403 - fixtures

NOTE = "복구해도 읽힌다"
PAGE = (ROOT / "conf/operating.md").read_text()


def statements() -> list[str]:
    """What the section on restoring has an operator type as superuser."""
    section = PAGE.split("## Restoring\n")[1].split("\n## ")[0]
    code = "\n".join(re.findall(r"^ {7}(\S.*)$", section, re.M))
    return [statement.strip() for statement in code.split(";") if statement.strip()]


@pytest.fixture(scope="module")
def note(nginx, people, database) -> str:
    """Somebody has written how their day was, and a mail and a message of Slack's were on their way."""
    [(today,)] = database.sql("select (now() at time zone coalesce(member.tz, team_space.tz))::date from gracy.member"
                              " join gracy.team_space on team_space.id = member.team_space_id where member.id = %s", people.member.id)
    path = f"/api/v1/me/check-ins/{today}"
    assert nginx.client.as_(people.member.token).request("PUT", path, json_body={"score": 4, "note": NOTE}).status in (200, 201)
    database.sql("insert into gracy.slack_message (team_space_id, team_id, method, channel, arguments, due_at)"
                 " values (%s, 'T1', 'chat.postMessage', 'C1', '{}', now())", people.member.team_space_id)
    return path


@pytest.fixture(scope="module")
def restored(note, cluster, roles, database, folder) -> Database:
    dump = cluster.folder / "restored.dump"
    at = ("-h", cluster.folder, "-p", cluster.port, "-U", "postgres")
    run(*as_service(POSTGRES_BIN / "pg_dump", *at, "-Fc", "-f", dump, database.name))
    cluster.sql("create database restored owner gracy_owner")
    run(*as_service(POSTGRES_BIN / "pg_restore", *at, "--exit-on-error", "-d", "restored", dump))
    return Database(cluster, "restored", roles)


def test_every_statement_of_the_page_is_one_of_this_schema(restored):
    assert len(statements()) == 7
    for statement in statements():
        restored.sql(statement)
    assert restored.sql("select count(*) from gracy.slack_message where state = 'waiting'") == [(0,)]
    assert restored.sql("select distinct since::text, complete from gracy.change_capture") == [(None, False)]


def test_nothing_is_left_to_migrate(restored):
    before = restored.sql("select * from gracy.migration order by kind, name")
    migrate(restored)
    assert restored.sql("select * from gracy.migration order by kind, name") == before


def test_it_serves_as_before_and_opens_notes(restored, note, start_nginx, people):
    client = start_nginx(on=restored).client.as_(people.member.token)
    assert client.get("/readyz").status == 200
    assert client.get(note).json()["note"] == NOTE
    assert client.get("/api/v1/members?limit=5&include=total").json()["page"]["total"] > 100


def test_its_worker_works(restored, start_worker):
    worker = start_worker(on=restored)
    eventually(lambda: restored.one("select count(*) from gracy.cron_run"), f"a slot to be fired:\n{worker.log.text()}")
    assert worker.stop() == 0
