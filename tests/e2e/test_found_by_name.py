"""Short lists are found by a part of a name, in both languages and by Hangul initials, as departments and teams are."""
from urllib.parse import quote

import pytest

from support.http_client import Client, assert_problem


@pytest.fixture(scope="module")
def admin(client, people) -> Client:
    return client.as_(people.admin.token)


def found(reader: Client, path: str, q: str) -> list[str]:
    return [row["id"] for row in reader.get(f"{path}?q={quote(q)}").json()["data"]]


def check(reader: Client, path: str, id: str, words: tuple[str, ...]) -> None:
    for q in words:
        assert found(reader, path, q) == [id], q
    assert found(reader, path, "어디에도 없는") == []
    assert_problem(reader.get(f"{path}?q=+"), 400)
    assert len(reader.get(path).json()["data"]) > 1


def test_locations(admin):
    place, other = (admin.post("/api/v1/locations", {"name": name, "name_en": name_en}).json()["id"]
                    for name, name_en in (("백령도 별관", "Baengnyeong Annex"), ("제주 사무소", "Jeju")))
    check(admin, "/api/v1/locations", place, ("백령", "별관", "annex", "ㅂㄹㄷㅂㄱ"))
    page = admin.get(f"/api/v1/locations?q={quote('백령')}&include=total").json()
    assert page["page"]["total"] == 1
    assert found(admin, "/api/v1/locations", "jeju") == [other]


def test_surveys(admin):
    question = {"kind": "text", "text": {"en": "A word"}}
    made = [admin.post("/api/v1/surveys", {"title": title, "questions": [question]}) for title in
            ({"ko": "두루미 몰입 조사", "en": "Crane pulse"}, {"en": "Onboarding of herons"})]
    assert [one.status for one in made] == [201, 201], made
    crane, heron = (one.json()["id"] for one in made)
    check(admin, "/api/v1/surveys", crane, ("두루미", "crane", "ㄷㄹㅁ"))
    assert found(admin, "/api/v1/surveys", "HERONS") == [heron]
    assert admin.get(f"/api/v1/surveys?q={quote('두루미')}&include=total").json()["page"]["total"] == 1


def test_values(admin):
    made = admin.post("/api/v1/values", {"name": "Heron patience", "name_ko": "왜가리의 끈기"})
    assert made.status == 201, made
    check(admin, "/api/v1/values", made.json()["id"], ("왜가리", "heron pat", "ㅇㄱㄹ"))
    assert [row["id"] for row in admin.get(f"/api/v1/values?status=inactive&q={quote('왜가리')}").json()["data"]] == []
