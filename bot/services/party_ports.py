"""What parties, reminders and drafts need from the outside; part of `bot.services.ports`."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from msgspec import Struct

from bot.domain.drafts import Draft, DraftId, Subject, Wish
from bot.domain.ids import ChannelId, GuildId, MessageId, ShowId, UserId
from bot.domain.parties import Answer, Party, PartyId, PartyState, Rsvp
from bot.domain.reminders import Reminder, ReminderId, ReminderState


class NewParty(Struct, frozen=True, kw_only=True):
    """A party to be kept; the fields are those of `Party`."""

    guild_id: GuildId
    show_id: ShowId
    first_episode: int
    last_episode: int
    channel_id: ChannelId
    host_id: UserId
    starts_at: datetime
    zone: str
    place: str | None
    repeat: str | None


class MissedReminder(Struct, frozen=True, kw_only=True):
    """A reminder of a party that nobody got."""

    party: Party
    due_at: datetime


class CardFate(StrEnum):
    """What becomes of a card that is not there."""

    COMING = "coming"
    """It is being posted."""
    REFUSED = "refused"
    """Discord did not take it, and nobody tries any more."""
    GONE = "gone"
    """Somebody deleted it."""


class PartyRepository(Protocol):
    """Parties and who comes."""

    async def add(self, evenings: Sequence[NewParty], *, now: datetime) -> list[Party]:
        """Keep planned parties and return them in order; several of them are a run.

        The evenings of a run begin with an episode of their own each.
        """
        ...

    async def find(self, guild_id: GuildId, party_id: PartyId) -> Party | None:
        """Return one party of this guild."""
        ...

    async def planned(self, guild_id: GuildId) -> list[Party]:
        """Return the parties that are neither over nor cancelled, soonest first."""
        ...

    async def count_planned(self, guild_id: GuildId) -> int:
        """Return how many there are of them."""
        ...

    async def rest_of_run(self, guild_id: GuildId, party: Party) -> list[Party]:
        """Return the planned parties of the same run that come after one, soonest first."""
        ...

    async def set_state(
        self, guild_id: GuildId, party_ids: Collection[PartyId], state: PartyState
    ) -> None:
        """Change where parties stand."""
        ...

    async def set_start(
        self, guild_id: GuildId, party_id: PartyId, starts_at: datetime, zone: str
    ) -> None:
        """Move a party to another time."""
        ...

    async def set_card(
        self, guild_id: GuildId, party_id: PartyId, message_id: MessageId | None
    ) -> None:
        """Remember a party's card, or that it has none any more."""
        ...

    async def lose_cards(self, guild_id: GuildId, message_ids: Collection[MessageId]) -> None:
        """Remember of planned parties whose cards these messages were that they have none."""
        ...

    async def without_card(self, guild_id: GuildId, now: datetime) -> Mapping[PartyId, CardFate]:
        """Return the planned parties that should have a card by now and have none."""
        ...

    async def put_answer(
        self,
        guild_id: GuildId,
        party_ids: Collection[PartyId],
        user_id: UserId,
        answer: Answer,
        now: datetime,
    ) -> None:
        """Keep what a member says to parties; the last word counts."""
        ...

    async def answers(
        self, guild_id: GuildId, party_ids: Collection[PartyId]
    ) -> dict[PartyId, list[Rsvp]]:
        """Return who said what to these parties, first come first; without an entry, nobody."""
        ...

    async def missed(self, guild_id: GuildId, since: datetime) -> Sequence[MissedReminder]:
        """Return reminders due since a moment that were skipped or failed, oldest first."""
        ...


class NewReminder(Struct, frozen=True, kw_only=True):
    """A reminder to be kept; the fields are those of `Reminder`."""

    guild_id: GuildId
    user_id: UserId
    show_id: ShowId | None
    text: str
    remind_at: datetime
    channel_id: ChannelId


class ReminderRepository(Protocol):
    """Members' reminders; every method is scoped by their owner."""

    async def add(self, new: NewReminder, now: datetime) -> ReminderId:
        """Keep a waiting reminder; return its number."""
        ...

    async def find(self, user_id: UserId, reminder_id: ReminderId) -> Reminder | None:
        """Return one reminder of this member."""
        ...

    async def of_member(
        self, user_id: UserId, guild_id: GuildId, states: Collection[ReminderState]
    ) -> list[Reminder]:
        """Return a member's reminders of a guild, soonest first; of 0, from direct messages."""
        ...

    async def count_waiting(self, user_id: UserId) -> int:
        """Return how many a member has waiting, over all guilds."""
        ...

    async def change(
        self,
        user_id: UserId,
        reminder_id: ReminderId,
        *,
        expected: Collection[ReminderState],
        state: ReminderState,
        remind_at: datetime | None = None,
    ) -> bool:
        """Move a reminder to another state, and time, if it still stands where expected."""
        ...


class DraftRepository(Protocol):
    """What is shown back and not yet confirmed; every method is scoped by its writer."""

    async def add(self, guild_id: GuildId, user_id: UserId, wish: Wish, subject: Subject) -> Draft:
        """Keep a draft."""
        ...

    async def find(self, guild_id: GuildId, user_id: UserId, draft_id: DraftId) -> Draft | None:
        """Return a draft."""
        ...

    async def put(self, draft: Draft) -> None:
        """Keep a draft as it is now; one that is gone stays gone."""
        ...

    async def remove(self, draft: Draft) -> bool:
        """Drop a draft; tell whether it was still there."""
        ...

    async def sweep(self, before: datetime) -> int:
        """Drop every draft written before a moment; return how many."""
        ...
