"""Lies in the form of an answer: JSON-RPC's envelope, the bytes, HTTP, the connection."""

import gzip
import json
import re

from .lie import Reply, lie


# ---- the envelope ----


@lie("message")
def id_mismatch(chance, answers):
    """Answers carry the id of another request."""
    return [{**answer, "id": (answer["id"] if isinstance(answer["id"], int) else 0) + 1_000} for answer in answers]


@lie("message", "fault")
def batch_reordered(chance, answers):
    """The answers of a batch come in another order, which the specification allows."""
    return answers[::-1]


@lie("message", "fault")
def batch_short(chance, answers):
    """One answer of a batch is missing."""
    return answers[:-1] if len(answers) > 1 else answers


@lie("message", "fault")
def no_result(chance, answers):
    """Neither result nor error."""
    return [{"jsonrpc": "2.0", "id": answer["id"]} for answer in answers]


# ---- the bytes ----


@lie("body", "fault")
def truncated_json(chance, body):
    """The body ends in the middle, and its length says so."""
    return body[: chance.choice.randrange(1, max(2, len(body)))]


@lie("body", "fault")
def garbage(chance, body):
    """Random bytes."""
    return chance.choice.randbytes(200)


@lie("body", "fault")
def empty_body(chance, body):
    """Nothing, with status 200."""
    return b""


@lie("body", "fault")
def html(chance, body):
    """A web page with status 200, as captive portals and gateways send."""
    return Reply(200, b"<html><body>Checking your browser...</body></html>", {"Content-Type": "text/html"})


@lie("body")
def duplicate_keys(chance, body):
    """An object with two results: readers differ in which one they take."""
    return re.sub(rb'"result":', b'"result":"0x1","result":', body, count=1)


@lie("body", "fault")
def huge_numbers(chance, body):
    """Quantities that no 64-bit integer holds."""
    return re.sub(rb'"(number|blockNumber|logIndex|timestamp)":"0x[0-9a-f]+"', rb'"\1":"0x' + b"f" * 64 + b'"', body)


@lie("body", "fault", depth=100_000)
def deep_nesting(chance, body):
    """Lists in lists in lists."""
    return b'{"jsonrpc":"2.0","id":1,"result":' + b"[" * chance["depth"] + b"]" * chance["depth"] + b"}"


@lie("body", "fault", megabytes=256)
def gzip_bomb(chance, body):
    """A few hundred kilobytes that unpack to very many."""
    kept = chance.kept.get("bomb")
    if kept is None:
        kept = chance.kept["bomb"] = b"".join(_bomb(chance["megabytes"]))
    return Reply(200, kept, {"Content-Type": "application/json", "Content-Encoding": "gzip"})


def _bomb(megabytes):
    # Members of a gzip file may follow one another (RFC 1952, 2.2).
    yield gzip.compress(b'{"jsonrpc":"2.0","id":1,"result":"0x')
    yield gzip.compress(b"0" * 2**20) * megabytes


@lie("body", "fault", megabytes=32)
def endless_body(chance, body):
    """More bytes than any answer has."""
    return b'{"jsonrpc":"2.0","id":1,"result":"0x' + b"0" * (chance["megabytes"] << 20) + b'"}'


# ---- HTTP and the connection ----


@lie("http", "fault")
def rate_limited(chance):
    """429, without a word about when to come back."""
    return Reply(429, b'{"error":"too many requests"}')


@lie("http", "fault", seconds=1)
def rate_limited_retry_after(chance):
    """429 with Retry-After."""
    return Reply(429, b'{"error":"too many requests"}', {"Content-Type": "application/json", "Retry-After": str(chance["seconds"])})


@lie("http", "fault", status=503)
def server_error(chance):
    """A status of 500 and more, with a page."""
    return Reply(chance["status"], b"<html><body>upstream</body></html>", {"Content-Type": "text/html"})


@lie("http", "fault")
def unauthorized(chance):
    """401."""
    return Reply(401, json.dumps({"error": {"code": -32000, "message": "invalid API key"}}).encode())


@lie("http", "fault")
def redirect(chance):
    """302 to somebody else."""
    return Reply(302, b"", {"Location": "http://127.0.0.1:9/"})


@lie("http", "fault")
def hang(chance):
    """Takes the request and never answers."""
    return Reply(behaviour="hang")


@lie("http", "fault")
def close(chance):
    """Closes the connection instead of an answer."""
    return Reply(behaviour="close")


@lie("body", "fault")
def slow_loris(chance, body):
    """The true answer, a byte a second."""
    return Reply(200, body, behaviour="slow")


@lie("body", "fault")
def reset_mid_body(chance, body):
    """Half of the true answer, then a reset of the connection."""
    return Reply(200, body, behaviour="reset")


@lie("http", "fault", seconds=3.0)
def late(chance):
    """The true answer, late."""
    chance.active.provider.wait(chance["seconds"])
    return None


@lie("http", "fault")
def down(chance):
    """Nobody listens: connections are refused. Listening ends when the lie begins, whatever its rate."""
    return Reply(behaviour="close")
