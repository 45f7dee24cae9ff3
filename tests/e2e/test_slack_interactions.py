"""What people click, type and submit in Slack gets its answer, and leaves its traces."""
import json
import urllib.parse

import pytest

from slack_client import FORM, INTERACTIONS, TEAM, Slack, in_slack, interaction_payload, unique
from support import bson
from support.waiting import eventually


@pytest.fixture(scope="module")
def slack(client, secrets):
    return Slack(client, secrets.slack_signing_secret)


@pytest.fixture
def giver(people, database):
    return in_slack(people, database, "Giver")


@pytest.fixture
def receiver(people, database):
    return in_slack(people, database, "Receiver")


@pytest.fixture
def value_id(database):
    return database.one("select value.id from gracy.company_value value join gracy.slack_installation using (team_space_id)"
                        " where team_id = %s and active order by sort, value.id limit 1", TEAM)


def kudos_view(value_id, recipients, points=1, message="Thank you for staying", visibility="public", view_id=None):
    """The modal as Slack hands it back, filled in."""
    def one(value):
        return {"type": "static_select", "selected_option": {"text": {"type": "plain_text", "text": "x"}, "value": value}}
    values = {"recipients": {"type": "multi_external_select", "selected_options": [{"value": str(member.id)} for member in recipients]},
              "value": one(str(value_id)), "points": {"type": "number_input", "value": str(points)},
              "message": {"type": "plain_text_input", "value": message}, "visibility": one(visibility)}
    return {"id": view_id or unique("V"), "hash": "1.a", "callback_id": "give_kudos", "private_metadata": "",
            "blocks": [{"type": "input", "block_id": block} for block in values],
            "state": {"values": {block: {block: element} for block, element in values.items()}}}


def submit(slack, giver, view) -> dict:
    response = slack.interaction(interaction_payload("view_submission", giver.user_id, view=view))
    assert response.status == 200, response
    return response.json()


def given_by(database, giver) -> list[tuple]:
    return database.sql("select message, points, visibility, source from gracy.kudos where team_space_id = %s and giver_id = %s",
                        giver.team_space_id, giver.id)


def test_submitted_kudos_are_recorded_and_the_form_says_what_is_left(slack, database, giver, receiver, value_id):
    answer = submit(slack, giver, kudos_view(value_id, [receiver], points=3, visibility="anonymous"))
    assert answer["response_action"] == "update" and "497 points left" in json.dumps(answer["view"]), answer
    assert given_by(database, giver) == [("Thank you for staying", 3, "anonymous", "slack")]


def test_whoever_received_kudos_is_told_and_learns_no_more_than_they_may(slack, database, giver, receiver, value_id):
    def told():
        return [text for (text,) in database.sql("select text_en from gracy.member_notice where team_space_id = %s and member_id = %s"
                                                 " and kind = 'kudos.received' order by id", receiver.team_space_id, receiver.id)]
    submit(slack, giver, kudos_view(value_id, [receiver], visibility="anonymous"))
    assert len(told()) == 1 and told()[0].startswith("Somebody thanked you") and giver.name not in told()[0]
    submit(slack, giver, kudos_view(value_id, [receiver], visibility="private"))
    assert told()[1].startswith(f"{giver.name} thanked you") and told()[1].endswith("Thank you for staying")


def test_form_submitted_twice_is_recorded_once(slack, database, giver, receiver, value_id):
    view = kudos_view(value_id, [receiver])
    for _ in range(3):
        assert submit(slack, giver, view)["response_action"] == "update"
    assert len(given_by(database, giver)) == 1


def test_kudos_for_everybody_are_posted_where_their_giver_says(slack, database, giver, receiver, value_id):
    view = kudos_view(value_id, [receiver])
    view["private_metadata"] = "C0HANBIT01/1700000000.000001"
    view["state"]["values"]["channel"] = {"channel": {"type": "conversations_select", "selected_conversation": "C0HANBIT01"}}
    for _ in range(2):
        assert submit(slack, giver, view)["response_action"] == "update"
    [(channel, thread, text)] = database.sql(
        "select channel, arguments ->> 'thread_ts', arguments ->> 'text' from gracy.slack_message join gracy.kudos on kudos.team_space_id ="
        " slack_message.team_space_id and dedupe_key = 'kudos/' || kudos.id || '/C0HANBIT01' where giver_id = %s", giver.id)
    assert (channel, thread) == ("C0HANBIT01", "1700000000.000001") and f"<@{receiver.user_id}>" in text and "Thank you for staying" in text


