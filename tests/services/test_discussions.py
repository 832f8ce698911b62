"""Opening, forgetting and catching up with threads, and who is called into them."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from types import SimpleNamespace

import pytest

from bot.domain.ids import ChannelId, MessageId
from bot.services.bundle import Services
from bot.services.discussion_ports import CHECK_JOB, MEMBER_JOB
from bot.services.ports import Repositories
from tests.services.conftest import ARA, GUILD, MINHO, NOW, Room, StillClock


async def test_of_many_who_claim_at_once_one_is_first(room: Room) -> None:
    claims = await asyncio.gather(*(room.claim(4) for _ in range(10)))
    assert len({record.id for record, _ in claims}) == 1
    assert sum(is_new for _, is_new in claims) == 1


async def test_a_thread_that_is_kept_calls_everybody_who_belongs_in_it(room: Room) -> None:
    await room.watch(ARA, 1, 3)
    await room.watch(MINHO, 1, 8)
    record = await room.open(4, 400)
    jobs = await room.leased(MEMBER_JOB)
    assert [(job.subject_id, job.user_id) for job in jobs] == [(record.id, MINHO)]


async def test_whoever_marks_while_the_thread_is_being_made_is_called_too(room: Room) -> None:
    record, _ = await room.claim(4)
    await room.watch(ARA, 1, 4)
    assert [job.user_id for job in await room.leased(MEMBER_JOB)] == [ARA]
    await room.services.discussions.keep_thread(record, ChannelId(400))
    assert [job.user_id for job in await room.leased(MEMBER_JOB)] == [ARA]


async def test_in_whatever_order_the_jobs_are_done_the_same_people_sit_inside(
    room: Room,
) -> None:
    records = [await room.open(episode, episode * 100) for episode in (3, 4)]
    await room.watch(ARA, 1, 4)
    await room.services.progress.undo(GUILD, ARA, room.show)
    await room.watch(ARA, 1, 3)
    jobs = await room.leased(MEMBER_JOB)
    assert len(jobs) == 5
    for order in itertools.permutations(jobs):
        room.inside.clear()
        await room.do(order)
        assert room.inside == {(records[0].id, ARA)}


async def test_a_step_that_fails_calls_nobody(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    class BrokenError(Exception):
        pass

    class BreaksLate:
        async def on_moved(self, *_arguments: object) -> None:
            raise BrokenError

        def after_moved(self, *_arguments: object) -> None:
            return None

    await room.open(4, 400)
    await room.leased(MEMBER_JOB)
    observers = room.services.progress._observers
    monkeypatch.setattr(room.services.progress, "_observers", [*observers, BreaksLate()])
    with pytest.raises(BrokenError):
        await room.watch(ARA, 1, 4)
    assert await room.leased(MEMBER_JOB) == []


async def test_a_forgotten_thread_leaves_no_work_behind(room: Room) -> None:
    await room.watch(MINHO, 1, 8)
    record = await room.open(4, 400)
    await room.services.discussions.check([record], after=timedelta(), apart=timedelta())
    await room.services.discussions.forget(record)
    assert room.services.discussions.book.at(ChannelId(400)) is None
    assert await room.leased(MEMBER_JOB) == []
    assert await room.leased(CHECK_JOB) == []
    place = room.services.guilds.channel(GUILD, ChannelId(400))
    assert (place.show_id, place.position) == (None, None)


async def test_a_new_thread_under_an_old_number_calls_everybody_again(room: Room) -> None:
    await room.watch(MINHO, 1, 8)
    first = await room.open(4, 400)
    await room.do(await room.leased(MEMBER_JOB))
    await room.services.discussions.forget(first)
    await room.open(4, 401)
    assert [job.user_id for job in await room.leased(MEMBER_JOB)] == [MINHO]


async def test_catching_up_calls_those_who_were_lost(room: Room) -> None:
    await room.watch(ARA, 1, 4)
    record = await room.open(4, 400)
    for job in await room.leased(MEMBER_JOB):
        async with room.database.write() as kept:
            await kept.jobs.finish(job.id, state="failed", now=NOW)
    called = await room.services.admissions.catch_up(lambda guild_id: guild_id == GUILD)
    assert called == 1
    await room.do(await room.leased(MEMBER_JOB))
    assert room.inside == {(record.id, ARA)}
    assert await room.services.admissions.catch_up(lambda _guild_id: True) == 0


async def test_another_processs_guilds_are_left_to_it(room: Room) -> None:
    await room.watch(ARA, 1, 4)
    record = await room.open(4, 400)
    await room.do(await room.leased(MEMBER_JOB))
    async with room.database.write() as kept:
        await kept.discussions.dismiss(GUILD, record.id, ARA)
    assert await room.services.admissions.catch_up(lambda _guild_id: False) == 0


async def test_what_is_kept_is_there_after_a_start(room: Room) -> None:
    record = await room.open(4, 400)
    await room.services.discussions.keep_post(record, MessageId(9))
    fresh = Services.over(room.database, StillClock())
    await fresh.load()
    kept = fresh.discussions.book.at(ChannelId(400))
    assert kept is not None
    assert (kept.episode, kept.post_id) == (4, 9)


async def test_a_first_post_that_comes_too_late_brings_no_forgotten_thread_back(
    room: Room,
) -> None:
    discussions = room.services.discussions
    record = await room.open(4, 400)
    await discussions.forget(record)
    await discussions.keep_post(record, MessageId(9))
    assert discussions.book.find(GUILD, room.show.id, 4) is None
    assert discussions.book.at(ChannelId(400)) is None


async def test_a_thread_whose_claim_was_forgotten_while_it_was_made_is_not_kept(
    room: Room,
) -> None:
    await room.watch(MINHO, 1, 8)
    discussions = room.services.discussions
    record, _ = await room.claim(4)
    await discussions.forget(record)
    assert await discussions.keep_thread(record, ChannelId(400)) is None
    assert discussions.book.find(GUILD, room.show.id, 4) is None
    assert discussions.book.at(ChannelId(400)) is None
    assert await room.leased(MEMBER_JOB) == []
    place = room.services.guilds.channel(GUILD, ChannelId(400))
    assert (place.show_id, place.position) == (None, None)


async def test_a_thread_that_is_forgotten_just_as_it_is_kept_stays_forgotten(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    discussions = room.services.discussions
    record, _ = await room.claim(4)
    write = room.database.write

    @asynccontextmanager
    async def forgotten_right_after() -> AsyncIterator[Repositories]:
        async with write() as kept:
            yield kept
        monkeypatch.setattr(discussions, "_database", room.database)
        await discussions.forget(record)

    other = SimpleNamespace(write=forgotten_right_after, read=room.database.read)
    monkeypatch.setattr(discussions, "_database", other)
    assert await discussions.keep_thread(record, ChannelId(400)) is None
    assert discussions.book.at(ChannelId(400)) is None
    assert discussions.book.find(GUILD, room.show.id, 4) is None


async def test_an_opening_brings_the_job_that_settles_it_until_the_thread_is_kept(
    room: Room,
) -> None:
    record, _ = await room.claim(4)
    again, is_new = await room.claim(4)
    assert (again.id, is_new) == (record.id, False)
    assert [job.subject_id for job in await room.leased(CHECK_JOB)] == [record.id]
    await room.services.discussions.keep_thread(record, ChannelId(400))
    async with room.database.read() as kept:
        assert await kept.jobs.next_due([CHECK_JOB]) is None
