"""What the two contracts are called with and what they emit, from their committed artefacts."""

import json
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent

CHAIN_ID = 31337
# Addresses of the first two contracts that the first development account creates (CREATE: sender and nonce).
TOKEN = "0x5fbdb2315678afecb367f032d93f642f64180aa3"
STAKING = "0xe7f1725e7734ce288f8367e1bb143e90bb3f0512"
STAKING_BLOCK = 2

# Where the contract's storage holds the number of its last event, and its seasons, and where its ledger begins.
SEQUENCE_SLOT = 0
SEASONS_SLOT = 10
LEDGER_SLOT = 6

# Keccak-256 of the signatures in README.md; the tests hold them against logs that an EVM wrote.
TOPICS = {
    "0x3a03c9442b1ac8339974e59bd83f6343d2714629c813d7a9a27b03c4d3b6ac84": "stake",
    "0x59d55a32de98d05d3940ef010bf65a6034626e317f9bf4e1a89ef90f590881f5": "claim",
    "0x37b40b83e89399dedd0fb34e548f42ea6ea611dc0c7785a084c461bea011f7c2": "withdraw",
    "0x8ebacc99ad62bed85437aae99988811e3d397e56cc88bd5c557e5648aa7c78e2": "season_created",
    "0xc9cdfa8bc5e3600440505504bc4ec8da48e2e8470867c66b5d3d37d2e150754f": "season_cancelled",
}
TOPIC_OF = {kind: topic for topic, kind in TOPICS.items()}
ACCOUNT_KINDS = ("stake", "claim", "withdraw")


def artifact(name):
    return json.loads((FOLDER / "artifacts" / f"{name}.json").read_text())


def word(value):
    """A number or an address as one 32-byte ABI word, without 0x."""
    number = int(value, 16) if isinstance(value, str) else value
    return f"{number:064x}"


class Contract:
    def __init__(self, name, address):
        self._artifact = artifact(name)
        self.address = address

    def creation(self, *arguments):
        return self._artifact["bytecode"] + "".join(map(word, arguments))

    def call(self, signature, *arguments):
        return "0x" + self._artifact["methods"][signature] + "".join(map(word, arguments))


token = Contract("GracyToken", TOKEN)
staking = Contract("SeasonStaking", STAKING)


def is_event(log):
    return log["address"].lower() == STAKING and bool(log["topics"]) and log["topics"][0] in TOPICS


def decode(log):
    """(kind, account, amount, seq) of one log that `is_event`. What is said about a season has neither account nor seq, and
    its amount is the season's reward."""
    kind = TOPICS[log["topics"][0]]
    words = [int(log["data"][at : at + 64], 16) for at in range(2, len(log["data"]), 64)]
    if kind not in ACCOUNT_KINDS:
        return kind, None, words[-1], None
    return kind, "0x" + log["topics"][1][-40:], words[1], words[0]


def event_log(kind, account, amount, seq):
    """Address, topics and data of an account's event in the first season, as the contract would emit it for an account that
    has nothing else staked, like everybody."""
    after = 0 if kind == "withdraw" else amount
    standing = [] if kind == "claim" else [after, after]
    return {
        "address": STAKING,
        "topics": [TOPIC_OF[kind], "0x" + word(account), "0x" + word(1)],
        "data": "0x" + "".join(map(word, [seq, amount, *standing])),
    }
