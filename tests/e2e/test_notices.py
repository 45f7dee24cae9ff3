"""What a member is told: the number on the badge, and reading it away."""
import pytest

from support.http_client import Client, assert_problem, errors_of

PATH = "/api/v1/me/notices"


@pytest.fixture
def person(people):
    people.told = getattr(people, "told", 0) + 1
    return people.hire(f"Told {people.told}")


@pytest.fixture
def reader(client, person) -> Client:
    return client.as_(person.token)


@pytest.fixture
def notices(database, person) -> list[str]:
    """Five, the oldest first; the last two of one moment."""
    return [str(database.one(
        "insert into gracy.member_notice (team_space_id, member_id, kind, text_en, text_ko, created_at)"
        " values (%s, %s, 'test.notice', %s, '알림', '2026-01-01'::timestamptz + make_interval(days => %s)) returning id",
        person.team_space_id, person.id, f"Notice {n}", min(n, 3))) for n in range(5)]


def ids(response) -> list[str]:
    assert response.status == 200, response
    return [notice["id"] for notice in response.json()["data"]]


def unread(reader: Client) -> int:
    return reader.get(f"{PATH}?read=false&include=total&limit=1").json()["page"]["total"]


def read_up_to(reader: Client, notice):
    return reader.request("PUT", f"{PATH}/read", json_body={"up_to": notice})


def test_a_badge_counts_what_is_not_read(reader, notices):
    assert unread(reader) == 5
    assert reader.request("PUT", f"{PATH}/{notices[2]}/read").status == 204
    assert unread(reader) == 4
    assert ids(reader.get(f"{PATH}?read=true")) == [notices[2]]
    assert ids(reader.get(f"{PATH}?read=false")) == [notices[4], notices[3], notices[1], notices[0]]
    assert reader.get(f"{PATH}?read=true&include=total").json()["page"]["total"] == 1
    assert ids(reader.get(PATH)) == notices[::-1]
    first = reader.get(f"{PATH}?read=false&limit=2").json()
    assert ids(reader.get(f"{PATH}?read=false&limit=2&cursor={first['page']['next_cursor']}")) == [notices[1], notices[0]]
    assert_problem(reader.get(f"{PATH}?read=true&cursor={first['page']['next_cursor']}"), 400, "cursor-mismatch")


def test_all_up_to_one_are_read_and_what_came_since_is_not(reader, notices):
    assert reader.request("PUT", f"{PATH}/{notices[0]}/read").status == 204
    assert read_up_to(reader, notices[3]).json() == {"read": 3}
    assert ids(reader.get(f"{PATH}?read=false")) == [notices[4]]
    at = [notice["read_at"] for notice in reader.get(PATH).json()["data"]]
    assert read_up_to(reader, notices[3]).json() == {"read": 0}
    assert [notice["read_at"] for notice in reader.get(PATH).json()["data"]] == at


def test_nobody_reads_away_what_somebody_else_was_told(reader, notices, client, people):
    other = client.as_(people.colleague.token)
    assert errors_of(assert_problem(read_up_to(other, notices[4]), 422)) == {"#/up_to": "unknown_notice"}
    assert unread(reader) == 5
    for body, code in (({}, "required"), ({"up_to": None}, "required"), ({"up_to": "x"}, "not_an_id")):
        assert errors_of(assert_problem(reader.request("PUT", f"{PATH}/read", json_body=body), 422)) == {"#/up_to": code}
