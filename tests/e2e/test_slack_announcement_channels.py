"""Announcements that are posted in channels as well, with the workspace that plays Slack."""
import pytest

from slack_client import TEAM
from slack_fixtures import *  # noqa: F401,F403 - fixtures
from test_slack_announcements import AUTHOR, COLLEAGUE, READER, announcer, grant, product, progress, send, state, told  # noqa: F401
from worker_fixtures import *  # noqa: F401,F403 - fixtures
from worker_fixtures import eventually

GENERAL, RANDOM, SECRET, OUTSIDER = "C0HANBIT01", "C0HANBIT02", "C0SECRET01", "U0HB000004"


@pytest.fixture
def channels(connected, announcer, fresh):  # noqa: F811
    """A colleague who may approve, and a private channel without Gracy."""
    from workspace.model import Channel
    grant(fresh, COLLEAGUE, "admin")
    connected.slack.workspace.add_channel(Channel(SECRET, TEAM, "secret", kind="group", members=[AUTHOR]))
    return connected.slack


def there(slack, channel, title):
    return [message for message in slack.workspace.channels[channel].messages.values() if title in str(message.blocks)]


def announce(slack, author, post_in, title, **texts):
    """From the form until a colleague has approved it and its author has sent it."""
    author.command("/announce")
    eventually(author.modal, "the form to open")
    author.fill(audience="all", title_ko=title, body_ko="내용", post_in=post_in, **texts)
    assert not (outcome := author.submit()).errors, outcome.errors
    preview = str(author.modal().content)
    assert all(f"<#{channel}>" in preview for channel in post_in) and "승인 요청" in preview
    send(author)
    [asked] = eventually(lambda: [message for message in told(slack, COLLEAGUE, title) if "announcement_approve" in str(message.blocks)], "the approver to be asked")
    assert all(f"<#{channel}>" in str(asked.blocks) for channel in post_in)
    slack.member(COLLEAGUE).click("announcement_approve", within=asked)
    control = eventually(lambda: next((message for message in told(slack, AUTHOR, title) if "announcement_send" in str(message.blocks)), None), "the author to hear of it")
    author.click("announcement_send", within=control)
    return control


def test_announcement_is_posted_in_both_languages_acknowledged_there_and_recalled(connected, channels, announcer, fresh):  # noqa: F811
    slack = channels
    control = announce(slack, announcer, [GENERAL, RANDOM], "전사 회의", title_en="All hands", body_en="Friday", options=["require_ack"])
    for channel in (GENERAL, RANDOM):
        [message] = eventually(lambda at=channel: there(slack, at, "전사 회의"), "it to be posted")
        assert "All hands" in str(message.blocks) and message.text.startswith("전사 회의\n") and "All hands" in message.text
    eventually(lambda: state(fresh) == "sent", "the announcement to end")
    [message] = there(slack, GENERAL, "전사 회의")
    before = str(message.blocks)
    slack.member(READER).click("announcement_acknowledge_in_channel", within=message)
    eventually(lambda: any(said.text == "확인했어요." for said in slack.member(READER).messages("general")), "the reader to be answered")
    slack.member(OUTSIDER).click("announcement_acknowledge_in_channel", within=message)
    eventually(lambda: any("nothing was noted" in said.text or "남기지 않았어요" in said.text for said in slack.member(OUTSIDER).messages("general")),
               "the outsider to read why not")
    assert str(message.blocks) == before, "the message is everybody's"
    assert not any("확인했어요." == said.text for said in slack.member(AUTHOR).messages("general")), "the answer is for who clicked"
    assert fresh.one("select count(*) from gracy.announcement_recipient where acknowledged_at is not null and announcement_id ="
                     " (select max(id) from gracy.announcement)") == 1
    space, member = fresh.sql("select team_space_id, member_id from gracy.slack_user where team_id = %s and user_id = %s", TEAM, AUTHOR)[0]
    client = connected.nginx.client.as_(fresh.add_token(space, member))
    shown = client.get(f"/api/v1/announcements/{fresh.one('select max(id) from gracy.announcement')}").json()["slack_channels"]
    assert shown == [{"team_id": TEAM, "channel": channel, "state": "sent", "error_code": None} for channel in (GENERAL, RANDOM)]
    announcer.click("announcement_recall", within=control)
    eventually(lambda: not there(slack, GENERAL, "전사 회의") and not there(slack, RANDOM, "전사 회의"), "it to go")
    eventually(lambda: "다 정리했어요" in str(control.blocks), "the author to read that it is done", 40)
    assert slack.workspace.journal.refused() == []


def test_channel_without_gracy_is_named_to_the_author_and_the_others_have_it(channels, announcer, fresh):  # noqa: F811
    control = announce(channels, announcer, [GENERAL, SECRET], "비밀 공지")
    eventually(lambda: f"<#{SECRET}> 채널에 올리지 못했어요" in str(control.blocks) and "초대" in str(control.blocks), "the author to read what to do", 30)
    assert len(there(channels, GENERAL, "비밀 공지")) == 1 and not there(channels, SECRET, "비밀 공지")
    eventually(lambda: state(fresh) == "sent", "the announcement to end")


