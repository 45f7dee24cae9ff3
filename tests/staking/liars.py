"""A chain and its providers, of whom some lie: the same seed, the same chain and the same lies."""

from mock_chain.chain import MockChain, Settings
from mock_chain.network import Network


def network_of(seed: int, kind: str, providers: int, blocks: int = 110, events: int = 40) -> Network:
    chain = MockChain(Settings(seed=seed, contracts=(kind,), forks=((0, "london"), (40, "cancun"), (80, "prague"))))
    chain.mine_events(blocks, events)
    return Network(chain, providers=providers, seed=seed)


def give_lies(network: Network, seed: int, honest: int) -> str:
    """One or two lies to everybody but `honest` providers; the name of one that is honest."""
    lies = network.tell_by_seed(seed, honest=honest, count=2, rate=0.5)
    return next(name for name, told in lies.items() if not told)
