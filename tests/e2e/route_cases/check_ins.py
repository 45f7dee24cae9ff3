"""One's own check-ins, and what is published of groups."""
from . import Case

# Long ago: nobody has a check-in of that day, and it can no longer be written.
DAY = (("date", "2020-02-03"),)
PREFERENCES = {"asked": True, "weekdays": ["tuesday"], "at_minute": 1020}

CASES = [
    Case("GET", "/api/v1/me/check-ins", "check_ins:write"),
    Case("GET", "/api/v1/me/check-ins/statistics", "check_ins:write"),
    Case("GET", "/api/v1/me/check-ins/preferences", "check_ins:write"),
    Case("PUT", "/api/v1/me/check-ins/preferences", "check_ins:write", body=lambda _: PREFERENCES),
    Case("GET", "/api/v1/me/check-ins/{date}", "check_ins:write", path_values=DAY, status=404),
    Case("PUT", "/api/v1/me/check-ins/{date}", "check_ins:write", path_values=DAY, body=lambda _: {"score": 3}, status=409),
    Case("DELETE", "/api/v1/me/check-ins/{date}", "check_ins:write", path_values=DAY, status=404),
    Case("GET", "/api/v1/me/check-ins/{date}/feeling", "check_ins:write", path_values=DAY, status=404),
    Case("DELETE", "/api/v1/me/check-ins/{date}/feeling", "check_ins:write", path_values=DAY, status=404),
    Case("PUT", "/api/v1/me/check-ins/{date}/feeling/readers", "check_ins:write", path_values=DAY, body=lambda _: {"reader_ids": []}, status=409),
    Case("GET", "/api/v1/me/feelings", "check_ins:write"),
    Case("GET", "/api/v1/me/feelings/preference", "check_ins:write"),
    Case("PUT", "/api/v1/me/feelings/preference", "check_ins:write", body=lambda _: {"wanted": False}),
    Case("GET", "/api/v1/me/feelings/shared", "check_ins:write"),
    Case("GET", "/api/v1/analytics/check-ins", "analytics:read", allowed=("owner", "admin", "manager")),
]
