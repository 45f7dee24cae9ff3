"""forge from npm, as the tests run it."""

import json
import os
import subprocess

import pytest
from conftest import CONTRACTS

PROGRAM = next((path for path in sorted((CONTRACTS / "node_modules" / "@foundry-rs").glob("forge-*/bin/forge")) if os.access(path, os.X_OK)), None)
needs_forge = pytest.mark.skipif(PROGRAM is None or not (CONTRACTS / "node_modules" / "solc").is_dir(), reason="forge is not installed (npm)")


def run(*arguments, **environment):
    return subprocess.run([PROGRAM, *arguments], cwd=CONTRACTS, env={**os.environ, **environment}, capture_output=True, text=True)


def results(*arguments, **environment):
    """{(contract, test): None or the reason why it failed} of `forge test`."""
    ended = run("test", "--json", *arguments, **environment)
    assert ended.stdout.startswith("{"), ended.stdout + ended.stderr
    return {
        (suite.rpartition(":")[2], name.partition("(")[0]): None if result["status"] == "Success" else result["reason"] or "failed"
        for suite, report in json.loads(ended.stdout).items()
        for name, result in report["test_results"].items()
    }
