#!/usr/bin/python3
"""Chooses loopback ports that are free now.

usage: free_ports.py WISH...    one wish a port: `=N` that port or an error, `N` that port if it is free, `` any

Prints the ports in order, separated by spaces. All of them are held at once, so no two are the same. Wishes that are not binding are looked
for below the range from which the kernel takes ports for outgoing connections, so that nobody's connection sits on ours after a restart.
"""
import random
import socket
import sys

FIRST, LAST = 20000, 32000  # net.ipv4.ip_local_port_range begins at 32768


def hold(port: int) -> socket.socket | None:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(("127.0.0.1", port))
        listener.listen()
        return listener
    except OSError:
        listener.close()
        return None


def choose(wish: str) -> socket.socket:
    if wish.startswith("="):
        held = hold(int(wish[1:]))
        if held is None:
            sys.exit(f"port {wish[1:]} is in use")
        return held
    if wish:
        held = hold(int(wish))
        if held is not None:
            return held
    for port in random.sample(range(FIRST, LAST), 500):
        held = hold(port)
        if held is not None:
            return held
    sys.exit("no free port was found")


def main() -> None:
    listeners = [choose(wish) for wish in sys.argv[1:]]
    print(*(listener.getsockname()[1] for listener in listeners))


if __name__ == "__main__":
    main()
