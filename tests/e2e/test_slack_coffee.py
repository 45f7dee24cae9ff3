"""Coffee in Slack: people are introduced in a conversation of their own, and asked whether they met."""
import collections
import itertools

import pytest

from slack_client import TEAM
from slack_fixtures import *  # noqa: F401,F403 - fixtures
from slack_fixtures import noon_everywhere
from worker_fixtures import *  # noqa: F401,F403 - fixtures
from worker_fixtures import eventually

JIHO, MINSEO, SEOYEON, OLIVIA = "U0HB000001", "U0HB000002", "U0HB000003", "U0HB000004"
EVERYBODY = (JIHO, MINSEO, SEOYEON, OLIVIA)


@pytest.fixture
def at_noon(connected, fresh):
    """Everybody reads Korean but Olivia, and nobody sleeps."""
    noon_everywhere(fresh)
    for user in EVERYBODY:
        fresh.sql("update gracy.member set status = 'active', locale = %s where id = %s", "en" if user == OLIVIA else "ko", member_of(fresh, user))
    return connected


def member_of(database, user):
    return database.one("select member_id from gracy.slack_user where team_id = %s and user_id = %s", TEAM, user)


def begin_round(database, *users):
    """A round of one group, of Slack's users, whose time has come."""
    space = database.one("select team_space_id from gracy.slack_installation where team_id = %s", TEAM)
    number = database.one("select count(*) + 1 from gracy.coffee_round")
    program = database.one("insert into gracy.coffee_program (team_space_id, name, cadence, weekday, at, starts_on)"
                           " values (%s, %s, 'weekly', 3, '12:30', now()::date - 60) returning id", space, f"점심 커피 {number}")
    made = database.one("insert into gracy.coffee_round (team_space_id, program_id, no, fire_at, seed, seats, groups, left_out, repeats, follow_up_at)"
                        " values (%s, %s, 1, now(), 1, %s, 1, 0, 0, now() + interval '7 days') returning id", space, program, len(users))
    database.sql("insert into gracy.coffee_group (team_space_id, round_id, no) values (%s, %s, 1)", space, made)
    database.sql("insert into gracy.coffee_seat (team_space_id, round_id, member_id, group_no) select %s, %s, unnest(%s), 1",
                 space, made, [member_of(database, user) for user in users])
    database.sql("insert into gracy.coffee_participant (team_space_id, program_id, member_id, acted_at)"
                 " select team_space_id, %s, member_id, now() - interval '60 days' from gracy.coffee_seat where round_id = %s", program, made)
    # Due now that the seats are there.
    database.sql("update gracy.coffee_group set introduce_at = now() where round_id = %s", made)
    database.sql("notify gracy_slack")
    return made


def introductions(slack, users):
    """What stands in the conversation of exactly these people and Gracy."""
    return [message for channel in slack.workspace.channels.values() if channel.kind == "mpim" and set(channel.members) - {"U0HBBOT"} == set(users)
            for message in channel.messages.values()]


def how(database, *rounds):
    return [database.one("select introduction from gracy.coffee_group where round_id = %s", made) for made in rounds]


def test_groups_are_introduced_in_their_people_s_languages_and_others_by_notice(at_noon, fresh):
    slack = at_noon.slack
    unknown = "U0NOWHERE1"
    member = fresh.one("update gracy.slack_user set user_id = %s where team_id = %s and user_id = (select max(user_id) from gracy.slack_user"
                       " where team_id = %s and member_id is not null and user_id > %s) returning member_id", unknown, TEAM, TEAM, OLIVIA)
    fresh.sql("update gracy.member set status = 'active' where id = %s", member)
    rounds = [begin_round(fresh, *users) for users in ((JIHO, MINSEO), (SEOYEON, OLIVIA, JIHO), (MINSEO, unknown))]
    eventually(lambda: how(fresh, *rounds) == ["in_slack", "in_slack", "by_notice"], "all groups to be brought together", 30)
    [korean], [both] = introductions(slack, (JIHO, MINSEO)), introductions(slack, (SEOYEON, OLIVIA, JIHO))
    names = f"{at_noon.name_of(JIHO)} · {at_noon.name_of(MINSEO)}"
    assert names in str(korean.blocks) or " · ".join(reversed(names.split(" · "))) in str(korean.blocks)
    assert "안녕하세요!" in str(korean.blocks) and "Hello" not in str(korean.blocks) and "이렇게 시작해 보세요" in str(korean.blocks)
    assert "안녕하세요!" in str(both.blocks) and "Hello" in str(both.blocks) and f"<@{OLIVIA}>" in both.text
    # Slack does not know the partner: the other one hears of the pair alone.
    eventually(lambda: any("이번에는" in message.text for message in slack.member(MINSEO).messages()), "the notice")
    assert slack.workspace.journal.refused() == []


