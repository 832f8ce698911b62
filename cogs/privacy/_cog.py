"""The commands of privacy; they work in direct messages too."""

from __future__ import annotations

import io

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import LanternBot
from bot.domain.ids import GuildId, UserId
from bot.services.privacy import EVERYWHERE, SWEEP_JOB
from bot.ui.layouts import card
from bot.ui.options import services_of
from bot.ui.replies import NOBODY, reply
from bot.ui.words import describe, say
from cogs.privacy._deleting import first_question

_HERE = "here"
_WHERE = [
    app_commands.Choice(name=describe("choice-privacy-here"), value=_HERE),
    app_commands.Choice(name=describe("choice-privacy-everywhere"), value="everywhere"),
]
_FILE_NAME = "lantern-data.json"


class PrivacyCog(commands.Cog):
    """Gives a member their data, or deletes it."""

    privacy = app_commands.Group(
        name="privacy",
        description=describe("group-privacy"),
        allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=True),
    )

    def __init__(self, bot: LanternBot) -> None:
        self._bot = bot

    async def cog_load(self) -> None:
        """Take on what is left to do after a deletion."""
        services = self._bot.services
        services.jobs.handle(SWEEP_JOB, services.privacy.sweep)

    @privacy.command(description=describe("command-privacy-export"))
    async def export(self, interaction: discord.Interaction) -> None:
        """Give everything as a file."""
        user_id, guild_id = UserId(interaction.user.id), GuildId(interaction.guild_id or EVERYWHERE)
        data = await services_of(interaction).privacy.export(user_id, guild_id)
        text = say("privacy-export" if interaction.guild_id else "privacy-export-everywhere")
        view = card(text)
        view.add_item(discord.ui.File(f"attachment://{_FILE_NAME}"))
        await interaction.response.send_message(
            view=view,
            file=discord.File(io.BytesIO(data), _FILE_NAME),
            ephemeral=True,
            allowed_mentions=NOBODY,
        )

    @privacy.command(description=describe("command-privacy-delete"))
    @app_commands.describe(where=describe("option-privacy-where"))
    @app_commands.choices(where=_WHERE)
    async def delete(self, interaction: discord.Interaction, where: str = _HERE) -> None:
        """Ask, twice, whether all of it is to go."""
        here = GuildId(interaction.guild_id or EVERYWHERE)
        guild_id = here if where == _HERE else EVERYWHERE
        await reply(interaction, await first_question(interaction, guild_id))
