"""Seasons over HTTP: what the contract's events tell of them, and a season's figures, exact to the last digit."""
import csv
import io

import pytest

from support.http_client import assert_problem, errors_of
from support.nginx import CHAIN_ID

CONTRACT = "0x5fbdb2315678afecb367f032d93f642f64180aa3"
OTHER_CONTRACT = "0xe7f1725e7734ce288f8367e1bb143e90bb3f0512"
ALICE, BOB, CAROL, DAVE = (f"0x{letter * 40}" for letter in "abcd")
MOST = 2**256 - 1
FIRST = ("2026-01-01T00:00:00Z", "2026-04-01T00:00:00Z")
SECOND = ("2026-04-01T00:00:00Z", "2026-07-01T00:00:00Z")
THIRD = ("2026-08-01T00:00:00Z", "2026-11-01T00:00:00Z")


class Chain:
    """Events as the worker records them, a block each."""

    def __init__(self, database, contract=CONTRACT, first_block=1, chain_id=CHAIN_ID):
        self.database, self.contract, self.block, self.chain_id = database, bytes.fromhex(contract[2:]), first_block - 1, chain_id

    def _record(self, kind, at, amount, state, account=None, season=None, starts_at=None, ends_at=None) -> int:
        self.block += 1
        self.database.sql(
            "insert into gracy.staking_event (chain_id, contract, tx_hash, log_index, block_number, block_hash, block_time, kind, account, amount,"
            " state, source, season, starts_at, ends_at) values (%s, %s, %s, 0, %s, %s, %s, %s, %s, %s::numeric, %s, 'poll', %s, %s, %s)",
            self.chain_id, self.contract, self.block.to_bytes(32, "big"), self.block, self.block.to_bytes(32, "little"), at, kind,
            account and bytes.fromhex(account[2:]), str(amount), state, season, starts_at, ends_at)
        return self.block

    def create(self, season, times, reward, at="2025-12-01T00:00:00Z", state="final") -> int:
        return self._record("season_created", at, reward, state, None, season, *times)

    def cancel(self, season, refund, at="2025-12-02T00:00:00Z", state="final") -> int:
        return self._record("season_cancelled", at, refund, state, None, season)

    def act(self, kind, account, amount, at, state="final") -> int:
        return self._record(kind, at, amount, state, account)

    def becomes(self, block, state) -> None:
        self.database.sql("update gracy.staking_event set state = %s where contract = %s and block_number = %s", state, self.contract, block)

    def prove(self, block, at) -> None:
        self.database.sql("insert into gracy.staking_cursor (chain_id, contract, last_block, last_block_hash, last_block_time) values (%s, %s, %s, %s, %s)"
                          " on conflict (chain_id, contract) do update set last_block = excluded.last_block, last_block_time = excluded.last_block_time",
                          self.chain_id, self.contract, block, b"\x12" * 32, at)

    def swept(self, amount, first, last) -> None:
        """So much at two proven blocks, each (number, time)."""
        self.database.sql("insert into gracy.staking_swept (chain_id, contract, swept, first_block, first_block_time, last_block, last_block_time)"
                          " values (%s, %s, %s::numeric, %s, %s, %s, %s)", self.chain_id, self.contract, str(amount), *first, *last)


@pytest.fixture
def chain(database):
    for table in ("event", "position", "day", "cursor", "swept"):
        database.sql(f"delete from gracy.staking_{table}")
    return Chain(database)


@pytest.fixture
def get(client, people):
    return lambda path="": client.as_(people.member.token).get("/staking/v1/seasons" + path)


@pytest.fixture
def played(chain):
    """Two seasons, proven into the middle of the second."""
    chain.create(1, FIRST, 1_000)
    chain.act("stake", ALICE, MOST, "2025-12-31T23:59:59Z")      # the last second before the first season
    chain.create(2, SECOND, 10**30, at="2026-03-01T00:00:00Z")
    chain.act("stake", BOB, 100, "2026-01-01T00:00:00Z")         # its first second
    chain.act("claim", BOB, 7, "2026-02-01T00:00:00Z")
    chain.act("stake", DAVE, 50, "2026-02-01T00:00:00Z")
    chain.act("withdraw", DAVE, 50, "2026-03-31T23:59:59Z")      # its last
    chain.act("stake", CAROL, 60, "2026-04-01T00:00:00Z")        # the second's first
    chain.act("withdraw", ALICE, MOST - 1, "2026-04-02T00:00:00Z")
    chain.act("claim", ALICE, 10**29, "2026-04-03T00:00:00Z")
    chain.prove(chain.act("claim", DAVE, 3, "2026-05-01T00:00:00Z"), "2026-05-01T00:00:00Z")
    return chain


