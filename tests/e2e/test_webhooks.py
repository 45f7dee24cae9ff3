"""Webhooks of QuickNode and Moralis over HTTP: each provider's own signature over the raw body, stored once before the answer."""
import gzip
import hashlib
import hmac
import json
import time

import pytest

from slack_client import unique
from support.ethereum import keccak256
from support.load import together
from support.nginx import CHAIN_ID

HASH = "0x" + "87" * 32
LIMIT = 12 * 1024 * 1024


class Quicknode:
    """A stream with a security token."""
    name, path = "quicknode", "/staking/webhooks/quicknode"

    def __init__(self, client, key):
        self.client, self.key = client, key

    def headers(self, body: bytes, nonce: str = "", timestamp: str = "") -> dict[str, str]:
        nonce, timestamp = nonce or unique("nonce-"), timestamp or str(int(time.time()))
        signature = hmac.new(self.key.encode(), nonce.encode() + timestamp.encode() + body, hashlib.sha256).hexdigest()
        return {"X-QN-Nonce": nonce, "X-QN-Timestamp": timestamp, "X-QN-Signature": signature}

    def deliver(self, body: bytes, more: dict[str, str] | None = None, **signed):
        return self.send(body, self.headers(body, **signed) | (more or {}))

    def send(self, body: bytes, headers: dict[str, str]):
        return self.client.post(self.path, body=body, headers=list(headers.items()))

    @staticmethod
    def body(mark: str) -> bytes:
        return json.dumps({"data": [[]], "metadata": {"stream_id": mark, "batch_start_range": 7, "blocks_reorged": None}}).encode()


class Moralis:
    """A stream, signed with the account's secret."""
    name, path = "moralis", "/staking/webhooks/moralis"

    def __init__(self, client, key):
        self.client, self.key = client, key

    def headers(self, body: bytes) -> dict[str, str]:
        return {"x-signature": "0x" + keccak256(body + self.key.encode()).hex()}

    def deliver(self, body: bytes, more: dict[str, str] | None = None):
        return self.send(body, self.headers(body) | (more or {}))

    def send(self, body: bytes, headers: dict[str, str]):
        return self.client.post(self.path, body=body, headers=list(headers.items()))

    @staticmethod
    def body(mark: str, **changes) -> bytes:
        return json.dumps({"confirmed": False, "chainId": hex(CHAIN_ID), "streamId": mark, "tag": "", "retries": 0,
                           "block": {"number": "23850001", "hash": HASH, "timestamp": "1795161667"}, "logs": [], "txs": []} | changes,
                          separators=(",", ":")).encode()


@pytest.fixture(scope="module")
def quicknode(client, secrets):
    return Quicknode(client, secrets.quicknode_security_token)


@pytest.fixture(scope="module")
def moralis(client, secrets):
    return Moralis(client, secrets.moralis_secret)


@pytest.fixture(params=("quicknode", "moralis"))
def provider(request):
    return request.getfixturevalue(request.param)


@pytest.fixture
def stored(database):
    """(delivery_id, body, state) of what a provider has delivered with this in its body."""
    def rows(provider, mark: str) -> list[tuple]:
        return [(name, bytes(body), state) for name, body, state in database.sql(
            "select delivery_id, body, state from gracy.staking_delivery where provider = %s and chain_id = %s and position(%s in body) > 0",
            provider.name, CHAIN_ID, mark.encode())]
    return rows


def test_delivery_is_stored_before_it_is_acknowledged(provider, stored):
    mark = unique("stream-")
    body = provider.body(mark)
    response = provider.deliver(body)
    assert (response.status, response.body) == (200, b"")
    [(_, kept, state)] = stored(provider, mark)
    assert (kept, state) == (body, "new")


