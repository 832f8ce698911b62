"""Time zones that a text names itself: "8pm fri in Seoul", "fri 8pm Europe/Berlin"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from bot.domain.records import replace
from bot.domain.when.tokens import InZone, Piece, Word
from bot.domain.zones import named_zone

_LEADS: Final = ("(", "in ", "at ")
_TAILS: Final = (")", " timezone", " time zone", " time", " 시간", "시간")
_SHORTEST: Final = 4
"""Letters of a place without "in" or "time" beside it."""
_SHORT: Final = frozenset({"nyc", "uk"})
_WORDS_OF_THEIR_OWN: Final = frozenset({"la", "nice", "cork", "central", "mountain"})
"""Names of places that say something else unless "in" or "time" stands beside them."""


def with_named_zone(pieces: Sequence[Piece]) -> Sequence[Piece]:
    """Read a run of unread words as the zone that it names as a whole; else change nothing."""
    settled: list[Piece] = []
    for run in _runs(pieces):
        zone = _zone_of(run) if isinstance(run[0].token, Word) else None
        settled += run if zone is None else [replace(run[0], token=InZone(zone), end=run[-1].end)]
    return settled


def _runs(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Yield the pieces, those that are read one by one and those that are not run by run."""
    run: list[Piece] = []
    for piece in pieces:
        if run and not (isinstance(piece.token, Word) and isinstance(run[-1].token, Word)):
            yield run
            run = []
        run.append(piece)
    if run:
        yield run


def _zone_of(run: Sequence[Piece]) -> str | None:
    text = run[0].text
    for before, piece in pairwise(run):
        text += (" " if piece.start > before.end else "") + piece.text
    place = _bare(text)
    if place == text and (place in _WORDS_OF_THEIR_OWN or _is_too_short(place)):
        return None
    return named_zone(place, well_known=place == text)


def _is_too_short(place: str) -> bool:
    return place.isascii() and len(place) < _SHORTEST and place not in _SHORT


def _bare(text: str) -> str:
    for lead in _LEADS:
        text = text.removeprefix(lead)
    for tail in _TAILS:
        text = text.removesuffix(tail)
    return text.strip()
