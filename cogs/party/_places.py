"""Where a party's card goes, and where people meet."""

from __future__ import annotations

from typing import Any, Final

import discord

from bot.domain.errors import LanternError
from bot.domain.ids import ChannelId, UserId
from bot.domain.member_text import clean_member_text
from bot.domain.parties import LONGEST_PLACE
from bot.ui.options import place_of, services_of
from bot.ui.words import mention_channel

Writable = discord.TextChannel | discord.Thread


class PlaceTooLongError(LanternError):
    """The place is a story of its own."""

    key = "error-place-too-long"


class _ChannelError(LanternError):
    def __init__(self, **fields: Any) -> None:  # noqa: ANN401 - a channel's mention is no plain field
        super().__init__(**fields)


class CannotPostThereError(_ChannelError):
    """We may not write in the channel."""

    key = "error-party-cannot-post"


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
    home channel, if it set one; else this one.

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
        if not isinstance(there, Writable):
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
    if not mine.is_superset(needed):
        raise CannotPostThereError(channel=channel)
    if not theirs.is_superset(needed):
        raise YouCannotPostThereError(channel=channel)
    return channel_id


_IN_CHANNELS: Final = discord.Permissions(view_channel=True, send_messages=True)
_IN_THREADS: Final = discord.Permissions(view_channel=True, send_messages_in_threads=True)
