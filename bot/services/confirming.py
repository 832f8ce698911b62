"""What becomes of a draft once its writer confirms it."""

from __future__ import annotations

from msgspec import Struct

from bot.domain.drafts import Draft, MoveDraft, PartyDraft, ReminderDraft, Subject
from bot.domain.ids import GuildId
from bot.domain.parties import Party
from bot.domain.reminders import Reminder
from bot.domain.shows import Show
from bot.services.catalog import Catalog
from bot.services.drafts import DraftGoneError
from bot.services.parties import Actor, Gathering, Parties
from bot.services.reminders import Reminders


class About(Struct, frozen=True, kw_only=True):
    """What a draft is about, beside what stands in it."""

    show: Show | None
    gathering: Gathering | None = None
    """The party that is to be moved."""


class Scheduled(Struct, frozen=True, kw_only=True):
    """A party was kept, or a run of them."""

    parties: tuple[Party, ...]


class Moved(Struct, frozen=True, kw_only=True):
    """A party was moved."""

    show: Show
    party: Party


class Reminded(Struct, frozen=True, kw_only=True):
    """A reminder was kept."""

    reminder: Reminder


class Confirmations:
    """Keeps what drafts are about."""

    def __init__(self, *, catalog: Catalog, parties: Parties, reminders: Reminders) -> None:
        self._catalog = catalog
        self._parties = parties
        self._reminders = reminders

    async def about(self, guild_id: GuildId, subject: Subject) -> About:
        """Return what a draft is about.

        Raises DraftGoneError where its episode is still open, PartyGoneError, ShowGoneError.
        """
        match subject:
            case PartyDraft(show_id=show_id, first_episode=first):
                if first < 1:
                    raise DraftGoneError
                return About(show=await self._catalog.get(guild_id, show_id))
            case MoveDraft(party_id=party_id):
                gathering = await self._parties.get(guild_id, party_id)
                show = await self._catalog.get(guild_id, gathering.party.show_id)
                return About(show=show, gathering=gathering)
            case ReminderDraft(show_id=about):
                return About(
                    show=None if about is None else await self._catalog.get(guild_id, about)
                )

    async def confirm(self, draft: Draft, *, is_manager: bool) -> Scheduled | Moved | Reminded:
        """Keep what a draft is about, once.

        Raises WentByError, DraftGoneError, and what planning, moving and reminding raise.
        """
        about = await self.about(draft.guild_id, draft.subject)
        match draft.subject:
            case PartyDraft() as subject if about.show is not None:
                parties = await self._parties.schedule(draft, subject, about.show)
                return Scheduled(parties=tuple(parties))
            case MoveDraft() as subject if about.show is not None:
                actor = Actor(user_id=draft.user_id, is_manager=is_manager)
                party = await self._parties.move(draft, subject, about.show, actor)
                return Moved(show=about.show, party=party)
            case ReminderDraft() as subject:
                return Reminded(reminder=await self._reminders.remind(draft, subject))
            case _:
                raise DraftGoneError
