"""Members by their role and by their last day, beside all other filters."""
import pytest

from support.http_client import Client, assert_problem


@pytest.fixture(scope="module")
def admin(client, people) -> Client:
    return client.as_(people.admin.token)


@pytest.fixture(scope="module")
def reader(client, people) -> Client:
    return client.as_(people.member.token)


def found(client: Client, query: str) -> set[str]:
    page = client.get(f"/api/v1/members?limit=200&include=total&{query}").json()
    ids = {row["id"] for row in page["data"]}
    assert page["page"]["total"] == len(ids), query
    return ids


def leaves(database, person, day: str, status: str = "active") -> str:
    database.sql("update gracy.member set left_on = %s, status = %s where id = %s", day, status, person.id)
    return str(person.id)


def test_by_role(reader, people, database):
    """The strongest role, as the profile shows it: an owner is no administrator."""
    report = people.hire("Reports in a filter")
    both = people.hire("Owner and admin")
    plain = people.hire("Plain in a filter")
    database.sql("insert into gracy.role_grant (team_space_id, member_id, role) values (%s, %s, 'owner'), (%s, %s, 'admin')",
                 both.team_space_id, both.id, both.team_space_id, both.id)
    leads = people.hire("Leads in a filter")
    database.sql("update gracy.member set manager_id = %s where id = %s", leads.id, report.id)
    expected = {role: {str(id) for (id,) in database.sql(
        "select id from gracy.member where team_space_id = %s and gracy.member_role(team_space_id, id) = %s", people.admin.team_space_id, role)}
        for role in ("owner", "admin", "manager")}
    for role, ids in expected.items():
        assert found(reader, f"role={role}") == ids, role
    assert str(both.id) in expected["owner"] and str(both.id) not in expected["admin"]
    assert str(leads.id) in expected["manager"] and str(people.admin.id) in expected["admin"]
    assert found(reader, "role=member&q=in+a+filter") == {str(report.id), str(plain.id)}
    assert found(reader, f"role=manager&q=in+a+filter") == {str(leads.id)}
    assert found(reader, "role=owner&status=left") == set()
    assert found(reader, f"role=admin&ids={both.id},{people.admin.id}") == {str(people.admin.id)}
    assert [row["id"] for row in reader.get("/api/v1/members?role=admin&sort=-hired_on").json()["data"]] != []
    assert_problem(reader.get("/api/v1/members?role=hr_reader"), 400)


def test_by_last_day(admin, reader, people, database):
    """Of who will leave only who manages people finds the day."""
    gone = leaves(database, people.hire("Gone in autumn"), "2026-09-10", "left")
    longer = leaves(database, people.hire("Gone in spring"), "2026-03-10", "left")
    going = leaves(database, people.hire("Going in winter"), "2098-12-10")
    assert found(admin, "left_after=2026-09-09&left_before=2026-09-11") == found(reader, "left_after=2026-09-09&left_before=2026-09-11") == {gone}
    assert found(admin, "left_after=2026-09-10&left_before=2026-09-11") == set()
    assert found(admin, "left_before=2026-09-10&q=Gone+in") == {longer}
    assert found(admin, "left_after=2098-01-01&left_before=2099-01-01") == {going}
    assert found(reader, "left_after=2098-01-01&left_before=2099-01-01") == set()
    assert going not in found(reader, "left_after=2026-01-01") and going in found(admin, "left_after=2026-01-01")
    assert found(admin, "left_after=2026-01-01&status=left&q=Gone+in") == {gone, longer}
    assert_problem(admin.get("/api/v1/members?left_after=soon"), 400)


def test_by_what_is_missing(admin, reader, people, database):
    """Who has nobody above them any more is found by who manages people."""
    boss, report, other = (people.hire(f"{name} of a gap") for name in ("Boss", "Report", "Other"))
    office = database.one("insert into gracy.location (team_space_id, name) values (%s, 'Office of a gap') returning id", boss.team_space_id)
    database.sql("update gracy.member set manager_id = %s, location_id = %s where id in (%s, %s)", boss.id, office, report.id, other.id)
    database.sql("update gracy.member set location_id = %s where id = %s", office, boss.id)
    here = f"location_id={office}&missing="
    assert found(admin, here + "manager") == {str(boss.id)}
    leaves(database, boss, "2026-03-10", "left")
    assert found(admin, here + "manager") == found(admin, here + "manager&sort=-hired_on") == {str(report.id), str(other.id)}
    database.sql("update gracy.member set manager_id = null, department_id = null, hired_on = null where id = %s", other.id)
    database.sql("update gracy.member set location_id = null where id = %s", report.id)
    assert found(admin, f"manager_id={boss.id}&missing=location") == {str(report.id)} and found(admin, here + "location") == set()
    assert found(admin, here + "department") == found(admin, here + "hired_on") == {str(other.id)}
    assert found(admin, here + "manager") == {str(other.id)} and found(admin, here + "manager&status=left") == set()
    assert_problem(reader.get("/api/v1/members?missing=manager"), 403, "forbidden")
    for query in ("missing=email", "missing=manager&q=gap", f"missing=manager&ids={report.id}", "missing=manager&skill=Go"):
        assert_problem(admin.get(f"/api/v1/members?{query}"), 400)
