"""How a team space begins, and how people get a password, change it, and get another one."""
import re
import subprocess

import pytest

from mail_fixtures import *  # noqa: F401,F403 - fixtures
from mail_fixtures import smtp
from support import build
from support.database import random_text, run_worker, write_worker_configuration
from support.http_client import Client, assert_problem, errors_of, remember_session
from support.load import together
from support.secrets_used import remember
from worker_fixtures import *  # noqa: F401,F403 - fixtures
from worker_fixtures import eventually

ADDRESS = "https://gracy.hanbit.example"


@pytest.fixture(scope="module")
def nginx(start_nginx):
    return start_nginx(workers=2)


@pytest.fixture
def admin(client, people) -> Client:
    return client.as_(people.admin.token)


def a_password() -> str:
    return remember(f"비밀번호 {random_text(16)}", "a member's password")


@pytest.fixture
def person(people, database):
    people.hired = getattr(people, "hired", 0) + 1
    person = people.hire(f"Password {people.hired}")
    person.password = a_password()
    database.set_password(person.team_space_id, person.id, person.password)
    return person


def log_in(client: Client, email: str, password: str, team_space: str = "hanbit"):
    response = client.post("/api/v1/login", {"team_space": team_space, "email": email, "password": password})
    if response.status == 200:
        remember_session(response)
    return response


def change(client: Client, old: str, new: str):
    return client.request("PUT", "/api/v1/me/password", json_body={"old_password": old, "new_password": new})


def kinds_of_notices(client: Client) -> list[str]:
    return [notice["kind"] for notice in client.get("/api/v1/me/notices").json()["data"]]


# A beginning.


def test_an_operator_begins_a_team_space_and_its_owner_brings_in_everybody(client, database, folder):
    configuration = write_worker_configuration(folder / "begin.toml", database)
    password = a_password()
    command = ("team-space", "create", "new-company", "--name", "새 회사", "--owner", "boss@company.example", "--owner-name", "대표",
               "--timezone", "Europe/Berlin", "--locale", "en", "--config", configuration)
    assert "boss@company.example can log in" in run_worker(*command, input=password + "\n")
    session = log_in(client, "boss@company.example", password, "new-company").json()["token"]
    owner = client.as_(session)
    assert owner.get("/api/v1/me").json()["role"] == "owner"
    assert owner.get("/api/v1/settings").json() | {"slug": "new-company", "name": "새 회사", "tz": "Europe/Berlin", "locale": "en"} == owner.get("/api/v1/settings").json()
    assert owner.post("/api/v1/members", {"name": "First", "email": "first@company.example", "status": "active"}).status == 201
    assert owner.get("/api/v1/members?include=total").json()["page"]["total"] == 2
    again = subprocess.run([build.WORKER, *map(str, command)], input=a_password() + "\n", capture_output=True, text=True, cwd="/",
                           env=build.program_environment(folder))
    assert again.returncode == 1 and "already" in again.stderr
    assert log_in(client, "boss@company.example", password, "new-company").status == 200, "it is as it was"
    listed = run_worker("team-space", "list", "--config", configuration)
    assert [line.split("\t")[0] for line in listed.splitlines()] == sorted(["daybreak", "hanbit", "new-company", *other_spaces(database)])


def other_spaces(database) -> list[str]:
    return [slug for (slug,) in database.sql("select slug from gracy.team_space where slug not in ('daybreak', 'hanbit', 'new-company')")]


@pytest.mark.parametrize("more, password, why", [
    (("--owner", "boss@x.example"), "short", "at least 10 characters"), (("--owner", "boss@x.example"), "", "there was none"),
    (("--owner", "nobody"), "long enough to be one", "no mail address"),
])
def test_a_team_space_is_not_begun_by_mistake(database, folder, more, password, why):
    configuration = write_worker_configuration(folder / "begin.toml", database)
    result = subprocess.run([build.WORKER, "team-space", "create", "mistake", "--name", "x", *more, "--config", str(configuration)],
                            input=password + "\n", capture_output=True, text=True, cwd="/", env=build.program_environment(folder))
    assert result.returncode == 2 and why in result.stderr, result
    assert database.one("select count(*) from gracy.team_space where slug = 'mistake'") == 0


# One's own.


def test_somebody_changes_their_password_and_is_signed_out_elsewhere(client, person):
    mine, other = (client.as_(log_in(client, person.email, person.password).json()["token"]) for _ in range(2))
    new = a_password()
    assert change(mine, person.password, new).status == 204
    eventually(lambda: other.get("/api/v1/me").status == 401, "the other session to end", 1.4)
    assert mine.get("/api/v1/me").status == 200
    assert log_in(client, person.email, person.password).status == 401
    assert log_in(client, person.email, new).status == 200
    assert kinds_of_notices(mine) == ["password.changed"]


