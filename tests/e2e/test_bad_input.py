"""Bad input, made from the OpenAPI document: it is refused by name, changes nothing, and never is our fault (5xx)."""
import json
from collections.abc import Iterator

import pytest

from route_cases import Case, all_cases
from support.description import Description, Operation, fill
from support.http_client import Client, Connection, Response
from test_tenancy import Things

HUGE = "가" * 100_000
# As text in a field, decomposed where that is the point.
WORDS = ["", " ", "\x00", "a\x00b", "e\u0301", "\u1112\u1161\u11ab", "\u202e", "\ufeff", "'; drop table gracy.member; --", "\" or 1=1", "{{7*7}}", "%s%n",
         "../../etc/passwd", "<script>", "=1+1", HUGE]
WRONG = [None, True, 0, -1, 1.5, 10 ** 30, "x", [], {}, [[]], [None], {"$ref": "#"}]
# What a JSON text may hold and Python's encoder would not write.
SURROGATES = ['"\\ud800"', '"\\udc00\\ud800"', '"a\\u0000b"']
BAD_IDS = ["0", "-1", "abc", "1.5", "9223372036854775808", "99999999999999999999999", "1%20", "%ea%b0%80", "'", "1;2", "0x10"]
BAD_VALUES = ["", "abc", "-1", "0", "1.5", "9223372036854775808", "%00", "%ff", "%ed%a0%80", "'%3bselect", "e%cc%81", "x" * 5000, "true", "2026-02-30",
              "2026-13-01T00:00:00Z", "[]", "%2525"]
FIELD_OF_NOBODY = b'{"nobody_asked_for_this": 1}'
# Written while somebody asks, whatever comes of it: whole tables, and columns of others.
BOOKKEEPING = {"login_failure", "idempotency_key"}
MOVING = {"api_token": ["last_used_on"], "session": ["idle_expires_at"]}

CASES = {}
for each in all_cases():
    # What is open has a row for those who lack their own proof; here they have it.
    if each.scope is not None and 200 <= each.status < 300 or each.scope is None and each.path.startswith("/api/v1/"):
        CASES.setdefault((each.method, each.path), each)


class Sender:
    """Sends to one server over connections that stay open."""

    def __init__(self, client: Client):
        self.client = client
        self.connection: Connection | None = None

    def send(self, method: str, target: str, headers: list[tuple[str, str]], body: bytes | None) -> Response:
        headers = self.client.all_headers(headers) + ([("Content-Type", "application/json")] if body is not None else [])
        if self.connection is None:
            self.connection = self.client.connect()
        self.connection.send_request(method, target, headers, body)
        response = self.connection.read_response(method)
        if (response.header("Connection") or "").lower() == "close":
            self.connection.socket.close()
            self.connection = None
        return response


@pytest.fixture(scope="module")
def description(client) -> Description:
    return Description.of(client)


@pytest.fixture(scope="module")
def things(database, people) -> Things:
    return Things(database, people)


@pytest.fixture(scope="module")
def tables(database) -> list[str]:
    return [name for (name,) in database.sql("select relname from pg_class where relnamespace = 'gracy'::regnamespace and relkind = 'r' order by 1")
            if name not in BOOKKEEPING]


def contents(database, tables: list[str]) -> dict[str, str]:
    """A fingerprint of every table."""
    rows = {table: f"(to_jsonb(t) - array{MOVING[table]})::text" if table in MOVING else "t::text" for table in tables}
    query = " union all ".join(f"select '{table}', count(*) || '/' || coalesce(sum(hashtextextended({row}, 0)::numeric), 0) from gracy.{table} t"
                               for table, row in rows.items())
    return dict(database.sql(query))


def must_be_refused(description: Description, schema: dict, body: bytes) -> bool:
    """Whatever else is in it: it is no JSON object, or has a field of another type, one too many, or one too few. A null may be
    taken for a field that is not there."""
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        return True
    if not isinstance(value, dict) or "nobody_asked_for_this" in value:
        return True
    return any(error.validator in ("type", "required", "additionalProperties") and error.instance is not None
               for error in description.errors_of(schema, value))


def bodies(description: Description, schema: dict, example: dict) -> Iterator[bytes]:
    """The example with one thing wrong at a time; then what is no object at all."""
    def text(value) -> bytes:
        return json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")

    schema = description.resolved(schema)
    names = list(schema.get("properties", example))
    for name in names:
        for value in WRONG + WORDS:
            yield text(example | {name: value})
            if isinstance(example.get(name), list):
                yield text(example | {name: [value]})
                yield text(example | {name: example[name] * 300})
            if isinstance(example.get(name), dict):
                for inner in example[name]:
                    yield text(example | {name: example[name] | {inner: value}})
        for raw in SURROGATES:
            yield text(example | {name: "@@"}).replace(b'"@@"', raw.encode())
        yield text({key: value for key, value in example.items() if key != name})
    yield text(example | {"nobody_asked_for_this": 1})
    yield text(example)[:-1] + b',"x":1,"x":2}'
    for raw in (b"", b"null", b"[]", b"{", b"{}", b"{\"a\":}", b"\xff", b"\xef\xbb\xbf{}", b"[" * 5000, b'{"a":' * 5000, b"1e999", b"\x00"):
        yield raw


