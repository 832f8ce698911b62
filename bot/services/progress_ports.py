"""The port of members' progress."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from msgspec import Struct

from bot.domain.ids import GuildId, ShowId, UserId
from bot.domain.progress import Progress, Seen
from bot.domain.spoilers import Position, Track


class PassKey(Struct, frozen=True, kw_only=True):
    """Names one pass of one member through one track of a show."""

    guild_id: GuildId
    user_id: UserId
    show_id: ShowId
    track: Track
    pass_number: int


class ChangeRecord(Struct, frozen=True, kw_only=True):
    """One step that can be taken back."""

    id: int
    show_id: ShowId
    track: Track
    pass_number: int
    added: Seen
    changed_at: datetime


class FollowerRecord(Struct, frozen=True, kw_only=True):
    """One follower of a show in a guild, with how far they are."""

    user_id: UserId
    position: Position
    followed_at: datetime
    active_at: datetime
    is_hidden: bool


class Standing(Struct, frozen=True, kw_only=True):
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

    async def changes(
        self, guild_id: GuildId, user_id: UserId, show_id: ShowId, track: Track
    ) -> list[ChangeRecord]:
        """Return the steps on one track that were not taken back, the newest first."""
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
