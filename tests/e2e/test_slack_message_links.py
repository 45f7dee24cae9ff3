"""The message whose reaction gave a kudos is one click away, for who gave it and who received it."""
import pytest

from slack_client import TEAM
from slack_fixtures import *  # noqa: F401,F403 - fixtures
from slack_fixtures import noon_everywhere
from worker_fixtures import *  # noqa: F401,F403 - fixtures
from worker_fixtures import eventually

MINSEO, SEOYEON, JIHO = "U0HB000002", "U0HB000003", "U0HB000001"


@pytest.fixture
def rocket(connected, fresh):
    """A reaction gives points; the team space."""
    noon_everywhere(fresh)
    space = fresh.one("select team_space_id from gracy.slack_installation where team_id = %s and status = 'active'", TEAM)
    fresh.sql("update gracy.member set status = 'active', locale = 'ko' where team_space_id = %s and id in (select member_id from gracy.slack_user"
              " where team_id = %s and user_id in (%s, %s, %s))", space, TEAM, MINSEO, SEOYEON, JIHO)
    fresh.sql("update gracy.company_value set emoji = ':rocket:' where id = (select min(id) from gracy.company_value where team_space_id = %s and active)", space)
    fresh.sql("update gracy.recognition_policy set pair_gifts_a_day = null, pair_percent = null where team_space_id = %s", space)
    return space


def test_reaction_with_the_emoji_of_a_value_gives_kudos_for_it(connected, fresh, rocket):
    """The demo's values have emoji, and Slack tells of reactions by name."""
    fresh.sql("update gracy.company_value set emoji = '🤝' where id = (select max(id) from gracy.company_value where team_space_id = %s and active)", rocket)
    message = connected.slack.member(SEOYEON).say("general", "릴리스 노트 올렸어요")
    connected.slack.member(MINSEO).react(message, "handshake")
    kudos = eventually(lambda: fresh.one("select kudos_id from gracy.slack_reaction_kudos where message_ts = %s", message.ts), "the kudos")
    assert fresh.one("select emoji from gracy.kudos join gracy.company_value value on value.team_space_id = kudos.team_space_id and value.id = value_id"
                     " where kudos.id = %s", kudos) == "🤝"


def test_deleted_message_takes_its_kudos_along_and_no_word_of_a_channel_is_kept(connected, fresh, rocket):
    author, reader = connected.slack.member(SEOYEON), connected.slack.member(MINSEO)
    words = "아무에게도 남지 않을 말"
    message = author.say("general", words)
    reader.react(message, "rocket")
    kudos = eventually(lambda: fresh.one("select kudos_id from gracy.slack_reaction_kudos where message_ts = %s", message.ts), "the kudos")
    author.edit(message, words + "!")
    author.delete(message)
    eventually(lambda: fresh.one("select voided_at from gracy.kudos where id = %s", kudos), "the kudos to be taken back")
    connected.slack.idle()
    assert fresh.one("select count(*) from gracy.event_log where position(convert_to(%s, 'UTF8') in document) > 0", words) == 0
    assert fresh.one("select count(*) from gracy.event_log where type = 'message' and position('message_deleted'::bytea in document) > 0") == 1


def test_reaction_links_to_its_message_for_giver_and_receiver_alone(connected, fresh, rocket):
    slack, space = connected.slack, rocket
    assert eventually(lambda: fresh.one("select url from gracy.slack_installation where team_id = %s and status = 'active'", TEAM), "the workspace's address"
                      ) == "https://hanbit.slack.com/"
    message = slack.member(SEOYEON).say("general", "배포 끝났어요")
    slack.member(MINSEO).react(message, "rocket")
    kudos = eventually(lambda: fresh.one("select kudos_id from gracy.slack_reaction_kudos where message_ts = %s", message.ts), "the kudos")
    link = f"https://hanbit.slack.com/archives/C0HANBIT01/p{message.ts.replace('.', '')}"
    for user in (MINSEO, SEOYEON):
        assert f"<{link}|메시지 보기>" in slack.member(user).command("/kudos", "나").text
    eventually(lambda: any(f" · <{link}|메시지 보기>" in message.text for message in slack.member(SEOYEON).messages()), "the notice of it to link there")
    slack.member(SEOYEON).open_home()
    eventually(lambda: slack.member(SEOYEON).home() and f"<{link}|메시지 보기>" in str(slack.member(SEOYEON).home().content), "App Home to show it")

    def seen_by(user):
        member = fresh.one("select member_id from gracy.slack_user where team_id = %s and user_id = %s", TEAM, user)
        return connected.nginx.client.as_(fresh.add_token(space, member)).get(f"/api/v1/kudos/{kudos}").json()["slack_permalink"]

    assert [seen_by(user) for user in (MINSEO, SEOYEON, JIHO)] == [link, link, None]
    assert slack.workspace.journal.refused() == []


def test_export_that_is_ready_is_one_click_away(connected, fresh, rocket, start_worker):
    connected.worker.stop()
    start_worker(slack=connected.section | {"address": "https://gracy.hanbit.example"})
    fresh.sql("select gracy.notify_member(team_space_id, member_id, 'export.done', 'Ready.', '준비됐어요.', 'export', '77') from gracy.slack_user"
              " where team_id = %s and user_id = %s", TEAM, SEOYEON)
    link = "<https://gracy.hanbit.example/slack/sign-in?to=/api/v1/exports/77/download|내려받기>"
    eventually(lambda: any(f"준비됐어요. · {link}" in message.text for message in connected.slack.member(SEOYEON).messages()), "the notice to link to the file")
