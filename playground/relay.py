"""Hands a visitor's requests on to SimCord's page of the open room.

SimCord refuses whatever overlaps with another of its operations, and answers a page's action in
that case with an error from which the page does not recover. So the page is not given out by
itself: what is sent from it comes through here, and an action waits for its turn, which the clock
takes too.
"""

from __future__ import annotations

import aiohttp
from aiohttp import web

from playground.doorway import Doorway
from playground.words import title, way_back
from playground.world import World

_NOT_HANDED_ON = frozenset({"connection", "content-length", "host", "origin", "referer"})
_NOT_HANDED_BACK = frozenset(
    {"connection", "content-length", "date", "server", "transfer-encoding"}
)
_TITLE = "<title>SimCord Preview</title>"
_END_OF_HEAD = "</head>"
_START_OF_TOOLS = '<div class="preview-brand">'
_ADDED_TO_HEAD = (
    '<link rel="stylesheet" href="/lantern.css"><script defer src="/lantern.js"></script>'
)


class Relay:
    """Stands between the visitor's browser and the open room."""

    def __init__(self, world: World, doorway: Doorway, *, lobby_port: int) -> None:
        self._world = world
        self._doorway = doorway
        self._lobby_port = lobby_port
        self._session: aiohttp.ClientSession | None = None

    async def handle(self, request: web.Request) -> web.Response:
        """Answer with what SimCord answers."""
        if request.path != "/api/action":
            return await self._hand_on(request)
        async with self._world.turn:
            self._doorway.touch()
            return await self._hand_on(request)

    async def close(self) -> None:
        """Close the line to SimCord."""
        if self._session is not None:
            await self._session.close()

    async def _hand_on(self, request: web.Request) -> web.Response:
        origin = self._doorway.origin()
        if origin is None:
            return _gone()
        if self._session is None:
            self._session = aiohttp.ClientSession(auto_decompress=False)
        try:
            async with self._session.request(
                request.method,
                origin + request.path_qs,
                headers=[
                    kv for kv in request.headers.items() if kv[0].lower() not in _NOT_HANDED_ON
                ],
                data=await request.read() or None,
            ) as answer:
                body = await answer.read()
        except aiohttp.ClientError:
            return _gone()
        headers = [kv for kv in answer.headers.items() if kv[0].lower() not in _NOT_HANDED_BACK]
        response = web.Response(status=answer.status, body=body)
        response.headers.extend(headers)
        if request.path == "/":
            response.body = self._dressed(body, request.host)
        return response

    def _dressed(self, page: bytes, host: str) -> bytes:
        """Give SimCord's page the room's name, and a way back to the list of rooms."""
        lobby = f"http://{host.rpartition(':')[0]}:{self._lobby_port}/"
        way = f'<a class="lantern-back" href="{lobby}" target="lantern-lobby">{way_back()}</a>'
        own_title = f"<title>{title(self._doorway.room)}</title>"
        text = page.decode().replace(_TITLE, own_title, 1)
        text = text.replace(_END_OF_HEAD, _ADDED_TO_HEAD + _END_OF_HEAD, 1)
        return text.replace(_START_OF_TOOLS, way + _START_OF_TOOLS, 1).encode()


def _gone() -> web.Response:
    """Answer a page whose room is open no more; it stops asking on this status."""
    return web.Response(status=web.HTTPGone.status_code)
