"""What the services need from the outside, as protocols; `bot.storage` implements them.

Repositories speak of collections: `get_x` raises LookupError when there is none, `find_x` returns
None. Every method that touches a guild's data names the guild.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from bot.domain.ids import ChannelId, GuildId, MessageId, ShowId, UserId
from bot.domain.progress import Progress, Seen
from bot.domain.spoilers import Position, Track
from bot.services.discussion_ports import DiscussionRepository
from bot.services.note_ports import NoteRepository
from bot.services.party_ports import DraftRepository, PartyRepository, ReminderRepository


class Clock(Protocol):
    """Where the time comes from."""

    def now(self) -> datetime:
        """Return the current moment, aware and in UTC."""
        ...


# Shows and the shelf


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowRecord:
    """A show as it is kept: its document, and where it came from."""

    id: ShowId
    guild_id: GuildId
    """0 for a show that every guild may use."""
    slug: str
    origin: str
    """`bundled`, `added` or `created`."""
    document: Mapping[str, Any]
    fingerprint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowEntry:
    """What finding a show takes; the document is read when the show is opened."""

    id: ShowId
    guild_id: GuildId
    slug: str
    titles: tuple[str, ...]
    """The open titles in all languages, the main one first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hanging:
    """What hangs on a show in one guild."""

    members: int
    """Members who marked something."""
    notes: int
    discussions: int
    parties: int
    """Parties to come."""


class ShowRepository(Protocol):
    """The catalog and each guild's shelf."""

    async def fingerprints(self) -> dict[str, str]:
        """Return slug -> fingerprint of the shows that every guild may use."""
        ...

    async def put(
        self,
        *,
        guild_id: GuildId,
        origin: str,
        document: Mapping[str, Any],
        fingerprint: str,
        now: datetime,
    ) -> ShowId:
        """Add a show, or replace the one of the same guild and slug; return its id."""
        ...

    async def add(
        self,
        *,
        guild_id: GuildId,
        origin: str,
        document: Mapping[str, Any],
        fingerprint: str,
        now: datetime,
    ) -> ShowId | None:
        """Add a show; None, and nothing changes, where the guild has one of that slug."""
        ...

    async def entries(self) -> list[ShowEntry]:
        """Return every show's titles, of the catalog and of all guilds; read once at start."""
        ...

    async def find(self, show_id: ShowId) -> ShowRecord | None:
        """Return one show."""
        ...

    async def remove(self, guild_id: GuildId, show_id: ShowId) -> bool:
        """Delete a show that this guild created, with all that hangs on it."""
        ...

    async def hanging(self, guild_id: GuildId, show_id: ShowId) -> Hanging:
        """Return what a guild would lose with a show."""
        ...

    async def replaced(self) -> set[str]:
        """Return the slugs of common shows that somebody added over the bundled ones."""
        ...

    async def shelf(self, guild_id: GuildId) -> list[ShowId]:
        """Return the shows that a guild follows, oldest first."""
        ...

    async def all_shelves(self) -> dict[GuildId, list[ShowId]]:
        """Return every guild's shelf; read once at start."""
        ...

    async def shelve(
        self, guild_id: GuildId, show_id: ShowId, user_id: UserId, now: datetime
    ) -> None:
        """Put a show on a guild's shelf; nothing happens where it stands already."""
        ...

    async def unshelve(self, guild_id: GuildId, show_id: ShowId) -> bool:
        """Take a show off the shelf; what members marked is kept."""
        ...


# Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelRecord:
    """What a guild set for one channel."""

    channel_id: ChannelId
    show_id: ShowId | None = None
    position: Position | None = None
    """The position that the room declares; None: it is judged by the floor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberRecord:
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


# Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class PassKey:
    """Names one pass of one member through one track of a show."""

    guild_id: GuildId
    user_id: UserId
    show_id: ShowId
    track: Track
    pass_number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRecord:
    """One step that can be taken back."""

    id: int
    show_id: ShowId
    track: Track
    pass_number: int
    added: Seen
    changed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowerRecord:
    """One follower of a show in a guild, with how far they are."""

    user_id: UserId
    position: Position
    followed_at: datetime
    active_at: datetime
    is_hidden: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One member's progress on a show, and whether they follow it."""

    progress: Progress
    is_following: bool
    is_hidden: bool
    active_at: datetime | None
    """When they last did something on this show here; None: never."""


