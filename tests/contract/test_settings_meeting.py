"""Settings and marks that are changed at the same time, on both engines."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

import pytest

from bot.domain.ids import ChannelId, ShowId, UserId
from bot.domain.shows import Show, TitlePolicy
from bot.domain.spoilers import Position, Track
from bot.services.bundle import Services
from bot.services.progress import BeyondTheEndError, Marking
from bot.storage.database import Database
from tests.contract.conftest import ARA, GUILD, NOW

LOUNGE = ChannelId(5)


class MovableClock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.moment = NOW

    def now(self) -> datetime:
        return self.moment


async def services_over(database: Database, clock: MovableClock | None = None) -> Services:
    services = Services.over(database, clock or MovableClock())
    await services.load()
    return services


async def show_of(services: Services, show_id: ShowId) -> Show:
    return await services.catalog.get(GUILD, show_id)


async def test_a_tightened_policy_is_not_undone_by_a_change_beside_it(database: Database) -> None:
    services = await services_over(database)
    await services.guilds.change(GUILD, titles=TitlePolicy.ALWAYS)
    await asyncio.gather(
        services.guilds.change(GUILD, titles=TitlePolicy.SEEN),
        services.guilds.change(GUILD, zone="Asia/Seoul"),
    )
    for reader in (services, await services_over(database)):
        settings = reader.guilds.settings(GUILD)
        assert (settings.titles, settings.zone) == (TitlePolicy.SEEN, "Asia/Seoul")


async def test_a_room_put_back_to_the_floor_stays_there(
    database: Database, show_id: ShowId
) -> None:
    services = await services_over(database)
    await services.guilds.set_channel_show(GUILD, LOUNGE, show_id)
    await services.guilds.set_channel_position(GUILD, LOUNGE, Position(8))
    await asyncio.gather(
        services.guilds.set_channel_position(GUILD, LOUNGE, None),
        services.guilds.set_channel_show(GUILD, LOUNGE, show_id),
    )
    for reader in (services, await services_over(database)):
        assert reader.guilds.channel(GUILD, LOUNGE).position is None


async def test_marks_made_at_once_are_all_kept(database: Database, show_id: ShowId) -> None:
    services = await services_over(database)
    show = await show_of(services, show_id)
    await asyncio.gather(
        *(
            services.progress.mark(
                GUILD, ARA, show, Marking(track=Track.SCREEN, first=number, last=number)
            )
            for number in range(1, 8)
        )
    )
    standing = await services.audiences.standing(GUILD, ARA, show)
    assert standing.progress.seen(Track.SCREEN).position == 7
    async with database.read() as kept:
        stored = await kept.progress.standing(GUILD, ARA, show_id)
    assert stored.progress == standing.progress


@pytest.mark.parametrize("turn", range(5))
async def test_an_undo_beside_a_mark_takes_its_own_step_back_and_no_other(
    database: Database, show_id: ShowId, turn: int
) -> None:
    services = await services_over(database)
    show = await show_of(services, show_id)
    user_id = UserId(50 + turn)
    first = await services.progress.mark(
        GUILD, user_id, show, Marking(track=Track.SCREEN, first=1, last=1)
    )
    await asyncio.gather(
        services.progress.undo(GUILD, user_id, show, change_id=first.change_id),
        services.progress.mark(GUILD, user_id, show, Marking(track=Track.SCREEN, first=2, last=2)),
    )
    standing = await services.audiences.standing(GUILD, user_id, show)
    assert str(standing.progress.seen(Track.SCREEN)) == "2"


async def test_who_returns_with_an_undo_holds_the_floor_again(
    database: Database, show_id: ShowId
) -> None:
    clock = MovableClock()
    services = await services_over(database, clock)
    show = await show_of(services, show_id)
    whole = Marking(track=Track.SCREEN, first=1, last=8)
    await services.progress.mark(GUILD, ARA, show, whole)
    clock.moment += timedelta(days=31)
    await services.progress.mark(GUILD, UserId(3), show, whole)
    await services.progress.undo(GUILD, ARA, show)
    async with database.read() as kept:
        floor = await services.audiences.floor(kept, GUILD, show_id)
    assert floor.position == Position(0)


async def test_who_only_looks_is_back_too_and_notes_it_once_a_day(
    database: Database, show_id: ShowId
) -> None:
    clock = MovableClock()
    services = await services_over(database, clock)
    show = await show_of(services, show_id)
    await services.progress.mark(GUILD, ARA, show, Marking(track=Track.SCREEN, first=1, last=1))
    for days, noted_at in ((0.5, NOW), (30.5, NOW + timedelta(days=31))):
        clock.moment += timedelta(days=days)
        standing = await services.audiences.standing(GUILD, ARA, show)
        await services.progress.welcome_back(GUILD, ARA, show, standing)
        assert (await services.audiences.standing(GUILD, ARA, show)).active_at == noted_at


@pytest.mark.parametrize(("first", "last"), [(1, 9), (0, 1), (3, 2), (-1, -1)])
async def test_nothing_is_marked_beyond_what_the_show_has(
    database: Database, show_id: ShowId, first: int, last: int
) -> None:
    services = await services_over(database)
    show = await show_of(services, show_id)
    with pytest.raises(BeyondTheEndError):
        await services.progress.mark(
            GUILD, ARA, show, Marking(track=Track.SCREEN, first=first, last=last)
        )
    assert (await services.audiences.standing(GUILD, ARA, show)).active_at is None
