"""scripts/slack: a member's hands at a shell."""
import os
import subprocess
from pathlib import Path

import pytest
from conftest import SLACK, actions, button, modal, plain, text_input

SCRIPT = SLACK.parents[1] / "scripts/slack"


@pytest.fixture
def shell(slack, tmp_path: Path):
    (tmp_path / "demo.env").write_text(f"GRACY_URL='http://127.0.0.1:1'\nSLACK_URL='{slack.url}'\n")

    def run(*words: str, who: str = "minseo") -> subprocess.CompletedProcess:
        return subprocess.run([SCRIPT, "--as", who, *words], capture_output=True, text=True, timeout=60,
                              env=os.environ | {"GRACY_RUN_DIR": str(tmp_path), "PYTHONIOENCODING": "utf-8"})
    return run


def said(result: subprocess.CompletedProcess) -> str:
    assert result.returncode == 0, result.stderr
    return result.stdout


def test_command_is_typed_and_its_answer_read(slack, app, shell):
    slack.workspace.app.subscriptions = ()
    app.answer({"text": "남은 점수가 없어요"})
    app.answer({"response_type": "in_channel", "text": "<@U0HB000003> 고마워요"})
    assert said(shell("/kudos", "@seoyeon", "thanks")) == "gracy (only you see this): 남은 점수가 없어요\n"
    assert app.received[0].payload["text"] == "<@U0HB000003|seoyeon> thanks"
    assert said(shell("/kudos", "x")) == "gracy: @seoyeon 고마워요\n"
    assert "고마워요" in said(shell("messages", "general", who="seoyeon"))
    assert shell("/weather").returncode != 0


def test_modal_is_filled_in_and_submitted(slack, api, app, shell):
    recipients = {"type": "input", "block_id": "to", "label": plain("To"), "element": {"type": "multi_users_select", "action_id": "to"}}
    api("views.open", trigger_id=slack.member("minseo").command("/kudos").trigger_id,
        view=modal(recipients, text_input("message"), actions(button("more", "더 보기"))))
    assert said(shell("modal")) == "Modal\n    To [to]\n    Message [message]\n    [더 보기]\n[Send]\n"
    assert "required" in shell("submit").stderr
    said(shell("fill", "message=고마워요", 'to=["U0HB000003"]'))
    assert said(shell("click", "더 보기")) == "answered with 200\n"
    app.answer({"response_action": "errors", "errors": {"message": "너무 짧아요"}})
    assert said(shell("submit")) == "message: 너무 짧아요\n"
    said(shell("submit"))
    assert app.received[-1].payload["view"]["state"]["values"]["to"]["to"]["selected_users"] == ["U0HB000003"]
    assert said(shell("modal")) == "(nothing)\n"


def test_home_is_opened_and_read(slack, api, app, shell):
    api("views.publish", user_id="U0HB000002", view={"type": "home", "blocks": [{"type": "header", "text": plain("안녕하세요")}]})
    assert said(shell("home")).splitlines() == ["App Home", "    안녕하세요"]
    slack.idle()
    assert app.events("app_home_opened")[0]["user"] == "U0HB000002"


def test_what_is_not_there_cannot_be_clicked(shell):
    result = shell("click", "Give")
    assert result.returncode == 1 and "is shown no 'Give'" in result.stderr
    assert "that is not how it is said" in shell("dance").stderr


def test_without_a_workspace_it_says_how_to_get_one(tmp_path: Path):
    result = subprocess.run([SCRIPT, "modal"], capture_output=True, text=True, env=os.environ | {"GRACY_RUN_DIR": str(tmp_path)})
    assert result.returncode == 1 and "scripts/run --slack-demo" in result.stderr
