"""Kudos that their giver takes back in Slack, and what the channel reads of them then."""
import pytest

from slack_client import TEAM
from slack_fixtures import *  # noqa: F401,F403 - fixtures
from worker_fixtures import *  # noqa: F401,F403 - fixtures
from worker_fixtures import eventually

MINSEO, SEOYEON = "U0HB000002", "U0HB000003"
WORDS = "끝까지 함께해 줘서 고마워요"


@pytest.fixture
def giver(connected, fresh):
    fresh.sql("update gracy.member set status = 'active', locale = case when id in (select member_id from gracy.slack_user where user_id = %s) then 'ko'"
              " else 'en' end where id in (select member_id from gracy.slack_user where team_id = %s and user_id in (%s, %s))", MINSEO, TEAM, MINSEO, SEOYEON)
    fresh.sql("update gracy.recognition_policy set pair_gifts_a_day = null, pair_percent = null")
    # What the demo has given.
    fresh.sql("update gracy.kudos set created_at = created_at - interval '2 days' where created_at > now() - interval '2 days'")
    return connected.slack.member(MINSEO)


def give_by_form(connected, giver, **more):
    giver.command("/kudos")
    form = eventually(giver.modal, "the form to open")
    value = next(block for block in form.blocks if block.get("block_id") == "value")["element"]["options"][0]["text"]["text"]
    giver.fill(recipients=[connected.name_of(SEOYEON)], value=value, points="2", message=WORDS, **more)
    assert giver.submit().answer.ok and "칭찬을 보냈어요" in str(giver.modal().content)


def give_by_command(giver, fresh):
    value = fresh.one("select name_ko from gracy.company_value value join gracy.slack_installation using (team_space_id) where team_id = %s"
                      " and value.active and name_ko is not null order by value.id limit 1", TEAM)
    outcome = giver.command("/kudos", f"@seoyeon 3점 #{value.replace(' ', '_')} {WORDS}")
    assert "3점" in outcome.text and ":tada:" in outcome.text
    return outcome.message


def gift(fresh):
    return fresh.sql("select points, voided_at is null from gracy.kudos where message = %s order by id desc limit 1", WORDS)


def posts(giver):
    return [message.text for message in giver.messages("general") if WORDS in message.text]


def test_kudos_are_taken_back_in_the_form_that_says_they_were_given_and_leave_their_channel(connected, giver, fresh):
    give_by_form(connected, giver, channel="C0HANBIT01")
    eventually(lambda: len(posts(giver)) == 1, "them to be posted")
    giver.click("take_back_kudos", within="modal")
    assert gift(fresh) == [(2, False)]
    eventually(lambda: "2점을 돌려받았어요" in str(giver.modal().content), "the form to say so")
    eventually(lambda: posts(giver) == [], "the channel not to read them any more")
    assert {entry.error for entry in connected.slack.workspace.journal.refused()} <= {"ratelimited"}, "by day the receiver is told at once, twice"


def test_what_is_edited_reads_so_in_its_channel(connected, giver, fresh):
    give_by_form(connected, giver, channel="C0HANBIT01")
    eventually(lambda: len(posts(giver)) == 1, "them to be posted")
    fresh.sql("select gracy.edit_kudos(team_space_id, giver_id, id, 0, %s) from gracy.kudos where message = %s", f"{WORDS} :tada: 정말로", WORDS)
    fresh.sql("notify gracy_slack")
    eventually(lambda: posts(giver) and posts(giver)[0].endswith("정말로"), "the channel to read the new words")


def test_kudos_are_taken_back_by_a_button_beside_them(connected, giver, fresh):
    give_by_command(giver, fresh)
    mine = giver.command("/kudos", "나")
    giver.click("take_back_kudos", within=mine.message)
    eventually(lambda: "칭찬을 되돌렸어요. 3점을 돌려받았어요." in mine.message.text, "the message to say so")
    assert gift(fresh) == [(3, False)] and "채널에 보인 글은" in mine.message.text
    assert len(posts(giver)) == 1, "what Slack has posted as a command's answer is nobody's to delete"


def test_what_can_be_taken_back_is_listed_and_what_is_older_says_why_not(connected, giver, fresh):
    assert "보낸 칭찬이 없어요" in giver.command("/kudos", "취소").text
    give_by_command(giver, fresh)
    listed = giver.command("/kudos", "undo")
    assert WORDS in listed.text
    fresh.sql("update gracy.kudos set created_at = created_at - interval '25 hours' where message = %s", WORDS)
    assert "보낸 칭찬이 없어요" in giver.command("/kudos", "undo").text
    giver.click("take_back_kudos", within=listed.message)
    eventually(lambda: "24시간 안에만" in listed.message.text, "the message to say why not")
    assert gift(fresh) == [(3, True)]
    receiver = connected.slack.member(SEOYEON)
    assert "You gave nothing in the last 24 hours" in receiver.command("/kudos", "undo").text
