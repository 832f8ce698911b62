"""The two bots that are set beside each other."""

import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from tests.benchmarks.seed import seed
from tests.wire.process import BARE_BOT, LANTERN, BotProcess
from tests.wire.server import WireDiscord


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What a server and a database hold before the bot starts."""

    guilds: int = 1
    rows: int = 0
    shows: int = 0


Prepare = Callable[[Path, Sequence[int], Contents], Awaitable[None]]


async def _nothing(_folder: Path, _guild_ids: Sequence[int], _contents: Contents) -> None:
    """Prepare a bot that keeps nothing."""


def database_url(folder: Path) -> str:
    """Return where the measured bot keeps its rows."""
    return f"sqlite+aiosqlite:///{folder / 'lantern.db'}"


async def _seed_database(folder: Path, guild_ids: Sequence[int], contents: Contents) -> None:
    if contents.rows or contents.shows:
        await seed(
            database_url(folder),
            guild_ids=guild_ids,
            rows=contents.rows,
            shows=contents.shows,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A bot that can be started, and what has to be done before it is."""

    name: str
    command: Sequence[str]
    prepare: Prepare = field(default=_nothing)


BARE: Final = Side(name="bare", command=BARE_BOT)
LANTERN_SIDE: Final = Side(name="lantern", command=LANTERN, prepare=_seed_database)
SIDES: Final = {side.name: side for side in (BARE, LANTERN_SIDE)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """A server of its own for one side, with a folder for what the bot keeps."""

    side: Side
    discord: WireDiscord
    folder: Path

    @asynccontextmanager
    async def running(self) -> AsyncIterator[BotProcess]:
        """Run the side's bot here until the block ends."""
        env = {
            "DATABASE_URL": database_url(self.folder),
            "LANTERN_LOG_LEVEL": "WARNING",
            # Else each start compiles our sources anew, as no installation does.
            "PYTHONDONTWRITEBYTECODE": None,
        }
        async with BotProcess(self.discord, self.side.command, self.folder, env=env) as bot:
            yield bot


@asynccontextmanager
async def bench(side: Side, contents: Contents) -> AsyncIterator[Bench]:
    """Set a server up for a side, with all that it is to hold."""
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="lantern-bench-")))
        discord = await stack.enter_async_context(WireDiscord.start(guilds=contents.guilds))
        await side.prepare(folder, [int(guild.id) for guild in discord.guilds], contents)
        yield Bench(side=side, discord=discord, folder=folder)
