"""What is asked wrongly is refused by name, in the asker's language."""
import json
import re

import pytest

from support.http_client import Client, assert_problem, errors_of
from support.waiting import eventually

KUDOS = "/api/v1/kudos"


@pytest.fixture
def member(client, people) -> Client:
    return client.as_(people.member.token)


def kudos(people, **changes) -> dict:
    body = {"recipient_ids": [str(people.colleague.id)], "value": "Craft", "points": 1, "message": "고마워요"}
    return {key: value for key, value in (body | changes).items() if value is not ...}


# Paths and methods.


@pytest.mark.parametrize("path", ["/api/v1/nothing", "/api/v1/", "/api/v1/members/1/2", "/api/v1/members/export.pdf/x", "/slack/nothing",
                                  "/staking/v1/nothing"])
def test_a_path_without_a_route_is_not_found(client, path):
    assert_problem(client.get(path), 404, "not-found")


@pytest.mark.parametrize("method, path, allow", [
    ("DELETE", "/api/v1/members", {"GET", "HEAD", "POST"}),
    ("PUT", KUDOS, {"GET", "HEAD", "POST"}),
    ("GET", "/api/v1/login", {"POST"}),
    ("PUT", "/api/v1/me", {"GET", "HEAD", "PATCH"}),
    ("POST", "/api/v1/members/export.csv", {"GET", "HEAD"}),
    ("GET", "/slack/events", {"POST"}),
    ("GET", "/slack/commands", {"POST"}),
    ("GET", "/staking/webhooks/alchemy", {"POST"}),
    ("PURGE", "/api/v1/members", {"GET", "HEAD", "POST"}),
])
def test_another_method_is_refused_with_the_ones_that_are_allowed(client, method, path, allow):
    response = client.request(method, path)
    assert response.status == 405, response
    allowed = {word.strip() for word in response.header("Allow").split(",")}
    assert allowed - {"OPTIONS"} == allow
    assert_problem(response, 405, "method-not-allowed")


@pytest.mark.parametrize("path", ["/api/v1/me", "/api/v1/members?limit=3", "/api/v1/values", "/healthz", "/metrics", "/openapi.json"])
def test_head_has_the_headers_of_get_and_no_body(client, people, path):
    member = client.as_(people.member.token)
    got, headed = member.get(path), member.request("HEAD", path)
    assert headed.status == got.status == 200
    assert headed.body == b""
    assert headed.header("Content-Type") == got.header("Content-Type")
    if path != "/metrics":  # which counts these very requests
        assert headed.header("Content-Length") == got.header("Content-Length")


def test_head_leaves_the_connection_in_step(client, people):
    with client.connect() as connection:
        headers = client.as_(people.member.token).all_headers([])
        connection.send_request("HEAD", "/api/v1/members?limit=3", headers)
        connection.send_request("GET", "/api/v1/me", headers)
        assert connection.read_response("HEAD").status == 200
        assert connection.read_response().json()["email"] == people.member.email


# Problems.


def test_a_problem_speaks_the_language_that_is_asked_for(client):
    english = assert_problem(client.as_(None).get("/api/v1/me"), 401, "unauthenticated")
    response = client.get("/api/v1/me", [("Accept-Language", "fr;q=0.9, ko-KR;q=0.8, en;q=0.1")])
    korean = assert_problem(response, 401, "unauthenticated")
    assert response.header("Content-Language") == "ko"
    assert re.search("[가-힣]", korean["title"]) and not re.search("[가-힣]", english["title"])
    assert korean["code"] == english["code"] and korean["type"] == english["type"]


