"""Gracy asks how today is: in Slack with faces to tap, once a day, where it is the member's time."""
import datetime

import pytest

from slack_client import TEAM
from slack_fixtures import *  # noqa: F401,F403 - fixtures
from slack_fixtures import noon_everywhere
from worker_fixtures import *  # noqa: F401,F403 - fixtures
from worker_fixtures import eventually

MINSEO, SEOYEON, OLIVIA = "U0HB000002", "U0HB000003", "U0HB000004"


def member_of(database, user):
    return database.one("select member_id from gracy.slack_user where team_id = %s and user_id = %s", TEAM, user)


def wants_to_be_asked(database, member):
    """From eleven on, every day."""
    database.sql("insert into gracy.check_in_preference (team_space_id, member_id, weekdays, at_minute)"
                 " select team_space_id, id, '{1,2,3,4,5,6,7}', 660 from gracy.member where id = %s", member)


@pytest.fixture
def at_noon(connected, fresh):
    noon_everywhere(fresh)
    fresh.sql("delete from gracy.mood_entry where on_date > now()::date - 3")
    for user in (MINSEO, SEOYEON, OLIVIA):
        fresh.sql("update gracy.member set status = 'active', locale = %s where id = %s", "en" if user == OLIVIA else "ko", member_of(fresh, user))
    return connected


def questions(slack, user):
    return [message for message in slack.member(user).messages() if "check_in_1" in str(message.blocks)]


def mood(database, user):
    return database.sql("select score::int from gracy.mood_entry where member_id = %s and on_date > now()::date - 3", member_of(database, user))


def test_members_are_asked_once_and_answer_with_a_tap(at_noon, fresh, jobs, start_worker):
    slack = at_noon.slack
    for user in (MINSEO, OLIVIA):
        wants_to_be_asked(fresh, member_of(fresh, user))
    jobs.add("check_ins.ask", "bulk")
    korean = eventually(lambda: next(iter(questions(slack, MINSEO)), None), "Minseo to be asked", 30)
    english = eventually(lambda: next(iter(questions(slack, OLIVIA)), None), "Olivia to be asked", 30)
    assert "오늘 하루는 어떤가요?" in korean.text and "How's your day?" in english.text
    slack.member(OLIVIA).click("check_in_4", within=english)
    eventually(lambda: "Noted for today" in english.text, "the message to say so")
    slack.member(OLIVIA).click("check_in_2", within=english)
    eventually(lambda: mood(fresh, OLIVIA) == [(2,)], "the other face to be noted")
    # The worker is killed, and the next one looks again.
    at_noon.worker.kill()
    start_worker(slack=at_noon.section)
    again = jobs.add("check_ins.ask", "bulk")
    jobs.wait(again, "done", 30)
    assert fresh.one("select count(*) from gracy.slack_message where dedupe_key like 'notice/%%/check_in/%%'") == 2
    assert [len(questions(slack, user)) for user in (MINSEO, OLIVIA, SEOYEON)] == [1, 1, 0] and mood(fresh, MINSEO) == []
    assert slack.workspace.journal.refused() == []


def test_a_company_whose_question_fails_is_in_no_other_companys_way(at_noon, fresh, jobs):
    [(space,)] = fresh.sql("select team_space_id from gracy.member where id = %s", member_of(fresh, MINSEO))
    other = fresh.one("select min(id) from gracy.member where team_space_id > %s and status = 'active'", space)
    fresh.sql("create function public.fail() returns trigger language plpgsql as $$ begin raise exception 'no question here'; end $$;"
              f" create trigger fail before insert on gracy.check_in_question for each row when (new.team_space_id = {space}) execute function public.fail()")
    for member in (member_of(fresh, MINSEO), other):
        wants_to_be_asked(fresh, member)
    jobs.add("check_ins.ask", "bulk")
    eventually(lambda: fresh.one("select count(*) from gracy.check_in_question where member_id = %s", other) == 1, "the others to be asked", 30)
    assert fresh.one("select count(*) from gracy.check_in_question where team_space_id = %s", space) == 0


def test_a_tap_is_answered_whatever_waits_for_slack_and_in_the_lane_when_it_has_to_be(at_noon, fresh, jobs):
    slack, olivia = at_noon.slack, at_noon.slack.member(OLIVIA)
    wants_to_be_asked(fresh, member_of(fresh, OLIVIA))
    jobs.add("check_ins.ask", "bulk")
    question = eventually(lambda: next(iter(questions(slack, OLIVIA)), None), "Olivia to be asked", 30)
    fresh.sql("insert into gracy.slack_lane (team_space_id, team_id, method, tokens, filled_at, next_at, paused_until)"
              " select team_space_id, team_id, 'chat.update', 0, now(), 'infinity', now() + interval '1 hour' from gracy.slack_installation where team_id = %s", TEAM)
    olivia.click("check_in_4", within=question)
    eventually(lambda: ":slightly_smiling_face: Noted" in question.text, "the message to say so")
    assert slack.workspace.journal.calls("chat.update") == []
    slack.workspace.response_urls.use = lambda path: (None, "used_url")
    olivia.click("check_in_2", within=question)
    eventually(lambda: fresh.one("select count(*) from gracy.slack_message where method = 'chat.update'") == 1, "the change to wait in the lane")
    fresh.sql("update gracy.slack_lane set paused_until = '-infinity', next_at = now() where method = 'chat.update'")
    eventually(lambda: ":slightly_frowning_face: Noted" in question.text, "the message to say so after all")
    # How her day is stands where she has put it, and in nothing that has led there.
    eventually(lambda: fresh.one("select count(*) from gracy.slack_message where method = 'chat.update' and state = 'sent'") == 1, "its end")
    kept = [fresh.one("select string_agg(payload::text, '') from gracy.job where kind = 'slack.respond'"),
            fresh.one("select string_agg(arguments::text, '') from gracy.slack_message where method = 'chat.update'"),
            str([bytes(document) for (document,) in fresh.sql("select document from gracy.event_log where type = 'block_actions'")])]
    assert not any(words in text for text in kept for words in ("Noted", "check_in_4", "check_in_2"))


