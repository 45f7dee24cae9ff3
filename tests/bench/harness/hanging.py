"""Whether anybody notices that a model hangs: the same nginx, with and without calls that do not end in the worker beside it."""

import http.server
import json
import tempfile
import threading
import time
from contextlib import contextmanager
from pathlib import Path

from . import contenders, equality, events, spaces
from .demo import ROOT
from .measure import Meter, running
from .pairs import compare, interleave, own
from .server import Server, free_port

CONNECTIONS = 64
# Questions that are being answered: so many jobs run in the worker at a time, each with a connection to the model's server.
CALLS = 200
ANSWER = json.dumps({
    "id": "c", "object": "chat.completion", "model": "hanging-1", "usage": {"prompt_tokens": 1, "completion_tokens": 1},
    "choices": [{"index": 0, "finish_reason": "stop", "message": {
        "role": "assistant", "content": json.dumps({"answerable": False, "language": "en", "answer": []})}}],
}).encode()


class Void(Exception):
    """Less hung than the run was to be measured with."""


class Listener(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = CALLS


class Model:
    """A server of a language model that takes every call, and answers none while it hangs."""

    def __init__(self):
        self._go_on = threading.Event()
        self._lock = threading.Lock()
        self.held = 0
        model = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                self.rfile.read(int(self.headers["Content-Length"]))
                with model._lock:
                    model.held += 1
                model._go_on.wait()
                with model._lock:
                    model.held -= 1
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(ANSWER)))
                self.end_headers()
                self.wfile.write(ANSWER)

            def log_message(self, *_):
                pass

        self._server = Listener(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}/v1"

    def hang(self):
        self._go_on.clear()

    def answer(self):
        self._go_on.set()

    def __enter__(self):
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.answer()
        self._server.shutdown()
        self._server.server_close()


def worker(demo, binary, folder, url):
    """The project's worker with room for all the calls, and nothing else that calls out."""
    port = free_port()
    password = demo.run / "secrets" / "gracy_app.password"
    sections = {
        "database": {"conninfo": demo.conninfo()} | ({"password_file": str(password)} if password.exists() else {}),
        "jobs": {"concurrency": CALLS}, "metrics": {"jobs": f"127.0.0.1:{port}"}, "assistant": {"daily_budget": 10**12},
        "assistant.servers.hanging": {"base_url": url, "model": "hanging-1", "timeout_seconds": 240, "silence_seconds": 240,
                                         "prompt_price": 0, "completion_price": 0},
    }
    # A question is given up sooner than a run may hang.
    answers = (ROOT / "conf/assistant/policy_answer.toml").read_text()
    assert "seconds = 90" in answers
    (folder / "kinds").mkdir(exist_ok=True)
    (folder / "kinds/policy_answer.toml").write_text(answers.replace("seconds = 90", "seconds = 280"))
    sections["assistant"]["kinds"] = "kinds"
    configuration = folder / "worker.toml"
    configuration.write_text("".join(
        f"[{name}]\n" + "".join(f"{key} = {json.dumps(value)}\n" for key, value in keys.items()) for name, keys in sections.items()))
    return Server([binary, "run", "--duty", "jobs", "--config", configuration], port, folder / "worker.log")


class Calls:
    """Questions of a team space that hang in the worker, and end, as often as one likes."""

    def __init__(self, demo, space, model, count=CALLS):
        self._demo, self._space, self._model, self._count = demo, space, model, count

    def hang(self, seconds=60):
        self._model.hang()
        self._demo.query(
            "with asked as (insert into gracy.assistant_question (team_space_id, member_id, question, language)"
            " select %s, (select min(id) from gracy.member where team_space_id = %s and status = 'active'), 'How many days?', 'en'"
            " from generate_series(1, %s) returning id)"
            " insert into gracy.job (kind, payload, available_at, lane, dedupe_key, max_attempts)"
            " select 'assistant.answer', json_build_object('team_space_id', %s, 'question_id', id), now(), 'assistant', %s || '/' || id, 5 from asked",
            self._space, self._space, self._count, self._space, self._space)
        self._demo.query("notify gracy_jobs")
        self._wait(lambda: self._running() == self._count and self._model.held == self._count, seconds, "calls to hang")

    def check(self):
        """That they still do."""
        if self._running() != self._count or self._model.held != self._count:
            raise Void(f"{self._running()} of {self._count} questions are being answered, and {self._model.held} calls hang")

    def end(self, seconds=60):
        self._model.answer()
        self._wait(lambda: self._open() == 0, seconds, "calls to end")

    def _running(self):
        return self._demo.query("select count(*) from gracy.job where kind = 'assistant.answer' and state = 'running'"
                                " and payload ->> 'team_space_id' = %s", str(self._space))[0][0]

    def _open(self):
        return self._demo.query("select count(*) from gracy.job where kind = 'assistant.answer' and state in ('queued', 'running')"
                                " and payload ->> 'team_space_id' = %s", str(self._space))[0][0]

    @staticmethod
    def _wait(condition, seconds, what):
        deadline = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > deadline:
                raise Void(f"waited {seconds} s in vain for {what}")
            time.sleep(0.05)


@contextmanager
def hanging(demo, binary, space, count=CALLS):
    """Calls, with a model and a worker for them; all is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="gracy-bench-") as name, Model() as model:
        try:
            with worker(demo, binary, Path(name), model.url):
                yield Calls(demo, space, model, count)
                model.answer()
        finally:
            demo.query("delete from gracy.job where kind = 'assistant.answer' and payload ->> 'team_space_id' = %s", str(space))
            demo.query("delete from gracy.assistant_question where team_space_id = %s", space)
            demo.query("delete from gracy.assistant_budget where team_space_id = %s", space)


def alternate(run, calls, pairs):
    """Runs with the calls hanging and without them, in turn: (with, without) of each pair."""
    def beside():
        calls.hang()
        try:
            measured = run()
            calls.check()
            return measured
        finally:
            calls.end()

    return interleave(beside, run, pairs)


def measure_hanging(demo, pairs, seconds, say):
    meter = Meter(demo.postmaster, CONNECTIONS, seconds)
    binary = demo.run / "app" / "current" / "bin" / "gracy-worker"
    entries = {}
    with tempfile.TemporaryDirectory(prefix="gracy-bench-") as name, events.events_leave(demo), \
            spaces.team_space(demo, 100) as (space, _), hanging(demo, binary, space) as calls:
        folder = Path(name)
        folder.chmod(0o711)
        secret = "a secret of the benchmark"
        secret_file = folder / "slack.secret"
        secret_file.write_text(secret + "\n")

        def stored(event_id):
            return demo.query("select count(*) from gracy.event_log where event_id = %s", event_id)[0][0]

        page = contenders.ours(demo, demo.values["GRACY_ADMIN_TOKEN"])
        event = events.ours(demo, "ours_events", "Gracy", secret, secret_file)
        for name, label, ours, check in (("list", "A page of members", page, lambda server: equality.get(server, page)),
                                         ("events", "Slack's events", event, lambda server: events.check(server, event, secret, stored))):
            with running(ours) as server:
                check(server)
                length = meter.warm_up(ours, server)
                say(f"  {label}: {pairs} pairs of {length} s, with {CALLS} calls hanging and without")
                found = alternate(lambda: meter.run(ours, server, length), calls, pairs)
            entries[f"ours_{name}_hanging"] = (f"{label}, {CALLS} calls hang", own([beside for beside, _ in found]))
            entries[f"{name}_alone"] = (f"{label}, none does", compare(found))
    return entries


SUITES = {"hanging": measure_hanging}
