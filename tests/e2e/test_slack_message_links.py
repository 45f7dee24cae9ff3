"""The message whose reaction gave a kudos is one click away, for who gave it and who received it."""
from slack_client import TEAM
from slack_fixtures import *  # noqa: F401,F403 - fixtures
from slack_fixtures import noon_everywhere
from worker_fixtures import *  # noqa: F401,F403 - fixtures
from worker_fixtures import eventually

MINSEO, SEOYEON, JIHO = "U0HB000002", "U0HB000003", "U0HB000001"


def test_reaction_links_to_its_message_for_giver_and_receiver_alone(connected, fresh):
    noon_everywhere(fresh)
    slack = connected.slack
    space = fresh.one("select team_space_id from gracy.slack_installation where team_id = %s and status = 'active'", TEAM)
    fresh.sql("update gracy.member set status = 'active', locale = 'ko' where team_space_id = %s and id in (select member_id from gracy.slack_user"
              " where team_id = %s and user_id in (%s, %s, %s))", space, TEAM, MINSEO, SEOYEON, JIHO)
    fresh.sql("update gracy.company_value set emoji = ':rocket:' where id = (select min(id) from gracy.company_value where team_space_id = %s and active)", space)
    fresh.sql("update gracy.recognition_policy set pair_gifts_a_day = null, pair_percent = null where team_space_id = %s", space)
    assert eventually(lambda: fresh.one("select url from gracy.slack_installation where team_id = %s and status = 'active'", TEAM), "the workspace's address"
                      ) == "https://hanbit.slack.com/"
    message = slack.member(SEOYEON).say("general", "배포 끝났어요")
    slack.member(MINSEO).react(message, "rocket")
    kudos = eventually(lambda: fresh.one("select kudos_id from gracy.slack_reaction_kudos where message_ts = %s", message.ts), "the kudos")
    link = f"https://hanbit.slack.com/archives/C0HANBIT01/p{message.ts.replace('.', '')}"
    for user in (MINSEO, SEOYEON):
        assert f"<{link}|메시지 보기>" in slack.member(user).command("/kudos", "나").text
    slack.member(SEOYEON).open_home()
    eventually(lambda: slack.member(SEOYEON).home() and f"<{link}|메시지 보기>" in str(slack.member(SEOYEON).home().content), "App Home to show it")

    def seen_by(user):
        member = fresh.one("select member_id from gracy.slack_user where team_id = %s and user_id = %s", TEAM, user)
        return connected.nginx.client.as_(fresh.add_token(space, member)).get(f"/api/v1/kudos/{kudos}").json()["slack_permalink"]

    assert [seen_by(user) for user in (MINSEO, SEOYEON, JIHO)] == [link, link, None]
    assert slack.workspace.journal.refused() == []
