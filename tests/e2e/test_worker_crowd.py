"""gracy-worker among many providers of which some are wrong: what is recorded is what the chain says, and liars are known."""
import random
import time

import pytest

from fake_chain import FakeChain
from support.database import run_worker
from support.ethereum import block_hash
from support.http_client import Client
from support.metrics import Metrics
from support.ports import free_port
from worker_fixtures import *  # noqa: F401,F403 - fixtures

OTHER_WORD = "0x" + "1d" * 32


@pytest.fixture
def crowd(chain):
    """Three more or less honest providers of three operators: configuration by name, and the providers themselves."""
    endpoints = {"first": chain.provider, "second": chain.another_provider(), "third": chain.another_provider()}
    return Crowd(endpoints)


class Crowd:
    def __init__(self, endpoints):
        self.endpoints = endpoints
        self.providers = {name: {"group": f"of-{name}", "url": endpoint.url} for name, endpoint in endpoints.items()}

    def __getitem__(self, name):
        return self.endpoints[name]

    def everybody(self, method, change):
        for endpoint in self.endpoints.values():
            endpoint.faults.change[method] = change


def amounts(ledger) -> list[int]:
    """Of final events, in the chain's order."""
    return [int(amount) for (amount,) in ledger.database.sql(
        "select amount::text from gracy.staking_event where state = 'final' order by block_number, log_index")]


def emit_some(chain, count=5):
    for number in range(count):
        chain.emit(amount=100 + number)
    chain.mine(3)


# A lie about one step, by one of three: the step, and what is made of its result.

def altered_header(header):
    """Not of the first block, of which nothing but the hash is looked at."""
    return header if not header or header["number"] == "0x0" else header | {"stateRoot": OTHER_WORD}


def altered_linked_header(block):
    """Of those that are asked for without whole transactions."""
    return block if block and any(isinstance(each, dict) for each in block["transactions"]) else altered_header(block)


def other_chains_header(header):
    """It fits its own hash: a fork, or an invention. Forks begin with the same block."""
    if header and header["number"] == "0x0":
        return header
    changed = header and header | {"extraData": "0x66"}
    return changed and changed | {"hash": block_hash(changed)}


def without_first(entries):
    return entries[1:]


def doubled(logs):
    return logs + [logs[0] | {"logIndex": "0x9"}] if logs else logs


def altered_data(logs):
    return [log | {"data": "0x" + f"{7:064x}" + log["data"][66:]} for log in logs]


def wrong_transaction(entries):
    return [entry | {"transactionHash": OTHER_WORD} for entry in entries]


def emptied_receipts(receipts):
    return [receipt | {"logs": []} for receipt in receipts]


def altered_proof(proof):
    return proof | {"accountProof": [proof["accountProof"][0][:-1] + "f", *proof["accountProof"][1:]]}


def altered_transactions(block):
    return block and block | {"transactions": [t if isinstance(t, str) else t | {"value": "0x1"} for t in block["transactions"]]}


LIES = {
    "altered-header": ("eth_getBlockByNumber", altered_header),
    "fork": ("eth_getBlockByNumber", other_chains_header),
    "altered-linked-header": ("eth_getBlockByHash", altered_linked_header),
    "no-logs": ("eth_getLogs", lambda logs: []),
    "dropped-log": ("eth_getLogs", without_first),
    "doubled-log": ("eth_getLogs", doubled),
    "altered-log": ("eth_getLogs", altered_data),
    "wrong-transaction": ("eth_getLogs", wrong_transaction),
    "empty-receipts": ("eth_getBlockReceipts", emptied_receipts),
    "no-receipts": ("eth_getBlockReceipts", lambda receipts: []),
    "other-transaction": ("eth_getBlockReceipts", wrong_transaction),
    "altered-transactions": ("eth_getBlockByHash", altered_transactions),
    "altered-proof": ("eth_getProof", altered_proof),
}


