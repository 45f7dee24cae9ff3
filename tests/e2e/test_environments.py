"""scripts/run: dev, alpha and prod side by side on one machine, and supervisord, which keeps each of them whole."""
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import psycopg2
import pytest

from support import build, secrets_used
from support.http_client import Client
from support.load import Background
from support.logs import trouble_in
from support.processes import alive, command_line, send_signal
from support.waiting import eventually

sys.path.append(str(build.ROOT / "contracts"))
from gracy_chain.contract import TOPICS  # noqa: E402

pytestmark = [pytest.mark.slow, pytest.mark.skipif(build.preload() != "", reason="starts the release build")]

NAMES = ("dev", "alpha", "prod")
SECRETS = ("GRACY_ADMIN_TOKEN", "GRACY_MEMBER_TOKEN", "GRACY_LOGIN_PASSWORD", "SLACK_SIGNING_SECRET", "ALCHEMY_SIGNING_KEY")


class Environment:
    """One environment, started by scripts/run into a folder of its own."""

    def __init__(self, name: str, run: Path):
        self.name = name
        self.run = run
        self.values: dict[str, str] = {}

    def script(self, name: str, *arguments: str) -> subprocess.Popen:
        # One of them in full, and the others small: all of their data is made at the same time.
        members = "10000" if self.name == "dev" else "400"
        environment = os.environ | {"GRACY_RUN_DIR": str(self.run), "GRACY_DEMO_MEMBERS": members}
        for port in ("GRACY_PORT", "GRACY_TLS_PORT"):
            environment.pop(port, None)
        self.run.mkdir(parents=True, exist_ok=True)
        with (self.run / f"{name}.output").open("ab") as output:
            return subprocess.Popen([str(build.ROOT / "scripts" / name), "--env", self.name, *arguments], env=environment, cwd="/",
                                    stdin=subprocess.DEVNULL, stdout=output, stderr=output)

    def started(self) -> "Environment":
        lines = (self.run / "demo.env").read_text().splitlines()
        self.values = dict(re.fullmatch(r"(\w+)='(.*)'", line).groups() for line in lines)
        for name in SECRETS:
            secrets_used.remember(self.values[name], f"{name} of {self.name}")
        return self

    @property
    def client(self) -> Client:
        return Client(int(self.values["GRACY_URL"].rsplit(":", 1)[1]), self.values["GRACY_MEMBER_TOKEN"])

    @property
    def var(self) -> Path:
        return (self.run / "conf").resolve().parent

    def sql(self, text: str, *values) -> list[tuple]:
        connection = psycopg2.connect(self.values["GRACY_DATABASE_URL"])
        try:
            with connection, connection.cursor() as cursor:
                cursor.execute(text, values or None)
                return cursor.fetchall() if cursor.description else []
        finally:
            connection.close()

    def supervisor(self, *arguments: str) -> str:
        return subprocess.run(["supervisorctl", "-c", str(self.var / "conf/supervisord.conf"), *arguments], capture_output=True, text=True).stdout

    def pid(self, program: str) -> int:
        """0 while it does not run."""
        text = self.supervisor("pid", program).strip()
        return int(text) if text.isdigit() else 0

    def rpc(self, method: str, *parameters):
        body = json.dumps({"jsonrpc": "2.0", "id": 1, "method": method, "params": parameters}).encode()
        request = urllib.request.Request(self.values["GRACY_RPC_URL"], body, {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=10) as response:
            return json.load(response)["result"]

    def ready(self) -> bool:
        answer = self.client.get("/readyz")
        return answer.status == 200 and answer.json()["status"] == "ready"


def finish(environments: list[Environment], script: str, *arguments: str, seconds: float) -> None:
    """The script for all of them at the same time."""
    running = [(environment, environment.script(script, *arguments)) for environment in environments]
    codes = [process.wait(seconds) for _, process in running]  # all of them, before anything is judged
    for (environment, _), code in zip(running, codes):
        assert code == 0, f"scripts/{script} --env {environment.name} ended with {code}:\n" + (environment.run / f"{script}.output").read_text()[-4000:]


@pytest.fixture(scope="module")
def environments(folder):
    if os.environ.get("GRACY_SKIP_SLOW"):
        pytest.skip("GRACY_SKIP_SLOW is set")
    all_of_them = [Environment(name, folder / "run" / name) for name in NAMES]
    try:
        finish(all_of_them, "run", "--detach", seconds=900)
        yield {environment.name: environment.started() for environment in all_of_them}
    finally:
        finish(all_of_them, "stop", seconds=180)
        for environment in all_of_them:
            log = environment.run / "log"
            if log.exists():
                text = (log / "nginx.error.log").read_text(errors="replace") if (log / "nginx.error.log").exists() else ""
                assert not trouble_in(text, []), trouble_in(text, [])
            if (environment.run / "conf").exists() and str(environment.var).startswith("/var/tmp/gracy-"):
                shutil.rmtree(environment.var, ignore_errors=True)


def test_all_three_answer_side_by_side(environments):
    for environment in environments.values():
        assert environment.ready(), environment.client.get("/readyz")
        me = environment.client.get("/api/v1/me").json()
        assert me["team_space"]["slug"] == environment.values["GRACY_TEAM_SPACE"]


def test_they_share_no_port_no_folder_no_secret(environments):
    for name in ("GRACY_URL", "GRACY_TLS_URL", "GRACY_RPC_URL", "GRACY_DATABASE_URL", *SECRETS):
        values = {environment.values[name] for environment in environments.values()}
        assert len(values) == len(environments), name
    assert len({environment.var for environment in environments.values()}) == len(environments)


def test_a_token_of_one_means_nothing_to_another(environments):
    dev, alpha = environments["dev"], environments["alpha"]
    assert alpha.client.as_(dev.values["GRACY_MEMBER_TOKEN"]).get("/api/v1/me").status == 401


def test_what_is_written_in_one_is_not_in_another(environments):
    dev, prod = environments["dev"], environments["prod"]
    before = prod.sql("select count(*) from gracy.kudos")
    [(colleague,)] = dev.sql("select member_id from gracy.slack_user where user_id = %s", dev.values["SLACK_OTHER_USER_ID"])
    made = dev.client.post("/api/v1/kudos", {"recipient_ids": [str(colleague)], "value": dev.values["GRACY_VALUE"], "points": 1, "message": "dev only"})
    assert made.status == 201, made
    assert prod.sql("select count(*) from gracy.kudos") == before


def convicted(environment) -> set[str]:
    """Providers that have lied: each is asked for events first in one of the first cycles."""
    admin = environment.client.as_(environment.values["GRACY_ADMIN_TOKEN"])
    return eventually(lambda: {each["provider"] for each in admin.get("/staking/v1/integrity").json()["evidence"]}, "the liar to be convicted", 180)


def test_the_demo_s_values_work(environments):
    """What .run/demo.env promises, used as a newcomer would."""
    dev = environments["dev"]
    form = {"team_space": dev.values["GRACY_TEAM_SPACE"], "email": dev.values["GRACY_LOGIN_EMAIL"], "password": dev.values["GRACY_LOGIN_PASSWORD"]}
    answer = dev.client.as_(None).post("/api/v1/login", form)
    assert answer.status == 200
    secrets_used.remember(answer.json()["token"], "a session of the demo")
    admin = dev.client.as_(dev.values["GRACY_ADMIN_TOKEN"])
    assert admin.get("/api/v1/members?limit=1&include=total").json()["page"]["total"] >= 10_000
    history = eventually(lambda: admin.get(f"/staking/v1/accounts/{dev.values['GRACY_STAKING_ACCOUNT']}/history").json()["data"], "the account's history", 30)
    assert {event["kind"] for event in history} <= {"stake", "claim", "withdraw"}
    proven = eventually(lambda: (found := admin.get("/staking/v1/integrity").json()["contracts"]) and found[0]["proven_block"] > 0 and found,
                        "something to be proven", 60)
    assert len(proven) == 1
    seasons = admin.get("/staking/v1/seasons").json()["data"]
    assert [season["state"] for season in seasons] == ["planned", "running", "ended"]
    assert convicted(dev) == {"third"}
    assert dev.client.get("/docs/").status == 200 and "html" in dev.client.get("/docs/").header("Content-Type")
    assert dev.client.get("/openapi.json").status == 200


def tour_of(heading: str) -> str:
    """The first commands beneath it in conf/tour.md."""
    [lines] = re.findall(rf"^{heading}\n.*?^```\n(.*?)^```", (build.ROOT / "conf/tour.md").read_text(), re.MULTILINE | re.DOTALL)
    return lines


def test_the_tour_works_as_it_is_written(environments):
    """Every line of it, in a shell that stops at the first one that fails."""
    tour = tour_of("# A tour")
    dev = environments["dev"]
    convicted(dev)
    shell = subprocess.run(["bash", "-euo", "pipefail", "-c", tour.replace(".run/", f"{dev.run}/")], capture_output=True, text=True, timeout=600)
    assert shell.returncode == 0, shell.stdout + shell.stderr
    assert '"allowance_left"' in shell.stdout and '"invited"' in shell.stdout
    assert '"reason": "too_few"' in shell.stdout
    assert '"liar": "third"' in shell.stdout and '"state": "running"' in shell.stdout
    assert "id,name,name_en,email" in shell.stdout


def test_a_model_answers_and_is_done_without_when_it_is_stopped(environments):
    """By the tour's lines."""
    functions, lines = tour_of("# A tour").split("\n\n")[0], tour_of("## The assistant with a model")
    dev = environments["dev"]
    shell = subprocess.run(["bash", "-euo", "pipefail", "-c", f"{functions}\n{lines}".replace(".run/", f"{dev.run}/")], capture_output=True,
                           text=True, timeout=600, cwd=build.ROOT, env=os.environ | {"GRACY_RUN_DIR": str(dev.run)})
    assert shell.returncode == 0, shell.stdout + shell.stderr
    korean, english, unknown, stopped = (json.loads(line) for line in shell.stdout.splitlines() if line.startswith('{"outcome"'))
    assert korean["outcome"] == "answered" and "15일" in " ".join(korean["answer"])
    assert english["outcome"] == "answered" and "three days" in " ".join(english["answer"])
    assert unknown["outcome"] == "not_found"
    assert (stopped["outcome"], stopped["reason"], stopped["answer"]) == ("passages", "unavailable", [])


def test_slack_is_played_beside_a_demo_that_runs(environments):
    """By the tour's lines."""
    lines = tour_of("## The same in Slack")
    dev = environments["dev"]
    finish([dev], "run", "--detach", "--slack-demo", seconds=300)
    dev.started()
    shell = subprocess.run(["bash", "-euo", "pipefail", "-c", lines], capture_output=True, text=True, timeout=120, cwd=build.ROOT,
                           env=os.environ | {"GRACY_RUN_DIR": str(dev.run)})
    assert shell.returncode == 0, shell.stdout + shell.stderr
    given, refused, *read_by_the_other = re.findall(r"gracy.*?: .*", shell.stdout)
    assert "@jiho.lee" in given and "@seoyeon.park" in given and read_by_the_other[0] == given
    assert refused.startswith("gracy (only you see this): ")
    assert "배포를 함께 챙겨 줘서 고마워요" in [kudos["message"] for kudos in dev.client.get("/api/v1/kudos?limit=20").json()["data"]]


@pytest.mark.parametrize("program", ["worker-jobs", "worker-staking", "nginx", "postgres", "chain"])
def test_a_killed_program_is_started_again(environments, program):
    alpha = environments["alpha"]
    victim = alpha.pid(program)
    assert victim and alive(victim), alpha.supervisor("status")
    send_signal(victim, signal.SIGKILL)
    eventually(lambda: (pid := alpha.pid(program)) and pid != victim and alive(pid), f"{program} to be started again", 30)
    # What a killed nginx leaves behind may answer a last time before its successor is there.
    eventually(lambda: alpha.ready() and alpha.client.get("/api/v1/members?limit=1").status == 200, "everything to be well again", 60)


def test_what_a_killed_postmaster_was_doing_does_not_keep_the_next_one_away(environments):
    """Its sessions live on until their statements are over, and no other postmaster starts beside them."""
    alpha = environments["alpha"]
    endless = "do $$ begin loop end loop; end $$"
    busy = Background(lambda: alpha.sql(endless))
    running = "select count(*) from pg_stat_activity where query = %s and state = 'active'"
    eventually(lambda: alpha.sql(running, endless) == [(1,)], "the long statement to begin", 30)
    victim = alpha.pid("postgres")
    send_signal(victim, signal.SIGKILL)
    with pytest.raises(psycopg2.Error):
        busy.result()
    eventually(lambda: alpha.sql(running, endless) == [(0,)], "the next postmaster to answer", 60)
    eventually(alpha.ready, "everything to be well again", 60)


def test_a_killed_worker_loses_nothing(environments):
    """Killed again and again while deliveries and blocks come in: in the end every event of the chain is recorded, once."""
    prod = environments["prod"]
    for _ in range(4):
        for program in ("worker-staking", "worker-jobs"):
            victim = prod.pid(program)
            if victim:
                send_signal(victim, signal.SIGKILL)
            eventually(lambda program=program, victim=victim: prod.pid(program) not in (0, victim), f"{program} to be started again", 30)
    eventually(lambda: prod.sql("select count(*) from gracy.staking_delivery where state = 'new' and received_at < now() - interval '2 seconds'") == [(0,)],
               "all deliveries to be worked off", 60)
    configuration = (prod.var / "conf/worker.toml").read_text()
    contract = re.search(r'^contract = "(0x[0-9a-fA-F]{40})"', configuration, re.MULTILINE)[1]
    confirmations = int(re.search(r"^confirmations = (\d+)", configuration, re.MULTILINE)[1])
    latest = int(prod.rpc("eth_blockNumber"), 16)
    if "anvil" in prod.rpc("web3_clientVersion").lower():
        # What no webhook told of is recorded once enough blocks stand on it.
        prod.rpc("anvil_mine", hex(confirmations + 1))
    else:
        latest -= confirmations

    def recorded() -> bool:
        logs = prod.rpc("eth_getLogs", {"address": contract, "topics": [list(TOPICS)], "fromBlock": "0x0", "toBlock": hex(latest)})
        expected = sorted((log["transactionHash"], int(log["logIndex"], 16)) for log in logs)
        rows = prod.sql("select '0x' || encode(tx_hash, 'hex'), log_index from gracy.staking_event where block_number <= %s and state <> 'orphaned'", latest)
        assert expected, "the chain is empty: this test checks nothing"
        known = {key for key in expected if key in set(rows)}
        return known and sorted(rows) == sorted(known) and len(known) == len(expected)
    eventually(recorded, "every event of the chain to be recorded", 90)


def test_stopping_one_leaves_the_others(environments):
    dev, alpha = environments["dev"], environments["alpha"]
    pids = [dev.pid(program) for program in ("nginx", "postgres", "worker-jobs", "worker-staking", "chain")]
    finish([dev], "stop", seconds=120)
    eventually(lambda: not any(alive(pid) for pid in pids), "dev's programs to end", 10)
    assert not [pid for pid in Path("/proc").iterdir() if pid.name.isdigit() and str(dev.var) in command_line(int(pid.name))]
    assert alpha.ready() and environments["prod"].ready()


def test_a_second_start_finds_its_data_and_its_address(environments):
    dev = environments["dev"]
    url, token = dev.values["GRACY_URL"], dev.values["GRACY_MEMBER_TOKEN"]
    finish([dev], "run", "--detach", seconds=300)
    dev.started()
    assert (dev.values["GRACY_URL"], dev.values["GRACY_MEMBER_TOKEN"]) == (url, token)
    assert "dev only" in [kudos["message"] for kudos in dev.client.get("/api/v1/kudos?limit=20").json()["data"]]
