"""What the services need from the outside, as protocols; `bot.storage` implements them.

Repositories speak of collections: `get_x` raises LookupError when there is none, `find_x` returns
None. Every method that touches a guild's data names the guild. The ports of one capability stand in
a module of their own (`show_ports`, `progress_ports`, …); all of them can be had from here.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Any, Protocol, TypeVar

from msgspec import Struct

from bot.domain.ids import ChannelId, GuildId, MessageId, ShowId, UserId
from bot.domain.spoilers import Position
from bot.services.discussion_ports import DiscussionRepository
from bot.services.note_ports import NoteRepository
from bot.services.party_ports import DraftRepository, PartyRepository, ReminderRepository
from bot.services.privacy_ports import PrivacyRepository
from bot.services.progress_ports import (
    ChangeRecord,
    FollowerRecord,
    PassKey,
    ProgressRepository,
    Standing,
)
from bot.services.show_ports import (
    Hanging,
    ShowEntry,
    ShowFile,
    ShowRecord,
    ShowRepository,
)

__all__ = [
    "ChangeRecord",
    "ChannelRecord",
    "Clock",
    "Database",
    "DiscussionRepository",
    "DraftRepository",
    "FollowerRecord",
    "Hanging",
    "Job",
    "JobRepository",
    "MemberRecord",
    "NewJob",
    "NoteRepository",
    "PartyRepository",
    "PassKey",
    "PrivacyRepository",
    "ProgressRepository",
    "ReminderRepository",
    "Repositories",
    "SettingRepository",
    "ShowEntry",
    "ShowFile",
    "ShowRecord",
    "ShowRepository",
    "Standing",
]

T = TypeVar("T")


class Clock(Protocol):
    """Where the time comes from."""

    def now(self) -> datetime:
        """Return the current moment, aware and in UTC."""
        ...


# Settings


class ChannelRecord(Struct, frozen=True, kw_only=True):
    """What a guild set for one channel."""

    channel_id: ChannelId
    show_id: ShowId | None = None
    position: Position | None = None
    """The position that the room declares; None: it is judged by the floor."""


class MemberRecord(Struct, frozen=True, kw_only=True):
    """What a member set for themselves, in every guild."""

    zone: str | None = None
    party_reminders: bool = True


class SettingRepository(Protocol):
    """Settings of guilds, channels and members."""

    async def all_guilds(self) -> dict[GuildId, Mapping[str, Any]]:
        """Return every guild's settings document; read once at start."""
        ...

    async def all_channels(self) -> dict[GuildId, list[ChannelRecord]]:
        """Return every channel's settings; read once at start."""
        ...

    async def put_guild(
        self, guild_id: GuildId, document: Mapping[str, Any], now: datetime
    ) -> None:
        """Keep a guild's settings document."""
        ...

    async def put_channel(self, guild_id: GuildId, record: ChannelRecord) -> None:
        """Keep a channel's settings; an empty record removes them."""
        ...

    async def find_member(self, user_id: UserId) -> MemberRecord | None:
        """Return what a member set for themselves."""
        ...

    async def put_member(self, user_id: UserId, record: MemberRecord) -> None:
        """Keep what a member set for themselves."""
        ...


# Background jobs


class NewJob(Struct, frozen=True, kw_only=True):
    """Work to be done once, at or after a moment, even through crashes."""

    kind: str
    key: str
    """Adding a job of the same kind and key again changes nothing."""
    guild_id: GuildId
    subject_id: int
    due_at: datetime
    user_id: UserId | None = None


class Job(Struct, frozen=True, kw_only=True):
    """Work that was leased to this process."""

    id: int
    kind: str
    key: str
    guild_id: GuildId
    subject_id: int
    due_at: datetime
    user_id: UserId | None
    attempts: int
    """How often it was leased, this time included: above 1, an earlier outcome is unknown."""


