"""A wave answered in Slack: an identified one in a form, an anonymous one on a page that Slack has only the way to."""
import re

import pytest

from slack_client import TEAM
from slack_fixtures import *  # noqa: F401,F403 - fixtures; and the path to the workspace
from render.browser import Browser, executable
from slack_fixtures import noon_everywhere
from support import secrets_used
from support.http_client import assert_problem
from worker_fixtures import *  # noqa: F401,F403 - fixtures
from worker_fixtures import eventually

MINSEO, OLIVIA = "U0HB000002", "U0HB000004"
ADDRESS = "https://gracy.example.com"
QUESTIONS = [
    {"kind": "scale", "metric": "enps", "text": {"ko": "추천하시겠어요?", "en": "Would you recommend us?"}},
    {"kind": "likert5", "text": {"ko": "일이 의미 있어요.", "en": "My work has meaning."}},
    {"kind": "single", "text": {"en": "Where do you work best?"}, "options": [{"ko": "집", "en": "Home"}, {"en": "Office"}]},
    {"kind": "multi", "required": False, "text": {"en": "What should change?"}, "options": [{"en": "Meetings"}, {"en": "Tools"}, {"en": "Pay"}]},
    {"kind": "text", "text": {"ko": "더 하고 싶은 말", "en": "Anything else?"}},
]


class Wave:
    def __init__(self, connected, database, jobs, mode, questions=QUESTIONS):
        self.database = database
        space, admin = database.sql("select team_space_id, member_id from gracy.role_grant where role in ('owner', 'admin')"
                                    " and team_space_id = (select team_space_id from gracy.slack_installation where team_id = %s) limit 1", TEAM)[0]
        self.admin = connected.nginx.client.as_(database.add_token(space, admin))
        survey = self.admin.post("/api/v1/surveys", {"title": {"ko": "한 문항 진단", "en": "Pulse"}, "questions": questions}).json()["id"]
        self.id = int(self.admin.post(f"/api/v1/surveys/{survey}/waves", {"mode": mode, "closes_at": "2099-01-01T00:00:00Z"}).json()["id"])
        assert self.admin.post(f"/api/v1/waves/{self.id}/launch").status == 200
        jobs.wait(jobs.add("surveys.remind", "bulk"), "done", 30)
        self.button = f"answer_survey_{self.id}"

    def invitation(self, member):
        return eventually(lambda: next((message for message in member.messages() if self.button in str(message.blocks)), None), "the invitation", 30)

    def traces(self, *words):
        """Where any of these words is kept beside the answers themselves."""
        kept = {"events": b"".join(bytes(document) for (document,) in self.database.sql("select document from gracy.event_log")),
                "jobs": str(self.database.sql("select payload::text, dedupe_key from gracy.job where kind like 'slack%%'")).encode(),
                "messages": str(self.database.sql("select arguments::text from gracy.slack_message where method <> 'views.publish'")).encode()}
        return [(place, word) for place, text in kept.items() for word in words if word.encode() in text]


@pytest.fixture
def at_noon(connected, fresh):
    noon_everywhere(fresh)
    for user in (MINSEO, OLIVIA):
        fresh.sql("update gracy.member set status = 'active', locale = %s"
                  " where id = (select member_id from gracy.slack_user where team_id = %s and user_id = %s)", "en" if user == OLIVIA else "ko", TEAM, user)
    # With the address that links lead to.
    connected.worker.stop()
    return connected


@pytest.fixture
def linking(at_noon, start_worker):
    start_worker(slack=at_noon.section | {"address": ADDRESS})
    return at_noon


def test_an_identified_wave_is_answered_in_a_form_in_the_members_language(linking, fresh, jobs):
    slack, olivia, minseo = linking.slack, linking.slack.member(OLIVIA), linking.slack.member(MINSEO)
    wave = Wave(linking, fresh, jobs, "identified")
    assert "응답하기 · 한 문항 진단" in str(wave.invitation(minseo).blocks)
    minseo.click(wave.button, within=wave.invitation(minseo))
    korean = eventually(minseo.modal, "the form to open")
    assert "실명 설문이에요" in str(korean.blocks) and "추천하시겠어요?" in str(korean.blocks)
    olivia.click(wave.button, within=wave.invitation(olivia))
    form = eventually(olivia.modal, "the form to open")
    assert "not anonymous" in str(form.blocks) and "Would you recommend us?" in str(form.blocks)
    olivia.fill(question_1="9", question_2="4", question_3="Home", question_4=["Meetings", "Pay"], question_5="회의가 많아요")
    outcome = olivia.submit()
    assert outcome.answer.ok and not outcome.errors and olivia.modal().content["callback_id"] == "survey_answered"
    assert fresh.sql("select given.question_no::int, given.value::int, given.text from gracy.survey_signature signature"
                     " join gracy.slack_user person on person.member_id = signature.member_id"
                     " join gracy.survey_answer given on given.response_id = signature.response_id"
                     " where signature.wave_id = %s and user_id = %s order by 1, 2", wave.id, OLIVIA) == \
        [(1, 9, None), (2, 4, None), (3, 1, None), (4, 1, None), (4, 3, None), (5, 0, "회의가 많아요")]
    # Once; and what is clicked again says so.
    olivia.close(all_of_them=True)
    olivia.click(wave.button, within=wave.invitation(olivia))
    assert "answered this survey already" in str(eventually(olivia.modal, "the form to say so").blocks)
    assert fresh.one("select count(*) from gracy.survey_signature where wave_id = %s", wave.id) == 1
    eventually(lambda: wave.traces("회의가 많아요", "question_1", "survey.page") == [], "nothing else to be kept of it")
    assert slack.workspace.journal.refused() == []


