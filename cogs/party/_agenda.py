"""What lies ahead: `/party list`, page by page, and parties to choose from."""

from __future__ import annotations

from typing import Final

import discord
from discord import app_commands

from bot.domain.errors import LanternError
from bot.domain.ids import UserId
from bot.domain.parties import Party, PartyId
from bot.domain.search import Choice, rank_choices
from bot.domain.zones import get_zone
from bot.services.bundle import Services
from bot.services.parties import Actor, Agenda
from bot.ui.layouts import LanternView, card
from bot.ui.options import CHOICE_LABEL_LIMIT, CHOICE_LIMIT, place_of, services_of
from bot.ui.pages import PageButton, PageId, Sheet, text_pages
from bot.ui.party_cards import agenda_blocks, name_of
from bot.ui.permissions import is_manager
from bot.ui.words import Said, say


class NoPartyError(LanternError):
    """There is nothing that the member could change."""

    key = "error-no-party"


class WhichPartyError(LanternError):
    """Several are possible, and what was written is none of the choices."""

    key = "error-which-party"


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
    agenda = _visible(interaction, await services.parties.agenda(guild_id))
    parties = [gathering.party for gathering in agenda.gatherings]
    parties += [missed.party for missed in agenda.missed]
    shows = {
        show_id: await services.catalog.get(guild_id, show_id)
        for show_id in {party.show_id for party in parties}
    }
    blocks = agenda_blocks(shows, agenda)
    if not agenda.gatherings:
        blocks.insert(0, say("party-list-empty"))
    sheet: Sheet[Said] = Sheet.of(text_pages(blocks), page)
    return card(say("party-list-heading"), sheet.content, sheet.footer, AgendaPage.turns(sheet))


def _visible(interaction: discord.Interaction, agenda: Agenda) -> Agenda:
    """Leave out parties in channels that the member may not see."""
    guild, member = interaction.guild, interaction.user

    def sees(party: Party) -> bool:
        channel = None if guild is None else guild.get_channel_or_thread(party.channel_id)
        if channel is None or not isinstance(member, discord.Member):
            return True
        return channel.permissions_for(member).view_channel

    return Agenda(
        gatherings=tuple(one for one in agenda.gatherings if sees(one.party)),
        missed=tuple(one for one in agenda.missed if sees(one.party)),
    )


def actor_of(interaction: discord.Interaction) -> Actor:
    """Return who wants to change a party."""
    return Actor(user_id=UserId(interaction.user.id), is_manager=is_manager(interaction))


async def party_choices(
    interaction: discord.Interaction, current: str
) -> list[app_commands.Choice[str]]:
    """Return the parties that the member may change, soonest first; labels tell no story."""
    services = services_of(interaction)
    parties = await _changeable(interaction)
    zone = get_zone((await services.guilds.member(UserId(interaction.user.id))).zone or "UTC")
    choices = []
    for party in parties:
        name = await _name(services, party)
        local = party.starts_at.astimezone(zone)
        choices.append(Choice(value=party.id, label=say("party-choice", party=name, local=local)))
    return [
        app_commands.Choice(name=choice.label[:CHOICE_LABEL_LIMIT], value=str(choice.value))
        for choice in rank_choices(current, choices, limit=CHOICE_LIMIT)
    ]


async def chosen_party(interaction: discord.Interaction, wrote: str | None) -> PartyId:
    """Return the party that somebody means; left out, the only one that they may change.

    Raises NoPartyError or WhichPartyError.
    """
    if wrote is not None and wrote.isascii() and wrote.isdigit() and len(wrote) < 19:  # noqa: PLR2004 - 64 bits
        return PartyId(int(wrote))
    parties = await _changeable(interaction)
    if not parties:
        raise NoPartyError
    if wrote is None and len({party.series_id or party.id for party in parties}) == 1:
        return parties[0].id
    raise WhichPartyError


async def _changeable(interaction: discord.Interaction) -> list[Party]:
    actor = actor_of(interaction)
    planned = await services_of(interaction).parties.planned(place_of(interaction).guild_id)
    return [party for party in planned if actor.may_change(party)]


async def _name(services: Services, party: Party) -> Said:
    show = await services.catalog.get(party.guild_id, party.show_id)
    return name_of(show, party)
