"""The directory."""
from . import Case

CASES = [
    Case("GET", "/api/v1/me", ""),
    Case("GET", "/api/v1/members", "people:read"),
    Case("GET", "/api/v1/members/{id}", "people:read", "own"),
    Case("GET", "/api/v1/members/{id}", "people:read", "colleague"),
    Case("GET", "/api/v1/members/{id}", "people:read", "other", status=404),
    Case("GET", "/api/v1/members/export.csv", "people:export", allowed=("owner", "admin")),
]
