"""scripts/deploy and scripts/rollback: a release replaces another under load, and one that is no good never gets in."""
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from support import build
from support.http_client import Client
from support.load import Load
from support.processes import alive, children
from support.waiting import eventually

pytestmark = [pytest.mark.slow, pytest.mark.skipif(build.preload() != "", reason="deploys the release build")]


class Instance:
    """A demo of its own, to deploy into."""

    def __init__(self, run: Path):
        self.run = run
        run.mkdir(parents=True)

    def begin(self, name: str, *arguments: object) -> subprocess.Popen:
        environment = {key: value for key, value in os.environ.items() if key not in ("GRACY_PORT", "GRACY_TLS_PORT")}
        environment |= {"GRACY_RUN_DIR": str(self.run), "GRACY_DEMO_MEMBERS": "400"}
        with (self.run / f"{name}.output").open("w") as output:
            return subprocess.Popen([str(build.ROOT / "scripts" / name), "--env", "alpha", *map(str, arguments)], stdout=output, stderr=output,
                                    stdin=subprocess.DEVNULL, env=environment, cwd="/")

    def script(self, name: str, *arguments: object, seconds: float = 300) -> subprocess.CompletedProcess:
        process = self.begin(name, *arguments)
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            raise
        return subprocess.CompletedProcess(process.args, process.returncode, (self.run / f"{name}.output").read_text())

    @property
    def client(self) -> Client:
        values = dict(re.findall(r"^(\w+)='(.*)'$", (self.run / "demo.env").read_text(), re.MULTILINE))
        return Client(int(values["GRACY_URL"].rsplit(":", 1)[1]), values["GRACY_MEMBER_TOKEN"])

    @property
    def var(self) -> Path:
        return (self.run / "conf").resolve().parent

    def release(self) -> str:
        return (self.var / "app/current").readlink().name

    def line(self) -> str:
        return (self.var / "app/current/etc/load_module.conf").read_text()

    def mapped(self) -> set[str]:
        """Releases whose module nginx's workers have in memory."""
        master = int((self.var / "nginx.pid").read_text())
        maps = "".join(Path(f"/proc/{worker}/maps").read_text() for worker in children(master))
        return set(re.findall(r"/app/releases/([^/]+)/lib/", maps))

    def works(self) -> bool:
        return self.client.get("/readyz").status == 200 and self.client.get("/api/v1/members?limit=1").status == 200


@pytest.fixture(scope="module")
def instance(folder):
    if os.environ.get("GRACY_SKIP_SLOW"):
        pytest.skip("GRACY_SKIP_SLOW is set")
    demo = Instance(folder / "deploy")
    started = demo.script("run", "--detach", seconds=900)
    assert started.returncode == 0, started.stdout[-4000:]
    try:
        yield demo
    finally:
        stopped = demo.script("stop")
        assert stopped.returncode == 0, stopped.stdout
        if str(demo.var).startswith("/var/tmp/gracy-"):
            shutil.rmtree(demo.var, ignore_errors=True)


def replace_program(path: Path, content: bytes) -> None:
    """By another file, as a running program cannot be written to."""
    new = path.with_name(path.name + ".new")
    new.write_bytes(content)
    new.chmod(0o755)
    new.replace(path)


def another_build(folder: Path, name: str) -> Path:
    """What `cmake --install` would write for a build with other content: bytes behind an ELF file's end mean nothing to the loader."""
    prefix = folder / name
    subprocess.run(["cmake", "--install", build.BUILD, "--prefix", prefix], check=True, capture_output=True)
    (module,) = (prefix / "lib/gracy").iterdir()
    module.write_bytes(module.read_bytes() + name.encode())
    module.rename(module.with_name(f"ngx_gracy_module-9.9.9-{name}.so"))
    return prefix


def test_a_release_replaces_another_under_load_and_goes_back(instance, folder):
    first = instance.release()
    # As a killed deployment leaves it, when another process has come to the number of its trial's nginx.
    (instance.var / "nginx.trial.pid").write_text((instance.var / "nginx.pid").read_text())
    with Load(lambda: instance.client.get("/api/v1/members?limit=3"), threads=2, pause=0.01) as load:
        load.wait_for(20)
        deployed = instance.script("deploy", "--from", another_build(folder, "second"))
        assert deployed.returncode == 0, deployed.stdout
        second = instance.release()
        assert second.startswith("9.9.9-second") and second in instance.mapped() and f"/{second}/" in instance.line()
        load.wait_for(20)
        back = instance.script("rollback")
        assert back.returncode == 0, back.stdout
        assert instance.release() == first and first in instance.mapped()
        load.wait_for(20)
    assert not load.broken() and not load.other_than(200)


def test_a_deployment_that_is_cancelled_leaves_nothing_behind(instance, folder):
    """As when a pipeline is cancelled while the release is being tried."""
    before = instance.release()
    trial = instance.var / "nginx.trial.pid"
    process = instance.begin("deploy", "--from", another_build(folder, "cancelled"))
    master = eventually(lambda: trial.exists() and int(trial.read_text()), "the trial to begin", 60)
    process.terminate()
    assert process.wait(60) != 0
    assert not alive(master), "the trial's nginx goes on"
    assert instance.release() == before and instance.works()


