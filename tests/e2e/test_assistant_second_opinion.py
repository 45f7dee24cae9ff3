"""A server of a language model that others have written, @copilotkit/aimock: what our own scripted server plays is not only our idea of it."""
import json
import shutil
import subprocess

import pytest

from support.build import ROOT
from test_policy_search import publish
from worker_fixtures import *  # noqa: F401,F403 - fixtures

FOLDER = ROOT / "tests/assistant"
THREADS = "/api/v1/qa/threads"
OUTPUT = {"answerable": True, "language": "ko", "answer": [{"text": "규정에 연차가 정해져 있어요.", "cite": [1]}]}

pytestmark = pytest.mark.skipif(shutil.which("node") is None or not (FOLDER / "node_modules/@copilotkit/aimock").exists(),
                                reason="@copilotkit/aimock is not installed (npm)")


@pytest.fixture(scope="module")
def member(client, people):
    publish(client.as_(people.admin.token), "취업규칙", "ko", "employment_rules.ko.md")
    return client.as_(people.member.token)


@pytest.fixture
def server():
    """(url, what it says of the next request)"""
    process = subprocess.Popen(["node", "aimock.js", json.dumps(OUTPUT, ensure_ascii=False)], cwd=FOLDER, stdout=subprocess.PIPE, text=True)
    try:
        yield json.loads(process.stdout.readline())["url"], lambda: json.loads(process.stdout.readline())
    finally:
        process.terminate()
        process.wait()
        process.stdout.close()


@pytest.mark.parametrize("stream", [False, True], ids=["whole", "streamed"])
@pytest.mark.parametrize("supports", ["json_schema", "tools"])
def test_an_answer_comes_through(start_worker, database, member, server, supports, stream):
    url, next_request = server
    start_worker("jobs", on=database, assistant={"daily_budget": 10 ** 9}, **{"assistant.servers.second": {
        "base_url": f"{url}/v1", "model": "gpt-4.1-mini", "supports": supports, "stream": stream, "timeout_seconds": 30, "prompt_price": 1,
        "completion_price": 1}})
    question = member.post(THREADS, {"question": "연차는 며칠인가요?"}).json()["id"]
    thread = eventually(lambda: (thread := member.get(f"{THREADS}/{question}").json())["state"] != "queued" and thread, "an answer", 40)
    assert (thread["outcome"], thread["answer"][0]["text"]) == ("answered", OUTPUT["answer"][0]["text"]), thread
    asked = next_request()
    assert (asked["stream"], asked.get("form"), asked["status"]) == (stream, "json_schema" if supports == "json_schema" else None, 200)
    assert database.one("select cost from gracy.assistant_question where id = %s", int(question)) > 0
