"""PostgreSQL through asyncpg, for deployments that outgrow one file."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Final, TypeVar

from sqlalchemy import URL, Dialect, Executable, text
from sqlalchemy import Connection as SyncConnection
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from bot.storage.connection import Connection, Fixed, Parameters, Rows, Unit

T = TypeVar("T")

_TURN: Final = text("SELECT pg_advisory_xact_lock(7307190)")
"""The number says nothing; it must only be the same in every process of ours."""
_CLAIM: Final = text("SELECT pg_try_advisory_lock(7307191)")
"""Likewise; the server frees it with the connection, so also when the process is killed."""


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
        self._claim: AsyncConnection | None = None

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
        """Tell whether no other process works on it; the claim lasts until the engine closes."""
        if self._claim is None:
            connection = await self.maintenance.connect()
            await connection.execution_options(isolation_level="AUTOCOMMIT")
            if not (await connection.execute(_CLAIM)).scalar():
                await connection.close()
                return False
            self._claim = connection
        return True

    async def run(self, work: Callable[[SyncConnection], T]) -> T:
        """Look at the database with SQLAlchemy's own connection."""
        async with self.maintenance.connect() as connection:
            return await connection.run_sync(work)

    async def close(self) -> None:
        """Close every connection."""
        if self._claim is not None:
            await self._claim.close()
        await self.maintenance.dispose()
