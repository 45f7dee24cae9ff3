"""Lists come in pages, by cursor and by offset; together the pages are the list, once."""
import base64
from urllib.parse import parse_qsl, urlsplit

import pytest

from support.http_client import Client, assert_problem


@pytest.fixture(scope="module")
def admin(client, people) -> Client:
    return client.as_(people.admin.token)


def pages_by_cursor(client: Client, path: str, limit: int):
    """All rows, following next_cursor; checks that the Link header says the same."""
    separator = "&" if "?" in path else "?"
    target = f"{path}{separator}limit={limit}"
    while True:
        response = client.get(target)
        assert response.status == 200, response
        page = response.json()
        yield from page["data"]
        cursor = page["page"]["next_cursor"]
        link = response.header("Link")
        if cursor is None:
            assert link is None and len(page["data"]) <= limit
            return
        assert len(page["data"]) == limit
        assert link.endswith('; rel="next"')
        next_target = link[1:link.index(">")]
        assert dict(parse_qsl(urlsplit(next_target).query))["cursor"] == cursor
        target = next_target


def pages_by_offset(client: Client, path: str, limit: int):
    separator = "&" if "?" in path else "?"
    offset = 0
    while True:
        page = client.get(f"{path}{separator}limit={limit}&offset={offset}").json()
        yield from page["data"]
        if page["page"]["next_cursor"] is None:
            return
        offset += limit


@pytest.mark.parametrize("path", ["/api/v1/members", "/api/v1/members?status=active", "/api/v1/members?q=%E3%84%B1",
                                  "/api/v1/members?q=kim&status=active", "/api/v1/kudos"])
@pytest.mark.parametrize("limit", [7, 200])
def test_both_ways_of_paging_give_every_row_once(admin, path, limit):
    by_cursor = [row["id"] for row in pages_by_cursor(admin, path, limit)]
    by_offset = [row["id"] for row in pages_by_offset(admin, path, max(limit, 50))]
    assert len(by_cursor) == len(set(by_cursor)) > 10
    assert by_cursor == by_offset
    separator = "&" if "?" in path else "?"
    total = admin.get(f"{path}{separator}limit=1&include=total").json()["page"]["total"]
    assert total == len(by_cursor)


def test_the_pages_are_what_the_database_has(admin, database, people):
    expected = database.sql('select member.id::text, name, email from gracy.member where team_space_id = %s order by name collate "C", member.id',
                            people.admin.team_space_id)
    rows = pages_by_cursor(admin, "/api/v1/members", 100)
    assert [(row["id"], row["name"], row["email"]) for row in rows] == expected


def test_a_department_is_paged_too(admin, database, people):
    [(department, count)] = database.sql(
        "select department_id, count(*) from gracy.member where team_space_id = %s and department_id is not null"
        " group by 1 order by 2 desc, 1 limit 1", people.admin.team_space_id)
    rows = list(pages_by_cursor(admin, f"/api/v1/members?department_id={department}", 3))
    assert len(rows) == count and {row["department_id"] for row in rows} == {str(department)}
    active = list(pages_by_cursor(admin, f"/api/v1/members?department_id={department}&status=active", 3))
    assert [row for row in rows if row["status"] == "active"] == active


def test_a_total_costs_nothing_when_nobody_asks(admin):
    assert "total" not in admin.get("/api/v1/members?limit=1").json()["page"]


def test_a_list_without_rows_is_an_empty_page(admin):
    page = admin.get("/api/v1/members?q=zzzzqqqq&include=total").json()
    assert page == {"data": [], "page": {"limit": 50, "next_cursor": None, "total": 0}}
    page = admin.get("/api/v1/members?offset=90000").json()
    assert page["data"] == [] and page["page"]["next_cursor"] is None


def test_a_last_page_that_is_full_has_no_successor(admin, database, people):
    total = database.one("select count(*) from gracy.member where team_space_id = %s", people.admin.team_space_id)
    last = admin.get(f"/api/v1/members?limit=50&offset={total - 50}").json()
    assert len(last["data"]) == 50 and last["page"]["next_cursor"] is None


def test_offsets_are_linked_as_offsets(admin):
    link = admin.get("/api/v1/members?limit=10&offset=20&status=active").header("Link")
    query = dict(parse_qsl(urlsplit(link[1:link.index(">")]).query))
    assert query == {"limit": "10", "offset": "30", "status": "active"}


