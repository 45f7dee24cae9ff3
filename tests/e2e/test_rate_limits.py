"""Who asks too often is told to wait, and when to come back."""
import re
import time

import pytest

from support import secrets_used
from support.http_client import assert_problem
from support.waiting import eventually

LIMIT = 20


@pytest.fixture(scope="module")
def nginx(start_nginx):
    # An address earns one request back in minutes, so that a busy machine's slowness earns it none.
    return start_nginx(workers=2, http=f"gracy_rate_limit token={LIMIT}/m address={LIMIT}/h;")


@pytest.fixture
def person(people):
    people.hired = getattr(people, "hired", 0) + 1
    return people.hire(f"Limited {people.hired}")


def standing(response) -> tuple[str, int, int]:
    policy, remaining, reset = re.fullmatch(r'"(\w+)";r=(\d+);t=(\d+)', response.header("RateLimit")).groups()
    return policy, int(remaining), int(reset)


def test_a_token_is_told_where_it_stands(client, person):
    token = client.as_(person.token)
    first, second = token.get("/api/v1/me"), token.get("/api/v1/me")
    assert first.header("RateLimit-Policy") == f'"token";q={LIMIT};w=60'
    assert standing(first)[:2] == ("token", LIMIT - 1)
    assert standing(second)[1] == LIMIT - 2


def test_too_many_requests_are_refused_by_all_workers_together(client, person):
    token = client.as_(person.token)
    answers = [token.get("/api/v1/me") for _ in range(LIMIT + 5)]
    assert [answer.status for answer in answers[:LIMIT]] == [200] * LIMIT
    refused = answers[-1]
    assert_problem(refused, 429, "rate-limited")
    assert 1 <= int(refused.header("Retry-After")) <= 3
    assert standing(refused)[1] == 0


def test_waiting_as_told_is_enough(client, person):
    token = client.as_(person.token)
    while (answer := token.get("/api/v1/me")).status == 200:
        pass
    time.sleep(int(answer.header("Retry-After")))
    assert token.get("/api/v1/me").status == 200


def test_one_token_s_hurry_is_not_another_s(client, person, people):
    token = client.as_(person.token)
    while token.get("/api/v1/me").status == 200:
        pass
    other = people.hire(f"Patient {person.id}")
    assert client.as_(other.token).get("/api/v1/me").status == 200


def test_an_address_without_a_token_is_limited_but_not_those_who_are_signed_in(client, person):
    """Guessing tokens and passwords comes to an end; the office behind the same address works on."""
    known = client.as_(person.token)
    assert known.get("/api/v1/me").status == 200
    guesses = [client.as_(f"grs_{'x' * 43}").get("/api/v1/me").status for _ in range(LIMIT + 5)]
    assert 429 in guesses and guesses.index(429) <= LIMIT
    assert_problem(client.post("/api/v1/login", {"team_space": "hanbit", "email": "a@b.example", "password": "x"}), 429, "rate-limited")
    answers = {known.get("/api/v1/me").status for _ in range(10)}
    assert answers == {200}, "also from the worker that has not seen this token before"


def test_an_office_behind_one_address_goes_on_after_a_restart(start_nginx, people):
    """Nobody's token is remembered, and more people are signed in than the address has guesses."""
    client = start_nginx(workers=2, http=f"gracy_rate_limit token={LIMIT}/m address={LIMIT}/h;").client
    colleagues = [people.hire(f"Back {number}") for number in range(LIMIT + 5)]
    # Other tests have used up most of this address elsewhere; here it is new.
    assert {client.as_(each.token).get("/api/v1/me").status for each in colleagues} == {200}


def test_an_office_behind_one_address_answers_a_survey(start_nginx, people, database):
    """Each with a token of their own; only tokens that nobody was given are guesses, and these come to an end before anything is looked up."""
    # Others have used up this address elsewhere.
    client = start_nginx(workers=2, http=f"gracy_rate_limit token={LIMIT}/m address={LIMIT}/h;").client
    space = people.member.team_space_id
    asked = LIMIT + 5
    survey = database.one("select survey_id from gracy.create_survey(%s, %s, %s, null, null, 'test')", space, people.owner.id,
                          '{"title": {"en": "Office"}, "questions": [{"kind": "scale", "metric": "enps", "text": {"en": "?"}}]}')
    wave = database.one("select wave_id from gracy.create_wave(%s, %s, %s, 'office', 'anonymous', 'all', null, null, null, null,"
                        " now() + interval '1 day', null, null, null, 'test')", space, people.owner.id, survey)
    assert database.one("select gracy.launch_wave(%s, %s, %s, 0, 'test')", space, people.owner.id, wave) == "ok"
    tokens = [secrets_used.remember(f"grv_{place:043d}", "a response token") for place in range(asked)]
    invited = [member for (member,) in database.sql("select member_id from gracy.wave_invite where wave_id = %s order by member_id limit %s", wave, asked)]
    for member, token in zip(invited, tokens):
        database.sql("update gracy.wave_invite set token_hash = sha256(%s::bytea) where wave_id = %s and member_id = %s", token, wave, member)
    for token in tokens:
        office = client.as_(token)
        assert office.get(f"/api/v1/waves/{wave}/form").status == 200
        assert office.post(f"/api/v1/waves/{wave}/responses", {"answers": {"1": 9}}).status == 201
    guesses = [client.as_(f"grv_{'x' * 43}").get(f"/api/v1/waves/{wave}/form").status for _ in range(LIMIT + 5)]
    assert guesses == [guesses[0]] * LIMIT + [429] * 5 and guesses[0] not in (200, 429)
    late = client.as_(tokens[0])
    for refused in (late.get(f"/api/v1/waves/{wave}/form"), late.post(f"/api/v1/waves/{wave}/responses", {"answers": {"1": 9}})):
        assert_problem(refused, 429, "rate-limited")
        assert standing(refused)[:2] == ("address", 0)


@pytest.mark.parametrize("guess", [
    lambda client: client.post("/staking/webhooks/moralis", body=b"{}", headers=[("x-signature", "0x" + "00" * 32)]),
    lambda client: client.post("/staking/webhooks/quicknode", body=b"{}", headers=[("X-QN-Nonce", "n"), ("X-QN-Timestamp", str(int(time.time()))),
                                                                                 ("X-QN-Signature", "00" * 32)]),
    lambda client: client.get("/slack/install?link=" + "A" * 43),
    lambda client: client.request("POST", "/slack/install?link=" + "A" * 43),
    lambda client: client.get("/slack/oauth/callback?code=x&state=" + "A" * 43)], ids=["moralis", "quicknode", "question", "install", "state"])
def test_strangers_who_make_things_up_run_out_of_guesses(start_nginx, guess):
    client = start_nginx(workers=2, http=f"gracy_rate_limit token={LIMIT}/m address={LIMIT}/h;").client
    statuses = [guess(client).status for _ in range(LIMIT + 5)]
    assert statuses[0] in (401, 404) and statuses == [statuses[0]] * LIMIT + [429] * 5


def test_a_reload_forgets_nothing(start_nginx, person):
    hourly = start_nginx(http="gracy_rate_limit token=3/h;")
    token = hourly.client.as_(person.token)
    while token.get("/api/v1/me").status == 200:
        pass
    hourly.reload()
    assert token.get("/api/v1/me").status == 429


def test_without_the_directive_nobody_is_limited(start_nginx, people):
    free = start_nginx().client.as_(people.member.token)
    answers = [free.get("/api/v1/me") for _ in range(LIMIT * 2)]
    assert {answer.status for answer in answers} == {200}
    assert answers[0].header("RateLimit") is None