def test_introduction_stands_there_once_though_workers_are_killed_and_answers_lost(at_noon, start_worker, fresh):
    slack, worker = at_noon.slack, at_noon.worker
    pairs = list(itertools.combinations(EVERYBODY, 2))
    slack.workspace.faults.add("hangup", method="conversations.open", effect=True, after=1)
    slack.workspace.faults.add("hangup", method="chat.postMessage", effect=True, after=2)
    rounds = [begin_round(fresh, *pair) for pair in pairs]
    journal = slack.workspace.journal
    for method, calls in (("conversations.open", 2), ("chat.postMessage", 1), ("chat.postMessage", 4)):
        eventually(lambda: len(journal.calls(method)) >= calls, f"{calls} calls of {method}", 30)
        worker.kill()
        fresh.sql("update gracy.slack_message set due_at = now() where state = 'sending'")  # its lease has ended
        fresh.sql("update gracy.slack_lane set next_at = now() where next_at < 'infinity'")
        worker = start_worker(slack=at_noon.section)
    eventually(lambda: how(fresh, *rounds) == ["in_slack"] * len(pairs), "everybody to be introduced", 60)
    assert collections.Counter(pair for pair in pairs for _ in introductions(slack, pair)) == collections.Counter(pairs)
    assert journal.refused() == []


def test_missing_scope_leads_to_notices_and_stops_nothing_else(at_noon, fresh):
    slack = at_noon.slack
    for token in slack.workspace.tokens.values():
        token.scopes = tuple(scope for scope in token.scopes if scope not in ("mpim:write", "im:write", "groups:write", "channels:manage"))
    made = begin_round(fresh, JIHO, OLIVIA)
    eventually(lambda: how(fresh, made) == ["by_notice"], "the notices", 30)
    eventually(lambda: any("this time you meet" in message.text for message in slack.member(OLIVIA).messages()), "Olivia to read it")
    eventually(lambda: at_noon.metric("gracy_worker_coffee_introductions_total", by="notice") == 1, "it to be counted")


def ask(database, made):
    database.sql("update gracy.coffee_round set follow_up_at = now() where id = %s", made)
    database.sql("select gracy.follow_up_coffee_round(team_space_id, id) from gracy.coffee_round where id = %s", made)
    database.sql("notify gracy_slack")


def question(slack, user):
    return next((message for message in slack.member(user).messages() if "coffee_met" in str(message.blocks)), None)


def met(database, made, user):
    return database.sql("select met, postponed_at is not null from gracy.coffee_seat where round_id = %s and member_id = %s", made, member_of(database, user))[0]


def test_question_is_put_once_and_its_answer_can_be_changed(at_noon, fresh):
    slack = at_noon.slack
    made = begin_round(fresh, JIHO, OLIVIA)
    ask(fresh, made)
    english = eventually(lambda: question(slack, OLIVIA), "Olivia to be asked", 30)
    korean = eventually(lambda: question(slack, JIHO), "Jiho to be asked", 30)
    known_as = fresh.one("select coalesce(name_en, name) from gracy.member where id = %s", member_of(fresh, JIHO))
    assert f"Did you meet {known_as}" in english.text and f"{at_noon.name_of(OLIVIA)}님과 만났나요" in korean.text
    slack.member(OLIVIA).click("coffee_met_not_yet", within=english)
    eventually(lambda: "Not yet" in english.text, "the message to say so")
    assert met(fresh, made, OLIVIA) == (None, True)
    slack.member(OLIVIA).click("coffee_met_yes", within=english)
    eventually(lambda: "You met" in english.text and "coffee_met_yes" not in str(english.blocks), "the message to say so")
    assert met(fresh, made, OLIVIA) == (True, False)
    slack.member(JIHO).click("coffee_met_no", within=korean)
    eventually(lambda: "만나지 못했어요" in korean.text, "the message to say so")
    assert met(fresh, made, JIHO) == (False, False)
    # When nobody is left whom they could have met, the message says so.
    fresh.sql("update gracy.member set status = 'left' where id = %s", member_of(fresh, OLIVIA))
    slack.member(JIHO).click("coffee_met_yes", within=korean)
    eventually(lambda: "답할 것이 없어요" in korean.text and not korean.blocks, "the buttons to go")
    asked = [message for user in (JIHO, OLIVIA) for message in slack.member(user).messages() if message in (english, korean)]
    assert len(asked) == 2 and slack.workspace.journal.refused() == []


