"""The staking surface over HTTP: a provider's deliveries are stored once, an account's history is read in pages."""
import contextlib
import hashlib
import hmac
import json
import select
import urllib.parse

import psycopg2
import pytest

from slack_client import unique
from support.build import patience
from support.http_client import assert_problem, errors_of
from support.load import together
from support.nginx import CHAIN_ID

WEBHOOK = "/staking/webhooks/alchemy"
CONTRACT = bytes.fromhex("5fbdb2315678afecb367f032d93f642f64180aa3")
# Two of EIP-55's own examples.
ACCOUNT = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"
OTHER = "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359"


class Provider:
    """Alchemy's side."""

    def __init__(self, client, key):
        self.client = client
        self.key = key

    def sign(self, body: bytes) -> str:
        return hmac.new(self.key.encode(), body, hashlib.sha256).hexdigest()

    def deliver(self, body: bytes, signature: str | None = None, more: list[tuple[str, str]] | None = None):
        return self.client.post(WEBHOOK, body=body, headers=[("X-Alchemy-Signature", signature or self.sign(body)), *(more or [])])


@pytest.fixture(scope="module")
def provider(client, secrets):
    return Provider(client, secrets.alchemy_signing_key)


@pytest.fixture
def stored(database):
    """(provider, chain_id, sequence, body, state) of a delivery."""
    def rows(delivery_id: str) -> list[tuple]:
        return [(*columns, bytes(body), state) for *columns, body, state in database.sql(
            "select provider, chain_id, sequence::text, body, state from gracy.staking_delivery where delivery_id = %s", delivery_id)]
    return rows


def delivery(delivery_id: str, **event) -> bytes:
    return json.dumps({
        "webhookId": "wh_a55wfsvq5h8n8u3z", "id": delivery_id, "createdAt": "2026-11-20T07:51:07.945953790Z", "type": "GRAPHQL",
        "event": {"data": {"block": {"hash": "0x" + "87" * 32, "number": 23850001, "timestamp": 1795161667, "logs": []}},
                  "sequenceNumber": "10000000000578619000"} | event}).encode()


# Deliveries.

def test_delivery_is_stored_before_it_is_acknowledged(provider, stored):
    delivery_id = unique("whevt_")
    body = delivery(delivery_id)
    response = provider.deliver(body)
    assert (response.status, response.body) == (200, b""), response
    assert stored(delivery_id) == [("alchemy", CHAIN_ID, "10000000000578619000", body, "new")]


def test_delivery_that_comes_again_is_stored_once(provider, stored):
    delivery_id = unique("whevt_")
    body = delivery(delivery_id)
    statuses = together(*[lambda: provider.deliver(body).status] * 8)
    assert statuses == [200] * 8
    assert provider.deliver(delivery(delivery_id, sequenceNumber="1")).status == 200
    assert [row[3] for row in stored(delivery_id)] == [body]


def test_delivery_that_was_not_signed_with_our_key_is_refused(provider, client, stored):
    delivery_id = unique("whevt_")
    body = delivery(delivery_id)
    valid = provider.sign(body)
    wrong = hmac.new(b"another key", body, hashlib.sha256).hexdigest()
    for signature in (wrong, valid.upper(), valid[:-1], valid + "0", "sha256=" + valid, provider.sign(body + b" ")):
        response = provider.deliver(body, signature)
        assert (response.status, response.body) == (401, b""), signature
    assert client.post(WEBHOOK, body=body).status == 401
    assert provider.deliver(body, more=[("X-Alchemy-Signature", valid)]).status == 401
    assert stored(delivery_id) == []


def test_each_of_several_keys_is_accepted_while_they_are_exchanged(start_nginx, secrets, stored):
    new_key = secrets.folder / "alchemy_next"
    new_key.write_text("whsec_the_next_signing_key\n")
    new_key.chmod(0o600)
    nginx = start_nginx(http=f"gracy_alchemy_signing_key_file {new_key};")
    for key in (secrets.alchemy_signing_key, "whsec_the_next_signing_key"):
        delivery_id = unique("whevt_")
        assert Provider(nginx.client, key).deliver(delivery(delivery_id)).status == 200
        assert len(stored(delivery_id)) == 1


def test_a_webhook_of_another_chain_says_so_in_its_address(client, provider, stored):
    delivery_id = unique("whevt_")
    body = delivery(delivery_id)

    def deliver(query: str, signature: str) -> int:
        return client.post(WEBHOOK + query, body=body, headers=[("X-Alchemy-Signature", signature)]).status

    assert deliver("?chain_id=base", provider.sign(body)) == 400 and stored(delivery_id) == []
    assert deliver("?chain_id=base", provider.sign(b"another body")) == 401
    assert deliver("?chain_id=8453", provider.sign(body)) == 200
    assert [(chain, kept) for _, chain, _, kept, _ in stored(delivery_id)] == [(8453, body)]


