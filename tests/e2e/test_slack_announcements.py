"""Announcements in Slack, from /announce to the last message, with the workspace that plays Slack. Broadcasts are to the demo's few
hundred; GRACY_SOAK_EVENTS=10000 makes them ten thousand, and says how it went."""
import collections
import os
import re
import time

import pytest

from slack_client import TEAM
from slack_fixtures import *  # noqa: F401,F403 - fixtures
from slack_fixtures import noon_everywhere, people
from worker_fixtures import *  # noqa: F401,F403 - fixtures
from worker_fixtures import eventually

AUTHOR, READER, COLLEAGUE = "U0HB000002", "U0HB000003", "U0HB000001"
# How much faster than ours the clock of Slack runs in a broadcast.
SCALE = int(os.environ.get("GRACY_SLACK_SCALE", "20"))
MEMBERS = int(os.environ.get("GRACY_SOAK_EVENTS", "0"))


@pytest.fixture
def announcer(connected, fresh):
    """Somebody who may announce, to a company of three."""
    noon_everywhere(fresh)
    members = [fresh.one("select member_id from gracy.slack_user where team_id = %s and user_id = %s", TEAM, user)
               for user in (AUTHOR, READER, COLLEAGUE)]
    fresh.sql("update gracy.member set status = 'left' where team_space_id = (select team_space_id from gracy.slack_installation where team_id = %s)"
              " and id <> all(%s)", TEAM, members)
    fresh.sql("update gracy.member set locale = 'ko', status = 'active' where id = any(%s)", members)
    fresh.sql("update gracy.member set locale = 'en' where id = %s", members[2])
    fresh.sql("delete from gracy.role_grant where member_id = any(%s)", members)
    grant(fresh, AUTHOR, "announcer")
    return connected.slack.member(AUTHOR)


def grant(database, user, role):
    database.sql("insert into gracy.role_grant (team_space_id, member_id, role) select team_space_id, member_id, %s from gracy.slack_user"
                 " where team_id = %s and user_id = %s on conflict do nothing", role, TEAM, user)


def write(member, **texts):
    """The form, until its preview."""
    member.command("/announce")
    eventually(member.modal, "the form to open")
    member.fill(audience="all", **texts)
    outcome = member.submit()
    assert not outcome.errors, outcome.errors
    return member.modal()


def send(author):
    """The preview, and the last word closed."""
    assert not author.submit().errors
    author.close()
    assert author.modal() is None


def told(slack, user, title):
    return [message for message in slack.member(user).messages() if title in str(message.blocks)]


def progress(author, words):
    return eventually(lambda: next((message for message in author.messages() if words in str(message.blocks)), None), f"the author to read {words!r}")


def state(database):
    return database.one("select state from gracy.announcement order by id desc limit 1")


def test_who_may_not_announce_reads_why(connected, announcer):
    outcome = connected.slack.member(READER).command("/announce")
    assert "공지 담당자" in outcome.text and connected.slack.member(READER).modal() is None


def test_announcement_is_previewed_sent_and_acknowledged(connected, announcer, fresh):
    slack = connected.slack
    preview = write(announcer, title_ko="전사 회의", body_ko="금요일 오후 3시 <회의실 A> & 온라인", title_en="All hands", body_en="Friday at three",
                    options=["require_ack", "email"])
    assert "3명" in str(preview.content) and "1분 이내" in str(preview.content) and "All hands" in str(preview.content)
    assert state(fresh) == "draft"
    send(announcer)
    eventually(lambda: all(told(slack, user, title) for user, title in ((AUTHOR, "전사 회의"), (READER, "전사 회의"), (COLLEAGUE, "All hands"))),
               "everybody to be told in their language")
    [message] = told(slack, READER, "전사 회의")
    assert "&lt;회의실 A&gt; &amp; 온라인" in str(message.blocks)
    progress(announcer, "3명 중 3명")
    eventually(lambda: state(fresh) == "sent", "the announcement to end")
    # One click acknowledges it; the button is gone then, and a second delivery of the click changes nothing.
    slack.member(READER).click("announcement_acknowledge", within=message)
    eventually(lambda: "확인했어요." in str(message.blocks) and "announcement_acknowledge" not in str(message.blocks), "the button to go")
    assert fresh.one("select count(*) from gracy.announcement_recipient where acknowledged_at is not null and announcement_id ="
                     " (select max(id) from gracy.announcement)") == 1
    announcer.click("announcement_look")
    progress(announcer, "확인 1명")
    assert slack.workspace.journal.refused() == []


