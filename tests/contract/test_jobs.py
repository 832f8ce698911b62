"""The outbox: leased, done once, and given back by whoever dies."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

from bot.domain.ids import MessageId, UserId
from bot.services.jobs import JobRunner
from bot.services.ports import Job, NewJob
from bot.storage.database import Database
from tests.contract.conftest import ARA, GUILD, MINHO, NOW


class Still:
    """A clock that stands still."""

    def now(self) -> datetime:
        return NOW


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
        assert await kept.jobs.next_due(["test"]) == NOW + timedelta(seconds=60)
        assert await kept.jobs.next_due(["other", "test"]) == NOW
        assert await kept.jobs.next_due([]) is None
        assert await kept.jobs.next_due() == NOW


async def test_freed_leases_count_as_tries(database: Database) -> None:
    async with database.write() as kept:
        await kept.jobs.add([job("a")])
    await lease(database)
    async with database.write() as kept:
        await kept.jobs.release_all()
    assert [again.attempts for again in await lease(database)] == [2]


async def test_many_are_added_at_once(database: Database) -> None:
    async with database.write() as kept:
        await kept.jobs.add([])
        await kept.jobs.add([job(str(n)) for n in range(1_500)])
        await kept.jobs.add([job("new"), job("7", due_at=NOW - timedelta(hours=1))])
    found = await lease(database, limit=9_999)
    assert [one.key for one in found] == [*map(str, range(1_500)), "new"]


async def test_many_are_cancelled_at_once(database: Database) -> None:
    other = NewJob(kind="other", key="x", guild_id=GUILD, subject_id=7, due_at=NOW)
    async with database.write() as kept:
        await kept.jobs.add([job("done", subject=7)])
    (done,) = await lease(database)
    async with database.write() as kept:
        await kept.jobs.finish(done.id, state="done", now=NOW)
        await kept.jobs.add([job(str(n), subject=n) for n in range(6, 10)])
        await kept.jobs.add([other])
        assert await kept.jobs.cancel_all(kinds=["test", "nothing"], subject_ids=[7, 8, 99]) == 2
        assert await kept.jobs.cancel_all(kinds=[], subject_ids=[6]) == 0
        assert await kept.jobs.cancel_all(kinds=["test"], subject_ids=[]) == 0
        # What is done stays: its key keeps the same work from being done again.
        await kept.jobs.add([job("done", subject=7)])
        assert await kept.jobs.due_kinds(NOW) == ["other", "test"]
    assert [one.subject_id for one in await lease(database)] == [6, 9]


async def test_what_was_closed_long_ago_is_swept(database: Database) -> None:
    closed = {"old": 3, "failed": 3, "young": 1, "given-up": 3, "skipped": 3}
    states = {"failed": "failed", "given-up": "skipped", "skipped": "skipped"}
    async with database.write() as kept:
        await kept.jobs.add(
            [job(key, user=ARA if key == "given-up" else None) for key in [*closed, "due"]]
        )
        for one in await kept.jobs.lease(kind="test", now=NOW, seconds=60, limit=10):
            if one.key in closed:
                at = NOW - timedelta(days=closed[one.key])
                await kept.jobs.finish(one.id, state=states.get(one.key, "done"), now=at)
        assert await kept.jobs.sweep(NOW - timedelta(days=2)) == 3
        assert await kept.jobs.sweep(NOW - timedelta(days=2)) == 0
        await kept.jobs.release_all()
        # Whoever is still remembered is not added again.
        await kept.jobs.add([job(key) for key in closed])
    assert sorted(one.key for one in await lease(database)) == ["due", "failed", "old", "skipped"]


async def test_a_start_gives_back_what_a_killed_process_had_leased(
    database: Database,
) -> None:
    async with database.write() as kept:
        await kept.jobs.add([job("a")])
    await lease(database)
    await JobRunner(database=database, clock=Still()).load()
    assert [again.attempts for again in await lease(database)] == [2]


async def test_no_subject_takes_more_than_its_share(database: Database) -> None:
    crowd = [job(f"crowd {number}", subject=1) for number in range(9)]
    others = [job("other", subject=2), job("third", subject=3)]
    async with database.write() as kept:
        await kept.jobs.add([*crowd, *others])
        taken = await kept.jobs.lease(kind="test", now=NOW, seconds=60, limit=10, each=2)
        assert [found.key for found in taken] == ["crowd 0", "crowd 1", "other", "third"]
        more = await kept.jobs.lease(
            kind="test", now=NOW, seconds=60, limit=10, each=2, spare=[1, 3]
        )
    assert more == []


async def test_what_is_passed_over_wakes_nobody(database: Database) -> None:
    later = NOW + timedelta(minutes=5)
    async with database.write() as kept:
        await kept.jobs.add([job("crowd", subject=1), job("other", subject=2, due_at=later)])
        assert await kept.jobs.next_due() == NOW
        assert await kept.jobs.next_due(spare=[("test", 1)]) == later
        assert await kept.jobs.next_due(["test"], spare=[("test", 1), ("test", 2)]) is None
        assert await kept.jobs.next_due(spare=[("else", 1)]) == NOW