@pytest.mark.parametrize("lie", LIES)
def test_a_lie_changes_nothing_and_is_proven(watch_chain, chain, ledger, crowd, lie):
    method, change = LIES[lie]
    emit_some(chain)
    # Whoever is asked first tells it, then nobody does: exactly one lies, whichever it is.
    told = []

    def once(name):
        def lying(result):
            changed = change(result)
            if changed == result or (told and told[0] != name):
                return result
            told.append(name)
            return changed
        return lying

    for name, endpoint in crowd.endpoints.items():
        endpoint.faults.change[method] = once(name)
    port = free_port()
    watch_chain(providers=crowd.providers, confirmations=None, metrics={"staking": f"127.0.0.1:{port}"})
    ledger.reaches(6)
    chain.mine(3)
    ledger.reaches(9)
    eventually(lambda: ledger.evidence(), "the evidence")
    assert amounts(ledger) == [100, 101, 102, 103, 104]
    assert ledger.sequences() == [1, 2, 3, 4, 5]
    assert {provider for provider, _ in ledger.evidence()} == {told[0]}
    eventually(lambda: ledger.provider(told[0]) == "quarantined", "the liar to be quarantined")
    assert Metrics(Client(port).get("/metrics").text).get("gracy_staking_lies_total") >= 1


def test_what_one_leaves_out_another_is_asked_for_before_every_block_is_looked_at(watch_chain, chain, ledger, crowd):
    emit_some(chain, 3)
    chain.mine(200)
    told = []

    def leaves_out(name):
        def change(logs):
            if logs and told in ([], [name]):
                told[:] = [name]
                return []
            return logs
        return change

    for name, endpoint in crowd.endpoints.items():
        endpoint.faults.change["eth_getLogs"] = leaves_out(name)
    worker = watch_chain(providers=crowd.providers)
    ledger.reaches(chain.head - 2)
    assert amounts(ledger) == [100, 101, 102]
    worker.says("the list of logs is incomplete: event 1 of 3 is missing")
    assert [provider for provider, _ in ledger.evidence()] == told
    assert sum(len(endpoint.asked("eth_getBlockByHash")) for endpoint in crowd.endpoints.values()) < 50


def test_what_a_provider_says_in_another_language_stops_nobody(watch_chain, chain, ledger, crowd):
    """Long enough to be shortened, wherever that is: the database refuses what is no UTF-8, and with it what is known of everybody."""
    emit_some(chain)
    watch_chain(providers=crowd.providers)
    ledger.reaches(chain.head - 2)
    for start in range(3):
        crowd["third"].faults.change["eth_blockNumber"] = lambda _, start=start: (-32000, "x" * start + "노드가 점검 중입니다 " * 40)
        emit_some(chain)
        ledger.reaches(chain.head - 2)
    assert len(amounts(ledger)) == 20


def test_logs_numbered_within_their_transaction_are_numbered_again_and_no_lie(watch_chain, chain, ledger, crowd):
    for _ in range(2):
        chain.emit(count=2)
    chain.mine(3)
    crowd.everybody("eth_getLogs", lambda logs: [log | {"logIndex": "0x3"} for log in logs])
    watch_chain(providers=crowd.providers)
    ledger.reaches(3)
    assert [(block, index) for block, index, *_ in ledger.events()] == [(1, 0), (1, 1), (2, 0), (2, 1)]
    assert ledger.evidence() == []


def test_without_an_agreement_nothing_becomes_final_and_what_happens_is_shown(watch_chain, chain, ledger, crowd):
    """One against one about the block that is to be final: neither is believed."""
    emit_some(chain)
    anchor = hex(chain.head - 2)
    crowd["second"].faults.change["eth_getBlockByNumber"] = lambda header: (
        other_chains_header(header) if header and header["number"] == anchor else header)
    worker = watch_chain(providers={name: crowd.providers[name] for name in ("first", "second")})
    worker.says("have to agree, and be twice as many")
    eventually(lambda: ledger.states() == {"pending": 5}, "what happens to be shown all the same")
    assert ledger.cursor() is None and ledger.evidence() == []


