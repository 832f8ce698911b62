"""The command line: what is asked for, and how it is told why it cannot be done."""

from __future__ import annotations

import argparse
import asyncio
import importlib
import logging
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Final

from bot import __version__
from bot.client import LanternBot
from bot.commands.arguments import ArgumentsError, Parser
from bot.commands.options import add_commands, port_number
from bot.commands.terminal import printable, refuse
from bot.composition import build_alone
from bot.domain.errors import (
    StorageBusyError,
    StorageError,
    StorageFullError,
    StorageGoneError,
)
from bot.log import set_up
from bot.serving import serve
from bot.settings import Settings, SettingsError, environment
from bot.storage.database import DatabaseTakenError, DatabaseUrlError
from bot.storage.schema import NewerSchemaError
from bot.ui.words import Said, say

DEFAULT_PORT: Final = 8765


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return its exit code."""
    try:
        options = _parser().parse_args(arguments)
        read = Settings.examined if options.is_examination else Settings.from_env
        settings = read(environment())
        command: Callable[[argparse.Namespace, Settings], int] = options.command
        return command(options, settings)
    except _REFUSALS as error:
        return refuse(_refusal(error))
    except ModuleNotFoundError as error:
        if error.name != "asyncpg":
            raise
        return refuse(say("cli-postgresql-extra"))


_REFUSALS: Final = (
    ArgumentsError, SettingsError, NewerSchemaError, DatabaseUrlError, DatabaseTakenError,
    StorageError,
)  # fmt: skip
"""What keeps a command from being done and is put right by whoever runs it."""


def _refusal(error: Exception) -> Said:
    match error:
        case ArgumentsError():
            return error.sentence
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


def _run(_options: argparse.Namespace, settings: Settings) -> int:
    return serve(settings)


def _playground(options: argparse.Namespace, _settings: Settings) -> int:
    set_up(logging.WARNING)
    try:
        # Above us in the layers, and needs the playground extra: loaded only when asked for.
        playground = importlib.import_module("playground")
    except ModuleNotFoundError as error:
        if error.name not in {"simcord", "playground", "av", "PIL", "markdown_it", "linkify_it"}:
            raise
        return refuse(say("cli-playground-extra"))

    async def build(file: Path) -> LanternBot:
        _, bot = await build_alone(f"sqlite+aiosqlite:///{file}", None)
        return bot

    play: Callable[..., Awaitable[int]] = playground.play

    async def run() -> int:
        return await play(build, port=options.port, open_browser=options.open, keep=options.keep)

    try:
        return asyncio.run(run())
    except (StorageGoneError, DatabaseUrlError):
        if options.keep is None:
            raise
        return refuse(say("cli-keep-unusable", file=printable(str(options.keep))))


def _parser() -> argparse.ArgumentParser:
    parser = Parser(prog="lantern", description=say("cli-description"))
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
