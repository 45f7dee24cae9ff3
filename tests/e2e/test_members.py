"""The directory: who is found, by what, and what is shown."""
from urllib.parse import quote

import pytest

from support.http_client import Client, assert_problem, errors_of


@pytest.fixture(scope="module")
def member(client, people) -> Client:
    return client.as_(people.member.token)


def names(client: Client, query: str) -> list[str]:
    response = client.get(f"/api/v1/members?limit=200&{query}")
    assert response.status == 200, response
    return [row["name"] for row in response.json()["data"]]


def test_me_is_who_asks(member, people, database):
    me = member.get("/api/v1/me").json()
    assert (me["id"], me["email"], me["name"]) == (str(people.member.id), people.member.email, "이지호")
    assert me["team_space"]["slug"] == "hanbit"
    assert me["role"] == "member"
    granted = database.sql("select granted - spent from gracy.allowance_period where member_id = %s and period_start ="
                           " date_trunc('month', now() at time zone 'Asia/Seoul')::date", people.member.id)
    assert me["allowance_left"] == (granted[0][0] if granted else 500)


@pytest.mark.parametrize("who, role", [("owner", "owner"), ("admin", "admin"), ("manager", "manager"), ("member", "member")])
def test_me_tells_the_role(client, people, who, role):
    assert client.as_(getattr(people, who).token).get("/api/v1/me").json()["role"] == role


def test_somebody_is_found_by_a_part_of_the_name(member):
    found = names(member, "q=" + quote("민서"))
    assert "김민서" in found and all("민서" in name for name in found)


def test_somebody_is_found_by_hangul_initials(member):
    found = names(member, "q=" + quote("ㄱㅁㅅ"))
    assert "김민서" in found
    initials = {"김민서": "ㄱㅁㅅ"}
    assert all(matches_initials(name, initials["김민서"]) for name in found), found