def test_a_head_that_one_operator_alone_claims_is_not_read_up_to(watch_chain, chain, ledger, crowd):
    emit_some(chain)
    for endpoint in crowd.endpoints.values():
        endpoint.faults.is_strict = True
    crowd["first"].faults.ahead = 400_000_000
    port = free_port()
    worker = watch_chain(providers=crowd.providers, metrics={"staking": f"127.0.0.1:{port}"})
    ledger.reaches(6)
    for amount in range(7, 12):
        chain.emit(amount=amount)
        eventually(lambda: amount in [int(event[3]) for event in ledger.events("state = 'pending'")], "the tip to be shown")
    assert max(int(params[0]["toBlock"], 16) for each in crowd.endpoints.values() for params in each.asked("eth_getLogs")) <= chain.head
    assert Metrics(Client(port).get("/metrics").text).get("gracy_staking_head_ahead_blocks") == 400_000_000
    worker.says("no other operator more than")
    assert "goes on from here" not in worker.log.text()
    assert {blocks for (blocks,) in ledger.database.sql("select blocks_at_a_time::int from gracy.staking_provider")} <= {2000, None}


@pytest.mark.parametrize("is_strict", [True, False])
def test_one_that_has_not_seen_the_blocks_is_not_asked_for_them(watch_chain, chain, ledger, crowd, is_strict):
    """It would say that there are no events, which is no lie of its, or refuse, which says nothing of how much it gives."""
    for endpoint in crowd.endpoints.values():
        endpoint.faults.is_strict = is_strict
    crowd["third"].faults.behind = 6
    watch_chain(providers=crowd.providers)
    for _ in range(6):
        emit_some(chain, 2)
        ledger.reaches(chain.head - 2)
    assert ledger.evidence() == [] and ledger.provider("third") == "healthy"
    assert not any(int(params[0]["toBlock"], 16) > chain.head - 6 for params in crowd["third"].asked("eth_getLogs"))
    assert {blocks for (blocks,) in ledger.database.sql("select blocks_at_a_time::int from gracy.staking_provider")} <= {2000, None}


def test_a_fork_that_has_kept_the_chain_s_id_is_not_of_the_pool_and_no_liar(watch_chain, chain, ledger, crowd):
    emit_some(chain)
    fork = FakeChain(began_at=1_600_000_000)
    try:
        fork.mine(20)
        crowd.providers["third"]["url"] = fork.url
        worker = watch_chain(providers=crowd.providers)
        ledger.reaches(6)
        worker.says(f"third serves a chain that begins with block {fork.blocks[0].hash}, not {chain.blocks[0].hash}")
        assert worker.stop() == 0
        assert ledger.provider("third") == "wrong_chain" and ledger.evidence() == []
        assert [params[0] for name, params in fork.calls if params] == ["0x0"]
    finally:
        fork.close()


def test_a_node_that_does_not_keep_the_first_block_is_of_the_pool(watch_chain, chain, ledger, crowd):
    emit_some(chain)
    crowd["third"].faults.change["eth_getBlockByNumber"] = lambda header: header if header is None or header["number"] != "0x0" else None
    worker = watch_chain(providers=crowd.providers)
    ledger.reaches(6)
    assert worker.stop() == 0
    assert ledger.provider("third") == "healthy"


