"""Workspaces to start from: a small one for tests, and one from a file of people."""
import csv
from pathlib import Path

from .model import App, Channel, User, UserGroup
from .workspace import Workspace

TEAM = "T0HANBIT01"
BOT = "U0HBBOT"
SCOPES = ("app_mentions:read", "assistant:write", "channels:history", "channels:join", "channels:read", "chat:write", "chat:write.public",
          "commands", "groups:history", "groups:read", "im:history", "im:read", "im:write", "mpim:history", "mpim:read", "mpim:write",
          "reactions:read", "reactions:write", "team:read", "usergroups:read", "users.profile:read", "users:read", "users:read.email")


def small(app: App | None = None, **settings) -> Workspace:
    """Hanbit: three Koreans, somebody who reads English, somebody who has left; #general with the app and #random without."""
    workspace = Workspace(app or App(scopes=SCOPES), **settings)
    workspace.add_team(TEAM, "hanbit", "한빛")
    people = (("U0HB000001", "jiho", "이지호", "ko-KR", "Asia/Seoul"), ("U0HB000002", "minseo", "김민서", "ko-KR", "Asia/Seoul"),
              ("U0HB000003", "seoyeon", "박서연", "ko-KR", "Asia/Seoul"), ("U0HB000004", "olivia", "Olivia Martin", "en-US", "America/New_York"),
              ("U0HB000005", "gone", "Gone Person", "en-US", "Europe/Berlin"))
    for user_id, name, real_name, locale, tz in people:
        workspace.add_user(User(user_id, TEAM, name, real_name, f"{name}@hanbit.example", locale, tz, deleted=name == "gone", is_admin=name == "jiho"))
    workspace.install(TEAM, bot_user_id=BOT, installed_by="U0HB000001", token="xoxb-hanbit-bot")
    present = [user_id for user_id, name, *_ in people if name != "gone"]
    workspace.add_channel(Channel("C0HANBIT01", TEAM, "general", members=[*present, BOT]))
    workspace.add_channel(Channel("C0HANBIT02", TEAM, "random", members=list(present)))
    workspace.add_user_group(UserGroup("S0HANBIT01", TEAM, "backend", "Backend", ["U0HB000002", "U0HB000003"]))
    return workspace


def from_file(path: Path, app: App, team_id: str, domain: str, name: str, bot_token: str) -> Workspace:
    """People from CSV: user_id, name, real_name, email, locale, tz, and t or f for deleted, is_bot, is_admin. The bot is the app's; all who
    have not left are in #general, and people in #random."""
    workspace = Workspace(app)
    workspace.add_team(team_id, domain, name)
    with path.open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            marks = {mark: row[mark] == "t" for mark in ("deleted", "is_bot", "is_admin")}
            workspace.add_user(User(row["user_id"], team_id, row["name"], row["real_name"], row["email"], row["locale"], row["tz"], **marks))
    present = [user for user in workspace.users.values() if not user.deleted]
    bot = next(user for user in present if user.is_bot)
    workspace.install(team_id, bot_user_id=bot.id, token=bot_token)
    workspace.add_channel(Channel("C0GENERAL1", team_id, "general", members=[user.id for user in present]))
    workspace.add_channel(Channel("C0RANDOM01", team_id, "random", members=[user.id for user in present if user is not bot]))
    return workspace
