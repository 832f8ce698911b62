"""The first word in a new guild, and no more than that."""

from __future__ import annotations

import logging

import discord
from discord.ext import commands

from bot.client import LanternBot
from bot.ui.errors import CUT_OFF
from bot.ui.replies import NOBODY
from cogs.settings._setup import welcome_card

_log = logging.getLogger(__name__)


class WelcomeCog(commands.Cog):
    """Says hello once, where it may."""

    def __init__(self, bot: LanternBot) -> None:
        self._bot = bot

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Post one message with a Set up button; borrowed from discord.py."""
        channel = _first_writable(guild)
        if channel is None:
            return
        try:
            await channel.send(view=welcome_card(), allowed_mentions=NOBODY)
        except (discord.HTTPException, *CUT_OFF) as refused:
            # Whoever added us still has /settings setup; there is nobody to tell.
            _log.info("no welcome in guild %d: %s", guild.id, type(refused).__name__)


def _first_writable(guild: discord.Guild) -> discord.TextChannel | None:
    """Return the system channel, else the topmost text channel, in which we may write."""
    system = guild.system_channel
    channels = guild.text_channels if system is None else [system, *guild.text_channels]
    for channel in channels:
        held = channel.permissions_for(guild.me)
        if held.view_channel and held.send_messages:
            return channel
    return None
