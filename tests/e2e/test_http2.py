"""HTTP/2: many requests on one connection. curl is the client."""
import json
import subprocess

import pytest

from support.load import Background
from support.postgres import Lock
from support.waiting import eventually


class Curl:
    def __init__(self, nginx, token: str):
        self.base = f"https://127.0.0.1:{nginx.tls_port}"
        # The token goes in over standard input, as a file of options: a command line is for all to see.
        self.options = f'header = "Authorization: Bearer {token}"\ninsecure\nsilent\nshow-error\nhttp2\n'

    def run(self, *arguments: str, more: str = "") -> subprocess.CompletedProcess:
        return subprocess.run(["curl", "--config", "-", *arguments], input=self.options + more, capture_output=True, text=True, timeout=60)

    def get(self, path: str, *arguments: str) -> tuple[int, str, str]:
        """Status, protocol and body."""
        result = self.run("--write-out", "\n%{http_code} %{http_version}", *arguments, self.base + path)
        assert result.returncode == 0, result.stderr
        body, _, last = result.stdout.rpartition("\n")
        status, version = last.split()
        return int(status), version, body


@pytest.fixture
def curl(nginx, people) -> Curl:
    return Curl(nginx, people.member.token)


def test_a_list_comes_over_one_stream(curl, client, people):
    status, version, body = curl.get("/api/v1/members?limit=200")
    assert (status, version) == (200, "2")
    assert json.loads(body) == client.as_(people.member.token).get("/api/v1/members?limit=200").json()


def test_many_streams_of_one_connection_are_answered_each_with_its_own(curl, client, people, tmp_path):
    reader = client.as_(people.member.token)
    limits = [1 + 7 * number % 200 for number in range(60)]
    more = "".join(f'url = "{curl.base}/api/v1/members?limit={limit}"\noutput = "{tmp_path}/{number}"\n' for number, limit in enumerate(limits))
    result = curl.run("--parallel", "--parallel-max", "60", more=more)
    assert result.returncode == 0, result.stderr
    expected = {limit: reader.get(f"/api/v1/members?limit={limit}").body for limit in set(limits)}
    for number, limit in enumerate(limits):
        assert (tmp_path / str(number)).read_bytes() == expected[limit]


def test_a_write_and_its_problem(curl, people):
    body = json.dumps({"recipient_ids": [str(people.colleague.id)], "value": "Craft", "points": 1, "message": "over HTTP/2"})
    arguments = ("--header", "Content-Type: application/json", "--data-binary", body)
    assert curl.get("/api/v1/kudos", *arguments)[0] == 201
    status, _, problem = curl.get("/api/v1/kudos", *arguments[:-1], "{")
    assert status == 400 and json.loads(problem)["code"] == "malformed-json"


def test_head_and_refusals(curl, tmp_path):
    large = tmp_path / "large"
    large.write_text("x" * 1_100_000)
    status, _, body = curl.get("/api/v1/me", "--head")
    assert status == 200 and "content-type: application/json" in body.lower()
    assert curl.get("/api/v1/members", "--request", "DELETE")[0] == 405
    status, _, problem = curl.get("/api/v1/kudos", "--header", "Content-Type: application/json", "--data-binary", f"@{large}")
    assert status == 413 and json.loads(problem)["code"] == "payload-too-large"


def test_an_export_is_whole(nginx, client, people):
    admin = Curl(nginx, people.admin.token)
    status, version, body = admin.get("/api/v1/members/export.csv")
    assert (status, version) == (200, "2")
    assert body.encode() == client.as_(people.admin.token).get("/api/v1/members/export.csv").body.replace(b"\r\n", b"\n")


def test_streams_that_are_given_up_leave_nothing_behind(nginx, curl, client, people, database, cluster):
    """The client resets its streams while their statements wait, and goes."""
    with Lock(cluster, database.name, "lock table gracy.company_value in access exclusive mode"):
        more = "".join(f'url = "{curl.base}/api/v1/values"\noutput = "/dev/null"\n' for _ in range(20))
        gone = Background(lambda: curl.run("--parallel", "--max-time", "0.3", more=more))
        eventually(lambda: database.backends("wait_event_type = 'Lock'"), "a statement to wait", 3, pause=0.005)
        assert gone.result().returncode != 0
    nginx.settled()
    assert client.as_(people.member.token).get("/api/v1/values").status == 200


def test_an_export_that_is_given_up_leaves_nothing_behind(nginx, people, database, cluster):
    admin = Curl(nginx, people.admin.token)
    assert admin.get("/api/v1/me")[0] == 200
    with Lock(cluster, database.name, "lock table gracy.member in access exclusive mode"):
        for _ in range(4):
            assert admin.run("--max-time", "0.2", admin.base + "/api/v1/members/export.csv").returncode != 0
    nginx.settled()
    assert admin.get("/api/v1/members/export.csv")[0] == 200
