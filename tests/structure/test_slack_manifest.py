"""conf/slack/manifest.json makes an app in Slack that asks for what Gracy needs, and sends what she understands."""
import json
import re

from conftest import ROOT

MANIFEST = json.loads((ROOT / "conf/slack/manifest.json").read_text())
SLACK = ROOT / "ngx_gracy_module/slack"


def constants(pattern: str, file: str) -> list[str]:
    found = re.findall(pattern, (SLACK / file).read_text(), re.S)
    assert found, (pattern, file)
    return found


def test_scopes_are_those_that_installing_asks_for():
    [declared] = constants(r"bot_scopes =\s*((?:\"[^\"]*\"\s*)+);", "installing/scopes.hpp")
    assert MANIFEST["oauth_config"]["scopes"]["bot"] == "".join(re.findall(r'"([^"]*)"', declared)).split(",")


def test_events_are_those_that_have_an_effect():
    [declared] = constants(r"types\{(.*?)\}", "receiving/event_consumer.cpp")
    names = {"access_granted": "team_access_granted", "access_revoked": "team_access_revoked", "session_stopped": "agent_session_stopped"}
    words = [word.strip() for word in declared.split(",")]
    types = {word.strip('"') if word.startswith('"') else names.get(word, word) for word in words} - {"clicks"}
    subscribed = MANIFEST["settings"]["event_subscriptions"]["bot_events"]
    assert {event.split(".")[0] for event in subscribed} == types and "message.im" in subscribed
    for name, event in names.items():
        assert any(f'{name} = "{event}"' in header.read_text() for header in SLACK.rglob("*.hpp")), name


def test_commands_are_those_that_are_answered_and_escape_whom_they_mention():
    commands = MANIFEST["features"]["slash_commands"]
    assert {command["command"] for command in commands} == set(constants(r'name == "(/\w+)"', "receiving/commands.cpp"))
    assert all(command["should_escape"] for command in commands)


def test_shortcuts_open_forms():
    shortcuts = {(shortcut["type"], shortcut["callback_id"]) for shortcut in MANIFEST["features"]["shortcuts"]}
    assert shortcuts == {("global", "give_kudos"), ("message", "give_kudos"), ("global", "announce"), ("global", "ask_hr"),
                         ("message", "ask_hr"), ("global", "check_in")}
    callbacks = {callback for header in SLACK.rglob("*_form.hpp") for callback in re.findall(r'_callback = "(\w+)"', header.read_text())}
    assert {callback for _, callback in shortcuts} <= callbacks


def test_addresses_are_those_that_are_served():
    served = set(re.findall(r'"(/[\w/-]+)"', (SLACK / "routes.cpp").read_text()))
    used = set(re.findall(r'https://gracy\.example\.com(/[\w/-]+)', json.dumps(MANIFEST)))
    assert used and used <= served, used - served
    limits = [*((command["description"], 2000) for command in MANIFEST["features"]["slash_commands"]),
              *((shortcut["name"], 24) for shortcut in MANIFEST["features"]["shortcuts"]),
              *((shortcut["description"], 150) for shortcut in MANIFEST["features"]["shortcuts"]),
              (MANIFEST["display_information"]["description"], 140), (MANIFEST["features"]["agent_view"]["agent_description"], 300)]
    assert all(len(text) <= most for text, most in limits)


def test_what_slack_shows_to_all_is_in_both_languages():
    shown = [*MANIFEST["features"]["shortcuts"], *MANIFEST["features"]["slash_commands"]]
    texts = [each[part] for each in shown for part in ("name", "description") if part in each]
    assert all(re.fullmatch(r"[^가-힣]*[A-Za-z][^가-힣]* · [^·]*[가-힣][^·]*", text) for text in texts), texts
    helped = (SLACK / "receiving/gracy_command.cpp").read_text()
    help_texts = re.sub(r'"\s*"', "", helped)
    named = {shortcut["name"] for shortcut in MANIFEST["features"]["shortcuts"] if shortcut["callback_id"] in ("give_kudos", "ask_hr")}
    assert all(help_texts.count(name) == 2 for name in named), "the help of each language names a shortcut as Slack shows it"


def test_prompts_are_in_both_languages():
    prompts = MANIFEST["features"]["agent_view"]["suggested_prompts"]
    assert 2 <= len(prompts) <= 4 and all(prompt["title"] and prompt["message"] for prompt in prompts)
    assert {bool(re.search("[가-힣]", prompt["message"])) for prompt in prompts} == {True, False}
