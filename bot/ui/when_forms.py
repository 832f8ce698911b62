"""Shown back before it is kept: the card of a draft, and the buttons that change or confirm it.

The buttons hold the draft's number alone. What a member wrote stays in the database, so a card that
waits outlives a restart, and each press reads it anew. What cannot be read is kept as well: its
card says why, and its one button opens the form with all that was written.
"""

from __future__ import annotations

from collections.abc import Sequence
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
from bot.domain.errors import LanternError
from bot.domain.ids import GuildId, UserId
from bot.domain.records import replace
from bot.domain.when import LONGEST, Ambiguous, Exact
from bot.domain.zones import UnknownZoneError
from bot.services.bundle import Services
from bot.services.confirming import About
from bot.ui.buttons import OWNER, DrawnButton, PersistentButton, PersistentSelect
from bot.ui.done import turn_done
from bot.ui.draft_cards import REFUSALS, confirmed_card, draft_parts
from bot.ui.errors import LanternModal, sentence_for
from bot.ui.evening_span import kept, with_episode
from bot.ui.layouts import Divider, LanternView, Row, card
from bot.ui.options import (
    asking_about,
    services_of,
)
from bot.ui.permissions import is_manager
from bot.ui.posting import CannotPostThereError, lacking_in
from bot.ui.replies import reply, turn
from bot.ui.when_words import option_label, read_zone, zone_name, zone_options, zone_question
from bot.ui.words import Said, say

_DRAFT = r"(?P<draft>\d{1,18})"
_ZONES: Final = 24
"""Zones in the menu, so that the guild's own fits in beside them."""
_ROW: Final = 5
"""Buttons in a row."""


def guild_of(interaction: discord.Interaction) -> GuildId:
    """Return the guild of an interaction; 0 in a direct message."""
    return GuildId(interaction.guild_id or 0)


class ConfirmButton(PersistentButton, template=rf"draft-confirm:{OWNER}:{_DRAFT}"):
    """Keeps what was shown back."""

    async def press(self, interaction: discord.Interaction) -> None:
        """Keep it once, and say so."""
        draft = await pressed_draft(interaction, self)
        _check_channel(interaction, draft.subject)
        # A long run takes its time to write, and its turn among the writers.
        await interaction.response.defer()
        confirmations = services_of(interaction).confirmations
        kept = await confirmations.confirm(draft, is_manager=is_manager(interaction))
        await turn_done(interaction, confirmed_card(kept))


def _check_channel(interaction: discord.Interaction, subject: Subject) -> None:
    """Keep a party from being planned without a card; its draft waits for the permission.

    Raises CannotPostThereError.
    """
    if isinstance(subject, PartyDraft):
        lacking = lacking_in(interaction.guild, subject.channel_id)
        if lacking is not None:
            raise CannotPostThereError(subject.channel_id, lacking)


class PickButton(PersistentButton, template=rf"draft-pick:{OWNER}:{_DRAFT}:(?P<pick>\d)"):
    """Picks one of several meanings."""

    async def press(self, interaction: discord.Interaction) -> None:
        """Show that meaning back, to be confirmed."""
        services = services_of(interaction)
        draft = await pressed_draft(interaction, self)
        about = await about_draft(interaction, draft.subject)
        draft = await services.drafts.pick(draft, self.number("pick"))
        await show_draft(interaction, draft, about)


class ZoneSelect(PersistentSelect, template=rf"draft-zone:{OWNER}:{_DRAFT}"):
    """Says which zone is the writer's."""

    async def choose(self, interaction: discord.Interaction, values: list[str]) -> None:
        """Keep it, and read what they wrote in that zone."""
        services = services_of(interaction)
        draft = await pressed_draft(interaction, self)
        about, zone = await about_draft(interaction, draft.subject), read_zone(values[0])
        await show_draft(interaction, await services.drafts.set_zone(draft, zone), about)


