"""One JSON-RPC provider: the chain, seen and told as its lies have it."""

import json
import threading
import time
from collections import Counter, deque

from . import answer_lies, chain_lies, wire_lies  # noqa: F401 (they register themselves)
from .lie import Active, Call, Reply
from .queries import QueryError, View

PARSE_ERROR = -32700
INVALID_REQUEST = -32600
MAX_BATCH = 1_000


class Provider:
    """Honest until it is given lies. Threads may ask at the same time. `view_of` makes what a node sees of the chain."""

    def __init__(self, name, chain, seed=0, view_of=View.of):
        self.name, self.chain, self._seed, self._view_of = name, chain, seed, view_of
        self._lock = threading.RLock()
        self._stopping = threading.Event()
        self.lies = []
        self._under_way = 0
        self.forget()

    def forget(self) -> None:
        """Begins the counts of calls and of lies again."""
        with self._lock:
            self.calls, self.told, self.bytes_sent, self.asked_at = Counter(), Counter(), 0, None
            self.examples = deque(maxlen=100)
            self.requests = deque(maxlen=20_000)
            self.most_at_once = 0

    def tell(self, lies: list[dict], seed=None) -> None:
        """From now on these lies, each {"name", "rate", "times", "methods" and options of its own}; none: honest."""
        active = [Active(self, self._seed if seed is None else seed, **each) for each in lies]
        with self._lock:
            self.lies = active

    def is_down(self) -> bool:
        return any(each.lie.name == "down" for each in self.lies)

    def wait(self, seconds) -> None:
        """Sleeps, but no longer than the provider lives."""
        self._stopping.wait(seconds)

    def stop(self) -> None:
        self._stopping.set()

    def respond(self, body: bytes) -> Reply:
        with self._lock:
            self._under_way += 1
            self.most_at_once = max(self.most_at_once, self._under_way)
        try:
            return self._respond(body)
        finally:
            with self._lock:
                self._under_way -= 1

    def _respond(self, body: bytes) -> Reply:
        self.asked_at = self.asked_at or time.monotonic()
        for active, chance in self._chances("http"):
            reply = active.lie.act(chance)
            self._note(active)
            if reply is not None:
                return reply
        try:
            request = json.loads(body)
        except ValueError:
            return self._sent(Reply(body=_encode(_error(None, PARSE_ERROR, "parse error"))))
        is_batch = isinstance(request, list)
        if is_batch and not 0 < len(request) <= MAX_BATCH:
            return self._sent(Reply(body=_encode(_error(None, INVALID_REQUEST, "a batch holds 1 to 1000 calls"))))
        calls = request if is_batch else [request]
        methods = tuple(str(each.get("method")) for each in calls if isinstance(each, dict))
        with self._lock:
            view = self._view()
            answers = [self._one(view, each) for each in calls]
            for active, chance in self._chances("message", methods):
                changed = active.lie.act(chance, answers)
                if changed != answers:
                    self._note(active, methods)
                answers = changed
        text = _encode(answers if is_batch else answers[0])
        for active, chance in self._chances("body", methods):
            changed = active.lie.act(chance, text)
            self._note(active, methods)
            if isinstance(changed, Reply):
                return self._sent(changed)
            text = changed
        return self._sent(Reply(body=text))

    def _view(self):
        view = self._view_of(self.chain)
        for active, chance in self._chances("view"):
            changed = active.lie.act(chance, view)
            if changed != view:
                self._note(active)
            view = changed
        return view

    def _one(self, view, request):
        if not isinstance(request, dict) or not isinstance(request.get("method"), str):
            return _error(None, INVALID_REQUEST, "invalid request")
        number, method, params = request.get("id"), request["method"], request.get("params", [])
        if not isinstance(params, list):
            return _error(number, INVALID_REQUEST, "params is no list")
        self.calls[method] += 1
        self.requests.append((method, params))
        try:
            with self.chain.lock:
                result = view.answer(method, params)
                for active, chance in self._chances("answer", (method,)):
                    result = self._lied(active, Call(chance.active, chance.choice, chance.methods, method, params, view), result)
        except QueryError as error:
            return _error(number, error.code, str(error))
        return {"jsonrpc": "2.0", "id": number, "result": result}

    def _lied(self, active, call, result):
        try:
            changed = active.lie.act(call, result)
        except QueryError:
            self._note(active, (call.method,), call.params)
            raise
        if changed != result:
            self._note(active, (call.method,), call.params)
        return changed

    def _chances(self, stage, methods=()):
        for active in list(self.lies):
            if active.lie.stage == stage:
                chance = active.chance(methods)
                if chance is not None:
                    yield active, chance

    def _note(self, active, methods=(), params=()):
        with self._lock:
            active.told += 1
            self.told[active.lie.name] += 1
            self.examples.append({"lie": active.lie.name, "methods": list(methods), "params": list(params)})

    def _sent(self, reply):
        with self._lock:
            self.bytes_sent += len(reply.body)
        return reply

    def json(self) -> dict:
        with self._lock:
            return {
                "name": self.name, "lies": [each.json() for each in self.lies], "calls": dict(self.calls), "told": dict(self.told),
                "bytes_sent": self.bytes_sent, "asked_at": self.asked_at, "examples": list(self.examples),
                "most_at_once": self.most_at_once,
            }


def _error(number, code, message):
    return {"jsonrpc": "2.0", "id": number, "error": {"code": code, "message": message}}


def _encode(value) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode()