def states(get):
    return [(season["number"], season["state"], season["proof"]) for season in get().json()["data"]]


def test_seasons_come_with_the_last_first_and_their_state_at_the_proven_time(get, chain):
    for number, times in ((1, FIRST), (2, SECOND), (3, THIRD)):
        chain.create(number, times, number * MOST)
    assert states(get) == []  # nobody watches the contract yet
    for at, expected in (("2025-12-31T23:59:59Z", ["planned", "planned", "planned"]), ("2026-01-01T00:00:00Z", ["planned", "planned", "running"]),
                         ("2026-04-01T00:00:00Z", ["planned", "running", "ended"]), ("2026-07-15T00:00:00Z", ["planned", "ended", "ended"]),
                         ("2026-11-01T00:00:00Z", ["ended", "ended", "ended"])):
        chain.prove(3, at)
        assert states(get) == [(number, state, "final") for number, state in zip((3, 2, 1), expected)]
    assert get("/2").json() == {
        "chain_id": CHAIN_ID, "contract": CONTRACT, "number": 2, "state": "ended", "proof": "final", "cancellation_pending": False, "starts_at": "2026-04-01T00:00:00.000000Z",
        "ends_at": "2026-07-01T00:00:00.000000Z", "reward": str(2 * MOST), "created_at": "2025-12-01T00:00:00.000000Z", "block_number": 2,
        "block_hash": "0x" + (2).to_bytes(32, "little").hex(), "transaction_hash": "0x" + (2).to_bytes(32, "big").hex(), "proven_block": 3,
        "proven_at": "2026-11-01T00:00:00.000000Z"}


def test_seasons_come_in_pages_of_both_styles(get, chain):
    for number in range(1, 6):
        chain.create(number, FIRST, number)
    chain.prove(5, "2026-02-01T00:00:00Z")
    seen, path = [], "?limit=2&include=total"
    while path:
        page = get(path)
        seen += [season["number"] for season in page.json()["data"]]
        link = page.header("Link")
        path = link[1:link.index(">")].removeprefix("/staking/v1/seasons") if link else None
    assert seen == [5, 4, 3, 2, 1] and get("?include=total").json()["page"]["total"] == 5
    assert [season["number"] for season in get("?limit=2&offset=1").json()["data"]] == [4, 3]
    cursor = get("?limit=2").json()["page"]["next_cursor"]
    assert_problem(get(f"?cursor={cursor}&contract={OTHER_CONTRACT}"), 400, "cursor-mismatch")


def test_a_season_that_was_cancelled_says_so_until_its_number_is_given_again(get, chain):
    chain.create(1, FIRST, 5)
    chain.cancel(1, 5)
    chain.prove(9, "2025-12-03T00:00:00Z")
    assert states(get) == [(1, "cancelled", "final")]
    for path in ("/1/summary", "/1/export.csv"):
        assert_problem(get(path), 409, "season-cancelled")
    again = chain.create(1, SECOND, 6, state="pending")
    assert states(get) == [(1, "planned", "pending")] and get("/1").json()["reward"] == "6"
    for path in ("/1/summary", "/1/export.csv"):
        assert_problem(get(path), 409, "season-pending")
    chain.becomes(again, "final")
    assert states(get) == [(1, "planned", "final")]


def test_what_the_chain_drops_changes_a_season_back(get, chain):
    chain.create(1, FIRST, 5)
    chain.prove(1, "2025-12-03T00:00:00Z")
    before = get().json()["data"]
    for undo in (chain.cancel(1, 5, state="pending"), chain.create(2, SECOND, 7, state="pending")):
        assert get().json()["data"] != before
        chain.becomes(undo, "orphaned")
    assert get().json()["data"] == before
    assert_problem(get("/2"), 404, "not-found")


def test_what_is_not_final_changes_neither_a_final_season_nor_its_figures(get, played):
    before, summary, file = get("/2").json(), get("/2/summary").json(), get("/2/export.csv").body
    cancelled = played.cancel(2, 10**30, state="pending")
    again = played.create(2, THIRD, 1, state="pending")
    earlier = played.create(3, THIRD, 10**40, state="pending")
    assert get("/2").json() == before | {"cancellation_pending": True}
    assert get("/2/summary").json() == summary and get("/2/export.csv").body == file
    for block in (cancelled, again, earlier):
        played.becomes(block, "orphaned")
    assert get("/2").json() == before and before["cancellation_pending"] is False


