"""gracy-worker reading a long history: several pieces at once over several providers, recorded in the chain's order."""
import pytest

from support.commit_gate import CommitGate
from support.http_client import Client
from support.metrics import Metrics
from support.ports import free_port
from test_worker_lies import EVENTS, history, is_proven, network_of, truth, watch_network  # noqa: F401 - a fixture
from worker_fixtures import *  # noqa: F401,F403 - fixtures

PIECE = 20
PIECES_AT_ONCE = 12  # four for each of three providers
LATE = {"name": "late", "seconds": 0.05}


def blocks_asked_for(network, method, name=lambda params: params[0]) -> list[int]:
    """By number; not the first block and none by its tag."""
    named = [name(params) for provider in network.providers.values() for asked, params in list(provider.requests) if asked == method]
    return [int(each, 16) for each in named if each.startswith("0x") and int(each, 16) > 0]


def heads_of_pieces(network, kind) -> list[int]:
    if kind == "season":
        return blocks_asked_for(network, "eth_getLogs", lambda params: params[0]["fromBlock"])
    return blocks_asked_for(network, "eth_getBlockByNumber")


@pytest.mark.parametrize("kind", EVENTS)
def test_a_long_history_is_read_in_pieces_at_once_and_goes_on_where_it_was_after_a_kill(watch_network, ledger, kind):
    with network_of(9, kind, 3, blocks=480, events=60) as network:
        chain = network.chain
        network.tell("*", [LATE])
        gate = CommitGate(ledger.database, ["staking_event"])
        worker = watch_network(network, kind, blocks_per_request=PIECE)
        for _ in range(3):
            gate.arrival()
            gate.let_pass()
        server = gate.arrival()
        # One piece after another it would be one call at a time, and a second one of whom is asked while the first is slow.
        eventually(lambda: sum(provider.most_at_once for provider in network.providers.values()) >= 8, "many calls at once")
        worker.kill()
        gate.undo(server)
        gate.remove()
        # Whatever was read ahead: recorded are the first events of the chain and no other.
        known, whole = history(ledger), truth(chain, kind, chain.head())
        assert 0 < len(known) < len(whole) and known == whole[:len(known)]
        place = known[-1][0]
        if kind == "original":
            place = ledger.cursor()
            assert known == truth(chain, kind, place)
        # No more is read than may wait for the piece that cannot be recorded. The block to be proven is agreed on first.
        final = chain.head() - chain.settings.finalized_distance
        assert max(block for block in heads_of_pieces(network, kind) if block != final) <= place + (3 + PIECES_AT_ONCE) * PIECE < final
        for provider in network.providers.values():
            provider.forget()
        worker = watch_network(network, kind, blocks_per_request=PIECE)
        is_proven(network, kind, ledger, worker)
        assert min(heads_of_pieces(network, kind)) >= place
        assert worker.stop() == 0 and ledger.evidence() == []


def test_of_a_piece_about_which_one_has_lied_another_is_asked(watch_network, ledger):
    with network_of(9, "season", 3, blocks=480, events=60) as network:
        network.tell("p2", [{"name": "alter_amount", "times": 1}])
        worker = watch_network(network, "season", blocks_per_request=PIECE)
        is_proven(network, "season", ledger, worker)
        liar = network.providers["p2"]
        [lie] = [each for each in liar.examples if each["lie"] == "alter_amount"]
        assert {name for name, _ in ledger.evidence()} == {"p2"}
        eventually(lambda: ledger.provider("p2") == "quarantined", "the liar to be quarantined")
        asked = {name: [params[0]["fromBlock"] for method, params in provider.requests if method == "eth_getLogs"] for name, provider in network.providers.items()}
        assert lie["params"][0]["fromBlock"] in asked["p1"] + asked["p3"]
        # Nothing else is read again from the beginning, and nobody looks at every block for what is missing.
        assert "is incomplete" not in worker.log.text()
        assert worker.stop() == 0


@pytest.mark.parametrize("kind", EVENTS)
def test_where_all_want_to_be_left_alone_for_a_moment_nothing_is_given_up_and_nobody_is_paid(watch_network, ledger, kind):
    with network_of(9, kind, 3) as network:
        gate = CommitGate(ledger.database, ["staking_event"])
        worker = watch_network(network, kind, paid="p3", blocks_per_request=PIECE)
        gate.arrival()
        for name in ("p1", "p2"):
            network.tell(name, [{"name": "rate_limited_retry_after", "seconds": 2, "times": 1}])
        gate.let_pass()
        gate.remove()
        is_proven(network, kind, ledger, worker)
        assert "goes on from here" not in worker.log.text()
        assert worker.stop() == 0 and ledger.evidence() == []
        assert not {"eth_getLogs", "eth_getBlockReceipts"} & set(network.providers["p3"].calls)


