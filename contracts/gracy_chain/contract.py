"""What the two contracts are called with and what they emit, from their committed artefacts."""

import json
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent

CHAIN_ID = 31337
# Addresses of the first two contracts that the first development account creates (CREATE: sender and nonce).
TOKEN = "0x5fbdb2315678afecb367f032d93f642f64180aa3"
STAKING = "0xe7f1725e7734ce288f8367e1bb143e90bb3f0512"
STAKING_BLOCK = 2

# Keccak-256 of the signatures in README.md; the tests hold them against logs that an EVM wrote.
TOPICS = {
    "0x5af417134f72a9d41143ace85b0a26dce6f550f894f2cbc1eeee8810603d91b6": "stake",
    "0x34fcbac0073d7c3d388e51312faf357774904998eeb8fca628b9e6f65ee1cbf7": "claim",
    "0xf279e6a1f5e320cca91135676d9cb6e44ca8a08c0b88342bcdb1144f6511b568": "withdraw",
}
TOPIC_OF = {kind: topic for topic, kind in TOPICS.items()}


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
staking = Contract("GracyStaking", STAKING)


def is_event(log):
    return log["address"].lower() == STAKING and bool(log["topics"]) and log["topics"][0] in TOPICS


def decode(log):
    """(kind, account, amount, seq) of one log of the staking contract."""
    data = log["data"][2:]
    return TOPICS[log["topics"][0]], "0x" + log["topics"][1][-40:], int(data[:64], 16), int(data[64:128], 16)


def event_log(kind, account, amount, seq):
    """Address, topics and data of an event, as the contract would emit it."""
    return {
        "address": STAKING,
        "topics": [TOPIC_OF[kind], "0x" + word(account)],
        "data": "0x" + word(amount) + word(seq),
    }
