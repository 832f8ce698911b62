"""The way into a room: SimCord's page of it, one room at a time.

SimCord refuses whatever overlaps with another of its operations, and answers a page's action in
that case with an error from which the page does not recover. So its page is not given out by
itself: this passes its requests on, and an action waits for its turn, which the clock takes too.
"""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import aiohttp
import simcord
from aiohttp import web

from playground.pictures import faces
from playground.world import ZONE, Room, World

_REPUBLISH_AFTER = timedelta(minutes=1)
"""How old the "in 5 minutes" of an open page may grow."""

_QUIET_SECONDS = 5.0
"""How long a page must have been left alone before it is redrawn for the time alone."""

_ADDED_TO_THE_HEAD = (
    '<link rel="stylesheet" href="/lantern.css"><script defer src="/lantern.js"></script>'
)
_BEFORE_THE_TOOLS = '<div class="preview-brand">'
_KEPT_BY_THE_WIRE = frozenset(
    {"connection", "content-length", "date", "server", "transfer-encoding"}
)
_NOT_PASSED_ON = frozenset({"connection", "content-length", "host", "origin", "referer"})


class Doorway:
    """The room that stands open, if one does."""

    def __init__(self, world: World, *, lobby_port: int) -> None:
        self._world = world
        self._lobby_port = lobby_port
        self._preview: simcord.Preview | None = None
        self._published: datetime = world.now()
        self._last_action = float("-inf")
        self._session: aiohttp.ClientSession | None = None
        self._room_id: int | None = None

    @property
    def room_id(self) -> int | None:
        """The room that stands open."""
        return self._room_id

    async def open(self, room: Room, *, first: str | None = None) -> str:
        """Open this room, close the one before; return the page's path with its key.

        `first` is the member as whom the visitor enters; the others who may enter can be chosen
        on the page. A room that nobody may enter raises simcord.SetupError.
        """
        async with self._world.turn:
            await self._shut()
            names = sorted(room.enters, key=lambda name: name != first)
            members = [self._world.members[name] for name in names]
            viewers = [member.user if room.kind == "dm" else member for member in members]
            preview = self._world.env.preview(
                room.handle,
                viewers=viewers,
                layout="channel",
                locale="en-GB",
                timezone=ZONE,
                assets=faces(self._world),
            )
            await preview.__aenter__()
            self._preview, self._room_id = preview, room.id
            await self._show_the_newest(preview, room)
            self._published = self._world.now()
            return "/#" + urlsplit(preview.url).fragment

    async def time_has_passed(self, bot_acted: bool) -> None:  # noqa: FBT001 - one fact, one caller
        """Redraw the open page if it needs it; the caller has the turn."""
        if self._preview is None:
            return
        stale = self._world.now() - self._published >= _REPUBLISH_AFTER
        quiet = asyncio.get_running_loop().time() - self._last_action > _QUIET_SECONDS
        if not bot_acted and not (stale and quiet):
            return
        try:
            await self._preview.refresh()
        except simcord.SetupError:  # the visitor ended it from its own menu
            await self._shut()
        self._published = self._world.now()

    async def pass_on(self, request: web.Request) -> web.StreamResponse:
        """Answer a request for the open room with SimCord's answer."""
        if request.path != "/api/action":
            return await self._forward(request)
        async with self._world.turn:
            self._last_action = asyncio.get_running_loop().time()
            return await self._forward(request)

    async def close(self) -> None:
        """Close the open room and the line to it."""
        async with self._world.turn:
            await self._shut()
        if self._session is not None:
            await self._session.close()

    async def _forward(self, request: web.Request) -> web.StreamResponse:
        origin = self._origin()
        if origin is None:
            return _gone()
        if self._session is None:
            self._session = aiohttp.ClientSession(auto_decompress=False)
        headers = {k: v for k, v in request.headers.items() if k.lower() not in _NOT_PASSED_ON}
        try:
            async with self._session.request(
                request.method,
                origin + request.path_qs,
                headers=headers,
                data=await request.read() or None,
            ) as answer:
                kept = {
                    k: v for k, v in answer.headers.items() if k.lower() not in _KEPT_BY_THE_WIRE
                }
                body = await answer.read()
                if request.path == "/":
                    body = self._with_way_back(body, request.host)
                return web.Response(status=answer.status, headers=kept, body=body)
        except aiohttp.ClientError:
            return _gone()

    def _with_way_back(self, page: bytes, host: str) -> bytes:
        """Lead from SimCord's page back to the list of rooms."""
        lobby = f"http://{host.rpartition(':')[0]}:{self._lobby_port}/"
        way = f'<a class="lantern-back" href="{lobby}" target="lantern-lobby">‹ All rooms</a>'
        text = page.decode().replace("</head>", _ADDED_TO_THE_HEAD + "</head>", 1)
        return text.replace(_BEFORE_THE_TOOLS, way + _BEFORE_THE_TOOLS, 1).encode()

    def _origin(self) -> str | None:
        """Where SimCord serves the open room; None once the visitor ended it from its menu."""
        try:
            address = urlsplit(self._preview.url) if self._preview is not None else None
        except simcord.SetupError:
            return None
        return f"{address.scheme}://{address.netloc}" if address is not None else None

    async def _show_the_newest(self, preview: simcord.Preview, room: Room) -> None:
        viewer = preview.viewers[0]
        if history := room.handle.history(viewer=viewer):
            await preview.show(history[-1])

    async def _shut(self) -> None:
        if self._preview is not None:
            await self._preview.close()
        self._preview = self._room_id = None


def _gone() -> web.Response:
    """Answer a page whose room is open no more; it stops asking on this status."""
    return web.Response(status=web.HTTPGone.status_code)
