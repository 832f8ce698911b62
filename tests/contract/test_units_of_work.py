"""Units of work: many at the same time share a commit, and none of them notices the others."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.domain.errors import StorageBusyError, StorageFullError
from bot.domain.ids import GuildId, ShowId
from bot.domain.progress import Seen
from bot.domain.spoilers import Track
from bot.services.ports import PassKey, Repositories
from bot.storage import group_commit
from bot.storage.database import Database
from tests.contract.conftest import ARA, GUILD, NOW

Work = Callable[[Repositories], Awaitable[None]]


class DeliberateError(Exception):
    """Raised by a test in the middle of its work."""


def setting(number: int, *, fails: bool = False) -> Work:
    """Return work that keeps two things of a guild, or fails between them."""

    async def work(kept: Repositories) -> None:
        await kept.settings.put_guild(GuildId(number), {"n": number}, NOW)
        if fails:
            raise DeliberateError
        await kept.settings.put_guild(GuildId(number + 1_000), {"n": number}, NOW)

    return work


async def guilds(database: Database) -> set[int]:
    async with database.read() as kept:
        return {int(guild_id) for guild_id in await kept.settings.all_guilds()}


async def test_works_side_by_side_lose_nothing_and_leave_no_half(database: Database) -> None:
    outcomes = await asyncio.gather(
        *(database.do(setting(n, fails=n % 5 == 0)) for n in range(1, 61)), return_exceptions=True
    )
    failed = [n for n, outcome in enumerate(outcomes, 1) if outcome is not None]
    assert failed == [n for n in range(1, 61) if n % 5 == 0]
    assert all(isinstance(outcomes[n - 1], DeliberateError) for n in failed)
    whole = [n for n in range(1, 61) if n % 5]
    assert await guilds(database) == {*whole, *(n + 1_000 for n in whole)}


async def test_works_and_transactions_take_turns(database: Database) -> None:
    async def transaction(number: int) -> None:
        async with database.write() as kept:
            await setting(number)(kept)
            await asyncio.sleep(0)
            if number % 3 == 0:
                raise DeliberateError

    await asyncio.gather(
        *(transaction(n) if n % 2 else database.do(setting(n)) for n in range(1, 31)),
        return_exceptions=True,
    )
    whole = [n for n in range(1, 31) if n % 2 == 0 or n % 3]
    assert await guilds(database) == {*whole, *(n + 1_000 for n in whole)}


async def test_what_a_work_returns_and_raises_reaches_whoever_asked(database: Database) -> None:
    async def answer(number: int, kept: Repositories) -> int:
        await setting(number)(kept)
        return number

    answers = await asyncio.gather(*(database.do(partial(answer, n)) for n in range(1, 9)))
    assert answers == list(range(1, 9))
    with pytest.raises(DeliberateError):
        await database.do(setting(99, fails=True))


async def test_a_work_sees_what_those_before_it_kept(database: Database, show_id: ShowId) -> None:
    key = PassKey(guild_id=GUILD, user_id=ARA, show_id=show_id, track=Track.SCREEN, pass_number=0)

    async def one_more(kept: Repositories) -> int:
        standing = await kept.progress.standing(GUILD, ARA, show_id)
        position = standing.progress.knowledge.position.screen + 1
        await kept.progress.put_seen(key, Seen.up_to(position), NOW)
        return position

    for _ in range(3):
        # One after the other on the one engine, whatever they do on the other.
        await database.do(one_more)
    assert await database.do(one_more) == 4


async def test_a_work_that_is_given_up_is_whole_or_not_at_all(database: Database) -> None:
    for steps in range(10):
        tasks = [asyncio.ensure_future(database.do(setting(n))) for n in range(1, 6)]
        for _ in range(steps):
            await asyncio.sleep(0)
        tasks[2].cancel()
        outcomes = await asyncio.gather(*tasks, return_exceptions=True)
        assert [outcome for place, outcome in enumerate(outcomes) if place != 2] == [None] * 4
        kept = await guilds(database)
        assert {1, 2, 4, 5} <= kept
        assert (3 in kept) == (1_003 in kept)


@pytest.fixture
async def sqlite(sqlite_file: Path, tmp_path: Path) -> AsyncIterator[Database]:
    database = Database(f"sqlite+aiosqlite:///{shutil.copy(sqlite_file, tmp_path / 'own.db')}")
    yield database
    await database.close()


async def test_a_commit_that_fails_is_told_to_all_who_shared_it(
    sqlite: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_sql: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    await sqlite.do(setting(1))
    with monkeypatch.context() as patched:
        patched.setattr(group_commit, "commit", fail)
        outcomes = await asyncio.gather(
            *(sqlite.do(setting(n)) for n in range(2, 8)), return_exceptions=True
        )
    assert [type(outcome) for outcome in outcomes] == [StorageFullError] * 6
    assert await guilds(sqlite) == {1, 1_001}
    await sqlite.do(setting(8))
    assert await guilds(sqlite) == {1, 1_001, 8, 1_008}


async def test_what_sqlite_gives_up_by_itself_is_kept_for_nobody(sqlite: Database) -> None:
    """On a full disk SQLite may end the whole transaction; what follows must not go on alone."""

    async def give_up(kept: Repositories) -> None:
        await setting(3)(kept)
        await kept.settings._connection.execute(text("ROLLBACK"))  # type: ignore[attr-defined]
        raise DeliberateError

    outcomes = await asyncio.gather(
        *(sqlite.do(work) for work in (setting(1), setting(2), give_up, setting(4))),
        return_exceptions=True,
    )
    assert [type(outcome) for outcome in outcomes] == [DeliberateError] * 4
    assert await guilds(sqlite) == set()


async def test_a_locked_database_has_a_name_for_all_who_wait(
    sqlite_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.storage.sqlite.BUSY_TIMEOUT_MS", 1)
    file = shutil.copy(sqlite_file, tmp_path / "locked.db")
    holder, waiter = (Database(f"sqlite+aiosqlite:///{file}") for _ in range(2))
    try:
        async with holder.write():
            outcomes = await asyncio.gather(
                *(waiter.do(setting(n)) for n in range(1, 4)), return_exceptions=True
            )
        assert [type(outcome) for outcome in outcomes] == [StorageBusyError] * 3
        assert await guilds(waiter) == set()
    finally:
        await holder.close()
        await waiter.close()


async def test_work_that_waits_for_something_else_is_refused(sqlite: Database) -> None:
    async def wait(kept: Repositories) -> None:
        await setting(1)(kept)
        await asyncio.sleep(0)

    with pytest.raises(RuntimeError, match="waits for its connection alone"):
        await sqlite.do(wait)
    assert await guilds(sqlite) == set()


async def test_closing_waits_for_what_was_handed_in(sqlite: Database) -> None:
    tasks = [asyncio.ensure_future(sqlite.do(setting(n))) for n in range(1, 6)]
    await asyncio.sleep(0)
    await sqlite.close()
    assert await asyncio.gather(*tasks) == [None] * 5
    again = Database(f"sqlite+aiosqlite:///{sqlite.path}")
    assert await guilds(again) >= {1, 2, 3, 4, 5}
    await again.close()
