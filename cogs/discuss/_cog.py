"""The commands of discussion threads."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot.ui.discuss_cards import room_talk
from bot.ui.layouts import card
from bot.ui.options import asking, episode_choices, read_episode, show_choices
from bot.ui.replies import reply
from bot.ui.words import describe
from cogs.discuss._buttons import threads_card
from cogs.discuss._offer import open_for


class DiscussCog(commands.Cog):
    """Opens threads, lists them, and tells how far a room may talk."""

    discuss = app_commands.Group(
        name="discuss", description=describe("group-discuss"), guild_only=True
    )

    @discuss.command(name="open", description=describe("command-discuss-open"))
    @app_commands.describe(episode=describe("option-discuss-episode"), show=describe("option-show"))
    @app_commands.autocomplete(episode=episode_choices, show=show_choices)
    async def open_one(
        self,
        interaction: discord.Interaction,
        episode: str | None = None,
        show: str | None = None,
    ) -> None:
        """Open a thread, or find it; left out, the episode is the last one that was seen."""
        who = await asking(interaction, show)
        kind = who.services.guilds.settings(who.guild_id).threads
        number = (
            max(who.walk.position, 1) if episode is None else read_episode(who, episode).ordinal
        )
        await open_for(interaction, who, number, kind)

    @discuss.command(name="list", description=describe("command-discuss-list"))
    @app_commands.describe(show=describe("option-show"))
    @app_commands.autocomplete(show=show_choices)
    async def list_mine(self, interaction: discord.Interaction, show: str | None = None) -> None:
        """List the threads that are open to whoever asks."""
        await reply(interaction, threads_card(await asking(interaction, show)))

    @discuss.command(description=describe("command-discuss-safe"))
    @app_commands.describe(show=describe("option-show"))
    @app_commands.autocomplete(show=show_choices)
    async def safe(self, interaction: discord.Interaction, show: str | None = None) -> None:
        """Tell how far this room may talk."""
        who = await asking(interaction, show)
        talk = await who.services.room_talks.talk(who.place, who.show)
        await reply(interaction, card(*room_talk(who.show, talk)))
