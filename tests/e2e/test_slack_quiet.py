"""/gracy quiet: when somebody does not want to hear from Gracy."""
import pytest

from slack_client import Slack, command_fields, in_slack


@pytest.fixture(scope="module")
def slack(client, secrets):
    return Slack(client, secrets.slack_signing_secret)


@pytest.fixture
def person(people, database):
    return in_slack(people, database, "Sleeper")


def says(slack, person, text) -> str:
    response = slack.command(command_fields("/gracy", text, person.user_id))
    assert response.status == 200 and response.json()["response_type"] == "ephemeral"
    return response.json()["text"]


def told_at(database, person, clock="12:00") -> str:
    """When, by a clock that says so much now, a notice of now is told: `day hh:mm` from today on."""
    database.sql("update gracy.member set tz = (select name from pg_timezone_names where name like 'Etc/GMT%%'"
                 " and date_trunc('hour', (now() at time zone name)::time::interval) = %s::interval limit 1) where id = %s", clock, person.id)
    database.sql("delete from gracy.member_notice where member_id = %s", person.id)
    database.sql("select gracy.notify_member(%s, %s, 'export.done', 'done', '끝났어요')", person.team_space_id, person.id)
    return database.one("select (tell_at at time zone tz)::date - (now() at time zone tz)::date || to_char(tell_at at time zone tz, ' HH24')"
                        " from gracy.member_notice join gracy.member on member.id = member_id where member_id = %s", person.id)


def test_night_of_everybody_is_shown_until_somebody_sets_their_own(slack, person, database):
    assert "quiet from 21:00 to 08:00" in says(slack, person, "quiet")
    assert told_at(database, person) == "0 12" and told_at(database, person, "03:00") == "0 08"
    assert "quiet from 11:00 to 15:30" in says(slack, person, "quiet 11:00-15:30")
    assert told_at(database, person) == "0 15" and told_at(database, person, "03:00") == "0 03"
    assert "quiet from 21:00 to 08:00" in says(slack, person, "quiet usual")
    assert told_at(database, person) == "0 12"


def test_pause_ends_by_itself_or_by_its_owner(slack, person, database):
    answer = says(slack, person, "quiet 3 days")
    assert "I say nothing by myself until" in answer and "`/gracy quiet end`" in answer
    assert told_at(database, person) == "3 12"
    assert "I say nothing" not in says(slack, person, "quiet end")
    assert told_at(database, person) == "0 12"


def test_korean_is_answered_in_korean(slack, people, database):
    person = in_slack(people, database, "잠꾸러기", locale="ko")
    assert "22:00부터 07:00까지는 조용히" in says(slack, person, "조용히 22시~7시")
    assert "먼저 말을 걸지 않을게요" in says(slack, person, "조용히 2시간")
    assert "먼저 말을 걸지" not in says(slack, person, "조용히 끝")


@pytest.mark.parametrize("text, why", [("quiet 25:00-7:00", "That is no time of day"), ("quiet 8:00-8:00", "the same"),
                                       ("quiet 6:00-5:00", "Less than four hours"), ("quiet 31d", "thirty days"), ("quiet please", "`/gracy quiet 3 days`"), ("quiet 31 days", "thirty days"), ("quiet 3", "thirty days")])
def test_what_cannot_be_is_refused_with_the_reason(slack, person, text, why):
    assert why in says(slack, person, text)
    assert "quiet from 21:00 to 08:00" in says(slack, person, "quiet")


def test_who_is_no_member_reads_so(slack):
    response = slack.command(command_fields("/gracy", "quiet", "U0STRANGER"))
    assert "구성원이 아니에요" in response.json()["text"] or "not a member" in response.json()["text"]