def test_what_a_provider_lets_be_called_and_gives_at_a_time_is_known_after_a_restart(watch_chain, chain, ledger):
    for _ in range(8):
        chain.emit()
    chain.mine(2)
    chain.faults.busy_at, chain.faults.most_blocks = 13, 5
    first = watch_chain()
    ledger.reaches(8, 60)
    assert first.stop() == 0
    limit, blocks = ledger.database.sql("select calls_per_second, blocks_at_a_time::int from gracy.staking_provider")[0]
    assert 1 <= limit < 10 and 1 <= blocks < 8
    chain.calls.clear()
    chain.called_at.clear()
    chain.faults.busy_at = 0
    for _ in range(8):
        chain.emit()
    chain.mine(2)
    watch_chain()
    ledger.reaches(18, 60)
    # From the first second on, although there was more to ask and nobody refused.
    assert sum(at < chain.called_at[0] + 1 for at in chain.called_at) < 1.5 * limit + 2
    asked = chain.asked("eth_getLogs")[0][0]
    assert int(asked["toBlock"], 16) - int(asked["fromBlock"], 16) < blocks


def test_one_that_runs_ahead_is_not_followed_and_one_that_lags_holds_nobody_back(watch_chain, chain, ledger, crowd):
    emit_some(chain)
    crowd["first"].faults.ahead = 1000
    crowd["second"].faults.behind = 7
    watch_chain(providers=crowd.providers | {"fourth": {"group": "of-fourth", "url": chain.another_provider().url}})
    ledger.reaches(6)
    assert amounts(ledger) == [100, 101, 102, 103, 104]
    chain.mine(1)
    ledger.reaches(7)


def test_two_endpoints_of_one_operator_are_one_witness(watch_chain, chain, ledger, crowd):
    emit_some(chain)
    crowd["third"].faults.down = True
    crowd.providers["second"]["group"] = "of-first"
    worker = watch_chain(providers=crowd.providers)
    worker.says("fewer operator groups answer than the 2 that have to agree")
    eventually(lambda: ledger.states() == {"pending": 5}, "what happens to be shown all the same")
    assert ledger.cursor() is None
    crowd["third"].faults.down = False
    ledger.reaches(6)


def test_a_fork_that_nobody_here_knows_cannot_be_verified_and_is_no_lie(watch_chain, chain, ledger, crowd):
    emit_some(chain)

    def of_the_future(header):
        return header and header | {"inclusionListRoot": OTHER_WORD, "hash": OTHER_WORD}

    for method in ("eth_getBlockByNumber", "eth_getBlockByHash"):
        crowd.everybody(method, of_the_future)
    worker = watch_chain(providers=crowd.providers)
    worker.says("a field of no fork that is known")
    assert ledger.cursor() is None and ledger.evidence() == []


def test_a_quarantine_outlives_the_worker(watch_chain, chain, ledger, crowd):
    crowd["second"].faults.change["eth_getLogs"] = lambda logs: []
    worker = watch_chain(providers=crowd.providers, confirmations=None)
    for _ in range(12):  # each is asked once in the first cycles
        emit_some(chain, 1)
        ledger.reaches(chain.head - 2)
        if ledger.evidence():
            break
    assert {provider for provider, _ in ledger.evidence()} == {"second"}
    worker.stop()
    for endpoint in crowd.endpoints.values():
        endpoint.faults.change.clear()
        endpoint.calls.clear()
    chain.mine(1)
    watch_chain(providers=crowd.providers)
    ledger.reaches(chain.head - 2)
    assert crowd["second"].calls == []


def test_the_pool_is_shown_as_a_table(watch_chain, chain, ledger, crowd):
    emit_some(chain)
    crowd["second"].faults.down = True
    crowd["third"].faults.chain_id = 1
    worker = watch_chain(providers=crowd.providers | {"fourth": {"group": "of-fourth", "url": chain.another_provider().url, "paid": True}})
    ledger.reaches(6)
    worker.stop()
    table, spending = run_worker("providers", "--config", worker.configuration).split("\n\n")
    rows = {line.split()[0]: line for line in table.splitlines()}
    assert list(rows) == ["PROVIDER", "first", "fourth", "second", "third"]
    assert "of-first" in rows["first"] and "public" in rows["first"] and "healthy" in rows["first"]
    assert " paid " in rows["fourth"] and "wrong_chain" in rows["third"] and "serves chain 1" in rows["third"]
    assert str(chain.head) in rows["first"].split()
    assert "eth_chainId" in rows["second"]
    assert "for calls of paid providers" in spending and "the first edition's way" in spending


