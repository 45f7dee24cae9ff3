"""One server: what it keeps, what it answers, and the script that it follows first."""
import asyncio
import collections
import operator
import ssl
from dataclasses import dataclass, field
from typing import Any

from . import bson, scram
from .wire import Request, encode_reply, read_request


@dataclass
class Traits:
    """What a test says of a server when it starts it."""
    name: str
    replica_set: str = ""
    role: str = "standalone"  # primary, secondary, arbiter, mongos
    wire_version: int = 21
    users: dict[str, str] = field(default_factory=dict)
    mechanisms: list[str] = field(default_factory=lambda: ["SCRAM-SHA-1", "SCRAM-SHA-256"])
    speculative: bool = True
    skip_empty: bool = True
    scram_wrong: str = ""
    rejects_batches: bool = False  # a duplicate fails its whole batch, in a command that failed
    topology_version: bool = True
    limits: dict[str, int] = field(default_factory=dict)
    certificate: str = ""
    key: str = ""


class Server:
    def __init__(self, traits: Traits, kept: dict[str, dict[Any, dict[str, Any]]], members: dict[str, "Server"]):
        self.traits = traits
        self.kept = kept  # documents by their _id, by collection; shared by a replica set
        self.members = members
        self.port = 0
        self.scripts: dict[str, collections.deque[dict[str, Any]]] = collections.defaultdict(collections.deque)
        self.commands: collections.Counter[str] = collections.Counter()
        self.inserted: list[list[Any]] = []
        self.indexes: list[dict[str, Any]] = []
        self.complaints: list[str] = []
        self.opened = self.open = self.most_open = 0
        self.clients: list[dict[str, Any]] = []
        self.names: list[str | None] = []
        self.election = 1
        self.counter = 1
        self.running = asyncio.Event()
        self.running.set()
        self.listener: asyncio.Server | None = None
        self.writers: set[asyncio.StreamWriter] = set()

    # Life.

    async def start(self) -> None:
        context = None
        if self.traits.certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(self.traits.certificate, self.traits.key)
            context.set_servername_callback(lambda _socket, name, _context: self.names.append(name))
        self.listener = await asyncio.start_server(self._serve, "127.0.0.1", self.port, ssl=context)
        self.port = self.listener.sockets[0].getsockname()[1]

    def stop(self) -> None:
        if self.listener:
            self.listener.close()
        self.cut()

    def cut(self) -> None:
        for writer in list(self.writers):
            writer.transport.abort()

    def become(self, role: str) -> None:
        self.traits.role = role
        self.counter += 1
        if role == "primary":
            self.election += max(server.election for server in self.members.values())

    # Conversation.

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.opened += 1
        self.open += 1
        self.most_open = max(self.most_open, self.open)
        self.writers.add(writer)
        session: dict[str, Any] = {"user": None, "exchange": None}
        try:
            while request := await read_request(reader):
                await self.running.wait()
                if not await self._answer(request, session, writer):
                    break
        except AssertionError as error:
            self.complaints.append(str(error))
        except (ConnectionError, ssl.SSLError):
            pass
        finally:
            self.open -= 1
            self.writers.discard(writer)
            writer.close()

    async def _answer(self, request: Request, session: dict[str, Any], writer: asyncio.StreamWriter) -> bool:
        command = "hello" if request.command in ("isMaster", "hello") else request.command
        self.commands[command] += 1
        if command == "insert":
            self.inserted.append([document["_id"] for document in request.sequences["documents"]])
        script = self.scripts[command].popleft() if self.scripts[command] else {}
        if "delay" in script:
            await asyncio.sleep(script["delay"])
        document: dict[str, Any] | None = None
        if script.get("apply", "reply" not in script and "raw" not in script):
            document = self._run(command, request, session)
        for name, role in script.get("roles", {}).items():
            self.members[name].become(role)
        if script.get("close"):
            writer.transport.abort()
            return False
        if script.get("silent"):
            return True
        if "raw" in script:
            writer.write(bytes.fromhex(script["raw"]))
        else:
            await self._send(writer, request, script.get("reply", document) | script.get("also", {}), script)
        await writer.drain()
        return True

    async def _send(self, writer: asyncio.StreamWriter, request: Request, document: dict[str, Any], script: dict[str, Any]) -> None:
        message = encode_reply(request, document, script.get("bend", {}))
        if script.get("split"):
            for byte in message:
                writer.write(bytes([byte]))
                await writer.drain()
                await asyncio.sleep(0)
        else:
            writer.write(message * script.get("times", 1))

    # Commands.

    def _run(self, command: str, request: Request, session: dict[str, Any]) -> dict[str, Any]:
        handler = getattr(self, f"_{command}", None)
        if handler is None:
            return {"ok": 0.0, "code": 59, "codeName": "CommandNotFound", "errmsg": f"no such command: {command}"}
        if self.traits.users and session["user"] is None and command not in ("hello", "saslStart", "saslContinue"):
            return {"ok": 0.0, "code": 13, "codeName": "Unauthorized", "errmsg": "command requires authentication"}
        return handler(request, session)

    def _hello(self, request: Request, session: dict[str, Any]) -> dict[str, Any]:
        traits = self.traits
        if "client" in request.body:
            assert "client" not in session, "the client's metadata comes once on a connection"
            session["client"] = request.body["client"]
            assert len(bson.encode(session["client"])) <= 512
            self.clients.append(session["client"])
        writable = traits.role in ("standalone", "primary", "mongos")
        reply: dict[str, Any] = {"helloOk": True, "isWritablePrimary": writable, "ismaster": writable, "minWireVersion": 0,
                                 "maxWireVersion": traits.wire_version} | traits.limits
        if traits.topology_version:
            reply["topologyVersion"] = {"processId": bson.ObjectId(f"{traits.name:>12.12}".encode()), "counter": bson.Int64(self.counter)}
        if traits.role == "mongos":
            reply["msg"] = "isdbgrid"
        if traits.replica_set:
            reply |= {"setName": traits.replica_set, "hosts": [f"localhost:{server.port}" for server in self.members.values()],
                      "me": f"localhost:{self.port}", "secondary": traits.role == "secondary", "setVersion": 1}
            if traits.role == "primary":
                reply["electionId"] = bson.ObjectId(self.election.to_bytes(12, "big"))
        if _is_another_driver(session):
            reply["logicalSessionTimeoutMinutes"] = 30
        if "saslSupportedMechs" in request.body:
            reply["saslSupportedMechs"] = traits.mechanisms
        speculative = request.body.get("speculativeAuthenticate")
        if speculative and traits.speculative and speculative["mechanism"] in traits.mechanisms:
            try:
                begun = self._begin(speculative, session)
                reply["speculativeAuthenticate"] = {key: value for key, value in begun.items() if key != "ok"}
            except scram.Refused:
                pass
        return reply | {"ok": 1.0}

    def _begin(self, start: dict[str, Any], session: dict[str, Any]) -> dict[str, Any]:
        session["exchange"] = scram.Exchange(start["mechanism"], start["payload"], self.traits.users, self.traits.scram_wrong)
        session["skip_empty"] = self.traits.skip_empty and start.get("options", {}).get("skipEmptyExchange", False)
        return session["exchange"].begin()

    def _saslStart(self, request: Request, session: dict[str, Any]) -> dict[str, Any]:
        try:
            return self._begin(request.body, session)
        except scram.Refused:
            return {"ok": 0.0, "code": 18, "codeName": "AuthenticationFailed", "errmsg": "Authentication failed."}

    def _saslContinue(self, request: Request, session: dict[str, Any]) -> dict[str, Any]:
        try:
            reply = session["exchange"].go_on(request.body["payload"], session["skip_empty"])
        except scram.Refused:
            return {"ok": 0.0, "code": 18, "codeName": "AuthenticationFailed", "errmsg": "Authentication failed."}
        if reply["done"]:
            session["user"] = session["exchange"].user
        return reply

    def _ping(self, _request: Request, _session: dict[str, Any]) -> dict[str, Any]:
        return {"ok": 1.0}

    def _createIndexes(self, request: Request, _session: dict[str, Any]) -> dict[str, Any]:
        self.indexes += request.body["indexes"]
        return {"ok": 1.0}

    def _endSessions(self, _request: Request, _session: dict[str, Any]) -> dict[str, Any]:
        return {"ok": 1.0}

    def _find(self, request: Request, _session: dict[str, Any]) -> dict[str, Any]:
        """For readers of an event log in which nothing is left to do."""
        return {"cursor": {"id": bson.Int64(0), "ns": f"{request.body['$db']}.{request.body['find']}", "firstBatch": []}, "ok": 1.0}

    def _collection(self, name: str) -> dict[Any, dict[str, Any]]:
        return self.kept.setdefault(name, {})

    def _not_writable(self) -> dict[str, Any] | None:
        if self.traits.role in ("standalone", "primary", "mongos"):
            return None
        return {"ok": 0.0, "code": 10107, "codeName": "NotWritablePrimary", "errmsg": "not primary", "errorLabels": ["RetryableWriteError"]}

    def _update(self, request: Request, _session: dict[str, Any]) -> dict[str, Any]:
        """Replacements of one document each, by its _id and an older version."""
        body = request.body
        assert body["ordered"] is False and body["writeConcern"]["w"] == "majority", body
        if refusal := self._not_writable():
            return refusal
        replaced = 0
        store = self._collection(body["update"])
        for update in request.sequences["updates"]:
            query, document = update["q"], update["u"]
            assert not update.get("upsert") and not update.get("multi") and not next(iter(document)).startswith("$"), update
            known = store.get(query["_id"])
            if known and known["version"] < query["version"]["$lt"]:
                store[query["_id"]] = document
                replaced += 1
        return {"n": replaced, "nModified": replaced, "ok": 1.0}

    def _delete(self, request: Request, _session: dict[str, Any]) -> dict[str, Any]:
        """Of every document whose one field is below something."""
        if refusal := self._not_writable():
            return refusal
        store = self._collection(request.body["delete"])
        [deletion] = request.sequences["deletes"]
        [(field, condition)] = deletion["q"].items()
        [(comparison, bound)] = condition.items()
        below = {"$lt": operator.lt, "$lte": operator.le}[comparison]
        assert deletion["limit"] == 0, deletion
        old = [id_ for id_, document in store.items() if below(document[field], bound)]
        for id_ in old:
            del store[id_]
        return {"n": len(old), "ok": 1.0}

    def _insert(self, request: Request, session: dict[str, Any]) -> dict[str, Any]:
        body, documents = request.body, request.sequences["documents"]
        assert body["ordered"] is False and body["writeConcern"]["w"] == "majority", body
        assert _is_another_driver(session) or 0 < body["maxTimeMS"] <= body["writeConcern"]["wtimeout"], body
        if refusal := self._not_writable():
            return refusal
        store = self._collection(body["insert"])
        assert len(documents) <= self.traits.limits.get("maxWriteBatchSize", 100_000), len(documents)
        assert request.size <= self.traits.limits.get("maxMessageSizeBytes", 48_000_000), request.size
        duplicates = [index for index, document in enumerate(documents)
                      if document["_id"] in store or document["_id"] in [other["_id"] for other in documents[:index]]]
        if duplicates and self.traits.rejects_batches:
            return {"ok": 0.0, "code": 11000, "errmsg": "E11000 duplicate key error"}
        for document in documents:
            assert next(iter(document)) == "_id", "_id comes first"
            store.setdefault(document["_id"], document)
        reply: dict[str, Any] = {"n": len(documents) - len(duplicates), "ok": 1.0}
        if duplicates:
            reply["writeErrors"] = [{"index": index, "code": 11000, "errmsg": "E11000 duplicate key error"} for index in duplicates]
        return reply


def _is_another_driver(session: dict[str, Any]) -> bool:
    """MongoDB's own, which sends sessions, and no time limits with its writes."""
    return session.get("client", {}).get("driver", {}).get("name") == "mongoc"
