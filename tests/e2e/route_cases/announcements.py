"""Announcements: those who write them, and those who get them."""
import datetime

from . import Case

WRITERS = ("owner", "admin")
SCOPE = "announcements:write"
ONE = "/api/v1/announcements/{id}"
ANY = (("If-Match", "*"),)
# At a whole hour, and no longer ahead than an announcement may be planned.
NEXT_MONTH = (datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=30)).strftime("%Y-%m-%dT%H:00:00Z")
# The state that a verb begins in.
STATES = {"submit": "draft", "reopen": "cancelled", "approve": "submitted", "decline": "submitted", "correct": "sent", "recall": "sent", "remind": "sent", "deliveries": "sent", "recipients": "sent", "texts": "sent"}


def about_own_and_other(method, path, **more):
    status = more.pop("status", 200)
    return [Case(method, path, SCOPE, "own", allowed=WRITERS, status=status, **more),
            Case(method, path, SCOPE, "other", allowed=WRITERS, status=404, **more)]


CASES = [
    Case("GET", "/api/v1/announcements", SCOPE, allowed=WRITERS),
    Case("POST", "/api/v1/announcements", SCOPE, allowed=WRITERS, status=201,
         body=lambda _: {"title_ko": "공지", "body_ko": "내용", "audience": {"all": True}}),
    Case("POST", "/api/v1/announcements", SCOPE, "other", allowed=WRITERS, status=422,
         body=lambda them: {"title_ko": "공지", "body_ko": "내용", "audience": {"members": [str(them)]}}),
    Case("GET", "/api/v1/announcements/workspaces", SCOPE, allowed=WRITERS),
    *about_own_and_other("GET", ONE),
    *about_own_and_other("PATCH", ONE, body=lambda _: {"require_ack": False}, headers=ANY),
    *about_own_and_other("DELETE", ONE, headers=ANY, status=204),
    *about_own_and_other("POST", f"{ONE}/preview"),
    *about_own_and_other("POST", f"{ONE}/submit"),
    *about_own_and_other("POST", f"{ONE}/approve", headers=(("If-Match", '"v1"'),)),
    *about_own_and_other("POST", f"{ONE}/decline", body=lambda _: {"reason": "다음 주에 알려요"}, headers=(("If-Match", '"v1"'),)),
    *about_own_and_other("POST", f"{ONE}/schedule", body=lambda _: {"send_at": NEXT_MONTH}),
    *about_own_and_other("POST", f"{ONE}/send"),
    *about_own_and_other("POST", f"{ONE}/cancel"),
    *about_own_and_other("POST", f"{ONE}/reopen"),
    *about_own_and_other("POST", f"{ONE}/correct", body=lambda _: {"body_ko": "고친 내용"}, headers=ANY),
    *about_own_and_other("POST", f"{ONE}/recall"),
    *about_own_and_other("POST", f"{ONE}/remind"),
    *about_own_and_other("GET", f"{ONE}/deliveries"),
    *about_own_and_other("GET", f"{ONE}/recipients"),
    *about_own_and_other("GET", f"{ONE}/texts"),
    Case("GET", "/api/v1/me/announcements", "announcements:read"),
    Case("GET", "/api/v1/me/announcements/{id}", "announcements:read", "own"),
    Case("GET", "/api/v1/me/announcements/{id}", "announcements:read", "colleague", status=404),
    Case("GET", "/api/v1/me/announcements/{id}", "announcements:read", "other", status=404),
    Case("POST", "/api/v1/me/announcements/{id}/acknowledge", "announcements:read", "own"),
    Case("POST", "/api/v1/me/announcements/{id}/acknowledge", "announcements:read", "colleague", status=404),
    Case("POST", "/api/v1/me/announcements/{id}/acknowledge", "announcements:read", "other", status=404),
]


def thing(database, people, whose, case):
    if "{id}" not in case.path:
        return whose.id
    verb = case.path.rpartition("/")[2]
    mine = "/me/" in case.path
    # Written by somebody who calls nothing, so that callers may approve it; what was cancelled only its author takes up again, or an administrator.
    author = people.colleague if whose.team_space_id == people.colleague.team_space_id and verb != "reopen" else whose
    announcement = add_announcement(database, author, whose.id, "sent" if mine else STATES.get(verb, "draft"))
    if mine:
        database.sql("insert into gracy.announcement_recipient (team_space_id, announcement_id, member_id, locale, tz)"
                     " values (%s, %s, %s, 'ko', 'Asia/Seoul')", whose.team_space_id, announcement, whose.id)
    return announcement


def add_announcement(database, author, recipient: int, state: str) -> int:
    return database.one(
        "insert into gracy.announcement (team_space_id, author_id, edited_by, title_ko, body_ko, audience, channels, require_ack, state)"
        " values (%s, %s, %s, '공지', '내용', jsonb_build_object('members', jsonb_build_array(%s::text)), '{email}', true, %s) returning id",
        author.team_space_id, author.id, author.id, recipient, state)
