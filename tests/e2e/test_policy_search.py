"""Whether a question finds the passage that answers it: 200 Korean and 100 English questions on a company's rules."""
import csv
import statistics
from pathlib import Path
from urllib.parse import quote

import pytest


DATA = Path(__file__).resolve().parents[1] / "data" / "policies"
SEARCH = "/api/v1/policies/search"


def publish(client, title: str, language: str, file: str, effective_from: str = "2024-01-01") -> str:
    made = client.post("/api/v1/policies", {"title": title, "language": language, "status": "published"})
    assert made.status == 201, made
    policy = made.json()["id"]
    version = client.post(f"/api/v1/policies/{policy}/versions",
                          {"effective_from": effective_from, "status": "published", "body": (DATA / file).read_text()})
    assert version.status == 201, version
    return policy


@pytest.fixture(scope="module")
def company(client, people):
    """Both texts, as a company with offices in two languages has them."""
    admin = client.as_(people.admin.token)
    publish(admin, "취업규칙", "ko", "employment_rules.ko.md")
    publish(admin, "Global Handbook", "en", "handbook.en.md")
    return client.as_(people.member.token)


def questions(file: str) -> list[tuple[str, str]]:
    with (DATA / file).open(newline="") as lines:
        return [(answer, question) for answer, question in csv.reader(lines, delimiter="\t")]


def rank(client, answer: str, question: str) -> int | None:
    """The place of the answer among the first eight, from 1."""
    found = client.get(f"{SEARCH}?q={quote(question)}").json()["data"]
    for place, chunk in enumerate(found, 1):
        if chunk["headings"] and (chunk["headings"][-1] == answer or chunk["headings"][-1].startswith(answer + "(")):
            return place
    return None


@pytest.mark.parametrize("file, count", [("questions.ko.tsv", 200), ("questions.en.tsv", 100)])
def test_questions_find_their_answers(company, file, count):
    asked = questions(file)
    assert len(asked) >= count
    ranks = {question: rank(company, answer, question) for answer, question in asked}
    missed = [question for question, place in ranks.items() if place is None]
    recall = 1 - len(missed) / len(ranks)
    mean_reciprocal_rank = statistics.mean(1 / place if place else 0 for place in ranks.values())
    print(f"{file}: recall@8 {recall:.3f}, MRR {mean_reciprocal_rank:.3f}, missed {missed},",
          "not first", [(question, place) for question, place in ranks.items() if place and place > 2])
    assert recall >= 0.95, missed
    assert mean_reciprocal_rank >= 0.8
