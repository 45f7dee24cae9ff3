"""views.*: modals and App Home (https://docs.slack.dev/reference/methods?family=views)."""
from typing import Any

from . import handles
from ..errors import ApiError
from ..view_store import View


def _shown(call: Any, view: View) -> dict[str, Any]:
    return {"view": view.to_json(call.workspace.app, call.token.installation)}


def _trigger(call: Any) -> Any:
    trigger_id = call.text("trigger_id") or call.text("interactivity_pointer")
    if not trigger_id:
        raise ApiError("invalid_arguments", ["[ERROR] missing required field: trigger_id"])
    return call.workspace.triggers.exchange(trigger_id)


@handles("views.open")
def open_view(call: Any) -> dict[str, Any]:
    trigger = _trigger(call)
    return _shown(call, call.workspace.views.open(trigger.user_id, trigger.team_id, call.arguments["view"]))


@handles("views.push")
def push(call: Any) -> dict[str, Any]:
    trigger = _trigger(call)
    return _shown(call, call.workspace.views.push(trigger.user_id, trigger.team_id, call.arguments["view"], trigger.view_id))


@handles("views.update")
def update(call: Any) -> dict[str, Any]:
    if not call.text("view_id") and not call.text("external_id"):
        raise ApiError("invalid_arguments", ["[ERROR] missing required field: view_id or external_id"])
    views = call.workspace.views
    return _shown(call, views.update(views.find(call.text("view_id"), call.text("external_id")), call.arguments["view"], call.text("hash")))


@handles("views.publish")
def publish(call: Any) -> dict[str, Any]:
    if not call.workspace.app.home_tab:
        raise ApiError("not_enabled")
    user = call.user("user_id")
    return _shown(call, call.workspace.views.publish(user.id, user.team_id, call.arguments["view"], call.text("hash")))