def test_an_old_text_that_is_clicked_in_gives_way_to_the_new_one_and_acknowledges_nothing(connected, announcer, fresh):
    slack = connected.slack
    write(announcer, title_ko="휴무 29일부터", body_ko="내용", options=["require_ack"])
    send(announcer)
    eventually(lambda: state(fresh) == "sent", "the announcement to end")
    [message], [early] = (told(slack, user, "휴무 29일부터") for user in (READER, COLLEAGUE))
    progress(announcer, "3명 중 3명")
    slack.member(COLLEAGUE).click("announcement_acknowledge", within=early)
    noted = "select count(*) from gracy.announcement_recipient where acknowledged_version = %s and announcement_id = (select max(id) from gracy.announcement)"
    eventually(lambda: fresh.one(noted, 1) == 1, "the first text to be acknowledged")
    # Corrected, and what stands in Slack has not heard of it.
    fresh.sql("update gracy.announcement set title_ko = '휴무 30일부터', text_version = 2 where id = (select max(id) from gracy.announcement)")
    slack.member(READER).click("announcement_acknowledge", within=message)
    eventually(lambda: "그사이 내용이 바뀌어서" in str(message.blocks) and "휴무 30일부터" in str(message.blocks), "the new text to be shown")
    assert fresh.one(noted, 2) == 0
    slack.member(READER).click("announcement_acknowledge", within=message)
    eventually(lambda: fresh.one(noted, 2) == 1 and "announcement_acknowledge" not in str(message.blocks), "it to be acknowledged knowingly")
    # Who acknowledged the first text reads that this is another one.
    announcer.click("announcement_correct")
    eventually(announcer.modal, "the form to open")
    announcer.fill(body_ko="다른 내용")
    assert not announcer.submit().errors
    eventually(lambda: "다른 내용" in str(early.blocks), "the message to change")
    assert any(words in str(early.blocks) for words in ("확인한 뒤에 내용이 수정됐어요", "You acknowledged it before it was corrected"))
    assert fresh.one(noted, 1) == 1


def test_changed_form_under_the_preview_changes_the_draft(announcer, fresh):
    write(announcer, title_ko="하나", body_ko="내용")
    announcer.close()
    announcer.fill(title_ko="둘")
    assert not announcer.submit().errors and "둘" in str(announcer.modal().content)
    assert fresh.sql("select title_ko, state from gracy.announcement where author_id = (select member_id from gracy.slack_user where team_id = %s"
                     " and user_id = %s) order by id desc limit 2", TEAM, AUTHOR)[0] == ("둘", "draft")
    send(announcer)
    eventually(lambda: state(fresh) == "sent", "one of them to be sent")


def test_title_without_its_text_is_refused_under_the_field(announcer):
    announcer.command("/announce")
    eventually(announcer.modal, "the form to open")
    announcer.fill(audience="all", title_ko="제목", body_ko="내용", title_en="Title")
    assert list(announcer.submit().errors) == ["body_en"]


def test_correction_changes_what_arrived(connected, announcer, fresh):
    slack = connected.slack
    write(announcer, title_ko="회의 3시", body_ko="내용")
    send(announcer)
    eventually(lambda: state(fresh) == "sent", "the announcement to end")
    [message] = told(slack, READER, "회의 3시")
    progress(announcer, "3명 중 3명")
    announcer.click("announcement_correct")
    eventually(announcer.modal, "the form to open")
    announcer.fill(title_ko="회의 4시")
    assert not announcer.submit().errors
    eventually(lambda: "회의 4시" in str(message.blocks), "the message to change")
    assert not told(slack, READER, "회의 3시")


def test_recall_takes_out_what_arrived_and_stops_the_rest(connected, announcer, fresh):
    slack = connected.slack
    write(announcer, title_ko="잘못된 공지", body_ko="내용")
    send(announcer)
    eventually(lambda: state(fresh) == "sent", "the announcement to end")
    progress(announcer, "3명 중 3명")
    announcer.click("announcement_recall")
    eventually(lambda: not any(told(slack, user, "잘못된 공지") and "내용" in str(told(slack, user, "잘못된 공지")) for user in (READER, COLLEAGUE)),
               "the messages to go")
    assert state(fresh) == "recalled"
    control = progress(announcer, "회수했어요")
    eventually(lambda: "다 정리했어요" in str(control.blocks), "the author to read that it is done", 40)


