"""The command line and the composition root: here the parts are put together, and nowhere else."""

from __future__ import annotations

import argparse
import asyncio
import gc
import importlib
import logging
import pkgutil
import signal
import sys
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any, Final

import aiohttp
import discord
from discord import app_commands

import cogs
from bot import __version__
from bot.answers import leave_answers_unreturned
from bot.client import LanternBot, use_api
from bot.clock import SystemClock
from bot.commands.options import add_commands, port_number
from bot.commands.terminal import printable
from bot.domain.errors import (
    StorageBusyError,
    StorageError,
    StorageFullError,
    StorageGoneError,
)
from bot.log import record, set_up
from bot.providers.files import bundled_folder, show_files
from bot.services.bundle import Services
from bot.settings import Settings, SettingsError, environment
from bot.storage.database import Database, DatabaseTakenError, DatabaseUrlError
from bot.storage.schema import NewerSchemaError, open_database
from bot.ui.errors import install
from bot.ui.words import Said, say

OK: Final = 0
FAILED: Final = 1
WRONG: Final = 2
INTERRUPTED: Final = 130
"""As a shell says of what Ctrl-C ended."""
DEFAULT_PORT: Final = 8765
_GRACE_SECONDS: Final = 3.5
_LAST_SECONDS: Final = 0.5
_IN_FLIGHT: Final = ("CommandTree-invoker", "discord-ui-", "discord.py: ", "job")
"""How the tasks are named that answer members, that hear events, and that do jobs."""

_log = logging.getLogger("lantern")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return its exit code."""
    options = _parser().parse_args(arguments)
    try:
        read = Settings.examined if options.is_examination else Settings.from_env
        settings = read(environment())
        command: Callable[[argparse.Namespace, Settings], int] = options.command
        return command(options, settings)
    except KeyboardInterrupt:
        return INTERRUPTED
    except _REFUSALS as error:
        return _refuse(_refusal(error))
    except ModuleNotFoundError as error:
        if error.name != "asyncpg":
            raise
        return _refuse(say("cli-postgresql-extra"))


_REFUSALS: Final = (
    SettingsError, NewerSchemaError, DatabaseUrlError, DatabaseTakenError, StorageError,
)  # fmt: skip
"""What keeps a command from being done and is put right by whoever runs it."""


def _refusal(error: Exception) -> Said:
    match error:
        case SettingsError():
            return say(f"cli-{error.key}", variable=Said(error.variable))
        case NewerSchemaError():
            return say("cli-newer-schema", found=Said(error.found))
        case DatabaseUrlError():
            return say("cli-database-url-shape")
        case DatabaseTakenError():
            return say("cli-database-taken")
        case StorageFullError():
            return say("cli-database-full")
        case StorageBusyError():
            return say("cli-database-busy")
        case _:
            return say("cli-database-unreachable")


def extensions() -> list[str]:
    """Return every cog's extension: each public module of the cogs package."""
    return sorted(
        f"cogs.{module.name}"
        for module in pkgutil.iter_modules(cogs.__path__)
        if not module.name.startswith("_")
    )


async def build_bot(database_url: str, *, data_folder: Path | None = None) -> LanternBot:
    """Put a bot together over a database, with the bundled shows in it."""
    return await _build_over(await open_database(database_url), data_folder)


async def _build_alone(url: str, data_folder: Path | None) -> tuple[Database, LanternBot]:
    """Take the database first: two bots over one would both answer, and remember other things."""
    database = await open_database(url, is_to_be_ours=True)
    return database, await _build_over(database, data_folder)


async def _build_over(database: Database, data_folder: Path | None) -> LanternBot:
    try:
        services = Services.over(database, SystemClock())
        await services.catalog.import_files(show_files(bundled_folder()), origin="bundled")
        if data_folder is not None:
            await services.catalog.import_files(show_files(data_folder), origin="added")
        await services.load()
    except BaseException:
        await database.close()
        raise
    bot = LanternBot(services, extensions=extensions(), on_close=database.close)
    install(bot.tree)
    return bot


def _run(_options: argparse.Namespace, settings: Settings) -> int:
    token = settings.required_token()
    set_up(settings.log_level, secret=token.value())
    if settings.api_url:
        use_api(settings.api_url)
    while (code := asyncio.run(_serve(settings, token.value()))) is None:
        _log.warning("the hold on the database was lost with its connection: starting anew")
    return code


