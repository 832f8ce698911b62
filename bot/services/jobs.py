"""The outbox: work that is done once, at its time, through crashes and restarts.

A job is written in the same transaction as what calls for it. The runner leases due jobs, so that a
process that dies gives them back when the lease runs out, and hands each to the handler of its
kind. A handler that is told `attempts > 1` must look whether an earlier try went through before it
acts again.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from bot.domain.ids import MessageId
from bot.services.ports import Clock, Database, Job

LEASE_SECONDS: Final = 120
BATCH: Final = 50
ATTEMPTS_LIMIT: Final = 8
_FIRST_RETRY_SECONDS: Final = 5
_LAST_RETRY_SECONDS: Final = 600

_log = logging.getLogger(__name__)


class JobState(StrEnum):
    """How a job ended."""

    DONE = "done"
    SKIPPED = "skipped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a handler says of its job."""

    state: JobState = JobState.DONE
    message_id: MessageId | None = None


Handler = Callable[[Job], Awaitable[Outcome]]


class JobRunner:
    """Runs due jobs; whoever owns the event loop decides when (see `cogs.worker`)."""

    def __init__(self, *, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._handlers: dict[str, Handler] = {}
        self._on_wake: Callable[[], None] | None = None

    def handle(self, kind: str, handler: Handler) -> None:
        """Name who does the jobs of a kind."""
        self._handlers[kind] = handler

    def on_wake(self, callback: Callable[[], None] | None) -> None:
        """Name who is to be told that there may be something to do now."""
        self._on_wake = callback

    def wake(self) -> None:
        """Say that a job was added or moved; call it after the transaction is kept."""
        if self._on_wake is not None:
            self._on_wake()

    async def next_due(self) -> datetime | None:
        """Return when there is something to do next."""
        async with self._database.read() as kept:
            return await kept.jobs.next_due()

    async def run_due(self) -> int:
        """Do what is due now; return how many jobs were taken."""
        async with self._database.write() as kept:
            jobs = await kept.jobs.lease(now=self._clock.now(), seconds=LEASE_SECONDS, limit=BATCH)
        # Side by side: discord.py itself keeps each route within its rate limit.
        await asyncio.gather(*(self._run(job) for job in jobs))
        return len(jobs)

    async def _run(self, job: Job) -> None:
        handler = self._handlers.get(job.kind)
        if handler is None:
            _log.error("no handler for job %d of kind %s", job.id, job.kind)
            await self._close(job, Outcome(state=JobState.FAILED))
            return
        try:
            outcome = await handler(job)
        except Exception:  # noqa: BLE001 - whatever it is, the job is tried again
            _log.exception("job %d of kind %s failed, attempt %d", job.id, job.kind, job.attempts)
            await self._retry(job)
        else:
            await self._close(job, outcome)

    async def _retry(self, job: Job) -> None:
        if job.attempts >= ATTEMPTS_LIMIT:
            await self._close(job, Outcome(state=JobState.FAILED))
            return
        wait = min(_FIRST_RETRY_SECONDS * 2 ** (job.attempts - 1), _LAST_RETRY_SECONDS)
        async with self._database.write() as kept:
            await kept.jobs.postpone(job.id, self._clock.now() + timedelta(seconds=wait))

    async def _close(self, job: Job, outcome: Outcome) -> None:
        async with self._database.write() as kept:
            await kept.jobs.finish(
                job.id,
                state=outcome.state.value,
                now=self._clock.now(),
                message_id=outcome.message_id,
            )
