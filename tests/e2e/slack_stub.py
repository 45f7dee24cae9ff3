"""The least of Slack's Web API that a worker can be started against: it remembers calls and answers as told."""
import http.server
import itertools
import json
import threading
import urllib.parse
from collections.abc import Callable


class SlackStub:
    """Answers are {"ok": true, ...} until `on` says otherwise for a method: a function of the call that returns a dict, or
    (status, headers, body), or None to close the connection without a word."""

    def __init__(self):
        self.calls: list[tuple[str, dict]] = []
        self.answers: dict[str, Callable[[dict], object]] = {}
        self.messages: list[dict] = []
        self.numbers = itertools.count(1)
        self.lock = threading.Lock()
        stub = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
                arguments = json.loads(body) if "json" in self.headers["Content-Type"] else dict(urllib.parse.parse_qsl(body))
                arguments["token"] = self.headers["Authorization"].removeprefix("Bearer ")
                answer = stub.answer(self.path.rsplit("/", 1)[1], arguments)
                if answer is None:
                    self.close_connection = True
                    return
                status, headers, text = answer if isinstance(answer, tuple) else (200, {}, json.dumps(answer))
                self.send_response(status)
                for name, value in ({"Content-Type": "application/json", "Content-Length": str(len(text.encode()))} | headers).items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(text.encode())

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/api"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def answer(self, method: str, arguments: dict) -> object:
        with self.lock:
            self.calls.append((method, arguments))
            if method in self.answers:
                return self.answers[method](arguments)
            return self.usual(method, arguments)

    def usual(self, method: str, arguments: dict) -> dict:
        if method == "chat.postMessage":
            message = {"ts": f"1700000000.{next(self.numbers):06}", "text": arguments.get("text"), "metadata": arguments.get("metadata")}
            self.messages.append(message)
            return {"ok": True, "channel": "D0STUB", "ts": message["ts"]}
        if method == "conversations.open":
            return {"ok": True, "channel": {"id": "D0STUB"}}
        if method == "users.list":
            return {"ok": True, "members": []}
        if method == "conversations.history":
            return {"ok": True, "messages": list(reversed(self.messages))}
        return {"ok": True}

    def on(self, method: str, answer: Callable[[dict], object]) -> None:
        with self.lock:
            self.answers[method] = answer

    def of(self, method: str) -> list[dict]:
        with self.lock:
            return [arguments for called, arguments in self.calls if called == method]

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()
