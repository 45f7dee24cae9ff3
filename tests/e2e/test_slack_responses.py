"""What a command or a click leads to later is said at its response_url: five times within half an hour, to Slack alone, and to nobody else."""
import pytest

from slack_client import TEAM
from slack_fixtures import *  # noqa: F401,F403 - fixtures
from worker_fixtures import *  # noqa: F401,F403 - fixtures
from worker_fixtures import eventually

MINSEO, OLIVIA = "U0HB000002", "U0HB000004"


@pytest.fixture
def both(connected, fresh):
    """Minseo reads Korean, Olivia English."""
    for user, locale in ((MINSEO, "ko"), (OLIVIA, "en")):
        fresh.sql("update gracy.member set status = 'active', locale = %s where id ="
                  " (select member_id from gracy.slack_user where team_id = %s and user_id = %s)", locale, TEAM, user)
    return connected


def shown(member, words):
    return eventually(lambda: next((message for message in member.messages() if words in message.text), None), f"somebody to read {words!r}")


def responses(connected, outcome):
    return connected.metric("gracy_worker_slack_responses_total", outcome=outcome)


def test_whose_form_does_not_open_reads_so_alone_and_opens_it_from_there(both):
    slack, minseo = both.slack, both.slack.member(MINSEO)
    slack.workspace.faults.add("error", method="views.open", error="internal_error")
    minseo.command("/kudos")
    apology = shown(minseo, "양식을 제때 열지 못했어요")
    assert apology.only_for == MINSEO and minseo.modal() is None
    minseo.click("open_again_give_kudos", within=apology)
    eventually(minseo.modal, "the form to open")
    eventually(lambda: apology not in minseo.messages(), "the apology to go")
    eventually(lambda: responses(both, "said") == 2, "both to be counted")
    # Whoever reads the log learns of no address at which Minseo could be spoken to.
    log = both.worker.log.text()
    assert "/commands/" not in log and "/actions/" not in log


def test_form_that_does_not_open_again_apologises_in_the_same_place_and_in_english(both):
    slack, olivia = both.slack, both.slack.member(OLIVIA)
    slack.workspace.faults.add("error", method="views.open", error="internal_error", times=2)
    olivia.command("/mood")
    apology = shown(olivia, "could not open the form")
    olivia.click("open_again_check_in", within=apology)
    eventually(lambda: responses(both, "said") == 2, "the second apology")
    assert [message for message in olivia.messages() if "could not open the form" in message.text] == [apology]
    olivia.click("open_again_check_in", within=apology)
    eventually(olivia.modal, "the form to open")
    assert len(slack.workspace.journal.calls("views.open")) == 1 and slack.workspace.journal.select("response")[1].content["replace_original"]


def test_whose_form_the_database_fails_reads_so(both, fresh):
    minseo = both.slack.member(MINSEO)
    name = fresh.one("select oid::regprocedure::text from pg_proc where pronamespace = 'gracy'::regnamespace and proname = 'prepare_kudos_form'")
    fresh.sql(f"revoke execute on function {name} from public, gracy_app")
    minseo.command("/kudos")
    apology = shown(minseo, "양식을 제때 열지 못했어요")
    assert apology.only_for == MINSEO and minseo.modal() is None


def test_who_cannot_be_answered_where_they_clicked_reads_it_in_gracys_conversation(both, fresh):
    minseo = both.slack.member(MINSEO)
    fresh.sql("create function gracy.spend() returns trigger language plpgsql as $$ begin new.uses := 5; return new; end $$;"
              " create trigger spend before insert on gracy.slack_response_url for each row execute function gracy.spend()")
    both.slack.workspace.faults.add("error", method="views.open", error="internal_error")
    minseo.command("/kudos")
    apology = shown(minseo, "양식을 제때 열지 못했어요")
    assert not apology.only_for and responses(both, "spent") == 1


@pytest.mark.parametrize("asked_for", ("home", "shortcut"))
def test_whose_form_does_not_open_outside_of_a_conversation_reads_so_in_gracys(both, asked_for):
    slack, minseo = both.slack, both.slack.member(MINSEO)
    minseo.open_home()
    eventually(minseo.home, "App Home to be published")
    slack.workspace.faults.add("error", method="views.open", error="internal_error", times=2)
    if asked_for == "home":
        minseo.click("give_kudos", within="home")
    else:
        minseo.shortcut("give_kudos")
    apology = shown(minseo, "양식을 제때 열지 못했어요")
    assert not apology.only_for and minseo.modal() is None
    minseo.click("open_again_give_kudos", within=apology)
    eventually(lambda: responses(both, "said") == 1, "the second apology, in the place of the first")
    minseo.click("open_again_give_kudos", within=apology)
    eventually(minseo.modal, "the form to open")
    eventually(lambda: apology not in minseo.messages(), "the apology to go")