def test_signature_of_another_key_body_or_spelling_is_refused(provider, client, stored):
    mark = unique("stream-")
    body = provider.body(mark)
    name = list(provider.headers(body))[-1]
    valid = provider.headers(body)
    for signature in (type(provider)(client, "another key").headers(body)[name], valid[name][:-1], valid[name] + "0", valid[name].upper(), "", "0x"):
        assert provider.send(body, valid | {name: signature}).status == 401, signature
    assert provider.send(body + b" ", valid).status == 401
    assert client.post(provider.path, body=body).status == 401
    assert client.post(provider.path, body=body, headers=[*valid.items(), (name, valid[name])]).status == 401
    assert stored(provider, mark) == []


def test_each_of_two_keys_is_accepted_while_they_are_exchanged(start_nginx, secrets, stored):
    files = {}
    for provider in (Quicknode, Moralis):
        files[provider] = secrets.folder / f"{provider.name}_next"
        files[provider].write_text(f"the next key of {provider.name}\n")
        files[provider].chmod(0o600)
    nginx = start_nginx(http=f"gracy_quicknode_security_token_file {files[Quicknode]}; gracy_moralis_secret_file {files[Moralis]};")
    for provider, old in ((Quicknode, secrets.quicknode_security_token), (Moralis, secrets.moralis_secret)):
        for key in (old, f"the next key of {provider.name}"):
            mark = unique("stream-")
            assert provider(nginx.client, key).deliver(provider.body(mark)).status == 200
            assert len(stored(provider, mark)) == 1


def test_keys_of_one_provider_sign_nothing_for_another(client, secrets, stored):
    for provider, key in ((Quicknode, secrets.moralis_secret), (Moralis, secrets.quicknode_security_token), (Quicknode, secrets.alchemy_signing_key)):
        mark = unique("stream-")
        assert provider(client, key).deliver(provider.body(mark)).status == 401
        assert stored(provider, mark) == []


def test_junk_that_is_well_signed_is_stored_as_it_is(provider, database):
    for body in (b"", b"x", b"\x00\xff", b"[" * 10_000, b'{"data": "caf\xe9"}', unique("junk ").encode()):
        assert provider.deliver(body).status == 200, body[:20]
        name = "sha256-" + hashlib.sha256(body).hexdigest()
        assert database.sql("select state from gracy.staking_delivery where provider = %s and delivery_id = %s", provider.name, name) == [("new",)]


def test_large_delivery_is_stored_and_a_larger_one_refused(provider, stored):
    mark = unique("stream-")
    body = provider.body(mark)[:-1] + b', "padding": "' + b"x" * 1_000_000 + b'"}'
    assert provider.deliver(body).status == 200
    assert stored(provider, mark)[0][1] == body
    assert provider.send(body, {name: "0" * 64 for name in provider.headers(b"")}).status == 401
    assert provider.deliver(b"x" * (LIMIT + 1)).status == 413


def test_quicknode_s_events_are_stored_once_however_often_they_come(quicknode, stored):
    mark = unique("stream-")
    body = json.dumps({"data": [{"address": "0x", "topics": [], "logIndex": "0x1", "transactionHash": mark}]}).encode()
    assert together(*[lambda: quicknode.deliver(body).status] * 8) == [200] * 8
    assert len(stored(quicknode, mark)) == 1


def test_quicknode_s_empty_delivery_is_a_sign_of_life_each_time(quicknode, stored):
    mark = unique("stream-")
    body = quicknode.body(mark)
    for _ in range(2):
        assert quicknode.deliver(body).status == 200
    again = quicknode.headers(body)
    assert [quicknode.send(body, again).status for _ in range(2)] == [200, 200]
    assert len(stored(quicknode, mark)) == 3


def test_quicknode_s_signature_is_good_for_an_hour(quicknode, stored):
    now = int(time.time())
    for timestamp, status in ((now - 3000, 200), (now - 4000, 401), (now + 200, 200), (now + 1000, 401), (now * 1000, 200), ((now - 4000) * 1000, 401),
                              ("-1", 401), ("now", 401), ("9" * 30, 401), (f"{now}.5", 401)):
        mark = unique("stream-")
        assert quicknode.deliver(quicknode.body(mark), timestamp=str(timestamp)).status == status, timestamp
        assert len(stored(quicknode, mark)) == (status == 200)


