"""Payloads of commands and interactions (https://docs.slack.dev/reference/interaction-payloads,
https://docs.slack.dev/interactivity/implementing-slash-commands)."""
import re
from typing import Any

from .errors import NotShown
from .form_values import FIELDS, find_option
from .model import Channel, Message, User
from .shown import Place
from .workspace import Workspace


def escaped(workspace: Workspace, team_id: str, text: str, labels: bool = True) -> str:
    """What a person types, as an app gets it that has "escape channels, users and links" on: @name and #name become ids, in
    commands with the name behind it, in messages a person's without."""
    if not workspace.app.escape_commands:
        return text

    def mention(found: re.Match) -> str:
        name = found[2].rstrip(".,!?")
        rest = found[2][len(name):]
        if found[1] == "@" and (user := workspace.user_named(team_id, name)):
            return f"<@{user.id}|{user.name}>{rest}" if labels else f"<@{user.id}>{rest}"
        if found[1] == "@" and (group := next((each for each in workspace.user_groups.values() if each.handle == name and each.team_id == team_id), None)):
            return f"<!subteam^{group.id}|@{group.handle}>{rest}"
        if found[1] == "#" and (channel := workspace.channel_named(team_id, name)):
            return f"<#{channel.id}|{channel.name}>{rest}"
        return found[0]

    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = re.sub(r"(?<!\S)(https?://\S+)", r"<\1>", text)
    return re.sub(r"(?<!\S)([@#])(\S+)", mention, text)


def command_fields(workspace: Workspace, user: User, channel: Channel, command: str, text: str) -> dict[str, str]:
    team, app = workspace.teams[user.team_id], workspace.app
    installation = workspace.installation_for(team.id)
    url = workspace.response_urls.issue("commands", team.id, user.id, channel.id)
    fields = {"token": app.verification_token, "team_id": team.id, "team_domain": team.domain, "channel_id": channel.id,
              "channel_name": {"im": "directmessage", "group": "privategroup"}.get(channel.kind, channel.name), "user_id": user.id,
              "user_name": user.name, "command": command, "text": escaped(workspace, team.id, text), "api_app_id": app.app_id,
              "is_enterprise_install": "true" if installation.is_enterprise else "false", "response_url": workspace.url + url.path,
              "trigger_id": workspace.triggers.issue(user.id, team.id)}
    if team.enterprise_id:
        fields |= {"enterprise_id": team.enterprise_id, "enterprise_name": team.enterprise_id}
    return fields


def base(workspace: Workspace, kind: str, user: User, trigger: bool = True, view_id: str = "") -> dict[str, Any]:
    """What every interaction begins with."""
    team = workspace.teams[user.team_id]
    installation = workspace.installation_for(team.id)
    enterprise = {"id": team.enterprise_id, "name": team.enterprise_id} if team.enterprise_id else None
    payload = {"type": kind, "token": workspace.app.verification_token, "api_app_id": workspace.app.app_id, "enterprise": enterprise,
               "is_enterprise_install": installation.is_enterprise, "team": {"id": team.id, "domain": team.domain},
               "user": {"id": user.id, "username": user.name, "name": user.name, "team_id": team.id}}
    if trigger:
        payload["trigger_id"] = workspace.triggers.issue(user.id, team.id, view_id)
    return payload


def action_of(workspace: Workspace, place: Place, chosen: str | None = None) -> dict[str, Any]:
    """The entry of `actions` for what was pressed, or for the value that an element has now."""
    element = place.element
    action: dict[str, Any] = {"type": element["type"], "action_id": element["action_id"], "block_id": place.block["block_id"],
                              "action_ts": workspace.new_ts()}
    match element["type"]:
        case "button" | "icon_button" | "workflow_button":
            action |= {name: element[name] for name in ("text", "value", "style", "url") if name in element}
        case "overflow":
            action["selected_option"] = find_option(element["options"], chosen or "")
        case "feedback_buttons":
            buttons = [element["positive_button"], element["negative_button"]]
            button = next((each for each in buttons if chosen in (each["value"], each["text"]["text"])), None)
            if button is None:
                raise NotShown(f"there is no {chosen!r} among {[each['text']['text'] for each in buttons]}")
            action |= {"value": button["value"], "text": button["text"]}
        case kind:
            name, _ = FIELDS[kind]
            action[name] = place.values[place.block["block_id"]][element["action_id"]][name]
    return action


def in_place(workspace: Workspace, place: Place, user: User) -> dict[str, Any]:
    """The fields that say where an element was used."""
    if place.view is not None:
        installation = workspace.installation_for(user.team_id)
        return {"container": {"type": "view", "view_id": place.view.id}, "view": place.view.to_json(workspace.app, installation)}
    message = place.message
    channel = workspace.channels[message.channel]
    url = workspace.response_urls.issue("actions", user.team_id, user.id, channel.id, message)
    return {"container": {"type": "message", "message_ts": message.ts, "channel_id": channel.id, "is_ephemeral": bool(message.only_for)},
            "channel": channel_of(channel), "message": message.to_json(), "state": {"values": place.values},
            "response_url": workspace.url + url.path}


def channel_of(channel: Channel) -> dict[str, str]:
    return {"id": channel.id, "name": {"im": "directmessage", "group": "privategroup"}.get(channel.kind, channel.name)}


def message_shortcut(workspace: Workspace, user: User, callback_id: str, message: Message) -> dict[str, Any]:
    url = workspace.response_urls.issue("actions", user.team_id, user.id, message.channel)
    return base(workspace, "message_action", user) | {
        "callback_id": callback_id, "action_ts": workspace.new_ts(), "message_ts": message.ts, "message": message.to_json(),
        "channel": channel_of(workspace.channels[message.channel]), "response_url": workspace.url + url.path}
