"""The real bot in a simulated Discord, with one guild and four members at different points."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import discord
import pytest
from simcord.actors import MemberActor, _component_interaction
from simcord.builders import ChannelHandle, GuildHandle
from simcord.env import Env
from simcord.results import InteractionResult

from bot.client import LanternBot
from bot.composition import build_bot
from bot.domain.errors import LanternError
from bot.domain.ids import GuildId, ShowId, UserId
from bot.domain.spoilers import Track
from bot.services.progress import Marking
from bot.ui.errors import unwrap
from tests.e2e.reading import custom_id, texts
from tests.simulated import SimulatedDiscord


@dataclass
class Evening:
    """A guild about to watch: the simulated Discord, the bot in it, and the members."""

    env: Env
    bot: LanternBot
    guild: GuildHandle
    channel: ChannelHandle
    database: Path
    show_id: ShowId

    def member(self, name: str, **options: Any) -> MemberActor:
        """Add a member to the guild."""
        return self.guild.add_member(self.env.create_user(name), **options)

    async def at(self, name: str, episode: int, part: int = 0) -> MemberActor:
        """Add a member who has watched and read so far."""
        member = self.member(name)
        services = self.bot.services
        show = await services.catalog.get(GuildId(self.guild.id), self.show_id)
        for track, last in ((Track.SCREEN, episode), (Track.SOURCE, part)):
            if last:
                marking = Marking(track=track, first=1, last=last)
                await services.progress.mark(
                    GuildId(self.guild.id), UserId(member.id), show, marking
                )
        return member

    async def position(self, member: MemberActor) -> int:
        """Return how many episodes a member has seen without a gap."""
        services = self.bot.services
        show = await services.catalog.get(GuildId(self.guild.id), self.show_id)
        standing = await services.audiences.standing(
            GuildId(self.guild.id), UserId(member.id), show
        )
        return standing.progress.knowledge.position.screen

    async def click(
        self, member: MemberActor, shown: InteractionResult, start: str
    ) -> InteractionResult:
        """Press the first button of an answer whose custom id begins so."""
        response = shown.response
        if response is None:
            raise AssertionError("nothing was shown")
        found: InteractionResult = await member.click(response, custom_id=custom_id(shown, start))
        return found

    async def press(
        self, member: MemberActor, shown: InteractionResult, custom_id: str
    ) -> InteractionResult:
        """Press a button by its id even where the client would not offer it any more.

        What a modified client, or one that has not caught up, may send.
        """
        response = shown.response
        if response is None:
            raise AssertionError("nothing was shown")
        stored = self.env.backend.get_message(response.channel_id, response.id)
        data = {"component_type": 2, "custom_id": custom_id}
        return await _component_interaction(member, stored, data)

    def texts_of(self, message: discord.Message) -> list[str]:
        """Return every text of a message in a channel."""
        return [message.content, *texts(component.to_dict() for component in message.components)]

    async def restart(self) -> None:
        """Stop the bot and start it anew over the same database, as after a crash."""
        before = self.bot
        self.bot = await build_bot(f"sqlite+aiosqlite:///{self.database}")
        await self.env.restart_bot(self.bot)
        await before.finish()


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a database with schema and bundled shows once, for every test to begin from."""
    file = tmp_path_factory.mktemp("prepared") / "lantern.db"

    async def prepare() -> None:
        async with await build_bot(f"sqlite+aiosqlite:///{file}"):
            pass

    asyncio.run(prepare())
    return file


@pytest.fixture
def database(tmp_path: Path, prepared: Path) -> Path:
    """Return the file that the bot keeps everything in."""
    return Path(shutil.copy(prepared, tmp_path / "lantern.db"))


@pytest.fixture
async def env(database: Path) -> AsyncIterator[Env]:
    """Start the bot; SimCord finds this fixture and moves the test's clock with its own."""
    bot = await build_bot(f"sqlite+aiosqlite:///{database}")
    env = SimulatedDiscord(bot, shard_count=1, check_errors=False)
    await env.start()
    try:
        yield env
    finally:
        await env.shutdown()
        await cast("LanternBot", env.bot).finish()
    unexpected = [error for error in env.errors if not isinstance(unwrap(error), LanternError)]
    if unexpected:
        raise BaseExceptionGroup("the bot met what it did not expect", unexpected)


@pytest.fixture
async def evening(env: Env, database: Path) -> Evening:
    """Set up the guild, with *Love in the Big City* on its shelf and no member yet."""
    guild = env.create_guild(name="Movie night")
    channel = guild.create_text_channel("love-in-the-big-city")
    bot = cast("LanternBot", env.bot)
    catalog = bot.services.catalog
    (show_id,) = catalog.search(GuildId(guild.id), "love in the big city", limit=1)
    await catalog.shelve(GuildId(guild.id), show_id, UserId(guild.owner.id))
    return Evening(
        env=env, bot=bot, guild=guild, channel=channel, database=database, show_id=show_id
    )