def matches_initials(name: str, initials: str) -> bool:
    letters = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
    return initials in "".join(letters[(ord(c) - 0xAC00) // 588] if "가" <= c <= "힣" else c for c in name)


def test_one_initial_finds_everybody_who_has_it(member, database, people):
    everybody = [name for (name,) in database.sql("select name from gracy.member where team_space_id = %s", people.member.team_space_id)]
    found = []
    cursor = ""
    while cursor is not None:
        page = member.get(f"/api/v1/members?limit=200&q={quote('ㅎ')}" + (f"&cursor={cursor}" if cursor else "")).json()
        found += [row["name"] for row in page["data"]]
        cursor = page["page"]["next_cursor"]
    assert sorted(found) == sorted(name for name in everybody if matches_initials(name, "ㅎ"))


def test_somebody_is_found_by_the_english_name_whatever_its_case(member):
    assert "김민서" in names(member, "q=minseo%20kim")
    assert "김민서" in names(member, "q=MINSEO")
    assert "Emily Carter" in names(member, "q=carter")


def test_somebody_is_found_by_the_email_address(member):
    assert "김민서" in names(member, "q=minseo.kim")
    assert names(member, "q=hanbit.example") == [], "the domain says nothing about a person"


def test_somebody_is_found_by_the_department(member, people, database):
    space = people.member.team_space_id
    team = {name for (name,) in database.sql("select name from gracy.member where team_space_id = %s and department_name = '재무팀'", space)}
    assert team and set(names(member, "q=" + quote("재무팀"))) == team
    assert set(names(member, "q=finance")) == team, "by its English name too"
    assert set(names(member, "include=manager&q=" + quote("재무"))) == team, "whatever else is shown"
    [active] = database.sql("select count(*) from gracy.member where team_space_id = %s and department_name = '재무팀' and status = 'active'", space)
    page = member.get("/api/v1/members?include=total&limit=1&status=active&q=" + quote("재무팀")).json()["page"]
    assert page["total"] == active[0]


def test_with_the_tree_a_department_names_those_who_work_inside_it(member, people, database):
    space = people.member.team_space_id
    inside = {name for (name,) in database.sql(
        "select member.name from gracy.member join gracy.department on department.team_space_id = member.team_space_id and department.id = member.department_id"
        " join gracy.department around on around.team_space_id = %s and around.id = department.parent_id and around.name = '경영지원본부'", space)}
    assert inside and names(member, "q=" + quote("경영지원본부")) == [], "nobody works in the division itself"
    assert inside <= set(names(member, "department_tree=true&q=" + quote("경영지원본부")))


def test_decomposed_hangul_finds_the_same(member):
    assert names(member, "q=" + quote("\u1100\u1175\u11b7\u1106\u1175\u11ab\u1109\u1165")) == names(member, "q=" + quote("김민서"))


@pytest.mark.parametrize("q", ["%", "_", "%%", "a%", "\\", "'", '"', "김%", "*", "("])
def test_signs_of_pattern_languages_are_only_signs(member, q):
    found = names(member, "q=" + quote(q))
    assert all(q.lower().strip() in name.lower() or "'" in name for name in found), found


def test_a_filter_narrows_a_search(member, database, people):
    left = names(member, "status=left")
    assert len(left) == database.one("select count(*) from gracy.member where team_space_id = %s and status = 'left'", people.member.team_space_id)
    searched = names(member, "status=left&q=" + quote("ㄱ"))
    assert 0 < len(searched) < len(left) and set(searched) <= set(left)


def test_a_department_of_another_team_space_has_nobody(member, database, people):
    theirs = database.one("select min(id) from gracy.department where team_space_id = %s", people.outsider.team_space_id)
    assert names(member, f"department_id={theirs}") == []


def test_a_profile_is_whole(member, people, database):
    profile = member.get(f"/api/v1/members/{people.colleague.id}").json()
    [(name, email, title, department, status)] = database.sql(
        "select member.name, email, title, department.name, status from gracy.member left join gracy.department"
        " on department.team_space_id = member.team_space_id and department.id = department_id where member.id = %s", people.colleague.id)
    assert (profile["name"], profile["email"], profile["title"], profile["status"]) == (name, email, title, status)
    assert profile["department_name"] == department


def test_somebody_who_is_not_there_is_not_found(member):
    assert_problem(member.get("/api/v1/members/987654321"), 404, "not-found")


def test_members_are_had_by_their_ids(member, people):
    wanted = [people.colleague.id, people.owner.id, people.member.id]
    asked = ",".join(map(str, [*wanted, 2 ** 62]))
    page = member.get(f"/api/v1/members?ids={asked}&include=total,department").json()
    assert {row["id"] for row in page["data"]} == set(map(str, wanted)) and page["page"]["total"] == 3
    assert [row["name"] for row in page["data"]] == sorted(row["name"] for row in page["data"]) and "department" in page["data"][0]
    assert [row["id"] for row in member.get(f"/api/v1/members?ids={wanted[0]}").json()["data"]] == [str(wanted[0])]
    assert member.get(f"/api/v1/members?ids={asked}&status=left").json()["data"] == []
    first = member.get(f"/api/v1/members?ids={asked}&limit=1").json()
    rest = member.get(f"/api/v1/members?ids={asked}&limit=2&cursor={first['page']['next_cursor']}").json()
    assert [row["id"] for row in first["data"] + rest["data"]] == [row["id"] for row in page["data"]]
    for query, code in (("ids=", "not_an_id"), ("ids=1,,2", "not_an_id"), ("ids=" + ",".join("1" * 101), "bad_size"), ("ids=1&q=a", "not_together")):
        assert errors_of(assert_problem(member.get(f"/api/v1/members?{query}"), 400)) == {"ids": code}, query


def test_a_list_shows_what_a_profile_shows(member, people):
    listed = next(row for row in member.get("/api/v1/members?q=" + quote("박서연")).json()["data"] if row["id"] == str(people.colleague.id))
    profile = member.get(f"/api/v1/members/{people.colleague.id}").json()
    assert all(profile[key] == value for key, value in listed.items()), (listed, profile)


def test_what_did_not_change_need_not_be_sent_again(member, people, database):
    path = f"/api/v1/members/{people.colleague.id}"
    first = member.get(path)
    tag = first.header("ETag")
    assert tag
    again = member.get(path, [("If-None-Match", tag)])
    assert again.status == 304 and again.body == b"" and again.header("Content-Length") is None
    database.sql("update gracy.member set title = '수석' where id = %s", people.colleague.id)
    changed = member.get(path, [("If-None-Match", tag)])
    assert changed.status == 200 and changed.json()["title"] == "수석" and changed.header("ETag") != tag


def test_values_are_listed_in_their_order(member, database, people):
    values = member.get("/api/v1/values").json()["data"]
    expected = database.sql("select name, name_ko, emoji from gracy.company_value where team_space_id = %s and active order by sort, name",
                            people.member.team_space_id)
    assert [(value["name"], value["name_ko"], value["emoji"]) for value in values] == expected
