"""Statements give the same on both engines, in a transaction, in a unit of work and beside them."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import bindparam, insert, literal, null, select, update

from bot.domain.ids import ShowId
from bot.services.ports import Repositories
from bot.storage.connection import Connection, Fixed, Rows
from bot.storage.database import Database
from bot.storage.tables import guild_setting, progress_change
from tests.contract.conftest import ARA, GUILD, NOW, OTHER_GUILD

_ROWS = (
    select(
        guild_setting.c.guild_id,
        guild_setting.c.document.label("written"),
        literal("always").label("constant"),
        null().label("absent"),
    )
    .where(guild_setting.c.guild_id >= bindparam("least"))
    .order_by(guild_setting.c.guild_id)
)
_RENAME = (
    update(guild_setting)
    .where(guild_setting.c.guild_id == bindparam("guild"))
    .values(document=bindparam("words"))
)


class DeliberateError(Exception):
    """Raised by a test in the middle of its work."""


def connection_of(kept: Repositories) -> Connection:
    connection: Connection = kept.settings._connection  # type: ignore[attr-defined]
    return connection


def seen(rows: Rows) -> tuple[Any, ...]:
    """Return everything that can be asked of rows."""
    return (
        [tuple(row) for row in rows],
        [(row.guild_id, row.written, row.constant, row.absent) for row in rows.all()],
        rows.first() and tuple(rows.first() or ()),
        rows.scalar(),
        rows.scalars(),
    )


async def fill(database: Database) -> None:
    async with database.write() as kept:
        for guild_id in (GUILD, OTHER_GUILD):
            await kept.settings.put_guild(guild_id, {"of": int(guild_id)}, NOW)


@pytest.mark.parametrize("least", [0, OTHER_GUILD, 10**9])
async def test_a_fixed_statement_gives_what_it_gives_otherwise(
    database: Database, least: int
) -> None:
    await fill(database)
    fixed = Fixed(_ROWS)

    async def ask(kept: Repositories) -> list[tuple[Any, ...]]:
        connection = connection_of(kept)
        return [
            seen(await connection.execute(statement, {"least": least}))
            for statement in (_ROWS, fixed, fixed)
        ]

    answers = await database.do(ask)
    async with database.write() as kept:
        answers += await ask(kept)
    async with database.read() as kept:
        answers += await ask(kept)
    assert all(answer == answers[0] for answer in answers)
    expected = [guild for guild in (GUILD, OTHER_GUILD) if guild >= least]
    assert answers[0][-1] == expected


async def test_rows_that_were_written_are_counted(database: Database) -> None:
    await fill(database)

    async def rename(kept: Repositories) -> list[int]:
        connection = connection_of(kept)
        return [
            (await connection.execute(statement, {"guild": guild, "words": "{}"})).rowcount
            for statement in (_RENAME, Fixed(_RENAME))
            for guild in (GUILD, 12345)
        ]

    assert await database.do(rename) == [1, 0, 1, 0]
    async with database.write() as kept:
        assert await rename(kept) == [1, 0, 1, 0]


async def test_a_row_that_was_inserted_has_its_number(database: Database, show_id: ShowId) -> None:
    values = {
        "guild_id": GUILD,
        "user_id": ARA,
        "show_id": show_id,
        "track": "screen",
        "pass": 0,
        "added": "1",
        "changed_at": 1,
    }

    async def insert_some(kept: Repositories) -> list[int]:
        connection, fixed = connection_of(kept), Fixed(insert(progress_change))
        return [
            (await connection.execute(statement, values)).inserted_id
            for statement in (insert(progress_change), fixed, fixed)
        ]

    first = await database.do(insert_some)
    async with database.write() as kept:
        second = await insert_some(kept)
        numbers = (await connection_of(kept).execute(select(progress_change.c.id))).scalars()
    assert sorted(numbers) == [*first, *second]


async def test_a_fixed_statement_takes_other_columns_each_time(database: Database) -> None:
    fixed = Fixed(insert(guild_setting))

    async def fill_in(kept: Repositories) -> None:
        connection = connection_of(kept)
        whole = {"guild_id": GUILD, "document": "{}", "updated_at": 1}
        await connection.execute(fixed, whole)
        await connection.execute(fixed, dict(reversed((whole | {"guild_id": 7}).items())))
        with pytest.raises(Exception, match=r"(?i)null"):
            await connection.execute(fixed, {"guild_id": 8, "updated_at": 1})
        raise DeliberateError

    with pytest.raises(DeliberateError):
        await database.do(fill_in)


async def test_nothing_inserted_has_no_number(database: Database) -> None:
    async with database.read() as kept:
        rows = await connection_of(kept).execute(Fixed(_ROWS), {"least": 0})
    with pytest.raises(LookupError):
        _ = rows.inserted_id
    with pytest.raises(ValueError, match=r".+"):
        rows.one()
