"""users.*, usergroups.* and team.info (https://docs.slack.dev/reference/methods?family=users)."""
from typing import Any

from . import handles
from ..arguments import is_true
from ..errors import ApiError
from ..pages import page


@handles("users.list")
def list_users(call: Any) -> dict[str, Any]:
    users, more = page(call.workspace.members_of(call.team_id), call.arguments, default=1000)
    with_locale, with_email = is_true(call.arguments.get("include_locale")), "users:read.email" in call.token.scopes
    return {"members": [_shown(user, with_email, with_locale) for user in users], "cache_ts": int(call.workspace.clock.now()), **more}


@handles("users.info")
def info(call: Any) -> dict[str, Any]:
    return {"user": _shown(call.user(), "users:read.email" in call.token.scopes, is_true(call.arguments.get("include_locale")))}


@handles("users.lookupByEmail")
def look_up_by_email(call: Any) -> dict[str, Any]:
    wanted = call.text("email").lower()
    for user in call.workspace.users.values():
        if user.email.lower() == wanted and not user.deleted and call.sees(user):
            return {"user": user.to_json()}
    raise ApiError("users_not_found")


@handles("users.profile.get")
def profile(call: Any) -> dict[str, Any]:
    if not call.text("user"):
        call.arguments["user"] = call.token.user_id
    return {"profile": call.user().to_json()["profile"]}


def _shown(user: Any, with_email: bool, with_locale: bool) -> dict[str, Any]:
    shown = user.to_json(with_locale)
    if not with_email:
        shown["profile"].pop("email", None)
    return shown


@handles("usergroups.list")
def list_user_groups(call: Any) -> dict[str, Any]:
    team_id, with_disabled = call.team_id, is_true(call.arguments.get("include_disabled"))
    groups = [group for group in call.workspace.user_groups.values() if group.team_id == team_id and (with_disabled or not group.disabled)]
    return {"usergroups": [group.to_json(is_true(call.arguments.get("include_users")), is_true(call.arguments.get("include_count")))
                           for group in groups]}


@handles("usergroups.users.list")
def list_users_of_group(call: Any) -> dict[str, Any]:
    group = call.workspace.user_groups.get(call.text("usergroup"))
    if group is None or not call.can_see(group.team_id) or (group.disabled and not is_true(call.arguments.get("include_disabled"))):
        raise ApiError("no_such_subteam")
    return {"users": list(group.users)}


@handles("team.info")
def team_info(call: Any) -> dict[str, Any]:
    team = call.workspace.teams.get(call.text("team") or call.team_id)
    if team is None or not call.can_see(team.id):
        raise ApiError("team_not_found")
    shown = {"id": team.id, "name": team.name, "domain": team.domain, "url": f"https://{team.domain}.slack.com/", "email_domain": "", "icon": {"image_default": True}}
    if team.enterprise_id:
        shown["enterprise_id"] = team.enterprise_id
    return {"team": shown}
