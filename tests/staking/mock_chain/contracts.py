"""The staking contracts that the chain knows, as far as their storage and their events go. No EVM runs: each action is written
down as its logs and its changes of storage, with layouts and signatures of the committed sources.

- `season`: SeasonStaking, with `seq` and `eventSeq` in slot 0, and its reward ledger.
- `gracy`: GracyStaking of the demo, with `seq` and `eventSeq` in slot 0.
- `original`: the first edition's kind (ApeCoin's pool 0), without any number; its deposits may be paid by somebody else, and what is taken
  out may be paid to somebody else.
"""

import json
from functools import lru_cache
from pathlib import Path

from .keccak import keccak256
from .state import mapping_slot
from .transactions import Log

_ARTIFACTS = Path(__file__).resolve().parents[3] / "contracts" / "artifacts"


def _slots(artifact):
    return {each["label"]: int(each["slot"]) for each in json.loads((_ARTIFACTS / f"{artifact}.json").read_text())["storage"]}


def word(value) -> bytes:
    return value.rjust(32, b"\0") if isinstance(value, bytes) else value.to_bytes(32, "big")


@lru_cache(maxsize=256)
def topic(signature: str) -> bytes:
    return keccak256(signature.encode())


def selector(signature: str) -> bytes:
    return topic(signature)[:4]


def address_of(name: str) -> bytes:
    return keccak256(f"gracy mock chain: {name}".encode())[12:]


TOKEN = address_of("token")
_TOKEN_BALANCES = _slots("GracyToken")["balanceOf"]
TRANSFER = topic("Transfer(address,address,uint256)")


class Ledger:
    """A state while a block of that time is made: reads see what was written before in the same block."""

    def __init__(self, state, timestamp=0):
        self._state, self.timestamp, self.changes = state, timestamp, {}

    def read(self, address, slot) -> int:
        changed = self.changes.get((address, slot))
        return self._state.storage_at(address, slot) if changed is None else changed

    def add(self, address, slot, difference) -> int:
        value = self.read(address, slot) + difference
        if not 0 <= value < 2**256:
            raise ValueError(f"slot {slot} of {address.hex()} would be {value}")
        self.changes[address, slot] = value
        return value

    def state(self):
        return self._state.write(self.changes) if self.changes else self._state


def transfer(ledger, sender, receiver, amount) -> Log:
    ledger.add(TOKEN, mapping_slot(_TOKEN_BALANCES, sender), -amount)
    ledger.add(TOKEN, mapping_slot(_TOKEN_BALANCES, receiver), amount)
    return Log(TOKEN, (TRANSFER, word(sender), word(receiver)), word(amount))


def grant(ledger, receiver, amount) -> None:
    """Tokens that are there from the beginning."""
    ledger.add(TOKEN, mapping_slot(_TOKEN_BALANCES, receiver), amount)


class StakingContract:
    """Actions return the logs of one call and write its changes to the ledger."""

    numbered = True  # keeps eventSeq

    def __init__(self, kind):
        self.kind, self.address = kind, address_of(kind)

    def staked(self, ledger, account) -> int:
        return ledger.read(self.address, mapping_slot(self._positions, account))

    def stake(self, ledger, account, amount, payer=None):
        moved = transfer(ledger, payer or account, self.address, amount)
        return [moved, self._moved(ledger, "stake", account, amount, payer or account)]

    def withdraw(self, ledger, account, amount, payee=None):
        payee = payee or account
        moved = self._moved(ledger, "withdraw", account, -amount, payee)
        return [transfer(ledger, self.address, payee, amount), moved]

    def claim(self, ledger, account, amount, payee=None):
        payee = payee or account
        return [transfer(ledger, self.address, payee, amount), self._event(ledger, "claim", account, amount, other=payee)]

    def exit(self, ledger, account, reward, payee=None):
        """Two events of one transaction."""
        payee, staked = payee or account, self.staked(ledger, account)
        claimed = self._event(ledger, "claim", account, reward, other=payee)
        withdrawn = self._moved(ledger, "withdraw", account, -staked, payee)
        return [claimed, withdrawn, transfer(ledger, self.address, payee, staked + reward)]

    def _moved(self, ledger, kind, account, difference, other):
        balance = ledger.add(self.address, mapping_slot(self._positions, account), difference)
        return self._event(ledger, kind, account, abs(difference), balance, self._change_total(ledger, difference), other)

    def _change_total(self, ledger, difference) -> int:
        return ledger.add(self.address, self._total, difference)

    def _next(self, ledger) -> bytes:
        return word(ledger.add(self.address, self._seq, 1))


