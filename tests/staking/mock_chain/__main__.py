"""Serves a chain and its providers until it is told to end. The first line on standard output is JSON: where everything is."""

import argparse
import json
import signal
import sys
import threading

from .chain import GENESIS_TIME, MockChain, Settings
from .contracts import KINDS
from .headers import FIELDS
from .network import Network


def forks(text):
    """`prague`, or `0:london,500:prague`."""
    parts = [part.rpartition(":") for part in text.split(",")]
    schedule = tuple((int(first or 0), name) for first, _, name in parts)
    unknown = [name for _, name in schedule if name not in FIELDS]
    if unknown or schedule[0][0] != 0:
        raise argparse.ArgumentTypeError(f"forks are {', '.join(FIELDS)}, the first of them from block 0")
    return schedule


def kinds(text):
    names = tuple(text.split(","))
    if not set(names) <= set(KINDS):
        raise argparse.ArgumentTypeError(f"contracts are {', '.join(KINDS)}")
    return names


def arguments():
    parser = argparse.ArgumentParser(prog="python3 -m mock_chain", description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="of the chain and of the providers' lies")
    parser.add_argument("--blocks", type=int, default=100, help="that are there from the beginning")
    parser.add_argument("--events", type=int, help="staking calls spread over them (default: a tenth of the blocks)")
    parser.add_argument("--contracts", type=kinds, default=("season", "original"), help="of season, gracy and original")
    parser.add_argument("--accounts", type=int, default=12)
    parser.add_argument("--noise", type=float, default=0.1, help="chance that a block holds transactions of strangers")
    parser.add_argument("--forks", type=forks, default=((0, "prague"),), help="header fields: prague, or 0:london,500:prague")
    parser.add_argument("--chain-id", type=int, default=31337)
    parser.add_argument("--genesis-time", type=int, default=GENESIS_TIME)
    parser.add_argument("--finalized-distance", type=int, default=8)
    parser.add_argument("--proof-window", type=int, help="blocks below the head that eth_getProof knows (default: all)")
    parser.add_argument("--providers", type=int, default=3)
    parser.add_argument("--ports", type=lambda text: [int(port) for port in text.split(",")], default=[], help="of the providers; else free ones")
    parser.add_argument("--admin-port", type=int, default=0)
    parser.add_argument("--interval", type=float, help="seconds between two blocks that come by themselves (default: none do)")
    return parser.parse_args()


def main():
    options = arguments()
    chain = MockChain(Settings(
        seed=options.seed, chain_id=options.chain_id, contracts=options.contracts, accounts=options.accounts, noise=options.noise,
        forks=options.forks, genesis_time=options.genesis_time, finalized_distance=options.finalized_distance,
        proof_window=options.proof_window,
    ))
    if options.blocks:
        chain.mine_events(options.blocks, options.blocks // 10 if options.events is None else options.events)
    ended = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: ended.set())
    with Network(chain, options.providers, options.seed, options.admin_port, options.ports) as network:
        print(json.dumps(network.facts()), flush=True)
        while not ended.wait(options.interval):
            chain.mine()


sys.exit(main())
