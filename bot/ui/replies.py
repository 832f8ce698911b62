"""How a cog answers: first answer, edit or follow-up, whichever the moment asks for."""

from __future__ import annotations

import discord
from discord import ui

from bot.ui.plain import plain_view
from bot.ui.words import Shown

NOBODY = discord.AllowedMentions.none()


async def reply(
    interaction: discord.Interaction, view: ui.LayoutView | Shown, *, ephemeral: bool = True
) -> None:
    """Answer an interaction; private unless told otherwise, and pinging nobody."""
    message = view if isinstance(view, ui.LayoutView) else plain_view(view)
    if interaction.response.is_done():
        await interaction.followup.send(view=message, ephemeral=ephemeral, allowed_mentions=NOBODY)
    else:
        await interaction.response.send_message(
            view=message, ephemeral=ephemeral, allowed_mentions=NOBODY
        )


async def turn(interaction: discord.Interaction, view: ui.LayoutView | Shown) -> None:
    """Change the message whose button was pressed, as when turning a page."""
    message = view if isinstance(view, ui.LayoutView) else plain_view(view)
    if interaction.response.is_done():
        await interaction.edit_original_response(view=message, allowed_mentions=NOBODY)
    else:
        await interaction.response.edit_message(view=message, allowed_mentions=NOBODY)