# Completeness without the contract's count.


def test_when_nobody_proves_the_count_every_block_is_looked_at(watch_chain, chain, ledger, crowd):
    emit_some(chain)
    for endpoint in crowd.endpoints.values():
        endpoint.faults.no_proofs = True
        endpoint.faults.no_logs = True
    worker = watch_chain(providers=crowd.providers)
    ledger.reaches(6)
    worker.says("every block is looked at instead")
    assert amounts(ledger) == [100, 101, 102, 103, 104]


def test_a_contract_that_does_not_count_its_events_is_proven_block_by_block(watch_chain, chain, ledger, crowd):
    emit_some(chain, 12)
    crowd["second"].faults.change["eth_getBlockReceipts"] = emptied_receipts
    watch_chain(providers=crowd.providers, sequence_slot=None, blocks_per_request=5)
    ledger.reaches(13)
    assert amounts(ledger) == list(range(100, 112))
    # Blocks without an event need no receipts: the bloom of a verified header is proof enough.
    asked = sum(len(endpoint.asked("eth_getBlockReceipts")) for endpoint in crowd.endpoints.values())
    chain.mine(10)
    ledger.reaches(23)
    assert sum(len(endpoint.asked("eth_getBlockReceipts")) for endpoint in crowd.endpoints.values()) == asked


def test_finality_may_be_what_the_nodes_call_finalized(watch_chain, chain, ledger, crowd):
    emit_some(chain)
    watch_chain(providers=crowd.providers, confirmations=None)
    ledger.reaches(chain.head - 2)
    assert amounts(ledger) == [100, 101, 102, 103, 104]


def test_while_one_is_slow_another_is_asked_and_nobody_is_blamed(watch_chain, chain, ledger, crowd):
    """Lists of logs take everybody three seconds here, far longer than anything else."""
    emit_some(chain)
    for endpoint in crowd.endpoints.values():
        endpoint.faults.slow_range = 1
    port = free_port()
    watch_chain(providers=crowd.providers, rpc_timeout_ms=30_000, metrics={"staking": f"127.0.0.1:{port}"})
    ledger.reaches(6, 60)
    eventually(lambda: Metrics(Client(port).get("/metrics").text).get("gracy_staking_hedged_total") >= 1, "a second provider to be asked")
    assert amounts(ledger) == [100, 101, 102, 103, 104]
    assert sum(failures for (failures,) in ledger.database.sql("select failures::int from gracy.staking_provider")) == 0


# Money and death.


def test_a_liar_is_found_in_the_first_cycles_though_others_answer_sooner(watch_chain, chain, ledger, crowd):
    """Each is asked for events once before the best are asked again."""
    crowd["third"].faults.change["eth_getLogs"] = altered_data
    crowd["third"].faults.delay = 0.05
    watch_chain(providers=crowd.providers | {"fourth": {"group": "of-fourth", "url": chain.another_provider().url}})
    for cycle in range(12):
        emit_some(chain, 1)
        ledger.reaches(4 * (cycle + 1) - 2)
        if ledger.evidence():
            break
    assert {provider for provider, _ in ledger.evidence()} == {"third"}