def test_who_would_rather_not_be_asked_says_so_under_the_question_and_can_take_it_back(at_noon, fresh, jobs):
    slack = at_noon.slack
    for user in (MINSEO, OLIVIA):
        wants_to_be_asked(fresh, member_of(fresh, user))
    jobs.wait(jobs.add("check_ins.ask", "bulk"), "done", 30)
    korean = eventually(lambda: next(iter(questions(slack, MINSEO)), None), "Minseo to be asked", 30)
    english = eventually(lambda: next(iter(questions(slack, OLIVIA)), None), "Olivia to be asked", 30)

    def preference(user):
        return fresh.sql("select asked, weekdays, at_minute from gracy.check_in_preference where member_id = %s", member_of(fresh, user))

    def asked_today(user):
        return fresh.one("select asked_on = gracy.member_today(team_space_id, member_id, now()) from gracy.check_in_question where member_id = %s",
                         member_of(fresh, user))

    slack.member(OLIVIA).click("check_in_stop", within=english)
    eventually(lambda: "I won't ask any more" in english.text and "`/gracy settings`" in english.text, "the message to say so, and how to have it back")
    assert preference(OLIVIA) == [(False, [1, 2, 3, 4, 5, 6, 7], 660)] and "check_in_1" not in str(english.blocks)
    slack.member(MINSEO).click("check_in_stop", within=korean)
    eventually(lambda: "이제 묻지 않을게요" in korean.text, "the message to say so in Korean")
    slack.member(MINSEO).click("check_in_again", within=korean)
    eventually(lambda: "다시 물어볼게요" in korean.text, "it to be taken back")
    assert preference(MINSEO) == [(True, [1, 2, 3, 4, 5, 6, 7], 660)]
    # Of the day that it asks about the faces still work.
    slack.member(OLIVIA).click("check_in_again", within=english)
    eventually(lambda: "I'll ask again" in english.text, "it to be taken back")
    slack.member(OLIVIA).click("check_in_4", within=english)
    eventually(lambda: mood(fresh, OLIVIA) == [(4,)], "the face to be noted")
    slack.member(OLIVIA).click("check_in_stop", within=english)
    eventually(lambda: "I won't ask any more" in english.text, "the message to say so again")
    # The next day.
    fresh.sql("delete from gracy.mood_entry where member_id = %s and on_date > now()::date - 3", member_of(fresh, OLIVIA))
    fresh.sql("update gracy.check_in_question set asked_on = asked_on - 1")
    jobs.wait(jobs.add("check_ins.ask", "bulk"), "done", 30)
    assert [asked_today(user) for user in (MINSEO, OLIVIA)] == [True, False]
    assert slack.workspace.journal.refused() == []


def test_a_question_of_a_day_that_is_over_notes_nothing(at_noon, fresh, jobs):
    slack = at_noon.slack
    wants_to_be_asked(fresh, member_of(fresh, OLIVIA))
    jobs.add("check_ins.ask", "bulk")
    asked = eventually(lambda: next(iter(questions(slack, OLIVIA)), None), "Olivia to be asked", 30)
    # The message has stood there since the day before.
    buttons = asked.blocks[1]["elements"]
    yesterday = (datetime.date.fromisoformat(buttons[0]["value"]) - datetime.timedelta(days=1)).isoformat()
    for button in buttons:
        button["value"] = yesterday
    slack.member(OLIVIA).click("check_in_4", within=asked)
    eventually(lambda: "That day is over" in asked.text, "the message to say so")
    assert mood(fresh, OLIVIA) == []


def test_who_is_asked_again_days_later_is_asked_of_today(at_noon, fresh, jobs):
    slack, olivia = at_noon.slack, at_noon.slack.member(OLIVIA)
    wants_to_be_asked(fresh, member_of(fresh, OLIVIA))
    jobs.add("check_ins.ask", "bulk")
    asked = eventually(lambda: next(iter(questions(slack, OLIVIA)), None), "Olivia to be asked", 30)
    today = asked.blocks[1]["elements"][0]["value"]
    olivia.click("check_in_stop", within=asked)
    eventually(lambda: "I won't ask any more" in asked.text, "the message to say so")
    # It has stood there since the day before.
    [button] = asked.blocks[1]["elements"]
    button["value"] = (datetime.date.fromisoformat(today) - datetime.timedelta(days=1)).isoformat()
    olivia.click("check_in_again", within=asked)
    eventually(lambda: "I'll ask again" in asked.text, "it to be taken back")
    olivia.click("check_in_4", within=asked)
    eventually(lambda: "Noted for today" in asked.text, "the face to be noted")
    assert mood(fresh, OLIVIA) == [(4,)]


def test_who_is_not_in_slack_reads_it_in_the_product(at_noon, fresh, jobs):
    member = member_of(fresh, SEOYEON)
    fresh.sql("delete from gracy.slack_user where member_id = %s", member)
    wants_to_be_asked(fresh, member)
    jobs.add("check_ins.ask", "bulk")
    eventually(lambda: fresh.sql("select kind, text_ko like '오늘 하루는%%' from gracy.member_notice where member_id = %s and kind like 'check_in.%%'", member)
               == [("check_in.question", True)], "the notice", 30)
    eventually(lambda: at_noon.metric("gracy_check_in_questions") == 1, "it to be counted")
