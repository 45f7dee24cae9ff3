"""Questions asked in Slack: answered once, where they were asked, whatever becomes of models, workers and networks."""
import subprocess
import threading

import pytest

from answers_in_slack import (COLLEAGUE, MEMBER, QUESTION, READS_ENGLISH, SENTENCE, answering, model, replies, reply,  # noqa: F401 - fixtures
                              settled, shown, slack, stream, token_key)
from model_server import sentences
from slack_client import TEAM
from slack_fixtures import noon_everywhere
from support import build
from worker_fixtures import *  # noqa: F401,F403 - fixtures
from worker_fixtures import eventually


# Asking.

def test_mention_in_a_channel_is_answered_in_its_thread_with_sources(answering, slack, model):
    answering()
    member = slack.member(MEMBER)
    asked = member.say("general", f"@gracy {QUESTION}")
    answer = reply(member, asked)
    assert f"{SENTENCE} [1]" in shown(answer) and "AI가" in shown(answer)
    assert "취업규칙 › " in shown(answer) and "시행" in shown(answer)
    assert QUESTION in model.requests[0]["messages"][1]["content"] and "U0HBBOT" not in str(model.requests)
    assert SENTENCE in answer.text and slack.workspace.journal.refused() == []
    assert "get_my" not in str(model.requests[0]["tools"]), "everybody in the channel would read it"


def test_people_who_are_named_in_a_question_are_not_told_to_the_model(answering, slack, model):
    answering()
    member = slack.member(MEMBER)
    asked = member.say("general", "@gracy @seoyeon.park 님의 연차는 며칠인가요? 전화는 010.1234.5678")
    reply(member, asked)
    prompts = str(model.requests)
    assert "[PERSON-A]" in prompts and "[PHONE-B]" in prompts
    assert not any(told in prompts for told in (COLLEAGUE, "seoyeon.park", "박서연", "1234"))


def test_event_that_comes_three_times_is_answered_once(answering, slack, database, model):
    answering()
    slack.workspace.deliveries.lose_answers = 2
    member = slack.member(MEMBER)
    asked = member.say("general", f"@gracy {QUESTION}")
    slack.advance(61)
    reply(member, asked)
    [mention] = [each for each in slack.workspace.deliveries.all
                 if each.envelope["event"]["type"] == "app_mention" and each.envelope["event"]["ts"] == asked.ts]
    for _ in range(2):
        slack.again(mention)
    settled(slack, database)
    assert len(replies(member, asked)) == 1 and len(model.requests) == 1
    assert database.one("select count(*) from gracy.assistant_question") == 1


def test_direct_message_is_answered_beneath_it(answering, slack, model):
    answering()
    member = slack.member(MEMBER)
    asked = member.say("app", QUESTION)
    assert SENTENCE in shown(reply(member, asked)) and "get_my_allowance" in str(model.requests[0]["tools"])


def test_question_in_a_thread_is_answered_in_that_thread(answering, slack):
    answering()
    member = slack.member(MEMBER)
    first = member.say("app", QUESTION)
    reply(member, first)
    member.say("app", "병가는 어떻게 신청하나요?", thread_ts=first.ts)
    eventually(lambda: len(replies(member, first)) == 2, "the second answer in the same thread")


def test_english_question_is_answered_in_english(answering, slack, model):
    model.answer = lambda request: sentences(("The rules grant annual leave.", [1]), language="en")
    answering()
    member = slack.member(MEMBER)
    answer = reply(member, member.say("general", "@gracy How many days of annual leave do I have?"))
    assert "The rules grant annual leave. [1]" in shown(answer) and "Written by AI" in shown(answer) and "in force since" in shown(answer)


@pytest.mark.parametrize("text", ["ask {}", "질문 {}"])
def test_command_is_answered_in_the_conversation_with_the_bot(answering, slack, text):
    answering()
    member = slack.member(MEMBER)
    outcome = member.command("/gracy", text.format(QUESTION))
    assert "저와의 대화에서" in outcome.text and outcome.message.only_for == MEMBER
    answer = eventually(lambda: next((each for each in member.messages("app") if f"질문: {QUESTION}" in shown(each)), None), "the answer")
    assert SENTENCE in shown(answer) and not answer.thread_ts
    assert not any(QUESTION in shown(each) for each in slack.member(COLLEAGUE).messages("general"))


