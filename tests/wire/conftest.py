"""Servers and bots for the tests of this folder."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.wire import openapi
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
