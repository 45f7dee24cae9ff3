import sys
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
CONTRACTS = HERE.parents[1] / "contracts"
sys.path[:0] = [str(HERE), str(CONTRACTS)]
sys.path.append(str(HERE.parent / "e2e"))

from gracy_chain import anvil  # noqa: E402
from mock_chain.chain import MockChain, Settings  # noqa: E402

needs_anvil = pytest.mark.skipif(anvil.executable() is None, reason="anvil is not installed (npm)")


@pytest.fixture(scope="session")
def busy_chain():
    """Read only: 150 blocks with events of all kinds of contracts."""
    chain = MockChain(Settings(seed=7, contracts=("season", "gracy", "original"), density=0.5, noise=0.3))
    chain.mine(150)
    return chain
