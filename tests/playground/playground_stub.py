"""A small bot with what the playground needs to be tried: an answer, a gated thread, a reminder."""

from __future__ import annotations

import asyncio
from pathlib import Path

import discord
from discord import app_commands
from discord.ext import commands

from bot.tasks import spawn


class StubBot(commands.AutoShardedBot):
    """Answers two commands; everything it knows is gone when it stops."""

    def __init__(self) -> None:
        super().__init__(command_prefix=commands.when_mentioned, intents=discord.Intents.default())

    async def setup_hook(self) -> None:
        self.tree.add_command(where)
        self.tree.add_command(admit)
        self.tree.add_command(nudge)
        await self.tree.sync()


@app_commands.command(description="Say where I am")
async def where(interaction: discord.Interaction, episode: int = 3) -> None:
    await interaction.response.send_message(f"You are at episode {episode}.", ephemeral=True)


@app_commands.command(description="Open a thread that only its members see")
@app_commands.guild_only()
async def admit(interaction: discord.Interaction, episode: int) -> None:
    room = interaction.channel
    assert isinstance(room, discord.TextChannel)
    thread = await room.create_thread(
        name=f"Love in the Big City · Episode {episode}", type=discord.ChannelType.private_thread
    )
    assert isinstance(interaction.user, discord.Member)
    await thread.add_user(interaction.user)
    await thread.send("Welcome in.")
    await interaction.response.send_message("The thread is open.", ephemeral=True)


@app_commands.command(description="Remind this room later")
@app_commands.guild_only()
async def nudge(interaction: discord.Interaction, minutes: int) -> None:
    room = interaction.channel
    assert isinstance(room, discord.TextChannel)

    async def later() -> None:
        await asyncio.sleep(minutes * 60)
        await room.send("It is time.")

    spawn(later(), name="nudge")
    await interaction.response.send_message("I will.", ephemeral=True)


async def build_stub(_database: Path) -> discord.Client:
    """Build a fresh stub."""
    return StubBot()
