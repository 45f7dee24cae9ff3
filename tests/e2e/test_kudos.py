"""Giving kudos: the rules, and what happens when the same request comes twice."""
import json

import pytest

from support.http_client import Client, assert_problem, errors_of
from support.load import together

PATH = "/api/v1/kudos"


@pytest.fixture
def giver(people, client):
    """Somebody new, with a whole month's allowance."""
    people.hired = getattr(people, "hired", 0) + 1
    person = people.hire(f"Giver {people.hired}")
    person.client = client.as_(person.token)
    return person


def kudos(*recipients, points: int = 5, **more) -> dict:
    return {"recipient_ids": [str(person.id) for person in recipients], "value": "Craft", "points": points, "message": "덕분이에요", **more}


def left(client: Client) -> int:
    return client.get("/api/v1/me").json()["allowance_left"]


def test_kudos_are_given_and_seen(giver, people, client):
    before = left(giver.client)
    response = giver.client.post(PATH, kudos(people.colleague, people.member, points=7))
    assert response.status == 201, response
    made = response.json()
    assert response.header("Location") == f"{PATH}/{made['id']}"
    assert made["points"] == 7 and made["message"] == "덕분이에요" and made["value"] == "Craft"
    assert [person["id"] for person in made["recipients"]] == [str(people.colleague.id), str(people.member.id)]
    assert left(giver.client) == before - 14
    reader = client.as_(people.owner.token)
    assert reader.get(f"{PATH}/{made['id']}").json() == {key: value for key, value in made.items() if key != "allowance_left"} | {"mine": False}
    assert reader.get(f"{PATH}?limit=1").json()["data"][0]["id"] == made["id"]


def test_private_kudos_are_seen_by_those_whom_they_are_between(giver, people, client):
    made = giver.client.post(PATH, kudos(people.colleague, visibility="private")).json()
    for who, status in ((giver.token, 200), (people.colleague.token, 200), (people.member.token, 404), (people.owner.token, 404)):
        reader = client.as_(who)
        assert reader.get(f"{PATH}/{made['id']}").status == status
        listed = made["id"] in [row["id"] for row in reader.get(f"{PATH}?limit=5").json()["data"]]
        assert listed == (status == 200)


def test_the_koreans_name_of_a_value_counts_too(giver, people):
    assert giver.client.post(PATH, kudos(people.colleague, value="장인정신")).json()["value"] == "Craft"
    assert giver.client.post(PATH, kudos(people.colleague, value="craft")).json()["value"] == "Craft"


def test_what_the_rules_refuse_is_refused_and_costs_nothing(giver, people, client, database):
    before = left(giver.client)
    gone = people.hire("Gone", status="left")
    cases = [
        (kudos(giver), {"#/recipient_ids/0": "self_kudos"}),
        (kudos(people.colleague, giver), {"#/recipient_ids/1": "self_kudos"}),
        (kudos(people.colleague, value="Nonsense"), {"#/value": "unknown_value"}),
        (kudos(people.colleague, people.member, people.colleague), {"#/recipient_ids/2": "duplicate_recipient"}),
        (kudos(gone), {"#/recipient_ids": "inactive_recipient"}),
        (kudos(people.colleague, people.outsider), {"#/recipient_ids/1": "unknown_recipient"}),
        (kudos(people.colleague) | {"recipient_ids": ["987654321"]}, {"#/recipient_ids/0": "unknown_recipient"}),
    ]
    for body, errors in cases:
        assert errors_of(assert_problem(giver.client.post(PATH, body), 422, "validation")) == errors
    assert left(giver.client) == before
    assert database.one("select count(*) from gracy.kudos where giver_id = %s", giver.id) == 0


def test_more_than_the_allowance_cannot_be_given(giver, people):
    allowance = left(giver.client)
    assert giver.client.post(PATH, kudos(people.colleague, points=allowance)).status == 201
    assert_problem(giver.client.post(PATH, kudos(people.colleague, points=1)), 409, "allowance-exceeded")
    assert left(giver.client) == 0


