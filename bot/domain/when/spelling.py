"""Slips in the names of days and months: "satuday", "tommorow", "wensday".

Only a word that nothing else can read is looked at, only long names are looked for, and only one
that is nearer than all others is taken. The text is shown back as it was mended.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

from rapidfuzz.distance import OSA

from bot.domain.when.tokens import Piece, Word
from bot.domain.when.words import DAYS, ENGLISH_WEEKDAYS, MONTHS, PARTS, TODAYS_PARTS, UNITS

_SHORTEST_NAME: Final = 6
"""Letters; shorter names are a slip away from too many other words."""
_SHORTEST_WORD: Final = 5
_LONG_WORD: Final = 7
"""Letters from which on two slips are forgiven."""


def mended(folded: str, pieces: Sequence[Piece]) -> str | None:
    """Return the text with the slips in unread words mended; None where there is none."""
    text = folded
    for piece in sorted(pieces, key=lambda piece: -piece.start):
        name = _nearest(piece.text) if isinstance(piece.token, Word) else None
        if name is not None:
            text = text[: piece.start] + name + text[piece.end :]
    return None if text == folded else text


def _nearest(word: str) -> str | None:
    if len(word) < _SHORTEST_WORD or not word.isascii() or not word.isalpha():
        return None
    slips = 2 if len(word) >= _LONG_WORD else 1
    near = {name: OSA.distance(word, name, score_cutoff=slips) for name in _names()}
    best = min(near.values())
    nearest = [name for name, distance in near.items() if distance == best]
    longest = max(nearest, key=len)
    # "Minute" and "minutes" are the same to us.
    is_clear = all(longest.startswith(name) for name in nearest)
    return longest if best <= slips and is_clear else None


@cache
def _names() -> tuple[str, ...]:
    every = {*ENGLISH_WEEKDAYS, *MONTHS, *DAYS, *PARTS, *TODAYS_PARTS, *UNITS}
    return tuple(
        sorted(
            name
            for name in every
            if len(name) >= _SHORTEST_NAME and name.isascii() and name.isalpha()
        )
    )
