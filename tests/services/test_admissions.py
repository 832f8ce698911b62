"""Letting in and taking out while a member changes their mind, and waking the worker for it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any, cast

import pytest

from bot.client import LanternBot
from bot.domain.guild_settings import ThreadKind
from bot.domain.ids import ChannelId, UserId
from bot.services.discussion_ports import MEMBER_JOB
from cogs.discuss._jobs import DiscussionJobs
from tests.services.conftest import ARA, GUILD, MINHO, Room


@dataclass
class SlowThread:
    """A thread whose admissions wait for their rate limit; taking out waits for nothing."""

    inside: set[int] = field(default_factory=set)
    asked: asyncio.Event = field(default_factory=asyncio.Event)
    may_enter: asyncio.Event = field(default_factory=asyncio.Event)

    async def add_user(self, member: Any) -> None:
        self.asked.set()
        await self.may_enter.wait()
        self.inside.add(member.id)

    async def remove_user(self, member: Any) -> None:
        self.inside.discard(member.id)


def worker(room: Room, thread: SlowThread) -> DiscussionJobs:
    """Return the jobs of a bot that knows one thread."""
    guild = SimpleNamespace(get_thread=lambda _thread_id: thread)
    bot = SimpleNamespace(services=room.services, get_guild=lambda _guild_id: guild)
    return DiscussionJobs(cast("LanternBot", bot))


async def undo_while_being_let_in(
    room: Room, thread: SlowThread
) -> tuple[DiscussionJobs, asyncio.Task[Any]]:
    """Have a member reach the thread, and step back while their admission waits at Discord."""
    await room.watch(ARA, 1, 3)
    await room.open(4, 400)
    jobs = worker(room, thread)
    await room.watch(ARA, 4, 4)
    (admit,) = await room.leased(MEMBER_JOB)
    letting_in = asyncio.ensure_future(jobs.move_member(admit))
    await thread.asked.wait()
    await room.services.progress.undo(GUILD, ARA, room.show)
    return jobs, letting_in


async def test_a_dismissal_waits_for_the_admission_that_it_would_overtake(room: Room) -> None:
    thread = SlowThread()
    jobs, letting_in = await undo_while_being_let_in(room, thread)
    (dismiss,) = await room.leased(MEMBER_JOB)
    taking_out = asyncio.ensure_future(jobs.move_member(dismiss))
    finished, _ = await asyncio.wait({taking_out}, timeout=0.05)
    assert not finished
    thread.may_enter.set()
    await asyncio.gather(letting_in, taking_out)
    assert thread.inside == set()


async def test_whoever_steps_back_while_being_let_in_is_taken_out_by_the_same_job(
    room: Room,
) -> None:
    thread = SlowThread()
    _, letting_in = await undo_while_being_let_in(room, thread)
    thread.may_enter.set()
    await letting_in
    assert thread.inside == set()
    async with room.database.read() as kept:
        assert list(await kept.discussions.out_of_step()) == []


async def test_every_kept_step_that_calls_for_a_move_wakes_the_worker(room: Room) -> None:
    await room.open(4, 400)
    members = [UserId(number) for number in range(50, 70)]
    for member in members:
        await room.watch(member, 1, 3)
    wakes: list[None] = []
    room.services.jobs.on_wake(lambda: wakes.append(None))
    await asyncio.gather(*(room.watch(member, 4, 4) for member in members))
    assert len(wakes) == len(members)


@pytest.mark.parametrize("last", [3, 5])
async def test_a_step_that_moves_nobody_wakes_nobody(room: Room, last: int) -> None:
    await room.open(4, 400)
    if last == 5:
        await room.watch(ARA, 1, 4)
    wakes: list[None] = []
    room.services.jobs.on_wake(lambda: wakes.append(None))
    await room.watch(ARA, 1, last)
    assert wakes == []


async def test_into_a_gated_thread_only_those_may_be_called_who_belong_there(room: Room) -> None:
    await room.open(4, 400)
    await room.watch(ARA, 1, 3)
    await room.watch(MINHO, 1, 4)
    welcome = room.services.admissions.welcome
    everybody = [ARA, MINHO, UserId(30)]
    assert await welcome(GUILD, ChannelId(400), everybody) == [MINHO]
    assert await welcome(GUILD, ChannelId(5), everybody) == everybody


async def test_into_an_open_thread_anybody_may_be_called(room: Room) -> None:
    discussions = room.services.discussions
    record, _ = await discussions.claim(
        GUILD,
        room.show.id,
        4,
        kind=ThreadKind.OPEN,
        channel_id=ChannelId(5),
        user_id=MINHO,
    )
    await discussions.keep_thread(record, ChannelId(400))
    assert await room.services.admissions.welcome(GUILD, ChannelId(400), [ARA]) == [ARA]
