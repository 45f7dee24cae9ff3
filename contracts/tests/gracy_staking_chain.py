"""The smaller contract, GracyStaking, on an anvil: `abi = "gracy_staking"` of the worker's configuration."""

from gracy_chain.contract import Contract, word

# The first contracts of anvil's first account.
TOKEN = "0x5fbdb2315678afecb367f032d93f642f64180aa3"
STAKING = "0xe7f1725e7734ce288f8367e1bb143e90bb3f0512"
UNIT = 10**18
SUPPLY = 1_000_000_000 * UNIT
REWARD_RESERVE = 50_000_000 * UNIT
EACH_STAKER = 1_000_000 * UNIT
# 8 % a year, a second.
RATE = 8 * UNIT // 100 // (365 * 24 * 3600)

TOPICS = {
    "0x5af417134f72a9d41143ace85b0a26dce6f550f894f2cbc1eeee8810603d91b6": "stake",
    "0x34fcbac0073d7c3d388e51312faf357774904998eeb8fca628b9e6f65ee1cbf7": "claim",
    "0xf279e6a1f5e320cca91135676d9cb6e44ca8a08c0b88342bcdb1144f6511b568": "withdraw",
}

token = Contract("GracyToken", TOKEN)
staking = Contract("GracyStaking", STAKING)


def deploy(chain, timestamp):
    """Blocks 1 to 4: token, staking, the tokens and approvals of accounts 1 to 8, the reserve."""
    owner, *_ = chain.accounts
    stakers = chain.accounts[1:9]
    chain.mine(timestamp, (owner, None, token.creation(SUPPLY)))
    chain.mine(timestamp + 12, (owner, None, staking.creation(TOKEN, RATE)))
    chain.mine(
        timestamp + 24,
        *((owner, TOKEN, token.call("transfer(address,uint256)", account, EACH_STAKER)) for account in stakers),
        *((account, TOKEN, token.call("approve(address,uint256)", STAKING, 2**256 - 1)) for account in stakers),
    )
    chain.mine(
        timestamp + 36,
        (owner, TOKEN, token.call("approve(address,uint256)", STAKING, REWARD_RESERVE)),
        (owner, STAKING, staking.call("fund(uint256)", REWARD_RESERVE)),
    )


def events(logs):
    """(kind, account, amount, seq) of each that is the contract's."""
    return [decode(log) for log in logs if log["address"].lower() == STAKING and log["topics"][0] in TOPICS]


def decode(log):
    data = log["data"][2:]
    return TOPICS[log["topics"][0]], "0x" + log["topics"][1][-40:], int(data[:64], 16), int(data[64:128], 16)


def event_seq(chain):
    return int(chain.rpc("eth_getStorageAt", STAKING, "0x" + word(0), "latest"), 16)
