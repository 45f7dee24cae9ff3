"""The addresses of slack.com and hooks.slack.com that the fake answers at, all of them on one port."""
import asyncio

from .control import Control
from .http_server import Request, Response, serve
from .responses import receive
from .web_api import WebApi
from .workspace import Workspace


async def start(workspace: Workspace, port: int = 0, host: str = "127.0.0.1") -> asyncio.Server:
    """Serves the workspace, and sets its `url`."""
    api, control = WebApi(workspace), Control(workspace)

    async def handle(request: Request) -> Response:
        path = request.path
        if path.startswith("/api/"):
            return await api.handle(path.removeprefix("/api/"), request)
        if path.startswith("/control/"):
            return await control.handle(request)
        if path.startswith(("/commands/", "/actions/")) and request.method == "POST":
            return receive(workspace, request)
        match request.method, path:
            case "GET", "/oauth/v2/authorize":
                return workspace.consent.page("install", request)
            case "GET", "/openid/connect/authorize":
                return workspace.consent.page("openid", request)
            case "GET", "/openid/connect/keys":
                return Response.json(workspace.identity.keys())
            case "GET", "/.well-known/openid-configuration":
                return Response.json(workspace.identity.discovery(workspace.url))
        return Response.text("not found", 404)

    server = await serve(handle, host, port)
    workspace.url = f"http://{host}:{server.sockets[0].getsockname()[1]}"
    return server