def test_refusal_stands_under_the_field_that_it_is_about(slack, database, giver, receiver, value_id):
    for view, block, text in ((kudos_view(value_id, [giver]), "recipients", "cannot give them to yourself"),
                              (kudos_view(value_id, [receiver, receiver]), "recipients", "mentioned twice"),
                              (kudos_view(value_id, [receiver], points=1000), "points", "would take 1000 points, and you have 500 left"),
                              (kudos_view(0, [receiver]), "value", "taken away meanwhile"),
                              (kudos_view(value_id, [receiver], message="   "), "message", "fill this in")):
        answer = submit(slack, giver, view)
        assert answer["response_action"] == "errors" and list(answer["errors"]) == [block] and text in answer["errors"][block], answer
    assert given_by(database, giver) == []


def test_refused_form_can_be_corrected_and_submitted_again(slack, database, giver, receiver, value_id):
    view_id = unique("V")
    assert submit(slack, giver, kudos_view(value_id, [receiver], points=1000, view_id=view_id))["response_action"] == "errors"
    assert submit(slack, giver, kudos_view(value_id, [receiver], points=2, view_id=view_id))["response_action"] == "update"
    assert len(given_by(database, giver)) == 1


def test_person_reads_korean_when_that_is_theirs(slack, people, database, receiver, value_id):
    giver = in_slack(people, database, "Giver", locale="ko")
    answer = submit(slack, giver, kudos_view(value_id, [receiver], points=1000))
    assert "남은 점수는 500점" in answer["errors"]["points"]


def test_member_of_another_team_space_cannot_be_thanked(slack, database, giver, value_id):
    stranger = database.one("select id from gracy.member where team_space_id <> %s order by id desc limit 1", giver.team_space_id)
    view = kudos_view(value_id, [type("Stranger", (), {"id": stranger})()])
    assert "recipients" in submit(slack, giver, view)["errors"]


def suggestions(slack, user_id, typed, action="recipients") -> list[dict]:
    response = slack.interaction(interaction_payload("block_suggestion", user_id, action_id=action, block_id=action, value=typed))
    assert response.status == 200
    return response.json()["options"]


def test_members_are_suggested_by_name_and_by_initial_consonants(slack, people, database, giver):
    for typed in ("뷁", "ㅂ", "뷁슳"):
        person = in_slack(people, database, "뷁슳퀡")
        assert str(person.id) in [option["value"] for option in suggestions(slack, giver.user_id, person.name if typed == "ㅂ" else typed)]
    assert suggestions(slack, giver.user_id, "ㅂㅅㅋ"), "by initials"
    assert all(0 < len(option["text"]["text"]) <= 75 for option in suggestions(slack, giver.user_id, ""))


def test_oneself_and_leavers_are_not_suggested(slack, people, database, giver):
    gone = in_slack(people, database, "Gonequick", status="left")
    assert suggestions(slack, giver.user_id, giver.name) == []
    assert suggestions(slack, giver.user_id, gone.name) == []


def test_stranger_is_shown_nobody(slack):
    assert suggestions(slack, "U0STRANGER", "김") == []
    assert suggestions(slack, "U0HB000002", "김", action="something_else") == []


def test_click_is_kept_in_the_event_log_before_it_is_acknowledged(slack, database):
    action_ts = unique("17") + ".000100"
    payload = interaction_payload("block_actions", "U0HB000002", actions=[{"type": "button", "action_id": "a", "block_id": "b", "action_ts": action_ts}])
    for _ in range(2):
        response = slack.interaction(payload)
        assert (response.status, response.body) == (200, b"")
    rows = database.sql("select kind, type, document from gracy.event_log where kind = 'action' and team_id = %s", TEAM)
    found = [bson.decode(bytes(document)) for kind, type_, document in rows if action_ts.encode() in bytes(document)]
    assert len(found) == 1 and found[0]["payload"]["actions"][0]["action_ts"] == action_ts
    assert "XXYYZZXXYYZZ" not in repr(found)


@pytest.mark.parametrize("payload", ['"view":VIEW,"view":VIEW', '"view":VIEW,"view":{"id":"V2","callback_id":"check_in"}', '"view":VIEW,"state":STATE'],
                         ids=["view twice", "another view", "state beside the view"])
def test_words_about_a_day_are_not_kept_wherever_a_payload_has_them(slack, database, giver, payload):
    state = json.dumps({"values": {"note": {"note": {"type": "plain_text_input", "value": "아무도 모르게"}}}}, ensure_ascii=False)
    view = f'{{"id":"V1","callback_id":"check_in","state":{state}}}'
    envelope = json.dumps(interaction_payload("view_submission", giver.user_id))[:-1]
    before = database.one("select count(*) from gracy.event_log where type = 'view_submission'")
    body = urllib.parse.urlencode({"payload": f"{envelope},{payload.replace('VIEW', view).replace('STATE', state)}}}"}).encode()
    response = slack.send(INTERACTIONS, body, FORM)
    assert "아무도 모르게" not in response.body.decode()
    if response.status == 200:
        eventually(lambda: database.one("select count(*) from gracy.event_log where type = 'view_submission'") > before, "the submission to be kept")
    assert not any("아무도 모르게".encode() in bytes(document) for (document,) in database.sql("select document from gracy.event_log"))