def test_a_summary_is_of_the_season_s_time_and_exact(get, played):
    first = get("/1/summary").json()
    assert {name: first[name] for name in list(first)[9:]} == {
        "stakers": 3, "stakers_at_start": 1, "stakers_at_end": 2, "staked_at_start": str(MOST), "staked": "150", "withdrawn": "50",
        "claimed": "7", "staked_at_end": str(MOST + 100), "events": 4, "rewards": {"funded": "1000", "claimed": "7", "swept": None, "left": "993"},
        "pending": {"events": 0, "staked": "0", "withdrawn": "0", "claimed": "0"}}
    assert (first["state"], first["proof"], first["proven_block"]) == ("ended", "final", 11)
    second = get("/2/summary").json()
    assert {name: second[name] for name in list(second)[9:]} == {
        "stakers": 3, "stakers_at_start": 2, "stakers_at_end": 3, "staked_at_start": str(MOST + 100), "staked": "60", "withdrawn": str(MOST - 1),
        "claimed": str(10**29 + 3), "staked_at_end": "161", "events": 4,
        "rewards": {"funded": str(10**30), "claimed": str(10**29 + 3), "swept": None, "left": str(10**30 + 993 - 10**29 - 3)},
        "pending": {"events": 0, "staked": "0", "withdrawn": "0", "claimed": "0"}}


def test_what_is_not_final_stands_apart_and_goes_when_the_chain_drops_it(get, played):
    before, file = get("/2/summary").json(), get("/2/export.csv").body
    undo = [played.act("stake", BOB, 9, "2026-05-02T00:00:00Z", "pending"), played.act("claim", BOB, 2, "2026-05-03T00:00:00Z", "pending")]
    assert get("/2/summary").json() == before | {"pending": {"events": 2, "staked": "9", "withdrawn": "0", "claimed": "2"}}
    assert get("/2/export.csv").body == file
    for block in undo:
        played.becomes(block, "orphaned")
    assert get("/2/summary").json() == before
    # And what becomes final counts once it is below the proven block.
    stays = played.act("stake", BOB, 9, "2026-05-02T00:00:00Z")
    assert get("/2/summary").json() == before
    played.prove(stays, "2026-05-02T00:00:00Z")
    after = get("/2/summary").json()
    assert (after["staked"], after["events"], after["staked_at_end"]) == ("69", 5, "170")


def test_an_export_has_a_line_an_account_and_the_summary_s_totals(get, played):
    response = get("/2/export.csv")
    assert response.header("Content-Type").startswith("text/csv") and response.header("Gracy-Proven-Block") == "11"
    assert response.header("Content-Disposition") == 'attachment; filename="season-2-block-11.csv"'
    text = response.body.decode("utf-8-sig")
    assert response.body.startswith(b"\xef\xbb\xbf") and text.endswith("\r\n")
    header, *lines, total = csv.reader(io.StringIO(text))
    assert header == ["account", "staked_at_start", "staked", "withdrawn", "claimed", "staked_at_end", "events", "rewards_swept"]
    assert lines == [[ALICE, str(MOST), "0", str(MOST - 1), str(10**29), "1", "2", ""], [BOB, "100", "0", "0", "0", "100", "0", ""],
                     [CAROL, "0", "60", "0", "0", "60", "1", ""], [DAVE, "0", "0", "0", "3", "0", "1", ""]]
    summary = get("/2/summary").json()
    assert total == ["total", *(str(summary[name]) for name in header[1:-1]), ""]
    assert total[1:-1] == [str(sum(int(line[column]) for line in lines)) for column in range(1, len(header) - 1)]


def test_what_the_owner_has_swept_is_not_left_as_far_as_it_is_proven(get, client, people, played):
    def rewards(number):
        found = get(f"/{number}/summary").json()["rewards"]
        assert get(f"/{number}/export.csv").body.decode("utf-8-sig").splitlines()[-1].split(",")[-1] == (found["swept"] or "")
        return found["swept"], int(found["left"])

    def in_all():
        return client.as_(people.member.token).get(f"/staking/v1/contracts/{CONTRACT}/totals").json()["swept"]

    left = 10**30 + 993 - 10**29 - 3
    assert rewards(1) == (None, 993) and rewards(2) == (None, left) and in_all() is None
    # Swept while the first season ran: the second begins with less.
    played.swept(0, (1, "2025-12-01T00:00:00Z"), (4, "2026-01-15T00:00:00Z"))
    played.swept(90, (5, "2026-02-15T00:00:00Z"), (8, "2026-04-01T00:00:00Z"))
    assert rewards(1) == ("90", 903) and rewards(2) == (None, left) and in_all() is None
    # Exact to the last digit, and only of the season that it was swept in.
    played.swept(90 + 10**28 + 1, (10, "2026-04-15T00:00:00Z"), (11, "2026-05-01T00:00:00Z"))
    assert rewards(1) == ("90", 903) and rewards(2) == (str(90 + 10**28 + 1), left - 90 - 10**28 - 1) and in_all() == str(90 + 10**28 + 1)


