"""Exports: for the one who asked."""
from . import Case

CASES = [
    Case("GET", "/api/v1/exports", "exports:write", allowed=("owner", "admin")),
    Case("POST", "/api/v1/exports", "exports:write", allowed=("owner", "admin"), status=202, body=lambda _: {"dataset": "kudos"},
         also=("kudos:read",)),
    Case("GET", "/api/v1/exports/{id}", "exports:write", "own", allowed=("owner", "admin")),
    # Not even an owner gets what somebody else asked for.
    Case("GET", "/api/v1/exports/{id}", "exports:write", "subtree", allowed=("owner", "admin"), status=404),
    Case("GET", "/api/v1/exports/{id}", "exports:write", "other", allowed=("owner", "admin"), status=404),
    *(Case("DELETE", "/api/v1/exports/{id}", "exports:write", about, allowed=("owner", "admin"), status=status)
      for about, status in (("own", 204), ("subtree", 404), ("other", 404))),
    Case("GET", "/api/v1/exports/{id}/download", "exports:write", "own", allowed=("owner", "admin"), also=("people:export",)),
    Case("GET", "/api/v1/exports/{id}/download", "exports:write", "subtree", allowed=("owner", "admin"), status=404),
    Case("GET", "/api/v1/exports/{id}/download", "exports:write", "other", allowed=("owner", "admin"), status=404),
    *(Case("POST", "/api/v1/members/{id}/export", "exports:write", about, allowed=("owner", "admin"), status=status,
           also=("people:export", "people:write"))
      for about, status in (("own", 202), ("colleague", 202), ("other", 404))),
    Case("GET", "/api/v1/me/export", "profile:read"),
    Case("GET", "/api/v1/members/export.csv", "people:export", allowed=("owner", "admin")),
    Case("GET", "/api/v1/members/export.ndjson", "people:export", allowed=("owner", "admin")),
    Case("GET", "/api/v1/analytics/recognition/export.csv", "analytics:read", allowed=("owner", "admin", "manager")),
    Case("GET", "/api/v1/analytics/values/export.csv", "analytics:read", allowed=("owner", "admin", "manager")),
    Case("GET", "/api/v1/analytics/mood/export.csv", "analytics:read", allowed=("owner", "admin", "manager")),
    Case("GET", "/api/v1/analytics/enps/export.csv", "analytics:read", allowed=("owner", "admin", "manager")),
    Case("GET", "/api/v1/analytics/coffee/export.csv", "analytics:read", allowed=("owner", "admin", "manager")),
    Case("GET", "/api/v1/analytics/network/export.csv", "analytics:read", allowed=("owner", "admin", "manager")),
    Case("GET", "/api/v1/analytics/check-ins/export.csv", "analytics:read", allowed=("owner", "admin", "manager")),
    Case("GET", "/api/v1/leaderboards/export.csv", "kudos:read"),
    Case("GET", "/api/v1/audit-log/export.csv", "audit:read", allowed=("owner", "admin")),
]


def thing(database, people, whose, case):
    if case.method == "POST":
        # Earlier callers' are no obstacle.
        database.sql("update gracy.export_job set state = 'done' where state = 'queued'")
    if "{id}" not in case.path or case.path.startswith("/api/v1/members/"):
        return whose.id
    return database.one("insert into gracy.export_job (team_space_id, requester_id, dataset, format, state)"
                        " values (%s, %s, 'members', 'ndjson', 'done') returning id", whose.team_space_id, whose.id)
