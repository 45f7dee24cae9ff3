"""Loopback ports for servers. Below the range that the kernel takes for outgoing connections, so that nobody's connection sits on
ours after a restart, and apart for each of pytest-xdist's processes."""
import os
import random
import re
import socket

FIRST, LAST = 12000, 19900
_process = int(re.sub(r"\D", "", os.environ.get("PYTEST_XDIST_WORKER", "gw0")) or 0)
_share = (LAST - FIRST) // 8
_candidates = list(range(FIRST + _process % 8 * _share, FIRST + (_process % 8 + 1) * _share))
random.shuffle(_candidates)


def free_port() -> int:
    while _candidates:
        port = _candidates.pop()
        with socket.socket() as listener:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                listener.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise RuntimeError("no free port is left")
