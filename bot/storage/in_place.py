"""Executing on SQLite in the thread that one is in, and whole units of work with it."""

from __future__ import annotations

import sqlite3
from collections import namedtuple
from collections.abc import Callable, Coroutine, Mapping, Sequence
from typing import Any, TypeVar

from msgspec import Struct
from sqlalchemy import Connection as SyncConnection
from sqlalchemy import Dialect, Executable

from bot.storage.connection import Fixed, Parameters, Rows

T = TypeVar("T")


class _Written(Struct):
    """A fixed statement in SQL, and how its rows are made."""

    sql: str
    names: Sequence[str]
    constants: Mapping[str, Any]
    make_row: Callable[[Sequence[Any]], Any] | None = None


class InPlace:
    """Executes where it is called: awaiting it never waits."""

    def __init__(self, connection: SyncConnection) -> None:
        self._connection = connection
        self._driver = driver_of(connection)

    @property
    def dialect(self) -> Dialect:
        """Which engine it is."""
        return self._connection.dialect

    async def execute(
        self, statement: Executable | Fixed, parameters: Parameters | None = None
    ) -> Rows:
        """Execute a statement; its rows are there when this returns."""
        return execute(self._connection, statement, parameters, driver=self._driver)


def finish(work: Coroutine[Any, Any, T]) -> T:
    """Run work over an `InPlace` connection to its end, which its first step reaches.

    Raises RuntimeError for work that waits for something else; it is then not done.
    """
    try:
        work.send(None)
    except StopIteration as done:
        result: T = done.value
        return result
    work.close()
    raise RuntimeError("a unit of work waits for its connection alone")


def execute(
    connection: SyncConnection,
    statement: Executable | Fixed,
    parameters: Parameters | None,
    *,
    driver: sqlite3.Connection | None = None,
) -> Rows:
    """Execute a statement and fetch what it gave; `driver` is the connection's own, if at hand."""
    if not isinstance(statement, Fixed):
        return Rows.of(connection.execute(statement, parameters))
    if not isinstance(parameters, Mapping):
        return Rows.of(connection.execute(statement.statement, parameters))
    written = statement.written.get(tuple(parameters)) or _write(
        statement, connection.dialect, tuple(parameters)
    )
    values = {**written.constants, **parameters}
    driver = driver or driver_of(connection)
    cursor = driver.execute(written.sql, [values[name] for name in written.names])
    if cursor.description is None:
        number = cursor.lastrowid
        return Rows((), rowcount=cursor.rowcount, inserted=lambda: number)
    if written.make_row is None:
        columns = [column[0] for column in cursor.description]
        # The columns are known only now, so no class can be written for them.
        make_class: Any = namedtuple  # noqa: PYI024
        written.make_row = make_class("Row", columns, rename=True)._make
    rows = [written.make_row(row) for row in cursor.fetchall()]
    return Rows(rows, rowcount=len(rows), inserted=lambda: None)


def _write(statement: Fixed, dialect: Dialect, names: tuple[str, ...]) -> _Written:
    compiled = statement.statement.compile(dialect=dialect, column_keys=list(names))  # type: ignore[attr-defined]
    written = _Written(str(compiled), compiled.positiontup or (), compiled.params)
    statement.written[names] = written
    return written


def driver_of(connection: SyncConnection) -> sqlite3.Connection:
    """Return the driver's own connection."""
    driver = connection.connection.driver_connection
    if not isinstance(driver, sqlite3.Connection):  # pragma: no cover - SQLAlchemy's default
        raise TypeError("not the driver's connection")
    return driver
