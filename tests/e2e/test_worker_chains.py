"""gracy-worker with two contracts of one chain and one of another: each has a history of its own, whatever becomes of the others."""
import json
import sys
import urllib.request

import pytest

from support.build import ROOT
from support.database import run_worker
from support.http_client import Client
from support.metrics import Metrics
from support.ports import free_port
from test_worker_lies import EVENTS, truth
from worker_fixtures import *  # noqa: F401,F403 - fixtures

sys.path += [str(ROOT / "tests/staking"), str(ROOT / "contracts")]
from gracy_chain.webhook import payload  # noqa: E402
from mock_chain.chain import MockChain, Settings  # noqa: E402
from mock_chain.network import Network  # noqa: E402

NEAR, FAR = 31337, 8453
SEASON = {"start_block": 1, "blocks_per_request": 60, "sequence_slot": 0, "seasons_slot": 10}


def network_of(chain_id: int, kinds: tuple[str, ...]) -> Network:
    chain = MockChain(Settings(seed=chain_id, chain_id=chain_id, contracts=kinds))
    chain.mine_events(100, 30)
    return Network(chain, providers=2)


class Watched:
    """One of the contracts: what its chain says, and what the tables hold."""

    def __init__(self, label: str, network: Network, kind: str, ledger):
        self.label, self.network, self.kind, self.ledger = label, network, kind, ledger
        self.chain_id = network.chain.settings.chain_id
        self.address = network.facts()["contracts"][kind]
        self.key = (self.chain_id, bytes.fromhex(self.address[2:]))

    def final(self) -> int:
        return self.network.chain.head() - self.network.chain.settings.finalized_distance

    def cursor(self) -> int:
        rows = self.ledger.database.sql("select last_block::int from gracy.staking_cursor where (chain_id, contract) = (%s, %s)", *self.key)
        return rows[0][0] if rows else 0

    def events(self, state: str) -> list[tuple]:
        return self.ledger.database.sql(
            "select block_number::int, encode(block_hash, 'hex'), encode(tx_hash, 'hex'), log_index, kind, encode(account, 'hex'), amount::text, sequence::int"
            " from gracy.staking_event where (chain_id, contract) = (%s, %s) and state = %s and account is not null order by block_number, log_index", *self.key, state)

    def is_proven(self, seconds: float = 60) -> None:
        final = self.final()
        eventually(lambda: self.cursor() >= final, f"{self.label} to be proven up to {final}", seconds)
        assert self.events("final") == truth(self.network.chain, self.kind, final)


@pytest.fixture
def near():
    with network_of(NEAR, ("season", "original")) as network:
        yield network


@pytest.fixture
def far():
    with network_of(FAR, ("season",)) as network:
        yield network


@pytest.fixture
def contracts(near, far, ledger) -> list[Watched]:
    """The first and the last have the same address: another chain, another contract."""
    return [Watched("staking", near, "season", ledger), Watched("staking.contracts.first_edition", near, "original", ledger),
            Watched("staking.contracts.elsewhere", far, "season", ledger)]


@pytest.fixture
def watch(start_worker, near, far, contracts):
    def start(**changes: dict) -> Worker:
        season, original, elsewhere = contracts
        sections = {
            "staking": {"chain_id": NEAR, "poll_seconds": 1, "rpc_timeout_ms": 700, "contract": season.address, "abi": "season_staking"} | SEASON,
            "staking.contracts.first_edition": {"contract": original.address, "start_block": 1, "blocks_per_request": 60},
            "staking.contracts.elsewhere": {"chain": "far", "contract": elsewhere.address, "abi": "season_staking"} | SEASON,
            "staking.chains.far": {"chain_id": FAR, "poll_seconds": 1, "rpc_timeout_ms": 700},
        }
        sections |= {f"staking.contracts.first_edition.events.{name}": keys for name, keys in EVENTS["original"].items()}
        for section, network in (("staking", near), ("staking.chains.far", far)):
            sections |= {f"{section}.providers.{name}": {"group": f"of-{name}", "url": network.url(name)} for name in network.providers}
        return start_worker("staking", **{name: keys | changes.get(name, {}) for name, keys in sections.items()},
                            **{name: keys for name, keys in changes.items() if name not in sections})

    return start


def test_each_contract_is_proven_and_has_its_own_figures(watch, contracts, near, far, ledger):
    port = free_port()
    worker = watch(staking={"blocks_per_request": 5}, metrics={"staking": f"127.0.0.1:{port}"})
    for contract in contracts:
        contract.is_proven()
    for network in (near, far):
        network.chain.mine_events(10, 6)
    for contract in contracts:
        contract.is_proven()

    def scrape() -> Metrics:
        return Metrics(Client(port).get("/metrics").text)

    for contract in contracts:
        labels = {"chain": str(contract.chain_id), "contract": contract.address}
        eventually(lambda: scrape().get("gracy_staking_final_block", **labels) == contract.final(), f"{contract.label} to be counted")
        assert scrape().get("gracy_staking_proven_block", **labels) == contract.final()
    # Contracts of a chain have one crowd: its two providers are counted once.
    page = scrape()
    assert page.get("gracy_staking_providers", chain=str(NEAR)) == page.get("gracy_staking_providers", chain=str(FAR)) == 2
    assert worker.stop() == 0
    near_table, _, far_table, *_ = run_worker("providers", "--config", worker.configuration).split("\n\n")
    assert near_table.startswith(f"Chain {NEAR} [staking]\n") and far_table.startswith(f"Chain {FAR} [staking.chains.far]\n")
    assert ledger.evidence() == []
    # Who wants few blocks at a time does not make it few for the other contract.
    assert ledger.database.one("select max(blocks_at_a_time)::int from gracy.staking_provider where chain_id = %s", NEAR) > 5


