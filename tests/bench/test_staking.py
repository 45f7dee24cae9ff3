"""The suite `staking` measures what it says: everybody finds the same in the same bytes, and nobody believes others."""

import json
import shutil

import pytest

from harness import indexing, report, verification
from harness.equality import Unequal
from harness.pairs import compare, own
from harness.verification import SUBJECTS, agree

HERE = verification.BENCH
VERIFIERS = [each if each.name == "python" else pytest.param(each, marks=pytest.mark.skipif(
    not (HERE / "node_modules" / "@ethereumjs").is_dir(), reason="EthereumJS is not installed (npm)")) for each in verification.others()]


@pytest.fixture(scope="module")
def answers(tmp_path_factory):
    folder = tmp_path_factory.mktemp("answers")
    verification.write_subjects(folder, receipts=30, accounts=50)
    return folder


@pytest.mark.parametrize("verifier", VERIFIERS, ids=lambda each: each.name)
@pytest.mark.parametrize("subject", SUBJECTS)
def test_verifiers_find_the_same(answers, verifier, subject):
    agree(verification.ours(), verifier, subject, answers)
    run, _ = verifier.run(subject, answers, 0.05)
    assert run.rps > 0 and run.p50_ms <= run.p99_ms and run.cpu_s_per_1000 > 0 and run.peak_mb > 0


@pytest.mark.parametrize("verifier", [verification.ours(), *VERIFIERS], ids=lambda each: each.name)
@pytest.mark.parametrize("subject", SUBJECTS)
def test_verifiers_believe_nothing_else(answers, tmp_path, verifier, subject):
    shutil.copytree(answers, tmp_path, dirs_exist_ok=True)
    receipts = json.loads((tmp_path / "receipts.json").read_text())
    receipts[7]["cumulativeGasUsed"] = hex(int(receipts[7]["cumulativeGasUsed"], 16) + 1)
    (tmp_path / "receipts.json").write_text(json.dumps(receipts))
    proof = json.loads((tmp_path / "proof.json").read_text())
    node = proof["storageProof"][0]["proof"][0]
    proof["storageProof"][0]["proof"][0] = node[:-1] + ("0" if node[-1] != "0" else "1")
    (tmp_path / "proof.json").write_text(json.dumps(proof))
    with pytest.raises(Unequal):
        verifier.run(subject, tmp_path, 0.01)


@pytest.fixture(scope="module")
def chain():
    with indexing.Chain(120, 100) as chain:
        yield chain


@pytest.mark.parametrize("indexer", [indexing.ours(), pytest.param(indexing.ponder(), marks=pytest.mark.skipif(
    not indexing.is_installed(), reason="ponder is not installed (scripts/bench)"))], ids=lambda each: each.name)
def test_indexers_have_the_chain_s_events_in_the_end(chain, cluster, indexer, monkeypatch):
    run = indexing.run(indexer, chain, cluster)
    assert run.rps > 0 and run.cpu_s_per_1000 > 0 and run.peak_mb > 0
    # One that has another event is found out, however quick it was.
    block, transaction, index, kind, account, amount = chain.events[50]
    monkeypatch.setattr(chain, "events", [*chain.events[:50], (block, transaction, index, kind, account, amount + "0"), *chain.events[51:]])
    with pytest.raises(Unequal):
        indexing.run(indexer, chain, cluster)


def test_the_report_says_what_is_counted(tmp_path):
    run = verification.Run(rps=20, p50_ms=50, p99_ms=60, cpu_s_per_1000=1, peak_mb=5)
    text = report.write(tmp_path, "staking", {"ours_proof": ("Gracy, storage proof", own([run])), "python_proof": ("Python", compare([(run, run)]))}, 1)
    assert "a second" in text and "requests/s" not in text and "1.00x" in text
    assert "requests a second" not in (tmp_path / "staking.svg").read_text()
