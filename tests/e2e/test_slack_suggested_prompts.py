"""What somebody who opens the conversation with Gracy is offered to ask."""
import time

from slack_client import TEAM
from slack_fixtures import *  # noqa: F401,F403 - fixtures
from worker_fixtures import *  # noqa: F401,F403 - fixtures
from worker_fixtures import eventually

MINSEO, OLIVIA = "U0HB000002", "U0HB000004"
METHOD = "assistant.threads.setSuggestedPrompts"


def offered(slack):
    return [[prompt["title"] for prompt in call.content["prompts"]] for call in slack.workspace.journal.calls(METHOD)]


def speaks(database, user, locale):
    database.sql("update gracy.member set status = 'active', locale = %s where id = (select member_id from gracy.slack_user where team_id = %s and user_id = %s)",
                 locale, TEAM, user)


def test_conversation_offers_questions_in_the_members_language_once_a_day(connected, fresh):
    slack = connected.slack
    speaks(fresh, MINSEO, "ko")
    speaks(fresh, OLIVIA, "en")
    slack.member(MINSEO).open_home("messages")
    eventually(lambda: offered(slack) == [["연차 휴가", "경조사 휴가", "육아휴직", "근무 시간"]], "them in Korean")
    slack.member(OLIVIA).open_home("messages")
    eventually(lambda: offered(slack)[1:] == [["Annual leave", "Bereavement leave", "Parental leave", "Working hours"]], "them in English")
    slack.member(MINSEO).open_home("messages")
    slack.member(MINSEO).open_home()
    eventually(slack.member(MINSEO).home, "App Home to be published")
    assert len(offered(slack)) == 2
    assert slack.workspace.journal.refused() == []


def test_workspace_that_does_not_want_them_loses_nothing(connected, fresh):
    slack = connected.slack
    slack.workspace.app.agent_view = False
    speaks(fresh, MINSEO, "ko")
    slack.member(MINSEO).open_home("messages")
    tried = eventually(lambda: slack.workspace.journal.select("call", METHOD), "the call")
    assert tried[0].error == "not_agent_app"
    slack.member(MINSEO).open_home()
    eventually(slack.member(MINSEO).home, "App Home to be published all the same")
    time.sleep(0.5)
    assert len(slack.workspace.journal.select("call", METHOD)) == 1, "and nobody asks again"
    assert fresh.one("select count(*) from gracy.job where kind = 'slack.suggested_prompts' and state = 'dead'") == 0
