"""How far away an instalment is, and what a viewer may know of it in the open."""

from __future__ import annotations

from functools import lru_cache

from bot.domain.references import Outline
from bot.domain.shows import Show


def outline(show: Show) -> Outline:
    """Return a show's numbering, for reading and printing references."""
    return _outline(show.seasons)


@lru_cache(maxsize=512)
def _outline(seasons: tuple[int, ...]) -> Outline:
    return Outline(seasons=seasons)


def next_ordinal(show: Show, position: int) -> int | None:
    """Return the next episode to watch; None at the end."""
    return position + 1 if position < show.total else None
