"""A bot that does once whatever a real one may, so that the server can be tried by itself."""

import asyncio
import io
from typing import Any

import aiohttp
import discord
from discord import app_commands

from tests.wire.bare_bot import add_commands, client_from_arguments, run


class NoteModal(discord.ui.Modal, title="A note"):
    """Asks for one line."""

    line: discord.ui.TextInput["NoteModal"] = discord.ui.TextInput(label="Line", custom_id="line")

    async def on_submit(self, interaction: discord.Interaction) -> None:
        """Say it back."""
        await interaction.response.send_message(f"noted: {self.line.value}", ephemeral=True)


class Buttons(discord.ui.View):
    """One button that edits its message, one that defers, one that opens a modal."""

    def __init__(self) -> None:
        super().__init__(timeout=None)

    @discord.ui.button(label="Count", custom_id="count")
    async def count(self, interaction: discord.Interaction, _button: Any) -> None:
        """Change the message at once."""
        await interaction.response.edit_message(content="counted")

    @discord.ui.button(label="Later", custom_id="later")
    async def later(self, interaction: discord.Interaction, _button: Any) -> None:
        """Change the message after deferring."""
        await interaction.response.defer()
        await interaction.edit_original_response(content="later")

    @discord.ui.button(label="Note", custom_id="note")
    async def note(self, interaction: discord.Interaction, _button: Any) -> None:
        """Open the modal."""
        await interaction.response.send_modal(NoteModal())


def add_trials(tree: app_commands.CommandTree[Any]) -> None:
    """Add a group of commands, one for each thing to try."""
    trial = app_commands.Group(name="trial", description="One thing at a time")
    tree.add_command(trial)

    @trial.command(description="Defer, then answer with a file")
    async def deferred(interaction: discord.Interaction, times: int, who: discord.User) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        file = discord.File(io.BytesIO(b"hello"), filename="hello.txt")
        await interaction.edit_original_response(content=f"{who} x{times}", attachments=[file])
        await interaction.followup.send("and this", ephemeral=True)

    @trial.command(description="Answer with buttons")
    async def buttons(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("press", view=Buttons())

    @trial.command(description="Send one message three times under one nonce")
    async def nonce(interaction: discord.Interaction) -> None:
        channel = interaction.channel
        assert isinstance(channel, discord.TextChannel)
        sent = [await channel.send("once", nonce="7") for _ in range(3)]
        history = [message.content async for message in channel.history(limit=10)]
        await interaction.response.send_message(
            f"{len({message.id for message in sent})} {history}", ephemeral=True
        )

    @trial.command(description="Send a message and say what became of it")
    async def send(interaction: discord.Interaction, text: str) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        channel = interaction.channel
        assert isinstance(channel, discord.TextChannel)
        try:
            await channel.send(text)
        except (discord.HTTPException, aiohttp.ClientError) as error:
            await interaction.edit_original_response(content=type(error).__name__)
        else:
            await interaction.edit_original_response(content="sent")

    @trial.command(description="Open a private thread, admit the member, write in it and by DM")
    async def thread(interaction: discord.Interaction) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        channel = interaction.channel
        assert isinstance(channel, discord.TextChannel)
        opened = await channel.create_thread(
            name="Episode 7", type=discord.ChannelType.private_thread, invitable=False
        )
        await opened.add_user(interaction.user)
        message = await opened.send("welcome")
        await message.edit(content="welcome in")
        await (await opened.send("a slip")).delete()
        await opened.edit(archived=True)
        await interaction.user.send("see the thread")
        await interaction.edit_original_response(content=opened.mention)


def main() -> None:
    """Run the trial bot."""
    client = client_from_arguments()
    tree: app_commands.CommandTree[Any] = app_commands.CommandTree(client)
    add_commands(tree)
    add_trials(tree)
    client.add_view(Buttons())
    asyncio.run(run(client, tree))


if __name__ == "__main__":
    main()
