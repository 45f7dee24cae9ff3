"""A wallet that is a contract: linked when operators agree that it has signed, refused with a reason, and told to the member."""
import hashlib
import time

import pytest

from fake_chain import CHAIN_ID
from support.http_client import Client
from support.metrics import Metrics
from support.ports import free_port
from worker_fixtures import *  # noqa: F401,F403 - fixtures

SAFE = "0x" + "5a" * 20
YES = "0x1626ba7e" + "0" * 56
NO = "0xffffffff" + "0" * 56
REVERTS = (3, "execution reverted: GS026")
MESSAGE = hashlib.sha256(b"what was to be signed").digest()
SIGNATURE = b"\x07" * 130


class Asked:
    """What members wait for, seen from outside."""

    def __init__(self, database):
        self.database = database
        self.space, self.member, self.other = database.sql(
            "select team_space_id, id, lead(id) over (order by id) from gracy.member where status = 'active' order by team_space_id, id limit 1")[0]
        database.sql("delete from gracy.wallet")

    def ask(self, member: int | None = None, address: str = SAFE, message: bytes = MESSAGE) -> None:
        """As POST /staking/v1/wallets does."""
        member = member or self.member
        self.database.sql("insert into gracy.wallet_challenge (team_space_id, member_id, nonce, address, message, expires_at)"
                          " values (%s, %s, 'n', %s, 'sign', now() + interval '1 hour')", self.space, member, bytes.fromhex(address[2:]))
        outcome = self.database.one("select (gracy.verify_wallet(%s, %s, 'n', %s, %s, %s)).outcome", self.space, member, CHAIN_ID, message, SIGNATURE)
        assert outcome == "verifying"
        self.database.sql("notify gracy_jobs")

    def again(self) -> None:
        """The time to ask again has come."""
        self.database.sql("update gracy.wallet_verification set available_at = now()")
        self.database.sql("insert into gracy.job (kind, lane, payload, available_at, max_attempts) values ('staking.verify_wallets', 'staking.wallets', '{}', now(), 3)")
        self.database.sql("notify gracy_jobs")

    def states(self) -> list[tuple]:
        return self.database.sql("select member_id, state, reason from gracy.wallet_verification order by member_id")

    def linked(self) -> list[tuple]:
        return self.database.sql("select member_id, '0x' || encode(address, 'hex') from gracy.wallet order by member_id")

    def told(self, member: int | None = None) -> list[str]:
        return [kind for (kind,) in self.database.sql("select kind from gracy.member_notice where member_id = %s and kind like 'wallet.%%' order by id",
                                                      member or self.member)]

    def is_linked(self) -> None:
        eventually(lambda: self.linked() == [(self.member, SAFE)], "the wallet to be linked")
        assert self.states() == [] and self.told() == ["wallet.linked"]

    def is_refused(self, reason: str) -> None:
        eventually(lambda: self.states() == [(self.member, "refused", reason)], f"the wallet to be refused: {self.states()}")
        assert self.linked() == [] and self.told() == ["wallet.refused"]


@pytest.fixture
def asked(fresh):
    return Asked(fresh)


@pytest.fixture
def three(chain):
    """Three providers of three operators, of a chain whose final block is younger than what is asked."""
    chain.mine(4)
    later = int(time.time()) + 3600 - chain.blocks[0].time
    for block in chain.blocks:
        block.time += later
    endpoints = {"first": chain.provider, "second": chain.another_provider(), "third": chain.another_provider()}
    return endpoints, {name: {"group": f"of-{name}", "url": endpoint.url} for name, endpoint in endpoints.items()}


@pytest.fixture
def watch(watch_chain, three):
    return lambda **more: watch_chain(providers=three[1], **more)


def blames_nobody(ledger):
    """What a contract returns is no fact of the chain: its author may have it differ from node to node."""
    assert ledger.evidence() == []
    assert set(ledger.database.sql("select state, failures::int, lies::int from gracy.staking_provider")) <= {("healthy", 0, 0)}


