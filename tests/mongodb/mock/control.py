"""What a test may ask: one JSON object a line, {"do": ...}.

    start    traits of a server (server.Traits)          -> {"port": N}
    script   name, command, steps: the next answers      -> {}
    role     name, role
    stop     name: connections break, and no new ones    resume   name: listens again on its port
    freeze   name: says nothing any more                 thaw     name
    cut      name: connections break
    state    name                                        -> what it has seen and kept
    documents name: every document that it keeps
    reset    all servers end

A step of a script is an object of:
    delay N      waits so many seconds first
    apply BOOL   whether the command takes effect (it does unless `reply` or `raw` is given)
    reply {...}  answers with this; also {...}: with this added to the true answer
    roles {...}  server: role, before the answer
    close, silent, split, times N, raw HEX, bend {...}   how it is sent; see server.py and wire.encode_reply
"""
import asyncio
import json
from datetime import datetime
from typing import Any

from .server import Server, Traits


class Control:
    def __init__(self) -> None:
        self.servers: dict[str, Server] = {}
        self.kept: dict[str, dict[str, dict[Any, dict[str, Any]]]] = {}
        self.members: dict[str, dict[str, Server]] = {}

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while line := await reader.readline():
            request = json.loads(line)
            answer = await getattr(self, f"_{request.pop('do')}")(**request)
            writer.write(json.dumps(answer or {}, default=_shown).encode() + b"\n")
            await writer.drain()
        writer.close()

    async def _start(self, **traits: Any) -> dict[str, Any]:
        server_traits = Traits(**traits)
        kind = server_traits.replica_set or server_traits.name
        members = self.members.setdefault(kind, {})
        server = Server(server_traits, self.kept.setdefault(kind, {}), members)
        members[server_traits.name] = self.servers[server_traits.name] = server
        await server.start()
        return {"port": server.port}

    async def _script(self, name: str, command: str, steps: list[dict[str, Any]]) -> None:
        self.servers[name].scripts[command].extend(steps)

    async def _role(self, name: str, role: str) -> None:
        self.servers[name].become(role)

    async def _stop(self, name: str) -> None:
        self.servers[name].stop()

    async def _resume(self, name: str) -> None:
        await self.servers[name].start()

    async def _freeze(self, name: str) -> None:
        self.servers[name].running.clear()

    async def _thaw(self, name: str) -> None:
        self.servers[name].running.set()

    async def _cut(self, name: str) -> None:
        self.servers[name].cut()

    async def _state(self, name: str) -> dict[str, Any]:
        server = self.servers[name]
        stored = [id_ for documents in server.kept.values() for id_ in documents]
        return {"stored": stored, "inserted": server.inserted, "commands": server.commands, "opened": server.opened,
                "open": server.open, "most_open": server.most_open, "complaints": server.complaints, "clients": server.clients,
                "names": server.names, "indexes": server.indexes}

    async def _documents(self, name: str) -> dict[str, Any]:
        return {"documents": [document for documents in self.servers[name].kept.values() for document in documents.values()]}

    async def _reset(self) -> None:
        for server in self.servers.values():
            server.running.set()
            server.stop()
        self.__init__()


def _shown(value: Any) -> Any:
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(value)
