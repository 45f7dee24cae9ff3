"""run-chain as supervisord runs it."""

import json
import signal
import socket
import subprocess
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from conftest import CONTRACTS, needs_anvil

from gracy_chain import contract
from gracy_chain.rpc import Rpc
from gracy_chain.webhook import sign

KEY = "whsec_test"


class Runner:
    def __init__(self, port, state, *arguments):
        self.url = f"http://127.0.0.1:{port}"
        self.process = subprocess.Popen(
            [CONTRACTS / "run-chain", "--port", str(port), "--state-dir", state, *arguments],
            stdout=subprocess.PIPE, text=True,
        )
        assert " chain at block " in self.process.stdout.readline()
        self.rpc = Rpc(self.url)

    def head(self):
        return int(self.rpc("eth_blockNumber"), 16)

    def wait_for_head(self, number):
        deadline = time.monotonic() + 20
        while self.head() < number:
            assert time.monotonic() < deadline, f"no block {number} in 20 s"
            time.sleep(0.05)

    def hashes(self):
        return [self.rpc("eth_getBlockByNumber", hex(n), False)["hash"] for n in range(self.head() + 1)]

    def end(self, how=signal.SIGTERM):
        self.rpc.close()
        self.process.send_signal(how)
        self.process.stdout.close()
        return self.process.wait(10)


@pytest.fixture(params=[pytest.param("anvil", marks=needs_anvil), "recorded"])
def start(request, free_port, tmp_path):
    runners = []

    def start(*arguments):
        extra = ["--recorded"] if request.param == "recorded" else []
        runners.append(Runner(free_port, tmp_path / "state", *extra, *arguments))
        return runners[-1]

    yield start
    for runner in runners:
        if runner.process.poll() is None:
            runner.end()


@pytest.fixture
def another_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def logs_of(rpc):
    return rpc("eth_getLogs", {"fromBlock": hex(contract.STAKING_BLOCK), "address": contract.STAKING})


def told(rpc):
    return [contract.decode(log) for log in logs_of(rpc) if contract.is_event(log)]


def ask(url, method, *params):
    rpc = Rpc(url)
    try:
        return rpc(method, *params)
    finally:
        rpc.close()


@pytest.fixture
def receiver():
    """Collects what is posted."""
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            genuine = self.headers["X-Alchemy-Signature"] == sign(body, KEY)
            self.server.bodies.append((genuine, json.loads(body)))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.bodies = []
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def test_history_is_there_at_once_and_goes_on(start):
    chain = start("--interval", "0.2")
    events = told(chain.rpc)
    numbers = [seq for *_, seq in events if seq is not None]
    assert numbers == list(range(1, len(numbers) + 1)) and len(numbers) >= 200
    chain.wait_for_head(chain.head() + 3)
    assert chain.end() == 0


def test_one_season_has_ended_one_runs_and_one_is_to_come(start):
    chain = start("--interval", "1000")
    created = [log for log in logs_of(chain.rpc) if contract.TOPICS.get(log["topics"][0]) == "season_created"]
    times = [(int(log["data"][2:66], 16), int(log["data"][66:130], 16)) for log in created]
    now = int(chain.rpc("eth_getBlockByNumber", "latest", False)["timestamp"], 16)
    assert ["ended" if end <= now else "running" if start <= now else "planned" for start, end in times] == ["ended", "running", "planned"]


def test_killed_chain_comes_back_with_the_same_blocks(start):
    chain = start("--interval", "0.1")
    chain.wait_for_head(chain.head() + 5)
    chain.end(signal.SIGKILL)
    chain = start("--interval", "1000")
    first = chain.hashes()
    assert chain.end() == 0
    chain = start("--interval", "1000")
    assert chain.hashes() == first


@needs_anvil
def test_transactions_of_others_are_mined_at_once_and_kept(free_port, tmp_path):
    chain = Runner(free_port, tmp_path / "state", "--interval", "1000")
    account = chain.rpc("eth_accounts")[8]
    amount = 2 * 10**18
    data = contract.staking.call("stake(uint256)", amount)
    # With room: what accrual costs depends on the second in which the block is made.
    sent = chain.rpc("eth_sendTransaction", {"from": account, "to": contract.STAKING, "data": data, "gas": hex(500_000)})
    deadline = time.monotonic() + 2
    while (receipt := chain.rpc("eth_getTransactionReceipt", sent)) is None:
        assert time.monotonic() < deadline
    assert [contract.decode(log)[:3] for log in receipt["logs"] if contract.is_event(log)] == [("stake", account, amount)]
    time.sleep(1)
    chain.end(signal.SIGKILL)
    chain = Runner(free_port, tmp_path / "state", "--interval", "1000")
    try:
        assert chain.rpc("eth_getTransactionReceipt", sent)["blockHash"] == receipt["blockHash"]
    finally:
        chain.end()


@needs_anvil
def test_anvil_does_not_outlive_a_killed_parent(free_port, tmp_path):
    chain = Runner(free_port, tmp_path / "state", "--interval", "1000")
    chain.end(signal.SIGKILL)
    time.sleep(0.5)
    with pytest.raises(OSError):
        Rpc(chain.url, timeout=2)("eth_chainId")


def test_webhooks_are_signed_and_some_are_missing(start, receiver, tmp_path):
    key = tmp_path / "key"
    key.write_text(KEY + "\n")
    url = f"http://127.0.0.1:{receiver.server_port}/staking/webhooks/alchemy"
    chain = start("--interval", "0.1", "--webhook-url", url, "--webhook-key-file", key)
    first = chain.head() + 1
    chain.wait_for_head(first + 24)
    mined = chain.head() - first + 1
    time.sleep(0.7)
    chain.end()
    assert all(genuine for genuine, _ in receiver.bodies)
    posted = {body["event"]["data"]["block"]["number"] for _, body in receiver.bodies}
    assert min(posted) >= first
    among_mined = sum(number < first + mined for number in posted)
    assert mined / 2 < among_mined < mined


def test_print_env_says_where_the_contract_is():
    output = subprocess.run([CONTRACTS / "run-chain", "--print-env"], capture_output=True, text=True, check=True).stdout
    values = dict(line.split("=", 1) for line in output.splitlines())
    assert values["GRACY_STAKING_CONTRACT"] == contract.STAKING
    assert values["GRACY_CHAIN_ID"] == str(contract.CHAIN_ID)
    assert set(values) == {
        "GRACY_CHAIN_ID", "GRACY_STAKING_TOKEN", "GRACY_STAKING_CONTRACT", "GRACY_STAKING_START_BLOCK", "GRACY_STAKING_ACCOUNT",
    }


def test_of_three_providers_the_third_lies_about_an_amount(start, another_port):
    chain = start("--interval", "1000", "--providers-port", str(another_port))
    everything = {"fromBlock": hex(contract.STAKING_BLOCK), "address": contract.STAKING}
    truth = chain.rpc("eth_getLogs", everything)
    told = {name: ask(f"http://127.0.0.1:{another_port}/{name}", "eth_getLogs", everything) for name in ("first", "second", "third")}
    assert told["first"] == told["second"] == truth
    assert told["third"][:-1] == truth[:-1]
    amounts = [contract.decode(logs[-1])[2] for logs in (truth, told["third"])]
    assert amounts[1] == amounts[0] + 1
    head = chain.rpc("eth_getBlockByNumber", "latest", False)
    assert {ask(f"http://127.0.0.1:{another_port}/{name}", "eth_getBlockByNumber", "latest", False)["hash"] for name in told} == {head["hash"]}