def test_wallet_whose_contract_has_signed_is_linked(watch, chain, three, asked):
    chain.wallets[SAFE] = YES
    asked.ask()
    watch()
    asked.is_linked()
    calls = [params for endpoint in three[0].values() for params in endpoint.asked("eth_call")]
    data = "0x1626ba7e" + MESSAGE.hex() + f"{64:064x}{len(SIGNATURE):064x}" + SIGNATURE.hex() + "0" * (2 * (160 - len(SIGNATURE)))
    assert len(calls) == 2 and all(params == [{"from": "0x" + "0" * 40, "to": SAFE, "gas": "0x1e8480", "data": data}, "0x2"] for params in calls), calls  # the quorum, at the final block


@pytest.mark.parametrize("returns, reason", [
    (NO, "not_signed"), ("0x", "not_signed"), ("0x" + "0" * 63 + "1", "not_signed"), (REVERTS, "not_signed"),
    ((-32000, "VM Exception while processing transaction: revert"), "not_signed"), ((-32000, "out of gas"), "not_signed"),
    (YES + "0" * 2 * 4096, "not_signed"), (None, "no_code"),
])
def test_wallet_whose_contract_does_not_say_yes_is_refused_with_a_reason(watch, chain, asked, returns, reason):
    if returns is not None:
        chain.wallets[SAFE] = returns
    asked.ask()
    watch()
    asked.is_refused(reason)


def test_provider_that_lies_about_a_contract_is_outvoted_and_not_blamed(watch, chain, three, asked, ledger):
    chain.wallets[SAFE] = NO
    for name in ("first", "second"):
        three[0][name].faults.change["eth_call"] = lambda _: NO
    three[0]["third"].faults.change["eth_call"] = lambda _: YES
    asked.ask()
    watch()
    # Whoever is asked first: the liar is outvoted, or the honest ones agree before it is heard.
    asked.is_refused("not_signed")
    blames_nobody(ledger)


def test_contract_that_nobody_can_make_sense_of_is_no_failure_of_who_was_asked(watch, chain, three, asked, ledger):
    """However often it is asked: five failures in a row would have a provider left alone."""
    chain.wallets[SAFE] = "neither yes nor no"
    watch()
    asked.ask()
    for times in range(1, 6):
        eventually(lambda: all(len(endpoint.asked("eth_call")) >= times for endpoint in three[0].values()), "everybody to be asked")
        asked.again()
    assert asked.states() == [(asked.member, "verifying", None)]
    chain.wallets[SAFE] = YES
    eventually(lambda: asked.again() or asked.linked(), "the wallet to be linked")
    blames_nobody(ledger)


@pytest.mark.parametrize("returns, reason", [(NO, "not_signed"), (None, "no_code")])
def test_refusal_by_a_block_from_before_the_question_is_not_the_last_word(watch, chain, three, asked, returns, reason):
    if returns is not None:
        chain.wallets[SAFE] = returns
    asked.ask()
    asked.database.sql("update gracy.wallet_verification set asked_at = now() + interval '1 day'")
    port = free_port()
    watch(metrics={"staking": f"127.0.0.1:{port}"})
    eventually(lambda: Metrics(Client(port).get("/metrics").text).get("gracy_staking_wallet_verifications_total", outcome="postponed") >= 1,
               "an answer that is too early")
    assert asked.states() == [(asked.member, "verifying", None)] and asked.told() == []
    assert Metrics(Client(port).get("/metrics").text).get("gracy_staking_wallets_waiting") == 1
    asked.database.sql("update gracy.wallet_verification set asked_at = now()")
    asked.again()
    asked.is_refused(reason)


def test_operators_who_do_not_agree_link_and_refuse_nothing(watch_chain, chain, three, asked, ledger):
    chain.wallets[SAFE] = YES
    three[0]["second"].faults.change["eth_call"] = lambda _: NO
    port = free_port()
    watch_chain(providers={name: three[1][name] for name in ("first", "second")}, metrics={"staking": f"127.0.0.1:{port}"})
    asked.ask()
    eventually(lambda: Metrics(Client(port).get("/metrics").text).get("gracy_staking_wallet_verifications_total", outcome="postponed") >= 1,
               "an attempt that came to nothing")
    assert asked.states() == [(asked.member, "verifying", None)] and asked.linked() == [] and asked.told() == []
    three[0]["second"].faults.change.clear()
    asked.again()
    asked.is_linked()
    blames_nobody(ledger)