def test_many_are_told_after_another_has_approved(connected, announcer, fresh):
    fresh.sql("create or replace function gracy.announcement_approval_threshold() returns int language sql immutable return 2")
    grant(fresh, COLLEAGUE, "admin")
    preview = write(announcer, title_ko="큰 공지", body_ko="내용")
    assert "승인" in str(preview.content)
    send(announcer)
    slack, approver = connected.slack, connected.slack.member(COLLEAGUE)
    eventually(lambda: told(slack, COLLEAGUE, "announcement_approve"), "the approver to be asked")
    assert state(fresh) == "submitted" and not told(slack, READER, "큰 공지")
    [asked] = told(slack, COLLEAGUE, "announcement_approve")
    approver.click("announcement_approve")
    eventually(lambda: asked.text.endswith("approved it.") and not asked.blocks, "the question to become its answer")
    [control] = eventually(lambda: told(slack, AUTHOR, "announcement_send"), "the author's message to wait for a click")
    eventually(lambda: any("공지를 승인했어요" in message.text for message in announcer.messages()), "the author to hear of it")
    announcer.click("announcement_send", within=control)
    eventually(lambda: told(slack, READER, "큰 공지"), "the announcement to be sent")


def day(database, days):
    """By the author's clock, on which it is noon."""
    return database.one("select ((now() at time zone member.tz)::date + %s)::text from gracy.member join gracy.slack_user on slack_user.team_space_id ="
                        " member.team_space_id and slack_user.member_id = member.id where slack_user.team_id = %s and user_id = %s", days, TEAM, AUTHOR)


def when(database):
    """When the latest one goes out, by its author's clock."""
    return database.one("select to_char(scheduled_at at time zone member.tz, 'YYYY-MM-DD HH24:MI') from gracy.announcement join gracy.member"
                        " on member.team_space_id = announcement.team_space_id and member.id = author_id order by announcement.id desc limit 1")


def test_time_that_is_none_for_an_announcement_is_refused_under_its_field(announcer, fresh):
    before = fresh.one("select count(*) from gracy.announcement")

    def refused(**when):
        announcer.fill(**when)
        return list(announcer.submit().errors)

    announcer.command("/announce")
    eventually(announcer.modal, "the form to open")
    assert refused(audience="all", title_ko="제목", body_ko="내용", send_on=day(fresh, 1)) == ["send_time"]
    assert refused(send_on=day(fresh, 0), send_time="00:01") == ["send_time"]
    assert refused(send_on=day(fresh, -1), send_time="23:59") == ["send_on"]
    assert refused(send_on=day(fresh, 400)) == ["send_on"]
    announcer.close()
    announcer.command("/announce")
    eventually(announcer.modal, "the form to open")
    assert refused(audience="all", title_ko="제목", body_ko="내용", send_time="09:30") == ["send_on"]
    assert fresh.one("select count(*) from gracy.announcement") == before


def test_announcement_for_later_says_when_and_goes_out_then(connected, announcer, fresh):
    tomorrow = day(fresh, 1)
    preview = write(announcer, title_ko="내일 회의", body_ko="내용", send_on=tomorrow, send_time="09:30")
    assert "오전 9:30" in str(preview.content) and preview.content["submit"]["text"] == "예약"
    assert not announcer.submit().errors
    assert "오전 9:30" in str(announcer.modal().content)
    announcer.close()
    control = progress(announcer, "오전 9:30")
    assert state(fresh) == "scheduled" and when(fresh) == f"{tomorrow} 09:30" and not told(connected.slack, READER, "내일 회의")
    # Its time comes.
    fresh.sql("update gracy.announcement set scheduled_at = now() where state = 'scheduled' and title_ko = '내일 회의'")
    fresh.sql("update gracy.job set available_at = now() where kind = 'announcements.prepare' and state = 'queued'")
    fresh.sql("notify gracy_jobs")
    eventually(lambda: told(connected.slack, READER, "내일 회의"), "the announcement to go out")
    eventually(lambda: "3명 중 3명" in str(control.blocks), "the same message to say how far it is")
    assert connected.slack.workspace.journal.refused() == []


