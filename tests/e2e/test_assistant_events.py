"""What becomes of a question, as server-sent events: each change once, the checked answer, and then the end."""
import contextlib
import json
import signal
import threading

import psycopg2
import pytest

from model_server import ModelServer, sentences
from support.processes import children, frozen, send_signal
from test_policy_search import publish
from worker_fixtures import *  # noqa: F401,F403 - fixtures

THREADS = "/api/v1/qa/threads"
QUESTION = "연차는 며칠인가요?"


@pytest.fixture(scope="module")
def model():
    server = ModelServer()
    yield server
    server.close()


@pytest.fixture
def member(client, people):
    """Somebody with no stream and no question yet."""
    if not hasattr(people, "followers"):
        people.followers = 0
        publish(client.as_(people.admin.token), "취업규칙", "ko", "employment_rules.ko.md")
    people.followers += 1
    person = people.hire(f"Follower {people.followers}")
    member = client.as_(person.token)
    member.person = person
    return member


@pytest.fixture
def hang(model):
    """Until it is set the model says nothing."""
    release = threading.Event()
    model.requests.clear()
    model.answer = lambda request: release.wait(60) and sentences(("연차가 있어요.", [1]))
    yield release
    release.set()


@pytest.fixture
def answering(start_worker, database, model):
    return lambda: start_worker("jobs", on=database, assistant={"daily_budget": 10 ** 9}, **{"assistant.servers.scripted": {
        "base_url": model.url, "model": "scripted-1", "timeout_seconds": 60, "prompt_price": 1, "completion_price": 1}})


def ask(member) -> str:
    return member.post(THREADS, {"question": QUESTION}).json()["id"]


class Events:
    """A stream that is open, read as it comes."""

    def __init__(self, member, question: str, *headers: tuple[str, str]):
        self.connection = member.connect()
        self.connection.send_request("GET", f"{THREADS}/{question}/events", member.all_headers(list(headers)))
        self.head = self.connection.read_head()
        self.text = ""

    def __enter__(self) -> "Events":
        return self

    def __exit__(self, *_):
        self.connection.close()

    def _block(self) -> str | None:
        """What stands before the next empty line; None at the end."""
        while "\n\n" not in self.text:
            size = int(self.connection._line(), 16)
            self.text += self.connection._exactly(size).decode()
            assert self.connection._line() == b""
            if size == 0:
                return None
        block, self.text = self.text.split("\n\n", 1)
        return block

    def next(self) -> dict | None:
        """The next event as {"event": ..., "id": ..., "data": ...}; None at the end of a body that is whole."""
        while (block := self._block()) is not None:
            fields = dict(line.split(": ", 1) for line in block.split("\n") if not line.startswith(":"))
            if "data" in fields:
                return fields | {"data": json.loads(fields["data"])}
            assert not fields or fields == {"retry": "2000"}
        return None

    def state(self) -> str:
        event = self.next()
        assert event and event["event"] == "state", event
        return event["data"]["state"]

    def rest(self) -> list[dict]:
        return list(iter(self.next, None))


def test_each_change_is_told_and_the_checked_answer_ends_it(answering, member, model, hang):
    question = ask(member)
    with Events(member, question) as events:
        assert events.head.status == 200 and events.head.header("Content-Type") == "text/event-stream"
        assert events.head.header("Cache-Control") == "private, no-store" and events.state() == "queued"
        answering()
        assert events.state() == "running"
        eventually(lambda: model.requests, "the call")
        hang.set()
        assert events.state() == "answered"
        last = events.next()
        assert (last["event"], last["id"]) == ("thread", "answered") and last["data"] == member.get(f"{THREADS}/{question}").json()
        assert last["data"]["answer"][0]["text"] == "연차가 있어요." and events.next() is None
    # Who has heard of the end has nothing to connect again for; who has not gets it.
    with Events(member, question, ("Last-Event-ID", "answered")) as again:
        assert again.head.status == 204
    with Events(member, question, ("Last-Event-ID", "running")) as again:
        assert [event["event"] for event in again.rest()] == ["state", "thread"]


def test_what_was_not_checked_is_never_sent(answering, member, model, hang):
    model.answer = lambda request: sentences(("연차는 999일이에요.", [1]))
    answering()
    with Events(member, ask(member)) as events:
        rest = events.rest()
        assert rest[-1]["data"]["outcome"] == "passages" and rest[-1]["id"] == "passages" and "999일이에요" not in str(rest)


def test_a_question_that_is_stopped_ends_the_stream(member):
    question = ask(member)
    with Events(member, question) as events:
        assert events.state() == "queued"
        member.post(f"{THREADS}/{question}/stop")
        assert events.state() == "stopped" and events.next()["data"]["outcome"] == "stopped" and events.next() is None


