"""Threads and who sits in them, over a real database and a Discord that does as it is told."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.domain.guild_settings import ThreadKind
from bot.domain.ids import ChannelId, GuildId, UserId
from bot.domain.shows import Show
from bot.domain.spoilers import Track
from bot.services.bundle import Services
from bot.services.discussion_ports import DiscussionRecord, Seat
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
        kept = await self.services.discussions.keep_thread(record, ChannelId(thread_id))
        assert kept is not None
        return kept

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