def test_announcement_for_later_is_cancelled_or_sent_at_once_from_its_message(connected, announcer, fresh):
    slack = connected.slack
    write(announcer, title_ko="취소할 공지", body_ko="내용", send_on=day(fresh, 2), send_time="10:00")
    send(announcer)
    control = progress(announcer, "오전 10:00")
    announcer.click("announcement_cancel", within=control)
    eventually(lambda: "취소했어요" in str(control.blocks) and "announcement_" not in str(control.blocks), "the message to say so")
    assert state(fresh) == "cancelled"
    write(announcer, title_ko="급한 공지", body_ko="내용", send_on=day(fresh, 2), send_time="11:00")
    send(announcer)
    announcer.click("announcement_send", within=progress(announcer, "오전 11:00"))
    eventually(lambda: told(slack, READER, "급한 공지"), "the announcement to be sent")
    assert not told(slack, READER, "취소할 공지")


def test_many_are_told_later_after_another_has_approved_for_whom_and_when(connected, announcer, fresh):
    fresh.sql("create or replace function gracy.announcement_approval_threshold() returns int language sql immutable return 2")
    grant(fresh, COLLEAGUE, "admin")
    tomorrow = day(fresh, 1)
    write(announcer, title_ko="큰 공지", body_ko="내용", send_on=tomorrow, send_time="09:30")
    send(announcer)
    slack = connected.slack
    [asked] = eventually(lambda: told(slack, COLLEAGUE, "announcement_approve"), "the approver to be asked")
    company = fresh.one("select name from gracy.team_space where slug = 'hanbit'")
    assert f"announcement of {company}" in str(asked.blocks) and "9:30 AM" in str(asked.blocks)
    slack.member(COLLEAGUE).click("announcement_approve", within=asked)
    [approved] = eventually(lambda: told(slack, AUTHOR, "announcement_send_later"), "the author to hear of it")
    announcer.click("announcement_send_later", within=approved)
    eventually(lambda: state(fresh) == "scheduled", "it to be scheduled")
    assert when(fresh) == f"{tomorrow} 09:30"
    progress(announcer, "announcement_cancel")
    assert not told(slack, READER, "큰 공지")


def test_audience_that_has_grown_meanwhile_holds_an_announcement_and_asks_for_its_approval(connected, announcer, fresh):
    grant(fresh, COLLEAGUE, "admin")
    write(announcer, title_ko="보류될 공지", body_ko="내용", send_on=day(fresh, 1), send_time="09:30")
    send(announcer)
    control = progress(announcer, "오전 9:30")
    fresh.sql("create or replace function gracy.announcement_approval_threshold() returns int language sql immutable return 2")
    fresh.sql("update gracy.announcement set scheduled_at = now() where state = 'scheduled' and title_ko = '보류될 공지'")
    fresh.sql("update gracy.job set available_at = now() where kind = 'announcements.prepare' and state = 'queued'")
    fresh.sql("notify gracy_jobs")
    eventually(lambda: "보내지 않았어요" in str(control.blocks), "the author to read so")
    assert state(fresh) == "submitted" and not told(connected.slack, READER, "보류될 공지")
    slack = connected.slack
    [asked] = eventually(lambda: told(slack, COLLEAGUE, "announcement_approve"), "the approver to be asked")
    slack.member(COLLEAGUE).click("announcement_approve", within=asked)
    eventually(lambda: "승인됐지만 아직" in str(control.blocks), "the author's message to say so")
    announcer.click("announcement_send", within=control)
    eventually(lambda: told(slack, READER, "보류될 공지"), "the announcement to be sent")


def beside_slack(database, function, *more):
    """What the product does with the latest announcement, on behalf of its author."""
    arguments = "".join(f", {argument}" for argument in more)
    assert database.one(f"select (gracy.{function}(team_space_id, author_id, id, 0{arguments}, null)).outcome from gracy.announcement order by id desc limit 1") == "ok"
    database.sql("notify gracy_jobs")


