"""Starts a contender on a free loopback port and stops it by its process id."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[2] / "e2e"))
from support.ports import free_port  # noqa: E402,F401 - for whoever starts one


class Server:
    """A program in the foreground that listens on `port`; its output goes to `log`."""

    def __init__(self, command, port, log, environment=(), folder=None):
        self.port, self.log = port, Path(log)
        self._command = [str(part) for part in command]
        self._environment = {**os.environ, **dict(environment), "PORT": str(port)}
        self._folder = folder
        self.process = None

    @property
    def pid(self):
        return self.process.pid

    def start(self, seconds=30):
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                self._command, env=self._environment, cwd=self._folder,
                stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT, start_new_session=True,
            )
        deadline = time.monotonic() + seconds
        while True:
            if self.process.poll() is not None:
                raise RuntimeError(f"{self._command[0]} ended with status {self.process.returncode}:\n{self._tail()}")
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
                return self
            except OSError:
                if time.monotonic() > deadline:
                    self.stop()
                    raise RuntimeError(f"nothing listens on {self.port} after {seconds} s:\n{self._tail()}") from None
                time.sleep(0.05)

    def stop(self):
        if self.process is None or self.process.poll() is not None:
            return
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def _tail(self):
        return self.log.read_text(errors="replace")[-2000:]

    __enter__ = start

    def __exit__(self, *_):
        self.stop()


class Answer:
    def __init__(self, status, body):
        self.status, self.body = status, body


def ask(port, method, path, headers=(), body=None, timeout=60):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)
    try:
        connection.request(method, path, body, dict(headers))
        response = connection.getresponse()
        return Answer(response.status, response.read())
    finally:
        connection.close()
