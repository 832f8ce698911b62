"""The runner of jobs: what it waits for, what it leaves alone, and what it forgets."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Coroutine
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.domain.errors import StorageError
from bot.domain.ids import GuildId
from bot.services.jobs import JobRunner, Outcome
from bot.services.ports import Job, NewJob
from bot.storage.database import Database
from bot.storage.jobs import SqlJobRepository
from bot.storage.schema import migrate
from bot.tasks import spawn

NOW = datetime(2026, 3, 1, tzinfo=UTC)
CROWDED = 1


@dataclass
class MovedClock:
    """A clock that the test moves."""

    moment: datetime = NOW

    def now(self) -> datetime:
        return self.moment


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    database = Database(f"sqlite+aiosqlite:///{tmp_path / 'lantern.db'}")
    await migrate(database)
    yield database
    await database.close()


def job(kind: str, due_at: datetime = NOW) -> NewJob:
    return NewJob(kind=kind, key="1", guild_id=GuildId(1), subject_id=1, due_at=due_at)


async def done(_job: Job) -> Outcome:
    return Outcome()


async def test_what_nobody_here_does_is_not_waited_for(database: Database) -> None:
    runner = JobRunner(database=database, clock=MovedClock())
    runner.handle("known", done)
    async with database.write() as kept:
        await kept.jobs.add([job("of-a-later-version", NOW - timedelta(hours=1))])
    assert await runner.run_due(lambda work: work.close()) == 0
    assert await runner.next_due() is None
    async with database.write() as kept:
        await kept.jobs.add([job("known", NOW + timedelta(hours=1))])
    assert await runner.next_due() == NOW + timedelta(hours=1)


async def test_what_has_no_room_is_not_waited_for(database: Database) -> None:
    runner = JobRunner(database=database, clock=MovedClock())
    runner.handle("known", done, at_once=1)
    async with database.write() as kept:
        await kept.jobs.add([job("known")])
    under_way: list[Coroutine[Any, Any, None]] = []
    assert await runner.run_due(under_way.append) == 1
    assert await runner.next_due() is None
    await under_way[0]


async def test_a_start_forgets_what_was_done_a_month_ago(database: Database) -> None:
    clock = MovedClock()
    runner = JobRunner(database=database, clock=clock)
    runner.handle("known", done)

    async def again() -> int:
        """Add the same work, and do it where it is new."""
        async with database.write() as kept:
            await kept.jobs.add([job("known")])
        under_way: list[Coroutine[Any, Any, None]] = []
        started = await runner.run_due(under_way.append)
        for work in under_way:
            await work
        return started

    assert await again() == 1
    clock.moment = NOW + timedelta(days=30)
    await runner.load()
    assert await again() == 0
    clock.moment = NOW + timedelta(days=30, seconds=1)
    await runner.load()
    assert await again() == 1


async def test_what_was_leased_while_told_to_rest_is_given_back(database: Database) -> None:
    """Stopping falls between the lease and the start: nothing is begun, and nothing waits."""
    runner = JobRunner(database=database, clock=MovedClock())
    runner.handle("first", done)
    runner.handle("second", done)
    async with database.write() as kept:
        await kept.jobs.add([job("first"), job("second")])
    lease = SqlJobRepository.lease

    async def rest_meanwhile(repository: SqlJobRepository, **what: Any) -> list[Job]:
        found = await lease(repository, **what)
        runner.rest()
        return found

    started: list[Coroutine[Any, Any, None]] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SqlJobRepository, "lease", rest_meanwhile)
        assert await runner.run_due(started.append) == 0
    assert started == []
    after = JobRunner(database=database, clock=MovedClock())
    after.handle("first", done)
    after.handle("second", done)
    assert await after.run_due(started.append) == 2
    for work in started:
        await work


async def test_a_failure_at_one_kind_holds_no_other_up(database: Database) -> None:
    """What was leased before the database failed is done, and not left to its lease."""
    runner = JobRunner(database=database, clock=MovedClock())
    runner.handle("first", done)
    runner.handle("second", done)
    async with database.write() as kept:
        await kept.jobs.add([job("first"), job("second")])
    lease, asked = SqlJobRepository.lease, 0

    async def fail_later(repository: SqlJobRepository, **what: Any) -> list[Job]:
        nonlocal asked
        asked += 1
        if asked > 1:
            raise StorageError
        return await lease(repository, **what)

    started: list[Coroutine[Any, Any, None]] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SqlJobRepository, "lease", fail_later)
        with pytest.raises(StorageError):
            await runner.run_due(started.append)
    assert len(started) == 1
    assert await runner.run_due(started.append) == 1
    for work in started:
        await work


async def test_hundreds_about_one_thing_hold_nothing_else_up(database: Database) -> None:
    runner = JobRunner(database=database, clock=MovedClock())
    gate, begun = asyncio.Event(), list[int]()

    async def wait_for_discord(job: Job) -> Outcome:
        begun.append(job.subject_id)
        if job.subject_id == CROWDED:
            await gate.wait()
        return Outcome()

    runner.handle("seat", wait_for_discord, at_once=10, each=3)
    crowd = [seat(f"crowd {number}", CROWDED) for number in range(30)]
    async with database.write() as kept:
        await kept.jobs.add([*crowd, seat("other", 2)])
    under_way: list[asyncio.Task[None]] = []

    def start(work: Coroutine[Any, Any, None]) -> None:
        under_way.append(spawn(work, name="job"))

    await runner.run_due(start)
    async with asyncio.timeout(5):
        await under_way[-1]
    assert sorted(begun) == [CROWDED, CROWDED, CROWDED, 2]
    # The thirty are due, and yet nobody is woken for them before one of theirs has ended.
    assert await runner.next_due() is None
    assert await runner.run_due(start) == 0
    gate.set()
    await asyncio.gather(*under_way)
    while await runner.run_due(start):
        await asyncio.gather(*under_way)
    assert begun.count(CROWDED) == 30


def seat(key: str, subject: int) -> NewJob:
    return NewJob(kind="seat", key=key, guild_id=GuildId(1), subject_id=subject, due_at=NOW)
