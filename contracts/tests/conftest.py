import socket
import sys
from pathlib import Path

import pytest

CONTRACTS = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(CONTRACTS))

from gracy_chain import anvil  # noqa: E402


@pytest.fixture
def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


needs_anvil = pytest.mark.skipif(anvil.executable() is None, reason="anvil is not installed (npm)")
