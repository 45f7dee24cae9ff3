"""The two chains that run-chain can keep alive: an anvil of our own, or the recorded one."""

import json
import os
import sys
import time

from . import anvil, recorded, scenario, server


class LiveAnvil:
    """Grows by what the scenario does and by what anybody else sends; every block is journalled, so that a restart, even
    after a kill, has the same chain with the same hashes."""

    kind = "anvil"

    def __init__(self, port, state_dir):
        path = state_dir / "anvil.jsonl"
        entries = _read_journal(path)
        now = int(time.time())
        genesis = entries[0]["timestamp"] if entries else now - scenario.HISTORY_SECONDS - 60
        self._journal = open(path, "a")
        self.chain = anvil.Anvil(port, genesis)
        try:
            if not entries:
                scenario.deploy(self.chain, genesis + 12)
                # The history ends a little before now, so that the next block's time is after it.
                scenario.write_history(self.chain, genesis + 60, now - 10)
            else:
                if not self.chain.replay(entries[1:]):
                    print("the journal gave other blocks than it was made of", file=sys.stderr)
            self._hashes = [entry["hash"] for entry in entries]
            self.keep()
            self.chain.mine_by_itself()
        except BaseException:
            self.stop()
            raise

    def keep(self):
        """Journals the blocks since the last call and returns their numbers; a reorganisation's count again."""
        head = self.chain.head()
        first = min(len(self._hashes), head + 1)
        while first > 0 and self.chain.block(first - 1)["hash"] != self._hashes[first - 1]:
            first -= 1
        del self._hashes[first:]
        new = range(first, head + 1)
        for number in new:
            entry = self.chain.journal_entry(number)
            self._journal.write(json.dumps(entry, separators=(",", ":")) + "\n")
            self._hashes.append(entry["hash"])
        self._journal.flush()
        return new

    def grow(self):
        last = int(self.chain.block(self.chain.head())["timestamp"], 16)
        scenario.act(self.chain, max(int(time.time()), last + 1))

    def alive(self):
        return self.chain.process.poll() is None

    def senders(self, hashes):
        return {each: self.chain.rpc("eth_getTransactionByHash", each)["from"] for each in hashes}

    def stop(self):
        self.chain.stop()
        self._journal.close()


class LiveRecord:
    """Shows one more block of the record at a time, and stands still at its end."""

    kind = "recorded"

    def __init__(self, port, state_dir):
        self._path = state_dir / "recorded.json"
        self.chain = recorded.RecordedChain()
        if self._path.exists():
            self.chain.show(json.loads(self._path.read_text())["head"])
        self._seen = self.chain.head()
        self._keep_head()
        self._server = server.JsonRpcServer(self.chain, port).start()

    def keep(self):
        new = range(self._seen + 1, self.chain.head() + 1)
        self._seen = self.chain.head()
        return new

    def grow(self):
        if self.chain.head() == self.chain.last():
            return
        self.chain.show(self.chain.head() + 1)
        self._keep_head()
        if self.chain.head() == self.chain.last():
            print("the recorded chain is at its end and stands still; start over with a fresh state", file=sys.stderr)

    def _keep_head(self):
        temporary = self._path.with_suffix(".new")
        temporary.write_text(json.dumps({"head": self.chain.head()}))
        os.replace(temporary, self._path)

    def alive(self):
        return True

    def senders(self, hashes):
        entries = {
            transaction["hash"]: transaction["from"]
            for each in hashes
            for transaction in self.chain.entry(self.chain.number_of_transaction(each))["transactions"]
        }
        return {each: entries[each] for each in hashes}

    def stop(self):
        self._server.stop()


def open_chain(port, state_dir, without_npm=False):
    """The chain that this state folder began with; a new one is anvil's when npm brought it."""
    state_dir.mkdir(parents=True, exist_ok=True)
    if without_npm or (state_dir / "recorded.json").exists():
        return LiveRecord(port, state_dir)
    if anvil.executable() is not None:
        return LiveAnvil(port, state_dir)
    if (state_dir / "anvil.jsonl").exists():
        raise SystemExit(f"{state_dir} holds an anvil chain, but anvil is gone: npm install in contracts/, or start fresh")
    return LiveRecord(port, state_dir)


def _read_journal(path):
    if not path.exists():
        return []
    text = path.read_text()
    # A kill may have cut the last line short.
    complete = text[: text.rfind("\n") + 1]
    if complete != text:
        path.write_text(complete)
    entries = []
    for line in complete.splitlines():
        entry = json.loads(line)
        # After a reorganisation the same number comes again.
        del entries[entry["number"] :]
        entries.append(entry)
    return entries
