"""What /openapi.json says is so: every answer looks as described, and every example works."""
import re

import jsonschema
import pytest

from route_cases import all_cases
from support.description import Description
from test_tenancy import Things, call, name_of

CASES = all_cases()


@pytest.fixture(scope="module")
def description(client) -> Description:
    return Description.of(client)


@pytest.fixture(scope="module")
def things(database, people) -> Things:
    return Things(database, people)


def test_the_document_is_well_formed(description):
    document = description.document
    assert document["openapi"].startswith("3.1.")
    operations = list(description.operations())
    names = [operation.details["operationId"] for operation in operations]
    assert len(names) == len(set(names))
    tags = {tag["name"] for tag in document["tags"]}
    for operation in operations:
        assert operation.details.get("summary") and set(operation.details["tags"]) <= tags, operation
        in_path = {parameter["name"] for parameter in description.parameters(operation, "path")}
        assert in_path == set(re.findall(r"\{(\w+)\}", operation.path)), operation
    for schema in document["components"]["schemas"].values():
        jsonschema.Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_answers_look_as_described(client, things, people, description, case):
    """To the owner, to a member and to nobody."""
    operation = description.operation(case.method, case.path)
    for caller in (people.owner, people.member):
        if case.scope is not None:
            description.check(operation, call(client.as_(caller.token), case, things.of(case, caller)))
    description.check(operation, call(client, case, things.of(case, people.member)))


@pytest.mark.parametrize("case", [case for case in CASES if case.method == "GET" and case.scope is not None and case.status == 200], ids=name_of)
def test_a_304_is_described_where_an_answer_has_a_tag(client, things, people, description, case):
    operation = description.operation(case.method, case.path)
    response = call(client.as_(people.owner.token), case, things.of(case, people.owner))
    if (response.header("Content-Type") or "").startswith("application/json"):
        assert ("304" in operation.details["responses"]) == (response.header("ETag") is not None), response.headers


def test_every_request_may_be_refused_in_the_ways_of_its_shape(description):
    for operation in description.operations():
        if not operation.path.startswith(("/api/v1/", "/staking/v1/")):
            continue
        described = set(operation.details["responses"])
        assert {"400", "429", "500", "503", "504"} <= described, operation
        if "requestBody" in operation.details:
            assert {"413", "415"} <= described, operation
        if any(parameter["name"] == "Idempotency-Key" for parameter in description.parameters(operation, "header")):
            assert "404" in described, operation
            assert any("Idempotency-Replayed" in operation.details["responses"].get(status, {}).get("headers", {}) for status in ("201", "202")), operation


def test_every_body_has_an_example_that_is_as_described(description):
    for operation in description.operations():
        schema = description.body_schema(operation)
        if schema and operation.path.startswith(("/api/v1/", "/staking/v1/")):
            examples = description.examples(operation)
            assert examples, operation
            for example in examples:
                # Instants are read in more forms than they are answered in.
                assert not [error for error in description.errors_of(schema, example) if error.validator != "format"], operation


with_body = [case for case in CASES if case.body and 200 <= case.status < 300 and case.scope is not None]


@pytest.mark.parametrize("case", with_body, ids=name_of)
def test_examples_work(client, things, people, description, case):
    """Sent as they stand: ids in them are somebody else's, so `not found` and `unknown_...` are fair answers, and so is a
    state that an earlier example has made (`..._taken`). That a field is wrong is not."""
    operation = description.operation(case.method, case.path)
    examples = description.examples(operation)
    assert examples, f"{operation} shows no example of its body"
    for example in examples:
        response = call(client.as_(people.owner.token), case, things.of(case, people.owner), body=example)
        description.check(operation, response)
        if response.status == 422:
            assert all(error["code"].startswith("unknown_") or error["code"].endswith("_taken") for error in response.json()["errors"]), response
        else:
            assert response.status < 300 or response.status in (404, 409), response
