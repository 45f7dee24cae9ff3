"""A server of a language model, OpenAI-compatible as far as a client can tell, which answers as a test says."""
import http.server
import json
import threading
import time
from collections.abc import Callable, Iterable


def completion(output: object, finish: str = "stop", **message: object) -> dict:
    text = output if isinstance(output, str) else json.dumps(output, ensure_ascii=False)
    return {"id": "c", "object": "chat.completion", "model": "scripted-1",
            "choices": [{"index": 0, "finish_reason": finish, "message": {"role": "assistant", "content": text} | message}],
            "usage": {"prompt_tokens": 100, "completion_tokens": 50}}


def sentences(*answer: tuple[str, list[int]], language: str = "ko", **more: object) -> dict:
    """`more`: what the schema has beside the answer, and servers that know no schemas leave out."""
    return completion({"answerable": bool(answer), "language": language, "answer": [{"text": text, "cite": cite} for text, cite in answer]} | more)


class Drip:
    """A stream of events that comes in pieces with a pause (seconds) before each, and then breaks off or ends."""

    def __init__(self, pieces: Iterable[bytes], pause: float, breaks: bool = False):
        self.pieces, self.pause, self.breaks = pieces, pause, breaks

    def send(self, handler: http.server.BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/event-stream")
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        for piece in self.pieces:
            time.sleep(self.pause)
            handler.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))
            handler.wfile.flush()
        if self.breaks:
            handler.close_connection = True
        else:
            handler.wfile.write(b"0\r\n\r\n")


def chunks(answer: dict, usage: bool = True) -> bytes:
    """A completion as a server streams it, a word at a time."""
    text = answer["choices"][0]["message"]["content"]
    words = [text[at:at + 12] for at in range(0, len(text), 12)]
    parts = [{"choices": [{"delta": {"content": word}}]} for word in words]
    parts.append({"model": answer["model"], "choices": [{"delta": {}, "finish_reason": answer["choices"][0]["finish_reason"]}]})
    parts += [{"choices": [], "usage": answer["usage"]}] if usage else []
    return b"".join(b"data: " + json.dumps(part, ensure_ascii=False).encode() + b"\n\n" for part in parts) + b"data: [DONE]\n\n"


class ModelServer:
    """`answer` is a function of the request that returns a completion, (status, headers, body), a Drip, or None to close
    the connection without a word. It may block: each request has a thread."""

    def __init__(self):
        self.requests: list[dict] = []
        self.answer: Callable[[dict], object] = lambda request: sentences()
        server = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                if self.path != "/v1/chat/completions":  # somebody who means another test's server, which had this port
                    self.send_error(404)
                    return
                server.requests.append(request)
                answer = server.answer(request)
                if answer is None:
                    self.close_connection = True
                    return
                if isinstance(answer, Drip):
                    try:
                        answer.send(self)
                    except ConnectionError:  # who asked has given up
                        self.close_connection = True
                    return
                status, headers, text = answer if isinstance(answer, tuple) else (200, {"Content-Type": "application/json"}, json.dumps(answer))
                body = text.encode()
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                try:
                    self.end_headers()
                    self.wfile.write(body)
                except ConnectionError:  # who asked has given up
                    self.close_connection = True

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/v1"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()
