"""Signing in and out."""
import ctypes
import time

import pytest

from support.http_client import Client, assert_problem, errors_of, remember_session
from support.ports import free_port
from support.processes import seconds_of_threads
from support.secrets_used import remember
from support.waiting import eventually

COOKIE = "__Host-gracy_session"


@pytest.fixture(scope="module")
def password() -> str:
    return remember("올바른 비밀번호 correct-horse", "a member's password")


@pytest.fixture(scope="module")
def nginx(start_nginx):
    """Two worker processes: what one does the other must know."""
    return start_nginx(workers=2)


@pytest.fixture
def person(people, database, password):
    people.hired = getattr(people, "hired", 0) + 1
    person = people.hire(f"Login {people.hired}")
    database.set_password(person.team_space_id, person.id, password)
    return person


def log_in(client: Client, email: str, password: str, team_space: str = "hanbit", **more):
    return client.post("/api/v1/login", {"team_space": team_space, "email": email, "password": password}, **more)


def test_the_right_password_opens_a_session(client, person, password):
    response = log_in(client, person.email, password)
    assert response.status == 200, response
    token = remember_session(response)
    assert token.startswith("grs_") and len(token) == 47
    assert client.as_(token).get("/api/v1/me").json()["id"] == str(person.id)
    assert "no-store" in response.header("Cache-Control")


def test_the_database_never_has_the_token(client, person, password, database):
    token = remember_session(log_in(client, person.email, password))
    hashes = database.sql("select encode(id_hash, 'escape'), ip, user_agent from gracy.session where member_id = %s", person.id)
    assert hashes and token not in str(hashes)
    assert hashes[0][1] == "127.0.0.1"


def test_the_email_address_is_compared_as_people_write_it(client, person, password):
    assert log_in(client, person.email.upper(), password).status == 200


def test_over_tls_the_cookie_is_bound_to_the_host(nginx, person, password):
    response = log_in(nginx.tls_client, person.email, password)
    remember_session(response)
    value, attributes = response.cookie(COOKIE)
    assert value == response.json()["token"]
    lower = {attribute.lower() for attribute in attributes}
    assert {"secure", "httponly", "path=/", "samesite=lax"} <= lower
    assert not any(attribute.startswith("domain") for attribute in lower)
    me = nginx.tls_client.get("/api/v1/me", [("Cookie", f"theme=dark; {COOKIE}={value}")])
    assert me.json()["id"] == str(person.id)


BY_HTTPS = ("X-Forwarded-Proto", "https")
REAL_IP = "set_real_ip_from 127.0.0.1; real_ip_header X-Forwarded-For;"


def test_behind_a_balancer_that_ends_tls_browsers_sign_in(start_nginx, person, password, database):
    client = start_nginx(http=f"gracy_forwarded_proto 10.0.0.0/8 127.0.0.0/8; {REAL_IP}").client
    response = log_in(client, person.email, password, headers=[BY_HTTPS, ("X-Forwarded-For", "203.0.113.9")])
    remember_session(response)
    value, _ = response.cookie(COOKIE)
    assert value == response.json()["token"]
    assert database.one("select ip::text from gracy.session where member_id = %s", person.id).startswith("203.0.113.9")
    for headers in ([("X-Forwarded-Proto", "http")], [BY_HTTPS, ("X-Forwarded-Proto", "http")], []):
        response = log_in(client, person.email, password, headers=headers)
        remember_session(response)
        assert response.status == 200 and response.cookie(COOKIE) is None, headers


@pytest.mark.parametrize("real_ip", ["", "set_real_ip_from unix:; real_ip_header X-Forwarded-For;"])
def test_behind_a_balancer_that_comes_by_a_socket_of_this_machine_browsers_sign_in(start_nginx, folder, person, password, real_ip):
    path, port = folder / f"balancer{len(real_ip)}", free_port()
    start_nginx(http=f"gracy_forwarded_proto unix:; {real_ip}"
                     f"server {{ listen unix:{path}; location / {{ gracy_hr; }} }}"
                     f"server {{ listen 127.0.0.1:{port}; location / {{ proxy_pass http://unix:{path}; proxy_set_header X-Forwarded-Proto https;"
                     " proxy_set_header X-Forwarded-For 203.0.113.9; } }")
    response = log_in(Client(port), person.email, password)
    remember_session(response)
    assert response.status == 200 and response.cookie(COOKIE) is not None