def test_other_messages_are_none_of_our_business(answering, slack, database, model):
    answering()
    member = slack.member(MEMBER)
    member.say("general", QUESTION)
    asked = member.say("app", QUESTION)
    reply(member, asked)
    member.edit(asked, QUESTION + "!")
    settled(slack, database)
    assert database.one("select count(*) from gracy.assistant_question") == 1


@pytest.mark.parametrize("text, words", [("고마워요!! ㅎㅎ", "별말씀을요"), ("hello", "Ask me about"), ("ㅎㅎㅎ", "slightly_smiling")])
def test_greetings_and_thanks_are_no_questions(answering, slack, database, model, text, words):
    answering()
    member = slack.member(MEMBER)
    assert words in reply(member, member.say("app", text)).text
    settled(slack, database)
    assert database.one("select count(*) from gracy.assistant_question") == 0 and model.requests == []


CRY = "너무 힘들어서 죽고 싶어요"


def test_cry_for_help_is_answered_with_help_alone(answering, slack, database, model):
    answering()
    member = slack.member(MEMBER)
    answer = reply(member, member.say("app", CRY))
    assert "109" in answer.text and "1577-0199" in answer.text
    member.say("general", f"@gracy {CRY}")
    whisper = eventually(lambda: next((each for each in member.messages("general") if each.only_for == MEMBER and "1577-0199" in each.text), None),
                         "the help, for its author alone")
    assert "나만 볼 수 있어요" in whisper.text
    told = member.command("/gracy", f"ask {CRY}")
    assert "1577-0199" in told.text and told.message.only_for == MEMBER
    settled(slack, database)
    assert database.one("select count(*) from gracy.assistant_question") == 0 and model.requests == []
    assert not any("1577-0199" in each.text for each in slack.member(COLLEAGUE).messages("general"))


# When there is no answer.

def test_question_whose_job_is_dead_says_so_once_and_is_answered_after_a_retry(answering, slack, database):
    member = slack.member(MEMBER)
    member.command("/gracy", f"ask {QUESTION}")  # no worker runs

    def said(text):
        return [each for each in member.messages("app") if f"질문: {QUESTION}" in shown(each) and text in shown(each)]
    failures, answers = len(said("답변을 만들지 못했어요")), len(said(SENTENCE))
    job = database.one("select max(id) from gracy.job where kind = 'assistant.answer'")
    for state in ("dead", "queued", "dead"):
        database.sql("update gracy.job set state = %s, finished_at = now() where id = %s", state, job)
    worker = answering()
    eventually(lambda: len(said("답변을 만들지 못했어요")) > failures, "the failure to be said")
    assert all("인사팀에 문의" in shown(failure) for failure in said("답변을 만들지 못했어요"))
    subprocess.run([str(build.WORKER), "jobs", "retry", str(job), "--config", str(worker.configuration)], check=True, capture_output=True,
                   env=build.program_environment(worker.folder), timeout=build.patience(30))
    eventually(lambda: len(said(SENTENCE)) > answers, "the answer after all")
    settled(slack, database)
    assert len(said("답변을 만들지 못했어요")) == failures + 1


def test_without_a_model_the_passages_are_shown_word_for_word(answering, slack, database):
    answering(with_model=False)
    member = slack.member(MEMBER)
    answer = reply(member, member.say("app", QUESTION))
    quotes = [part for block in answer.blocks if block["type"] == "rich_text" for part in block["elements"] if part["type"] == "rich_text_quote"]
    assert "원문" in shown(answer) and 1 <= len(quotes) <= 3 and "AI가" not in shown(answer)
    stored = database.one("select sources::text from gracy.assistant_question")
    assert quotes[0]["elements"][0]["text"][:40] in stored.replace("\\n", "\n")


@pytest.mark.parametrize("trouble, words", [("down", "AI 요약을 쓸 수 없어"), ("declined", "표현을 바꿔"), ("budget", "예산"), ("unverified", "확인하지 못해")])
def test_model_in_trouble_leaves_the_passages_and_the_reason(answering, slack, model, trouble, words):
    if trouble == "down":
        model.answer = lambda request: (400, {}, "no")
    if trouble == "declined":
        model.answer = lambda request: (400, {}, '{"error": {"code": "content_filter", "message": "filtered"}}')
    if trouble == "unverified":
        model.answer = lambda request: sentences(("연차는 999일이에요.", [1]))
    answering(**({"daily_budget": 1} if trouble == "budget" else {}))
    member = slack.member(MEMBER)
    answer = reply(member, member.say("app", QUESTION))
    assert words in shown(answer) and "999" not in shown(answer) and "rich_text_quote" in shown(answer)