def test_message_of_an_announcement_for_later_follows_what_is_done_in_the_product(connected, announcer, fresh):
    write(announcer, title_ko="옮길 공지", body_ko="내용", send_on=day(fresh, 2), send_time="10:00")
    send(announcer)
    control = progress(announcer, "오전 10:00")
    stale = control.blocks
    beside_slack(fresh, "send_announcement", "scheduled_at + interval '1 hour'")
    eventually(lambda: "11:00" in str(control.blocks), "the new time")
    beside_slack(fresh, "change_announcement", "'{\"title_ko\": \"고친 공지\"}'")
    eventually(lambda: "고친 공지" in str(control.blocks) and "임시 저장" in str(control.blocks), "that it does not go out by itself")
    assert "announcement_resubmit" in str(control.blocks)
    beside_slack(fresh, "send_announcement", "now() + interval '2 days'")
    eventually(lambda: "announcement_resubmit" not in str(control.blocks), "that it goes out after all")
    beside_slack(fresh, "change_announcement", "'{\"body_ko\": \"다른 내용\"}'")
    eventually(lambda: "announcement_resubmit" in str(control.blocks), "that it does not go out once more")
    # Somebody whose Slack still shows what was there before clicks in that.
    control.blocks = stale
    announcer.click("announcement_cancel", within=control)
    eventually(lambda: any("그사이 다른 사람이" in message.text for message in announcer.messages()), "why nothing was cancelled")
    assert state(fresh) == "draft"
    beside_slack(fresh, "cancel_announcement")
    eventually(lambda: "취소했어요" in str(control.blocks), "that it is cancelled")
    assert not told(connected.slack, READER, "공지")


@pytest.fixture
def product(connected, announcer, fresh):
    """Who is in Slack, in the product; many are three there."""
    fresh.sql("create or replace function gracy.announcement_approval_threshold() returns int language sql immutable return 2")
    grant(fresh, COLLEAGUE, "admin")
    return Product(connected)


class Product:
    def __init__(self, connected):
        self.connected, self.clients = connected, {}

    def as_(self, user):
        if user not in self.clients:
            [(space, member)] = self.connected.database.sql("select team_space_id, member_id from gracy.slack_user where team_id = %s and user_id = %s", TEAM, user)
            self.clients[user] = self.connected.nginx.client.as_(self.connected.database.add_token(space, member))
        return self.clients[user]

    def write(self, title, **more):
        response = self.as_(AUTHOR).post("/api/v1/announcements", {"title_ko": title, "body_ko": "내용", "audience": {"all": True}, "channels": ["slack", "email"],
                                                                   "quiet_from": None, "quiet_until": None, **more})
        assert response.status == 201, response
        return response.json()["id"]

    def do(self, announcement, verb, user=AUTHOR, body=None):
        path = f"/api/v1/announcements/{announcement}"
        response = self.as_(user).request("POST", f"{path}/{verb}", json_body=body, headers=[("If-Match", self.as_(user).get(path).header("ETag"))])
        assert response.status == 200, response
        return response.json()

    def state(self, announcement):
        return self.as_(AUTHOR).get(f"/api/v1/announcements/{announcement}").json()["state"]


def later(database, interval):
    return {"send_at": database.one("select to_char((now() + %s::interval) at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')", interval)}


def test_what_is_submitted_in_the_product_is_approved_and_sent_in_slack(connected, announcer, product):
    slack = connected.slack
    announcement = product.write("제품에서 쓴 공지")
    product.do(announcement, "submit")
    [asked] = eventually(lambda: told(slack, COLLEAGUE, "announcement_approve"), "the approver to be asked")
    control = progress(announcer, "승인이 먼저 필요")
    assert "*3 people* · 3 in Slack" in str(asked.blocks) and "less than a minute" in str(asked.blocks) and "내용" in str(asked.blocks)
    slack.member(COLLEAGUE).click("announcement_approve", within=asked)
    eventually(lambda: "announcement_send" in str(control.blocks) and not asked.blocks, "both messages to say so")
    assert product.state(announcement) == "approved"
    announcer.click("announcement_send", within=control)
    eventually(lambda: told(slack, READER, "제품에서 쓴 공지"), "it to be sent")
    eventually(lambda: "3명 중 3명" in str(control.blocks), "the same message to say how far it is")
    assert slack.workspace.journal.refused() == []


