"""What lies ahead: `/party list`, page by page, and parties to choose from."""

from __future__ import annotations

from contextlib import suppress
from typing import Final

import discord
from discord import app_commands

from bot.domain.errors import LanternError, StorageError
from bot.domain.ids import UserId
from bot.domain.parties import Party, PartyId, PartyState
from bot.domain.search import Choice, rank_choices
from bot.domain.zones import get_zone
from bot.services.bundle import Services
from bot.services.parties import Actor, Agenda, NotYourPartyError, PartyGoneError
from bot.services.party_ports import CardFate
from bot.ui.layouts import LanternView, card
from bot.ui.options import CHOICE_LABEL_LIMIT, CHOICE_LIMIT, place_of, services_of
from bot.ui.pages import PageButton, PageId, Sheet, text_pages
from bot.ui.party_cards import agenda_blocks, name_of
from bot.ui.permissions import is_manager
from bot.ui.posting import lacking_in
from bot.ui.words import Said, say
from cogs.party._places import seen_of, sees


class NoPartyError(LanternError):
    """There is nothing that the member could change."""

    key = "error-no-party"


class AgendaPage(PageButton, template=PageId("party-list").template):
    """Turns the pages of what lies ahead."""

    page_id = PageId("party-list")

    async def page_card(self, interaction: discord.Interaction, page: int) -> LanternView:
        """Make the page anew."""
        return await agenda_card(interaction, page)


BUTTONS: Final = (AgendaPage,)


async def agenda_card(interaction: discord.Interaction, page: int) -> LanternView:
    """Return a page of what lies ahead of a guild."""
    services, guild_id = services_of(interaction), place_of(interaction).guild_id
    agenda = await _visible(interaction, await services.parties.agenda(guild_id))
    parties = [gathering.party for gathering in agenda.gatherings]
    parties += [missed.party for missed in agenda.missed]
    shows = {
        show_id: await services.catalog.get(guild_id, show_id)
        for show_id in {party.show_id for party in parties}
    }
    blocks = agenda_blocks(shows, agenda, await _refused_cards(interaction, agenda))
    if not agenda.gatherings:
        blocks.insert(0, say("party-list-empty"))
    sheet: Sheet[Said] = Sheet.of(text_pages(blocks), page)
    return card(say("party-list-heading"), sheet.content, sheet.footer, AgendaPage.turns(sheet))


async def _refused_cards(
    interaction: discord.Interaction, agenda: Agenda
) -> dict[PartyId, Said | None]:
    """Return what we lack to post the cards that were refused; where nothing, they are tried anew.

    Whoever asks is most likely the one who has just given us the permission.
    """
    refused = [one.party for one in agenda.gatherings if one.card is CardFate.REFUSED]
    lacking = {party.id: lacking_in(interaction.guild, party.channel_id) for party in refused}
    again = [party for party in refused if lacking[party.id] is None]
    if again:
        # Whoever asks is told what lies ahead, also where the database takes nothing.
        with suppress(StorageError):
            await services_of(interaction).parties.post_again(again)
    return lacking


async def _visible(interaction: discord.Interaction, agenda: Agenda) -> Agenda:
    """Leave out parties in channels that the member may not see, or whose gate is closed."""
    everywhere = [one.party.channel_id for one in agenda.gatherings]
    everywhere += [one.party.channel_id for one in agenda.missed]
    seen = await seen_of(interaction, everywhere)
    return Agenda(
        gatherings=tuple(one for one in agenda.gatherings if one.party.channel_id in seen),
        missed=tuple(one for one in agenda.missed if one.party.channel_id in seen),
    )


def actor_of(interaction: discord.Interaction) -> Actor:
    """Return who wants to change a party."""
    return Actor(user_id=UserId(interaction.user.id), is_manager=is_manager(interaction))


async def party_choices(
    interaction: discord.Interaction, current: str
) -> list[app_commands.Choice[str]]:
    """Return the parties that the member may change, soonest first; labels tell no story."""
    choices = [
        Choice(value=party.id, label=label) for party, label in await labelled_parties(interaction)
    ]
    return [
        app_commands.Choice(name=choice.label[:CHOICE_LABEL_LIMIT], value=str(choice.value))
        for choice in rank_choices(current, choices, limit=CHOICE_LIMIT)
    ]


async def labelled_parties(interaction: discord.Interaction) -> list[tuple[Party, Said]]:
    """Return the parties that the member may change, soonest first, each with its neutral name."""
    services, guild_id = services_of(interaction), place_of(interaction).guild_id
    own = (await services.guilds.member(UserId(interaction.user.id))).zone
    zone = get_zone(own or services.guilds.settings(guild_id).zone)
    labelled = []
    for party in await _changeable(interaction):
        name, local = await _name(services, party), party.starts_at.astimezone(zone)
        labelled.append((party, say("party-choice", party=name, local=local)))
    return labelled


async def chosen_party(interaction: discord.Interaction, wrote: str | None) -> PartyId | None:
    """Return the party that somebody means; left out, the only one that they may change.

    None where they are to be asked. Raises NoPartyError, PartyGoneError, NotYourPartyError.
    """
    parties = await _changeable(interaction)
    if wrote is not None and wrote.isascii() and wrote.isdigit() and len(wrote) < 19:  # noqa: PLR2004 - 64 bits
        party_id = PartyId(int(wrote))
        if party_id in {party.id for party in parties}:
            return party_id
        services, guild_id = services_of(interaction), place_of(interaction).guild_id
        found = await services.parties.find(guild_id, party_id)
        # A party in a room that is closed to the member is none to them.
        is_planned = found is not None and found.party.state is PartyState.PLANNED
        if found is not None and is_planned and await sees(interaction, found.party.channel_id):
            raise NotYourPartyError
        if not parties:
            raise PartyGoneError
    if not parties:
        raise NoPartyError
    if wrote is None and len({party.series_id or party.id for party in parties}) == 1:
        return parties[0].id
    return None


async def _changeable(interaction: discord.Interaction) -> list[Party]:
    actor = actor_of(interaction)
    planned = await services_of(interaction).parties.planned(place_of(interaction).guild_id)
    return [party for party in planned if actor.may_change(party)]


async def _name(services: Services, party: Party) -> Said:
    show = await services.catalog.get(party.guild_id, party.show_id)
    return name_of(show, party)
