"""What the system tells a member."""
from . import Case

CASES = [
    Case("GET", "/api/v1/me/notices", "profile:read"),
    *(Case("PUT", "/api/v1/me/notices/read", "profile:write", about, status=status, body=lambda notice: {"up_to": str(notice)})
      for about, status in (("own", 200), ("other", 422))),
    Case("PUT", "/api/v1/me/notices/{id}/read", "profile:write", "own", status=204),
    Case("PUT", "/api/v1/me/notices/{id}/read", "profile:write", "colleague", status=404),
    Case("PUT", "/api/v1/me/notices/{id}/read", "profile:write", "other", status=404),
]


def thing(database, people, whose, case):
    if case.method == "PUT":
        return database.one("insert into gracy.member_notice (team_space_id, member_id, kind, text_en, text_ko)"
                            " values (%s, %s, 'test.notice', 'Notice', '알림') returning id", whose.team_space_id, whose.id)
    return whose.id