def test_quicknode_s_nonce_and_time_are_signed_too(quicknode, stored):
    mark = unique("stream-")
    body = quicknode.body(mark)
    valid = quicknode.headers(body)
    for name, value in (("X-QN-Nonce", "another"), ("X-QN-Timestamp", str(int(time.time()) - 1))):
        assert quicknode.send(body, valid | {name: value}).status == 401
        assert quicknode.send(body, {each: text for each, text in valid.items() if each != name}).status == 401
    assert stored(quicknode, mark) == []


def test_quicknode_s_compressed_delivery_is_signed_and_stored_inflated(quicknode, stored):
    mark = unique("stream-")
    body = quicknode.body(mark)
    headers = quicknode.headers(body) | {"Content-Encoding": "gzip"}
    assert quicknode.send(gzip.compress(body), headers).status == 200
    assert [kept for _, kept, _ in stored(quicknode, mark)] == [body]
    for encoding, sent in (("GZip", gzip.compress), ("x-gzip", gzip.compress), ("Identity", bytes)):
        mark = unique("stream-")
        body = quicknode.body(mark)
        assert quicknode.send(sent(body), quicknode.headers(body) | {"Content-Encoding": encoding}).status == 200, encoding
        assert [kept for _, kept, _ in stored(quicknode, mark)] == [body]
    other = unique("stream-")
    body = quicknode.body(other)
    compressed = gzip.compress(body)
    for sent, headers in ((compressed[:-5], quicknode.headers(body)), (body, quicknode.headers(body)), (compressed + b"x", quicknode.headers(body)),
                          (compressed, quicknode.headers(compressed))):
        assert quicknode.send(sent, headers | {"Content-Encoding": "gzip"}).status == 401
    assert quicknode.send(body, quicknode.headers(body) | {"Content-Encoding": "br"}).status == 415
    assert stored(quicknode, other) == []


def test_compressed_delivery_that_would_fill_the_memory_is_refused(quicknode):
    """By the limit of any body, and by how much more it holds than was sent: nobody knows yet who has signed it."""
    for size in (LIMIT + 1, 1_000_000):
        bomb = b"0" * size
        assert quicknode.send(gzip.compress(bomb), quicknode.headers(bomb) | {"Content-Encoding": "gzip"}).status == 401, size
    large = b"".join(hashlib.sha256(str(n).encode()).hexdigest().encode() for n in range(20_000))
    assert quicknode.send(gzip.compress(large), quicknode.headers(large) | {"Content-Encoding": "gzip"}).status == 200


def test_moralis_delivers_the_same_again_with_another_count_of_retries(moralis, stored):
    mark = unique("stream-")
    for retries in (0, 1, 2):
        assert moralis.deliver(moralis.body(mark, retries=retries)).status == 200
    assert len(stored(moralis, mark)) == 1
    assert moralis.deliver(moralis.body(mark, confirmed=True)).status == 200
    assert len(stored(moralis, mark)) == 2


def test_set_up_of_a_stream_gets_its_answer(quicknode, moralis):
    assert quicknode.deliver(b'{"message":"PING"}').status == 200
    assert moralis.deliver(b'{"abi":{},"block":{"hash":"","number":"","timestamp":""},"txs":[],"txsInternal":[],"logs":[],"chainId":"","tag":"",'
                           b'"streamId":"","confirmed":true,"retries":0,"erc20Approvals":[],"erc20Transfers":[],"nftApprovals":[],"nftTransfers":[]}').status == 200


def test_get_of_a_webhook_is_told_to_post(client, provider):
    response = client.get(provider.path)
    assert response.status == 405 and response.header("Allow") == "POST"