def test_a_problem_speaks_the_members_own_language_when_none_is_asked_for(client, people, database):
    """Without Accept-Language it is the member's choice, or the team space's."""
    silent = Client(client.port, people.member.token, language=None)
    [(locale,)] = database.sql("select coalesce(member.locale, team_space.locale) from gracy.member join gracy.team_space"
                               " on team_space.id = team_space_id where member.id = %s", people.member.id)
    assert locale == "ko"
    problem = assert_problem(silent.get("/api/v1/members/999999999"), 404)
    assert re.search("[가-힣]", problem["title"])
    with client.connect() as connection:
        connection.send_request("POST", KUDOS, silent.all_headers([("Content-Type", "application/json"), ("Content-Length", str(50_000_000))]))
        too_large = connection.read_response()
    # What is refused before a handler is reached speaks it too.
    for refused, status in ((silent.post("/api/v1/members"), 403), (silent.get("/api/v1/nothing"), 404),
                            (silent.request("PUT", "/api/v1/me"), 405), (too_large, 413)):
        assert (refused.status, refused.header("Content-Language")) == (status, "ko"), refused
    outsider = Client(client.port, people.outsider.token, language=None)
    problem = assert_problem(outsider.get("/api/v1/members/999999999"), 404)
    assert not re.search("[가-힣]", problem["title"])


def test_a_problem_names_the_request_as_the_log_does(nginx, client):
    problem = assert_problem(client.get("/api/v1/me"), 401)
    assert problem["instance"] == "/api/v1/me"
    response = client.get("/api/v1/nothing-like-this")
    identity = assert_problem(response, 404)["request_id"]
    assert response.header("X-Request-Id") == identity
    eventually(lambda: f" {identity}" in nginx.access_log.text(), "the access log to name it")


def test_a_401_says_how_to_sign_in(client):
    assert client.get("/api/v1/me").header("WWW-Authenticate").startswith("Bearer")


# Bodies.


@pytest.mark.parametrize("body", [b"", b"{", b"[1,2", b'{"a":1}x', b'{"points":01}', b"{'a':1}", b'"text"', b"[]", b"null",
                                  b'{"a":1,"a":2}', b'{"a":NaN}', b'{"a":"\\ud800"}', b'{"a":"\\u0000"}', b"\xef\xbb\xbf{}"])
def test_a_body_that_is_not_json_is_refused(member, body):
    response = member.post(KUDOS, body=body)
    assert_problem(response, 400, "malformed-json")


@pytest.mark.parametrize("body", [b'{"message":"\xff\xfe"}', b'{"message":"\xc0\xaf"}', b'{"message":"\xed\xa0\x80"}',
                                  b'{"message":"\xf4\x90\x80\x80"}', b'{"\xe9":1}', '{"message":"café"}'.encode("latin-1")])
def test_a_body_that_is_not_utf8_is_refused(member, body):
    assert_problem(member.post(KUDOS, body=body), 400, "malformed-json")


def test_json_that_is_nested_too_deeply_is_refused(member):
    body = b'{"message":' + b"[" * 5000 + b"]" * 5000 + b"}"
    assert_problem(member.post(KUDOS, body=body), 400, "malformed-json")


@pytest.mark.parametrize("content_type", ["text/plain", "application/x-www-form-urlencoded", "application/json; charset=euc-kr", ""])
def test_another_media_type_is_refused(member, people, content_type):
    response = member.post(KUDOS, body=json.dumps(kudos(people)).encode(), headers=[("Content-Type", content_type)])
    assert_problem(response, 415, "unsupported-media-type")


@pytest.mark.parametrize("content_type", ["application/json", "Application/JSON", 'application/json; charset="UTF-8"'])
def test_media_types_are_compared_as_http_says(member, people, content_type):
    response = member.post(KUDOS, body=json.dumps(kudos(people, points=0)).encode(), headers=[("Content-Type", content_type)])
    assert_problem(response, 422, "validation")


def test_every_wrong_field_is_named_at_once(member, people):
    body = kudos(people, points="three", message=7, recipient_ids="all", value=..., colour="red") | {"a/b": 1}
    errors = errors_of(assert_problem(member.post(KUDOS, body), 422, "validation"))
    assert errors["#/points"] == "wrong_type"
    assert errors["#/message"] == "wrong_type"
    assert errors["#/recipient_ids"] == "wrong_type"
    assert errors["#/value"] == "required"
    assert errors["#/colour"] == "unknown_field"
    assert errors["#/a~1b"] == "unknown_field"