@pytest.mark.parametrize("question, words", [("zyxwv qqqq?", "have not found"), ("뷁뷁뷁 쀍쀍?", "찾지 못했어요")])
def test_what_no_policy_says_is_honestly_not_found(answering, slack, question, words):
    answering()
    member = slack.member(MEMBER)
    assert words in shown(reply(member, member.say("app", question)))


# What is not taken.

@pytest.mark.parametrize("text, words", [("@gracy", "회사 규정에 대해"), ("@gracy " + "가" * 301, "300자")])
def test_refused_question_is_told_why(answering, slack, database, text, words):
    database.sql("update gracy.member set locale = 'ko' where id = (select member_id from gracy.slack_user where team_id = %s and user_id = %s)", TEAM, MEMBER)
    answering()
    member = slack.member(MEMBER)
    member.say("general", text)
    whispered(member, words)


def test_more_than_thirty_questions_a_day_are_refused_in_both_ways(answering, slack, database):
    answering()
    database.sql("insert into gracy.assistant_question (team_space_id, member_id, question, language)"
                 " select team_space_id, member_id, 'q', 'en' from gracy.slack_user, generate_series(1, 30) where team_id = %s and user_id = %s", TEAM, MEMBER)
    member = slack.member(MEMBER)
    assert "30개" in reply(member, member.say("app", QUESTION)).text
    assert "30 questions" in member.command("/gracy", "ask how many days of leave?").text


def test_who_is_no_member_is_told_so(answering, slack, database):
    database.sql("update gracy.slack_user set member_id = null where team_id = %s and user_id = %s", TEAM, READS_ENGLISH)
    answering()
    guest = slack.member(READS_ENGLISH)
    guest.say("general", "@gracy How many days?")
    whispered(guest, "not a member")
    assert not any("not a member" in each.text for each in slack.member(MEMBER).messages("general")), "nobody else reads it"
    assert "not a member" in guest.command("/gracy", "ask How many days?").text


# Once.

def test_worker_killed_before_the_answer_is_posted_leaves_one(answering, slack, database):
    # The worker finds no Slack, so that the answer stands in the database and nowhere else when it is killed.
    worker = answering()
    worker.stop()
    nowhere = answering(base_url="http://127.0.0.1:9/api")
    member = slack.member(MEMBER)
    asked = member.say("app", QUESTION)
    eventually(lambda: database.one("select count(*) from gracy.slack_message where dedupe_key like 'answer/%%' and state <> 'sent'"), "the answer to wait")
    nowhere.kill()
    # As if the time of a sender that died in the middle were over.
    database.sql("update gracy.slack_message set due_at = now() where state = 'sending'")
    database.sql("update gracy.slack_lane set next_at = now() where team_id = %s and method = 'chat.postMessage'", TEAM)
    answering()
    reply(member, asked)
    settled(slack, database)
    assert len(replies(member, asked)) == 1


def test_answer_that_may_have_arrived_is_looked_for_in_its_thread(answering, slack, database):
    answering()
    slack.workspace.faults.add("hangup", method="chat.postMessage", effect=True)
    member = slack.member(MEMBER)
    asked = member.say("general", f"@gracy {QUESTION}")
    reply(member, asked)
    settled(slack, database)
    assert len(replies(member, asked)) == 1


# Stopping.

@pytest.fixture
def hang(model):
    """Until it is set the model says nothing."""
    release = threading.Event()
    model.answer = lambda request: release.wait(60) and sentences((SENTENCE, [1]))
    yield release
    release.set()


def given_up(database):
    """The worker has ended what it ran for the one question there is, though the model still says nothing."""
    eventually(lambda: database.one("select count(*) from gracy.job where kind = 'assistant.answer' and state = 'running'") == 0, "the call to be given up")
    [(outcome, cost, reserved)] = database.sql("select outcome, cost, reserved from gracy.assistant_question")
    assert (outcome, reserved) == ("stopped", 0) and cost > 0


