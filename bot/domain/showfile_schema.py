"""The keys of a show file and what each may hold; data/README.md says what they mean."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct

from bot.domain.shows import SourceKind

MOST_PARTS = 1000
"""The most parts that a source may have."""


class Kind(StrEnum):
    """What a key holds; messages name it by these words."""

    TEXT = "text"
    TEXTS = "texts"
    LANGUAGES = "languages"
    NUMBER = "number"
    DATE = "date"
    PARTS = "parts"
    TABLES = "tables"


class Field(Struct, frozen=True, kw_only=True):
    """One key of a table: what it holds and how much of it."""

    kind: Kind
    required: bool = False
    limit: int = 0
    """The most characters of each text."""
    lines: bool = False
    """Whether a text may have several lines."""
    low: int | None = None
    high: int | None = None
    most: int = 50
    """The most elements of a list."""
    choices: tuple[str, ...] = ()
    table: Mapping[str, Field] | None = None


def _text(limit: int, *, required: bool = False, lines: bool = False) -> Field:
    return Field(kind=Kind.TEXT, limit=limit, required=required, lines=lines)


def _texts(limit: int) -> Field:
    return Field(kind=Kind.TEXTS, limit=limit)


def _number(low: int | None = None, high: int | None = None, *, required: bool = False) -> Field:
    return Field(kind=Kind.NUMBER, low=low, high=high, required=required)


def _tables(table: Mapping[str, Field], most: int, *, required: bool = False) -> Field:
    return Field(kind=Kind.TABLES, table=table, most=most, required=required)


FIRST_YEAR, LAST_YEAR = 1800, 2200
_YEAR = _number(FIRST_YEAR, LAST_YEAR)
_TITLES = Field(kind=Kind.LANGUAGES, limit=100)
_NOTE = {
    "text": _text(280, required=True),
    "after": _number(required=True),
    "source_after": _number(),
}
_CHARACTER = {
    "name": _text(80, required=True),
    "aliases": _texts(60),
    "actor": _text(80),
    "first_episode": _number(required=True),
    "note": _tables(_NOTE, 100),
}
_BEAT = {
    "text": _text(280, required=True),
    "importance": _number(1, 3),
    "characters": _texts(80),
    "terms": _texts(60),
    "source_after": _number(),
}
_EPISODE = {
    "season": _number(1, 200),
    "number": _number(1, 5000, required=True),
    "title": _text(100),
    "titles": _TITLES,
    "air_date": Field(kind=Kind.DATE),
    "runtime_minutes": _number(1, 1000),
    "teaser": _text(300),
    "synopsis": _text(1200, lines=True),
    "source_part": _number(),
    "beat": _tables(_BEAT, 100),
}
_TRACK = {
    "id": Field(kind=Kind.TEXT, required=True, choices=("source",)),
    "kind": Field(kind=Kind.TEXT, choices=tuple(kind.value for kind in SourceKind)),
    "title": _text(100, required=True),
    "author": _text(80),
    "year": _YEAR,
    "parts": Field(kind=Kind.PARTS, limit=100, most=MOST_PARTS, required=True),
}
SHOW: Mapping[str, Field] = {
    "slug": _text(60, required=True),
    "title": _text(100, required=True),
    "titles": _TITLES,
    "kind": Field(kind=Kind.TEXT, choices=("series", "film")),
    "year": _YEAR,
    "country": _text(80),
    "language": _text(80),
    "network": _text(80),
    "where_to_watch": _texts(80),
    "genres": _texts(80),
    "content_warnings": _texts(80),
    "announced_actors": _texts(80),
    "blurb": _text(600, lines=True),
    "track": _tables(_TRACK, 10),
    "episode": _tables(_EPISODE, 5000, required=True),
    "character": _tables(_CHARACTER, 1000),
}
