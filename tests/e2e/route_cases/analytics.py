"""Numbers of groups."""
from . import Case

ABOVE_MEMBERS = ("owner", "admin", "manager")

CASES = [
    Case("GET", "/api/v1/analytics/recognition", "analytics:read", allowed=ABOVE_MEMBERS),
    Case("GET", "/api/v1/analytics/values", "analytics:read", allowed=ABOVE_MEMBERS),
    Case("GET", "/api/v1/analytics/mood", "analytics:read", allowed=ABOVE_MEMBERS),
    Case("GET", "/api/v1/analytics/enps", "analytics:read", allowed=ABOVE_MEMBERS),
    Case("GET", "/api/v1/analytics/network", "analytics:read", allowed=ABOVE_MEMBERS),
    Case("GET", "/api/v1/analytics/coffee", "analytics:read", allowed=ABOVE_MEMBERS),
]
