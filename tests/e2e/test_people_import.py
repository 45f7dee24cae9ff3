"""Importing people from a file: what happens is said before, everything that is wrong is said at once, and nothing is half done."""
from dataclasses import replace

import pytest

from support.http_client import Client, assert_problem, errors_of
from support.load import Background, Load
from support.postgres import Lock
from support.waiting import eventually

PATH = "/api/v1/members/import"
CSV = [("Content-Type", "text/csv; charset=utf-8")]


@pytest.fixture(scope="module")
def admin(client, people) -> Client:
    return client.as_(people.admin.token)


@pytest.fixture(scope="module")
def member(client, people) -> Client:
    return client.as_(people.member.token)


def send(client: Client, text: str | bytes, dry_run: bool = False):
    body = text if isinstance(text, bytes) else text.encode()
    return client.post(f"{PATH}?dry_run={'true' if dry_run else 'false'}", body=body, headers=CSV)


def count(database) -> int:
    return database.one("select count(*) from gracy.member")


def test_a_korean_file_with_a_byte_order_mark(admin, database):
    text = ("\ufeff이메일,이름,부서,관리자 이메일,입사일,생일,음력\r\n"
            "imp.b@new.example,\"나 \"\"별명\"\", 둘째\",인사팀,IMP.A@new.example,2026.11.02,05-17,음력\r\n"
            "\r\n"
            "imp.a@new.example,가 첫째,경영지원본부 > 인사팀,minseo.kim@hanbit.example,2026/11/01,1990-02-03,\r\n")
    before = count(database)
    planned = send(admin, text, dry_run=True).json()
    assert (planned["valid"], planned["created"], planned["errors"]) == (True, 2, []) and count(database) == before
    assert [(line["line"], line["outcome"]) for line in planned["lines"]] == [(2, "created"), (4, "created")]
    assert send(admin, text).json()["created"] == 2
    assert database.sql("select name, department_name, hired_on::text, birth_year, birth_month, birth_day, birth_lunar,"
                        " (select email from gracy.member manager where manager.id = member.manager_id)"
                        " from gracy.member where email like 'imp._@new.example' order by member.email") == [
        ("가 첫째", "인사팀", "2026-11-01", 1990, 2, 3, False, "minseo.kim@hanbit.example"),
        ('나 "별명", 둘째', "인사팀", "2026-11-02", None, 5, 17, True, "imp.a@new.example")]
    again = send(admin, text).json()
    assert (again["created"], again["updated"], again["unchanged"]) == (0, 0, 2)


def test_another_spelling_of_an_address_changes_nothing(admin, people, database):
    person = people.hire("Import Spelled")
    again = send(admin, f"email,name\n{person.email.upper()},Import Spelled\n").json()
    assert (again["updated"], again["unchanged"]) == (0, 1)
    assert database.one("select email from gracy.member where team_space_id = %s and id = %s", person.team_space_id, person.id) == person.email


@pytest.mark.parametrize("letter", ["\u0130", "\u3000", "\u00a0", "김"])
def test_an_address_to_which_no_mail_can_be_sent_is_refused(admin, people, letter):
    email = f"mail{letter}less@new.example"
    [error] = send(admin, f"email,name\n{email},가\n", dry_run=True).json()["errors"]
    assert (error["line"], error["column"], error["code"]) == (2, "email", "not_an_email")
    person = people.hire(f"Mail Less {ord(letter)}")
    changed = admin.patch(f"/api/v1/members/{person.id}", {"email": email}, headers=[("If-Match", "*")])
    assert errors_of(assert_problem(changed, 422, "validation")) == {"#/email": "not_an_email"}
    made = admin.post("/api/v1/members", {"name": "가", "email": email})
    assert errors_of(assert_problem(made, 422, "validation")) == {"#/email": "not_an_email"}


def test_somebody_new_does_not_become_who_had_the_address(admin, people):
    gone = people.hire("Import Gone", status="left")
    text = f"email,name,status\n{gone.email},새 사람,재직\n"
    [error] = send(admin, text, dry_run=True).json()["errors"]
    assert (error["line"], error["column"], error["code"]) == (2, "email", "former_member") and "Import Gone" in error["detail"]
    assert_problem(send(admin, text), 422, "validation")
    back = send(admin, f"email,name,status\n{gone.email},import gone,재직\n").json()
    assert (back["returning"], [line["outcome"] for line in back["lines"]]) == (1, ["returns"])


def test_a_bad_line_makes_no_errors_of_others(admin):
    text = ("email,name,manager_email\n"
            "imp.head@new.example,가,,one too many\n"
            "imp.one@new.example,나,Imp.Head@new.example\n"
            "imp.two@new.example,다,nobody@new.example\n")
    report = send(admin, text, dry_run=True).json()
    assert [(error["line"], error["code"]) for error in report["errors"]] == [(2, "wrong_number_of_cells"), (4, "unknown_manager")]