async def _serve(settings: Settings, token: str) -> int | None:
    """Serve until told to stop; return the exit code, or None where the database was lost."""
    # First of all: whoever stops us while we start is not to see us break off.
    stopping = _told_to_stop()
    stop = asyncio.ensure_future(stopping.wait())
    building = asyncio.ensure_future(_build_alone(settings.database_url, settings.data_folder))
    await asyncio.wait({building, stop}, return_when=asyncio.FIRST_COMPLETED)
    if not building.done():
        building.cancel()
        await asyncio.wait({building})
        return OK
    database, bot = building.result()
    _spare_the_collector()
    leave_answers_unreturned()
    async with bot:
        running = asyncio.ensure_future(bot.start(token))
        lost = asyncio.ensure_future(database.lost())
        await asyncio.wait({running, stop, lost}, return_when=asyncio.FIRST_COMPLETED)
        is_lost = lost.done()
        for task in (stop, lost):
            task.cancel()
        if running.done() and not stopping.is_set():
            return _ended(running.exception())
        if is_lost:
            # Whoever has it by now must not find us writing.
            await database.close()
        await _finish_in_flight(bot)
        await bot.close()
        # How it ends is of no matter: it was told to, in the middle of whatever it did.
        await asyncio.wait({asyncio.gather(running, return_exceptions=True)}, timeout=1)
    return OK if stopping.is_set() else None


def _told_to_stop() -> asyncio.Event:
    """Return what is set once the system, or whoever sits at the terminal, wants us to end."""
    stopping = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stopping.set)
    return stopping


def _spare_the_collector() -> None:
    """Keep the garbage collector from what lives until the end anyway.

    It would walk through all that was loaded again and again, for a tenth of all time and, each
    time, for as long as a hundred answers take. What an answer leaves behind is small.
    """
    gc.freeze()
    gc.set_threshold(10_000, 20, 50)


async def _finish_in_flight(bot: LanternBot) -> None:
    """Let answers and jobs under way come to their end before the connection goes."""
    bot.services.jobs.rest()
    loop = asyncio.get_running_loop()
    deadline = loop.time() + _GRACE_SECONDS
    # What ends may leave something behind that is under way in its turn.
    while (late := _under_way()) and (left := deadline - loop.time()) > 0:
        await asyncio.wait(late, timeout=left)
    # A job that is cut short keeps its lease, and the next start looks what came of it. Left alone
    # it would fail with the connection, and write that down while the database closes.
    for task in late:
        task.cancel()
    if late:
        await asyncio.wait(late, timeout=_LAST_SECONDS)


def _under_way() -> list[asyncio.Task[Any]]:
    mine = asyncio.current_task()
    return [
        task
        for task in asyncio.all_tasks()
        if task is not mine and task.get_name().startswith(_IN_FLIGHT)
    ]


def _ended(error: BaseException | None) -> int:
    match error:
        case None:
            return OK
        case discord.LoginFailure():
            return _refuse(say("cli-token-refused"))
        case discord.PrivilegedIntentsRequired():
            return _refuse(say("cli-intents-refused"))
        case aiohttp.ClientConnectionError() | discord.GatewayNotFound() | TimeoutError():
            return _refuse(say("cli-discord-unreachable"), code=FAILED)
        case discord.HTTPException() if not isinstance(error, app_commands.CommandSyncFailure):
            return _refuse(say("cli-discord-refused", status=error.status), code=FAILED)
        case _:
            reference = Said(record(error, "lantern run"))
            return _refuse(say("cli-unexpected", reference=reference), code=FAILED)


def _playground(options: argparse.Namespace, _settings: Settings) -> int:
    set_up(logging.WARNING)
    try:
        # Above us in the layers, and needs the playground extra: loaded only when asked for.
        playground = importlib.import_module("playground")
    except ModuleNotFoundError as error:
        if error.name not in {"simcord", "playground", "av", "PIL", "markdown_it", "linkify_it"}:
            raise
        return _refuse(say("cli-playground-extra"))

    async def build(file: Path) -> LanternBot:
        _, bot = await _build_alone(f"sqlite+aiosqlite:///{file}", None)
        return bot

    play: Callable[..., Awaitable[int]] = playground.play

    async def run() -> int:
        return await play(build, port=options.port, open_browser=options.open, keep=options.keep)

    try:
        return asyncio.run(run())
    except (StorageGoneError, DatabaseUrlError):
        if options.keep is None:
            raise
        return _refuse(say("cli-keep-unusable", file=printable(str(options.keep))))


def _refuse(sentence: Said, *, code: int = WRONG) -> int:
    sys.stderr.write(f"lantern: {sentence}\n")
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="lantern", description=say("cli-description"))
    parser.add_argument("--version", action="version", version=f"lantern {__version__}")
    parser.set_defaults(command=_run, is_examination=False)
    commands = parser.add_subparsers(metavar="COMMAND")
    run = commands.add_parser("run", help=say("cli-run"))
    run.set_defaults(command=_run)
    play = commands.add_parser("playground", help=say("cli-playground"))
    play.add_argument("--port", type=port_number, default=DEFAULT_PORT, help=say("cli-port"))
    play.add_argument("--no-open", dest="open", action="store_false", help=say("cli-no-open"))
    play.add_argument("--keep", type=Path, metavar="FILE", help=say("cli-keep"))
    play.set_defaults(command=_playground)
    add_commands(commands.add_parser)
    return parser


if __name__ == "__main__":
    sys.exit(main())