def test_racing_gifts_never_overspend(start_nginx, giver, people, database):
    """Twelve at once, of which five can be paid; all have the time to wait for the row that gifts of one person queue on."""
    nginx = start_nginx(pool="reads=2 writes=16 exclusive=2", deadline="60s", statement_timeout="50s", http="gracy_lock_timeout 40s;")
    client = nginx.client.as_(giver.token)
    points = left(client) // 5
    answers = together(*[lambda: client.post(PATH, kudos(people.colleague, points=points))] * 12)
    assert sorted(answer.status for answer in answers) == [201] * 5 + [409] * 7
    spent = database.one("select spent from gracy.allowance_period where member_id = %s", giver.id)
    assert spent == points * 5 == points * database.one("select count(*) from gracy.kudos where giver_id = %s", giver.id)
    nginx.stop()


def test_a_key_makes_a_repeated_request_safe(giver, people, database):
    headers = [("Idempotency-Key", "lunch-42")]
    first = giver.client.post(PATH, kudos(people.colleague), headers)
    assert first.status == 201
    again = giver.client.post(PATH, kudos(people.colleague), headers)
    assert again.status == 201 and again.header("Idempotency-Replayed") == "true", again
    assert again.json()["id"] == first.json()["id"]
    assert database.one("select count(*) from gracy.kudos where giver_id = %s", giver.id) == 1
    assert left(giver.client) == 495


def test_a_key_with_another_body_is_refused(giver, people):
    headers = [("Idempotency-Key", "lunch-42")]
    assert giver.client.post(PATH, kudos(people.colleague), headers).status == 201
    errors = errors_of(assert_problem(giver.client.post(PATH, kudos(people.colleague, points=6), headers), 422, "validation"))
    assert errors == {"Idempotency-Key": "key_reused"}


def test_a_key_belongs_to_who_used_it(giver, people, client):
    headers = [("Idempotency-Key", "shared")]
    mine = giver.client.post(PATH, kudos(people.colleague), headers).json()
    other = people.hire("Somebody Else")
    theirs = client.as_(other.token).post(PATH, kudos(people.colleague), headers)
    assert theirs.status == 201 and theirs.json()["id"] != mine["id"]


def test_racing_requests_with_one_key_give_once(giver, people, database):
    headers = [("Idempotency-Key", "race")]
    answers = together(*[lambda: giver.client.post(PATH, kudos(people.colleague), headers)] * 8)
    ids = {answer.json()["id"] for answer in answers if answer.status == 201}
    assert len(ids) == 1, answers
    assert {answer.status for answer in answers} <= {201, 503}
    assert database.one("select count(*) from gracy.kudos where giver_id = %s", giver.id) == 1


def test_a_refused_request_may_be_repeated_with_its_key(giver, people):
    headers = [("Idempotency-Key", "second-thoughts")]
    assert giver.client.post(PATH, kudos(people.colleague, value="Nonsense"), headers).status == 422
    assert giver.client.post(PATH, kudos(people.colleague), headers).status == 201


def test_what_was_written_is_read_at_once(giver, people):
    for number in range(10):
        made = giver.client.post(PATH, kudos(people.colleague, points=1, message=f"{number}")).json()
        assert giver.client.get(f"{PATH}/{made['id']}").status == 200


def test_emoji_and_other_scripts_survive(giver, people):
    message = "고마워요 🙏🏽 ありがとう עברית 👨‍👩‍👧"
    made = giver.client.post(PATH, body=json.dumps(kudos(people.colleague, message=message)).encode()).json()
    assert made["message"] == message


def test_a_message_of_the_greatest_length_is_taken(giver, people):
    assert giver.client.post(PATH, kudos(people.colleague, message="가" * 2000)).status == 201
    errors = errors_of(assert_problem(giver.client.post(PATH, kudos(people.colleague, message="가" * 2001)), 422))
    assert errors == {"#/message": "bad_length"}
