"""Cancelling a party: asked first, said to those who come, and done by its host or a manager."""

from __future__ import annotations

from typing import Final

import discord

from bot.domain.ids import UserId
from bot.domain.parties import Answer, PartyId, who_said
from bot.services.parties import Gathering, NotYourPartyError
from bot.ui.buttons import PersistentButton
from bot.ui.layouts import LanternView, Row, card
from bot.ui.options import place_of, services_of
from bot.ui.party_cards import name_of
from bot.ui.replies import turn
from bot.ui.words import joined, say, stamp
from cogs.party._agenda import actor_of

_OWNER = r"(?P<owner>\d{1,20})"
_PARTY = r"(?P<party>\d{1,18})"


class CancelButton(PersistentButton, template=rf"party-cancel:{_OWNER}:{_PARTY}"):
    """Cancels one evening."""

    async def press(self, interaction: discord.Interaction) -> None:
        """Cancel it, if that is still theirs to do."""
        await _cancel(interaction, PartyId(self.number("party")), whole_run=False)


class CancelRunButton(PersistentButton, template=rf"party-cancel-run:{_OWNER}:{_PARTY}"):
    """Cancels one evening and all after it."""

    async def press(self, interaction: discord.Interaction) -> None:
        """Cancel them, if that is still theirs to do."""
        # Hundreds of evenings take their time.
        await interaction.response.defer()
        await _cancel(interaction, PartyId(self.number("party")), whole_run=True)


class KeepButton(PersistentButton, template=rf"party-keep:{_OWNER}"):
    """Leaves a party as it is."""

    async def press(self, interaction: discord.Interaction) -> None:
        """Say that nothing was changed."""
        await turn(interaction, say("party-kept"))


BUTTONS: Final = (CancelButton, CancelRunButton, KeepButton)


async def cancel_question(interaction: discord.Interaction, party_id: PartyId) -> LanternView:
    """Return the question before a party is cancelled.

    Raises PartyGoneError, NotYourPartyError.
    """
    gathering = await changeable(interaction, party_id)
    party, owner = gathering.party, interaction.user.id
    show = await services_of(interaction).catalog.get(party.guild_id, party.show_id)
    going = set(who_said(gathering.answers, Answer.GOING)) - {UserId(owner)}
    lines = [
        say(
            "party-cancel-ask",
            party=name_of(show, party),
            moment=stamp(party.starts_at, "F"),
            relative=stamp(party.starts_at, "R"),
        ),
        say("party-cancel-going", count=len(going)),
    ]
    ids, style = f"{owner}:{party.id}", discord.ButtonStyle.danger
    row: list[PersistentButton] = [
        CancelButton.make(f"party-cancel:{ids}", say("button-party-cancel"), style=style)
    ]
    if gathering.evenings_after:
        lines.append(say("party-cancel-run", evenings=gathering.evenings_after))
        label = say("button-party-cancel-run")
        row.append(CancelRunButton.make(f"party-cancel-run:{ids}", label, style=style))
    row.append(KeepButton.make(f"party-keep:{owner}", say("button-party-keep")))
    return card(joined(lines), Row(row))


async def changeable(interaction: discord.Interaction, party_id: PartyId) -> Gathering:
    """Return a planned party that the member may change.

    Raises PartyGoneError, NotYourPartyError.
    """
    guild_id = place_of(interaction).guild_id
    gathering = await services_of(interaction).parties.get(guild_id, party_id)
    if not actor_of(interaction).may_change(gathering.party):
        raise NotYourPartyError
    return gathering


async def _cancel(interaction: discord.Interaction, party_id: PartyId, *, whole_run: bool) -> None:
    services, guild_id = services_of(interaction), place_of(interaction).guild_id
    cancelled = await services.parties.cancel(
        guild_id, party_id, actor_of(interaction), whole_run=whole_run
    )
    show = await services.catalog.get(guild_id, cancelled[0].show_id)
    name = name_of(show, cancelled[0])
    if len(cancelled) == 1:
        await turn(interaction, card(say("party-cancel-done", party=name)))
        return
    done = say("party-cancel-run-done", party=name, evenings=len(cancelled))
    await turn(interaction, card(done))
