"""HTTP on loopback: what a Reply says is done, a connection that hangs or breaks included."""

import socket
import struct
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from .lie import Reply

MAX_BODY = 4 << 20


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request, client_address):
        pass  # A client that leaves is no event.


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    timeout = 60

    def log_message(self, *_):
        pass

    def do_POST(self):
        length = self.headers.get("Content-Length", "")
        if not length.isdigit() or int(length) > MAX_BODY:
            self.close_connection = True
            return self._send(Reply(413, b"too large\n", {"Content-Type": "text/plain"}))
        reply = self.server.answer("POST", self.path, self.rfile.read(int(length)))
        getattr(self, "_" + reply.behaviour)(reply)

    def do_GET(self):
        reply = self.server.answer("GET", self.path, b"")
        getattr(self, "_" + reply.behaviour)(reply)

    def _head(self, reply):
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()

    def _send(self, reply):
        self._head(reply)
        self.wfile.write(reply.body)

    def _close(self, _):
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)

    def _hang(self, _):
        self.server.stopping.wait()
        self.close_connection = True

    def _slow(self, reply):
        self._head(reply)
        for byte in reply.body:
            self.wfile.write(bytes([byte]))
            if self.server.stopping.wait(1):
                break
        self.close_connection = True

    def _reset(self, reply):
        self._head(reply)
        self.wfile.write(reply.body[: len(reply.body) // 2])
        # With no time to linger the kernel sends RST instead of FIN.
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close_connection = True


class Listener:
    """`answer(method, path, body)` gives a Reply. A listener that was closed comes back on the same port."""

    def __init__(self, answer, port=0):
        self._answer, self._http = answer, None
        self.port = port
        self.open()
        self.url = f"http://127.0.0.1:{self.port}"

    def open(self) -> None:
        if self._http is not None:
            return
        self._http = _Server(("127.0.0.1", self.port), _Handler)
        self._http.answer, self._http.stopping = self._answer, threading.Event()
        self.port = self._http.server_port
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()

    def close(self) -> None:
        """From now on connections are refused; those that hang are let go."""
        if self._http is None:
            return
        self._http.stopping.set()
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()
        self._http = None
