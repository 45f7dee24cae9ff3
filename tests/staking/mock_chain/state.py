"""Accounts and their storage. A state never changes; `write` gives the next one, which shares what stayed the same."""

from . import rlp, trie
from .keccak import keccak256, remembered


def slot_key(slot: int) -> bytes:
    return slot.to_bytes(32, "big")


def mapping_slot(slot: int, account: bytes) -> int:
    """Where Solidity keeps mapping[account]."""
    return int.from_bytes(remembered(account.rjust(32, b"\0") + slot_key(slot)), "big")


class State:
    __slots__ = ("_accounts", "_storages", "_codes")

    def __init__(self, accounts=None, storages=None, codes=None):
        self._accounts, self._storages, self._codes = accounts, storages or {}, codes or {}

    def with_account(self, address: bytes, code: bytes = b"", balance: int = 0) -> "State":
        codes = {**self._codes, address: (code, balance)}
        return State(self._accounts, self._storages, codes)._touched(address)

    def write(self, changes: dict[tuple[bytes, int], int]) -> "State":
        """`changes`: (address, slot) to the new value."""
        storages = dict(self._storages)
        for (address, slot), value in changes.items():
            key = remembered(slot_key(slot))
            storages[address] = trie.put(storages.get(address), key, rlp.encode(value) if value else b"")
        state = State(self._accounts, storages, self._codes)
        for address in {address for address, _ in changes}:
            state = state._touched(address)
        return state

    def _touched(self, address):
        accounts = trie.put(self._accounts, remembered(address), self._account(address))
        return State(accounts, self._storages, self._codes)

    def _account(self, address):
        code, balance = self._codes[address]
        nonce = 1 if code else 0
        return rlp.encode([nonce, balance, self.storage_root(address), keccak256(code)])

    def root(self) -> bytes:
        return trie.root(self._accounts)

    def storage_root(self, address: bytes) -> bytes:
        return trie.root(self._storages.get(address))

    def storage_at(self, address: bytes, slot: int) -> int:
        value = trie.get(self._storages.get(address), remembered(slot_key(slot)))
        if value is None:
            return 0
        return int.from_bytes(value if value[0] < 0x80 else value[1:], "big")

    def code(self, address: bytes) -> bytes:
        return self._codes.get(address, (b"", 0))[0]

    def prove(self, address: bytes, slots: list[int]) -> dict:
        """eth_getProof's answer (EIP-1186), also for an account that is not there."""
        code, balance = self._codes.get(address, (b"", 0))
        storage = self._storages.get(address)
        return {
            "address": "0x" + address.hex(),
            "accountProof": ["0x" + node.hex() for node in trie.prove(self._accounts, remembered(address))],
            "balance": hex(balance),
            "nonce": hex(1 if code else 0),
            "codeHash": "0x" + keccak256(code).hex(),
            "storageHash": "0x" + self.storage_root(address).hex(),
            "storageProof": [
                {
                    "key": "0x" + slot_key(slot).hex(),
                    "value": hex(self.storage_at(address, slot)),
                    "proof": ["0x" + node.hex() for node in trie.prove(storage, remembered(slot_key(slot)))],
                }
                for slot in slots
            ],
        }
