"""The port of shows: the catalog, and each guild's shelf of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Protocol

from msgspec import Struct

from bot.domain.ids import GuildId, ShowId, UserId


class ShowRecord(Struct, frozen=True, kw_only=True):
    """A show as it is kept: its document, and where it came from."""

    id: ShowId
    guild_id: GuildId
    """0 for a show that every guild may use."""
    slug: str
    origin: str
    """`bundled`, `added` or `created`."""
    document: Mapping[str, Any]
    fingerprint: str


class ShowEntry(Struct, frozen=True, kw_only=True):
    """What finding a show takes; the document is read when the show is opened."""

    id: ShowId
    guild_id: GuildId
    slug: str
    titles: tuple[str, ...]
    """The open titles in all languages, the main one first."""


class Hanging(Struct, frozen=True, kw_only=True):
    """What hangs on a show in one guild."""

    members: int
    """Members who marked something."""
    notes: int
    discussions: int
    parties: int
    """Parties to come."""


class ShowFile(Protocol):
    """A show in a file, which is read only where that cannot be spared."""

    @property
    def mark(self) -> str:
        """What tells its content from any other."""
        ...

    def document(self) -> Mapping[str, Any] | None:
        """Return its checked document; None where something is wrong with it."""
        ...


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