def test_an_anonymous_wave_is_answered_on_a_page_and_slack_learns_nothing(linking, fresh, jobs):
    slack, olivia = linking.slack, linking.slack.member(OLIVIA)
    wave = Wave(linking, fresh, jobs, "anonymous")
    olivia.click(wave.button, within=wave.invitation(olivia))
    shown = eventually(olivia.modal, "the window to open")
    assert "This survey is anonymous" in str(shown.blocks) and not shown.content.get("submit") and "question_1" not in str(shown.blocks)
    # No button: whoever presses one tells the app, and with it which page it leads to.
    assert all(block["type"] == "section" and "accessory" not in block for block in shown.blocks)
    [token] = re.findall(re.escape(f"{ADDRESS}/api/v1/waves/{wave.id}/page#") + r"(grv_[A-Za-z0-9]{43})\|", str(shown.blocks))
    secrets_used.remember(token, "a response token")
    page = linking.nginx.client.get(f"/api/v1/waves/{wave.id}/page")
    assert page.status == 200 and page.header("Content-Type").startswith("text/html") and token not in page.text
    assert "script-src 'sha256-" in page.header("Content-Security-Policy")
    reader = linking.nginx.client.as_(token)
    assert reader.get(f"/api/v1/waves/{wave.id}/form").json()["privacy"]["mode"] == "anonymous"
    assert reader.post(f"/api/v1/waves/{wave.id}/responses", {"answers": {"1": 9, "2": 4, "3": 1, "5": "회의가 많아요"}}).status == 201
    assert fresh.one("select count(*) from gracy.survey_inbox where wave_id = %s", wave.id) == 1
    # Neither who opened it, nor the way to it, is kept.
    eventually(lambda: wave.traces(token, "survey.page", "회의가 많아요") == [], "nothing else to be kept of it")
    assert fresh.one("select count(*) from gracy.event_log where type = 'block_actions'") == 0
    assert_problem(reader.post(f"/api/v1/waves/{wave.id}/responses", {"answers": {"1": 9, "2": 4, "3": 1, "5": "x"}}), 409, "already-answered")
    assert slack.workspace.journal.refused() == []


@pytest.mark.skipif(executable() is None, reason="no chromium")
def test_the_page_asks_in_the_readers_language_and_sends_what_was_chosen(linking, fresh, jobs):
    wave = Wave(linking, fresh, jobs, "anonymous")
    space, member = fresh.sql("select team_space_id, member_id from gracy.slack_user where team_id = %s and user_id = %s", TEAM, OLIVIA)[0]
    token = linking.nginx.client.as_(fresh.add_token(space, member)).post(f"/api/v1/me/surveys/{wave.id}/token").json()["token"]
    secrets_used.remember(token, "a response token")
    with Browser() as browser:
        browser.open(f"http://127.0.0.1:{linking.nginx.client.port}/api/v1/waves/{wave.id}/page#{token}")
        eventually(lambda: browser.run("!!document.querySelector('fieldset fieldset')"), "the questions", 30)
        shown = browser.run("document.body.innerText")
        assert "Pulse" in shown and "This survey is anonymous" in shown and "Would you recommend us?" in shown and "Meetings" in shown
        browser.run("""for (const [name, value] of [[1, 9], [2, 4], [3, 1], [4, 1], [4, 3]])
                           document.querySelector(`input[name="${name}"][value="${value}"]`).click();
                       document.querySelector('textarea').value = '회의가 많아요'; document.querySelector('button').click()""")
        eventually(lambda: "your answers are stored" in browser.run("document.querySelector('output').textContent"), "the page to say so", 30)
    assert fresh.one("select answers = '[[1, 9], [2, 4], [3, 1], [4, 1], [4, 3], [5, 0, \"회의가 많아요\"]]' from gracy.survey_inbox where wave_id = %s", wave.id)


def test_no_answer_to_an_anonymous_wave_comes_in_by_slack_whoever_forges_the_form(linking, fresh, jobs):
    wave = Wave(linking, fresh, jobs, "anonymous")
    outcome = fresh.one("select gracy.answer_wave_from_slack(%s, null, %s, %s, '[[1,9]]', false)", TEAM, OLIVIA, wave.id)
    assert outcome == "anonymous"
    assert fresh.one("select count(*) from gracy.wave_invite where wave_id = %s and responded", wave.id) == 0


def test_without_an_address_an_anonymous_wave_is_said_to_be_answered_elsewhere(at_noon, fresh, jobs, start_worker):
    start_worker(slack=at_noon.section)
    olivia = at_noon.slack.member(OLIVIA)
    wave = Wave(at_noon, fresh, jobs, "anonymous")
    olivia.click(wave.button, within=wave.invitation(olivia))
    assert "not answered in Slack" in str(eventually(olivia.modal, "the window to open").blocks)


def test_app_home_shows_the_day_and_what_waits_for_an_answer(linking, fresh, jobs):
    minseo = linking.slack.member(MINSEO)
    wave = Wave(linking, fresh, jobs, "identified")
    minseo.open_home()
    home = eventually(lambda: (view := minseo.home()) and "한 문항 진단" in str(view.blocks) and view, "App Home to show the survey", 30)
    today = fresh.one("select to_char(gracy.member_today(team_space_id, member_id, now()), 'YYYY년 FMMM월 FMDD일') from gracy.slack_user"
                      " where team_id = %s and user_id = %s", TEAM, MINSEO)
    assert today in str(home.blocks)
    minseo.click(str(wave.id), within="home")
    eventually(minseo.modal, "the form to open")
    minseo.fill(question_1="10", question_2="5", question_3="Office", question_5="없어요")
    assert minseo.submit().answer.ok
    eventually(lambda: "한 문항 진단" not in str(minseo.home().blocks), "App Home to show it no more", 30)
