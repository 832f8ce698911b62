"""Cards for a whole room: posted as messages of their own, never as the answer to a command.

Clients show everybody the options of a command that was answered in public, and an option may hold
a title that its writer may see and the room may not.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import Final

import discord
from discord import app_commands, ui

from bot.domain.errors import LanternError
from bot.domain.shows import Show
from bot.ui.buttons import DrawnButton
from bot.ui.errors import CUT_OFF
from bot.ui.layouts import LanternView, Row, card
from bot.ui.once import Once
from bot.ui.replies import NOBODY, AnswerLostError, reply, turn
from bot.ui.words import say

_TRIES: Final = 2
_PUBLIC: Final = "public"
"""The option that asks for a card for the room where the answer is private without it."""
_posting: Final = Once()
_log = logging.getLogger(__name__)


class CannotPostError(LanternError):
    """We may not write in this channel."""

    key = "error-cannot-post-here"


class CannotPostPublicError(CannotPostError):
    """Likewise, where the same command answers privately as well."""

    key = "error-cannot-post"


async def post_to_room(interaction: discord.Interaction, view: ui.LayoutView) -> discord.Message:
    """Post a card where the interaction happened, and tell the member so privately.

    Raises CannotPostError where we may not write.
    """
    channel = interaction.channel
    if not isinstance(channel, discord.abc.Messageable):
        raise _cannot_post(interaction)
    await interaction.response.defer(ephemeral=True)
    try:
        message = await channel.send(view=view, allowed_mentions=NOBODY)
    except discord.Forbidden:
        raise _cannot_post(interaction) from None
    await _say_so(interaction)
    return message


def posting_question(show: Show, post: DrawnButton, mine: DrawnButton) -> LanternView:
    """Ask whoever is behind a room: what is posted there they will read too."""
    return card(say("room-ask-ahead", show=show.title), Row([post, mine]))


async def post_as_asked(
    interaction: discord.Interaction, make: Callable[[], Awaitable[ui.LayoutView]]
) -> None:
    """Post what is made, once the question above has been answered; a second press does nothing."""

    async def post(interaction: discord.Interaction) -> None:
        await post_to_room(interaction, await make())

    await _posting.do(interaction, post)


def _cannot_post(interaction: discord.Interaction) -> CannotPostError:
    """Return the refusal that offers what the command has: an option, or another channel."""
    command = interaction.command
    if isinstance(command, app_commands.Command) and command.get_parameter(_PUBLIC) is not None:
        return CannotPostPublicError()
    return CannotPostError()


async def _say_so(interaction: discord.Interaction) -> None:
    """Tell the member that the card is there.

    It is there whether they are told or not, so no error leaves here: whoever is told to try again
    would post it twice.
    """
    for _ in range(_TRIES):
        try:
            if interaction.type is discord.InteractionType.component:
                await turn(interaction, say("room-posted"))
            else:
                await reply(interaction, say("room-posted"))
        except (discord.HTTPException, AnswerLostError, *CUT_OFF) as refused:
            _log.info("a card was posted, and nobody could be told: %s", type(refused).__name__)
        else:
            return
