"""/mood, /who, /coffee and /gracy: what they do, and what they say to whom."""
import pytest

from slack_client import command_fields, unique
from support.waiting import eventually
from test_slack import giver, receiver, slack  # noqa: F401 - fixtures

def says(slack, command, user_id, text="") -> str:
    response = slack.command(command_fields(command, text, user_id))
    assert response.status == 200 and response.json()["response_type"] == "ephemeral", response
    return response.json()["text"]


def test_mood_is_noted_for_today_and_can_be_changed(slack, database, giver):
    assert "Noted for today" in says(slack, "/mood", giver.user_id, "4")
    database.sql("update gracy.mood_entry set tags = '{workload}' where team_space_id = %s and member_id = %s", giver.team_space_id, giver.id)
    assert "Changed for today" in says(slack, "/mood", giver.user_id, " 2 ")
    assert database.sql("select score, tags from gracy.mood_entry where team_space_id = %s and member_id = %s",
                        giver.team_space_id, giver.id) == [(2, ["workload"])]


def test_mood_that_is_no_number_explains_itself(slack, database, giver):
    for text in ("6", "0", "great", "44", "Help"):
        assert "`/mood 5`" in says(slack, "/mood", giver.user_id, text), text
    assert database.one("select count(*) from gracy.mood_entry where member_id = %s", giver.id) == 0


def test_words_behind_a_mood_are_a_note_that_only_its_author_can_open(slack, database, giver):
    says(slack, "/mood", giver.user_id, "2")
    database.sql("update gracy.mood_entry set tags = '{workload}' where team_space_id = %s and member_id = %s", giver.team_space_id, giver.id)
    assert "with your words" in says(slack, "/mood", giver.user_id, "4 비밀 &amp; 한마디")
    [(score, tags, sealed)] = database.sql("select score, tags, note_sealed from gracy.mood_entry where member_id = %s", giver.id)
    assert (score, tags) == (4, ["workload"]) and "비밀".encode() not in bytes(sealed)
    says(slack, "/mood", giver.user_id, "5")
    assert database.sql("select score, note_sealed = %s from gracy.mood_entry where member_id = %s", bytes(sealed), giver.id) == [(5, True)], "a face alone leaves it"
    says(slack, "/mood", giver.user_id, "5 비밀 &amp; 한마디")
    assert database.one("select note_sealed = %s from gracy.mood_entry where member_id = %s", bytes(sealed), giver.id), "the same words are no other note"
    refused = says(slack, "/mood", giver.user_id, "4 " + "가" * 501)
    assert "at most 500" in refused and "가" * 501 in refused, "what does not fit is not lost"
    unscored = says(slack, "/mood", giver.user_id, "비밀을 숫자 없이 &amp; 살고 싶지 않다")
    assert "비밀을 숫자 없이 &amp; 살고 싶지 않다" in unscored and "109" in unscored, "what is not noted is not lost, and nobody is left alone"
    assert "Write a number" in says(slack, "/mood", giver.user_id, "help")
    eventually(lambda: database.one("select count(*) from gracy.event_log where type = '/mood'") >= 5, "the commands to be kept")
    for (document,) in database.sql("select document from gracy.event_log where type = '/mood'"):
        assert "비밀".encode() not in bytes(document) and "한마디".encode() not in bytes(document)


def test_author_of_a_note_in_slack_that_sounds_desperate_is_shown_where_to_find_help(slack, giver):
    answer = says(slack, "/mood", giver.user_id, "1 너무 힘들어서 살고 싶지 않다")
    assert "109" in answer and "119" in answer
    assert "109" not in says(slack, "/mood", giver.user_id, "4 오늘은 괜찮았다")


def test_colleagues_are_found_by_name(slack, giver, receiver):
    assert f"<@{receiver.user_id}>" in says(slack, "/who", giver.user_id, receiver.name)
    card = slack.command(command_fields("/who", f"<@{receiver.user_id}|mina>", giver.user_id)).json()
    assert receiver.name in card["text"] and receiver.user_id in str(card["blocks"][-1]), card
    assert "not a member here" in says(slack, "/who", giver.user_id, "<@U0NOBODY|nobody>")
    assert "Nobody here is called &lt;x&gt;zz" in says(slack, "/who", giver.user_id, "&lt;x&gt;zz")
    for text in ("", "help", "도움말"):
        assert "Who are you looking for" in says(slack, "/who", giver.user_id, text)


