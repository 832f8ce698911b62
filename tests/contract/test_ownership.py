"""A database is one process's at a time: taken, kept, noticed when lost, and given back."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from bot.storage import postgresql
from bot.storage.database import Database, DatabaseTakenError
from bot.storage.schema import open_database
from bot.storage.sqlite_owner import FileOwner

_END_THE_HOLDER = text(
    "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND objid = 7307191"
)


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for nobody for long."""
    monkeypatch.setattr("bot.storage.database._TRY_SECONDS", 0.05)
    monkeypatch.setattr("bot.storage.database._LOOK_SECONDS", 0.01)


def address(database: Database) -> str:
    return database._url.render_as_string(hide_password=False)


@pytest.fixture
async def other(database: Database) -> AsyncIterator[Database]:
    """Open the same database once more, as another process would."""
    other = Database(address(database))
    yield other
    await other.close()


@pytest.fixture
async def server(postgresql_url: str) -> AsyncIterator[tuple[Database, Database]]:
    """Open a PostgreSQL twice."""
    ours, theirs = Database(postgresql_url), Database(postgresql_url)
    yield ours, theirs
    await ours.close()
    await theirs.close()


async def end_the_holder(server: Database) -> None:
    """Cut the connection that holds the lock, as a restarted server or a firewall would."""
    async with server.writer.begin() as connection:
        assert (await connection.execute(_END_THE_HOLDER)).scalar()


async def test_one_has_it_until_it_closes(database: Database, other: Database) -> None:
    assert await database.claim()
    assert await database.claim()
    assert not await other.claim()
    await database.close()
    assert await other.claim()


async def test_whoever_comes_second_is_refused_and_leaves_it_alone(database: Database) -> None:
    await database.take()
    with pytest.raises(DatabaseTakenError):
        await open_database(address(database), is_to_be_ours=True)
    assert await database.claim()


async def test_whoever_is_just_ending_is_waited_for(database: Database, other: Database) -> None:
    await database.take()
    taking = asyncio.ensure_future(other.take())
    for _ in range(3):
        await asyncio.sleep(0)
    await database.close()
    await taking


async def test_adding_shows_needs_no_ownership(database: Database) -> None:
    await database.take()
    await (await open_database(address(database))).close()


async def test_what_is_lost_with_its_connection_is_not_taken_anew(
    server: tuple[Database, Database],
) -> None:
    """Somebody else may have had it, and what we remember would be old."""
    ours, theirs = server
    await ours.take()
    await end_the_holder(theirs)
    await asyncio.wait_for(ours.lost(), 10)
    assert not await ours.claim()
    assert await theirs.claim()


async def test_it_is_noticed_when_another_process_has_it(
    server: tuple[Database, Database],
) -> None:
    ours, theirs = server
    await ours.take()
    looking = asyncio.ensure_future(ours.lost())
    await end_the_holder(theirs)
    # Between two looks: whoever starts just then has it.
    while not await theirs.claim():
        await end_the_holder(theirs)
    await asyncio.wait_for(looking, 10)


async def test_a_lock_that_is_no_longer_held_is_noticed_too(
    server: tuple[Database, Database],
) -> None:
    ours, theirs = server
    await ours.take()
    held: Any = ours._engine
    await held._claim.execute(text("SELECT pg_advisory_unlock_all()"))
    assert await theirs.claim()
    assert not await ours.claim()


async def test_where_asking_fails_no_connection_is_left_behind(
    server: tuple[Database, Database], monkeypatch: pytest.MonkeyPatch
) -> None:
    ours, theirs = server
    pool: Any = ours.writer.pool
    # It takes the lock, and fails all the same.
    failing = text("SELECT 1 / (pg_try_advisory_lock(7307191)::int - 1)")
    with monkeypatch.context() as patched:
        patched.setattr(postgresql, "_CLAIM", failing)
        with pytest.raises(Exception, match="division by zero"):
            await ours.claim()
    assert pool.checkedout() == 0
    # The server hears a moment later that it was closed.
    await theirs.take()


def beside(file: Path) -> set[str]:
    return {one.name for one in file.parent.iterdir()}


async def test_a_file_goes_by_any_name(tmp_path: Path) -> None:
    file = tmp_path / "lantern.db"
    file.touch()
    (tmp_path / "link.db").symlink_to(file)
    owner, other = FileOwner(file), FileOwner(tmp_path / "link.db")
    assert owner.take()
    assert not other.take()
    assert beside(file) == {"lantern.db", "link.db", "lantern.db-owner"}
    owner.free()
    assert other.take()
    other.free()
