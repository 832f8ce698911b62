"""The database: transactions on either engine, and errors that the domain understands."""

from __future__ import annotations

import asyncio
import logging
import os
import re
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from sqlalchemy import Connection as SyncConnection
from sqlalchemy import exc
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from bot.domain.errors import (
    StorageBusyError,
    StorageError,
    StorageFullError,
    StorageGoneError,
)
from bot.storage.connection import Connection
from bot.storage.repositories import Repositories

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine

    from bot.storage.postgresql import PostgresqlEngine
    from bot.storage.sqlite import SqliteEngine

T = TypeVar("T")

_FULL = re.compile(r"disk is full|no space left|disk full", re.IGNORECASE)
_BUSY = re.compile(r"database is locked|table is locked|deadlock|lock timeout", re.IGNORECASE)


_TRIES: Final = 12
_TRY_SECONDS: Final = 0.5
"""Together as long as a process that was told to end may take."""
_LOOK_SECONDS: Final = 15.0
_log = logging.getLogger(__name__)


class DatabaseUrlError(Exception):
    """What is given as the database's address is none."""


class DatabaseTakenError(Exception):
    """Another process works on it, and what both keep in memory would not agree."""


class Database:
    """One database: SQLite in a file, or PostgreSQL.

    Raises DatabaseUrlError for an address that cannot be one.
    """

    def __init__(self, url: str) -> None:
        try:
            self._url = make_url(url)
            self.is_sqlite = self._url.get_backend_name() == "sqlite"
            if self.is_sqlite and "?" in url:
                # A file has no options, and a name with a question mark in it would lose its end.
                raise ValueError("options for a file")  # noqa: TRY301 - explained like the others
            self._engine = self._make_engine()
        except (ArgumentError, ValueError) as error:
            raise DatabaseUrlError from error
        self._where = self.path
        self._file: tuple[int, int] | None = None
        self._is_closed = False

    def _make_engine(self) -> SqliteEngine | PostgresqlEngine:
        # Each is loaded by whoever uses it: neither is small, and start-up counts.
        if self.is_sqlite:
            from bot.storage.sqlite import SqliteEngine  # noqa: PLC0415

            return SqliteEngine(self._url)
        from bot.storage.postgresql import PostgresqlEngine  # noqa: PLC0415

        return PostgresqlEngine(self._url)

    @property
    def path(self) -> Path | None:
        """The file of an SQLite database."""
        return Path(self._url.database) if self.is_sqlite and self._url.database else None

    @property
    def writer(self) -> AsyncEngine:
        """SQLAlchemy's own engine, for migrations and maintenance."""
        return self._engine.maintenance

    async def close(self) -> None:
        """Close every connection, for good; a second time does nothing."""
        self._is_closed = True
        await self._engine.close()

    async def claim(self) -> bool:
        """Take it, where no other process has; tell whether it is ours.

        It is until it is closed, or until a server takes it back with the connection that holds
        it. Then it has to be opened anew: what was read before may have changed in between.
        """
        with explained():
            self._require_open()
            return await self._engine.claim()

    async def take(self) -> None:
        """Make it ours; whoever is just ending is waited for.

        Raises DatabaseTakenError where another process keeps it.
        """
        for _ in range(_TRIES):
            if await self.claim():
                return
            _log.debug("another process has the database: waiting for it to end")
            await asyncio.sleep(_TRY_SECONDS)
        raise DatabaseTakenError

    async def lost(self) -> None:
        """Return once it is no longer ours without a break; look after it until then."""
        while True:
            await asyncio.sleep(_LOOK_SECONDS)
            # While it cannot be reached nothing is known, and each command says so by itself.
            with suppress(StorageError):
                if not await self.claim():
                    return

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Repositories]:
        """Begin to read; see `bot.services.ports.Database`."""
        with explained():
            self._require_open()
            async with self._engine.reading() as connection:
                yield Repositories(connection)

    @asynccontextmanager
    async def write(self) -> AsyncIterator[Repositories]:
        """Begin a transaction that is kept whole or not at all."""
        with explained():
            self._require_open()
            async with self._engine.writing() as connection:
                yield Repositories(connection)

    async def do(self, work: Callable[[Repositories], Awaitable[T]]) -> T:
        """Do work in a transaction of its own; see `bot.services.ports.Database`."""

        async def unit(connection: Connection) -> T:
            return await work(Repositories(connection))

        with explained():
            self._require_open()
            return await self._engine.do(unit)

    def _require_open(self) -> None:
        """Refuse to go on once closed, or without our file: connections would write into nothing.

        Raises FileNotFoundError once it was moved away or replaced; when it is back, all is well.
        """
        if self._is_closed:
            raise ConnectionError("the database is closed")
        if self._where is None:
            return
        try:
            found = os.stat(self._where)  # noqa: PTH116 - at every transaction
        except FileNotFoundError:
            if self._file is None:
                return
            raise
        file = (found.st_dev, found.st_ino)
        if self._file is None:
            self._file = file
        elif self._file != file:
            raise FileNotFoundError("the database's file was replaced")

    async def wipe(self) -> None:
        """Leave nothing of what was deleted in SQLite's journal; PostgreSQL's is its server's."""
        if self.is_sqlite:
            await self.look(_empty_the_journal)

    async def look(self, work: Callable[[SyncConnection], T]) -> T:
        """Look at the database itself, as at its schema.

        Raises StorageError where it cannot be asked, and DatabaseUrlError where its address holds
        an option that its driver does not know.
        """
        try:
            with explained():
                return await self._engine.run(work)
        except TypeError as error:
            if not self._url.query:
                raise
            raise DatabaseUrlError from error


def _empty_the_journal(sql: SyncConnection) -> None:
    """Raise StorageBusyError where somebody still reads from it."""
    row = sql.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()
    if row[0]:
        raise StorageBusyError


_CUT_OFF: Final = (
    exc.TimeoutError,
    exc.DisconnectionError,
    exc.ResourceClosedError,
    exc.PendingRollbackError,
)
"""What SQLAlchemy itself says of a connection that is not to be had, or is no more."""


@contextmanager
def explained() -> Iterator[None]:
    """Turn the drivers' errors into the domain's; what is a bug of ours stays what it is."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        driver = error.orig if isinstance(error, DBAPIError) else error
        words = str(driver)
        if _FULL.search(words):
            raise StorageFullError from error
        if _BUSY.search(words):
            raise StorageBusyError from error
        if _is_gone(driver, words) or getattr(error, "connection_invalidated", False):
            raise StorageGoneError from error
        raise
    except (*_CUT_OFF, ConnectionError, OSError) as error:
        raise StorageGoneError from error


def _is_gone(driver: BaseException | None, words: str) -> bool:
    kind = type(driver).__name__
    return kind in {"OperationalError", "InterfaceError", "DatabaseError"} and not re.search(
        r"syntax|no such column", words
    )
