"""Starting: told to end at any stage of it, and a second one beside the first."""

import asyncio
import contextlib
import signal
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.storage.sqlite_owner import FileOwner
from tests.wire.process import LANTERN, environment
from tests.wire.server import WireDiscord
from tests.wire.test_lantern import database_url, lantern, look_up

STOPS = (signal.SIGTERM, signal.SIGINT)
TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4.GabcDE.abcdefghijklmnopqrstuvwxyz0123456789"


@contextlib.asynccontextmanager
async def silent() -> AsyncIterator[tuple[str, asyncio.Event]]:
    """Listen as a server that never answers; give host and port, and what tells of a request."""
    asked = asyncio.Event()

    async def say_nothing(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readexactly(1)
        asked.set()
        await reader.read()
        writer.close()

    server = await asyncio.start_server(say_nothing, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        yield f"127.0.0.1:{port}", asked


async def begun(folder: Path, api: str, **env: str) -> asyncio.subprocess.Process:
    own = {"DISCORD_TOKEN": TOKEN, "DISCORD_API_URL": api, "DATABASE_URL": database_url(folder)}
    return await asyncio.create_subprocess_exec(
        *LANTERN,
        cwd=folder,
        env=environment() | own | env,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )


async def told_until_its_end(process: asyncio.subprocess.Process) -> str:
    out, err = await asyncio.wait_for(process.communicate(), 60)
    return (out + err).decode()


async def until_it_says(process: asyncio.subprocess.Process, words: bytes) -> None:
    """Read what it tells until these words are there; whoever ends before never says them."""
    assert process.stderr is not None
    told = b""
    while words not in told:
        line = await asyncio.wait_for(process.stderr.readline(), 60)
        assert line, told.decode()
        told += line


async def stopped(process: asyncio.subprocess.Process, number: signal.Signals) -> str:
    """Stop it, and return what it still said; it ends in time, as if nothing had been."""
    loop = asyncio.get_running_loop()
    begun_at = loop.time()
    process.send_signal(number)
    told = await told_until_its_end(process)
    assert process.returncode == 0, told
    assert loop.time() - begun_at < 5
    assert "Traceback" not in told
    assert "never retrieved" not in told
    assert TOKEN not in told
    return told


def names_in(folder: Path) -> set[str]:
    """Return the names of what lies in a folder."""
    return {each.name for each in folder.iterdir()}


@pytest.mark.parametrize("number", STOPS)
async def test_whoever_stops_it_while_it_logs_in_sees_no_trace(
    tmp_path: Path, number: signal.Signals
) -> None:
    async with silent() as (server, asked):
        process = await begun(tmp_path, f"http://{server}/api/v10")
        await asyncio.wait_for(asked.wait(), 60)
        await stopped(process, number)
    assert not (tmp_path / "lantern.db-wal").exists()


@pytest.mark.parametrize("number", STOPS)
async def test_whoever_stops_it_while_another_has_the_database_finds_nothing_half_made(
    tmp_path: Path, number: signal.Signals
) -> None:
    file = tmp_path / "lantern.db"
    owner = FileOwner(file)
    assert owner.take()
    try:
        async with silent() as (server, asked):
            api = f"http://{server}/api/v10"
            process = await begun(tmp_path, api, LANTERN_LOG_LEVEL="DEBUG")
            await until_it_says(process, b"waiting for it to end")
            await stopped(process, number)
            assert not asked.is_set()
    finally:
        owner.free()
    assert names_in(tmp_path) <= {"lantern.db", "lantern.db-owner"}
    with contextlib.closing(sqlite3.connect(file)) as kept:
        assert kept.execute("SELECT name FROM sqlite_master").fetchall() == []


@pytest.mark.parametrize("number", STOPS)
async def test_whoever_stops_it_while_the_database_does_not_answer_sees_no_trace(
    tmp_path: Path, number: signal.Signals
) -> None:
    async with silent() as (discord, asked), silent() as (database, is_asked):
        url = f"postgresql+asyncpg://lantern@{database}/lantern"
        process = await begun(tmp_path, f"http://{discord}/api/v10", DATABASE_URL=url)
        await asyncio.wait_for(is_asked.wait(), 60)
        assert await stopped(process, number) == ""
        assert not asked.is_set()
    assert names_in(tmp_path) == set()


async def test_a_second_one_says_so_and_the_first_goes_on(
    discord: WireDiscord, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    async with lantern(discord, tmp_path):
        api = discord.environment["DISCORD_API_URL"]
        second = await begun(elsewhere, api, DATABASE_URL=database_url(tmp_path))
        told = await told_until_its_end(second)
        assert second.returncode == 2
        assert told.startswith("lantern: another Lantern is running on this database.")
        assert told.count("\n") == 1
        assert (await look_up(discord, discord.user("Ara"), "1"))["text"]