def test_a_new_password_is_long_and_another_one(client, person):
    mine = client.as_(person.token)
    assert errors_of(assert_problem(change(mine, person.password, "짧은 비밀번호"), 422, "validation")) == {"#/new_password": "too_short"}
    assert errors_of(assert_problem(change(mine, person.password, person.password), 422, "validation")) == {"#/new_password": "same_as_before"}
    assert errors_of(assert_problem(change(mine, a_password(), a_password()), 422, "validation")) == {"#/old_password": "wrong_password"}


def test_wrong_old_passwords_come_to_an_end(client, person):
    mine = client.as_(person.token)
    for _ in range(10):
        assert change(mine, "not the password", a_password()).status in (422, 429)
    locked = change(mine, person.password, a_password())
    assert_problem(locked, 429, "rate-limited")
    assert int(locked.header("Retry-After")) > 0
    assert log_in(client, person.email, person.password).status == 200, "these are counted apart"


def test_strangers_keep_nobody_from_another_password(client, person):
    for _ in range(11):
        log_in(client, person.email, "a stranger's guess")
    assert log_in(client, person.email, person.password).status == 429
    assert change(client.as_(person.token), person.password, a_password()).status == 204


def test_many_guesses_at_once_are_no_more_than_one_after_the_other(client, person):
    answers = together(*[lambda: log_in(client, person.email, "a stranger's guess").status] * 16)
    assert sorted(answers) == [401] * 10 + [429] * 6


def test_who_has_none_is_told_how_to_get_one(client, people):
    somebody = people.hire("Password None")
    assert_problem(change(client.as_(somebody.token), "whatever it is", a_password()), 409, "no-password")


# Links.


def ask(client: Client, person):
    return client.post(f"/api/v1/members/{person.id}/password-link")


def reset(client: Client, token: str, password: str):
    return client.post("/api/v1/password/reset", {"token": token, "new_password": password})


def test_a_password_by_a_link_ends_api_tokens_unless_they_are_kept(client, person, database):
    """Whoever knew the old one may have made a token with it."""
    for kept in (True, False):
        token = remember(f"grp_{'keep' if kept else 'drop'}{'x' * 39}", "a link to set a password")
        database.sql("insert into gracy.password_link (team_space_id, member_id, email_key, asked_by, token_hash, expires_at)"
                     " values (%s, %s, %s, %s, sha256(%s::bytea), now() + interval '1 hour')",
                     person.team_space_id, person.id, person.email, person.id, token)
        mine = client.as_(person.token)
        assert mine.get("/api/v1/me").status == 200
        body = {"token": token, "new_password": a_password()} | ({"keep_tokens": True} if kept else {})
        assert client.post("/api/v1/password/reset", body).status == 204
        if kept:
            assert mine.get("/api/v1/me").status == 200
    eventually(lambda: mine.get("/api/v1/me").status == 401, "the token to end", 1.4)
    page = client.get("/api/v1/password/reset").text
    assert 'name="keep_tokens" type="checkbox"' in page and "checked" not in page


@pytest.fixture
def mailing(start_worker, database, relay_server):
    """A worker that mails links."""
    worker = start_worker(on=database, mail=smtp(relay_server.url, address=ADDRESS))
    eventually(lambda: database.one("select count(*) from gracy.delivery_lane where channel = 'password_link' and reported_at > now() - interval '40 seconds'"),
               "the worker to say that it mails links")
    yield worker
    worker.stop()
    database.sql("delete from gracy.delivery_lane where channel = 'password_link'")


def token_in(message) -> str:
    text = message.get_body(("plain",)).get_content()
    [token] = re.findall(re.escape(ADDRESS) + r"/api/v1/password/reset#(grp_[A-Za-z0-9_-]{43})", text)
    assert token in message.get_body(("html",)).get_content()
    return remember(token, "a link to set a password")


def mailed(relay, person) -> str:
    eventually(lambda: relay.to(person.email), "the mail to arrive")
    return token_in(relay.to(person.email)[-1])


def test_who_was_invited_comes_in_by_a_link_that_only_they_get(client, admin, people, database, relay, mailing):
    invited = people.hire("Password Invited", status="invited")
    asked = ask(admin, invited)
    assert asked.status == 202 and asked.json() == {"email": invited.email}
    token = mailed(relay, invited)
    assert database.one("select count(*) from gracy.password_link where member_id = %s and encode(token_hash, 'hex') like %s", invited.id, f"%{token}%") == 0
    password = a_password()
    assert errors_of(assert_problem(reset(client, token, "짧은 것"), 422, "validation")) == {"#/new_password": "too_short"}
    assert reset(client, token, password).status == 204
    opened = log_in(client, invited.email, password)
    assert opened.status == 200
    mine = client.as_(opened.json()["token"])
    assert mine.get("/api/v1/me").json()["status"] == "active"
    assert kinds_of_notices(mine) == ["password.changed", "password.link"]
    assert_problem(reset(client, token, a_password()), 410, "password-link-over")
    lines = admin.get(f"/api/v1/audit-log?target_kind=member&target_id={invited.id}").json()["data"]
    assert [line["action"] for line in lines] == ["session.open", "password.reset", "member.activate", "password.link"]
    assert token not in str(lines)


