"""A member links a wallet by signing a text with it: whoever has not the key, not the nonce or not the time, does not."""
import datetime
import re
import threading

import pytest

from support.ethereum import keccak256
from support.http_client import assert_problem, errors_of
from support.nginx import CHAIN_ID
from support.wallets import Wallet

CONTRACT = "0x5fbdb2315678afecb367f032d93f642f64180aa3"
MOST = 2**256 - 1


@pytest.fixture
def as_(client, database, people):
    for table in ("wallet", "wallet_challenge", "wallet_verification", "staking_position"):
        database.sql(f"delete from gracy.{table}")

    def call(who, method, path, body=None):
        return client.as_(who.token).request(method, "/staking/v1/" + path, json_body=body)

    return call


@pytest.fixture
def challenge(as_):
    def ask(who, wallet):
        response = as_(who, "POST", "wallets/challenges", {"address": wallet.address})
        assert response.status == 201, response.body
        return response.json()

    return ask


@pytest.fixture
def link(as_, challenge):
    def do(who, wallet):
        asked = challenge(who, wallet)
        return as_(who, "POST", "wallets", {"nonce": asked["nonce"], "signature": wallet.sign(asked["message"])})

    return do


def wallets_of(as_, who):
    return [wallet["address"] for wallet in as_(who, "GET", "wallets").json()["data"]]


def test_the_text_to_sign_says_who_asks_and_until_when(challenge, people):
    wallet = Wallet("a")
    asked = challenge(people.member, wallet)
    lines = asked["message"].split("\n")
    assert lines[0] == "gracy.example.com wants you to sign in with your Ethereum account:"
    assert lines[1].lower() == wallet.address and lines[2] == lines[4] == ""
    assert "Gracy account of " in lines[3] and "@" in lines[3] and " in the team space " in lines[3]
    assert lines[5:9] == ["URI: https://gracy.example.com/staking/v1/wallets", "Version: 1", f"Chain ID: {CHAIN_ID}", f"Nonce: {asked['nonce']}"]
    assert lines[10] == f"Expiration Time: {asked['expires_at']}"
    assert re.fullmatch("[0-9A-Za-z]{21}", asked["nonce"]) and challenge(people.member, wallet)["nonce"] != asked["nonce"]


@pytest.mark.parametrize("v_from", [27, 0])
def test_who_signs_links_the_wallet_whatever_v_counts_from(as_, challenge, people, database, v_from):
    wallet = Wallet("a")
    asked = challenge(people.member, wallet)
    linked = as_(people.member, "POST", "wallets", {"nonce": asked["nonce"], "signature": wallet.sign(asked["message"], v_from)})
    assert linked.status == 201 and linked.json()["address"] == wallet.address and linked.json()["shares_balances"] is False
    assert wallets_of(as_, people.member) == [wallet.address]
    # That it happened is written down, and not which wallet: what that holds is for everybody to see.
    [(action, target, line)] = database.sql("select action, target_id, audit_log::text from gracy.audit_log where actor_id = %s order by id desc limit 1",
                                            people.member.id)
    assert (action, target) == ("wallet.link", str(people.member.id)) and wallet.address[2:] not in line


def test_a_nonce_is_used_once(as_, challenge, people):
    wallet = Wallet("a")
    asked = challenge(people.member, wallet)
    body = {"nonce": asked["nonce"], "signature": wallet.sign(asked["message"])}
    assert as_(people.member, "POST", "wallets", body).status == 201
    assert as_(people.member, "DELETE", f"wallets/{wallet.address}").status == 204
    assert errors_of(assert_problem(as_(people.member, "POST", "wallets", body), 422)) == {"#/nonce": "unknown"}
    assert wallets_of(as_, people.member) == []


