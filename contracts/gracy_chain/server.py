"""Serves a chain over JSON-RPC, truthfully unless a test asks for a fault."""

import json
import socket
import threading
from collections import deque
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from .queries import QueryError, answer

MAX_BODY = 4 << 20
PARSE_ERROR = -32700
INVALID_REQUEST = -32600


class Fault:
    """What happens to the next `times` calls of `method` (None: of any) instead of the truth, or to it.

    Give one of: `error` (code, message); `status` (an HTTP status with an HTML body); `body` (bytes sent as they are);
    `change` (a function of the true result); `drop` (the connection is closed without an answer). With `delay` the
    answer waits first; alone, it is true but late. `times` None lasts until `JsonRpcServer.clear_faults`.
    """

    def __init__(self, method=None, *, times=1, delay=0.0, error=None, status=None, body=None, change=None, drop=False):
        self.method, self.times, self.delay = method, times, delay
        self.error, self.status, self.body, self.change, self.drop = error, status, body, change, drop


class JsonRpcServer:
    """`with JsonRpcServer(chain) as server: ... server.url`. `calls` are the (method, params) asked so far."""

    def __init__(self, chain, port=0, host="127.0.0.1"):
        self.chain = chain
        # The last ones are enough, and a chain may be served for weeks.
        self.calls = deque(maxlen=10_000)
        self._faults = []
        self._lock = threading.Lock()
        self._stopping = threading.Event()
        self._http = _Server((host, port), _Handler)
        self._http.rpc = self
        self.port = self._http.server_port
        self.url = f"http://{host}:{self.port}"
        self._thread = None

    def fail(self, method=None, **what):
        with self._lock:
            self._faults.append(Fault(method, **what))

    def clear_faults(self):
        with self._lock:
            self._faults.clear()

    def count(self, method):
        with self._lock:
            return sum(called == method for called, _ in self.calls)

    def start(self):
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()
        return self

    def stop(self):
        self._stopping.set()
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

    __enter__ = start

    def __exit__(self, *_):
        self.stop()

    def note(self, method, params):
        """Records the call and takes the fault that is due for it, if any."""
        with self._lock:
            self.calls.append((method, params))
            for fault in self._faults:
                if fault.method in (None, method):
                    if fault.times is not None:
                        fault.times -= 1
                        if fault.times == 0:
                            self._faults.remove(fault)
                    return fault
        return None

    def wait(self, seconds):
        """Sleeps, but no longer than the server lives."""
        self._stopping.wait(seconds)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request, client_address):
        pass  # A client that leaves is no event.


class _Drop(Exception):
    pass


class _Raw(Exception):
    def __init__(self, status, content_type, body):
        super().__init__(status)
        self.status, self.content_type, self.body = status, content_type, body


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log_message(self, *_):
        pass

    def do_POST(self):
        length = self.headers.get("Content-Length", "")
        if not length.isdigit() or int(length) > MAX_BODY:
            self.close_connection = True
            return self._send(413, "text/plain", b"too large\n")
        body = self.rfile.read(int(length))
        try:
            self._send(200, "application/json", self._answer(body))
        except _Raw as raw:
            self._send(raw.status, raw.content_type, raw.body)
        except _Drop:
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)

    def _answer(self, body):
        try:
            request = json.loads(body)
        except ValueError:
            return _encode(_error(None, PARSE_ERROR, "parse error"))
        if isinstance(request, list) and request:
            return _encode([self._one(each) for each in request])
        return _encode(self._one(request))

    def _one(self, request):
        if not isinstance(request, dict) or not isinstance(request.get("method"), str):
            return _error(None, INVALID_REQUEST, "invalid request")
        rpc, number, method = self.server.rpc, request.get("id"), request["method"]
        params = request.get("params", [])
        if not isinstance(params, list):
            return _error(number, INVALID_REQUEST, "params is not an array")
        fault = rpc.note(method, params)
        if fault is not None:
            rpc.wait(fault.delay)
            if fault.drop:
                raise _Drop
            if fault.status is not None:
                raise _Raw(fault.status, "text/html", b"<html><body>no</body></html>")
            if fault.body is not None:
                raise _Raw(200, "application/json", fault.body)
            if fault.error is not None:
                return _error(number, *fault.error)
        try:
            result = answer(rpc.chain, method, params)
        except QueryError as error:
            return _error(number, error.code, str(error))
        if fault is not None and fault.change is not None:
            result = fault.change(result)
        return {"jsonrpc": "2.0", "id": number, "result": result}

    def _send(self, status, content_type, body):
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def _error(number, code, message):
    return {"jsonrpc": "2.0", "id": number, "error": {"code": code, "message": message}}


def _encode(value):
    return json.dumps(value, separators=(",", ":")).encode()
