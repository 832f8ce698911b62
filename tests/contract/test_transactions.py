"""Transactions: whole or not at all, one writer after the other, and errors with names."""

from __future__ import annotations

import asyncio
import shutil
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Text, inspect, text

from bot.domain.errors import StorageBusyError, StorageGoneError
from bot.domain.ids import GuildId, ShowId
from bot.services.ports import Repositories
from bot.storage.database import Database
from bot.storage.schema import HEAD, NewerSchemaError, current_revision, migrate
from bot.storage.tables import metadata
from tests.contract.conftest import ARA, GUILD, MINHO, NOW, document

_SET_REVISION = text("UPDATE alembic_version SET version_num = :revision")

DISCORD_WAITS_MS = 3_000
"""For an answer; whoever has none by then is told that we did not respond."""


class DeliberateError(Exception):
    """Raised by a test in the middle of a transaction."""


async def test_a_transaction_that_fails_leaves_nothing(database: Database) -> None:
    async def half() -> None:
        async with database.write() as kept:
            await kept.shows.put(
                guild_id=GUILD, origin="created", document=document(), fingerprint="1", now=NOW
            )
            raise DeliberateError

    with pytest.raises(DeliberateError):
        await half()
    async with database.read() as kept:
        assert await kept.shows.entries() == []


async def test_writers_side_by_side_lose_nothing(database: Database, show_id: ShowId) -> None:
    async def one(number: int) -> None:
        async with database.write() as kept:
            await kept.shows.shelve(GuildId(number), show_id, ARA, NOW)
            await asyncio.sleep(0)
            if number % 5 == 0:
                raise DeliberateError
            await kept.settings.put_guild(GuildId(number), {"n": number}, NOW)

    outcomes = await asyncio.gather(*(one(n) for n in range(1, 61)), return_exceptions=True)
    assert sum(isinstance(outcome, DeliberateError) for outcome in outcomes) == 12
    async with database.read() as kept:
        shelves = set(await kept.shows.all_shelves())
        settings = set(await kept.settings.all_guilds())
    assert shelves == settings == {n for n in range(1, 61) if n % 5}


async def test_a_cancelled_writer_does_not_poison_the_next(
    database: Database, show_id: ShowId
) -> None:
    for delay in range(8):

        async def slow() -> None:
            async with database.write() as kept:
                await kept.shows.shelve(GUILD, show_id, MINHO, NOW)
                await asyncio.sleep(1)

        task = asyncio.ensure_future(slow())
        for _ in range(delay):
            await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        async with database.write() as kept:
            await kept.settings.put_guild(GUILD, {"delay": delay}, NOW)
    async with database.read() as kept:
        assert await kept.shows.shelf(GUILD) == []
        assert await kept.settings.all_guilds() == {GUILD: {"delay": 7}}


async def test_the_schema_is_what_the_tables_say(database: Database) -> None:
    def compare(connection: Connection) -> list[Any]:
        from alembic.autogenerate import compare_metadata  # noqa: PLC0415 - slow to import
        from alembic.migration import MigrationContext  # noqa: PLC0415

        differences: list[Any] = compare_metadata(MigrationContext.configure(connection), metadata)
        return differences

    async with database.writer.connect() as connection:
        assert await connection.run_sync(compare) == []


async def test_the_schema_is_current_and_migrating_again_does_nothing(database: Database) -> None:
    assert await current_revision(database) == HEAD
    assert await migrate(database) is False


async def test_a_newer_schema_is_refused_and_left_alone(database: Database) -> None:
    async with database.writer.begin() as connection:
        await connection.execute(_SET_REVISION, {"revision": "9999"})
    with pytest.raises(NewerSchemaError) as refused:
        await migrate(database)
    assert refused.value.found == "9999"
    assert await current_revision(database) == "9999"
    async with database.writer.begin() as connection:
        await connection.execute(_SET_REVISION, {"revision": HEAD})


