"""What goes on while a member is changed: what refers to one waits for no title, and for who leaves."""
import json

import pytest

from racing import GIVER, SPACE, Running


@pytest.fixture
def department(company):
    """One with the first two members, and an owner who may change anything."""
    company.execute(f"""
        insert into role_grant (team_space_id, member_id, role) values ({SPACE}, {GIVER}, 'owner');
        insert into department (team_space_id, id, name) overriding system value values ({SPACE}, 9001, 'Sales');
        update member set department_id = 9001 where team_space_id = {SPACE} and id in ({GIVER + 1}, {GIVER + 2})""")


def an_import(members, fields):
    people = json.dumps([{"line": line, "email": f"p{member}@race.example"} | fields for line, member in enumerate(members, 1)])
    return f"select count(*) from import_members({SPACE}, {GIVER}, '{people}', false, 'race', true)"


def gift(giver, recipients):
    return f"select outcome from give_kudos({SPACE}, {giver}, '{{{','.join(map(str, recipients))}}}', 'play', 1, '고마워요', 'public', null, '\\x01')"


NEW_TITLES = an_import([GIVER + 1, GIVER + 2], {"title": "과장"})
RENAME = f"""select outcome from change_department({SPACE}, {GIVER}, 9001, 0, '{{"name": "Sales 2"}}', null)"""


@pytest.mark.parametrize("change", [
    f"""select change_member({SPACE}, {GIVER}, {GIVER + 1}, 0, '{{"title": "과장", "email": "new@race.example"}}', null)""", RENAME, NEW_TITLES],
    ids=["member", "department", "import"])
@pytest.mark.parametrize("meanwhile", [
    gift(GIVER + 3, [GIVER + 1]), gift(GIVER + 1, [GIVER + 3]),
    f"select outcome from put_check_in({SPACE}, {GIVER + 1}, (now() at time zone 'Asia/Seoul')::date, 4, null, null, null, now())",
    f"""insert into session (id_hash, team_space_id, member_id, idle_expires_at, expires_at)
        values (sha256('race'), {SPACE}, {GIVER + 1}, now() + interval '1 hour', now() + interval '1 hour')"""],
    ids=["thanked", "thanks", "checks_in", "logs_in"])
@pytest.mark.usefixtures("department")
def test_who_is_being_changed_goes_on_meanwhile(company, first, change, meanwhile):
    """An import holds its people for seconds; what refers to them does not care for their titles."""
    first.execute(change)
    company.execute("set lock_timeout = '300ms'")
    company.execute(meanwhile)
    first.execute("commit")
    company.execute(f"select department_name from member where team_space_id = {SPACE} and id = {GIVER + 1}")
    assert company.fetchone() == ("Sales 2" if change == RENAME else "Sales",)


@pytest.mark.parametrize("change", [NEW_TITLES, RENAME], ids=["import", "department"])
@pytest.mark.parametrize(("giver", "recipient"), [(GIVER + 1, GIVER + 2), (GIVER + 2, GIVER + 1)])
@pytest.mark.usefixtures("department")
def test_who_are_changed_together_thank_one_another_without_a_circle(admin, company, first, change, giver, recipient):
    first.execute(f"select from member where team_space_id = {SPACE} and id = {GIVER + 8} for update")
    giving = Running(gift(giver, [GIVER + 8, recipient]))
    giving.waits(admin.cursor())
    company.execute(change)
    first.execute("commit")
    giving.end()


@pytest.mark.parametrize("joins_first", [True, False])
@pytest.mark.usefixtures("department")
def test_who_joins_a_department_while_it_is_renamed_knows_its_name(admin, company, first, joins_first):
    join = f"update member set department_id = 9001 where team_space_id = {SPACE} and id = {GIVER + 3}"
    first.execute(join if joins_first else RENAME)
    second = Running(RENAME if joins_first else join)
    second.waits(admin.cursor())
    first.execute("commit")
    second.end()
    company.execute(f"select distinct department_name from member where team_space_id = {SPACE} and department_id = 9001")
    assert company.fetchall() == [("Sales 2",)]


@pytest.mark.usefixtures("department")
def test_who_gets_a_title_while_their_department_is_renamed_waits_for_nothing_in_a_circle(admin, company, first):
    """A rename has the department and goes on to its people; whoever has one of them does not want the department."""
    first.execute(f"select from member where team_space_id = {SPACE} and id = {GIVER + 1} for no key update")
    renaming = Running(RENAME)
    renaming.waits(admin.cursor())
    first.execute("set local lock_timeout = '300ms'")
    first.execute(f"""select change_member({SPACE}, {GIVER}, {GIVER + 1}, 0, '{{"title": "과장"}}', null)""")
    first.execute("commit")
    renaming.end()
    company.execute(f"select title, department_name from member where team_space_id = {SPACE} and id = {GIVER + 1}")
    assert company.fetchall() == [("과장", "Sales 2")]


@pytest.mark.parametrize("leaving", [
    f"""select change_member({SPACE}, {GIVER}, {GIVER + 1}, 0, '{{"status": "left"}}', null)""", an_import([GIVER + 1], {"status": "left"})],
    ids=["member", "import"])
@pytest.mark.parametrize("thanked_first", [True, False])
@pytest.mark.usefixtures("department")
def test_who_leaves_while_they_are_thanked_is_on_no_leaderboard(admin, company, first, leaving, thanked_first):
    thanks = gift(GIVER + 3, [GIVER + 1])
    first.execute(thanks if thanked_first else leaving)
    second = Running(leaving if thanked_first else thanks)
    second.waits(admin.cursor())
    first.execute("commit")
    second.end()
    company.execute(f"select distinct shown from leaderboard where team_space_id = {SPACE} and member_id = {GIVER + 1}")
    assert company.fetchall() == [(False,)]


@pytest.mark.usefixtures("department")
def test_what_somebody_gets_while_they_leave_ends_with_the_rest(admin, company, first):
    first.execute(f"insert into role_grant (team_space_id, member_id, role) values ({SPACE}, {GIVER + 1}, 'announcer')")
    leaving = Running(f"""select change_member({SPACE}, {GIVER}, {GIVER + 1}, 0, '{{"status": "left"}}', null)""")
    leaving.waits(admin.cursor())
    first.execute("commit")
    leaving.end()
    company.execute(f"select count(*) from role_grant where team_space_id = {SPACE} and member_id = {GIVER + 1}")
    assert company.fetchone() == (0,)


def test_a_company_value_is_described_while_a_gift_names_it(company, first):
    first.execute(f"update company_value set description = 'x' where team_space_id = {SPACE}")
    company.execute("set lock_timeout = '300ms'")
    company.execute(gift(GIVER, [GIVER + 1]))