def test_a_forgotten_password_is_replaced_and_every_session_ends(client, admin, person, relay, mailing):
    session = client.as_(log_in(client, person.email, person.password).json()["token"])
    assert ask(admin, person).status == 202
    token = mailed(relay, person)
    assert log_in(client, person.email, person.password).status == 200, "until it is used nothing changes"
    assert errors_of(assert_problem(reset(client, token, person.password), 422, "validation")) == {"#/new_password": "same_as_before"}
    new = a_password()
    assert reset(client, token, new).status == 204
    eventually(lambda: session.get("/api/v1/me").status == 401, "the session to end", 1.4)
    assert log_in(client, person.email, person.password).status == 401
    assert log_in(client, person.email, new).status == 200


def test_an_administrator_cannot_become_somebody_by_changing_their_address(client, admin, person, relay, mailing):
    changed = admin.request("PATCH", f"/api/v1/members/{person.id}", json_body={"email": f"admin.{person.email}"}, headers=[("If-Match", "*")])
    assert changed.status == 200
    assert_problem(ask(admin, person), 409, "address-changed")
    eventually(lambda: relay.to(person.email), "the address before to hear of it")
    told = relay.to(person.email)[0].get_body(("plain",)).get_content()
    assert "http" not in told and f"admin.{person.email}" not in told and not relay.to(f"admin.{person.email}")


def test_who_changes_their_own_address_hears_of_it_at_the_one_before(client, person, relay, mailing, database):
    """Whoever has an administrator's session could keep it to themselves else."""
    database.sql("insert into gracy.role_grant (team_space_id, member_id, role) values (%s, %s, 'admin')", person.team_space_id, person.id)
    mine = client.as_(person.token)
    new = f"mine.{person.email}"
    eventually(lambda: mine.request("PATCH", f"/api/v1/members/{person.id}", json_body={"email": new}, headers=[("If-Match", "*")]).status == 200,
               "the role to be known")
    eventually(lambda: relay.to(person.email), "the address before to hear of it")
    told = relay.to(person.email)[0].get_body(("plain",)).get_content()
    assert "바꾸셨어요" in told and new not in told and not relay.to(new)


def test_links_are_not_asked_for_again_and_again_and_not_for_owners(admin, people, person, mailing):
    assert ask(admin, person).status == 202
    assert_problem(ask(admin, person), 409, "asked-already")
    assert_problem(ask(admin, people.owner), 403, "owners-only")


def test_without_mail_the_answer_says_so(admin, person, database):
    assert_problem(ask(admin, person), 409, "no-mail")
    assert database.one("select count(*) from gracy.password_link where member_id = %s", person.id) == 0


def test_a_link_that_is_deferred_goes_again_and_the_last_one_counts(client, admin, people, relay, start_worker, database, relay_server):
    person = people.hire("Password Deferred")
    relay.answer = lambda recipient, attempt: "451 later" if attempt == 1 else None
    worker = start_worker(on=database, mail=smtp(relay_server.url, address=ADDRESS))
    eventually(lambda: ask(admin, person).status == 202, "the worker to mail links")
    token = mailed(relay, person)
    assert relay.attempts[person.email] == 2
    assert reset(client, token, a_password()).status == 204
    worker.stop()
    database.sql("delete from gracy.delivery_lane where channel = 'password_link'")


def test_whoever_asked_hears_that_the_address_does_not_take_mail(admin, people, relay, mailing, database):
    person = people.hire("Password Refused")
    relay.answer_recipient = lambda recipient: "550 no such user"
    assert ask(admin, person).status == 202
    eventually(lambda: "password.undelivered" in kinds_of_notices(admin), "the administrator to hear")
    assert database.one("select count(*) from gracy.password_link where member_id = %s", person.id) == 0


# Whoever has forgotten a password asks by themselves.


def forget(client: Client, email: str, team_space: str = "hanbit"):
    return client.post("/api/v1/password/forgot", {"team_space": team_space, "email": email})


def looked_up(database) -> None:
    eventually(lambda: database.one("select count(*) from gracy.job where kind = 'accounts.forgot_password' and state <> 'done'") == 0, "the worker to look them up")


