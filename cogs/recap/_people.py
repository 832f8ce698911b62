"""One character as far as the asker has met them, and the choices while a name is typed."""

from __future__ import annotations

from typing import Final

import discord
from discord import app_commands

from bot.domain.cast import Person, find_people, people, person, person_choices
from bot.domain.search import rank_choices
from bot.services.recaps import NobodyByThatNameError, NobodyListedError
from bot.ui.layouts import LanternView, Row, card
from bot.ui.options import (
    CHOICE_LABEL_LIMIT,
    CHOICE_LIMIT,
    Asking,
    asking_about,
    completing,
)
from bot.ui.pages import PageButton, PageId, Sheet
from bot.ui.recap_cards import profile_card, profile_pages
from bot.ui.words import say

_PERSON: Final = PageId("recap-about", ("show", "character", "owner"))
_MOST_DIGITS: Final = 6
_VALUE_PREFIX: Final = "character:"
"""What autocomplete puts before a character's number, so that digits can be part of a name."""


class PersonPageButton(PageButton, template=_PERSON.template):
    """Opens a page on a character, if the presser has met them by now."""

    page_id = _PERSON

    async def page_card(self, interaction: discord.Interaction, page: int) -> LanternView:
        """Tell the page as far as the member is now."""
        who = await asking_about(interaction, self.number("show"))
        return _profile(who, _met(who, self.number("character")), page)


def meet(who: Asking, wrote: str) -> LanternView:
    """Return who somebody is, or ask which of several is meant.

    Raises NobodyByThatNameError, alike for somebody of later and for nobody at all, and
    NobodyListedError for a show without any character.
    """
    if not who.show.characters:
        raise NobodyListedError(show=who.show.title, told=int(who.show.has_story))
    prefix, _, number = wrote.partition(_VALUE_PREFIX)
    if not prefix and number.isascii() and number.isdigit() and len(number) <= _MOST_DIGITS:
        return _profile(who, _met(who, int(number)), 0)
    found = find_people(wrote, people(who.show, who.knowledge))
    if not found:
        raise NobodyByThatNameError
    return _profile(who, found[0], 0) if len(found) == 1 else _which(who, found)


def _met(who: Asking, index: int) -> Person:
    known = None
    if index < len(who.show.characters):
        known = person(who.show.characters[index], who.knowledge)
    if known is None:
        raise NobodyByThatNameError
    return known


def _profile(who: Asking, known: Person, page: int) -> LanternView:
    profile = who.services.recaps.profile(who.guild_id, who.show, who.knowledge, known)
    sheet = Sheet.of(profile_pages(profile), page)
    turns = PersonPageButton.turns(
        sheet, show=who.show.id, character=known.index, owner=who.user_id
    )
    return profile_card(profile, sheet, turns)


def _which(who: Asking, found: tuple[Person, ...]) -> LanternView:
    buttons = [
        PersonPageButton.make(
            _PERSON.of(0, show=who.show.id, character=one.index, owner=who.user_id), one.name
        )
        for one in found
    ]
    return card(say("about-which"), Row(buttons))


async def character_choices(
    interaction: discord.Interaction, current: str
) -> list[app_commands.Choice[str]]:
    """Return the characters whom the viewer has met; nobody else is looked at."""
    who = await completing(interaction)
    if who is None:
        return []
    known = person_choices(people(who.show, who.knowledge))
    return [
        app_commands.Choice(
            name=choice.label[:CHOICE_LABEL_LIMIT], value=f"{_VALUE_PREFIX}{choice.value}"
        )
        for choice in rank_choices(current, known, limit=CHOICE_LIMIT)
    ]
