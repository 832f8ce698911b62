"""The room that stands open: SimCord's page of it, one room at a time."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from urllib.parse import urlsplit

import simcord

from playground.pictures import faces
from playground.world import ZONE, Room, World

_REPUBLISH_AFTER = timedelta(minutes=1)
"""How old the "in 5 minutes" of an open page may grow."""

_QUIET_SECONDS = 5.0
"""How long a page must have been left alone before it is redrawn for the time alone."""


class Doorway:
    """Opens one room and closes the one before; knows when its page must be drawn anew."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._preview: simcord.Preview | None = None
        self._published = world.now()
        self._is_behind = False
        self._touched_at = float("-inf")
        self.room: Room | None = None
        """The room that stands open, as it was when it was opened."""

    def origin(self) -> str | None:
        """Return where SimCord serves the open room's page.

        None where no room is open, or where the visitor ended it from the page's own menu.
        """
        try:
            address = urlsplit(self._preview.url) if self._preview is not None else None
        except simcord.SetupError:
            return None
        return f"{address.scheme}://{address.netloc}" if address is not None else None

    def touch(self) -> None:
        """Note that somebody is busy on the open page."""
        self._touched_at = asyncio.get_running_loop().time()

    async def open(self, room: Room, *, first: str | None = None) -> str:
        """Open this room; return the path of its page, with the key to it.

        `first` is the member as whom the visitor enters; the others who may enter can be chosen
        on the page. A room that nobody may enter raises simcord.SetupError.
        """
        async with self._world.turn:
            await self._shut()
            self._preview = preview = await self._preview_of(room, first).__aenter__()
            self.room = room
            self._published = self._world.now()
            if history := room.handle.history(viewer=preview.viewers[0]):
                await preview.show(history[-1])
            return "/#" + urlsplit(preview.url).fragment

    async def time_has_passed(self, bot_acted: bool) -> None:  # noqa: FBT001 - one fact, one caller
        """Draw the open page anew if it needs it; the caller has the turn."""
        self._is_behind |= bot_acted
        if self._preview is None or not (self._is_behind or self._has_grown_old()):
            return
        try:
            await self._preview.refresh()
        except TimeoutError:  # the bot is still busy; there is a next time
            return
        except simcord.SetupError:  # ended from its own menu
            await self._shut()
        self._is_behind = False
        self._published = self._world.now()

    async def close(self) -> None:
        """Close the open room."""
        async with self._world.turn:
            await self._shut()

    def _preview_of(self, room: Room, first: str | None) -> simcord.Preview:
        names = sorted(room.enters, key=lambda name: name != first)
        members = [self._world.members[name] for name in names]
        return self._world.env.preview(
            room.handle,
            viewers=[member.user if room.kind == "dm" else member for member in members],
            layout="channel",
            locale="en-GB",
            timezone=ZONE,
            assets=faces(self._world),
        )

    def _has_grown_old(self) -> bool:
        """Tell whether the page shows old times, and nobody would be disturbed by new ones.

        What a visitor sends in the very moment of drawing anew is refused by the page.
        """
        old = self._world.now() - self._published >= _REPUBLISH_AFTER
        return old and asyncio.get_running_loop().time() - self._touched_at > _QUIET_SECONDS

    async def _shut(self) -> None:
        if self._preview is not None:
            await self._preview.close()
        self._preview = self.room = None
