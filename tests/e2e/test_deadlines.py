"""A request that takes too long is answered, and what it began is dealt with."""
import json
import time

from support.build import patience
from support.http_client import assert_problem
from support.load import Background
from support.postgres import Lock
from support.waiting import eventually

KUDOS = "/api/v1/kudos"


def gift(people, message: str) -> bytes:
    return json.dumps({"recipient_ids": [str(people.colleague.id)], "value": "Craft", "points": 1, "message": message}).encode()


def test_a_request_that_is_late_is_answered_and_forgotten(start_nginx, people, database, cluster):
    """A read that passes its deadline is given up; a write goes on and says that it may have happened."""
    nginx = start_nginx(deadline="400ms", statement_timeout="3s", http="gracy_lock_timeout 3s;")
    reader = nginx.client.as_(people.member.token)
    giver = people.hire("Late")
    database.sql("insert into gracy.allowance_period (team_space_id, member_id, period_start, granted) values"
                 " (%s, %s, date_trunc('month', now() at time zone 'Asia/Seoul')::date, 500)", giver.team_space_id, giver.id)
    writer = nginx.client.as_(giver.token)
    assert reader.get("/api/v1/me").status == writer.get("/api/v1/me").status == 200
    statement = f"lock table gracy.company_value in access exclusive mode; select 1 from gracy.allowance_period where member_id = {giver.id} for update"
    with Lock(cluster, database.name, statement):
        read = Background(lambda: reader.get("/api/v1/values"))
        write = Background(lambda: writer.post(KUDOS, body=gift(people, "late"), headers=[("Idempotency-Key", "late")]))
        problem = assert_problem(read.result(), 504, "deadline-exceeded")
        assert not problem.get("maybe_executed")
        problem = assert_problem(write.result(), 504, "deadline-exceeded")
        assert problem["maybe_executed"] is True
    eventually(lambda: database.one("select count(*) from gracy.kudos where giver_id = %s", giver.id) == 1, "the late gift")
    again = writer.post(KUDOS, body=gift(people, "late"), headers=[("Idempotency-Key", "late")])
    assert again.status in (200, 201)
    assert database.one("select count(*) from gracy.kudos where giver_id = %s", giver.id) == 1
    nginx.settled()


def test_a_write_that_fails_after_its_deadline_is_told_in_the_log(start_nginx, people, database, cluster):
    """Its client was answered that it may have happened; somebody has to be able to find out."""
    nginx = start_nginx(deadline="400ms", statement_timeout="3s", http="gracy_lock_timeout 1500ms;")
    giver = people.hire("Late and failing")
    database.sql("insert into gracy.allowance_period (team_space_id, member_id, period_start, granted) values"
                 " (%s, %s, date_trunc('month', now() at time zone 'Asia/Seoul')::date, 500)", giver.team_space_id, giver.id)
    writer = nginx.client.as_(giver.token)
    assert writer.get("/api/v1/me").status == 200
    with Lock(cluster, database.name, f"select 1 from gracy.allowance_period where member_id = {giver.id} for update"):
        problem = assert_problem(writer.post(KUDOS, body=gift(people, "late and failing")), 504, "deadline-exceeded")
        assert problem["maybe_executed"] is True
        eventually(lambda: nginx.metrics().get("gracy_requests_failed_late_total") == 1, "the failure to be counted")
    [line] = [line for line in nginx.error_log.text().splitlines() if f"request {problem['request_id']} failed" in line]
    assert "[error]" in line and "55P03" in line


def test_a_deadline_holds_for_the_first_byte_only(start_nginx, people, database):
    """A stream lives by send_timeout once it has begun."""
    database.sql("insert into gracy.member (team_space_id, name, email, title) select %s, 'Late ' || n, 'late' || n || '@new.example', repeat('x', 800)"
                 " from generate_series(1, 3000) as n", people.admin.team_space_id)
    nginx = start_nginx(deadline=f"{patience(400):.0f}ms")
    admin = nginx.client.as_(people.admin.token)
    with admin.connect(receive_buffer=4096) as connection:
        connection.send_request("GET", "/api/v1/members/export.csv", admin.all_headers([]))
        head = connection.read_head()
        time.sleep(patience(1))
        connection.read_body(head)
        assert head.complete and head.body.count(b"\r\n") > 3000


def test_each_location_has_its_own_deadline(start_nginx, people, database, cluster):
    nginx = start_nginx(deadline="60s", statement_timeout="50s", http="gracy_lock_timeout 40s;",
                        locations="location /api/v1/values { gracy_hr; gracy_deadline 200ms; }")
    reader = nginx.client.as_(people.member.token)
    assert reader.get("/api/v1/me").status == 200
    with Lock(cluster, database.name, "lock table gracy.company_value, gracy.kudos in access exclusive mode"):
        other = Background(lambda: reader.get("/api/v1/kudos"))
        eventually(lambda: database.backends("wait_event_type = 'Lock'"), "the other one to wait", pause=0.005)
        assert_problem(reader.get("/api/v1/values"), 504, "deadline-exceeded")
        assert other.running()
    assert other.result().status == 200


def test_a_statement_that_the_server_gives_up_is_a_deadline_too(start_nginx, people, database, cluster):
    """statement_timeout comes first here: 504, and nothing of ours had to be given up."""
    nginx = start_nginx(deadline="5s", statement_timeout="300ms", http="gracy_lock_timeout 3s;")
    reader = nginx.client.as_(people.member.token)
    assert reader.get("/api/v1/me").status == 200
    with Lock(cluster, database.name, "lock table gracy.company_value in access exclusive mode"):
        assert_problem(reader.get("/api/v1/values"), 504, "deadline-exceeded")
    assert nginx.settled().get("gracy_request_deadlines_total") == 0
