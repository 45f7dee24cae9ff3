"""A contract that emits what it is told, with the first edition's events: it has no source here, so nothing else of it is known.

Of each 128 bytes of calldata one log: two topics, and 64 bytes of data.
"""

from gracy_chain.contract import word
from mock_chain.contracts import topic

# Of the first contract that anvil's first account creates.
ADDRESS = "0x5fbdb2315678afecb367f032d93f642f64180aa3"

SIGNATURES = {"stake": "Deposit(address,uint256,address)", "withdraw": "Withdraw(address,uint256,address)", "claim": "ClaimRewards(address,uint256,address)"}
TOPICS = {kind: "0x" + topic(signature).hex() for kind, signature in SIGNATURES.items()}

_RUNTIME = bytes.fromhex(
    "5f"  # at = 0
    "5b368114602157"  # while at is not the calldata's size
    "6040816040015f37"  # memory[0, 64) = calldata[at + 64, at + 128)
    "80602001358135"  # the topics are calldata[at] and calldata[at + 32]
    "60405fa2"  # log them with the memory
    "608001600156"  # at += 128
    "5b00"
)
CREATION = "0x" + (bytes([0x60, len(_RUNTIME), 0x80, 0x60, 9, 0x5F, 0x39, 0x5F, 0xF3]) + _RUNTIME).hex()


def emission(events) -> str:
    """Calldata for these, each (kind, user, amount, recipient): `user` pays or owns the position, `recipient` owns it or is paid."""
    return "0x" + "".join(TOPICS[kind][2:] + word(user) + word(amount) + word(recipient) for kind, user, amount, recipient in events)


def decode(log):
    """(kind, account, amount): whose position it is. The recipient's, of whom pays for another; of whom takes out, their own."""
    kind = next(kind for kind, each in TOPICS.items() if each == log["topics"][0])
    return kind, "0x" + (log["data"] if kind == "stake" else log["topics"][1])[-40:], int(log["data"][2:66], 16)
