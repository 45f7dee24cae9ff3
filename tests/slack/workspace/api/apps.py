"""auth.*, apps.* and bots.info: who an app is, and where."""
from typing import Any

from . import handles
from ..arguments import is_true
from ..errors import ApiError
from ..pages import page


@handles("auth.test")
def test(call: Any) -> dict[str, Any]:
    token, workspace = call.token, call.workspace
    team = workspace.teams[token.team_id]
    shown = {"url": f"https://{team.domain}.slack.com/", "team": team.name, "user": workspace.users[token.user_id].name,
             "team_id": team.id, "user_id": token.user_id, "is_enterprise_install": token.installation.is_enterprise}
    if call.bot_id:
        shown["bot_id"] = call.bot_id
    if team.enterprise_id:
        shown["enterprise_id"] = team.enterprise_id
    if token.installation.is_enterprise:  # it is of no workspace
        shown |= {"url": f"https://{team.enterprise_id.lower()}.enterprise.slack.com/", "team": team.enterprise_id, "team_id": team.enterprise_id}
    return shown


@handles("auth.teams.list")
def list_teams(call: Any) -> dict[str, Any]:
    installation = call.token.installation
    team_ids = sorted(installation.granted) if installation.is_enterprise else [installation.team_id]
    shown, more = page(team_ids, call.arguments)
    return {"teams": [{"id": team_id, "name": call.workspace.teams[team_id].name} for team_id in shown], **more}


@handles("auth.revoke")
def revoke(call: Any) -> dict[str, Any]:
    if is_true(call.arguments.get("test")):
        return {"revoked": False}
    call.token.revoked = True
    return {"revoked": True}


@handles("apps.uninstall")
def uninstall(call: Any) -> dict[str, Any]:
    check_credentials(call)
    call.workspace.uninstall(call.token.installation)
    return {}


@handles("apps.event.authorizations.list")
def list_authorizations(call: Any) -> dict[str, Any]:
    workspace, context = call.workspace, call.text("event_context")
    delivery = next((each for each in workspace.deliveries.all if each.envelope.get("event_context") == context), None)
    if delivery is None:
        raise ApiError("invalid_event_context")
    team_id = delivery.envelope["team_id"]
    shown = [{"enterprise_id": each.enterprise_id, "team_id": team_id, "user_id": each.bot_user_id, "is_bot": True,
              "is_enterprise_install": each.is_enterprise} for each in workspace.installations if each.covers(team_id)]
    return {"authorizations": shown}


@handles("bots.info")
def bot_info(call: Any) -> dict[str, Any]:
    wanted = call.text("bot") or call.bot_id
    for each in call.workspace.installations:
        if each.bot_id == wanted:
            return {"bot": {"id": each.bot_id, "deleted": not each.active, "name": call.workspace.app.name, "app_id": each.app_id,
                            "user_id": each.bot_user_id, "updated": int(call.workspace.clock.now()), "icons": {}}}
    raise ApiError("bot_not_found")


def check_credentials(call: Any) -> None:
    client_id, secret = call.credentials
    if client_id != call.workspace.app.client_id:
        raise ApiError("invalid_client_id")
    if secret != call.workspace.app.client_secret:
        raise ApiError("bad_client_secret")
