"""What conf/operating.md tells people to type and to write into files, done as it stands there."""
import configparser
import re
import subprocess
from pathlib import Path

from conftest import ROOT, SOURCES

PAGE = (ROOT / "conf/operating.md").read_text()

# What the commands need of a machine. cmake installs the line that loads the module as the project's own script does.
MACHINE = r"""
set -e
sudo() { while [[ $1 == -u ]]; do shift 2; done; "$@"; }
date() { echo "$STAMP"; }
nginx() { echo "nginx with $(cat "$PLACE/gracy/etc/load_module.conf")" >> "$PLACE/journal"; }
systemctl() { echo "$1 $2" >> "$PLACE/journal"; }
cmake() {
  [[ $1 == --install && $3 == --prefix ]]
  command cmake -Dmodule="$PLACE/built.so" -Dversion=1 -DCMAKE_INSTALL_PREFIX="$4" -P "$INSTALL" >/dev/null
  mkdir -p "$4/bin"
  printf '#!/bin/sh\necho "$1 while %s runs" >> %s/journal\n' '$(readlink '"$PLACE"'/gracy)' "$PLACE" > "$4/bin/gracy-worker"
  chmod +x "$4/bin/gracy-worker"
}
"""


def section(title: str) -> str:
    [text] = re.findall(rf"^## {re.escape(title)}\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL)
    return text


def test_a_release_is_armed_by_the_link_and_taken_back_by_it(tmp_path: Path):
    there, back = re.findall(r"^```\n(.*?)^```$", section("Installing a newer release"), re.MULTILINE | re.DOTALL)
    first = re.findall(r"^(?:release=|sudo (?:cmake --install|ln -sT)).*$", (ROOT / "README.md").read_text(), re.MULTILINE)

    def run(commands: str, stamp: str) -> None:
        (tmp_path / "built.so").write_text(stamp)
        script = MACHINE + f'PLACE={tmp_path}\nINSTALL={SOURCES}/nginx/install_module.cmake\nSTAMP={stamp}\n' + commands.replace("/opt/", f"{tmp_path}/")
        done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, cwd=ROOT)
        assert done.returncode == 0, done.stdout + done.stderr

    run("\n".join(first), "one")
    one, two = f"{tmp_path}/gracy-one", f"{tmp_path}/gracy-two"
    assert (tmp_path / "gracy").readlink() == Path(one)
    installed = {path: path.read_bytes() for path in (tmp_path / "gracy-one").rglob("*") if path.is_file()}
    assert len(installed) == 3
    run(there, "two")
    assert (tmp_path / "gracy").readlink() == Path(two)
    journal = (tmp_path / "journal").read_text().splitlines()
    assert journal[:2] == [f"check while {one} runs", f"migrate while {one} runs"], "armed after its migration"
    assert journal[2].startswith(f"nginx with load_module {two}/lib/gracy/") and journal[3:] == ["reload nginx", "restart gracy-worker@*"]
    run(f"before={one}\n{back}", "two")
    assert (tmp_path / "gracy").readlink() == Path(one) and f"load_module {one}/lib/gracy/" in (tmp_path / "journal").read_text().splitlines()[5]
    assert installed == {path: path.read_bytes() for path in (tmp_path / "gracy-one").rglob("*") if path.is_file()}


def test_systemd_never_gives_a_worker_up():
    """After five quick failures it would, unless it is told how long to count: for ever."""
    lines = re.findall(r"^    (.*)$", section("systemd instead of supervisord").split("gracy-worker@.service", 1)[1], re.MULTILINE)
    unit = configparser.ConfigParser(interpolation=None, strict=False)
    unit.optionxform = str
    unit.read_string("\n".join(lines))
    assert unit["Unit"]["StartLimitIntervalSec"] == "0"
    assert unit["Service"]["Restart"] == "always" and int(unit["Service"]["RestartSec"]) >= 5