class Season(StakingContract):
    season_topics = {
        "season_created": topic("SeasonCreated(uint256,uint64,uint64,uint256)"),
        "season_cancelled": topic("SeasonCancelled(uint256,uint256)"),
    }
    topics = {
        "stake": topic("Staked(address,uint256,uint64,uint256,uint256,uint256)"),
        "withdraw": topic("Withdrawn(address,uint256,uint64,uint256,uint256,uint256)"),
        "claim": topic("RewardClaimed(address,uint256,uint64,uint256)"),
    }
    _layout = _slots("SeasonStaking")
    _seq, _total, _positions = _layout["eventSeq"], _layout["totalStaked"], _layout["positions"]
    _seasons = _layout["_seasons"]
    # Ledger {accumulated, liability, reserve, accruedAt beside cursor}, of which each but the last two has a slot.
    _liability, _reserve, _accrued_at = _layout["ledger"] + 1, _layout["ledger"] + 2, _layout["ledger"] + 3

    def claim(self, ledger, account, amount, payee=None):
        self._pay(ledger, amount)
        return super().claim(ledger, account, amount, payee)

    def exit(self, ledger, account, reward, payee=None):
        self._pay(ledger, reward)
        return super().exit(ledger, account, reward, payee)

    def _pay(self, ledger, amount):
        """Out of what is earned. Stakers of this chain may be paid more than that: no ledger knows from where."""
        ledger.add(self.address, self._liability, -min(amount, ledger.read(self.address, self._liability)))

    def earn(self, ledger, _, amount):
        """So much of what was promised is somebody's now: no second that passes does it here."""
        ledger.add(self.address, self._reserve, -amount)
        ledger.add(self.address, self._liability, amount)
        return []

    def sweep_unallocated(self, ledger, owner, amount):
        self._change_reserve(ledger, -amount)
        swept = Log(self.address, (topic("UnallocatedSwept(address,uint256)"), word(owner)), word(amount))
        return [swept, transfer(ledger, self.address, owner, amount)]

    def _change_reserve(self, ledger, difference):
        ledger.add(self.address, self._reserve, difference)
        before = ledger.read(self.address, self._accrued_at)
        ledger.add(self.address, self._accrued_at, max(0, ledger.timestamp - before))

    def create_season(self, ledger, owner, reward, start, end):
        number = ledger.add(self.address, self._seasons, 1)
        ledger.add(self.address, self._season_slot(number), reward << 128 | end << 64 | start)
        self._change_reserve(ledger, reward)
        created = Log(self.address, (self.season_topics["season_created"], word(number)), word(start) + word(end) + word(reward))
        return [transfer(ledger, owner, self.address, reward), created]

    def cancel_last_season(self, ledger, owner, _):
        number = ledger.read(self.address, self._seasons)
        kept = ledger.read(self.address, self._season_slot(number))
        ledger.add(self.address, self._season_slot(number), -kept)
        ledger.add(self.address, self._seasons, -1)
        self._change_reserve(ledger, -(kept >> 128))
        cancelled = Log(self.address, (self.season_topics["season_cancelled"], word(number)), word(kept >> 128))
        return [cancelled, transfer(ledger, self.address, owner, kept >> 128)]

    def seasons(self, state) -> list[tuple[int, int, int]]:
        """(start, end, reward) of each, as the storage has them."""
        count = state.storage_at(self.address, self._seasons)
        kept = [state.storage_at(self.address, self._season_slot(number)) for number in range(1, count + 1)]
        return [(each & 2**64 - 1, each >> 64 & 2**64 - 1, each >> 128) for each in kept]

    def _season_slot(self, number) -> int:
        return int.from_bytes(keccak256(word(self._seasons)), "big") + number - 1

    def _event(self, ledger, kind, account, amount, balance=0, total=0, other=None):
        data = self._next(ledger) + word(amount)
        if kind != "claim":
            data += word(balance) + word(total)
        return Log(self.address, (self.topics[kind], word(account), word(1)), data)

    def decode(self, log):
        return "0x" + log.topics[1][12:].hex(), int.from_bytes(log.data[32:64], "big"), int.from_bytes(log.data[:32], "big")


