"""An SQLite connection in aiosqlite's thread, and what is done there.

The way to a thread and back costs more than most statements do. SQLAlchemy's own adapter goes it
for each of cursor, execute, fetch and close; here a statement, or a whole transaction, goes once.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

import aiosqlite
from sqlalchemy import Connection as SyncConnection
from sqlalchemy import Dialect, Engine, Executable

from bot.storage.connection import Fixed, Parameters, Rows
from bot.storage.in_place import driver_of, execute

T = TypeVar("T")


class _Worker(aiosqlite.Connection):
    """aiosqlite's connection, opened by SQLAlchemy, whose thread takes our work as well."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(self._open, iter_chunk_size=64)
        # A program that ends without closing must not wait for this thread for ever.
        self._thread.daemon = True
        self._engine = engine
        self._sql: SyncConnection | None = None
        self._ended: asyncio.Future[Any] | None = None

    def _open(self) -> sqlite3.Connection:
        self._sql = self._engine.connect()
        return driver_of(self._sql)

    async def begin(self) -> None:
        """Open the connection; where that fails or is given up, nothing is left of it."""
        try:
            await self
        except BaseException:
            # aiosqlite has told the thread to end, and would have it report to a loop long closed.
            if self._ended is not None:
                await asyncio.wait({self._ended})
                self._thread.join()
            raise

    def stop(self) -> asyncio.Future[Any] | None:
        """End the thread; borrowed from aiosqlite.Connection.

        What was opened after its opener had given up is closed too: aiosqlite knows of none then.
        """
        self._tx.put_nowait((None, self._close_sql))
        self._ended = super().stop()
        return self._ended

    def _close_sql(self) -> None:
        if self._sql is not None:
            self._sql.close()

    async def run(self, work: Callable[[SyncConnection], T]) -> T:
        """Do work in the thread, after all that was handed in before."""
        execute: Callable[..., Awaitable[T]] = self._execute
        return await execute(work, self._sql)

    async def end(self) -> None:
        """Close the connection and end the thread."""
        try:
            await self.run(lambda sql: sql.close())
        finally:
            await self.close()
            self._thread.join()


class SqliteThread:
    """A connection that is opened when it is first needed, and again where that failed.

    Once closed it stays so: what comes later must not go on in a connection that knows nothing of
    the transaction it belongs to.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._worker: _Worker | None = None
        self._starting = asyncio.Lock()
        self._is_closed = False

    @property
    def dialect(self) -> Dialect:
        """What it speaks."""
        return self._engine.dialect

    @property
    def is_open(self) -> bool:
        """Whether there is anything that could be left half done."""
        return self._worker is not None

    async def run(self, work: Callable[[SyncConnection], T]) -> T:
        """Do work in the thread, after all that was handed in before."""
        return await (self._worker or await self._open()).run(work)

    async def execute(
        self, statement: Executable | Fixed, parameters: Parameters | None = None
    ) -> Rows:
        """Execute a statement and wait for its rows."""
        return await self.run(lambda sql: execute(sql, statement, parameters))

    async def _open(self) -> _Worker:
        async with self._starting:
            if self._is_closed:
                raise ConnectionError("the database is closed")
            if self._worker is None:
                worker = _Worker(self._engine)
                await worker.begin()
                self._worker = worker
            return self._worker

    async def close(self) -> None:
        """Close it, after all that was handed in before."""
        async with self._starting:
            self._is_closed = True
            worker, self._worker = self._worker, None
            if worker is not None:
                await worker.end()


def begin(sql: SyncConnection) -> None:
    """Begin a transaction that writes; in the thread."""
    tell(sql, "BEGIN IMMEDIATE")


def commit(sql: SyncConnection) -> None:
    """Keep what was written; in the thread."""
    tell(sql, "COMMIT")


def roll_back(sql: SyncConnection) -> None:
    """Keep nothing, whatever was or was not begun; in the thread."""
    if is_in_transaction(sql):
        tell(sql, "ROLLBACK")


def tell(sql: SyncConnection, words: str) -> None:
    """Have the driver begin or end something, past SQLAlchemy, which need not know."""
    driver_of(sql).execute(words)


def is_in_transaction(sql: SyncConnection) -> bool:
    """Tell whether anything is left to be ended: SQLite ends some by itself, as on a full disk."""
    return driver_of(sql).in_transaction
