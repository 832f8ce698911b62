"""The outbox: leased, done once, and given back by whoever dies."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

from bot.domain.ids import MessageId, UserId
from bot.services.ports import Job, NewJob
from bot.storage.database import Database
from tests.contract.conftest import ARA, GUILD, MINHO, NOW


def job(
    key: str, *, due_at: datetime = NOW, user: UserId | None = None, subject: int = 7
) -> NewJob:
    return NewJob(
        kind="test", key=key, guild_id=GUILD, subject_id=subject, due_at=due_at, user_id=user
    )


async def lease(database: Database, now: datetime = NOW, *, limit: int = 10) -> list[Job]:
    async with database.write() as kept:
        return await kept.jobs.lease(kind="test", now=now, seconds=60, limit=limit)


async def test_a_job_added_again_stays_the_first(database: Database) -> None:
    async with database.write() as kept:
        await kept.jobs.add([job("a"), job("a", due_at=NOW + timedelta(days=1))])
    (found,) = await lease(database)
    assert (found.key, found.due_at, found.attempts) == ("a", NOW, 1)


async def test_a_done_job_is_not_added_anew(database: Database) -> None:
    async with database.write() as kept:
        await kept.jobs.add([job("a")])
    (found,) = await lease(database)
    async with database.write() as kept:
        await kept.jobs.finish(found.id, state="done", now=NOW, message_id=MessageId(5))
        await kept.jobs.add([job("a")])
    assert await lease(database, NOW + timedelta(days=9)) == []


async def test_what_is_not_due_waits(database: Database) -> None:
    later = NOW + timedelta(minutes=5)
    async with database.write() as kept:
        await kept.jobs.add([job("later", due_at=later)])
        assert await kept.jobs.next_due() == later
    assert await lease(database) == []
    assert [found.key for found in await lease(database, later)] == ["later"]


async def test_a_leased_job_is_nobody_elses_until_the_lease_runs_out(database: Database) -> None:
    async with database.write() as kept:
        await kept.jobs.add([job("a")])
    await lease(database)
    assert await lease(database, NOW + timedelta(seconds=59)) == []
    async with database.read() as kept:
        assert await kept.jobs.next_due() == NOW + timedelta(seconds=60)
    (again,) = await lease(database, NOW + timedelta(seconds=60))
    assert again.attempts == 2


async def test_two_workers_never_take_the_same_job(database: Database) -> None:
    async with database.write() as kept:
        await kept.jobs.add([job(str(n)) for n in range(40)])
    batches = await asyncio.gather(*(lease(database, limit=10) for _ in range(4)))
    keys = [found.key for batch in batches for found in batch]
    assert sorted(keys, key=int) == [str(n) for n in range(40)]


async def test_the_oldest_come_first(database: Database) -> None:
    async with database.write() as kept:
        await kept.jobs.add([job("new"), job("old", due_at=NOW - timedelta(hours=1))])
    assert [found.key for found in await lease(database, limit=1)] == ["old"]


async def test_a_postponed_job_comes_back_at_its_time(database: Database) -> None:
    async with database.write() as kept:
        await kept.jobs.add([job("a")])
    (found,) = await lease(database)
    later = NOW + timedelta(minutes=1)
    async with database.write() as kept:
        await kept.jobs.postpone(found.id, later)
        assert await kept.jobs.next_due() == later
    assert [again.attempts for again in await lease(database, later)] == [2]


async def test_cancelling_takes_only_what_is_meant_and_not_done(database: Database) -> None:
    async with database.write() as kept:
        await kept.jobs.add(
            [job("a", user=ARA), job("b", user=MINHO), job("c", user=ARA, subject=8)]
        )
        assert await kept.jobs.cancel(kind="test", subject_id=7, user_id=ARA) == 1
        assert await kept.jobs.cancel(kind="other", subject_id=7) == 0
    assert sorted(found.key for found in await lease(database)) == ["b", "c"]
    async with database.read() as kept:
        assert await kept.jobs.next_due() is not None


async def test_kinds_are_leased_and_waited_for_apart(database: Database) -> None:
    other = NewJob(kind="other", key="x", guild_id=GUILD, subject_id=1, due_at=NOW)
    async with database.write() as kept:
        await kept.jobs.add([job("a"), other])
        assert await kept.jobs.due_kinds(NOW - timedelta(seconds=1)) == []
        assert await kept.jobs.due_kinds(NOW) == ["other", "test"]
    await lease(database)
    async with database.read() as kept:
        assert await kept.jobs.due_kinds(NOW) == ["other"]
        assert await kept.jobs.next_due(without=["other"]) == NOW + timedelta(seconds=60)
        assert await kept.jobs.next_due(without=["other", "test"]) is None


async def test_freed_leases_count_as_tries(database: Database) -> None:
    async with database.write() as kept:
        await kept.jobs.add([job("a")])
    await lease(database)
    async with database.write() as kept:
        await kept.jobs.release_all()
    assert [again.attempts for again in await lease(database)] == [2]