def test_of_two_who_send_the_same_at_once_one_links(as_, challenge, people):
    wallet = Wallet("a")
    asked = challenge(people.member, wallet)
    body, seen = {"nonce": asked["nonce"], "signature": wallet.sign(asked["message"])}, []
    threads = [threading.Thread(target=lambda: seen.append(as_(people.member, "POST", "wallets", body).status)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(seen) == [201, 422, 422, 422]


def test_a_nonce_that_has_expired_or_is_somebody_else_s_is_unknown(as_, challenge, people, database):
    wallet = Wallet("a")
    asked = challenge(people.member, wallet)
    body = {"nonce": asked["nonce"], "signature": wallet.sign(asked["message"])}
    assert errors_of(assert_problem(as_(people.colleague, "POST", "wallets", body), 422)) == {"#/nonce": "unknown"}
    database.sql("update gracy.wallet_challenge set expires_at = now()")
    assert errors_of(assert_problem(as_(people.member, "POST", "wallets", body), 422)) == {"#/nonce": "unknown"}
    assert wallets_of(as_, people.member) == []


def test_only_the_wallet_s_own_signature_of_that_text_counts_and_a_wrong_one_costs_nothing(as_, challenge, people):
    wallet, other = Wallet("a"), Wallet("b")
    asked, later = challenge(people.member, wallet), challenge(people.member, wallet)
    right = wallet.sign(asked["message"])
    for signature, code in ((other.sign(asked["message"]), "wrong_signer"), (wallet.sign(later["message"]), "wrong_signer"),
                            (wallet.sign(asked["message"].replace("gracy.example.com", "evil.example.com")), "wrong_signer"),
                            (wallet.sign(asked["message"], high=True), "malleable"), (right[:-2] + "1d", "not_a_signature"), (right[:-2], "not_a_signature"),
                            (right[2:], "not_a_signature"), ("0x" + "00" * 65, "wrong_signer"), ("0x" + "ab" * 96 + "c", "not_a_signature"),
                            ("0x" + "ab" * 4097, "bad_length"), ("0x" + "ab" * 96 + "6492" * 16, "undeployed_wallet")):
        refused = as_(people.member, "POST", "wallets", {"nonce": asked["nonce"], "signature": signature})
        assert errors_of(assert_problem(refused, 422)) == {"#/signature": code}
    assert as_(people.member, "POST", "wallets", {"nonce": asked["nonce"], "signature": right}).status == 201


def test_a_wallet_is_one_member_s(as_, link, people):
    wallet = Wallet("a")
    assert link(people.member, wallet).status == link(people.member, wallet).status == 201
    assert_problem(link(people.colleague, wallet), 409, "wallet-taken")
    # In another team space it is another matter.
    assert link(people.outsider, wallet).status == 201
    assert_problem(as_(people.colleague, "DELETE", f"wallets/{wallet.address}"), 404)
    assert as_(people.member, "DELETE", f"wallets/{wallet.address}").status == 204
    assert link(people.colleague, wallet).status == 201 and wallets_of(as_, people.outsider) == [wallet.address]


def test_there_are_bounds(as_, challenge, link, people, database):
    database.sql("insert into gracy.wallet (team_space_id, member_id, address) select %s, %s, decode(lpad(to_hex(n), 40, '0'), 'hex') from generate_series(1, 10) n",
                 people.member.team_space_id, people.member.id)
    assert_problem(link(people.member, Wallet("a")), 409, "too-many-wallets")
    first = challenge(people.member, Wallet("a"))
    for _ in range(19):
        challenge(people.member, Wallet("a"))
    assert_problem(as_(people.member, "POST", "wallets/challenges", {"address": Wallet("b").address}), 409, "too-many-challenges")
    # Of the same address, the one whose time is over first makes room.
    challenge(people.member, Wallet("a"))
    assert database.sql("select count(*)::int, count(*) filter (where nonce = %s)::int from gracy.wallet_challenge", first["nonce"]) == [(20, 0)]
    database.sql("update gracy.wallet_challenge set expires_at = now()")
    challenge(people.member, Wallet("a"))
    assert database.one("select count(*)::int from gracy.wallet_challenge") == 1


# Wallets that are contracts: what the chain says of them is the worker's to find out (test_worker_wallets.py).

SAFE = Wallet("of a contract")


@pytest.fixture
def send(as_, challenge):
    """Sends a contract's signature."""
    def do(who, signature="0x" + "ab" * 130, wallet=SAFE, **more):
        return as_(who, "POST", "wallets", {"nonce": challenge(who, wallet)["nonce"], "signature": signature} | more)

    return do


def test_a_contract_s_signature_waits_for_the_chain_and_is_listed_meanwhile(as_, send, people, database):
    answer = send(people.member)
    waiting = {"address": SAFE.address, "state": "verifying", "reason": None, "shares_balances": False, "linked_at": None}
    assert (answer.status, answer.json(), answer.header("Location")) == (202, waiting, "/staking/v1/wallets")
    assert as_(people.member, "GET", "wallets").json()["data"] == [waiting]
    assert as_(people.colleague, "GET", "wallets").json()["data"] == as_(people.outsider, "GET", "wallets").json()["data"] == []
    assert database.one("select octet_length(signature) from gracy.wallet_verification") == 130
    assert database.one("select count(*)::int from gracy.job where kind = 'staking.verify_wallets' and state = 'queued'") >= 1
    database.sql("update gracy.wallet_verification set state = 'refused', reason = 'not_signed'")
    assert as_(people.member, "GET", "wallets").json()["data"] == [waiting | {"state": "refused", "reason": "not_signed"}]


def test_the_hash_that_a_contract_is_asked_for_is_that_of_the_text(as_, challenge, people, database):
    asked = challenge(people.member, SAFE)
    assert as_(people.member, "POST", "wallets", {"nonce": asked["nonce"], "signature": "0x", "contract": True}).status == 202
    text = asked["message"].encode()
    expected = keccak256(b"\x19Ethereum Signed Message:\n" + str(len(text)).encode() + text)
    assert bytes(database.one("select message_hash from gracy.wallet_verification")) == expected


def test_a_contract_s_signature_may_be_as_long_as_a_key_s(send, challenge, as_, people):
    assert send(people.member, "0x" + "ab" * 65, contract=True).status == 202
    assert errors_of(assert_problem(send(people.member, "0x" + "ab" * 65, contract=False), 422)) == {"#/signature": "not_a_signature"}


def test_owners_of_a_contract_have_a_day_to_sign(as_, people):
    day, minutes = (as_(people.member, "POST", "wallets/challenges", {"address": SAFE.address} | more).json()["expires_at"]
                    for more in ({"contract": True}, {}))
    assert datetime.timedelta(hours=23) < datetime.datetime.fromisoformat(day[:-1]) - datetime.datetime.fromisoformat(minutes[:-1]) < datetime.timedelta(hours=24)


def test_what_waits_can_be_taken_back_and_asked_anew(as_, send, people, database):
    assert send(people.member).status == send(people.member, "0x" + "cd" * 99).status == 202
    assert database.one("select octet_length(signature) from gracy.wallet_verification") == 99
    assert_problem(as_(people.colleague, "DELETE", f"wallets/{SAFE.address}"), 404)
    assert_problem(as_(people.member, "PATCH", f"wallets/{SAFE.address}", {"shares_balances": True}), 404)
    assert as_(people.member, "DELETE", f"wallets/{SAFE.address}").status == 204
    assert as_(people.member, "GET", "wallets").json()["data"] == []


def test_contracts_are_linked_within_the_same_bounds(send, link, people, database):
    assert link(people.colleague, SAFE).status == 201
    linked = send(people.colleague)
    assert linked.status == 201 and linked.json()["state"] == "linked"
    database.sql("insert into gracy.wallet (team_space_id, member_id, address) select %s, %s, decode(lpad(to_hex(n), 40, '0'), 'hex') from generate_series(1, 10) n",
                 people.member.team_space_id, people.member.id)
    assert_problem(send(people.member, wallet=Wallet("another")), 409, "too-many-wallets")
    assert errors_of(assert_problem(send(people.member, contract="yes"), 422)) == {"#/contract": "wrong_type"}


def test_nobody_learns_by_asking_whose_a_wallet_is(as_, send, link, people):
    assert link(people.colleague, SAFE).status == 201
    of_a_colleague, of_nobody = send(people.member), send(people.member, wallet=Wallet("nobody's"))
    assert of_a_colleague.status == of_nobody.status == 202
    assert of_a_colleague.json() == of_nobody.json() | {"address": SAFE.address}
    assert {wallet["state"] for wallet in as_(people.member, "GET", "wallets").json()["data"]} == {"verifying"}


def test_refusals_leave_room_for_other_wallets(send, people, database):
    for n in range(10):
        assert send(people.member, wallet=Wallet(f"refused {n}")).status == 202
    assert_problem(send(people.member, wallet=Wallet("another")), 409, "too-many-wallets")
    database.sql("update gracy.wallet_verification set state = 'refused', reason = 'not_signed'")
    assert send(people.member, wallet=Wallet("another")).status == 202


def test_sending_again_has_nobody_asked_sooner_or_more_often(send, people, database):
    assert send(people.member).status == 202
    database.sql("update gracy.wallet_verification set available_at = now() + interval '10 seconds'")
    for _ in range(3):
        assert send(people.member).status == 202
    due = database.one("select available_at from gracy.wallet_verification")
    assert database.sql("select count(*)::int from gracy.job where kind = 'staking.verify_wallets' and available_at = %s", due) == [(1,)]


def hold(database, wallet, balance, contract=CONTRACT):
    database.sql("insert into gracy.staking_position (chain_id, contract, account, staked, withdrawn, claimed, events, last_block, last_event_at)"
                 " values (%s, %s, %s, %s::numeric, 0, 0, 1, 1, now())", CHAIN_ID, bytes.fromhex(contract[2:]), bytes.fromhex(wallet.address[2:]), str(balance))


def test_hr_sees_who_takes_part_and_balances_only_of_wallets_that_are_shared(as_, link, people, database):
    rich, empty, outside = Wallet("rich"), Wallet("empty"), Wallet("outside")
    for who, wallet in ((people.member, rich), (people.member, empty), (people.colleague, Wallet("idle")), (people.outsider, outside)):
        assert link(who, wallet).status == 201
    hold(database, rich, MOST)
    hold(database, outside, 5)

    def participants():
        page = as_(people.admin, "GET", "participants?include=total")
        for wallet in (rich, empty, outside):
            assert wallet.address[2:].encode() not in page.body.lower()
        assert page.json()["page"]["total"] == 2
        return {each["member_id"]: (each["staking"], each["shared_balance"]) for each in page.json()["data"]}

    own, colleague = str(people.member.id), str(people.colleague.id)
    assert participants() == {own: (True, None), colleague: (False, None)}
    assert as_(people.member, "PATCH", f"wallets/{empty.address}", {"shares_balances": True}).json()["shares_balances"] is True
    assert participants()[own] == (True, "0")
    as_(people.member, "PATCH", f"wallets/{rich.address}", {"shares_balances": True})
    assert participants()[own] == (True, str(MOST))
    for wallet in (rich, empty):
        as_(people.member, "PATCH", f"wallets/{wallet.address}", {"shares_balances": False})
    assert participants()[own] == (True, None)
    assert [each["member_id"] for each in as_(people.admin, "GET", "participants?limit=1&offset=1").json()["data"]] == sorted([own, colleague], key=int)[1:]
    assert_problem(as_(people.member, "GET", "participants"), 403, "forbidden")


def test_what_contracts_of_two_tokens_hold_is_told_of_each_alone(as_, link, people, database):
    other, wallet = "0x" + "22" * 20, Wallet("of two tokens")
    assert link(people.member, wallet).status == 201
    hold(database, wallet, 7)
    hold(database, wallet, 10**20, other)
    as_(people.member, "PATCH", f"wallets/{wallet.address}", {"shares_balances": True})

    def shared(query):
        [one] = as_(people.admin, "GET", "participants" + query).json()["data"]
        return one["staking"], one["shared_balance"]

    assert shared("") == (True, str(10**20 + 7))
    assert shared(f"?contract={CONTRACT}") == (True, "7")
    assert shared(f"?contract={other}") == (True, str(10**20))
    assert shared("?contract=0x" + "33" * 20) == (False, "0")
    assert_problem(as_(people.admin, "GET", "participants?contract=0x12"), 400)


def test_where_the_operator_names_no_domain_wallets_cannot_be_linked(start_nginx, people):
    client = start_nginx(staking_domain="").client.as_(people.member.token)
    refused = client.request("POST", "/staking/v1/wallets/challenges", json_body={"address": Wallet("a").address})
    assert_problem(refused, 409, "wallets-not-configured")
    assert client.get("/staking/v1/wallets").status == 200


def test_bad_requests_are_refused_by_name(as_, people, client, database):
    wallet = Wallet("a").address
    for body, errors in (({"address": "0x12"}, {"#/address": "not_an_address"}), ({}, {"#/address": "required"}),
                         ({"address": wallet, "domain": "evil.example.com"}, {"#/domain": "unknown_field"}),
                         # Each letter of EIP-55's example in the other case.
                         ({"address": "0xFb6916095CA1DF60Bb79cE92Ce3eA74C37C5D359"}, {"#/address": "wrong_checksum"})):
        problem = assert_problem(as_(people.member, "POST", "wallets/challenges", body), 422)
        assert errors_of(problem) == errors
    assert errors_of(assert_problem(as_(people.member, "POST", "wallets", {"nonce": 5}), 422)) == {"#/nonce": "wrong_type", "#/signature": "required"}
    assert_problem(as_(people.member, "PATCH", f"wallets/{wallet}", {"shares_balances": True}), 404)
    assert errors_of(assert_problem(as_(people.member, "PATCH", f"wallets/{wallet}", {"shares_balances": "yes"}), 422)) == {"#/shares_balances": "wrong_type"}
    assert_problem(as_(people.member, "DELETE", "wallets/0x12"), 400)
    reader = database.add_token(people.member.team_space_id, people.member.id, scopes=("staking:read",))
    assert_problem(client.as_(reader).request("GET", "/staking/v1/wallets"), 403, "forbidden")
