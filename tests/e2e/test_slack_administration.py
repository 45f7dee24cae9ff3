"""What administrators change in Slack: the company's values and how much everybody may give."""
import pytest

from slack_client import TEAM
from slack_fixtures import *  # noqa: F401,F403 - fixtures
from worker_fixtures import *  # noqa: F401,F403 - fixtures
from worker_fixtures import eventually

ADMIN, OTHER = "U0HB000002", "U0HB000003"


def member_of(database, user):
    return database.sql("select team_space_id, member_id from gracy.slack_user where team_id = %s and user_id = %s", TEAM, user)[0]


@pytest.fixture
def administrator(connected, fresh):
    for user, role in ((ADMIN, "admin"), (OTHER, None)):
        space, member = member_of(fresh, user)
        fresh.sql("update gracy.member set status = 'active', locale = 'ko' where id = %s", member)
        fresh.sql("delete from gracy.role_grant where member_id = %s", member)
        if role:
            fresh.sql("insert into gracy.role_grant (team_space_id, member_id, role) values (%s, %s, %s)", space, member, role)
    return connected.slack.member(ADMIN)


def button(member, text):
    """Behind /gracy admin."""
    outcome = member.command("/gracy", "관리")
    assert outcome.message, outcome
    member.click(text, within=outcome.message)
    return eventually(member.modal, "the form to open")


def test_values_are_added_changed_and_taken_out_of_use(connected, administrator, fresh):
    form = button(administrator, "admin.values")
    assert "새 가치" in str(form.content)
    administrator.fill(value="new")
    assert not administrator.submit().errors
    administrator.fill(name="Courage", name_ko="용기", emoji="사자")
    assert ":rocket:" in administrator.submit().errors["emoji"]
    administrator.fill(name="Courage", name_ko="용기", emoji=":lion_face:")
    assert not administrator.submit().errors and "용기" in str(administrator.modal().content)
    space, member = member_of(fresh, ADMIN)
    assert fresh.sql("select name_ko, emoji, active from gracy.company_value where team_space_id = %s and name = 'Courage'", space) == [("용기", ":lion_face:", True)]
    assert fresh.one("select count(*) from gracy.audit_log where team_space_id = %s and actor_id = %s and action = 'company_value.create'", space, member) == 1
    administrator.close(all_of_them=True)

    button(administrator, "admin.values")
    administrator.fill(value="new")
    administrator.submit()
    administrator.fill(name="Bravery", name_ko="용기")
    assert list(administrator.submit().errors) == ["name_ko"], "a name means one value"
    administrator.close(all_of_them=True)

    button(administrator, "admin.values")
    administrator.fill(value="용기")
    administrator.submit()
    assert "'initial_value': '용기'" in str(administrator.modal().content)
    fresh.sql("update gracy.company_value set name_ko = '담력' where name = 'Courage'")
    administrator.fill(active=[])
    assert "다른 사람이 바꿨어요" in administrator.submit().errors["name"]
    administrator.close(all_of_them=True)

    button(administrator, "admin.values")
    administrator.fill(value="담력")
    administrator.submit()
    administrator.fill(active=[])
    assert not administrator.submit().errors
    assert fresh.one("select active from gracy.company_value where name = 'Courage'") is False
    assert connected.slack.workspace.journal.refused() == []


def test_allowance_is_changed_from_app_home(connected, administrator, fresh):
    administrator.open_home()
    eventually(administrator.home, "App Home to be published")
    administrator.click("admin.allowance", within="home")
    eventually(administrator.modal, "the form to open")
    administrator.fill(points="100000", shortest_message="7", pair_gifts_a_day="", pair_percent="40", leaderboards=[])
    assert not administrator.submit().errors and "지금부터" in str(administrator.modal().content)
    space, _ = member_of(fresh, ADMIN)
    assert fresh.sql("select points, shortest_message, pair_gifts_a_day, pair_percent, leaderboards from gracy.recognition_policy where team_space_id = %s", space) == [
        (100000, 7, None, 40, False)]
    administrator.close(all_of_them=True)
    administrator.click("admin.allowance", within="home")
    eventually(administrator.modal, "the form to open")
    administrator.fill(points="5")
    assert not administrator.submit().errors and "부터 적용돼요" in str(administrator.modal().content)
    assert fresh.one("select next_points from gracy.recognition_policy where team_space_id = %s", space) == 5
    assert connected.slack.workspace.journal.refused() == []


def test_others_read_that_they_may_not(connected, administrator, fresh):
    other = connected.slack.member(OTHER)
    assert "관리자만 바꿀 수 있어요" in other.command("/gracy", "admin").text
    other.open_home()
    assert "admin.values" not in str(eventually(other.home, "App Home to be published").content)
    # Somebody who was one when the form opened.
    button(administrator, "admin.allowance")
    space, member = member_of(fresh, ADMIN)
    fresh.sql("delete from gracy.role_grant where member_id = %s", member)
    assert "관리자만 바꿀 수 있어요" in administrator.submit().errors["points"]
