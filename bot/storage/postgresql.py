"""PostgreSQL through asyncpg, for deployments that outgrow one file."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any, Final, TypeVar

from sqlalchemy import URL, Dialect, Executable, event, text
from sqlalchemy import Connection as SyncConnection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from bot.storage.connection import Connection, Fixed, Parameters, Rows, Unit

T = TypeVar("T")

_TURN: Final = text("SELECT pg_advisory_xact_lock(7307190)")
"""The number says nothing; it must only be the same in every process of ours."""
_CLAIM: Final = text("SELECT pg_try_advisory_lock(7307191)")
"""Likewise; the server frees it with the connection, so also when the process is killed."""
_IS_HELD: Final = text(
    "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted"
    " AND classid = 0 AND objid = 7307191 AND objsubid = 1 AND pid = pg_backend_pid()"
)
_PATIENCE_SECONDS: Final = 10.0
"""So long we wait to be told that it is still held: a connection may die without a word."""
_NOTICE_THE_DEAD: Final = (
    "SELECT set_config('tcp_keepalives_idle', '30', false),"
    " set_config('tcp_keepalives_interval', '10', false),"
    " set_config('tcp_keepalives_count', '3', false)"
)
"""A machine that is cut off holds its locks until the server notices: after a minute, not hours."""


class _Waiting:
    """Executes each statement on the server."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    @property
    def dialect(self) -> Dialect:
        """Which engine it is."""
        return self._connection.dialect

    async def execute(
        self, statement: Executable | Fixed, parameters: Parameters | None = None
    ) -> Rows:
        """Execute a statement and wait for its rows."""
        written = statement.statement if isinstance(statement, Fixed) else statement
        return Rows.of(await self._connection.execute(written, parameters))


class PostgresqlEngine:
    """Readers side by side, beside one writer."""

    def __init__(self, url: URL) -> None:
        self.maintenance = create_async_engine(url, hide_parameters=True, pool_pre_ping=True)
        event.listen(self.maintenance.sync_engine, "connect", _prepare)
        self._claim: AsyncConnection | None = None
        self._is_lost = False

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Connection]:
        """Give a connection to read from."""
        async with self.maintenance.connect() as connection:
            yield _Waiting(connection)

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[Connection]:
        """Begin a transaction that is kept whole or not at all."""
        async with self.maintenance.begin() as connection:
            # One writer at a time, as in SQLite: what a transaction has read stays true until it
            # writes. The lock goes with the transaction, however that ends.
            await connection.execute(_TURN)
            yield _Waiting(connection)

    async def do(self, work: Unit[T]) -> T:
        """Do work in a transaction of its own."""
        async with self.writing() as connection:
            return await work(connection)

    async def claim(self) -> bool:
        """Take it, where no other process has; tell whether it is ours.

        It is then until the engine closes or that connection is lost, which asking again finds out.
        What was lost is not taken anew: another process may have had it in between, and what ours
        remembers would be old.
        """
        if self._is_lost:
            return False
        if self._claim is None:
            self._claim = await self._taken()
        elif not await _is_held(self._claim):
            # Raises while the server cannot be reached: then nobody knows, and can be asked again.
            async with self.maintenance.connect():
                self._is_lost = True
            await self._let_go(self._claim)
        return self._claim is not None

    async def _taken(self) -> AsyncConnection | None:
        """Return the connection that holds the lock; None where another process's does."""
        connection = await self.maintenance.connect()
        try:
            await connection.execution_options(isolation_level="AUTOCOMMIT")
            if (await connection.execute(_CLAIM)).scalar():
                return connection
        except BaseException:
            # It may hold the lock, and must not go on holding it among the others.
            await connection.invalidate()
            await connection.close()
            raise
        await connection.close()
        return None

    async def _let_go(self, connection: AsyncConnection) -> None:
        self._claim = None
        await connection.invalidate()
        await connection.close()

    async def run(self, work: Callable[[SyncConnection], T]) -> T:
        """Look at the database with SQLAlchemy's own connection."""
        async with self.maintenance.connect() as connection:
            return await connection.run_sync(work)

    async def close(self) -> None:
        """Close every connection."""
        try:
            if self._claim is not None:
                await self._let_go(self._claim)
        finally:
            await self.maintenance.dispose()


async def _is_held(connection: AsyncConnection) -> bool:
    try:
        async with asyncio.timeout(_PATIENCE_SECONDS):
            return bool((await connection.execute(_IS_HELD)).scalar())
    except (DBAPIError, OSError, TimeoutError):
        return False


def _prepare(driver: Any, _record: object) -> None:  # noqa: ANN401 - as SQLAlchemy adapts it
    cursor = driver.cursor()
    cursor.execute(_NOTICE_THE_DEAD)
    cursor.close()
    driver.commit()
