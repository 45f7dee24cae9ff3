"""What happens in a block, as a function of the seed, the branch, the block's number and the state before it."""

import random

from .contracts import Ledger, address_of, word
from .keccak import keccak256
from .transactions import Log, Transaction

UNIT = 10**18
STRANGER = address_of("stranger")
_NOISE = tuple(address_of(f"noise {number}") for number in range(40))


class History:
    """`density` is the chance that a block holds events; one that does holds one to three calls."""

    def __init__(self, seed, chain_id, contracts, accounts, density, noise):
        self._seed, self._chain_id, self._contracts = seed, chain_id, contracts
        self.accounts = [address_of(f"account {number}") for number in range(accounts)]
        self._density, self._noise = density, noise

    def block(self, branch, number, state, calls=None):
        """(transactions, state after them). `calls` fixes how many calls to staking contracts there are."""
        choice = random.Random(f"{self._seed} {branch} {number}")
        if calls is None:
            calls = choice.choice((1, 1, 1, 2, 3)) if choice.random() < self._density else 0
        strangers = choice.choice((1, 2, 5)) if choice.random() < self._noise else 0
        if calls + strangers == 0:
            return [], state
        ledger = Ledger(state)
        kinds = ["call"] * calls + ["noise"] * strangers
        choice.shuffle(kinds)
        transactions = []
        for index, kind in enumerate(kinds):
            nonce = number * 16 + index
            made = self._call(choice, ledger, nonce) if kind == "call" else self._stranger(choice, nonce)
            transactions.append(made)
        return transactions, ledger.state()

    def act(self, ledger, nonce, kind, action, account, amount, *more):
        """One call that a test asks for. `account` is an index; `amount` in the smallest unit; `more` are a season's times."""
        contract = next(each for each in self._contracts if each.kind == kind)
        who = self.accounts[account]
        logs = getattr(contract, action)(ledger, who, amount, *more)
        return self._transaction(2, who, contract.address, nonce, action.encode() + word(amount), logs)

    def _call(self, choice, ledger, nonce):
        contract = choice.choice(self._contracts)
        account = choice.choice(self.accounts)
        staked = contract.staked(ledger, account)
        amount = choice.randrange(1, 1_000) * UNIT + choice.randrange(UNIT)
        action = choice.choices(("stake", "claim", "withdraw", "exit"), (50, 20, 22, 8))[0]
        if staked == 0 and action in ("withdraw", "exit"):
            action = "stake"
        # Who pays, or is paid.
        other = choice.choice(self.accounts) if not contract.numbered and choice.random() < 0.2 else account
        payer = other if action == "stake" else account
        if action == "withdraw":
            amount = min(staked, amount)
        elif action != "stake":
            amount = amount // 1_000 + 1
        logs = getattr(contract, action)(ledger, account, amount, other)
        data = action.encode() + word(amount)
        if choice.random() < 0.1:
            # A wallet contract that does something else as well, before and after.
            logs = [_noise(choice), *logs, _noise(choice)]
        return self._transaction(choice.choice((0, 1, 2, 2)), payer, contract.address, nonce, data, logs)

    def _stranger(self, choice, nonce):
        sender = choice.choice(_NOISE)
        what = choice.random()
        if what < 0.1:
            # Somebody else's contract with the same events: only the address tells.
            contract = choice.choice(self._contracts)
            imposter = Log(STRANGER, (choice.choice(list(contract.topics.values())), word(sender)), word(1) * 2)
            return self._transaction(2, sender, STRANGER, nonce, b"imposter", [imposter])
        if what < 0.2:
            contract = choice.choice(self._contracts)
            return self._transaction(2, sender, contract.address, nonce, b"reverts", [], succeeded=False)
        return self._transaction(choice.choice((0, 2)), sender, STRANGER, nonce, b"noise", [_noise(choice) for _ in range(choice.randrange(4))])

    def _transaction(self, kind, sender, to, nonce, data, logs, succeeded=True):
        return Transaction(kind, self._chain_id, sender, to, nonce, data, logs, succeeded)


def _noise(choice):
    topics = tuple(keccak256(b"noise %d" % choice.randrange(500)) for _ in range(choice.randrange(1, 4)))
    return Log(choice.choice(_NOISE), topics, choice.randbytes(choice.randrange(100)))
