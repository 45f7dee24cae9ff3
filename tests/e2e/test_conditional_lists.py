"""Every list can be asked for again at the price of a comparison, and says where its next page is. From the table of routes."""
import json

import pytest

from route_cases import all_cases
from support import build
from support.waiting import eventually
from test_tenancy import call, documented, name_of, things  # noqa: F401 - a fixture


def is_list(operation: dict) -> bool:
    content = operation["responses"].get("200", {}).get("content", {}).get("application/json", {})
    return content.get("schema", {}).get("$ref", "").endswith("Page")


def described_lists() -> set[str]:
    parts = [json.loads(file.read_text()) for file in build.ROOT.glob("ngx_gracy_module/**/openapi.json")]
    return {path for part in parts for path, item in part["paths"].items() if path.startswith("/api/v1/") and "get" in item and is_list(item["get"])}


# Only of a wave that promises to show names, which no case has.
HAVE_NO_CASE = {"/api/v1/waves/{id}/responses"}
# One way to read each of them, about something of the owner's own team space.
CASES = {case.path: case for case in all_cases() if case.method == "GET" and case.status == 200 and case.about in ("", "own", "colleague")
         and "owner" in case.allowed and case.path in described_lists()}


def test_every_list_has_a_case():
    assert len(CASES) > 25 and described_lists() - set(CASES) == HAVE_NO_CASE


PRIVATE = ("/api/v1/qa/threads", "/api/v1/qa/tickets", "/api/v1/qa/me/tickets", "/api/v1/me/check-ins", "/api/v1/me/check-ins/statistics",
           "/api/v1/me/feelings", "/api/v1/me/feelings/shared", "/api/v1/me/coffee/exclusions", "/api/v1/me/notices", "/api/v1/exports",
           "/api/v1/assistant/tasks")


@pytest.mark.parametrize("path", PRIVATE)
def test_no_browser_keeps_what_its_reader_alone_is_to_see(client, people, path):
    """Neither one by one nor as a list: somebody else may sit there next."""
    answer = client.as_(people.owner.token).get(path)
    assert answer.status == 200 and answer.header("Cache-Control") == "private, no-store", answer
    assert answer.header("ETag"), "who holds on to it themselves still asks at the price of a comparison"


def test_what_colleagues_may_see_is_kept_to_be_asked_about(client, people):
    assert client.as_(people.owner.token).get("/api/v1/members").header("Cache-Control") == "private, no-cache"


@pytest.mark.parametrize("case", CASES.values(), ids=name_of)
def test_a_list_is_not_sent_twice(client, things, people, case):  # noqa: F811
    owner = client.as_(people.owner.token)
    thing = things.of(case, people.owner)
    path = case.path.replace("{id}", str(thing)) + (f"?{case.query}" if case.query else "")

    def twice():
        first = call(owner, case, thing)
        assert first.status == 200 and first.header("ETag"), first
        again = owner.get(path, headers=[("If-None-Match", first.header("ETag"))])
        return again.status == 304 and (first, again)

    # The list of tokens shows a moment later that one was used today.
    first, again = eventually(twice, "the same list twice")
    assert again.body == b"" and again.header("ETag") == first.header("ETag")
    responses = documented(client)["GET", case.path]["responses"]
    assert "304" in responses and {"ETag", "Link"} <= responses["200"]["headers"].keys()
    page = owner.get(path + ("&" if case.query else "?") + "limit=1")
    assert page.status == 200
    if page.json()["page"]["next_cursor"]:
        assert 'rel="next"' in page.header("Link")