def test_cursor_pages_are_stable_while_people_come_and_go(admin, database, people):
    """Whoever was there at the beginning and still is comes exactly once, whatever is inserted or deleted meanwhile."""
    space = people.admin.team_space_id
    there = [str(row[0]) for row in database.sql("select id from gracy.member where team_space_id = %s", space)]
    seen: list[str] = []
    hired = 0
    for row in pages_by_cursor(admin, "/api/v1/members", 20):
        if len(seen) % 20 == 10:
            # Before everybody, after everybody, and next to whoever was just read.
            for name in ("가가가", "힣힣힣", row["name"]):
                hired += 1
                database.sql("insert into gracy.member (team_space_id, name, email) values (%s, %s, %s)", space, name, f"pages{hired}@new.example")
        seen.append(row["id"])
    old = [identity for identity in seen if identity in set(there)]
    assert sorted(old) == sorted(there)
    assert len(seen) == len(set(seen))
    database.sql("delete from gracy.member where email like 'pages%%@new.example'")


def test_kudos_pages_are_stable_while_new_ones_arrive(admin, client, people):
    member = client.as_(people.member.token)
    there = [row["id"] for row in pages_by_cursor(admin, "/api/v1/kudos", 200)]
    seen: list[str] = []
    for row in pages_by_cursor(admin, "/api/v1/kudos", 100):
        if len(seen) % 500 == 50:
            given = member.post("/api/v1/kudos", {"recipient_ids": [str(people.colleague.id)], "value": "Craft", "points": 1, "message": "지금"})
            assert given.status == 201, given
        seen.append(row["id"])
    assert seen == there, "newer ones stand before the first page, and change nothing behind it"


def changed(cursor: str, place: int) -> str:
    data = bytearray(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    data[place] ^= 1
    return base64.urlsafe_b64encode(bytes(data)).decode().rstrip("=")


def test_a_cursor_that_was_changed_is_refused(admin):
    cursor = admin.get("/api/v1/members?limit=3").json()["page"]["next_cursor"]
    length = len(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    for place in range(length):
        assert_problem(admin.get(f"/api/v1/members?limit=3&cursor={changed(cursor, place)}"), 400, "malformed-query")
    for cut in (cursor[:-1], cursor[:10], cursor + "A", cursor + "=", "*" + cursor[1:]):
        assert_problem(admin.get(f"/api/v1/members?limit=3&cursor={cut}"), 400)
    assert admin.get(f"/api/v1/members?limit=3&cursor={cursor}").status == 200


@pytest.mark.parametrize("other", ["/api/v1/members?status=active", "/api/v1/members?q=kim", "/api/v1/members?department_id=1",
                                   "/api/v1/kudos?limit=3"])
def test_a_cursor_of_another_list_is_refused(admin, other):
    cursor = admin.get("/api/v1/members?limit=3").json()["page"]["next_cursor"]
    assert_problem(admin.get(f"{other}&cursor={cursor}"), 400, "cursor-mismatch")


def test_a_cursor_of_another_team_space_is_refused(admin, client, people):
    cursor = admin.get("/api/v1/members?limit=3").json()["page"]["next_cursor"]
    outsider = client.as_(people.outsider.token)
    assert_problem(outsider.get(f"/api/v1/members?limit=3&cursor={cursor}"), 400, "cursor-mismatch")


def test_a_cursor_goes_on_with_another_limit(admin):
    first = admin.get("/api/v1/members?limit=10").json()
    second = admin.get(f"/api/v1/members?limit=25&cursor={first['page']['next_cursor']}").json()
    whole = admin.get("/api/v1/members?limit=35").json()
    assert first["data"] + second["data"] == whole["data"]


def test_a_cursor_of_one_nginx_is_good_at_another(admin, start_nginx, people):
    """Any number of hosts may stand behind a balancer: they share the key file."""
    cursor = admin.get("/api/v1/members?limit=10").json()["page"]["next_cursor"]
    other = start_nginx().client.as_(people.admin.token)
    assert other.get(f"/api/v1/members?limit=10&cursor={cursor}").json()["data"] == \
        admin.get(f"/api/v1/members?limit=10&cursor={cursor}").json()["data"]
