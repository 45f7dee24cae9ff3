"""Gracy's locations inside an nginx that does other things too: its modules go on working around them."""
import gzip
import socket

import pytest

from support.http_client import Connection, assert_problem
from support.secrets_used import remember

EXPORT = "/api/v1/members/export.csv"


class UnixConnection(Connection):
    """The same client over a socket of the file system."""

    def __init__(self, path: str):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.settimeout(15)
        self.socket.connect(path)
        self.buffer = b""


@pytest.fixture(scope="module")
def around(start_nginx, folder):
    return start_nginx(
        http=f"""
    limit_req_zone $http_x_key zone=strict:1m rate=1r/m;
    gzip on; gzip_types application/json text/csv application/problem+json; gzip_min_length 100;
    server {{
        listen unix:{folder}/nginx.sock;
        location /api/v1/ {{ gracy_hr; }}
    }}""",
        locations="""
    location /limited/ { limit_req zone=strict; limit_req_status 429; gracy_hr; }
    location /closed/ { deny all; gracy_hr; }
    location /checked/ { auth_request /api/v1/me; empty_gif; }
    location = /me { rewrite ^ /api/v1/me last; }
    location /fallback/ { error_page 418 = @hr; return 418; }
    location @hr { rewrite ^/fallback(.*)$ /api/v1$1 break; gracy_hr; }
    location = /api/v1/members/slowly { gracy_hr; }
    location = /api/v1/members/export.csv { limit_rate 300k; gracy_hr; }
    location /page/ { return 200 "an ordinary page"; }""")


@pytest.fixture(scope="module")
def reader(around, people):
    return around.client.as_(people.member.token)


def test_other_locations_are_not_touched(around):
    answer = around.client.get("/page/x")
    assert answer.status == 200 and answer.text == "an ordinary page"
    missing = around.client.get("/nowhere")
    assert missing.status == 404 and missing.header("Content-Type") == "text/html"


@pytest.mark.parametrize("target", ["/api/v1/members?limit=200", "/api/v1/members/abc"])
def test_answers_are_compressed_for_who_wants_it(reader, target):
    plain = reader.get(target)
    packed = reader.get(target, [("Accept-Encoding", "gzip")])
    assert packed.header("Content-Encoding") == "gzip" and packed.status == plain.status
    if plain.status == 200:
        assert gzip.decompress(packed.body) == plain.body


def test_a_stream_is_compressed_too(around, people):
    admin = around.client.as_(people.admin.token)
    plain, packed = admin.get(EXPORT), admin.get(EXPORT, [("Accept-Encoding", "gzip")])
    assert packed.complete and gzip.decompress(packed.body) == plain.body


def test_a_limit_of_nginx_is_answered_as_a_problem(around, reader):
    first = reader.get("/limited/x", [("X-Key", "one")])
    assert_problem(first, 404)
    assert_problem(reader.get("/limited/x", [("X-Key", "one"), ("Accept-Language", "ko")]), 429, "rate-limited")
    assert_problem(reader.get("/closed/x"), 403, "forbidden")


def test_a_subrequest_is_refused_and_breaks_nothing(around, reader):
    """auth_request would run a handler inside another request; that is not offered, and says so."""
    position = around.error_log.position()
    assert reader.get("/checked/x").status == 500
    assert "a subrequest to" in around.error_log.since(position)
    assert reader.get("/api/v1/me").status == 200


def test_rewritten_addresses_arrive(reader, people):
    assert reader.get("/me").json()["email"] == people.member.email
    assert reader.get("/fallback/me").json()["email"] == people.member.email


def test_a_limited_rate_still_brings_all_of_it(around, people, start_nginx):
    admin = around.client.as_(people.admin.token)
    assert admin.get(EXPORT).body == start_nginx().client.as_(people.admin.token).get(EXPORT).body


def test_a_client_without_an_address_is_served(folder, people, database, around):
    """Over a Unix socket there is none to write into a session."""
    person = people.hire("Unix Socket")
    password = remember("unix-socket-password", "a member's password")
    database.set_password(person.team_space_id, person.id, password)
    body = b'{"team_space":"hanbit","email":"%s","password":"%s"}' % (person.email.encode(), password.encode())
    with UnixConnection(f"{folder}/nginx.sock") as connection:
        connection.send_request("POST", "/api/v1/login", [("Content-Type", "application/json")], body)
        answer = connection.read_response()
    assert answer.status == 200, answer
    remember(answer.json()["token"], "a session")


def test_old_clients_are_served(reader, people):
    """HTTP/1.0, without Host and without keeping the connection."""
    with reader.connect() as connection:
        connection.send(f"GET /api/v1/me HTTP/1.0\r\nAuthorization: Bearer {people.member.token}\r\n\r\n".encode())
        assert connection.read_response().json()["email"] == people.member.email
        assert connection.at_end()


@pytest.mark.parametrize("target", ["/api/v1//me", "/api/v1/./me", "/api/v1/x/../me", "/api/v1/%6De"])
def test_an_address_is_what_nginx_makes_of_it(reader, target):
    assert reader.get(target).status == 200


@pytest.mark.parametrize("target", ["/api/v1/me/", "/api/v1/ME", "/api/v1/me%00", "/api/v1/me%2Fx", "/api/v1/%FF%FE"])
def test_what_is_not_the_same_address_is_not_found(reader, target):
    assert reader.get(target).status in (400, 404)
