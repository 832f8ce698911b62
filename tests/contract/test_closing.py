"""Closing a database ends everything: threads, connections, the journal, and whoever waits."""

from __future__ import annotations

import asyncio
import shutil
import threading
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.domain.errors import StorageGoneError
from bot.services.ports import Repositories
from bot.storage.database import Database
from tests.contract.conftest import GUILD, NOW, OTHER_GUILD


@pytest.fixture
async def file(sqlite_file: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(sqlite_file, tmp_path / "lantern.db"))


@pytest.fixture
async def sqlite(file: Path) -> AsyncIterator[Database]:
    database = Database(f"sqlite+aiosqlite:///{file}")
    yield database
    await database.close()


def threads() -> set[threading.Thread]:
    """Return the threads of databases that run now."""
    return {one for one in threading.enumerate() if "_connection_worker_thread" in one.name}


def left(before: set[threading.Thread]) -> set[threading.Thread]:
    """Return those that have begun since and do not end."""
    for one in threads() - before:
        one.join(5)
    return threads() - before


async def put(kept: Repositories) -> None:
    await kept.settings.put_guild(GUILD, {"n": 1}, NOW)


async def test_nothing_is_left_of_it(sqlite: Database, file: Path) -> None:
    before = threads()
    await sqlite.take()
    await sqlite.do(put)
    for _ in range(3):
        async with sqlite.read() as kept:
            await kept.settings.all_guilds()
    async with sqlite.writer.connect() as connection:
        await connection.exec_driver_sql("SELECT 1")
    assert threads() > before
    await sqlite.close()
    await sqlite.close()
    assert left(before) == set()
    assert {one.name for one in file.parent.iterdir()} == {"lantern.db", "lantern.db-owner"}


async def test_whoever_comes_later_is_told_that_it_is_gone(database: Database) -> None:
    await database.do(put)
    await database.close()
    with pytest.raises(StorageGoneError):
        await database.do(put)
    with pytest.raises(StorageGoneError):
        async with database.read() as kept:
            await kept.settings.all_guilds()
    with pytest.raises(StorageGoneError):
        async with database.write() as kept:
            await put(kept)
    with pytest.raises(StorageGoneError):
        await database.claim()


async def test_what_cannot_be_opened_leaves_no_thread(tmp_path: Path) -> None:
    before = threads()
    (tmp_path / "folder.db").mkdir()
    database = Database(f"sqlite+aiosqlite:///{tmp_path / 'folder.db'}")
    with pytest.raises(StorageGoneError):
        await database.do(put)
    assert left(before) == set()
    await database.close()


async def test_who_gives_up_while_it_opens_leaves_nothing_open(sqlite: Database) -> None:
    before = threads()

    async def read() -> None:
        async with sqlite.read() as kept:
            await kept.settings.all_guilds()

    for steps in range(6):
        task = asyncio.ensure_future(read())
        for _ in range(steps):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    await sqlite.close()
    assert left(before) == set()


async def test_one_that_closes_badly_does_not_keep_the_others_open(
    sqlite: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = threads()
    await sqlite.do(put)
    async with sqlite.read() as kept:
        await kept.settings.all_guilds()
    await sqlite.take()
    engine: Any = sqlite._engine

    async def settle() -> None:
        raise RuntimeError("in the middle of it")

    monkeypatch.setattr(engine._commits, "settle", settle)
    with pytest.raises(RuntimeError, match="in the middle of it"):
        await sqlite.close()
    assert left(before) == set()
    assert engine._owner._lock is None


async def test_who_waits_for_a_commit_that_is_broken_off_waits_no_longer(
    sqlite: Database,
) -> None:
    """As at the very end, when everything that is left is told to give up."""
    async with sqlite.write() as kept:
        await put(kept)
        waiter = asyncio.ensure_future(sqlite.do(put))
        await asyncio.sleep(0)
        engine: Any = sqlite._engine
        for task in (engine._commits._task, waiter):
            task.cancel()
        done, _ = await asyncio.wait({waiter}, timeout=5)
    assert done == {waiter}
    assert waiter.cancelled()


async def test_a_transaction_that_it_closes_upon_leaves_nothing(
    sqlite: Database, file: Path
) -> None:
    async def half() -> None:
        async with sqlite.write() as kept:
            await put(kept)
            await sqlite.close()
            await put(kept)

    with pytest.raises(StorageGoneError):
        await half()
    again = Database(f"sqlite+aiosqlite:///{file}")
    async with again.read() as kept:
        assert await kept.settings.all_guilds() == {}
    await again.close()


async def holds(file: Path, words: str) -> bool:
    """Tell whether the words can be read in the file."""
    return words.encode() in await asyncio.to_thread(file.read_bytes)


async def test_what_was_deleted_can_be_wiped_from_the_journal(sqlite: Database, file: Path) -> None:
    words, journal = "the line that nobody is to find", file.with_name("lantern.db-wal")
    async with sqlite.write() as kept:
        await kept.settings.put_guild(GUILD, {"words": words}, NOW)
        await kept.settings.put_guild(OTHER_GUILD, {"words": "of others " * 9}, NOW)
    assert await holds(journal, words)
    async with sqlite.write() as kept:
        await kept.settings.put_guild(GUILD, {}, NOW)
    await sqlite.wipe()
    assert not await holds(journal, words)
    assert not await holds(file, words)


async def test_what_was_deleted_is_not_left_in_the_file(sqlite: Database, file: Path) -> None:
    words = "the line that nobody is to find"
    async with sqlite.write() as kept:
        await kept.settings.put_guild(GUILD, {"words": words * 20}, NOW)
        await kept.settings.put_guild(OTHER_GUILD, {"words": "of others " * 9}, NOW)
    await sqlite.close()
    assert await holds(file, words)
    again = Database(f"sqlite+aiosqlite:///{file}")
    async with again.write() as kept:
        await kept.settings.put_guild(GUILD, {}, NOW)
    await again.close()
    assert not await holds(file, words)
