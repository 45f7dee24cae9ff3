"""Slack's own @slack/web-api believes that the fake is Slack."""
import shutil
import subprocess

import pytest
from conftest import SLACK

sdk = pytest.mark.skipif(not (SLACK / "node_modules/@slack/web-api").exists() or shutil.which("node") is None,
                         reason="@slack/web-api is not installed (npm)")


@sdk
@pytest.mark.parametrize("scenario", ["messages", "pages", "retries", "views", "oauth", "streams", "limits"])
def test_slack_s_own_client_works_against_it(slack, scenario):
    slack.workspace.app.redirect_urls = ("https://gracy.example/",)
    result = subprocess.run(["node", SLACK / "sdk/web_api.js", scenario, slack.api_url], capture_output=True, text=True, timeout=60,
                            env={"PATH": "/usr/local/bin:/usr/bin:/bin"})
    assert result.returncode == 0, result.stderr[-4000:]
