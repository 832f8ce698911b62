"""What is remembered of a standing is what the database says, or nothing."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any, cast

import pytest

from bot.domain.ids import GuildId, ShowId, UserId
from bot.domain.progress import Progress, Seen, TrackProgress
from bot.domain.spoilers import Track
from bot.services.ports import Database, Standing
from bot.services.standings import Standings
from tests.services.conftest import ARA, GUILD, MINHO, Room

SHOW = ShowId(1)


def at(position: int) -> Standing:
    tracks = (TrackProgress(Track.SCREEN, 0, Seen.up_to(position)),)
    return Standing(
        progress=Progress(show_id=SHOW, tracks=tracks),
        is_following=True,
        is_hidden=False,
        active_at=None,
    )


class SlowDatabase:
    """Answers with what it holds when it is asked, once it is let go on."""

    def __init__(self, position: int = 0) -> None:
        self.holds = at(position)
        self.reads = 0
        self.may_answer = asyncio.Event()
        self.may_answer.set()
        self.progress = self

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Any]:
        yield self

    async def standing(self, _guild: GuildId, _user: UserId, _show: ShowId) -> Standing:
        self.reads += 1
        found = self.holds
        await self.may_answer.wait()
        return found


@pytest.fixture
def database() -> SlowDatabase:
    return SlowDatabase()


@pytest.fixture
def standings(database: SlowDatabase) -> Standings:
    return Standings(database=cast("Database", database))


async def test_a_standing_is_read_once(database: SlowDatabase, standings: Standings) -> None:
    first = await standings.get(GUILD, ARA, SHOW)
    assert await standings.get(GUILD, ARA, SHOW) is first
    await standings.get(GUILD, MINHO, SHOW)
    assert database.reads == 2


@pytest.mark.parametrize("forget_all", [True, False])
async def test_what_is_forgotten_is_read_anew(
    database: SlowDatabase, standings: Standings, *, forget_all: bool
) -> None:
    await standings.get(GUILD, ARA, SHOW)
    database.holds = at(1)
    if forget_all:
        standings.forget_all()
    else:
        standings.forget(GUILD, ARA, SHOW)
    assert await standings.get(GUILD, ARA, SHOW) is database.holds


async def test_a_read_under_way_while_something_is_written_is_not_kept(
    database: SlowDatabase, standings: Standings
) -> None:
    database.may_answer.clear()
    reading = asyncio.ensure_future(standings.get(GUILD, ARA, SHOW))
    await asyncio.sleep(0)
    with standings.writing(GUILD, ARA, SHOW):
        database.holds = at(1)
    database.may_answer.set()
    assert (await reading).progress.knowledge.position.screen == 0
    assert await standings.get(GUILD, ARA, SHOW) is database.holds


async def test_what_was_written_need_not_be_read(
    database: SlowDatabase, standings: Standings
) -> None:
    with standings.writing(GUILD, ARA, SHOW) as writing:
        writing.outcome = at(3)
    assert await standings.get(GUILD, ARA, SHOW) is writing.outcome
    assert database.reads == 0


async def test_what_failed_is_read_anew(database: SlowDatabase, standings: Standings) -> None:
    def fail() -> None:
        with standings.writing(GUILD, ARA, SHOW) as writing:
            writing.outcome = at(3)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert await standings.get(GUILD, ARA, SHOW) is database.holds


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
async def test_of_two_writes_at_once_nobody_knows_which_was_last(
    database: SlowDatabase, standings: Standings, order: Sequence[int]
) -> None:
    writes = [standings.writing(GUILD, ARA, SHOW) for _ in order]
    for number, write in enumerate(writes):
        write.__enter__().outcome = at(3 + number)
    for place in order:
        writes[place].__exit__(None, None, None)
    assert await standings.get(GUILD, ARA, SHOW) is database.holds
    with standings.writing(GUILD, ARA, SHOW) as alone:
        alone.outcome = at(5)
    assert await standings.get(GUILD, ARA, SHOW) is alone.outcome


@pytest.mark.parametrize("forget_all", [True, False])
async def test_a_deletion_meanwhile_wins(
    database: SlowDatabase, standings: Standings, *, forget_all: bool
) -> None:
    with standings.writing(GUILD, ARA, SHOW) as writing:
        writing.outcome = at(3)
        if forget_all:
            standings.forget_all()
        else:
            standings.forget(GUILD, ARA, SHOW)
    assert await standings.get(GUILD, ARA, SHOW) is database.holds


async def test_marks_leave_in_memory_what_the_database_holds(room: Room) -> None:
    """Whatever a step does, what is remembered after it is what would be read."""

    async def compare() -> Standing:
        remembered = await room.services.standings.get(GUILD, ARA, room.show.id)
        async with room.database.read() as kept:
            assert await kept.progress.standing(GUILD, ARA, room.show.id) == remembered
        return remembered

    progress = room.services.progress
    for first, last in ((1, 1), (2, 2), (4, 5), (5, 5), (3, 3)):
        await room.watch(ARA, first, last)
        await compare()
    await progress.set_hidden(GUILD, ARA, room.show, is_hidden=True)
    await room.watch(ARA, 6, 6)
    assert (await compare()).is_hidden
    await progress.undo(GUILD, ARA, room.show)
    await compare()
    await progress.drop(GUILD, ARA, room.show)
    assert not (await compare()).is_following
    await room.watch(ARA, 6, 7)
    assert (await compare()).is_following
    await progress.follow(GUILD, ARA, room.show)
    assert (await compare()).progress.knowledge.position.screen == 7
