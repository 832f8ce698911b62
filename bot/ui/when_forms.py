"""Shown back before it is kept: the card of a draft, and the buttons that change or confirm it.

The buttons hold the draft's number alone. What a member wrote stays in the database, so a card that
waits outlives a restart, and each press reads it anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import discord
from discord import ui

from bot.domain.drafts import (
    Draft,
    DraftId,
    MoveDraft,
    PartyDraft,
    ReminderDraft,
    Subject,
    asks_zone,
)
from bot.domain.ids import GuildId, ShowId, UserId
from bot.domain.shows import Show
from bot.domain.when import LONGEST, Ambiguous, Exact
from bot.domain.zones import city_of, search_zones
from bot.services.bundle import Services
from bot.services.parties import Actor
from bot.ui import party_cards, reminder_cards
from bot.ui.buttons import PersistentButton, PersistentSelect
from bot.ui.errors import LanternModal
from bot.ui.layouts import Divider, LanternView, Part, Row, card
from bot.ui.options import services_of
from bot.ui.permissions import is_manager
from bot.ui.replies import reply, turn
from bot.ui.when_words import option_label, question, read_zone, understood, zone_question
from bot.ui.words import Said, mention_channel, say, stamp

_OWNER = r"(?P<owner>\d{1,20})"
_DRAFT = r"(?P<draft>\d{1,18})"
_ZONES: Final = 24
"""Zones in the menu, so that the guild's own fits in beside them."""
_ROW: Final = 5
"""Buttons in a row."""


def guild_of(interaction: discord.Interaction) -> GuildId:
    """Return the guild of an interaction; 0 in a direct message."""
    return GuildId(interaction.guild_id or 0)


class ConfirmButton(PersistentButton, template=rf"draft-confirm:{_OWNER}:{_DRAFT}"):
    """Keeps what was shown back."""

    async def press(self, interaction: discord.Interaction) -> None:
        """Keep it once, and say so."""
        draft = await _pressed(interaction, self)
        # A long run takes its time to write, and its turn among the writers.
        await interaction.response.defer()
        await turn(interaction, await _confirmed(interaction, draft))


class PickButton(PersistentButton, template=rf"draft-pick:{_OWNER}:{_DRAFT}:(?P<pick>\d)"):
    """Picks one of several meanings."""

    async def press(self, interaction: discord.Interaction) -> None:
        """Show that meaning back, to be confirmed."""
        services = services_of(interaction)
        draft = await _pressed(interaction, self)
        await _show(interaction, await services.drafts.pick(draft, self.number("pick")))


class ZoneSelect(PersistentSelect, template=rf"draft-zone:{_OWNER}:{_DRAFT}"):
    """Says which zone is the writer's."""

    async def choose(self, interaction: discord.Interaction, values: list[str]) -> None:
        """Read what they wrote in that zone."""
        services = services_of(interaction)
        draft = await _pressed(interaction, self)
        wish = replace(draft.wish, zone=read_zone(values[0]))
        understood(services.drafts.read(wish))
        await _show(interaction, await services.drafts.set_zone(draft, wish.zone))


class ChangeButton(PersistentButton, template=rf"draft-change:{_OWNER}:{_DRAFT}"):
    """Asks for another moment or zone."""

    async def press(self, interaction: discord.Interaction) -> None:
        """Open the form, filled in with what was written."""
        await interaction.response.send_modal(ChangeForm(await _pressed(interaction, self)))


class DropButton(PersistentButton, template=rf"draft-drop:{_OWNER}:{_DRAFT}"):
    """Keeps nothing."""

    async def press(self, interaction: discord.Interaction) -> None:
        """Forget the draft."""
        await services_of(interaction).drafts.drop(await _pressed(interaction, self))
        await turn(interaction, say("draft-dropped"))


BUTTONS: Final = (ConfirmButton, PickButton, ZoneSelect, ChangeButton, DropButton)


