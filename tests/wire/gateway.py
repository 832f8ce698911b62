"""The gateway: sessions over WebSocket, one for each shard."""

import asyncio
import json
from collections import deque
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any, Final

from aiohttp import WSMsgType, web

from tests.wire.changes import Signal
from tests.wire.people import Json
from tests.wire.world import World


class Op(IntEnum):
    """What a payload of the gateway is about."""

    DISPATCH = 0
    HEARTBEAT = 1
    IDENTIFY = 2
    RESUME = 6
    RECONNECT = 7
    REQUEST_MEMBERS = 8
    INVALID_SESSION = 9
    HELLO = 10
    HEARTBEAT_ACK = 11


WRONG_TOKEN: Final = 4004
HEARTBEAT_INTERVAL_MS: Final = 41_250
REPLAYED: Final = 1_000


class Link:
    """One open WebSocket; what is sent goes through a queue, so that order is kept."""

    def __init__(self, socket: web.WebSocketResponse, request: web.Request) -> None:
        self.socket = socket
        self._request = request
        self._outbox: asyncio.Queue[str] = asyncio.Queue()
        self._writer = asyncio.ensure_future(self._write())

    def send(self, text: str) -> None:
        """Send a text soon, after all that was sent before it."""
        self._outbox.put_nowait(text)

    def abort(self) -> None:
        """Break the connection without a word, as a network does."""
        if self._request.transport is not None:
            self._request.transport.abort()

    def close(self) -> None:
        """Stop writing; the socket itself is closed by its handler."""
        self._writer.cancel()

    async def _write(self) -> None:
        try:
            while True:
                await self.socket.send_str(await self._outbox.get())
        except ConnectionError:
            return


@dataclass(slots=True, kw_only=True)
class Session:
    """What one identified shard has been told, so that it may resume."""

    id: str
    shard: int
    shard_count: int
    link: Link | None
    has_caught_up: bool = False
    sequence: int = 0
    sent: deque[tuple[int, str]] = field(default_factory=lambda: deque(maxlen=REPLAYED))

    def dispatch(self, event: str, data: Json) -> None:
        """Send an event, or keep it until the shard resumes."""
        self.sequence += 1
        text = json.dumps({"op": Op.DISPATCH, "t": event, "s": self.sequence, "d": data})
        self.sent.append((self.sequence, text))
        if self.link is not None:
            self.link.send(text)

    def owns(self, guild_id: str | None) -> bool:
        """Whether events of this guild (None: of no guild) go to this shard."""
        return self.shard == ((int(guild_id) >> 22) % self.shard_count if guild_id else 0)