def test_channel_that_is_archived_is_not_said_to_lack_an_invitation(channels, announcer):  # noqa: F811
    channels.workspace.channels[RANDOM].archived = True
    control = announce(channels, announcer, [GENERAL, RANDOM], "보관 공지")
    eventually(lambda: f"<#{RANDOM}> 채널에 올리지 못했어요. 보관된 채널이에요" in str(control.blocks), "the author to read why", 30)
    assert "초대" not in str(control.blocks)


def test_post_that_may_stand_in_a_channel_without_gracy_is_for_its_author_to_look_at(channels, announcer):  # noqa: F811
    from workspace.model import Channel
    slack, public = channels, "C0PUBLIC01"
    slack.workspace.add_channel(Channel(public, TEAM, "public", members=[AUTHOR]))
    # What stands elsewhere is found there.
    slack.workspace.faults.add("error", method="chat.postMessage", error="internal_error", effect=True, times=0)
    control = announce(slack, announcer, [public], "열린 공지")
    eventually(lambda: f"<#{public}> 채널에 이미 올라갔을 수 있어요" in str(control.blocks), "the author to read where to look", 30)
    assert len(there(slack, public, "열린 공지")) == 1


def test_channels_of_a_declined_draft_are_in_its_form_and_can_be_left_out(channels, announcer, fresh):  # noqa: F811
    slack = channels
    announcer.command("/announce")
    eventually(announcer.modal, "the form to open")
    announcer.fill(audience="all", title_ko="고칠 공지", body_ko="내용", post_in=[GENERAL, RANDOM])
    assert not announcer.submit().errors
    send(announcer)
    [asked] = eventually(lambda: told(slack, COLLEAGUE, "고칠 공지"), "the approver to be asked")
    slack.member(COLLEAGUE).click("announcement_decline_why", within=asked)
    eventually(slack.member(COLLEAGUE).modal, "the form to open")
    slack.member(COLLEAGUE).submit()
    control = progress(announcer, "announcement_edit")
    announcer.click("announcement_edit", within=control)
    form = eventually(announcer.modal, "the form to open")
    assert f"'initial_conversations': ['{GENERAL}', '{RANDOM}']" in str(form.content)
    announcer.fill(post_in=[], title_ko="고친 공지")
    assert not announcer.submit().errors
    send(announcer)
    eventually(lambda: state(fresh) == "sent", "it to go out without an approval")
    assert told(slack, READER, "고친 공지") and not there(slack, GENERAL, "공지") and not there(slack, RANDOM, "공지")


def test_killed_workers_post_it_once(connected, channels, announcer, start_worker, fresh):  # noqa: F811
    slack, worker = channels, connected.worker
    announce(slack, announcer, [GENERAL], "한 번만")
    # The answer is lost, and the worker with it.
    slack.workspace.faults.add("hangup", method="chat.postMessage", effect=True, times=2)
    for _ in range(2):
        eventually(lambda: fresh.one("select exists (select from gracy.slack_message where dedupe_key like '%%/channel/%%')"), "the message to be handed over", 30)
        worker.kill()
        fresh.sql("update gracy.slack_message set due_at = now() where state in ('sending', 'waiting');"
                  " update gracy.slack_lane set next_at = now() where next_at < 'infinity'")
        worker = start_worker(slack=connected.section)
    eventually(lambda: fresh.one("select state from gracy.announcement_channel where announcement_id = (select max(id) from gracy.announcement)") == "sent",
               "it to be posted", 60)
    assert len(there(slack, GENERAL, "한 번만")) == 1


