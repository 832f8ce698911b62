"""What discussion threads need kept: the threads, who is in them, and each show's index card."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final, Protocol

from msgspec import Struct

from bot.domain.guild_settings import ThreadKind
from bot.domain.ids import ChannelId, GuildId, MessageId, ShowId, UserId

TAKEN_DOWN: Final = MessageId(0)
"""Stands for a first post that somebody deleted on purpose."""

MEMBER_JOB: Final = "discussion-member"
"""Lets one member into a gated thread or takes them out, whatever they have seen by then."""
POST_JOB: Final = "discussion-post"
"""Puts up a thread's first post, if it is not there."""
CHECK_JOB: Final = "discussion-check"
"""Looks whether a thread is still there, or whether a thread came of an opening cut short."""
CARD_JOB: Final = "discussion-card"
"""Brings a show's index card up to date; its subject is the show."""


class NewDiscussion(Struct, frozen=True, kw_only=True):
    """A thread that is about to be opened."""

    guild_id: GuildId
    show_id: ShowId
    episode: int
    kind: ThreadKind
    channel_id: ChannelId
    """The channel that it hangs in."""
    opened_by: UserId
    opened_at: datetime


class DiscussionRecord(Struct, frozen=True, kw_only=True):
    """The thread of one episode in one guild; there is never a second."""

    id: int
    guild_id: GuildId
    show_id: ShowId
    episode: int
    kind: ThreadKind
    channel_id: ChannelId
    thread_id: ChannelId | None
    """None while it is being opened, or where that was cut short."""
    post_id: MessageId | None
    """Its first post; None until it is there, `TAKEN_DOWN` once somebody deleted it."""
    opened_by: UserId
    opened_at: datetime


class CardRecord(Struct, frozen=True, kw_only=True):
    """The index card of a show."""

    guild_id: GuildId
    show_id: ShowId
    channel_id: ChannelId
    message_id: MessageId


class Seat(Struct, frozen=True, kw_only=True):
    """A member and a gated thread that may be out of step with what the member has seen."""

    guild_id: GuildId
    discussion_id: int
    user_id: UserId


class DiscussionRepository(Protocol):
    """Discussion threads, who was let into them, and the index cards."""

    async def all(self) -> list[DiscussionRecord]:
        """Return every guild's threads; read once at start."""
        ...

    async def find(self, guild_id: GuildId, discussion_id: int) -> DiscussionRecord | None:
        """Return one thread."""
        ...

    async def claim(self, new: NewDiscussion) -> tuple[DiscussionRecord, bool]:
        """Keep that a thread is being opened; return it, or the one that was there already.

        The second value tells whether the claim is new.
        """
        ...

    async def keep_thread(
        self, guild_id: GuildId, discussion_id: int, thread_id: ChannelId
    ) -> bool:
        """Keep which thread it became; tell whether it is still kept at all."""
        ...

    async def keep_post(
        self, guild_id: GuildId, discussion_id: int, post_id: MessageId | None
    ) -> bool:
        """Keep which message is its first post; tell whether the thread is still kept."""
        ...

    async def remove(self, guild_id: GuildId, discussion_id: int) -> None:
        """Forget a thread and who was in it."""
        ...

    async def admit(
        self, guild_id: GuildId, discussion_id: int, user_id: UserId, now: datetime
    ) -> None:
        """Keep that a member was let in; nothing happens where they were in already."""
        ...

    async def dismiss(self, guild_id: GuildId, discussion_id: int, user_id: UserId) -> None:
        """Keep that a member was taken out."""
        ...

    async def reached(self, guild_id: GuildId, show_id: ShowId, episode: int) -> list[UserId]:
        """Return everyone whose position on the screen is at an episode or beyond."""
        ...

    async def out_of_step(self, discussion_id: int | None = None) -> Sequence[Seat]:
        """Return who should be in a gated thread and is not, or is in and should not be.

        A member whose admission was given up on, such as one who left the guild, is passed over.
        One thread, or all of them: then it is read at start.
        """
        ...

    async def all_cards(self) -> list[CardRecord]:
        """Return every guild's index cards; read once at start."""
        ...

    async def put_card(self, card: CardRecord) -> None:
        """Keep where a show's index card is."""
        ...

    async def remove_card(self, guild_id: GuildId, show_id: ShowId) -> None:
        """Forget a show's index card."""
        ...