@pytest.mark.parametrize("field, value, code", [
    ("points", 1.5, "wrong_type"),
    ("points", 0, "out_of_range"),
    ("points", -3, "out_of_range"),
    ("points", 10**12, "out_of_range"),
    ("points", True, "wrong_type"),
    ("points", None, "required"),
    ("message", "", "bad_length"),
    pytest.param("message", "가" * 2001, "bad_length", id="message-2001"),
    ("message", "a\u0007b", "control_character"),
    ("visibility", "secret", "not_one_of"),
    ("recipient_ids", [], "bad_size"),
    ("recipient_ids", [str(n) for n in range(1, 12)], "bad_size"),
])
def test_a_field_out_of_range_is_refused(member, people, field, value, code):
    errors = errors_of(assert_problem(member.post(KUDOS, kudos(people) | {field: value}), 422, "validation"))
    assert errors == {f"#/{field}": code}


@pytest.mark.parametrize("value, code", [(7, "wrong_type"), ("", "not_an_id"), ("0", "not_an_id"), ("-1", "not_an_id"), ("01", "not_an_id"),
                                         ("9223372036854775808", "not_an_id"), ("1e3", "not_an_id"), ("１", "not_an_id"), (None, "wrong_type")])
def test_an_id_is_text_in_one_spelling(member, people, value, code):
    errors = errors_of(assert_problem(member.post(KUDOS, kudos(people, recipient_ids=[value])), 422, "validation"))
    assert errors == {"#/recipient_ids/0": code}


@pytest.mark.parametrize("value", ["0", "-1", "01", "x", "9223372036854775808", "1%20", "%EF%BC%91", "1.0"])
def test_an_id_in_a_path_that_is_none_is_not_found(member, value):
    assert_problem(member.get(f"/api/v1/members/{value}"), 404, "not-found")


def test_text_is_composed(member, people, client, database):
    """A message in decomposed Hangul (as macOS types it) is stored and answered composed."""
    response = member.post(KUDOS, kudos(people, message="\u1112\u1161\u11ab\u1100\u1173\u11af"))
    assert response.status == 201, response
    assert response.json()["message"] == "한글"
    assert database.one("select message from gracy.kudos where id = %s", int(response.json()["id"])) == "한글"


# Sizes.


def test_a_body_of_combining_marks_costs_what_others_cost(client):
    """Ordered by swapping neighbours, the largest body would keep everybody of its nginx worker waiting for many minutes."""
    marks = "a" + "\u0301" * 240_000 + "\u0316" * 240_000
    answer = client.post("/api/v1/login", {"team_space": marks, "email": "a@example.com", "password": "x"})
    assert ("#/team_space", "bad_length") in [(error["pointer"], error["code"]) for error in assert_problem(answer, 422)["errors"]]


def test_the_answer_to_very_many_unknown_fields_is_short(client):
    answer = client.post("/api/v1/login", {f"f{number}": 1 for number in range(60_000)})
    errors = assert_problem(answer, 422)["errors"]
    assert len(errors) == 51 and errors[-1]["code"] == "further_errors"


def test_a_body_that_says_it_is_too_large_is_refused_before_it_is_read(client, member):
    with client.connect() as connection:
        connection.send_request("POST", KUDOS, member.all_headers([("Content-Type", "application/json"), ("Content-Length", str(50_000_000))]))
        assert "1048576 bytes" in assert_problem(connection.read_response(), 413, "payload-too-large")["detail"]


IMPORT = ("/api/v1/members/import", 4_000_000)
UNPROVEN = [IMPORT, ("/api/v1/kudos", 900_000), ("/staking/webhooks/alchemy", 11_000_000), ("/staking/webhooks/quicknode", 11_000_000),
            ("/staking/webhooks/moralis", 11_000_000), ("/slack/events", 900_000), ("/slack/interactions", 900_000)]


@pytest.mark.parametrize("headers", [[], [("Authorization", "Bearer made-up")]])
@pytest.mark.parametrize("path, length", UNPROVEN)
def test_a_large_body_of_who_proves_nothing_is_refused_before_it_is_sent(client, path, length, headers):
    """Anybody could fill the memory with what is begun and never ended."""
    whole = client.post(path, body=b" " * 100, headers=headers)
    for length_of_body in [("Content-Length", str(length)), ("Transfer-Encoding", "chunked")]:
        with client.connect() as connection:
            connection.send_request("POST", path, [("Accept-Language", "en"), *headers, length_of_body])
            answer = connection.read_response()
            assert answer.status == whole.status == 401 and len(answer.body) == len(whole.body), answer