def test_nobody_else_is_believed_to_have_come_over_tls(start_nginx, client, person, password):
    """Neither where no balancer is named, nor who only says to be at a balancer's address."""
    elsewhere = start_nginx(http=f"gracy_forwarded_proto 203.0.113.0/24; {REAL_IP}")
    for asked in (client, elsewhere.client):
        response = log_in(asked, person.email, password, headers=[BY_HTTPS, ("X-Forwarded-For", "203.0.113.9")])
        remember_session(response)
        assert response.status == 200 and response.cookie(COOKIE) is None
    eventually(lambda: "gracy_forwarded_proto" in elsewhere.error_log.text(), "the log to say why")


def test_without_tls_no_cookie_is_set(client, person, password):
    """A browser would refuse a __Host- cookie, and nobody may get a weaker one."""
    response = log_in(client, person.email, password)
    remember_session(response)
    assert response.cookie(COOKIE) is None


def test_wrong_passwords_unknown_people_and_unknown_spaces_look_the_same(client, person, password, database, people):
    answers = [log_in(client, person.email, "wrong password"), log_in(client, "nobody@new.example", password),
               log_in(client, person.email, password, team_space="nowhere")]
    gone = people.hire("Login Gone", status="left")
    database.set_password(gone.team_space_id, gone.id, password)
    answers.append(log_in(client, gone.email, password))
    answers.append(log_in(client, people.hire("Login Without Password").email, password))
    problems = [assert_problem(answer, 401) for answer in answers]
    for problem in problems:
        del problem["request_id"]
    assert all(problem == problems[0] for problem in problems), problems


def test_an_unknown_person_costs_as_much_as_a_wrong_password(start_nginx, person, password):
    """Otherwise the time tells who exists: both hash. What it costs is counted in the process's own seconds: the clock's depend on who else
    is busy."""
    nginx = start_nginx()
    [worker] = nginx.worker_pids()
    def seconds(email: str, space: str) -> float:
        before = seconds_of_threads(worker)
        for _ in range(5):
            assert log_in(nginx.client, email, "wrong password", space).status == 401
        return seconds_of_threads(worker) - before
    seconds("first.of.all@new.example", "hanbit")  # a new process has more to do
    wrong = seconds(person.email, "hanbit")
    for unknown in (seconds("nobody.at.all@new.example", "hanbit"), seconds("another@new.example", "nowhere-at-all")):
        assert 0.5 < unknown / wrong < 2, (wrong, unknown)
    nginx.stop()


def test_ten_failures_lock_the_address_for_a_while(client, person, password, database):
    for _ in range(9):
        assert log_in(client, person.email, "wrong password").status == 401
    assert log_in(client, person.email, password).status == 200, "nine are forgiven"
    for _ in range(10):
        answer = log_in(client, person.email, "wrong password")
        assert answer.status in (401, 429)
    locked = log_in(client, person.email, password)
    assert_problem(locked, 429, "rate-limited")
    assert 0 < int(locked.header("Retry-After")) <= 15 * 60
    # The lock is the address's and not the member's: who is signed in stays so.
    assert client.as_(person.token).get("/api/v1/me").status == 200
    database.sql("update gracy.login_failure set locked_until = now() - interval '1 second',"
                 " failed_at = array[now() - interval '16 minutes'] where email_key like %s", person.email + "%")
    assert log_in(client, person.email, password).status == 200


def test_unknown_addresses_are_locked_too(client):
    """Otherwise the lock tells who exists."""
    for _ in range(10):
        log_in(client, "nobody.to.lock@new.example", "wrong password")
    assert_problem(log_in(client, "nobody.to.lock@new.example", "wrong password"), 429)


def test_the_lock_does_not_tell_which_companies_are_here(client, database):
    """Also of names that differ in nothing but the case of a letter, which no two team spaces' addresses share."""
    def answers(space: str) -> list[int]:
        return [log_in(client, "nobody.of.any@new.example", "wrong password", space).status for _ in range(11)]
    ours = answers("hanbit")
    assert ours == [401] * 10 + [429]
    assert answers("not-here") == ours and answers("Not-Here") == ours and answers("Hanbit") == ours
    assert "not-here" not in str(database.sql("select email_key from gracy.login_failure where team_space_id = 0"))


def test_logging_out_ends_the_session_everywhere(nginx, client, start_nginx, person, password):
    """On every worker process and on another nginx that has it in memory."""
    other = start_nginx().client
    token = remember_session(log_in(client, person.email, password))
    for reader in [client] * 6 + [other] * 2:
        assert reader.as_(token).get("/api/v1/me").status == 200
    answer = client.as_(token).post("/api/v1/logout")
    assert answer.status == 204, answer

    # Without a notification it would be remembered for half a minute.
    def forgotten_everywhere() -> bool:
        return all(reader.as_(token).get("/api/v1/me").status == 401 for reader in [client] * 6 + [other] * 2)
    eventually(forgotten_everywhere, "the session to end everywhere", 15)