class ChangeForm(LanternModal):
    """When, and in which zone."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(title=say("draft-change-title"))
        self._draft = draft
        self._when: ui.TextInput[ChangeForm] = ui.TextInput(
            default=draft.wish.text[:LONGEST], max_length=LONGEST, custom_id="when"
        )
        self._zone: ui.TextInput[ChangeForm] = ui.TextInput(
            default=draft.wish.zone, max_length=LONGEST, custom_id="zone"
        )
        self.add_item(ui.Label(text=say("draft-change-when"), component=self._when))
        self.add_item(
            ui.Label(
                text=say("draft-change-zone"),
                description=say("draft-change-zone-hint"),
                component=self._zone,
            )
        )

    async def on_submit(self, interaction: discord.Interaction, /) -> None:
        """Read it anew; borrowed from discord.ui.Modal."""
        drafts = services_of(interaction).drafts
        before = self._draft
        draft = await drafts.get(before.guild_id, before.user_id, before.id)
        zone = read_zone(self._zone.value)
        wish = await drafts.wish(draft.guild_id, draft.user_id, self._when.value, zone=zone)
        if zone == draft.wish.zone:
            wish = replace(wish, zone_origin=draft.wish.zone_origin)
        understood(drafts.read(wish))
        await _show(interaction, await drafts.rewrite(draft, wish))


async def show_back(
    interaction: discord.Interaction, when: str, zone: str | None, subject: Subject
) -> None:
    """Answer a command by showing back what was understood; nothing else is kept yet.

    Raises WhenError for what cannot be read or has gone by, UnknownZoneError.
    """
    drafts = services_of(interaction).drafts
    guild_id, user_id = guild_of(interaction), UserId(interaction.user.id)
    named = None if zone is None else read_zone(zone)
    wish = await drafts.wish(guild_id, user_id, when, zone=named)
    understood(drafts.read(wish))
    draft = await drafts.keep(guild_id, user_id, wish, subject)
    await reply(interaction, await _draft_card(services_of(interaction), draft))


async def _pressed(
    interaction: discord.Interaction, pressed: PersistentButton | PersistentSelect
) -> Draft:
    """Return the draft of a button, which its writer alone can press."""
    draft_id = DraftId(int(pressed.values_in_id["draft"]))
    drafts = services_of(interaction).drafts
    return await drafts.get(guild_of(interaction), UserId(interaction.user.id), draft_id)


async def _show(interaction: discord.Interaction, draft: Draft) -> None:
    await turn(interaction, await _draft_card(services_of(interaction), draft))


async def _draft_card(services: Services, draft: Draft) -> LanternView:
    reading = understood(services.drafts.read(draft.wish))
    if isinstance(reading, Ambiguous):
        parts: list[Part] = [question(reading)]
    else:
        parts = await _exact_parts(services, draft, reading)
    if asks_zone(draft):
        parts += [Divider(), zone_question(draft.wish), Row([_zone_select(draft)])]
    return card(*parts, Row(_row(draft, reading)))


async def _exact_parts(services: Services, draft: Draft, reading: Exact) -> list[Part]:
    match draft.subject:
        case PartyDraft() as subject:
            show = await services.catalog.get(draft.guild_id, subject.show_id)
            return party_cards.draft_parts(draft, subject, show, reading)
        case MoveDraft(party_id=party_id):
            gathering = await services.parties.get(draft.guild_id, party_id)
            show = await services.catalog.get(draft.guild_id, gathering.party.show_id)
            return party_cards.move_parts(draft, gathering, show, reading)
        case ReminderDraft() as subject:
            about = await _about(services, draft.guild_id, subject.show_id)
            return reminder_cards.draft_parts(draft, subject, about, reading)


async def _about(services: Services, guild_id: GuildId, show_id: ShowId | None) -> Show | None:
    return None if show_id is None else await services.catalog.get(guild_id, show_id)


def _row(draft: Draft, reading: Exact | Ambiguous) -> Sequence[PersistentButton]:
    ids = f"{draft.user_id}:{draft.id}"
    change = ChangeButton.make(f"draft-change:{ids}", say("button-change"))
    drop = DropButton.make(f"draft-drop:{ids}", say("button-never-mind"))
    if isinstance(reading, Exact):
        style = discord.ButtonStyle.success
        confirm = ConfirmButton.make(f"draft-confirm:{ids}", say("button-confirm"), style=style)
        return [confirm, change, drop]
    picks = [
        PickButton.make(
            f"draft-pick:{ids}:{number}", option_label(one), style=discord.ButtonStyle.primary
        )
        for number, one in enumerate(reading.options)
    ]
    # Four meanings leave room for one more.
    return [*picks, change, drop][:_ROW]


def _zone_select(draft: Draft) -> ZoneSelect:
    zone = draft.wish.zone
    names = dict.fromkeys([zone, *(match.name for match in search_zones("", limit=_ZONES))])
    options = [
        discord.SelectOption(
            label=city_of(name), value=name, description=name, default=name == zone
        )
        for name in names
    ]
    placeholder = say("draft-zone-placeholder", zone=Said(zone))
    return ZoneSelect.make(f"draft-zone:{draft.user_id}:{draft.id}", placeholder, options)


async def _confirmed(interaction: discord.Interaction, draft: Draft) -> LanternView:
    """Keep what a draft is about; return what to say to it."""
    services = services_of(interaction)
    match draft.subject:
        case PartyDraft() as subject:
            show = await services.catalog.get(draft.guild_id, subject.show_id)
            parties = await services.parties.schedule(draft, subject, show)
            channel = mention_channel(subject.channel_id)
            if len(parties) == 1:
                return card(say("party-scheduled", channel=channel))
            return card(say("party-scheduled-run", channel=channel, evenings=len(parties)))
        case MoveDraft() as subject:
            return await _moved(interaction, services, draft, subject)
        case ReminderDraft() as subject:
            reminder = await services.reminders.remind(draft, subject)
            return card(say("remind-done", relative=stamp(reminder.remind_at, "R")))


async def _moved(
    interaction: discord.Interaction, services: Services, draft: Draft, subject: MoveDraft
) -> LanternView:
    actor = Actor(user_id=draft.user_id, is_manager=is_manager(interaction))
    before = (await services.parties.get(draft.guild_id, subject.party_id)).party
    show = await services.catalog.get(draft.guild_id, before.show_id)
    party = await services.parties.move(draft, subject, show, actor)
    return card(
        say(
            "party-moved-done",
            party=party_cards.name_of(show, party),
            moment=stamp(party.starts_at, "F"),
            relative=stamp(party.starts_at, "R"),
        )
    )
