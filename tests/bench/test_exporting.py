"""The suite that is about exports measures beside them, and knows when there were none."""

import http.server
import threading
from contextlib import contextmanager, nullcontext

import pytest

from harness import exporting


@contextmanager
def server(status):
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            assert self.path == exporting.EXPORT_PATH and self.headers["Authorization"] == "Bearer t"
            self.send_response(status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as listening:
        threading.Thread(target=listening.serve_forever, daemon=True).start()
        yield listening.server_port
        listening.shutdown()


def test_exports_are_read_during_every_other_run():
    with server(200) as port:
        made = []

        def exports():
            made.append(exporting.Exports(port, "t"))
            return made[-1]

        def run(beside):
            with beside or nullcontext():
                while beside and beside.read < exporting.EXPORTS:
                    pass
            return len(made)

        assert exporting.alternate(run, exports, 2) == [(1, 1), (2, 2)]
        assert all(one.read >= exporting.EXPORTS and not one.failed for one in made)


def test_a_run_beside_exports_that_fail_is_void():
    with server(503) as port, pytest.raises(exporting.Void), exporting.Exports(port, "t") as exports:
        while not exports.failed:
            pass