class JobRepository(Protocol):
    """The outbox: what is to be done, by whoever holds the lease."""

    async def add(self, jobs: Sequence[NewJob]) -> None:
        """Add jobs; those that exist are left as they are."""
        ...

    async def next_due(
        self, kinds: Collection[str] | None = None, *, spare: Collection[tuple[str, int]] = ()
    ) -> datetime | None:
        """Return when the next job, of these kinds or any, falls due or its lease runs out.

        Those of the kinds and subjects in `spare` are passed over.
        """
        ...

    async def due_kinds(self, now: datetime) -> list[str]:
        """Return the kinds of which a job could be leased now."""
        ...

    async def lease(
        self,
        *,
        kind: str,
        now: datetime,
        seconds: int,
        limit: int,
        each: int | None = None,
        spare: Collection[int] = (),
    ) -> list[Job]:
        """Take due jobs of a kind whose lease is free or ran out, oldest first.

        No more than `each` of one subject, and none of the subjects in `spare`.
        """
        ...

    async def release_all(self) -> None:
        """Free every lease; only for who is sure that nobody else holds one."""
        ...

    async def finish(
        self, job_id: int, *, state: str, now: datetime, message_id: MessageId | None = None
    ) -> None:
        """Close a job as `done`, `skipped` or `failed`."""
        ...

    async def hold(self, job_id: int, until: datetime) -> None:
        """Keep a job from everybody until a moment, or the next start; its due time stays."""
        ...

    async def postpone(self, job_id: int, due_at: datetime) -> None:
        """Give a lease back, to be tried again later."""
        ...

    async def remove(self, job_id: int) -> None:
        """Delete a job without a trace, whatever its state."""
        ...

    async def cancel(self, *, kind: str, subject_id: int, user_id: UserId | None = None) -> int:
        """Remove jobs that are not done yet; return how many."""
        ...

    async def cancel_all(self, *, kinds: Collection[str], subject_ids: Collection[int]) -> int:
        """Remove jobs of several kinds and subjects that are not done yet; return how many."""
        ...

    async def sweep(self, before: datetime) -> int:
        """Delete what was closed before a moment; return how many.

        What was skipped for a member stays: it was given up, and is not to be begun anew.
        """
        ...


class Repositories(Protocol):
    """One transaction's view of everything that is kept."""

    @property
    def shows(self) -> ShowRepository:
        """The catalog and the shelves."""
        ...

    @property
    def settings(self) -> SettingRepository:
        """Settings of guilds, channels and members."""
        ...

    @property
    def progress(self) -> ProgressRepository:
        """Members' progress."""
        ...

    @property
    def notes(self) -> NoteRepository:
        """Members' lines on episodes."""
        ...

    @property
    def discussions(self) -> DiscussionRepository:
        """Discussion threads."""
        ...

    @property
    def jobs(self) -> JobRepository:
        """The outbox."""
        ...

    @property
    def privacy(self) -> PrivacyRepository:
        """Everything that names a member."""
        ...

    @property
    def parties(self) -> PartyRepository:
        """Parties and who comes."""
        ...

    @property
    def reminders(self) -> ReminderRepository:
        """Members' reminders."""
        ...

    @property
    def drafts(self) -> DraftRepository:
        """What is shown back and not yet confirmed."""
        ...


class Database(Protocol):
    """Where transactions begin.

    All methods raise StorageBusyError, StorageFullError or StorageGoneError; then nothing of the
    transaction is kept.
    """

    def read(self) -> AbstractAsyncContextManager[Repositories]:
        """Begin a transaction that changes nothing."""
        ...

    def write(self) -> AbstractAsyncContextManager[Repositories]:
        """Begin a transaction that is kept whole when the block ends, or not at all."""
        ...

    async def do(self, work: Callable[[Repositories], Awaitable[T]]) -> T:
        """Do work in a transaction of its own, which is kept whole or not at all.

        The work waits for its repositories and for nothing else, and changes nothing but through
        them: it may run in the database's own thread, all in one go. That is several times faster
        than `write`, and asks for care with what other parts of the program change meanwhile.
        """
        ...

    async def wipe(self) -> None:
        """Leave nothing of what was deleted in the journal, where the engine keeps one.

        Raises StorageBusyError where somebody reads from it for long.
        """
        ...
