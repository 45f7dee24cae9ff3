"""GET /staking/v1/integrity: how far the history is proven, who is asked about the chain, and who of them has lied."""
import pytest

from support.http_client import assert_problem
from support.nginx import CHAIN_ID

CONTRACT = bytes.fromhex("5fbdb2315678afecb367f032d93f642f64180aa3")
ORIGINAL = bytes.fromhex("e7f1725e7734ce288f8367e1bb143e90bb3f0512")
ACCOUNT = b"\x70" * 20
TABLES = ("event", "cursor", "provider", "evidence", "spending", "reading")


@pytest.fixture
def integrity(client, people):
    return lambda: client.as_(people.member.token).get("/staking/v1/integrity").json()


@pytest.fixture
def chain(database):
    """Two contracts, three providers of whom one has lied, and another chain that nobody asks about."""
    for table in TABLES:
        database.sql(f"delete from gracy.staking_{table}")
    for chain, contract, block, sequence in ((CHAIN_ID, CONTRACT, 120, 17), (CHAIN_ID, ORIGINAL, 118, None), (CHAIN_ID + 1, CONTRACT, 9, 1)):
        database.sql("insert into gracy.staking_cursor (chain_id, contract, last_block, last_block_hash, proven_sequence) values (%s, %s, %s, %s, %s)",
                     chain, contract, block, b"\x12" * 32, sequence)
    for index, state in enumerate(("final", "pending", "pending", "orphaned")):
        database.sql("insert into gracy.staking_event (chain_id, contract, tx_hash, log_index, block_number, block_hash, block_time, kind, account,"
                     " amount, state, source) values (%s, %s, %s, %s, 119, %s, now(), 'stake', %s, 1, %s, 'poll')",
                     CHAIN_ID, CONTRACT, b"\x01" * 32, index, b"\x19" * 32, ACCOUNT, state)
    for name, paid, state, calls, lies in (("honest", False, "healthy", 300, 0), ("liar", False, "quarantined", 60, 2), ("vendor", True, "healthy", 40, 0)):
        database.sql("insert into gracy.staking_provider (chain_id, name, operator_group, paid, state, until, head, finalized, calls, failures, lies)"
                     " values (%s, %s, %s, %s, %s, case when %s > 0 then now() + interval '5 minutes' end, 128, 120, %s, 1, %s)",
                     CHAIN_ID, name, f"of-{name}", paid, state, lies, calls, lies)
    for verdict in ("logs of block 7 were left out", "the logs of block 9 are others in its receipts"):
        database.sql("insert into gracy.staking_evidence (chain_id, provider, operator_group, request, response_sha256, verdict)"
                     " values (%s, 'liar', 'of-liar', 'eth_getLogs []', %s, %s)", CHAIN_ID, b"\xab" * 32, verdict)


def test_each_contract_shows_how_far_it_is_proven_and_by_what(integrity, chain):
    report = integrity()
    assert report["chain_id"] == CHAIN_ID
    proofs = {proof["contract"]: (proof["proven_block"], proof["proof"], proof["sequence"], proof["pending_events"]) for proof in report["contracts"]}
    assert proofs == {"0x" + CONTRACT.hex(): (120, "sequence", 17, 2), "0x" + ORIGINAL.hex(): (118, "blocks", None, 0)}
    assert report["contracts"][0]["proven_block_hash"] == "0x" + "12" * 32


def test_another_chain_is_named(client, people, chain):
    report = client.as_(people.member.token).get(f"/staking/v1/integrity?chain_id={CHAIN_ID + 1}").json()
    assert report["chain_id"] == CHAIN_ID + 1 and report["providers"] == []
    assert [(proof["contract"], proof["proven_block"]) for proof in report["contracts"]] == [("0x" + CONTRACT.hex(), 9)]


def test_it_tells_who_lied_and_what_is_held_against_them(integrity, chain):
    report = integrity()
    states = {provider["name"]: (provider["state"], provider["lies"], provider["until"] is not None) for provider in report["providers"]}
    assert states == {"honest": ("healthy", 0, False), "liar": ("quarantined", 2, True), "vendor": ("healthy", 0, False)}
    assert [(each["provider"], each["verdict"]) for each in report["evidence"]] == [
        ("liar", "the logs of block 9 are others in its receipts"), ("liar", "logs of block 7 were left out")]
    assert report["evidence"][0]["response_sha256"] == "ab" * 32


