"""What accounts hold and what happened each day, over HTTP: by final events, exact to the last digit."""
import urllib.parse

import pytest

from support.http_client import assert_problem, errors_of
from support.nginx import CHAIN_ID

CONTRACT = "0x5fbdb2315678afecb367f032d93f642f64180aa3"
OTHER_CONTRACT = "0xe7f1725e7734ce288f8367e1bb143e90bb3f0512"
ALICE, BOB, CAROL, DAVE = (f"0x{letter * 40}" for letter in "abcd")
MOST = 2**256 - 1


def record(database, account, kind, amount, day="2026-11-20", state="final", contract=CONTRACT, chain=CHAIN_ID):
    record.count += 1
    database.sql(
        "insert into gracy.staking_event (chain_id, contract, tx_hash, log_index, block_number, block_hash, block_time, kind, account, amount, state, source)"
        " values (%s, %s, %s, 0, %s, %s, %s, %s, %s, %s::numeric, %s, 'poll')",
        chain, bytes.fromhex(contract[2:]), record.count.to_bytes(32, "big"), record.count, b"\x01" * 32, f"{day}T12:00:00Z", kind,
        bytes.fromhex(account[2:]), str(amount), state)


record.count = 0


@pytest.fixture(scope="module")
def events(database):
    for table in ("event", "position", "day", "cursor"):
        database.sql(f"delete from gracy.staking_{table}")
    record(database, ALICE, "stake", MOST, "2026-11-18")
    record(database, ALICE, "stake", MOST, "2026-11-20")
    record(database, ALICE, "claim", 7, "2026-11-20")
    record(database, BOB, "stake", 100, "2026-11-19")
    record(database, BOB, "withdraw", 40, "2026-11-20")
    record(database, CAROL, "stake", 60, "2026-11-20")
    record(database, DAVE, "stake", 5, "2026-11-19")
    record(database, DAVE, "withdraw", 5, "2026-11-20")
    # Neither what may still be dropped, nor another contract's, nor another chain's.
    record(database, BOB, "stake", 1_000, state="pending")
    record(database, BOB, "stake", 2_000, state="orphaned")
    record(database, BOB, "stake", 3, contract=OTHER_CONTRACT)
    record(database, BOB, "stake", 4_000, chain=CHAIN_ID + 1)


@pytest.fixture
def get(client, people, events):
    return lambda path: client.as_(people.member.token).get("/staking/v1" + path)


def test_stakers_come_with_the_largest_balance_first(get):
    page = get(f"/contracts/{CONTRACT}/stakers?include=total").json()
    assert [(staker["account"], staker["balance"]) for staker in page["data"]] == [(ALICE, str(2 * MOST)), (CAROL, "60"), (BOB, "60")]
    assert page["data"][0]["claimed"] == "7" and page["data"][0]["events"] == 3
    assert page["page"] == {"limit": 50, "next_cursor": None, "total": 3}


def test_stakers_come_in_pages_of_both_styles(get):
    whole = get(f"/contracts/{CONTRACT}/stakers").json()["data"]
    seen, target = [], f"/contracts/{CONTRACT}/stakers?limit=1"
    while target:
        response = get(target)
        seen += response.json()["data"]
        link = response.header("Link")
        target = link[1:link.index(">")].removeprefix("/staking/v1") if link else None
    assert seen == whole
    by_offset = get(f"/contracts/{CONTRACT}/stakers?limit=1&offset=1")
    assert by_offset.json()["data"] == whole[1:2]
    assert urllib.parse.parse_qs(urllib.parse.urlsplit(by_offset.header("Link")[1:].split(">")[0]).query)["offset"] == ["2"]
    cursor = get(f"/contracts/{CONTRACT}/stakers?limit=1").json()["page"]["next_cursor"]
    assert_problem(get(f"/contracts/{OTHER_CONTRACT}/stakers?cursor={cursor}"), 400, "cursor-mismatch")


def test_totals_are_exact(get):
    assert get(f"/contracts/{CONTRACT}/totals").json() == {
        "chain_id": CHAIN_ID, "contract": CONTRACT, "proven_block": None, "balance": str(2 * MOST + 120), "stakers": 3, "staked": str(2 * MOST + 165), "withdrawn": "45", "claimed": "7", "swept": None, "events": 8}


def test_of_a_contract_that_nobody_has_used_everything_is_zero(get):
    unknown = "0x" + "99" * 20
    assert get(f"/contracts/{unknown}/totals").json() == {
        "chain_id": CHAIN_ID, "contract": unknown, "proven_block": None, "balance": "0", "stakers": 0, "staked": "0", "withdrawn": "0", "claimed": "0", "swept": None, "events": 0}
    assert get(f"/contracts/{unknown}/stakers").json()["data"] == get(f"/contracts/{unknown}/days").json()["data"] == []


