"""A bot as a process of its own, from its start to its certain end."""

import asyncio
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Final, NamedTuple, Self

from tests.wire.server import WireDiscord

ROOT: Final = Path(__file__).resolve().parents[2]
BARE_BOT: Final = (sys.executable, "-m", "tests.wire.bare_bot")
TRIAL_BOT: Final = (sys.executable, "-m", "tests.wire.trial_bot")
LANTERN: Final = (sys.executable, "-m", "bot", "run")
START_PATIENCE_SECONDS: Final = 60.0
_OURS: Final = ("DISCORD_", "LANTERN_", "DATABASE_URL", "COV_", "COVERAGE_")


class BotEndedError(AssertionError):
    """The process ended before it was ready."""


class Ending(NamedTuple):
    """How a process ended: its exit code (negative: the signal), and how long that took."""

    code: int
    seconds: float


class BotProcess:
    """Runs a command against a server; used as an async context manager.

    Entering starts the process and waits until it is ready; `wait=False` leaves that to
    `ready()`. Leaving kills whatever still runs. `env` adds to the environment; None removes.
    """

    def __init__(
        self,
        discord: WireDiscord,
        command: Sequence[str],
        folder: Path,
        *,
        env: Mapping[str, str | None] | None = None,
        wait: bool = True,
    ) -> None:
        self._discord = discord
        self._command = command
        self._folder = folder
        wanted: dict[str, str | None] = {**environment(), **discord.environment, **(env or {})}
        self._env = {name: value for name, value in wanted.items() if value is not None}
        self._wait = wait
        self._identified_before = discord.gateway.identified
        self._process: asyncio.subprocess.Process | None = None
        self._watch: asyncio.Future[None] | None = None
        self._started_at = 0.0
        self.seconds_to_ready = float("nan")
        self.stdout = folder / "stdout.txt"
        self.stderr = folder / "stderr.txt"

    async def __aenter__(self) -> Self:
        self._started_at = asyncio.get_running_loop().time()
        with self.stdout.open("ab") as out, self.stderr.open("ab") as err:
            self._process = await asyncio.create_subprocess_exec(
                *self._command,
                cwd=self._folder,
                env=self._env,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=out,
                stderr=err,
            )
        self._watch = asyncio.ensure_future(self._announce_end(self._process))
        try:
            if self._wait:
                await self.ready()
        except BaseException:
            await self.kill()
            raise
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.kill()

    @property
    def pid(self) -> int:
        """The process id."""
        return self._running.pid

    @property
    def errors(self) -> str:
        """What it has written to standard error."""
        return self.stderr.read_text(errors="replace")

    @property
    def is_running(self) -> bool:
        """Whether it has not ended yet."""
        return self._running.returncode is None

    async def ready(self) -> None:
        """Wait until it is identified, knows its guilds, and its commands are known.

        Raises BotEndedError, with what it said, when it ends instead.
        """
        await self._discord.until(
            lambda: self._is_ready() or not self.is_running,
            "the bot to be ready",
            patience_seconds=START_PATIENCE_SECONDS,
        )
        if not self.is_running:
            raise BotEndedError(f"exit code {self._running.returncode}:\n{self.errors}")
        self.seconds_to_ready = asyncio.get_running_loop().time() - self._started_at

    def _is_ready(self) -> bool:
        discord = self._discord
        is_new = discord.gateway.identified > self._identified_before
        return is_new and discord.gateway.is_whole and discord.world.commands.are_synced

    async def kill(self) -> Ending:
        """End it at once, as a power cut would, and wait until it is gone."""
        return await self._end(signal.SIGKILL)

    async def terminate(self) -> Ending:
        """Ask it to end, as a service manager does, and wait until it has."""
        return await self._end(signal.SIGTERM)

    def ask_to_end(self) -> None:
        """Send SIGTERM without waiting for what comes of it."""
        self._running.send_signal(signal.SIGTERM)

    async def ended(self) -> Ending:
        """Wait until it ends by itself."""
        return await self._end(None)

    async def _end(self, how: signal.Signals | None) -> Ending:
        loop = asyncio.get_running_loop()
        begun = loop.time()
        if how is not None and self.is_running:
            self._running.send_signal(how)
        code = await asyncio.wait_for(self._running.wait(), START_PATIENCE_SECONDS)
        seconds = loop.time() - begun
        if self._watch is not None:
            await self._watch
        # A new process must not be taken for ready through the sockets of this one.
        await self._discord.until(lambda: not self._discord.gateway.links, "its sockets to close")
        return Ending(code, seconds)

    @property
    def _running(self) -> asyncio.subprocess.Process:
        if self._process is None:
            raise RuntimeError("the process has not been started")
        return self._process

    async def _announce_end(self, process: asyncio.subprocess.Process) -> None:
        await process.wait()
        self._discord.changes.announce()


def environment() -> dict[str, str]:
    """Return this process's environment, without what would steer the bot, plus the checkout."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(_OURS)}
    return kept | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