def test_correction_of_a_sent_announcement_is_approved_by_another_and_changes_what_stands_in_the_channel(channels, announcer, fresh):  # noqa: F811
    slack = channels
    control = announce(slack, announcer, [GENERAL], "회의 3시", title_en="Meeting at three", body_en="Room A")
    [message] = eventually(lambda: there(slack, GENERAL, "회의 3시"), "it to be posted")
    eventually(lambda: state(fresh) == "sent" and "announcement_correct" in str(control.blocks), "the announcement to end")

    def correct(title):
        announcer.click("announcement_correct", within=control)
        form = eventually(announcer.modal, "the form to open")
        assert "고친 내용도 다른 사람의 승인이 필요해요" in str(form.content) and form.content["submit"]["text"] == "승인 요청"
        announcer.fill(title_ko=title)
        assert not announcer.submit().errors
        assert "승인을 부탁했어요" in str(announcer.modal().content)
        announcer.close()
        [asked] = eventually(lambda: [each for each in told(slack, COLLEAGUE, title) if "announcement_approve" in str(each.blocks)], "another to be asked")
        assert "a correction" in str(asked.blocks) and f"<#{GENERAL}>" in str(asked.blocks) and "Meeting at three" in str(asked.blocks)
        eventually(lambda: "고친 내용이 승인을 기다리고 있어요" in str(control.blocks), "the author to read that it waits")
        return asked

    # Declined: everything stays as it is.
    asked = correct("회의 5시")
    approver = slack.member(COLLEAGUE)
    approver.click("announcement_decline_why", within=asked)
    form = eventually(approver.modal, "the form to open")
    assert "stays as it is" in str(form.content)
    approver.fill(reason="4시예요")
    assert not approver.submit().errors
    eventually(lambda: any("수정을 반려했어요" in said.text and "4시예요" in said.text for said in announcer.messages()), "the author to be told why")
    eventually(lambda: not asked.blocks and "기다리고 있어요" not in str(control.blocks), "both messages to say so")
    assert "회의 3시" in str(message.blocks) and state(fresh) == "sent"

    asked = correct("회의 4시")
    assert "회의 3시" in str(message.blocks)
    approver.click("announcement_approve", within=asked)
    eventually(lambda: "회의 4시" in str(message.blocks) and "Meeting at three" in str(message.blocks), "the message in the channel to change")
    eventually(lambda: told(slack, READER, "회의 4시") and not told(slack, READER, "회의 3시"), "and what each was sent")
    eventually(lambda: "approved" in asked.text and not asked.blocks, "the question to become its answer")
    eventually(lambda: any("수정을 승인했어요" in said.text for said in announcer.messages()), "the author to hear of it")
    assert not there(slack, GENERAL, "회의 3시") and len(there(slack, GENERAL, "회의 4시")) == 1
    updates = [call for call in slack.workspace.journal.calls("chat.update") if call.content.get("channel") == GENERAL]
    assert len(updates) == 1 and slack.workspace.journal.refused() == []


def test_channels_chosen_in_the_product_have_it_and_its_correction(channels, announcer, product, fresh):  # noqa: F811
    slack = channels
    announcement = product.write("제품에서 올릴 공지", slack_channels=[{"team_id": TEAM, "channel": GENERAL}])
    fresh.sql("create or replace function gracy.announcement_approval_threshold() returns int language sql immutable return 500")
    product.do(announcement, "submit")
    product.do(announcement, "approve", COLLEAGUE)
    product.do(announcement, "send")
    [message] = eventually(lambda: there(slack, GENERAL, "제품에서 올릴 공지"), "it to be posted")
    eventually(lambda: product.state(announcement) == "sent", "the announcement to end")
    path = f"/api/v1/announcements/{announcement}"
    asked = product.as_(AUTHOR).request("POST", f"{path}/correct", json_body={"title_ko": "제품에서 고친 공지"}, headers=[("If-Match", "*")])
    assert asked.status == 202 and asked.json()["correction"]["title_ko"] == "제품에서 고친 공지"
    [request] = eventually(lambda: [each for each in told(slack, COLLEAGUE, "제품에서 고친 공지") if "announcement_approve" in str(each.blocks)], "another to be asked")
    product.do(announcement, "approve", COLLEAGUE)
    eventually(lambda: "제품에서 고친 공지" in str(message.blocks), "the message in the channel to change")
    eventually(lambda: not request.blocks, "the question to be over")


def test_form_of_a_draft_leaves_channels_of_another_workspace_alone(channels, announcer, product, fresh):  # noqa: F811
    slack = channels
    fresh.sql("insert into gracy.slack_installation (team_space_id, app_id, team_id) select team_space_id, 'A0OTHER', 'T0OTHER' from gracy.slack_installation where team_id = %s", TEAM)
    announcement = product.write("두 곳에 올릴 공지", slack_channels=[{"team_id": "T0OTHER", "channel": "C0ELSEWHERE"}, {"team_id": TEAM, "channel": GENERAL}])
    product.do(announcement, "submit")
    [asked] = eventually(lambda: told(slack, COLLEAGUE, "두 곳에 올릴 공지"), "the approver to be asked")
    product.do(announcement, "decline", COLLEAGUE)
    control = progress(announcer, "announcement_edit")
    announcer.click("announcement_edit", within=control)
    form = eventually(announcer.modal, "the form to open")
    assert f"'initial_conversations': ['{GENERAL}']" in str(form.content)
    announcer.fill(post_in=[RANDOM])
    assert not announcer.submit().errors
    assert f"<#{RANDOM}>, <#C0ELSEWHERE>" in str(announcer.modal().content), "who sends it sees all of them"
    shown = product.as_(AUTHOR).get(f"/api/v1/announcements/{announcement}").json()["slack_channels"]
    assert [(each["team_id"], each["channel"]) for each in shown] == [("T0OTHER", "C0ELSEWHERE"), (TEAM, RANDOM)]