def test_click_that_cannot_be_done_is_apologised_for(both, fresh):
    slack, minseo = both.slack, both.slack.member(MINSEO)
    fresh.sql("create function gracy.refuse_everything() returns trigger language plpgsql as $$ begin raise 'no' using errcode = '22023'; end $$")
    fresh.sql("insert into gracy.coffee_program (team_space_id, name, cadence, weekday, at, starts_on)"
              " select team_space_id, '점심', 'weekly', 3, '12:30', now()::date - 60 from gracy.slack_installation where team_id = %s", TEAM)
    paused = minseo.command("/coffee", "쉬기 점심").message
    fresh.sql("create trigger refuse before update on gracy.coffee_participant for each row execute function gracy.refuse_everything()")
    minseo.click("다시 참여하기", within=paused)
    assert shown(minseo, "문제가 생겨 처리하지 못했어요").only_for == MINSEO
    assert fresh.one("select status from gracy.coffee_participant order by acted_at desc limit 1") == "paused"
    # Nothing stands behind it: the next click has its effect.
    fresh.sql("drop trigger refuse on gracy.coffee_participant")
    minseo.click("다시 참여하기", within=paused)
    eventually(lambda: "참여하고 있어요" in paused.text, "the pause to end")


def test_click_that_cannot_be_apologised_for_either_stands_in_front_of_none(both, fresh):
    slack, minseo = both.slack, both.slack.member(MINSEO)
    fresh.sql("create function gracy.refuse_everything() returns trigger language plpgsql as $$ begin raise 'no' using errcode = '22023'; end $$")
    fresh.sql("insert into gracy.coffee_program (team_space_id, name, cadence, weekday, at, starts_on)"
              " select team_space_id, '점심', 'weekly', 3, '12:30', now()::date - 60 from gracy.slack_installation where team_id = %s", TEAM)
    paused = minseo.command("/coffee", "쉬기 점심").message
    fresh.sql("create trigger refuse before update on gracy.coffee_participant for each row execute function gracy.refuse_everything()")
    fresh.sql("create trigger refuse before insert on gracy.slack_response_url for each row execute function gracy.refuse_everything()")
    minseo.click("다시 참여하기", within=paused)
    both.worker.says("nobody was told so")
    fresh.sql("drop trigger refuse on gracy.coffee_participant")
    fresh.sql("drop trigger refuse on gracy.slack_response_url")
    minseo.click("다시 참여하기", within=paused)
    eventually(lambda: "참여하고 있어요" in paused.text, "the pause to end")


def respond(database, address, uses=0, age="0 s"):
    """A later answer to a click that brought this address along."""
    database.sql("insert into gracy.slack_response_url (hash, url, uses, expires_at) values (sha256(%s::bytea), %s, %s, now() + interval '30 minutes' - %s::interval)",
                 address, address, uses, age)
    database.sql("insert into gracy.job (kind, lane, available_at, max_attempts, payload) values ('slack.respond', 'interactive', now(), 1, json_build_object("
                 "'response', encode(sha256(%s::bytea), 'hex'), 'answering', 'beside', 'message', json_build_object('text', 'late')))", address)
    database.sql("notify gracy_jobs")


def test_address_is_used_five_times_within_half_an_hour_and_only_if_it_is_slacks(both, fresh):
    slack = both.slack
    respond(fresh, f"{slack.url}/commands/{TEAM}/1/1", uses=5)
    respond(fresh, f"{slack.url}/commands/{TEAM}/1/2", age="31 minutes")
    eventually(lambda: responses(both, "spent") == 2, "both to be spent")
    for foreign in ("http://127.0.0.1:9/commands/T1/1/1", f"{slack.url}.example/commands/T1/1/1", f"{slack.url}@example/1"):
        respond(fresh, foreign)
    eventually(lambda: responses(both, "foreign") == 3, "what does not lead to Slack")
    assert slack.workspace.journal.select("response") == []
    # One that Slack does not know is a use as well, and is not tried again.
    unknown = f"{slack.url}/commands/{TEAM}/1/3"
    respond(fresh, unknown)
    eventually(lambda: responses(both, "failed") == 1, "Slack's refusal")
    assert fresh.one("select uses from gracy.slack_response_url where url = %s", unknown) == 1
    assert responses(both, "said") == 0 and fresh.one("select count(*) from gracy.job where kind = 'slack.respond' and state = 'dead'") == 0


def test_address_that_is_good_no_more_is_forgotten(fresh):
    respond(fresh, "https://hooks.slack.com/commands/T1/1/1", age="31 minutes")
    respond(fresh, "https://hooks.slack.com/commands/T1/1/2")
    respond(fresh, "https://hooks.slack.com/commands/T1/1/3", age="31 minutes")
    assert [fresh.one("select response_urls from gracy.purge_slack(1)") for _ in range(3)] == [1, 1, 0]
    assert [url for (url,) in fresh.sql("select url from gracy.slack_response_url")] == ["https://hooks.slack.com/commands/T1/1/2"]
