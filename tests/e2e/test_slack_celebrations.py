"""Birthdays and anniversaries in the channel that a team space has chosen."""
import pytest

from slack_client import TEAM
from slack_fixtures import *  # noqa: F401,F403 - fixtures
from slack_fixtures import noon_everywhere
from worker_fixtures import *  # noqa: F401,F403 - fixtures
from worker_fixtures import eventually

ADMIN, BORN, VETERAN, SHY = "U0HB000001", "U0HB000002", "U0HB000003", "U0HB000004"
CHANNEL = "C0HANBIT01"


@pytest.fixture
def party(connected, fresh):
    """A business day at noon on which there is something to celebrate, of three people of whom one wants none."""
    noon_everywhere(fresh)
    space = fresh.one("select team_space_id from gracy.slack_installation where team_id = %s", TEAM)
    fresh.sql("update gracy.team_space set tz = (select max(tz) from gracy.member) where id = %s", space)
    fresh.sql("create or replace function gracy.is_business_day(p_team_space_id bigint, p_on date) returns bool language sql immutable return true")
    members = [fresh.one("select member_id from gracy.slack_user where team_id = %s and user_id = %s", TEAM, user) for user in (ADMIN, BORN, VETERAN, SHY)]
    fresh.sql("update gracy.member set status = 'active', locale = 'ko', celebrates_birthday = id <> %s, celebrates_anniversary = true where id = any(%s)",
              members[3], members)
    fresh.sql("delete from gracy.role_grant where team_space_id = %s", space)
    fresh.sql("insert into gracy.role_grant (team_space_id, member_id, role) values (%s, %s, 'admin')", space, members[0])
    # The worker plans once when it starts; what it has planned is not of this party.
    eventually(lambda: fresh.one("select count(*) from gracy.job where kind = 'celebrations.plan' and state = 'done'"), "celebrations to be planned")
    fresh.sql("delete from gracy.celebration_occurrence where team_space_id = %s", space)
    for member, kind, years in ((members[1], "birthday", None), (members[2], "anniversary", 3), (members[3], "birthday", None)):
        fresh.sql("insert into gracy.celebration_occurrence (team_space_id, member_id, kind, on_date, post_on, years)"
                  " select %s, %s, %s, today, today, %s from (select (now() at time zone tz)::date as today from gracy.team_space where id = %s) as clock",
                  space, member, kind, years, space)
    return connected


def choose(database, channel):
    database.sql("select gracy.change_celebration_settings(team_space_id, null, 0, jsonb_build_object('slack_channel', %s::text), 'test')"
                 " from gracy.slack_installation where team_id = %s", channel, TEAM)
    database.sql("notify gracy_slack")


def posts(slack):
    return [message for message in slack.workspace.channels[CHANNEL].messages.values() if "함께 축하해요" in str(message.blocks)]


def told(database):
    return sorted(state for (state,) in database.sql("select occurrence.state from gracy.celebration_occurrence occurrence"
                                                     " join gracy.slack_installation using (team_space_id) where team_id = %s", TEAM))


def test_everything_of_a_day_is_one_post_though_its_answer_is_lost(party, fresh):
    slack = party.slack
    slack.workspace.faults.add("hangup", method="chat.postMessage", effect=True)
    choose(fresh, CHANNEL)
    eventually(lambda: told(fresh) == ["planned", "posted", "posted"], "it to be told", 30)
    [post] = posts(slack)
    assert f"<@{BORN}>님" in str(post.blocks) and f"<@{VETERAN}>님: 3년" in str(post.blocks) and SHY not in str(post.blocks)
    # Who looks again finds nothing to tell.
    fresh.sql("update gracy.celebration_settings set look_at = now() where look_at is not null")
    fresh.sql("notify gracy_slack")
    eventually(lambda: fresh.one("select count(*) = 0 from gracy.celebration_settings where look_at <= now()"), "the worker to look")
    assert len(posts(slack)) == 1 and slack.workspace.journal.refused() == []


def test_channel_that_is_gone_is_told_to_administrators_and_nothing_is_lost(party, fresh):
    slack = party.slack
    slack.workspace.channels[CHANNEL].archived = True
    choose(fresh, CHANNEL)
    notice = eventually(lambda: next((message for message in slack.member(ADMIN).messages() if "채널이 보관되었어요" in message.text), None),
                        "the administrator to be told", 30)
    assert "일주일" in notice.text and told(fresh) == ["planned"] * 3
    assert fresh.one("select slack_trouble from gracy.celebration_settings where look_at is not null") == "is_archived"
    assert party.metric("gracy_celebration_channels_refused") == 1
    slack.workspace.channels[CHANNEL].archived = False
    choose(fresh, CHANNEL)
    eventually(lambda: told(fresh) == ["planned", "posted", "posted"], "it to be told at last", 30)
    assert len(posts(slack)) == 1
    assert fresh.one("select slack_trouble from gracy.celebration_settings where look_at is not null") is None
