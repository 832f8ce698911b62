"""Starting: told to end at any stage of it, and a second one beside the first."""

import asyncio
import contextlib
import signal
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest

from tests.wire.process import LANTERN, environment
from tests.wire.server import WireDiscord
from tests.wire.test_lantern import database_url, lantern, look_up

TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4.GabcDE.abcdefghijklmnopqrstuvwxyz0123456789"


@contextlib.asynccontextmanager
async def silent() -> AsyncIterator[tuple[str, asyncio.Event]]:
    """Listen as a Discord that never answers; give its address, and what tells of a request."""
    asked = asyncio.Event()

    async def say_nothing(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readline()
        asked.set()
        await reader.read()
        writer.close()

    server = await asyncio.start_server(say_nothing, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}/api/v10", asked


async def begun(
    folder: Path, database: Path, api: str, command: Sequence[str] = LANTERN
) -> asyncio.subprocess.Process:
    own = {"DISCORD_TOKEN": TOKEN, "DISCORD_API_URL": api, "DATABASE_URL": database_url(database)}
    return await asyncio.create_subprocess_exec(
        *command,
        cwd=folder,
        env=environment() | own,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )


async def told_until_its_end(process: asyncio.subprocess.Process) -> str:
    out, err = await asyncio.wait_for(process.communicate(), 60)
    return (out + err).decode()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_whoever_stops_it_while_it_logs_in_sees_no_trace(
    tmp_path: Path, number: signal.Signals
) -> None:
    async with silent() as (api, asked):
        process = await begun(tmp_path, tmp_path, api)
        await asyncio.wait_for(asked.wait(), 60)
        process.send_signal(number)
        told = await told_until_its_end(process)
    assert process.returncode == 0, told
    assert "Traceback" not in told
    assert "never retrieved" not in told
    assert TOKEN not in told
    assert not (tmp_path / "lantern.db-wal").exists()


async def test_a_second_one_says_so_and_the_first_goes_on(
    discord: WireDiscord, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    async with lantern(discord, tmp_path):
        second = await begun(elsewhere, tmp_path, discord.environment["DISCORD_API_URL"])
        told = await told_until_its_end(second)
        assert second.returncode == 2
        assert told.startswith("lantern: another Lantern is running on this database.")
        assert told.count("\n") == 1
        assert (await look_up(discord, discord.user("Ara"), "1"))["text"]