def test_every_bad_line_is_named(admin, database):
    text = ("email,name,department,hired_on,status,manager_email,left_on\n"
            "no-address,가,,,,,\n"
            ",나,,,,,\n"
            "ok1@new.example,다,없는 팀,2026-13-01,working,,\n"
            "ok2@new.example,,,,,nobody@new.example,\n"
            "too,few\n"
            "ok3@new.example,라 \"마\",,,,,\n"
            "jiho.lee@hanbit.example,,,,,jiho.lee@hanbit.example,\n"
            "ok4@new.example,바,,,active,,2026-01-01\n")
    expected = [(2, "email", "not_an_email"), (3, "email", "required"), (4, "department", "unknown_department"), (4, "hired_on", "not_a_date"),
                (4, "status", "not_one_of"), (5, "manager_email", "unknown_manager"), (5, "name", "required"), (6, "", "wrong_number_of_cells"),
                (7, "", "malformed"), (8, "manager_email", "manager_cycle"), (9, "left_on", "has_passed")]
    before = count(database)
    report = send(admin, text, dry_run=True).json()
    assert report["valid"] is False and report["lines"] == []
    assert sorted((error["line"], error["column"], error["code"]) for error in report["errors"]) == expected
    assert all(error["detail"] for error in report["errors"])
    problem = assert_problem(send(admin, text), 422, "validation")
    assert sorted((error["pointer"], error["code"]) for error in problem["errors"]) == sorted(
        (f"#/{line}" + (f"/{column}" if column else ""), code) for line, column, code in expected)
    assert count(database) == before


@pytest.mark.parametrize("text, code", [
    (b"", "empty"), ("name\n가\n".encode(), "required"), (b"email,salary\n", "unknown_column"), (b"email,Email\n", "duplicate"),
    ("이메일,이름\n".encode("cp949"), "not_utf8"), (b'email\n"a@b.c', "malformed")])
def test_a_file_that_cannot_be_read_says_why(admin, text, code):
    report = send(admin, text, dry_run=True).json()
    assert report["valid"] is False and code in [error["code"] for error in report["errors"]], report


def test_a_file_in_another_encoding_names_the_line(admin):
    report = send(admin, b"email,name\n" + "x@new.example,홍길동\n".encode("cp949"), dry_run=True).json()
    assert [(error["line"], error["column"], error["code"]) for error in report["errors"]] == [(2, "name", "not_utf8")]


def test_what_was_exported_can_be_imported(admin, database):
    exported = admin.get("/api/v1/members/export.csv").body
    report = send(admin, exported, dry_run=True).json()
    assert report["valid"], report["errors"][:5]
    assert report["unchanged"] == database.one("select count(*) from gracy.member join gracy.team_space on team_space.id = team_space_id where slug = 'hanbit'")


def test_only_csv_is_read(admin):
    assert_problem(admin.post(PATH, {"email": "a@b.c"}), 415, "unsupported-media-type")


def test_a_file_that_is_too_large_is_refused(admin):
    assert send(admin, b"email\n" + b"x" * 6_000_000).status == 413


def mass(people: int) -> str:
    """A tree of eights, its lower ends last."""
    return "email,name,manager_email,department\n" + "".join(
        f"mass{n}@new.example,사람 {n},{f'mass{(n - 1) // 8}@new.example' if n else ''},인사팀\n" for n in range(people))


def test_more_than_ten_thousand_people_are_no_file(admin):
    report = send(admin, mass(10_001), dry_run=True).json()
    assert [(error["line"], error["code"]) for error in report["errors"]] == [(10_002, "too_many_lines")]


def test_thousands_come_in_at_once_and_leave_the_service_answering(admin, member, database):
    slow = replace(admin, timeout=60)
    with Load(lambda: member.get("/api/v1/members?limit=20"), threads=1, pause=0.05) as load:
        response = send(slow, mass(3_000))
    assert response.status == 200 and response.json()["created"] == 3_000, response
    assert load.outcomes and all(outcome.status == 200 for outcome in load.outcomes), [outcome.trouble for outcome in load.outcomes]
    assert database.one("select max(depth) from gracy.member_edge join gracy.member on member.team_space_id = member_edge.team_space_id"
                        " and member.id = member_id where email = 'mass2999@new.example'") == 4


def test_imports_leave_a_connection_to_short_transactions(start_nginx, people, database, cluster):
    """Two files of two administrators wait for rows; a third administrator reminds of something."""
    nginx = start_nginx(pool="reads=2 writes=4 exclusive=2", statement_timeout="50s", http="gracy_lock_timeout 40s;")
    admin = replace(nginx.client.as_(people.admin.token), timeout=60)
    assert admin.get("/api/v1/me").status == 200
    with Lock(cluster, database.name, "lock table gracy.member in share row exclusive mode"):
        imports = [Background(lambda file=file: send(admin, f"email,name\nimp.{file}@new.example,가\n")) for file in ("one", "two")]
        eventually(lambda: database.backends("wait_event_type = 'Lock'"), "an import to wait", pause=0.005)
        eventually(lambda: nginx.metrics().get("gracy_requests_in_progress") >= 3, "the other one to come")
        assert_problem(admin.post("/api/v1/waves/999999/remind"), 404)
        assert all(one.running() for one in imports)
    assert [one.result().status for one in imports] == [200, 200]


def test_a_file_is_read_beside_the_loop_and_refused_for_the_moment_when_no_thread_is_free(start_nginx, people):
    """Whatever else the process serves goes on meanwhile."""
    nginx = start_nginx(offload="1 queue=0")
    admin = replace(nginx.client.as_(people.admin.token), timeout=60)
    file = "email,name,name_en,title,hired_on,status,birthday,tz\n" + "no-address,김 가나다,Kim Kanada,책임 매니저,2026-11-02,재직,1990-05-17,Asia/Seoul\n" * 10_000
    answers = [one.result(60) for one in [Background(lambda: send(admin, file, dry_run=True)) for _ in range(5)]]
    assert {answer.status for answer in answers} == {200, 503}
    assert all(answer.header("Retry-After") for answer in answers if answer.status == 503)
