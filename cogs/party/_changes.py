"""Cancelling a party: asked first, said to those who come, and done by its host or a manager."""

from __future__ import annotations

from typing import Final

import discord

from bot.domain.drafts import Draft, MoveDraft
from bot.domain.ids import UserId
from bot.domain.parties import Answer, PartyId, who_said
from bot.domain.records import replace
from bot.domain.zones import UnknownZoneError
from bot.services.parties import Gathering, NotYourPartyError, PartyGoneError
from bot.ui.buttons import OWNER, DrawnButton, PersistentButton, PersistentSelect
from bot.ui.done import turn_done
from bot.ui.layouts import LanternView, Row, card
from bot.ui.options import CHOICE_LABEL_LIMIT, CHOICE_LIMIT, place_of, services_of
from bot.ui.party_cards import name_of
from bot.ui.replies import turn
from bot.ui.when_forms import about_draft, keep_written, pressed_draft, show_draft
from bot.ui.when_words import read_zone
from bot.ui.words import Said, joined, say, stamp
from cogs.party._agenda import actor_of, labelled_parties

_PARTY = r"(?P<party>\d{1,18})"
_ZONE_SHOWN: Final = 100
"""Characters of what was written for a zone; more than any answer quotes."""


class CancelButton(PersistentButton, template=rf"party-cancel:{OWNER}:{_PARTY}"):
    """Cancels one evening."""

    async def press(self, interaction: discord.Interaction) -> None:
        """Cancel it, if that is still theirs to do."""
        await _cancel(interaction, PartyId(self.number("party")), whole_run=False)


class CancelRunButton(PersistentButton, template=rf"party-cancel-run:{OWNER}:{_PARTY}"):
    """Cancels one evening and all after it."""

    async def press(self, interaction: discord.Interaction) -> None:
        """Cancel them, if that is still theirs to do."""
        # Hundreds of evenings take their time.
        await interaction.response.defer()
        await _cancel(interaction, PartyId(self.number("party")), whole_run=True)


class KeepButton(PersistentButton, template=rf"party-keep:{OWNER}"):
    """Leaves a party as it is."""

    async def press(self, interaction: discord.Interaction) -> None:
        """Say that nothing was changed."""
        await turn(interaction, say("party-kept"))


class CancelMenu(PersistentSelect, template=rf"party-which-cancel:{OWNER}"):
    """Says which party is to be cancelled."""

    async def choose(self, interaction: discord.Interaction, values: list[str]) -> None:
        """Ask about that one, as the command does."""
        await turn(interaction, await cancel_question(interaction, _chosen(values)))


class MoveMenu(PersistentSelect, template=rf"party-which-move:{OWNER}:(?P<draft>\d{{1,18}})"):
    """Says which party is to be moved."""

    async def choose(self, interaction: discord.Interaction, values: list[str]) -> None:
        """Show its new time back, as the command does."""
        draft = await pressed_draft(interaction, self)
        gathering = await changeable(interaction, _chosen(values))
        subject = MoveDraft(party_id=gathering.party.id)
        known = _unread_zone(draft) or await about_draft(interaction, subject)
        drafts = services_of(interaction).drafts
        await show_draft(interaction, await drafts.about(draft, subject), known)


BUTTONS: Final = (CancelButton, CancelRunButton, KeepButton, CancelMenu, MoveMenu)


def _unread_zone(draft: Draft) -> UnknownZoneError | None:
    """Return what is wrong with the zone that was written, now that it can be changed."""
    if not isinstance(draft.subject, MoveDraft) or draft.subject.zone is None:
        return None
    try:
        read_zone(draft.subject.zone)
    except UnknownZoneError as unknown:
        return unknown
    return None


def _chosen(values: list[str]) -> PartyId:
    """Return the party that was chosen.

    Raises PartyGoneError for what no menu of ours offers.
    """
    value = values[0] if values else ""
    if not (value.isascii() and value.isdigit()):
        raise PartyGoneError
    return PartyId(int(value))


async def cancel_menu(interaction: discord.Interaction) -> LanternView:
    """Return the question which party is to be cancelled."""
    options = await _options(interaction)
    placeholder = say("party-which-placeholder")
    menu = CancelMenu.make(f"party-which-cancel:{interaction.user.id}", placeholder, options)
    return card(say("party-which-cancel"), *_rest(options), Row([menu]))


async def move_menu(interaction: discord.Interaction, when: str, zone: str | None) -> LanternView:
    """Return the question which party is to be moved; what was written is kept, readable or not."""
    options, subject = await _options(interaction), MoveDraft(party_id=PartyId(0))
    try:
        named = None if zone is None else read_zone(zone)
    except UnknownZoneError:
        named, subject = None, replace(subject, zone=(zone or "")[:_ZONE_SHOWN])
    draft = await keep_written(interaction, when, named, subject)
    placeholder = say("party-which-placeholder")
    menu = MoveMenu.make(f"party-which-move:{draft.user_id}:{draft.id}", placeholder, options)
    return card(say("party-which-move"), *_rest(options), Row([menu]))


async def _options(interaction: discord.Interaction) -> list[discord.SelectOption]:
    return [
        discord.SelectOption(label=label[:CHOICE_LABEL_LIMIT], value=str(party.id))
        for party, label in (await labelled_parties(interaction))[:CHOICE_LIMIT]
    ]


def _rest(options: list[discord.SelectOption]) -> list[Said]:
    """Say that there may be more parties than a menu holds."""
    return [say("party-which-more")] if len(options) == CHOICE_LIMIT else []


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
    row: list[DrawnButton] = [
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
        await turn_done(interaction, card(say("party-cancel-done", party=name)))
        return
    done = say("party-cancel-run-done", party=name, evenings=len(cancelled))
    await turn_done(interaction, card(done))
