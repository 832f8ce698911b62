"""`/discuss open` while the database fails, or while what it is about goes: told as it is."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import discord
import pytest

from bot.domain.errors import StorageGoneError
from bot.domain.guild_settings import ThreadKind
from bot.domain.ids import ChannelId, GuildId, UserId
from bot.services.ports import Repositories
from bot.storage.database import Database
from bot.ui.words import say
from tests.e2e.conftest import Evening
from tests.e2e.discuss_steps import (
    asked,
    open_thread,
    people_in,
    record_of,
    rows,
    shown_in,
    thread_of,
    threads,
)
from tests.e2e.reading import answer

Break = Callable[[int], None]


@pytest.fixture
def break_write(evening: Evening, monkeypatch: pytest.MonkeyPatch) -> Break:
    """Give what lets the database fail from the n-th write on after a thread was made."""
    write, state = Database.write, {"from": 0, "made": 0, "writes": 0}

    @asynccontextmanager
    async def failing(database: Database) -> AsyncIterator[Repositories]:
        async with write(database) as kept:
            yield kept
            if state["from"] and asked(evening, "POST", "/threads") > state["made"]:
                state["writes"] += 1
                if state["writes"] >= state["from"]:
                    raise StorageGoneError

    def break_from(number: int) -> None:
        state.update({"from": number, "made": asked(evening, "POST", "/threads"), "writes": 0})

    monkeypatch.setattr(Database, "write", failing)
    return break_from


async def test_a_thread_that_the_database_did_not_take_is_told_of_and_taken_up_by_itself(
    evening: Evening, break_write: Break
) -> None:
    minho, sora = await evening.at("Minho", 8), await evening.at("Sora", 6)
    break_write(1)
    told = answer(await open_thread(evening, minho, 4)).strip()
    assert told == say("error-discuss-unkept")
    assert len(threads(evening, 4)) == 1
    break_write(0)
    await evening.env.advance_time(180)
    assert people_in(evening, thread_of(evening, 4)) == {minho.id, sora.id}
    await _is_whole(evening)


async def test_a_thread_that_was_kept_though_nobody_heard_so_comes_right_by_itself(
    evening: Evening, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The database took it, and the word that it did was lost."""
    minho, sora = await evening.at("Minho", 8), await evening.at("Sora", 6)
    write, lost = Database.write, [False]

    @asynccontextmanager
    async def losing(database: Database) -> AsyncIterator[Repositories]:
        async with write(database) as kept:
            yield kept
        if asked(evening, "POST", "/threads") and not lost[0]:
            lost[0] = True
            raise StorageGoneError

    monkeypatch.setattr(Database, "write", losing)
    told = answer(await open_thread(evening, minho, 4)).strip()
    assert told == say("error-discuss-unkept")
    await evening.env.advance_time(60)
    assert people_in(evening, thread_of(evening, 4)) == {minho.id, sora.id}
    await _is_whole(evening)


@pytest.mark.parametrize("comes_first", ["the next opening", "a restart"])
async def test_whoever_comes_first_takes_up_the_thread_that_is_there(
    evening: Evening, break_write: Break, comes_first: str
) -> None:
    minho = await evening.at("Minho", 8)
    break_write(1)
    await open_thread(evening, minho, 4)
    break_write(0)
    if comes_first == "a restart":
        await evening.restart()
        await evening.env.advance_time(30)
    else:
        assert thread_of(evening, 4).mention in answer(await open_thread(evening, minho, 4))
    await _is_whole(evening)


@pytest.mark.parametrize("number", range(2, 6))
async def test_once_the_thread_is_kept_a_failing_database_is_no_reason_to_deny_it(
    evening: Evening, break_write: Break, number: int
) -> None:
    minho = await evening.at("Minho", 8)
    await evening.bot.unload_extension("cogs.worker")  # so that only the command writes
    break_write(number)
    told = answer(await open_thread(evening, minho, 4))
    assert f"{thread_of(evening, 4).mention} is open" in told
    assert "did not go through" not in told
    break_write(0)
    await evening.restart()
    await evening.env.advance_time(60)
    await _is_whole(evening)


async def _is_whole(evening: Evening) -> None:
    """Hold that there is one thread with one first post, that it is kept, and declared."""
    thread, record = thread_of(evening, 4), record_of(evening, 4)
    assert asked(evening, "POST", f"/channels/{evening.channel.id}/threads") == 1
    assert [row.thread_id for row in await rows(evening)] == [thread.id]
    assert record is not None
    assert record.post_id == thread.history()[0].id
    assert ["Everybody in here" in shown_in(message) for message in thread.history()] == [True]
    place = evening.bot.services.guilds.channel(GuildId(evening.guild.id), ChannelId(thread.id))
    assert place.show_id == evening.show_id


async def test_a_refused_thread_is_told_though_the_claim_cannot_be_let_go(
    evening: Evening, break_write: Break
) -> None:
    minho = await evening.at("Minho", 8)
    break_write(1)
    evening.env.inject_error("POST", "/channels/*/threads", status=400, code=160006)
    assert "as many active threads" in answer(await open_thread(evening, minho, 4))
    break_write(0)
    await evening.env.advance_time(180)
    assert await rows(evening) == []
    assert record_of(evening, 4) is None


@pytest.mark.parametrize("gone", ["channel", "show", "show, and the line too"])
async def test_what_goes_while_its_thread_is_made_is_not_brought_back(
    evening: Evening, monkeypatch: pytest.MonkeyPatch, gone: str
) -> None:
    minho = evening.member("Minho")
    services, guild_id = evening.bot.services, GuildId(evening.guild.id)
    document = {"slug": "ours", "title": "Ours", "episode": [{"season": 1, "number": 1}]}
    show = await services.catalog.create(guild_id, UserId(minho.id), document)
    assert show is not None
    named = f"show:{show.id}"
    await minho.slash(evening.channel, "watched", show=named)
    await services.guilds.change(guild_id, threads=ThreadKind.OPEN)
    room, create = evening.guild.create_text_channel("soon-gone"), discord.TextChannel.create_thread

    async def overtaken(self: discord.TextChannel, **options: Any) -> discord.Thread:
        made = await create(self, **options)
        if gone == "channel":
            await services.discussions.forget_channel(guild_id, ChannelId(room.id))
        else:
            await services.catalog.delete_created(guild_id, show.id)
            services.discussions.forget_show(guild_id, show.id)
        return made

    async def cut_off(_: discord.Thread) -> None:
        raise aiohttp.ServerDisconnectedError

    monkeypatch.setattr(discord.TextChannel, "create_thread", overtaken)
    if "line" in gone:
        monkeypatch.setattr(discord.Thread, "delete", cut_off)
    told = answer(await minho.slash(room, "discuss open", episode="1", show=named)).strip()
    assert told == say("error-discuss-overtaken")
    assert len(room.threads) == ("line" in gone)
    assert await rows(evening) == []
    assert list(services.discussions.book) == []


async def test_a_thread_deleted_right_after_its_first_post_is_not_called_open(
    evening: Evening, monkeypatch: pytest.MonkeyPatch
) -> None:
    minho = await evening.at("Minho", 8)
    discussions = evening.bot.services.discussions
    keep_post = discussions.keep_post

    async def deleted_meanwhile(record: Any, post_id: Any) -> Any:
        await discussions.forget(record)
        return await keep_post(record, post_id)

    monkeypatch.setattr(discussions, "keep_post", deleted_meanwhile)
    assert "deleted the thread while" in answer(await open_thread(evening, minho, 4))
    assert record_of(evening, 4) is None
