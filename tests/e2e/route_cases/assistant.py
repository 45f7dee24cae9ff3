"""Questions to the assistant and to HR: only who asked, and for HR who administers people, reads what came of one."""
from . import Case

ADMINISTRATORS = ("owner", "admin")
FEEDBACK, TICKET = "/api/v1/qa/threads/{id}/feedback", "/api/v1/qa/tickets/{id}"
ANSWER = {"body": lambda _: {"answer": "matrix"}}

CASES = [
    Case("POST", "/api/v1/qa/threads", "policies:read", status=202, body=lambda _: {"question": "matrix?"}),
    Case("GET", "/api/v1/qa/threads", "policies:read"),
    Case("GET", "/api/v1/qa/threads/{id}", "policies:read", "own"),
    Case("GET", "/api/v1/qa/threads/{id}", "policies:read", "other", status=404, otherwise=404),
    Case("POST", "/api/v1/qa/threads/{id}/messages", "policies:read", "own", status=202, body=lambda _: {"question": "and matrix?"}),
    Case("POST", "/api/v1/qa/threads/{id}/messages", "policies:read", "colleague", status=404, otherwise=404, body=lambda _: {"question": "and matrix?"}),
    Case("POST", "/api/v1/qa/threads/{id}/messages", "policies:read", "other", status=404, otherwise=404, body=lambda _: {"question": "and matrix?"}),
    Case("GET", "/api/v1/qa/threads/{id}/events", "policies:read", "own"),
    Case("GET", "/api/v1/qa/threads/{id}/events", "policies:read", "colleague", status=404, otherwise=404),
    Case("GET", "/api/v1/qa/threads/{id}/events", "policies:read", "other", status=404, otherwise=404),
    Case("POST", "/api/v1/qa/threads/{id}/stop", "policies:read", "own"),
    Case("POST", "/api/v1/qa/threads/{id}/stop", "policies:read", "colleague", status=404, otherwise=404),
    Case("POST", "/api/v1/qa/threads/{id}/stop", "policies:read", "other", status=404, otherwise=404),
    Case("PUT", FEEDBACK, "policies:read", "own", body=lambda _: {"helpful": True}),
    Case("PUT", FEEDBACK, "policies:read", "colleague", status=404, body=lambda _: {"helpful": True}),
    Case("PUT", FEEDBACK, "policies:read", "other", status=404, body=lambda _: {"helpful": True}),
    Case("GET", "/api/v1/qa/days", "analytics:all", allowed=ADMINISTRATORS),
    Case("GET", "/api/v1/qa/topics", "analytics:all", allowed=ADMINISTRATORS),
    Case("POST", "/api/v1/qa/tickets", "policies:read", status=201, body=lambda _: {"text": "matrix?"}),
    Case("GET", "/api/v1/qa/tickets", "people:write", allowed=ADMINISTRATORS),
    Case("GET", TICKET, "policies:read", "own"),
    Case("GET", TICKET, "policies:read", "colleague", allowed=ADMINISTRATORS, otherwise=404, also=("people:write",)),
    Case("GET", TICKET, "policies:read", "other", status=404, otherwise=404),
    Case("POST", f"{TICKET}/withdraw", "policies:read", "own", status=204),
    Case("POST", f"{TICKET}/withdraw", "policies:read", "colleague", status=404, otherwise=404),
    Case("POST", f"{TICKET}/withdraw", "policies:read", "other", status=404, otherwise=404),
    Case("POST", f"{TICKET}/answer", "people:write", "own", allowed=ADMINISTRATORS, **ANSWER),
    Case("POST", f"{TICKET}/answer", "people:write", "other", allowed=ADMINISTRATORS, status=404, **ANSWER),
    Case("POST", f"{TICKET}/close", "people:write", "own", allowed=ADMINISTRATORS),
    Case("POST", f"{TICKET}/close", "people:write", "other", allowed=ADMINISTRATORS, status=404),
    Case("GET", "/api/v1/qa/me/tickets", "policies:read"),
]


def thing(database, people, whose, case):
    if "{id}" not in case.path:
        return whose.id
    if "tickets" in case.path:
        return database.one("insert into gracy.hr_ticket (team_space_id, member_id, text) values (%s, %s, 't') returning id", whose.team_space_id, whose.id)
    return database.one("insert into gracy.assistant_question (team_space_id, member_id, question, language, state, outcome, answer, sources, finished_at)"
                        " values (%s, %s, 'q', 'en', 'done', 'passages', '[]', '[]', now()) returning id", whose.team_space_id, whose.id)
