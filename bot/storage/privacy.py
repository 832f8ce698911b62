"""Everything that names a member, in SQL, worked out from the schema itself.

A table that names a member is in `ERASURES`; a test holds the two together, so that a new table
cannot be forgotten.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, datetime
from enum import Enum, auto
from typing import Any, Final

from sqlalchemy import Column, ColumnElement, Row, Table, and_, delete, func, select, update

from bot.domain.ids import NOBODY, GuildId, ShowId, UserId
from bot.domain.parties import PartyId
from bot.services.party_jobs import PartyJob
from bot.services.privacy_ports import Rows
from bot.storage.connection import Connection
from bot.storage.tables import job, metadata, party, progress

MEMBER_COLUMNS: Final = frozenset({"user_id", "host_id", "added_by", "opened_by"})
"""The columns that name a member, whatever their table."""

_NEWS: Final = tuple(
    kind.value
    for kind in (PartyJob.MOVED, PartyJob.CANCELLED, PartyJob.RUN_CANCELLED, PartyJob.REFRESH)
)
"""Jobs that others wait for; they name who called for them."""


class Erasure(Enum):
    """What becomes of a row that names a member."""

    ROW = auto()
    """It is about them: it goes."""
    NAME = auto()
    """Others need it: it stays, and names nobody."""


ERASURES: Final[Mapping[str, Erasure]] = {
    "shelf": Erasure.NAME,
    "member_setting": Erasure.ROW,
    "follower": Erasure.ROW,
    "progress": Erasure.ROW,
    "progress_change": Erasure.ROW,
    "note": Erasure.ROW,
    "discussion": Erasure.NAME,
    "discussion_member": Erasure.ROW,
    "party": Erasure.NAME,
    "rsvp": Erasure.ROW,
    "reminder": Erasure.ROW,
    "draft": Erasure.ROW,
    "job": Erasure.ROW,
}


def member_columns() -> Iterator[tuple[Table, Column[int]]]:
    """Yield every table that names a member, with the column that does."""
    for table in metadata.sorted_tables:
        for column in table.columns:
            if column.name in MEMBER_COLUMNS:
                yield table, column


class SqlPrivacyRepository:
    """Implements `bot.services.privacy_ports.PrivacyRepository`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def rows(self, user_id: UserId, guild_id: GuildId | None) -> Rows:
        """Return everything that names a member; with a guild, that guild's and the common rows."""
        found: dict[str, list[dict[str, Any]]] = {}
        for table, column in member_columns():
            query = select(table).where(column == user_id)
            if guild_id is not None and "guild_id" in table.columns:
                query = query.where(table.c.guild_id.in_((guild_id, NOBODY)))
            rows = await self._connection.execute(query.order_by(*table.primary_key.columns))
            found[table.name] = [_written(row) for row in rows]
        return found

    async def guilds(self, user_id: UserId) -> set[GuildId]:
        """Return the guilds in which anything names a member."""
        guilds: set[GuildId] = set()
        for table, column in member_columns():
            if "guild_id" in table.columns:
                query = select(table.c.guild_id).where(column == user_id).distinct()
                guilds |= {GuildId(row[0]) for row in await self._connection.execute(query)}
        return guilds - {NOBODY}

    async def shows(self, user_id: UserId, guild_id: GuildId) -> set[ShowId]:
        """Return the shows on which a member marked anything in a guild."""
        query = select(progress.c.show_id).where(
            progress.c.user_id == user_id, progress.c.guild_id == guild_id
        )
        return {ShowId(row.show_id) for row in await self._connection.execute(query)}

    async def set_host(
        self, guild_id: GuildId, party_ids: Collection[PartyId], host_id: UserId
    ) -> None:
        """Make somebody else the host of parties."""
        await self._connection.execute(
            update(party)
            .where(party.c.guild_id == guild_id, party.c.id.in_(party_ids))
            .values(host_id=host_id)
        )

    async def erase(self, user_id: UserId, guild_id: GuildId | None) -> None:
        """Delete what is about a member, and take their name from what others need."""
        await self._keep_news(user_id, guild_id)
        for table, column in member_columns():
            if guild_id is not None and "guild_id" not in table.columns:
                continue
            theirs = _theirs(table, column, user_id, guild_id)
            if ERASURES[table.name] is Erasure.ROW:
                await self._connection.execute(delete(table).where(theirs))
            else:
                await self._connection.execute(
                    update(table).where(theirs).values(_without_name(table, column))
                )

    async def _keep_news(self, user_id: UserId, guild_id: GuildId | None) -> None:
        """Let what others are still to be told be told, without the name."""
        theirs = _theirs(job, job.c.user_id, user_id, guild_id)
        await self._connection.execute(
            update(job)
            .where(theirs, job.c.state == "due", job.c.kind.in_(_NEWS))
            .values(user_id=None)
        )

    async def sweep(self, user_id: UserId, guild_id: GuildId | None) -> int:
        """Delete finished jobs that name a member; return how many are still to be done."""
        theirs = _theirs(job, job.c.user_id, user_id, guild_id)
        await self._connection.execute(delete(job).where(theirs, job.c.state != "due"))
        left = select(func.count()).select_from(job).where(theirs)
        return int((await self._connection.execute(left)).scalar_one())


def _theirs(
    table: Table, column: Column[int], user_id: UserId, guild_id: GuildId | None
) -> ColumnElement[bool]:
    named = column == user_id
    return named if guild_id is None else and_(named, table.c.guild_id == guild_id)


def _without_name(table: Table, column: Column[int]) -> dict[str, Any]:
    values: dict[str, Any] = {column.name: NOBODY}
    if table is party:
        # Where a past evening met is in its host's own words.
        values["place"] = None
    return values


def _written(row: Row[Any]) -> dict[str, Any]:
    return {name: _value(name, value) for name, value in row._mapping.items()}  # noqa: SLF001 - SQLAlchemy's public name for it


def _value(name: str, value: object) -> object:
    """Return a column's value as JSON keeps it whole: moments in words, long numbers as text."""
    if value is None:
        return None
    if name.endswith(("_at", "_until")) and isinstance(value, int):
        return datetime.fromtimestamp(value, UTC).isoformat()
    if name == "document" and isinstance(value, str):
        return json.loads(value)
    if name in MEMBER_COLUMNS or name.endswith("_id"):
        return str(value)
    return value
