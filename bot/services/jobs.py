"""The outbox: work that is done once, at its time, through crashes and restarts.

A job is written in the same transaction as what calls for it. The runner leases due jobs, so that a
process that dies gives them back when the lease runs out, and hands each to the handler of its
kind. A handler that is told `attempts > 1` must look whether an earlier try went through before it
acts again.

What fails because Discord, the network or the database is down is tried again until it is a week
old: the handler says at each try whether it still serves. What fails by a fault of ours is tried a
few times.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from msgspec import Struct

from bot.domain.errors import StorageError
from bot.domain.ids import MessageId
from bot.services.ports import Clock, Database, Job

LEASE_SECONDS: Final = 120
AT_ONCE: Final = 20
FAULTS_LIMIT: Final = 8
"""How often a job may fail by a fault of ours, counted anew after a start."""
OUTAGE_LIMIT: Final = timedelta(days=7)
"""How old a job may get that fails because somebody else is down."""
_OUTAGE_ATTEMPTS: Final = 100
"""So often at least it is tried, most of a day; one may be old already when it is first begun."""
_FIRST_RETRY_SECONDS: Final = 5
_LAST_RETRY_SECONDS: Final = 600
_LONGEST_ASKED_SECONDS: Final = 6 * 3_600
"""How long we let others tell us to wait."""
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

OutageReader = Callable[[Exception], float | None]
"""Returns the seconds that an outage asks us to wait, 0 where it names none; of a fault, None."""


class NotYetError(Exception):
    """What the job needs is not there yet; it is tried again as after an outage."""


def _read_no_outage(_error: Exception) -> float | None:
    return None


class _Lane(Struct, frozen=True):
    """Who does the jobs of one kind, and how many of them side by side."""

    handler: Handler
    at_once: int
    each: int | None


class JobRunner:
    """Starts due jobs; whoever owns the event loop decides when (see `cogs.worker`).

    Each kind has a lane of its own, so that hundreds of admissions which wait for the rate limit
    never hold a reminder up. A lane may keep room for others beside one subject: five hundred that
    wait to be let into one thread hold nobody up who waits for another.
    """

    def __init__(self, *, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._lanes: dict[str, _Lane] = {}
        self._under_way: dict[int, tuple[str, int]] = {}
        """By job, of which kind it is and what it is about."""
        self._on_wake: Callable[[], None] | None = None
        self._read_outage: OutageReader = _read_no_outage
        self._faults: dict[int, int] = {}
        """By job, how often one that has failed did so by a fault of ours."""
        self._told: set[tuple[str, type[Exception]]] = set()
        """Of which outages the log has the way they came, by kind of job."""
        self._is_resting = False

    async def load(self) -> None:
        """Forget what was done long ago, and give back what an earlier process had leased.

        The database is ours by then, so nobody holds a lease.
        """
        async with self._database.write() as kept:
            await kept.jobs.sweep(self._clock.now() - _KEPT_FOR)
            await kept.jobs.release_all()

    def handle(
        self, kind: str, handler: Handler, *, at_once: int = AT_ONCE, each: int | None = None
    ) -> None:
        """Name who does the jobs of a kind, and how many of them side by side.

        Of those about one subject no more than about `each` are begun beside each other.
        """
        self._lanes[kind] = _Lane(handler, at_once, each)

    def on_wake(self, callback: Callable[[], None] | None) -> None:
        """Name who is to be told that there may be something to do now."""
        self._on_wake = callback

    def on_failure(self, reader: OutageReader) -> None:
        """Name who knows the outages of others than the database."""
        self._read_outage = reader

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
            return await kept.jobs.next_due(
                kinds, spare=[(kind, subject) for kind in kinds for subject in self._full(kind)]
            )

    def _room(self, kind: str) -> int:
        busy = sum(other == kind for other, _ in self._under_way.values())
        return max(0, self._lanes[kind].at_once - busy)

    def _full(self, kind: str) -> list[int]:
        """Return the subjects that have as many jobs of a kind under way as one may have."""
        each = self._lanes[kind].each
        if each is None:
            return []
        counts = Counter(subject for other, subject in self._under_way.values() if other == kind)
        return [subject for subject, count in counts.items() if count >= each]

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
                jobs = await kept.jobs.lease(
                    kind=kind,
                    now=now,
                    seconds=LEASE_SECONDS,
                    limit=room,
                    each=self._lanes[kind].each,
                    spare=self._full(kind),
                )
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
            self._under_way[job.id] = (job.kind, job.subject_id)
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
        except Exception as error:  # noqa: BLE001 - whatever it is, the job is tried again
            await self._failed(job, error)
        else:
            await self._close(job, outcome)
            self._told = {told for told in self._told if told[0] != job.kind}
        finally:
            del self._under_way[job.id]
            self.wake()

    async def _failed(self, job: Job, error: Exception) -> None:
        asked = self._asked_to_wait(error)
        self._log_failure(job, error, is_outage=asked is not None)
        faults = self._faults.get(job.id, 0) + (asked is None)
        self._faults[job.id] = faults
        try:
            if self._is_over(job, faults, is_outage=asked is not None):
                _log.error("job %d of kind %s is given up", job.id, job.kind)
                await self._close(job, Outcome(state=JobState.FAILED))
            else:
                await self._hold(job, faults, asked)
        except StorageError as unkept:
            # It comes back when its lease runs out.
            _log.warning("job %d could not be put off: %s", job.id, type(unkept).__name__)

    def _asked_to_wait(self, error: Exception) -> float | None:
        """Return how many seconds an outage asks for; None where the fault is ours."""
        if isinstance(error, StorageError | NotYetError):
            return 0
        return self._read_outage(error)

    def _log_failure(self, job: Job, error: Exception, *, is_outage: bool) -> None:
        """Log a failure; of an outage that goes on, one line a try."""
        kind = (job.kind, type(error))
        if is_outage and (job.id in self._faults or kind in self._told):
            _log.warning(
                "job %d of kind %s failed again, attempt %d: %s",
                job.id,
                job.kind,
                job.attempts,
                type(error).__name__,
            )
            return
        if is_outage:
            self._told.add(kind)
        _log.error(
            "job %d of kind %s failed, attempt %d",
            job.id,
            job.kind,
            job.attempts,
            exc_info=error,
        )

    def _is_over(self, job: Job, faults: int, *, is_outage: bool) -> bool:
        if not is_outage:
            return faults >= FAULTS_LIMIT
        is_old = self._clock.now() - job.due_at > OUTAGE_LIMIT
        return is_old and job.attempts >= _OUTAGE_ATTEMPTS

    async def _hold(self, job: Job, faults: int, asked: float | None) -> None:
        tries = faults if asked is None else job.attempts
        # Beyond some doublings the pause does not grow any more.
        wait: float = min(_FIRST_RETRY_SECONDS * 2 ** min(tries - 1, 10), _LAST_RETRY_SECONDS)
        wait = max(wait, min(asked or 0, _LONGEST_ASKED_SECONDS))
        async with self._database.write() as kept:
            await kept.jobs.hold(job.id, self._clock.now() + timedelta(seconds=wait))

    async def _close(self, job: Job, outcome: Outcome) -> None:
        async with self._database.write() as kept:
            await kept.jobs.finish(
                job.id,
                state=outcome.state.value,
                now=self._clock.now(),
                message_id=outcome.message_id,
            )
        self._faults.pop(job.id, None)