def paused_for_silence(database, user):
    """The third round in a row of which they have not said whether they met."""
    made = begin_round(database, user, JIHO)
    database.sql("update gracy.coffee_participant set silent_rounds = 2 where member_id = %s", member_of(database, user))
    for _ in range(2):
        database.sql("update gracy.coffee_round set follow_up_at = now() where id = %s", made)
        database.sql("select gracy.follow_up_coffee_round(team_space_id, id) from gracy.coffee_round where id = %s", made)
        database.sql("notify gracy_slack")
        eventually(lambda: database.one("select count(*) from gracy.coffee_seat seat left join gracy.slack_message message on message.id = slack_message_id"
                                        " where round_id = %s and (ask_at is not null or message.state <> 'sent')", made) == 0, "the question to arrive", 30)
    return database.one("select program_id from gracy.coffee_round where id = %s", made)


def takes_part(database, program, user):
    return database.one("select status from gracy.coffee_participant where program_id = %s and member_id = %s", program, member_of(database, user))


def test_who_is_told_that_coffee_pauses_comes_back_by_a_click(at_noon, fresh):
    slack = at_noon.slack
    for user, told, label, back in ((OLIVIA, "did not hear whether you met", "Take part again · ", "You take part in"),
                                    (SEOYEON, "답이 없어", "다시 참여하기 · ", "참여하고 있어요")):
        program = paused_for_silence(fresh, user)
        assert takes_part(fresh, program, user) == "paused"
        notice = eventually(lambda: next((message for message in slack.member(user).messages() if told in message.text), None), "the notice", 30)
        assert label in str(notice.blocks) and told in str(notice.blocks)
        slack.member(user).click(f"coffee_resume_{program}", within=notice)
        eventually(lambda: back in str(notice.blocks) and "coffee_resume" not in str(notice.blocks), "the notice to say that they take part")
        assert told in str(notice.blocks) and takes_part(fresh, program, user) == "joined"
    assert slack.workspace.journal.refused() == []


def test_form_says_how_somebody_takes_part_and_whom_they_do_not_meet(at_noon, fresh):
    made = begin_round(fresh, JIHO, OLIVIA)
    olivia = at_noon.slack.member(OLIVIA)
    program = fresh.one("select program_id from gracy.coffee_round where id = %s", made)
    name = fresh.one("select name from gracy.coffee_program where id = %s", program)
    assert fresh.one("select coalesce(name_en, name) from gracy.member where id = %s", member_of(fresh, JIHO)) in olivia.command("/coffee", "who " + name).text
    for open_form in (lambda: olivia.command("/coffee", "settings"), lambda: olivia.click("coffee.prefs", within=olivia.command("/coffee").message)):
        open_form()
        eventually(olivia.modal, "the form to open")
        olivia.close(all_of_them=True)
    olivia.command("/coffee", "설정")
    eventually(olivia.modal, "the form to open")
    [jiho] = [option["text"]["text"] for option in olivia.suggestions("apart", at_noon.name_of(JIHO)) if option["value"] == str(member_of(fresh, JIHO))]
    olivia.fill(**{f"status_{program}": "paused", f"until_{program}": "2000-01-01", "apart": [jiho]})
    assert list(olivia.submit().errors) == [f"until_{program}"]
    olivia.fill(**{f"until_{program}": "2100-01-01"})
    assert not olivia.submit().errors and "Saved" in str(olivia.modal().content)
    olivia.close(all_of_them=True)
    assert takes_part(fresh, program, OLIVIA) == "paused"
    assert fresh.one("select other_id from gracy.coffee_exclusion where member_id = %s", member_of(fresh, OLIVIA)) == member_of(fresh, JIHO)
    olivia.command("/coffee", "settings")
    form = eventually(olivia.modal, "the form to open")
    assert "2100-01-01" in str(form.content) and "initial_options" in str(form.content)
    assert at_noon.slack.workspace.journal.refused() == []


def test_pause_is_ended_where_it_was_answered_and_by_command(at_noon, fresh):
    begin_round(fresh, JIHO, OLIVIA)
    olivia = at_noon.slack.member(OLIVIA)
    paused = olivia.command("/coffee", "pause 2w").message
    assert "You pause in" in paused.text and paused.only_for == OLIVIA
    olivia.click("Take part again", within=paused)
    eventually(lambda: "You take part in" in paused.text and "coffee_resume" not in str(paused.blocks), "the answer to change in its place")
    assert "You pause" not in str(paused.blocks)
    assert len([message for message in olivia.messages() if "take part" in message.text]) == 1
    for resume in ("resume", "재개"):
        olivia.command("/coffee", "pause")
        assert "You take part in" in olivia.command("/coffee", resume).text
    # A program that has ended meanwhile is not one to come back to.
    paused = olivia.command("/coffee", "pause").message
    fresh.sql("select gracy.close_coffee_program(team_space_id, member_id, program_id, 0, null) from gracy.coffee_participant where member_id = %s",
              member_of(fresh, OLIVIA))
    olivia.click("Take part again", within=paused)
    eventually(lambda: "has ended" in paused.text, "the answer to say so")
