"""The scripts themselves: they parse, shellcheck is content, and their small parts do what they say."""
import os
import socket
import subprocess
from pathlib import Path

import pytest
from conftest import ROOT


def scripts() -> list[str]:
    found = []
    for folder in (ROOT / "scripts", ROOT / ".ci", ROOT / "tests", ROOT / "contracts"):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and "node_modules" not in path.parts and (path.suffix == ".sh" or _is_bash(path)):
                found.append(path.relative_to(ROOT).as_posix())
    return found


def _is_bash(path: Path) -> bool:
    if path.suffix:
        return False
    first = path.open("rb").readline()
    return first.startswith(b"#!") and b"bash" in first


@pytest.mark.parametrize("name", scripts())
def test_bash_reads_it_and_shellcheck_is_content(name: str):
    assert subprocess.run(["bash", "-n", name], cwd=ROOT).returncode == 0
    result = subprocess.run(["shellcheck", "--severity=warning", name], cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize("name", ["run", "stop", "test", "bench", "deploy", "rollback", "slack", "soak-staking"])
def test_a_command_can_be_run(name: str):
    assert os.access(ROOT / "scripts" / name, os.X_OK)


def bash(text: str, *parts: str) -> subprocess.CompletedProcess:
    sources = "".join(f". scripts/lib/{part}.sh\n" for part in ("log", *parts))
    return subprocess.run(["bash", "-c", f"set -euo pipefail; root=$PWD\n{sources}{text}"], cwd=ROOT, capture_output=True, text=True)


def test_a_template_gets_its_values_as_they_are(tmp_path: Path):
    (tmp_path / "template").write_text("a @ONE@ b @TWO@ $uri me@example.com\n")
    result = bash(f"ONE='x & y \\ /' TWO='@ONE@'; render {tmp_path}/template {tmp_path}/target", "template")
    assert result.returncode == 0, result.stderr
    assert (tmp_path / "target").read_text() == "a x & y \\ / b x & y \\ / $uri me@example.com\n"


def test_a_template_with_an_unknown_name_is_an_error(tmp_path: Path):
    (tmp_path / "template").write_text("@NOBODY_KNOWS@\n")
    result = bash(f"render {tmp_path}/template {tmp_path}/target", "template")
    assert result.returncode != 0 and "NOBODY_KNOWS" in result.stderr
    assert not (tmp_path / "target").exists()


def test_free_ports_are_distinct_and_wishes_are_kept():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        command = [ROOT / "scripts/lib/free_ports.py"]
        ports = subprocess.run([*command, str(port), "", ""], capture_output=True, text=True, check=True).stdout.split()
        assert len(set(ports)) == 3 and str(port) not in ports
        assert subprocess.run([*command, f"={port}"], capture_output=True).returncode != 0
    wished = subprocess.run([*command, f"={ports[1]}"], capture_output=True, text=True, check=True).stdout.split()
    assert wished == [ports[1]]


def test_installed_packages_are_not_installed_again(tmp_path: Path):
    """With everything there, neither root nor the network is needed."""
    result = bash(f"sudo() {{ echo sudo was called; exit 1; }}; install_packages {tmp_path}/log bash coreutils", "packages", "install")
    assert result.returncode == 0, result.stderr
    assert result.stdout == ""


def test_secrets_hold_what_their_readers_expect():
    result = bash("_letters 40; echo; _alchemy_key; echo; _api_token; echo", "secrets")
    letters, key, token = result.stdout.split()
    assert len(letters) == 40 and letters.isalnum()
    assert key.startswith("whsec_")
    grc, live, prefix, rest = token.split("_")
    assert (grc, live, len(prefix), len(rest)) == ("grc", "live", 8, 43)


def test_counts_are_read_from_every_kind_of_summary(tmp_path: Path):
    cases = {
        "12 passed, 1 failed": "12 1",
        "== 3 failed, 40 passed, 2 skipped, 1 error in 12.30s ==": "40 4",
        "======= 40 passed in 12.30s =======": "40 0",
        "[==========] gracy: Running 3 test(s).\n[  PASSED  ] 2 test(s).\n[  FAILED  ] gracy: 1 test(s), listed below:": "2 1",
        "nothing of the kind": "0 0",
        "": "0 0",
    }
    for text, counts in cases.items():
        (tmp_path / "log").write_text(text + "\n")
        result = bash(f"count_results {tmp_path}/log", "suites")
        assert result.stdout.split() == counts.split(), text


@pytest.mark.parametrize(("again", "error", "line"), [
    ("1 passed in 0.10s", "", "8 passed, 0 failed, 1 of them only alone"),
    ("1 failed in 0.10s", "", "7 passed, 1 failed"),
    ("no tests ran in 0.10s", "", "7 passed, 1 failed"),
    ("1 passed in 0.10s", "ERROR tests/e2e/test_x.py::test_b - a leak\n", "7 passed, 2 failed"),
])
def test_a_few_failed_tests_get_one_more_try_alone(tmp_path: Path, again: str, error: str, line: str):
    """The suite is a program that fails beside others; its second run is asked for the failed test only."""
    errors = ", 1 error" if error else ""
    (tmp_path / "suite").write_text(f"""#!/bin/sh
case "$*" in
*"-n 2 tests/e2e") printf '%s' 'FAILED tests/e2e/test_x.py::test_a[GET /a] - AssertionError: late\n{error}1 failed, 7 passed{errors} in 1.00s'; exit 1;;
*"-n 0 tests/e2e/test_x.py::test_a[GET /a]") echo '{again}';;
*) echo "asked for $*"; exit 3;;
esac
""".replace("%s", "%b"))
    (tmp_path / "suite").chmod(0o755)
    result = bash(f"suite e2e 2 - '{tmp_path}/suite -n 2 tests/e2e'; run_suites {tmp_path} 2; repeat_alone {tmp_path} 2 e2e;"
                  ' echo "$passed passed, $failed failed$(name_only_alone)"', "suites")
    assert result.stdout.splitlines()[-1] == line, result.stdout + result.stderr
    assert ("only alone: tests/e2e/test_x.py::test_a[GET /a]" in result.stdout) == line.startswith("8")


def test_many_failed_tests_get_no_second_try(tmp_path: Path):
    names = "".join(f"FAILED tests/e2e/test_x.py::test_{number} - wrong\n" for number in range(3))
    (tmp_path / "e2e.log").write_text(names + "3 failed, 7 passed in 1.00s\n")
    result = bash(f"suite e2e 2 - 'touch {tmp_path}/ran'; failed_suites=(e2e) passed=7 failed=3; repeat_alone {tmp_path} 2 e2e;"
                  ' echo "$passed passed, $failed failed"', "suites")
    assert result.stdout.splitlines() == ["7 passed, 3 failed"] and not (tmp_path / "ran").exists()


def test_suites_that_only_wait_run_beside_the_others_two_at_once(tmp_path: Path):
    """And one that wants the machine for itself has it."""
    def suite(name: str, weight: int, seconds: float) -> str:
        return f"suite {name} {weight} - 'echo begin {name} >>{tmp_path}/order; sleep {seconds}; echo end {name} >>{tmp_path}/order; echo 1 passed, 0 failed'; "
    suites = suite("sql", 1, 1.2) + suite("one", 0, 0.3) + suite("two", 0, 0.5) + suite("three", 0, 0.3) + suite("bench", 2, 0)
    result = bash(suites + f'run_suites {tmp_path} 2; echo "$passed passed"', "suites")
    assert result.stdout.splitlines()[-1] == "5 passed", result.stdout + result.stderr
    order = (tmp_path / "order").read_text().splitlines()
    assert set(order[:3]) == {"begin sql", "begin one", "begin two"} and order.index("begin three") > order.index("end one")
    assert order[-3:] == ["end sql", "begin bench", "end bench"]


def test_the_closing_line_names_what_could_not_be_tested(tmp_path: Path):
    text = (f"suite reader 1 - 'echo no server; exit 77'; suite unit 1 - 'echo 3 passed, 0 failed'; run_suites {tmp_path} 2;"
            ' echo "$passed passed, $failed failed$(name_left_out)"')
    assert bash(text, "suites").stdout.splitlines()[-1] == "3 passed, 0 failed; left out: reader (no server)"
    assert bash('echo "1 passed, 0 failed$(name_left_out)"', "suites").stdout == "1 passed, 0 failed\n"


@pytest.mark.parametrize("programs, wish, refused", [("[program:nginx]", "demo", True), ("[program:nginx]", "", False),
                                                     ("[program:nginx]", "none", False), ("[program:model]", "demo", False)])
def test_an_instance_without_a_model_program_is_to_be_stopped_first(tmp_path: Path, programs: str, wish: str, refused: bool):
    (tmp_path / "supervisord.conf").write_text(programs + "\n")
    result = bash(f"CONF={tmp_path}; require_model_program '{wish}'", "model")
    assert (result.returncode != 0) == refused, result.stderr
    assert ("scripts/stop, then scripts/run --model-demo" in result.stderr) == refused


def test_options_of_the_tests_stand_anywhere():
    def run(*words: str) -> subprocess.CompletedProcess:
        return subprocess.run([ROOT / "scripts/test", *words], capture_output=True, text=True)
    assert run("unit", "sql", "--whole", "--list").stdout.split() == run("--list").stdout.split()
    assert run("e2e", "--help").stdout.startswith("usage: scripts/test")
    refused = run("e2e", "--hole")
    assert refused.returncode == 2 and refused.stderr.startswith("usage: scripts/test")


def test_programs_for_packages_are_found_by_a_root_shell_of_su():
    """Which has a user's PATH."""
    result = bash('PATH=/usr/bin:/bin; . scripts/lib/packages.sh; . scripts/lib/install.sh; bash -c "command -v start-stop-daemon ldconfig"')
    assert len(result.stdout.split()) == 2, result.stderr


def test_an_instance_is_its_user_s(tmp_path: Path):
    """Another one's is not said to be stopped."""
    place = Path("/usr")
    if os.geteuid() == 0:
        place = tmp_path / "place"
        place.mkdir()
        os.chown(place, 65534, 65534)
    (tmp_path / "run").mkdir()
    (tmp_path / "run/app").symlink_to(place / "app")
    for name in ("stop", "run"):
        result = subprocess.run([ROOT / "scripts" / name], capture_output=True, text=True, env=os.environ | {"GRACY_RUN_DIR": str(tmp_path / "run")})
        assert result.returncode == 1, result.stdout
        assert result.stderr == f"error: dev was begun by {place.owner()}, and is theirs to run and to stop; call this script as that user\n"


def test_a_folder_that_is_another_user_s_is_said_to_be(tmp_path: Path):
    text = (ROOT / "scripts/lib/log.sh").read_text() + "require_own /usr /nowhere"
    user = {"user": 65534, "group": 65534, "extra_groups": []} if os.geteuid() == 0 else {}
    result = subprocess.run(["bash", "-s"], input=text, capture_output=True, text=True, cwd="/", **user)
    assert result.returncode == 1 and result.stderr == "error: /usr belongs to root, who has run these scripts here; call them as that user\n"


@pytest.mark.parametrize("lock, file, part, who", [("lock_checkout", ".run/build.lock", "build", "another script that builds in this checkout"),
                                                   ("lock_instance", "lock", "instance", "another script that is busy with dev")])
def test_a_script_says_for_which_other_one_it_waits(tmp_path: Path, lock: str, file: str, part: str, who: str):
    path = tmp_path / file
    path.parent.mkdir(exist_ok=True)
    text = f"root={tmp_path} run={tmp_path} VAR=/nowhere GRACY_ENVIRONMENT=dev; {lock}; say locked"
    assert bash(text, part).stdout == "locked\n"
    held = f"flock {path} sleep 1 & until ! flock -n {path} true; do sleep 0.05; done; {text}; wait"
    said = bash(held, part).stdout.splitlines()
    assert said[0].startswith(f"waiting for {who} (up to ") and said[1] == "locked", said
