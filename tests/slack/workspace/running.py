"""A workspace that runs beside a test, on an event loop and a thread of its own."""
import asyncio
import functools
import inspect
import threading
from collections.abc import Callable
from typing import Any

from .delivery import Delivery
from .member import Member
from .server import start
from .workspace import Workspace

SECONDS = 60


class Running:
    """`with Running(workspace) as slack:`; everything here waits until it is done."""

    def __init__(self, workspace: Workspace, port: int = 0):
        self.workspace = workspace
        self._port = port
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="slack", daemon=True)

    def __enter__(self) -> "Running":
        self._thread.start()
        self._server = self.wait(start(self.workspace, self._port))
        return self

    def __exit__(self, *_) -> None:
        self.wait(self._end_everything())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _end_everything(self) -> None:
        """The server, deliveries on their way, and connections that clients keep open."""
        self._server.close()
        tasks = asyncio.all_tasks() - {asyncio.current_task()}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    @property
    def url(self) -> str:
        return self.workspace.url

    @property
    def api_url(self) -> str:
        """With a slash at the end, as SDKs want it."""
        return f"{self.workspace.url}/api/"

    def wait(self, work: Any, seconds: float = SECONDS) -> Any:
        """The result of a coroutine that runs on the workspace's loop."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(seconds)

    def do(self, function: Callable, *arguments: Any, **more: Any) -> Any:
        """The result of a function that runs there, so that it sees and changes the workspace alone."""
        async def call() -> Any:
            return function(*arguments, **more)
        return self.wait(call())

    def member(self, user: str) -> Any:
        """A Member, whose acts wait; by id, or by name."""
        workspace = self.workspace
        found = workspace.users.get(user) or next(each for each in workspace.users.values() if each.name == user)
        return _Waiting(Member(workspace, found), self)

    def event(self, team_id: str, event: dict[str, Any], event_id: str = "") -> Delivery:
        """An event of a test's own making, delivered with Slack's retries."""
        def send() -> Delivery | None:
            installation = self.workspace.installation_for(team_id)
            return self.workspace.deliveries.send_event(self.workspace.envelope(team_id, event, installation, event_id=event_id))
        return self.do(send)

    def again(self, delivery: Delivery) -> None:
        self.wait(self.workspace.deliveries.send_again(delivery))

    def advance(self, seconds: float) -> None:
        self.do(self.workspace.clock.advance, seconds)

    def idle(self, seconds: float = SECONDS) -> None:
        """Until nothing is on its way to the app, retries included."""
        self.wait(self.workspace.deliveries.idle(), seconds)


class _Waiting:
    def __init__(self, member: Member, running: Running):
        self._member = member
        self._running = running

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._member, name)
        if not inspect.iscoroutinefunction(value):
            return value

        @functools.wraps(value)
        def act(*arguments: Any, **more: Any) -> Any:
            return self._running.wait(value(*arguments, **more))
        return act