class Gracy(StakingContract):
    topics = {
        "stake": topic("Stake(address,uint256,uint256)"),
        "withdraw": topic("Withdraw(address,uint256,uint256)"),
        "claim": topic("Claim(address,uint256,uint256)"),
    }
    _layout = _slots("GracyStaking")
    _seq, _total, _positions = _layout["eventSeq"], _layout["totalStaked"], _layout["positions"]

    def _event(self, ledger, kind, account, amount, balance=0, total=0, other=None):
        return Log(self.address, (self.topics[kind], word(account)), word(amount) + self._next(ledger))

    def decode(self, log):
        return "0x" + log.topics[1][12:].hex(), int.from_bytes(log.data[:32], "big"), int.from_bytes(log.data[32:64], "big")


class Original(StakingContract):
    topics = {
        "stake": topic("Deposit(address,uint256,address)"),
        "withdraw": topic("Withdraw(address,uint256,address)"),
        "claim": topic("ClaimRewards(address,uint256,address)"),
    }
    numbered = False
    # contracts/tests/solidity/OriginalStaking.sol: bits 64 to 159 of slot 1 are stakedAmount.
    _total, _positions = 1, 3
    total_bits, total_shift_bits = 96, 64

    def _change_total(self, ledger, difference):
        # Beside it, in the same slot: the hour it was last brought up to, and what a share has earned.
        return ledger.add(self.address, self._total, (difference << self.total_shift_bits) + 1 + (1 << self.total_shift_bits + self.total_bits))

    def _event(self, ledger, kind, account, amount, balance=0, total=0, other=None):
        # `user` pays, or owns the position; `recipient` owns it, or is paid.
        user, recipient = (other, account) if kind == "stake" else (account, other)
        return Log(self.address, (self.topics[kind], word(user)), word(amount) + word(recipient))

    def decode(self, log):
        owner = log.data[44:64] if log.topics[0] == self.topics["stake"] else log.topics[1][12:]
        return "0x" + owner.hex(), int.from_bytes(log.data[:32], "big"), None


KINDS = {"season": Season, "gracy": Gracy, "original": Original}


def view_slot(contracts, to: bytes, data: bytes):
    """The storage slot that an eth_call without side effects reads; None for what this chain cannot run."""
    if to == TOKEN and data[:4] == selector("balanceOf(address)") and len(data) == 36:
        return mapping_slot(_TOKEN_BALANCES, data[16:])
    contract = next((each for each in contracts if each.address == to), None)
    if contract is None:
        return None
    if contract.numbered and data == selector("eventSeq()"):
        return contract._seq
    if data == selector("totalStaked()"):
        return contract._total
    if data[:4] == selector("positions(address)") and len(data) == 36:
        return mapping_slot(contract._positions, data[16:])
    return None


def event_of(contract, log):
    """(kind, account, amount, seq or None) of one of the contract's events, or None."""
    if log.address != contract.address:
        return None
    kind = next((kind for kind, each in contract.topics.items() if each == log.topics[0]), None)
    return None if kind is None else (kind, *contract.decode(log))
