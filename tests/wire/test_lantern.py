"""The real bot as a process: start, commands, signals, and what an abrupt end leaves behind."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.wire.log import Entry
from tests.wire.people import Json, User
from tests.wire.process import LANTERN, BotProcess
from tests.wire.server import WireDiscord

CALLBACK = "POST /interactions/{interaction_id}/{token}/callback"
PUT_COMMANDS = "PUT /applications/{application_id}/commands"
SHOW = "love-in-the-big-city"


def database_url(folder: Path) -> str:
    return f"sqlite+aiosqlite:///{folder / 'lantern.db'}"


def lantern(
    discord: WireDiscord, folder: Path, *, wait: bool = True, **env: str | None
) -> BotProcess:
    wanted = {"DATABASE_URL": database_url(folder), **env}
    return BotProcess(discord, LANTERN, folder, env=wanted, wait=wait)


@pytest.fixture
async def running(discord: WireDiscord, tmp_path: Path) -> AsyncIterator[BotProcess]:
    async with lantern(discord, tmp_path) as bot:
        yield bot


async def look_up(discord: WireDiscord, user: User, episode: str) -> Json:
    options = {"show": SHOW, "episode": episode}
    return await discord.command(discord.guilds[0], user, "episode", options=options)


async def test_it_starts_syncs_and_answers(discord: WireDiscord, running: BotProcess) -> None:
    (synced,) = discord.log.of(PUT_COMMANDS)
    assert {"episode", "watched"} <= {body["name"] for body in synced.body}
    answer = await look_up(discord, discord.user("Ara"), "3")
    assert answer["ephemeral"]
    assert "3" in answer["text"]
    choices = await discord.autocomplete(
        discord.guilds[0], discord.user("Ara"), "episode", "episode", "7", options={"show": SHOW}
    )
    assert choices[0]["name"] == "Episode 7"
    assert running.is_running


async def test_a_second_start_does_not_sync_again(discord: WireDiscord, tmp_path: Path) -> None:
    for _ in range(2):
        async with lantern(discord, tmp_path) as bot:
            assert (await bot.terminate()).code == 0
    assert len(discord.log.of(PUT_COMMANDS)) == 1


async def test_what_was_marked_is_there_after_a_restart(
    discord: WireDiscord, tmp_path: Path
) -> None:
    ara = discord.user("Ara")
    async with lantern(discord, tmp_path) as bot:
        before = await look_up(discord, ara, "1")
        await discord.command(discord.guilds[0], ara, "watched", options={"show": SHOW})
        after = await look_up(discord, ara, "1")
        assert after["text"] != before["text"]
        await bot.kill()
    async with lantern(discord, tmp_path):
        assert (await look_up(discord, ara, "1"))["text"] == after["text"]
        # In another guild nobody knows of it.
        options = {"show": SHOW, "episode": "1"}
        elsewhere = await discord.command(discord.guilds[1], ara, "episode", options=options)
        assert elsewhere["text"] == before["text"]


async def test_connections_break_and_sessions_end_without_losing_a_command(
    discord: WireDiscord, running: BotProcess
) -> None:
    ara = discord.user("Ara")
    discord.gateway.disconnect()
    await discord.until(lambda: not discord.gateway.is_whole, "the connection to break")
    assert (await look_up(discord, ara, "1"))["text"]
    assert discord.gateway.resumed == 1
    discord.gateway.invalidate()
    await discord.until(lambda: discord.gateway.identified == 2, "a second identify")
    assert (await look_up(discord, ara, "1"))["text"]
    assert running.is_running


async def test_trouble_with_one_answer_leaves_the_next_one_alone(
    discord: WireDiscord, running: BotProcess
) -> None:
    ara = discord.user("Ara")
    discord.faults.limit(CALLBACK)
    assert (await look_up(discord, ara, "1"))["text"]
    assert [entry.status for entry in discord.log.of(CALLBACK)] == [429, 204], (
        "answers are not sent back"
    )
    discord.faults.cut(CALLBACK, after_effect=True)
    assert (await look_up(discord, ara, "2"))["text"]
    assert (await look_up(discord, ara, "3"))["text"]
    assert running.is_running


async def test_sigterm_ends_within_five_seconds_with_work_in_flight_finished(
    discord: WireDiscord, running: BotProcess
) -> None:
    members = [discord.user(f"member {number}") for number in range(10)]
    arrived: list[Entry] = []
    asked = asyncio.Event()

    async def hold_until_asked_to_end(entry: Entry) -> None:
        arrived.append(entry)
        if len(arrived) == len(members):
            running.ask_to_end()
            asked.set()
        await asked.wait()

    discord.faults.hook = hold_until_asked_to_end
    answers = await asyncio.gather(*(look_up(discord, member, "1") for member in members))
    ending = await running.ended()
    assert all(answer["text"] for answer in answers)
    assert ending.code == 0
    assert ending.seconds < 5


@pytest.mark.parametrize("token", [None, "", "nonsense"], ids=["missing", "empty", "refused"])
async def test_without_a_token_that_works_it_ends_with_one_line(
    discord: WireDiscord, tmp_path: Path, token: str | None
) -> None:
    quiet = {"DISCORD_TOKEN": token, "LANTERN_LOG_LEVEL": "ERROR"}
    async with lantern(discord, tmp_path, wait=False, **quiet) as bot:
        assert (await bot.ended()).code == 2
    (line,) = bot.errors.splitlines()
    assert "token" in line.lower()
