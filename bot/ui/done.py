"""Saying that something is done, in a way that sends nobody to do it again."""

from __future__ import annotations

import logging

import discord
from discord import ui

from bot.ui.errors import CUT_OFF
from bot.ui.replies import AnswerLostError, reply, turn

_log = logging.getLogger(__name__)


async def turn_done(interaction: discord.Interaction, view: ui.LayoutView) -> None:
    """Change the message whose button did it; where that fails, say so in one of its own.

    It is kept by now: whoever was told of a fault instead would do it once more.
    """
    try:
        await turn(interaction, view)
    except (discord.HTTPException, AnswerLostError, *CUT_OFF) as refused:
        _log.info("what is done could not be shown: %s", type(refused).__name__)
        await reply(interaction, view)
