"""A member's way through Slack, with the workspace that plays Slack on one side, and nginx and the worker on the other."""
import pytest

from slack_client import TEAM
from slack_fixtures import *  # noqa: F401,F403 - fixtures
from worker_fixtures import *  # noqa: F401,F403 - fixtures
from worker_fixtures import eventually


@pytest.fixture
def slack(connected, fresh):
    fresh.sql("update gracy.member set name_en = null")  # so that somebody is shown by what is typed
    return connected.slack


def test_member_thanks_a_colleague_with_the_form_and_sees_it_at_home(slack, connected, fresh):
    member, colleague = slack.member("U0HB000002"), slack.member("U0HB000003")
    value = fresh.one("select company_value.id from gracy.company_value join gracy.slack_installation using (team_space_id) where team_id = %s"
                      " and active order by sort limit 1", TEAM)
    assert member.shortcut("give_kudos").answer.status == 200
    eventually(member.modal, "the form to open")
    member.fill(recipients=[connected.name_of("U0HB000003")], value=str(value), points="2", message="끝까지 함께해 줘서 고마워요")
    assert not member.submit().errors
    colleague.open_home()
    eventually(lambda: colleague.home() and "끝까지 함께해 줘서 고마워요" in str(colleague.home().content), "App Home to show it")
    assert slack.workspace.journal.refused() == []


def test_refusal_is_read_under_its_field(slack, connected, fresh):
    member = slack.member("U0HB000002")
    member.shortcut("give_kudos")
    eventually(member.modal, "the form to open")
    value = fresh.one("select company_value.id from gracy.company_value join gracy.slack_installation using (team_space_id) where team_id = %s limit 1", TEAM)
    fresh.sql("update gracy.allowance_period set spent = granted + boost")
    member.fill(recipients=[connected.name_of("U0HB000003")], value=str(value), message="고마워요")
    errors = member.submit().errors
    assert list(errors) == ["points"] and "남은 점수" in errors["points"]


def test_kudos_alone_opens_the_form(slack):
    member = slack.member("U0HB000002")
    assert member.command("/kudos").answer.body == b""
    assert eventually(member.modal, "the form to open").content["callback_id"] == "give_kudos"


def test_one_tap_notes_how_today_is_and_another_changes_it(slack, fresh):
    member = slack.member("U0HB000002")
    fresh.sql("delete from gracy.mood_entry")
    member.command("/mood")
    view = eventually(member.modal, "the faces to come")
    for tapped in (4, 2):
        member.click(f"check_in_{tapped}")
        assert fresh.sql("select score from gracy.mood_entry") == [(tapped,)]
        face = {4: ":slightly_smiling_face: ", 2: ":slightly_frowning_face: "}[tapped]
        eventually(lambda: face in member.modal().content["blocks"][0]["text"]["text"], "the modal to say so")
    assert member.modal().id == view.id and slack.workspace.journal.refused() == []


def test_the_form_is_not_kept_without_a_face(slack, fresh):
    member = slack.member("U0HB000002")
    fresh.sql("delete from gracy.mood_entry")
    member.command("/mood")
    eventually(member.modal, "the faces to come")
    assert "얼굴" in member.submit().errors["note"] and member.modal()
    member.click("check_in_5")
    eventually(lambda: fresh.sql("select score from gracy.mood_entry") == [(5,)], "the face to be noted")
    assert not member.submit().errors and member.modal() is None


def test_home_says_what_somebody_has_done_elsewhere(slack, connected, fresh):
    member, other = slack.member("U0HB000002"), slack.member("U0HB000003")
    fresh.sql("delete from gracy.mood_entry")
    member.open_home()
    eventually(lambda: member.home(), "App Home to be published")
    assert ":smile: " not in "".join(str(block.get("text")) for block in member.home().content["blocks"] if block["type"] == "section")
    member.command("/mood", "5")
    other.command("/mood", "5")
    eventually(lambda: ":smile: " in "".join(str(block.get("text")) for block in member.home().content["blocks"] if block["type"] == "section"),
               "App Home to say how the day is")
    member.command("/gracy", "lang en")
    eventually(lambda: "Left to give" in str(member.home().content), "App Home to speak English")
    assert other.home() is None and slack.workspace.journal.refused() == [], "nobody's who has not opened it"


def test_words_of_the_form_are_sealed_and_stand_in_no_log(slack, connected, fresh):
    member = slack.member("U0HB000002")
    fresh.sql("delete from gracy.mood_entry")
    member.command("/mood")
    eventually(member.modal, "the faces to come")
    member.fill(note="비밀이지만 더는 못 버티겠고 죽고 싶다")
    assert "얼굴" in member.submit().errors["note"]
    member.click("check_in_2")
    eventually(lambda: ":slightly_frowning_face:" in str(member.modal().content["blocks"][0]), "the modal to say so")
    member.fill(note="비밀이지만 더는 못 버티겠고 죽고 싶다")
    assert not member.submit().errors
    assert "109" in str(member.modal().content), "who may need help is shown where it is"
    [(score, sealed)] = fresh.sql("select score, note_sealed from gracy.mood_entry")
    assert score == 2 and "비밀".encode() not in bytes(sealed)
    eventually(lambda: fresh.one("select count(*) from gracy.event_log where type = 'view_submission'") == 2, "the submissions to be kept")
    documents = fresh.sql("select document from gracy.event_log")
    assert len(documents) >= 4 and not any("비밀".encode() in bytes(document) for (document,) in documents)
    member.close()
    member.command("/mood")
    reopened = eventually(member.modal, "the faces to come").content
    [faces] = [block["elements"] for block in reopened["blocks"] if block["type"] == "actions"]
    assert [face["action_id"] for face in faces if face.get("style")] == ["check_in_2"] and ":slightly_frowning_face: " in str(reopened["blocks"][0])
    assert "비밀" not in str(reopened), "what is sealed is not opened here"
    assert not member.submit().errors and member.modal() is None
    assert fresh.sql("select note_sealed from gracy.mood_entry") == [(sealed,)], "an empty field leaves what is there"
    kept = [*(log.text() for log in (connected.worker.log, connected.nginx.error_log, connected.nginx.access_log)),
            *(payload for (payload,) in fresh.sql("select payload::text from gracy.job"))]
    assert not any(words in text for text in kept for words in ("비밀이지만", "\\ube44\\ubc00", "%EB%B9%84%EB%B0%80"))


def test_one_tap_at_home_notes_how_today_is_and_home_says_so(slack, fresh):
    member = slack.member("U0HB000002")
    fresh.sql("delete from gracy.mood_entry")
    member.open_home()
    eventually(lambda: member.home() and "check_in_4" in str(member.home().content), "App Home to ask")
    for tapped in (4, 2):
        member.click(f"check_in_{tapped}", within="home")
        face = {4: ":slightly_smiling_face: ", 2: ":slightly_frowning_face: "}[tapped]
        eventually(lambda: face in "".join(str(block.get("text")) for block in member.home().content["blocks"] if block["type"] == "section"),
                   "App Home to say so")
        assert fresh.sql("select score from gracy.mood_entry") == [(tapped,)]
    assert slack.workspace.journal.refused() == []
