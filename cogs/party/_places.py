"""Where a party's card goes, and where people meet."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable
from typing import Any, Final

import discord

from bot.domain.errors import LanternError
from bot.domain.ids import ChannelId, UserId
from bot.domain.member_text import clean_member_text
from bot.domain.parties import LONGEST_PLACE
from bot.ui.errors import CUT_OFF
from bot.ui.options import place_of, services_of
from bot.ui.posting import CannotPostThereError, lacking_of
from bot.ui.words import mention_channel

_log = logging.getLogger(__name__)

_MOST_ASKED: Final = 20
"""Private threads that Discord is asked about for one answer."""

Writable = discord.TextChannel | discord.Thread


class PlaceTooLongError(LanternError):
    """The place is a story of its own."""

    key = "error-place-too-long"


class _ChannelError(LanternError):
    def __init__(self, **fields: Any) -> None:  # noqa: ANN401 - a channel's mention is no plain field
        super().__init__(**fields)


class YouCannotPostThereError(_ChannelError):
    """The member may not write there, and shall not have us do it for them."""

    key = "error-party-you-cannot-post"


def read_place(text: str | None) -> str | None:
    """Return where people meet, as it is kept.

    Raises PlaceTooLongError.
    """
    if text is None:
        return None
    if len(text) > LONGEST_PLACE:
        raise PlaceTooLongError(length=len(text), limit=LONGEST_PLACE)
    return clean_member_text(text, limit=LONGEST_PLACE, one_line=True) or None


async def card_channel(interaction: discord.Interaction, chosen: Writable | None) -> ChannelId:
    """Return where a party's card goes.

    That is the channel that was chosen; else this one where it is about a show; else the guild's
    home channel, if it set one that the member may know of; else this one.

    Raises CannotPostThereError, YouCannotPostThereError.
    """
    place = place_of(interaction)
    guilds = services_of(interaction).guilds
    if chosen is None:
        home = guilds.settings(place.guild_id).home_channel_id
        rooms = (place.channel_id, place.parent_id)
        is_about_a_show = any(
            room is not None and guilds.channel(place.guild_id, room).show_id is not None
            for room in rooms
        )
        there = None
        if home is not None and not is_about_a_show and interaction.guild is not None:
            there = interaction.guild.get_channel_or_thread(home)
        if not isinstance(there, Writable) or not await sees(interaction, ChannelId(there.id)):
            return _checked(
                place.channel_id,
                interaction.app_permissions,
                interaction.permissions,
                is_thread=place.parent_id is not None,
            )
        chosen = there
    await _check_gate(interaction, chosen)
    mine, theirs = chosen.permissions_for(chosen.guild.me), interaction.permissions
    if isinstance(interaction.user, discord.Member):
        theirs = chosen.permissions_for(interaction.user)
    return _checked(
        ChannelId(chosen.id), mine, theirs, is_thread=isinstance(chosen, discord.Thread)
    )


async def sees(interaction: discord.Interaction, channel_id: ChannelId) -> bool:
    """Tell whether a member may know of a channel; of one that nobody knows they may not."""
    return channel_id in await seen_of(interaction, [channel_id])


async def seen_of(
    interaction: discord.Interaction, channel_ids: Iterable[ChannelId]
) -> set[ChannelId]:
    """Return of which channels a member may know.

    Discord alone knows who sits in a private thread that members made. It is asked about the first
    few of them at once, and the member is taken to be in none of the others.
    """
    seen: set[ChannelId] = set()
    to_ask: list[discord.Thread] = []
    for channel_id in dict.fromkeys(channel_ids):
        known = await _known(interaction, channel_id)
        if isinstance(known, discord.Thread):
            to_ask.append(known)
        elif known:
            seen.add(channel_id)
    to_ask = to_ask[:_MOST_ASKED]
    are_in = await asyncio.gather(*(_is_in(one, interaction.user.id) for one in to_ask))
    return seen | {ChannelId(one.id) for one, is_in in zip(to_ask, are_in, strict=True) if is_in}


async def _known(interaction: discord.Interaction, channel_id: ChannelId) -> bool | discord.Thread:
    """Tell whether a member may know of a channel; return a thread of which Discord has to say."""
    guild, member = interaction.guild, interaction.user
    if guild is None or not isinstance(member, discord.Member):
        return False
    services, guild_id = services_of(interaction), place_of(interaction).guild_id
    # Permissions let everybody into a gated thread who sees its channel: the gate comes first.
    if not await services.admissions.welcome(guild_id, channel_id, [UserId(member.id)]):
        return False
    channel = guild.get_channel_or_thread(channel_id)
    record = services.discussions.book.at(channel_id)
    if channel is None and record is not None:
        # An archived thread is not in memory; what it inherits from its channel is.
        channel = guild.get_channel(record.channel_id)
    if channel is None or not channel.permissions_for(member).view_channel:
        return False
    if record is None and isinstance(channel, discord.Thread) and channel.is_private():
        return channel
    return True


async def _is_in(thread: discord.Thread, user_id: int) -> bool:
    """Tell whether a member sits in a private thread that members made; in doubt they do not."""
    try:
        await thread.fetch_member(user_id)
    except (discord.HTTPException, *CUT_OFF) as refused:
        _log.debug("a private thread does not know a member: %s", type(refused).__name__)
        return False
    return True


async def _check_gate(interaction: discord.Interaction, chosen: Writable) -> None:
    """Keep a member from planning into a gated thread that is closed to them."""
    guild_id, user_id = place_of(interaction).guild_id, UserId(interaction.user.id)
    admissions = services_of(interaction).admissions
    if not await admissions.welcome(guild_id, ChannelId(chosen.id), [user_id]):
        raise YouCannotPostThereError(channel=mention_channel(chosen.id))


def _checked(
    channel_id: ChannelId,
    mine: discord.Permissions,
    theirs: discord.Permissions,
    *,
    is_thread: bool = False,
) -> ChannelId:
    needed = _IN_THREADS if is_thread else _IN_CHANNELS
    channel = mention_channel(channel_id)
    lacking = lacking_of(mine, is_thread=is_thread)
    if lacking is not None:
        raise CannotPostThereError(channel_id, lacking)
    if not theirs.is_superset(needed):
        raise YouCannotPostThereError(channel=channel)
    return channel_id


_IN_CHANNELS: Final = discord.Permissions(view_channel=True, send_messages=True)
_IN_THREADS: Final = discord.Permissions(view_channel=True, send_messages_in_threads=True)