def test_what_was_not_read_is_thrown_away_and_the_next_request_understood(client):
    path, length = IMPORT
    with client.connect() as connection:
        connection.send_request("POST", path, [("Content-Length", str(length))])
        assert connection.read_response().status == 401
        connection.send(b"x" * length)
        connection.send_request("GET", "/healthz")
        assert connection.read_response().status == 200


def test_a_large_body_of_a_session_is_read(nginx, people, database):
    token = database.add_session(people.member.team_space_id, people.member.id)
    headers = [("Cookie", f"__Host-gracy_session={token}"), ("Content-Type", "application/json")]
    body = json.dumps(kudos(people, message="x" * 900_000)).encode()
    assert errors_of(assert_problem(nginx.tls_client.post(KUDOS, body=body, headers=headers), 422, "validation")) == {"#/message": "bad_length"}


def test_a_chunked_body_that_grows_too_large_is_refused(client, member):
    with client.connect() as connection:
        connection.send_request("POST", KUDOS, member.all_headers([("Content-Type", "application/json"), ("Transfer-Encoding", "chunked")]))
        chunk = b"10000\r\n" + b" " * 0x10000 + b"\r\n"
        try:
            for _ in range(40):
                connection.send(chunk)
        except OSError:
            pass  # it stops listening as soon as it has heard enough
        assert_problem(connection.read_response(), 413, "payload-too-large")


@pytest.mark.parametrize("chunked", [False, True])
def test_a_large_body_that_is_allowed_stays_in_memory(nginx, client, member, people, chunked):
    """Nearly a megabyte of JSON is read and judged as such; nothing of it is written to disk."""
    body = json.dumps(kudos(people, message="x" * 900_000)).encode()
    position = nginx.error_log.position()
    headers = member.all_headers([("Content-Type", "application/json")])
    with client.connect() as connection:
        if chunked:
            connection.send_request("POST", KUDOS, [*headers, ("Transfer-Encoding", "chunked")])
            for start in range(0, len(body), 50_000):
                piece = body[start:start + 50_000]
                connection.send(f"{len(piece):x}\r\n".encode() + piece + b"\r\n")
            connection.send(b"0\r\n\r\n")
        else:
            connection.send_request("POST", KUDOS, headers, body)
        errors = errors_of(assert_problem(connection.read_response(), 422, "validation"))
    assert errors == {"#/message": "bad_length"}
    assert not [path for path in (nginx.folder / "client_body").rglob("*") if path.is_file()]
    assert "a client request body is buffered to a temporary file" not in nginx.error_log.since(position)


def test_a_malformed_chunk_is_refused(client, member):
    with client.connect() as connection:
        connection.send_request("POST", KUDOS, member.all_headers([("Content-Type", "application/json"), ("Transfer-Encoding", "chunked")]))
        connection.send(b"zz\r\nabc\r\n0\r\n\r\n")
        assert_problem(connection.read_response(), 400)


def test_an_address_that_is_too_long_is_refused(client, member):
    response = member.get("/api/v1/members?q=" + "a" * 20_000)
    assert response.status in (400, 414), response


# Query strings.


@pytest.mark.parametrize("query, parameter, code", [
    ("colour=red", "colour", "unknown_parameter"),
    ("Limit=5", "Limit", "unknown_parameter"),
    ("limit=0", "limit", "out_of_range"),
    ("limit=201", "limit", "out_of_range"),
    ("limit=ten", "limit", "not_a_number"),
    ("limit=", "limit", "not_a_number"),
    ("limit=5&limit=6", "limit", "duplicate"),
    ("limit=+5", "limit", "not_a_number"),
    ("offset=-1", "offset", "out_of_range"),
    ("status=gone", "status", "not_one_of"),
    ("include=everything", "include", "not_one_of"),
    ("department_id=x", "department_id", "not_an_id"),
    ("department_id=0", "department_id", "not_an_id"),
    ("q=%FF", "q", "not_utf8"),
    ("q=%ED%A0%80", "q", "not_utf8"),
    ("q=%zz", "q", "bad_percent_encoding"),
    ("q=%0", "q", "bad_percent_encoding"),
    ("q=a%00b", "q", "nul"),
    ("q=", "q", "bad_length"),
    pytest.param("q=" + "a" * 101, "q", "bad_length", id="q-101"),
    ("cursor=AAAA", "cursor", "not_a_cursor"),
    ("cursor=&limit=5", "cursor", "not_a_cursor"),
])
def test_a_query_parameter_that_is_wrong_is_named(member, query, parameter, code):
    errors = errors_of(assert_problem(member.get(f"/api/v1/members?{query}"), 400, "malformed-query"))
    assert errors == {parameter: code}


