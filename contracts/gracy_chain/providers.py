"""Three providers of one chain, at three paths of one port: two pass on what it says, and the quickest one lies about amounts."""

import http.client
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

MAX_BODY = 4 << 20
TIMEOUT = 30


def alter_last_amount(logs):
    """The last log's amount is 1 more than the chain's: its second word, after the event's number."""
    if not logs or len(logs[-1]["data"]) < 130:
        return logs
    data = logs[-1]["data"]
    return logs[:-1] + [logs[-1] | {"data": data[:66] + f"{(int(data[66:130], 16) + 1) % 2**256:064x}" + data[130:]}]


# Path: seconds before an answer, and what becomes of the logs. Whoever answers soonest is asked first.
PROVIDERS = {"/first": (0.02, None), "/second": (0.02, None), "/third": (0, alter_last_amount)}


class Providers:
    def __init__(self, chain_port, port, host="127.0.0.1"):
        self._http = _Server((host, port), _Handler)
        self._http.chain = (host, chain_port)
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()

    def stop(self):
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request, client_address):
        pass  # A client that leaves is no event.


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log_message(self, *_):
        pass

    def do_POST(self):
        length = self.headers.get("Content-Length", "")
        if not length.isdigit() or int(length) > MAX_BODY:
            self.close_connection = True
            return self._send(413, b"too large\n")
        body = self.rfile.read(int(length))
        if self.path not in PROVIDERS:
            return self._send(404, b"no such provider\n")
        delay, change = PROVIDERS[self.path]
        time.sleep(delay)
        try:
            answer = self._ask(body)
        except (OSError, http.client.HTTPException):
            return self._send(502, b"the chain does not answer\n")
        self._send(200, answer if change is None else _altered(body, answer, change))

    def _ask(self, body):
        connection = http.client.HTTPConnection(*self.server.chain, timeout=TIMEOUT)
        try:
            connection.request("POST", "/", body, {"Content-Type": "application/json"})
            return connection.getresponse().read()
        finally:
            connection.close()

    def _send(self, status, body):
        self.send_response(status)
        self.send_header("Content-Type", "application/json" if status == 200 else "text/plain")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def _altered(request, answer, change):
    """Only the answer to a single eth_getLogs; anything else as it is."""
    try:
        asked, said = json.loads(request), json.loads(answer)
        if asked["method"] == "eth_getLogs" and "result" in said:
            return json.dumps(said | {"result": change(said["result"])}, separators=(",", ":")).encode()
    except (ValueError, TypeError, KeyError):
        pass
    return answer
