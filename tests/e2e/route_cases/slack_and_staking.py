"""What other systems call, and the history of an account."""
from . import Case

CASES = [
    Case("GET", "/staking/v1/accounts/{address}/history", "staking:read", path_values=(("address", "0x70997970C51812dc3A010C7d01b50e0d17dc79C8"),)),
    Case("GET", "/staking/v1/accounts/{address}/positions", "staking:read", path_values=(("address", "0x70997970C51812dc3A010C7d01b50e0d17dc79C8"),)),
    Case("GET", "/staking/v1/contracts/{address}/stakers", "staking:read", path_values=(("address", "0x70997970C51812dc3A010C7d01b50e0d17dc79C8"),)),
    Case("GET", "/staking/v1/contracts/{address}/totals", "staking:read", path_values=(("address", "0x70997970C51812dc3A010C7d01b50e0d17dc79C8"),)),
    Case("GET", "/staking/v1/contracts/{address}/days", "staking:read", path_values=(("address", "0x70997970C51812dc3A010C7d01b50e0d17dc79C8"),)),
    Case("GET", "/staking/v1/integrity", "staking:read"),
    Case("POST", "/api/v1/slack/install-links", "settings:write", allowed=("owner", "admin"), status=201),
    Case("GET", "/slack/install", None, status=404),
    Case("GET", "/slack/oauth/callback", None, status=401),
    Case("GET", "/slack/install/result", None, status=404),
    Case("POST", "/slack/events", None, status=401, body=lambda _: {}),
    Case("POST", "/slack/commands", None, status=401, body=lambda _: {}),
    Case("POST", "/slack/interactions", None, status=401, body=lambda _: {}),
    Case("POST", "/staking/webhooks/alchemy", None, status=401, body=lambda _: {}),
]
