"""What we lack to post in a channel, as Discord's settings call it."""

from __future__ import annotations

from typing import Any

import discord

from bot.domain.errors import LanternError
from bot.domain.ids import ChannelId
from bot.ui.permission_names import lacking
from bot.ui.words import Said, joined, mention_channel


class CannotPostThereError(LanternError):
    """We may not write in the channel."""

    key = "error-party-cannot-post"

    def __init__(self, channel_id: ChannelId, missing: Said) -> None:
        fields: dict[str, Any] = {"channel": mention_channel(channel_id), "lacking": missing}
        super().__init__(**fields)


def lacking_in(guild: discord.Guild | None, channel_id: ChannelId) -> Said | None:
    """Return the permissions that we lack in a channel; None where none is known to be missing."""
    channel = None if guild is None else guild.get_channel_or_thread(channel_id)
    if guild is None or channel is None:
        return None
    is_thread = isinstance(channel, discord.Thread)
    return lacking_of(channel.permissions_for(guild.me), is_thread=is_thread)


def lacking_of(held: discord.Permissions, *, is_thread: bool) -> Said | None:
    """Return which permissions to post are missing; None where none is."""
    send = "send_messages_in_threads" if is_thread else "send_messages"
    missing = lacking(held, ("view_channel", send))
    return joined(missing, ", ") if missing else None