def test_what_is_declined_in_slack_is_a_draft_again_and_its_author_hears_of_it(connected, announcer, product):
    announcement = product.write("반려할 공지")
    product.do(announcement, "submit")
    approver = connected.slack.member(COLLEAGUE)
    [asked] = eventually(lambda: told(connected.slack, COLLEAGUE, "announcement_decline_why"), "the approver to be asked")
    assert "To: Everybody" in str(asked.blocks)
    control = progress(announcer, "승인이 먼저 필요")
    assert "받는 사람: 전체" in str(control.blocks)
    approver.click("announcement_decline_why", within=asked)
    eventually(approver.modal, "the form to open")
    approver.fill(reason="날짜가 <틀려요>")
    assert not approver.submit().errors and approver.modal() is None
    eventually(lambda: "a draft again" in asked.text and not asked.blocks, "the question to be over")
    eventually(lambda: "임시 저장" in str(control.blocks) and "announcement_resubmit" in str(control.blocks), "the author's message to say so")
    eventually(lambda: any("반려했어요" in message.text and "이유: “날짜가 &lt;틀려요&gt;”" in message.text for message in announcer.messages()), "the author to be told why")
    assert product.state(announcement) == "draft"
    # The author changes it where they read that, and asks once more.
    announcer.click("announcement_edit", within=control)
    eventually(announcer.modal, "the form to open as it was filled in")
    announcer.fill(title_ko="고친 공지")
    assert not announcer.submit().errors and "고친 공지" in str(announcer.modal().content) and "받는 사람: 전체" in str(announcer.modal().content) and "승인" in str(announcer.modal().content)
    send(announcer)
    [again] = eventually(lambda: [each for each in told(connected.slack, COLLEAGUE, "announcement_decline_why") if "고친 공지" in str(each.blocks)], "to be asked anew")
    eventually(lambda: "announcement_resubmit" not in str(control.blocks), "the author's message to say that it waits")
    approver.click("announcement_decline_why", within=again)
    assert not (eventually(approver.modal, "the form to open") and approver.submit()).errors
    eventually(lambda: "announcement_resubmit" in str(control.blocks), "it to be a draft again")
    announcer.click("announcement_resubmit", within=control)
    eventually(lambda: product.state(announcement) == "submitted", "it to be asked about as it is")
    assert connected.slack.workspace.journal.refused() == []


def test_refusal_of_a_preview_leaves_the_form_as_it_was_filled_in(connected, announcer, product, fresh):
    write(announcer, title_ko="하나", body_ko="내용")
    fresh.sql("update gracy.announcement set title_ko = 'changed elsewhere' where id = (select max(id) from gracy.announcement)")
    assert not announcer.submit().errors
    assert "다시 확인해 주세요" in str(announcer.modal().content)
    announcer.close()
    assert announcer.modal().content["callback_id"] == "announce"
    announcer.fill(title_ko="둘")
    assert not announcer.submit().errors and "둘" in str(announcer.modal().content)


def test_what_is_decided_in_the_product_is_said_in_slack(connected, announcer, product):
    slack = connected.slack
    announcement = product.write("제품에서 정할 공지")
    product.do(announcement, "submit")
    [asked] = eventually(lambda: told(slack, COLLEAGUE, "announcement_approve"), "the approver to be asked")
    control = progress(announcer, "승인이 먼저 필요")
    stale = asked.blocks
    product.do(announcement, "approve", COLLEAGUE)
    eventually(lambda: "has approved it" in asked.text and "announcement_send" in str(control.blocks), "both messages to say so")
    # Somebody whose Slack still shows the question clicks in it.
    asked.blocks = stale
    slack.member(COLLEAGUE).click("announcement_approve", within=asked)
    eventually(lambda: any("changed it meanwhile" in message.text for message in slack.member(COLLEAGUE).messages()), "why nothing was done")
    product.do(announcement, "cancel")
    eventually(lambda: "취소했어요" in str(control.blocks) and "was cancelled" in asked.text, "that nobody gets it")
    assert product.as_(AUTHOR).request("DELETE", f"/api/v1/announcements/{announcement}", headers=[("If-Match", "*")]).status == 204
    eventually(lambda: "삭제됐어요" in control.text and "deleted" in asked.text, "that it is gone")


def test_an_author_s_message_that_waits_says_what_is_so_when_it_is_sent(connected, announcer, product, fresh):
    fresh.sql("create or replace function gracy.announcement_approval_threshold() returns int language sql immutable return 500")
    slack = connected.slack
    slack.workspace.faults.add("ratelimited", method="chat.postMessage", retry_after=600)

    def waits(words):
        return fresh.one("select error = 'ratelimited' and arguments::text like %s from gracy.slack_message where dedupe_key = %s", f"%{words}%",
                         f"announcement control/{announcement}")

    announcement = product.write("기다리는 공지")
    product.do(announcement, "schedule", body=later(fresh, "2 days"))
    eventually(lambda: waits("announcement_cancel"), "Slack to have no time for the message")
    product.do(announcement, "cancel")
    eventually(lambda: waits("취소했어요"), "the message that waits to have other words")
    assert not told(slack, AUTHOR, "기다리는 공지")
    fresh.sql("update gracy.slack_message set due_at = now() where state = 'waiting';"
              " update gracy.slack_lane set next_at = now(), paused_until = '-infinity', filled_at = now() where next_at < 'infinity'; notify gracy_slack")
    progress(announcer, "취소했어요")
    assert slack.workspace.journal.calls("chat.update") == [], "it was right from the beginning"


