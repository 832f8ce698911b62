"""Servers and bots for the tests of this folder."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.wire import openapi
from tests.wire.keeping import Kept, fill
from tests.wire.process import TRIAL_BOT, BotProcess
from tests.wire.server import WireDiscord


@pytest.fixture
async def discord() -> AsyncIterator[WireDiscord]:
    """Serve two guilds; afterwards nothing may have been asked that Discord does not know."""
    async with WireDiscord.start(guilds=2) as server:
        yield server
        assert server.log.unhandled == []
        if openapi.is_present():
            assert openapi.load().problems(server.log.entries) == []


@pytest.fixture
async def bot(discord: WireDiscord, tmp_path: Path) -> AsyncIterator[BotProcess]:
    """Run the trial bot, ready."""
    async with BotProcess(discord, TRIAL_BOT, tmp_path) as running:
        yield running


@pytest.fixture(scope="session")
def filled_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make, once, the file that a bot's first start leaves behind."""
    file = tmp_path_factory.mktemp("wire") / "lantern.db"
    # On a thread of its own: a test's event loop may be running here.
    with ThreadPoolExecutor(max_workers=1) as pool:
        pool.submit(asyncio.run, fill(f"sqlite+aiosqlite:///{file}")).result()
    return file


@pytest.fixture
async def kept(filled_file: Path, tmp_path: Path) -> AsyncIterator[Kept]:
    """Put a filled database where the bot of this test will look for it."""
    copy = shutil.copy(filled_file, tmp_path / "lantern.db")
    kept = Kept(f"sqlite+aiosqlite:///{copy}")
    yield kept
    await kept.database.close()
