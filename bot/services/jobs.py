"""The outbox: work that is done once, at its time, through crashes and restarts.

A job is written in the same transaction as what calls for it. The runner leases due jobs, so that a
process that dies gives them back when the lease runs out, and hands each to the handler of its
kind. A handler that is told `attempts > 1` must look whether an earlier try went through before it
acts again.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from msgspec import Struct

from bot.domain.ids import MessageId
from bot.services.ports import Clock, Database, Job

LEASE_SECONDS: Final = 120
AT_ONCE: Final = 20
ATTEMPTS_LIMIT: Final = 8
_FIRST_RETRY_SECONDS: Final = 5
_LAST_RETRY_SECONDS: Final = 600
_KEPT_FOR: Final = timedelta(days=30)
"""What is done keeps the same work from being added again for so long."""

_log = logging.getLogger(__name__)


class JobState(StrEnum):
    """How a job ended."""

    DONE = "done"
    SKIPPED = "skipped"
    FAILED = "failed"


class Outcome(Struct, frozen=True, kw_only=True):
    """What a handler says of its job."""

    state: JobState = JobState.DONE
    message_id: MessageId | None = None


Handler = Callable[[Job], Awaitable[Outcome]]


class _Lane(Struct, frozen=True):
    """Who does the jobs of one kind, and how many of them side by side."""

    handler: Handler
    at_once: int


class JobRunner:
    """Starts due jobs; whoever owns the event loop decides when (see `cogs.worker`).

    Each kind has a lane of its own, so that hundreds of admissions which wait for the rate limit
    never hold a reminder up.
    """

    def __init__(self, *, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._lanes: dict[str, _Lane] = {}
        self._under_way: dict[int, str] = {}
        self._on_wake: Callable[[], None] | None = None
        self._is_resting = False

    async def load(self) -> None:
        """Forget what was done long ago, and give back what an earlier process had leased.

        The database is ours by then, so nobody holds a lease.
        """
        async with self._database.write() as kept:
            await kept.jobs.sweep(self._clock.now() - _KEPT_FOR)
            await kept.jobs.release_all()

    def handle(self, kind: str, handler: Handler, *, at_once: int = AT_ONCE) -> None:
        """Name who does the jobs of a kind, and how many of them side by side."""
        self._lanes[kind] = _Lane(handler, at_once)

    def on_wake(self, callback: Callable[[], None] | None) -> None:
        """Name who is to be told that there may be something to do now."""
        self._on_wake = callback

    def wake(self) -> None:
        """Say that a job was added or moved; call it after the transaction is kept."""
        if self._on_wake is not None:
            self._on_wake()

    def rest(self) -> None:
        """Start nothing any more; what is under way comes to its end."""
        self._is_resting = True

    def _rests(self) -> bool:
        """Tell whether it is resting by now: each wait may have been long enough for it."""
        return self._is_resting

    async def next_due(self) -> datetime | None:
        """Return when there is something to do next that we can do and have room for.

        A full lane wakes us when it has room; a kind that nobody here does is left alone.
        """
        if self._rests():
            return None
        kinds = [kind for kind in self._lanes if self._room(kind)]
        async with self._database.read() as kept:
            return await kept.jobs.next_due(kinds)

    def _room(self, kind: str) -> int:
        busy = sum(other == kind for other in self._under_way.values())
        return max(0, self._lanes[kind].at_once - busy)

    async def run_due(self, start: Callable[[Coroutine[Any, Any, None]], object]) -> int:
        """Start what is due now and has room; return how many jobs were started."""
        if self._rests():
            return 0
        now = self._clock.now()
        async with self._database.read() as kept:
            kinds = [kind for kind in await kept.jobs.due_kinds(now) if kind in self._lanes]
        started = 0
        for kind in kinds:
            room = self._room(kind)
            if not room or self._rests():
                continue
            async with self._database.write() as kept:
                jobs = await kept.jobs.lease(kind=kind, now=now, seconds=LEASE_SECONDS, limit=room)
            if self._rests():
                await self._give_back(jobs)
            else:
                # At once: should the database fail at the next kind, this one is not held up by it.
                started += self._begin(jobs, start)
        return started

    def _begin(
        self, jobs: Sequence[Job], start: Callable[[Coroutine[Any, Any, None]], object]
    ) -> int:
        fresh = [job for job in jobs if job.id not in self._under_way]
        for job in fresh:
            self._under_way[job.id] = job.kind
            start(self._run(job))
        return len(fresh)

    async def _give_back(self, jobs: Sequence[Job]) -> None:
        """Leave to the next start what was leased while we were told to rest."""
        if not jobs:
            return
        async with self._database.write() as kept:
            for job in jobs:
                await kept.jobs.postpone(job.id, job.due_at)

    async def _run(self, job: Job) -> None:
        try:
            outcome = await self._lanes[job.kind].handler(job)
        except Exception:  # noqa: BLE001 - whatever it is, the job is tried again
            _log.exception("job %d of kind %s failed, attempt %d", job.id, job.kind, job.attempts)
            await self._retry(job)
        else:
            await self._close(job, outcome)
        finally:
            del self._under_way[job.id]
            self.wake()

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