def test_who_forgot_a_password_gets_a_link_by_themselves(client, admin, person, relay, mailing):
    assert forget(client, person.email.upper()).status == 202
    token = mailed(relay, person)
    mail = relay.to(person.email)[-1].get_body(("plain",)).get_content()
    assert "잊었다고" in mail and "관리자" not in mail, "nobody else has asked"
    assert log_in(client, person.email, person.password).status == 200, "until it is used nothing changes"
    new = a_password()
    assert reset(client, token, new).status == 204
    assert log_in(client, person.email, new).status == 200
    lines = admin.get(f"/api/v1/audit-log?target_kind=member&target_id={person.id}&action=password.forgot").json()["data"]
    assert [(line["actor_id"], line["diff"]) for line in lines] == [(str(person.id), {})], "and no address, which nobody could ever take out"


def test_the_answer_tells_nothing_of_who_is_a_member(client, people, person, database, relay, mailing):
    left = people.hire("Password Left")
    database.sql("update gracy.member set status = 'left', left_on = now()::date where id = %s", left.id)
    suspended = database.one("insert into gracy.team_space (slug, name, status) values ('asleep', 'Asleep', 'suspended') returning id")
    sleeper = database.one("insert into gracy.member (team_space_id, name, email, status) values (%s, 'Sleeper', 'sleeper@asleep.example', 'active') returning email", suspended)
    asked = [forget(client, person.email), forget(client, left.email), forget(client, "nobody@hanbit.example"), forget(client, "not an address"),
             forget(client, sleeper, "asleep"), forget(client, person.email, "no-such-space"), forget(client, person.email)]
    assert {(answer.status, answer.body) for answer in asked} == {(202, b"")}
    mailed(relay, person)
    looked_up(database)
    assert not relay.to(left.email) and not relay.to(sleeper)
    assert database.one("select count(*) from gracy.job where kind = 'accounts.forgot_password' and payload ->> 'email' = %s and payload ->> 'team_space' = 'hanbit'",
                        person.email) == 1, "an address is heard once in a while"


def test_nobody_is_flooded_with_links(client, people, relay, mailing, database):
    person = people.hire("Password Flooded")

    def later():
        """What was asked was asked some time ago."""
        database.sql("update gracy.job set dedupe_key = dedupe_key || id where kind = 'accounts.forgot_password'")
        database.sql("update gracy.password_link set asked_at = asked_at - interval '1 hour' where member_id = %s", person.id)

    for mails in (1, 2, 3, 3):
        assert forget(client, person.email).status == 202
        looked_up(database)
        eventually(lambda: len(relay.to(person.email)) == mails, f"{mails} mails")
        later()
    assert database.one("select count(*) from gracy.audit_log where action = 'password.forgot' and target_id = %s", str(person.id)) == 3


def test_an_administrator_cannot_say_for_somebody_that_they_forgot(client, admin, person, relay, mailing, database):
    changed = f"thief.{person.email}"
    assert admin.request("PATCH", f"/api/v1/members/{person.id}", json_body={"email": changed}, headers=[("If-Match", "*")]).status == 200
    assert forget(client, changed).status == 202
    looked_up(database)
    assert not relay.to(changed) and database.one("select count(*) from gracy.password_link where member_id = %s", person.id) == 0


def test_without_mail_whoever_forgot_is_told_so(client, person, database):
    assert_problem(forget(client, person.email), 409, "no-mail")
    assert_problem(forget(client, "nobody@hanbit.example"), 409, "no-mail")
    assert errors_of(assert_problem(client.post("/api/v1/password/forgot", {"email": ""}), 422, "validation")) == {"#/team_space": "required", "#/email": "bad_length"}
    assert database.one("select count(*) from gracy.job where kind = 'accounts.forgot_password' and payload ->> 'email' = %s", person.email) == 0


def test_the_pages_lead_from_a_link_that_is_over_to_another_one(client):
    assert '<a href="forgot">' in client.get("/api/v1/password/reset").text
    page = client.get("/api/v1/password/forgot", [("Accept-Language", "ko")])
    assert page.status == 200 and "비밀번호를 잊으셨나요?" in page.text and 'name="team_space"' in page.text
    assert page.header("Content-Security-Policy") == client.get("/api/v1/password/reset").header("Content-Security-Policy")


def test_the_page_of_a_link_runs_its_own_script_and_no_other(client):
    page = client.get("/api/v1/password/reset", [("Accept-Language", "ko")])
    assert page.status == 200 and "비밀번호 설정" in page.text and 'lang="ko"' in page.text
    assert "script-src 'sha256-" in page.header("Content-Security-Policy") and page.header("Cache-Control") == "no-store"
    assert "Set a password" in client.get("/api/v1/password/reset", [("Accept-Language", "en")]).text