def test_who_waits_is_offered_to_stop_and_the_thread_says_that_it_was(answering, slack, database, model, hang):
    answering(timeout=60)
    member, colleague = slack.member(MEMBER), slack.member(COLLEAGUE)
    asked = member.say("general", f"@gracy {QUESTION}")
    eventually(lambda: model.requests, "the call")
    # As if the time after which it is offered were over.
    eventually(lambda: database.sql("update gracy.job set available_at = now() where kind = 'slack.whisper' and state = 'queued' returning id"), "the offer")
    offer = whispered(member, "아직 찾아보고")
    assert offer.thread_ts == asked.ts and not any("아직 찾아보고" in each.text for each in colleague.messages("general"))
    member.click("assistant_stop", within=offer)
    stopped = reply(member, asked)
    assert "질문을 중지했어요" in shown(stopped) and "assistant_ask_hr" not in shown(stopped)
    given_up(database)
    member.click("assistant_stop", within=offer)
    whispered(member, "이미 중지한")
    settled(slack, database)
    assert len(replies(member, asked)) == 1


def test_question_that_is_answered_soon_is_not_offered_to_stop(answering, slack, database):
    answering()
    member = slack.member(MEMBER)
    before = len([each for each in member.messages() if "아직 찾아보고" in each.text])
    reply(member, member.say("general", f"@gracy {QUESTION}"))
    database.sql("update gracy.job set available_at = now() where kind = 'slack.whisper' and state = 'queued'")
    settled(slack, database)
    assert len([each for each in member.messages() if "아직 찾아보고" in each.text]) == before


def test_command_can_be_stopped_where_it_was_given(answering, slack, database, model, hang):
    answering(timeout=60)
    member = slack.member(MEMBER)
    outcome = member.command("/gracy", f"ask {QUESTION}")
    eventually(lambda: model.requests, "the call")
    member.click("assistant_stop", within=outcome.message)
    eventually(lambda: any("질문을 중지했어요" in shown(each) and QUESTION in shown(each) for each in member.messages("app")), "the end to be said")
    given_up(database)


def test_stop_button_of_the_conversation_with_the_bot_stops_it(answering, slack, database, model, hang):
    answering(timeout=60)
    member = slack.member(MEMBER)
    asked = member.say("app", QUESTION)
    growing = stream(member, asked)
    eventually(lambda: model.requests, "the call")
    member.stop_answer(growing)
    eventually(lambda: "질문을 중지했어요" in shown(growing), "the end to be said")
    given_up(database)
    settled(slack, database)
    assert len(replies(member, asked)) == 1


def test_nobody_else_stops_a_question(answering, slack, database, model, hang):
    answering(timeout=60)
    member, colleague = slack.member(MEMBER), slack.member(COLLEAGUE)
    mine = member.say("general", f"@gracy {QUESTION}")
    eventually(lambda: model.requests, "the call")
    theirs = colleague.command("/gracy", "ask 병가는 어떻게 신청하나요?").message
    # A button with another's question in it, as a forged client might send it.
    [button] = [block["accessory"] for block in theirs.blocks if block.get("accessory")]
    button["value"] = str(database.one("select question_id from gracy.assistant_slack_question where thread_ts = %s", mine.ts))
    colleague.click("assistant_stop", within=theirs)
    whispered(colleague, "물어본 사람만")
    hang.set()
    assert SENTENCE in shown(reply(member, mine))


# Whether it helped.

def click_feedback(member, answer, word):
    return member.click("assistant_feedback", word, within=answer)


def whispered(member, words):
    return eventually(lambda: next((each for each in member.messages() if each.only_for and words in each.text), None), f"only them to read {words!r}")


def test_each_reader_says_once_whether_an_answer_helped_and_may_change_it(answering, slack, database, client, people):
    answering()
    member, colleague = slack.member(MEMBER), slack.member(COLLEAGUE)
    answer = reply(member, member.say("general", f"@gracy {QUESTION}"))
    assert click_feedback(member, answer, "도움이 됐어요").answer.ok
    assert whispered(member, "도움이 되었다고").thread_ts == answer.thread_ts
    click_feedback(member, answer, "도움이 안 됐어요")
    whispered(member, "도움이 되지 않았다고")
    click_feedback(colleague, answer, "도움이 됐어요")
    eventually(lambda: database.sql("select helpful, count(*) from gracy.assistant_feedback group by helpful order by helpful") == [(False, 1), (True, 1)],
               "a word of each")
    [today] = client.as_(people.admin.token).get("/api/v1/qa/days").json()["data"]
    assert (today["asked"], today["answered"], today["helpful"], today["not_helpful"]) == (1, 1, 1, 1)


