"""The operator reads in a channel what goes wrong in workers: once, grouped, at intervals, and nothing of anybody's."""
import pytest

from slack_fixtures import *  # noqa: F401,F403 - fixtures
from slack_client import TEAM
from support.database import run_worker
from support.http_client import Client
from support.metrics import Metrics
from support.ports import free_port
from worker_fixtures import *  # noqa: F401,F403 - fixtures
from worker_fixtures import Jobs, eventually

CHANNEL = "C0HANBIT01"
# Of nobody, in words, digits and Hangul.
PRIVATE = "김민서 Minseo.Kim 010-1234-5678 xoxb-7-secret"


class Operator:
    def __init__(self, connected, start_worker):
        self.slack, self.database, self.section, self._start = connected.slack, connected.database, connected.section, start_worker
        self.jobs = Jobs(self.database)
        self.port = free_port()
        connected.worker.stop()
        self.database.sql("update gracy.team_space set locale = 'en'")

    def start(self, pause: int = 1, **section):
        return self._start(slack=self.section | {"errors_team": TEAM, "errors_channel": CHANNEL, "errors_pause_seconds": pause} | section,
                           metrics={"jobs": f"127.0.0.1:{self.port}"})

    def let_die(self, kind: str = "coffee.prepare", why: str = "channel_not_found", times: int = 1) -> None:
        """As a worker leaves a job that failed for the last time."""
        self.database.sql("insert into gracy.job (kind, lane, payload, state, available_at, attempts, max_attempts, last_error, finished_at)"
                          " select %s, 'bulk', %s, 'dead', now(), 1, 1, %s, now() from generate_series(1, %s)", kind, '{"note": "' + PRIVATE + '"}', why, times)

    def reports(self) -> list[str]:
        return self.slack.do(lambda: [message.text for message in self.slack.workspace.channels[CHANNEL].messages.values()
                                      if "worker reports errors" in message.text])

    def tells(self, *texts: str) -> str:
        return eventually(lambda: next((report for report in self.reports() if all(text in report for text in texts)), None),
                          f"a report with {texts}: {self.reports()}")

    def metric(self, name: str, **labels: str) -> float:
        return Metrics(Client(self.port).get("/metrics").text).get(name, **labels)


@pytest.fixture
def operator(connected, start_worker):
    return Operator(connected, start_worker)


def test_dead_jobs_are_told_once_by_kind_and_without_what_is_anybody_s(operator):
    operator.start()
    operator.let_die(why=f"cannot reach {PRIVATE} (\"{PRIVATE}\"): channel_not_found", times=3)
    operator.let_die("mail.send", "timed out")
    report = operator.tells("dead job coffee.prepare: cannot reach ... channel_not_found")
    operator.tells("dead job mail.send: timed out")
    assert "3 times" in report and "jobs dead" in report
    eventually(lambda: operator.metric("gracy_errors_waiting") == 0, "everything to be told")
    told = "\n".join(operator.reports())
    assert told.count("mail.send") == 1 and told.count("coffee.prepare") == 1
    assert not any(word in told for word in ("김민서", "Minseo", "Kim", "1234", "xoxb", "secret"))
    assert operator.metric("gracy_worker_error_reports_total", outcome="posted") >= 1


def test_job_that_a_worker_gave_up_is_told_and_one_that_is_retried_and_dies_again_is_told_again(operator):
    worker = operator.start()
    job = operator.jobs.add("assistant.answer", "assistant", max_attempts=1, payload='{"no": "question"}')
    operator.jobs.wait(job, "dead")
    operator.tells("once", "dead job assistant.answer")
    first = len(operator.reports())
    run_worker("jobs", "retry", job, "--config", worker.configuration)
    operator.jobs.wait(job, "dead")
    eventually(lambda: len(operator.reports()) > first, f"it to be told again: {operator.reports()}")


def test_errors_of_the_log_are_told_and_the_pause_is_kept(operator):
    worker = operator.start(pause=3600)
    operator.let_die()
    operator.tells("coffee.prepare")
    # What Slack would not take is an error of ours, and not of the queue.
    for number in range(2):
        operator.database.sql("select gracy.queue_slack_message(team_space_id, team_id, 'chat.postMessage', %s, '{\"blocks\": [{\"type\": \"nothing\"}]}',"
                              " now(), null) from gracy.slack_installation where team_id = %s", f"U0HB00000{number + 1}", TEAM)
    worker.says("is not sent")
    # Each leaves two lines: that it is not sent, and what became of it.
    eventually(lambda: operator.database.sql("select waiting from gracy.operator_error where summary like 'slack message%%'") == [(2,), (2,)],
               "both to be noted as the same kinds")
    assert len(operator.reports()) == 1, "an hour is not over"

    def is_told_when_the_pause_is_over():
        # Slack takes one message a second in a channel; a report that it does not take is made again after the pause.
        operator.database.sql("update gracy.operator_report set next_at = now()")
        return any("2 times" in report and "slack message ... is not sent" in report for report in operator.reports())

    eventually(is_told_when_the_pause_is_over, "the next report", 20, pause=0.5)


def test_report_that_cannot_be_posted_is_no_error_to_report_and_is_made_again(operator):
    operator.slack.do(operator.slack.workspace.faults.add, "error", method="chat.postMessage", error="channel_not_found", times=0)
    worker = operator.start()
    operator.let_die()
    eventually(lambda: operator.metric("gracy_worker_error_reports_total", outcome="failed") >= 3, "it to be tried again and again")
    assert operator.metric("gracy_errors_waiting") == 1 and operator.reports() == []
    operator.slack.do(operator.slack.workspace.faults.clear)
    report = operator.tells("coffee.prepare")
    assert report.count("•") == 1 and "errors could not be reported" in worker.log.text()
    eventually(lambda: operator.metric("gracy_errors_waiting") == 0, "nothing to be left")


def test_many_kinds_are_told_in_turn_and_too_many_are_counted(operator):
    operator.database.sql("select gracy.note_errors(array(select 'kind ' || repeat('a', n / 30 + 1) || repeat('b', n % 30 + 1)"
                          " from generate_series(1, 1010) as n), array_fill(2::bigint, array[1010]), 5)")
    assert operator.database.one("select left_out from gracy.operator_report") == 25
    port, operator.port = operator.port, free_port()
    operator._start(metrics={"jobs": f"127.0.0.1:{operator.port}"}).says("duty jobs: ours")
    assert operator.metric("gracy_errors_left_out") == 25
    operator.port = port
    operator.start()
    report = operator.tells("25 more errors were left out", "The next report has 992 more kinds (1984 errors)")
    assert report.count("•") == 8
    eventually(lambda: len(operator.reports()) >= 2, "the next ones to follow")
    assert operator.database.one("select left_out from gracy.operator_report") == 0 == operator.metric("gracy_errors_left_out")