def test_wallet_waits_while_providers_are_away_and_is_linked_when_they_are_back(watch, chain, three, asked):
    chain.wallets[SAFE] = YES
    for endpoint in three[0].values():
        endpoint.faults.down = True
    worker = watch()
    asked.ask()
    worker.says("wallets' contracts could not be asked")
    assert asked.states() == [(asked.member, "verifying", None)] and asked.told() == []
    for endpoint in three[0].values():
        endpoint.faults.down = False
    eventually(lambda: asked.again() or asked.linked(), "the wallet to be linked")
    asked.is_linked()


def test_wallets_that_take_everybody_s_time_hold_up_no_other(watch, chain, asked):
    """Of two members, as many as each may have, and then an honest one."""
    chain.wallets[SAFE] = YES
    members = [member for (member,) in asked.database.sql(
        "select id from gracy.member where team_space_id = %s and status = 'active' and id <> %s order by id limit 2", asked.space, asked.member)]
    for number in range(20):
        address = "0x" + f"{number + 1:040x}"
        chain.wallets[address] = YES
        chain.stuck.add(address)
        asked.ask(members[number % 2], address)
    asked.ask()
    watch(rpc_timeout_ms=400)
    eventually(lambda: asked.linked() == [(asked.member, SAFE)], "the honest one to be linked")
    assert asked.database.sql("select state, min(attempts) > 0, count(*)::int from gracy.wallet_verification group by state") == [("verifying", True, 20)]
    chain.stuck.clear()
    for provider in (chain.provider, *chain.others):
        provider.let_go.set()


def test_wallet_that_nobody_answers_for_in_an_hour_is_refused(watch, chain, three, asked):
    for endpoint in three[0].values():
        endpoint.faults.down = True
    asked.ask()
    asked.database.sql("update gracy.wallet_verification set expires_at = now()")
    watch()
    asked.is_refused("no_answer")


def test_wallet_of_a_chain_that_nobody_watches_is_refused_in_an_hour(watch, asked):
    asked.ask()
    asked.database.sql("update gracy.wallet_verification set chain_id = 99, expires_at = now()")
    port = free_port()
    watch(metrics={"staking": f"127.0.0.1:{port}"})
    asked.is_refused("no_answer")
    eventually(lambda: Metrics(Client(port).get("/metrics").text).get("gracy_staking_wallet_verifications_total", chain="99", outcome="unanswered") == 1,
               "it to be counted")


def test_two_tabs_of_one_member_link_once(watch, chain, asked):
    chain.wallets[SAFE] = YES
    asked.ask()
    asked.ask(message=hashlib.sha256(b"of the other tab").digest())
    watch()
    asked.is_linked()
    assert asked.database.one("select count(*)::int from gracy.audit_log where action = 'wallet.link' and actor_id = %s", asked.member) == 1


def test_of_two_members_who_ask_for_one_wallet_one_has_it(watch, chain, asked):
    chain.wallets[SAFE] = YES
    other = asked.database.one("select id from gracy.member where team_space_id = %s and status = 'active' and id > %s order by id limit 1",
                               asked.space, asked.member)
    asked.ask()
    asked.ask(other)
    watch()
    eventually(lambda: [(state, reason) for _, state, reason in asked.states()] == [("refused", "taken")], "one of them to be refused")
    [(owner, address)] = asked.linked()
    loser = other if owner == asked.member else asked.member
    assert address == SAFE and asked.told(owner) == ["wallet.linked"] and asked.told(loser) == ["wallet.refused"]


def test_nothing_is_linked_for_a_member_who_has_left_meanwhile(watch, chain, three, asked):
    chain.wallets[SAFE] = YES
    for endpoint in three[0].values():
        endpoint.faults.held = True
    watch()
    asked.ask()
    eventually(lambda: any(endpoint.calls for endpoint in three[0].values()), "somebody to be asked")
    asked.database.sql("update gracy.member set status = 'left' where id = %s", asked.member)
    for endpoint in three[0].values():
        endpoint.faults.held = False
        endpoint.let_go.set()
    eventually(lambda: asked.again() or asked.states() == [], "the question to be forgotten")
    assert asked.linked() == [] and asked.told() == []
