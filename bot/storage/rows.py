"""How values become columns and back, and the one upsert that both engines share."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import lru_cache

from sqlalchemy import Table

from bot.storage.connection import Connection, Fixed, Parameters


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
    connection: Connection,
    table: Table,
    values: Parameters,
    *,
    key: Sequence[str],
    update: Sequence[str],
) -> int:
    """Insert rows, at least one; where the key exists, update the named columns (none: leave it).

    Returns the number of rows written, where only one was to be.
    """
    statement = _upsert(connection.dialect.name, table, tuple(key), tuple(update))
    return (await connection.execute(statement, values)).rowcount


@lru_cache(maxsize=128)
def _upsert(dialect: str, table: Table, key: tuple[str, ...], update: tuple[str, ...]) -> Fixed:
    # Each engine's part of SQLAlchemy is loaded by whoever uses it.
    if dialect == "sqlite":
        from sqlalchemy.dialects import sqlite as engine  # noqa: PLC0415
    else:
        from sqlalchemy.dialects import postgresql as engine  # type: ignore[no-redef]  # noqa: PLC0415
    statement = engine.insert(table)
    if not update:
        return Fixed(statement.on_conflict_do_nothing(index_elements=list(key)))
    new = {name: statement.excluded[name] for name in update}
    return Fixed(statement.on_conflict_do_update(index_elements=list(key), set_=new))