def test_days_show_what_was_staked_at_the_end_of_each_whatever_is_shown(get):
    def days(query):
        return [(day["day"], day["staked"], day["withdrawn"], day["claimed"], day["events"], day["balance"])
                for day in get(f"/contracts/{CONTRACT}/days{query}").json()["data"]]

    whole = [("2026-11-18", str(MOST), "0", "0", 1, str(MOST)), ("2026-11-19", "105", "0", "0", 2, str(MOST + 105)),
             ("2026-11-20", str(MOST + 60), "45", "7", 5, str(2 * MOST + 120))]
    assert days("?from=2026-11-01&to=2026-11-30") == whole
    assert days("?from=2026-11-20&to=2026-11-20") == whole[2:]
    assert days("?to=2026-11-18") == whole[:1]


def test_positions_are_an_account_s_in_each_contract(get):
    positions = get(f"/accounts/{BOB}/positions").json()["data"]
    assert [(each["contract"], each["balance"], each["staked"], each["withdrawn"]) for each in positions] == [
        (CONTRACT, "60", "100", "40"), (OTHER_CONTRACT, "3", "3", "0")]
    assert get(f"/accounts/{'0x' + '98' * 20}/positions").json() == {"data": []}


def test_up_to_which_block_nothing_is_missing_is_told_with_what_may_be_a_part(get, database):
    """Events are recorded before a first proof that there are no others."""
    contract, account = "0x" + "95" * 20, "0x" + "e" * 40
    record(database, account, "stake", 8, contract=contract)
    first = record.count
    record(database, account, "stake", 9, contract=contract)

    def told():
        history = get(f"/accounts/{account}/history").json()["data"]
        return ([get(f"/contracts/{contract}/{what}").json()["proven_block"] for what in ("totals", "stakers", "days")]
                + [position["proven_block"] for position in get(f"/accounts/{account}/positions").json()["data"]], [event["proven"] for event in history])

    assert told() == ([None] * 4, [False, False])
    database.sql("insert into gracy.staking_cursor (chain_id, contract, last_block, last_block_hash) values (%s, %s, %s, %s)",
                 CHAIN_ID, bytes.fromhex(contract[2:]), first, b"\x12" * 32)
    assert told() == ([first] * 4, [False, True])


def test_another_chain_is_named_and_has_its_own_contracts(get, database):
    elsewhere, contract = CHAIN_ID + 1, "0x" + "96" * 20
    record(database, CAROL, "stake", 7, contract=contract, chain=elsewhere)
    assert get(f"/contracts/{contract}/totals").json()["staked"] == "0"
    named = f"?chain_id={elsewhere}"
    totals = get(f"/contracts/{contract}/totals{named}").json()
    assert (totals["chain_id"], totals["staked"], totals["stakers"]) == (elsewhere, "7", 1)
    assert [each["account"] for each in get(f"/contracts/{contract}/stakers{named}").json()["data"]] == [CAROL]
    assert [each["staked"] for each in get(f"/contracts/{contract}/days{named}&from=2026-01-01&to=2026-12-31").json()["data"]] == ["7"]
    assert [each["contract"] for each in get(f"/accounts/{CAROL}/positions{named}").json()["data"]] == [contract]
    for path in (f"/contracts/{contract}/totals", f"/contracts/{contract}/stakers", f"/contracts/{contract}/days", f"/accounts/{CAROL}/positions"):
        assert errors_of(assert_problem(get(path + "?chain_id=base"), 400)).keys() == {"chain_id"}


def test_what_becomes_final_is_counted_once(get, database):
    record(database, CAROL, "stake", 1, state="pending", contract="0x" + "97" * 20)
    path = f"/contracts/{'0x' + '97' * 20}/totals"
    assert get(path).json()["staked"] == "0"
    for _ in range(2):
        database.sql("update gracy.staking_event set state = 'final' where contract = %s", b"\x97" * 20)
    assert get(path).json()["staked"] == "1" and get(path).json()["events"] == 1


def test_bad_questions_are_refused_by_name(get, client, people, database):
    assert errors_of(assert_problem(get("/contracts/0x12/totals"), 400)) == {"address": "not_an_address"}
    assert errors_of(assert_problem(get(f"/contracts/{CONTRACT}/days?from=2026-11-20&to=2026-11-19"), 400)) == {"from": "out_of_order"}
    assert errors_of(assert_problem(get(f"/contracts/{CONTRACT}/days?from=2020-01-01&to=2026-11-19"), 400)) == {"from": "too_long"}
    for path in (f"/contracts/{CONTRACT}/totals?limit=1", f"/contracts/{CONTRACT}/days?order=asc", f"/accounts/{BOB}/positions?limit=1",
                 f"/contracts/{CONTRACT}/stakers?limit=201"):
        assert_problem(get(path), 400)
    other = database.add_token(people.member.team_space_id, people.member.id, scopes=("people:read",))
    assert_problem(client.as_(other).get(f"/staking/v1/contracts/{CONTRACT}/stakers"), 403, "forbidden")