def test_junk_that_is_well_signed_is_stored_as_it_is(provider, stored):
    for body in (b"", b"x", b"\x00\xff", b"{}", b"[]", b'{"id":7}', b'{"id":"with space"}', b'{"id":"caf\xe9"}', b"[" * 10_000):
        assert provider.deliver(body).status == 200, body[:20]
        [(name, chain, sequence, kept, state)] = stored("sha256-" + hashlib.sha256(body).hexdigest())
        assert (name, chain, sequence, kept, state) == ("alchemy", CHAIN_ID, None, body, "new")


def test_providers_own_error_and_other_shapes_are_stored(provider, stored):
    for event in ({"error": "Monthly capacity limit exceeded."}, {"truncated": True, "truncatedFields": ["logs"]}, {"data": None}):
        delivery_id = unique("whevt_")
        assert provider.deliver(delivery(delivery_id, **event)).status == 200
        assert len(stored(delivery_id)) == 1


def test_sequence_that_is_no_number_does_not_lose_the_delivery(provider, stored):
    for sequence, kept in (("9" * 41, None), ("-1", None), ("x", None), (None, None), (7, "7"), ("9" * 40, "9" * 40)):
        delivery_id = unique("whevt_")
        assert provider.deliver(delivery(delivery_id, sequenceNumber=sequence)).status == 200
        assert stored(delivery_id)[0][2] == kept


def test_delivery_of_ten_megabytes_is_stored_and_a_larger_one_is_refused(provider, client, stored):
    delivery_id = unique("whevt_")
    body = delivery(delivery_id, padding="x" * (10 * 1024 * 1024))
    assert provider.deliver(body).status == 200
    assert stored(delivery_id)[0][3] == body
    # The signature of a large body is checked as well.
    assert provider.deliver(delivery(unique("whevt_"), padding="x" * 200_000), "0" * 64).status == 401
    assert provider.deliver(b"x" * (12 * 1024 * 1024 + 1)).status == 413


def test_delivery_in_chunks_is_read_whole(provider, client, stored):
    delivery_id = unique("whevt_")
    body = delivery(delivery_id)
    with client.connect() as connection:
        connection.send_request("POST", WEBHOOK, [("X-Alchemy-Signature", provider.sign(body)), ("Content-Type", "application/json"),
                                                  ("Transfer-Encoding", "chunked"), ("Connection", "close")])
        for at in range(0, len(body), 100):
            piece = body[at:at + 100]
            connection.send(f"{len(piece):x}\r\n".encode() + piece + b"\r\n")
        connection.send(b"0\r\n\r\n")
        assert connection.read_response("POST").status == 200
    assert stored(delivery_id)[0][3] == body


def test_worker_is_woken_when_a_delivery_arrives(provider, database):
    with contextlib.closing(psycopg2.connect(database.conninfo("postgres"))) as session:
        session.autocommit = True
        session.cursor().execute("listen gracy_jobs")
        assert provider.deliver(delivery(unique("whevt_"))).status == 200
        readable, _, _ = select.select([session], [], [], patience(5))
        assert readable, "nobody was woken"
        session.poll()
        assert session.notifies[0].channel == "gracy_jobs"


def test_get_of_the_webhook_is_told_to_post(client):
    response = client.get(WEBHOOK)
    assert response.status == 405 and response.header("Allow") == "POST"


# History.

@pytest.fixture(scope="module")
def history(database):
    """Seven events of an account, newest first, as they should be shown."""
    account = bytes.fromhex(ACCOUNT[2:])
    shown = []
    for n in range(7):
        kind = ("stake", "claim", "withdraw")[n % 3]
        event = {
            "contract": "0x" + CONTRACT.hex(), "kind": kind, "amount": str(10**30 + n), "state": "final" if n < 4 else "pending", "proven": False, "source": "poll" if n % 2 else "webhook",
            # Two in one block, so that the place in the block counts.
            "block_number": 100 + n // 2, "block_hash": f"0x{100 + n // 2:064x}", "block_time": f"2026-11-20T07:5{n // 2}:00.000000Z",
            "transaction_hash": f"0x{n + 1:064x}", "log_index": n,
        }
        database.sql(
            "insert into gracy.staking_event (chain_id, contract, tx_hash, log_index, block_number, block_hash, block_time, kind, account,"
            " amount, state, source) values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s::numeric, %s, %s)",
            CHAIN_ID, CONTRACT, bytes.fromhex(event["transaction_hash"][2:]), n, event["block_number"], bytes.fromhex(event["block_hash"][2:]),
            event["block_time"], kind, account, event["amount"], event["state"], event["source"])
        shown.append(event)
    for chain, state, tx in ((CHAIN_ID, "orphaned", b"\xaa" * 32), (CHAIN_ID + 1, "final", b"\xbb" * 32)):
        database.sql(
            "insert into gracy.staking_event (chain_id, contract, tx_hash, log_index, block_number, block_hash, block_time, kind, account,"
            " amount, state, source) values (%s, %s, %s, 50, 101, %s, now(), 'stake', %s, 1, %s, 'poll')",
            chain, CONTRACT, tx, tx, account, state)
    return shown[::-1]


