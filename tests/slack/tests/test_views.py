"""Modals and App Home: triggers, the stack, hashes."""
from conftest import actions, button, modal, mrkdwn, plain, text_input

HOME = {"type": "home", "blocks": [{"type": "section", "text": mrkdwn("안녕하세요")}]}


def opened(slack, api, view=None, user="minseo"):
    """The trigger of a command, and the view that it has opened."""
    outcome = slack.member(user).command("/kudos")
    answer = api("views.open", trigger_id=outcome.trigger_id, view=view or modal(text_input("message")))
    assert answer["ok"], answer
    return outcome.trigger_id, answer["view"]


def test_trigger_opens_one_modal(slack, api, app):
    trigger, view = opened(slack, api)
    assert slack.member("minseo").modal().id == view["id"]
    assert view["blocks"][0]["block_id"] == "message"
    assert view["state"]["values"] == {"message": {"message_input": {"type": "plain_text_input", "value": None}}}
    assert view["root_view_id"] == view["id"] and view["previous_view_id"] is None and view["app_id"] == "A0GRACY001"
    assert api("views.open", trigger_id=trigger, view=modal())["error"] == "exchanged_trigger_id"
    assert api("views.open", trigger_id="1.2.x", view=modal())["error"] == "invalid_trigger_id"
    assert api("views.open", view=modal())["response_metadata"]["messages"] == ["[ERROR] missing required field: trigger_id"]


def test_trigger_lives_three_seconds(slack, api, app):
    early, late = (slack.member("minseo").command("/kudos").trigger_id for _ in range(2))
    slack.advance(2.5)
    assert api("views.open", trigger_id=early, view=modal())["ok"]
    assert [2.5 <= wait < 3 for wait in slack.workspace.triggers.waits()] == [True]
    slack.advance(0.6)
    assert api("views.open", trigger_id=late, view=modal())["error"] == "expired_trigger_id"


def test_bad_view_is_pointed_at_and_costs_the_trigger(slack, api, app):
    trigger = slack.member("minseo").command("/kudos").trigger_id
    answer = api("views.open", trigger_id=trigger, view=modal(title="Give recognition to a teammate"))
    assert answer["error"] == "invalid_arguments"
    assert answer["response_metadata"]["messages"] == ["[ERROR] must be less than 25 characters [json-pointer:/view/title/text]"]
    assert api("views.open", trigger_id=trigger, view=modal())["error"] == "exchanged_trigger_id"
    assert slack.member("minseo").modal() is None


def test_three_modals_lie_on_one_another_and_no_more(slack, api, app):
    minseo = slack.member("minseo")
    _, root = opened(slack, api, modal(actions(button("next"))))
    for _ in range(2):
        trigger = minseo.click("next").trigger_id
        answer = api("views.push", trigger_id=trigger, view=modal(actions(button("next"))))
        assert answer["ok"] and answer["view"]["root_view_id"] == root["id"]
    assert api("views.push", trigger_id=minseo.click("next").trigger_id, view=modal())["error"] == "push_limit_reached"
    assert api("views.push", trigger_id=minseo.command("/kudos").trigger_id, view=modal())["error"] == "not_found"
    minseo.close()
    assert minseo.modal().previous_id == root["id"]
    minseo.close(all_of_them=True)
    assert minseo.modal() is None


def test_update_keeps_what_was_entered(slack, api, app):
    _, view = opened(slack, api, modal(text_input("message"), text_input("other")))
    slack.member("minseo").fill(message="고마워요", other="x")
    changed = api("views.update", view_id=view["id"], view=modal(text_input("message"), text_input("new")), hash=view["hash"])["view"]
    assert changed["state"]["values"] == {"message": {"message_input": {"type": "plain_text_input", "value": "고마워요"}},
                                          "new": {"new_input": {"type": "plain_text_input", "value": None}}}
    assert changed["hash"] != view["hash"]
    assert api("views.update", view_id=view["id"], view=modal(), hash=view["hash"])["error"] == "hash_conflict"
    assert api("views.update", view_id="V0", view=modal())["error"] == "not_found"
    slack.member("minseo").close()
    assert api("views.update", view_id=view["id"], view=modal())["error"] == "not_found"


def test_external_id_is_one_view_s(slack, api, app):
    opened(slack, api, modal(external_id="mine"))
    assert api("views.update", external_id="mine", view=modal(title="Other", external_id="mine"))["view"]["title"] == plain("Other")
    trigger = slack.member("seoyeon").command("/kudos").trigger_id
    assert api("views.open", trigger_id=trigger, view=modal(external_id="mine"))["error"] == "duplicate_external_id"


def test_view_has_its_size(slack, api, app):
    section = {"type": "section", "text": mrkdwn("가" * 3000)}
    trigger = slack.member("minseo").command("/kudos").trigger_id
    assert api("views.open", trigger_id=trigger, view=modal(*[section] * 30))["error"] == "view_too_large"


def test_home_is_published_over_the_one_that_was_seen(slack, api, app):
    first = api("views.publish", user_id="U0HB000002", view=HOME)["view"]
    second = api("views.publish", user_id="U0HB000002", view=HOME, hash=first["hash"])["view"]
    assert second["id"] == first["id"] and second["hash"] != first["hash"]
    assert api("views.publish", user_id="U0HB000002", view=HOME, hash=first["hash"])["error"] == "hash_conflict"
    assert slack.member("minseo").home().blocks[0]["text"]["text"] == "안녕하세요"
    assert slack.member("seoyeon").home() is None
    assert api("views.publish", user_id="U0HB000002", view=modal())["error"] == "invalid_arguments"
    slack.workspace.app.home_tab = False
    assert api("views.publish", user_id="U0HB000002", view=HOME)["error"] == "not_enabled"