@pytest.fixture
def reading(database, chain):
    """Of the second contract, a quarter of 2,000 blocks is read; of another chain's nobody asks."""
    for chain_id, contract in ((CHAIN_ID, ORIGINAL), (CHAIN_ID + 1, CONTRACT)):
        database.sql("insert into gracy.staking_reading (chain_id, contract, first_block, last_block, read_block, ends_at)"
                     " values (%s, %s, 1001, 3000, 1500, now() + interval '1 hour')", chain_id, contract)


def test_a_long_reading_shows_how_much_is_read_and_when_it_ends(integrity, database, reading):
    [told] = integrity()["readings"]
    assert told.pop("ends_at") > told.pop("read_at")
    assert told == {"contract": "0x" + ORIGINAL.hex(), "state": "reading", "first_block": 1001, "last_block": 3000, "read_block": 1500,
                    "blocks": 2000, "blocks_read": 500, "percent": 25}
    # It takes longer than was thought: nothing ends in the past.
    database.sql("update gracy.staking_reading set read_at = now() - interval '4 minutes', ends_at = now() - interval '3 minutes'")
    [told] = integrity()["readings"]
    assert told["state"] == "reading" and told["ends_at"] > told["read_at"]


def test_a_reading_with_which_nobody_goes_on_is_not_told_as_one_that_ends(integrity, database, reading):
    database.sql("update gracy.staking_reading set read_at = now() - interval '6 minutes'")
    [told] = integrity()["readings"]
    assert (told["state"], told["ends_at"], told["percent"]) == ("stalled", None, 25)


def test_the_paid_share_is_what_went_to_paid_providers_in_the_days_that_are_added_up(integrity, database, chain):
    for days, free, paid in ((0, 300, 30), (1, 60, 10), (31, 0, 9000)):
        database.sql("insert into gracy.staking_spending (chain_id, day, public_calls, paid_calls) values (%s, (now() at time zone 'UTC')::date - %s, %s, %s)",
                     CHAIN_ID, days, free, paid)
    assert integrity()["paid_share"] == 0.1


def test_a_provider_is_told_as_it_was_only_while_somebody_looks_and_not_when_it_was_taken_out(integrity, database, chain):
    database.sql("update gracy.staking_provider set checked_at = now() - interval '6 minutes' where name = 'vendor'")
    assert {provider["name"]: provider["state"] for provider in integrity()["providers"]} == {"honest": "healthy", "liar": "quarantined"}
    database.sql("update gracy.staking_provider set checked_at = now() - interval '1 day'")
    assert {provider["state"] for provider in integrity()["providers"]} == {"unknown"} and len(integrity()["providers"]) == 3


def test_what_was_spent_stands_beside_what_the_first_edition_would_have_spent(integrity, database, chain):
    """A day of watching: 1440 polls of 60 units each were not bought; of 31 days ago nobody asks."""
    for days, watched, paid, webhooks in ((0, "23 hours", 100, 2500), (1, "1 hour", 20, 0), (31, "24 hours", 9000, 9000)):
        database.sql("insert into gracy.staking_spending (chain_id, day, watched, public_units, paid_units, webhook_bytes)"
                     " values (%s, (now() at time zone 'UTC')::date - %s, %s, 7000, %s, %s)", CHAIN_ID, days, watched, paid, webhooks)
    report = integrity()["compute_units"]
    assert report == {"days": 30, "watched_seconds": 86400, "public": 14000, "paid": 120, "webhooks": 100, "first_edition": 86500,
                      "saved_share": pytest.approx(1 - 220 / 86500)}


def test_of_a_chain_that_nobody_has_looked_at_there_is_nothing(integrity, database, chain):
    for table in TABLES:
        database.sql(f"delete from gracy.staking_{table}")
    nothing = {"days": 30, "watched_seconds": 0, "public": 0, "paid": 0, "webhooks": 0, "first_edition": 0, "saved_share": None}
    assert integrity() == {"chain_id": CHAIN_ID, "contracts": [], "readings": [], "paid_share": None, "compute_units": nothing, "providers": [], "evidence": []}


def test_it_takes_no_other_parameters_and_needs_its_scope(client, people, database):
    assert_problem(client.as_(people.member.token).get("/staking/v1/integrity?limit=1"), 400)
    assert_problem(client.get("/staking/v1/integrity"), 401, "unauthenticated")
    other = database.add_token(people.member.team_space_id, people.member.id, scopes=("people:read",))
    assert_problem(client.as_(other).get("/staking/v1/integrity"), 403, "forbidden")
