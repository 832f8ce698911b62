"""`lantern doctor`: look at everything that has to be right, and say for each what to do."""

from __future__ import annotations

import argparse
import asyncio
import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from bot.commands.discord_questions import ask_discord
from bot.commands.findings import Finding, Mark, fine, note, wrong
from bot.commands.show_files import read_files
from bot.commands.terminal import OK, WRONG, printable, put
from bot.domain.errors import StorageError
from bot.domain.zone_names import POPULAR
from bot.providers.files import bundled_folder
from bot.settings import Settings, SettingsError
from bot.storage.database import Database, DatabaseUrlError
from bot.storage.schema import HEAD, current_revision, is_known
from bot.ui.words import Said, say

_FEWEST_ZONES: Final = 300
"""Complete zone data names far more; a cut-down system has a handful."""


def examine(_options: argparse.Namespace, settings: Settings) -> int:
    """Write what was found, line by line as it is found; 2 when something is to be put right."""
    return asyncio.run(_examine(settings))


async def _examine(settings: Settings) -> int:
    problems = 0
    async for finding in findings(settings):
        put(finding.line())
        problems += finding.mark is Mark.WRONG
    put(say("doctor-summary", problems=problems))
    return WRONG if problems else OK


async def findings(settings: Settings) -> AsyncIterator[Finding]:
    """Yield everything that was looked at, the token never among it."""
    token, refused = _token(settings), {problem.variable for problem in settings.problems}
    yield token
    for problem in settings.problems:
        yield wrong(_refusal(problem))
    if "DATABASE_URL" not in refused:
        yield await _database(settings.database_url)
    for finding in (*_catalog(settings), _zones()):
        yield finding
    if token.mark is Mark.FINE and "DISCORD_API_URL" not in refused:
        async for finding in ask_discord(settings):
            yield finding
    else:
        yield note(say("doctor-discord-not-asked"))


def _token(settings: Settings) -> Finding:
    try:
        settings.required_token()
    except SettingsError as error:
        return wrong(_refusal(error))
    return fine(say("doctor-token-fine"))


def _refusal(error: SettingsError) -> Said:
    return say(f"cli-{error.key}", variable=Said(error.variable))


async def _database(url: str) -> Finding:
    try:
        database = Database(url)
    except ModuleNotFoundError:
        return wrong(say("cli-postgresql-extra"))
    except DatabaseUrlError:
        return wrong(say("cli-database-url-shape"))
    try:
        missing = _missing_file(database.path)
        if missing is not None:
            return missing
        return _schema(await current_revision(database))
    except DatabaseUrlError:
        return wrong(say("cli-database-url-shape"))
    except StorageError:
        return wrong(say("cli-database-unreachable"))
    finally:
        await database.close()


def _missing_file(path: Path | None) -> Finding | None:
    """Say what will happen where the file of an SQLite database is not there yet."""
    if path is None or path.exists():
        return None
    folder = path.resolve().parent
    if folder.is_dir() and os.access(folder, os.W_OK):
        return fine(say("doctor-database-new", file=printable(str(path))))
    return wrong(say("doctor-database-folder", folder=printable(str(folder))))


def _schema(found: str | None) -> Finding:
    if found is None:
        return fine(say("doctor-database-empty"))
    if found == HEAD:
        return fine(say("doctor-database-fine"))
    if is_known(found):
        return note(say("doctor-database-older"))
    return wrong(say("cli-newer-schema", found=printable(found)))


def _catalog(settings: Settings) -> Iterator[Finding]:
    folders = [bundled_folder()]
    if settings.data_folder is not None:
        folders.append(settings.data_folder)
    for folder in folders:
        files = read_files([folder])
        shown = printable(str(folder))
        problems = [problem for file in files for problem in file.problems]
        if problems:
            told = say(
                "doctor-catalog-problems",
                folder=shown,
                problems=len(problems),
                first=problems[0],
            )
            yield wrong(told)
        elif not files:
            yield wrong(say("doctor-catalog-empty", folder=shown))
        else:
            yield fine(say("doctor-catalog-fine", folder=shown, shows=len(files)))


def _zones() -> Finding:
    number = len(available_timezones())
    try:
        for name in POPULAR:
            ZoneInfo(name)
    except ZoneInfoNotFoundError:
        number = 0
    if number < _FEWEST_ZONES:
        return wrong(say("doctor-zones-missing"))
    return fine(say("doctor-zones-fine", zones=number))
