"""How what was typed meets one title: as a whole, its beginning, a part of it, or nearly.

All work on keys, the forms that `bot.domain.folding` makes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import IntEnum
from typing import Final

from bot.domain.folding import query_key

LIKE_ENOUGH: Final = 75.0
"""The least score, of 100, at which one text counts as like another."""
_NEAR: Final = 60.0
"""The least score at which it is worth asking back whether that was meant."""
_PART_OF_WHOLE: Final = 0.95
"""What likeness to a part is worth beside likeness to the whole."""
_SHORTEST: Final = 3
_SHORTEST_WITHIN: Final = 5
"""Shorter texts are nearly part of anything."""


class Match(IntEnum):
    """How a query meets a title, best first."""

    WHOLE = 0
    BEGINNING = 1
    PART = 2
    LIKE = 3


def match_key(wanted: str, key: str) -> Match | None:
    """Tell how a query's key meets a title's key, typos not forgiven."""
    if key.startswith(wanted):
        return Match.WHOLE if len(key) == len(wanted) else Match.BEGINNING
    return Match.PART if wanted in key else None


def alike(wanted: str, keys: Sequence[str]) -> dict[int, float]:
    """Return the places of the keys that are like the wanted one, with a score up to 100.

    Two different numbers are never a slip of the finger: "episode 12" is not like "episode 21".
    """
    size = len(wanted)
    if size < _SHORTEST:
        return {}
    from rapidfuzz import fuzz  # noqa: PLC0415 - when first needed, no start does

    scores = _scores(fuzz.ratio, wanted, keys)
    if size >= _SHORTEST_WITHIN:
        for place, score in _scores(fuzz.partial_ratio, wanted, keys).items():
            if len(keys[place]) > size:
                scores[place] = max(scores.get(place, 0.0), score * _PART_OF_WHOLE)
    else:
        for length in (size - 1, size, size + 1):
            scores |= _scores(fuzz.ratio, wanted, [key[:length] for key in keys]) | scores
    number = _digits(wanted)
    return {
        place: score
        for place, score in scores.items()
        if score >= LIKE_ENOUGH and _same_number(number, _digits(keys[place]))
    }


def nearest(wrote: str, texts: Sequence[str], *, limit: int) -> list[int]:
    """Return the places of the texts that are nearest to what was written, the nearest first.

    More is forgiven than by a search: it is for asking back, never for taking it as meant.
    """
    wanted = query_key(wrote)
    if len(wanted) < _SHORTEST_WITHIN:
        return []
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - when first needed, no start does

    keys = [query_key(text) for text in texts]
    found = process.extract(wanted, keys, scorer=fuzz.WRatio, score_cutoff=_NEAR, limit=limit)
    return [place for _, _, place in found]


def _scores(scorer: Callable[..., float], wanted: str, keys: Sequence[str]) -> dict[int, float]:
    from rapidfuzz import process  # noqa: PLC0415 - when first needed, no start does

    found = process.extract(wanted, keys, scorer=scorer, score_cutoff=LIKE_ENOUGH, limit=None)
    return {place: score for key, score, place in found if len(key) >= _SHORTEST}


def _digits(key: str) -> str:
    return "".join(filter(str.isdigit, key))


def _same_number(one: str, other: str) -> bool:
    return not one or not other or one == other
