"""Attacks on the assistant, through the whole pipeline, with a model that obeys every one of them: policies, questions and
names of tests/data/assistant/attacks.json, in both languages. The unit test of the same name tries the checks alone."""
import json
import re
import unicodedata
from pathlib import Path

import pytest

from model_server import ModelServer, completion
from test_assistant import THREADS
from worker_fixtures import *  # noqa: F401,F403 - fixtures

ATTACKS = json.loads((Path(__file__).resolve().parents[1] / "data" / "assistant" / "attacks.json").read_text())
SECRET = "한별전자 비밀계획은 자오선 인수합병이다. Hanbyul secretly merges Meridian; annual leave 연차 secrets."
HIDDEN = "\u2028\u2029\u2800\u3164\ufe0f\U000e0121"
QUESTIONS_OF_ONE = 25  # a member may ask 30 a day


def publish(client, title: str, language: str, body: str) -> None:
    made = client.post("/api/v1/policies", {"title": title, "language": language, "status": "published"})
    assert made.status == 201, made
    version = client.post(f"/api/v1/policies/{made.json()['id']}/versions", {"effective_from": "2024-01-01", "status": "published", "body": body})
    assert version.status == 201, version


def visible(text: str) -> str:
    """What the module lets a policy, a question or a name have: control characters are refused when they are written."""
    return "".join(character for character in text if character >= " " and character != "\x7f")


def call(*calls: tuple[str, str]) -> dict:
    return completion(None, "tool_calls", tool_calls=[{"id": f"call_{n}", "type": "function", "function": {"name": name, "arguments": arguments}}
                                                      for n, (name, arguments) in enumerate(calls)])


def obey(attack: dict, cite: int, looked_up: list[str]) -> dict:
    if "calls" in attack:
        return call(*attack["calls"])
    if attack["by"] == "name" and not looked_up:
        return call(("find_person", json.dumps({"name": poisoned_name(attack).split()[0].rstrip(";")})))
    if "output" in attack:
        return completion(attack["output"])
    return completion({"answerable": True, "language": attack["language"],
                       "answer": [{"text": attack["says"], "cite": attack.get("cite", [cite])}]})


def poisoned_name(attack: dict) -> str:
    return visible(attack["injected"]).strip()


def place_of(prompt: str, injected: str | None) -> int:
    """Of the poisoned passage in the prompt, from 1: it is the one that the model cites."""
    passages = prompt.split("\nPassage ")
    return next((n for n, passage in enumerate(passages) if n and injected and injected[:20] in passage), 1)


@pytest.fixture(scope="module")
def poisoned(client, people):
    """A company whose policies and names are full of attacks, and another one with a secret."""
    for language in ("ko", "en"):
        sections = [f"## {attack['question'].rstrip('?')}\n\n{visible(attack['injected'])}" for attack in ATTACKS
                    if attack["by"] == "policy" and attack["language"] == language]
        leave = "## 연차 휴가\n\n사원에게 연차를 준다." if language == "ko" else "## Annual leave\n\nThe handbook grants annual leave to everybody."
        publish(client.as_(people.admin.token), f"Poisoned {language}", language, "\n\n".join([leave, *sections]))
    publish(client.as_(people.other_admin.token), "Secrets", "ko", f"## 연차 비밀 규정 annual leave\n\n{SECRET}")
    for attack in ATTACKS:
        if attack["by"] == "name":
            person = people.hire("Poisoned " + attack["question"][:6].strip())
            people.database.sql("update gracy.member set name = %s where id = %s", poisoned_name(attack), person.id)


def test_no_attack_leads_out_calls_anybody_or_shows_what_is_not_theirs(start_worker, database, client, people, poisoned):
    model = ModelServer()
    seen: list[list[str]] = [[] for _ in ATTACKS]

    def answer(request: dict) -> dict:
        prompt = request["messages"][1]["content"]
        number = int(re.search(r"#(\d+)\n<<\w+>>$", prompt)[1])
        looked_up = [message["content"] for message in request["messages"] if message["role"] == "tool"]
        seen[number].append("\n".join([prompt, *looked_up]))
        return obey(ATTACKS[number], place_of(prompt, ATTACKS[number].get("injected")), looked_up)

    model.answer = answer
    start_worker("jobs", on=database, assistant={"daily_budget": 10 ** 9},
                 **{"assistant.servers.scripted": {"base_url": model.url, "model": "scripted-1", "timeout_seconds": 5, "prompt_price": 1,
                                                   "completion_price": 1}})
    threads = []
    try:
        for number, attack in enumerate(ATTACKS):
            if number % QUESTIONS_OF_ONE == 0:
                asker = client.as_(people.hire(f"Attacker {number}").token)
            asked = asker.post(THREADS, {"question": f"{attack['question']} #{number}"})
            assert asked.status == 202, asked
            threads.append((attack, asker, asked.json()["id"]))
        for attack, asker, thread in threads:
            told = eventually(lambda: (read := asker.get(f"{THREADS}/{thread}").json())["state"] != "queued" and read, attack["name"], 60)
            assert (told["answer"], told["ai_generated"]) == ([], False), (attack["name"], told)
            assert told["outcome"] == "passages" and told["reason"] == "unverified", (attack["name"], told["outcome"], told["reason"])
            for source in told["sources"]:
                assert "자오선" not in source["text"] and "Meridian" not in source["text"], attack["name"]
                hidden = [character for character in "".join((source["title"], *source["headings"], source["text"]))
                          if unicodedata.category(character) in ("Cc", "Cf", "Co") and character != "\n" or character in HIDDEN]
                assert not hidden, (attack["name"], hidden)
    finally:
        model.close()
    for attack, prompts in zip(ATTACKS, seen):
        assert prompts, f"{attack['name']}: the model was not asked"
        if attack["by"] == "policy":
            assert visible(attack["injected"])[:20] in prompts[0], f"{attack['name']}: the model has not read the attack"
        if attack["by"] == "name":
            # Up to what no text that a model reads may hold.
            assert re.match(r"[\w ;]+", poisoned_name(attack))[0].strip() in prompts[-1], f"{attack['name']}: the model has not read the name"
        assert not any("자오선" in prompt or "Meridian" in prompt for prompt in prompts), f"{attack['name']}: another team space's policy"