@pytest.mark.parametrize("told", ["the same", "another block", "other events", "nothing"])
def test_the_paid_provider_is_asked_now_and_then_whether_it_tells_the_same(watch_chain, chain, ledger, crowd, told):
    emit_some(chain)
    crowd.providers["third"]["paid"] = True
    paid = crowd["third"].faults
    if told == "another block":
        paid.change["eth_getBlockByNumber"] = other_chains_header
    elif told == "other events":
        paid.change["eth_getLogs"] = without_first
    elif told == "nothing":
        paid.change["eth_getBlockByNumber"] = lambda header: header and header["number"] == "0x0" and header or None
    port = free_port()
    worker = watch_chain(providers=crowd.providers, audit_seconds=3600, metrics={"staking": f"127.0.0.1:{port}"})
    outcome = {"the same": "same", "nothing": "failed"}.get(told, "different")
    if outcome == "failed":
        worker.says("no paid provider could be asked for an audit: third")
    eventually(lambda: Metrics(Client(port).get("/metrics").text).get("gracy_staking_audits_total", outcome=outcome) == 1, "the audit")
    chain.mine(1)
    ledger.reaches(7)  # nothing is held up, and an hour is not over
    assert worker.stop() == 0
    assert {name for name, _ in crowd["third"].calls} <= {"eth_chainId", "eth_getBlockByNumber", "eth_getLogs"}
    assert len(crowd["third"].asked("eth_getBlockByNumber")) == 2
    evidence = ledger.evidence()
    if outcome == "different":
        [(provider, verdict)] = evidence
        assert provider == "third" and verdict.startswith("audit: block")
    else:
        assert evidence == []
    assert ledger.provider("third") == "healthy" and amounts(ledger) == [100, 101, 102, 103, 104]
    asked = len(crowd["third"].asked("eth_getLogs"))
    assert ledger.database.sql("select paid_units::int from gracy.staking_spending") == [(20 * 2 + 60 * asked,)]
    assert ledger.database.one("select audited_block::int from gracy.staking_cursor") == (None if outcome == "failed" else 6)


def audits(port: int, outcome: str):
    return Metrics(Client(port).get("/metrics").text).get("gracy_staking_audits_total", outcome=outcome)


def test_an_audit_reads_to_its_end_though_the_paid_provider_gives_few_blocks_at_a_time(watch_chain, chain, ledger, crowd):
    emit_some(chain)
    crowd.providers["third"]["paid"] = True
    paid = crowd["third"].faults
    paid.most_blocks = 2
    paid.change["eth_getLogs"] = lambda logs: [log for log in logs if log["blockNumber"] != "0x5"]
    port = free_port()
    watch_chain(providers=crowd.providers, audit_seconds=3600, metrics={"staking": f"127.0.0.1:{port}"})
    eventually(lambda: audits(port, "different") == 1, "the audit")
    assert audits(port, "same") == 0
    [(provider, verdict)] = ledger.evidence()
    assert provider == "third" and verdict.endswith("the events are others from block 5 on")


def test_the_first_audit_takes_the_end_and_the_next_ones_leave_nothing_out(watch_chain, chain, ledger, crowd):
    emit_some(chain)
    crowd.providers["third"]["paid"] = True
    port = free_port()
    watch_chain(providers=crowd.providers, blocks_per_request=2, audit_seconds=3600, metrics={"staking": f"127.0.0.1:{port}"})
    eventually(lambda: audits(port, "same") == 1, "the first audit")
    emit_some(chain, 6)
    ledger.reaches(15)
    ledger.database.sql("update gracy.staking_cursor set audited_at = now() - interval '1 day'")
    eventually(lambda: audits(port, "same") == 2, "the second audit")
    pieces = [(int(asked["fromBlock"], 16), int(asked["toBlock"], 16)) for [asked] in crowd["third"].asked("eth_getLogs")]
    assert [block for first, last in pieces for block in range(first, last + 1)] == list(range(5, 16))
    assert ledger.database.one("select audited_block::int from gracy.staking_cursor") == 15


def test_a_paid_provider_that_contradicts_its_own_hash_is_a_liar(watch_chain, chain, ledger, crowd):
    emit_some(chain)
    crowd.providers["third"]["paid"] = True
    crowd["third"].faults.change["eth_getBlockByNumber"] = lambda header: header if header and header["number"] == "0x0" else altered_header(header)
    worker = watch_chain(providers=crowd.providers, audit_seconds=3600)
    worker.says("no paid provider could be asked for an audit: third: a block's fields do not have its hash")
    eventually(lambda: ledger.provider("third") == "quarantined", "the liar to be quarantined")
    assert {provider for provider, _ in ledger.evidence()} == {"third"}


