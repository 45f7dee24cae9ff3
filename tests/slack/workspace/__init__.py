"""A Slack workspace to test against: the Web API, events, commands, interactions, OAuth and OpenID, on loopback.

    from workspace import Running, people
    with Running(people.small()) as slack:
        slack.workspace.app.commands_url = "http://127.0.0.1:8080/slack/commands"
        print(slack.member("minseo").command("/kudos", "@seoyeon thank you").text)
"""
from .delivery import sign
from .errors import NotShown
from .model import App, Channel, Message, Team, User, UserGroup
from .rate_limits import MessageLimits
from .running import Running
from .workspace import Workspace

__all__ = ["App", "Channel", "Message", "MessageLimits", "NotShown", "Running", "Team", "User", "UserGroup", "Workspace", "sign"]