def test_logging_out_by_cookie_takes_the_cookie_away(nginx, person, password):
    token = remember_session(log_in(nginx.tls_client, person.email, password))
    answer = nginx.tls_client.post("/api/v1/logout", headers=[("Cookie", f"{COOKIE}={token}")])
    assert answer.status == 204
    value, attributes = answer.cookie(COOKIE)
    assert value == "" and "max-age=0" in {attribute.lower() for attribute in attributes}
    assert answer.header("Clear-Site-Data") == '"cache"', "whoever sits there next finds nothing"


def test_logging_out_leaves_other_sessions_alone(client, person, password):
    here = remember_session(log_in(client, person.email, password))
    there = remember_session(log_in(client, person.email, password))
    client.as_(here).post("/api/v1/logout")
    time.sleep(1.2)
    assert client.as_(there).get("/api/v1/me").status == 200


@pytest.mark.parametrize("headers", [[("Origin", "https://evil.example")], [("Sec-Fetch-Site", "cross-site")],
                                     [("Sec-Fetch-Site", "same-site")], [("Origin", "null")]])
def test_a_page_of_another_site_cannot_use_the_cookie(nginx, people, database, headers):
    token = database.add_session(people.member.team_space_id, people.member.id)
    body = {"recipient_ids": [str(people.colleague.id)], "value": "Craft", "points": 1, "message": "x"}
    cookie = ("Cookie", f"{COOKIE}={token}")
    problem = assert_problem(nginx.tls_client.post("/api/v1/kudos", body, [cookie, *headers]), 403, "forbidden")
    assert problem["type"].endswith("cross-site")
    assert nginx.tls_client.post("/api/v1/kudos", body, [cookie, ("Origin", "https://localhost")]).status == 201
    assert nginx.tls_client.get("/api/v1/me", [cookie, *headers]).status == 200, "reading is left to the browser's own rules"


def weak_hash(password: str) -> str:
    """As somebody made it with less memory than is asked for today."""
    sodium = ctypes.CDLL("libsodium.so.23")
    assert sodium.sodium_init() >= 0
    hashed = ctypes.create_string_buffer(128)
    words = password.encode()
    assert sodium.crypto_pwhash_str_alg(hashed, words, ctypes.c_ulonglong(len(words)), ctypes.c_ulonglong(2), ctypes.c_size_t(8 << 20), 2) == 0
    return hashed.value.decode()


def test_a_hash_of_earlier_days_is_renewed_by_the_next_login(client, person, password, database):
    stored = "select password_hash from gracy.member_password where member_id = %s"
    database.sql("update gracy.member_password set password_hash = %s where member_id = %s", weak_hash(password), person.id)
    assert "m=8192," in database.one(stored, person.id)
    assert log_in(client, person.email, password + "x").status == 401
    assert "m=8192," in database.one(stored, person.id), "a wrong password renews nothing"
    assert log_in(client, person.email, password).status == 200
    renewed = database.one(stored, person.id)
    assert "m=8192," not in renewed
    assert log_in(client, person.email, password).status == 200
    assert database.one(stored, person.id) == renewed, "once is enough"


def test_what_a_login_lacks_is_named(client):
    errors = errors_of(assert_problem(client.post("/api/v1/login", {"email": 7, "colour": 1}), 422, "validation"))
    assert errors == {"#/team_space": "required", "#/email": "wrong_type", "#/password": "required", "#/colour": "unknown_field"}


def test_a_long_password_is_refused_before_it_is_hashed(client, person):
    assert_problem(log_in(client, person.email, "x" * 100_000), 422, "validation")


def test_an_idle_session_ends(client, people, database):
    token = database.add_session(people.member.team_space_id, people.member.id, idle="-1 second")
    assert_problem(client.as_(token).get("/api/v1/me"), 401)


def test_a_session_that_is_used_lives_on(client, people, database):
    token = database.add_session(people.member.team_space_id, people.member.id, idle="1 hour")
    assert client.as_(token).get("/api/v1/me").status == 200
    eventually(lambda: database.one("select count(*) from gracy.session where member_id = %s and idle_expires_at > now() + interval '11 hours'"
                                    " and created_at > now() - interval '1 minute'", people.member.id) >= 1, "the idle end to move")
