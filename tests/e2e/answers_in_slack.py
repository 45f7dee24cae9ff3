"""Questions in Slack: a connected workspace, a scripted model, workers that answer, and what a person reads."""
import secrets as random_bytes
import subprocess

import pytest

from model_server import ModelServer, sentences
from slack_client import COMMANDS, EVENTS, INTERACTIONS
from slack_fixtures import TOKEN, Running, people as workspaces
from support import build
from test_policy_search import publish
from worker_fixtures import eventually

MEMBER, COLLEAGUE, READS_ENGLISH, STRANGER = "U0HB000002", "U0HB000003", "U0HB000004", "U0HB000009"
QUESTION = "연차는 며칠인가요?"
SENTENCE = "규정에 연차가 정해져 있어요."


@pytest.fixture(scope="module")
def slack(client, people, secrets):
    """A workspace connected to a company that has policies; one for all tests, so that no event's id comes twice."""
    admin = client.as_(people.admin.token)
    publish(admin, "취업규칙", "ko", "employment_rules.ko.md")
    publish(admin, "Global Handbook", "en", "handbook.en.md")
    workspace = workspaces.small()
    app = workspace.app
    app.signing_secret = secrets.slack_signing_secret
    app.events_url, app.commands_url, app.interactions_url = (f"http://127.0.0.1:{client.port}{path}" for path in (EVENTS, COMMANDS, INTERACTIONS))
    with Running(workspace) as running:
        yield running


@pytest.fixture(scope="module")
def token_key(folder):
    key = folder / "assistant_in_slack.key"
    key.write_text(random_bytes.token_hex(32))
    key.chmod(0o600)
    return key


@pytest.fixture
def model():
    server = ModelServer()
    server.answer = lambda request: sentences((SENTENCE, [1]))
    yield server
    server.close()


@pytest.fixture
def answering(start_worker, database, slack, token_key, model):
    """answering(): a worker that asks the scripted model; answering(model=False): one that has none. Members have asked nothing yet, and
    neither Slack nor the worker remembers what was streamed."""
    database.sql("delete from gracy.assistant_question")
    database.sql("delete from gracy.slack_lane where method like 'chat.%%Stream'")
    slack.advance(61)
    slack.workspace.faults.clear()

    def start(with_model: bool = True, base_url: str | None = None, timeout: int = 5, metrics_port: int = 0, **assistant):
        scripted = {"assistant.servers.scripted": {"base_url": model.url, "model": "scripted-1", "timeout_seconds": timeout, "prompt_price": 1,
                                                   "completion_price": 1}}
        metrics = {"metrics": {"jobs": f"127.0.0.1:{metrics_port}"}} if metrics_port else {}
        worker = start_worker("jobs", on=database, slack={"base_url": base_url or slack.api_url.rstrip("/"), "token_key_file": str(token_key)},
                              assistant={"daily_budget": 10 ** 9} | assistant, **(scripted if with_model else {}), **metrics)
        if not base_url:
            subprocess.run([str(build.WORKER), "slack", "connect", "hanbit", "--config", str(worker.configuration)], input=TOKEN + "\n", text=True,
                           check=True, capture_output=True, env=build.program_environment(worker.folder), timeout=build.patience(30))
        return worker

    return start


def replies(member, message, by_bot=True):
    """What stands beneath a message for everybody and grows no more, the first one first."""
    return [each for each in reversed(member.messages(message.channel))
            if each.thread_ts == message.ts and bool(each.bot_id) == by_bot and not each.only_for and each.stream != "streaming"]


def stream(member, message, words=""):
    """What grows beneath a message, once it says so."""
    return eventually(lambda: next((each for each in member.messages(message.channel)
                                    if each.thread_ts == message.ts and each.stream == "streaming" and words in shown(each)), None),
                      f"an answer to grow, with {words!r}")


def reply(member, message):
    return eventually(lambda: replies(member, message), "an answer beneath the question")[0]


def shown(message) -> str:
    return str(message.blocks)


def settled(slack, database):
    """Until no event, question, or message waits for anybody."""
    eventually(lambda: all(delivery.acknowledged for delivery in slack.workspace.deliveries.all), "events to arrive")
    eventually(lambda: database.one("select count(*) from gracy.event_log where handled_at is null and kind <> 'command'") == 0, "events to be handled")
    eventually(lambda: database.one("select count(*) from gracy.assistant_question where state = 'queued'") == 0, "questions to be answered")
    eventually(lambda: database.one("select count(*) from gracy.job where kind like 'slack.%%' and state in ('queued', 'running') and available_at <= now()") == 0,
               "jobs to end")
    eventually(lambda: database.one("select count(*) from gracy.slack_stream where state <> 'ended'") == 0, "streams to end")
    eventually(lambda: database.one("select count(*) from gracy.slack_message where state in ('waiting', 'sending')") == 0, "messages to go")