def test_every_table_of_a_guild_names_the_guild() -> None:
    without = {table.name for table in metadata.sorted_tables if "guild_id" not in table.columns}
    # A member's own settings hold in every guild: they are theirs and not the guild's.
    assert without == {"member_setting"}


def test_times_and_snowflakes_are_numbers() -> None:
    for table in metadata.sorted_tables:
        for column in table.columns:
            if column.name.endswith(("_at", "_id")) or column.name == "id":
                assert not isinstance(column.type, Text), f"{table.name}.{column.name}"


async def test_sqlite_is_strict_journaled_and_minds_its_keys(sqlite_file: Path) -> None:
    database = Database(f"sqlite+aiosqlite:///{sqlite_file}")
    try:
        async with database.writer.connect() as connection:
            journal = (await connection.execute(text("PRAGMA journal_mode"))).scalar()
            keys = (await connection.execute(text("PRAGMA foreign_keys"))).scalar()
            wait = (await connection.execute(text("PRAGMA busy_timeout"))).scalar()
            names = await connection.run_sync(lambda sync: inspect(sync).get_table_names())
            lists = await connection.execute(text("PRAGMA table_list"))
            strict = {row.name: row.strict for row in lists}
    finally:
        await database.close()
    assert (journal, keys) == ("wal", 1)
    assert 0 < (wait or 0) < DISCORD_WAITS_MS
    assert all(strict[name] for name in names if name != "alembic_version")


async def test_a_database_that_cannot_be_opened_has_a_name(tmp_path: Path) -> None:
    database = Database(f"sqlite+aiosqlite:///{tmp_path / 'no' / 'such' / 'folder.db'}")
    try:
        with pytest.raises(StorageGoneError):
            async with database.read() as kept:
                await kept.shows.entries()
    finally:
        await database.close()


async def test_a_locked_database_has_a_name_and_keeps_nothing(
    sqlite_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.storage.sqlite.BUSY_TIMEOUT_MS", 1)
    file = shutil.copy(sqlite_file, tmp_path / "locked.db")
    holder, waiter = (Database(f"sqlite+aiosqlite:///{file}") for _ in range(2))
    try:
        async with holder.write():
            with pytest.raises(StorageBusyError):
                async with waiter.write() as kept:
                    await kept.settings.put_guild(GUILD, {"n": 1}, NOW)
        async with waiter.read() as kept:
            assert await kept.settings.all_guilds() == {}
    finally:
        await holder.close()
        await waiter.close()


async def test_a_copy_is_kept_before_a_migration(
    sqlite_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = Path(shutil.copy(sqlite_file, tmp_path / "old.db"))
    database = Database(f"sqlite+aiosqlite:///{file}")
    async with database.write() as kept:
        await kept.settings.put_guild(GUILD, {"kept": True}, NOW)
    monkeypatch.setattr("bot.storage.schema.HEAD", "0001-next")
    monkeypatch.setattr("bot.storage.schema._upgrade", lambda _connection: None)
    assert await migrate(database) is True
    await database.close()
    copy = Database(f"sqlite+aiosqlite:///{tmp_path / f'old.db.before-{HEAD}'}")
    try:
        async with copy.read() as kept:
            assert await kept.settings.all_guilds() == {GUILD: {"kept": True}}
    finally:
        await copy.close()


async def test_who_gives_up_waiting_is_not_overtaken_by_their_own_work(
    database: Database,
) -> None:
    """After a cancelled piece of work nothing of it may still be on its way."""

    async def work(kept: Repositories, number: int) -> None:
        await kept.settings.put_guild(GUILD, {"number": number}, NOW)

    for steps in range(12):
        task = asyncio.ensure_future(database.do(partial(work, number=steps)))
        for _ in range(steps):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        async with database.read() as kept:
            before = await kept.settings.all_guilds()
        async with database.write() as kept:
            assert await kept.settings.all_guilds() == before
