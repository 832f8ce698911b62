"""One way to explain what went wrong, behind every door that an error can come through.

What a member can do something about is told in a line of its own. Everything else gets a kind line
with a short reference, and the log gets the reference and the traceback: no message content, no
token.

Listeners and background work have nobody to tell: `LanternBot.on_error`, `bot.tasks.spawn` and the
worker log what they raise under a reference too.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from http import HTTPStatus
from typing import Any, Final

import aiohttp
import discord
from discord import app_commands, ui

from bot.domain.errors import LanternError, StorageError
from bot.log import record
from bot.ui.owners import NotYourButtonError, owner_of
from bot.ui.plain import plain_view
from bot.ui.replies import NOBODY, AnswerLostError, AnswerUndoneError
from bot.ui.words import Said, say

_log = logging.getLogger(__name__)
_TAKEN: Final = "taken"
_TRIES: Final = 2
"""How often an explanation is sent; what it is about may well have hit its sending too."""
_FORM_SECONDS: Final = 3 * 3_600
"""How long a form stays open; whoever closes one does not tell us."""


class FormGoneError(LanternError):
    """A form was sent off that nobody waits for any more."""

    key = "error-form-gone"


class OldButtonError(LanternError):
    """A button was pressed that this version does not know."""

    key = "error-old-button"


class OfferError(LanternError):
    """A refusal that comes with a way on, such as a menu of what may have been meant."""

    def view(self) -> ui.LayoutView:
        """Return the whole message: the sentence, and what can be pressed below it."""
        raise NotImplementedError


async def explain(interaction: discord.Interaction, error: BaseException) -> None:
    """Tell the member what happened and what to do; never raises."""
    where = _where(interaction)
    try:
        view = _view_for(unwrap(error), where)
    except Exception as broken:  # noqa: BLE001 - the last door of all
        view = plain_view(say("error-unexpected", reference=Said(record(broken, where))))
    for tries_left in reversed(range(_TRIES)):
        try:
            await _tell(interaction, view)
        except _UNDELIVERED as refused:
            if not tries_left:
                # Nothing more can be said to them: their interaction is over, or Discord is.
                _log.warning("an explanation could not be delivered: %s", type(refused).__name__)
        else:
            return


def _view_for(error: BaseException, where: str) -> ui.LayoutView:
    if isinstance(error, OfferError):
        return error.view()
    return plain_view(sentence_for(error, where=where))


async def _tell(interaction: discord.Interaction, view: ui.LayoutView) -> None:
    if interaction.response.is_done():
        await interaction.followup.send(view=view, ephemeral=True, allowed_mentions=NOBODY)
    else:
        await interaction.response.send_message(view=view, ephemeral=True, allowed_mentions=NOBODY)


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
    if isinstance(error, StorageError):
        # Whoever runs this bot can do something about it, and needs to see what happened.
        return say(error.key, reference=Said(record(error, where)))
    if isinstance(error, LanternError):
        return say(error.key, **error.fields)
    if isinstance(error, app_commands.CommandOnCooldown):
        return say("error-slow-down", seconds=max(1, round(error.retry_after)))
    for kinds, refusal in _REFUSALS:
        if isinstance(error, kinds):
            return refusal()
    return _failure(error, Said(record(error, where)))


_REFUSALS: Final[tuple[tuple[tuple[type[Exception], ...], Callable[[], Said]], ...]] = (
    ((app_commands.MissingPermissions,), lambda: say("error-needs-permission")),
    ((app_commands.NoPrivateMessage,), lambda: say("error-guild-only")),
    ((app_commands.CheckFailure,), lambda: say("error-not-allowed")),
    (
        (app_commands.CommandNotFound, app_commands.CommandSignatureMismatch),
        lambda: say("error-command-changed"),
    ),
    # Options are of Discord's own kinds: what we cannot read is a channel that we do not see.
    ((app_commands.TransformerError,), lambda: say("error-unseen-channel")),
)


def _failure(error: BaseException, reference: Said) -> Said:
    if isinstance(error, AnswerUndoneError):
        return say("error-answer-undone", reference=reference)
    if isinstance(error, AnswerLostError):
        return say("error-answer-lost", reference=reference)
    if isinstance(error, discord.Forbidden):
        return say("error-forbidden", reference=reference)
    if isinstance(error, discord.NotFound):
        return say("error-gone", reference=reference)
    if _status(error) == HTTPStatus.TOO_MANY_REQUESTS:
        return say("error-discord-busy", reference=reference)
    if isinstance(error, CUT_OFF) or _status(error) >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return say("error-discord-down", reference=reference)
    return say("error-unexpected", reference=reference)


def _status(error: BaseException) -> int:
    return error.status if isinstance(error, discord.HTTPException) else 0


CUT_OFF: Final = (aiohttp.ClientError, ConnectionError, TimeoutError)
"""How a request ends whose answer was lost on the way."""
_UNDELIVERED: Final = (discord.DiscordException, *CUT_OFF)


def _where(interaction: discord.Interaction) -> str:
    """Name the door by command or component, without anything that somebody typed."""
    if interaction.command is not None:
        return f"/{interaction.command.qualified_name}"
    if interaction.type is discord.InteractionType.modal_submit:
        # Its custom id is a random one.
        return "form"
    data: Any = interaction.data or {}
    return str(data.get("custom_id", interaction.type.name)).split(":", 1)[0]


def take(interaction: discord.Interaction) -> None:
    """Say that somebody answers this interaction; what nobody takes is explained."""
    interaction.extras[_TAKEN] = True


class LanternModal(ui.Modal):
    """A form whose errors are explained like all others."""

    def __init__(self, *, title: str) -> None:
        super().__init__(title=title, timeout=_FORM_SECONDS)

    def to_dict(self) -> dict[str, Any]:
        """Hand over what is sent, and keep no word of it; borrowed from discord.ui.Modal.

        A form that is closed without being sent off stays in discord.py's memory for hours, where
        a deletion would not find what was filled in.
        """
        payload = super().to_dict()
        for item in self.walk_children():
            if isinstance(item, ui.TextInput):
                item.default = None
                item._value = None  # noqa: SLF001 - the only way: it was made of the default
        return payload

    async def interaction_check(self, interaction: discord.Interaction, /) -> bool:
        """Take it; borrowed from discord.ui.Modal."""
        take(interaction)
        return True

    async def on_error(  # type: ignore[override]  # discord.py's own signature for modals
        self, interaction: discord.Interaction, error: Exception, /
    ) -> None:
        """Explain; borrowed from discord.ui.Modal."""
        # It was sent off and is closed: without this it would be waited for until its time is up.
        self.stop()
        await explain(interaction, error)


def install(tree: app_commands.CommandTree[Any]) -> None:
    """Put `explain` behind the command tree, and behind what nobody takes."""

    @tree.error
    async def on_error(
        interaction: discord.Interaction, error: app_commands.AppCommandError
    ) -> None:
        if interaction.type is discord.InteractionType.autocomplete:
            # There is nobody to tell: whoever types sees that nothing is offered.
            await _offer_nothing(interaction)
            return
        await explain(interaction, error)

    tree.client.add_listener(_left_over, "on_interaction")


async def _offer_nothing(interaction: discord.Interaction) -> None:
    try:
        await interaction.response.autocomplete([])
    except _UNDELIVERED as refused:
        _log.info("choices could not be delivered: %s", type(refused).__name__)


async def _left_over(interaction: discord.Interaction) -> None:
    """Explain what came of a form or button that a restart or a new version has left behind.

    Whoever takes an interaction has done so by now: discord.py starts them before its listeners.
    """
    if _TAKEN in interaction.extras or interaction.response.is_done():
        return
    if interaction.type is discord.InteractionType.modal_submit:
        await explain(interaction, FormGoneError())
    elif interaction.type is discord.InteractionType.component:
        await explain(interaction, _out_of_use(interaction))


def _out_of_use(interaction: discord.Interaction) -> LanternError:
    """Return what to say of a button that is not in use any more.

    Whose it was comes first: a fresh one of theirs would not help anybody else.
    """
    data: Any = interaction.data or {}
    owner = owner_of(str(data.get("custom_id", "")))
    if owner is not None and owner != interaction.user.id:
        return NotYourButtonError()
    return OldButtonError()
