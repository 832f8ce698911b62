"""How values become columns and back, and the one upsert that both engines share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection


def seconds(moment: datetime) -> int:
    """Return whole seconds since the epoch.

    Raises ValueError for a naive datetime: nobody could say when that is.
    """
    if moment.tzinfo is None:
        raise ValueError("a naive datetime names no moment")
    return int(moment.timestamp())


def moment(value: int) -> datetime:
    """Return the moment of a column, aware and in UTC."""
    return datetime.fromtimestamp(value, UTC)


def maybe_moment(value: int | None) -> datetime | None:
    """Return the moment of a column that may be empty."""
    return None if value is None else moment(value)


async def upsert(
    connection: AsyncConnection,
    table: Table,
    values: Mapping[str, Any] | Sequence[Mapping[str, Any]],
    *,
    key: Sequence[str],
    update: Sequence[str],
) -> int:
    """Insert rows; where the key exists, update the named columns (none: leave the row).

    Returns the number of rows written.
    """
    insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    statement = insert(table).values(values)
    if update:
        new = {name: statement.excluded[name] for name in update}
        statement = statement.on_conflict_do_update(index_elements=list(key), set_=new)
    else:
        statement = statement.on_conflict_do_nothing(index_elements=list(key))
    return (await connection.execute(statement)).rowcount
