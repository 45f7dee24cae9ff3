"""Feeling cards in Slack: what a model has read in today's note, in the answer to its author's command and nowhere else."""
import itertools
import json

import pytest

from assistant_fixtures import *  # noqa: F401,F403 - fixtures
from slack_client import COMMANDS, TEAM, Slack, command_fields
from test_feelings import card
from worker_fixtures import eventually

NEXT = itertools.count(1)
NOTE = "회의가 길어서 지쳤다. 그래도 동료가 도와줘서 고마웠다."


@pytest.fixture(scope="module")
def nginx(start_nginx):
    return start_nginx()


@pytest.fixture
def slack(client, secrets):
    return Slack(client, secrets.slack_signing_secret)


class Writer:
    """Somebody of the company who is in Slack."""

    def __init__(self, slack, database, people, locale: str = "ko"):
        self.slack, self.database = slack, database
        self.person = people.hire(f"Slack feeling {next(NEXT)}")
        self.user = f"U0F{self.person.id}"
        database.sql("insert into gracy.slack_user (team_id, user_id, team_space_id, member_id) values (%s, %s, %s, %s)", TEAM, self.user,
                     self.person.team_space_id, self.person.id)
        database.sql("update gracy.member set locale = %s where id = %s", locale, self.person.id)

    def says(self, text: str) -> str:
        answer = self.slack.command(command_fields("/mood", text, self.user))
        assert answer.status == 200 and answer.json()["response_type"] == "ephemeral", answer
        return answer.json()["text"]


@pytest.fixture
def writer(slack, database, people, scripted):
    scripted.answer = lambda request: card()
    return Writer(slack, database, people)


def test_card_is_shown_to_its_author_who_wants_it_and_is_kept_nowhere_else(working, writer, model, database, slack, people):
    worker = working()
    assert "AI가 읽지 않아요" in writer.says("4 " + NOTE) + writer.says("요약")
    assert "나만 볼 수 있고" in writer.says("요약 켜기")
    assert "AI가 글을 요약하고 있어요" in writer.says("2 " + NOTE + " 정말로.")
    shown = eventually(lambda: "지침 (3단계 중 2단계) “지쳤다”" in (text := writer.says("요약")) and text, "the card", 40)
    assert "고마움 (3단계 중 2단계) “도와줘서 고마웠다”" in shown and "주제: 업무량, 동료" in shown and "진단이 아니에요" in shown
    assert "AI가" not in Writer(slack, database, people).says("2 " + NOTE), "who has not asked for it is told of none"
    kept = database.one("select string_agg(text, ' ') from (select row(job.*)::text from gracy.job union all select row(message.*)::text from"
                        " gracy.slack_message message union all select row(log.*)::text from gracy.event_log log) as all_of_it(text)")
    for secret in ("지쳤다", "도와줘서", "fatigue", "지침"):
        assert secret not in kept and secret.encode().hex() not in kept and secret not in worker.log.text()
    assert "지웠고" in writer.says("요약 끄기") and "AI가 읽지 않아요" in writer.says("요약")
    assert database.one("select count(*) from gracy.feeling where member_id = %s", writer.person.id) == 0


def test_card_is_shown_to_a_colleague_without_the_words_and_taken_back(working, writer, client, database, people, slack, nginx):
    working()
    colleague = Writer(slack, database, people)
    writer.says("card on")
    writer.says("2 " + NOTE)
    eventually(lambda: "지침" in writer.says("card"), "the card", 40)
    assert "고른 사람만" in writer.says(f"card share <@{colleague.user}|c>")
    theirs = client.as_(colleague.person.token)
    [seen] = theirs.get("/api/v1/me/feelings/shared").json()["data"]
    assert seen["author"]["id"] == str(writer.person.id) and "지쳤다" not in json.dumps(seen, ensure_ascii=False)
    shown = colleague.says("card shared")
    assert "지침" in shown and "지쳤다" not in shown and database.one("select name from gracy.member where id = %s", writer.person.id) in shown
    assert "`/mood 요약 받은`" in database.one("select text_ko from gracy.member_notice where kind = 'feelings.shared' and member_id = %s", colleague.person.id)
    assert database.one("select count(*) from gracy.member_notice where kind = 'feeling.ready' and member_id = %s", writer.person.id) == 1
    assert "feelings.shared" in theirs.get("/api/v1/me/notices").text and "내가 공유한 사람만" in writer.says("card")
    for nobody in ("<@U0NOBODY>", f"<@{writer.user}>", f"<@{colleague.user}> <@U0NOBODY>"):
        assert "아무에게도" in writer.says("card share " + nobody)
    before = nginx.metrics().get("gracy_sealed_unreadable_total")
    database.sql("update gracy.feeling_share set card_key_id = '00000000' where recipient_id = %s", colleague.person.id)
    assert "나에게 공유된 요약이 없어요" in colleague.says("card shared")
    eventually(lambda: nginx.metrics().get("gracy_sealed_unreadable_total") == before + 1, "what no key opens to be counted")
    assert "공유를 취소했어요" in writer.says("card unshare")
    assert "나에게 공유된 요약이 없어요" in colleague.says("요약 받은")
    assert theirs.get("/api/v1/me/feelings/shared").json()["data"] == []
    assert "공유할 요약이 없어요" in colleague.says("card share <@" + writer.user + ">")


def test_words_of_despair_show_help_beside_the_card_and_to_nobody_else(working, writer, model, database):
    model.answer = lambda request: card(("sadness", "살고 싶지 않다"), valence=-2)
    before = database.one("select count(*) from gracy.member_notice where kind <> 'feeling.ready'")
    working()
    writer.says("요약 켜기")
    assert "109" in writer.says("1 너무 힘들어서 살고 싶지 않다")
    shown = eventually(lambda: "슬픔" in (text := writer.says("요약")) and text, "the card", 40)
    assert "109" in shown and "1577-0199" in shown
    assert database.one("select count(*) from gracy.member_notice where kind <> 'feeling.ready'") == before


def test_card_speaks_its_author_s_language_and_says_why_there_is_none(working, slack, database, people, model, client):
    english = Writer(slack, database, people, "en")
    assert "no check-in of today" in english.says("card") and "`/mood card on`" in english.says("card help")
    english.says("card on")
    model.answer = lambda request: card(("fatigue", "피곤했다"))
    working()
    english.says("2 " + NOTE)
    eventually(lambda: "AI could not sum up this note" in english.says("card"), "why there is none", 40)
    model.answer = lambda request: card()
    english.says("2 " + NOTE + " 그랬다.")
    shown = eventually(lambda: "fatigue (2 of 3)" in (text := english.says("card")) and text, "the card", 40)
    assert "About: workload, colleagues" in shown and "Only you see it" in shown


def test_who_is_no_member_has_no_card(slack):
    answer = slack.command(command_fields("/mood", "card", "U0STRANGER"))
    assert answer.status == 200 and any(words in answer.json()["text"] for words in ("not a member", "구성원이 아니에요"))
