"""Questions to the assistant: only who asked reads what came of one."""
from . import Case

CASES = [
    Case("POST", "/api/v1/qa/threads", "policies:read", status=202, body=lambda _: {"question": "matrix?"}),
    Case("GET", "/api/v1/qa/threads/{id}", "policies:read", "own"),
    Case("GET", "/api/v1/qa/threads/{id}", "policies:read", "other", status=404, otherwise=404),
]


def thing(database, people, whose, case):
    if "{id}" not in case.path:
        return whose.id
    return database.one("insert into gracy.assistant_question (team_space_id, member_id, question, language) values (%s, %s, 'q', 'en')"
                        " returning id", whose.team_space_id, whose.id)
