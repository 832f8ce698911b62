"""The catalog and the shelves, in SQL."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, ScalarSelect, Table, delete, func, select

from bot.domain.ids import GuildId, ShowId, UserId
from bot.domain.showbuild import open_titles
from bot.services.ports import Hanging, ShowEntry, ShowRecord
from bot.storage.connection import Connection
from bot.storage.rows import seconds, upsert
from bot.storage.tables import discussion, note, party, progress, shelf, show


class SqlShowRepository:
    """Implements `bot.services.ports.ShowRepository`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def fingerprints(self) -> dict[str, str]:
        """Return slug -> fingerprint of the shows that every guild may use."""
        query = select(show.c.slug, show.c.fingerprint).where(show.c.guild_id == 0)
        return {row.slug: row.fingerprint for row in await self._connection.execute(query)}

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
        values = _values(guild_id, origin, document, fingerprint, now)
        await upsert(
            self._connection,
            show,
            values,
            key=("guild_id", "slug"),
            update=("origin", "titles", "document", "fingerprint", "updated_at"),
        )
        return await self._id(guild_id, values["slug"])

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
        values = _values(guild_id, origin, document, fingerprint, now)
        added = await upsert(self._connection, show, values, key=("guild_id", "slug"), update=())
        return await self._id(guild_id, values["slug"]) if added else None

    async def _id(self, guild_id: GuildId, slug: str) -> ShowId:
        query = select(show.c.id).where(show.c.guild_id == guild_id, show.c.slug == slug)
        return ShowId((await self._connection.execute(query)).scalar_one())

    async def entries(self) -> list[ShowEntry]:
        """Return every show's titles, of the catalog and of all guilds; read once at start."""
        query = select(show.c.id, show.c.guild_id, show.c.slug, show.c.titles).order_by(show.c.id)
        return [
            ShowEntry(
                id=ShowId(row.id),
                guild_id=GuildId(row.guild_id),
                slug=row.slug,
                titles=tuple(json.loads(row.titles)),
            )
            for row in await self._connection.execute(query)
        ]

    async def find(self, show_id: ShowId) -> ShowRecord | None:
        """Return one show."""
        row = (await self._connection.execute(select(show).where(show.c.id == show_id))).first()
        return None if row is None else _record(row)

    async def remove(self, guild_id: GuildId, show_id: ShowId) -> bool:
        """Delete a show that this guild created, with all that hangs on it."""
        statement = delete(show).where(show.c.id == show_id, show.c.guild_id == guild_id)
        return (await self._connection.execute(statement)).rowcount > 0

    async def hanging(self, guild_id: GuildId, show_id: ShowId) -> Hanging:
        """Return what a guild would lose with a show."""
        members = select(func.count(progress.c.user_id.distinct())).where(
            progress.c.guild_id == guild_id, progress.c.show_id == show_id
        )
        query = select(
            members.scalar_subquery().label("members"),
            _count(note, guild_id, show_id).label("notes"),
            _count(discussion, guild_id, show_id).label("discussions"),
            _count(party, guild_id, show_id, party.c.state == "planned").label("parties"),
        )
        row = (await self._connection.execute(query)).one()
        return Hanging(
            members=row.members, notes=row.notes, discussions=row.discussions, parties=row.parties
        )

    async def replaced(self) -> set[str]:
        """Return the slugs of common shows that somebody added over the bundled ones."""
        query = select(show.c.slug).where(show.c.guild_id == 0, show.c.origin == "added")
        return set((await self._connection.execute(query)).scalars())

    async def shelf(self, guild_id: GuildId) -> list[ShowId]:
        """Return the shows that a guild follows, oldest first."""
        query = (
            select(shelf.c.show_id)
            .where(shelf.c.guild_id == guild_id)
            .order_by(shelf.c.added_at, shelf.c.show_id)
        )
        return [ShowId(row.show_id) for row in await self._connection.execute(query)]

    async def all_shelves(self) -> dict[GuildId, list[ShowId]]:
        """Return every guild's shelf; read once at start."""
        query = select(shelf.c.guild_id, shelf.c.show_id).order_by(
            shelf.c.guild_id, shelf.c.added_at, shelf.c.show_id
        )
        shelves: dict[GuildId, list[ShowId]] = {}
        for row in await self._connection.execute(query):
            shelves.setdefault(GuildId(row.guild_id), []).append(ShowId(row.show_id))
        return shelves

    async def shelve(
        self, guild_id: GuildId, show_id: ShowId, user_id: UserId, now: datetime
    ) -> None:
        """Put a show on a guild's shelf; nothing happens where it stands already."""
        values = {
            "guild_id": guild_id,
            "show_id": show_id,
            "added_by": user_id,
            "added_at": seconds(now),
        }
        await upsert(self._connection, shelf, values, key=("guild_id", "show_id"), update=())

    async def unshelve(self, guild_id: GuildId, show_id: ShowId) -> bool:
        """Take a show off the shelf; what members marked is kept."""
        statement = delete(shelf).where(shelf.c.guild_id == guild_id, shelf.c.show_id == show_id)
        return (await self._connection.execute(statement)).rowcount > 0


def _values(
    guild_id: GuildId, origin: str, document: Mapping[str, Any], fingerprint: str, now: datetime
) -> dict[str, Any]:
    return {
        "guild_id": guild_id,
        "slug": document["slug"],
        "origin": origin,
        "titles": json.dumps(open_titles(document), ensure_ascii=False),
        "document": json.dumps(document, ensure_ascii=False),
        "fingerprint": fingerprint,
        "updated_at": seconds(now),
    }


def _count(
    table: Table, guild_id: GuildId, show_id: ShowId, *conditions: ColumnElement[bool]
) -> ScalarSelect[int]:
    query = select(func.count()).where(
        table.c.guild_id == guild_id, table.c.show_id == show_id, *conditions
    )
    return query.scalar_subquery()


def _record(row: Row[Any]) -> ShowRecord:
    return ShowRecord(
        id=ShowId(row.id),
        guild_id=GuildId(row.guild_id),
        slug=row.slug,
        origin=row.origin,
        document=json.loads(row.document),
        fingerprint=row.fingerprint,
    )
