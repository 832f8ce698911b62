"""The simulated clock: it runs second by second, and jumps when asked."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable
from datetime import datetime

from playground.world import World

TICK_SECONDS = 1
HOUR_SECONDS = 3600
JOBS_LIMIT = 50
"""How many silent pieces of work are passed over on the way to a reminder."""

_MESSAGE_PATH = re.compile(r"/channels/(\d+)/messages")
_log = logging.getLogger(__name__)

Upcoming = Callable[[], Awaitable[datetime | None]]
"""Tells when the bot has something to do next, if it has."""


class RunningClock:
    """Moves the simulated time; `after` is told, within the turn, whether the bot did something."""

    def __init__(
        self, world: World, *, upcoming: Upcoming, after: Callable[[bool], Awaitable[None]]
    ) -> None:
        self._world = world
        self._after = after
        self.upcoming = upcoming

    async def run(self) -> None:
        """Let a simulated second pass in each real one, until cancelled."""
        while True:
            await asyncio.sleep(TICK_SECONDS)
            await self._move(TICK_SECONDS)

    async def skip_hour(self) -> tuple[int, ...]:
        """Jump an hour ahead; return the ids of the rooms in which the bot spoke on the way."""
        return await self._move(HOUR_SECONDS)

    async def skip_to_reminder(self) -> tuple[int, ...]:
        """Jump to where the bot next speaks unasked; return where it spoke.

        With nothing to come the clock stays where it is.
        """
        for _ in range(JOBS_LIMIT):
            due = await self.upcoming()
            if due is None:
                return ()
            # A moment that is past is work under way: give it a second to be done.
            ahead = (due - self._world.now()).total_seconds()
            if spoken := await self._move(max(ahead, TICK_SECONDS)):
                return spoken
        return ()

    async def _move(self, seconds: float) -> tuple[int, ...]:
        env = self._world.env
        async with self._world.turn:
            before = len(env.http_requests)
            try:
                await env.advance_time(seconds)
            except TimeoutError as error:
                _log.warning("the bot was still busy when time moved on: %s", error)
            requests = env.http_requests[before:]
            await self._after(any(request.method != "GET" for request in requests))
        return tuple(
            int(found[1])
            for request in requests
            if request.method == "POST" and (found := _MESSAGE_PATH.fullmatch(request.path))
        )
