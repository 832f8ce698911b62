"""Members' lines, over a real database: what one member may do, and what a page has room for."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.domain.ids import GuildId, UserId
from bot.domain.shows import Show
from bot.domain.spoilers import Knowledge, Position, Track
from bot.services.bundle import Services
from bot.services.notes import EmptyNoteError, NoteGoneError, NotSeenYetError
from bot.services.progress import Marking
from bot.storage.database import Database
from bot.storage.schema import migrate

GUILD, ARA, MINHO = GuildId(1), UserId(10), UserId(20)


class StillClock:
    """A clock that stands."""

    def now(self) -> datetime:
        return datetime(2026, 3, 1, tzinfo=UTC)


@dataclass
class Room:
    """Services over a database, with one show."""

    services: Services
    show: Show

    async def watch(self, user_id: UserId, last: int) -> None:
        marking = Marking(track=Track.SCREEN, first=1, last=last)
        await self.services.progress.mark(GUILD, user_id, self.show, marking)

    async def write(self, user_id: UserId, text: str, episode: int = 2) -> int:
        notes = self.services.notes
        kept = await notes.write(GUILD, user_id, self.show, self.show.episode(episode), text)
        return kept.id

    async def heard(self, episode: int, position: int) -> list[str]:
        knowledge = Knowledge(self.show.id, Position(position))
        found = await self.services.notes.on_episode(GUILD, self.show.episode(episode), knowledge)
        return [str(line.text) for line in found.lines]


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Room]:
    database = Database(f"sqlite+aiosqlite:///{tmp_path / 'lantern.db'}")
    await migrate(database)
    services = Services.over(database, StillClock())
    document = {"slug": "s", "title": "S", "episode": [{"number": n} for n in (1, 2, 3)]}
    show = await services.catalog.create(GUILD, ARA, document)
    assert show is not None
    yield Room(services, show)
    await database.close()


async def test_a_line_is_heard_by_those_who_are_there(room: Room) -> None:
    await room.watch(ARA, 2)
    await room.write(ARA, "the hands")
    assert await room.heard(2, position=2) == ["the hands"]
    assert await room.heard(2, position=1) == []
    assert await room.heard(1, position=3) == []


async def test_lines_are_found_after_a_restart(room: Room) -> None:
    await room.watch(ARA, 2)
    await room.write(ARA, "the hands")
    await room.services.load()
    assert await room.heard(2, position=2) == ["the hands"]


async def test_another_members_line_is_as_good_as_gone(room: Room) -> None:
    await room.watch(ARA, 2)
    await room.watch(MINHO, 3)
    note_id = await room.write(ARA, "the hands")
    notes = room.services.notes
    with pytest.raises(NoteGoneError):
        await notes.own(GUILD, MINHO, note_id)
    with pytest.raises(NoteGoneError):
        await notes.edit(GUILD, MINHO, note_id, "mine")
    await notes.remove(GUILD, MINHO, note_id)
    assert await room.heard(2, position=2) == ["the hands"]


async def test_a_refused_line_or_change_leaves_everything_as_it_was(room: Room) -> None:
    await room.watch(ARA, 2)
    note_id = await room.write(ARA, "the hands")
    with pytest.raises(NotSeenYetError):
        await room.write(ARA, "a guess", episode=3)
    with pytest.raises(EmptyNoteError):
        await room.services.notes.edit(GUILD, ARA, note_id, "\u200b")
    await room.services.progress.undo(GUILD, ARA, room.show)
    with pytest.raises(NotSeenYetError):
        await room.services.notes.edit(GUILD, ARA, note_id, "changed")
    assert await room.heard(2, position=3) == ["the hands"]
    assert await room.heard(3, position=3) == []


async def test_the_newest_lines_have_room_first(room: Room) -> None:
    for number in range(4):
        friend = UserId(100 + number)
        await room.watch(friend, 2)
        await room.write(friend, str(number) + "*" * 270)
    shown = await room.heard(2, position=2)
    assert [text[0] for text in shown] == ["2", "3"]
    assert sum(map(len, shown)) <= 1_500
