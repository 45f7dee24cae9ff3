"""What other systems call, and the history of an account."""
from . import Case

STAFF = ("owner", "admin")
# Somebody whom nobody has linked.
SOMEBODY = (("team_id", "T0HANBIT01"), ("user_id", "U0MATRIX"))

CASES = [
    Case("GET", "/staking/v1/accounts/{address}/history", "staking:read", path_values=(("address", "0x70997970C51812dc3A010C7d01b50e0d17dc79C8"),)),
    Case("GET", "/staking/v1/accounts/{address}/positions", "staking:read", path_values=(("address", "0x70997970C51812dc3A010C7d01b50e0d17dc79C8"),)),
    Case("GET", "/staking/v1/contracts/{address}/stakers", "staking:read", path_values=(("address", "0x70997970C51812dc3A010C7d01b50e0d17dc79C8"),)),
    Case("GET", "/staking/v1/contracts/{address}/totals", "staking:read", path_values=(("address", "0x70997970C51812dc3A010C7d01b50e0d17dc79C8"),)),
    Case("GET", "/staking/v1/contracts/{address}/days", "staking:read", path_values=(("address", "0x70997970C51812dc3A010C7d01b50e0d17dc79C8"),)),
    Case("GET", "/staking/v1/integrity", "staking:read"),
    Case("POST", "/api/v1/slack/install-links", "settings:write", allowed=STAFF, status=201),
    Case("GET", "/api/v1/slack/unmatched", "people:write", allowed=STAFF),
    Case("PUT", "/api/v1/slack/users/{team_id}/{user_id}/member", "people:write", "fresh", allowed=STAFF, status=204, path_values=SOMEBODY,
         body=lambda member: {"member_id": str(member)}),
    Case("PUT", "/api/v1/slack/users/{team_id}/{user_id}/member", "people:write", "other", allowed=STAFF, status=422, path_values=SOMEBODY,
         body=lambda member: {"member_id": str(member)}),
    Case("DELETE", "/api/v1/slack/users/{team_id}/{user_id}/member", "people:write", allowed=STAFF, status=204, path_values=SOMEBODY),
    Case("POST", "/api/v1/slack/syncs", "people:write", allowed=STAFF, status=202),
    Case("GET", "/slack/install", None, status=404),
    Case("GET", "/slack/oauth/callback", None, status=401),
    Case("GET", "/slack/install/result", None, status=404),
    Case("POST", "/slack/events", None, status=401, body=lambda _: {}),
    Case("POST", "/slack/commands", None, status=401, body=lambda _: {}),
    Case("POST", "/slack/interactions", None, status=401, body=lambda _: {}),
    Case("POST", "/staking/webhooks/alchemy", None, status=401, body=lambda _: {}),
]


def thing(database, people, whose, case):
    if case.path_values == SOMEBODY:
        database.sql("insert into gracy.slack_user (team_id, user_id, team_space_id) values ('T0HANBIT01', 'U0MATRIX', %s)"
                     " on conflict (team_id, user_id) do update set member_id = null", people.owner.team_space_id)
    return whose.id
