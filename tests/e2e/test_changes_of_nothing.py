"""A change that leaves everything as it was is none: no new version, and no line in the audit log."""
import pytest

from route_cases import all_cases
from support.description import fill
from test_tenancy import Things, call, name_of

CHANGES = {}
for each in all_cases():
    if each.method == "PATCH" and each.status == 200 and dict(each.headers).get("If-Match") and each.about != "other":
        CHANGES.setdefault(each.path, each)
# Whoever writes the words of a gift again has edited it.
ALONE = {"/api/v1/kudos/{id}"}


@pytest.fixture(scope="module")
def things(database, people) -> Things:
    return Things(database, people)


@pytest.mark.parametrize("case", [case for path, case in CHANGES.items() if path not in ALONE], ids=name_of)
def test_an_empty_change_is_none(client, things, people, case):
    owner = client.as_(people.owner.token)
    thing = things.of(case, people.owner)
    path = fill(case.path, **dict(case.path_values) | {"id": thing})

    def stands() -> tuple:
        read = owner.get(path)
        assert read.status == 200, read
        return read.header("ETag"), read.body, owner.get("/api/v1/audit-log?limit=1").json()["data"]

    before = stands()
    response = call(owner, case, thing, body={})
    # Or it names what it cannot do without.
    assert response.status in (200, 422), response
    assert stands() == before


@pytest.mark.parametrize("collection", ["departments", "locations", "teams"])
def test_the_name_that_is_there_already_is_no_change(client, people, collection):
    owner = client.as_(people.owner.token)
    more = {"tz": "Asia/Seoul"} if collection == "locations" else {}
    made = owner.post(f"/api/v1/{collection}", {"name": f"Same {collection}", **more}).json()
    path = f"/api/v1/{collection}/{made['id']}"
    same = owner.request("PATCH", path, json_body={"name": made["name"]}, headers=[("If-Match", "*")])
    assert same.status == 200 and same.json()["version"] == made["version"], same
    other = owner.request("PATCH", path, json_body={"name": made["name"] + " 2"}, headers=[("If-Match", "*")])
    assert other.json()["version"] == made["version"] + 1
