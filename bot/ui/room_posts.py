"""Cards for a whole room: posted as messages of their own, never as the answer to a command.

Clients show everybody the options of a command that was answered in public, and an option may hold
a title that its writer may see and the room may not.
"""

from __future__ import annotations

import discord
from discord import ui

from bot.domain.errors import LanternError
from bot.ui.replies import NOBODY, reply
from bot.ui.words import say


class CannotPostError(LanternError):
    """We may not write in this channel."""

    key = "error-cannot-post"


async def post_to_room(interaction: discord.Interaction, view: ui.LayoutView) -> discord.Message:
    """Post a card where the interaction happened, and tell the member so privately.

    Raises CannotPostError where we may not write.
    """
    channel = interaction.channel
    if not isinstance(channel, discord.abc.Messageable):
        raise CannotPostError
    await interaction.response.defer(ephemeral=True)
    try:
        message = await channel.send(view=view, allowed_mentions=NOBODY)
    except discord.Forbidden:
        raise CannotPostError from None
    await reply(interaction, say("room-posted"))
    return message
