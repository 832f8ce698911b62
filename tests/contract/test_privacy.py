"""Everything that names a member is found, exported and erased, whatever the engine."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Table, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.ids import NOBODY, GuildId, ShowId, UserId
from bot.domain.parties import PartyId
from bot.storage.database import Database
from bot.storage.privacy import MEMBER_COLUMNS, member_columns
from bot.storage.tables import discussion, job, metadata, party, show
from tests.contract.conftest import ARA, GUILD, MINHO, OTHER_GUILD

DIRECT = GuildId(0)
_TEXTS = {"document": '{"text": "mine"}', "state": "done", "kind": "test"}


def _row(table: Table, number: int, given: Mapping[str, object]) -> dict[str, Any]:
    """Return a row with something in every column."""
    values: dict[str, Any] = {}
    for column in table.columns:
        if column.name in given:
            values[column.name] = given[column.name]
        elif column.type.python_type is int:
            values[column.name] = number
        else:
            values[column.name] = _TEXTS.get(column.name, f"text {number}")
    return values


async def _fill(connection: AsyncConnection, guild_id: GuildId, user_id: UserId) -> None:
    """Write one row that names the member into every table that can."""
    number = guild_id * 1_000 + user_id % 1_000
    common = {"guild_id": guild_id, **dict.fromkeys(MEMBER_COLUMNS, user_id)}
    await connection.execute(insert(show).values(_row(show, number, {"guild_id": guild_id})))
    given = {**common, "show_id": number, "discussion_id": number, "party_id": number}
    first = [discussion, party]
    naming = [table for table, _column in member_columns()]
    for table in [*first, *(table for table in naming if table not in first)]:
        if guild_id == DIRECT and table.name not in {"reminder", "draft", "job"}:
            continue
        if table.name == "member_setting" and guild_id != GUILD:
            continue
        await connection.execute(insert(table).values(_row(table, number, given)))


async def filled(database: Database) -> None:
    async with database.writer.begin() as connection:
        for guild_id in (GUILD, OTHER_GUILD):
            for user_id in (ARA, MINHO):
                await _fill(connection, guild_id, user_id)
        await _fill(connection, DIRECT, ARA)


async def named(database: Database, user_id: UserId) -> dict[str, set[int]]:
    """Return the guilds in which each table names a member; 0 where it has none."""
    found: dict[str, set[int]] = {}
    async with database.writer.connect() as connection:
        for table, column in member_columns():
            rows = (await connection.execute(select(table).where(column == user_id))).all()
            if rows:
                found[table.name] = {row._mapping.get("guild_id", 0) for row in rows}
    return found


async def counts(database: Database) -> dict[str, int]:
    async with database.writer.connect() as connection:
        return {
            table.name: len((await connection.execute(select(table))).all())
            for table in metadata.sorted_tables
        }


async def test_a_guilds_export_holds_that_guild_and_what_is_common(database: Database) -> None:
    await filled(database)
    async with database.read() as kept:
        rows = await kept.privacy.rows(ARA, GUILD)
    assert set(rows) == {table.name for table, _column in member_columns()}
    for name, table in rows.items():
        guilds = {row.get("guild_id", "0") for row in table}
        expected = {"reminder": {"100", "0"}, "draft": {"100", "0"}, "job": {"100", "0"}}
        expected |= {"member_setting": {"0"}}
        assert guilds == expected.get(name, {"100"}), name
    assert json.loads(json.dumps(rows)) == rows
    assert rows["draft"][0]["document"] == {"text": "mine"}
    assert rows["note"][0]["user_id"] == str(ARA)
    assert rows["note"][0]["created_at"].startswith("1970-01-02T")


async def test_an_export_of_everything_holds_every_guild(database: Database) -> None:
    await filled(database)
    async with database.read() as kept:
        rows = await kept.privacy.rows(ARA, None)
        assert await kept.privacy.guilds(ARA) == {GUILD, OTHER_GUILD}
    assert {row["guild_id"] for row in rows["progress"]} == {"100", "200"}


async def test_erasing_a_guild_leaves_the_others_and_other_members(database: Database) -> None:
    await filled(database)
    before_ara, before_minho = await named(database, ARA), await named(database, MINHO)
    async with database.write() as kept:
        await kept.privacy.erase(ARA, GUILD)
    after = await named(database, ARA)
    assert {name: guilds - {GUILD} for name, guilds in before_ara.items()} == after
    assert await named(database, MINHO) == before_minho


async def test_erasing_everywhere_leaves_no_name(database: Database) -> None:
    await filled(database)
    before_minho = await named(database, MINHO)
    async with database.write() as kept:
        await kept.privacy.erase(ARA, None)
    assert await named(database, ARA) == {}
    assert await named(database, MINHO) == before_minho


async def test_what_others_need_stays_without_a_name(database: Database) -> None:
    await filled(database)
    before = await counts(database)
    async with database.write() as kept:
        await kept.privacy.erase(ARA, None)
    after = await counts(database)
    assert {name for name in before if before[name] == after[name]} >= {
        "shelf",
        "discussion",
        "party",
        "show",
    }
    assert after["note"] == before["note"] - 2
    async with database.writer.connect() as connection:
        rows = (await connection.execute(select(party).where(party.c.host_id == NOBODY))).all()
    assert [row.place for row in rows] == [None, None]


async def test_news_that_others_wait_for_is_kept(database: Database) -> None:
    news = {"kind": "party-cancelled", "state": "due", "user_id": ARA, "guild_id": GUILD}
    mine = {**news, "kind": "reminder", "key": "other"}
    async with database.writer.begin() as connection:
        for number, given in enumerate((news, mine), start=1):
            await connection.execute(insert(job).values(_row(job, number, {**given})))
    async with database.write() as kept:
        await kept.privacy.erase(ARA, GUILD)
    async with database.writer.connect() as connection:
        left = (await connection.execute(select(job.c.kind, job.c.user_id))).all()
    assert [tuple(row) for row in left] == [("party-cancelled", None)]


async def test_a_sweep_deletes_what_is_finished_and_counts_the_rest(database: Database) -> None:
    done = {"state": "done", "user_id": ARA, "guild_id": GUILD}
    async with database.writer.begin() as connection:
        for number, given in enumerate(
            (
                done,
                {**done, "state": "due"},
                {**done, "guild_id": OTHER_GUILD},
                {**done, "user_id": MINHO},
            ),
            start=1,
        ):
            await connection.execute(insert(job).values(_row(job, number, {**given, "id": number})))
    async with database.write() as kept:
        assert await kept.privacy.sweep(ARA, GUILD) == 1
    async with database.writer.connect() as connection:
        left = (await connection.execute(select(job.c.id).order_by(job.c.id))).scalars().all()
    assert list(left) == [2, 3, 4]


async def test_a_party_is_handed_to_another_host(database: Database) -> None:
    await filled(database)
    number = GUILD * 1_000 + ARA % 1_000
    async with database.write() as kept:
        await kept.privacy.set_host(OTHER_GUILD, [PartyId(number)], MINHO)
        await kept.privacy.set_host(GUILD, [PartyId(number)], MINHO)
        assert await kept.privacy.shows(ARA, GUILD) == {ShowId(number)}
    async with database.writer.connect() as connection:
        query = select(party.c.host_id).where(party.c.id == number)
        assert (await connection.execute(query)).scalar_one() == MINHO
