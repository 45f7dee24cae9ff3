"""Every degraded mode has a counter, and each counter a test that has seen it count: what nothing names may stay at zero for ever."""
import re

from conftest import ROOT

# The files that write the pages of /metrics.
PAGES = ("serving/metrics_page.cpp", "worker/metrics_page.cpp", "worker/staking_metrics.cpp")
# Why no test names them.
UNTESTED = {
    "gracy_event_log_dropped_total": "hundreds of commands would have to wait for a frozen store at once, and the log is only a copy of them",
    "gracy_mongodb_queued": "tests/mongodb/reply_test.cpp fills the queue of 4096 and reads the client's own number, which this one is",
    "gracy_mongodb_rejected_total": "as the one before",
    "gracy_workers_unmeasured_total": "more worker processes than the zone has places, which is 128",
    "gracy_survey_notices_lag_seconds": "read from the database by a statement that tests/sql runs",
    "gracy_worker_coffee_questions_total": "the questions themselves are tested where they are put; nothing else is told of them",
    "gracy_worker_database_stalls_total": "the same counter of the same client as gracy_database_stalls_total",
    "gracy_worker_errors_left_out_total": "tests/unit/jobs/error_log_test.cpp fills the log and reads the number that this one is",
}


def metrics() -> set[str]:
    texts = [(ROOT / "ngx_gracy_module" / page).read_text() for page in PAGES]
    return {name for text in texts for name in re.findall(r'"(gracy_[a-z0-9_]+)"', text)}


def named_by_tests() -> set[str]:
    files = [*(ROOT / "tests/e2e").rglob("*.py"), *(ROOT / "tests/unit").rglob("*.cpp")]
    return {name for file in files for name in re.findall(r"gracy_[a-z0-9_]+", file.read_text())}


def test_every_page_of_metrics_is_known():
    pages = {path.relative_to(ROOT / "ngx_gracy_module").as_posix() for path in (ROOT / "ngx_gracy_module").rglob("*.cpp")
             if re.search(r'\bfamily\(', path.read_text()) and "gracy_" in path.read_text()}
    assert pages == set(PAGES)


def test_every_metric_is_named_by_a_test_or_stands_here_with_why_not():
    measured, tested = metrics(), named_by_tests()
    assert len(measured) > 100
    assert sorted(measured - tested - set(UNTESTED)) == []
    assert sorted(name for name in UNTESTED if name not in measured or name in tested) == [], "no exception any more"
