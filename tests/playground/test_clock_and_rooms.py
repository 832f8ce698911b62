"""The world and its clock, with a bot small enough to be seen through."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import discord
import pytest

from bot.client import permissions
from playground.clock import RunningClock
from playground.steps import Moment, Press, React, Run, Say, SeedError, Step, live_through
from playground.world import CAST, World, build_world, inhabited
from tests.playground.playground_stub import StubBot

SHOW = "love-in-the-big-city"
EVERYBODY = tuple(seat.name for seat in CAST)


@asynccontextmanager
async def stub_world(*, since: datetime | None = None) -> AsyncIterator[World]:
    world = build_world(StubBot(), since=since)
    async with inhabited(world):
        yield world


async def nothing_to_come() -> None:
    return None


async def ignore(_acted: bool) -> None:  # noqa: FBT001
    return None


async def test_everybody_enters_the_channels_and_nobody_another_ones_messages() -> None:
    async with stub_world() as world:
        rooms = {(room.kind, room.name): room for room in world.rooms()}
    assert rooms["channel", "general"].enters == EVERYBODY
    assert rooms["dm", "Ara"].enters == ("Ara",)
    assert [kind for kind, _ in rooms].count("dm") == len(CAST)


async def test_a_gated_thread_lists_its_members_only_and_stands_below_its_channel() -> None:
    async with stub_world() as world:
        await live_through(world, [Run("Sora", SHOW, "admit", {"episode": 4})])
        rooms = world.rooms()
    thread = next(room for room in rooms if room.kind == "thread")
    assert thread.enters == ("Sora",)
    assert rooms[rooms.index(thread) - 1].id == thread.parent_id == world.channels[SHOW].id


async def test_no_member_is_let_into_a_gated_thread_by_their_role() -> None:
    async with stub_world() as world:
        await live_through(world, [Run("Ara", SHOW, "admit", {"episode": 4})])
        thread = next(room for room in world.rooms() if room.kind == "thread")
    assert thread.enters == ("Ara",), "a host may change settings, and read no gated thread"


async def test_the_bot_has_the_permissions_it_needs_and_no_more() -> None:
    async with stub_world() as world:
        guild = world.env.bot.get_guild(world.guild.id)
        assert guild is not None
        own = guild.me.guild_permissions.value
    everybodys = guild.default_role.permissions.value
    # SimCord, unlike Discord, wants it of who takes members out of their own private thread.
    simulated = discord.Permissions(manage_threads=True).value
    assert own == permissions().value | simulated | everybodys
    assert not discord.Permissions(own).manage_roles


async def test_the_ids_are_the_same_every_time() -> None:
    async with stub_world() as first, stub_world_ids() as second:
        assert [(room.kind, room.name, room.id) for room in first.rooms()] == second


@asynccontextmanager
async def stub_world_ids() -> AsyncIterator[list[tuple[str, str, int]]]:
    """Build a second world beside the running one; it is never started."""
    world = build_world(StubBot())
    yield [(room.kind, room.name, room.id) for room in world.rooms()]


async def test_a_later_session_gives_no_id_away_twice() -> None:
    week_on = datetime(2026, 1, 8, 9, tzinfo=UTC)
    async with stub_world() as world:
        await world.env.advance_time(timedelta(days=6).total_seconds())
        early = await world.members["Ara"].send(world.channels[SHOW], "Hello")
        rooms = {room.id for room in world.rooms()}
    async with stub_world(since=week_on) as world:
        assert world.now() == week_on
        late = await world.members["Ara"].send(world.channels[SHOW], "Hello again")
        assert {room.id for room in world.rooms()} == rooms
    assert late.id > early.id


async def test_an_hour_passes_at_once_and_says_where_the_bot_spoke() -> None:
    async with stub_world() as world:
        clock = RunningClock(world, upcoming=nothing_to_come, after=ignore)
        await live_through(world, [Run("Ara", SHOW, "nudge", {"minutes": 40})])
        before = world.now()
        spoken = await clock.skip_hour()
        assert world.now() - before == timedelta(hours=1)
        assert spoken == (world.channels[SHOW].id,)


async def test_the_clock_jumps_exactly_to_the_reminder() -> None:
    async with stub_world() as world:
        due = world.now() + timedelta(minutes=75)

        async def upcoming() -> datetime:
            return due

        await live_through(world, [Run("Ara", SHOW, "nudge", {"minutes": 75})])
        clock = RunningClock(world, upcoming=upcoming, after=ignore)
        assert await clock.skip_to_reminder() == (world.channels[SHOW].id,)
        assert world.now() == due


async def test_with_nothing_to_come_the_clock_stays() -> None:
    async with stub_world() as world:
        before = world.now()
        clock = RunningClock(world, upcoming=nothing_to_come, after=ignore)
        assert await clock.skip_to_reminder() == ()
        assert world.now() == before


async def test_work_that_says_nothing_is_passed_over() -> None:
    async with stub_world() as world:
        due = [world.now() + timedelta(minutes=minutes) for minutes in (5, 10, 30)]

        async def upcoming() -> datetime | None:
            return next((moment for moment in due if moment > world.now()), None)

        await live_through(world, [Run("Ara", SHOW, "nudge", {"minutes": 30})])
        clock = RunningClock(world, upcoming=upcoming, after=ignore)
        assert await clock.skip_to_reminder()
        assert world.now() == due[-1]


async def test_whoever_listens_hears_whether_the_bot_acted() -> None:
    heard: list[bool] = []

    async def listen(acted: bool) -> None:  # noqa: FBT001
        heard.append(acted)

    async with stub_world() as world:
        clock = RunningClock(world, upcoming=nothing_to_come, after=listen)
        await clock.skip_hour()
        await live_through(world, [Run("Ara", SHOW, "nudge", {"minutes": 1})])
        await clock.skip_hour()
    assert heard == [False, True]


async def test_a_week_is_lived_through_in_order() -> None:
    steps: list[Step] = [
        Moment(2, 20, 30),
        Say("Minho", "general", "Shall we?"),
        React("Ara", "general", "🍿"),
        Run("Sora", SHOW, "admit", {"episode": 4}),
        Say("Sora", 4, "Anybody?"),
    ]
    async with stub_world() as world:
        await live_through(world, steps)
        assert world.now().replace(second=0) == datetime(2026, 1, 2, 11, 32, tzinfo=UTC)
        said = world.channels["general"].history()[-1]
        assert said.reactions[0].emoji == "🍿"
        (thread,) = world.channels[SHOW].threads
        assert [message.content for message in thread.history()][-1] == "Anybody?"


async def test_a_kept_database_is_given_its_rooms_back_and_nothing_else() -> None:
    steps: list[Step] = [
        Moment(2, 20, 30),
        Run("Ara", SHOW, "nudge", {"minutes": 5}),
        Run("Sora", SHOW, "admit", {"episode": 4}, makes_a_room=True),
        Say("Sora", 4, "Anybody?"),
    ]
    async with stub_world() as world:
        before = world.now()
        await live_through(world, steps, only_the_room=True)
        assert world.now() == before
        (thread,) = world.channels[SHOW].threads
        assert thread.history()[-1].content == "Anybody?"
        await world.env.advance_time(600)
        said = [message.content for message in world.channels[SHOW].history()]
        assert "It is time." not in said


async def test_what_a_visitor_has_changed_does_not_stop_a_kept_session() -> None:
    steps: list[Step] = [Say("Ara", 7, "Where is the thread?"), Say("Ara", SHOW, "There is none.")]
    async with stub_world() as world:
        await live_through(world, steps, only_the_room=True)
        assert world.channels[SHOW].history()[-1].content == "There is none."


@pytest.mark.parametrize(
    "step",
    [
        Run("Ara", SHOW, "unknown"),
        Run("Ara", SHOW, "where", press=("Next",)),
        Say("Ara", 7, "Is there such a thread?"),
        Press("Ara", SHOW, "Going"),
    ],
)
async def test_a_step_that_cannot_be_done_stops_the_week(step: Run | Say | Press) -> None:
    async with stub_world() as world:
        with pytest.raises(SeedError):
            await live_through(world, [step])
