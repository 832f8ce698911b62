"""Which show somebody means: the one they wrote, the place's, the one that they follow, or a menu.

Choosing from the menu goes on with the command that asked. Its options travel in the custom id
where they are numbers, choices or references in figures. A custom id is no place for words, which
could be story, so those wait in memory, see `bot.services.waiting`; after a restart the choice says
what to write instead.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

import discord
from discord import app_commands, ui
from discord.enums import AppCommandOptionType as Kind

from bot.domain.errors import NoShowYetError, UnknownShowError, WhichShowError
from bot.domain.ids import GuildId, UserId
from bot.domain.member_text import MemberText, quote_member_text
from bot.domain.shows import Show
from bot.services.audience import SHOW_VALUE_PREFIX, Place
from bot.services.bundle import Services
from bot.services.waiting import Waiting, WaitingWords
from bot.ui.buttons import OWNER, PersistentSelect
from bot.ui.command_words import AnyCommand, bot_of, find_command, mention
from bot.ui.errors import OfferError, OldButtonError
from bot.ui.layouts import Row, card
from bot.ui.permissions import is_admin, is_manager
from bot.ui.replies import reply
from bot.ui.words import joined, say

_MOST: Final = 25
"""Shows that a menu has room for."""
_NEAR: Final = 3
_LABEL: Final = 100
_CUSTOM_ID: Final = 100
_SHOWN: Final = 60
_SHOW_OPTION: Final = "show"
_WAITING: Final = "~"
"""What stands before the number under which options wait."""
_NUMBERS: Final = {Kind.integer.value, Kind.boolean.value, Kind.number.value}
_VALUES: Final = {*_NUMBERS, Kind.string.value}
"""Options that mean the same when they are given again; a role or channel would be looked up."""
_IN_FIGURES: Final = re.compile(
    r"(?:show:|character:)?\d{1,18}|s\d{1,3}e\d{1,4}|\d{1,3}x\d{1,4}|\d{1,5}-\d{1,5}"
    r"|(?:e|ep|episode|season|part)\s?\d{1,5}|next|last|finale|all",
    re.IGNORECASE,
)


class WhichShowMenu(
    PersistentSelect,
    template=re.compile(
        rf"which-show:{OWNER}:(?P<command>[a-z ]{{1,32}}):(?P<options>.*)", re.DOTALL
    ),
):
    """Goes on with a command, for the show that is chosen."""

    async def choose(self, interaction: discord.Interaction, values: list[str]) -> None:
        """Run the command, or say how to write it."""
        bot = bot_of(interaction)
        command = find_command(bot, self.values_in_id["command"])
        if command is None or not any(one.name == _SHOW_OPTION for one in command.parameters):
            raise OldButtonError
        options = _read(command, self.values_in_id["options"], bot.services.privacy.waiting)
        if options is not None:
            given = {**options, _SHOW_OPTION: f"{SHOW_VALUE_PREFIX}{values[0]}"}
            callback: Any = command.callback
            await callback(command.binding, interaction, **given)
            return
        (title,) = [one.label for one in self.item.options if one.value == values[0]]
        shown = quote_member_text(title, limit=_LABEL, one_line=True)
        name = mention(bot, command.qualified_name)
        await reply(interaction, say("which-show-write", command=name, show=shown))


def _read(command: AnyCommand, text: str, waiting: WaitingWords) -> dict[str, Any] | None:
    """Return a command's options by the names of its parameters; None where they are lost.

    Raises OldButtonError where the command has other ones by now.
    """
    options: Mapping[str, Any] | None
    if text.startswith(_WAITING):
        options = waiting.get(int(text[1:])) if text[1:].isdecimal() else None
    else:
        try:
            options = dict(json.loads(text)) if text else None
        except ValueError:
            raise OldButtonError from None
    if options is None:
        return None
    names = {one.display_name: one.name for one in command.parameters}
    if not options.keys() <= names.keys():
        raise OldButtonError
    return {names[name]: value for name, value in options.items()}


class WhichShowMenuError(OfferError, WhichShowError):
    """Several shows are possible; here they are."""

    def __init__(self, interaction: discord.Interaction, shows: Sequence[Show]) -> None:
        super().__init__()
        self._interaction = interaction
        self._shows = shows

    def view(self) -> ui.LayoutView:
        """Return the question with its menu."""
        name = mention(bot_of(self._interaction), _command_name(self._interaction))
        hint = say("which-show-hint") if is_admin(self._interaction) else None
        menu = Row([_menu(self._interaction, self._shows)])
        return card(say("which-show", command=name), menu, hint)


class NearShowError(OfferError, UnknownShowError):
    """No show goes by that name, but some by one that is like it."""

    def __init__(
        self, interaction: discord.Interaction, wrote: MemberText, shows: Sequence[Show]
    ) -> None:
        super().__init__(wrote=wrote)
        self._interaction = interaction
        self._wrote = wrote
        self._shows = shows

    def view(self) -> ui.LayoutView:
        """Return the refusal with a menu of those shows."""
        titles = joined((say("show-named", show=show.title) for show in self._shows), ", ")
        sentence = say("error-near-show", wrote=self._wrote, shows=titles, number=len(self._shows))
        return card(sentence, Row([_menu(self._interaction, self._shows)]))


class UnknownShowHereError(UnknownShowError):
    """No show goes by that name, and whoever asks may not make one."""

    key = "error-unknown-show-here"


class NoShowHereError(NoShowYetError):
    """The shelf is empty, and whoever asks may not fill it."""

    key = "error-no-show-here"


async def meant_show(
    interaction: discord.Interaction, services: Services, place: Place, wrote: str | None
) -> Show:
    """Return the show that somebody means.

    Raises UnknownShowError, WhichShowError or NoShowYetError; what each says is what its reader
    can do, and a command that was used is gone on with from its menu.
    """
    try:
        return await services.audiences.show(place, wrote)
    except WhichShowError:
        return await _followed(interaction, services, place)
    except NoShowYetError:
        if is_manager(interaction):
            raise
        raise NoShowHereError from None
    except UnknownShowError as error:
        if wrote is None or type(error) is not UnknownShowError:
            raise
        raise await _unknown(interaction, services, place, wrote) from None


async def _followed(interaction: discord.Interaction, services: Services, place: Place) -> Show:
    """Return the only show that somebody follows here.

    Raises WhichShowError where they follow none, or several.
    """
    user_id = UserId(interaction.user.id)
    shelf = services.catalog.shelf(place.guild_id)
    followed = [
        standing.progress.show_id
        for standing in await services.progress.standings(place.guild_id, user_id)
        if standing.is_following and standing.progress.show_id in shelf
    ]
    if len(followed) == 1:
        return await services.catalog.get(place.guild_id, followed[0])
    if interaction.type is not discord.InteractionType.application_command:
        raise WhichShowError
    offered = tuple(dict.fromkeys((*followed, *reversed(shelf))))[:_MOST]
    # In the order of the shelf, as every other list of them.
    in_order = [show_id for show_id in shelf if show_id in offered]
    shows = [await services.catalog.get(place.guild_id, show_id) for show_id in in_order]
    raise WhichShowMenuError(interaction, shows)


async def _unknown(
    interaction: discord.Interaction, services: Services, place: Place, wrote: str
) -> UnknownShowError:
    """Return what to say of a title that no show has: the nearest, or where to look."""
    quoted = quote_member_text(wrote, limit=_SHOWN, one_line=True)
    found = services.catalog.search(place.guild_id, wrote, limit=_NEAR)
    near = found or services.catalog.near(place.guild_id, wrote, limit=_NEAR)
    if near and interaction.type is discord.InteractionType.application_command:
        shows = [await services.catalog.get(place.guild_id, show_id) for show_id in near]
        return NearShowError(interaction, quoted, shows)
    if is_manager(interaction):
        return UnknownShowError(wrote=quoted)
    return UnknownShowHereError(wrote=quoted)


def _menu(interaction: discord.Interaction, shows: Sequence[Show]) -> WhichShowMenu:
    options = [
        discord.SelectOption(label=show.title[:_LABEL], value=str(show.id)) for show in shows
    ]
    return WhichShowMenu.make(_custom_id(interaction), say("menu-which-show"), options)


def _custom_id(interaction: discord.Interaction) -> str:
    """Return the custom id that carries a command, and its options or where they wait."""
    bare = f"which-show:{interaction.user.id}:{_command_name(interaction)}:"
    given = [one for one in _given(interaction) if one["name"] != _SHOW_OPTION]
    if any(option["type"] not in _VALUES for option in given):
        return bare
    options = {one["name"]: one["value"] for one in given}
    text = json.dumps(options, separators=(",", ":"))
    is_short = len(bare) + len(text) <= _CUSTOM_ID
    if is_short and all(_can_be_carried(interaction.command, option) for option in given):
        return bare + text
    waiting = Waiting(
        user_id=UserId(interaction.user.id),
        guild_id=GuildId(interaction.guild_id or 0),
        words=options,
    )
    bot_of(interaction).services.privacy.waiting.put(interaction.id, waiting)
    return f"{bare}{_WAITING}{interaction.id}"


def _can_be_carried(command: object, option: Mapping[str, Any]) -> bool:
    if option["type"] in _NUMBERS:
        return True
    if not isinstance(command, app_commands.Command):
        return False
    parameter = command.get_parameter(option["name"])
    choices = [] if parameter is None else [one.value for one in parameter.choices]
    return option["value"] in choices or _IN_FIGURES.fullmatch(option["value"]) is not None


def _command_name(interaction: discord.Interaction) -> str:
    command = interaction.command
    return "" if command is None else command.qualified_name


def _given(interaction: discord.Interaction) -> Sequence[Mapping[str, Any]]:
    """Return the options that were given, those of the subcommand where there is one."""
    data: Any = interaction.data or {}
    given: Sequence[Mapping[str, Any]] = data.get("options", ())
    while given and "value" not in given[0]:
        given = given[0].get("options", ())
    return given
