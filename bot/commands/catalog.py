"""`lantern catalog`: check show files, put them into the database, list what there is."""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from bot.clock import SystemClock
from bot.commands.show_files import CheckedFile, read_files
from bot.commands.terminal import OK, WRONG, printable, put
from bot.providers.files import TextFile, bundled_folder, read_folder
from bot.services.catalog import EVERY_GUILD, Catalog
from bot.settings import Settings
from bot.storage.database import Database
from bot.storage.schema import migrate, open_database
from bot.ui.words import Said, say


def check_files(options: argparse.Namespace, _settings: Settings) -> int:
    """Say what is wrong with show files; 2 when something is."""
    return WRONG if _tell(read_files(options.files)) else OK


def _tell(files: Sequence[CheckedFile]) -> int:
    """Write every problem, then how many; return that number. No file at all is one too."""
    problems = [problem for file in files for problem in file.problems]
    for problem in problems:
        put(problem)
    if not files:
        put(say("catalog-no-file"))
        return 1
    put(say("catalog-checked", files=len(files), problems=len(problems)))
    return len(problems)


def add_files(options: argparse.Namespace, settings: Settings) -> int:
    """Put show files into the database: all of them, or none when one has a problem."""
    files = read_files(options.files)
    if not files or any(file.problems for file in files):
        _tell(files)
        put(say("catalog-nothing-added"))
        return WRONG
    documents = [file.document for file in files if file.document is not None]
    contents = [file.file for file in files if file.file is not None]
    changed = asyncio.run(_add(settings.database_url, contents))
    for document in documents:
        key = say("catalog-added") if document["slug"] in changed else say("catalog-unchanged")
        put(Said(f"{printable(document['slug'])}: {key}"))
    if changed:
        put(say("catalog-restart"))
    return OK


async def _add(url: str, files: Sequence[TextFile]) -> set[str]:
    """Return the slugs of those that were new or had changed."""
    database = await open_database(url)
    try:
        catalog = Catalog(database=database, clock=SystemClock())
        before = await _slugs(database)
        await catalog.import_files(files, origin="added")
        after = await _slugs(database)
    finally:
        await database.close()
    return {slug for slug, mark in after.items() if before.get(slug) != mark}


async def _slugs(database: Database) -> dict[str, str]:
    async with database.read() as kept:
        return await kept.shows.fingerprints()


class _Row(NamedTuple):
    slug: str
    episodes: int
    origin: Said
    title: str


def list_shows(_options: argparse.Namespace, settings: Settings) -> int:
    """List the shows that every guild may use."""
    rows = {row.slug: row for row in _rows(bundled_folder(), say("catalog-origin-bundled"))}
    for row in asyncio.run(_kept(settings.database_url)):
        rows[row.slug] = row
    if settings.data_folder is not None:
        rows |= {row.slug: row for row in _rows(settings.data_folder, say("catalog-origin-folder"))}
    width = max((len(slug) for slug in rows), default=0)
    for _, row in sorted(rows.items()):
        slug = printable(row.slug.ljust(width))
        put(Said(f"{slug}  {row.episodes:5}  {row.origin:8}  {printable(row.title)}"))
    put(say("catalog-listed", shows=len(rows)))
    return OK


def _rows(folder: Path, origin: Said) -> Iterator[_Row]:
    return (_row(document, origin) for document in read_folder(folder))


def _row(document: Mapping[str, Any], origin: Said) -> _Row:
    return _Row(document["slug"], len(document["episode"]), origin, document["title"])


async def _kept(url: str) -> list[_Row]:
    """Return what was added to the database; one that is not there yet is not made for this."""
    database = Database(url)
    try:
        if database.path is not None and not database.path.exists():
            return []
        await migrate(database)
        async with database.read() as kept:
            added = await kept.shows.replaced()
            entries = await kept.shows.entries()
            records = [
                await kept.shows.find(entry.id)
                for entry in entries
                if entry.guild_id == EVERY_GUILD and entry.slug in added
            ]
    finally:
        await database.close()
    said = say("catalog-origin-added")
    return [_row(record.document, said) for record in records if record is not None]