def takes_no_body(operation: Operation) -> bool:
    return operation.path.startswith("/api/v1/") and "requestBody" not in operation.details


def requests(description: Description, operation: Operation, case: Case, thing) -> Iterator[tuple[str, bytes | None]]:
    """Targets and bodies that have something wrong."""
    values = dict(case.path_values) | {"id": thing}
    target = fill(operation.path, **values)
    schema = description.body_schema(operation)
    good = case.body(thing) if case.body else None
    body = json.dumps(good, ensure_ascii=False).encode() if good is not None else None
    for parameter in description.parameters(operation, "path"):
        for value in BAD_IDS + ["x" * 3000]:
            yield fill(operation.path, **(values | {parameter["name"]: value})), body
    for parameter in description.parameters(operation, "query"):
        for value in BAD_VALUES:
            yield f"{target}?{parameter['name']}={value}", body
        yield f"{target}?{parameter['name']}=1&{parameter['name']}=2", body
    for query in ("nobody=1", "=", "&&&", "limit", "%", "%zz=1", "\xff".encode("latin-1").decode("latin-1"), "x" * 6000):
        yield f"{target}?{query}", body
    if takes_no_body(operation):
        yield target, FIELD_OF_NOBODY
    if schema is not None:
        example = good if isinstance(good, dict) else next(iter(description.examples(operation)), {})
        for bad in bodies(description, schema, example):
            yield target, bad


def make_thing(things: Things, people, case: Case):
    return things.of(case, people.owner)


def caller_of(case: Case, client: Client, people, thing) -> Client:
    """Somebody who may do it, by the proof that it takes."""
    if case.scope is None and case.path.startswith("/api/v1/waves/"):
        asked = client.as_(people.owner.token).post(f"/api/v1/me/surveys/{thing}/token")
        assert asked.status == 201, asked
        return client.as_(asked.json()["token"])
    return client.as_(people.owner.token) if case.scope is not None else client


@pytest.mark.parametrize("case", CASES.values(), ids=lambda case: f"{case.method} {case.path}")
def test_bad_input_is_refused_and_changes_nothing(client, people, database, things, description, tables, case):
    operation = description.operation(case.method, case.path)
    thing = make_thing(things, people, case)
    sender = Sender(caller_of(case, client, people, thing))
    headers = list(case.headers)
    schema = description.body_schema(operation)
    wrong, doubtful = [], []
    fine_without_body = description.body_may_be_left_out(operation)
    for target, body in requests(description, operation, case, thing):
        body_is_wrong = schema is not None and not (fine_without_body and not body) and must_be_refused(description, schema, body)
        certain = "?nobody=1" in target or body is FIELD_OF_NOBODY or body_is_wrong
        (wrong if certain else doubtful).append((target, body))

    def said(target, body) -> str:
        return f"{case.method} {target[:200]} {(body or b'')[:300]!r}"

    def send(target, body) -> Response:
        response = sender.send(case.method, target, headers, body)
        assert response.status < 500, f"{said(target, body)}: {response}"
        if response.status >= 400:
            problem_or_nginx(response)
        return response

    before = contents(database, tables)
    for target, body in wrong:
        response = send(target, body)
        assert response.status >= 400, f"{said(target, body)}: {response}"
    after = contents(database, tables)
    assert after == before, [table for table in tables if after[table] != before[table]]

    refused = [(target, body, response.status) for target, body in doubtful if (response := send(target, body)).status >= 400]
    assert len(wrong) + len(refused) >= 5, "hardly anything was refused"
    before = contents(database, tables)
    for target, body, status in refused:
        # What the first round has used up may be gone now; what was refused is refused again.
        again = send(target, body)
        assert again.status >= 400, f"{said(target, body)} was {status} and is {again}"
    after = contents(database, tables)
    assert after == before, [table for table in tables if after[table] != before[table]]


def problem_or_nginx(response: Response) -> None:
    """An RFC 9457 problem that says what is wrong; nginx itself refuses what is no HTTP."""
    if response.header("Content-Type") == "application/problem+json":
        problem = response.json()
        assert problem["status"] == response.status and problem["code"] and problem["title"]
        if problem["code"] == "validation":
            assert problem["errors"] and all(error["code"] and error["detail"] and (error.get("pointer") or error.get("parameter") or error.get("header"))
                                             for error in problem["errors"]), problem
    else:
        assert response.status in (400, 414), response
