"""What verify.cpp does, in Python: a trie of its own (tests/staking/mock_chain), and Keccak-256 of pycryptodome, which is C."""

import json
import sys
import time
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[2] / "staking"))

from independent import decode, prove  # noqa: E402
from mock_chain import bloom, rlp, trie  # noqa: E402
from mock_chain.headers import FIELDS  # noqa: E402
from mock_chain.keccak import keccak256  # noqa: E402
from mock_chain.transactions import Log  # noqa: E402

NUMBERS = {"difficulty", "number", "gasLimit", "gasUsed", "timestamp", "baseFeePerGas", "blobGasUsed", "excessBlobGas"}


def to_bytes(text):
    return bytes.fromhex(text[2:])


class Folder:
    def __init__(self, path):
        self.block, self.receipts_text, self.proof_text = ((path / f"{name}.json").read_text() for name in ("block", "receipts", "proof"))
        subject = json.loads((path / "subject.json").read_text())
        self.contract, self.slot = to_bytes(subject["contract"]), to_bytes(subject["slot"])
        self.state_root = to_bytes(self.header()["stateRoot"])

    def header(self):
        block = json.loads(self.block)
        fields = [int(block[name], 16) if name in NUMBERS else to_bytes(block[name]) for name in FIELDS["prague"]]
        assert keccak256(rlp.encode(fields)) == to_bytes(block["hash"]), "the header has another hash"
        return block

    def receipts(self):
        # What is remembered from one log to the next would not be there for another block.
        bloom.bits_of.cache_clear()
        header, logs, encoded = self.header(), 0, []
        for receipt in json.loads(self.receipts_text):
            of_it = [Log(to_bytes(log["address"]), tuple(map(to_bytes, log["topics"])), to_bytes(log["data"])) for log in receipt["logs"]]
            logs += len(of_it)
            fields = [int(receipt["status"], 16), int(receipt["cumulativeGasUsed"], 16), bloom.to_bytes(bloom.of_logs(of_it)),
                      [[log.address, list(log.topics), log.data] for log in of_it]]
            kind = int(receipt["type"], 16)
            encoded.append((bytes([kind]) if kind else b"") + rlp.encode(fields))
        assert trie.root(trie.of_list(encoded)) == to_bytes(header["receiptsRoot"]), "the receipts are others"
        return str(logs)

    def proof(self):
        answer = json.loads(self.proof_text)
        account = prove(self.state_root, keccak256(self.contract), list(map(to_bytes, answer["accountProof"])), keccak256)
        word = prove(decode(account)[2], keccak256(self.slot), list(map(to_bytes, answer["storageProof"][0]["proof"])), keccak256)
        return "0x" + (decode(word) if word else b"").rjust(32, b"\0").hex()


def measure(verify, length):
    found, times = verify(), []
    began = before = time.perf_counter()
    while before - began < length:
        verify()
        after = time.perf_counter()
        times.append(1000 * (after - before))
        before = after
    times.sort()
    print(json.dumps({"rounds": len(times), "seconds": before - began, "p50_ms": times[len(times) // 2], "p99_ms": times[len(times) * 99 // 100], "found": found}))


_, what, folder, seconds = sys.argv
verifier = Folder(Path(folder))
measure({"receipts": verifier.receipts, "proof": verifier.proof}[what], float(seconds))