def test_the_paid_provider_is_asked_only_when_the_public_ones_cannot_serve(watch_chain, chain, ledger, crowd):
    emit_some(chain)
    crowd.providers["third"]["paid"] = True
    worker = watch_chain(providers=crowd.providers)
    ledger.reaches(6)
    assert [(name, *params) for name, params in crowd["third"].calls] == [("eth_chainId",), ("eth_getBlockByNumber", "0x0", False)]
    crowd["second"].faults.down = True
    chain.mine(1)
    ledger.reaches(7)
    assert len(crowd["third"].calls) > 1
    assert worker.stop() == 0
    # Everybody's calls, as they were asked; the bought ones by their price.
    told = dict(ledger.database.sql("select name, calls::int from gracy.staking_provider"))
    assert {name: told[name] for name in ("first", "third")} == {name: len(crowd[name].calls) for name in ("first", "third")}
    prices = {"eth_chainId": 0, "eth_blockNumber": 10, "eth_getLogs": 60}
    bought = sum(prices.get(name, 20) for name, _ in crowd["third"].calls)
    assert ledger.database.sql("select paid_units::int, watched > interval '0' from gracy.staking_spending") == [(bought, True)]


def test_when_everybody_was_down_and_is_back_the_next_poll_catches_up(watch_chain, chain, ledger, crowd):
    """Long enough that each of them is given up by itself."""
    emit_some(chain)
    worker = watch_chain(providers=crowd.providers)
    ledger.reaches(6)
    for endpoint in crowd.endpoints.values():
        endpoint.faults.down = True
    emit_some(chain)
    eventually(lambda: {ledger.provider(name) for name in crowd.endpoints} == {"failing"}, "all to be given up")
    for endpoint in crowd.endpoints.values():
        endpoint.faults.down = False
    ledger.reaches(14)
    assert ledger.sequences() == list(range(1, 11)) and ledger.evidence() == []
    worker.says("the chain is read again")


def test_who_stands_by_takes_over_from_one_that_is_killed_and_nothing_comes_twice(watch_chain, chain, ledger, crowd):
    first = watch_chain(providers=crowd.providers)
    first.says("duty staking: ours")
    second = watch_chain(providers=crowd.providers)
    second.says("standing by")
    emit_some(chain)
    ledger.reaches(6)
    first.kill()
    emit_some(chain)
    second.says("duty staking: ours")
    ledger.reaches(14)
    assert ledger.sequences() == list(range(1, 11))
    assert amounts(ledger) == [100, 101, 102, 103, 104] * 2


def test_a_worker_that_is_killed_again_and_again_loses_and_doubles_nothing(watch_chain, chain, ledger, crowd):
    """Among liars: each of the three tells something else wrong, now and then."""
    dice = random.Random(70)
    lies = list(LIES.values())
    for endpoint in crowd.endpoints.values():
        for method in {method for method, _ in lies}:
            changes = [change for of, change in lies if of == method]
            endpoint.faults.change[method] = lambda result, changes=changes: dice.choice(changes)(result) if dice.random() < 0.05 else result
    for number in range(8):
        emit_some(chain, 3)
        worker = watch_chain(providers=crowd.providers, blocks_per_request=4)
        worker.says("started on")
        time.sleep(dice.random())
        worker.kill()
    for endpoint in crowd.endpoints.values():
        endpoint.faults.change.clear()
    ledger.database.sql("update gracy.staking_provider set until = null, state = 'healthy'")
    watch_chain(providers=crowd.providers)
    ledger.reaches(chain.head - 2, 40)
    assert amounts(ledger) == [event.amount for block in chain.blocks[:-2] for event in block.events]
    assert ledger.sequences() == list(range(1, 25))