def test_who_stops_a_question_wakes_streams_and_workers_once(member, database):
    with contextlib.closing(psycopg2.connect(database.conninfo("postgres"))) as session:
        session.autocommit = True
        session.cursor().execute("listen gracy_jobs; listen gracy_streams; listen gracy_cancellations")

        def heard() -> set[str]:
            session.poll()
            return {each.channel for each in session.notifies}

        def ask_and_be_heard() -> str:
            session.notifies.clear()
            question = ask(member)
            eventually(lambda: "gracy_jobs" in heard(), "the question to be heard of")
            return question
        question = ask_and_be_heard()
        session.notifies.clear()
        assert member.post(f"{THREADS}/{question}/stop").json()["outcome"] == "stopped"
        eventually(lambda: heard() == {"gracy_jobs", "gracy_streams", "gracy_cancellations"}, "all to be woken")
        assert member.post(f"{THREADS}/{question}/stop").json()["outcome"] == "stopped"
        ask_and_be_heard()
        assert heard() == {"gracy_jobs"}, "nothing was stopped the second time"


def test_a_question_whose_job_is_dead_has_failed(member, database):
    question = ask(member)
    with Events(member, question) as events:
        assert events.state() == "queued"
        database.sql("update gracy.job set state = 'dead', finished_at = now() where kind = 'assistant.answer' and payload ->> 'question_id' = %s", question)
        assert events.state() == "failed" and events.next()["data"]["state"] == "failed" and events.next() is None


def test_what_was_heard_is_not_told_again(member):
    question = ask(member)
    with Events(member, question, ("Last-Event-ID", "queued")) as events:
        member.post(f"{THREADS}/{question}/stop")
        assert events.state() == "stopped"


def test_a_member_has_four_streams_at_a_time(nginx, member):
    question = ask(member)
    before = nginx.metrics().get("gracy_event_streams_refused_total")
    streams = [Events(member, question) for _ in range(4)]
    assert [stream.state() for stream in streams] == ["queued"] * 4
    refused = member.get(f"{THREADS}/{question}/events")
    assert refused.status == 429 and refused.json()["code"] == "rate-limited" and refused.header("Retry-After")
    eventually(lambda: nginx.metrics().get("gracy_event_streams_refused_total") == before + 1 and nginx.metrics().get("gracy_event_streams") == 4, "them to be counted")
    # A client that leaves gives its place back.
    streams.pop().connection.abort()
    with eventually(lambda: (again := Events(member, question)).head.status == 200 and again, "a place"):
        pass
    for stream in streams:
        stream.connection.abort()
    eventually(lambda: nginx.metrics().get("gracy_event_streams") == 0, "all to be gone")


class Spread:
    """Two workers of one nginx, and two streams of a member in each: who is frozen accepts nothing."""

    def __init__(self, nginx, member):
        self.nginx = nginx
        self.question = ask(member)
        self.member = nginx.client.as_(member.person.token)
        self.first, self.second = nginx.worker_pids()
        with frozen(self.second):
            self.of_first = [self.one_more(), self.one_more()]
        with frozen(self.first):
            self.of_second = [self.one_more(), self.one_more()]

    def one_more(self) -> Events:
        events = Events(self.member, self.question)
        assert events.head.status == 200 and events.state() == "queued"
        return events

    def is_refused(self) -> bool:
        return self.member.get(f"{THREADS}/{self.question}/events").status == 429

    def two_more(self) -> list[Events]:
        """And not three."""
        self.nginx.wait_until_ready()
        more = [eventually(self.one_more, "a place") for _ in range(2)]
        assert self.is_refused()
        return more


@pytest.fixture
def spread(start_nginx, member):
    return Spread(start_nginx(workers=2), member)


def test_a_members_streams_are_counted_over_all_workers(spread):
    for worker in (spread.first, spread.second):
        with frozen(worker):
            assert spread.is_refused()
    with frozen(spread.first):
        spread.of_first.pop().connection.abort()
        assert spread.is_refused(), "who is frozen has noticed nothing"
    eventually(spread.one_more, "the place to be given back")


@pytest.mark.expects_log("exited on signal 9")
def test_a_killed_worker_gives_its_streams_places_back(spread):
    send_signal(spread.second, signal.SIGKILL)
    spread.two_more()


@pytest.mark.expects_log("exited on signal 9")
def test_streams_of_old_workers_count_until_they_end_or_are_killed(spread):
    """A reload that the old workers are too busy to notice."""
    nginx, old = spread.nginx, (spread.first, spread.second)
    with frozen(*old):
        send_signal(nginx.master, signal.SIGHUP)
        eventually(lambda: len(set(nginx.worker_pids()) - set(old)) == 2, "new worker processes", 15)
        nginx.wait_until_ready()
        assert spread.is_refused()
        # Nobody takes the place of a worker that was to go.
        send_signal(spread.second, signal.SIGKILL)
        more = spread.two_more()
    assert spread.of_first[0].rest() == [], "a body that is whole"
    eventually(lambda: not set(old) & set(children(nginx.master)), "the old workers to end")
    more += spread.two_more()


def test_a_stream_ends_when_its_session_does(member, client, database):
    session = client.as_(database.add_session(member.person.team_space_id, member.person.id))
    with Events(session, ask(member)) as events:
        assert events.state() == "queued"
        database.sql("delete from gracy.session where member_id = %s", member.person.id)
        assert events.next() is None


def test_a_stream_does_not_hold_an_nginx_that_stops(start_nginx, member):
    nginx = start_nginx()
    question = ask(member)
    ours = nginx.client.as_(member.person.token)
    with Events(ours, question) as events:
        assert events.state() == "queued"
        send_signal(nginx.master, signal.SIGQUIT)
        assert events.next() is None, "a body that is whole"
        nginx.wait_for_end(5)