class ChangeButton(PersistentButton, template=rf"draft-change:{OWNER}:{_DRAFT}"):
    """Lets its writer change what they wrote."""

    async def press(self, interaction: discord.Interaction) -> None:
        """Open the form, filled in with what was written."""
        await interaction.response.send_modal(ChangeForm(await pressed_draft(interaction, self)))


class DropButton(PersistentButton, template=rf"draft-drop:{OWNER}:{_DRAFT}"):
    """Keeps nothing."""

    async def press(self, interaction: discord.Interaction) -> None:
        """Forget the draft."""
        draft = await pressed_draft(interaction, self)
        await services_of(interaction).drafts.drop(draft)
        await turn(interaction, _dropped(draft.subject))


def _dropped(subject: Subject) -> Said:
    """Return what is so now that a draft was dropped."""
    match subject:
        case PartyDraft():
            return say("draft-dropped")
        case MoveDraft():
            return say("draft-dropped-move")
        case ReminderDraft():
            return say("draft-dropped-reminder")


BUTTONS: Final = (ConfirmButton, PickButton, ZoneSelect, ChangeButton, DropButton)


class ChangeForm(LanternModal):
    """When, and in which zone; of a party which episode and on which days as well."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(title=say("draft-change-title"))
        self._where = draft.guild_id, draft.user_id, draft.id
        wish, subject = draft.wish, draft.subject
        self._when = _line("when", wish.text)
        self._zone = _line("zone", zone_name(wish.zone))
        self._episode = self._repeat = None
        if isinstance(subject, PartyDraft):
            self._episode = _line("episode", _episodes(subject), required=False)
            self._repeat = _line("repeat", subject.repeat or "", required=False)
            self.add_item(ui.Label(text=say("draft-change-episode"), component=self._episode))
        self.add_item(ui.Label(text=say("draft-change-when"), component=self._when))
        if self._repeat is not None:
            label, hint = say("draft-change-repeat"), say("draft-change-repeat-hint")
            self.add_item(ui.Label(text=label, description=hint, component=self._repeat))
        label, hint = say("draft-change-zone"), say("draft-change-zone-hint")
        self.add_item(ui.Label(text=label, description=hint, component=self._zone))

    async def on_submit(self, interaction: discord.Interaction, /) -> None:
        """Read it anew; borrowed from discord.ui.Modal."""
        drafts = services_of(interaction).drafts
        draft = await drafts.get(*self._where)
        subject, refusal = await self._subject(interaction, draft.subject)
        zone = draft.wish.zone
        try:
            zone = read_zone(self._zone.value)
        except UnknownZoneError as unknown:
            refusal = refusal or unknown
        known = refusal or await about_draft(interaction, subject)
        draft = await drafts.rewrite(draft, self._when.value, zone=zone, subject=subject)
        await show_draft(interaction, draft, known)

    async def _subject(
        self, interaction: discord.Interaction, subject: Subject
    ) -> tuple[Subject, LanternError | None]:
        if not isinstance(subject, PartyDraft) or self._episode is None or self._repeat is None:
            return subject, None
        before = subject
        subject = replace(subject, repeat=kept(self._repeat.value.strip()) or None)
        wrote = self._episode.value.strip() or _episodes(before)
        if before.first_episode and wrote == _episodes(before):
            return subject, None
        if _is_span(before):
            # The whole evening was written over.
            subject = replace(subject, per_sitting=1)
        who = await asking_about(interaction, subject.show_id)
        return with_episode(who, wrote, subject)


def _line(name: str, text: str, *, required: bool = True) -> ui.TextInput[ChangeForm]:
    return ui.TextInput(
        default=text[:LONGEST], max_length=LONGEST, custom_id=name, required=required
    )


def _is_span(subject: PartyDraft) -> bool:
    """Tell whether a party is one evening of several episodes."""
    return bool(subject.first_episode) and subject.repeat is None and subject.per_sitting > 1


def _episodes(subject: PartyDraft) -> str:
    """Return the episodes of a party as its writer would write them."""
    first = subject.first_episode
    if _is_span(subject):
        return f"{first}-{first + subject.per_sitting - 1}"
    return subject.episode or str(first)


async def show_back(
    interaction: discord.Interaction,
    when: str,
    zone: str | None,
    subject: Subject,
    refusal: LanternError | None = None,
) -> None:
    """Answer a command by showing back what was understood; nothing else is kept yet.

    What cannot be read is answered with a way to change it; `refusal` is what was found already.
    """
    try:
        named = None if zone is None else read_zone(zone)
    except UnknownZoneError as unknown:
        named, refusal = None, refusal or unknown
    known = refusal or await about_draft(interaction, subject)
    draft = await keep_written(interaction, when, named, subject)
    await reply(interaction, _draft_card(services_of(interaction), draft, known))


async def keep_written(
    interaction: discord.Interaction, when: str, zone: str | None, subject: Subject
) -> Draft:
    """Keep what was written just now as a draft, readable or not; `zone` is an IANA name."""
    if isinstance(subject, PartyDraft) and subject.repeat is not None:
        subject = replace(subject, repeat=kept(subject.repeat))
    guild_id, user_id = guild_of(interaction), UserId(interaction.user.id)
    drafts = services_of(interaction).drafts
    return await drafts.begin(guild_id, user_id, kept(when), zone=zone, subject=subject)


async def pressed_draft(
    interaction: discord.Interaction, pressed: PersistentButton | PersistentSelect
) -> Draft:
    """Return the draft of a button, which its writer alone can press.

    Raises DraftGoneError.
    """
    draft_id = DraftId(int(pressed.values_in_id["draft"]))
    drafts = services_of(interaction).drafts
    return await drafts.get(guild_of(interaction), UserId(interaction.user.id), draft_id)


async def about_draft(interaction: discord.Interaction, subject: Subject) -> About:
    """Return what a draft is about: asked before it is changed, lest half of a press be done.

    Raises what `Confirmations.about` raises.
    """
    confirmations = services_of(interaction).confirmations
    return await confirmations.about(guild_of(interaction), subject)


async def show_draft(
    interaction: discord.Interaction, draft: Draft, known: About | LanternError
) -> None:
    """Turn the pressed message into the card of a draft, or into what is wrong with it."""
    await turn(interaction, _draft_card(services_of(interaction), draft, known))


def _draft_card(services: Services, draft: Draft, known: About | LanternError) -> LanternView:
    if isinstance(known, LanternError):
        return _refusal_card(draft, known)
    try:
        parts, reading = draft_parts(services, draft, known)
    except REFUSALS as refused:
        return _refusal_card(draft, refused)
    if asks_zone(draft):
        parts = [*parts, Divider(), zone_question(draft.wish), Row([_zone_select(draft)])]
    return card(*parts, Row(_row(draft, reading)))


def _refusal_card(draft: Draft, refusal: LanternError) -> LanternView:
    style = discord.ButtonStyle.primary
    sentence = sentence_for(refusal, where="a draft")
    return card(sentence, Row([_change(draft, style), _drop(draft)]))


def _row(draft: Draft, reading: Exact | Ambiguous) -> Sequence[DrawnButton]:
    ids = f"{draft.user_id}:{draft.id}"
    change, drop = _change(draft), _drop(draft)
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


def _change(
    draft: Draft, style: discord.ButtonStyle = discord.ButtonStyle.secondary
) -> DrawnButton:
    custom_id = f"draft-change:{draft.user_id}:{draft.id}"
    return ChangeButton.make(custom_id, say("button-change"), style=style)


def _drop(draft: Draft) -> DrawnButton:
    return DropButton.make(f"draft-drop:{draft.user_id}:{draft.id}", say("button-never-mind"))


def _zone_select(draft: Draft) -> ZoneSelect:
    zone = draft.wish.zone
    placeholder = say("draft-zone-placeholder", zone=zone_name(zone))
    options = zone_options(zone, most=_ZONES)
    return ZoneSelect.make(f"draft-zone:{draft.user_id}:{draft.id}", placeholder, options)