def test_all_wrong_parameters_are_named_at_once(member):
    errors = errors_of(assert_problem(member.get("/api/v1/members?limit=0&status=x&y=1"), 400, "malformed-query"))
    assert errors == {"limit": "out_of_range", "status": "not_one_of", "y": "unknown_parameter"}


@pytest.mark.parametrize("path", ["/api/v1/me", "/api/v1/values", "/api/v1/tokens", "/api/v1/members/export.csv", KUDOS])
def test_every_route_refuses_parameters_that_it_does_not_know(client, people, path):
    assert_problem(client.as_(people.admin.token).get(path + "?colour=red"), 400, "malformed-query")


def test_an_offset_that_is_too_large_asks_for_a_cursor(member):
    assert_problem(member.get("/api/v1/members?offset=100001"), 400, "offset-too-large")
    assert member.get("/api/v1/members?offset=100000").status == 200


def test_cursor_and_offset_exclude_each_other(member):
    cursor = member.get("/api/v1/members?limit=1").json()["page"]["next_cursor"]
    errors = errors_of(assert_problem(member.get(f"/api/v1/members?cursor={cursor}&offset=1"), 400, "malformed-query"))
    assert errors == {"offset": "exclusive"}


# HTTP itself.


def test_pipelined_requests_are_answered_in_order(client, people):
    headers = client.as_(people.member.token).all_headers([])
    with client.connect() as connection:
        paths = ["/api/v1/members?limit=1", "/api/v1/me", "/api/v1/nothing", "/api/v1/values"] * 5
        for path in paths:
            connection.send_request("GET", path, headers)
        answers = [connection.read_response() for _ in paths]
    assert [answer.status for answer in answers] == [200, 200, 404, 200] * 5
    assert all(answer.json()["email"] == people.member.email for answer in answers[1::4])


def test_a_post_that_expects_100_is_told_to_continue(client, member, people):
    body = json.dumps(kudos(people)).encode()
    with client.connect() as connection:
        headers = member.all_headers([("Content-Type", "application/json"), ("Content-Length", str(len(body))), ("Expect", "100-continue")])
        connection.send_request("POST", KUDOS, headers)
        assert connection.read_head().status == 100
        connection.send(body)
        assert connection.read_response().status == 201


def test_the_same_is_served_over_tls(nginx, people):
    answer = nginx.tls_client.as_(people.member.token).get("/api/v1/members?limit=200")
    assert answer.status == 200 and len(answer.json()["data"]) == 200


def test_people_s_data_is_not_for_shared_caches(member):
    assert "private" in member.get("/api/v1/members?limit=1").header("Cache-Control")


@pytest.mark.parametrize("key", ["", pytest.param("x" * 65, id="65"), "with\ttab", "é"])
def test_an_idempotency_key_that_is_none_is_refused(member, people, key):
    response = member.post(KUDOS, kudos(people), headers=[("Idempotency-Key", key)])
    problem = assert_problem(response, 400, "malformed-header")
    assert [error["header"] for error in problem["errors"]] == ["Idempotency-Key"]


def test_a_status_comes_with_its_reason(member, people):
    """Also one that this nginx has no words for."""
    with member.connect() as connection:
        connection.send_request("POST", KUDOS, [*member.all_headers([]), ("Content-Type", "application/json")], b"{}")
        assert connection.read_response().reason == "Unprocessable Content"
    with member.connect() as connection:
        connection.send_request("GET", "/api/v1/nothing", member.all_headers([]))
        assert connection.read_response().reason == "Not Found"