def test_what_is_sent_by_mail_alone_is_followed_in_slack_all_the_same(connected, announcer, product, fresh):
    fresh.sql("create or replace function gracy.announcement_approval_threshold() returns int language sql immutable return 500")
    announcement = product.write("메일 공지")
    product.do(announcement, "schedule", body=later(fresh, "2 days"))
    control = progress(announcer, "announcement_cancel")
    changed = product.as_(AUTHOR).request("PATCH", f"/api/v1/announcements/{announcement}", json_body={"channels": ["email"]}, headers=[("If-Match", "*")])
    assert changed.status == 200, changed
    product.do(announcement, "send")
    eventually(lambda: "announcement_recall" in str(control.blocks) and "announcement_cancel" not in str(control.blocks), "the author's message to say so")
    product.do(announcement, "recall")
    eventually(lambda: "회수했어요" in str(control.blocks), "that it is recalled")
    assert not told(connected.slack, READER, "메일 공지")


def test_killed_workers_ask_and_tell_nobody_twice(connected, announcer, product, start_worker, fresh):
    slack, worker = connected.slack, connected.worker
    # The answers to the first two messages are lost, and the worker with them.
    slack.workspace.faults.add("hangup", method="chat.postMessage", effect=True, times=2)
    announcement = product.write("한 번만")
    product.do(announcement, "submit")

    def messages(condition):
        return fresh.one(f"select count(*) filter (where {condition}) = 2 from gracy.slack_message where method = 'chat.postMessage' and"
                         " gracy.announcement_in_slack(dedupe_key) = %s", int(announcement))

    for calls in (1, 2):
        eventually(lambda: messages("true") and len(slack.workspace.journal.calls("chat.postMessage")) >= calls, "a message to go")
        worker.kill()
        fresh.sql("update gracy.slack_message set due_at = now() where state in ('sending', 'waiting');"
                  " update gracy.slack_lane set next_at = now() where next_at < 'infinity'")
        worker = start_worker(slack=connected.section)
    eventually(lambda: messages("state = 'sent'"), "both to have their message", 60)
    assert len(told(slack, COLLEAGUE, "announcement_approve")) == len(told(slack, AUTHOR, "announcement_cancel")) == 1


def test_what_is_done_while_gracy_is_out_of_slack_is_said_when_she_is_back(connected, announcer, product, fresh):
    fresh.sql("create or replace function gracy.announcement_approval_threshold() returns int language sql immutable return 500")
    announcement = product.write("그사이 보낼 공지")
    product.do(announcement, "schedule", body=later(fresh, "2 days"))
    control = progress(announcer, "announcement_cancel")
    eventually(lambda: fresh.one("select state from gracy.slack_message where dedupe_key = %s", f"announcement control/{announcement}") == "sent",
               "the worker to know that it has arrived")
    assert fresh.one("select gracy.end_slack_installation(%s, null, now())", TEAM)
    product.do(announcement, "send")
    eventually(lambda: fresh.one("select arguments::text from gracy.slack_message where dedupe_key = %s and state = 'waiting'", f"announcement control/{announcement}/now"),
               "the new words to wait")
    assert "announcement_cancel" in str(control.blocks)
    connected.connect()
    eventually(lambda: "announcement_recall" in str(control.blocks), "the author's message to say so")


def hire(database, members):
    """Until the company has so many, all of them in Slack."""
    space = database.one("select team_space_id from gracy.slack_installation where team_id = %s", TEAM)
    people_now = database.one("select count(*) from gracy.slack_user person join gracy.member on member.team_space_id = person.team_space_id"
                              " and member.id = person.member_id where team_id = %s and status in ('active', 'on_leave')", TEAM)
    database.sql("with hired as (insert into gracy.member (team_space_id, name, email, status, hired_on, locale)"
                 "  select %s, 'Member ' || n, 'member' || n || '@hanbit.example', 'active', '2024-01-01', 'ko' from generate_series(1, %s) as n"
                 "  returning team_space_id, id)"
                 " insert into gracy.slack_user (team_id, user_id, team_space_id, member_id) select %s, 'U0HIRED' || id, team_space_id, id from hired",
                 space, max(0, members - people_now), TEAM)
    database.sql("analyze gracy.member, gracy.slack_user")
    # What more than 500 hear wants a second person, which is another test's matter.
    database.sql("create or replace function gracy.announcement_approval_threshold() returns int language sql immutable return 1000000")


