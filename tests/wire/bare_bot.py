"""The least that a slash command bot can be: the yardstick of the figures.

It answers a constant, keeps nothing and reads nothing. `--plain` runs a client without shards.
"""
# ruff: noqa: ARG001 - the options are there to be typed, not read

import argparse
import asyncio
import os
import signal
from typing import Any

import discord
import yarl
from discord import app_commands
from discord.gateway import DiscordWebSocket
from discord.http import Route

ANSWER = "Episode 1 · 45 minutes"
CHOICES = [app_commands.Choice(name=f"Episode {n}", value=str(n)) for n in range(1, 9)]


class ShardedBot(discord.AutoShardedClient):
    """The client that the figures measure."""

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Do not wait 5 s between two shards: the server has no such limit."""


class PlainBot(discord.Client):
    """The same without shards."""

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Do not wait 5 s before identifying anew."""


def add_commands(tree: app_commands.CommandTree[Any]) -> None:
    """Add the commands that are measured, with the names and options of the real ones."""

    async def choices(
        _interaction: discord.Interaction, _typed: str
    ) -> list[app_commands.Choice[str]]:
        return CHOICES

    @tree.command(description="Look an episode up")
    @app_commands.autocomplete(episode=choices, show=choices)
    async def episode(
        interaction: discord.Interaction,
        episode: str | None = None,
        show: str | None = None,
        public: bool = False,  # noqa: FBT001, FBT002 - the option of a command
    ) -> None:
        await interaction.response.send_message(ANSWER, ephemeral=not public)

    @tree.command(description="Mark what you have watched")
    @app_commands.autocomplete(episode=choices, show=choices)
    async def watched(
        interaction: discord.Interaction, episode: str | None = None, show: str | None = None
    ) -> None:
        await interaction.response.send_message(ANSWER, ephemeral=True)


async def run(client: discord.Client, tree: app_commands.CommandTree[Any]) -> None:
    """Log in, learn where the gateway is, sync, and serve until SIGTERM."""
    Route.BASE = os.environ["DISCORD_API_URL"]
    asyncio.get_running_loop().add_signal_handler(
        signal.SIGTERM, lambda: asyncio.ensure_future(client.close())
    )
    async with client:
        await client.login(os.environ["DISCORD_TOKEN"])
        _, url, _ = await client.http.get_bot_gateway()
        # Reconnects after an invalid session go to the default instead of asking again.
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(url)
        await tree.sync()
        await client.connect()


def client_from_arguments() -> discord.Client:
    """Return the kind of client that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--plain", action="store_true", help="a client without shards")
    intents = discord.Intents.default()
    is_plain = parser.parse_args().plain
    return PlainBot(intents=intents) if is_plain else ShardedBot(intents=intents)


def main() -> None:
    """Run the bare bot."""
    client = client_from_arguments()
    tree: app_commands.CommandTree[Any] = app_commands.CommandTree(client)
    add_commands(tree)
    asyncio.run(run(client, tree))


if __name__ == "__main__":
    main()
