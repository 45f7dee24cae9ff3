"""A member's own settings, and the other forms that shortcuts open."""
import pytest

from slack_client import TEAM
from slack_fixtures import *  # noqa: F401,F403 - fixtures
from slack_fixtures import noon_everywhere
from worker_fixtures import *  # noqa: F401,F403 - fixtures
from worker_fixtures import eventually

MINSEO, SEOYEON, OLIVIA = "U0HB000002", "U0HB000003", "U0HB000004"


@pytest.fixture
def at_noon(connected, fresh):
    noon_everywhere(fresh)
    for user in (MINSEO, OLIVIA):
        fresh.sql("update gracy.member set status = 'active', locale = %s where id = %s", "en" if user == OLIVIA else "ko", member_of(fresh, user))
    fresh.sql("delete from gracy.mood_entry where on_date > now()::date - 3")
    return connected


def member_of(database, user):
    return database.one("select member_id from gracy.slack_user where team_id = %s and user_id = %s", TEAM, user)


def name_of(database, user):
    """For who reads English."""
    return database.one("select gracy.name_in('en', name, name_en) from gracy.member where id = %s", member_of(database, user))


def settings_of(database, user):
    [row] = database.sql("select locale, asked, weekdays, at_minute, quiet_from, quiet_until, on_leaderboards, celebrates_birthday, celebrates_anniversary"
                         " from gracy.own_settings(%s, null, %s)", TEAM, user)
    return row


def test_a_member_sets_what_is_their_own(at_noon, fresh):
    olivia, slack = at_noon.slack.member(OLIVIA), at_noon.slack
    before = settings_of(fresh, OLIVIA)
    olivia.command("/gracy", "settings")
    eventually(olivia.modal, "the form to open")
    assert olivia.submit().answer.ok, "as it opens"
    assert settings_of(fresh, OLIVIA) == before
    assert fresh.one("select count(*) from gracy.quiet_hours where member_id = %s", member_of(fresh, OLIVIA)) == 0, "what was everybody's stays so"
    olivia.close(all_of_them=True)
    olivia.command("/gracy", "설정")
    eventually(olivia.modal, "the form to open")
    olivia.fill(language="ko", weekdays=["1", "5"], at="09:30", quiet_from="20:00", quiet_until="07:00", shown=["birthday"])
    assert olivia.submit().answer.ok and "저장했어요" in str(olivia.modal().blocks)
    assert settings_of(fresh, OLIVIA) == ("ko", True, [1, 5], 570, "20:00", "07:00", False, True, False)
    olivia.close(all_of_them=True)
    olivia.open_home()
    eventually(olivia.home, "App Home to be published")
    olivia.click("settings.me", within="home")
    eventually(olivia.modal, "the form to open from there")
    olivia.fill(weekdays=[], shown=["leaderboards", "birthday", "anniversary"])
    assert olivia.submit().answer.ok
    assert settings_of(fresh, OLIVIA) == ("ko", False, [1, 5], 570, "20:00", "07:00", True, True, True)
    assert slack.workspace.journal.refused() == []


def test_quiet_hours_that_leave_too_little_of_a_day_change_nothing(at_noon, fresh):
    olivia = at_noon.slack.member(OLIVIA)
    before = settings_of(fresh, OLIVIA)
    olivia.command("/gracy", "settings")
    eventually(olivia.modal, "the form to open")
    olivia.fill(quiet_from="08:00", quiet_until="07:00", language="ko")
    assert "four hours" in olivia.submit().errors["quiet_until"]
    olivia.fill(quiet_until="08:00")
    assert "another time" in olivia.submit().errors["quiet_until"]
    assert settings_of(fresh, OLIVIA) == before


def test_shortcuts_log_a_mood_and_ask_hr_about_a_message(at_noon, fresh):
    olivia, minseo, slack = at_noon.slack.member(OLIVIA), at_noon.slack.member(MINSEO), at_noon.slack
    olivia.shortcut("check_in")
    eventually(olivia.modal, "the form to open")
    olivia.click("check_in_4", within="modal")
    assert fresh.one("select score::int from gracy.mood_entry where member_id = %s and on_date > now()::date - 3", member_of(fresh, OLIVIA)) == 4
    olivia.close(all_of_them=True)
    message = minseo.say("general", f"연차를 다 못 쓰면 어떻게 되나요? @{slack.member(SEOYEON).user.name} @nobody-at-all")
    olivia.message_shortcut("ask_hr", message)
    form = eventually(olivia.modal, "the form to open")
    text = next(block for block in form.blocks if block["type"] == "input")["element"]["initial_value"]
    assert "<@" in message.text and "|" not in message.text, "as Slack writes mentions in messages"
    assert text.startswith(f"연차를 다 못 쓰면 어떻게 되나요? @{name_of(fresh, SEOYEON)} @nobody-at-all\nhttps://") and text.endswith("/p" + message.ts.replace(".", ""))
    assert olivia.submit().answer.ok
    assert fresh.one("select text like '연차를 다 못 쓰면%%' from gracy.hr_ticket where member_id = %s", member_of(fresh, OLIVIA)) is True
    assert slack.workspace.journal.refused() == []
