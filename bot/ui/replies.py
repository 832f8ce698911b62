"""How a cog answers: first answer, edit or follow-up, whichever the moment asks for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import discord
from discord import ui

from bot.ui.plain import plain_view
from bot.ui.words import Shown

NOBODY = discord.AllowedMentions.none()


class AnswerLostError(Exception):
    """Discord takes no answer: the interaction is over, its message is gone, or we may not speak.

    What was asked for may be done all the same.
    """


class AnswerUndoneError(AnswerLostError):
    """Likewise, and what was asked for has been taken back."""


async def reply(
    interaction: discord.Interaction, view: ui.LayoutView | Shown, *, ephemeral: bool = True
) -> None:
    """Answer an interaction; private unless told otherwise, and pinging nobody.

    Raises AnswerLostError where Discord takes none.
    """
    message = view if isinstance(view, ui.LayoutView) else plain_view(view)
    with _noticing_the_lost():
        if interaction.response.is_done():
            await interaction.followup.send(
                view=message, ephemeral=ephemeral, allowed_mentions=NOBODY
            )
        else:
            await interaction.response.send_message(
                view=message, ephemeral=ephemeral, allowed_mentions=NOBODY
            )


async def turn(interaction: discord.Interaction, view: ui.LayoutView | Shown) -> None:
    """Change the message whose button was pressed, as when turning a page.

    Raises AnswerLostError where Discord takes no change.
    """
    message = view if isinstance(view, ui.LayoutView) else plain_view(view)
    with _noticing_the_lost():
        if interaction.response.is_done():
            await interaction.edit_original_response(view=message, allowed_mentions=NOBODY)
        else:
            await interaction.response.edit_message(view=message, allowed_mentions=NOBODY)


async def answer(interaction: discord.Interaction, view: ui.LayoutView | Shown) -> None:
    """Answer a command anew; where a button was pressed, change its message.

    Raises AnswerLostError where Discord takes none.
    """
    if interaction.type is discord.InteractionType.component:
        await turn(interaction, view)
    else:
        await reply(interaction, view)


@contextmanager
def _noticing_the_lost() -> Iterator[None]:
    try:
        yield
    except (discord.Forbidden, discord.NotFound) as refused:
        raise AnswerLostError from refused
