"""Engines and transactions: many readers, one writer, and errors that the domain understands."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.domain.errors import StorageBusyError, StorageFullError, StorageGoneError
from bot.storage.repositories import Repositories

BUSY_TIMEOUT_MS = 5_000
_FULL = re.compile(r"disk is full|no space left|disk full", re.IGNORECASE)
_BUSY = re.compile(r"database is locked|table is locked|deadlock|lock timeout", re.IGNORECASE)


class Database:
    """One database: SQLite in a file, or PostgreSQL."""

    def __init__(self, url: str) -> None:
        self._url = make_url(url)
        self.is_sqlite = self._url.get_backend_name() == "sqlite"
        if self.is_sqlite:
            # SQLite has one writer at a time; waiting for our own turn here, in order, beats
            # running into the busy timeout there.
            self._writer = create_async_engine(
                self._url, hide_parameters=True, pool_size=1, max_overflow=0
            )
            self._reader = create_async_engine(
                self._url,
                hide_parameters=True,
                isolation_level="AUTOCOMMIT",
                pool_size=4,
                pool_reset_on_return=None,
            )
            _prepare_sqlite(self._writer, begin="BEGIN IMMEDIATE")
            _prepare_sqlite(self._reader, begin=None)
        else:
            self._writer = self._reader = create_async_engine(
                self._url, hide_parameters=True, pool_pre_ping=True
            )
        self._turn = asyncio.Lock()

    @property
    def is_shared(self) -> bool:
        """Whether other processes may work on it at the same time; a file has one bot."""
        return not self.is_sqlite

    @property
    def path(self) -> Path | None:
        """The file of an SQLite database."""
        return Path(self._url.database) if self.is_sqlite and self._url.database else None

    @property
    def writer(self) -> AsyncEngine:
        """The engine for migrations and maintenance."""
        return self._writer

    async def close(self) -> None:
        """Close every connection."""
        await self._writer.dispose()
        await self._reader.dispose()

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Repositories]:
        """Begin a transaction that changes nothing; see `bot.services.ports.Database`."""
        with explained():
            async with self._reader.connect() as connection:
                yield Repositories(connection)

    @asynccontextmanager
    async def write(self) -> AsyncIterator[Repositories]:
        """Begin a transaction that is kept whole or not at all."""
        with explained():
            if self.is_sqlite:
                async with self._turn, self._begin() as connection:
                    yield Repositories(connection)
            else:
                async with self._begin() as connection:
                    yield Repositories(connection)

    @asynccontextmanager
    async def _begin(self) -> AsyncIterator[AsyncConnection]:
        async with self._writer.begin() as connection:
            yield connection


def _prepare_sqlite(engine: AsyncEngine, *, begin: str | None) -> None:
    @event.listens_for(engine.sync_engine, "connect")
    def connect(connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver's own
        # We begin transactions ourselves: the driver would begin them late, and only for writes.
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode = WAL")
        # In WAL a commit survives the process at once, and a power cut after the next checkpoint;
        # what a cut takes back are marks of the last moments, never half of one (see ADR 2).
        cursor.execute("PRAGMA synchronous = NORMAL")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
        cursor.close()

    if begin is not None:

        @event.listens_for(engine.sync_engine, "begin")
        def start(connection: Any) -> None:  # noqa: ANN401 - likewise
            connection.exec_driver_sql(begin)


@contextmanager
def explained() -> Iterator[None]:
    """Turn the drivers' errors into the domain's; what is a bug of ours stays what it is."""
    try:
        yield
    except DBAPIError as error:
        words = str(error.orig)
        if _FULL.search(words):
            raise StorageFullError from error
        if _BUSY.search(words):
            raise StorageBusyError from error
        if error.connection_invalidated or _is_gone(error):
            raise StorageGoneError from error
        raise
    except (SQLAlchemyError, ConnectionError, OSError) as error:
        raise StorageGoneError from error


def _is_gone(error: DBAPIError) -> bool:
    kind = type(error.orig).__name__
    return kind in {"OperationalError", "InterfaceError", "DatabaseError"} and not re.search(
        r"syntax|no such column", str(error.orig)
    )
