"""/kudos me and /kudos top: what the API says, where people are."""
import pytest

from slack_client import Slack, command_fields, in_slack, unique


@pytest.fixture(scope="module")
def slack(client, secrets):
    return Slack(client, secrets.slack_signing_secret)


@pytest.fixture
def pair(people, database):
    """A giver and a receiver, with a value of their team space."""
    giver, receiver = in_slack(people, database, "Giver"), in_slack(people, database, "Receiver")
    giver.value = database.one("select name from gracy.company_value where team_space_id = %s and active order by sort, id limit 1", giver.team_space_id)
    return giver, receiver


def says(slack, person, text) -> str:
    response = slack.command(command_fields("/kudos", text, person.user_id))
    assert response.status == 200 and response.json()["response_type"] == "ephemeral"
    return response.json()["text"]


def give(slack, giver, receiver, points=3):
    text = f"<@{receiver.user_id}|x> {points} #{giver.value.replace(' ', '_')} Thank you for {unique('the help ')}"
    assert ":tada:" in slack.kudos(giver.user_id, text)


def test_a_member_reads_what_they_gave_and_received(slack, pair):
    giver, receiver = pair
    assert "gave *0* and received *0 points*" in says(slack, giver, "me") and "Nothing yet" in says(slack, giver, "me")
    give(slack, giver, receiver)
    mine, theirs = says(slack, giver, "me"), says(slack, receiver, "나")
    assert "gave *3* and received *0 points*" in mine and f"to {receiver.name}" in mine and "Thank you for the help" in mine
    assert "gave *0* and received *3 points*" in theirs and f"from {giver.name}" in theirs


def test_who_gave_anonymously_is_not_named(slack, pair, database):
    giver, receiver = pair
    give(slack, giver, receiver)
    database.sql("update gracy.kudos set visibility = 'anonymous' where giver_id = %s", giver.id)
    assert "from somebody" in says(slack, receiver, "me") and giver.name not in says(slack, receiver, "me")


def test_the_leaderboard_is_the_apis(slack, pair, database, client):
    giver, receiver = pair
    give(slack, giver, receiver)
    reader = client.as_(database.add_token(giver.team_space_id, giver.id))
    board = reader.get("/api/v1/leaderboards?period=week&metric=received&limit=10").json()
    text = says(slack, giver, "top week received")
    assert text.splitlines()[0] == "*Who received most this week*"
    assert text.splitlines()[1:-1] == [f"{row['rank']}. {row['member']['name_en'] or row['member']['name']} · {row['points']} point{'' if row['points'] == 1 else 's'}" for row in board["data"]]
    place = reader.get("/api/v1/leaderboards?period=week").json()["me"]
    assert f"You: place {place['rank']}, {place['points']} points" in says(slack, giver, "top week")
    database.sql("select gracy.set_leaderboard_opt_out(%s, %s, true)", giver.team_space_id, giver.id)
    assert "you are not on leaderboards" in says(slack, giver, "top week") and f" {giver.name} ·" not in says(slack, giver, "top week")


def test_a_word_that_names_no_leaderboard_is_answered_with_those_that_do(slack, pair):
    giver, _ = pair
    assert says(slack, giver, "top given qarter").startswith("I don't know “qarter”.\nThe leaderboard is `/kudos top`")


def test_a_leaderboard_that_is_switched_off_says_so(slack, pair, database):
    giver, _ = pair
    database.sql("update gracy.recognition_policy set leaderboards = false where team_space_id = %s", giver.team_space_id)
    try:
        assert "switched off" in says(slack, giver, "순위")
    finally:
        database.sql("update gracy.recognition_policy set leaderboards = true where team_space_id = %s", giver.team_space_id)
