"""The real bot over a real PostgreSQL, which its first start fills."""

import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from pgserver.postgres_server import get_server

from bot.storage.database import Database
from tests.contract.test_ownership import end_the_holder
from tests.wire.process import BotProcess
from tests.wire.server import WireDiscord
from tests.wire.test_lantern import SHOW, lantern, look_up

IMPATIENT = (
    sys.executable,
    "-c",
    """
import sys, bot.storage.database
bot.storage.database._LOOK_SECONDS = 0.05
from bot.__main__ import main
sys.exit(main(["run"]))
""",
)
"""The bot, which looks after its hold on the database all the time."""


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    """Start a server with nothing in it."""
    # Its socket's path must be short, which a test's own folder is not.
    folder = Path(tempfile.mkdtemp(prefix="lantern-pg-"))
    server = get_server(folder, cleanup_mode="delete")
    yield f"postgresql+asyncpg://postgres@/postgres?host={folder}"
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


def names_in(folder: Path) -> set[str]:
    """Return the names of what lies in a folder."""
    return {each.name for each in folder.iterdir()}


async def test_what_was_marked_outlives_a_power_cut(
    discord: WireDiscord, tmp_path: Path, url: str
) -> None:
    ara = discord.user("Ara")
    async with lantern(discord, tmp_path, DATABASE_URL=url) as bot:
        before = await look_up(discord, ara, "1")
        await discord.command(discord.guilds[0], ara, "watched", options={"show": SHOW})
        after = await look_up(discord, ara, "1")
        assert after["text"] != before["text"]
        await bot.kill()
    assert "lantern.db" not in names_in(tmp_path)
    async with lantern(discord, tmp_path, DATABASE_URL=url) as bot:
        assert (await look_up(discord, ara, "1"))["text"] == after["text"]
        assert (await look_up(discord, discord.user("Minho"), "1"))["text"] == before["text"]
        assert (await bot.terminate()).code == 0


async def test_whoever_loses_the_database_starts_anew_and_reads_it_again(
    discord: WireDiscord, tmp_path: Path, url: str
) -> None:
    ara = discord.user("Ara")
    async with BotProcess(discord, IMPATIENT, tmp_path, env={"DATABASE_URL": url}) as bot:
        before = await look_up(discord, ara, "1")
        known = discord.gateway.identified
        database = Database(url)
        await end_the_holder(database)
        await database.close()
        await discord.until(lambda: discord.gateway.identified > known, "the bot to start anew")
        await discord.until(lambda: discord.gateway.is_whole, "it to be there again")
        assert (await look_up(discord, ara, "1"))["text"] == before["text"]
        assert (await bot.terminate()).code == 0
    assert "starting anew" in bot.stderr.read_text(encoding="utf-8")