def progress_shown(journal):
    """How many had been told, each time that the author was shown so."""
    shown = (re.search(r"명 중 (\d+)명에게 전달했", str(call.content)) for call in journal.calls() if call.name.startswith("chat."))
    return [int(found[1]) for found in shown if found]


def posted(workspace, crowd, title):
    """How often each of the crowd got it."""
    return collections.Counter(user for channel in workspace.channels.values() if channel.kind == "im"
                               for message in channel.messages.values() if title in str(message.blocks) and "내용" in str(message.blocks)
                               for user in channel.members if user in crowd)


def busiest_window(calls, seconds):
    """The most calls in any window of so many of Slack's seconds."""
    times, most, first = [call.at for call in calls], 0, 0
    for last, at in enumerate(times):
        while times[first] <= at - seconds:
            first += 1
        most = max(most, last - first + 1)
    return most


@pytest.fixture
def crowd(fresh, workspace):
    """Everybody of the company is in Slack, whose clock runs fast, and the worker's rate with it."""
    from workspace.model import User
    workspace.clock.scale = SCALE
    hire(fresh, MEMBERS)
    users = [user for (user,) in fresh.sql("select user_id from gracy.slack_user join gracy.member on member.team_space_id = slack_user.team_space_id"
                                           " and member.id = member_id where team_id = %s and status in ('active', 'on_leave')", TEAM)]
    for user in users:
        if user in workspace.users:
            workspace.users[user].deleted = False
        else:
            workspace.add_user(User(user, TEAM, user.lower(), user, f"{user.lower()}@hanbit.example", "ko-KR", "Asia/Seoul"))
    fresh.sql("alter function gracy.slack_method_rate(text) rename to slack_method_rate_of_real_time")
    fresh.sql(f"create function gracy.slack_method_rate(p_method text) returns float8 language sql immutable as"
              f" $$ select {SCALE} * gracy.slack_method_rate_of_real_time(p_method) $$")
    return users


def test_broadcast_obeys_limits_and_survives_killed_workers_with_nothing_lost_or_doubled(crowd, connected, start_worker, fresh):
    noon_everywhere(fresh)
    grant(fresh, AUTHOR, "announcer")
    slack, author = connected.slack, connected.slack.member(AUTHOR)
    write(author, title_ko="모두에게", body_ko="내용", options=[])
    send(author)
    journal = slack.workspace.journal

    # An answer that is lost leaves a message of which nobody knows whether it arrived.
    slack.workspace.faults.add("hangup", method="chat.postMessage", effect=True, after=20)
    worker = connected.worker
    began = time.monotonic()
    patience = 90 + 8 * len(crowd) * 60 / (500 * SCALE)
    for share in (0.2, 0.4, 0.6):
        eventually(lambda: len(journal.calls("chat.postMessage")) >= share * len(crowd), f"{share:.0%} to be told", patience)
        worker.kill()
        fresh.sql("update gracy.slack_message set due_at = now() where state = 'sending'")  # its lease has ended
        fresh.sql("update gracy.slack_lane set next_at = now() where next_at < 'infinity'")
        worker = start_worker(slack=connected.section)
    eventually(lambda: state(fresh) == "sent", "the announcement to end", patience)
    seconds = time.monotonic() - began
    assert slack.do(posted, slack.workspace, set(crowd), "모두에게") == collections.Counter(crowd)
    assert journal.refused() == []
    calls = journal.calls("chat.postMessage")
    assert busiest_window(calls, 60) <= 525
    eventually(lambda: progress_shown(journal)[-1:] == [len(crowd)], "the author to read that all are told")
    shown = progress_shown(journal)
    assert shown == sorted(shown) and len(set(shown)) >= (5 if MEMBERS else 1)
    if MEMBERS:
        print(f"{len(crowd)} members told in {seconds:.0f} s ({seconds * SCALE / 60:.1f} of Slack's minutes), {len(calls)} messages,"
              f" at most {busiest_window(calls, 60)} in a minute, progress shown {len(shown)} times, three workers killed, one answer lost")
