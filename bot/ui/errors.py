"""One way to explain what went wrong, behind every door that an error can come through.

What a member can do something about is told in a line of its own. Everything else gets a kind line
with a short reference, and the log gets the reference and the traceback: no message content, no
token.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from typing import Any, Final

import discord
from discord import app_commands, ui

from bot.domain.errors import LanternError
from bot.ui.plain import plain_view
from bot.ui.words import Said, say

_log = logging.getLogger(__name__)
_UNKNOWN_INTERACTION = 10062
_TOO_MANY = 429


async def explain(interaction: discord.Interaction, error: BaseException) -> None:
    """Tell the member what happened and what to do; never raises."""
    sentence = sentence_for(unwrap(error), where=_where(interaction))
    try:
        view = plain_view(sentence)
        if interaction.response.is_done():
            await interaction.followup.send(view=view, ephemeral=True)
        else:
            await interaction.response.send_message(view=view, ephemeral=True)
    except discord.HTTPException as refused:
        # Nothing more can be said to them: their interaction is over, or Discord is.
        _log.warning("an explanation could not be delivered: %s", refused.status)


def unwrap(error: BaseException) -> BaseException:
    """Return what really happened: discord.py keeps it as the cause, whatever wraps it."""
    while (
        isinstance(error, app_commands.CommandInvokeError | app_commands.TransformerError)
        and error.__cause__ is not None
    ):
        error = error.__cause__
    return error


def sentence_for(error: BaseException, *, where: str) -> Said:
    """Return the sentence for an error; the unexpected is logged under a reference."""
    if isinstance(error, LanternError):
        return say(error.key, **error.fields)
    if isinstance(error, app_commands.CommandOnCooldown):
        return say("error-slow-down", seconds=max(1, round(error.retry_after)))
    if isinstance(error, discord.HTTPException) and error.status == _TOO_MANY:
        return say("error-discord-busy")
    for kind, refusal in _REFUSALS:
        if isinstance(error, kind):
            return refusal()
    reference = _record(error, where)
    for kind, failure in _FAILURES:
        if isinstance(error, kind):
            return failure(reference)
    return say("error-unexpected", reference=reference)


_REFUSALS: Final[tuple[tuple[type[Exception], Callable[[], Said]], ...]] = (
    (app_commands.MissingPermissions, lambda: say("error-needs-permission")),
    (app_commands.NoPrivateMessage, lambda: say("error-guild-only")),
    (app_commands.CheckFailure, lambda: say("error-not-allowed")),
)
_FAILURES: Final[tuple[tuple[type[Exception], Callable[[Said], Said]], ...]] = (
    (discord.Forbidden, lambda reference: say("error-forbidden", reference=reference)),
    (discord.NotFound, lambda reference: say("error-gone", reference=reference)),
    (discord.DiscordServerError, lambda reference: say("error-discord-down", reference=reference)),
)


def _record(error: BaseException, where: str) -> Said:
    """Log an error under a short reference that the member can quote."""
    reference = secrets.token_hex(3).upper()
    _log.error("reference %s: %s failed", reference, where, exc_info=error)
    return Said(reference)


def _where(interaction: discord.Interaction) -> str:
    """Name the door by command or component, without anything that somebody typed."""
    if interaction.command is not None:
        return f"/{interaction.command.qualified_name}"
    data: Any = interaction.data or {}
    return str(data.get("custom_id", interaction.type.name)).split(":", 1)[0]


class LanternModal(ui.Modal):
    """A form whose errors are explained like all others."""

    async def on_error(  # type: ignore[override]  # discord.py's own signature for modals
        self, interaction: discord.Interaction, error: Exception, /
    ) -> None:
        """Explain; borrowed from discord.ui.Modal."""
        await explain(interaction, error)


def install(tree: app_commands.CommandTree[Any]) -> None:
    """Put `explain` behind the command tree."""

    @tree.error
    async def on_error(
        interaction: discord.Interaction, error: app_commands.AppCommandError
    ) -> None:
        if interaction.type is discord.InteractionType.autocomplete:
            # Choices that fail are logged and left empty: there is nobody to tell.
            _record(unwrap(error), _where(interaction))
            return
        await explain(interaction, error)