def test_a_release_brings_its_own_configuration_and_takes_it_with_it(instance, folder):
    """What was tried is what runs: a location, and what the worker's file says, of the release that runs now."""
    page = "/of-this-release"
    assert instance.client.get(page).status == 404
    prefix = another_build(folder, "configured")
    locations, worker = (prefix / "share/gracy/conf" / name for name in ("locations.conf", "worker.toml"))
    locations.write_text(locations.read_text() + f"location = {page} {{ return 204; }}\n")
    worker.write_text(worker.read_text().replace("[metrics]", "# Of this release.\n[metrics]"))
    kind = prefix / "share/gracy/conf/assistant/experience_note.toml"
    kind.write_text(kind.read_text().replace("title_en = ", "# Of this release.\ntitle_en = "))
    deployed = instance.script("deploy", "--from", prefix)
    assert deployed.returncode == 0, deployed.stdout
    conf = instance.var / "conf"
    assert instance.client.get(page).status == 204
    assert "Of this release" in (conf / "worker.toml").read_text()
    assert "Of this release" in ((conf / "worker.toml").resolve().parent / "assistant/experience_note.toml").read_text()
    back = instance.script("rollback")
    assert back.returncode == 0, back.stdout
    eventually(lambda: instance.client.get(page).status == 404, "nginx's workers of before to end")
    assert "Of this release" not in (conf / "worker.toml").read_text()
    assert "Of this release" not in ((conf / "worker.toml").resolve().parent / "assistant/experience_note.toml").read_text()


def test_a_release_whose_configuration_nginx_refuses_is_refused(instance, folder):
    before = instance.release()
    prefix = another_build(folder, "misconfigured")
    nginx = prefix / "share/gracy/conf/nginx.conf"
    nginx.write_text(nginx.read_text().replace("gracy_zone ", "gracy_zones "))
    refused = instance.script("deploy", "--from", prefix)
    assert refused.returncode != 0 and "does not become ready" in refused.stdout, refused.stdout
    assert instance.release() == before and instance.works()


def test_a_rollback_to_a_release_that_does_not_stay_up_is_taken_back(instance, folder):
    if not (instance.var / "app/previous").exists():
        deployed = instance.script("deploy", "--from", another_build(folder, "later"))
        assert deployed.returncode == 0, deployed.stdout
    before = instance.release()
    worker = (instance.var / "app/previous").resolve() / "bin/gracy-worker"
    good = worker.read_bytes()
    replace_program(worker, b"#!/bin/sh\nexit 1\n")
    try:
        taken_back = instance.script("rollback")
    finally:
        replace_program(worker, good)
    assert taken_back.returncode != 0 and "taken back" in taken_back.stdout, taken_back.stdout
    assert instance.release() == before and before in instance.mapped() and instance.works()


def test_a_module_that_nginx_cannot_load_is_refused(instance, folder):
    before, line = instance.release(), instance.line()
    prefix = another_build(folder, "broken")
    (module,) = (prefix / "lib/gracy").iterdir()
    module.write_bytes(module.read_bytes()[:5000])
    refused = instance.script("deploy", "--from", prefix)
    assert refused.returncode != 0 and "does not become ready" in refused.stdout
    assert (instance.release(), instance.line(), instance.mapped()) == (before, line, {before}) and instance.works()


def test_a_release_whose_migration_fails_is_refused(instance, folder):
    before, line = instance.release(), instance.line()
    prefix = another_build(folder, "unmigrated")
    worker = prefix / "bin/gracy-worker"
    worker.write_text("#!/bin/sh\necho cannot migrate >&2\nexit 1\n")
    worker.chmod(0o755)
    refused = instance.script("deploy", "--from", prefix)
    assert refused.returncode != 0 and "migration" in refused.stdout
    assert (instance.release(), instance.line(), instance.mapped()) == (before, line, {before}) and instance.works()


def test_a_release_whose_worker_does_not_stay_up_is_taken_back(instance, folder):
    """nginx has it already when the worker turns out to be bad: everything goes back."""
    before = instance.release()
    prefix = another_build(folder, "restless")
    worker = prefix / "bin/gracy-worker"
    worker.write_text("#!/bin/sh\n[ \"$1\" = migrate ]\n")
    worker.chmod(0o755)
    with Load(lambda: instance.client.get("/api/v1/members?limit=3"), threads=1, pause=0.02) as load:
        load.wait_for(5)
        taken_back = instance.script("deploy", "--from", prefix)
        load.wait_for(5)
    assert taken_back.returncode != 0 and "rolled back" in taken_back.stdout, taken_back.stdout
    assert instance.release() == before and instance.works()
    assert not load.broken() and not load.other_than(200)


def test_a_release_whose_worker_runs_and_does_not_work_is_taken_back(instance, folder):
    """As one whose statements the database does not know: supervisord is content with it."""
    before = instance.release()
    prefix = another_build(folder, "idle")
    worker = prefix / "bin/gracy-worker"
    worker.write_text("#!/bin/sh\n[ \"$1\" = migrate ] || exec sleep 600\n")
    worker.chmod(0o755)
    taken_back = instance.script("deploy", "--from", prefix)
    assert taken_back.returncode != 0 and "runs, and does not work" in taken_back.stdout and "rolled back" in taken_back.stdout, taken_back.stdout
    assert instance.release() == before and instance.works()
