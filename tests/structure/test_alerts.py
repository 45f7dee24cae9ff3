"""The alert rules of conf/prometheus: Prometheus takes them, they fire when they should, and each says where to read on.
That every metric they name is measured is tests/e2e/test_worker_metrics.py's."""
import re
import shutil
import subprocess
import tempfile

import yaml
from conftest import ROOT

RULES = sorted((ROOT / "conf/prometheus").glob("*.rules.yml"))
RUNBOOK = ROOT / "conf/prometheus/README.md"


def rules() -> list[dict]:
    return [rule for file in RULES for group in yaml.safe_load(file.read_text())["groups"] for rule in group["rules"]]


def promtool(*arguments: str) -> None:
    # Debian's package; scripts/test installs it.
    assert shutil.which("promtool"), "promtool is missing: apt-get install prometheus"
    done = subprocess.run(["promtool", *arguments], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_prometheus_takes_the_rules():
    promtool("check", "rules", *map(str, RULES))


def test_every_alert_has_its_page_and_every_page_its_alert():
    pages = set(re.findall(r"^## (\w+)$", RUNBOOK.read_text(), re.M))
    assert pages == {rule["alert"] for rule in rules()}
    for rule in rules():
        assert rule["annotations"]["runbook"] == f"conf/prometheus/README.md#{rule['alert'].lower()}"


def requests(surface: str, route: str, status: str) -> str:
    return f'gracy_requests_total{{surface="{surface}",method="{"GET" if surface == "health" else "POST"}",route="{route}",status="{status}"}}'


# What the metrics show for an hour, minute by minute, and whether the alert fires at its end.
CASES = {
    # Of one of two hosts.
    "NginxNotScraped": ({'gracy_workers{instance="a"}': "4x60", 'gracy_workers{instance="b"}': "4x50 stale"}, {'gracy_workers{instance="a"}': "4x60", 'gracy_workers{instance="b"}': "4x60"}),
    # However many of another surface succeed; and not a few, nor those of a database that was restarted.
    "RequestsFail": ({requests("hr", "/api/v1/me", "5xx"): "0+20x60", requests("hr", "/api/v1/me", "2xx"): "0+100x60", requests("slack", "/slack/events", "2xx"): "0+9000x60"},
                     {requests("hr", "/api/v1/me", "5xx"): "0x40 60x20", requests("hr", "/api/v1/me", "2xx"): "0+100x60",
                      requests("slack", "/slack/events", "5xx"): "0+2x60", requests("slack", "/slack/events", "2xx"): "0+100x60", requests("health", "/readyz", "5xx"): "0+60x60"}),
    # What has no route is a stranger's, and so are a few among many.
    "SlackRefused": ({requests("slack", "/slack/events", "4xx"): "0+3x60", requests("slack", "/slack/commands", "2xx"): "0+1x60"},
                     {requests("slack", "/slack/events", "4xx"): "0+1x60", requests("slack", "/slack/events", "2xx"): "0+50x60", requests("slack", "", "4xx"): "0+90x60"}),
    "JobsNobodyOnDuty": ({'gracy_worker_duty_held{duty="jobs"}': "0x60"}, {'gracy_worker_duty_held{duty="jobs"}': "1x60", 'gracy_worker_duty_held{duty="jobs",instance="b"}': "0x60"}),
    "JobsDead": ({'gracy_jobs{lane="bulk",state="dead"}': "2x60"}, {'gracy_jobs{lane="bulk",state="dead"}': "0x60", 'gracy_jobs{lane="bulk",state="queued"}': "7x60"}),
    "JobsWait": ({'gracy_jobs_oldest_due_seconds{lane="bulk"}': "0+60x60"}, {'gracy_jobs_oldest_due_seconds{lane="bulk"}': "30x60"}),
    "SlackTokensLost": ({"gracy_slack_tokens_lost": "1x60"}, {"gracy_slack_tokens_lost": "0x60"}),
    "SlackTokensUnreadable": ({"gracy_slack_tokens_unreadable": "1x60"}, {"gracy_slack_tokens_unreadable": "0x60"}),
    "SlackTokenExpires": ({"gracy_slack_token_expires_seconds": "3000-60x60"}, {"gracy_slack_token_expires_seconds": "0x60"}),
    "MailWaits": ({"gracy_mail_waiting": "40x180"}, {"gracy_mail_waiting": "40x100 0x80"}),
    "ChangesLag": ({"gracy_changes_lag_seconds": "0+60x60"}, {"gracy_changes_lag_seconds": "2x60"}),
    "SlackHoldsBack": ({"gracy_slack_rate_limited_total": "0x30 1x30"}, {"gracy_slack_rate_limited_total": "5x60"}),
    "CelebrationChannelsRefused": ({"gracy_celebration_channels_refused": "1x180"}, {"gracy_celebration_channels_refused": "0x180"}),
    # A restart of the database is no outage.
    "DatabaseUnreachable": ({"gracy_database_connect_failures_total": "0+100x60"}, {"gracy_database_connect_failures_total": "0x54 200x6"}),
    "SealedUnreadable": ({"gracy_sealed_unreadable_total": "0x30 1x30"}, {"gracy_sealed_unreadable_total": "5x60"}),
    # Of the one that has spent most, whichever worker tells it.
    "AssistantBudgetNearlySpent": ({'gracy_assistant_budget_used_ratio{instance="a"}': "0.95x60", 'gracy_assistant_budget_used_ratio{instance="b"}': "0.95x60"},
                                   {"gracy_assistant_budget_used_ratio": "0.85x60"}),
    "AssistantCallsRefused": ({"gracy_assistant_budget_refused_calls": "0+1x60"}, {"gracy_assistant_budget_refused_calls": "12x60"}),
    "StakingHistoryLags": ({'gracy_staking_proven_age_seconds{contract="0xc0"}': "0+60x60", 'gracy_staking_poll_seconds{contract="0xc0"}': "60x60",
                            'gracy_staking_finalized_block{contract="0xc0"}': "100+5x60", 'gracy_staking_proven_block{contract="0xc0"}': "100x60"},
                           {'gracy_staking_proven_age_seconds{contract="0xc0"}': "900x60", 'gracy_staking_poll_seconds{contract="0xc0"}': "60x60",
                            'gracy_staking_finalized_block{contract="0xc0"}': "101x60", 'gracy_staking_proven_block{contract="0xc0"}': "100x60"}),
    "StakingNobodyOnDuty": ({'gracy_worker_duty_held{duty="staking"}': "0x60"}, {'gracy_worker_duty_held{duty="staking"}': "1x60", 'gracy_worker_duty_held{duty="staking",instance="b"}': "0x60"}),
    # Of one chain, whatever another has.
    "StakingQuorumLost": ({'gracy_staking_operator_groups_answering{chain="1"}': "1x60", 'gracy_staking_operator_groups_answering{chain="2"}': "5x60",
                           'gracy_staking_quorum{chain="1"}': "2x60", 'gracy_staking_quorum{chain="2"}': "2x60"},
                          {"gracy_staking_operator_groups_answering": "2x60", "gracy_staking_quorum": "2x60"}),
    "StakingPollsFail": ({'gracy_staking_polls_total{contract="0xc0",outcome="failed"}': "0+1x60", 'gracy_staking_polls_total{contract="0xc0",outcome="succeeded"}': "7x60",
                          'gracy_staking_polls_total{contract="0xc1",outcome="failed"}': "0x60", 'gracy_staking_polls_total{contract="0xc1",outcome="succeeded"}': "0+1x60"},
                         {'gracy_staking_polls_total{outcome="failed"}': "0+1x60", 'gracy_staking_polls_total{outcome="succeeded"}': "0+1x60"}),
    "StakingEventsMissing": ({"gracy_staking_missing_events": "3x60"}, {"gracy_staking_missing_events": "0x60"}),
    # Not what two contracts have together.
    "StakingListsIncomplete": ({'gracy_staking_holes_total{contract="0xc0"}': "0+1x60", 'gracy_staking_holes_total{contract="0xc1"}': "0x60"},
                               {'gracy_staking_holes_total{contract="0xc0"}': "0x30 2x30", 'gracy_staking_holes_total{contract="0xc1"}': "0x30 2x30"}),
    "StakingTotalDiffers": ({"gracy_staking_total_differs": "1x60"}, {"gracy_staking_total_differs": "0x60"}),
    "StakingHalted": ({"gracy_staking_halted": "1x60"}, {"gracy_staking_halted": "0x60"}),
    "StakingDeepOrphans": ({"gracy_staking_orphan_depth_blocks": "0x30 40 0x29"}, {"gracy_staking_orphan_depth_blocks": "0x30 2 0x29"}),
    "StakingProviderLied": ({"gracy_staking_lies_total": "0x30 1x30"}, {"gracy_staking_lies_total": "5x60"}),
    "StakingAuditDiffers": ({'gracy_staking_audits_total{outcome="different"}': "0x30 1x30"}, {'gracy_staking_audits_total{outcome="same"}': "0+1x60"}),
    "StakingAuditsFail": ({'gracy_staking_audits_total{contract="0xc0",outcome="failed"}': "0+1x60", 'gracy_staking_audits_total{contract="0xc0",outcome="same"}': "7x60",
                           'gracy_staking_audits_total{contract="0xc1",outcome="failed"}': "0x60", 'gracy_staking_audits_total{contract="0xc1",outcome="same"}': "0+1x60"},
                          {'gracy_staking_audits_total{outcome="failed"}': "0+1x60", 'gracy_staking_audits_total{outcome="same"}': "0x40 1x20"}),
    # However many providers one operator has.
    "StakingFewProviders": ({"gracy_staking_healthy_operator_groups": "2x60", 'gracy_staking_providers{state="healthy"}': "9x60", "gracy_staking_quorum": "2x60"},
                            {"gracy_staking_healthy_operator_groups": "3x60", "gracy_staking_quorum": "2x60"}),
    # However much more another chain asks for nothing.
    "StakingPaidShareHigh": ({'gracy_staking_calls_total{chain="1",provider="paid"}': "0+10x180", 'gracy_staking_calls_total{chain="1",provider="public"}': "0+90x180",
                              'gracy_staking_calls_total{chain="2",provider="paid"}': "0x180", 'gracy_staking_calls_total{chain="2",provider="public"}': "0+900x180"},
                             {'gracy_staking_calls_total{provider="paid"}': "0+1x180", 'gracy_staking_calls_total{provider="public"}': "0+99x180"}),
    "StakingHeadAhead": ({"gracy_staking_head_ahead_blocks": "500x60"}, {"gracy_staking_head_ahead_blocks": "500x40 2 500x19"}),
    "StakingReadingStalled": ({"gracy_staking_unread_blocks": "90000x180"}, {"gracy_staking_unread_blocks": "90000-100x180"}),
    # Whoever is answered for is no sign of trouble, however many come after.
    "StakingWalletsWait": ({"gracy_staking_wallets_waiting": "3x60", 'gracy_staking_wallet_verifications_total{outcome="postponed"}': "0+1x60", 'gracy_staking_wallet_verifications_total{outcome="linked"}': "4x60"},
                           {"gracy_staking_wallets_waiting": "3x60", 'gracy_staking_wallet_verifications_total{outcome="linked"}': "0+1x60"}),
    "StakingDeliveriesWait": ({"gracy_staking_deliveries_waiting": "500x60"}, {"gracy_staking_deliveries_waiting": "2x60"}),
    # Of one provider, whatever another tells.
    "StakingWebhookSilent": ({'gracy_staking_webhook_missed_events{provider="alchemy"}': "0x20 5x40", 'gracy_staking_webhook_missed_events{provider="moralis"}': "0x60"},
                             {'gracy_staking_webhook_missed_events{provider="alchemy"}': "0x55 9x5", 'gracy_staking_webhook_missed_events{provider="moralis"}': "2x60"}),
    # Either kind is of no use: together they are too many.
    "StakingWebhookIncomplete": ({'gracy_staking_deliveries_total{provider="alchemy",outcome="incomplete"}': "0 1 2x58",
                                  'gracy_staking_deliveries_total{provider="alchemy",outcome="refused"}': "0 1 2x58"},
                                 {'gracy_staking_deliveries_total{provider="alchemy",outcome="incomplete"}': "2x60", 'gracy_staking_deliveries_total{provider="alchemy",outcome="recorded"}': "0+1x60"}),
}

# These are looked at for three hours.
LONG = {"StakingPaidShareHigh", "StakingReadingStalled", "MailWaits", "CelebrationChannelsRefused"}

# A pair: the second process has taken over and sees something else than the first one, which tells nothing more of what it saw.
TAKEN_OVER = {
    "StakingQuorumLost": ({"gracy_staking_operator_groups_answering": ("2x20 stale", "_x20 1x40"), "gracy_staking_quorum": ("2x20 stale", "_x20 2x40")},
                          {"gracy_staking_operator_groups_answering": ("1x20 stale", "_x20 2x40"), "gracy_staking_quorum": ("2x20 stale", "_x20 2x40")}),
    "StakingEventsMissing": ({"gracy_staking_missing_events": ("0x20 stale", "_x20 3x40")}, {"gracy_staking_missing_events": ("3x20 stale", "_x20 0x40")}),
    "StakingHalted": ({"gracy_staking_halted": ("0x20 stale", "_x20 1x40")}, {"gracy_staking_halted": ("1x20 stale", "_x20 0x40")}),
    "StakingFewProviders": ({"gracy_staking_healthy_operator_groups": ("9x10 stale", "_x10 2x50"), "gracy_staking_quorum": ("2x10 stale", "_x10 2x50")},
                            {"gracy_staking_healthy_operator_groups": ("2x20 stale", "_x20 9x40"), "gracy_staking_quorum": ("2x20 stale", "_x20 2x40")}),
}


def of_pair(series: dict[str, tuple[str, str]]) -> dict[str, str]:
    return {f'{name[:-1] + "," if "{" in name else name + "{"}instance="{instance}"}}': values
            for name, both in series.items() for instance, values in zip("ab", both, strict=True)}


def lagging(age: str, every: int, finalized: str, proven: str) -> dict[str, str]:
    of = '{chain="1",contract="0xc0"}'
    return {f"gracy_staking_proven_age_seconds{of}": age, f"gracy_staking_poll_seconds{of}": f"{every}x180",
            f"gracy_staking_finalized_block{of}": finalized, f"gracy_staking_proven_block{of}": proven}


# What the alert about a history that lags is to know: when the contract is polled, and whether there is anything to prove.
LAGS = {
    "an hour between two polls": (False, lagging("0+60x59 0+60x59 0+60x59", 3600, "100x60 400x60 700x60", "100x60 400x60 700x60")),
    "a poll of each hour fails": (True, lagging("0+60x180", 3600, "100x60 400x60 700x60", "100x180")),
    "the chain finalizes nothing": (False, lagging("0+60x180", 60, "100x180", "100x180")),
    "nothing is proven of what is final": (True, lagging("0+60x180", 60, "101x180", "100x180")),
}


def test_the_history_lags_when_what_is_final_could_have_been_proven(tmp_path):
    tests = [{"name": name, "interval": "1m", "input_series": [{"series": series, "values": values} for series, values in of.items()],
              "promql_expr_test": [{"expr": 'count(ALERTS{alertname="StakingHistoryLags",alertstate="firing"}) or vector(0)', "eval_time": at,
                                    "exp_samples": [{"labels": "{}", "value": int(fires)}]} for at in ("2h", "2h50m")]}
             for name, (fires, of) in LAGS.items()]
    cases = tmp_path / "cases.yml"
    cases.write_text(yaml.safe_dump({"rule_files": [*map(str, RULES)], "evaluation_interval": "1m", "tests": tests}))
    promtool("test", "rules", str(cases))


# What nobody would notice otherwise: nginx is gone, its answers fail, and what Slack sends is refused.
OF_NGINX = {"NginxNotScraped": ("gracy_workers",), "RequestsFail": ("gracy_requests_total", 'status="5xx"'),
            "SlackRefused": ("gracy_requests_total", 'surface="slack"', 'status="4xx"')}


def test_what_goes_wrong_in_nginx_has_an_alert():
    expressions = {rule["alert"]: rule["expr"] for rule in rules()}
    for alert, parts in OF_NGINX.items():
        assert all(part in expressions.get(alert, "") for part in parts), alert
    alone = {"rule_files": [*map(str, RULES)], "evaluation_interval": "1m", "tests": [
        {"interval": "1m", "input_series": [], "promql_expr_test": [{"expr": 'count(ALERTS{alertname="NginxNotScraped",alertstate="firing"})', "eval_time": "10m",
                                                                    "exp_samples": [{"labels": "{}", "value": 1}]}]}]}
    with tempfile.NamedTemporaryFile("w", suffix=".yml") as cases:
        cases.write(yaml.safe_dump(alone))
        cases.flush()
        promtool("test", "rules", cases.name)


def test_every_alert_fires_when_it_should_and_only_then(tmp_path):
    assert set(CASES) == {rule["alert"] for rule in rules()}
    severity = {rule["alert"]: rule["labels"]["severity"] for rule in rules()}
    tests = []
    pairs = [(alert, (of_pair(bad), of_pair(good))) for alert, (bad, good) in TAKEN_OVER.items()]
    for alert, (bad, good) in [*CASES.items(), *pairs]:
        at = "3h" if alert in LONG else "1h"
        for series, fires in ((bad, True), (good, False)):
            tests.append({"interval": "1m", "input_series": [{"series": name, "values": values} for name, values in series.items()],
                          "promql_expr_test": [{"expr": f'count(ALERTS{{alertname="{alert}",alertstate="firing",severity="{severity[alert]}"}}) or vector(0)', "eval_time": at,
                                                "exp_samples": [{"labels": "{}", "value": int(fires)}]}]})
    cases = tmp_path / "cases.yml"
    cases.write_text(yaml.safe_dump({"rule_files": [*map(str, RULES)], "evaluation_interval": "1m", "tests": tests}))
    promtool("test", "rules", str(cases))
