"""Threads and who sits in them, over a real database and a Discord that does as it is told."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.domain.guild_settings import ThreadKind
from bot.domain.ids import ChannelId, GuildId, MessageId, UserId
from bot.domain.shows import Show
from bot.domain.spoilers import Track
from bot.services.bundle import Services
from bot.services.discussion_ports import (
    CHECK_JOB,
    MEMBER_JOB,
    DiscussionRecord,
    Seat,
)
from bot.services.ports import Job
from bot.services.progress import Marking
from bot.storage.database import Database
from bot.storage.schema import migrate

GUILD, ARA, MINHO = GuildId(1), UserId(10), UserId(20)
NOW = datetime(2026, 3, 1, tzinfo=UTC)


class StillClock:
    """A clock that stands."""

    def now(self) -> datetime:
        return NOW


@dataclass
class Room:
    """Services over a database, one show, and who sits in which thread."""

    services: Services
    database: Database
    show: Show
    inside: set[tuple[int, int]] = field(default_factory=set)

    async def watch(self, user_id: UserId, first: int, last: int) -> None:
        marking = Marking(track=Track.SCREEN, first=first, last=last)
        await self.services.progress.mark(GUILD, user_id, self.show, marking)

    async def claim(self, episode: int) -> tuple[DiscussionRecord, bool]:
        return await self.services.discussions.claim(
            GUILD,
            self.show.id,
            episode,
            kind=ThreadKind.GATED,
            channel_id=ChannelId(5),
            user_id=MINHO,
        )

    async def open(self, episode: int, thread_id: int) -> DiscussionRecord:
        record, _ = await self.claim(episode)
        return await self.services.discussions.keep_thread(record, ChannelId(thread_id))

    async def leased(self, kind: str) -> list[Job]:
        async with self.database.write() as kept:
            later = NOW + timedelta(hours=1)
            return await kept.jobs.lease(kind=kind, now=later, seconds=60, limit=100)

    async def do(self, jobs: Sequence[Job]) -> None:
        """Do member jobs as Discord would: what is asked for twice changes nothing."""
        for job in jobs:
            assert job.user_id is not None
            seat = Seat(guild_id=GUILD, discussion_id=job.subject_id, user_id=job.user_id)
            found = await self.services.admissions.seat(seat)
            if found is None:
                continue
            _, belongs = found
            place = (job.subject_id, job.user_id)
            (self.inside.add if belongs else self.inside.discard)(place)
            await self.services.admissions.keep(seat, is_in=belongs)


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Room]:
    database = Database(f"sqlite+aiosqlite:///{tmp_path / 'lantern.db'}")
    await migrate(database)
    services = Services.over(database, StillClock())
    episodes = [{"season": 1, "number": number} for number in range(1, 9)]
    document = {"slug": "s", "title": "S", "episode": episodes}
    show = await services.catalog.create(GUILD, MINHO, document)
    assert show is not None
    await services.load()
    yield Room(services=services, database=database, show=show)
    await database.close()


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

        def after_moved(self) -> None:
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