def test_all_of_a_department_are_named(slack, people, database, giver):
    name = unique("Dept")
    department = database.one("insert into gracy.department (team_space_id, name) values (%s, %s) returning id", giver.team_space_id, name)
    staff = [people.hire(f"{name} no{number}x") for number in range(12)]
    database.sql("update gracy.member set department_id = %s where team_space_id = %s and id = any (%s)",
                 department, giver.team_space_id, [person.id for person in staff])
    told = says(slack, "/who", giver.user_id, name)
    assert told.startswith("*12 people*\n• ") and told.count("\n• ") == 10 and "and more" not in told
    assert all(f"no{number}x" in told for number in range(12)) and "\nAlso: " in told


def test_command_says_which_word_it_does_not_know(slack, giver):
    for command in ("/gracy", "/coffee"):
        assert "I don't know “&lt;x&gt;”" in says(slack, command, giver.user_id, "&lt;x&gt; y"), command
        assert "I don't know" not in says(slack, command, giver.user_id, "HELP"), command
    assert "I am quiet from" in says(slack, "/gracy", giver.user_id, "Quiet")
    assert "I don't know “please”" in says(slack, "/gracy", giver.user_id, "quiet please")


def test_coffee_is_joined_paused_and_left(slack, database, giver):
    def status():
        return database.sql("select status, paused_until - current_date > 10 from gracy.coffee_participant where team_space_id = %s and member_id = %s",
                            giver.team_space_id, giver.id)
    database.sql("update gracy.coffee_program set closed_at = now(), next_round_at = null, prepare_at = null where team_space_id = %s", giver.team_space_id)
    assert "no coffee program" in says(slack, "/coffee", giver.user_id, "join")
    database.sql("insert into gracy.coffee_program (team_space_id, name, cadence, weekday, at, starts_on) values (%s, 'Lunch & more', 'weekly', 3, '12:30',"
                 " current_date), (%s, 'Tea', 'weekly', 3, '12:30', current_date)", giver.team_space_id, giver.team_space_id)
    assert "`/coffee join Lunch &amp; more` is all it takes" in says(slack, "/coffee", giver.user_id) and status() == []
    assert "take part in *Lunch &amp; more*" in says(slack, "/coffee", giver.user_id, "join") and status() == [("joined", None)]
    assert "until" in says(slack, "/coffee", giver.user_id, "pause 2w") and status() == [("paused", True)]
    assert "take part" in says(slack, "/coffee", giver.user_id, "resume") and status() == [("joined", None)]
    assert "These are running:\n• Lunch &amp; more\n• Tea" in says(slack, "/coffee", giver.user_id, "join nothing")
    says(slack, "/coffee", giver.user_id, "leave lunch &amp; more")
    assert status() == []
    assert "pause 2w" in says(slack, "/coffee", giver.user_id, "help")


def test_language_can_be_chosen(slack, giver):
    assert "한국어로 말할게요" in says(slack, "/gracy", giver.user_id, "lang ko")
    assert "이런 것을 할 수 있어요" in says(slack, "/gracy", giver.user_id)
    assert "I speak English" in says(slack, "/gracy", giver.user_id, "언어 영어")
    for text in ("lang", "lang fr", "언어 프랑스어"):
        answer = says(slack, "/gracy", giver.user_id, text)
        assert "I speak English" in answer and "한국어" in answer and "I don't know" not in answer, text
    assert "Here is what I can do" in says(slack, "/gracy", giver.user_id, "nonsense")


@pytest.mark.parametrize("command, text", [("/mood", "4"), ("/mood", ""), ("/who", "a"), ("/gracy", "lang ko")])
def test_stranger_is_told_why(slack, command, text):
    assert "구성원이 아니에요" in says(slack, command, "U0STRANGER", text)
    response = slack.command(command_fields(command, text, "U0STRANGER", team_id="T0NOWHERE"))
    assert "not connected" in response.json()["text"] and "연결되지 않았어요" in response.json()["text"]