def test_click_of_who_is_no_member_counts_for_nothing(answering, slack, database):
    database.sql("update gracy.slack_user set member_id = null where team_id = %s and user_id = %s", TEAM, READS_ENGLISH)
    answering()
    member, guest = slack.member(MEMBER), slack.member(READS_ENGLISH)
    click_feedback(guest, reply(member, member.say("general", f"@gracy {QUESTION}")), "도움이 됐어요")
    whispered(guest, "not a member")
    assert database.one("select count(*) from gracy.assistant_feedback") == 0


# HR.

def form(member):
    return eventually(member.modal, "the form to open")


def test_question_is_handed_over_to_hr_and_the_answer_comes_back(answering, slack, database, client, people):
    noon_everywhere(database)
    database.sql("update gracy.member set locale = 'ko' where id = (select member_id from gracy.slack_user where team_id = %s and user_id = %s)", TEAM, MEMBER)
    answering()
    member, admin = slack.member(MEMBER), client.as_(people.admin.token)
    question = "뷁뷁뷁 쀍쀍?"
    answer = reply(member, member.say("general", f"@gracy {question}"))
    member.click("ask_hr", within=answer)
    [text] = [block for block in form(member).blocks if block["type"] == "input"]
    assert text["element"]["initial_value"] == question
    assert not member.submit().errors
    assert member.modal().content["callback_id"] == "ticket_sent"
    member.close()
    [ticket] = [each for each in admin.get("/api/v1/qa/tickets").json()["data"] if each["text"] == question]
    assert ticket["state"] == "open" and database.one("select question_id is not null from gracy.hr_ticket where id = %s", ticket["id"])
    assert admin.post(f"/api/v1/qa/tickets/{ticket['id']}/answer", {"answer": "네, <가능>해요."}).json()["state"] == "answered"
    eventually(lambda: any("네, &lt;가능&gt;해요." in each.text for each in member.messages("app")), "the answer to come")


def test_hr_reads_and_answers_where_it_is_told(answering, slack, database):
    noon_everywhere(database)
    of = "(select member_id from gracy.slack_user where team_id = %s and user_id = %s)"
    for user in (MEMBER, COLLEAGUE):
        database.sql(f"update gracy.member set locale = 'ko', status = 'active' where id = {of}", TEAM, user)
    database.sql(f"delete from gracy.role_grant where member_id = {of}", TEAM, MEMBER)
    database.sql("insert into gracy.role_grant (team_space_id, member_id, role) select team_space_id, member_id, 'admin' from gracy.slack_user"
                 " where team_id = %s and user_id = %s on conflict do nothing", TEAM, COLLEAGUE)
    answering()
    member, hr = slack.member(MEMBER), slack.member(COLLEAGUE)
    member.shortcut("ask_hr")
    form(member)
    member.fill(text="연차를 <나누어> 쓸 수 있나요?")
    assert not member.submit().errors
    member.close()
    ticket = database.one("select max(id) from gracy.hr_ticket")
    notice = eventually(lambda: next((each for each in hr.messages("app") if f"answer_ticket_{ticket}" in str(each.blocks)), None), "HR to be told", 30)
    assert "나누어" not in str(notice.blocks)
    hr.click(f"answer_ticket_{ticket}", within=notice)
    assert "<나누어>" in str(form(hr).content)
    assert list(hr.submit().errors) == ["answer"], "an answer, or it is closed"
    hr.fill(answer="네, 나누어 쓸 수 있어요.")
    assert not hr.submit().errors and hr.modal().content["callback_id"] == "ticket_answered"
    hr.close()
    eventually(lambda: any("네, 나누어 쓸 수 있어요." in each.text for each in member.messages("app")), "the answer to come", 30)
    hr.click(f"answer_ticket_{ticket}", within=notice)
    assert form(hr).content["callback_id"] == "ticket_settled"
    hr.close()


def test_somebody_else_begins_with_an_empty_form(answering, slack):
    answering()
    member, colleague = slack.member(MEMBER), slack.member(COLLEAGUE)
    answer = reply(member, member.say("general", f"@gracy {QUESTION}"))
    colleague.click("ask_hr", within=answer)
    [text] = [block for block in form(colleague).blocks if block["type"] == "input"]
    assert "initial_value" not in text["element"] and not form(colleague).content.get("private_metadata")
    colleague.close()


def test_text_of_nothing_but_space_is_refused_under_its_field(answering, slack):
    answering()
    member = slack.member(MEMBER)
    member.shortcut("ask_hr")
    form(member)
    member.fill(text="   ")
    assert list(member.submit().errors) == ["text"]
    member.fill(text="육아휴직을 나누어 쓸 수 있나요?")
    assert not member.submit().errors
    member.close()
