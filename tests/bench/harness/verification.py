"""How long it takes to verify what a provider says: a block of 300 receipts against its header, a word against a state root."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from .accounting import PeakMemory
from .contenders import BENCH
from .demo import ROOT
from .equality import Unequal
from .pairs import Run, compare, interleave, own

sys.path.append(str(ROOT / "tests" / "staking"))

from mock_chain.chain import MockChain, Settings  # noqa: E402
from mock_chain.contracts import word  # noqa: E402
from mock_chain.transactions import receipts_json  # noqa: E402

BUILD = Path(os.environ.get("GRACY_BUILD", ROOT / "build" / "release"))
RECEIPTS = 300
SUBJECTS = {"receipts": f"block of {RECEIPTS} receipts", "proof": "storage proof"}


@dataclass
class Verifier:
    """A program that takes a subject, a folder and seconds, as verifiers/verify.cpp says."""

    name: str
    label: str
    command: list

    def run(self, subject, folder, seconds):
        """The Run, and what was found."""
        with subprocess.Popen([*self.command, subject, folder, str(seconds)], stdout=subprocess.PIPE, text=True) as process, PeakMemory(process.pid) as peak:
            output = process.stdout.read()
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            raise Unequal(f"{self.name} does not believe the {SUBJECTS[subject]}")
        said = json.loads(output)
        cpu = used.ru_utime + used.ru_stime
        return Run(said["rounds"] / said["seconds"], said["p50_ms"], said["p99_ms"], 1000 * cpu / said["rounds"], peak.mb), said["found"]


def ours():
    return Verifier("ours", "Gracy", [BUILD / "tests" / "bench" / "bench_verify"])


def others():
    folder = BENCH / "verifiers"
    return [Verifier("ethereumjs", "EthereumJS", ["node", folder / "verify.mjs"]),
            Verifier("python", "Python, pycryptodome", ["/usr/bin/python3", "-B", folder / "verify.py"])]


def write_subjects(folder, receipts=RECEIPTS, accounts=2_000):
    """A provider's answers about a block with so many receipts, and about the contract's count of events as of then."""
    chain = MockChain(Settings(seed=3, contracts=("season",), accounts=accounts, noise=0))
    chain.mine(calls=receipts)
    block, contract = chain.canonical.blocks[-1], chain.contracts[0]
    for name, answer in (("block", block.json()), ("receipts", receipts_json(block)), ("proof", block.state.prove(contract.address, [0])),
                         ("subject", {"contract": "0x" + contract.address.hex(), "slot": "0x" + word(0).hex()})):
        (folder / f"{name}.json").write_text(json.dumps(answer))


def agree(mine, other, subject, folder):
    """Whoever is slower by a mistake would be beaten for nothing; whoever is quicker by one would win."""
    (_, ours_found), (_, theirs_found) = (each.run(subject, folder, 0.01) for each in (mine, other))
    if ours_found != theirs_found:
        raise Unequal(f"{other.name} finds {theirs_found} in the {SUBJECTS[subject]}, not {ours_found}")


def measure(folder, pairs, seconds, say):
    """Entries by name, ours first of each subject."""
    write_subjects(folder)
    entries, mine = {}, ours()
    for subject, what in SUBJECTS.items():
        our_runs, of_others = [], {}
        for other in others():
            agree(mine, other, subject, folder)
            say(f"  {what}, {other.label}: {pairs} pairs of {seconds} s")
            found = interleave(lambda: mine.run(subject, folder, seconds)[0], lambda: other.run(subject, folder, seconds)[0], pairs)
            our_runs += [run for run, _ in found]
            of_others[f"{other.name}_{subject}"] = (f"{other.label}, {what}", compare(found))
        entries[f"ours_{subject}"] = (f"Gracy, {what}", own(our_runs))
        entries |= of_others
    return entries
