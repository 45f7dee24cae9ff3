"""Environments, templates and settings of the tree itself."""
import json
import re
import subprocess
from fnmatch import fnmatch

import pytest
from conftest import ROOT

ENVIRONMENTS = ("dev", "alpha", "prod")
TEMPLATES = ("nginx.conf", "http.conf", "locations.conf", "supervisord.conf", "worker.toml", "postgresql.conf", "pg_hba.conf", "pg_ident.conf")


def values(environment: str) -> dict[str, str]:
    text = (ROOT / f"conf/env/{environment}.env").read_text()
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return dict(line.split("=", 1) for line in lines)


@pytest.mark.parametrize("environment", ENVIRONMENTS[1:])
def test_environments_differ_in_values_only(environment: str):
    assert list(values(environment)) == list(values("dev"))
    assert values(environment) != values("dev")


def test_each_environment_has_its_own_place():
    places = [values(environment)["GRACY_STATE_DIR"] for environment in ENVIRONMENTS]
    assert len(set(places)) == len(places)


def test_every_value_is_used_and_every_value_that_is_used_is_there():
    used = set()
    for name in TEMPLATES:
        used |= set(re.findall(r"@(GRACY_[A-Z0-9_]+)@", (ROOT / "conf" / name).read_text()))
    scripts = "".join(path.read_text() for path in [ROOT / "scripts/run", *(ROOT / "scripts/lib").glob("*.sh")])
    names = set(values("dev"))
    unused = {name for name in names - used if not re.search(rf"\${{?{name}\b", scripts)}
    assert not unused
    # These come from the chain's own facts (contracts/run-chain --print-env).
    assert used - names == {"GRACY_CHAIN_ID", "GRACY_STAKING_CONTRACT", "GRACY_STAKING_START_BLOCK"}


def test_nginx_s_workers_may_enter_where_the_examples_put_their_files():
    """libpq opens certificates in them, and says of one that it cannot reach that there is none."""
    readme = (ROOT / "README.md").read_text()
    [closed] = re.findall(r"install -d -m 750 -o root -g gracy (.*)$", readme, re.MULTILINE)
    examples = [readme, *((ROOT / "conf" / name).read_text() for name in ("nginx.production.example.conf", "worker.example.toml"))]
    opened = [path for text in examples for path in re.findall(r"\bssl(?:rootcert|cert|key|crl)=(/[\w./-]+)", text)]
    assert len(opened) >= 3
    assert [path for path in opened if any(path.startswith(f"{folder}/") for folder in closed.split())] == []


def patience_of_reloads(*names: str) -> int:
    """Seconds that requests of an old release get, which must be enough for each."""
    text = "".join((ROOT / "conf" / name).read_text() for name in names)
    [patience] = re.findall(r"^worker_shutdown_timeout (\d+)s;", text, re.MULTILINE)
    deadlines = [int(seconds) for seconds in re.findall(r"^\s*gracy_deadline (\d+)s;", text, re.MULTILINE)]
    assert deadlines and int(patience) > max(deadlines)
    return int(patience)


def test_a_reload_in_production_waits_for_the_longest_request():
    patience_of_reloads("nginx.production.example.conf")


def test_a_reload_and_a_stop_of_an_instance_wait_for_the_longest_request():
    patience = patience_of_reloads("nginx.conf", "locations.conf")
    programs = dict(re.findall(r"^\[program:(\S+)\](.*?)(?=^\[|\Z)", (ROOT / "conf/supervisord.conf").read_text(), re.MULTILINE | re.DOTALL))
    waits = {name: int(re.search(r"^stopwaitsecs=(\d+)$", program, re.MULTILINE)[1]) for name, program in programs.items()}
    assert waits["nginx"] > patience
    stop = (ROOT / "scripts/lib/stop.sh").read_text()
    of_supervisord, *of_what_is_left = map(int, re.findall(r"wait_for (\d+) ", stop))
    # supervisord stops one program after another.
    assert of_supervisord >= sum(waits.values()) and all(wait > patience for wait in of_what_is_left)


@pytest.mark.parametrize("name", ["README.md", "conf/nginx.production.example.conf"])
def test_who_runs_an_example_limits_how_many_large_bodies_an_address_sends_at_once(name: str):
    """They are read whole into memory."""
    text = (ROOT / name).read_text()
    places = re.findall(r"location [^{]*\{([^}]*client_max_body_size[^}]*)\}", text)
    assert places
    for zone in [re.search(r"limit_conn (\w+) \d+;", place)[1] for place in places]:
        assert re.search(rf"limit_conn_zone \$binary_remote_addr zone={zone}:\d+m;", text)


def tracked(*patterns: str) -> list[str]:
    """Files of the project that match; without git, those that .gitignore's few lines would leave."""
    try:
        listed = subprocess.run(["git", "-c", f"safe.directory={ROOT}", "ls-files", "-z", "--", *patterns], cwd=ROOT, capture_output=True, text=True)
        if listed.returncode == 0:
            return listed.stdout.split("\0")[:-1]
    except FileNotFoundError:
        pass
    names = [path.relative_to(ROOT) for path in ROOT.rglob("*") if path.is_file()]
    ours = [name for name in names if not {".run", "build", "node_modules", "__pycache__", ".git"} & set(name.parts)]
    return [str(name) for name in ours if any(fnmatch(str(name), pattern) for pattern in patterns)]


@pytest.mark.parametrize("name", tracked("*package-lock.json"))
def test_lock_files_carry_no_addresses(name: str):
    packages = json.loads((ROOT / name).read_text())["packages"]
    assert packages
    assert not [package for package, entry in packages.items() if "resolved" in entry]
    unchecked = [package for package, entry in packages.items() if package and "integrity" not in entry and not entry.get("inBundle")]
    assert not unchecked


def test_what_is_generated_is_not_tracked():
    assert not tracked(".run", "build", "*node_modules*", "*__pycache__*")


def test_source_files_stay_small():
    long = [name for name in tracked("*.cpp", "*.hpp", "*.sh", "*.py", "scripts/*") if len((ROOT / name).read_text().splitlines()) > 600]
    assert not long