class Gateway:
    """All sessions. `identified` and `resumed` count how often each has happened."""

    def __init__(self, world: World, changes: Signal) -> None:
        self._world = world
        self._changes = changes
        self._sessions: dict[int, Session] = {}
        self.links: set[Link] = set()
        self.identified = 0
        self.resumed = 0
        self.identify_payloads: list[Json] = []
        self.resume_paths: list[str] = []
        world.emit = self.emit

    @property
    def is_whole(self) -> bool:
        """Whether every shard that the bot announced is connected and has heard of its guilds."""
        live = [s for s in self._sessions.values() if s.link is not None and s.has_caught_up]
        return bool(live) and len(live) == live[0].shard_count

    def emit(self, event: str, data: Json, guild_id: str | None) -> None:
        """Send an event to the shard that it concerns."""
        for session in self._sessions.values():
            if session.owns(guild_id):
                session.dispatch(event, data)

    def disconnect(self) -> None:
        """Break every connection; the sessions may be resumed."""
        for link in list(self.links):
            link.abort()

    def ask_to_reconnect(self) -> None:
        """Send the opcode with which Discord announces its own restart."""
        self._control({"op": Op.RECONNECT, "d": None})

    def invalidate(self, *, resumable: bool = False) -> None:
        """Declare every session invalid; unless resumable the bot has to identify anew."""
        self._control({"op": Op.INVALID_SESSION, "d": resumable})
        if not resumable:
            self._sessions.clear()

    def _control(self, payload: Json) -> None:
        for session in self._sessions.values():
            if session.link is not None:
                session.link.send(json.dumps(payload))

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """Speak with one connection until it ends."""
        socket = web.WebSocketResponse(compress=False)
        await socket.prepare(request)
        link = Link(socket, request)
        self.links.add(link)
        hello = {"op": Op.HELLO, "d": {"heartbeat_interval": HEARTBEAT_INTERVAL_MS}}
        link.send(json.dumps(hello))
        try:
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    await self._receive(link, request.path, json.loads(message.data))
        finally:
            self._detach(link)
        return socket

    def _detach(self, link: Link) -> None:
        link.close()
        self.links.discard(link)
        for session in self._sessions.values():
            if session.link is link:
                session.link = None
        self._changes.announce()

    async def _receive(self, link: Link, path: str, payload: Json) -> None:
        match payload["op"]:
            case Op.HEARTBEAT:
                link.send(json.dumps({"op": Op.HEARTBEAT_ACK, "d": None}))
                self._note_heartbeat(link)
            case Op.IDENTIFY:
                await self._identify(link, payload["d"])
            case Op.RESUME:
                self.resume_paths.append(path)
                await self._resume(link, payload["d"])
            case Op.REQUEST_MEMBERS:
                self._send_members(payload["d"])
        self._changes.announce()

    async def _identify(self, link: Link, asked: Json) -> None:
        if not await self._is_known(link, asked):
            return
        shard, shard_count = asked.get("shard", (0, 1))
        session = Session(
            id=f"session-{self._world.ids.next()}", shard=shard, shard_count=shard_count, link=link
        )
        self._sessions[shard] = session
        self.identify_payloads.append({k: v for k, v in asked.items() if k != "token"})
        mine = [guild for guild in self._world.guilds if session.owns(guild.id)]
        session.dispatch("READY", self._ready(session, [guild.id for guild in mine]))
        for guild in mine:
            threads = list(self._world.threads_of(guild.id))
            session.dispatch("GUILD_CREATE", guild.create_event(threads))
        self._ask_for_heartbeat(session, link)
        self.identified += 1

    def ask_for_heartbeats(self) -> None:
        """Have every shard say that it is still there; until all have, nothing `is_whole`."""
        for session in self._sessions.values():
            if session.link is not None:
                self._ask_for_heartbeat(session, session.link)

    def _ask_for_heartbeat(self, session: Session, link: Link) -> None:
        # Asked for a heartbeat, a client gives one once it has read all that came before.
        session.has_caught_up = False
        link.send(json.dumps({"op": Op.HEARTBEAT, "d": None}))

    def _note_heartbeat(self, link: Link) -> None:
        for session in self._sessions.values():
            if session.link is link:
                session.has_caught_up = True

    def _ready(self, session: Session, guild_ids: list[str]) -> Json:
        bot = self._world.bot
        return {
            "v": 10,
            "user": bot.payload() | {"verified": True, "mfa_enabled": False},
            "guilds": [{"id": guild_id, "unavailable": True} for guild_id in guild_ids],
            "session_id": session.id,
            "resume_gateway_url": f"{self._world.gateway_url}/resume",
            "shard": [session.shard, session.shard_count],
            "application": {"id": bot.id, "flags": 0},
        }

    async def _resume(self, link: Link, asked: Json) -> None:
        if not await self._is_known(link, asked):
            return
        for session in self._sessions.values():
            if session.id == asked["session_id"]:
                session.link = link
                for sequence, text in session.sent:
                    if sequence > asked["seq"]:
                        link.send(text)
                session.dispatch("RESUMED", {})
                self.resumed += 1
                return
        link.send(json.dumps({"op": Op.INVALID_SESSION, "d": False}))

    async def _is_known(self, link: Link, asked: Json) -> bool:
        if asked["token"] == self._world.token:
            return True
        await link.socket.close(code=WRONG_TOKEN, message=b"Authentication failed.")
        return False

    def _send_members(self, asked: Json) -> None:
        guild_id = str(asked["guild_id"])
        wanted: list[Any] = asked.get("user_ids") or []
        known = self._world.users
        chunk = {
            "guild_id": guild_id,
            "members": [known[str(one)].member() for one in wanted if str(one) in known],
            "not_found": [str(one) for one in wanted if str(one) not in known],
            "chunk_index": 0,
            "chunk_count": 1,
        }
        self.emit("GUILD_MEMBERS_CHUNK", chunk | {"nonce": asked.get("nonce")}, guild_id)
