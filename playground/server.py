"""The playground's own page: the rooms, the clock, and where to begin."""

from __future__ import annotations

from importlib import resources
from typing import Any

import simcord
from aiohttp import web

from playground.clock import RunningClock
from playground.doorway import Doorway
from playground.relay import Relay
from playground.words import about, due, face, filled, gate, label, told
from playground.world import CAST, GUILD_NAME, VISITOR, ZONE, Room, World

LOOPBACK = "127.0.0.1"
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; "
        "connect-src 'self'; img-src data:; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class Lobby:
    """Answers the page's requests."""

    def __init__(
        self, world: World, clock: RunningClock, doorway: Doorway, *, ports: tuple[int, int]
    ) -> None:
        self._world = world
        self._clock = clock
        self._doorway = doorway
        self._port, self._rooms_port = ports

    def app(self) -> web.Application:
        """Return the application that serves the page."""
        app = web.Application(middlewares=[self._guard])
        app.router.add_get("/", self._page)
        app.router.add_get("/api/state", self._state)
        app.router.add_post("/api/clock", self._jump)
        app.router.add_get("/rooms/{room}", self._enter)
        return app

    def rooms_app(self, relay: Relay) -> web.Application:
        """Return the application that serves SimCord's page of the open room."""
        app = web.Application(client_max_size=32 * 1024**2, middlewares=[self._guard])
        app.router.add_get("/lantern.css", self._style)
        app.router.add_get("/lantern.js", self._script)
        app.router.add_route("*", "/{path:.*}", relay.handle)
        return app

    @web.middleware
    async def _guard(self, request: web.Request, handler: Any) -> web.StreamResponse:  # noqa: ANN401
        """Answer this machine's own pages only, whatever name a stranger's page calls it by."""
        ports = (self._port, self._rooms_port)
        own = {f"{name}:{port}" for name in (LOOPBACK, "localhost") for port in ports}
        origin = request.headers.get("Origin")
        if request.host not in own or (origin and origin.removeprefix("http://") not in own):
            raise web.HTTPForbidden
        answer: web.StreamResponse = await handler(request)
        return answer

    async def _page(self, _request: web.Request) -> web.Response:
        return web.Response(
            text=filled(_part("page.html")), content_type="text/html", headers=_HEADERS
        )

    async def _style(self, _request: web.Request) -> web.Response:
        return web.Response(text=_part("room.css"), content_type="text/css", headers=_HEADERS)

    async def _script(self, _request: web.Request) -> web.Response:
        return web.Response(text=_part("room.js"), content_type="text/javascript", headers=_HEADERS)

    async def _state(self, _request: web.Request) -> web.Response:
        return web.json_response(await self._snapshot(), headers=_HEADERS)

    async def _jump(self, request: web.Request) -> web.Response:
        try:
            asked = (await request.json())["to"]
        except (ValueError, KeyError, TypeError):
            raise web.HTTPBadRequest from None
        if asked == "hour":
            spoke = await self._clock.skip_hour()
        elif asked == "reminder":
            spoke = await self._clock.skip_to_reminder()
        else:
            raise web.HTTPBadRequest
        rooms = [room for room in self._world.rooms() if room.id in spoke]
        answer = {"spoke": [str(room.id) for room in rooms], "told": told(asked, rooms)}
        return web.json_response(await self._snapshot() | answer, headers=_HEADERS)

    async def _enter(self, request: web.Request) -> web.StreamResponse:
        named = request.match_info["room"]
        room = self._world.find_room(int(named)) if named.isdecimal() else None
        if room is None:
            raise web.HTTPNotFound
        try:
            path = await self._doorway.open(room, first=request.query.get("as"))
        except simcord.SetupError:
            raise web.HTTPForbidden from None
        host = request.host.rpartition(":")[0]
        raise web.HTTPSeeOther(f"http://{host}:{self._rooms_port}{path}", headers=_HEADERS)

    async def _snapshot(self) -> dict[str, Any]:
        now, moment = self._world.now(), await self._clock.upcoming()
        room = self._doorway.room if self._doorway.origin() else None
        return {
            "guild": GUILD_NAME,
            "now": now.isoformat(),
            "next": moment.isoformat() if moment else None,
            "due": due(now, moment),
            "zone": ZONE,
            "members": [
                {"name": seat.name, "about": about(seat), "colour": seat.colour} for seat in CAST
            ],
            "rooms": [_described(room) for room in self._world.rooms()],
            "open": str(room.id) if room else None,
        }


def _part(name: str) -> str:
    return resources.files("playground").joinpath(name).read_text("utf-8")


def _described(room: Room) -> dict[str, Any]:
    return {
        "id": str(room.id),  # wider than a JavaScript number
        "name": room.name,
        "label": label(room),
        "kind": room.kind,
        "parent": str(room.parent_id) if room.parent_id else None,
        "enters": list(room.enters),
        "first": VISITOR if VISITOR in room.enters else next(iter(room.enters), None),
        "gate": gate(room),
        "faces": {seat.name: face(room, seat.name) for seat in CAST},
        "newest": str(room.newest) if room.newest else None,
    }
