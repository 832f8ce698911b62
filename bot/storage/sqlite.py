"""SQLite in a file: readers beside one writer, each with a thread of its own."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from functools import cached_property
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

from sqlalchemy import URL, NullPool, create_engine, event
from sqlalchemy import Connection as SyncConnection

from bot.storage.connection import Connection, Unit
from bot.storage.group_commit import GroupCommit
from bot.storage.sqlite_owner import FileOwner
from bot.storage.sqlite_thread import SqliteThread, begin, commit, roll_back

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine

T = TypeVar("T")

BUSY_TIMEOUT_MS = 2_000
"""Less than the three seconds that Discord waits for an answer."""
_READERS: Final = 2
"""One goes on answering while the other gathers a long list."""


class SqliteEngine:
    """Transactions are begun and ended in our own words, see `bot.storage.sqlite_thread`."""

    def __init__(self, url: URL) -> None:
        self._url = url
        # What SQLAlchemy takes for its transaction stays open for ever and does nothing: the
        # driver is told to begin none.
        engine = create_engine(
            url.set(drivername="sqlite"),
            poolclass=NullPool,
            pool_reset_on_return=None,
            hide_parameters=True,
        )
        event.listen(engine, "connect", _prepare)
        self._writer = SqliteThread(engine)
        self._readers = [SqliteThread(engine) for _ in range(_READERS)]
        self._next_reader = cycle(self._readers)
        # SQLite has one writer at a time; waiting for our own turn here, in order, beats running
        # into the busy timeout there.
        self._turn = asyncio.Lock()
        self._commits = GroupCommit(self._writer, self._turn)
        self._owner = FileOwner(Path(url.database)) if url.database else None

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Connection]:
        """Give a connection to read from; each statement stands for itself."""
        yield next(self._next_reader)

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[Connection]:
        """Begin a transaction that is kept whole or not at all, cancellation included."""
        async with self._turn:
            try:
                await self._writer.run(begin)
                yield self._writer
                await self._writer.run(commit)
            except BaseException:
                if self._writer.is_open:
                    await self._writer.run(roll_back)
                raise

    async def do(self, work: Unit[T]) -> T:
        """Do work in a transaction that is kept whole or not at all, in one go in the thread."""
        return await self._commits.do(work)

    async def claim(self) -> bool:
        """Take it, where no other process has; tell whether it is ours."""
        # One in memory is ours alone.
        return self._owner is None or self._owner.take()

    async def run(self, work: Callable[[SyncConnection], T]) -> T:
        """Look at the database with SQLAlchemy's own connection, outside of transactions."""
        async with self._turn:
            return await self._writer.run(work)

    @cached_property
    def maintenance(self) -> AsyncEngine:
        """SQLAlchemy's own engine, which brings its ORM: loaded once a release."""
        from sqlalchemy.ext.asyncio import create_async_engine  # noqa: PLC0415

        engine = create_async_engine(self._url, hide_parameters=True)
        event.listen(engine.sync_engine, "connect", _prepare)
        event.listen(engine.sync_engine, "begin", _begin_maintenance)
        return engine

    async def close(self) -> None:
        """Close every connection, after what was handed in is done; a second time does nothing."""
        # In the order from below, and each of them even where one before it fails.
        async with AsyncExitStack() as rest:
            if self._owner is not None:
                # Last: nobody else may begin before all of ours is written.
                rest.callback(self._owner.free)
            if "maintenance" in self.__dict__:
                rest.push_async_callback(self.maintenance.dispose)
            for thread in (*self._readers, self._writer):
                rest.push_async_callback(thread.close)
            await self._commits.settle()


def _prepare(driver: Any, _record: object) -> None:  # noqa: ANN401 - the driver's own, or adapted
    # We begin transactions ourselves: the driver would begin them late, and only for writes.
    driver.isolation_level = None
    cursor = driver.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")
    # In WAL a commit survives the process at once, and a power cut after the next checkpoint; what
    # a cut takes back are marks of the last moments, never half of one (see ADR 2).
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.execute("PRAGMA foreign_keys = ON")
    # What a member has deleted is not to be found in the file; not every SQLite does so by itself.
    cursor.execute("PRAGMA secure_delete = ON")
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    cursor.close()


def _begin_maintenance(sql: SyncConnection) -> None:
    sql.exec_driver_sql("BEGIN IMMEDIATE")
