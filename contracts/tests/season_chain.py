"""SeasonStaking on an anvil of its own, with its calls as methods."""

from gracy_chain.contract import Contract, word

# The first contracts of anvil's first account.
TOKEN = "0x5fbdb2315678afecb367f032d93f642f64180aa3"
SEASONS = "0xe7f1725e7734ce288f8367e1bb143e90bb3f0512"
UNIT = 10**18
SUPPLY = 10**12 * UNIT

token = Contract("GracyToken", TOKEN)
staking = Contract("SeasonStaking", SEASONS)


class SeasonChain:
    def __init__(self, chain, now, accounts):
        self._chain, self.now = chain, now
        self.owner, *rest = chain.accounts
        self.accounts = rest[:accounts]
        everybody = [self.owner, *self.accounts]
        chain.mine(now, (self.owner, None, token.creation(SUPPLY)))
        chain.mine(now + 1, (self.owner, None, staking.creation(TOKEN, UNIT, self.owner)))
        chain.mine(
            now + 2,
            *((self.owner, TOKEN, token.call("transfer(address,uint256)", account, SUPPLY // 100)) for account in self.accounts),
            *((account, TOKEN, token.call("approve(address,uint256)", SEASONS, 2**256 - 1)) for account in everybody),
        )
        self.now += 2

    def act(self, time, account, signature, *arguments):
        """One call in a block of its own at `time`; False when the contract refused it."""
        data = staking.call(signature, *arguments)
        self.now = time
        try:
            self._chain.mine(time, (account, SEASONS, data))
        except RuntimeError:
            return False
        return True

    def read(self, signature, *arguments):
        call = {"to": SEASONS, "data": staking.call(signature, *arguments)}
        # At the time of the last block, not at what the node's own clock has made of it since.
        answer = self._chain.rpc("eth_call", call, "latest", {}, {"time": hex(self.now)})
        return int(answer[:66], 16)

    def balance(self, account):
        call = {"to": TOKEN, "data": token.call("balanceOf(address)", account)}
        return int(self._chain.rpc("eth_call", call, "latest"), 16)

    def event_seq(self):
        return int(self._chain.rpc("eth_getStorageAt", SEASONS, "0x" + word(0), "latest"), 16)