def test_a_sweep_about_the_end_of_a_season_is_not_laid_to_it(get, played):
    played.swept(0, (1, "2025-12-01T00:00:00Z"), (7, "2026-03-31T00:00:00Z"))
    played.swept(5, (8, "2026-04-01T00:00:00Z"), (11, "2026-05-01T00:00:00Z"))
    assert get("/1/summary").json()["rewards"] == {"funded": "1000", "claimed": "7", "swept": None, "left": "993"}
    assert get("/2/summary").json()["rewards"]["swept"] == "5"
    # None at all is known of all the time before.
    played.database.sql("delete from gracy.staking_swept")
    played.swept(0, (11, "2026-05-01T00:00:00Z"), (11, "2026-05-01T00:00:00Z"))
    assert [get(f"/{number}/summary").json()["rewards"]["swept"] for number in (1, 2)] == ["0", "0"]


def test_a_season_nobody_took_part_in_is_all_zeros(get, chain):
    chain.create(1, FIRST, 5)
    chain.prove(1, "2026-02-01T00:00:00Z")
    summary = get("/1/summary").json()
    assert summary["stakers"] == summary["events"] == 0 and summary["staked_at_end"] == "0"
    assert summary["rewards"] == {"funded": "5", "claimed": "0", "swept": None, "left": "5"}
    assert get("/1/export.csv").body.decode("utf-8-sig").splitlines()[1:] == ["total,0,0,0,0,0,0,"]


def test_of_several_contracts_one_is_named(get, played, database):
    other = Chain(database, OTHER_CONTRACT, 100)
    other.create(1, THIRD, 4)
    other.prove(100, "2026-09-01T00:00:00Z")
    assert errors_of(assert_problem(get(), 400)) == {"contract": "required"}
    assert [season["reward"] for season in get(f"?contract={OTHER_CONTRACT}").json()["data"]] == ["4"]
    assert get(f"/1/summary?contract={CONTRACT}").json()["stakers"] == 3
    assert get(f"/1?contract={'0x' + '98' * 20}").status == 404


def test_another_chain_has_its_own_seasons(get, played, database):
    other = Chain(database, OTHER_CONTRACT, 200, chain_id=CHAIN_ID + 1)
    other.create(1, THIRD, 4)
    other.act("stake", ALICE, 3, "2026-08-02T00:00:00Z")
    other.prove(201, "2026-09-01T00:00:00Z")
    named = f"?chain_id={CHAIN_ID + 1}"
    # Each chain has one contract, so that neither has to be named.
    assert [season["reward"] for season in get().json()["data"]] == [str(10**30), "1000"]
    assert [(season["chain_id"], season["contract"], season["reward"]) for season in get(named).json()["data"]] == [(CHAIN_ID + 1, OTHER_CONTRACT, "4")]
    assert get("/1" + named).json()["reward"] == "4" and get("/2" + named).status == 404
    summary = get("/1/summary" + named).json()
    assert (summary["chain_id"], summary["contract"], summary["staked"]) == (CHAIN_ID + 1, OTHER_CONTRACT, "3")
    assert get("/1/export.csv" + named).body.decode("utf-8-sig").splitlines()[-1] == "total,0,3,0,0,3,1,"
    assert get(f"?chain_id={CHAIN_ID + 2}").json()["data"] == []
    assert errors_of(assert_problem(get("?chain_id=0"), 400)).keys() == {"chain_id"}


def test_bad_questions_are_refused_by_name(get, client, people, database, played):
    assert errors_of(assert_problem(get("?contract=0x12"), 400)) == {"contract": "not_an_address"}
    for path in ("?state=ended", "/1?limit=1", "/1/summary?x=1", "/1/export.csv?format=json", "?limit=201"):
        assert_problem(get(path), 400)
    for path in ("/3", "/0", "/-1", "/x", "/99999999999999999999/summary", "/3/export.csv"):
        assert_problem(get(path), 404, "not-found")
    other = database.add_token(people.member.team_space_id, people.member.id, scopes=("people:read",))
    for path in ("", "/1", "/1/summary", "/1/export.csv"):
        assert_problem(client.as_(other).get("/staking/v1/seasons" + path), 403, "forbidden")
