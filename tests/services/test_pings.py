"""What is sent into a gated thread pings only those who belong there, also at the last moment."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any, cast

import discord

from bot.client import LanternBot
from bot.domain.ids import UserId
from bot.services.discussion_ports import MEMBER_JOB
from bot.services.ports import Job
from bot.ui.deliveries import Delivery, deliver
from bot.ui.layouts import card
from bot.ui.words import say
from tests.services.conftest import ARA, GUILD, MINHO, NOW, Room


@dataclass
class Channel:
    """A channel that takes messages; something may happen while it does."""

    id: int
    meanwhile: Callable[[], Awaitable[object]] | None = None
    pinged: list[int] = field(default_factory=list)

    async def send(self, *, allowed_mentions: discord.AllowedMentions, **_: Any) -> object:
        users = cast("list[discord.Object]", allowed_mentions.users)
        self.pinged = [user.id for user in users]
        if self.meanwhile is not None:
            await self.meanwhile()
        return SimpleNamespace(id=9)


async def send(room: Room, channel: Channel, *mentions: UserId) -> None:
    """Deliver a message that mentions members."""
    job = Job(
        id=1,
        kind="party-reminder",
        guild_id=GUILD,
        subject_id=1,
        user_id=None,
        key="1",
        due_at=NOW,
        attempts=1,
    )
    delivery = Delivery(
        job=job,
        channel=cast("discord.PartialMessageable", channel),
        view=card(say("party-list-heading")),
        mark="mark",
        mentions=mentions,
    )
    bot = SimpleNamespace(services=room.services, user=None)
    await deliver(cast("LanternBot", bot), delivery)


async def test_only_those_who_belong_are_pinged_in_a_gated_thread(room: Room) -> None:
    await room.open(4, 400)
    await room.watch(ARA, 1, 3)
    await room.watch(MINHO, 1, 4)
    channel = Channel(400)
    await send(room, channel, ARA, MINHO)
    assert channel.pinged == [MINHO]


async def test_everybody_is_pinged_elsewhere(room: Room) -> None:
    await room.open(4, 400)
    channel = Channel(5)
    await send(room, channel, ARA, MINHO)
    assert channel.pinged == [ARA, MINHO]


async def test_whoever_steps_back_while_they_are_pinged_is_taken_out_again(room: Room) -> None:
    await room.open(4, 400)
    for member in (ARA, MINHO):
        await room.watch(member, 1, 4)
    await room.do(await room.leased(MEMBER_JOB))

    async def step_back() -> None:
        await room.services.progress.undo(GUILD, ARA, room.show)
        # Their own dismissal goes through before the ping, which then brings them back.
        await room.do(await room.leased(MEMBER_JOB))

    await send(room, Channel(400, meanwhile=step_back), ARA, MINHO)
    assert [job.user_id for job in await room.leased(MEMBER_JOB)] == [ARA]
