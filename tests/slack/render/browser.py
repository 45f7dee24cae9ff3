"""Headless Chromium, spoken to over a pipe (https://chromedevtools.github.io/devtools-protocol), so that one start serves many pictures."""
import base64
import fcntl
import json
import os
import select
import shutil
import subprocess
import tempfile
import time
from typing import Any

SECONDS = 60
_FLAGS = ("--headless=new", "--remote-debugging-pipe", "--no-first-run", "--disable-gpu", "--hide-scrollbars", "--disable-extensions",
          "--disable-background-networking", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", "--force-color-profile=srgb", "--font-render-hinting=none",
          "--disable-dev-shm-usage")


def executable() -> str | None:
    return shutil.which("chromium")


def _pipe_with_far_end(end: int) -> tuple[int, int]:
    """A pipe: our end, and its end 0 (to read) or 1 (to write) moved away from descriptors 3 and 4."""
    pipe = os.pipe()
    far = fcntl.fcntl(pipe[end], fcntl.F_DUPFD_CLOEXEC, 10)
    os.close(pipe[end])
    return pipe[1 - end], far


class Browser:
    """`with Browser() as browser:`; `picture` as often as wanted."""

    def __init__(self, scale: float = 2.0):
        self._scale = scale
        self._number = 0
        self._buffer = b""

    def __enter__(self) -> "Browser":
        self._profile = tempfile.TemporaryDirectory(prefix="gracy-render.")
        ours_in, theirs_out = _pipe_with_far_end(1)
        ours_out, theirs_in = _pipe_with_far_end(0)
        # Chromium reads what it is told from descriptor 3 and answers on 4. Its sandbox refuses to start as root.
        flags = [*_FLAGS, f"--user-data-dir={self._profile.name}", *(["--no-sandbox"] if os.geteuid() == 0 else []), "about:blank"]
        command = ["bash", "-c", f'exec "$0" "$@" 3<&{theirs_in} 4>&{theirs_out}', executable() or "chromium", *flags]
        self._process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                         pass_fds=(theirs_in, theirs_out))
        os.close(theirs_in)
        os.close(theirs_out)
        self._in, self._out = ours_in, ours_out
        try:
            target = self._call("Target.createTarget", url="about:blank")["targetId"]
            self._session = self._call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_) -> None:
        os.close(self._out)
        os.close(self._in)
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._profile.cleanup()

    def picture(self, html: str) -> bytes:
        """A PNG of the whole page."""
        self._show(html)
        width, height = self._size()
        self._call("Emulation.setDeviceMetricsOverride", self._session, width=width, height=height, deviceScaleFactor=self._scale, mobile=False)
        return base64.b64decode(self._call("Page.captureScreenshot", self._session, format="png")["data"])

    def text(self, html: str) -> str:
        """What a person reads on the page."""
        self._show(html)
        return self._evaluate("document.body.innerText")

    def cut_off(self, html: str) -> list[str]:
        """Texts that are wider than their place."""
        self._show(html)
        return self._evaluate("[...document.querySelectorAll('body *')].filter(e => e.scrollWidth > e.clientWidth + 1 && e.clientWidth)"
                              ".map(e => e.innerText)")

    def open(self, url: str) -> None:
        """A page of this machine."""
        self._call("Page.navigate", self._session, url=url)

    def run(self, expression: str) -> Any:
        """What the page's own script could say of it."""
        return self._evaluate(expression)

    def _show(self, html: str) -> None:
        frame = self._call("Page.getFrameTree", self._session)["frameTree"]["frame"]["id"]
        self._call("Page.setDocumentContent", self._session, frameId=frame, html=html)
        self._evaluate("document.fonts.ready.then(() => true)")

    def _size(self) -> tuple[int, int]:
        return tuple(self._evaluate("[document.body.offsetWidth, document.body.offsetHeight]"))

    def _evaluate(self, expression: str) -> Any:
        answer = self._call("Runtime.evaluate", self._session, expression=expression, returnByValue=True, awaitPromise=True)
        return answer["result"].get("value")

    def _call(self, method: str, session: str = "", **parameters: Any) -> dict[str, Any]:
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        os.write(self._out, json.dumps(message).encode() + b"\0")
        end = time.monotonic() + SECONDS
        while True:
            answer = self._read(end)
            if answer.get("id") == self._number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']['message']}")
                return answer["result"]

    def _read(self, end: float) -> dict[str, Any]:
        while b"\0" not in self._buffer:
            if not select.select([self._in], [], [], max(0.0, end - time.monotonic()))[0]:
                raise TimeoutError(f"Chromium has not answered for {SECONDS} s")
            data = os.read(self._in, 1 << 20)
            if not data:
                raise RuntimeError("Chromium has ended")
            self._buffer += data
        message, _, self._buffer = self._buffer.partition(b"\0")
        return json.loads(message)
