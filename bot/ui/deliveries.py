"""Sending what must arrive once, also when nobody knows whether an earlier try went through.

Each delivery carries a nonce made from its job, so that Discord itself drops a repetition within
minutes. For longer gaps, as after a crash, the channel is looked through for the message: it is
ours and holds a component whose custom id names the job.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

import discord
from discord import ui
from msgspec import Struct

from bot.client import LanternBot
from bot.domain.ids import ChannelId, UserId
from bot.services.ports import Job

LOOK_BACK: Final = 1_000
"""Messages looked through; in a channel busier than that, one word too many is bearable."""

MENTIONS_LIMIT: Final = 80
"""Members named in one message: Discord takes 100, and 4,000 characters over all texts."""


class Delivery(Struct, frozen=True, kw_only=True):
    """One message of one job."""

    job: Job
    channel: discord.DMChannel | discord.PartialMessageable
    view: ui.LayoutView
    mark: str
    """The custom id of a component that no other message has."""
    part: int = 0
    """Which of the job's messages it is."""
    mentions: Sequence[UserId] = ()
    """The members that it pings; nobody else, whatever stands in it."""


async def deliver(bot: LanternBot, delivery: Delivery) -> discord.Message:
    """Send a message, or find it where an earlier try had sent it already.

    Discord adds whoever is mentioned in a private thread to it. In a gated thread only those are
    pinged who belong there, and whoever steps back meanwhile is taken out again.

    Raises discord.HTTPException as sending does.
    """
    message = await _sent_or_found(bot, delivery)
    if delivery.mentions:
        await bot.services.admissions.look_again(_channel_id(delivery), delivery.mentions)
    return message


async def is_welcome(bot: LanternBot, delivery: Delivery) -> bool:
    """Tell whether everybody whom a delivery mentions may be called into its channel."""
    return len(await _welcome(bot, delivery)) == len(delivery.mentions)


async def _sent_or_found(bot: LanternBot, delivery: Delivery) -> discord.Message:
    if delivery.job.attempts > 1:
        found = await find_delivered(bot, delivery)
        if found is not None:
            return found
    return await delivery.channel.send(
        view=delivery.view,
        nonce=f"j{delivery.job.id}.{delivery.part}",
        allowed_mentions=discord.AllowedMentions(
            everyone=False,
            roles=False,
            users=[discord.Object(user_id) for user_id in await _welcome(bot, delivery)],
        ),
    )


async def _welcome(bot: LanternBot, delivery: Delivery) -> list[UserId]:
    if not delivery.mentions:
        return []
    return await bot.services.admissions.welcome(
        delivery.job.guild_id, _channel_id(delivery), delivery.mentions
    )


def _channel_id(delivery: Delivery) -> ChannelId:
    return ChannelId(delivery.channel.id)


async def find_delivered(bot: LanternBot, delivery: Delivery) -> discord.Message | None:
    """Return the message of a delivery where it was sent already."""
    ours = bot.user
    # From the newest backwards: a try that ended in the dark is seldom long ago.
    async for message in delivery.channel.history(limit=LOOK_BACK):
        is_ours = ours is not None and message.author.id == ours.id
        if is_ours and delivery.mark in custom_ids(message.components):
            return message
    return None


def custom_ids(components: Iterable[Any]) -> set[str]:
    """Return the custom ids in a message, however deep its components are nested."""
    found: set[str] = set()
    for component in components:
        custom_id = getattr(component, "custom_id", None)
        if custom_id is not None:
            found.add(custom_id)
        accessory = getattr(component, "accessory", None)
        inner = [*getattr(component, "children", ()), *([accessory] if accessory else [])]
        found |= custom_ids(inner)
    return found
