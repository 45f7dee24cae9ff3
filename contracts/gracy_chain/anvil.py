"""anvil from npm as a child that dies with us, and the blocks it is made of."""

import ctypes
import os
import signal
import subprocess
import time

from .contract import FOLDER
from .rpc import Rpc, RpcError

PR_SET_PDEATHSIG = 1


def executable():
    """The program itself, not npm's wrapper, which leaves its child alive when it is killed. None without npm."""
    found = sorted((FOLDER / "node_modules" / "@foundry-rs").glob("anvil-*/bin/anvil"))
    return next((path for path in found if os.access(path, os.X_OK)), None)


_libc = ctypes.CDLL(None)


def _die_with_parent():
    _libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


class Anvil:
    """Blocks are a function of their time stamps and transactions, so a journal of those rebuilds the same hashes."""

    def __init__(self, port, genesis_time):
        self.url = f"http://127.0.0.1:{port}"
        self.process = subprocess.Popen(
            [
                executable(), "--host", "127.0.0.1", "--port", str(port), "--silent", "--no-mining",
                "--hardfork", "cancun", "--timestamp", str(genesis_time), "--order", "fifo",
                # Short epochs: `finalized` is 8 blocks behind the head, not 64.
                "--slots-in-an-epoch", "4",
            ],
            stdin=subprocess.DEVNULL,
            preexec_fn=_die_with_parent,
        )
        self.rpc = Rpc(self.url)
        self._by_itself = False
        try:
            self._wait()
        except BaseException:
            self.stop()
            raise
        self.accounts = self.rpc("eth_accounts")

    def _wait(self):
        deadline = time.monotonic() + 15
        while True:
            if self.process.poll() is not None:
                raise RuntimeError(f"anvil ended with status {self.process.returncode}")
            try:
                return self.rpc("eth_chainId")
            except OSError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.02)

    def mine(self, timestamp, *transactions):
        """One block at `timestamp` with `transactions`, each (from, to, data); `to` None creates a contract."""
        # One call after the other: anvil runs the calls of a batch at the same time.
        if self._by_itself:
            self.rpc("evm_setAutomine", False)
        hashes = []
        for sender, to, data in transactions:
            fields = {"from": sender, "data": data, "gas": hex(2_000_000)}
            hashes.append(self.rpc("eth_sendTransaction", fields if to is None else {**fields, "to": to}))
        self._mine_at(timestamp)
        if self._by_itself:
            self.rpc("evm_setAutomine", True)
        for transaction in hashes:
            receipt = self.rpc("eth_getTransactionReceipt", transaction)
            if receipt is None or receipt["status"] != "0x1":
                raise RuntimeError(f"transaction {transaction} failed: {receipt}")

    def _mine_at(self, timestamp):
        self.rpc("evm_setNextBlockTimestamp", timestamp)
        self.rpc("evm_mine")

    def mine_by_itself(self):
        """From now on whoever sends a transaction finds it mined at once."""
        self.rpc("evm_setAutomine", True)
        self._by_itself = True

    def head(self):
        return int(self.rpc("eth_blockNumber"), 16)

    def block(self, number):
        return self.rpc("eth_getBlockByNumber", hex(number), False)

    def logs(self, number):
        return self.rpc("eth_getLogs", {"fromBlock": hex(number), "toBlock": hex(number)})

    def journal_entry(self, number):
        """What `replay` needs to make the same block again."""
        block = self.block(number)
        calls = [("eth_getRawTransactionByHash", [transaction]) for transaction in block["transactions"]]
        return {
            "number": number,
            "hash": block["hash"],
            "timestamp": int(block["timestamp"], 16),
            "transactions": self.rpc.batch(calls) if calls else [],
        }

    def replay(self, entries):
        """Makes the journal's blocks again; False when the last one came out with another hash."""
        try:
            for entry in entries:
                for raw in entry["transactions"]:
                    self.rpc("eth_sendRawTransaction", raw)
                self._mine_at(entry["timestamp"])
        except RpcError:
            return False
        return not entries or self.block(self.head())["hash"] == entries[-1]["hash"]

    def stop(self):
        self.rpc.close()
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(5)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
