"""Tasks for the assistant: only who asked for one reads what came of it."""
import json

from . import Case


def offer_kind(database) -> None:
    """Without a worker that tells which there are."""
    database.sql("insert into gracy.assistant_kind (name, version, title_en, title_ko, inputs, output_schema)"
                 " values ('matrix', 1, 'Matrix', '행렬', %s, '{}') on conflict do nothing", json.dumps([{"name": "text", "least": 1, "most": 9}]))
    return {"kind": "matrix", "input": {"text": "matrix"}}


CASES = [
    Case("GET", "/api/v1/assistant/kinds", "policies:read"),
    Case("POST", "/api/v1/assistant/tasks", "policies:read", status=202, body=lambda _: {"kind": "matrix", "input": {"text": "matrix"}}),
    Case("GET", "/api/v1/assistant/tasks", "policies:read"),
    Case("GET", "/api/v1/assistant/tasks/{id}", "policies:read", "own"),
    Case("GET", "/api/v1/assistant/tasks/{id}", "policies:read", "other", status=404, otherwise=404),
]


def thing(database, people, whose, case):
    offer_kind(database)
    if "{id}" not in case.path:
        return whose.id
    return database.one("insert into gracy.assistant_task (team_space_id, member_id, kind, version, input, input_hash) values"
                        " (%s, %s, 'matrix', 1, '{}', sha256(random()::text::bytea)) returning id", whose.team_space_id, whose.id)