@pytest.fixture
def reader(client, people):
    return client.as_(people.member.token)


def path_of(account: str) -> str:
    return f"/staking/v1/accounts/{account}/history"


def test_history_is_shown_newest_first(reader, history):
    for account in (ACCOUNT, ACCOUNT.lower(), "0x" + ACCOUNT[2:].upper()):
        page = reader.get(path_of(account)).json()
        assert page["data"] == history
        assert page["page"] == {"limit": 50, "next_cursor": None}


def test_history_comes_in_pages(reader, history):
    seen, target = [], path_of(ACCOUNT) + "?limit=3&include=total"
    while target:
        response = reader.get(target)
        page = response.json()
        assert page["page"]["total"] == 7
        seen += page["data"]
        link = response.header("Link")
        target = link[1:link.index(">")] if link else None
        assert (page["page"]["next_cursor"] is None) == (target is None)
    assert seen == history
    by_offset = reader.get(path_of(ACCOUNT) + "?limit=3&offset=3")
    assert by_offset.json()["data"] == history[3:6]
    assert urllib.parse.parse_qs(urllib.parse.urlsplit(by_offset.header("Link")[1:].split(">")[0]).query)["offset"] == ["6"]


def test_two_blocks_of_one_height_come_in_pages_without_a_gap(reader, database):
    """While both are pending, two of their events may have the same place."""
    account = "0x" + "5b" * 20
    for tx, fork in ((1, 1), (2, 2), (3, 1)):
        database.sql(
            "insert into gracy.staking_event (chain_id, contract, tx_hash, log_index, block_number, block_hash, block_time, kind, account,"
            " amount, state, source) values (%s, %s, %s, %s, 700, %s, now(), 'stake', %s, 1, 'pending', 'webhook')",
            CHAIN_ID, CONTRACT, bytes([tx]) * 32, 4 if tx < 3 else 9, bytes([fork]) * 32, bytes.fromhex(account[2:]))
    seen, target = [], path_of(account) + "?limit=1"
    while target:
        response = reader.get(target)
        seen += [event["transaction_hash"][-1] for event in response.json()["data"]]
        link = response.header("Link")
        target = link[1:link.index(">")] if link else None
    assert seen == ["3", "2", "1"]


def test_another_chain_has_its_own_history(reader, history):
    [event] = reader.get(path_of(ACCOUNT) + f"?chain_id={CHAIN_ID + 1}").json()["data"]
    assert event["transaction_hash"] == "0x" + "bb" * 32
    cursor = reader.get(path_of(ACCOUNT) + "?limit=1").json()["page"]["next_cursor"]
    assert_problem(reader.get(path_of(ACCOUNT) + f"?chain_id={CHAIN_ID + 1}&cursor={cursor}"), 400, "cursor-mismatch")


def test_cursor_of_another_account_is_refused(reader, history):
    cursor = reader.get(path_of(ACCOUNT) + "?limit=1").json()["page"]["next_cursor"]
    assert_problem(reader.get(path_of(OTHER) + f"?cursor={cursor}"), 400, "cursor-mismatch")
    assert reader.get(path_of(ACCOUNT) + "?cursor=" + cursor[:-1] + "*").status == 400


def test_account_without_a_history_has_an_empty_one(reader):
    assert reader.get(path_of(OTHER)).json() == {"data": [], "page": {"limit": 50, "next_cursor": None}}


def test_address_with_a_wrong_checksum_is_refused(reader):
    mistyped = ACCOUNT.replace("5aAe", "5aae")
    for account, code in ((mistyped, "wrong_checksum"), (ACCOUNT[:-1], "not_an_address"),
                          (ACCOUNT[2:], "not_an_address"), ("0x" + "g" * 40, "not_an_address"), ("%EA%B0%80", "not_an_address")):
        problem = assert_problem(reader.get(path_of(account)), 400)
        assert errors_of(problem) == {"address": code}, account


def test_history_refuses_what_it_does_not_know(reader):
    for query in ("limit=0", "limit=201", "limit=x", "limit=1&limit=2", "order=asc", "include=everything", "cursor=x", "cursor=x&offset=1"):
        assert_problem(reader.get(path_of(ACCOUNT) + "?" + query), 400)
    assert_problem(reader.get(path_of(ACCOUNT) + "?offset=100001"), 400, "offset-too-large")


def test_history_needs_its_scope(client, people, database):
    assert_problem(client.get(path_of(ACCOUNT)), 401, "unauthenticated")
    other = database.add_token(people.member.team_space_id, people.member.id, scopes=("people:read",))
    assert_problem(client.as_(other).get(path_of(ACCOUNT)), 403, "forbidden")
    own = database.add_token(people.member.team_space_id, people.member.id, scopes=("staking:read",))
    assert client.as_(own).get(path_of(ACCOUNT)).status == 200
