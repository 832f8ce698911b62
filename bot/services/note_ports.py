"""Members' lines on episodes, as `bot.services.ports` has everything else that is kept."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from msgspec import Struct

from bot.domain.ids import GuildId, ShowId, UserId
from bot.domain.spoilers import Gated


class NewNote(Struct, frozen=True, kw_only=True):
    """A line to be kept; its text was cleaned."""

    guild_id: GuildId
    user_id: UserId
    show_id: ShowId
    episode: int
    text: str
    created_at: datetime


class NoteRecord(Struct, frozen=True, kw_only=True):
    """A member's line on an episode, which opens to those who have seen it."""

    id: int
    guild_id: GuildId
    user_id: UserId
    show_id: ShowId
    episode: int
    text: Gated[str]
    created_at: datetime
    edited_at: datetime | None


class NoteRepository(Protocol):
    """What members wrote on episodes, per guild."""

    async def add(self, new: NewNote) -> int:
        """Keep a line; return its id."""
        ...

    async def find(self, guild_id: GuildId, note_id: int) -> NoteRecord | None:
        """Return one line of this guild."""
        ...

    async def places(self) -> set[tuple[GuildId, ShowId, int]]:
        """Return every guild's episodes that have lines; read once at start."""
        ...

    async def of_member(
        self, guild_id: GuildId, user_id: UserId, show_id: ShowId
    ) -> list[NoteRecord]:
        """Return what one member wrote on a show, by episode, oldest first."""
        ...

    async def within(
        self, guild_id: GuildId, show_id: ShowId, episodes: range, *, each: int
    ) -> list[NoteRecord]:
        """Return the newest lines on some episodes, `each` per episode, oldest first.

        The newest line of everybody comes before the second of anybody.
        """
        ...

    async def count(self, guild_id: GuildId, show_id: ShowId, episodes: range) -> int:
        """Return how many lines there are on some episodes."""
        ...

    async def edit(
        self, guild_id: GuildId, user_id: UserId, note_id: int, text: str, now: datetime
    ) -> bool:
        """Change a member's own line; tell whether it was there."""
        ...

    async def remove(self, guild_id: GuildId, user_id: UserId, note_id: int) -> bool:
        """Delete a member's own line; tell whether it was there."""
        ...
