"""A show file's episodes, characters and source parts, as far as a faulty file lets them be read.

What has the wrong type is left out here: its own problem is reported where it stands.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date, datetime

from msgspec import Struct

from bot.domain.showfile_problems import Path
from bot.domain.showfile_values import Table

_TYPED_APART = re.compile(r"[\s\-_.'’]+")


class EpisodeOutline(Struct, frozen=True, kw_only=True):
    """An episode with its number over the whole show."""

    path: Path
    table: Table
    ordinal: int
    season: int
    number: int | None


class CharacterOutline(Struct, frozen=True, kw_only=True):
    """A character with every name that the file gives to them."""

    path: Path
    table: Table
    name: str
    aliases: tuple[str, ...]
    first_episode: int | None


class Outline(Struct, frozen=True, kw_only=True):
    """What the rules of the story are checked on."""

    document: Table
    episodes: tuple[EpisodeOutline, ...]
    """In the order in which they are watched."""
    characters: tuple[CharacterOutline, ...]
    parts: int | None
    """How many parts the source has; None without a source, or with a faulty one."""


def outline(document: Table) -> Outline:
    """Read what can be read of a parsed file."""
    return Outline(
        document=document,
        episodes=tuple(_episodes(document)),
        characters=tuple(_characters(document)),
        parts=next((_parts(track) for _, track in tables(document, "track")), None),
    )


def tables(table: Table, key: str, path: Path = ()) -> Iterator[tuple[Path, Table]]:
    """Yield the tables of a list of tables, each with the way to it."""
    value = table.get(key)
    for index, element in enumerate(value if isinstance(value, list) else ()):
        if isinstance(element, dict):
            yield (*path, key, index), element


def number(table: Table, key: str) -> int | None:
    """Return a whole number, or None where there is none."""
    value = table.get(key)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def day(table: Table) -> date | None:
    """Return the day on which an episode airs, or None where there is none."""
    value = table.get("air_date")
    try:
        value = date.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        return None
    return value if isinstance(value, date) and not isinstance(value, datetime) else None


def texts(table: Table, key: str) -> tuple[str, ...]:
    """Return the texts of a list, or a single text as a list of one."""
    value = table.get(key)
    elements = value if isinstance(value, list) else (value,)
    return tuple(element for element in elements if isinstance(element, str))


def spoken(name: str) -> str:
    """Return what a name and its other spellings have in common when people type it."""
    return _TYPED_APART.sub("", unicodedata.normalize("NFKC", name).casefold())


def _episodes(document: Table) -> Iterator[EpisodeOutline]:
    found = list(tables(document, "episode"))
    found.sort(key=lambda entry: (number(entry[1], "season") or 1, number(entry[1], "number") or 0))
    for ordinal, (path, table) in enumerate(found, start=1):
        yield EpisodeOutline(
            path=path,
            table=table,
            ordinal=ordinal,
            season=number(table, "season") or 1,
            number=number(table, "number"),
        )


def _characters(document: Table) -> Iterator[CharacterOutline]:
    for path, table in tables(document, "character"):
        for name in texts(table, "name")[:1]:
            yield CharacterOutline(
                path=path,
                table=table,
                name=name,
                aliases=texts(table, "aliases"),
                first_episode=number(table, "first_episode"),
            )


def _parts(track: Table) -> int | None:
    parts = track.get("parts")
    return len(parts) if isinstance(parts, list) else number(track, "parts")
