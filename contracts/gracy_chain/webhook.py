"""Posts what happens on the chain as Alchemy's GRAPHQL webhooks do."""

import hashlib
import hmac
import json
import queue
import sys
import threading
import time
import urllib.error
import urllib.request
from datetime import datetime, timezone
from pathlib import Path

from .contract import decode

WEBHOOK_ID = "wh_gracylocalchain00"
TIMEOUT = 5
# Alchemy tries three times more, after these seconds, and then forgets the event.
RETRIES = (15, 60, 600)
# Every fifth event of an account is lost on purpose, as webhooks are: the worker's poll has to find it.
LOST_EVERY = 5


def is_lost(logs):
    numbers = [seq for *_, seq in map(decode, logs) if seq is not None]
    return any(seq % LOST_EVERY == 0 for seq in numbers)


def payload(block, logs, senders, now=None):
    """The body for one block. `logs` are the contract's, `senders` the transactions' from addresses by hash."""
    now = now or datetime.now(timezone.utc)
    number = int(block["number"], 16)
    body = {
        "webhookId": WEBHOOK_ID,
        "id": "whevt_" + hashlib.sha256(block["hash"].encode()).hexdigest()[:16],
        "createdAt": now.strftime("%Y-%m-%dT%H:%M:%S.%f") + "000Z",
        "type": "GRAPHQL",
        "event": {
            "data": {"block": {
                "hash": block["hash"],
                "number": number,
                "timestamp": int(block["timestamp"], 16),
                "logs": [{
                    "index": int(log["logIndex"], 16),
                    "account": {"address": log["address"]},
                    "topics": log["topics"],
                    "data": log["data"],
                    "transaction": {
                        "hash": log["transactionHash"],
                        "index": int(log["transactionIndex"], 16),
                        "status": 1,
                        "from": {"address": senders[log["transactionHash"]]},
                    },
                } for log in logs],
            }},
            # Larger than a signed 64-bit integer can hold, like the real ones.
            "sequenceNumber": str(10**19 + number * 1000),
        },
    }
    return json.dumps(body, separators=(",", ":")).encode()


def sign(body, key):
    return hmac.new(key.encode(), body, hashlib.sha256).hexdigest()


def post(url, body, key):
    """The HTTP status, or None when nobody answered."""
    headers = {"Content-Type": "application/json", "X-Alchemy-Signature": sign(body, key)}
    try:
        with urllib.request.urlopen(urllib.request.Request(url, body, headers), timeout=TIMEOUT) as response:
            return response.status
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return None


class Sender:
    """Delivers in order from a thread of its own; what fails comes back later while newer ones go on."""

    def __init__(self, url, key_file, retries=RETRIES):
        self._url, self._key_file, self._retries = url, Path(key_file), retries
        self._due = queue.PriorityQueue()
        self._count = 0
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def send(self, body, attempt=0, when=0.0):
        self._count += 1
        self._due.put((when, self._count, attempt, body))

    def _run(self):
        while True:
            item = self._due.get()
            when, _, attempt, body = item
            wait = when - time.monotonic()
            if wait > 0:
                # Something newer may come first: put it back and look again soon.
                self._due.put(item)
                time.sleep(min(wait, 0.2))
                continue
            status = self._post(body)
            if status is not None and 200 <= status < 300:
                continue
            again = attempt < len(self._retries)
            print(f"webhook answered {status or 'nothing'}, " + ("will retry" if again else "given up"), file=sys.stderr)
            if again:
                self.send(body, attempt + 1, time.monotonic() + self._retries[attempt])

    def _post(self, body):
        try:
            key = self._key_file.read_text().strip()
        except OSError as error:
            print(f"webhook signing key: {error}", file=sys.stderr)
            return None
        return post(self._url, body, key)
