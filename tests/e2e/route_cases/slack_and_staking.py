"""What other systems call, the history of an account, and members' wallets."""
from . import Case

WALLET = (("address", "0x70997970C51812dc3A010C7d01b50e0d17dc79C8"),)
STAFF = ("owner", "admin")
# Somebody whom nobody has linked.
SOMEBODY = (("team_id", "T0HANBIT01"), ("user_id", "U0MATRIX"))

CASES = [
    Case("GET", "/staking/v1/accounts/{address}/history", "staking:read", path_values=(("address", "0x70997970C51812dc3A010C7d01b50e0d17dc79C8"),)),
    Case("GET", "/staking/v1/accounts/{address}/positions", "staking:read", path_values=(("address", "0x70997970C51812dc3A010C7d01b50e0d17dc79C8"),)),
    Case("GET", "/staking/v1/contracts/{address}/stakers", "staking:read", path_values=(("address", "0x70997970C51812dc3A010C7d01b50e0d17dc79C8"),)),
    Case("GET", "/staking/v1/contracts/{address}/totals", "staking:read", path_values=(("address", "0x70997970C51812dc3A010C7d01b50e0d17dc79C8"),)),
    Case("GET", "/staking/v1/contracts/{address}/days", "staking:read", path_values=(("address", "0x70997970C51812dc3A010C7d01b50e0d17dc79C8"),)),
    Case("GET", "/staking/v1/seasons", "staking:read"),
    # There is no such season, for anybody.
    Case("GET", "/staking/v1/seasons/{number}", "staking:read", status=404, path_values=(("number", "7"),)),
    Case("GET", "/staking/v1/seasons/{number}/summary", "staking:read", status=404, path_values=(("number", "7"),)),
    Case("GET", "/staking/v1/seasons/{number}/export.csv", "staking:read", status=404, path_values=(("number", "7"),)),
    Case("POST", "/staking/v1/wallets/challenges", "tokens:write", "own", status=201, body=lambda _: {"address": WALLET[0][1]}),
    # Nobody was given this nonce.
    Case("POST", "/staking/v1/wallets", "tokens:write", status=422, body=lambda _: {"nonce": "a", "signature": "0x" + "11" * 64 + "1b"}),
    Case("GET", "/staking/v1/wallets", "tokens:write"),
    Case("PATCH", "/staking/v1/wallets/{address}", "tokens:write", "own", path_values=WALLET, body=lambda _: {"shares_balances": True}),
    # Whose it is, is nobody else's to know or to change.
    Case("PATCH", "/staking/v1/wallets/{address}", "tokens:write", "subtree", status=404, path_values=WALLET, body=lambda _: {"shares_balances": True}),
    Case("PATCH", "/staking/v1/wallets/{address}", "tokens:write", "other", status=404, path_values=WALLET, body=lambda _: {"shares_balances": True}),
    Case("DELETE", "/staking/v1/wallets/{address}", "tokens:write", "own", status=204, path_values=WALLET),
    Case("DELETE", "/staking/v1/wallets/{address}", "tokens:write", "subtree", status=404, path_values=WALLET),
    Case("DELETE", "/staking/v1/wallets/{address}", "tokens:write", "other", status=404, path_values=WALLET),
    Case("GET", "/staking/v1/participants", "people:write", allowed=("owner", "admin")),
    Case("GET", "/staking/v1/integrity", "staking:read"),
    Case("POST", "/api/v1/slack/install-links", "settings:write", allowed=STAFF, status=201),
    Case("GET", "/api/v1/slack/workspaces", "settings:write", allowed=STAFF),
    Case("GET", "/api/v1/slack/unmatched", "people:write", allowed=STAFF),
    Case("PUT", "/api/v1/slack/users/{team_id}/{user_id}/member", "people:write", "fresh", allowed=STAFF, status=202, path_values=SOMEBODY,
         body=lambda member: {"member_id": str(member)}),
    Case("PUT", "/api/v1/slack/users/{team_id}/{user_id}/member", "people:write", "other", allowed=STAFF, status=422, path_values=SOMEBODY,
         body=lambda member: {"member_id": str(member)}),
    Case("DELETE", "/api/v1/slack/users/{team_id}/{user_id}/member", "people:write", allowed=STAFF, status=204, path_values=SOMEBODY),
    Case("GET", "/api/v1/me/slack/users", "tokens:write"),
    # Of whom nobody has said that they are the caller.
    Case("PUT", "/api/v1/me/slack/users/{team_id}/{user_id}", "tokens:write", status=404, path_values=SOMEBODY),
    Case("DELETE", "/api/v1/me/slack/users/{team_id}/{user_id}", "tokens:write", status=404, path_values=SOMEBODY),
    Case("POST", "/api/v1/slack/syncs", "people:write", allowed=STAFF, status=202),
    Case("GET", "/slack/install", None, status=404),
    Case("POST", "/slack/install", None, status=404),
    Case("GET", "/slack/oauth/callback", None, status=401),
    Case("GET", "/slack/install/result", None, status=404),
    Case("GET", "/slack/sign-in", None, status=303),
    Case("GET", "/slack/sign-in/callback", None, status=400),
    Case("GET", "/slack/sign-in/result", None, status=404),
    Case("POST", "/slack/events", None, status=401, body=lambda _: {}),
    Case("POST", "/slack/commands", None, status=401, body=lambda _: {}),
    Case("POST", "/slack/interactions", None, status=401, body=lambda _: {}),
    Case("POST", "/staking/webhooks/alchemy", None, status=401, body=lambda _: {}),
    Case("POST", "/staking/webhooks/quicknode", None, status=401, body=lambda _: {}),
    Case("POST", "/staking/webhooks/moralis", None, status=401, body=lambda _: {}),
]


def thing(database, people, whose, case):
    if "/wallets" in case.path and case.about:
        database.sql("delete from gracy.wallet_challenge")
        database.sql("delete from gracy.wallet")
        if "{address}" in case.path:
            database.sql("insert into gracy.wallet (team_space_id, member_id, address) values (%s, %s, %s)",
                         whose.team_space_id, whose.id, bytes.fromhex(WALLET[0][1][2:]))
    if case.path_values == SOMEBODY:
        database.sql("insert into gracy.slack_user (team_id, user_id, team_space_id) values ('T0HANBIT01', 'U0MATRIX', %s)"
                     " on conflict (team_id, user_id) do update set member_id = null, proposed_member_id = null", people.owner.team_space_id)
    return whose.id
