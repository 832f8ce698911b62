"""Going, maybe, can't: the card's buttons, and the card as it stands in the channel."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Final
from weakref import WeakValueDictionary

import discord

from bot.domain.errors import StorageError
from bot.domain.ids import UserId
from bot.domain.parties import Answer, Party, PartyId, PartyState
from bot.services.bundle import Services
from bot.services.parties import Gathering, PartyGoneError
from bot.ui.buttons import PersistentButton
from bot.ui.layouts import LanternView, Row, card
from bot.ui.options import place_of, services_of
from bot.ui.party_cards import card_parts
from bot.ui.replies import turn
from bot.ui.words import say

_STYLES: Final = {
    Answer.GOING: (discord.ButtonStyle.success, "button-party-going"),
    Answer.MAYBE: (discord.ButtonStyle.secondary, "button-party-maybe"),
    Answer.NO: (discord.ButtonStyle.secondary, "button-party-no"),
}


class RsvpButton(
    PersistentButton, template=r"party-rsvp:(?P<party>\d{1,18}):(?P<answer>going|maybe|no)"
):
    """Says going, maybe or can't, for whoever presses it."""

    async def press(self, interaction: discord.Interaction) -> None:
        """Keep the answer and show it on the card."""
        services, guild_id = services_of(interaction), place_of(interaction).guild_id
        party_id = PartyId(self.number("party"))
        answer = Answer(self.values_in_id["answer"])
        user_id = UserId(interaction.user.id)
        kept = await services.parties.answer(guild_id, party_id, user_id, answer)

        async def render() -> LanternView:
            try:
                found = await services.parties.find(guild_id, party_id)
            except StorageError:
                # The answer is kept: saying that it is not would be wrong, and the next press
                # brings the card up to date.
                found = kept
            if found is None:
                raise PartyGoneError
            return await party_card(services, found)

        await _presses.show(interaction, party_id, render)


BUTTONS: Final = (RsvpButton,)


def card_mark(party: Party) -> str:
    """Return the custom id by which a party's card is known."""
    return f"party-rsvp:{party.id}:{Answer.GOING}"


async def party_card(services: Services, gathering: Gathering) -> LanternView:
    """Return a party's card; one that is over or cancelled has no buttons."""
    party = gathering.party
    show = await services.catalog.get(party.guild_id, party.show_id)
    parts = card_parts(show, gathering)
    if party.state is not PartyState.PLANNED:
        return card(*parts)
    buttons = [
        RsvpButton.make(f"party-rsvp:{party.id}:{answer}", say(key), style=style)
        for answer, (style, key) in _STYLES.items()
    ]
    return card(*parts, Row(buttons))


class _Turns:
    """Whose turn it is to edit one card."""

    __slots__ = ("__weakref__", "changes", "lock", "shown")

    def __init__(self) -> None:
        self.lock = asyncio.Lock()
        self.changes = 0
        self.shown = 0


class Presses:
    """Brings a card up to date when several members press, or somebody changes it, at once.

    One edit at a time, each with everything that was kept by then. A press whose change went out
    with another one's edit needs none of its own, so a rush costs few edits, and the last edit is
    whole. Only this process hears of a guild's presses.
    """

    def __init__(self) -> None:
        self._cards: WeakValueDictionary[PartyId, _Turns] = WeakValueDictionary()

    async def show(
        self,
        interaction: discord.Interaction,
        party_id: PartyId,
        render: Callable[[], Awaitable[LanternView]],
    ) -> None:
        """Show on the pressed card what was just kept."""
        turns = self._of(party_id)
        turns.changes += 1
        mine = turns.changes
        if turns.lock.locked():
            # Waiting may take longer than Discord waits for us.
            await interaction.response.defer()
        async with turns.lock:
            if turns.shown >= mine:
                return
            covered = turns.changes
            await turn(interaction, await render())
            turns.shown = covered

    @asynccontextmanager
    async def turn(self, party_id: PartyId) -> AsyncIterator[None]:
        """Have a card to oneself, to read how things stand and show it.

        An edit that is under way may show what was so before; it must not come out on top.
        """
        turns = self._of(party_id)
        async with turns.lock:
            yield

    def _of(self, party_id: PartyId) -> _Turns:
        return self._cards.setdefault(party_id, _Turns())


_presses: Final = Presses()


def card_turn(party_id: PartyId) -> AbstractAsyncContextManager[None]:
    """Return one's turn to read how a party stands, and to edit its card."""
    return _presses.turn(party_id)