class ProgressRepository(Protocol):
    """Members' progress, per guild and show."""

    async def standing(self, guild_id: GuildId, user_id: UserId, show_id: ShowId) -> Standing:
        """Return a member's standing on a show, in one query; empty where there is none."""
        ...

    async def standings(self, guild_id: GuildId, user_id: UserId) -> list[Standing]:
        """Return a member's standing on every show they ever marked or followed here."""
        ...

    async def put_seen(self, key: PassKey, seen: Seen, now: datetime) -> None:
        """Keep what a member has seen on one track in one pass; empty removes it."""
        ...

    async def add_change(self, key: PassKey, added: Seen, now: datetime) -> int:
        """Remember a step, so that it can be taken back; return its id."""
        ...

    async def last_change(
        self, guild_id: GuildId, user_id: UserId, show_id: ShowId
    ) -> ChangeRecord | None:
        """Return the newest step that was not taken back."""
        ...

    async def find_change(
        self, guild_id: GuildId, user_id: UserId, change_id: int
    ) -> ChangeRecord | None:
        """Return one step of this member, if it was not taken back."""
        ...

    async def mark_undone(self, guild_id: GuildId, change_id: int, now: datetime) -> None:
        """Remember that a step was taken back."""
        ...

    async def touch_follower(
        self, guild_id: GuildId, user_id: UserId, show_id: ShowId, now: datetime
    ) -> bool:
        """Make somebody a follower, or note that they are active; tell whether they are new."""
        ...

    async def drop(
        self, guild_id: GuildId, user_id: UserId, show_id: ShowId, now: datetime
    ) -> bool:
        """End following; what was marked is kept. Tell whether they had followed."""
        ...

    async def set_hidden(
        self, guild_id: GuildId, user_id: UserId, show_id: ShowId, *, is_hidden: bool
    ) -> None:
        """Show a follower's position on the board, or not."""
        ...

    async def followers(self, guild_id: GuildId, show_id: ShowId) -> list[FollowerRecord]:
        """Return everyone who follows a show here, whoever has not dropped it."""
        ...


# Background jobs


@dataclass(frozen=True, slots=True, kw_only=True)
class NewJob:
    """Work to be done once, at or after a moment, even through crashes."""

    kind: str
    key: str
    """Adding a job of the same kind and key again changes nothing."""
    guild_id: GuildId
    subject_id: int
    due_at: datetime
    user_id: UserId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
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

    async def next_due(self) -> datetime | None:
        """Return when the next job falls due or its lease runs out."""
        ...

    async def lease(self, *, now: datetime, seconds: int, limit: int) -> list[Job]:
        """Take due jobs whose lease is free or ran out, oldest first."""
        ...

    async def finish(
        self, job_id: int, *, state: str, now: datetime, message_id: MessageId | None = None
    ) -> None:
        """Close a job as `done`, `skipped` or `failed`."""
        ...

    async def postpone(self, job_id: int, due_at: datetime) -> None:
        """Give a lease back, to be tried again later."""
        ...

    async def cancel(self, *, kind: str, subject_id: int, user_id: UserId | None = None) -> int:
        """Remove jobs that are not done yet; return how many."""
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

    Both methods raise StorageBusyError, StorageFullError or StorageGoneError; then nothing of the
    transaction is kept.
    """

    def read(self) -> AbstractAsyncContextManager[Repositories]:
        """Begin a transaction that changes nothing."""
        ...

    def write(self) -> AbstractAsyncContextManager[Repositories]:
        """Begin a transaction that is kept whole when the block ends, or not at all."""
        ...