def test_contracts_of_a_chain_that_hangs_wait_for_one_answer_and_not_one_after_another(watch, contracts, near, ledger):
    port = free_port()
    near.tell("*", [{"name": "hang"}])
    watch(metrics={"staking": f"127.0.0.1:{port}"})

    def failed() -> int:
        page = Metrics(Client(port).get("/metrics").text)
        return sum(page.get("gracy_staking_polls_total", chain=str(NEAR), contract=contract.address, outcome="failed") for contract in contracts[:2])

    eventually(lambda: failed() >= 6, "both contracts to find nobody")
    asked = near.providers["p1"].told["hang"]
    assert asked <= failed() * 2 / 3
    near.tell("*", [])
    for contract in contracts:
        contract.is_proven()
    assert ledger.database.one("select count(*)::int from gracy.job where state = 'dead'") == 0


def test_what_halts_one_contract_or_one_chain_does_not_halt_the_others(watch, contracts, near, far, ledger):
    season, original, elsewhere = contracts
    port = free_port()
    far.tell("*", [{"name": "hang"}])
    watch(metrics={"staking": f"127.0.0.1:{port}"})
    season.is_proven()
    original.is_proven()
    assert elsewhere.cursor() == 0
    # The season's last proven block becomes another than the chain's.
    ledger.database.sql("update gracy.staking_cursor set last_block_hash = sha256('another') where (chain_id, contract) = (%s, %s)", *season.key)
    halted_at = season.cursor()
    near.chain.mine_events(10, 6)
    original.is_proven()
    eventually(lambda: Metrics(Client(port).get("/metrics").text).get("gracy_staking_halted", contract=season.address, chain=str(NEAR)) == 1, "the halt to be told")
    far.tell("*", [])
    elsewhere.is_proven()
    near.chain.mine_events(10, 6)
    original.is_proven()
    assert season.cursor() == halted_at
    page = Metrics(Client(port).get("/metrics").text)
    assert page.get("gracy_staking_halted") == 1


def test_a_contract_with_a_wrong_slot_holds_up_no_other(watch, contracts):
    season, original, elsewhere = contracts
    worker = watch(**{"staking": {"sequence_slot": 10}})
    original.is_proven()
    elsewhere.is_proven()
    worker.says("staking: the contract counts")
    assert season.cursor() == 0


def rpc(network: Network, method: str, *params):
    request = urllib.request.Request(network.url("p1"), json.dumps({"jsonrpc": "2.0", "id": 1, "method": method, "params": params}).encode(),
                                     {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=20) as response:
        return json.load(response)["result"]


def delivery_of_last_block(network: Network) -> dict:
    """All logs of the block, as a webhook that selects several contracts brings them."""
    block = rpc(network, "eth_getBlockByNumber", "latest", True)
    logs = rpc(network, "eth_getLogs", {"fromBlock": block["number"], "toBlock": block["number"]})
    return json.loads(payload(block, logs, {each["hash"]: each["from"] for each in block["transactions"]}))


def test_what_webhooks_bring_goes_to_its_own_contract(watch, contracts, near, far, ledger):
    season, original, elsewhere = contracts
    near.chain.mine_actions([("season", "stake", 0, 5), ("original", "stake", 1, 7)])
    far.chain.mine_actions([("season", "stake", 2, 11)])
    both, of_far = delivery_of_last_block(near), delivery_of_last_block(far)
    for network in (near, far):
        network.tell("*", [{"name": "down"}])  # so that webhooks are first
    ledger.deliver(both, NEAR)
    ledger.deliver(of_far, FAR)
    ledger.deliver(both | {"id": "whevt_nowhere"}, 1)
    watch()
    assert ledger.delivered(both["id"]) == ledger.delivered(of_far["id"]) == ("done", None)
    state, why = ledger.delivered("whevt_nowhere")
    assert state == "refused" and "chain 1, of which nothing is watched" in why
    for contract, amount in zip(contracts, ("5", "7", "11")):
        assert [event[6] for event in contract.events("pending")] == [amount], contract.label
    for network in (near, far):
        network.tell("*", [])
        network.chain.mine(10)
    for contract in contracts:
        contract.is_proven()
    assert ledger.database.one("select count(*)::int from gracy.staking_event where source = 'webhook' and state = 'final'") == 3
