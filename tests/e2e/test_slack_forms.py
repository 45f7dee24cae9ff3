"""From App Home to a form and back, as a member goes: Slack's part is played by tests/slack/workspace, ours by nginx and the worker."""
import secrets as random
import subprocess
import sys
from collections.abc import Iterator

import pytest

from support import build
from worker_fixtures import *  # noqa: F401,F403 - fixtures
from worker_fixtures import eventually

sys.path.insert(0, str(build.ROOT / "tests/slack"))

from workspace import NotShown, Running, people as workspaces  # noqa: E402


@pytest.fixture
def slack(start_nginx, start_worker, fresh, secrets, folder) -> Iterator[Running]:
    """A workspace whose bot token the worker has."""
    nginx = start_nginx(on=fresh)
    workspace = workspaces.small()
    app, at = workspace.app, f"http://127.0.0.1:{nginx.port}/slack"
    app.signing_secret = secrets.slack_signing_secret
    app.events_url, app.commands_url, app.interactions_url = f"{at}/events", f"{at}/commands", f"{at}/interactions"
    key = folder / "slack_token.key"
    key.write_text(random.token_hex(32))
    key.chmod(0o600)
    with Running(workspace) as running:
        worker = start_worker(slack={"base_url": running.api_url.rstrip("/"), "response_origin": running.url, "token_key_file": str(key)})
        connected = subprocess.run([str(build.WORKER), "slack", "connect", "hanbit", "--config", str(worker.configuration)],
                                   input="xoxb-hanbit-bot\n", capture_output=True, text=True, timeout=build.patience(30),
                                   env=build.program_environment(worker.folder))
        assert connected.returncode == 0, connected.stderr
        yield running


def test_member_gives_kudos_from_app_home(slack, fresh):
    minseo = slack.member("minseo")
    minseo.open_home()
    eventually(minseo.home, "App Home to be published")
    assert minseo.click("give_kudos", None, "home").answer.ok
    eventually(minseo.modal, "the form to open")
    [wait] = slack.workspace.triggers.waits()
    assert wait < 3
    with pytest.raises(NotShown, match="required"):
        minseo.submit()
    somebody = minseo.suggestions("recipients", "이")[0]["text"]["text"]
    value = next(block for block in minseo.modal().blocks if block["block_id"] == "value")["element"]["options"][0]["text"]["text"]
    minseo.fill(recipients=[somebody], value=value, message="어려운 일을 함께해 주셔서 고마워요")
    outcome = minseo.submit()
    assert outcome.answer.ok and not outcome.error and not outcome.errors
    assert minseo.modal().content["callback_id"] == "kudos_given"
    assert fresh.one("select count(*) from gracy.kudos where message = '어려운 일을 함께해 주셔서 고마워요'") == 1
    assert slack.workspace.journal.refused() == []


def recipients_of(view) -> set[str]:
    block = next(block for block in view.blocks if block["block_id"] == "recipients")
    return {option["text"]["text"] for option in block["element"].get("initial_options", [])}


def test_kudos_for_a_user_group_open_the_form_with_the_people_in_it(slack, fresh):
    jiho = slack.member("jiho")
    tag = "#" + fresh.one("select coalesce(name_ko, name) from gracy.company_value where active and team_space_id ="
                          " (select team_space_id from gracy.slack_installation where team_id = 'T0HANBIT01') order by sort, id limit 1").replace(" ", "_")
    assert jiho.command("/kudos", f"@backend 2 배포를 함께 챙겨 줘서 고마워요 {tag}").answer.ok
    form = eventually(jiho.modal, "the form to open")
    people = {name for (name,) in fresh.sql("select member.name from gracy.slack_user person join gracy.member on member.id = person.member_id"
                                            " and member.team_space_id = person.team_space_id where user_id in ('U0HB000002', 'U0HB000003')")}
    assert recipients_of(form) == people and len(people) == 2
    assert jiho.submit().answer.ok and jiho.modal().content["callback_id"] == "kudos_given"
    assert fresh.sql("select points, (select count(*)::int from gracy.kudos_recipient recipient where recipient.kudos_id = kudos.id) from gracy.kudos"
                     " where message = '배포를 함께 챙겨 줘서 고마워요'") == [(2, 2)]
    assert slack.workspace.journal.refused() == []


def test_a_user_group_that_cannot_be_read_or_is_too_large_is_refused_in_words(slack):
    minseo, group = slack.member("minseo"), slack.workspace.user_groups["S0HANBIT01"]
    group.users = ["U0HB000002"]
    minseo.command("/kudos", "@backend 고마워요")
    assert "칭찬을 받을 수 있는 동료가 없어요" in str(eventually(minseo.modal, "the form to say so").blocks), "of oneself alone"
    minseo.close(all_of_them=True)
    group.users = [f"U{number:09}" for number in range(201)]
    minseo.command("/kudos", "@backend 고마워요")
    form = str(eventually(minseo.modal, "the form to say so").blocks)
    assert "10명이 넘어요" in form and "'initial_value': '고마워요'" in form, "what was written is kept"
    minseo.close(all_of_them=True)
    group.disabled = True
    minseo.command("/kudos", "@backend 고마워요")
    assert "한 사람씩 골라 주세요" in str(eventually(minseo.modal, "the form to say so").blocks)


def test_refused_kudos_open_the_form_with_what_was_written(slack, fresh):
    minseo = slack.member("minseo")
    if minseo.modal():
        minseo.close(all_of_them=True)
    minseo.command("/kudos", "@jiho 3 밤늦게까지 고마워요 #없는가치")
    form = eventually(minseo.modal, "the form to open")
    assert len(recipients_of(form)) == 1 and "우리의 핵심 가치가 아니에요" in str(form.blocks) and "밤늦게까지 고마워요" in str(form.blocks)
    minseo.close(all_of_them=True)
