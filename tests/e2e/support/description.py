"""The OpenAPI document, as tests use it: its operations, what answers must look like, and what requests may."""
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

import jsonschema

from .http_client import Client, Response

FORMATS = jsonschema.FormatChecker(())


@FORMATS.checks("date-time", ValueError)
def is_instant(value) -> bool:
    return not isinstance(value, str) or bool(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", value) and datetime.fromisoformat(value[:-1]))


@FORMATS.checks("date", ValueError)
def is_day(value) -> bool:
    return not isinstance(value, str) or bool(date.fromisoformat(value))


METHODS = ("get", "post", "put", "patch", "delete")


@dataclass(frozen=True)
class Operation:
    method: str
    path: str
    details: dict

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


class Description:
    def __init__(self, document: dict):
        self.document = document
        self._resolver = jsonschema.RefResolver("", document)

    @classmethod
    def of(cls, client: Client) -> "Description":
        return cls(client.get("/openapi.json").json())

    def operations(self) -> Iterator[Operation]:
        for path, item in self.document["paths"].items():
            for method in METHODS:
                if method in item:
                    yield Operation(method.upper(), path, item[method])

    def operation(self, method: str, path: str) -> Operation:
        return Operation(method, path, self.document["paths"][path][method.lower()])

    def resolved(self, part: dict) -> dict:
        """The part, or what its $ref points at."""
        while "$ref" in part:
            part = self._resolver.resolve(part["$ref"])[1]
        return part

    def parameters(self, operation: Operation, place: str) -> list[dict]:
        return [parameter for parameter in map(self.resolved, operation.details.get("parameters", [])) if parameter["in"] == place]

    def body_schema(self, operation: Operation) -> dict | None:
        """Of a JSON body."""
        body = self.resolved(operation.details.get("requestBody", {}))
        content = body.get("content", {}).get("application/json")
        return content["schema"] if content else None

    def body_may_be_left_out(self, operation: Operation) -> bool:
        return not self.resolved(operation.details.get("requestBody", {})).get("required", False)

    def examples(self, operation: Operation) -> list:
        """Whole bodies that are shown to readers."""
        content = self.resolved(operation.details.get("requestBody", {})).get("content", {}).get("application/json", {})
        found = [content["example"]] if "example" in content else [self.resolved(each)["value"] for each in content.get("examples", {}).values()]
        return found or list(self._examples_in(content.get("schema", {})))

    def _examples_in(self, schema: dict) -> Iterator:
        schema = self.resolved(schema)
        if "example" in schema:
            yield schema["example"]
        yield from schema.get("examples", [])
        if "example" not in schema and "examples" not in schema and schema.get("type") == "object":
            fields = {name: next(self._examples_in(field), None) for name, field in schema.get("properties", {}).items()}
            fields = {name: value for name, value in fields.items() if value is not None}
            if fields and set(schema.get("required", [])) <= set(fields):
                yield fields

    def check(self, operation: Operation, response: Response) -> None:
        """The answer is one that the document tells of."""
        documented = operation.details["responses"]
        assert str(response.status) in documented, f"{operation} answers {response.status}, which is not described: {response}"
        content = self.resolved(documented[str(response.status)]).get("content")
        media_type = (response.header("Content-Type") or "").split(";")[0]
        if not content:
            assert response.body == b"" or response.status == 304, f"{operation} has a body that is not described: {response}"
            return
        assert media_type in content, f"{operation} answers {media_type}, which is not described"
        if media_type.endswith("json") and media_type != "application/x-ndjson":
            errors = [f"{'/'.join(map(str, error.absolute_path))}: {error.message[:300]}"
                      for error in self._validator(content[media_type]["schema"]).iter_errors(response.json())]
            assert not errors, f"{operation}: {errors}"
        if media_type == "application/problem+json":
            codes = self.document["components"]["schemas"]["Problem"]["properties"]["code"]["examples"]
            assert response.json()["code"] in codes, f"{operation} answers a code that the schema Problem does not list: {response}"

    def errors_of(self, schema: dict, value) -> Iterator[jsonschema.ValidationError]:
        """What is wrong with a value that should be as the schema says."""
        return self._validator(schema).iter_errors(value)

    def _validator(self, schema: dict):
        return jsonschema.Draft202012Validator(schema, resolver=self._resolver, format_checker=FORMATS)


def fill(path: str, **values) -> str:
    return re.sub(r"\{(\w+)\}", lambda match: str(values[match[1]]), path)
