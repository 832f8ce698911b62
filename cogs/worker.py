"""The worker: sleeps until the next job falls due, does it, and sleeps again."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from datetime import timedelta
from http import HTTPStatus
from typing import Any, Final

import discord
from discord.ext import commands

from bot.client import LanternBot
from bot.log import record
from bot.tasks import spawn
from bot.ui.errors import CUT_OFF

_LONGEST_SLEEP: Final = timedelta(hours=24)
_AFTER_FAILURE_SECONDS: Final = 30


class WorkerCog(commands.Cog):
    """Owns the background task; it is woken by starting it anew."""

    def __init__(self, bot: LanternBot) -> None:
        self._bot = bot
        self._jobs = bot.services.jobs
        self._jobs.on_failure(outage)
        self._task: asyncio.Task[None] | None = None
        self._is_running = False
        self._is_woken = False

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Begin once Discord is there to be talked to, and again after each reconnect."""
        self._jobs.on_wake(self.wake)
        self.wake()

    async def cog_unload(self) -> None:
        """Stop; a job under way is finished by whoever leases it next."""
        self._jobs.on_wake(None)
        if self._task is not None:
            self._task.cancel()

    def wake(self) -> None:
        """Look for work now; a sleep is cut short, work under way is not."""
        self._is_woken = True
        if self._is_running:
            return
        if self._task is not None:
            self._task.cancel()
        self._task = spawn(self._work(), name="worker")

    async def _work(self) -> None:
        while True:
            self._is_running = True
            try:
                seconds = await self._work_once()
            except Exception as error:  # noqa: BLE001 - dying would lose everybody's reminders
                record(error, "the worker")
                seconds = _AFTER_FAILURE_SECONDS
            finally:
                self._is_running = False
            if seconds > 0:
                await asyncio.sleep(seconds)

    async def _work_once(self) -> float:
        """Start what is due; return how many seconds to sleep."""
        self._is_woken = False
        while await self._jobs.run_due(_start):
            pass
        due_at = await self._jobs.next_due()
        if self._is_woken:
            return 0
        if due_at is None:
            return _LONGEST_SLEEP.total_seconds()
        wait = (due_at - self._bot.services.clock.now()).total_seconds()
        return max(0.0, min(wait, _LONGEST_SLEEP.total_seconds()))


def outage(error: Exception) -> float | None:
    """Return how many seconds Discord's outage asks us to wait; None where it is no outage.

    0 where it names no time.
    """
    if isinstance(error, discord.RateLimited):
        return error.retry_after
    if isinstance(error, discord.HTTPException):
        is_busy = error.status == HTTPStatus.TOO_MANY_REQUESTS
        if is_busy or error.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            return _retry_after(error)
        return None
    return 0 if isinstance(error, CUT_OFF) else None


def _retry_after(error: discord.HTTPException) -> float:
    headers = getattr(error.response, "headers", None) or {}
    try:
        return max(0.0, float(headers.get("Retry-After", 0)))
    except ValueError:
        # It may be a date; ours is a pause too.
        return 0


def _start(job: Coroutine[Any, Any, None]) -> None:
    spawn(job, name="job")


async def setup(bot: LanternBot) -> None:
    """Load the cog."""
    await bot.add_cog(WorkerCog(bot))