def test_how_far_a_reading_is_and_for_how_long_it_goes_on_is_told_meanwhile(watch_network, ledger, start_worker):
    with network_of(9, "original", 3, blocks=480, events=60) as network:
        gate = CommitGate(ledger.database, ["staking_event"])
        port = free_port()
        worker = watch_network(network, "original", blocks_per_request=PIECE, metrics={"staking": f"127.0.0.1:{port}"})
        for _ in range(3):
            gate.arrival()
            gate.let_pass()
        gate.arrival()
        metrics = Metrics(Client(port).get("/metrics").text)
        left = network.chain.head() - network.chain.settings.finalized_distance - ledger.cursor()
        assert metrics.get("gracy_staking_unread_blocks") == left
        assert metrics.get("gracy_staking_unread_seconds") >= 1
        worker.says("% of what there is to read;")
        gate.let_pass()
        gate.remove()
        is_proven(network, "original", ledger, worker)
        eventually(lambda: Metrics(Client(port).get("/metrics").text).get("gracy_staking_unread_blocks") == 0, "all to be read")
        assert worker.stop() == 0


READING = "select first_block::int, read_block::int, last_block::int from gracy.staking_reading"


@pytest.mark.parametrize("kind", EVENTS)
def test_how_far_a_reading_is_stands_in_the_database_until_it_ends_whoever_is_killed_meanwhile(watch_network, ledger, kind):
    with network_of(9, kind, 3, blocks=480, events=60) as network:
        network.tell("*", [LATE])
        gate = CommitGate(ledger.database, ["staking_reading"])
        worker = watch_network(network, kind, blocks_per_request=PIECE)
        for _ in range(3):
            gate.arrival()
            gate.let_pass()
        server = gate.arrival()
        worker.kill()
        gate.undo(server)
        final = network.chain.head() - network.chain.settings.finalized_distance
        [(first, read, last)] = ledger.database.sql(READING)
        assert (first, last) == (1, final) and first < read < last
        worker = watch_network(network, kind, blocks_per_request=PIECE)
        gate.arrival()
        gate.let_pass()
        eventually(lambda: ledger.database.sql(READING)[0][1] != read, "the next one to go on")
        [(first, _, last)] = ledger.database.sql(READING)
        assert (first, last) == (1, final), "as one reading, from its beginning"
        gate.remove()
        is_proven(network, kind, ledger, worker)
        eventually(lambda: ledger.database.sql(READING) == [], "nothing to be read any more")
        assert worker.stop() == 0


def test_a_reading_that_was_broken_off_is_not_told_as_one_that_goes_on(watch_network, ledger):
    with network_of(9, "original", 3, blocks=480, events=60) as network:
        gate = CommitGate(ledger.database, ["staking_event"])
        port = free_port()
        worker = watch_network(network, "original", blocks_per_request=PIECE, metrics={"staking": f"127.0.0.1:{port}"})

        def unread() -> float:
            return Metrics(Client(port).get("/metrics").text).get("gracy_staking_unread_blocks")

        for _ in range(3):
            gate.arrival()
            gate.let_pass()
        gate.arrival()
        assert unread() > 0
        network.tell("*", [{"name": "down"}])
        gate.let_pass()
        gate.remove()
        eventually(lambda: unread() == 0, "nothing to be read any more")
        assert ledger.cursor() < network.chain.head() - network.chain.settings.finalized_distance
        assert worker.stop() == 0


def test_a_reading_longer_than_a_poll_may_take_goes_on_in_the_next_and_shows_the_tip_meanwhile(watch_network, ledger, jobs):
    with network_of(9, "season", 3, blocks=480, events=60) as network:
        network.tell("*", [LATE | {"seconds": 0.2}])
        worker = watch_network(network, "season", blocks_per_request=PIECE, reading_seconds=1)
        eventually(lambda: len(ledger.states()) == 2, "the tip to be shown beside the beginning", 60)
        assert ledger.cursor() is None and "final" in ledger.states() and "pending" in ledger.states()
        network.tell("*", [])
        is_proven(network, "season", ledger, worker)
        asked_by = {name for (name,) in ledger.database.sql("select payload->>'asked_by' from gracy.job where kind = 'staking.poll'")}
        assert asked_by == {"schedule", "long reading"}
        assert "goes on from here" not in worker.log.text()
        assert set(ledger.database.sql("select distinct state from gracy.job where attempts > 1")) == set()
        assert worker.stop() == 0


def test_a_next_part_that_could_not_be_asked_for_is_asked_for_again(watch_network, ledger):
    with network_of(9, "season", 3, blocks=480, events=60) as network:
        network.tell("*", [LATE | {"seconds": 0.2}])
        # A sequence counts what is undone, too.
        ledger.database.sql("create sequence public.asked_for")
        ledger.database.sql("create function public.lose_the_first() returns trigger language plpgsql security definer as $$ begin"
                            " if nextval('public.asked_for') = 1 then raise 'lost'; end if; return new; end $$")
        ledger.database.sql("create trigger zz_lose before insert on gracy.job for each row"
                            " when (new.payload->>'asked_by' = 'long reading') execute function public.lose_the_first()")
        worker = watch_network(network, "season", blocks_per_request=5, reading_seconds=1)
        asked_for = "select id from gracy.job where kind = 'staking.poll' and payload->>'asked_by' = 'long reading'"
        eventually(lambda: ledger.database.sql(asked_for), "the next part to be asked for", 60)
        network.tell("*", [])
        is_proven(network, "season", ledger, worker)
        assert worker.stop() == 0
